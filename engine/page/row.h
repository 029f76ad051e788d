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

/* How many items from `first` on go into a line of `measure`; at least one. */
size_t pb_row_break(const pb_row *row, size_t first, pb_len measure, pb_len gap);

#endif
