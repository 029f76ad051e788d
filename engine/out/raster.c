#include "raster.h"

#include <stdlib.h>

#include "draw.h"
#include "files.h"
#include "pixels.h"
#include "text.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const pb_edition *edition;
  cairo_t *cr;
  pb_pen pen;
} painter;

static double pt(pb_len len) { return len / (double)PB_PT; }

/* ---- colours: plain, as a screen shows them ---- */

static void set_paint(painter *p, pb_paint paint, const pb_layout *layout) {
  double cmyk[4] = {0, 0, 0, 1}, tint = paint.tint / 1000.0;
  if (layout && paint.ink < layout->ninks)
    for (unsigned i = 0; i < 4; i++) cmyk[i] = layout->inks[paint.ink].cmyk[i] / 1000.0;
  double light = 1 - cmyk[3] * tint;
  cairo_set_source_rgb(p->cr, (1 - cmyk[0] * tint) * light, (1 - cmyk[1] * tint) * light, (1 - cmyk[2] * tint) * light);
}

static uint32_t pixel_of(const uint8_t *sample, unsigned channels) {
  uint8_t rgb[3];
  for (unsigned i = 0; i < 3; i++) {
    if (channels == 4) rgb[i] = (uint8_t)((255 - sample[i]) * (255 - sample[3]) / 255);
    else rgb[i] = sample[channels == 3 ? i : 0];
  }
  return (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
}

/* ---- pictures ---- */

/* Every `skip`th sample of every `skip`th row: a page's picture needs no more than a few samples a pixel. */
static cairo_surface_t *read_picture(pb_pixels *pixels, uint32_t skip) {
  int width = (int)(pb_pixels_width(pixels) / skip), height = (int)(pb_pixels_height(pixels) / skip);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  unsigned char *data = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  unsigned channels = pb_pixels_channels(pixels);
  uint8_t *row = pb_xmalloc((size_t)pb_pixels_width(pixels) * channels);
  bool ok = data != NULL;
  for (int y = 0; ok && y < height; y++) {
    for (uint32_t i = 0; ok && i < skip; i++) ok = pb_pixels_row(pixels, row);
    uint32_t *out = (uint32_t *)(void *)(data + (ptrdiff_t)y * stride);
    for (int x = 0; ok && x < width; x++) out[x] = pixel_of(row + (size_t)x * skip * channels, channels);
  }
  free(row);
  cairo_surface_mark_dirty(surface);
  if (ok) return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

static uint32_t skip_for(const painter *p, const pb_picture *picture, pb_rect rect) {
  double wanted = pt(rect.w), unit = 1, none = 0;
  cairo_user_to_device_distance(p->cr, &unit, &none);
  double skip = picture->width / (2 * wanted * unit + 1);
  uint32_t most = picture->width < picture->height ? picture->width : picture->height;
  return skip < 1 ? 1 : skip > most ? most : (uint32_t)skip;
}

static void clip_to(painter *p, pb_rect clip) { cairo_rectangle(p->cr, pt(clip.x), pt(clip.y), pt(clip.w), pt(clip.h)); }

static void paint_picture(painter *p, const pb_item *item) {
  const pb_edition *edition = p->edition;
  const pb_picture *picture = item->picture.picture < edition->npictures ? edition->pictures[item->picture.picture] : NULL;
  pb_rect rect = item->picture.rect;
  if (rect.w <= 0 || rect.h <= 0) return;
  const char *fault = NULL;
  pb_pixels *pixels = picture && picture->format != PB_PICTURE_PDF ? pb_pixels_open(picture, 0, &fault) : NULL;
  cairo_surface_t *surface = pixels ? read_picture(pixels, skip_for(p, picture, rect)) : NULL;
  pb_pixels_close(pixels);
  cairo_save(p->cr);
  clip_to(p, item->picture.clip);
  if (surface) {
    cairo_clip(p->cr);
    cairo_translate(p->cr, pt(rect.x), pt(rect.y));
    cairo_scale(p->cr, pt(rect.w) / cairo_image_surface_get_width(surface), pt(rect.h) / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(p->cr, surface, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(p->cr), CAIRO_EXTEND_PAD);
    cairo_paint(p->cr);
    cairo_surface_destroy(surface);
  } else {
    if (picture && picture->format != PB_PICTURE_PDF) /* a placed page is a grey area: only the PDF has it */
      pb_diag(p->diags, PB_WARNING, picture->span, "picture-broken", _("the picture %s cannot be used: %s"), picture->name,
              fault ? fault : _("it is damaged"));
    cairo_set_source_rgb(p->cr, 0.8, 0.8, 0.8);
    cairo_fill(p->cr);
  }
  cairo_restore(p->cr);
}

/* ---- the page ---- */

static void paint_item(painter *p, const pb_item *item, const pb_layout *layout) {
  if (item->kind == PB_ITEM_PICTURE) {
    paint_picture(p, item);
    return;
  }
  set_paint(p, item->paint, layout);
  if (item->kind == PB_ITEM_FILL) pb_draw_fill(&p->pen, item);
  else if (item->kind == PB_ITEM_LINE) pb_draw_line(&p->pen, item);
  else pb_draw_run(&p->pen, item);
}

static void paint_page(painter *p, const pb_page *page) {
  cairo_set_source_rgb(p->cr, 1, 1, 1);
  cairo_paint(p->cr);
  for (size_t i = 0; i < page->nitems; i++) paint_item(p, &page->items[i], page->layout);
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned length) {
  return fwrite(data, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static bool write_file(cairo_surface_t *surface, const char *path) {
  pb_outfile out;
  if (!pb_outfile_open(&out, path)) return false;
  if (cairo_surface_write_to_png_stream(surface, write_bytes, out.file) == CAIRO_STATUS_SUCCESS) return pb_outfile_commit(&out);
  pb_outfile_abandon(&out);
  return false;
}

bool pb_png_page(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t page, unsigned dpi,
                 const char *path) {
  const pb_page *one = &edition->pages[page];
  double scale = dpi / 72.0;
  pb_faces *faces = pb_faces_open(arena, diags, fonts, edition, page, page + 1);
  if (!faces) return false;
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(pt(one->width) * scale + 0.5), (int)(pt(one->height) * scale + 0.5));
  painter p = {.arena = arena, .diags = diags, .edition = edition, .cr = cairo_create(surface)};
  cairo_scale(p.cr, scale, scale);
  pb_pen_open(&p.pen, p.cr, faces);
  paint_page(&p, one);
  pb_pen_close(&p.pen);
  bool ok = cairo_status(p.cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(p.cr);
  ok = ok && write_file(surface, path);
  cairo_surface_destroy(surface);
  pb_faces_close(faces);
  if (!ok) pb_diag(diags, PB_ERROR, (pb_span){0}, "png-write", _("the picture %s cannot be written"), path);
  return ok;
}
