/* Lists: labels hang before their texts, all of one list and depth in one width, numbers one under the other. */
#include "flows.h"

enum { LEVELS = 4 /* deeper items stand as far in as these */ };

typedef struct {
  pb_len label; /* its width */
  pb_len hang;  /* from the left edge of the widest label beside it to the texts */
  pb_len inset; /* of its text, within the style's measure */
} placed_item;

static unsigned level_of(const pb_copy_block *item) { return item->level < LEVELS ? item->level : LEVELS - 1; }

static pb_pieces label_of(const pb_maker *m, const pb_copy_block *item) {
  pb_piece *label = PB_NEW(m->shaper->arena, pb_piece);
  *label = (pb_piece){.text = item->label, .span = {item->span.source, item->span.at, item->span.at}};
  return (pb_pieces){label, 1};
}

static bool is_numbered(const pb_copy_block *item) { return item->label.n && item->label.s[0] >= '0' && item->label.s[0] <= '9'; }

/* Whether item `other` ends the list that `one` is of: one farther out, or of the other kind. */
static bool ends_list(const pb_copy_block *other, const pb_copy_block *one) {
  return level_of(other) < level_of(one) || (level_of(other) == level_of(one) && is_numbered(other) != is_numbered(one));
}

/* The widest label of the list that an item is of. */
static pb_len widest_label(const pb_copy_block *items, const placed_item *places, size_t n, size_t at) {
  pb_len widest = 0;
  size_t first = at;
  while (first > 0 && !ends_list(&items[first - 1], &items[at])) first--;
  for (size_t i = first; i < n && !ends_list(&items[i], &items[at]); i++)
    if (level_of(&items[i]) == level_of(&items[at]) && places[i].label > widest) widest = places[i].label;
  return widest;
}

/* A quarter of an em after the label at least, then to a whole number of half ems. */
static pb_len hang_of(pb_len label, pb_len size) {
  pb_len half = size / 2;
  return label ? (label + half / 2 + half - 1) / half * half : 0;
}

/* Where the item stands that this one is within. */
static const placed_item *outer_of(const pb_copy_block *items, const placed_item *places, size_t at) {
  for (size_t i = at; i > 0; i--)
    if (level_of(&items[i - 1]) < level_of(&items[at])) return &places[i - 1];
  return NULL;
}

static void place_items(pb_maker *m, const pb_style *style, const pb_copy_block *items, placed_item *places, size_t n) {
  pb_len size = pb_style_size(style);
  pb_maker_style(m, style, size);
  m->figures = true;
  for (size_t i = 0; i < n; i++) places[i].label = pb_maker_measure(m, label_of(m, &items[i]), items[i].span);
  m->figures = false;
  for (size_t i = 0; i < n; i++) {
    const placed_item *outer = outer_of(items, places, i);
    places[i].hang = hang_of(widest_label(items, places, n, i), size);
    places[i].inset = outer                                ? outer->inset + places[i].hang
                      : style->inset_left > places[i].hang ? style->inset_left
                                                           : places[i].hang;
  }
}

/* Labels end under one another: the points of 1. to 12. make a line. */
static void add_item(pb_maker *m, const pb_style *style, const pb_copy_block *item, placed_item at, pb_len widest,
                     pb_flow_place place) {
  pb_style *own = PB_NEW(m->shaper->arena, pb_style);
  *own = *style;
  pb_flow flow = pb_flow_begin(m, PB_FLOW_ITEM, own, place);
  flow.level = (uint8_t)level_of(item);
  m->figures = true;
  pb_maker_text(m, label_of(m, item), place.span);
  m->figures = false;
  flow.text = (uint32_t)m->clusters.n;
  pb_maker_seam(m, at.hang - widest);
  own->inset_left = at.inset;
  own->indent = widest - at.label - at.hang;
  if (item->ncells) pb_maker_text(m, item->cells[0], place.span);
  pb_flow_end(m, flow);
}

size_t pb_flow_list(pb_maker *m, const pb_style *style, const pb_copy_block *blocks, size_t n, pb_flow_place place) {
  size_t items = 1;
  while (items < n && blocks[items].kind == PB_LIST_ITEM && blocks[items].fence == blocks[0].fence) items++;
  pb_arena_mark mark = pb_arena_save(m->scratch);
  placed_item *places = PB_NEW_N(m->scratch, placed_item, items);
  place_items(m, style, blocks, places, items);
  for (size_t i = 0; i < items; i++) {
    place.span = blocks[i].span;
    add_item(m, style, &blocks[i], places[i], widest_label(blocks, places, items, i), place);
    if (place.block < UINT16_MAX) place.block++;
  }
  pb_arena_restore(m->scratch, mark);
  return items;
}
