/* What a file says it is: version, identifiers of its standard, Info and XMP, and whether they say the same. */
#include <string.h>

#include "checks.h"
#include "instant.h"
#include "text.h"
#include "xmp.h"

enum { XMP_MOST = 4 * 1024 * 1024 };

typedef struct {
  pb_judgement *j;
  pb_standard standard;
  qpdf_oh info;
  pb_xmp xmp;
  bool has_xmp;
} identity;

static pb_str info_text(const identity *id, const char *key) {
  return pb_pdf_text_of(&id->j->pdf, id->j->arena, pb_pdf_get(&id->j->pdf, id->info, key));
}

static bool xmp_text(const identity *id, const char *space, const char *name, pb_str *out) {
  return id->has_xmp && pb_xmp_get(&id->xmp, space, name, out);
}

/* ---- version ---- */

/* 14 for 1.4; the catalogue's where it is later than the header's. */
static int version_of(pb_judgement *j) {
  const char *text = qpdf_get_pdf_version(j->pdf.qpdf);
  int header = text && strlen(text) == 3 ? (text[0] - '0') * 10 + (text[2] - '0') : 0;
  pb_str later = pb_pdf_name_of(&j->pdf, j->arena, pb_pdf_get(&j->pdf, qpdf_get_root(j->pdf.qpdf), "Version"));
  int own = later.n == 3 ? (later.s[0] - '0') * 10 + (later.s[2] - '0') : 0;
  return own > header ? own : header;
}

static void check_version(pb_judgement *j) {
  static const struct {
    const char *name;
    int most;
  } LAST[] = {[PB_STANDARD_NONE] = {"", 99},
              [PB_STANDARD_X1A] = {"PDF/X-1a:2003", 14},
              [PB_STANDARD_X4] = {"PDF/X-4", 16},
              [PB_STANDARD_A2U] = {"PDF/A-2u", 17}};
  int version = version_of(j), most = LAST[j->profile->standard].most;
  if (version > most)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-version", _("it is PDF %d.%d; %s ends at 1.%d"), version / 10, version % 10,
            LAST[j->profile->standard].name, most % 10);
  if (!pb_str_starts(j->pdf.head, "%PDF-") && j->profile->standard != PB_STANDARD_NONE)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-version", _("it does not begin with %%PDF-: something stands before it"));
}

static void check_id(pb_judgement *j) {
  qpdf_oh id = pb_pdf_get(&j->pdf, qpdf_get_trailer(j->pdf.qpdf), "ID");
  bool good = pb_pdf_count(&j->pdf, id) == 2;
  for (int i = 0; good && i < 2; i++) {
    size_t n = 0;
    qpdf_oh part = qpdf_oh_get_array_item(j->pdf.qpdf, id, i);
    good = qpdf_oh_is_string(j->pdf.qpdf, part) && qpdf_oh_get_binary_string_value(j->pdf.qpdf, part, &n) && n > 0;
  }
  if (!good) pb_find(j->findings, PB_ERROR, NULL, "pdf-id", _("its trailer has no identifier (ID)"));
}

/* ---- the standard it names ---- */

static void check_x1a(const identity *id) {
  pb_str version = info_text(id, "GTS_PDFXVersion"), conformance = info_text(id, "GTS_PDFXConformance");
  bool first = pb_str_is(version, "PDF/X-1:2001") && pb_str_is(conformance, "PDF/X-1a:2001");
  bool good = first || pb_str_is(version, "PDF/X-1a:2003") || pb_str_is(version, "PDF/X-1a:2001");
  if (!good && !version.n)
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-standard", _("it does not say that it is PDF/X-1a (GTS_PDFXVersion)"));
  else if (!good)
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-standard", _("it says that it is %.*s, not PDF/X-1a"), PB_STR_ARG(version));
  pb_str again;
  if (good && xmp_text(id, PB_XMP_PDFX, "GTS_PDFXVersion", &again) && !pb_str_eq(again, version))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-metadata", _("Info says %s %.*s, XMP %.*s"), "GTS_PDFXVersion",
            PB_STR_ARG(version), PB_STR_ARG(again));
}

static void check_x4(const identity *id) {
  pb_str version = {"", 0};
  if (!xmp_text(id, PB_XMP_PDFXID, "GTS_PDFXVersion", &version))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-standard", _("it does not say that it is PDF/X-4 (pdfxid:GTS_PDFXVersion)"));
  else if (!pb_str_is(version, "PDF/X-4"))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-standard", _("it says that it is %.*s, not PDF/X-4"), PB_STR_ARG(version));
  static const char *const OF_DOCUMENT[] = {"DocumentID", "VersionID", "RenditionClass"};
  for (size_t i = 0; version.n && i < sizeof OF_DOCUMENT / sizeof *OF_DOCUMENT; i++) {
    pb_str value;
    if (!xmp_text(id, PB_XMP_MM, OF_DOCUMENT[i], &value) || !value.n)
      pb_find(id->j->findings, PB_ERROR, NULL, "pdf-metadata", _("its XMP lacks %s"), OF_DOCUMENT[i]);
  }
}

