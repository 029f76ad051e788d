/* A CFF font program written from outlines: CID-keyed, 1000 units an em, without hints and subroutines. Internal to text/.
 *
 *   pb_cff cff = {.arena = arena};
 *   pb_cff_begin(&cff, 1000), pb_cff_end(&cff);            .notdef, which comes first
 *   pb_cff_begin(&cff, advance), pb_cff_move(…), pb_cff_line(…), …, pb_cff_end(&cff);
 *   pb_cff_write(&cff, name, &octets);
 *
 * CID-keyed because Cairo parts the glyphs of others into a Latin font and the rest.
 * Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings). */
#ifndef PB_CFF_H
#define PB_CFF_H

#include "octets.h"

enum { PB_CFF_EM = 1000, PB_CFF_GLYPHS_MOST = 60000 };

/* In units of 1/1000 em; rounded to whole ones, and kept within ±16000. */
typedef struct {
  double x, y;
} pb_cff_point;

typedef struct {
  pb_arena *arena;
  pb_octets code;                       /* the charstrings, one after another */
  PB_VEC(uint32_t) ends;                /* of each in `code` */
  int32_t x, y;                         /* where the pen is */
  int32_t low_x, low_y, high_x, high_y; /* of all points so far */
  bool inked;                           /* there are points */
} pb_cff;

void pb_cff_begin(pb_cff *cff, int advance);
void pb_cff_move(pb_cff *cff, pb_cff_point to); /* opens a contour, which closes by itself */
void pb_cff_line(pb_cff *cff, pb_cff_point to);
void pb_cff_curve(pb_cff *cff, pb_cff_point one, pb_cff_point two, pb_cff_point to);
void pb_cff_end(pb_cff *cff);

/* The font program, added to `out`. At most PB_CFF_GLYPHS_MOST glyphs. */
void pb_cff_write(const pb_cff *cff, pb_str name, pb_octets *out);

#endif
