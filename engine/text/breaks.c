/* Where a paragraph is broken: the cheapest chain of lines, found line by line. A node is a place where line k may end;
 * nodes of one line are kept apart by place, since the lines after may have any measure. Nodes far dearer than the best of
 * their line are dropped, which keeps the search linear. */
#include <string.h>

#include "lines.h"
#include "memo.h"
#include "room.h"

enum {
  KEEP_WITHIN = 1 << 19,            /* nodes dearer than the best by this are dropped: a line no one would print */
  KEEP_FOR_VARIANTS = 1 << 22,      /* where a looser or tighter way is wanted, the way there may be dear */
  KEEP_TO_MEND = 1 << 25,           /* where only a way that seemed too dear spares the last line a lone character */
  COST_OF_LINE = 1 << 12,           /* of two ways as good, the shorter */
  COST_OF_LONE_CHARACTER = 1 << 28, /* a last line of one character */
  COST_OF_HYPHEN = 1 << 15,
  COST_OF_HYPHENS = 1 << 19, /* two lines running */
  COST_OF_FORCE = 1 << 29,   /* a line that must break a rule or stick out */
};

typedef struct {
  uint32_t at;  /* the line ends before this cluster */
  int32_t from; /* node of the line before, in the same array; −1 = start */
  int64_t cost; /* of all lines so far */
} node;

typedef struct {
  const pb_break_job *job;
  pb_arena *arena;
  PB_VEC(node) nodes;
  int64_t keep_within;
  pb_len least;         /* of a justified line: this share of the measure, 1/1024 */
  size_t layer, next;   /* nodes of the line that is extended: [layer, next) */
  int32_t *place;       /* node of the line being made at each cluster, −1 = none */
  pb_room *rooms;       /* of the gaps before each cluster, summed from the start */
  PB_VEC(int32_t) ends; /* the best node at the end, by number of lines − 1; −1 = none */
} search;

static pb_len measure_of(const pb_break_job *job, size_t line) {
  pb_len m = job->measures[line < job->nmeasures ? line : job->nmeasures - 1];
  return m - (line == 0 ? job->indent : 0);
}

static bool justified(const pb_break_job *job) {
  pb_align align = job->block->style->align;
  return align == PB_ALIGN_JUSTIFY || align == PB_ALIGN_FILL;
}

static pb_line line_to(const pb_break_job *job, uint32_t from, uint32_t to, pb_len measure) {
  bool last = to == job->end || job->story->clusters[to - 1].brk == PB_BREAK_MUST;
  bool natural = !justified(job) || (last && job->block->style->align != PB_ALIGN_FILL);
  return pb_line_make(job->story, job->block, from, to, measure, natural);
}

static bool may_break(const pb_break_job *job, uint32_t at) {
  return at == job->end || job->story->clusters[at - 1].brk != PB_BREAK_NO;
}

/* One character on the last line, alone or with its mark. */
static bool is_lone(const pb_break_job *job, uint32_t from, uint32_t to) {
  unsigned characters = 0;
  if (from == job->first || to - from > 3) return false;
  for (uint32_t i = from; i < to; i++) {
    pb_class c = job->story->clusters[i].kind;
    characters += c == PB_CLASS_HAN || c == PB_CLASS_DIGIT || c == PB_CLASS_LATIN || c == PB_CLASS_OTHER || c == PB_CLASS_SYMBOL;
  }
  return characters <= 1;
}

static void reach(search *s, int32_t from, size_t line, uint32_t at, int64_t cost) {
  int32_t *here = at == s->job->end ? &s->ends.at[line] : &s->place[at - s->job->first];
  if (*here >= 0) {
    if (s->nodes.at[*here].cost > cost) s->nodes.at[*here].cost = cost, s->nodes.at[*here].from = from;
    return;
  }
  *here = (int32_t)s->nodes.n;
  PB_PUSH(s->arena, s->nodes, ((node){.at = at, .from = from, .cost = cost}));
}

static int64_t ragged_cost(const pb_line *line) {
  int64_t short_by = (int64_t)(line->measure - line->width) * 1024 / line->size;
  return short_by > 0 ? short_by * short_by / 64 : 0;
}

/* What it costs that a line ends where it had better not; `before` is where the line before it ends. */
static int64_t reluctance(const pb_break_job *job, uint32_t before, uint32_t end) {
  static const int64_t COST[] = {0, 1 << 13, 1 << 17, 1 << 18}; /* by pb_reluctance */
  if (end == job->end) return 0;
  const pb_cluster *c = &job->story->clusters[end - 1];
  int64_t cost = COST[c->reluctance];
  if (c->brk != PB_BREAK_HYPHEN) return cost;
  bool again = before > job->first && job->story->clusters[before - 1].brk == PB_BREAK_HYPHEN;
  return cost + COST_OF_HYPHEN + (again ? COST_OF_HYPHENS : 0);
}

