/* Prepared faces: what Cairo is given instead of a system CJK font. hb-subset cuts a face down to a fixed core (GB 2312
 * with its marks, ASCII, full-width forms and their vert, locl and liga glyphs) without subroutines, hints or layout
 * tables; it is made once and kept in the cache under file hash, index, core version and HarfBuzz version. Glyphs outside
 * the core go into a second face made for the edition, in memory, marks that lost a blank side into a third, and what stands
 * upright in vertical lines into a fourth. Cold cache, warm cache or none: same bytes. */
#ifndef PB_PREPARE_H
#define PB_PREPARE_H

#include "fonts.h"

typedef struct {
  const unsigned char *data; /* a font file of one face */
  size_t size;
  const uint16_t *map; /* original glyph → glyph here; 0 = not in this face (but for .notdef) */
  size_t nmap;
} pb_prepared;

/* The core of a face; kept by `fonts` until it is closed. NULL if the face cannot be cut down (then reported). */
const pb_prepared *pb_prepare_core(pb_fonts *fonts, pb_face_id face);

/* A face with just `glyphs` (original numbers). Owned by `fonts`. NULL after a diagnostic. */
const pb_prepared *pb_prepare_extra(pb_fonts *fonts, pb_face_id face, const uint32_t *glyphs, size_t n);

/* A full-width mark without its blank sides, or one of them: in 1/1024 em, what is cut off before, and the advance left. */
typedef struct {
  pb_face_id face;
  uint32_t glyph; /* original number */
  int16_t before, advance;
} pb_trimmed_mark;

/* A face named like `face` with -Marks, in which glyph i + 1 is marks[i]; its map is NULL, and the marks' own faces are not
 * looked at. Owned by `fonts`. NULL if there are more than 60000. */
const pb_prepared *pb_prepare_marks(pb_fonts *fonts, pb_face_id face, const pb_trimmed_mark *marks, size_t n);

/* What stands upright in a vertical line, as a glyph for lines that run from left to right and are then turned by 90°
 * clockwise. Programs that read the PDF then see vertical lines as what they know well, rotated lines, with the Latin
 * words in them on the same baseline. Upright glyphs placed one below the other are read as lines of one character, and
 * fonts with vertical metrics as a line apart from each Latin word. */
typedef struct {
  uint32_t glyph; /* original number */
  int16_t x, y;   /* its origin in the turned line, 1/1024 em: along it; above the baseline */
} pb_upright_part;

typedef struct {
  pb_face_id face;
  uint16_t percent; /* of the width of its parts */
  int16_t advance;  /* along the line, 1/1024 em */
  uint16_t nparts;
  const pb_upright_part *parts;
} pb_upright_glyph;

/* The same with -Upright, in which glyph i + 1 is glyphs[i]. */
const pb_prepared *pb_prepare_upright(pb_fonts *fonts, pb_face_id face, const pb_upright_glyph *glyphs, size_t n);

#endif
