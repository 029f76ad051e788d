/* The growing edition: pages collect items in layers, stories collect pieces, legs and links, until pb_build_edition makes
 * the const display list of them. Everything in page/ that draws does it through a pen of this. */
#ifndef PB_BUILD_H
#define PB_BUILD_H

#include "edition.h"
#include "fill.h"
#include "shape.h"
#include "turn.h"

typedef PB_VEC(pb_item) pb_item_list;

/* One page's items, in the order they are painted. */
typedef struct {
  pb_item_list back;        /* tints */
  pb_item_list furniture;   /* boxes, rules, nameplate, folio */
  pb_item_list *placements; /* one a placement: they are in reading order */
  bool ink_noted;
} pb_build_page;

typedef struct {
  pb_edition_story story;
  PB_VEC(pb_leg_rect) legs;
  uint32_t blocks; /* numbers given out by pb_build_block */
} pb_build_story;

typedef struct {
  pb_arena *arena, *scratch;
  pb_diags *diags;
  pb_fonts *fonts;
  const pb_plan *plan;
  bool proof;
  pb_build_page *pages;
  PB_VEC(pb_tag_piece) pieces;
  PB_VEC(pb_build_story) stories;
  PB_VEC(pb_link) links;
  PB_VEC(const pb_picture *) pictures;
  PB_VEC(pb_trimmed_mark) trimmed;
  PB_VEC(pb_upright_glyph) upright;
  uint32_t *upright_slots; /* a hash table of their numbers + 1 */
  size_t nupright_slots;
  const pb_layout *measured; /* the layout whose body face has `ascent` */
  int32_t ascent;            /* 1/1024 em */
} pb_build;

pb_build *pb_build_new(const pb_fill_job *job);
const pb_edition *pb_build_edition(pb_build *build);

/* A shaper for a page's layout, in the edition's arena. */
pb_shaper pb_build_shaper(const pb_build *build, const pb_layout *layout);

/* ---- where items go ---- */

typedef struct {
  pb_build *build;
  const pb_layout *layout;
  pb_item_list *into;
  uint16_t page;  /* index */
  uint32_t piece; /* 0 = artifact */
  bool mark;      /* draws the marks of faults on proofs */
  pb_turn turn;
} pb_pen;

pb_pen pb_pen_back(pb_build *build, size_t page);
pb_pen pb_pen_furniture(pb_build *build, size_t page);
pb_pen pb_pen_placement(pb_build *build, size_t page, size_t placement);
void pb_pen_item(const pb_pen *pen, pb_item item); /* the pen's piece goes with it; it is turned with the pen */

/* ---- stories, pieces ---- */

/* `article` NULL: a picture that stands alone; it has no title and is in no outline. */
uint32_t pb_build_add_story(pb_build *build, const pb_article *article, uint16_t page, pb_len x, pb_len y);
uint32_t pb_build_add_piece(pb_build *build, pb_tag_piece piece); /* what goes into pb_pen.piece: index + 1 */
void pb_build_add_leg(pb_build *build, uint32_t story, uint16_t page, pb_rect rect);
void pb_build_add_link(pb_build *build, pb_link link);
uint32_t pb_build_add_picture(pb_build *build, const pb_picture *picture);

/* A structure element of its own for what is not a block of the body (kicker, caption, jump line). Body blocks keep their
 * numbers in the story; the headline is 0. */
uint32_t pb_build_block(pb_build *build, uint32_t story);

/* ---- colour and style ---- */

/* A colour as this page can print it: an ink it does not declare becomes black, with a note once a page. `fine` is text
 * and thin rules: they overprint where they are solid black. */
pb_paint pb_pen_paint(const pb_pen *pen, pb_colour colour, bool fine, pb_span span);

extern const pb_colour PB_BLACK, PB_WHITE;

/* The layout's style of that name, else a sensible one made from its body style. Never NULL. */
const pb_style *pb_build_style(const pb_build *build, const pb_layout *layout, const char *name);
const pb_style *pb_pen_style(const pb_pen *pen, const char *name);
const pb_style *pb_body_style(const pb_layout *layout, const pb_frame *frame);

/* Where a size's baseline stands below the top of a band `height` high in whose middle its em box is. */
pb_len pb_baseline(pb_build *build, const pb_layout *layout, pb_len height, pb_len size);

#endif
