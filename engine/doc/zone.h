/* Zones (分版): editions of one day that differ in some pages. */
#ifndef PB_ZONE_H
#define PB_ZONE_H

#include "yamltree.h"

/* A page's entry as a zone changes it: what the zone gives takes the place of what the page has, `frames` are laid over its frames,
 * and in `place` frame by frame, `NAME: none` taking away. With a template or layout of its own the zone's page has nothing of the
 * other's `frames` and `place`. Both are maps. */
const pb_yaml *pb_zone_page(pb_arena *arena, const pb_yaml *page, const pb_yaml *zone);

#endif
