/* Optional content of a placed PDF: layers are flattened, as they stand when the ad is printed. What a layer that is off would
 * paint is taken out of content; what it sets (paths for clipping, text positions, colours) stays, as it counts all the same. */
#ifndef PB_OPTIONAL_H
#define PB_OPTIONAL_H

#include <qpdf/qpdf-c.h>

#include "bytes.h"
#include "str.h"

typedef struct {
  pb_arena *arena;
  qpdf_data qpdf;
  bool any;        /* the file has layers */
  bool base_off;   /* what is not named is off */
  PB_VEC(int) off; /* object numbers of those that do not print */
  PB_VEC(int) on;
} pb_optional;

pb_optional pb_optional_read(pb_arena *arena, qpdf_data qpdf);

/* `member` is a layer or a membership of several (OCG, OCMD); anything else is always seen. */
bool pb_optional_show(const pb_optional *layers, qpdf_oh member);

/* Whether content under these resources (a dictionary, or null) may name layers. */
bool pb_optional_concern(const pb_optional *layers, qpdf_oh resources);

/* Adds `content` to `out` without marks of layers and what hidden ones paint. False if it cannot be
 * read. */
bool pb_optional_flatten(const pb_optional *layers, qpdf_oh resources, pb_str content, pb_bytes *out);

#endif
