/* Glyph runs, rules and areas on a Cairo context: what the PDF and the picture of a page have in common. The source
 * (a paint's key, or its colour) is set by the caller. Page coordinates in pt. */
#ifndef PB_DRAW_H
#define PB_DRAW_H

#include "faces.h"

/* Cairo's state is changed only where it differs: each change costs as much as a few glyphs. */
typedef struct {
  cairo_t *cr;
  const pb_faces *faces;
  cairo_font_face_t *face; /* now set */
  pb_len size;
  uint16_t scale;
  bool sideways;
  cairo_glyph_t *glyphs; /* as many as the longest run so far; freed by pb_pen_close */
  cairo_text_cluster_t *clusters;
  size_t cap_glyphs, cap_clusters;
} pb_pen;

/* `cr` and `faces` are borrowed. Hinting goes off: positions are the display list's, at any resolution. */
void pb_pen_open(pb_pen *pen, cairo_t *cr, const pb_faces *faces);
void pb_pen_close(pb_pen *pen);

/* False if a glyph is in no face (a fault of the program, not of the edition). */
bool pb_draw_run(pb_pen *pen, const pb_item *item);
void pb_draw_fill(pb_pen *pen, const pb_item *item);
void pb_draw_line(pb_pen *pen, const pb_item *item);

#endif
