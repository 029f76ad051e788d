/* Jumps (转版): where a story is cut between two parts, and its line 下转. */
#ifndef PB_JUMP_H
#define PB_JUMP_H

#include "part.h"
#include "set.h"

/* The paper's words with the page's label for %s; `otherwise` where the paper gives none. */
pb_str pb_jump_text(pb_arena *arena, pb_str format, const char *otherwise, pb_str label);

/* How a trial left the end of a part. */
typedef struct {
  const pb_story *story;
  const pb_set *set;
  const pb_slot *slots;      /* of the trial */
  const pb_slot *all;        /* the chain's */
  const pb_part *part;
  pb_len jump;               /* width of the jump line; a 字 of white goes before it */
} pb_cut;

/* What a cut is worth, and where its jump line goes. */
typedef struct {
  bool ends;                 /* nothing is left for the next part: no jump */
  bool possible;             /* there is room for the line */
  bool beside;               /* on the last text line; else in a row of its own */
  const pb_slot *row;
  int64_t cost;
} pb_jump_place;

/* A paragraph's end is best, a sentence's next; a stub of one line on either side is never wanted; empty rows cost. */
pb_jump_place pb_jump_judge(const pb_cut *cut);

#endif
