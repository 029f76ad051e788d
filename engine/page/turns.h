/* The turns of display type: over all ways to part a line in so many, the one that costs least. Pure. */
#ifndef PB_TURNS_H
#define PB_TURNS_H

#include "type.h"

enum { PB_TURNS_MAX = 7 }; /* lines less one */

typedef struct {
  const pb_type *type;  /* one line, as wide as it is */
  const uint8_t *sense; /* by cluster of it: pb_sense_turns */
  pb_len widest;        /* no line may be wider */
  pb_head_shape shape;
} pb_turns_job;

/* Parts the line into `lines`; at[0 … lines − 2] are the clusters that begin the second line and those after. Returns the
 * cost of sense and shape together (a turn between two words is some 16, lines a quarter of their mean from what the shape
 * asks for 8), or PB_TURNS_NONE. */
#define PB_TURNS_NONE INT64_MAX
int64_t pb_turns_find(pb_arena *scratch, const pb_turns_job *job, size_t lines, uint32_t at[PB_TURNS_MAX]);

#endif
