/* Single lines of type and small wrapped texts: what heads, captions, jump lines and furniture are made of. */
#ifndef PB_TYPE_H
#define PB_TYPE_H

#include "emit.h"

/* One line. A vertical one is drawn with a pen that is turned (build.h): its width then is its length down the page. Empty (no
 * clusters) is allowed everywhere and draws nothing. */
typedef struct {
  const pb_story *story; /* may be NULL: empty */
  const pb_style *style;
  pb_line line;
  pb_len size;
  pb_len width;   /* as it stands, scaling done */
  uint16_t scale; /* of the width, 1/1000 */
  bool broken;    /* from pb_type_wrap: its gaps follow the line model */
  pb_len open;    /* added between characters, but for numbers, words and —— */
} pb_type;

typedef struct {
  pb_build *build;
  const pb_layout *layout;
  bool vertical; /* shapes for vertical lines */
} pb_type_maker;

pb_type_maker pb_pen_maker(const pb_pen *pen); /* for the pen's page; vertical if it is turned */

/* Shaped at `size` (0 = the style's largest), natural width. */
pb_type pb_type_string(pb_type_maker maker, pb_str text, pb_span span, const pb_style *style, pb_len size);
pb_type pb_type_pieces(pb_type_maker maker, pb_pieces pieces, const pb_style *style, pb_len size);

/* Clusters [first, end) of a line; a blank at either end falls away. */
pb_type pb_type_cut(const pb_type *type, uint32_t first, uint32_t end);

/* Opens the line evenly by `by` in all, as far as `most` between two characters lets it. */
void pb_type_open(pb_type *type, pb_len by, pb_len most);

bool pb_type_is_blank(const pb_type *type, uint32_t i); /* cluster i is a full-width blank */

/* Narrows the line to `measure` where it is wider, down to `scale_min` (1/1000). False if that does not do; it then has
 * scale_min. */
bool pb_type_narrow(pb_type *type, pb_len measure, uint16_t scale_min);

/* The largest of the style's sizes at which the text fits, narrowed only at the smallest; then narrowed without limit
 * so that it never sticks out. */
pb_type pb_type_fit(pb_type_maker maker, pb_str text, pb_span span, const pb_style *style, pb_len measure);

/* Broken into lines of `measure`. `balance`: as even as the same number of lines can be. */
size_t pb_type_wrap(pb_type_maker maker, const pb_type *type, pb_len measure, bool balance, pb_type **lines);

pb_len pb_type_left(const pb_type *type, pb_len measure); /* where its style's alignment puts it in a measure */

/* Draws at x on a baseline, aligned in `measure` by its style; FILL spreads it evenly. The colour is the style's. */
void pb_type_draw(const pb_pen *pen, const pb_type *type, pb_len x, pb_len baseline, pb_len measure);
void pb_type_draw_in(const pb_pen *pen, const pb_type *type, pb_len x, pb_len baseline, pb_len measure, pb_align align);

bool pb_type_empty(const pb_type *type);

#endif