static void check_a2u(const identity *id) {
  pb_str part = {"", 0}, conformance = {"", 0};
  xmp_text(id, PB_XMP_PDFAID, "part", &part);
  xmp_text(id, PB_XMP_PDFAID, "conformance", &conformance);
  if (!part.n) pb_find(id->j->findings, PB_ERROR, NULL, "pdf-standard", _("it does not say that it is PDF/A-2u (pdfaid:part)"));
  else if (!pb_str_is(part, "2") || (!pb_str_is(conformance, "U") && !pb_str_is(conformance, "A")))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-standard", _("it says that it is PDF/A-%.*s%.*s, not PDF/A-2u"), PB_STR_ARG(part),
            PB_STR_ARG(conformance));
}

/* ---- Info and XMP ---- */

static void check_title(const identity *id) {
  pb_str info = info_text(id, "Title"), xmp = {"", 0};
  bool both = xmp_text(id, PB_XMP_DC, "title", &xmp) && info.n;
  bool wanted = id->standard == PB_STANDARD_X1A ? !info.n : id->standard == PB_STANDARD_X4 && !info.n && !xmp.n;
  if (wanted) pb_find(id->j->findings, PB_ERROR, NULL, "pdf-info", _("it has no title"));
  if (both && !pb_str_eq(pb_str_trim(info), xmp))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-metadata", _("Info says %s %.*s, XMP %.*s"), "Title", PB_STR_ARG(info),
            PB_STR_ARG(xmp));
}

static void check_date(const identity *id, const char *key, const char *name) {
  pb_str info = info_text(id, key), xmp = {"", 0};
  pb_instant a, b;
  xmp_text(id, PB_XMP_BASIC, name, &xmp);
  bool good_info = info.n && pb_instant_from_pdf(info, &a), good_xmp = xmp.n && pb_instant_from_iso(xmp, &b);
  if (info.n && !good_info)
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-info", _("its %s is no date: %.*s"), key, PB_STR_ARG(info));
  if (xmp.n && !good_xmp)
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-metadata", _("its %s is no date: %.*s"), name, PB_STR_ARG(xmp));
  if (good_info && good_xmp && !pb_instant_agrees(a, b))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-metadata", _("Info says %s %.*s, XMP %.*s"), key, PB_STR_ARG(info),
            PB_STR_ARG(xmp));
  bool wanted = id->standard == PB_STANDARD_X1A ? !info.n : id->standard == PB_STANDARD_X4 && !info.n && !xmp.n;
  if (wanted) pb_find(id->j->findings, PB_ERROR, NULL, "pdf-info", _("it does not say its %s"), key);
}

/* Whether it was trapped: PDF/X must know. */
static void check_trapped(const identity *id) {
  pb_pdf *pdf = &id->j->pdf;
  pb_str info = pb_pdf_name_of(pdf, id->j->arena, pb_pdf_get(pdf, id->info, "Trapped")), xmp = {"", 0};
  xmp_text(id, PB_XMP_PDF, "Trapped", &xmp);
  pb_str said = info.n ? info : xmp;
  bool needed = id->standard == PB_STANDARD_X1A ? !info.n : !said.n;
  if (!pb_standard_is_x(id->standard)) return;
  if (needed) pb_find(id->j->findings, PB_ERROR, NULL, "pdf-trapped", _("it does not say whether it is trapped (Trapped)"));
  else if (!pb_str_is(said, "True") && !pb_str_is(said, "False"))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-trapped", _("Trapped is %.*s; PDF/X wants True or False"), PB_STR_ARG(said));
  else if (info.n && xmp.n && !pb_str_eq(info, xmp))
    pb_find(id->j->findings, PB_ERROR, NULL, "pdf-metadata", _("Info says %s %.*s, XMP %.*s"), "Trapped", PB_STR_ARG(info),
            PB_STR_ARG(xmp));
}

static void read_xmp(identity *id) {
  pb_judgement *j = id->j;
  qpdf_oh stream = pb_pdf_get(&j->pdf, qpdf_get_root(j->pdf.qpdf), "Metadata");
  bool needed = id->standard == PB_STANDARD_X4 || id->standard == PB_STANDARD_A2U;
  pb_bytes bytes = {0};
  if (pb_pdf_stream(&j->pdf, stream, XMP_MOST, &bytes)) {
    pb_str xml = pb_str_copy(j->arena, (pb_str){(const char *)bytes.at, bytes.n});
    id->xmp = pb_xmp_read(j->arena, xml);
    id->has_xmp = true;
    if (id->xmp.broken && id->standard != PB_STANDARD_NONE)
      pb_find(j->findings, PB_ERROR, NULL, "pdf-metadata", _("its XMP metadata are not well-formed"));
  } else if (needed) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-metadata", _("it has no XMP metadata that can be read"));
  }
  pb_bytes_drop(&bytes);
}

void pb_check_identity(pb_judgement *j) {
  identity id = {.j = j, .standard = j->profile->standard};
  check_version(j);
  if (id.standard == PB_STANDARD_NONE) return;
  check_id(j);
  id.info = pb_pdf_get(&j->pdf, qpdf_get_trailer(j->pdf.qpdf), "Info");
  read_xmp(&id);
  if (id.standard == PB_STANDARD_X1A) check_x1a(&id);
  if (id.standard == PB_STANDARD_X4) check_x4(&id);
  if (id.standard == PB_STANDARD_A2U) check_a2u(&id);
  check_title(&id);
  check_date(&id, "CreationDate", "CreateDate");
  check_date(&id, "ModDate", "ModifyDate");
  check_trapped(&id);
}
