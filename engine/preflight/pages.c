#include "pages.h"

#include <math.h>

#include "seen.h"
#include "text.h"

/* ---- the tree ---- */

typedef struct {
  pb_pdf *pdf;
  pb_arena *arena;
  pb_seen *seen;
  pb_pages pages;
  PB_VEC(uint64_t) ids;
  struct {
    uint64_t id;
    int next, n; /* kids */
  } path[PB_PAGES_DEPTH];
  size_t depth;
} climber;

static void fault(climber *c, const char *what) {
  if (!c->pages.fault) c->pages.fault = what;
}

static void enter(climber *c, qpdf_oh node) {
  uint64_t id = pb_pdf_id(c->pdf, node);
  qpdf_oh kids = pb_pdf_get(c->pdf, node, "Kids");
  if (!pb_pdf_is_dict(c->pdf, node)) {
    fault(c, _("its page tree leads to what is no page"));
  } else if (!id) {
    fault(c, _("a page has no object of its own"));
  } else if (!pb_seen_add(c->seen, id)) {
    fault(c, _("its page tree comes to the same page twice"));
  } else if (!qpdf_oh_is_array(c->pdf->qpdf, kids)) {
    if (!pb_pdf_key_is(c->pdf, node, "Type", "Page")) fault(c, _("its page tree has a page without the type Page"));
    if (c->ids.n < PB_PAGES_MAX) PB_PUSH(c->arena, c->ids, id);
    else fault(c, _("it has more pages than are read"));
  } else if (c->depth < PB_PAGES_DEPTH) {
    c->path[c->depth].id = id;
    c->path[c->depth].next = 0;
    c->path[c->depth++].n = pb_pdf_count(c->pdf, kids);
  } else {
    fault(c, _("its page tree is too deep"));
  }
}

pb_pages pb_pages_find(pb_pdf *pdf, pb_arena *arena) {
  climber c = {.pdf = pdf, .arena = arena, .seen = pb_seen_new(arena)};
  enter(&c, pb_pdf_get(pdf, qpdf_get_root(pdf->qpdf), "Pages"));
  while (c.depth) {
    size_t top = c.depth - 1;
    if (c.path[top].next >= c.path[top].n) {
      c.depth--;
      continue;
    }
    qpdf_oh node = pb_pdf_by_id(pdf, c.path[top].id);
    enter(&c, qpdf_oh_get_array_item(pdf->qpdf, pb_pdf_get(pdf, node, "Kids"), c.path[top].next++));
    pb_pdf_release(pdf);
  }
  c.pages.ids = c.ids.at;
  c.pages.n = c.ids.n;
  return c.pages;
}

/* ---- a page ---- */

/* Also what the nodes above it say for all their pages. */
static qpdf_oh inherited(pb_pdf *pdf, qpdf_oh node, const char *key) {
  for (int i = 0; i < PB_PAGES_DEPTH && pb_pdf_is_dict(pdf, node); i++) {
    qpdf_oh value = pb_pdf_get(pdf, node, key);
    if (!qpdf_oh_is_null(pdf->qpdf, value)) return value;
    node = pb_pdf_get(pdf, node, "Parent");
  }
  return qpdf_oh_new_null(pdf->qpdf);
}

static void read_box(pb_pdf *pdf, qpdf_oh value, unsigned bit, pb_pdf_page *page, pb_box *box) {
  double v[4];
  if (qpdf_oh_is_null(pdf->qpdf, value)) return;
  bool numbers = pb_pdf_numbers(pdf, value, v, 4);
  pb_box given = numbers ? (pb_box){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])} : (pb_box){0};
  bool good = numbers && given.x1 > given.x0 && given.y1 > given.y0;
  if (good) *box = given;
  if (good) page->given |= bit;
  else page->broken |= bit;
}

static pb_box within(pb_box a, pb_box b) {
  pb_box c = {fmax(a.x0, b.x0), fmax(a.y0, b.y0), fmin(a.x1, b.x1), fmin(a.y1, b.y1)};
  return c.x1 > c.x0 && c.y1 > c.y0 ? c : b;
}

static void read_boxes(pb_pdf *pdf, pb_pdf_page *page) {
  page->media = (pb_box){0, 0, 612, 792}; /* what readers take where there is none */
  read_box(pdf, inherited(pdf, page->dict, "MediaBox"), PB_HAS_MEDIA, page, &page->media);
  page->crop = page->media;
  read_box(pdf, inherited(pdf, page->dict, "CropBox"), PB_HAS_CROP, page, &page->crop);
  page->bleed = page->trim = page->art = within(page->crop, page->media);
  read_box(pdf, pb_pdf_get(pdf, page->dict, "BleedBox"), PB_HAS_BLEED, page, &page->bleed);
  read_box(pdf, pb_pdf_get(pdf, page->dict, "TrimBox"), PB_HAS_TRIM, page, &page->trim);
  read_box(pdf, pb_pdf_get(pdf, page->dict, "ArtBox"), PB_HAS_ART, page, &page->art);
}

pb_pdf_page pb_page_read(pb_pdf *pdf, const pb_pages *pages, size_t index) {
  pb_pdf_page page = {.number = (unsigned)index + 1, .dict = pb_pdf_by_id(pdf, pages->ids[index])};
  page.resources = inherited(pdf, page.dict, "Resources");
  read_boxes(pdf, &page);
  double rotate = 0, unit = 1;
  pb_pdf_number(pdf, inherited(pdf, page.dict, "Rotate"), &rotate);
  pb_pdf_number(pdf, pb_pdf_get(pdf, page.dict, "UserUnit"), &unit);
  page.view = (pb_view){.number = page.number, .trim = page.trim, .unit = unit > 0 && unit < 1e5 ? unit : 1};
  if (!(page.given & PB_HAS_TRIM) && page.given & PB_HAS_ART) page.view.trim = page.art;
  page.odd_rotate = fmod(rotate, 90) != 0;
  page.view.rotate = ((int)fmod(rotate, 360) + 360) % 360 / 90 * 90;
  return page;
}
