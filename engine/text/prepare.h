/* Prepared faces: what Cairo is given instead of a system CJK font. hb-subset cuts a face down to a fixed core (GB 2312
 * with its marks, ASCII, full-width forms and their vert, locl and liga glyphs) without subroutines, hints or layout
 * tables; it is made once and kept in the cache under file hash, index, core version and HarfBuzz version. Glyphs outside
 * the core go into a second face made for the edition, in memory. Cold cache, warm cache or none: same bytes. */
#ifndef PB_PREPARE_H
#define PB_PREPARE_H

#include "fonts.h"

typedef struct {
  const unsigned char *data; /* a font file of one face */
  size_t size;
  const uint16_t *map;       /* original glyph → glyph here; 0 = not in this face (but for .notdef) */
  size_t nmap;
} pb_prepared;

/* The core of a face; kept by `fonts` until it is closed. NULL if the face cannot be cut down (then reported). */
const pb_prepared *pb_prepare_core(pb_fonts *fonts, pb_face_id face);

/* A face with just `glyphs` (original numbers). Owned by `fonts`. NULL after a diagnostic. */
const pb_prepared *pb_prepare_extra(pb_fonts *fonts, pb_face_id face, const uint32_t *glyphs, size_t n);

#endif
