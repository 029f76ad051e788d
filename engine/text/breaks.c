/* Where a paragraph is broken. Every line it may have is an arc from place to place (arcs.h); a way is a chain of arcs, and
 * the search finds the cheapest with n lines, n − 1 and n + 1, where n is what the cheapest of all has.
 *
 * Where all lines but the first have one measure the arcs do not depend on the line's number: one pass back from the end
 * gives the exact least cost of the rest from every place. The search by number of lines then goes only where cost so far
 * and least cost of the rest keep within a bound, which is raised until all three ways are found or shown not to exist:
 * nothing that could be part of one is ever dropped. Where measures differ it goes everywhere, up to a limit that no paragraph
 * of a newspaper reaches. */
#include <string.h>

#include "arcs.h"
#include "lines.h"
#include "memo.h"

/* Where measures differ, of all lines together so many places are kept. A line's end may be in some five places more than that
 * of the line before: the search is exact for 900 lines, 15,000 characters of a paragraph at 17 a line. Beyond, the cheapest ways
 * are kept. */
enum { NODES_MOST = 1 << 22, LAYER_LEAST = 128 };

typedef struct {
  uint32_t at;  /* the line ends before this place */
  int32_t from; /* node of the line before, in the same array; −1 = start */
  int64_t cost; /* of all lines so far */
} node;

/* The lines that begin at a place, of one measure. */
typedef struct arc_list arc_list;
struct arc_list {
  size_t first, n;
  pb_len measure;
  arc_list *next; /* of another */
};

typedef struct {
  const pb_break_job *job;
  pb_arena *arena;
  pb_arcs arcs;
  arc_list **lists;        /* by place; NULL = none yet */
  bool uniform;            /* all lines but the first have one measure */
  int64_t *rest;           /* by place: the least cost of all lines from there; uniform only, as the next two */
  uint32_t *fewest, *most; /* lines from there on */
  size_t best;             /* number of lines of the cheapest way; 0 = not known yet */
  int64_t bound;           /* ways dearer than this are not followed */
  bool dropped;            /* something was dearer than the bound */
  PB_VEC(node) nodes;
  size_t layer_most;    /* places kept of one line; not uniform only */
  size_t layer, next;   /* nodes of the line that is extended: [layer, next) */
  int32_t *place;       /* node of the line being made at each place, −1 = none */
  PB_VEC(int32_t) ends; /* the best node at the end, by number of lines − 1; −1 = none */
} search;

static const arc_list *arcs_from(search *s, uint32_t from, pb_len measure) {
  for (arc_list *known = s->lists[from]; known; known = known->next)
    if (known->measure == measure) return known;
  arc_list *list = PB_NEW(s->arena, arc_list);
  *list = (arc_list){.first = s->arcs.all.n, .measure = measure, .next = s->lists[from]};
  pb_arcs_add(&s->arcs, from, measure);
  list->n = s->arcs.all.n - list->first;
  return s->lists[from] = list;
}

/* ---- one measure ---- */

/* Lines whose measures must be one for the search to count on it: none within the limits has less than half of its width. */
static size_t lines_at_most(const pb_break_job *job, pb_len measure) {
  int64_t width = (int64_t)job->story->width[job->end] - job->story->width[job->first] + job->indent;
  int64_t lines = width / (measure / 2 > 0 ? measure / 2 : 1) + 4, clusters = (int64_t)(job->end - job->first) + 1;
  return (size_t)(lines < clusters ? lines : clusters);
}

static size_t layer_most(const pb_break_job *job) {
  int64_t width = (int64_t)job->story->width[job->end] - job->story->width[job->first], measure = pb_job_measure(job, 1);
  size_t most = (size_t)(NODES_MOST / (width / (measure > 0 ? measure : 1) + 1));
  return most > LAYER_LEAST ? most : LAYER_LEAST;
}

static bool is_uniform(const pb_break_job *job, size_t lines) {
  pb_len measure = pb_job_measure(job, 1);
  for (size_t k = 2; k < lines && k < job->nmeasures; k++)
    if (job->measures[k] != measure) return false;
  return true;
}