static void try_line(search *s, int32_t from, size_t line, const pb_line *l, int64_t own) {
  const pb_break_job *job = s->job;
  int64_t cost = s->nodes.at[from].cost + own + COST_OF_LINE + reluctance(job, l->first, l->end);
  if (l->end == job->end && is_lone(job, l->first, l->end)) cost += COST_OF_LONE_CHARACTER;
  if (!justified(job) && l->end != job->end) cost += ragged_cost(l);
  reach(s, from, line, l->end, cost);
}

/* The first cluster boundary after `from` at which the natural line is at least `width` wide. */
static uint32_t boundary_at(const pb_break_job *job, uint32_t from, pb_len width) {
  const pb_len *w = job->story->width;
  uint32_t low = from + 1, high = job->end;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (w[middle] - w[from] < width) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* No break fits: the longest allowed line if there is one, however loose; else the longest that fits, breaking the rule;
 * at the least one cluster, sticking out. */
static void force_line(search *s, int32_t from, size_t line, pb_len measure) {
  const pb_break_job *job = s->job;
  uint32_t start = s->nodes.at[from].at, allowed = 0, fits = start + 1;
  for (uint32_t at = start + 1; at <= job->end; at++) {
    pb_line l = line_to(job, start, at, measure);
    if (pb_line_cost(job->story, &l) == PB_LINE_STICKS_OUT) break;
    fits = at;
    if (may_break(job, at)) allowed = at;
  }
  uint32_t end = allowed ? allowed : fits;
  pb_line l = line_to(job, start, end, measure);
  int64_t cost = pb_line_cost(job->story, &l);
  try_line(s, from, line, &l, allowed && cost < COST_OF_FORCE ? cost : COST_OF_FORCE);
}

/* As pb_line_cost, from the sums. `*over` is what the line would stick out, all gaps closed; 0 if it fits. */
static int64_t cost_of(const search *s, const pb_line *line, pb_len *over) {
  const pb_break_job *job = s->job;
  pb_room room = pb_room_between(&s->rooms[line->first - job->first], &s->rooms[line->end - 1 - job->first]);
  pb_slack slack = pb_slack_of(job->story, line, &room);
  *over = 0;
  if (slack.amount >= 0 && (line->natural || slack.amount <= slack.end_blank)) return 0;
  pb_deal deal = pb_room_deal(&room, &slack, line->natural);
  if (!deal.sticks_out) return pb_room_cost(&room, &deal, line->size);
  *over = -slack.amount;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++) *over -= room.shrink[tier];
  return PB_LINE_STICKS_OUT;
}

static void extend(search *s, int32_t from, size_t line) {
  const pb_break_job *job = s->job;
  pb_len measure = measure_of(job, line);
  uint32_t start = s->nodes.at[from].at;
  bool any = false;
  uint32_t at = boundary_at(job, start, justified(job) ? (pb_len)((int64_t)measure * s->least / 1024) : measure / 4);
  for (uint32_t i = start + 1; i < at; i++)
    if (job->story->clusters[i - 1].brk == PB_BREAK_MUST) at = i;
  pb_len over = 0; /* a later end may drop a mark's blank, not more */
  for (; at <= job->end && over <= 2 * job->block->size; at++) {
    if (!may_break(job, at)) continue;
    pb_line l = line_to(job, start, at, measure);
    int64_t cost = cost_of(s, &l, &over);
    if (cost == PB_LINE_STICKS_OUT) continue;
    any = true;
    try_line(s, from, line, &l, cost);
    if (at < job->end && job->story->clusters[at - 1].brk == PB_BREAK_MUST) break;
  }
  if (!any) force_line(s, from, line, measure);
}

/* Turns the nodes just made into the next layer: forgets their places, drops those that are too dear. */
static void close_layer(search *s) {
  int64_t best = INT64_MAX;
  for (size_t i = s->next; i < s->nodes.n; i++)
    if (s->nodes.at[i].at != s->job->end && s->nodes.at[i].cost < best) best = s->nodes.at[i].cost;
  for (size_t i = s->next; i < s->nodes.n; i++) {
    node *n = &s->nodes.at[i];
    if (n->at != s->job->end) s->place[n->at - s->job->first] = -1;
    if (n->cost - best > s->keep_within) n->cost = INT64_MAX; /* dropped: never extended */
  }
  s->layer = s->next;
  s->next = s->nodes.n;
}

static void run(search *s) {
  for (size_t line = 0; s->layer < s->next; line++) {
    PB_PUSH(s->arena, s->ends, -1);
    for (size_t i = s->layer; i < s->next; i++)
      if (s->nodes.at[i].at != s->job->end && s->nodes.at[i].cost != INT64_MAX) extend(s, (int32_t)i, line);
    int32_t end = s->ends.at[line];
    int64_t end_cost = end >= 0 ? s->nodes.at[end].cost : 0;
    close_layer(s);
    if (end >= 0) s->nodes.at[end].cost = end_cost;
  }
}

