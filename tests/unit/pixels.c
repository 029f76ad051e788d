#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <tiffio.h>

#include "folder.h"
#include "pixels.h"
#include "resample.h"

enum { WIDTH = 5, HEIGHT = 3 };

/* How a TIFF of the test is written. */
typedef struct {
  uint16_t photometric, samples, bits, planar, compression, orientation;
  uint32_t tile;  /* side, 0 = strips */
  uint32_t strip; /* rows */
  bool alpha;
} tiff_kind;

static uint8_t value_at(unsigned x, unsigned y, unsigned sample) { return (uint8_t)(10 + 40 * x + 7 * y + 3 * sample); }

static void put_sample(uint8_t *row, size_t i, unsigned bits, uint8_t value) {
  uint16_t wide = (uint16_t)(value * 257);
  if (bits == 16) memcpy(row + 2 * i, &wide, 2);
  else if (bits == 1) row[i / 8] |= (uint8_t)((value > 100) << (7 - i % 8));
  else row[i] = value;
}

/* Rows [y, y + rows) and columns from x, of one plane (−1 = all), as TIFF stores them. */
static void fill(uint8_t *to, const tiff_kind *k, uint32_t x, uint32_t y, uint32_t width, uint32_t rows, int plane) {
  unsigned held = plane < 0 ? k->samples : 1;
  size_t stride = ((size_t)width * held * k->bits + 7) / 8;
  memset(to, 0, stride * rows);
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t c = 0; c < width; c++)
      for (unsigned s = 0; s < held; s++)
        put_sample(to + r * stride, (size_t)c * held + s, k->bits, value_at(x + c, y + r, plane < 0 ? s : (unsigned)plane));
}

static void write_cells(TIFF *tiff, const tiff_kind *k) {
  uint8_t cell[16 * 16 * 5 * 2];
  int planes = k->planar == PLANARCONFIG_SEPARATE ? k->samples : 1;
  for (int p = 0; p < planes; p++) {
    int plane = planes > 1 ? p : -1;
    for (uint32_t y = 0; y < HEIGHT; y += k->tile ? k->tile : k->strip) {
      uint32_t rows = k->tile ? k->tile : HEIGHT - y < k->strip ? HEIGHT - y : k->strip;
      fill(cell, k, 0, y, k->tile ? k->tile : WIDTH, rows, plane);
      if (k->tile) TIFFWriteEncodedTile(tiff, TIFFComputeTile(tiff, 0, y, 0, (uint16_t)p), cell, TIFFTileSize(tiff));
      else TIFFWriteEncodedStrip(tiff, TIFFComputeStrip(tiff, y, (uint16_t)p), cell, TIFFVStripSize(tiff, rows));
    }
  }
}

static void write_tiff(const char *path, const tiff_kind *k) {
  TIFF *tiff = TIFFOpen(path, "w");
  assert_non_null(tiff);
  uint16_t extra[] = {EXTRASAMPLE_UNASSALPHA};
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, HEIGHT);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, k->bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, k->samples);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, k->photometric);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, k->planar);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, k->compression);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, k->orientation);
  if (k->alpha) TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, extra);
  if (k->tile) TIFFSetField(tiff, TIFFTAG_TILEWIDTH, k->tile), TIFFSetField(tiff, TIFFTAG_TILELENGTH, k->tile);
  else TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, k->strip);
  write_cells(tiff, k);
  TIFFClose(tiff);
}

static const pb_picture *read_tiff(place *p, const tiff_kind *k) {
  write_tiff(pb_fmt(p->arena, "%s/a.tif", p->folder), k);
  return pb_picture_read(p->arena, p->diags, p->folder, PB_STR("a.tif"), 0, (pb_span){0});
}

/* All rows one after another; their size in width, height, channels. */
static uint8_t *read_rows(place *p, const pb_picture *picture, uint32_t size[3]) {
  const char *fault = NULL;
  pb_pixels *pixels = pb_pixels_open(picture, 0, &fault);
  assert_non_null(pixels);
  size[0] = pb_pixels_width(pixels), size[1] = pb_pixels_height(pixels), size[2] = pb_pixels_channels(pixels);
  uint8_t *rows = pb_alloc(p->arena, (size_t)size[0] * size[1] * size[2]);
  for (uint32_t y = 0; y < size[1]; y++) assert_true(pb_pixels_row(pixels, rows + (size_t)y * size[0] * size[2]));
  assert_false(pb_pixels_row(pixels, rows));
  pb_pixels_close(pixels);
  return rows;
}

