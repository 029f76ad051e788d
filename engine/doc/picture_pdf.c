#include "picture_pdf.h"

#include <math.h>
#include <string.h>

#include "text.h"
#include "units.h"

enum { PARENTS_MAX = 64 };

static bool refuse(pb_pdf_fault *fault, const char *id, const char *why, const char *hint) {
  *fault = (pb_pdf_fault){id, why, hint};
  return false;
}

/* ---- the file ---- */

static bool refuse_encrypted(pb_pdf_fault *fault) {
  return refuse(fault, "pdf-encrypted", _("the PDF is encrypted"), _("ask for it without password and restrictions"));
}

static bool read_file(qpdf_data qpdf, const char *path, pb_pdf_fault *fault) {
  qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
  qpdf_silence_errors(qpdf);
  if (qpdf_read(qpdf, path, NULL) & QPDF_ERRORS) {
    if (qpdf_get_error_code(qpdf, qpdf_get_error(qpdf)) == qpdf_e_password) return refuse_encrypted(fault);
    return refuse(fault, "pdf-unreadable", _("the PDF cannot be read"),
                  _("copy the file again from where it came, or make it anew"));
  }
  if (qpdf_is_encrypted(qpdf)) return refuse_encrypted(fault);
  if (qpdf_get_num_pages(qpdf) > 0 && !qpdf_has_error(qpdf)) return true;
  return refuse(fault, "pdf-pages", _("the PDF has no page"), _("copy the file again from where it came, or make it anew"));
}

/* libqpdf writes to stderr where an error was not looked at. */
void pb_pdf_file_close(qpdf_data *qpdf) {
  if (qpdf_has_error(*qpdf)) (void)qpdf_get_error(*qpdf);
  qpdf_cleanup(qpdf);
}

qpdf_data pb_pdf_file_open(const char *path, pb_pdf_fault *fault, bool *repaired) {
  *fault = (pb_pdf_fault){0};
  qpdf_data qpdf = qpdf_init();
  if (!read_file(qpdf, path, fault)) {
    pb_pdf_file_close(&qpdf);
    return NULL;
  }
  *repaired = qpdf_more_warnings(qpdf);
  return qpdf;
}

qpdf_oh pb_pdf_file_page(qpdf_data qpdf, unsigned number) {
  int n = qpdf_get_num_pages(qpdf);
  return number == 0 || n < 0 || number > (unsigned)n ? 0 : qpdf_get_page_n(qpdf, number - 1);
}

qpdf_oh pb_pdf_file_inherited(qpdf_data qpdf, qpdf_oh page, const char *key) {
  qpdf_oh at = qpdf_oh_new_object(qpdf, page);
  for (unsigned i = 0; i < PARENTS_MAX && qpdf_oh_is_dictionary(qpdf, at); i++) {
    qpdf_oh found = qpdf_oh_get_key(qpdf, at, key);
    if (!qpdf_oh_is_null(qpdf, found)) return found;
    qpdf_oh_release(qpdf, found);
    qpdf_oh parent = qpdf_oh_get_key(qpdf, at, "/Parent");
    qpdf_oh_release(qpdf, at);
    at = parent;
  }
  return qpdf_oh_new_null(qpdf);
}

/* ---- boxes ---- */

typedef struct {
  double x0, y0, x1, y1;
} box;

static bool read_corner(qpdf_data qpdf, qpdf_oh array, int i, double *out) {
  qpdf_oh item = qpdf_oh_get_array_item(qpdf, array, i);
  bool good = qpdf_oh_get_value_as_number(qpdf, item, out) && isfinite(*out) && fabs(*out) < 1e7;
  qpdf_oh_release(qpdf, item);
  return good;
}

