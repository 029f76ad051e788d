#include "fold.h"

#include "bounds.h"
#include "text.h"

enum { TOUCHES = PB_PT / 2 /* a glyph's own white is seldom less */ };

static pb_len width_of(const pb_build *b, const pb_item *item, const pb_placed_glyph *g) {
  if (g->id & PB_OWN_GLYPH) return item->run.size / 2;
  int64_t advance = hb_font_get_glyph_h_advance(pb_fonts_hb(b->fonts, item->run.face), g->id);
  pb_len width = (pb_len)(advance * item->run.size / PB_FONT_SCALE);
  return item->run.scale ? (pb_len)((int64_t)width * item->run.scale / 1000) : width;
}

static bool is_blank(pb_str text) { return pb_str_is(text, " ") || pb_str_is(text, "\u3000"); }

static bool lies_on(const pb_build *b, const pb_item *item, pb_len fold) {
  size_t glyph = 0, at = 0;
  for (size_t i = 0; i < item->run.nclusters; i++) {
    const pb_text_cluster *cluster = &item->run.clusters[i];
    bool blank = is_blank(pb_str_sub(item->run.text, at, at + cluster->ntext));
    for (size_t k = glyph; k < glyph + cluster->nglyphs && !blank; k++) {
      const pb_placed_glyph *g = &item->run.glyphs[k];
      pb_len left = item->run.sideways ? g->x - item->run.size / 2 : g->x;
      pb_len width = item->run.sideways ? item->run.size : width_of(b, item, g);
      if (left + TOUCHES < fold && left + width - TOUCHES > fold) return true;
    }
    glyph += cluster->nglyphs;
    at += cluster->ntext;
  }
  return false;
}

void pb_fold_check(pb_build *b, const pb_plan_page *page, const pb_item *items, size_t n) {
  pb_len fold = pb_layout_fold(page->layout);
  for (size_t i = 0; i < n && fold; i++) {
    const pb_item *item = &items[i];
    if (item->kind != PB_ITEM_GLYPHS || item->run.outline) continue;
    pb_rect bounds = pb_item_bounds(item);
    if (bounds.x >= fold || bounds.x + bounds.w <= fold || !lies_on(b, item, fold)) continue;
    pb_span span = item->span.source ? item->span : page->page->span;
    pb_diag(b->diags, PB_WARNING, span, "text-on-fold", _("a character lies on the fold between pages %.*s"),
            PB_STR_ARG(page->label));
    pb_diag_hint(b->diags, _("move the frame, or word the line so that it can be parted there"));
  }
}
