#include "paragraph.h"

#include <math.h>
#include <string.h>

#include "arcs.h"

/* A line from some place. */
typedef struct {
  uint32_t to;
  double cost;   /* paiban's */
  int64_t rules; /* of it, in loose lines */
  bench_colour colour;
} tried;

typedef struct list list;
struct list {
  list *next;
  pb_len measure;
  PB_VEC(tried) lines;
};

struct bench_paragraph {
  pb_arena *arena;
  const pb_break_job *job;
  uint32_t n;   /* places: clusters from the first on */
  list **lists; /* by place */
};

bench_paragraph *bench_paragraph_new(pb_arena *arena, const pb_break_job *job) {
  bench_paragraph *p = PB_NEW(arena, bench_paragraph);
  *p = (bench_paragraph){.arena = arena, .job = job, .n = job->end - job->first};
  p->lists = PB_NEW_N(arena, list *, p->n + 1);
  return p;
}

bool bench_paragraph_is(const bench_paragraph *p, const pb_break_job *job) {
  if (p->job->first != job->first || p->job->end != job->end || p->job->indent != job->indent) return false;
  for (size_t k = 0; k < p->n; k++)
    if (pb_job_measure(p->job, k) != pb_job_measure(job, k)) return false;
  return true;
}

/* ---- lines ---- */

static void add(bench_paragraph *p, list *l, uint32_t from, uint32_t to, int64_t cost) {
  const pb_break_job *job = p->job;
  pb_line line = pb_job_line(job, job->first + from, job->first + to, l->measure);
  tried t = {.to = to, .cost = (double)cost, .rules = cost / PB_COST_LOOSE};
  t.colour = bench_colour_of(p->arena, job->story, &line);
  PB_PUSH(p->arena, l->lines, t);
}

static bool must_end(const bench_paragraph *p, uint32_t to) {
  return to < p->n && p->job->story->clusters[p->job->first + to - 1].brk == PB_BREAK_MUST;
}

/* No line that may stand here: the longest that fits, breaking a rule; one cluster at the least. */
static void add_forced(bench_paragraph *p, list *l, uint32_t from) {
  const pb_break_job *job = p->job;
  uint32_t to = from + 1;
  while (to < p->n && !must_end(p, to)) {
    pb_line line = pb_job_line(job, job->first + from, job->first + to + 1, l->measure);
    if (pb_line_cost(job->story, &line) == PB_LINE_STICKS_OUT) break;
    to++;
  }
  add(p, l, from, to, PB_COST_FORCED);
}

/* All white closed, no line is shorter than half of what it was. */
static bool too_long(const pb_line *line) { return line->width > 3 * line->measure + 4 * line->size; }

static list *lines_from(bench_paragraph *p, uint32_t from, pb_len measure) {
  for (list *l = p->lists[from]; l; l = l->next)
    if (l->measure == measure) return l;
  const pb_break_job *job = p->job;
  list *l = PB_NEW(p->arena, list);
  *l = (list){.next = p->lists[from], .measure = measure};
  p->lists[from] = l;
  for (uint32_t to = from + 1; to <= p->n; to++) {
    pb_line line = pb_job_line(job, job->first + from, job->first + to, measure);
    if (too_long(&line)) break;
    int64_t cost = pb_job_may_break(job, job->first + to) ? pb_line_cost(job->story, &line) : PB_LINE_STICKS_OUT;
    if (cost != PB_LINE_STICKS_OUT) add(p, l, from, to, cost + pb_job_penalty(job, &line));
    if (must_end(p, to)) break;
  }
  if (l->lines.n == 0) add_forced(p, l, from);
  return l;
}

/* ---- ways ---- */

double bench_colour_value(const bench_colour *c, const bench_goal *goal) {
  double square = bench_square(c, &goal->usual);
  if (goal->aim == BENCH_EVEN) return square - goal->weight * c->pairs;
  bool bad = c->pairs >= BENCH_LINE_PAIRS && bench_deviation(c, &goal->usual) > goal->weight;
  return bad + square / 1024; /* of ways with as many the more even */
}

static double value_of(const tried *t, const bench_goal *goal) {
  enum { RULE = 1 << 20 }; /* beyond all that lines can be off */
  return goal->aim == BENCH_COST ? t->cost : (double)t->rules * RULE + bench_colour_value(&t->colour, goal);
}

/* The best way to a place with so many lines. */
typedef struct {
  double value;
  uint32_t from;
} step;

static bool extend(bench_paragraph *p, const bench_goal *goal, size_t line, const step *before, step *after) {
  bool any = false;
  for (uint32_t i = 0; i <= p->n; i++) after[i].value = HUGE_VAL;
  for (uint32_t i = 0; i < p->n; i++) {
    if (before[i].value == HUGE_VAL) continue;
    const list *l = lines_from(p, i, pb_job_measure(p->job, line));
    for (size_t k = 0; k < l->lines.n; k++) {
      double value = before[i].value + value_of(&l->lines.at[k], goal);
      step *to = &after[l->lines.at[k].to];
      any = true;
      if (value < to->value) *to = (step){value, i};
    }
  }
  return any;
}

static bench_way way_of(bench_paragraph *p, step *const *layers, size_t n) {
  bench_way way = {.n = n, .value = layers[n][p->n].value};
  if (way.value == HUGE_VAL) return way;
  pb_line *lines = PB_NEW_N(p->arena, pb_line, n);
  uint32_t to = p->n;
  for (size_t k = n; k-- > 0; to = layers[k + 1][to].from) {
    uint32_t from = layers[k + 1][to].from;
    lines[k] = pb_job_line(p->job, p->job->first + from, p->job->first + to, pb_job_measure(p->job, k));
  }
  way.lines = lines;
  return way;
}

size_t bench_paragraph_ways(bench_paragraph *p, const bench_goal *goal, bench_way **ways) {
  PB_VEC(step *) layers = {0};
  step *start = PB_NEW_N(p->arena, step, p->n + 1);
  for (uint32_t i = 1; i <= p->n; i++) start[i].value = HUGE_VAL;
  PB_PUSH(p->arena, layers, start);
  for (bool any = true; any;) {
    step *next = PB_NEW_N(p->arena, step, p->n + 1);
    any = extend(p, goal, layers.n - 1, layers.at[layers.n - 1], next);
    if (any) PB_PUSH(p->arena, layers, next);
  }
  *ways = PB_NEW_N(p->arena, bench_way, layers.n);
  (*ways)[0].value = HUGE_VAL;
  for (size_t n = 1; n < layers.n; n++) (*ways)[n] = way_of(p, layers.at, n);
  return layers.n - 1;
}

bench_way bench_paragraph_best(bench_paragraph *p, const bench_goal *goal) {
  bench_way *ways, best = {.value = HUGE_VAL};
  size_t n = bench_paragraph_ways(p, goal, &ways);
  for (size_t k = 1; k <= n; k++)
    if (ways[k].value < best.value) best = ways[k];
  return best;
}
