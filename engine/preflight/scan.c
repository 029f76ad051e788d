/* What a page refers to, down to the last: fonts, forms, pictures, patterns. Each object is looked at once for the whole file, and
 * told on the first page that has it. */
#include <string.h>

#include "checks.h"
#include "text.h"

enum { WAITING_MAX = 100000, FILTERS_MAX = 16 };

typedef struct {
  pb_judgement *j;
  PB_VEC(qpdf_oh) waiting; /* dictionaries of resources */
} scanner;

static pb_severity strict(const pb_judgement *j) { return pb_standard_is_x(j->profile->standard) ? PB_ERROR : PB_WARNING; }

/* True the first time; what has no number of its own stands once in what was looked at. */
static bool is_new(pb_judgement *j, qpdf_oh object) {
  uint64_t id = pb_pdf_id(&j->pdf, object);
  return !id || pb_seen_add(j->seen, id);
}

static void wait_for(scanner *s, qpdf_oh resources) {
  if (!pb_pdf_is_dict(&s->j->pdf, resources) || s->waiting.n >= WAITING_MAX || !is_new(s->j, resources)) return;
  PB_PUSH(s->j->scratch, s->waiting, resources);
}

/* ---- streams ---- */

static void check_filter(pb_judgement *j, pb_str filter) {
  pb_standard standard = j->profile->standard;
  bool x1a = standard == PB_STANDARD_X1A, lzw = pb_str_is(filter, "LZWDecode");
  if (lzw && !j->job->placed && (x1a || standard == PB_STANDARD_A2U))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-lzw", _("something is compressed by LZW, which the standard forbids"));
  if (x1a && pb_str_is(filter, "JPXDecode"))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-jpeg2000", _("a picture is compressed as JPEG 2000, which PDF/X-1a forbids"));
  if (x1a && pb_str_is(filter, "JBIG2Decode"))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-jbig2", _("a picture is compressed by JBIG2, which PDF/X-1a forbids"));
}

static void check_stream(pb_judgement *j, qpdf_oh stream) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh filter = pb_pdf_get(pdf, stream, "Filter");
  int n = pb_pdf_count(pdf, filter);
  if (qpdf_oh_is_name(pdf->qpdf, filter)) check_filter(j, pb_pdf_name_of(pdf, j->scratch, filter));
  for (int i = 0; i < n && i < FILTERS_MAX; i++)
    check_filter(j, pb_pdf_name_of(pdf, j->scratch, qpdf_oh_get_array_item(pdf->qpdf, filter, i)));
  if (pb_pdf_has(pdf, stream, "F")) pb_find(j->findings, PB_ERROR, NULL, "pdf-external", _("a part of it is in another file"));
}

/* ---- forms and pictures ---- */

static void check_form(scanner *s, qpdf_oh form) {
  pb_judgement *j = s->j;
  pb_pdf *pdf = &j->pdf;
  if (pb_pdf_has(pdf, form, "Ref")) pb_find(j->findings, PB_ERROR, NULL, "pdf-external", _("a part of it is in another file"));
  if (pb_pdf_has(pdf, form, "PS") || pb_pdf_key_is(pdf, form, "Subtype2", "PS"))
    pb_find(j->findings, strict(j), NULL, "pdf-postscript", _("it has PostScript in it"));
  wait_for(s, pb_pdf_get(pdf, form, "Resources"));
}

static void check_xobject(scanner *s, qpdf_oh object) {
  pb_judgement *j = s->j;
  pb_pdf *pdf = &j->pdf;
  if (!qpdf_oh_is_stream(pdf->qpdf, object) || !is_new(j, object)) return;
  check_stream(j, object);
  if (pb_pdf_has(pdf, object, "OPI"))
    pb_find(j->findings, strict(j), NULL, "pdf-opi", _("a picture stands for another that a server would put in (OPI)"));
  if (pb_pdf_key_is(pdf, object, "Subtype", "PS"))
    pb_find(j->findings, strict(j), NULL, "pdf-postscript", _("it has PostScript in it"));
  if (pb_pdf_key_is(pdf, object, "Subtype", "Form")) check_form(s, object);
  if (pb_pdf_key_is(pdf, object, "Subtype", "Image")) pb_check_image(j, object);
}

/* ---- resources ---- */

static void each(scanner *s, qpdf_oh resources, const char *kind, void (*check)(scanner *s, qpdf_oh object)) {
  pb_pdf *pdf = &s->j->pdf;
  size_t n;
  qpdf_oh all = pb_pdf_get(pdf, resources, kind);
  const char **names = pb_pdf_keys(pdf, s->j->scratch, all, &n);
  for (size_t i = 0; i < n; i++) {
    qpdf_oh object = pb_pdf_get(pdf, all, names[i]);
    if (pb_pdf_is_dict(pdf, object)) check(s, object);
  }
}

static void check_font(scanner *s, qpdf_oh font) {
  if (!is_new(s->j, font)) return;
  pb_check_font(s->j, font);
  wait_for(s, pb_pdf_get(&s->j->pdf, font, "Resources")); /* of Type 3 */
}

static void check_pattern(scanner *s, qpdf_oh pattern) {
  if (!is_new(s->j, pattern)) return;
  if (qpdf_oh_is_stream(s->j->pdf.qpdf, pattern)) check_stream(s->j, pattern);
  wait_for(s, pb_pdf_get(&s->j->pdf, pattern, "Resources"));
}

static void check_state(scanner *s, qpdf_oh state) {
  pb_pdf *pdf = &s->j->pdf;
  if (!is_new(s->j, state)) return;
  check_xobject(s, pb_pdf_get(pdf, pb_pdf_get(pdf, state, "SMask"), "G"));
}

static void check_appearances(scanner *s, const pb_pdf_page *page) {
  pb_pdf *pdf = &s->j->pdf;
  qpdf_oh all = pb_pdf_get(pdf, page->dict, "Annots");
  int n = pb_pdf_count(pdf, all);
  for (int i = 0; i < n && i < WAITING_MAX; i++) {
    qpdf_oh normal = pb_pdf_get(pdf, pb_pdf_get(pdf, qpdf_oh_get_array_item(pdf->qpdf, all, i), "AP"), "N");
    check_xobject(s, normal);
  }
}

static void check_contents(scanner *s, const pb_pdf_page *page) {
  pb_pdf *pdf = &s->j->pdf;
  qpdf_oh contents = pb_pdf_get(pdf, page->dict, "Contents");
  int n = pb_pdf_count(pdf, contents);
  if (qpdf_oh_is_stream(pdf->qpdf, contents)) check_stream(s->j, contents);
  for (int i = 0; i < n && i < WAITING_MAX; i++) {
    qpdf_oh part = qpdf_oh_get_array_item(pdf->qpdf, contents, i);
    if (qpdf_oh_is_stream(pdf->qpdf, part) && is_new(s->j, part)) check_stream(s->j, part);
  }
}

void pb_check_resources(pb_judgement *j, const pb_pdf_page *page) {
  scanner s = {.j = j};
  check_contents(&s, page);
  if (!j->job->placed) check_appearances(&s, page);
  wait_for(&s, page->resources);
  for (size_t i = 0; i < s.waiting.n; i++) {
    qpdf_oh resources = s.waiting.at[i];
    each(&s, resources, "Font", check_font);
    each(&s, resources, "XObject", check_xobject);
    each(&s, resources, "Pattern", check_pattern);
    each(&s, resources, "ExtGState", check_state);
  }
}
