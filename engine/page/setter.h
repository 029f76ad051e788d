/* Inside the setter: a cursor over slots, and what set.c and rows.c do with it. Everything that is tried before it is kept works
 * on a cursor and a slot number; only lines that stand are written down. */
#ifndef PB_SETTER_H
#define PB_SETTER_H

#include "set.h"

typedef struct {
  pb_arena *arena;
  const pb_story *story;
  const pb_trial *trial;
  const pb_slot *slots;
  size_t n;
  size_t slot;  /* the next free one; n and over: past the end */
  pb_len into;  /* how much of it is taken, by lines with a leading of their own */
  pb_len row;   /* height of a row; 0 where the slots do not tell */
  size_t avoid; /* no line of a paragraph stands on this one: what must stand with it has no room; SIZE_MAX = none */
  PB_VEC(pb_set_line) lines;
  pb_len *measures; /* of every slot less `inset`, at least `least`, and of one past the last; NULL = not made yet */
  pb_len inset, least;
  bool missing; /* a paragraph was to be set in a way that it has not */
  pb_set set;
} pb_setter;

bool pb_setter_starts_leg(const pb_setter *s, size_t slot);
bool pb_setter_same_leg(const pb_setter *s, size_t slot, size_t rows);
/* The first from `slot` on under which so many rows stand straight, or n. */
size_t pb_setter_place(const pb_setter *s, size_t slot, size_t rows);
pb_len pb_setter_narrowest(const pb_setter *s, size_t slot, size_t rows);
bool pb_setter_may_place(const pb_setter *s, size_t slot);
void pb_setter_skip_to(pb_setter *s, size_t slot);
void pb_setter_put_line(pb_setter *s, pb_set_line line);
void pb_setter_count_over(pb_setter *s, const pb_line *line, uint32_t lines);
void pb_setter_stop_at(pb_setter *s, uint32_t block, uint32_t cluster);
pb_len pb_setter_shift(const pb_line *line, pb_align align); /* of a line within its measure */
pb_len pb_setter_insets(const pb_flow *block);

/* rows.c: a row of a table. At a leg's head the table's header stands above it once more. */
void pb_setter_put_row(pb_setter *s, uint32_t index);

#endif
