#include "tones.h"

#include <string.h>

static bool same(const pb_tone *t, const pb_space *space, const float *c, unsigned n, const void *pattern) {
  return t->space == space && t->n == n && t->pattern == pattern && (n == 0 || memcmp(t->c, c, n * sizeof *c) == 0);
}

static size_t hash_of(const pb_space *space, const float *c, unsigned n, const void *pattern) {
  uint64_t hash = (uint64_t)(uintptr_t)space * 0x9E3779B97F4A7C15u ^ (uint64_t)(uintptr_t)pattern;
  for (unsigned i = 0; i < n; i++) {
    uint32_t bits;
    memcpy(&bits, &c[i], sizeof bits);
    hash = (hash ^ bits) * 0x100000001B3u;
  }
  return (size_t)(hash ^ hash >> 29);
}

static void grow(pb_tones *t) {
  size_t size = t->size ? 4 * t->size : 64;
  const pb_tone **table = pb_alloc_n(t->arena, size, sizeof *table);
  for (size_t i = 0; i < t->size; i++) {
    const pb_tone *one = t->table[i];
    if (!one) continue;
    size_t at = hash_of(one->space, one->c, one->n, one->pattern) & (size - 1);
    while (table[at]) at = (at + 1) & (size - 1);
    table[at] = one;
  }
  t->table = table;
  t->size = size;
}

const pb_tone *pb_tone_get(pb_tones *t, const pb_space *space, const float *c, unsigned n, const void *pattern) {
  if (t->last && same(t->last, space, c, n, pattern)) return t->last;
  if (2 * (t->n + 1) > t->size) grow(t);
  size_t at = hash_of(space, c, n, pattern) & (t->size - 1);
  for (; t->table[at]; at = (at + 1) & (t->size - 1))
    if (same(t->table[at], space, c, n, pattern)) return t->last = t->table[at];
  if (t->n >= PB_TONES_MAX && t->last) {
    t->full = true;
    return t->last;
  }
  pb_tone *tone = PB_NEW(t->arena, pb_tone);
  float *kept = PB_NEW_N(t->arena, float, n);
  if (n) memcpy(kept, c, n * sizeof *c);
  *tone = (pb_tone){.space = space, .n = n, .c = kept, .pattern = pattern};
  pb_space_inks(space, kept, n, &tone->inks);
  t->n++;
  return t->last = t->table[at] = tone;
}
