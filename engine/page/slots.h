/* Where a story may stand: its frames less heads, pictures and jump lines, as one flat list of slots in reading order. */
#ifndef PB_SLOTS_H
#define PB_SLOTS_H

#include "plan.h"
#include "turn.h"

/* One grid row of a leg. Slots of one run stand straight under one another. */
typedef struct {
  pb_len x, y; /* left edge; top of the row. In vertical frames before they are turned (turn.h) */
  pb_len measure;
  uint32_t run;
  uint16_t leg;  /* counts up through the chain */
  uint16_t part; /* of the chain */
  uint16_t row;  /* of the page's grid; in vertical frames of the frame */
} pb_slot;

typedef struct {
  pb_slot *at;
  size_t n, cap;
} pb_slots;

enum { PB_LEAST_BESIDE = 5 }; /* 字 beside a picture or a head: narrower is no slot */

/* The legs of a placed frame, x from the page's left edge. Inside a box or a tint they stand one 字 in from either side
 * and stay whole 字; what does not divide goes to the two sides. Returns their number (≥ 1). */
size_t pb_placement_legs(const pb_layout *layout, const pb_placement *placement, pb_leg legs[PB_LEGS_MAX]);

/* The frame's rows of the page's grid that text may take, [*first, *end): all, or all but the first and the last inside a box
 * or a tint. */
void pb_placement_rows(const pb_placement *placement, uint16_t *first, uint16_t *end);

/* The frame less a 字 and a row on each side inside a box or a tint. */
pb_rect pb_placement_inside(const pb_layout *layout, const pb_placement *placement);

/* Where the lines of a frame stand: legs side by side, rows of `line` down from `top`. In a vertical frame, before it is
 * turned: there a leg is a band over its whole width, and the rows are vertical lines from the right, the first and the last
 * flush with the frame's sides. */
typedef struct {
  pb_leg legs[PB_LEGS_MAX]; /* x on the page, or before turning */
  size_t nlegs;
  pb_len top, line;
  uint16_t first_row, end_row; /* those that text may take */
  pb_turn turn;
} pb_text_field;

/* Below `head` rows of the page's grid that a head over the whole frame takes. */
pb_text_field pb_placement_field(const pb_layout *layout, const pb_placement *placement, unsigned head);

/* Appends the slots of one part, less what is taken out of its field: heads over some legs, pictures with captions. Narrower
 * than 5 字 beside a picture is no slot. */
void pb_slots_add(pb_arena *arena, pb_slots *slots, const pb_layout *layout, const pb_text_field *field, unsigned part,
                  const pb_rect *taken, size_t ntaken);

/* The fewest rows whose slots hold `needed`: rows from the answer on may stay empty. Slots are those of one part. */
uint16_t pb_level_row(const pb_slot *slots, size_t n, size_t needed);

#endif
