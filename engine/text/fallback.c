/* Which font has a character that the style's font lacks: the faces of the other roles, then fonts made for rare
 * characters, then anything installed. */
#include <unicode/uchar.h>

#include "face.h"
#include "text.h"
#include "utf8.h"

static bool has(const pb_installed *one, uint32_t c) {
  return one && !one->broken && one->characters && FcCharSetHasChar(one->characters, c);
}

/* `one` opened, if it really has `c`: a stale cache of fontconfig may say so of a font that does not. */
static pb_face_id open_with(pb_fonts *fonts, pb_installed *one, uint32_t c, bool hant) {
  uint32_t glyph;
  int32_t advance;
  if (!has(one, c)) return PB_NO_FACE;
  pb_face_id id = pb_face_open(fonts, one, hant);
  return id != PB_NO_FACE && pb_fonts_nominal(fonts, id, c, &glyph, &advance) ? id : PB_NO_FACE;
}

static bool is_private(uint32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

static pb_face_id search(pb_fonts *fonts, const pb_face *f, uint32_t c) {
  if (is_private(c)) return PB_NO_FACE; /* each font means something else by it */
  static const int ROLES[] = {PB_ROLE_SONG, PB_ROLE_HEI, PB_ROLE_KAI};
  for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
    int as;
    pb_face_id id = open_with(fonts, pb_role_font(fonts, ROLES[i], f->info.weight, f->hant, &as), c, f->hant);
    if (id != PB_NO_FACE) return id;
  }
  size_t n;
  const char *const *rare = pb_catalogue_alias(fonts, "rare", &n);
  for (size_t i = 0; i < n; i++) {
    pb_face_id id = open_with(fonts, pb_catalogue_family(fonts, &rare[i], 1, f->info.weight), c, f->hant);
    if (id != PB_NO_FACE) return id;
  }
  return open_with(fonts, pb_catalogue_any(fonts, c, f->info.weight), c, f->hant);
}

static void tell(pb_fonts *fonts, const pb_face *f, pb_face_id found, uint32_t c, pb_span at) {
  if (!fonts->told) fonts->told = pb_alloc(fonts->arena, 0x110000 / 8);
  if (fonts->told[c / 8] & 1u << c % 8) return;
  fonts->told[c / 8] |= (uint8_t)(1u << c % 8);
  char shown[8] = "";
  if (u_isgraph((UChar32)c)) shown[pb_utf8_put(c, shown)] = 0;
  if (found != PB_NO_FACE) {
    pb_diag(fonts->diags, PB_NOTE, at, "fallback-font", _("U+%04X %s is not in %s: %s serves"), c, shown, f->info.family,
            pb_fonts_info(fonts, found)->family);
    return;
  }
  pb_diag(fonts->diags, PB_ERROR, at, "missing-glyph", _("no installed font has U+%04X %s"), c, shown);
  if (is_private(c)) {
    pb_diag_hint(fonts->diags, "%s", _("a private character means something else in every font: type the one that is meant"));
    return;
  }
  pb_diag_hint(fonts->diags, "%s", _("install a font that has it (fonts-babelstone-han, fonts-hanazono), or write it another way"));
}

pb_face_id pb_fonts_covering(pb_fonts *fonts, pb_face_id face, uint32_t c, pb_span at) {
  uint32_t glyph;
  int32_t advance;
  if (face >= fonts->faces.n || c > 0x10ffff) return PB_NO_FACE;
  if (pb_fonts_nominal(fonts, face, c, &glyph, &advance)) return face;
  if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return face; /* selects or joins, shows nothing */
  pb_face *f = fonts->faces.at[face];
  uint16_t *known = &pb_face_page(fonts, f, c)->fallback[c % PB_PAGE_SIZE];
  if (*known == PB_FALLBACK_UNKNOWN) {
    pb_face_id found = search(fonts, f, c);
    *known = found == PB_NO_FACE ? PB_FALLBACK_NONE : (uint16_t)(found + PB_FALLBACK_FIRST);
    tell(fonts, f, found, c, at);
  }
  return *known == PB_FALLBACK_NONE ? PB_NO_FACE : (pb_face_id)(*known - PB_FALLBACK_FIRST);
}
