/* Colours of pictures into the press's inks, by ICC profiles. */
#ifndef PB_SEPARATE_H
#define PB_SEPARATE_H

#include <stddef.h>

#include "profile.h"

/* Holds the press's profile and the ways into it that were asked for. */
typedef struct pb_separator pb_separator;

/* Never NULL: the profile's ICC data were found sound when it was read. Opening costs nothing until a picture is converted. */
pb_separator *pb_separator_open(const pb_profile *profile);
void pb_separator_close(pb_separator *separator); /* NULL is allowed */

/* What a row of a picture is and becomes. Channels: 1 grey (255 = white), 3 RGB, 4 CMYK (255 = full ink). Grey never becomes
 * colour; CMYK keeps its numbers, held under the limit. */
typedef struct {
  const uint8_t *icc; /* of RGB samples, as embedded in the file; NULL, or one that is unsound, = sRGB */
  size_t nicc;
  unsigned from, to;
  unsigned ink_limit; /* % of all inks in a pixel, at least 100 */
} pb_separation;

/* `pixels` pixels of one row. The same way for all rows of a picture. */
void pb_separate_row(pb_separator *separator, const pb_separation *way, const uint8_t *in, uint8_t *out, size_t pixels);

/* The most ink in any pixel, in 1/255 of one ink. */
unsigned pb_most_ink(const uint8_t *cmyk, size_t pixels);

#endif