static void tiff_in_every_form(void **state) {
  place *p = *state;
  static const tiff_kind KINDS[] = {
      {PHOTOMETRIC_MINISBLACK, 1, 8, PLANARCONFIG_CONTIG, COMPRESSION_NONE, 1, 0, 3, false},
      {PHOTOMETRIC_MINISBLACK, 1, 16, PLANARCONFIG_CONTIG, COMPRESSION_LZW, 1, 0, 2, false},
      {PHOTOMETRIC_RGB, 3, 8, PLANARCONFIG_CONTIG, COMPRESSION_LZW, 1, 0, 2, false},
      {PHOTOMETRIC_RGB, 3, 16, PLANARCONFIG_SEPARATE, COMPRESSION_ADOBE_DEFLATE, 1, 0, 1, false},
      {PHOTOMETRIC_RGB, 3, 8, PLANARCONFIG_CONTIG, COMPRESSION_PACKBITS, 1, 16, 0, false},
      {PHOTOMETRIC_SEPARATED, 4, 8, PLANARCONFIG_CONTIG, COMPRESSION_LZW, 1, 0, 3, false},
      {PHOTOMETRIC_SEPARATED, 4, 16, PLANARCONFIG_SEPARATE, COMPRESSION_LZW, 1, 16, 0, false},
  };
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
    const pb_picture *picture = read_tiff(p, &KINDS[i]);
    assert_non_null(picture);
    uint32_t size[3];
    const uint8_t *rows = read_rows(p, picture, size);
    assert_int_equal(size[2], KINDS[i].samples);
    for (unsigned y = 0; y < HEIGHT; y++)
      for (unsigned x = 0; x < WIDTH; x++)
        for (unsigned s = 0; s < size[2]; s++)
          if (*rows++ != value_at(x, y, s)) fail_msg("kind %zu differs at %u, %u, %u", i, x, y, s);
  }
}

static void tiff_with_alpha_or_white_first(void **state) {
  place *p = *state;
  uint32_t size[3];
  const pb_picture *picture =
      read_tiff(p, &(tiff_kind){PHOTOMETRIC_RGB, 4, 8, PLANARCONFIG_CONTIG, COMPRESSION_NONE, 1, 0, 3, true});
  assert_true(picture->alpha);
  const uint8_t *rows = read_rows(p, picture, size);
  assert_int_equal(size[2], 3);
  unsigned alpha = value_at(0, 0, 3);
  assert_int_equal(rows[0], (value_at(0, 0, 0) * alpha + 255 * (255 - alpha) + 127) / 255);
  picture = read_tiff(p, &(tiff_kind){PHOTOMETRIC_MINISWHITE, 1, 8, PLANARCONFIG_CONTIG, COMPRESSION_NONE, 1, 0, 3, false});
  assert_int_equal(read_rows(p, picture, size)[0], 255 - value_at(0, 0, 0));
  picture = read_tiff(p, &(tiff_kind){PHOTOMETRIC_MINISWHITE, 1, 1, PLANARCONFIG_CONTIG, COMPRESSION_CCITTFAX4, 1, 0, 3, false});
  assert_int_equal(picture->bits, 1);
  rows = read_rows(p, picture, size);
  assert_int_equal(rows[0], 255);
  assert_int_equal(rows[4], 0);
}

/* Where the upright picture's sample (x, y) is stored, by orientation: EXIF's table. */
static void stored_at(unsigned turn, unsigned x, unsigned y, unsigned *sx, unsigned *sy) {
  switch (turn) {
    case 2: *sx = WIDTH - 1 - x, *sy = y; break;
    case 3: *sx = WIDTH - 1 - x, *sy = HEIGHT - 1 - y; break;
    case 4: *sx = x, *sy = HEIGHT - 1 - y; break;
    case 5: *sx = y, *sy = x; break;
    case 6: *sx = y, *sy = HEIGHT - 1 - x; break;
    case 7: *sx = WIDTH - 1 - y, *sy = HEIGHT - 1 - x; break;
    case 8: *sx = WIDTH - 1 - y, *sy = x; break;
    default: *sx = x, *sy = y; break;
  }
}

