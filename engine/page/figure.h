/* Pictures with caption and credit, and advertisements. */
#ifndef PB_FIGURE_H
#define PB_FIGURE_H

#include "type.h"

typedef struct {
  const pb_picture *picture; /* NULL: missing */
  pb_crop crop;
  pb_rect box;    /* all of it: what text runs round */
  pb_rect text;   /* where caption and credit stand: x and w, on one side of a fold */
  pb_rect image;  /* h ≤ 0: no room for one */
  pb_type *lines; /* of the caption */
  size_t nlines;
  pb_type credit;
  bool credit_beside;    /* on the caption's last line */
  pb_len caption_y, row; /* top of its first row; height of each */
  pb_str alt;
  pb_span span;
} pb_figure;

typedef struct {
  const pb_picture *picture;
  pb_field caption, credit;
  pb_crop crop;
  pb_rect box; /* whole grid rows */
  bool text_above, text_below;
  pb_span span;
} pb_figure_job;

pb_figure pb_figure_make(pb_type_maker maker, const pb_figure_job *job);

/* The whole picture, scaled so that what `crop` lets show of it fills `rect`: what is over is cut off on two sides, evenly or
 * so that the focus stands in the middle. */
pb_rect pb_picture_cover(const pb_picture *picture, pb_crop crop, pb_rect rect);

/* A picture scaled to stand whole in `rect`, in its middle. */
pb_rect pb_picture_contain(const pb_picture *picture, pb_rect rect);

/* Image and caption become pieces of a story. */
void pb_figure_draw(pb_pen pen, const pb_figure *figure, uint32_t story, uint16_t part);

/* An advertisement fills its frame, in a hairline, with its label. */
void pb_ad_draw(pb_pen pen, const pb_placement *placement);

#endif
