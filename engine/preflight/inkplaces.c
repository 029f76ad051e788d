#include "inkplaces.h"

#include <stdlib.h>

/* Sets to 0 what is not over the limit, and runs of what is that are shorter than `narrow`: `n` numbers, `step` apart. */
static void prune(uint16_t *at, uint32_t n, size_t step, uint16_t limit, uint32_t narrow) {
  uint32_t run = 0;
  for (uint32_t i = 0; i <= n; i++) {
    if (i < n && at[i * step] > limit) {
      run++;
      continue;
    }
    if (i < n) at[i * step] = 0;
    for (; run && run < narrow; run--) at[(i - run) * step] = 0;
    run = 0;
  }
}

/* ---- what hangs together ---- */

typedef struct {
  uint32_t x0, x1, label;
} stretch;

typedef PB_VEC(stretch) stretches;

typedef struct {
  pb_arena *arena;
  PB_VEC(pb_field_place) places;
  PB_VEC(uint32_t) parents;
} joiner;

static uint32_t root(joiner *j, uint32_t label) {
  while (j->parents.at[label] != label) label = j->parents.at[label] = j->parents.at[j->parents.at[label]];
  return label;
}

static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }
static uint32_t larger(uint32_t a, uint32_t b) { return a > b ? a : b; }

static void merge(pb_field_place *into, const pb_field_place *more) {
  into->x0 = smaller(into->x0, more->x0);
  into->y0 = smaller(into->y0, more->y0);
  into->x1 = larger(into->x1, more->x1);
  into->y1 = larger(into->y1, more->y1);
  into->pixels += more->pixels;
  if (more->most > into->most) into->most = more->most;
}

/* The place of the row's stretch [x0, x1): that of a stretch it touches in the row above, or a new one. */
static uint32_t label_of(joiner *j, const stretches *above, uint32_t x0, uint32_t x1) {
  uint32_t label = UINT32_MAX;
  for (size_t i = 0; i < above->n && above->at[i].x0 < x1; i++) {
    if (above->at[i].x1 <= x0) continue;
    uint32_t other = root(j, above->at[i].label);
    if (label == UINT32_MAX) label = other;
    else if (other != label) {
      uint32_t first = smaller(label, other), second = larger(label, other);
      merge(&j->places.at[first], &j->places.at[second]);
      j->parents.at[second] = label = first;
    }
  }
  if (label != UINT32_MAX) return label;
  label = (uint32_t)j->places.n;
  PB_PUSH(j->arena, j->places, ((pb_field_place){.x0 = UINT32_MAX, .y0 = UINT32_MAX}));
  PB_PUSH(j->arena, j->parents, label);
  return label;
}

static void join_row(joiner *j, const uint16_t *row, uint32_t width, uint32_t y, const stretches *above, stretches *here) {
  here->n = 0;
  for (uint32_t x = 0; x < width; x++) {
    if (!row[x]) continue;
    pb_field_place piece = {.x0 = x, .y0 = y, .y1 = y + 1};
    for (; x < width && row[x]; x++)
      if (row[x] > piece.most) piece.most = row[x];
    piece.x1 = x;
    piece.pixels = x - piece.x0;
    uint32_t label = label_of(j, above, piece.x0, x);
    merge(&j->places.at[label], &piece);
    PB_PUSH(j->arena, *here, ((stretch){piece.x0, x, label}));
  }
}

static int from_the_top(const void *a, const void *b) {
  const pb_field_place *p = a, *q = b;
  if (p->y0 != q->y0) return p->y0 < q->y0 ? -1 : 1;
  return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

const pb_field_place *pb_field_places(pb_arena *arena, uint16_t *field, uint32_t width, uint32_t height, uint16_t limit,
                                      uint32_t narrow, uint64_t least, size_t *n) {
  for (uint32_t y = 0; y < height; y++) prune(field + (size_t)y * width, width, 1, limit, narrow);
  for (uint32_t x = 0; x < width; x++) prune(field + x, height, width, limit, narrow);
  pb_arena *scratch = pb_arena_new();
  joiner j = {.arena = scratch};
  stretches rows[2] = {{0}, {0}};
  for (uint32_t y = 0; y < height; y++) join_row(&j, field + (size_t)y * width, width, y, &rows[y % 2], &rows[1 - y % 2]);
  PB_VEC(pb_field_place) found = {0};
  for (uint32_t i = 0; i < j.places.n; i++)
    if (j.parents.at[i] == i && j.places.at[i].pixels >= least) PB_PUSH(arena, found, j.places.at[i]);
  pb_arena_drop(scratch);
  if (found.n) qsort(found.at, found.n, sizeof *found.at, from_the_top);
  *n = found.n;
  return found.at;
}
