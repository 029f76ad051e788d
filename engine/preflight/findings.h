/* What preflight finds: diagnostics with a page and a place. What repeats is gathered: of one id on one page the first places
 * are told and then a count, and after so many pages how many more there are. */
#ifndef PB_FINDINGS_H
#define PB_FINDINGS_H

#include <stdbool.h>

#include "diag.h"

/* A rectangle in a PDF's user space, pt, y upwards; x0 ≤ x1, y0 ≤ y1. */
typedef struct {
  double x0, y0, x1, y1;
} pb_box;

/* How a page's user space comes to be looked at. */
typedef struct {
  unsigned number; /* from 1; 0 = the document */
  pb_box trim;     /* in user space */
  int rotate;      /* clockwise: 0, 90, 180, 270 */
  double unit;     /* pt of one unit; 0 = 1 */
} pb_view;

typedef struct pb_findings pb_findings;

enum { PB_FINDINGS_SHOWN = 4, PB_FINDINGS_PAGES = 20 };

/* `at` is what all of them point at: the PDF, or the place in an edition that names it. What is less than `least` is left out. */
pb_findings *pb_findings_new(pb_arena *arena, pb_diags *diags, pb_span at, pb_severity least);

/* From now on only findings of these ids are told, a list that ends with NULL and is static. */
void pb_findings_only(pb_findings *findings, const char *const *ids);

/* A page's checks begin. What is found until then, and after pb_findings_end, is of the document as a whole. */
void pb_findings_begin(pb_findings *findings, const pb_view *view);
void pb_findings_end(pb_findings *findings);   /* tells how many were left out of the page */
void pb_findings_close(pb_findings *findings); /* and of the document */

/* Adds one, at `where` on the page (NULL: the page as a whole). `id` must be static and is in docs/diagnostics.md. */
void pb_find(pb_findings *findings, pb_severity severity, const pb_box *where, const char *id, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The hint of the one added last. */
void pb_find_hint(pb_findings *findings, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether an error of that id was found on this page at a place that overlaps `where` (of the first few hundred with a place). */
bool pb_found_at(const pb_findings *findings, const char *id, const pb_box *where);

/* The box as the page is looked at: from the trim's top left. */
pb_rect pb_view_rect(const pb_view *view, pb_box box);

#endif
