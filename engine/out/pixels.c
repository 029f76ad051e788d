#include "pixels.h"

/* stdio first: jpeglib.h needs it */
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "text.h"

struct pb_pixels {
  FILE *file;
  const pb_picture *picture;
  unsigned channels;
  uint32_t row;
  jmp_buf jump; /* JPEG's way out; PNG has its own */
  bool is_jpeg;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  png_structp png;
  png_infop info;
  unsigned png_channels; /* with alpha */
  uint8_t *raw;          /* a PNG row, or all of them */
  bool whole;
};

/* ---- JPEG ---- */

static _Noreturn void jpeg_fails(j_common_ptr jpeg) {
  pb_pixels *pixels = jpeg->client_data;
  longjmp(pixels->jump, 1);
}

static void jpeg_says(j_common_ptr jpeg) { (void)jpeg; }

static J_COLOR_SPACE wanted_space(const struct jpeg_decompress_struct *jpeg) {
  switch (jpeg->num_components) {
    case 1: return JCS_GRAYSCALE;
    case 3: return JCS_RGB;
    default: return JCS_CMYK;
  }
}

static bool jpeg_start(pb_pixels *p, unsigned shrink) {
  p->is_jpeg = true;
  p->jpeg.err = jpeg_std_error(&p->errors);
  p->errors.error_exit = jpeg_fails;
  p->errors.output_message = jpeg_says;
  p->jpeg.client_data = p;
  if (setjmp(p->jump)) return false;
  jpeg_create_decompress(&p->jpeg);
  jpeg_stdio_src(&p->jpeg, p->file);
  if (jpeg_read_header(&p->jpeg, TRUE) != JPEG_HEADER_OK) return false;
  p->jpeg.out_color_space = wanted_space(&p->jpeg);
  p->jpeg.scale_num = 1;
  p->jpeg.scale_denom = shrink;
  if (!jpeg_start_decompress(&p->jpeg)) return false;
  p->channels = (unsigned)p->jpeg.output_components;
  return p->jpeg.image_width == p->picture->width && p->jpeg.image_height == p->picture->height;
}

static bool jpeg_row(pb_pixels *p, uint8_t *row) {
  if (setjmp(p->jump)) return false;
  JSAMPROW rows[] = {row};
  if (jpeg_read_scanlines(&p->jpeg, rows, 1) != 1) return false;
  if (p->channels == 4 && p->jpeg.saw_Adobe_marker)
    for (size_t i = 0; i < (size_t)p->jpeg.output_width * 4; i++) row[i] = (uint8_t)(255 - row[i]);
  return p->errors.num_warnings == 0;
}

/* ---- PNG ---- */

static _Noreturn void png_fails(png_structp png, png_const_charp text) {
  (void)text;
  png_longjmp(png, 1);
}

static void png_says(png_structp png, png_const_charp text) { (void)png, (void)text; }

static bool png_rows_all(pb_pixels *p, size_t row_bytes) {
  png_bytep *rows = pb_xmalloc(p->picture->height * sizeof *rows);
  for (uint32_t i = 0; i < p->picture->height; i++) rows[i] = p->raw + i * row_bytes;
  bool ok = !setjmp(png_jmpbuf(p->png));
  if (ok) png_read_image(p->png, rows);
  free(rows);
  return ok;
}

static bool png_head(pb_pixels *p) {
  if (setjmp(png_jmpbuf(p->png))) return false;
  png_set_user_limits(p->png, PB_PICTURE_MAX_SIDE, PB_PICTURE_MAX_SIDE);
  png_init_io(p->png, p->file);
  png_read_info(p->png, p->info);
  png_set_expand(p->png);
  png_set_scale_16(p->png);
  p->whole = png_set_interlace_handling(p->png) > 1;
  png_read_update_info(p->png, p->info);
  p->png_channels = png_get_channels(p->png, p->info);
  p->channels = p->png_channels > 2 ? 3 : 1;
  return png_get_image_width(p->png, p->info) == p->picture->width && png_get_image_height(p->png, p->info) == p->picture->height;
}

static bool png_open(pb_pixels *p) {
  p->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, png_fails, png_says);
  p->info = p->png ? png_create_info_struct(p->png) : NULL;
  if (!p->info || !png_head(p)) return false;
  size_t row = (size_t)p->picture->width * p->png_channels;
  if (p->whole && row > PB_PICTURE_MAX_BYTES / p->picture->height) return false;
  p->raw = pb_xmalloc(p->whole ? row * p->picture->height : row);
  return !p->whole || png_rows_all(p, row);
}

static bool png_one(pb_pixels *p) {
  if (setjmp(png_jmpbuf(p->png))) return false;
  png_read_row(p->png, p->raw, NULL);
  return true;
}

/* What shows of a sample on white paper. */
static uint8_t on_white(unsigned sample, unsigned alpha) { return (uint8_t)((sample * alpha + 255 * (255 - alpha) + 127) / 255); }

static bool png_flat(pb_pixels *p, uint8_t *row) {
  const uint8_t *raw = p->raw;
  if (p->whole) raw += (size_t)p->row * p->picture->width * p->png_channels;
  else if (!png_one(p)) return false;
  if (p->png_channels == p->channels) {
    memcpy(row, raw, (size_t)p->picture->width * p->channels);
    return true;
  }
  for (uint32_t i = 0; i < p->picture->width; i++, raw += p->png_channels)
    for (unsigned c = 0; c < p->channels; c++) *row++ = on_white(raw[c], raw[p->channels]);
  return true;
}

/* ---- both ---- */

static pb_pixels *open_file(const pb_picture *picture) {
  pb_pixels *p = pb_xmalloc(sizeof *p);
  memset(p, 0, sizeof *p);
  p->picture = picture;
  p->file = fopen(picture->path, "rbe");
  return p;
}

pb_pixels *pb_pixels_open(const pb_picture *picture, const char **fault) {
  pb_pixels *p = open_file(picture);
  if (!p->file) *fault = _("it cannot be opened");
  else if (picture->format == PB_PICTURE_JPEG ? jpeg_start(p, 1) : png_open(p)) return p;
  else *fault = _("it cannot be decoded");
  pb_pixels_close(p);
  return NULL;
}

void pb_pixels_close(pb_pixels *p) {
  if (!p) return;
  if (p->is_jpeg) jpeg_destroy_decompress(&p->jpeg);
  if (p->png) png_destroy_read_struct(&p->png, &p->info, NULL);
  if (p->file) fclose(p->file);
  free(p->raw);
  free(p);
}

unsigned pb_pixels_channels(const pb_pixels *p) { return p->channels; }

bool pb_pixels_row(pb_pixels *p, uint8_t *row) {
  if (p->row == p->picture->height) return false;
  bool ok = p->is_jpeg ? jpeg_row(p, row) : png_flat(p, row);
  p->row++;
  return ok;
}

/* A JPEG shrunk by eight reads every code in the file but computes next to nothing. */
bool pb_pixels_sound(const pb_picture *picture) {
  bool jpeg = picture->format == PB_PICTURE_JPEG;
  pb_pixels *p = open_file(picture);
  bool ok = p->file && (jpeg ? jpeg_start(p, 8) : png_open(p));
  uint32_t width = jpeg && ok ? p->jpeg.output_width : picture->width,
           height = jpeg && ok ? p->jpeg.output_height : picture->height;
  uint8_t *row = ok ? pb_xmalloc((size_t)width * p->channels) : NULL;
  for (uint32_t y = 0; ok && y < height; y++) ok = pb_pixels_row(p, row);
  free(row);
  pb_pixels_close(p);
  return ok;
}
