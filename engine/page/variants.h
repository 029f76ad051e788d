/* Paragraphs a line shorter or longer, so that legs begin and end well. */
#ifndef PB_VARIANTS_H
#define PB_VARIANTS_H

#include "set.h"

/* The looseness of every block (−1, 0, +1) at which the story, set into these slots, has the least total cost: of its lines,
 * of legs that begin with a paragraph's last line (widows) or end with its first (orphans), and of lines past the last slot.
 * NULL where no leg asks for it. The array belongs to `arena`. */
const int8_t *pb_choose_looseness(pb_arena *arena, pb_arena *scratch, const pb_story *story, pb_break_memo *memo,
                                  const pb_slot *slots, size_t n);

#endif
