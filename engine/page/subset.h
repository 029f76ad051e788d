/* Some of an edition's pages as an edition of their own. */
#ifndef PB_SUBSET_H
#define PB_SUBSET_H

#include "edition.h"

typedef enum { PB_WHOLE, PB_LEFT_HALF, PB_RIGHT_HALF } pb_half;

/* A page, or one of the two of a spread. */
typedef struct {
  size_t page; /* index */
  pb_half half;
} pb_page_choice;

/* The pages chosen (those of one index side by side, indexes ascending), everything that points at pages renumbered: stories keep
 * the legs that are left, and are gone with the last one; links to pages left out are dropped. Half a spread has the trim of a
 * page and what stands on it; beyond the fold as much of the other half shows as `fold_bleed` asks for. Shares with `edition` what
 * it can. */
const pb_edition *pb_edition_subset(pb_arena *arena, const pb_edition *edition, const pb_page_choice *pages, size_t n,
                                    pb_len fold_bleed);

#endif
