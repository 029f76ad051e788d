/* Fonts by role (song hei kai fangsong latin) or family, through fontconfig with the project's own configuration
 * (fonts/fonts.conf). An answer counts only if its family was asked for. All FreeType, fontconfig and HarfBuzz handles of
 * shaping live here. */
#ifndef PB_FONTS_H
#define PB_FONTS_H

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

#include "diag.h"
#include "str.h"
#include "units.h"

typedef struct pb_fonts pb_fonts;
typedef uint16_t pb_face_id; /* stays valid until pb_fonts_close; faces are numbered in the order they are asked for */

typedef struct {
  const char *path;
  unsigned index;     /* in a collection */
  const char *family; /* English name */
  const char *postscript_name;
  unsigned weight; /* 100…900 */
  bool vertical;   /* has vert */
  uint32_t upem;
  int16_t ascent, descent; /* of the ideographic em box, 1/1024 em, descent positive: 901 and 123 for Noto CJK (0.88 / 0.12) */
  int16_t cap_height;      /* 1/1024 em, 0 = unknown */
} pb_face_info;

/* `config` is fonts.conf (NULL: the built-in preference lists alone); `font_folder` adds a folder of fonts and hides all
 * system fonts (tests), NULL = the system's; `cache` is where prepared faces are kept, NULL = nowhere. */
typedef struct {
  const char *config, *font_folder, *cache;
} pb_font_options;
pb_fonts *pb_fonts_open(pb_diags *diags, pb_font_options options);
void pb_fonts_close(pb_fonts *fonts);

/* The face for a style's font. Reports where it must make do (fangsong falls to kai: a note; a family that is not
 * installed: an error, then song). Always a usable face, or 0xffff after an error when the system has no Chinese font at all. */
pb_face_id pb_fonts_find(pb_fonts *fonts, pb_str font, unsigned weight, pb_str language, pb_span asked_at);
#define PB_NO_FACE ((pb_face_id)0xffff)

/* `face` if it has `c`; else the first fallback that does (reported once a character, a note that names the font); else
 * PB_NO_FACE after the error `missing-glyph`. */
pb_face_id pb_fonts_covering(pb_fonts *fonts, pb_face_id face, uint32_t c, pb_span at);

bool pb_fonts_serve_chinese(pb_fonts *fonts); /* whether there is any font to set Chinese in */

size_t pb_fonts_count(const pb_fonts *fonts);
const pb_face_info *pb_fonts_info(const pb_fonts *fonts, pb_face_id face);
/* The font file's contents as 32 hex digits (BLAKE2b, as `b2sum -l 128`); all faces of a collection share it. */
const char *pb_fonts_hash(pb_fonts *fonts, pb_face_id face);
hb_font_t *pb_fonts_hb(const pb_fonts *fonts, pb_face_id face); /* scale = 1024 × 64 units an em (set once); borrowed */
enum { PB_FONT_SCALE = 65536 };

/* Nominal glyph and advance (1/65536 em) of a character without shaping, from a cache; false if the face lacks it. */
bool pb_fonts_nominal(pb_fonts *fonts, pb_face_id face, uint32_t c, uint32_t *glyph, int32_t *advance);

/* A full-width mark's blank sides: what may be taken off before and after its ink, in 1/1024 em (512 of 1024 as a rule).
 * From halt/vhal, else measured from the glyph's extents, so that fonts with neither serve too. `advance` is its natural one. */
typedef struct {
  int16_t advance, before, after;
} pb_mark_room;
pb_mark_room pb_fonts_mark_room(pb_fonts *fonts, pb_face_id face, uint32_t c, bool vertical);

/* The hyphenation dictionaries (hyphens.h), read once for all that is shaped with these fonts. */
struct pb_hyphens *pb_fonts_hyphens(pb_fonts *fonts);

#endif
