/* Which glyphs of a face every edition is likely to want: its core. */
#ifndef PB_CORE_H
#define PB_CORE_H

#include <hb.h>

/* Goes up whenever pb_core_glyphs or the way a face is cut changes: it is part of a cached face's name. */
enum { PB_CORE_VERSION = 1 };

/* Adds to `glyphs` those of GB 2312, ASCII, Latin-1, full-width forms and the marks of Chinese copy, and what shaping
 * makes of them, level or upright. */
void pb_core_glyphs(hb_font_t *font, hb_set_t *glyphs);

#endif
