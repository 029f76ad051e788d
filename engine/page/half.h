/* One page of a spread, cut out at the fold: what its plate prints. */
#ifndef PB_HALF_H
#define PB_HALF_H

#include "subset.h"

pb_page pb_page_half(pb_arena *arena, const pb_page *spread, pb_half half, pb_len fold_bleed);

/* Where a place on the spread is on its half; what reaches over the fold is cut. */
pb_rect pb_half_rect(const pb_page *spread, pb_half half, pb_rect rect);

#endif
