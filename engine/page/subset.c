#include "subset.h"

#include <string.h>

#include "half.h"

#define GONE UINT32_MAX

/* New numbers of what had old ones, or GONE. */
typedef struct {
  pb_arena *arena;
  const pb_edition *from;
  uint32_t (*pages)[2]; /* the left and the right half; of a whole page both are one */
  const pb_page_choice *choices;
  uint32_t *stories, *pieces;
} renumber;

static void number_pages(renumber *r, size_t n) {
  r->pages = pb_alloc_n(r->arena, r->from->npages, sizeof *r->pages);
  memset(r->pages, 0xff, r->from->npages * sizeof *r->pages);
  for (size_t i = 0; i < n; i++) {
    const pb_page_choice *choice = &r->choices[i];
    if (choice->half != PB_RIGHT_HALF) r->pages[choice->page][0] = (uint32_t)i;
    if (choice->half != PB_LEFT_HALF) r->pages[choice->page][1] = (uint32_t)i;
  }
}

/* The new page of what stands at x on an old one; GONE. */
static uint32_t page_at(const renumber *r, uint16_t page, pb_len x) {
  pb_len fold = r->from->pages[page].fold;
  return r->pages[page][fold && x >= fold];
}

static pb_rect rect_on(const renumber *r, uint32_t to, uint16_t page, pb_rect rect) {
  return pb_half_rect(&r->from->pages[page], r->choices[to].half, rect);
}

/* The story with its legs on pages left; false if it has none and did not begin on one either. */
static bool story_left(const renumber *r, const pb_edition_story *story, pb_edition_story *out) {
  pb_leg_rect *legs = PB_NEW_N(r->arena, pb_leg_rect, story->nlegs);
  size_t n = 0;
  for (size_t i = 0; i < story->nlegs; i++) {
    const pb_leg_rect *leg = &story->legs[i];
    uint32_t page = page_at(r, leg->page, leg->rect.x);
    if (page != GONE) legs[n++] = (pb_leg_rect){(uint16_t)page, rect_on(r, page, leg->page, leg->rect)};
  }
  uint32_t first = page_at(r, story->first_page, story->x);
  if (first == GONE && n == 0) return false;
  *out = *story;
  out->legs = legs;
  out->nlegs = n;
  out->first_page = first == GONE ? legs[0].page : (uint16_t)first;
  if (first == GONE) out->x = legs[0].rect.x, out->y = legs[0].rect.y;
  else out->x = rect_on(r, first, story->first_page, (pb_rect){.x = story->x}).x;
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
    const uint32_t *sides = r->pages[piece->page]; /* a piece may have items on both */
    uint32_t page = sides[0] != GONE ? sides[0] : sides[1];
    bool left = page != GONE && r->stories[piece->story] != GONE;
    r->pieces[i] = left ? (uint32_t)n : GONE;
    if (!left) continue;
    pieces[n] = *piece;
    pieces[n].page = (uint16_t)page;
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
    const pb_link *link = &from->links[i];
    uint32_t page = page_at(r, link->page, link->rect.x), to_page = page_at(r, link->to_page, link->to_x);
    if (page == GONE || to_page == GONE) continue;
    links[n] = *link;
    links[n].page = (uint16_t)page;
    links[n].rect = rect_on(r, page, link->page, link->rect);
    links[n].to_x = rect_on(r, to_page, link->to_page, (pb_rect){.x = link->to_x}).x;
    links[n++].to_page = (uint16_t)to_page;
  }
  to->links = links;
  to->nlinks = n;
}

static pb_page take_page(const renumber *r, const pb_page_choice *choice, pb_len fold_bleed) {
  const pb_page *from = &r->from->pages[choice->page];
  pb_page page = choice->half == PB_WHOLE ? *from : pb_page_half(r->arena, from, choice->half, fold_bleed);
  pb_item *items = PB_NEW_N(r->arena, pb_item, page.nitems);
  for (size_t i = 0; i < page.nitems; i++) {
    items[i] = page.items[i];
    uint32_t piece = items[i].piece ? r->pieces[items[i].piece - 1] : GONE;
    items[i].piece = piece == GONE ? 0 : piece + 1;
  }
  page.items = items;
  return page;
}

static bool takes_all(const pb_edition *edition, const pb_page_choice *pages, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (pages[i].half != PB_WHOLE) return false;
  return n == edition->npages;
}

const pb_edition *pb_edition_subset(pb_arena *arena, const pb_edition *edition, const pb_page_choice *pages, size_t n,
                                    pb_len fold_bleed) {
  if (takes_all(edition, pages, n)) return edition;
  renumber r = {.arena = arena, .from = edition, .choices = pages};
  pb_edition *to = PB_NEW(arena, pb_edition);
  *to = *edition;
  number_pages(&r, n);
  take_stories(&r, to);
  take_pieces(&r, to);
  take_links(&r, to);
  pb_page *taken = PB_NEW_N(arena, pb_page, n);
  for (size_t i = 0; i < n; i++) taken[i] = take_page(&r, &pages[i], fold_bleed);
  to->pages = taken;
  to->npages = n;
  return to;
}
