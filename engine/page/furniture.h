/* What is not a story: nameplate, ear, folio, credits. All of it is artifact to readers of the PDF. */
#ifndef PB_FURNITURE_H
#define PB_FURNITURE_H

#include "type.h"

void pb_nameplate_draw(pb_pen pen, const pb_placement *placement);
void pb_ear_draw(pb_pen pen, const pb_placement *placement); /* lines of text given by the issue */
void pb_folio_draw(pb_pen pen, const pb_placement *placement);
void pb_credits_draw(pb_pen pen, const pb_placement *placement);

void pb_furniture_rule(const pb_pen *pen, pb_rect r, pb_len y, pb_line_kind kind); /* across `r` */

/* The rule at a frame's foot, drawn where the frame has none of its own; returns where it stands. */
pb_len pb_furniture_foot(const pb_pen *pen, const pb_placement *placement);

#endif
