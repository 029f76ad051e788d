#include "zone.h"

static bool is_none(const pb_yaml *node) { return node->kind == PB_YAML_TEXT && pb_str_is(node->text, "none"); }

static const pb_yaml_entry *find(const pb_yaml *map, pb_str key) {
  for (size_t i = 0; i < map->n; i++)
    if (pb_str_eq(map->entries[i].key, key)) return &map->entries[i];
  return NULL;
}

static pb_yaml *empty_like(pb_arena *arena, const pb_yaml *zone, size_t room, pb_yaml_entry **entries) {
  pb_yaml *map = PB_NEW(arena, pb_yaml);
  *map = *zone;
  map->entries = *entries = PB_NEW_N(arena, pb_yaml_entry, room);
  map->n = 0;
  return map;
}

/* Frames are read in turn, each laid over those before it. */
static const pb_yaml *lay_over(pb_arena *arena, const pb_yaml *page, const pb_yaml *zone) {
  pb_yaml_entry *entries;
  pb_yaml *both = empty_like(arena, zone, page->n + zone->n, &entries);
  for (size_t i = 0; i < page->n; i++) entries[both->n++] = page->entries[i];
  for (size_t i = 0; i < zone->n; i++) entries[both->n++] = zone->entries[i];
  return both;
}

static const pb_yaml *replace(pb_arena *arena, const pb_yaml *page, const pb_yaml *zone) {
  pb_yaml_entry *entries;
  pb_yaml *both = empty_like(arena, zone, page->n + zone->n, &entries);
  for (size_t i = 0; i < page->n; i++)
    if (!find(zone, page->entries[i].key)) entries[both->n++] = page->entries[i];
  for (size_t i = 0; i < zone->n; i++)
    if (!is_none(zone->entries[i].value)) entries[both->n++] = zone->entries[i];
  return both;
}

static const pb_yaml *merged(pb_arena *arena, pb_str key, const pb_yaml *page, const pb_yaml *zone) {
  if (!page || page->kind != PB_YAML_MAP || zone->kind != PB_YAML_MAP) return zone;
  if (pb_str_is(key, "frames")) return lay_over(arena, page, zone);
  return pb_str_is(key, "place") ? replace(arena, page, zone) : zone;
}

const pb_yaml *pb_zone_page(pb_arena *arena, const pb_yaml *page, const pb_yaml *zone) {
  bool anew = pb_yaml_find(zone, "template") || pb_yaml_find(zone, "layout");
  pb_yaml_entry *entries;
  pb_yaml *both = empty_like(arena, zone, page->n + zone->n, &entries);
  for (size_t i = 0; i < page->n; i++) {
    pb_str key = page->entries[i].key;
    bool gone = anew && (pb_str_is(key, "frames") || pb_str_is(key, "place"));
    if (!gone && !find(zone, key)) entries[both->n++] = page->entries[i];
  }
  for (size_t i = 0; i < zone->n; i++) {
    pb_yaml_entry entry = zone->entries[i];
    const pb_yaml_entry *old = anew ? NULL : find(page, entry.key);
    entry.value = merged(arena, entry.key, old ? old->value : NULL, entry.value);
    entries[both->n++] = entry;
  }
  return both;
}
