/* A page as a picture, straight from the display list: proofs on a screen and pictures for tests. */
#ifndef PB_RASTER_H
#define PB_RASTER_H

#include "edition.h"
#include "prepare.h"

bool pb_png_page(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t page, unsigned dpi,
                 const char *path);

#endif
