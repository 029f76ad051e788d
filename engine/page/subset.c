#include "subset.h"

#include <string.h>

#define GONE UINT32_MAX

/* New numbers of what had old ones, or GONE. */
typedef struct {
  pb_arena *arena;
  const pb_edition *from;
  uint32_t *pages, *stories, *pieces;
} renumber;

static void number_pages(renumber *r, const size_t *pages, size_t n) {
  r->pages = PB_NEW_N(r->arena, uint32_t, r->from->npages);
  memset(r->pages, 0xff, r->from->npages * sizeof *r->pages);
  for (size_t i = 0; i < n; i++) r->pages[pages[i]] = (uint32_t)i;
}

/* The story with its legs on pages left; false if it has none and did not begin on one either. */
static bool story_left(const renumber *r, const pb_edition_story *story, pb_edition_story *out) {
  pb_leg_rect *legs = PB_NEW_N(r->arena, pb_leg_rect, story->nlegs);
  size_t n = 0;
  for (size_t i = 0; i < story->nlegs; i++) {
    uint32_t page = r->pages[story->legs[i].page];
    if (page != GONE) legs[n++] = (pb_leg_rect){(uint16_t)page, story->legs[i].rect};
  }
  uint32_t first = r->pages[story->first_page];
  if (first == GONE && n == 0) return false;
  *out = *story;
  out->legs = legs;
  out->nlegs = n;
  out->first_page = first == GONE ? legs[0].page : (uint16_t)first;
  if (first == GONE) out->y = legs[0].rect.y;
  return true;
}

static void take_stories(renumber *r, pb_edition *to) {
  const pb_edition *from = r->from;
  pb_edition_story *stories = PB_NEW_N(r->arena, pb_edition_story, from->nstories);
  r->stories = PB_NEW_N(r->arena, uint32_t, from->nstories);
  size_t n = 0;
  for (size_t i = 0; i < from->nstories; i++) {
    bool left = story_left(r, &from->stories[i], &stories[n]);
    r->stories[i] = left ? (uint32_t)n++ : GONE;
  }
  to->stories = stories;
  to->nstories = n;
}

static void take_pieces(renumber *r, pb_edition *to) {
  const pb_edition *from = r->from;
  pb_tag_piece *pieces = PB_NEW_N(r->arena, pb_tag_piece, from->npieces);
  r->pieces = PB_NEW_N(r->arena, uint32_t, from->npieces);
  size_t n = 0;
  for (size_t i = 0; i < from->npieces; i++) {
    const pb_tag_piece *piece = &from->pieces[i];
    bool left = r->pages[piece->page] != GONE && r->stories[piece->story] != GONE;
    r->pieces[i] = left ? (uint32_t)n : GONE;
    if (!left) continue;
    pieces[n] = *piece;
    pieces[n].page = (uint16_t)r->pages[piece->page];
    if (piece->parent) pieces[n].parent = r->pieces[piece->parent - 1] + 1; /* of the same page and story, and before it */
    pieces[n++].story = r->stories[piece->story];
  }
  to->pieces = pieces;
  to->npieces = n;
}

static void take_links(renumber *r, pb_edition *to) {
  const pb_edition *from = r->from;
  pb_link *links = PB_NEW_N(r->arena, pb_link, from->nlinks);
  size_t n = 0;
  for (size_t i = 0; i < from->nlinks; i++) {
    uint32_t page = r->pages[from->links[i].page], to_page = r->pages[from->links[i].to_page];
    if (page == GONE || to_page == GONE) continue;
    links[n] = from->links[i];
    links[n].page = (uint16_t)page;
    links[n++].to_page = (uint16_t)to_page;
  }
  to->links = links;
  to->nlinks = n;
}

static pb_page take_page(const renumber *r, const pb_page *from) {
  pb_page page = *from;
  pb_item *items = PB_NEW_N(r->arena, pb_item, from->nitems);
  for (size_t i = 0; i < from->nitems; i++) {
    items[i] = from->items[i];
    uint32_t piece = items[i].piece ? r->pieces[items[i].piece - 1] : GONE;
    items[i].piece = piece == GONE ? 0 : piece + 1;
  }
  page.items = items;
  return page;
}

const pb_edition *pb_edition_subset(pb_arena *arena, const pb_edition *edition, const size_t *pages, size_t n) {
  if (n == edition->npages) return edition;
  renumber r = {.arena = arena, .from = edition};
  pb_edition *to = PB_NEW(arena, pb_edition);
  *to = *edition;
  number_pages(&r, pages, n);
  take_stories(&r, to);
  take_pieces(&r, to);
  take_links(&r, to);
  pb_page *taken = PB_NEW_N(arena, pb_page, n);
  for (size_t i = 0; i < n; i++) taken[i] = take_page(&r, &edition->pages[pages[i]]);
  to->pages = taken;
  to->npages = n;
  return to;
}
