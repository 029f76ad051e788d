/* Bytes of a font file in the making: big-endian numbers and runs of bytes, in an arena. Internal to text/. */
#ifndef PB_OCTETS_H
#define PB_OCTETS_H

#include <stdint.h>

#include "arena.h"
#include "str.h"

typedef struct {
  pb_arena *arena;
  PB_VEC(uint8_t) bytes;
} pb_octets;

/* The lowest `width` bytes (1 … 4) of a number, the highest first. */
static inline void pb_octets_number(pb_octets *out, uint32_t value, unsigned width) {
  while (width-- > 0) PB_PUSH(out->arena, out->bytes, (uint8_t)(value >> 8 * width));
}

static inline void pb_octets_add(pb_octets *out, const uint8_t *bytes, size_t n) {
  for (size_t i = 0; i < n; i++) PB_PUSH(out->arena, out->bytes, bytes[i]);
}

static inline void pb_octets_text(pb_octets *out, pb_str text) { pb_octets_add(out, (const uint8_t *)text.s, text.n); }

#endif
