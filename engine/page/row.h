/* Short texts side by side: date, numbers and names in a strip of furniture. */
#ifndef PB_ROW_H
#define PB_ROW_H

#include "type.h"

enum { PB_ROW_MAX = 24 };

typedef struct {
  pb_type items[PB_ROW_MAX];
  size_t n;
  pb_len width; /* of all, without gaps */
} pb_row;

void pb_row_add(pb_type_maker maker, pb_row *row, const char *label, pb_str text,
                const pb_style *style); /* nothing if text is empty */

/* Draws items [first, end) in [x, x + measure) on a baseline: at least `gap` apart where there is room, all narrowed alike
 * where there is not. SPREAD sets the first at the left edge and the last at the right. */
typedef enum { PB_ROW_LEFT, PB_ROW_CENTRE, PB_ROW_RIGHT, PB_ROW_SPREAD } pb_row_mode;
void pb_row_draw(const pb_pen *pen, const pb_row *row, size_t first, size_t end, pb_len x, pb_len baseline, pb_len measure,
                 pb_len gap, pb_row_mode mode);

/* Breaks all items into as few lines of `measure` as can be, as even as those can be: ends[i] is where line i ends.
 * Returns the number of lines. */
size_t pb_row_lines(const pb_row *row, pb_len measure, pb_len gap, size_t ends[PB_ROW_MAX]);

/* Draws them so, a grid row each from the top of `r`; returns the grid rows taken. */
size_t pb_row_draw_lines(const pb_pen *pen, const pb_row *row, pb_rect r, pb_len gap, pb_row_mode mode);

#endif
