/* loose-line: a line that opens further than its style lets it. Reported, so that the copy or the measure is changed. */
#ifndef PB_LOOSE_H
#define PB_LOOSE_H

#include "build.h"
#include "lines.h"

/* What lines of one place have in common that are reported as one. */
typedef struct {
  const pb_line *worst;
  pb_len opening; /* of the worst, 1/1024 em */
  unsigned n;
} pb_loose;

/* Counts the line if it is loose. Lines that are spread on purpose are not. */
void pb_loose_count(pb_loose *loose, const pb_story *story, const pb_line *line);

/* Where any were counted: at the worst of them in the copy, with page and frame (empty = none). Begins to count anew. */
void pb_loose_report(pb_loose *loose, pb_build *build, const pb_story *story, pb_str page, pb_str frame);

#endif
