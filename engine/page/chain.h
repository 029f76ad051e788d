/* A chain set: its parts, where the story is cut between them, and how its last legs are levelled. Nothing is drawn yet. */
#ifndef PB_CHAIN_H
#define PB_CHAIN_H

#include "jump.h"

typedef struct {
  pb_build *build;
  const pb_chain *chain;
  const pb_story *story;
  pb_break_memo *memo; /* of its paragraphs, for all trials */
  pb_part *parts;
  size_t nparts;
  size_t reached;       /* parts in which text stands (at least 1): jumps lead from each of them but the last */
  pb_slots all;         /* every slot of every part */
  const pb_slot *slots; /* those that were used for `set` */
  size_t nslots;
  pb_set set;
  pb_type *jump_lines; /* by part */
  pb_jump_place *jumps;
  size_t unfilled; /* slots of the last part reached that stay empty, blanks not counted */
} pb_chain_set;

pb_chain_set pb_chain_set_story(pb_build *build, const pb_chain *chain);

/* overset, underset, parts that nothing reaches. */
void pb_chain_report(const pb_chain_set *chain);

#endif
