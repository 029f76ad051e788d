/* Fonts: all embedded, whole, and none that stands for another. */
#include <ft2build.h>
#include <string.h>

#include "checks.h"
#include "text.h"
#include FT_FREETYPE_H

enum { FONT_MOST = 64 * 1024 * 1024 };

/* Without the tag of a subset: ABCDEF+Name. */
static pb_str plain_name(pb_str name) {
  bool tag = name.n > 7 && name.s[6] == '+';
  for (size_t i = 0; tag && i < 6; i++) tag = name.s[i] >= 'A' && name.s[i] <= 'Z';
  return tag ? pb_str_sub(name, 7, name.n) : name;
}

/* Whether FreeType can open it; where there is no FreeType to ask, it is taken for sound. */
static bool opens(const pb_bytes *bytes) {
  FT_Library library;
  FT_Face face;
  if (FT_Init_FreeType(&library)) return true;
  bool good = FT_New_Memory_Face(library, bytes->at, (FT_Long)bytes->n, 0, &face) == 0;
  bool glyphs = good && face->num_glyphs > 0;
  FT_Done_FreeType(library);
  return glyphs;
}

static qpdf_oh font_file(pb_judgement *j, qpdf_oh descriptor) {
  static const char *const KEYS[] = {"FontFile", "FontFile2", "FontFile3"};
  for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
    qpdf_oh file = pb_pdf_get(&j->pdf, descriptor, KEYS[i]);
    if (qpdf_oh_is_stream(j->pdf.qpdf, file)) return file;
  }
  return 0;
}

static void check_file(pb_judgement *j, qpdf_oh file, pb_str name) {
  uint64_t id = pb_pdf_id(&j->pdf, file);
  if (j->job->own || (id && !pb_seen_add(j->seen, id))) return;
  pb_bytes bytes = {0};
  if (!pb_pdf_stream(&j->pdf, file, FONT_MOST, &bytes) || !opens(&bytes)) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-font-broken", _("the font %.*s is embedded, but its file is broken"),
            PB_STR_ARG(name));
    pb_find_hint(j->findings, _("have it written anew by the program it comes from"));
  }
  pb_bytes_drop(&bytes);
}

/* ---- characters (ISO 19005-2, 6.2.11.7) ---- */

static bool is_standard_encoding(pb_pdf *pdf, qpdf_oh encoding) {
  static const char *const NAMES[] = {"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (pb_pdf_is_name(pdf, encoding, NAMES[i]) || pb_pdf_key_is(pdf, encoding, "BaseEncoding", NAMES[i])) return true;
  return pb_pdf_count(pdf, pb_pdf_get(pdf, encoding, "Differences")) > 0;
}

static bool tells_characters(pb_judgement *j, qpdf_oh font, bool composite) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh encoding = pb_pdf_get(pdf, font, "Encoding");
  if (qpdf_oh_is_stream(pdf->qpdf, pb_pdf_get(pdf, font, "ToUnicode"))) return true;
  if (!composite) return is_standard_encoding(pdf, encoding);
  return qpdf_oh_is_name(pdf->qpdf, encoding) && !pb_pdf_is_name(pdf, encoding, "Identity-H") &&
         !pb_pdf_is_name(pdf, encoding, "Identity-V");
}

/* ---- a font ---- */

static void check_embedded(pb_judgement *j, qpdf_oh font, pb_str name) {
  qpdf_oh file = font_file(j, pb_pdf_get(&j->pdf, font, "FontDescriptor"));
  bool forbidden = j->profile->standard != PB_STANDARD_NONE || j->job->placed;
  if (file) {
    check_file(j, file, name);
    return;
  }
  pb_find(j->findings, forbidden ? PB_ERROR : PB_WARNING, NULL, "pdf-font-missing", _("the font %.*s is not embedded"),
          PB_STR_ARG(name));
  pb_find_hint(j->findings, _("have the file made with all its fonts embedded"));
}

void pb_check_font(pb_judgement *j, qpdf_oh font) {
  pb_pdf *pdf = &j->pdf;
  bool composite = pb_pdf_key_is(pdf, font, "Subtype", "Type0"), type3 = pb_pdf_key_is(pdf, font, "Subtype", "Type3");
  pb_str name = plain_name(pb_pdf_name_of(pdf, j->arena, pb_pdf_get(pdf, font, "BaseFont")));
  if (!name.n) name = pb_str_from(_("without a name"));
  qpdf_oh cid = composite ? pb_pdf_get(pdf, font, "DescendantFonts") : font;
  if (composite) cid = pb_pdf_count(pdf, cid) ? qpdf_oh_get_array_item(pdf->qpdf, cid, 0) : font;
  if (!type3) check_embedded(j, cid, name);
  if (memmem(name.s, name.n, "Courier", 7) && pb_standard_is_x(j->profile->standard))
    pb_find(j->findings, PB_WARNING, NULL, "pdf-font-courier", _("the font %.*s: often it stands for one that was missing"),
            PB_STR_ARG(name));
  if (j->profile->standard == PB_STANDARD_A2U && !tells_characters(j, font, composite))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-font-unicode", _("the font %.*s does not tell its characters (ToUnicode)"),
            PB_STR_ARG(name));
}
