/* The filters of streams, undone with a bound on what they make: a few bytes may stand for gigabytes. */
#ifndef PB_FILTERS_H
#define PB_FILTERS_H

#include <stdbool.h>

#include "bytes.h"
#include "str.h"

typedef struct {
  pb_str name;   /* FlateDecode; in content streams also Fl */
  int predictor; /* 1 = none, 2 = TIFF's, 10 and more = PNG's */
  int colours, bits, columns;
  int early; /* of LZW: codes grow one early */
} pb_filter;

typedef enum {
  PB_FILTER_WHOLE,
  PB_FILTER_CUT,     /* broken: `out` has what came before the break */
  PB_FILTER_TOO_BIG, /* more than `most`: `out` has the first of it */
  PB_FILTER_OTHER,   /* of a picture, or unknown: nothing was undone */
} pb_filter_result;

/* Undoes one, in place of what `out` held. */
pb_filter_result pb_filter_undo(const pb_filter *filter, pb_str in, size_t most, pb_bytes *out);

#endif
