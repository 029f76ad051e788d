/* What is not a story: nameplate, ear, folio, credits. All of it is artifact to readers of the PDF. */
#ifndef PB_FURNITURE_H
#define PB_FURNITURE_H

#include "type.h"

void pb_nameplate_draw(pb_pen pen, const pb_placement *placement);
void pb_ear_draw(pb_pen pen, const pb_placement *placement); /* lines of text given by the issue */
void pb_folio_draw(pb_pen pen, const pb_placement *placement);
void pb_credits_draw(pb_pen pen, const pb_placement *placement);

#endif