/* Any two opposite corners are a box. False where it has no area. */
static bool read_box(qpdf_data qpdf, qpdf_oh page, const char *key, box *out) {
  bool own = strcmp(key, "/TrimBox") == 0; /* the others may be the page tree's */
  qpdf_oh array = own ? qpdf_oh_get_key(qpdf, page, key) : pb_pdf_file_inherited(qpdf, page, key);
  double v[4];
  bool good = qpdf_oh_is_array(qpdf, array) && qpdf_oh_get_array_n_items(qpdf, array) == 4;
  for (int i = 0; good && i < 4; i++) good = read_corner(qpdf, array, i, &v[i]);
  qpdf_oh_release(qpdf, array);
  if (!good) return false;
  *out = (box){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
  return out->x1 > out->x0 && out->y1 > out->y0;
}

/* A box counts as far as it lies on the sheet; one that lies beside it is none. */
static bool read_box_within(qpdf_data qpdf, qpdf_oh page, const char *key, box sheet, box *out) {
  box b;
  if (!read_box(qpdf, page, key, &b)) return false;
  *out = (box){fmax(b.x0, sheet.x0), fmax(b.y0, sheet.y0), fmin(b.x1, sheet.x1), fmin(b.y1, sheet.y1)};
  return out->x1 > out->x0 && out->y1 > out->y0;
}

static bool read_boxes(qpdf_data qpdf, qpdf_oh page, pb_picture_page *out) {
  box sheet, shown;
  if (!read_box(qpdf, page, "/MediaBox", &sheet)) return false;
  if (!read_box_within(qpdf, page, "/TrimBox", sheet, &shown) && !read_box_within(qpdf, page, "/CropBox", sheet, &shown))
    shown = sheet;
  out->left = shown.x0, out->foot = shown.y0;
  out->w = shown.x1 - shown.x0, out->h = shown.y1 - shown.y0;
  return true;
}

static unsigned read_rotation(qpdf_data qpdf, qpdf_oh page) {
  qpdf_oh value = pb_pdf_file_inherited(qpdf, page, "/Rotate");
  long long turn = 0;
  bool good = qpdf_oh_get_value_as_longlong(qpdf, value, &turn) && turn % 90 == 0;
  qpdf_oh_release(qpdf, value);
  return good ? (unsigned)((turn % 360 + 360) % 360) : 0;
}

/* Of the page's units in points; only PDF 1.6 has others, and it does not inherit them. */
static double read_unit(qpdf_data qpdf, qpdf_oh page) {
  qpdf_oh value = qpdf_oh_get_key(qpdf, page, "/UserUnit");
  double unit = 1;
  bool good = qpdf_oh_get_value_as_number(qpdf, value, &unit) && isfinite(unit) && unit > 0;
  qpdf_oh_release(qpdf, value);
  return good ? unit : 1;
}

/* ---- the page ---- */

static bool read_page(pb_arena *arena, qpdf_data qpdf, pb_picture *picture, pb_pdf_fault *fault) {
  const char *again = _("make the PDF anew, its page as large as the ad");
  qpdf_oh page = pb_pdf_file_page(qpdf, picture->page.number);
  if (!page)
    return refuse(fault, "pdf-page",
                  pb_fmt(arena, _("the PDF has %d pages, not %u"), qpdf_get_num_pages(qpdf), picture->page.number),
                  _("give the number of one that it has"));
  if (!read_boxes(qpdf, page, &picture->page)) return refuse(fault, "pdf-box", _("the page of the PDF has no size"), again);
  double unit = read_unit(qpdf, page), w = picture->page.w * unit, h = picture->page.h * unit, most = pb_len_to_pt(PB_LEN_MAX);
  if (w < 1 || h < 1 || w > most || h > most)
    return refuse(fault, "pdf-box", pb_fmt(arena, _("the page of the PDF is %.4g × %.4g mm"), w * 25.4 / 72, h * 25.4 / 72), again);
  picture->page.rotate = read_rotation(qpdf, page);
  bool lies = picture->page.rotate % 180 != 0;
  picture->width = (uint32_t)pb_len_from_pt(lies ? h : w);
  picture->height = (uint32_t)pb_len_from_pt(lies ? w : h);
  picture->samples = PB_SAMPLES_CMYK;
  return true;
}

bool pb_pdf_header(pb_arena *arena, pb_picture *picture, unsigned number, pb_pdf_fault *fault) {
  bool repaired; /* preflight tells */
  qpdf_data qpdf = pb_pdf_file_open(picture->path, fault, &repaired);
  if (!qpdf) return false;
  int pages = qpdf_get_num_pages(qpdf);
  picture->page.number = number ? number : 1;
  bool good = read_page(arena, qpdf, picture, fault);
  if (good && number == 0 && pages > 1)
    refuse(fault, "pdf-page", pb_fmt(arena, _("the PDF has %d pages; the first is placed"), pages),
           _("name the one that is meant: `page: 1`"));
  pb_pdf_file_close(&qpdf);
  return good;
}
