#include "half.h"

#include "bounds.h"

typedef struct {
  pb_arena *arena;
  pb_rect shown; /* on the half */
  pb_len left;   /* of the half, on the spread */
} cutter;

static pb_len left_of(const pb_page *spread, pb_half half) { return half == PB_RIGHT_HALF ? spread->fold : 0; }

pb_rect pb_half_rect(const pb_page *spread, pb_half half, pb_rect rect) {
  if (half == PB_WHOLE) return rect;
  rect.x -= left_of(spread, half);
  if (half == PB_LEFT_HALF && rect.x + rect.w > spread->fold) rect.w = spread->fold - rect.x;
  return rect;
}

/* ---- type ---- */

static pb_placed_glyph *moved_glyphs(const cutter *c, const pb_item *item) {
  pb_placed_glyph *glyphs = PB_NEW_N(c->arena, pb_placed_glyph, item->run.nglyphs);
  for (size_t i = 0; i < item->run.nglyphs; i++) {
    glyphs[i] = item->run.glyphs[i];
    glyphs[i].x -= c->left;
  }
  return glyphs;
}

/* Of a cluster whose first glyph is i, up to the next one's first: generously, where there is none. */
static bool cluster_shows(const cutter *c, const pb_item *run, size_t i, size_t next) {
  const pb_placed_glyph *g = run->run.glyphs;
  if (run->run.sideways) return g[i].x + run->run.size > c->shown.x && g[i].x - run->run.size < c->shown.x + c->shown.w;
  pb_len right = next < run->run.nglyphs && g[next].x > g[i].x ? g[next].x : g[i].x + run->run.size;
  return right > c->shown.x && g[i].x < c->shown.x + c->shown.w;
}

/* Takes the clusters that do not show out of a run. False if none is left. */
static bool cut_run(const cutter *c, pb_item *item) {
  pb_placed_glyph *glyphs = moved_glyphs(c, item);
  item->run.glyphs = glyphs;
  if (pb_rect_holds(c->shown, pb_item_bounds(item))) return true;
  pb_text_cluster *clusters = PB_NEW_N(c->arena, pb_text_cluster, item->run.nclusters);
  pb_placed_glyph *kept = PB_NEW_N(c->arena, pb_placed_glyph, item->run.nglyphs);
  char *text = pb_alloc(c->arena, item->run.text.n + 1);
  size_t n = 0, nglyphs = 0, ntext = 0;
  for (size_t i = 0, glyph = 0, at = 0; i < item->run.nclusters; i++) {
    pb_text_cluster cluster = item->run.clusters[i];
    if (cluster.nglyphs && cluster_shows(c, item, glyph, glyph + cluster.nglyphs)) {
      for (size_t k = 0; k < cluster.nglyphs; k++) kept[nglyphs++] = glyphs[glyph + k];
      for (size_t k = 0; k < cluster.ntext; k++) text[ntext++] = item->run.text.s[at + k];
      clusters[n++] = cluster;
    }
    glyph += cluster.nglyphs;
    at += cluster.ntext;
  }
  item->run.glyphs = kept, item->run.nglyphs = nglyphs;
  item->run.clusters = clusters, item->run.nclusters = n;
  item->run.text = (pb_str){text, ntext};
  return n > 0;
}

/* ---- all else ---- */

/* A rule across the fold ends where the half does. What is drawn in periods keeps its beginning, and is cut where it is painted. */
static void cut_line(const cutter *c, pb_item *item) {
  pb_len *a = &item->line.x0, *b = &item->line.x1, left = c->shown.x, right = c->shown.x + c->shown.w;
  *a -= c->left, *b -= c->left;
  bool periods = item->line.kind == PB_LINE_WAVE || item->line.kind == PB_LINE_DOTTED;
  if (item->line.y0 != item->line.y1 || *a == *b || periods) return;
  if (*a > *b) {
    pb_len *swap = a;
    a = b, b = swap;
  }
  if (*a < left) *a = left;
  if (*b > right) *b = right;
}

/* False: nothing of it shows. */
static bool cut_item(const cutter *c, pb_item *item) {
  pb_rect bounds = pb_item_bounds(item);
  bounds.x -= c->left;
  pb_rect seen = pb_rect_shared(bounds, c->shown);
  if (seen.w <= 0 || seen.h <= 0) return false;
  switch (item->kind) {
    case PB_ITEM_GLYPHS: return cut_run(c, item);
    case PB_ITEM_LINE: cut_line(c, item); return true;
    case PB_ITEM_FILL: item->fill = seen; return true;
    case PB_ITEM_PICTURE:
      item->picture.rect.x -= c->left;
      item->picture.clip = seen;
      return true;
  }
  return true;
}

/* What stands beyond the fold is bled over it, and is tagged on the other half. */
static void untag_bleed(const pb_page *page, pb_item *item) {
  pb_rect bounds = pb_item_bounds(item), trim = {0, 0, page->width, page->height};
  if (item->kind == PB_ITEM_GLYPHS && !item->run.sideways) { /* bounds are generous: an em at the right of the last */
    pb_len first = item->run.glyphs[0].x;
    bounds.w = bounds.x + bounds.w - first - item->run.size / 8;
    bounds.x = first;
  }
  if (!pb_rect_overlaps(bounds, trim)) item->piece = 0;
}

pb_page pb_page_half(pb_arena *arena, const pb_page *spread, pb_half half, pb_len fold_bleed) {
  pb_page page = *spread;
  bool right = half == PB_RIGHT_HALF;
  page.width = right ? spread->width - spread->fold : spread->fold;
  page.label = spread->sides[right];
  page.fold = 0;
  page.bleed = fold_bleed > spread->bleed ? fold_bleed : spread->bleed;
  pb_len before = right ? fold_bleed : spread->bleed, after = right ? spread->bleed : fold_bleed;
  page.shown = (pb_rect){-before, -spread->bleed, before + page.width + after, page.height + 2 * spread->bleed};
  cutter c = {.arena = arena, .shown = page.shown, .left = left_of(spread, half)};
  pb_item *items = PB_NEW_N(arena, pb_item, spread->nitems);
  page.nitems = 0;
  for (size_t i = 0; i < spread->nitems; i++) {
    items[page.nitems] = spread->items[i];
    if (!cut_item(&c, &items[page.nitems])) continue;
    untag_bleed(&page, &items[page.nitems++]);
  }
  page.items = items;
  return page;
}
