/* One part of a chain on its page, before any text is set: legs, head, pictures, and the slots that are left. */
#ifndef PB_PART_H
#define PB_PART_H

#include "figure.h"
#include "head.h"
#include "slots.h"

typedef struct {
  const pb_plan_page *page;
  const pb_placement *placement;
  const pb_layout *layout;
  uint16_t page_index, placement_index;
  uint16_t number;     /* of the chain's parts */
  pb_text_field field; /* below a head over all legs */
  pb_head head;
  pb_len head_x, head_y; /* before it is turned */
  pb_turn head_turn;     /* of a vertical head */
  pb_figure *figures;
  size_t nfigures;
  pb_rect *taken; /* of the field: figures, and a head that does not go over all legs */
  size_t ntaken;
  size_t first_slot, end_slot; /* in the chain's slots */
} pb_part;

/* Prepares part `number` of a chain and appends its slots. */
pb_part pb_part_make(pb_build *build, const pb_chain *chain, unsigned number, pb_slots *slots);

pb_len pb_part_top(const pb_part *part);        /* of its head, on the page */
pb_rect pb_part_text_area(const pb_part *part); /* of all legs of the field */

#endif
