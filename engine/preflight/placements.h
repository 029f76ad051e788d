/* The PDF pages placed in an edition, judged where they stand: in their size there, and by the plates of their page. */
#ifndef PB_PLACEMENTS_H
#define PB_PLACEMENTS_H

#include "edition.h"
#include "profile.h"

/* Each once, at the place in the edition that names it. */
void pb_preflight_placements(pb_arena *arena, pb_diags *diags, const pb_edition *edition, const pb_profile *profile);

#endif
