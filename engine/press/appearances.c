#include "appearances.h"

#include <math.h>

enum { ANNOTATIONS_MAX = 10000, FLAG_HIDDEN = 2, FLAG_PRINT = 4 };

typedef struct {
  const pb_optional *layers;
  qpdf_data qpdf;
} reader;

static qpdf_oh key_of(const reader *r, qpdf_oh dict, const char *key) { return qpdf_oh_get_key_if_dict(r->qpdf, dict, key); }

static bool read_numbers(const reader *r, qpdf_oh array, int n, double *out) {
  if (!qpdf_oh_is_array(r->qpdf, array) || qpdf_oh_get_array_n_items(r->qpdf, array) != n) return false;
  for (int i = 0; i < n; i++)
    if (!qpdf_oh_get_value_as_number(r->qpdf, qpdf_oh_get_array_item(r->qpdf, array, i), &out[i]) || !isfinite(out[i]))
      return false;
  return true;
}

/* Of links and pop-ups nothing is printed; marks of the printer and trap networks are not the page's. */
static bool is_printed(const reader *r, qpdf_oh one) {
  static const char *const NOT[] = {"/Link",  "/Popup",  "/PrinterMark", "/TrapNet",  "/Movie",
                                    "/Sound", "/Screen", "/3D",          "/RichMedia"};
  int flags = 0;
  qpdf_oh_get_value_as_int(r->qpdf, key_of(r, one, "/F"), &flags);
  if (!(flags & FLAG_PRINT) || flags & FLAG_HIDDEN) return false;
  for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++)
    if (qpdf_oh_is_name_and_equals(r->qpdf, key_of(r, one, "/Subtype"), NOT[i])) return false;
  return pb_optional_show(r->layers, key_of(r, one, "/OC"));
}

/* A form, or one a state. 0 = there is none. */
static qpdf_oh look_of(const reader *r, qpdf_oh one) {
  qpdf_oh look = key_of(r, key_of(r, one, "/AP"), "/N"), state = key_of(r, one, "/AS");
  if (qpdf_oh_is_dictionary(r->qpdf, look) && qpdf_oh_is_name(r->qpdf, state))
    look = key_of(r, look, qpdf_oh_get_name(r->qpdf, state));
  return qpdf_oh_is_stream(r->qpdf, look) ? look : 0;
}

/* A field that is empty, or a box that is not ticked, has nothing to show. */
static bool says_something(const reader *r, qpdf_oh one) {
  if (!qpdf_oh_is_name_and_equals(r->qpdf, key_of(r, one, "/Subtype"), "/Widget")) return true;
  qpdf_oh value = key_of(r, one, "/V");
  size_t n = 0;
  if (qpdf_oh_is_string(r->qpdf, value)) qpdf_oh_get_binary_string_value(r->qpdf, value, &n);
  return n > 0;
}

static void widen(double box[4], double x, double y) {
  box[0] = fmin(box[0], x), box[1] = fmin(box[1], y);
  box[2] = fmax(box[2], x), box[3] = fmax(box[3], y);
}

/* The look's box, turned by its own matrix, is stretched over the annotation's rectangle. */
static bool place(const reader *r, qpdf_oh one, pb_appearance *out) {
  qpdf_oh dict = qpdf_oh_get_dict(r->qpdf, out->look);
  double rect[4], box[4], m[6] = {1, 0, 0, 1, 0, 0}, turned[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
  if (!read_numbers(r, key_of(r, one, "/Rect"), 4, rect) || !read_numbers(r, key_of(r, dict, "/BBox"), 4, box)) return false;
  if (!read_numbers(r, key_of(r, dict, "/Matrix"), 6, m)) m[0] = m[3] = 1, m[1] = m[2] = m[4] = m[5] = 0;
  for (unsigned i = 0; i < 4; i++) {
    double x = box[i & 1 ? 2 : 0], y = box[i & 2 ? 3 : 1];
    widen(turned, m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
  }
  double w = turned[2] - turned[0], h = turned[3] - turned[1];
  double left = fmin(rect[0], rect[2]), foot = fmin(rect[1], rect[3]);
  if (!(w > 0) || !(h > 0)) return false;
  double across = fabs(rect[2] - rect[0]) / w, up = fabs(rect[3] - rect[1]) / h;
  double matrix[6] = {across, 0, 0, up, left - turned[0] * across, foot - turned[1] * up};
  for (unsigned i = 0; i < 6; i++) out->matrix[i] = matrix[i];
  return across > 0 && up > 0;
}

pb_appearances pb_appearances_read(pb_arena *arena, const pb_optional *layers, qpdf_oh page) {
  pb_appearances found = {0};
  reader r = {layers, layers->qpdf};
  qpdf_oh list = key_of(&r, page, "/Annots");
  int n = qpdf_oh_is_array(r.qpdf, list) ? qpdf_oh_get_array_n_items(r.qpdf, list) : 0;
  for (int i = 0; i < n && i < ANNOTATIONS_MAX; i++) {
    qpdf_oh one = qpdf_oh_get_array_item(r.qpdf, list, i);
    if (!is_printed(&r, one)) continue;
    pb_appearance annotation = {.look = look_of(&r, one)};
    if (!annotation.look) found.lost += says_something(&r, one);
    else if (place(&r, one, &annotation)) PB_PUSH(arena, found.printed, annotation);
  }
  return found;
}
