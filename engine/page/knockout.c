#include "knockout.h"

#include "bounds.h"

enum { WET = 1400 /* of cyan, magenta, yellow and spot inks, in 1/1000 of one ink */, AREAS_MAX = 64 };

/* The ink of an area that black does not bring along. */
static unsigned under_black(const pb_layout *layout, pb_paint paint) {
  if (paint.ink >= layout->ninks || paint.tint == 0) return 0;
  const pb_ink *ink = &layout->inks[paint.ink];
  unsigned sum = ink->kind == PB_INK_SPOT ? 1000u : 0u + ink->cmyk[0] + ink->cmyk[1] + ink->cmyk[2];
  return sum * paint.tint / 1000;
}

void pb_knock_out(const pb_layout *layout, pb_item *items, size_t n) {
  pb_rect areas[AREAS_MAX];
  size_t nareas = 0;
  for (size_t i = 0; i < n; i++) {
    pb_item *item = &items[i];
    if (item->kind == PB_ITEM_FILL && nareas < AREAS_MAX && under_black(layout, item->paint) > WET) areas[nareas++] = item->fill;
    if (item->kind != PB_ITEM_GLYPHS || !item->paint.overprint || !nareas || !item->run.nglyphs) continue;
    pb_rect box = pb_item_bounds(item);
    for (size_t a = 0; a < nareas; a++)
      if (pb_rect_overlaps(box, areas[a])) item->paint.overprint = false;
  }
}
