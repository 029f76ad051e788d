/* Points of time as PDF and XMP write them. */
#ifndef PB_INSTANT_H
#define PB_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

typedef struct {
  int64_t seconds; /* since 1970, of the zone's clock, less the zone where it is given */
  bool zone;       /* it is */
  bool exact;      /* hours, minutes and seconds are given */
} pb_instant;

/* D:YYYYMMDDHHmmSSOHH'mm', all but the year optional (ISO 32000-1, 7.9.4). False: it is no date. */
bool pb_instant_from_pdf(pb_str text, pb_instant *out);
/* YYYY-MM-DDThh:mm:ss+hh:mm, from the right as little as the year alone. */
bool pb_instant_from_iso(pb_str text, pb_instant *out);
/* Whether two may be the same: what one does not give is not compared. */
bool pb_instant_agrees(pb_instant a, pb_instant b);

#endif
