/* Heads (标题): kicker, headline, deck and byline over a story's legs, in whole grid rows. */
#ifndef PB_HEAD_H
#define PB_HEAD_H

#include "type.h"

typedef struct {
  pb_piece_kind kind;
  pb_type type;
  pb_len x, baseline; /* from the head's top left */
  bool left;          /* set from x, whatever its style's alignment */
} pb_head_line;

typedef struct {
  const pb_head_line *lines;
  size_t nlines;
  uint16_t rows;       /* 0 = nothing to set */
  uint16_t rows_below; /* of these, left free at the foot */
  pb_line_kind rule;   /* at rule_y from its top: below the head, or between a topic's and the article's */
  pb_len rule_y;
  pb_len measure;
} pb_head;

pb_head pb_head_of_article(pb_type_maker maker, const pb_head_set *set, const pb_article *article, pb_len measure);
pb_head pb_head_of_topic(pb_type_maker maker, const pb_head_set *set, const pb_place *place, pb_len measure);

/* Over a continuation: the short title and `line` (（上接第1版）) on one line. */
pb_head pb_head_of_continuation(pb_type_maker maker, const pb_article *article, pb_str line, pb_len measure);

/* Draws a head with its top left at (x, y); its lines become pieces of `story`. */
void pb_head_draw(pb_pen pen, const pb_head *head, uint32_t story, uint16_t part, pb_len x, pb_len y);

/* Two heads one over the other. */
pb_head pb_head_stack(pb_type_maker maker, const pb_head *above, const pb_head *below);

#endif
