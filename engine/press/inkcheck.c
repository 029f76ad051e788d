#include "inkcheck.h"

#include "text.h"

enum { DARK = 850 /* black that makes a mix a rich black, 1/1000 */ };

typedef struct {
  pb_diags *diags;
  const pb_profile *profile;
  const pb_page *page;
  pb_rect *areas; /* painted so far on the page, white ones left out */
  size_t nareas;
  bool small, reversed, thin; /* told on this page */
} checker;

static const pb_ink *ink_of(const checker *c, pb_paint paint) {
  const pb_layout *layout = c->page->layout;
  return layout && paint.ink < layout->ninks ? &layout->inks[paint.ink] : NULL;
}

/* How many plates the paint prints from. */
static unsigned plates_of(const checker *c, pb_paint paint) {
  const pb_ink *ink = ink_of(c, paint);
  if (!ink || paint.tint == 0) return 0;
  if (ink->kind == PB_INK_SPOT) return 1;
  unsigned n = 0;
  for (int i = 0; i < 4; i++) n += ink->cmyk[i] > 0;
  return n;
}

static void check_mix(checker *c, const pb_item *item) {
  const pb_ink *ink = ink_of(c, item->paint);
  if (!ink || ink->kind == PB_INK_SPOT) return;
  unsigned sum = (0u + ink->cmyk[0] + ink->cmyk[1] + ink->cmyk[2] + ink->cmyk[3]) * item->paint.tint / 1000;
  if (sum <= c->profile->ink_limit * 10) return;
  pb_diag(c->diags, PB_ERROR, ink->span, "ink-limit", _("ink %.*s adds up to %u %%; the press takes %u %%"), PB_STR_ARG(ink->name),
          sum / 10, c->profile->ink_limit);
  pb_diag_hint(c->diags, _("take the colour out of what black covers"));
}

static void check_rich_black(const checker *c, const pb_item *item) {
  const pb_ink *ink = ink_of(c, item->paint);
  if (!ink || ink->kind == PB_INK_SPOT || ink->cmyk[3] < DARK || plates_of(c, item->paint) < 2) return;
  pb_diag(c->diags, PB_ERROR, item->span, "rich-black",
          _("type in ink %.*s: black mixed with other inks blurs where plates do not meet"), PB_STR_ARG(ink->name));
  pb_diag_hint(c->diags, _("set type in black"));
}

/* ---- small and thin ---- */

static bool over_area(const checker *c, const pb_item *run) {
  const pb_placed_glyph *g = &run->run.glyphs[0];
  pb_rect at = {g->x, g->y - run->run.size / 2, run->run.size / 2, run->run.size / 4};
  for (size_t i = 0; i < c->nareas; i++)
    if (pb_rect_overlaps(at, c->areas[i])) return true;
  return false;
}

static void warn_size(checker *c, const pb_item *run, bool *told, pb_len least, const char *message) {
  if (*told || run->run.size >= least) return;
  *told = true;
  pb_diag(c->diags, PB_WARNING, run->span, "small-type", message, PB_STR_ARG(c->page->label), pb_len_to_pt(run->run.size),
          pb_len_to_pt(least));
  pb_diag_hint(c->diags, _("make it larger, or set it in one ink on white"));
}

static void check_type(checker *c, const pb_item *run) {
  if (run->run.nglyphs == 0) return;
  check_rich_black(c, run);
  if (run->paint.tint == 0 && over_area(c, run))
    warn_size(c, run, &c->reversed, c->profile->type_reversed,
              _("page %.*s: type reversed out of an area is %.1f pt; below %.1f pt it fills in"));
  else if (plates_of(c, run->paint) > 1)
    warn_size(c, run, &c->small, c->profile->type_colour,
              _("page %.*s: type in several inks is %.1f pt; below %.1f pt plates that do not meet show"));
}

static void check_line(checker *c, const pb_item *item) {
  if (c->thin || plates_of(c, item->paint) < 2 || item->line.width >= c->profile->line_colour) return;
  c->thin = true;
  pb_diag(c->diags, PB_WARNING, item->span, "thin-line",
          _("page %.*s: a line in several inks is %.1f pt; below %.1f pt plates that do not meet show"), PB_STR_ARG(c->page->label),
          pb_len_to_pt(item->line.width), pb_len_to_pt(c->profile->line_colour));
  pb_diag_hint(c->diags, _("make it thicker, or draw it in one ink"));
}

static void check_item(checker *c, const pb_item *item) {
  if (item->kind == PB_ITEM_PICTURE || item->mark) return;
  check_mix(c, item);
  if (item->kind == PB_ITEM_GLYPHS) check_type(c, item);
  if (item->kind == PB_ITEM_LINE) check_line(c, item);
  if (item->kind == PB_ITEM_FILL && item->paint.tint) c->areas[c->nareas++] = item->fill;
}

void pb_ink_check(pb_diags *diags, const pb_edition *edition, const pb_profile *profile) {
  pb_arena *scratch = pb_arena_new();
  for (size_t p = 0; p < edition->npages; p++) {
    const pb_page *page = &edition->pages[p];
    checker c = {.diags = diags, .profile = profile, .page = page, .areas = PB_NEW_N(scratch, pb_rect, page->nitems)};
    for (size_t i = 0; i < page->nitems; i++) check_item(&c, &page->items[i]);
  }
  pb_arena_drop(scratch);
}
