#include "knockout.h"

enum { WET = 1400 /* of cyan, magenta, yellow and spot inks, in 1/1000 of one ink */, AREAS_MAX = 64 };

/* The ink of an area that black does not bring along. */
static unsigned under_black(const pb_layout *layout, pb_paint paint) {
  if (paint.ink >= layout->ninks || paint.tint == 0) return 0;
  const pb_ink *ink = &layout->inks[paint.ink];
  unsigned sum = ink->kind == PB_INK_SPOT ? 1000u : 0u + ink->cmyk[0] + ink->cmyk[1] + ink->cmyk[2];
  return sum * paint.tint / 1000;
}

static pb_rect box_of(const pb_item *run) {
  const pb_placed_glyph *g = run->run.glyphs;
  pb_len left = g[0].x, right = g[0].x, top = g[0].y, foot = g[0].y, size = run->run.size;
  for (size_t i = 1; i < run->run.nglyphs; i++) {
    if (g[i].x < left) left = g[i].x;
    if (g[i].x > right) right = g[i].x;
    if (g[i].y < top) top = g[i].y;
    if (g[i].y > foot) foot = g[i].y;
  }
  return (pb_rect){left, top - size, right + size - left, foot + size / 4 - top + size};
}

void pb_knock_out(const pb_layout *layout, pb_item *items, size_t n) {
  pb_rect areas[AREAS_MAX];
  size_t nareas = 0;
  for (size_t i = 0; i < n; i++) {
    pb_item *item = &items[i];
    if (item->kind == PB_ITEM_FILL && nareas < AREAS_MAX && under_black(layout, item->paint) > WET) areas[nareas++] = item->fill;
    if (item->kind != PB_ITEM_GLYPHS || !item->paint.overprint || !nareas || !item->run.nglyphs) continue;
    pb_rect box = box_of(item);
    for (size_t a = 0; a < nareas; a++)
      if (pb_rect_overlaps(box, areas[a])) item->paint.overprint = false;
  }
}
