/* Matrices and boxes of PDF user space (ISO 32000-1, 8.3). Values stay finite: numbers read are within ±1e9, and products are
 * held within ±1e12. */
#ifndef PB_GEOMETRY_H
#define PB_GEOMETRY_H

#include <math.h>
#include <stdbool.h>

#include "findings.h"

typedef struct {
  double a, b, c, d, e, f;
} pb_matrix;

static const pb_matrix PB_MATRIX_SAME = {1, 0, 0, 1, 0, 0};

static inline double pb_held(double v) { return v > 1e12 ? 1e12 : v > -1e12 ? v : -1e12; }

/* First `m`, then `n`. */
static inline pb_matrix pb_matrix_then(pb_matrix m, pb_matrix n) {
  return (pb_matrix){pb_held(m.a * n.a + m.b * n.c), pb_held(m.a * n.b + m.b * n.d),       pb_held(m.c * n.a + m.d * n.c),
                     pb_held(m.c * n.b + m.d * n.d), pb_held(m.e * n.a + m.f * n.c + n.e), pb_held(m.e * n.b + m.f * n.d + n.f)};
}

static inline double pb_matrix_x(const pb_matrix *m, double x, double y) { return pb_held(m->a * x + m->c * y + m->e); }
static inline double pb_matrix_y(const pb_matrix *m, double x, double y) { return pb_held(m->b * x + m->d * y + m->f); }

/* How long one unit becomes along x, along y, and where it becomes shortest. */
static inline double pb_matrix_wide(const pb_matrix *m) { return hypot(m->a, m->b); }
static inline double pb_matrix_high(const pb_matrix *m) { return hypot(m->c, m->d); }
static inline double pb_matrix_least(const pb_matrix *m) {
  double s = m->a * m->a + m->b * m->b + m->c * m->c + m->d * m->d, det = m->a * m->d - m->b * m->c;
  double root = s * s - 4 * det * det, least = (s - sqrt(root > 0 ? root : 0)) / 2;
  return sqrt(least > 0 ? least : 0);
}

#define PB_BOX_NONE ((pb_box){1, 1, 0, 0})

static inline bool pb_box_is_none(pb_box b) { return !(b.x0 <= b.x1 && b.y0 <= b.y1); }

static inline void pb_box_add(pb_box *b, double x, double y) {
  if (pb_box_is_none(*b)) {
    *b = (pb_box){x, y, x, y};
    return;
  }
  if (x < b->x0) b->x0 = x;
  if (x > b->x1) b->x1 = x;
  if (y < b->y0) b->y0 = y;
  if (y > b->y1) b->y1 = y;
}

static inline void pb_box_join(pb_box *b, pb_box other) {
  if (pb_box_is_none(other)) return;
  pb_box_add(b, other.x0, other.y0);
  pb_box_add(b, other.x1, other.y1);
}

static inline pb_box pb_box_common(pb_box a, pb_box b) {
  if (pb_box_is_none(a) || pb_box_is_none(b)) return PB_BOX_NONE;
  return (pb_box){fmax(a.x0, b.x0), fmax(a.y0, b.y0), fmin(a.x1, b.x1), fmin(a.y1, b.y1)};
}

static inline pb_box pb_box_under(const pb_matrix *m, pb_box b) {
  pb_box out = PB_BOX_NONE;
  if (pb_box_is_none(b)) return out;
  pb_box_add(&out, pb_matrix_x(m, b.x0, b.y0), pb_matrix_y(m, b.x0, b.y0));
  pb_box_add(&out, pb_matrix_x(m, b.x1, b.y0), pb_matrix_y(m, b.x1, b.y0));
  pb_box_add(&out, pb_matrix_x(m, b.x0, b.y1), pb_matrix_y(m, b.x0, b.y1));
  pb_box_add(&out, pb_matrix_x(m, b.x1, b.y1), pb_matrix_y(m, b.x1, b.y1));
  return out;
}

static inline pb_box pb_box_grown(pb_box b, double by) {
  return pb_box_is_none(b) ? b : (pb_box){b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by};
}

static inline double pb_box_area(pb_box b) { return pb_box_is_none(b) ? 0 : (b.x1 - b.x0) * (b.y1 - b.y0); }

#endif
