/* The boxes of a page: which must be there, one within the other; and whether the pages are alike. */
#include <math.h>

#include "checks.h"
#include "text.h"

/* Writers round to hundredths or thousandths. */
static const double TOLERANCE = 0.02;

static bool holds(pb_box outer, pb_box inner) {
  return outer.x0 <= inner.x0 + TOLERANCE && outer.y0 <= inner.y0 + TOLERANCE && outer.x1 >= inner.x1 - TOLERANCE &&
         outer.y1 >= inner.y1 - TOLERANCE;
}

static void check_broken(pb_judgement *j, const pb_pdf_page *page) {
  static const char *const NAMES[] = {"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"};
  for (unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (page->broken & 1u << i) pb_find(j->findings, PB_ERROR, NULL, "pdf-box", _("the %s is no rectangle"), NAMES[i]);
  if (!((page->given | page->broken) & PB_HAS_MEDIA))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-box", _("the page has no MediaBox"));
}

/* PDF/X, 6.x of each part: a trim or an art box, not both; each within the one around it. */
static void check_trim(pb_judgement *j, const pb_pdf_page *page) {
  bool trim = page->given & PB_HAS_TRIM, art = page->given & PB_HAS_ART;
  if (!trim && !art && pb_standard_is_x(j->profile->standard)) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-trim", _("the page has no TrimBox: nobody can tell where it is cut"));
    pb_find_hint(j->findings, _("have it exported as PDF/X, which writes one"));
  }
  if (trim && art && pb_standard_is_x(j->profile->standard))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-trim", _("the page has a TrimBox and an ArtBox; PDF/X allows one of them"));
}

static void check_nested(pb_judgement *j, const pb_pdf_page *page) {
  const pb_box *cut = &page->view.trim;
  bool bleed = page->given & PB_HAS_BLEED, crop = page->given & PB_HAS_CROP;
  if (!holds(page->media, *cut)) pb_find(j->findings, PB_ERROR, cut, "pdf-box", _("the TrimBox sticks out of the MediaBox"));
  if (bleed && !holds(page->bleed, *cut))
    pb_find(j->findings, PB_ERROR, cut, "pdf-box", _("the TrimBox sticks out of the BleedBox"));
  if (bleed && !holds(page->media, page->bleed))
    pb_find(j->findings, PB_ERROR, &page->bleed, "pdf-box", _("the BleedBox sticks out of the MediaBox"));
  if (crop && !holds(page->crop, *cut)) pb_find(j->findings, PB_ERROR, cut, "pdf-crop", _("the CropBox cuts into the TrimBox"));
}

/* ---- sizes ---- */

/* As the page is looked at, pt. */
static void size_of(const pb_pdf_page *page, double *w, double *h) {
  bool turned = page->view.rotate % 180 != 0;
  double across = pb_box_width(page->view.trim) * page->view.unit, down = pb_box_height(page->view.trim) * page->view.unit;
  *w = turned ? down : across;
  *h = turned ? across : down;
}

static const double MM = 72 / 25.4;

/* GWG's tolerance is a point. Two facing pages as one are as wide as both, and may have a margin between them. */
static bool alike(double w, double h, double first_w, double first_h) {
  double wide = fmax(w, first_w), narrow = fmin(w, first_w);
  bool spread = wide >= 2 * narrow - 2 && wide <= 2 * narrow + 30 * MM;
  return fabs(h - first_h) <= 1 && (wide - narrow <= 1 || spread);
}

static void check_size(pb_judgement *j, const pb_pdf_page *page) {
  double w, h, want_w = pb_len_to_pt(j->profile->trim_width), want_h = pb_len_to_pt(j->profile->trim_height);
  size_of(page, &w, &h);
  if (want_w > 0 && !j->job->placed && !alike(w, h, want_w, want_h))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-page-size", _("the page is %.1f × %.1f mm, not %.1f × %.1f mm"), w / MM, h / MM,
            want_w / MM, want_h / MM);
}

static void check_view(pb_judgement *j, const pb_pdf_page *page) {
  pb_severity severity = pb_standard_is_x(j->profile->standard) ? PB_ERROR : PB_WARNING;
  if (page->view.unit != 1 && !j->job->placed)
    pb_find(j->findings, severity, NULL, "pdf-user-unit", _("the page is scaled by UserUnit %g, which few programs obey"),
            page->view.unit);
  if (page->odd_rotate) pb_find(j->findings, PB_ERROR, NULL, "pdf-rotate", _("Rotate is no multiple of 90"));
  else if (page->view.rotate && !j->job->placed && pb_standard_is_x(j->profile->standard))
    pb_find(j->findings, PB_WARNING, NULL, "pdf-rotate", _("the page is turned by %d° (Rotate), which not every imposition obeys"),
            page->view.rotate);
}

void pb_check_boxes(pb_judgement *j, const pb_pdf_page *page) {
  check_view(j, page);
  check_broken(j, page);
  if (page->broken) return;
  if (!j->job->placed) check_trim(j, page);
  check_nested(j, page);
  check_size(j, page);
}

/* ---- all pages ---- */

void pb_check_sizes(pb_judgement *j) {
  double first_w = 0, first_h = 0, w, h;
  size_t other = 0, count = 0;
  const pb_profile *profile = j->profile;
  if (profile->pages && !j->job->placed && !j->job->own && j->pages.n != profile->pages)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-page-count", _("it has %zu pages, not %u"), j->pages.n, profile->pages);
  for (size_t i = 0; i < j->pages.n && !j->job->placed; i++) {
    pb_pdf_page page = pb_page_read(&j->pdf, &j->pages, i);
    size_of(&page, &w, &h);
    if (i == 0) first_w = w, first_h = h;
    if (!alike(w, h, first_w, first_h) && count++ == 0) other = i;
    pb_pdf_release(&j->pdf);
  }
  if (!count) return;
  pb_pdf_page page = pb_page_read(&j->pdf, &j->pages, other);
  size_of(&page, &w, &h);
  pb_find(j->findings, PB_WARNING, NULL, "pdf-page-size", _("its pages differ: page 1 is %.1f × %.1f mm, page %zu %.1f × %.1f mm"),
          first_w / MM, first_h / MM, other + 1, w / MM, h / MM);
}
