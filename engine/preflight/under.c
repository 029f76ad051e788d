#include "under.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 1500000, GROUNDS_MAX = 60000, PICTURE = 1, CROSSINGS_MAX = 1000000, WORK = 200000000 };

void pb_under_begin(pb_under *u, pb_arena *arena, pb_box page) {
  double w = fmin(fmax(page.x1 - page.x0, 1), 1e6), h = fmin(fmax(page.y1 - page.y0, 1), 1e6);
  u->arena = arena;
  u->page = page;
  u->cell = fmax(1.5, sqrt(w * h / (CELLS_MAX / 2.0)));
  u->columns = (size_t)ceil(w / u->cell);
  u->rows = (size_t)ceil(h / u->cell);
  if (u->columns > CELLS_MAX) u->columns = CELLS_MAX;
  if (u->rows > CELLS_MAX / u->columns) u->rows = CELLS_MAX / u->columns;
  if (u->columns * u->rows > u->room) {
    free(u->at);
    u->room = u->columns * u->rows;
    u->at = calloc(u->room, sizeof *u->at);
    if (!u->at) u->room = u->columns = u->rows = 0;
  } else if (!pb_box_is_none(u->painted)) {
    memset(u->at, 0, u->columns * u->rows * sizeof *u->at);
  }
  u->painted = PB_BOX_NONE;
  u->work = WORK;
  memset(&u->grounds, 0, sizeof u->grounds);
  memset(&u->known, 0, sizeof u->known);
  memset(&u->crossings, 0, sizeof u->crossings);
  PB_PUSH(arena, u->grounds, (pb_ground){0});
  PB_PUSH(arena, u->grounds, (pb_ground){.picture = true});
}

void pb_under_drop(pb_under *u) {
  free(u->at);
  u->at = NULL;
  u->room = 0;
}

/* ---- grounds ---- */

static unsigned short add_ground(pb_under *u, uint64_t key, pb_ground ground) {
  if (u->grounds.n >= GROUNDS_MAX) return PICTURE;
  PB_PUSH(u->arena, u->grounds, ground);
  pb_idmap_put(u->arena, &u->known, key, (void *)u->grounds.n); /* number + 1 */
  return (unsigned short)(u->grounds.n - 1);
}

static unsigned short ground_of(pb_under *u, const pb_tone *tone) {
  if (!tone || tone->pattern) return PICTURE;
  uint64_t key = (uint64_t)(uintptr_t)tone;
  uintptr_t known = (uintptr_t)pb_idmap_get(&u->known, key);
  if (known) return (unsigned short)(known - 1);
  if (pb_inks_sum(&tone->inks) <= 0) return 0;
  return add_ground(u, key, (pb_ground){.inks = tone->inks});
}

/* Of two mixed each plate keeps what the upper one does not print. */
static unsigned short mixed(pb_under *u, unsigned short lower, unsigned short upper) {
  if (lower == 0 || upper == PICTURE) return upper;
  if (upper == 0 || lower == PICTURE) return lower;
  uint64_t key = (uint64_t)1 << 63 | (uint64_t)lower << 16 | upper;
  uintptr_t known = (uintptr_t)pb_idmap_get(&u->known, key);
  if (known) return (unsigned short)(known - 1);
  pb_ground ground = u->grounds.at[lower];
  const pb_inks *over = &u->grounds.at[upper].inks;
  for (int i = 0; i < 4; i++)
    if (over->cmyk[i] > 0) ground.inks.cmyk[i] = over->cmyk[i];
  ground.inks.guessed |= over->guessed;
  if (over->spots > ground.inks.spots) ground.inks.spots = over->spots;
  return add_ground(u, key, ground);
}

/* ---- painting ---- */

typedef struct {
  pb_under *u;
  unsigned short number;
  bool mixes;
  unsigned short lower, result; /* the pair mixed last */
  double sum, limit;            /* of ink there; what is too much */
  size_t over;                  /* cells that have more */
  double most;
} brush;

