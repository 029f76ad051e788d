/* Paragraphs a line shorter or longer, so that legs begin and end well. */
#ifndef PB_VARIANTS_H
#define PB_VARIANTS_H

#include "jump.h"
#include "set.h"

typedef struct {
  const pb_story *story;
  pb_break_memo *memo;
  const pb_slot *slots;
  size_t n;
  const pb_jump_foot *feet; /* the last slots of the parts that the story jumps from, in order */
  size_t nfeet;
} pb_variants_job;

/* What is wrong with where legs begin and end. */
typedef struct {
  unsigned widows, orphans; /* legs that begin with a paragraph's last line, that end with its first; jumps too */
  unsigned over;            /* lines past the last slot */
  bool short_by_one;        /* one slot alone stays empty at the end, beside another leg */
} pb_leg_faults;

typedef struct {
  const int8_t *looseness; /* of every block: −1, 0, +1. NULL: nothing is wrong as it comes, or nothing can be done */
  pb_leg_faults faults;    /* that stay */
} pb_variants;

/* The way of every paragraph, best, a line shorter or a line longer, at which the whole story has the fewest faults and, of
 * all ways with so few, costs least: exact over all of them. The array belongs to `arena`. */
pb_variants pb_choose_variants(pb_arena *arena, pb_arena *scratch, const pb_variants_job *job);

unsigned pb_leg_faults_count(const pb_leg_faults *faults);

#endif
