/* The white between two neighbouring clusters: marks' blanks, Han–Latin gaps, word spaces. Internal to text/. */
#ifndef PB_GAPS_H
#define PB_GAPS_H

#include "story.h"

/* One side of a gap: a cluster as its neighbour sees it. */
typedef struct {
  pb_class kind;
  uint32_t c;            /* the character next to the gap */
  int16_t before, after; /* blank sides of a mark, 1/1024 em */
} pb_edge;

typedef struct {
  pb_len size;
  pb_len han_latin; /* 1/1024 em */
  pb_len letter;    /* tracking, 1/1024 em */
  bool squeeze;
  pb_tiers tiers;
  bool marks_whole;
} pb_spacing;

pb_gap pb_gap_between(const pb_spacing *spacing, const pb_edge *left, const pb_edge *right);

/* A word space whose glyph is `advance` wide; between Han a blank that was typed is ¼ em and opens as the others do. */
pb_gap pb_gap_space(const pb_spacing *spacing, const pb_edge *left, const pb_edge *right, pb_len advance);

#endif
