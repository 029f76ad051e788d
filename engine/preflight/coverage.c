#include "coverage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "inkplaces.h"

static const double MM = 25.4; /* an inch */

/* ---- pixels and user space ---- */

typedef struct {
  uint32_t x0, y0, x1, y1;
} area;

static double pixels_of_unit(const pb_coverage_job *job) {
  return (job->view->unit > 0 ? job->view->unit : 1) * job->made.dpi / 72;
}

/* A box of user space as the plates show it, in pixels from their top left, y downwards. */
static pb_box shown(const pb_coverage_job *job, pb_box b) {
  const pb_box *m = &job->media;
  double s = pixels_of_unit(job);
  switch (job->view->rotate) {
    case 90: return (pb_box){(b.y0 - m->y0) * s, (b.x0 - m->x0) * s, (b.y1 - m->y0) * s, (b.x1 - m->x0) * s};
    case 180: return (pb_box){(m->x1 - b.x1) * s, (b.y0 - m->y0) * s, (m->x1 - b.x0) * s, (b.y1 - m->y0) * s};
    case 270: return (pb_box){(m->y1 - b.y1) * s, (m->x1 - b.x1) * s, (m->y1 - b.y0) * s, (m->x1 - b.x0) * s};
    default: return (pb_box){(b.x0 - m->x0) * s, (m->y1 - b.y1) * s, (b.x1 - m->x0) * s, (m->y1 - b.y0) * s};
  }
}

/* A place in cells of `block` pixels. */
static pb_box box_of(const pb_coverage_job *job, const area *trim, const pb_field_place *p, uint32_t block) {
  const pb_box *m = &job->media;
  double s = pixels_of_unit(job), x0 = (trim->x0 + (double)p->x0 * block) / s, x1 = (trim->x0 + (double)p->x1 * block) / s,
         y0 = (trim->y0 + (double)p->y0 * block) / s, y1 = (trim->y0 + (double)p->y1 * block) / s;
  switch (job->view->rotate) {
    case 90: return (pb_box){m->x0 + y0, m->y0 + x0, m->x0 + y1, m->y0 + x1};
    case 180: return (pb_box){m->x1 - x1, m->y0 + y0, m->x1 - x0, m->y0 + y1};
    case 270: return (pb_box){m->x1 - y1, m->y1 - x1, m->x1 - y0, m->y1 - x0};
    default: return (pb_box){m->x0 + x0, m->y1 - y1, m->x0 + x1, m->y1 - y0};
  }
}

double pb_coverage_pixels(const pb_coverage_job *job) {
  double s = pixels_of_unit(job);
  return (job->media.x1 - job->media.x0) * s * (job->media.y1 - job->media.y0) * s;
}

static uint32_t within(double value, uint32_t most) { return value <= 0 ? 0 : value >= most ? most : (uint32_t)lround(value); }

static area trim_of(const pb_coverage_job *job, const pb_plates *plates) {
  pb_box b = shown(job, job->view->trim);
  area a = {within(b.x0, plates->width), within(b.y0, plates->height), within(b.x1, plates->width), within(b.y1, plates->height)};
  return a.x0 < a.x1 && a.y0 < a.y1 ? a : (area){0, 0, plates->width, plates->height};
}

/* ---- rows ---- */

enum { CELL_DPI = 72 }; /* the least that cells have */

typedef struct {
  const pb_coverage_job *job;
  const pb_plates *plates;
  area trim;
  uint64_t *sums; /* by plate */
  /* The trim in cells of block × block pixels, averaged: all inks together, and all but black. What is left over at the right
   * and at the bottom, less than a cell, is not looked at. */
  uint32_t block, width, height;
  uint16_t *total, *colour;
  uint16_t most, limit;
  bool over;
} measure;

static size_t cells_of(const measure *m) { return (size_t)m->width * m->height; }

/* What a row of pixels adds to the sums of its cells, and to that of the plate. */
static void add_row(measure *m, size_t plate, const uint8_t *ink, uint32_t *cells) {
  uint32_t width = m->trim.x1 - m->trim.x0;
  uint64_t sum = 0;
  for (uint32_t x = 0; x < width; x++) sum += ink[m->trim.x0 + x];
  for (uint32_t x = 0, cell = 0; cell < m->width; cell++)
    for (uint32_t i = 0; i < m->block; i++, x++) cells[cell] += ink[m->trim.x0 + x];
  m->sums[plate] += sum;
}

/* A row of cells is whole. */
static void add_cells(measure *m, bool black, uint32_t row, uint32_t *cells) {
  uint32_t pixels = m->block * m->block;
  for (uint32_t x = 0; x < m->width; x++) {
    uint16_t one = (uint16_t)((cells[x] + pixels / 2) / pixels);
    size_t at = (size_t)row * m->width + x;
    m->total[at] = (uint16_t)(m->total[at] + one);
    if (!black) m->colour[at] = (uint16_t)(m->colour[at] + one);
    cells[x] = 0;
  }
}

