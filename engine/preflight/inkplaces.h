/* Places in a field of numbers: pixels over a limit, what is thin among them left out, that hang together. */
#ifndef PB_INKPLACES_H
#define PB_INKPLACES_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef struct {
  uint32_t x0, y0, x1, y1; /* pixels; x1 and y1 are past the end */
  uint64_t pixels;
  uint16_t most; /* the highest number in it */
} pb_field_place;

/* `field`: width × height numbers; those up to `limit`, and those in a row or a column of fewer than `narrow` over it, are set
 * to 0. Places of at least `least` pixels, from the top down. */
const pb_field_place *pb_field_places(pb_arena *arena, uint16_t *field, uint32_t width, uint32_t height, uint16_t limit,
                                      uint32_t narrow, uint64_t least, size_t *n);

#endif