/* Arcs from every place that can be reached, and from the last place back what the rest costs. */
static void look_back(search *s) {
  uint32_t n = s->arcs.n;
  bool *reached = PB_NEW_N(s->arena, bool, n + 1);
  reached[0] = true;
  for (uint32_t i = 0; i < n; i++) {
    if (!reached[i]) continue;
    const arc_list *list = arcs_from(s, i, pb_job_measure(s->job, i ? 1 : 0));
    for (size_t k = 0; k < list->n; k++) reached[s->arcs.all.at[list->first + k].end] = true;
  }
  for (uint32_t i = n; i-- > 0;) {
    if (!reached[i]) continue;
    const pb_arc *arc = s->arcs.all.at + s->lists[i]->first;
    s->rest[i] = INT64_MAX, s->fewest[i] = UINT32_MAX;
    for (size_t k = 0; k < s->lists[i]->n; k++, arc++) {
      if (arc->cost + s->rest[arc->end] < s->rest[i]) s->rest[i] = arc->cost + s->rest[arc->end];
      if (s->fewest[arc->end] + 1 < s->fewest[i]) s->fewest[i] = s->fewest[arc->end] + 1;
      if (s->most[arc->end] + 1 > s->most[i]) s->most[i] = s->most[arc->end] + 1;
    }
  }
}

/* Lines of the cheapest way: of two as cheap from a place on, the first arc. */
static size_t lines_of_best(const search *s) {
  size_t lines = 0;
  for (uint32_t i = 0; i < s->arcs.n; lines++) {
    const pb_arc *arc = s->arcs.all.at + s->lists[i]->first;
    while (arc->cost + s->rest[arc->end] != s->rest[i]) arc++;
    i = arc->end;
  }
  return lines;
}

/* ---- by number of lines ---- */

static void reach(search *s, int32_t from, size_t line, uint32_t at, int64_t cost) {
  int32_t *here = at == s->arcs.n ? &s->ends.at[line] : &s->place[at];
  if (*here >= 0) {
    if (s->nodes.at[*here].cost > cost) s->nodes.at[*here].cost = cost, s->nodes.at[*here].from = from;
    return;
  }
  *here = (int32_t)s->nodes.n;
  PB_PUSH(s->arena, s->nodes, ((node){.at = at, .from = from, .cost = cost}));
}

/* A way over this place after so many lines may still be one of the three. */
static bool may_lead(search *s, uint32_t at, size_t lines, int64_t cost) {
  if (!s->uniform) return cost <= s->bound;
  if (lines + s->fewest[at] > s->best + 1 || lines + s->most[at] + 1 < s->best) return false;
  if (cost + s->rest[at] <= s->bound) return true;
  s->dropped = true;
  return false;
}

static void extend(search *s, int32_t from, size_t line) {
  node start = s->nodes.at[from];
  const arc_list *list = arcs_from(s, start.at, pb_job_measure(s->job, line));
  for (size_t k = 0; k < list->n; k++) {
    pb_arc arc = s->arcs.all.at[list->first + k];
    if (may_lead(s, arc.end, line + 1, start.cost + arc.cost)) reach(s, from, line, arc.end, start.cost + arc.cost);
  }
}

/* Of a layer that has grown too wide the cheapest are kept. */
static void thin_layer(search *s) {
  while (s->nodes.n - s->next > s->layer_most) {
    int64_t sum = 0, n = (int64_t)(s->nodes.n - s->next), least = INT64_MAX;
    for (size_t i = s->next; i < s->nodes.n; i++) {
      sum += s->nodes.at[i].cost / n;
      if (s->nodes.at[i].cost < least) least = s->nodes.at[i].cost;
    }
    size_t kept = s->next;
    for (size_t i = s->next; i < s->nodes.n; i++) {
      node it = s->nodes.at[i];
      if (it.at == s->arcs.n || it.cost == least || it.cost < sum) s->nodes.at[kept++] = it;
    }
    if (kept == s->nodes.n) { /* all alike */
      for (size_t i = s->next + s->layer_most; i < s->nodes.n; i++)
        if (s->nodes.at[i].at == s->arcs.n) s->nodes.at[s->next] = s->nodes.at[i];
      kept = s->next + s->layer_most;
    }
    s->nodes.n = kept;
  }
}