static bool add_plate(measure *m, size_t plate) {
  pb_plate_reader *reader = pb_plate_open(m->plates, plate);
  if (!reader) return false;
  bool black = pb_str_is(m->plates->plates[plate].name, "Black"), good = true;
  uint8_t *ink = pb_xmalloc(m->plates->width);
  uint32_t *cells = memset(pb_xmalloc((m->width + (size_t)1) * sizeof *cells), 0, (m->width + (size_t)1) * sizeof *cells);
  for (uint32_t y = 0; good && y < m->trim.y1; y++) {
    good = pb_plate_row(reader, ink);
    if (!good || y < m->trim.y0) continue;
    uint32_t down = y - m->trim.y0 + 1;
    add_row(m, plate, ink, cells);
    if (down % m->block == 0 && down / m->block <= m->height) add_cells(m, black, down / m->block - 1, cells);
  }
  free(ink);
  free(cells);
  pb_plate_close(reader);
  return good;
}

static void look_for_most(measure *m) {
  size_t n = cells_of(m);
  m->most = 0;
  for (size_t i = 0; i < n; i++)
    if (m->total[i] > m->most) m->most = m->total[i];
  m->over = m->limit && m->most > m->limit;
}

static uint16_t *zeros(size_t n) { return memset(pb_xmalloc((n + 1) * sizeof(uint16_t)), 0, (n + 1) * sizeof(uint16_t)); }

static bool begin(measure *m, pb_arena *arena, const pb_coverage_job *job, const pb_plates *plates) {
  *m = (measure){.job = job, .plates = plates, .trim = trim_of(job, plates)};
  m->sums = PB_NEW_N(arena, uint64_t, plates->nplates);
  m->block = job->made.dpi / CELL_DPI > 0 ? job->made.dpi / CELL_DPI : 1;
  m->width = (m->trim.x1 - m->trim.x0) / m->block;
  m->height = (m->trim.y1 - m->trim.y0) / m->block;
  m->total = zeros(cells_of(m));
  m->colour = zeros(cells_of(m));
  /* Each plate is rounded to 1/255 when it is drawn and when it is averaged. */
  m->limit = job->limit ? (uint16_t)(job->limit * 255 / 100 + plates->nplates) : 0;
  bool good = true;
  for (size_t i = 0; good && i < plates->nplates; i++) good = add_plate(m, i);
  if (good) look_for_most(m);
  return good;
}

static void end(measure *m) {
  free(m->total);
  free(m->colour);
}

/* ---- black text ---- */

enum { SAME = 3 }; /* so much may differ where nothing does, by rounding */

/* Where text has only added black, takes what is there without it. */
static void take_without_text(measure *all, const measure *rest) {
  size_t n = cells_of(all);
  for (size_t i = 0; i < n; i++) {
    bool same = abs((int)all->colour[i] - (int)rest->colour[i]) <= SAME;
    if (same && rest->total[i] < all->total[i]) all->total[i] = rest->total[i];
  }
  look_for_most(all);
}

static pb_plates_state leave_text_out(measure *m, pb_platemaker *maker, pb_arena *arena, pb_plates *plates) {
  pb_plates_job again = m->job->made;
  again.no_text = true;
  pb_plates_state state = pb_plates_make(maker, arena, &again, plates);
  if (state != PB_PLATES_MADE) return state;
  measure rest;
  bool good = begin(&rest, arena, m->job, plates) && cells_of(&rest) == cells_of(m);
  if (good) take_without_text(m, &rest);
  end(&rest);
  return good ? PB_PLATES_MADE : PB_PLATES_FAILED;
}

/* ---- the figures ---- */

static void tell_places(measure *m, pb_arena *arena, pb_ink_figures *figures) {
  double cell = MM / m->job->made.dpi * m->block;
  uint32_t narrow = (uint32_t)ceil(PB_INK_PLACE_WIDTH_UM / 1000.0 / cell);
  size_t n;
  const pb_field_place *found =
      pb_field_places(arena, m->total, m->width, m->height, m->limit, narrow, (uint64_t)ceil(PB_INK_PLACE_MM2 / cell / cell), &n);
  pb_ink_place *places = PB_NEW_N(arena, pb_ink_place, n);
  for (size_t i = 0; i < n; i++) {
    places[i] =
        (pb_ink_place){box_of(m->job, &m->trim, &found[i], m->block), (double)found[i].pixels * cell * cell, found[i].most / 2.55};
    figures->mm2 += places[i].mm2;
  }
  figures->places = places;
  figures->nplaces = n;
}

pb_plates_state pb_coverage_measure(pb_platemaker *maker, pb_arena *arena, const pb_coverage_job *job, pb_plates *plates,
                                    pb_ink_figures *figures) {
  measure m;
  *figures = (pb_ink_figures){.coverage = PB_NEW_N(arena, double, plates->nplates)};
  pb_plates_state state = begin(&m, arena, job, plates) ? PB_PLATES_MADE : PB_PLATES_FAILED;
  double pixels = (double)(m.trim.x1 - m.trim.x0) * (m.trim.y1 - m.trim.y0);
  for (size_t i = 0; state == PB_PLATES_MADE && i < plates->nplates; i++) {
    figures->coverage[i] = (double)m.sums[i] / 2.55 / pixels;
    figures->sum += figures->coverage[i];
  }
  if (state == PB_PLATES_MADE && m.over) state = leave_text_out(&m, maker, arena, plates);
  if (state == PB_PLATES_MADE) {
    figures->most = m.most / 2.55;
    if (m.over) tell_places(&m, arena, figures);
  }
  end(&m);
  return state;
}
