#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>
#include <png.h>

#include "folder.h"
#include "picture.h"

static pb_str write_file(const place *p, const char *name, pb_str bytes) {
  FILE *f = fopen(pb_fmt(p->arena, "%s/%s", p->folder, name), "wb");
  assert_non_null(f);
  fwrite(bytes.s, 1, bytes.n, f);
  fclose(f);
  return pb_str_from(name);
}

static const pb_picture *read_bytes(const place *p, pb_str bytes) {
  return pb_picture_read(p->arena, p->diags, p->folder, write_file(p, "picture", bytes), 0, (pb_span){0});
}

static pb_str make_jpeg(const place *p, int components, J_COLOR_SPACE space, J_COLOR_SPACE stored) {
  struct jpeg_error_mgr errors;
  struct jpeg_compress_struct jpeg = {.err = jpeg_std_error(&errors)};
  unsigned char *bytes = NULL, row[64 * 4] = {0};
  unsigned long n = 0;
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &bytes, &n);
  jpeg.image_width = 60;
  jpeg.image_height = 40;
  jpeg.input_components = components;
  jpeg.in_color_space = space;
  jpeg_set_defaults(&jpeg);
  jpeg_set_colorspace(&jpeg, stored);
  jpeg_start_compress(&jpeg, TRUE);
  JSAMPROW rows[] = {row};
  while (jpeg.next_scanline < jpeg.image_height) jpeg_write_scanlines(&jpeg, rows, 1);
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  pb_str made = pb_str_copy(p->arena, (pb_str){(char *)bytes, n});
  free(bytes);
  return made;
}

static void take(png_structp png, png_bytep bytes, size_t n) { fwrite(bytes, 1, n, png_get_io_ptr(png)); }

