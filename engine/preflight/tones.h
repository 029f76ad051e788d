/* Colours as they are used on a page, each kept once: two uses of a colour are the same pointer. */
#ifndef PB_TONES_H
#define PB_TONES_H

#include "space.h"

typedef struct {
  const pb_space *space;
  unsigned n;     /* components */
  const float *c; /* as they were given */
  pb_inks inks;
  const void *pattern; /* a pb_pattern of resources.h, or NULL */
} pb_tone;

typedef struct {
  pb_arena *arena;
  const pb_tone **table; /* by hash, open addressing */
  size_t n, size;
  const pb_tone *last;
  bool full; /* there were more than are kept: the rest was taken for the one found first */
} pb_tones;

enum { PB_TONES_MAX = 32768 };

const pb_tone *pb_tone_get(pb_tones *tones, const pb_space *space, const float *components, unsigned n, const void *pattern);

#endif
