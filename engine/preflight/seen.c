#include "seen.h"

#include <stddef.h>

/* A table with open addressing, at most half full. */
struct pb_seen {
  pb_arena *arena;
  uint64_t *at;
  size_t n, cap; /* cap: a power of two */
};

pb_seen *pb_seen_new(pb_arena *arena) {
  pb_seen *s = PB_NEW(arena, pb_seen);
  *s = (pb_seen){.arena = arena, .cap = 256};
  s->at = PB_NEW_N(arena, uint64_t, s->cap);
  return s;
}

static bool put(uint64_t *at, size_t cap, uint64_t id) {
  size_t i = (size_t)(id * 0x9E3779B97F4A7C15u >> 32) & (cap - 1);
  for (; at[i]; i = (i + 1) & (cap - 1))
    if (at[i] == id) return false;
  at[i] = id;
  return true;
}

bool pb_seen_add(pb_seen *s, uint64_t id) {
  if (2 * (s->n + 1) > s->cap) {
    size_t cap = 2 * s->cap;
    uint64_t *at = PB_NEW_N(s->arena, uint64_t, cap);
    for (size_t i = 0; i < s->cap; i++)
      if (s->at[i]) put(at, cap, s->at[i]);
    s->at = at;
    s->cap = cap;
  }
  if (!put(s->at, s->cap, id)) return false;
  s->n++;
  return true;
}
