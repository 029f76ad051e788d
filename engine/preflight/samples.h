/* The ink of pictures in CMYK, by their samples. */
#ifndef PB_SAMPLES_H
#define PB_SAMPLES_H

#include "resources.h"

typedef struct {
  double plates[4]; /* the most of each ink */
  double most;      /* of all inks together, 1 = one ink in full; the mean of 8 × 8 samples in a JPEG */
  double over;      /* the share of the picture that has more than the limit, 0 to 1; 0 also where it could not be measured */
} pb_picture_ink;

bool pb_samples_can_measure(pb_pdf *pdf, const pb_picture_data *picture);

/* `limit` in %. Pictures of 8 bits, raw, deflated or JPEG; of large ones every few samples. Never NULL. */
pb_picture_ink *pb_samples_measure(pb_arena *arena, pb_pdf *pdf, const pb_picture_data *picture, unsigned limit);

#endif