static void mix(brush *b, unsigned short lower) {
  b->lower = lower;
  b->result = mixed(b->u, lower, b->number);
  const pb_inks *inks = &b->u->grounds.at[b->result].inks;
  b->sum = inks->guessed ? 0 : (double)pb_inks_sum(inks);
}

static void paint_span(brush *b, size_t row, size_t from, size_t to) {
  pb_under *u = b->u;
  unsigned short *at = u->at + row * u->columns;
  if (from >= to) return;
  if (u->work < to - from) {
    u->work = 0; /* what lies under is no longer known from here on */
    return;
  }
  u->work -= to - from;
  for (size_t i = from; i < to; i++) {
    if (b->mixes && at[i] != b->lower) mix(b, at[i]);
    at[i] = b->mixes ? b->result : b->number;
    if (!b->mixes || b->sum <= b->limit) continue;
    b->over++;
    b->most = fmax(b->most, b->sum);
  }
}

/* The first cell of `n` whose middle is not before `v`. */
static size_t cell_at(double v, double origin, double cell, size_t n) {
  double i = ceil((v - origin) / cell - 0.5);
  return i > 0 ? i < (double)n ? (size_t)i : n : 0;
}

static void paint_box(brush *b, pb_box box) {
  pb_under *u = b->u;
  size_t top = cell_at(box.y1, u->page.y0, u->cell, u->rows);
  size_t from = cell_at(box.x0, u->page.x0, u->cell, u->columns), to = cell_at(box.x1, u->page.x0, u->cell, u->columns);
  for (size_t row = cell_at(box.y0, u->page.y0, u->cell, u->rows); row < top; row++) paint_span(b, row, from, to);
}

static int by_place(const void *a, const void *b) {
  const struct pb_crossing *x = a, *y = b;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  return x->x < y->x ? -1 : x->x > y->x;
}

/* Where an edge crosses the middles of rows. False: there are too many. */
static bool cross(pb_under *u, pb_point a, pb_point b, pb_box box) {
  int turn = 1;
  if (a.y > b.y) {
    pb_point swapped = a;
    a = b, b = swapped, turn = -1;
  }
  size_t first = cell_at(fmax(a.y, box.y0), u->page.y0, u->cell, u->rows),
         last = cell_at(fmin(b.y, box.y1), u->page.y0, u->cell, u->rows);
  for (size_t row = first; row < last; row++) {
    double y = u->page.y0 + ((double)row + 0.5) * u->cell, x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
    if (u->crossings.n >= CROSSINGS_MAX || u->work == 0) return false;
    u->work--;
    PB_PUSH(u->arena, u->crossings, ((struct pb_crossing){(int)row, (float)x, turn}));
  }
  return true;
}

static void fill_spans(brush *b, const pb_path *path, pb_box box) {
  pb_under *u = b->u;
  int winding = 0;
  for (size_t i = 0; i + 1 < u->crossings.n; i++) {
    const struct pb_crossing *c = &u->crossings.at[i], *next = c + 1;
    if (i == 0 || c[-1].row != c->row) winding = 0;
    winding += path->even_odd ? 1 : c->turn;
    bool inside = path->even_odd ? winding % 2 != 0 : winding != 0;
    if (!inside || next->row != c->row) continue;
    double x0 = fmax(c->x, box.x0), x1 = fmin(next->x, box.x1);
    paint_span(b, (size_t)c->row, cell_at(x0, u->page.x0, u->cell, u->columns), cell_at(x1, u->page.x0, u->cell, u->columns));
  }
}

