/* Where display type may be turned without hurting its sense. Pure. */
#ifndef PB_SENSE_H
#define PB_SENSE_H

#include "story.h"

/* What a turn after a cluster costs: 0 at a blank or stop that the editor gave, some 16 between two phrases, 60 and more
 * within a word or between a number and its measure. PB_TURN_NEVER where the rules of lines forbid one. */
enum { PB_TURN_NEVER = 255 };

/* Judges clusters [first, end): cost[i - first] is the turn after cluster i. Words are what the dictionary (lexicon.h)
 * makes of the text with the fewest words; where ICU's word breaks say otherwise a turn costs more. Then come rules of
 * the house, docs/house-style.md. */
void pb_sense_turns(pb_arena *scratch, const pb_story *story, uint32_t first, uint32_t end, uint8_t *cost);

#endif
