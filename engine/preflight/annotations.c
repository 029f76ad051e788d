/* What lies on a page without being of its content. */
#include <math.h>

#include "checks.h"
#include "text.h"

enum { ANNOTATIONS_MAX = 10000, HIDDEN = 1 << 1, PRINTED = 1 << 2, NO_VIEW = 1 << 5 };

static pb_box box_of(pb_pdf *pdf, qpdf_oh annotation) {
  double v[4] = {0};
  pb_pdf_numbers(pdf, pb_pdf_get(pdf, annotation, "Rect"), v, 4);
  return (pb_box){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
}

/* ISO 15930: all of it outside the bleed, or the trim where there is no bleed. */
static bool is_inside(const pb_pdf_page *page, pb_box box) {
  const pb_box *to = page->given & PB_HAS_BLEED ? &page->bleed : &page->view.trim;
  static const double TOUCH = 0.01;
  return box.x0 < to->x1 - TOUCH && box.x1 > to->x0 + TOUCH && box.y0 < to->y1 - TOUCH && box.y1 > to->y0 + TOUCH;
}

static void check_for_press(pb_judgement *j, const pb_pdf_page *page, qpdf_oh annotation, pb_str kind, const pb_box *box) {
  if (pb_str_is(kind, "TrapNet")) {
    pb_find(j->findings, PB_WARNING, box, "pdf-trapnet",
            _("it is trapped already (TrapNet): colours are spread as for another press"));
  } else if (!pb_str_is(kind, "PrinterMark") && is_inside(page, *box)) {
    pb_find(j->findings, PB_ERROR, box, "pdf-annotation", _("an annotation (%.*s) lies on the page"), PB_STR_ARG(kind));
    pb_find_hint(j->findings, _("have comments, links and fields taken out before the file is sent"));
  } else {
    pb_check_action(j, annotation, box);
  }
}

/* ISO 19005-2, 6.3: kinds that play are forbidden; all others but Popup are printed and not hidden. */
static void check_for_archive(pb_judgement *j, qpdf_oh annotation, pb_str kind, const pb_box *box) {
  static const char *const FORBIDDEN[] = {"3D", "Sound", "Screen", "Movie", "RichMedia"};
  double flags = 0;
  for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++)
    if (pb_str_is(kind, FORBIDDEN[i]))
      pb_find(j->findings, PB_ERROR, box, "pdf-annotation", _("PDF/A forbids annotations of the kind %.*s"), PB_STR_ARG(kind));
  pb_pdf_number(&j->pdf, pb_pdf_get(&j->pdf, annotation, "F"), &flags);
  unsigned set = flags > 0 && flags < 1 << 16 ? (unsigned)flags : 0;
  if (!pb_str_is(kind, "Popup") && (!(set & PRINTED) || set & (HIDDEN | NO_VIEW)))
    pb_find(j->findings, PB_ERROR, box, "pdf-annotation", _("an annotation (%.*s) is not printed or hidden, which PDF/A forbids"),
            PB_STR_ARG(kind));
  pb_check_action(j, annotation, box);
}

void pb_check_annotations(pb_judgement *j, const pb_pdf_page *page) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh all = pb_pdf_get(pdf, page->dict, "Annots");
  int n = j->job->placed ? 0 : pb_pdf_count(pdf, all); /* whoever places it tells what becomes of them */
  for (int i = 0; i < n && i < ANNOTATIONS_MAX; i++) {
    qpdf_oh annotation = qpdf_oh_get_array_item(pdf->qpdf, all, i);
    if (!pb_pdf_is_dict(pdf, annotation)) continue;
    pb_str kind = pb_pdf_name_of(pdf, j->scratch, pb_pdf_get(pdf, annotation, "Subtype"));
    pb_box box = box_of(pdf, annotation);
    bool link = pb_str_is(kind, "Link");
    if (pb_standard_is_x(j->profile->standard)) {
      check_for_press(j, page, annotation, kind, &box);
    } else if (j->profile->standard == PB_STANDARD_A2U) {
      check_for_archive(j, annotation, kind, &box);
    } else if (!link) {
      pb_check_action(j, annotation, &box);
    }
  }
  if (!j->job->placed) pb_check_action(j, page->dict, NULL);
}
