#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <cairo.h>

#include "dump.h"
#include "font_bench.h"
#include "handmade.h"
#include "raster.h"
#include "sample_picture.h"

static const pb_edition *make(bench *b, const pb_picture *picture) {
  handmade m = {.arena = b->arena, .fonts = b->fonts};
  m.song = pb_fonts_find(b->fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0});
  m.hei = pb_fonts_find(b->fonts, PB_STR("hei"), 700, PB_STR("zh-Hans"), (pb_span){0});
  return handmade_edition(&m, picture);
}

static uint32_t pixel(cairo_surface_t *surface, int x, int y) {
  const unsigned char *row = cairo_image_surface_get_data(surface) + (ptrdiff_t)y * cairo_image_surface_get_stride(surface);
  return *(const uint32_t *)(const void *)(row + (ptrdiff_t)x * 4) & 0xFFFFFF;
}

static size_t pixels_of(cairo_surface_t *surface, uint32_t colour, int x0, int y0, int x1, int y1) {
  size_t n = 0;
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++) n += pixel(surface, x, y) == colour;
  return n;
}

static void a_page_shows_its_colours(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  pb_picture picture = sample_jpeg(pb_fmt(b.arena, "%s/r.jpg", b.folder), PB_SAMPLES_RGB);
  const pb_edition *edition = make(&b, &picture);
  const char *path = pb_fmt(b.arena, "%s/page.png", b.folder);
  assert_true(pb_png_page(b.arena, b.diags, b.fonts, edition, 0, 144, path));
  cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
  assert_int_equal(cairo_image_surface_get_width(surface), 600);
  assert_int_equal(cairo_image_surface_get_height(surface), 800);
  assert_int_equal(pixel(surface, 45, 45), 0);                     /* black area */
  assert_true(pixels_of(surface, 0xFFFFFF, 40, 40, 160, 88) > 50); /* white type on it */
  assert_true(pixels_of(surface, 0xFF0000, 40, 110, 400, 170) > 500);
  assert_int_equal(pixel(surface, 500, 290) & 0xFF, 0xE6); /* a tenth of black */
  assert_int_equal(pixel(surface, 50, 450), 0xFFFFFF);     /* cut off the picture's left */
  assert_int_not_equal(pixel(surface, 100, 450), 0xFFFFFF);
  cairo_surface_destroy(surface);
  assert_int_equal(pb_diags_count(b.diags, PB_WARNING), 0);
  close_bench(&b);
}

static void a_broken_picture_is_a_grey_area(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  pb_picture picture = sample_jpeg(pb_fmt(b.arena, "%s/r.jpg", b.folder), PB_SAMPLES_RGB);
  picture.height++;
  const char *path = pb_fmt(b.arena, "%s/page.png", b.folder);
  assert_true(pb_png_page(b.arena, b.diags, b.fonts, make(&b, &picture), 0, 72, path));
  cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
  assert_int_equal(pixel(surface, 60, 240), 0xCCCCCC);
  cairo_surface_destroy(surface);
  assert_int_equal(told(&b, "picture-broken"), 1);
  assert_false(pb_png_page(b.arena, b.diags, b.fonts, make(&b, NULL), 1, 72, "/nowhere/page.png"));
  close_bench(&b);
}

static void a_dump_has_one_line_an_item(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const pb_edition *edition = make(&b, NULL);
  char *text = NULL;
  size_t n = 0, lines = 0;
  FILE *out = open_memstream(&text, &n);
  pb_dump_pages(edition, b.fonts, out);
  fclose(out);
  for (size_t i = 0; i < n; i++) lines += text[i] == '\n';
  size_t wanted = 1 + edition->npieces + edition->nstories + edition->nlinks;
  for (size_t i = 0; i < edition->npages; i++) wanted += 1 + edition->pages[i].nitems;
  assert_int_equal(lines, wanted);
  assert_non_null(strstr(text, "\nfill rect=20480,20480,61440,24576 paint=0/1000/over\n"));
  assert_non_null(
      strstr(text,
             "\nrun NotoSerifCJKsc-Regular size=9216 y=65536 x=163840,173056,182272,191488,200704,209920,219136,228352,237568 "
             "\"第二段是新的一段。\" paint=0/1000/over piece="));
  assert_non_null(strstr(text, "\nlink page=0 to=1 to-y=32768 rect=102400,118784,61440,10240\n"));
  free(text);
  close_bench(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_page_shows_its_colours),
      cmocka_unit_test(a_broken_picture_is_a_grey_area),
      cmocka_unit_test(a_dump_has_one_line_an_item),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
