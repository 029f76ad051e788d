#include "arcs.h"

enum {
  COST_OF_LINE = 1 << 12, /* of two ways as good, the shorter */
  COST_OF_HYPHEN = 1 << 16,
  COST_OF_HYPHENS = 1 << 20, /* two lines running */
};

pb_len pb_job_measure(const pb_break_job *job, size_t line) {
  pb_len m = job->measures[line < job->nmeasures ? line : job->nmeasures - 1];
  return m - (line == 0 ? job->indent : 0);
}

bool pb_job_justified(const pb_break_job *job) {
  pb_align align = job->block->style->align;
  return align == PB_ALIGN_JUSTIFY || align == PB_ALIGN_FILL;
}

pb_line pb_job_line(const pb_break_job *job, uint32_t from, uint32_t to, pb_len measure) {
  bool last = to == job->end || job->story->clusters[to - 1].brk == PB_BREAK_MUST;
  bool natural = !pb_job_justified(job) || (last && job->block->style->align != PB_ALIGN_FILL);
  return pb_line_make(job->story, job->block, from, to, measure, natural);
}

bool pb_job_may_break(const pb_break_job *job, uint32_t at) {
  return at == job->end || job->story->clusters[at - 1].brk != PB_BREAK_NO;
}

static const uint32_t *forced_breaks(pb_arena *arena, const pb_break_job *job, uint32_t n) {
  const pb_cluster *clusters = job->story->clusters + job->first;
  uint32_t last = n;
  while (last > 1 && clusters[last - 2].brk != PB_BREAK_MUST) last--;
  if (last <= 1) return NULL;
  uint32_t *must = PB_NEW_N(arena, uint32_t, n + 1), next = n;
  for (uint32_t i = n; i-- > 0;) {
    must[i] = next;
    if (i && clusters[i - 1].brk == PB_BREAK_MUST) next = i;
  }
  return must;
}

pb_arcs pb_arcs_new(pb_arena *arena, const pb_break_job *job) {
  uint32_t n = job->end - job->first;
  pb_room *rooms = PB_NEW_N(arena, pb_room, n + 1);
  pb_len *loses = PB_NEW_N(arena, pb_len, n + 1), *wins = PB_NEW_N(arena, pb_len, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    const pb_gap *gap = &job->story->gaps[job->first + i];
    rooms[i + 1] = rooms[i];
    pb_room_add(&rooms[i + 1], gap);
    loses[i + 1] = loses[i] + gap->shrink;
    wins[i + 1] = wins[i] + pb_gap_wins(gap, job->block->style, job->block->size);
  }
  return (pb_arcs){.job = job,
                   .arena = arena,
                   .n = n,
                   .justified = pb_job_justified(job),
                   .rooms = rooms,
                   .loses = loses,
                   .wins = wins,
                   .must = forced_breaks(arena, job, n)};
}

/* One character on the last line, alone or with its mark. */
static bool is_lone(const pb_break_job *job, uint32_t from) {
  unsigned characters = 0;
  if (from == job->first || job->end - from > 3) return false;
  for (uint32_t i = from; i < job->end; i++) {
    pb_class c = job->story->clusters[i].kind;
    characters += c == PB_CLASS_HAN || c == PB_CLASS_DIGIT || c == PB_CLASS_LATIN || c == PB_CLASS_OTHER || c == PB_CLASS_SYMBOL;
  }
  return characters <= 1;
}

static int64_t ragged_cost(const pb_line *line) {
  int64_t short_by = (int64_t)(line->measure - line->width) * 1024 / line->size;
  return short_by > 0 ? short_by * short_by / 64 : 0;
}

static bool is_hyphen(const pb_break_job *job, uint32_t to) {
  return to > job->first && job->story->clusters[to - 1].brk == PB_BREAK_HYPHEN;
}

/* What it costs that a line ends where it had better not. */
static int64_t reluctance(const pb_break_job *job, uint32_t from, uint32_t to) {
  static const int64_t COST[] = {0, 1 << 14, 1 << 18, 1 << 19}; /* by pb_reluctance */
  if (to == job->end) return 0;
  int64_t cost = COST[job->story->clusters[to - 1].reluctance];
  if (!is_hyphen(job, to)) return cost;
  return cost + COST_OF_HYPHEN + (is_hyphen(job, from) ? COST_OF_HYPHENS : 0);
}

int64_t pb_job_penalty(const pb_break_job *job, const pb_line *line) {
  int64_t cost = COST_OF_LINE + reluctance(job, line->first, line->end);
  if (!pb_job_justified(job) && line->end < job->end) cost += ragged_cost(line);
  if (line->end == job->end && is_lone(job, line->first)) cost += PB_COST_LONE;
  return cost;
}

