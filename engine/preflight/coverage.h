/* How much ink a page takes, measured on its plates within its trim: the mean of each plate, and the places that take more
 * than the press can dry. */
#ifndef PB_COVERAGE_H
#define PB_COVERAGE_H

#include "findings.h"
#include "plates.h"

/* What is smaller or narrower is not told: GWG's measure (15 mm²), and strokes and rules, which dry however much they take. */
enum { PB_INK_PLACE_MM2 = 15, PB_INK_PLACE_WIDTH_UM = 1000 };
/* So many % over its limit a press still takes what others separated: GWG tells 245 where newspapers ask for 240. */
enum { PB_INK_TOLERANCE = 5 };

/* A place with more than the limit. */
typedef struct {
  pb_box box;  /* in user space */
  double mm2;  /* of what is over the limit in it */
  double most; /* % of all inks together */
} pb_ink_place;

typedef struct {
  double *coverage;           /* by plate: % of the trim, solid = 100 */
  double sum;                 /* of all plates */
  double most;                /* % of all inks in one pixel */
  double mm2;                 /* of all places together */
  const pb_ink_place *places; /* from the top down */
  size_t nplaces;
} pb_ink_figures;

typedef struct {
  pb_plates_job made; /* how the plates were */
  const pb_view *view;
  pb_box media;   /* what the plates show, in user space */
  unsigned limit; /* % of all inks; 0 = none */
} pb_coverage_job;

/* How many pixels the plates have, or will have. */
double pb_coverage_pixels(const pb_coverage_job *job);

/* Black text is left out of the limit's measure: where a pixel has more than the limit, the page is separated again without
 * its text, and if text has added nothing but black to the pixel, what it has without counts. The plates may be other ones
 * or gone afterwards. */
pb_plates_state pb_coverage_measure(pb_platemaker *maker, pb_arena *arena, const pb_coverage_job *job, pb_plates *plates,
                                    pb_ink_figures *figures);

#endif
