/* The boxes of a page: which must be there, one within the other. */
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

void pb_check_boxes(pb_judgement *j, const pb_pdf_page *page) {
  check_broken(j, page);
  if (page->broken) return;
  if (!j->job->placed) check_trim(j, page);
  check_nested(j, page);
}
