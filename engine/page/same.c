#include "same.h"

#include <string.h>

typedef struct {
  const pb_edition *a, *b;
} pair;

static bool same_rect(pb_rect a, pb_rect b) { return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h; }

static bool same_paint(pb_paint a, pb_paint b) { return a.ink == b.ink && a.tint == b.tint && a.overprint == b.overprint; }

static bool same_mark(const pb_trimmed_mark *a, const pb_trimmed_mark *b) {
  return a->face == b->face && a->glyph == b->glyph && a->before == b->before && a->advance == b->advance;
}

static bool same_upright(const pb_upright_glyph *a, const pb_upright_glyph *b) {
  if (a->face != b->face || a->percent != b->percent || a->advance != b->advance || a->nparts != b->nparts) return false;
  for (size_t i = 0; i < a->nparts; i++)
    if (a->parts[i].glyph != b->parts[i].glyph || a->parts[i].x != b->parts[i].x || a->parts[i].y != b->parts[i].y) return false;
  return true;
}

/* Own glyphs are numbered as an edition comes upon them. */
static bool same_glyph(const pair *p, uint32_t a, uint32_t b) {
  if ((a & PB_OWN_GLYPH) != (b & PB_OWN_GLYPH)) return false;
  if (a & PB_TRIMMED) return same_mark(&p->a->trimmed[a & ~PB_TRIMMED], &p->b->trimmed[b & ~PB_TRIMMED]);
  if (a & PB_UPRIGHT) return same_upright(&p->a->upright[a & ~PB_UPRIGHT], &p->b->upright[b & ~PB_UPRIGHT]);
  return a == b;
}

static bool same_run(const pair *p, const pb_item *a, const pb_item *b) {
  if (a->run.face != b->run.face || a->run.outline != b->run.outline || a->run.sideways != b->run.sideways ||
      a->run.scale != b->run.scale || a->run.size != b->run.size || a->run.nglyphs != b->run.nglyphs ||
      a->run.nclusters != b->run.nclusters || !pb_str_eq(a->run.text, b->run.text))
    return false;
  for (size_t i = 0; i < a->run.nclusters; i++)
    if (a->run.clusters[i].ntext != b->run.clusters[i].ntext || a->run.clusters[i].nglyphs != b->run.clusters[i].nglyphs)
      return false;
  for (size_t i = 0; i < a->run.nglyphs; i++) {
    const pb_placed_glyph *g = &a->run.glyphs[i], *h = &b->run.glyphs[i];
    if (g->x != h->x || g->y != h->y || !same_glyph(p, g->id, h->id)) return false;
  }
  return true;
}

static bool same_picture(const pair *p, uint32_t a, uint32_t b) {
  return strcmp(p->a->pictures[a]->path, p->b->pictures[b]->path) == 0;
}

static bool same_piece(const pair *p, uint32_t a, uint32_t b) {
  if (!a || !b) return a == b;
  const pb_tag_piece *x = &p->a->pieces[a - 1], *y = &p->b->pieces[b - 1];
  const pb_edition_story *s = &p->a->stories[x->story], *t = &p->b->stories[y->story];
  return x->kind == y->kind && x->part == y->part && x->row == y->row && x->cell == y->cell && x->header == y->header &&
         s->article == t->article && pb_str_eq(x->alt, y->alt);
}

static bool same_item(const pair *p, const pb_item *a, const pb_item *b) {
  if (a->kind != b->kind || !same_paint(a->paint, b->paint) || !same_piece(p, a->piece, b->piece)) return false;
  switch (a->kind) {
    case PB_ITEM_GLYPHS: return same_run(p, a, b);
    case PB_ITEM_FILL: return same_rect(a->fill, b->fill);
    case PB_ITEM_LINE:
      return a->line.x0 == b->line.x0 && a->line.y0 == b->line.y0 && a->line.x1 == b->line.x1 && a->line.y1 == b->line.y1 &&
             a->line.width == b->line.width && a->line.kind == b->line.kind;
    case PB_ITEM_PICTURE:
      return same_picture(p, a->picture.picture, b->picture.picture) && same_rect(a->picture.rect, b->picture.rect) &&
             same_rect(a->picture.clip, b->picture.clip);
  }
  return false;
}

bool pb_page_same(const pb_edition *a, const pb_edition *b, size_t page) {
  const pair p = {a, b};
  const pb_page *x = &a->pages[page], *y = &b->pages[page];
  if (x->width != y->width || x->height != y->height || x->bleed != y->bleed || x->fold != y->fold || x->inks != y->inks ||
      !pb_str_eq(x->label, y->label) || x->nitems != y->nitems)
    return false;
  for (size_t i = 0; i < x->nitems; i++)
    if (!same_item(&p, &x->items[i], &y->items[i])) return false;
  return true;
}
