/* The faces Cairo draws with: for each face of the display list its prepared core, for glyphs outside it a second face made
 * for these pages, a third for trimmed marks, and a fourth for what stands upright in vertical lines. */
#ifndef PB_FACES_H
#define PB_FACES_H

#include <cairo.h>

#include "edition.h"
#include "prepare.h"

/* One font file as Cairo knows it. */
typedef struct {
  cairo_font_face_t *cairo; /* NULL: there is none */
  uint32_t kind;            /* PB_TRIMMED, PB_UPRIGHT: of those, by their index; 0: of others */
  const uint16_t *map;      /* original glyph or index → glyph here; NULL = the same numbers */
  size_t nmap;
} pb_drawn_face;

enum { PB_DRAWN_CORE, PB_DRAWN_EXTRA, PB_DRAWN_MARKS, PB_DRAWN_UPRIGHT, PB_DRAWN_FACES };

/* Each glyph of a face is in one of them. */
typedef struct {
  pb_drawn_face of[PB_DRAWN_FACES];
} pb_face_set;

typedef struct pb_faces pb_faces;

/* Opens what pages [first, end) need. NULL after a diagnostic. The files' bytes stay with `fonts`, which must live longer. */
pb_faces *pb_faces_open(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t first, size_t end);
void pb_faces_close(pb_faces *faces); /* NULL is allowed */

/* For outlines: glyphs by their original numbers. */
hb_font_t *pb_faces_hb(const pb_faces *faces, pb_face_id face);

const pb_face_set *pb_faces_of(const pb_faces *faces, pb_face_id face);

/* The glyph's number in `face`; false if it is not there. */
static inline bool pb_drawn_glyph(const pb_drawn_face *face, uint32_t glyph, unsigned long *out) {
  if (!face->cairo || (glyph & PB_OWN_GLYPH) != face->kind) return false;
  bool notdef = glyph == 0;
  glyph &= ~PB_OWN_GLYPH;
  if (face->map && !notdef && (glyph >= face->nmap || !face->map[glyph])) return false;
  *out = face->map && !notdef ? face->map[glyph] : glyph;
  return true;
}

#endif
