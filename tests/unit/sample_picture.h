/* Pictures written by tests: a slope of colours in each format. Include after cmocka.h. */
#ifndef SAMPLE_PICTURE_H
#define SAMPLE_PICTURE_H

#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <stdlib.h>

#include "picture.h"

enum { SAMPLE_WIDTH = 64, SAMPLE_HEIGHT = 48 };

static inline uint8_t sample_at(unsigned x, unsigned y, unsigned channel) {
  return (uint8_t)(x * 4 * (channel + 1) + y * (3 - channel % 3));
}

/* libjpeg adds Adobe's marker to CMYK by itself. */
static inline pb_picture sample_jpeg(const char *path, pb_samples samples) {
  static const int CHANNELS[] = {1, 3, 4};
  static const J_COLOR_SPACE SPACES[] = {JCS_GRAYSCALE, JCS_RGB, JCS_CMYK};
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  jpeg_stdio_dest(&jpeg, file);
  jpeg.image_width = SAMPLE_WIDTH;
  jpeg.image_height = SAMPLE_HEIGHT;
  jpeg.input_components = CHANNELS[samples];
  jpeg.in_color_space = SPACES[samples];
  jpeg_set_defaults(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  for (unsigned y = 0; y < SAMPLE_HEIGHT; y++) {
    JSAMPLE row[SAMPLE_WIDTH * 4];
    for (unsigned x = 0; x < SAMPLE_WIDTH; x++)
      for (int c = 0; c < CHANNELS[samples]; c++) row[x * (unsigned)CHANNELS[samples] + (unsigned)c] = sample_at(x, y, (unsigned)c);
    JSAMPROW rows[] = {row};
    jpeg_write_scanlines(&jpeg, rows, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  fclose(file);
  return (pb_picture){.path = path,
                      .name = path,
                      .format = PB_PICTURE_JPEG,
                      .samples = samples,
                      .width = SAMPLE_WIDTH,
                      .height = SAMPLE_HEIGHT,
                      .bits = 8,
                      .adobe_inverted = samples == PB_SAMPLES_CMYK};
}

/* RGB with alpha that falls from left to right. */
static inline pb_picture sample_png(const char *path, bool interlaced) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_set_IHDR(png, info, SAMPLE_WIDTH, SAMPLE_HEIGHT, 8, PNG_COLOR_TYPE_RGBA,
               interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  static png_byte pixels[SAMPLE_HEIGHT][SAMPLE_WIDTH * 4];
  png_bytep rows[SAMPLE_HEIGHT];
  for (unsigned y = 0; y < SAMPLE_HEIGHT; y++) {
    for (unsigned x = 0; x < SAMPLE_WIDTH; x++) {
      for (unsigned c = 0; c < 3; c++) pixels[y][x * 4 + c] = sample_at(x, y, c);
      pixels[y][x * 4 + 3] = (png_byte)(255 - x * 255 / (SAMPLE_WIDTH - 1));
    }
    rows[y] = pixels[y];
  }
  png_set_rows(png, info, rows);
  png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
  png_destroy_write_struct(&png, &info);
  fclose(file);
  return (pb_picture){.path = path,
                      .name = path,
                      .format = PB_PICTURE_PNG,
                      .samples = PB_SAMPLES_RGB,
                      .width = SAMPLE_WIDTH,
                      .height = SAMPLE_HEIGHT,
                      .bits = 8,
                      .alpha = true};
}

#endif
