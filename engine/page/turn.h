/* Vertical setting is laid out as if it were horizontal, from (0, 0) on, and then turned by 90° clockwise about that corner,
 * which on the page stands at the upper right of it: (x, y) goes to (right − y, top + x). */
#ifndef PB_TURN_H
#define PB_TURN_H

#include <stdbool.h>

#include "units.h"

typedef struct {
  bool on; /* else places are those of the page as they are */
  pb_len right, top;
} pb_turn;

pb_rect pb_turn_rect(const pb_turn *turn, pb_rect rect);      /* to the page */
pb_rect pb_turn_rect_back(const pb_turn *turn, pb_rect rect); /* from it */

#endif
