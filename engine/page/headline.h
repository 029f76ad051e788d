/* A head's copy fitted to its measure: the largest size that holds every line, narrowed a little where that is enough; turned
 * by sense (sense.h, turns.h) into more lines where the desk left it to us; short lines opened
 * evenly where the style has it so. */
#ifndef PB_HEADLINE_H
#define PB_HEADLINE_H

#include "type.h"

/* Size and width scale for lines of which the widest is `widest` wide at sizes[0]. False if even the smallest size at the
 * style's least scale is too wide; size and scale are then those. */
bool pb_headline_size(const pb_style *style, pb_len widest, pb_len measure, pb_len *size, uint16_t *scale);

/* The lines of an article's headline, all of one size; returns their number. A line that can be made to fit in no way is
 * the error `headline-too-long`, and then set as narrow as it must be. */
size_t pb_headline_fit(pb_type_maker maker, const pb_pieces *typed, size_t ntyped, const pb_style *style, pb_len measure,
                       pb_type **lines);

/* The same for kickers and decks: false, and nothing said, where no way is found; the lines then stick out. */
bool pb_headline_try(pb_type_maker maker, const pb_pieces *typed, size_t ntyped, const pb_style *style, pb_len measure,
                     pb_type **lines, size_t *n);

#endif
