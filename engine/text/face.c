/* One open face: its HarfBuzz font, its measures, and what is known of its characters without shaping. */
#include "face.h"

#include <hb-ot.h>
#include <string.h>

static int16_t to_1024(int32_t scaled) {
  int32_t n = (scaled + (scaled < 0 ? -32 : 32)) / (PB_FONT_SCALE / 1024);
  return (int16_t)(n < INT16_MIN ? INT16_MIN : n > INT16_MAX ? INT16_MAX : n);
}

bool pb_face_has_feature(const pb_face *face, hb_tag_t table, hb_tag_t feature) {
  hb_tag_t tags[64];
  for (unsigned from = 0;; from += 64) {
    unsigned n = 64, total = hb_ot_layout_table_get_feature_tags(face->face, table, from, &n, tags);
    for (unsigned i = 0; i < n; i++)
      if (tags[i] == feature) return true;
    if (from + 64 >= total) return false;
  }
}

/* The typographic ascender and descender of OS/2, in font units; false without them. */
static bool os2_extent(hb_face_t *face, int *ascent, int *descent) {
  hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
  unsigned n;
  const uint8_t *b = (const uint8_t *)hb_blob_get_data(os2, &n);
  bool good = n >= 72;
  if (good) {
    *ascent = (int16_t)(b[68] << 8 | b[69]);
    *descent = -(int16_t)(b[70] << 8 | b[71]);
    good = *ascent > 0 && *descent >= 0;
  }
  hb_blob_destroy(os2);
  return good;
}

static void measure_em_box(pb_face *f) {
  hb_position_t bottom;
  int ascent = 880, descent = 120;
  if (hb_ot_layout_get_baseline(f->font, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, HB_DIRECTION_LTR,
                                HB_TAG('h', 'a', 'n', 'i'), HB_TAG('d', 'f', 'l', 't'), &bottom) &&
      bottom <= 0 && bottom > -PB_FONT_SCALE) {
    descent = -bottom;
    ascent = PB_FONT_SCALE - descent;
  } else {
    os2_extent(f->face, &ascent, &descent);
  }
  f->info.ascent = (int16_t)((ascent * 1024LL * 2 + ascent + descent) / (2LL * (ascent + descent)));
  f->info.descent = (int16_t)(1024 - f->info.ascent);
}

static const char *english_family(const pb_fonts *fonts, const FcPattern *p) {
  FcChar8 *language, *name;
  for (int i = 0; FcPatternGetString(p, FC_FAMILYLANG, i, &language) == FcResultMatch; i++)
    if (strcmp((const char *)language, "en") == 0 && FcPatternGetString(p, FC_FAMILY, i, &name) == FcResultMatch)
      return pb_fmt(fonts->arena, "%s", (const char *)name);
  if (FcPatternGetString(p, FC_FAMILY, 0, &name) != FcResultMatch) return "";
  return pb_fmt(fonts->arena, "%s", (const char *)name);
}

static void describe(const pb_fonts *fonts, pb_face *f, const pb_installed *from) {
  FcChar8 *name;
  bool named = FcPatternGetString(from->pattern, FC_POSTSCRIPT_NAME, 0, &name) == FcResultMatch;
  f->info = (pb_face_info){
      .path = from->path,
      .index = from->index,
      .family = english_family(fonts, from->pattern),
      .postscript_name = named ? pb_fmt(fonts->arena, "%s", (const char *)name) : "",
      .weight = (unsigned)from->weight,
      .vertical = pb_face_has_feature(f, HB_OT_TAG_GSUB, HB_TAG('v', 'e', 'r', 't')),
      .upem = hb_face_get_upem(f->face),
  };
  measure_em_box(f);
  hb_position_t cap;
  if (hb_ot_metrics_get_position(f->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap)) f->info.cap_height = to_1024(cap);
}

pb_face_id pb_face_open(pb_fonts *fonts, pb_installed *installed, bool hant) {
  if (installed->face != PB_NO_FACE || installed->broken) return installed->face;
  pb_font_file *file = pb_file_open(fonts, installed->path);
  hb_face_t *face = file ? hb_face_create(file->blob, installed->index) : NULL;
  bool full = fonts->faces.n >= PB_NO_FACE - PB_FALLBACK_FIRST;
  if (!face || hb_face_get_glyph_count(face) == 0 || hb_ot_var_has_data(face) || full) {
    hb_face_destroy(face);
    installed->broken = true;
    return PB_NO_FACE;
  }
  pb_face *f = PB_NEW(fonts->arena, pb_face);
  hb_face_make_immutable(face);
  *f = (pb_face){.file = file, .face = face, .font = hb_font_create(face), .hant = hant, .halves = {-1, -1}};
  hb_font_set_scale(f->font, PB_FONT_SCALE, PB_FONT_SCALE);
  describe(fonts, f, installed);
  hb_font_make_immutable(f->font);
  installed->face = (pb_face_id)fonts->faces.n;
  PB_PUSH(fonts->arena, fonts->faces, f);
  return installed->face;
}

void pb_face_close(pb_face *f) {
  hb_font_destroy(f->font);
  hb_face_destroy(f->face);
}

pb_char_page *pb_face_page(const pb_fonts *fonts, pb_face *f, uint32_t c) {
  pb_char_page **page = &f->pages[c / PB_PAGE_SIZE];
  if (!*page) *page = PB_NEW(fonts->arena, pb_char_page);
  return *page;
}

bool pb_fonts_nominal(pb_fonts *fonts, pb_face_id id, uint32_t c, uint32_t *glyph, int32_t *advance) {
  if (id >= fonts->faces.n || c > 0x10ffff) return false;
  pb_face *f = fonts->faces.at[id];
  pb_char_page *page = pb_face_page(fonts, f, c);
  unsigned at = c % PB_PAGE_SIZE;
  if (page->glyph[at] == PB_GLYPH_UNKNOWN) {
    hb_codepoint_t found;
    if (hb_font_get_nominal_glyph(f->font, c, &found) && found != 0) {
      page->glyph[at] = found;
      page->advance[at] = hb_font_get_glyph_h_advance(f->font, found);
    } else {
      page->glyph[at] = PB_GLYPH_NONE;
    }
  }
  if (page->glyph[at] == PB_GLYPH_NONE) return false;
  *glyph = page->glyph[at];
  *advance = page->advance[at];
  return true;
}
