/* A picture made smaller: more samples than a press can show cost bytes and time and show nothing. */
#ifndef PB_RESAMPLE_H
#define PB_RESAMPLE_H

#include "pixels.h"

typedef struct pb_resample pb_resample;

/* Rows of `width` × `height` from the picture's, each sample the mean of those it covers, then sharpened a little for what
 * the mean took away. No larger than what comes from `pixels`, which stay the caller's. */
pb_resample *pb_resample_new(pb_pixels *pixels, uint32_t width, uint32_t height);
bool pb_resample_row(pb_resample *resample, uint8_t *row); /* false where the picture is damaged */
void pb_resample_drop(pb_resample *resample);              /* NULL is allowed */

#endif
