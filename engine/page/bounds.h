/* How far an item reaches. */
#ifndef PB_BOUNDS_H
#define PB_BOUNDS_H

#include "edition.h"

/* A rectangle that holds what is painted of it; of type generously, an em around the glyphs' origins. */
pb_rect pb_item_bounds(const pb_item *item);

/* What two rectangles share; w or h ≤ 0: nothing. */
pb_rect pb_rect_shared(pb_rect a, pb_rect b);

#endif
