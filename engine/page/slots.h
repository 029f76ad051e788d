/* Where a story may stand: its frames less heads, pictures and jump lines, as one flat list of slots in reading order. */
#ifndef PB_SLOTS_H
#define PB_SLOTS_H

#include "plan.h"

/* One grid row of a leg. Slots of one run stand straight under one another. */
typedef struct {
  pb_len x, y;      /* left edge; top of the row (of the first row, for vertical setting: see docs) */
  pb_len measure;
  uint32_t run;
  uint16_t leg;     /* counts up through the chain */
  uint16_t part;    /* of the chain */
  uint16_t row;     /* of the page's grid */
} pb_slot;

/* What is taken out of a part's frame before its slots are made: in page coordinates. */
typedef struct {
  const pb_rect *taken;   /* heads, pictures with captions, jump lines */
  size_t ntaken;
  uint16_t first_row;     /* rows of the frame above this are the head's */
  uint16_t end_row;       /* rows from this on stay empty (level legs); ≤ frame rows */
} pb_part_shape;

typedef struct {
  pb_slot *at;
  size_t n, cap;
} pb_slots;

/* The legs of a placed frame, x from the page's left edge. Inside a box or a tint they stand one 字 in from either side
 * and stay whole 字; what does not divide goes to the two sides. Returns their number (≥ 1). */
size_t pb_placement_legs(const pb_layout *layout, const pb_placement *placement, pb_leg legs[PB_LEGS_MAX]);

/* The frame's rows that text may take, [*first, *end): all, or all but the first and the last inside a box or a tint. */
void pb_placement_rows(const pb_placement *placement, uint16_t *first, uint16_t *end);

/* Appends the slots of one part. Narrower than 5 字 beside a picture is no slot. */
void pb_slots_add(pb_arena *arena, pb_slots *slots, const pb_layout *layout, const pb_placement *placement, unsigned part,
                  const pb_part_shape *shape);

/* The fewest rows whose slots hold `needed`: rows from the answer on may stay empty. Slots are those of one part. */
uint16_t pb_level_row(const pb_slot *slots, size_t n, size_t needed);

#endif