/* A line tried: what it costs, or by how much it misses. */
typedef struct {
  int64_t cost;
  pb_len over;   /* sticks out by so much */
  pb_len excess; /* opens so much further than it may */
} trial;

static int64_t spacing_cost(const pb_arcs *a, uint32_t from, uint32_t to, const pb_line *line, const pb_slack *slack) {
  const pb_room *first = &a->rooms[from], *last = &a->rooms[to - 1];
  if (slack->amount >= 0) {
    pb_opening room = pb_opening_between(&first->open, &last->open);
    return pb_opening_cost(&room, slack->amount - slack->end_blank, line->size);
  }
  pb_room room = pb_room_between(first, last);
  pb_deal deal = pb_room_deal(&room, slack);
  return pb_room_cost(&room, &deal, line->size);
}

static trial try_line(const pb_arcs *a, uint32_t from, uint32_t to, pb_len measure, bool loose) {
  const pb_break_job *job = a->job;
  pb_line line = pb_job_line(job, job->first + from, job->first + to, measure);
  const pb_cluster *end = &job->story->clusters[line.end - 1];
  pb_len loses = a->loses[to - 1] - a->loses[from];
  pb_slack slack = pb_slack_of(end, &line, loses);
  trial t = {.over = -slack.amount - loses};
  if (!line.natural) t.excess = slack.amount - slack.end_blank - (a->wins[to - 1] - a->wins[from]);
  if (t.over > 0 || (t.excess > 0 && !loose)) return t;
  t.cost = pb_job_penalty(job, &line);
  if (slack.amount < 0 || (!slack.natural && slack.amount > slack.end_blank)) t.cost += spacing_cost(a, from, to, &line, &slack);
  t.cost += pb_loose_cost(t.excess, line.size);
  return t;
}

/* The first place after `from`, not beyond `end`, up to which the text is at least `measure` wide. */
static uint32_t full_line(pb_arcs *a, uint32_t from, uint32_t end, pb_len measure) {
  const pb_len *w = a->job->story->width + a->job->first;
  uint32_t full = from + 1;
  if (a->measure == measure && from >= a->from && a->full > full) full = a->full;
  while (full < end && w[full] - w[from] < measure) full++;
  a->from = from, a->full = full, a->measure = measure;
  return full;
}

static void add(pb_arcs *a, uint32_t end, int64_t cost) { PB_PUSH(a->arena, a->all, ((pb_arc){.end = end, .cost = cost})); }

/* Lines from `full` on, which close up. A later end has more to close and less to close it with, but for a mark that hangs. */
static void add_longer(pb_arcs *a, uint32_t from, uint32_t full, uint32_t end, pb_len measure) {
  pb_len much = a->job->block->size;
  for (uint32_t to = full; to <= end; to++) {
    if (!pb_job_may_break(a->job, a->job->first + to)) continue;
    trial t = try_line(a, from, to, measure, a->wide);
    if (t.over > much) break;
    if (t.over <= 0 && (t.excess <= 0 || a->wide)) add(a, to, t.cost);
  }
}

/* Lines shorter than `full`, which open: those that keep within the limit or, where they are wanted, all. A shorter one has
 * more to open and less to open it with, but for the end mark's blank. */
static void add_shorter(pb_arcs *a, uint32_t from, uint32_t full, pb_len measure, bool loose) {
  pb_len much = a->job->block->size;
  const pb_len *w = a->job->story->width + a->job->first;
  for (uint32_t to = full - 1; to > from; to--) {
    if (!a->justified && w[to] - w[from] < measure / 4 && !loose) break;
    if (!pb_job_may_break(a->job, a->job->first + to)) continue;
    trial t = try_line(a, from, to, measure, loose);
    if (t.over <= 0 && (t.excess <= 0 || loose)) add(a, to, t.cost);
    else if (t.excess > much) break;
  }
}

/* No allowed line fits: the longest that fits, breaking a rule; at the least one cluster, sticking out. */
static void add_forced(pb_arcs *a, uint32_t from, uint32_t end, pb_len measure) {
  uint32_t to = from + 1;
  while (to < end && try_line(a, from, to + 1, measure, true).over <= 0) to++;
  add(a, to, PB_COST_FORCED);
}

void pb_arcs_add(pb_arcs *a, uint32_t from, pb_len measure) {
  size_t before = a->all.n;
  uint32_t end = a->must ? a->must[from] : a->n;
  uint32_t full = full_line(a, from, end, measure);
  add_longer(a, from, full, end, measure);
  add_shorter(a, from, full, measure, a->wide);
  if (a->all.n == before && !a->wide) {
    add_shorter(a, from, full, measure, true);
    trial t = try_line(a, from, full, measure, true);
    if (t.over <= 0 && pb_job_may_break(a->job, a->job->first + full)) add(a, full, t.cost);
  }
  if (a->all.n == before) add_forced(a, from, end, measure);
}
