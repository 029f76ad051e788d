#include "core.h"

#include <hb-ot.h>
#include <stdbool.h>
#include <stdint.h>
#include <unicode/ucnv.h>

/* Beside GB 2312: what its own table has only in part or maps in two ways. */
static const struct {
  uint32_t first, last;
} RANGES[] = {
    {0x20, 0x7e},     {0xa0, 0xff},     {0x2010, 0x2027}, {0x2030, 0x203b}, {0x2070, 0x2089}, {0x20ac, 0x20ac}, {0x2103, 0x2103},
    {0x2109, 0x2109}, {0x2113, 0x2113}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2190, 0x2199}, {0x2212, 0x2212}, {0x2264, 0x2267},
    {0x2460, 0x2473}, {0x25a0, 0x25cf}, {0x2605, 0x2606}, {0x2e3a, 0x2e3b}, {0x3000, 0x301f}, {0x3021, 0x3029}, {0x30fb, 0x30fb},
    {0x3220, 0x3229}, {0x338e, 0x338f}, {0x339c, 0x339e}, {0x33a1, 0x33a1}, {0x33c4, 0x33c4}, {0xff01, 0xff5e}, {0xffe0, 0xffe6},
};

static void add_character(hb_font_t *font, uint32_t c, hb_set_t *glyphs) {
  hb_codepoint_t glyph;
  if (hb_font_get_nominal_glyph(font, c, &glyph)) hb_set_add(glyphs, glyph);
}

/* GB 2312 by rows and cells, through ICU's table of it. Rows 10 to 15 and from 88 are empty. */
static void add_gb2312(hb_font_t *font, hb_set_t *glyphs) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *from = ucnv_open("GB2312", &error);
  if (U_FAILURE(error)) return;
  for (unsigned row = 1; row <= 87; row++) {
    for (unsigned cell = 1; cell <= 94; cell++) {
      const char bytes[2] = {(char)(row + 0xa0), (char)(cell + 0xa0)};
      UChar to[4];
      error = U_ZERO_ERROR;
      int32_t n = ucnv_toUChars(from, to, 4, bytes, 2, &error);
      if (U_SUCCESS(error) && n == 1 && to[0] != 0xfffd) add_character(font, to[0], glyphs);
    }
  }
  ucnv_close(from);
}

static void add_feature(hb_face_t *face, unsigned script, unsigned language, hb_tag_t tag, hb_set_t *lookups) {
  unsigned feature, indexes[32];
  if (!hb_ot_layout_language_find_feature(face, HB_OT_TAG_GSUB, script, language, tag, &feature)) return;
  for (unsigned from = 0;; from += 32) {
    unsigned n = 32, total = hb_ot_layout_feature_get_lookups(face, HB_OT_TAG_GSUB, feature, from, &n, indexes);
    for (unsigned i = 0; i < n; i++) hb_set_add(lookups, indexes[i]);
    if (from + 32 >= total) return;
  }
}

/* The features that HarfBuzz applies unasked, in the face's own language and in simplified Chinese. */
static void add_script(hb_face_t *face, hb_tag_t tag, hb_set_t *lookups) {
  static const hb_tag_t FEATURES[] = {HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'),
                                      HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'), HB_TAG('c', 'a', 'l', 't'),
                                      HB_TAG('v', 'e', 'r', 't')};
  const hb_tag_t simplified = HB_TAG('Z', 'H', 'S', ' ');
  unsigned script, language;
  if (!hb_ot_layout_table_find_script(face, HB_OT_TAG_GSUB, tag, &script)) return;
  bool has = hb_ot_layout_script_select_language(face, HB_OT_TAG_GSUB, script, 1, &simplified, &language);
  for (size_t i = 0; i < sizeof FEATURES / sizeof *FEATURES; i++) {
    add_feature(face, script, HB_OT_LAYOUT_DEFAULT_LANGUAGE_INDEX, FEATURES[i], lookups);
    if (has) add_feature(face, script, language, FEATURES[i], lookups);
  }
}

static void close_over_shaping(hb_face_t *face, hb_set_t *glyphs) {
  static const hb_tag_t SCRIPTS[] = {HB_TAG('D', 'F', 'L', 'T'), HB_TAG('h', 'a', 'n', 'i'), HB_TAG('l', 'a', 't', 'n')};
  hb_set_t *lookups = hb_set_create();
  for (size_t i = 0; i < sizeof SCRIPTS / sizeof *SCRIPTS; i++) add_script(face, SCRIPTS[i], lookups);
  hb_ot_layout_lookups_substitute_closure(face, lookups, glyphs);
  hb_set_destroy(lookups);
}

void pb_core_glyphs(hb_font_t *font, hb_set_t *glyphs) {
  hb_set_add(glyphs, 0);
  add_gb2312(font, glyphs);
  for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++)
    for (uint32_t c = RANGES[i].first; c <= RANGES[i].last; c++) add_character(font, c, glyphs);
  close_over_shaping(hb_font_get_face(font), glyphs);
}
