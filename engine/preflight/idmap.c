#include "idmap.h"

static size_t place(const pb_idmap *map, uint64_t key) {
  uint64_t hash = key * 0x9E3779B97F4A7C15u;
  size_t at = (size_t)(hash >> 32) & (map->size - 1);
  while (map->slots[at].key && map->slots[at].key != key) at = (at + 1) & (map->size - 1);
  return at;
}

void *pb_idmap_get(const pb_idmap *map, uint64_t key) { return map->size && key ? map->slots[place(map, key)].value : NULL; }

void pb_idmap_put(pb_arena *arena, pb_idmap *map, uint64_t key, void *value) {
  if (2 * (map->n + 1) > map->size) {
    pb_idmap old = *map;
    map->size = old.size ? 4 * old.size : 32;
    map->slots = pb_alloc_n(arena, map->size, sizeof *map->slots);
    for (size_t i = 0; i < old.size; i++)
      if (old.slots[i].key) map->slots[place(map, old.slots[i].key)] = old.slots[i];
  }
  struct pb_idmap_slot *slot = &map->slots[place(map, key)];
  if (!slot->key) map->n++;
  *slot = (struct pb_idmap_slot){key, value};
}