static void paint_polygon(brush *b, const pb_path *path, pb_box box) {
  pb_under *u = b->u;
  size_t start = 0;
  bool good = true;
  u->crossings.n = 0;
  for (size_t i = 0; good && i < path->n; i++) {
    if (path->at[i].begins) start = i;
    bool last = i + 1 == path->n || path->at[i + 1].begins;
    good = cross(u, path->at[i], path->at[last ? start : i + 1], box);
  }
  if (!good) return;
  if (u->crossings.n) qsort(u->crossings.at, u->crossings.n, sizeof *u->crossings.at, by_place);
  fill_spans(b, path, box);
}

/* The box of the rectangle that begins at point `i` of a path of nothing else. */
static pb_box rectangle_at(const pb_path *path, size_t i) {
  pb_box box = PB_BOX_NONE;
  for (size_t k = i; k < i + 5 && k < path->n; k++) pb_box_add(&box, path->at[k].x, path->at[k].y);
  return box;
}

static void paint(brush *b, const pb_path *path, pb_box box) {
  if (!path || path->cut) {
    paint_box(b, box);
  } else if (path->rectangles && !path->even_odd) {
    for (size_t i = 0; i < path->n; i += 5) paint_box(b, pb_box_common(rectangle_at(path, i), box));
  } else if (box.x1 - box.x0 >= b->u->cell && box.y1 - box.y0 >= b->u->cell) {
    paint_polygon(b, path, box);
  }
}

pb_wet pb_under_paint(pb_under *u, const pb_path *path, pb_box box, const pb_tone *tone, bool mixes, double limit) {
  brush b = {.u = u, .number = ground_of(u, tone), .mixes = mixes, .limit = limit};
  if ((mixes && b.number == 0) || u->work == 0) return (pb_wet){0};
  mix(&b, 0);
  box = pb_box_common(box, u->page);
  if (pb_box_is_none(box) || !u->columns) return (pb_wet){0};
  /* White on paper leaves it as it is. */
  if (!b.number && pb_box_is_none(pb_box_common(box, u->painted))) return (pb_wet){0};
  if (b.number) pb_box_join(&u->painted, box);
  paint(&b, path, box);
  return (pb_wet){(double)b.over * u->cell * u->cell, b.most};
}

/* ---- looking ---- */

static void take_in(const pb_under *u, unsigned short number, pb_beneath *beneath) {
  const pb_ground *ground = &u->grounds.at[number];
  float wet = ground->inks.cmyk[0] + ground->inks.cmyk[1] + ground->inks.cmyk[2] + ground->inks.spots;
  beneath->picture |= ground->picture;
  if (wet > beneath->wet) beneath->wet = wet;
  if (number && !ground->picture && (!beneath->most || pb_inks_sum(&ground->inks) > pb_inks_sum(&beneath->most->inks)))
    beneath->most = ground;
}

pb_beneath pb_under_look(const pb_under *u, pb_box box) {
  enum { ACROSS = 64, DOWN = 3 };
  pb_beneath beneath = {0};
  pb_box common = pb_box_common(box, u->painted);
  if (pb_box_is_none(common) || !u->columns) return (pb_beneath){0};
  unsigned short last = 0xFFFF;
  double x0 = fmax(box.x0, u->page.x0), x1 = fmin(box.x1, u->page.x1);
  for (unsigned i = 0; i < DOWN; i++) {
    double y = box.y0 + (box.y1 - box.y0) * (2 * i + 1) / (2 * DOWN);
    size_t row = cell_at(y - u->cell / 2, u->page.y0, u->cell, u->rows);
    if (y < u->page.y0 || row >= u->rows) continue;
    double step = fmax(u->cell, (x1 - x0) / ACROSS);
    for (unsigned k = 0; k < ACROSS; k++) {
      double x = x0 + fmin(step, x1 - x0) / 2 + k * step;
      if (x >= x1) break;
      size_t column = cell_at(x - u->cell / 2, u->page.x0, u->cell, u->columns);
      if (column >= u->columns || u->at[row * u->columns + column] == last) continue;
      last = u->at[row * u->columns + column];
      take_in(u, last, &beneath);
    }
  }
  return beneath;
}
