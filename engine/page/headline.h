/* A headline fitted to its measure: the largest size that holds every line, narrowed a little where that is enough, one
 * line turned into two where the desk left it to us. */
#ifndef PB_HEADLINE_H
#define PB_HEADLINE_H

#include "type.h"

/* Size and width scale for lines of which the widest is `widest` wide at sizes[0]. False if even the smallest size at the
 * style's least scale is too wide; size and scale are then those. */
bool pb_headline_size(const pb_style *style, pb_len widest, pb_len measure, pb_len *size, uint16_t *scale);

/* Where to turn clusters [first, end) into a second line: the first cluster of that. At blanks and marks rather than
 * between words, between words rather than inside one, and near the middle. `first` if it cannot be turned. */
uint32_t pb_headline_turn(const pb_story *story, uint32_t first, uint32_t end);

/* The lines of an article's headline, all of one size; returns their number. A line that can be made to fit in no way is
 * the error `headline-too-long`, and then set as narrow as it must be. */
size_t pb_headline_fit(pb_type_maker maker, const pb_pieces *typed, size_t ntyped, const pb_style *style, pb_len measure,
                       pb_type **lines);

#endif
