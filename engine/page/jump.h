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
  const pb_slot *slots; /* of the trial */
  const pb_slot *all;   /* the chain's */
  const pb_part *part;
  pb_len jump; /* width of the jump line; a 字 of white goes before it */
} pb_cut;

/* What a cut is worth, and where its jump line goes. */
typedef struct {
  bool ends;     /* nothing is left for the next part: no jump */
  bool possible; /* there is room for the line */
  bool beside;   /* on the last text line; else in a row of its own */
  const pb_slot *row;
  int64_t cost;
} pb_jump_place;

/* A paragraph's end is best, a sentence's next; a stub of one line on either side is never wanted; empty rows cost. */
pb_jump_place pb_jump_judge(const pb_cut *cut);

/* What a part's last slot asks of the line in it, when paragraphs are set longer or shorter before it. */
typedef struct {
  size_t slot; /* of the trial */
  bool beside; /* the jump line has no row of its own: the line must be a paragraph's last… */
  pb_len room; /* …and no wider than this */
} pb_jump_foot;
pb_jump_foot pb_jump_foot_of(const pb_cut *cut);

/* What it costs to cut after this line, in quarters of a row; PB_JUMP_IMPOSSIBLE if the jump line has no place. */
enum { PB_JUMP_IMPOSSIBLE = 1000000 };
int64_t pb_jump_foot_cost(const pb_jump_foot *foot, const pb_story *story, const pb_flow *block, const pb_line *line);

#endif
