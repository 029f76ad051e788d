/* Fonts as far as a text's box needs them: how codes are cut out of strings, and how far each takes the pen. */
#ifndef PB_TEXTFONT_H
#define PB_TEXTFONT_H

#include "geometry.h"
#include "pdf.h"

typedef enum { PB_CODES_ONE, PB_CODES_TWO, PB_CODES_MIXED } pb_codes; /* bytes a code; MIXED as in GBK or Shift JIS */

typedef struct {
  unsigned from, to; /* codes or CIDs, `to` included */
  const float *each; /* or NULL: `width` for all */
  float width;
} pb_width_run;

typedef struct {
  bool type3, vertical;
  pb_codes codes;
  pb_matrix matrix; /* Type 3: of a glyph's space; others 1/1000 */
  float width;      /* of codes that no run tells */
  pb_width_run *runs;
  size_t nruns;
  uint64_t id;            /* object; 0 = direct */
  bool running;           /* a glyph of it is being run */
  unsigned char seen[32]; /* Type 3: glyphs run already, a bit a code */
} pb_textfont;

pb_textfont *pb_textfont_read(pb_arena *arena, pb_pdf *pdf, qpdf_oh font);

/* Of the codes in a string: how many, how many of them are the one-byte blank, and how wide together, in em/1000 (Type 3:
 * in units of its glyph space). */
typedef struct {
  size_t codes, blanks;
  double width;
} pb_extent;
pb_extent pb_textfont_extent(const pb_textfont *font, const unsigned char *s, size_t n);

#endif
