#include "paint.h"

#include <cairo-pdf.h>
#include <math.h>

#include "bounds.h"
#include "draw.h"
#include "text.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const pb_edition *edition;
  cairo_t *cr;
  pb_pen pen;
  PB_VEC(pb_paint) paints;
  PB_VEC(const pb_layout *) layouts;
  size_t key;                     /* of the source now set; 0 = another */
  cairo_surface_t **placeholders; /* by picture; made on first use */
} painter;

static double pt(pb_len len) { return len / (double)PB_PT; }

size_t pb_paint_tag_end(const pb_page *page, size_t from) {
  size_t end = from;
  while (end < page->nitems && page->items[end].piece == page->items[from].piece) end++;
  return end;
}

/* ---- paints ---- */

static bool same_paint(pb_paint a, pb_paint b) { return a.ink == b.ink && a.tint == b.tint && a.overprint == b.overprint; }

static size_t key_of(painter *p, pb_paint paint, const pb_layout *layout) {
  if (p->key && same_paint(p->paints.at[p->key - 1], paint) && p->layouts.at[p->key - 1] == layout) return p->key;
  for (size_t i = 0; i < p->paints.n; i++)
    if (same_paint(p->paints.at[i], paint) && p->layouts.at[i] == layout) return i + 1;
  PB_PUSH(p->arena, p->paints, paint);
  PB_PUSH(p->arena, p->layouts, layout);
  return p->paints.n;
}

static void set_paint(painter *p, pb_paint paint, const pb_layout *layout) {
  size_t key = key_of(p, paint, layout);
  if (key == p->key) return;
  p->key = key;
  cairo_set_source_rgb(p->cr, (double)(key >> 16 & 255) / 255, (double)(key >> 8 & 255) / 255, (double)(key & 255) / 255);
}

/* ---- pictures ---- */

static cairo_surface_t *placeholder(painter *p, uint32_t picture) {
  if (!p->placeholders[picture]) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    unsigned char *pixel = cairo_image_surface_get_data(surface);
    if (pixel) *(uint32_t *)(void *)pixel = picture + 1;
    cairo_surface_mark_dirty(surface);
    p->placeholders[picture] = surface;
  }
  return p->placeholders[picture];
}

/* The placeholder is stretched over the picture's place by its pattern, not by the context: no clip and no saved state
 * stay behind. */
static void paint_picture(painter *p, const pb_item *item) {
  pb_rect rect = item->picture.rect, clip = item->picture.clip;
  if (item->picture.picture >= p->edition->npictures || rect.w <= 0 || rect.h <= 0 || !pb_rect_overlaps(rect, clip)) return;
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface(placeholder(p, item->picture.picture));
  double w = pt(rect.w), h = pt(rect.h);
  cairo_matrix_t matrix;
  cairo_matrix_init(&matrix, 1 / w, 0, 0, 1 / h, -pt(rect.x) / w, -pt(rect.y) / h);
  cairo_pattern_set_matrix(pattern, &matrix);
  cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
  cairo_set_source(p->cr, pattern);
  cairo_rectangle(p->cr, pt(clip.x), pt(clip.y), pt(clip.w), pt(clip.h));
  cairo_fill(p->cr);
  cairo_pattern_destroy(pattern);
  p->key = 0;
}

/* ---- pages ---- */

static bool draw_item(painter *p, const pb_item *item) {
  if (item->kind == PB_ITEM_GLYPHS) return pb_draw_run(&p->pen, item);
  if (item->kind == PB_ITEM_FILL) pb_draw_fill(&p->pen, item);
  else pb_draw_line(&p->pen, item);
  return true;
}

/* Type and rules that reach over the edge of half a spread; marks lie outside of it. A clip taken back by restoring the state would
 * take the pen's face with it. */
static bool draw_cut(painter *p, const pb_item *item, pb_rect shown) {
  cairo_rectangle(p->cr, pt(shown.x), pt(shown.y), pt(shown.w), pt(shown.h));
  cairo_clip(p->cr);
  bool good = draw_item(p, item);
  cairo_reset_clip(p->cr);
  return good;
}

/* Areas and plain rules are cut already; printer's marks are plain rules and single dots. */
static bool reaches_over(const pb_page *page, const pb_item *item) {
  bool periods = item->kind == PB_ITEM_LINE && (item->line.kind == PB_LINE_WAVE || item->line.kind == PB_LINE_DOTTED) &&
                 item->line.x0 != item->line.x1;
  pb_rect bounds = pb_item_bounds(item);
  return page->shown.w && (item->kind == PB_ITEM_GLYPHS || periods) && pb_rect_overlaps(page->shown, bounds) &&
         !pb_rect_holds(page->shown, bounds);
}