/* Turns the nodes just made into the next layer: forgets their places. */
static void close_layer(search *s, size_t line) {
  for (size_t i = s->next; i < s->nodes.n; i++) s->place[s->nodes.at[i].at] = -1;
  if (!s->uniform) thin_layer(s);
  for (size_t i = s->next; i < s->nodes.n; i++)
    if (s->nodes.at[i].at == s->arcs.n) s->ends.at[line] = (int32_t)i;
  s->layer = s->next;
  s->next = s->nodes.n;
}

static void go_through(search *s, int64_t bound) {
  s->bound = bound;
  s->dropped = false;
  s->nodes.n = s->ends.n = s->layer = 0;
  PB_PUSH(s->arena, s->nodes, ((node){.at = 0, .from = -1}));
  s->next = 1;
  for (size_t line = 0; s->layer < s->next; line++) {
    PB_PUSH(s->arena, s->ends, -1);
    for (size_t i = s->layer; i < s->next; i++)
      if (s->nodes.at[i].at != s->arcs.n) extend(s, (int32_t)i, line);
    close_layer(s, line);
  }
}

/* The node at the end of the cheapest way with so many lines; NULL if there is none. */
static const node *end_with(const search *s, size_t lines) {
  if (lines == 0 || lines > s->ends.n || s->ends.at[lines - 1] < 0) return NULL;
  return &s->nodes.at[s->ends.at[lines - 1]];
}

static size_t cheapest(const search *s) {
  size_t best = 0;
  for (size_t lines = 1; lines <= s->ends.n; lines++)
    if (end_with(s, lines) && (!best || end_with(s, lines)->cost < end_with(s, best)->cost)) best = lines;
  return best;
}

/* What ways may cost that break no more rules than one of this cost. */
static int64_t as_lawful_as(int64_t cost) { return (cost / PB_COST_LOOSE + 1) * PB_COST_LOOSE - 1; }

/* Raises the bound until the three ways are there, or nothing is left that was not followed. */
static void find_all(search *s) {
  enum { FIRST_STEP = 1 << 20, NEXT_STEP = 1 << 25 };
  look_back(s);
  s->best = lines_of_best(s);
  int64_t least = s->rest[0], most = as_lawful_as(least);
  const int64_t bounds[] = {least + FIRST_STEP, least + NEXT_STEP, most};
  for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
    go_through(s, bounds[i] < most ? bounds[i] : most);
    bool shorter = end_with(s, s->best - 1) || s->fewest[0] >= s->best, longer = end_with(s, s->best + 1) || s->most[0] <= s->best;
    if (!s->dropped || (shorter && longer)) break;
  }
}

/* ---- the job ---- */

static search search_new(pb_arena *scratch, const pb_break_job *job, bool wide) {
  search s = {.job = job, .arena = scratch, .arcs = pb_arcs_new(scratch, job), .layer_most = layer_most(job)};
  size_t places = (size_t)s.arcs.n + 1;
  s.arcs.wide = wide;
  s.lists = PB_NEW_N(scratch, arc_list *, places);
  s.place = PB_NEW_N(scratch, int32_t, places);
  memset(s.place, 0xff, places * sizeof *s.place);
  s.rest = PB_NEW_N(scratch, int64_t, places);
  s.fewest = PB_NEW_N(scratch, uint32_t, places);
  s.most = PB_NEW_N(scratch, uint32_t, places);
  return s;
}

static pb_way way_to(pb_arena *arena, const search *s, size_t n) {
  const node *end = end_with(s, n);
  pb_line *lines = PB_NEW_N(arena, pb_line, n);
  pb_way way = {.lines = lines, .n = n, .cost = end->cost};
  for (size_t k = n; k-- > 0; end = &s->nodes.at[end->from]) {
    uint32_t from = s->job->first + s->nodes.at[end->from].at;
    lines[k] = pb_job_line(s->job, from, s->job->first + end->at, pb_job_measure(s->job, k));
  }
  return way;
}

