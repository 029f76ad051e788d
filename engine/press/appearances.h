/* What annotations and form fields of a placed page look like when it is printed. They are not part of its content, and a page of a
 * newspaper has none: their looks become content. */
#ifndef PB_APPEARANCES_H
#define PB_APPEARANCES_H

#include "optional.h"

typedef struct {
  qpdf_oh look;     /* a form XObject */
  double matrix[6]; /* under which it stands in its place */
} pb_appearance;

typedef struct {
  PB_VEC(pb_appearance) printed;
  size_t lost; /* would be printed, but have no look of their own */
} pb_appearances;

pb_appearances pb_appearances_read(pb_arena *arena, const pb_optional *layers, qpdf_oh page);

#endif
