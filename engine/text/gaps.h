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
  pb_punctuation punctuation;
  pb_tiers tiers;
  bool marks_whole;
} pb_spacing;

/* What of a mark's blank stands beside it where its line is neither short nor long. */
int16_t pb_gap_blank(pb_punctuation scheme, pb_class kind, int16_t blank);

pb_gap pb_gap_between(const pb_spacing *spacing, const pb_edge *left, const pb_edge *right);

/* A word space whose glyph is `advance` wide; between Han a blank that was typed is ¼ em and opens as the others do. */
pb_gap pb_gap_space(const pb_spacing *spacing, const pb_edge *left, const pb_edge *right, pb_len advance);

#endif