static bool paint_item(painter *p, const pb_item *item, const pb_page *page) {
  if (item->kind == PB_ITEM_PICTURE) {
    paint_picture(p, item);
    return true;
  }
  if (item->kind == PB_ITEM_GLYPHS && !item->run.nglyphs) return true;
  set_paint(p, item->paint, page->layout);
  return reaches_over(page, item) ? draw_cut(p, item, page->shown) : draw_item(p, item);
}

/* Cairo adds up the area its page has painted, item by item; with thousands of items that takes longer than all the rest.
 * An area almost as large as the page, painted first, ends it at once (one as large would wipe out the tag before it, one
 * beyond whole points would be clipped). Finishing leaves out what is marked Private. */
static void paint_sheet(painter *p, const pb_page *page) {
  double inset = 0.5, edge = pt(pb_page_edge(page));
  double width = floor(pt(page->width) + 2 * edge) - 2 * inset, height = floor(pt(page->height) + 2 * edge) - 2 * inset;
  if (width <= 0 || height <= 0) return;
  cairo_set_source_rgb(p->cr, 0, 0, 0);
  cairo_tag_begin(p->cr, "Private", "");
  cairo_rectangle(p->cr, inset - edge, inset - edge, width, height);
  cairo_fill(p->cr);
  cairo_tag_end(p->cr, "Private");
}

static bool paint_page(painter *p, const pb_page *page) {
  cairo_identity_matrix(p->cr);
  cairo_translate(p->cr, pt(pb_page_edge(page)), pt(pb_page_edge(page)));
  p->key = 0;
  paint_sheet(p, page);
  for (size_t from = 0, end; from < page->nitems; from = end) {
    end = pb_paint_tag_end(page, from);
    const char *tag = page->items[from].piece ? "P" : "NonStruct";
    cairo_tag_begin(p->cr, tag, "");
    for (size_t i = from; i < end; i++) {
      if (paint_item(p, &page->items[i], page)) continue;
      pb_diag(p->diags, PB_ERROR, page->items[i].span, "paint-glyphs", _("a run of type cannot be painted"));
      return false;
    }
    cairo_tag_end(p->cr, tag);
  }
  cairo_show_page(p->cr);
  return true;
}

/* Cairo 1.16 loses some 400 bytes with every CFF font it embeds, which is here: leak checkers are told to look away, from
 * this call alone. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#define LOOK_AWAY() __lsan_disable()
#define LOOK_AGAIN() __lsan_enable()
#endif
#endif
#ifndef LOOK_AWAY
#define LOOK_AWAY() ((void)0)
#define LOOK_AGAIN() ((void)0)
#endif

static void finish_surface(cairo_surface_t *surface) {
  LOOK_AWAY();
  cairo_surface_finish(surface);
  LOOK_AGAIN();
}

static cairo_status_t paint_pages(painter *p, const pb_faces *faces, size_t first, size_t end, const char *path, bool *ok) {
  cairo_surface_t *surface = cairo_pdf_surface_create(path, 1, 1);
  p->cr = cairo_create(surface);
  pb_pen_open(&p->pen, p->cr, faces);
  *ok = true;
  for (size_t i = first; *ok && i < end && cairo_status(p->cr) == CAIRO_STATUS_SUCCESS; i++) {
    const pb_page *page = &p->edition->pages[i];
    cairo_pdf_surface_set_size(surface, pt(page->width + 2 * pb_page_edge(page)), pt(page->height + 2 * pb_page_edge(page)));
    *ok = paint_page(p, page);
  }
  pb_pen_close(&p->pen);
  cairo_status_t status = cairo_status(p->cr);
  cairo_destroy(p->cr);
  finish_surface(surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  return status;
}

bool pb_paint_pdf(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t first, size_t end,
                  const char *path, pb_painted *out) {
  pb_faces *faces = pb_faces_open(arena, diags, fonts, edition, first, end);
  if (!faces) return false;
  painter p = {.arena = arena, .diags = diags, .edition = edition};
  p.placeholders = PB_NEW_N(arena, cairo_surface_t *, edition->npictures);
  bool ok;
  cairo_status_t status = paint_pages(&p, faces, first, end, path, &ok);
  for (size_t i = 0; i < edition->npictures; i++)
    if (p.placeholders[i]) cairo_surface_destroy(p.placeholders[i]);
  pb_faces_close(faces);
  if (ok && status != CAIRO_STATUS_SUCCESS)
    pb_diag(diags, PB_ERROR, (pb_span){0}, "paint-failed", _("the pages cannot be painted to %s: %s"), path,
            cairo_status_to_string(status));
  *out = (pb_painted){path, {p.paints.at, p.layouts.at, p.paints.n}};
  return ok && status == CAIRO_STATUS_SUCCESS;
}
