#include "draw.h"

#include <math.h>
#include <stdlib.h>

static double pt(pb_len len) { return len / (double)PB_PT; }

void pb_pen_open(pb_pen *pen, cairo_t *cr, const pb_faces *faces) {
  *pen = (pb_pen){.cr = cr, .faces = faces};
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_set_font_options(cr, options);
  cairo_font_options_destroy(options);
}

void pb_pen_close(pb_pen *pen) {
  free(pen->glyphs);
  free(pen->clusters);
}

/* ---- glyphs ---- */

static void set_face(pb_pen *pen, cairo_font_face_t *face, const pb_item *item) {
  if (pen->face != face) {
    cairo_set_font_face(pen->cr, face);
    pen->face = face;
  }
  if (pen->size == item->run.size && pen->scale == item->run.scale && pen->sideways == item->run.sideways) return;
  pen->size = item->run.size;
  pen->scale = item->run.scale;
  pen->sideways = item->run.sideways;
  double size = pt(pen->size), along = pen->scale ? size * pen->scale / 1000 : size;
  cairo_matrix_t matrix;
  if (pen->sideways) cairo_matrix_init(&matrix, 0, along, -size, 0, 0, 0);
  else cairo_matrix_init(&matrix, along, 0, 0, size, 0, 0);
  cairo_set_font_matrix(pen->cr, &matrix);
}

static void make_room(pb_pen *pen, const pb_item *item) {
  if (item->run.nglyphs > pen->cap_glyphs) {
    pen->cap_glyphs = item->run.nglyphs * 2;
    pen->glyphs = pb_xrealloc(pen->glyphs, pen->cap_glyphs * sizeof *pen->glyphs);
  }
  if (item->run.nclusters > pen->cap_clusters) {
    pen->cap_clusters = item->run.nclusters * 2;
    pen->clusters = pb_xrealloc(pen->clusters, pen->cap_clusters * sizeof *pen->clusters);
  }
}

/* Glyphs stand a hair apart: 4 µm over a metre of paper. Programs that look for columns ask whether a gutter is an em wide; so
 * it is in most papers, and where all is exact, the last bit of their arithmetic would answer. */
static const double APART = 1 + 1.0 / (1 << 18);

/* In the PDF glyphs stand as near to their places as a thousandth of an em allows, and a line may end that much past its measure:
 * its last glyph stands 0.005 mm further in. */
static const double IN = .0016;

/* How many of the glyphs [from, end) are in `face`, from the first on. */
static size_t take_glyphs(pb_pen *pen, const pb_drawn_face *face, const pb_item *item, size_t from, size_t end) {
  size_t i = from;
  for (; i < end; i++) {
    const pb_placed_glyph *g = &item->run.glyphs[i];
    unsigned long index;
    if (!pb_drawn_glyph(face, g->id, &index)) break;
    double in = i > 0 && i + 1 == item->run.nglyphs ? IN * pt(item->run.size) : 0;
    cairo_glyph_t *at = &pen->glyphs[i];
    *at = (cairo_glyph_t){index, pt(g->x), pt(g->y)};
    if (item->run.sideways) at->y = at->y * APART - in;
    else at->x = at->x * APART - in;
  }
  return i - from;
}

/* Clusters [c, …) that `face` can draw whole; *glyph moves past theirs. */
static size_t take_clusters(pb_pen *pen, const pb_drawn_face *face, const pb_item *item, size_t from, size_t *glyph,
                            size_t *bytes) {
  size_t c = from;
  for (; c < item->run.nclusters; c++) {
    const pb_text_cluster *cluster = &item->run.clusters[c];
    size_t end = *glyph + cluster->nglyphs;
    if (end > item->run.nglyphs || take_glyphs(pen, face, item, *glyph, end) < cluster->nglyphs) break;
    pen->clusters[c] = (cairo_text_cluster_t){cluster->ntext, cluster->nglyphs};
    *glyph = end;
    *bytes += cluster->ntext;
  }
  return c - from;
}

/* ---- glyphs as shapes: drawn from their outlines, which FreeType would round to 1/64 pt ---- */

/* A glyph being traced, in font units: points of the page for one along the glyph's width, and for one upwards. */
typedef struct {
  cairo_t *cr;
  double x, y, along_x, along_y, up_x, up_y;
} tracing;

static double page_x(const tracing *t, float x, float y) { return t->x + (double)x * t->along_x + (double)y * t->up_x; }
static double page_y(const tracing *t, float x, float y) { return t->y + (double)x * t->along_y + (double)y * t->up_y; }

static void trace_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  cairo_move_to(t->cr, page_x(t, x, y), page_y(t, x, y));
}

static void trace_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  cairo_line_to(t->cr, page_x(t, x, y), page_y(t, x, y));
}

static void trace_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2, float y2, float x,
                        float y, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  cairo_curve_to(t->cr, page_x(t, x1, y1), page_y(t, x1, y1), page_x(t, x2, y2), page_y(t, x2, y2), page_x(t, x, y),
                 page_y(t, x, y));
}

static void trace_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  cairo_close_path(t->cr);
}