static int64_t run(search *s, bool uniform, int64_t bound) {
  s->uniform = uniform;
  if (uniform) find_all(s);
  else {
    go_through(s, bound);
    if (!cheapest(s)) go_through(s, INT64_MAX / 2); /* a thinned layer may have lost it */
    s->best = cheapest(s);
  }
  return end_with(s, s->best)->cost;
}

static pb_ways *find_ways(pb_arena *arena, pb_arena *scratch, const pb_break_job *job, size_t *looked_at) {
  size_t most = lines_at_most(job, pb_job_measure(job, 1));
  bool uniform = is_uniform(job, most);
  search s = search_new(scratch, job, false);
  int64_t cost = run(&s, uniform, INT64_MAX / 2);
  if (cost >= PB_COST_LOOSE) { /* no way keeps within the limits: now loose lines may stand anywhere */
    s = search_new(scratch, job, true);
    uniform = is_uniform(job, SIZE_MAX);
    cost = run(&s, uniform, as_lawful_as(cost));
  }
  pb_ways *ways = PB_NEW(arena, pb_ways);
  for (int kind = 0; kind < PB_WAYS; kind++) {
    size_t n = s.best + (size_t)kind - PB_WAY_BEST;
    const node *end = end_with(&s, n);
    if (end && end->cost <= as_lawful_as(cost)) ways->way[kind] = way_to(arena, &s, n);
  }
  *looked_at = uniform && cost < PB_COST_LOOSE ? most : uniform ? job->nmeasures : s.ends.n;
  return ways;
}

const pb_ways *pb_break_ways(pb_arena *arena, const pb_break_job *job) {
  const pb_ways *known = job->memo ? pb_break_memo_find(job->memo, job) : NULL;
  if (known) return known;
  if (job->first >= job->end) return PB_NEW(arena, pb_ways);
  pb_arena *own = job->memo ? NULL : pb_arena_new(), *scratch = own ? own : pb_break_memo_scratch(job->memo);
  pb_arena_mark mark = pb_arena_save(scratch);
  size_t looked_at;
  pb_ways *ways = find_ways(job->memo ? pb_break_memo_arena(job->memo) : arena, scratch, job, &looked_at);
  if (job->memo) pb_break_memo_keep(job->memo, job, looked_at, ways);
  pb_arena_restore(scratch, mark);
  pb_arena_drop(own);
  return ways;
}

size_t pb_break_lines(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost) {
  const pb_way *way = &pb_break_ways(arena, job)->way[PB_WAY_BEST];
  *lines = way->lines;
  *cost = way->cost;
  return way->n;
}

/* ---- first fit ---- */

/* The longest line that fits without stretching further than a shorter one would. */
static uint32_t longest(const pb_break_job *job, uint32_t from, pb_len measure) {
  uint32_t best = 0;
  for (uint32_t at = from + 1; at <= job->end; at++) {
    pb_line l = pb_job_line(job, from, at, measure);
    if (l.width > 2 * measure + 2 * l.size) break;
    if (!pb_job_may_break(job, at)) continue;
    if (pb_line_cost(job->story, &l) != PB_LINE_STICKS_OUT) best = at;
    if (at < job->end && job->story->clusters[at - 1].brk == PB_BREAK_MUST) break;
  }
  if (best) return best;
  for (uint32_t at = from + 1; at <= job->end; at++) {
    pb_line l = pb_job_line(job, from, at, measure);
    if (at > from + 1 && pb_line_cost(job->story, &l) == PB_LINE_STICKS_OUT) break;
    best = at;
  }
  return best;
}

size_t pb_break_first_fit(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost) {
  PB_VEC(pb_line) out = {0};
  *cost = 0;
  for (uint32_t at = job->first; at < job->end;) {
    pb_len measure = pb_job_measure(job, out.n);
    uint32_t end = longest(job, at, measure);
    pb_line l = pb_job_line(job, at, end, measure);
    int64_t own = pb_line_cost(job->story, &l);
    *cost += own < PB_COST_FORCED ? own : PB_COST_FORCED;
    PB_PUSH(arena, out, l);
    at = end;
  }
  *lines = out.at;
  return out.n;
}
