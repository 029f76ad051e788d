/* The heart: a story is set into slots. Pure: a trial is a call. */
#ifndef PB_SET_H
#define PB_SET_H

#include "lines.h"
#include "slots.h"

typedef struct {
  uint32_t block;   /* index in story.blocks */
  uint32_t cluster; /* where in it; block.first at its start */
} pb_cursor;

/* What one trial varies; all zero is the plain case. */
typedef struct {
  const int8_t *looseness; /* by block; NULL = 0 */
  uint32_t line_limit;     /* stop after so many lines; 0 = none */
  pb_break_memo *memo;     /* shared by the trials of one story; NULL = none */
} pb_trial;

typedef struct {
  pb_line line;
  uint32_t block;
  uint32_t slot; /* its first row's slot */
  uint16_t rows;
  uint16_t cell;    /* of a table row: which cell this line sets */
  pb_len indent;    /* from the slot's left edge */
  bool again;       /* of a table's header: it was set in a leg before */
  pb_len y, height; /* its band below the top of its slot, where that is not its rows: lines with a leading of their own; 0 */
} pb_set_line;

typedef struct {
  const pb_set_line *lines;
  size_t nlines;
  size_t used;                          /* slots up to the last line's end */
  size_t blanks;                        /* slots passed over by keeps and rows before that end */
  pb_cursor stop;                       /* where it stopped: the end of the story, or the first that found no slot */
  uint32_t over_lines, over_characters; /* overset, exact */
  int64_t cost;
} pb_set;

/* Sets `story` from `from` into slots[0..n). Past the last slot it goes on at the last measure without placing, so that
 * overset is exact. */
pb_set pb_set_story(pb_arena *arena, const pb_story *story, const pb_trial *trial, pb_cursor from, const pb_slot *slots, size_t n);

/* One block of a story with those that follow it (pb_flow_follows), set from some slot on and thrown away again: a step of a
 * search over variants. */
typedef struct {
  bool possible; /* the block has such a way */
  size_t end;    /* the next free slot */
  int64_t cost;  /* of its lines */
  uint32_t over; /* lines past the last slot */
  bool orphan;   /* its first line stands alone at a leg's foot */
  bool widow;    /* its last line stands alone at a leg's head */
  pb_way way;    /* its lines, from slot `first` on; n = 0 and PB_NO_SLOT where they do not stand one a slot */
  size_t first;
} pb_set_step;
#define PB_NO_SLOT SIZE_MAX

/* Takes many steps through one story and one list of slots. */
typedef struct pb_set_probe pb_set_probe;
pb_set_probe *pb_set_probe_new(pb_arena *arena, const pb_story *story, pb_break_memo *memo, const pb_slot *slots, size_t n);

/* The block in each of its ways; blocks other than text have one, the best. */
void pb_set_probe_block(pb_set_probe *probe, uint32_t block, size_t slot, pb_set_step steps[PB_WAYS]);

#endif
