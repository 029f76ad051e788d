/* Marks without their blank sides. In a story a full-width mark is half an em wide and the white beside it is the gap's; where
 * a line leaves it less than that, the full glyph would reach out of the column or over its neighbour. It looks no different,
 * but readers of text go by glyphs' boxes. Such a mark is painted with a glyph of its own, of the width it has. */
#ifndef PB_TRIM_H
#define PB_TRIM_H

#include "build.h"

/* The blank sides of a cluster's full glyph that belong to the gaps beside it; 0 for all but marks. */
pb_mark_room pb_trim_room(const pb_build *build, const pb_story *story, uint32_t cluster);

/* The number under which the cluster's glyph without one or both of its sides is placed. */
uint32_t pb_trim_glyph(pb_build *build, const pb_story *story, uint32_t cluster, pb_mark_room room, bool before, bool after);

/* The number of a blank half an em wide, one more of the glyphs that are as wide as they should be; 0 if the face has none. */
uint32_t pb_trim_blank(pb_build *build, pb_face_id face);

#endif
