#include <stdlib.h>

#include "walker.h"

enum { CURVE_STEPS = 8 };

/* ---- building ---- */

static void add_point(pb_walker *w, double x, double y, bool begins) {
  pb_path *p = &w->path;
  const pb_matrix *m = &pb_now(w)->ctm;
  double px = pb_matrix_x(m, x, y), py = pb_matrix_y(m, x, y);
  pb_box_add(&p->box, px, py);
  if (p->n == p->cap && p->n < WALK_POINTS_MAX) {
    p->cap = p->cap ? 2 * p->cap : 64;
    p->at = pb_xrealloc(p->at, p->cap * sizeof *p->at);
  }
  if (p->n >= WALK_POINTS_MAX) {
    p->cut = true;
    return;
  }
  p->at[p->n++] = (pb_point){px, py, begins};
}

static void move_to(pb_walker *w, double x, double y) {
  pb_path *p = &w->path;
  /* A point left alone by the next paints nothing. */
  if (p->n && p->at[p->n - 1].begins) p->n--;
  w->start_x = w->x = x, w->start_y = w->y = y;
  add_point(w, x, y, true);
}

static void line_to(pb_walker *w, double x, double y) {
  w->path.rectangles = false;
  if (!w->path.n) {
    move_to(w, x, y);
    return;
  }
  w->x = x, w->y = y;
  add_point(w, x, y, false);
}

