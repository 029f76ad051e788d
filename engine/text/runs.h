/* Stretches of one face shaped by HarfBuzz, remembered: newspapers repeat their numbers and names. The memory hangs on the
 * face's HarfBuzz font and goes with it; what it answers is the same with or without. Internal to text/. */
#ifndef PB_RUNS_H
#define PB_RUNS_H

#include <hb.h>

#include "fonts.h"

typedef struct {
  uint32_t id;
  int32_t advance, x, y; /* 1/65536 em, y upwards; of PB_RUN_VERTICAL along the line, and its axis is y = 0 */
  uint32_t at;           /* byte of the run where its cluster starts */
  bool unsafe;           /* a break before it would need both sides shaped anew */
} pb_run_glyph;

typedef struct {
  const pb_run_glyph *glyphs;
  size_t n;
} pb_run;

typedef enum {
  PB_RUN_HAN,      /* Han script: full-width marks, dashes */
  PB_RUN_LATIN,    /* the script is guessed; quotes and dashes take their proportional forms */
  PB_RUN_HALF,     /* the same, in half-width forms where the font has them */
  PB_RUN_VERTICAL, /* Han script from top to bottom, in vertical forms; x, y is where the upright glyph's origin goes */
  PB_RUN_FIGURES,  /* as Latin, with figures of one width where the font has them */
} pb_run_kind;

typedef struct pb_runs pb_runs;

/* The memory of a face for one language. */
pb_runs *pb_runs_of(hb_font_t *font, pb_str language);

/* Glyphs in the order of the text. Valid until the next call. */
pb_run pb_runs_shape(pb_runs *runs, pb_str text, pb_run_kind kind);

/* The widest of 0 to 9, as set in PB_RUN_FIGURES. */
int32_t pb_runs_widest_figure(pb_runs *runs);

/* True if `c` alone, shaped in Han script, comes out as just this glyph with this advance. */
bool pb_runs_plain(pb_runs *runs, uint32_t c, uint32_t glyph, int32_t advance);

#endif
