/* Some of an edition's pages as an edition of their own. */
#ifndef PB_SUBSET_H
#define PB_SUBSET_H

#include "edition.h"

/* The pages with the given indexes (ascending), everything that points at pages renumbered: stories keep the legs that are
 * left, and are gone with the last one; links to pages left out are dropped. Shares with `edition` what it can. */
const pb_edition *pb_edition_subset(pb_arena *arena, const pb_edition *edition, const size_t *pages, size_t n);

#endif