static void curve_to(pb_walker *w, double x1, double y1, double x2, double y2, double x3, double y3) {
  double x0 = w->x, y0 = w->y;
  for (unsigned i = 1; i <= CURVE_STEPS; i++) {
    double t = (double)i / CURVE_STEPS, u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    line_to(w, a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
  }
}

static void rectangle(pb_walker *w) {
  if (!pb_walk_wants(w, 4)) return;
  double x = pb_number_at(w, 0), y = pb_number_at(w, 1), width = pb_number_at(w, 2), height = pb_number_at(w, 3);
  const pb_matrix *m = &pb_now(w)->ctm;
  bool upright = (fabs(m->b) < 1e-9 && fabs(m->c) < 1e-9) || (fabs(m->a) < 1e-9 && fabs(m->d) < 1e-9);
  bool all = upright && (w->path.n == 0 || w->path.rectangles);
  move_to(w, x, y);
  line_to(w, x + width, y);
  line_to(w, x + width, y + height);
  line_to(w, x, y + height);
  line_to(w, x, y);
  w->path.nrectangles++;
  w->path.rectangles = all;
}

static void curve(pb_walker *w, uint32_t op) {
  if (!pb_walk_wants(w, op == PB_OP1('c') ? 6 : 4)) return;
  const pb_operand *o = w->operands;
  switch (op) {
    case PB_OP1('c'): curve_to(w, o[0].number, o[1].number, o[2].number, o[3].number, o[4].number, o[5].number); break;
    case PB_OP1('v'): curve_to(w, w->x, w->y, o[0].number, o[1].number, o[2].number, o[3].number); break;
    default: curve_to(w, o[0].number, o[1].number, o[2].number, o[3].number, o[2].number, o[3].number); break;
  }
}

static void close_path(pb_walker *w) {
  if (w->path.n && !w->path.at[w->path.n - 1].begins) {
    bool rectangles = w->path.rectangles;
    line_to(w, w->start_x, w->start_y);
    w->path.rectangles = rectangles;
  }
}

/* ---- painting ---- */

/* Points that nothing was drawn to or from are not of the path. */
static void measure(pb_path *p) {
  if (p->cut) return;
  p->box = PB_BOX_NONE;
  if (p->n && p->at[p->n - 1].begins) p->n--;
  for (size_t i = 0; i < p->n; i++) pb_box_add(&p->box, p->at[i].x, p->at[i].y);
}

static void end_path(pb_walker *w) {
  if (w->clips) pb_now(w)->clip = pb_box_common(pb_now(w)->clip, w->path.box);
  w->clips = false;
  w->path.n = w->path.nrectangles = 0;
  w->path.rectangles = w->path.cut = w->path.even_odd = false;
  w->path.box = PB_BOX_NONE;
}

static void fill(pb_walker *w, bool even_odd) {
  const pb_tone *tone = pb_now(w)->fill;
  if (!w->path.n) return;
  w->path.even_odd = even_odd;
  const pb_pattern *pattern = tone->pattern;
  if (pattern && pattern->tiling && pattern->coloured) {
    pb_walk_tile(w, tone, w->path.box);
    return;
  }
  pb_painted painted = {.kind = PB_PAINTED_FILL, .box = w->path.box, .tone = tone, .path = &w->path};
  if (pattern && !pattern->tiling) painted.kind = PB_PAINTED_SHADING, painted.shading = pattern->shading, painted.tone = NULL;
  pb_walk_show(w, &painted);
}

static void stroke(pb_walker *w) {
  const pb_graphics *g = pb_now(w);
  if (!w->path.n) return;
  double width = g->line_width * pb_matrix_least(&g->ctm),
         broad = g->line_width * fmax(pb_matrix_wide(&g->ctm), pb_matrix_high(&g->ctm));
  const pb_pattern *pattern = g->stroke->pattern;
  pb_box box = pb_box_grown(w->path.box, fmin(broad, 1e6) / 2);
  if (pattern && pattern->tiling && pattern->coloured) {
    pb_walk_tile(w, g->stroke, box);
    return;
  }
  pb_painted painted = {.kind = PB_PAINTED_STROKE, .box = box, .tone = g->stroke, .stroke = true, .width = width, .path = &w->path};
  if (pattern && !pattern->tiling) painted.kind = PB_PAINTED_SHADING, painted.shading = pattern->shading, painted.tone = NULL;
  pb_walk_show(w, &painted);
}

static void paint(pb_walker *w, bool closes, bool fills, bool even_odd, bool strokes) {
  if (closes) close_path(w);
  measure(&w->path);
  if (fills) fill(w, even_odd);
  if (strokes) stroke(w);
  end_path(w);
}

/* Painting a path ends it, and clips by it where W went before. */
static bool paint_operator(pb_walker *w, uint32_t op) {
  switch (op) {
    case PB_OP1('f'):
    case PB_OP1('F'): paint(w, false, true, false, false); return true;
    case PB_OP2('f', '*'): paint(w, false, true, true, false); return true;
    case PB_OP1('S'): paint(w, false, false, false, true); return true;
    case PB_OP1('s'): paint(w, true, false, false, true); return true;
    case PB_OP1('B'): paint(w, false, true, false, true); return true;
    case PB_OP2('B', '*'): paint(w, false, true, true, true); return true;
    case PB_OP1('b'): paint(w, true, true, false, true); return true;
    case PB_OP2('b', '*'): paint(w, true, true, true, true); return true;
    case PB_OP1('n'): paint(w, false, false, false, false); return true;
    case PB_OP1('W'):
    case PB_OP2('W', '*'): w->clips = true; return true;
    default: return false;
  }
}

bool pb_walk_path_operator(pb_walker *w, uint32_t op) {
  switch (op) {
    case PB_OP1('m'):
      if (pb_walk_wants(w, 2)) move_to(w, pb_number_at(w, 0), pb_number_at(w, 1)), w->path.rectangles = false;
      return true;
    case PB_OP1('l'):
      if (pb_walk_wants(w, 2)) line_to(w, pb_number_at(w, 0), pb_number_at(w, 1));
      return true;
    case PB_OP1('c'):
    case PB_OP1('v'):
    case PB_OP1('y'): curve(w, op); return true;
    case PB_OP1('h'): close_path(w); return true;
    case PB_OP2('r', 'e'): rectangle(w); return true;
    default: return paint_operator(w, op);
  }
}
