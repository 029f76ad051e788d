/* Copy into stories: normalise, itemise, shape, classify, measure. The only place that calls hb_shape. */
#ifndef PB_SHAPE_H
#define PB_SHAPE_H

#include "story.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_fonts *fonts;
  const pb_layout *layout;
  bool vertical;  /* lines run from top to bottom */
  pb_len measure; /* of the narrowest leg, for what is set smaller where that is narrow; 0 = not known */
} pb_shaper;

/* The body of one article (nothing of its head). `body` is the style of its paragraphs; subheads, quotations, table rows,
 * list items take the layout's styles `subhead quotation table item` where they exist. */
pb_story *pb_shape_article(const pb_shaper *shaper, const pb_article *article, const pb_style *body);

/* Several articles one after another, each with its head as a PB_FLOW_HEAD block in the layout's style `brief-head`. */
pb_story *pb_shape_group(const pb_shaper *shaper, const pb_article *const *articles, size_t n, const pb_style *body);

/* One line of display type: a headline, a folio. One block, shaped at `size`. */
pb_story *pb_shape_line(const pb_shaper *shaper, pb_pieces pieces, const pb_style *style, pb_len size);
pb_story *pb_shape_string(const pb_shaper *shaper, pb_str text, pb_span span, const pb_style *style, pb_len size);

#endif