/* HarfBuzz itself makes cubics of quadratic curves where only cubics are asked for. */
static bool draw_outlines(pb_pen *pen, const pb_item *item) {
  hb_font_t *font = pb_faces_hb(pen->faces, item->run.face);
  if (!font) return false;
  hb_draw_funcs_t *funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(funcs, trace_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(funcs, trace_line, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(funcs, trace_curve, NULL, NULL);
  hb_draw_funcs_set_close_path_func(funcs, trace_close, NULL, NULL);
  double up = pt(item->run.size) / PB_FONT_SCALE, along = item->run.scale ? up * item->run.scale / 1000 : up;
  for (size_t i = 0; i < item->run.nglyphs; i++) {
    const pb_placed_glyph *g = &item->run.glyphs[i];
    tracing t = {.cr = pen->cr, .x = pt(g->x), .y = pt(g->y)};
    if (item->run.sideways) t.along_y = along, t.up_x = up;
    else t.along_x = along, t.up_y = -up;
    hb_font_get_glyph_shape(font, g->id, funcs, &t);
  }
  hb_draw_funcs_destroy(funcs);
  cairo_fill(pen->cr);
  return true;
}

bool pb_draw_run(pb_pen *pen, const pb_item *item) {
  if (item->run.outline) return draw_outlines(pen, item);
  const pb_face_set *faces = pb_faces_of(pen->faces, item->run.face);
  if (!faces) return false;
  make_room(pen, item);
  size_t cluster = 0, glyph = 0, text = 0;
  while (cluster < item->run.nclusters) {
    size_t first = glyph, bytes = 0, n = 0, which = 0;
    while (which < PB_DRAWN_FACES && !(n = take_clusters(pen, &faces->of[which], item, cluster, &glyph, &bytes))) which++;
    if (!n || text + bytes > item->run.text.n) return false;
    set_face(pen, faces->of[which].cairo, item);
    cairo_show_text_glyphs(pen->cr, item->run.text.s + text, (int)bytes, pen->glyphs + first, (int)(glyph - first),
                           pen->clusters + cluster, (int)n, 0);
    cluster += n;
    text += bytes;
  }
  return glyph == item->run.nglyphs;
}

/* ---- areas and rules ---- */

void pb_draw_fill(pb_pen *pen, const pb_item *item) {
  cairo_rectangle(pen->cr, pt(item->fill.x), pt(item->fill.y), pt(item->fill.w), pt(item->fill.h));
  cairo_fill(pen->cr);
}

/* A rule seen along itself: from (x, y) on in the direction (dx, dy), to the side (-dy, dx). */
typedef struct {
  double x, y, dx, dy, length, width;
} ruled;

static void stroke_beside(cairo_t *cr, const ruled *r, double side) {
  double x = r->x - r->dy * side, y = r->y + r->dx * side;
  cairo_move_to(cr, x, y);
  cairo_line_to(cr, x + r->dx * r->length, y + r->dy * r->length);
}

static void curve_beside(cairo_t *cr, const ruled *r, double from, double to, double side) {
  double third = (to - from) * 0.3642; /* with this, two cubic arcs come within 1 % of a sine */
  double a = from + third, b = to - third;
  cairo_curve_to(cr, r->x + r->dx * a - r->dy * side, r->y + r->dy * a + r->dx * side, r->x + r->dx * b - r->dy * side,
                 r->y + r->dy * b + r->dx * side, r->x + r->dx * to, r->y + r->dy * to);
}

/* Half waves three strokes long, whole in number, a stroke and a half high. */
static void stroke_wave(cairo_t *cr, const ruled *r) {
  enum { MOST = 20000 };
  double count = fmin(fmax(round(r->length / (3 * r->width)), 1), MOST), step = r->length / count;
  cairo_move_to(cr, r->x, r->y);
  for (int i = 0; i < (int)count; i++) curve_beside(cr, r, step * i, step * (i + 1), (i % 2 ? -2 : 2) * r->width);
}

static void stroke_dot(cairo_t *cr, double x, double y) {
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to(cr, x, y);
  cairo_line_to(cr, x, y);
  cairo_stroke(cr);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
}

static void stroke_dots(cairo_t *cr, const ruled *r) {
  double wanted = fmax(3 * r->width, 1.2), count = fmax(round(r->length / wanted), 1);
  double dashes[] = {0, r->length / count};
  cairo_set_dash(cr, dashes, 2, 0);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  stroke_beside(cr, r, 0);
  cairo_stroke(cr);
  cairo_set_dash(cr, NULL, 0, 0);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
}

void pb_draw_line(pb_pen *pen, const pb_item *item) {
  double dx = pt(item->line.x1) - pt(item->line.x0), dy = pt(item->line.y1) - pt(item->line.y0), length = hypot(dx, dy);
  if (item->line.width <= 0 || item->line.kind == PB_LINE_NONE) return;
  if (length <= 0) {
    cairo_set_line_width(pen->cr, pt(item->line.width));
    if (item->line.kind == PB_LINE_DOTTED) stroke_dot(pen->cr, pt(item->line.x0), pt(item->line.y0));
    return;
  }
  ruled r = {pt(item->line.x0), pt(item->line.y0), dx / length, dy / length, length, pt(item->line.width)};
  cairo_set_line_width(pen->cr, r.width);
  switch (item->line.kind) {
    case PB_LINE_DOTTED: stroke_dots(pen->cr, &r); return;
    case PB_LINE_WAVE: stroke_wave(pen->cr, &r); break;
    case PB_LINE_DOUBLE:
      stroke_beside(pen->cr, &r, fmax(1.5 * r.width, 0.75));
      stroke_beside(pen->cr, &r, -fmax(1.5 * r.width, 0.75));
      break;
    default: stroke_beside(pen->cr, &r, 0); break;
  }
  cairo_stroke(pen->cr);
}
