#include "placements.h"

#include <errno.h>
#include <string.h>

#include "preflight.h"
#include "text.h"

/* Where one page of a PDF stands, all its places together. */
typedef struct {
  pb_arena *arena;
  double scale; /* of the largest */
  bool placed;
  pb_plates_had plates; /* that all pages have on which it stands */
} standing;

static bool has_spot(const pb_plates_had *plates, pb_str name) {
  for (size_t i = 0; i < plates->nspots; i++)
    if (pb_str_eq(plates->spots[i], name)) return true;
  return false;
}

/* What the page's inks print on. */
static pb_plates_had plates_of(pb_arena *arena, const pb_page *page) {
  pb_plates_had plates = {.process = {[3] = true}};
  size_t n = page->layout ? page->layout->ninks : 0;
  pb_str *spots = PB_NEW_N(arena, pb_str, n);
  for (size_t i = 0; i < n && i < 64; i++) {
    const pb_ink *ink = &page->layout->inks[i];
    if (!(page->inks >> i & 1)) continue;
    if (ink->kind == PB_INK_SPOT) spots[plates.nspots++] = ink->spot;
    for (unsigned c = 0; c < 4 && ink->kind == PB_INK_PROCESS; c++) plates.process[c] = plates.process[c] || ink->cmyk[c];
  }
  plates.spots = spots;
  return plates;
}

static void stand(standing *s, const pb_page *page, const pb_item *item, const pb_picture *picture) {
  double scale = (double)item->picture.rect.w / picture->width;
  pb_plates_had here = plates_of(s->arena, page);
  if (scale > s->scale) s->scale = scale;
  if (!s->placed) {
    s->plates = here;
    s->placed = true;
    return;
  }
  pb_str *both = PB_NEW_N(s->arena, pb_str, here.nspots);
  size_t n = 0;
  for (size_t i = 0; i < here.nspots; i++)
    if (has_spot(&s->plates, here.spots[i])) both[n++] = here.spots[i];
  for (unsigned c = 0; c < 4; c++) s->plates.process[c] = s->plates.process[c] && here.process[c];
  s->plates.spots = both, s->plates.nspots = n;
}

static standing find(pb_arena *arena, const pb_edition *edition, size_t number) {
  standing s = {.arena = arena};
  for (size_t p = 0; p < edition->npages; p++)
    for (size_t i = 0; i < edition->pages[p].nitems; i++) {
      const pb_item *item = &edition->pages[p].items[i];
      if (item->kind == PB_ITEM_PICTURE && item->picture.picture == number)
        stand(&s, &edition->pages[p], item, edition->pictures[number]);
    }
  return s;
}

void pb_preflight_placements(pb_arena *arena, pb_diags *diags, const pb_edition *edition, const pb_profile *profile) {
  for (size_t i = 0; i < edition->npictures; i++) {
    const pb_picture *picture = edition->pictures[i];
    if (!picture || picture->format != PB_PICTURE_PDF) continue;
    standing s = find(arena, edition, i);
    pb_preflight_job job = {.arena = arena,
                            .diags = diags,
                            .at = picture->span,
                            .path = picture->path,
                            .profile = profile,
                            .placed = true,
                            .scale = s.scale,
                            .plates_had = s.placed ? &s.plates : NULL,
                            .page = picture->page.number};
    if (pb_preflight(&job)) continue;
    pb_diag(diags, PB_ERROR, picture->span, "pdf-unreadable", _("the PDF %s cannot be used: %s"), picture->name, strerror(errno));
    pb_diag_hint(diags, _("make the PDF anew, or take it out"));
  }
}