static void pictures_are_turned_upright(void **state) {
  place *p = *state;
  for (uint16_t turn = 1; turn <= 8; turn++) {
    const pb_picture *picture =
        read_tiff(p, &(tiff_kind){PHOTOMETRIC_RGB, 3, 8, PLANARCONFIG_CONTIG, COMPRESSION_LZW, turn, 0, 3, false});
    assert_int_equal(picture->width, turn > 4 ? HEIGHT : WIDTH);
    uint32_t size[3];
    const uint8_t *rows = read_rows(p, picture, size);
    assert_int_equal(size[0], picture->width);
    for (unsigned y = 0; y < size[1]; y++)
      for (unsigned x = 0; x < size[0]; x++) {
        unsigned sx, sy;
        stored_at(turn, x, y, &sx, &sy);
        for (unsigned s = 0; s < 3; s++)
          if (*rows++ != value_at(sx, sy, s)) fail_msg("orientation %u differs at %u, %u", turn, x, y);
      }
  }
}

static void odd_tiffs_are_refused(void **state) {
  place *p = *state;
  assert_null(read_tiff(p, &(tiff_kind){PHOTOMETRIC_CIELAB, 3, 8, PLANARCONFIG_CONTIG, COMPRESSION_NONE, 1, 0, 3, false}));
  assert_null(read_tiff(p, &(tiff_kind){PHOTOMETRIC_MINISBLACK, 1, 4, PLANARCONFIG_CONTIG, COMPRESSION_NONE, 1, 0, 3, false}));
  assert_int_equal(pb_diags_count(p->diags, PB_ERROR), 2);
}

static void damaged_tiffs_are_found(void **state) {
  place *p = *state;
  const pb_picture *picture =
      read_tiff(p, &(tiff_kind){PHOTOMETRIC_RGB, 3, 8, PLANARCONFIG_CONTIG, COMPRESSION_ADOBE_DEFLATE, 1, 0, 3, false});
  assert_true(pb_pixels_sound(picture));
  FILE *file = fopen(picture->path, "r+b");
  assert_int_equal(fseek(file, 8, SEEK_SET), 0); /* the samples begin behind the head */
  assert_int_equal(fwrite("\0\0\0\0\0\0", 1, 6, file), 6);
  fclose(file);
  assert_false(pb_pixels_sound(picture));
}

/* A grey slope halves to the means of its fours; what is even stays even. */
static void resampling_averages(void **state) {
  place *p = *state;
  const pb_picture *picture =
      read_tiff(p, &(tiff_kind){PHOTOMETRIC_MINISBLACK, 1, 8, PLANARCONFIG_CONTIG, COMPRESSION_NONE, 1, 0, 3, false});
  const char *fault = NULL;
  pb_pixels *pixels = pb_pixels_open(picture, 0, &fault);
  pb_resample *resample = pb_resample_new(pixels, 1, 1);
  uint8_t row[WIDTH];
  unsigned sum = 0;
  for (unsigned y = 0; y < HEIGHT; y++)
    for (unsigned x = 0; x < WIDTH; x++) sum += value_at(x, y, 0);
  assert_true(pb_resample_row(resample, row));
  assert_in_range(row[0], sum / (WIDTH * HEIGHT) - 1, sum / (WIDTH * HEIGHT) + 1);
  assert_false(pb_resample_row(resample, row));
  pb_resample_drop(resample);
  pb_pixels_close(pixels);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(tiff_in_every_form, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tiff_with_alpha_or_white_first, set_up, tear_down),
      cmocka_unit_test_setup_teardown(pictures_are_turned_upright, set_up, tear_down),
      cmocka_unit_test_setup_teardown(odd_tiffs_are_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(damaged_tiffs_are_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(resampling_averages, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