static pb_str make_png(const place *p, int kind, int bits, bool transparent) {
  char *bytes = NULL;
  size_t n = 0;
  FILE *out = open_memstream(&bytes, &n);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_byte row[64 * 8] = {0}, clear[1] = {0};
  png_color palette[2] = {{0}};
  png_set_write_fn(png, out, take, NULL);
  png_set_IHDR(png, info, 50, 3, bits, kind, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (kind == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette, 2);
  if (transparent) png_set_tRNS(png, info, clear, 1, NULL);
  png_write_info(png, info);
  for (int y = 0; y < 3; y++) png_write_row(png, row);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  fclose(out);
  pb_str made = pb_str_copy(p->arena, (pb_str){bytes, n});
  free(bytes);
  return made;
}

static const pb_diagnostic *only(const place *p) {
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(p->diags, &n);
  assert_int_equal(n, 1);
  return list;
}

/* The same JPEG with EXIF data that say how it was held: the marker goes in behind SOI. */
static pb_str with_exif(const place *p, pb_str jpeg, uint8_t orientation) {
  const char exif[] = {(char)0xFF, (char)0xE1, 0, 34, 'E', 'x', 'i',  'f', 0, 0, 'M', 'M', 0, 42, 0,
                       0,          0,          8, 0,  1,   1,   0x12, 0,   3, 0, 0,   0,   1, 0,  (char)orientation,
                       0,          0,          0, 0,  0,   0};
  char *bytes = pb_alloc(p->arena, jpeg.n + sizeof exif);
  memcpy(bytes, jpeg.s, 2);
  memcpy(bytes + 2, exif, sizeof exif);
  memcpy(bytes + 2 + sizeof exif, jpeg.s + 2, jpeg.n - 2);
  return (pb_str){bytes, jpeg.n + sizeof exif};
}

static void cameras_say_how_they_were_held(void **state) {
  place *p = *state;
  pb_str jpeg = make_jpeg(p, 3, JCS_RGB, JCS_YCbCr);
  const pb_picture *upright = read_bytes(p, with_exif(p, jpeg, 1)), *turned = read_bytes(p, with_exif(p, jpeg, 6));
  assert_int_equal(upright->width, 60);
  assert_int_equal(turned->orientation, 6);
  assert_int_equal(turned->width, 40);
  assert_int_equal(turned->height, 60);
  assert_int_equal(read_bytes(p, with_exif(p, jpeg, 99))->orientation, 0);
}

static void jpeg_kinds(void **state) {
  place *p = *state;
  const pb_picture *grey = read_bytes(p, make_jpeg(p, 1, JCS_GRAYSCALE, JCS_GRAYSCALE));
  assert_int_equal(grey->format, PB_PICTURE_JPEG);
  assert_int_equal(grey->samples, PB_SAMPLES_GREY);
  assert_int_equal(grey->width, 60);
  assert_int_equal(grey->height, 40);
  assert_int_equal(grey->bits, 8);
  assert_int_equal(read_bytes(p, make_jpeg(p, 3, JCS_RGB, JCS_YCbCr))->samples, PB_SAMPLES_RGB);
  assert_int_equal(read_bytes(p, make_jpeg(p, 3, JCS_RGB, JCS_RGB))->samples, PB_SAMPLES_RGB);
  const pb_picture *cmyk = read_bytes(p, make_jpeg(p, 4, JCS_CMYK, JCS_CMYK));
  assert_int_equal(cmyk->samples, PB_SAMPLES_CMYK);
  assert_true(cmyk->adobe_inverted); /* libjpeg writes the marker with four components */
  assert_true(read_bytes(p, make_jpeg(p, 4, JCS_CMYK, JCS_YCCK))->adobe_inverted);
  assert_int_equal(pb_diags_count(p->diags, PB_ERROR), 0);
}

static void cmyk_without_adobe(void **state) {
  place *p = *state;
  pb_str jpeg = make_jpeg(p, 4, JCS_CMYK, JCS_CMYK);
  char *marker = memmem(jpeg.s, jpeg.n, "Adobe", 5);
  assert_non_null(marker);
  marker[0] = 'a';
  assert_false(read_bytes(p, jpeg)->adobe_inverted);
}

static void png_kinds(void **state) {
  place *p = *state;
  const pb_picture *grey = read_bytes(p, make_png(p, PNG_COLOR_TYPE_GRAY, 1, false));
  assert_int_equal(grey->format, PB_PICTURE_PNG);
  assert_int_equal(grey->samples, PB_SAMPLES_GREY);
  assert_int_equal(grey->bits, 1);
  assert_int_equal(grey->width, 50);
  assert_int_equal(grey->height, 3);
  assert_false(grey->alpha);
  const pb_picture *rgb = read_bytes(p, make_png(p, PNG_COLOR_TYPE_RGB_ALPHA, 16, false));
  assert_int_equal(rgb->samples, PB_SAMPLES_RGB);
  assert_int_equal(rgb->bits, 16);
  assert_true(rgb->alpha);
  const pb_picture *indexed = read_bytes(p, make_png(p, PNG_COLOR_TYPE_PALETTE, 1, true));
  assert_int_equal(indexed->samples, PB_SAMPLES_RGB);
  assert_int_equal(indexed->bits, 8);
  assert_true(indexed->alpha);
  assert_int_equal(pb_diags_count(p->diags, PB_ERROR), 0);
}

static void cut_short(void **state) {
  place *p = *state;
  pb_str files[] = {make_jpeg(p, 3, JCS_RGB, JCS_YCbCr), make_png(p, PNG_COLOR_TYPE_RGB, 8, false)};
  for (size_t i = 0; i < 2; i++)
    for (size_t n = 0; n + 10 < files[i].n; n++) assert_null(read_bytes(p, pb_str_sub(files[i], 0, n)));
  assert_null(read_bytes(p, pb_str_sub(files[0], 0, files[0].n - 2)));
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(p->diags, &n);
  assert_true(n >= 4);
  for (size_t i = 0; i < n; i++)
    assert_true(strcmp(list[i].id, "picture-broken") == 0 || strcmp(list[i].id, "picture-format") == 0);
}

static void junk_after_the_end(void **state) {
  place *p = *state;
  pb_str jpeg = make_jpeg(p, 1, JCS_GRAYSCALE, JCS_GRAYSCALE);
  char *longer = pb_alloc(p->arena, jpeg.n + 1000);
  memcpy(longer, jpeg.s, jpeg.n);
  assert_non_null(read_bytes(p, (pb_str){longer, jpeg.n + 1000}));
}

static void jpeg_bomb(void **state) {
  place *p = *state;
  pb_str jpeg = make_jpeg(p, 1, JCS_GRAYSCALE, JCS_GRAYSCALE);
  char *frame = memmem(jpeg.s, jpeg.n, "\xFF\xC0", 2);
  frame[5] = frame[7] = (char)0xEA; /* high byte of height and width */
  assert_null(read_bytes(p, jpeg));
  assert_string_equal(only(p)->id, "picture-size");
  assert_non_null(strstr(only(p)->message, "599"));
}

/* A PNG's header, its checksum counted here: no picture of the size is made. */
static pb_str png_of_size(const place *p, uint32_t width, uint32_t height) {
  pb_str png = make_png(p, PNG_COLOR_TYPE_GRAY, 8, false);
  unsigned char *header = (unsigned char *)png.s + 16;
  png_save_uint_32(header, width);
  png_save_uint_32(header + 4, height);
  uint32_t crc = 0xFFFFFFFF;
  for (const unsigned char *b = header - 4; b < header + 13; b++) {
    crc ^= *b;
    for (int k = 0; k < 8; k++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  png_save_uint_32(header + 13, ~crc);
  return png;
}

static void png_bombs(void **state) {
  place *p = *state;
  assert_non_null(read_bytes(p, png_of_size(p, 15000, 15000)));
  assert_null(read_bytes(p, png_of_size(p, 29000, 29000)));
  assert_null(read_bytes(p, png_of_size(p, 2000000000, 1)));
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(p->diags, &n);
  assert_int_equal(n, 2);
  assert_string_equal(list[0].id, "picture-size");
  assert_string_equal(list[1].id, "picture-size");
}

static void bad_checksum(void **state) {
  place *p = *state;
  pb_str png = make_png(p, PNG_COLOR_TYPE_GRAY, 8, false);
  ((char *)png.s)[20] ^= 1;
  assert_null(read_bytes(p, png));
  assert_string_equal(only(p)->id, "picture-broken");
}

static void other_files(void **state) {
  place *p = *state;
  assert_null(read_bytes(p, PB_STR("II*\0\10\0\0\0")));
  assert_non_null(strstr(only(p)->message, "directory"));
  assert_null(read_bytes(p, PB_STR("")));
  assert_null(read_bytes(p, PB_STR("no picture at all")));
  assert_null(pb_picture_read(p->arena, p->diags, p->folder, PB_STR("../../etc/passwd"), 0, (pb_span){0}));
  assert_null(pb_picture_read(p->arena, p->diags, p->folder, PB_STR("nowhere.jpg"), 0, (pb_span){0}));
  assert_int_equal(mkfifo(pb_fmt(p->arena, "%s/pipe", p->folder), 0600), 0);
  assert_null(pb_picture_read(p->arena, p->diags, p->folder, PB_STR("pipe"), 0, (pb_span){0}));
  assert_int_equal(pb_diags_count(p->diags, PB_ERROR), 6);
}

static void any_bytes_end_well(void **state) {
  place *p = *state;
  pb_str files[] = {make_jpeg(p, 4, JCS_CMYK, JCS_YCCK), make_png(p, PNG_COLOR_TYPE_PALETTE, 1, true)};
  srand(5);
  for (int i = 0; i < 2000; i++) {
    pb_str file = pb_str_copy(p->arena, files[i % 2]);
    for (int k = 0; k < 3; k++) ((char *)file.s)[(size_t)rand() % file.n] = (char)rand();
    read_bytes(p, file);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(jpeg_kinds),         TEST(cmyk_without_adobe), TEST(png_kinds),
      TEST(cut_short),          TEST(junk_after_the_end), TEST(cameras_say_how_they_were_held),
      TEST(cmyk_without_adobe), TEST(png_kinds),          TEST(cut_short),
      TEST(junk_after_the_end), TEST(jpeg_bomb),          TEST(png_bombs),
      TEST(bad_checksum),       TEST(other_files),        TEST(any_bytes_end_well),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