/* The number of lines − 1 that is cheapest, moved by the looseness as far as ways exist. */
static size_t choose_end(const search *s) {
  size_t best = 0;
  int64_t least = INT64_MAX;
  for (size_t k = 0; k < s->ends.n; k++)
    if (s->ends.at[k] >= 0 && s->nodes.at[s->ends.at[k]].cost < least) least = s->nodes.at[s->ends.at[k]].cost, best = k;
  for (int step = s->job->looseness; step != 0; step += step > 0 ? -1 : 1) {
    int64_t k = (int64_t)best + step;
    if (k >= 0 && k < (int64_t)s->ends.n && s->ends.at[k] >= 0 && s->nodes.at[s->ends.at[k]].cost < COST_OF_LONE_CHARACTER)
      return (size_t)k;
  }
  return best;
}

static search search_new(pb_arena *scratch, const pb_break_job *job) {
  search s = {.job = job, .arena = scratch};
  size_t clusters = job->end - job->first;
  s.place = PB_NEW_N(scratch, int32_t, clusters + 1);
  memset(s.place, 0xff, (clusters + 1) * sizeof *s.place);
  s.rooms = PB_NEW_N(scratch, pb_room, clusters + 1);
  for (size_t i = 0; i < clusters; i++) {
    s.rooms[i + 1] = s.rooms[i];
    pb_room_add(&s.rooms[i + 1], &job->story->gaps[job->first + i]);
  }
  return s;
}

/* The node at the end of the best chain; its lines are counted in `*n`. */
static const node *look(search *s, int64_t keep_within, pb_len least, size_t *n) {
  s->keep_within = keep_within;
  s->least = least;
  s->nodes.n = s->ends.n = s->layer = 0;
  PB_PUSH(s->arena, s->nodes, ((node){.at = s->job->first, .from = -1}));
  s->next = 1;
  run(s);
  *n = choose_end(s) + 1;
  return &s->nodes.at[s->ends.at[*n - 1]];
}

static pb_broken find_breaks(pb_arena *arena, const pb_break_job *job, size_t *looked_at) {
  pb_arena *scratch = pb_arena_new();
  search s = search_new(scratch, job);
  size_t n;
  const node *end = look(&s, job->looseness ? KEEP_FOR_VARIANTS : KEEP_WITHIN, 683, &n);
  if (end->cost >= COST_OF_LONE_CHARACTER && end->cost < COST_OF_FORCE) end = look(&s, KEEP_TO_MEND, 512, &n);
  pb_line *lines = PB_NEW_N(arena, pb_line, n);
  int64_t cost = end->cost;
  for (size_t k = n; k-- > 0; end = &s.nodes.at[end->from])
    lines[k] = line_to(job, s.nodes.at[end->from].at, end->at, measure_of(job, k));
  *looked_at = s.ends.n;
  pb_arena_drop(scratch);
  return (pb_broken){.lines = lines, .n = n, .cost = cost};
}

size_t pb_break_lines(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost) {
  pb_broken broken = {0};
  const pb_broken *known = job->memo ? pb_break_memo_find(job->memo, job) : NULL;
  size_t looked_at;
  if (known) broken = *known;
  else if (job->first < job->end) {
    broken = find_breaks(job->memo ? pb_break_memo_arena(job->memo) : arena, job, &looked_at);
    if (job->memo) pb_break_memo_keep(job->memo, job, looked_at, broken);
  }
  *lines = broken.lines;
  *cost = broken.cost;
  return broken.n;
}

/* The longest line that fits without stretching further than a shorter one would. */
static uint32_t longest(const pb_break_job *job, uint32_t from, pb_len measure) {
  uint32_t best = 0;
  for (uint32_t at = from + 1; at <= job->end; at++) {
    pb_line l = line_to(job, from, at, measure);
    if (l.width > 2 * measure + 2 * l.size) break;
    if (!may_break(job, at)) continue;
    if (pb_line_cost(job->story, &l) != PB_LINE_STICKS_OUT) best = at;
    if (at < job->end && job->story->clusters[at - 1].brk == PB_BREAK_MUST) break;
  }
  if (best) return best;
  for (uint32_t at = from + 1; at <= job->end; at++) {
    pb_line l = line_to(job, from, at, measure);
    if (at > from + 1 && pb_line_cost(job->story, &l) == PB_LINE_STICKS_OUT) break;
    best = at;
  }
  return best;
}

size_t pb_break_first_fit(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost) {
  PB_VEC(pb_line) out = {0};
  *cost = 0;
  for (uint32_t at = job->first; at < job->end;) {
    pb_len measure = measure_of(job, out.n);
    uint32_t end = longest(job, at, measure);
    pb_line l = line_to(job, at, end, measure);
    int64_t own = pb_line_cost(job->story, &l);
    *cost += own < COST_OF_FORCE ? own : COST_OF_FORCE;
    PB_PUSH(arena, out, l);
    at = end;
  }
  *lines = out.at;
  return out.n;
}
