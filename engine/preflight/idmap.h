/* What is known by a number: objects of a file, hashes of names. */
#ifndef PB_IDMAP_H
#define PB_IDMAP_H

#include <stdint.h>

#include "arena.h"

typedef struct {
  struct pb_idmap_slot {
    uint64_t key; /* 0 = free */
    void *value;
  } * slots;
  size_t n, size; /* a power of two */
} pb_idmap;

void *pb_idmap_get(const pb_idmap *map, uint64_t key);                        /* NULL: not there */
void pb_idmap_put(pb_arena *arena, pb_idmap *map, uint64_t key, void *value); /* key not 0; takes the place of what it had */

#endif
