#include "bounds.h"

pb_rect pb_rect_shared(pb_rect a, pb_rect b) {
  pb_len x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
  pb_len right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w, foot = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
  return (pb_rect){x, y, right - x, foot - y};
}

static pb_rect of_run(const pb_item *item) {
  const pb_placed_glyph *g = item->run.glyphs;
  if (item->run.nglyphs == 0) return (pb_rect){0};
  pb_len left = g[0].x, right = g[0].x, top = g[0].y, foot = g[0].y, size = item->run.size;
  for (size_t i = 1; i < item->run.nglyphs; i++) {
    if (g[i].x < left) left = g[i].x;
    if (g[i].x > right) right = g[i].x;
    if (g[i].y < top) top = g[i].y;
    if (g[i].y > foot) foot = g[i].y;
  }
  if (item->run.sideways) return (pb_rect){left - size, top, right - left + 2 * size, foot + size - top};
  return (pb_rect){left, top - size, right + size - left, foot + size / 4 - top + size};
}

static pb_rect of_line(const pb_item *item) {
  pb_len x0 = item->line.x0, x1 = item->line.x1, y0 = item->line.y0, y1 = item->line.y1, reach = 2 * item->line.width;
  pb_len left = x0 < x1 ? x0 : x1, top = y0 < y1 ? y0 : y1;
  pb_len w = x0 < x1 ? x1 - x0 : x0 - x1, h = y0 < y1 ? y1 - y0 : y0 - y1;
  return (pb_rect){left - reach, top - reach, w + 2 * reach, h + 2 * reach};
}

pb_rect pb_item_bounds(const pb_item *item) {
  switch (item->kind) {
    case PB_ITEM_GLYPHS: return of_run(item);
    case PB_ITEM_FILL: return item->fill;
    case PB_ITEM_LINE: return of_line(item);
    case PB_ITEM_PICTURE: return pb_rect_shared(item->picture.rect, item->picture.clip);
  }
  return (pb_rect){0};
}
