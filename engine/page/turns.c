#include "turns.h"

#include "sense.h"

enum { UNEVEN = 96, WRONG_WAY = 8, STAIRS = 48 };

/* What the shape asks of line i of n, in 1/1000 of the mean: the steps of a staircase are a fifth of it. */
static int64_t wanted(pb_head_shape shape, size_t i, size_t n) {
  int64_t step = shape == PB_SHAPE_LONG_SHORT ? -200 : shape == PB_SHAPE_SHORT_LONG ? 200 : 0;
  return 1000 + (step * (2 * (int64_t)i + 1 - (int64_t)n)) / 2;
}

/* Lines of a free shape need only be no stubs. */
static int64_t line_cost(pb_head_shape shape, int64_t width, int64_t mean, size_t i, size_t n) {
  int64_t off = width * 1000 / mean - wanted(shape, i, n);
  if (shape == PB_SHAPE_FREE) off = off > -400 && off < 800 ? 0 : off / 2;
  bool stairs = shape == PB_SHAPE_LONG_SHORT || shape == PB_SHAPE_SHORT_LONG;
  int64_t cost = off * off * (stairs ? STAIRS : UNEVEN) / 1000000;
  bool way = shape == PB_SHAPE_LONG_SHORT ? i == 0 : shape == PB_SHAPE_SHORT_LONG ? i + 1 == n : false;
  if (way && width <= mean) cost += WRONG_WAY;
  return cost;
}

typedef struct {
  const pb_turns_job *job;
  size_t n, lines;
  int64_t mean;
  int64_t *starts; /* by cluster: where it begins in the line; the line's end last */
  int64_t *cost;   /* [line][cluster]: of what stands before the cluster, in so many lines */
  uint32_t *from;
} search;

static bool is_blank(const pb_type *t, size_t i) { return pb_type_is_blank(t, t->line.first + (uint32_t)i); }

static void find_starts(search *s, pb_arena *scratch) {
  const pb_type *t = s->job->type;
  s->starts = PB_NEW_N(scratch, int64_t, s->n + 1);
  for (size_t i = 0; i < s->n; i++) {
    uint32_t at = t->line.first + (uint32_t)i;
    s->starts[i + 1] = s->starts[i] + t->story->clusters[at].advance + t->story->gaps[at].natural;
  }
}

static int64_t width_of(const search *s, size_t from, size_t to) {
  const pb_type *t = s->job->type;
  while (from < to && is_blank(t, from)) from++;
  while (from < to && is_blank(t, to - 1)) to--;
  return from < to ? s->starts[to] - t->story->gaps[t->line.first + to - 1].natural - s->starts[from] : 0;
}

/* The best start of line `line` that ends before cluster `to`. */
static void end_line(search *s, size_t line, size_t to) {
  int64_t *best = &s->cost[line * (s->n + 1) + to];
  for (size_t from = to; from-- > line;) {
    int64_t width = width_of(s, from, to);
    if (width > s->job->widest) break;
    int64_t before = line ? s->cost[(line - 1) * (s->n + 1) + from] : from ? PB_TURNS_NONE : 0;
    uint8_t turn = to < s->n ? s->job->sense[to - 1] : 0;
    if (before == PB_TURNS_NONE || turn == PB_TURN_NEVER) continue;
    int64_t cost = before + turn + line_cost(s->job->shape, width, s->mean, line, s->lines);
    if (cost >= *best) continue;
    *best = cost;
    s->from[line * (s->n + 1) + to] = (uint32_t)from;
  }
}

int64_t pb_turns_find(pb_arena *scratch, const pb_turns_job *job, size_t lines, uint32_t at[PB_TURNS_MAX]) {
  uint32_t first = job->type->line.first;
  size_t n = job->type->line.end - first;
  if (lines == 0 || lines > n || lines > PB_TURNS_MAX + 1) return PB_TURNS_NONE;
  search s = {.job = job, .n = n, .lines = lines, .mean = job->type->width / (int64_t)lines};
  if (s.mean <= 0) return PB_TURNS_NONE;
  find_starts(&s, scratch);
  s.cost = PB_NEW_N(scratch, int64_t, lines * (n + 1));
  s.from = PB_NEW_N(scratch, uint32_t, lines * (n + 1));
  for (size_t i = 0; i < lines * (n + 1); i++) s.cost[i] = PB_TURNS_NONE;
  for (size_t line = 0; line < lines; line++)
    for (size_t to = line + 1; to <= n; to++)
      if ((line + 1 < lines) == (to < n)) end_line(&s, line, to);
  int64_t cost = s.cost[(lines - 1) * (n + 1) + n];
  if (cost == PB_TURNS_NONE) return cost;
  for (size_t line = lines - 1, to = n; line > 0; line--) {
    to = s.from[line * (n + 1) + to];
    at[line - 1] = first + (uint32_t)to;
  }
  return cost;
}
