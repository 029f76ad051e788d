/* PNG. libpng leaves by longjmp on an error, which goes no farther than one function here. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "decoder.h"

#include <png.h>

typedef struct {
  pb_decoder decoder; /* first: handed out as one */
  png_structp png;
  png_infop info;
  unsigned channels; /* with alpha */
  uint8_t *raw;      /* a row, or all of an interlaced picture */
  uint32_t next;
  bool whole;
} png_decoder;

static _Noreturn void png_fails(png_structp png, png_const_charp text) {
  (void)text;
  png_longjmp(png, 1);
}

static void png_says(png_structp png, png_const_charp text) { (void)png, (void)text; }

static bool head(png_decoder *d, FILE *file) {
  if (setjmp(png_jmpbuf(d->png))) return false;
  png_set_user_limits(d->png, PB_PICTURE_MAX_SIDE, PB_PICTURE_MAX_SIDE);
  png_init_io(d->png, file);
  png_read_info(d->png, d->info);
  png_set_expand(d->png);
  png_set_scale_16(d->png);
  d->whole = png_set_interlace_handling(d->png) > 1;
  png_read_update_info(d->png, d->info);
  return true;
}

static void take_icc(png_decoder *d) {
  png_charp name;
  png_bytep bytes;
  png_uint_32 n;
  int method;
  if (!png_get_iCCP(d->png, d->info, &name, &method, &bytes, &n)) return;
  d->decoder.icc = bytes;
  d->decoder.nicc = n;
}

static bool read_all(png_decoder *d, size_t row_bytes) {
  png_bytep *rows = pb_xmalloc(d->decoder.height * sizeof *rows);
  for (uint32_t i = 0; i < d->decoder.height; i++) rows[i] = d->raw + i * row_bytes;
  bool ok = !setjmp(png_jmpbuf(d->png));
  if (ok) png_read_image(d->png, rows);
  free(rows);
  return ok;
}

static bool start(png_decoder *d, FILE *file) {
  d->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, png_fails, png_says);
  d->info = d->png ? png_create_info_struct(d->png) : NULL;
  if (!d->info || !head(d, file)) return false;
  pb_decoder *decoder = &d->decoder;
  decoder->width = png_get_image_width(d->png, d->info);
  decoder->height = png_get_image_height(d->png, d->info);
  d->channels = png_get_channels(d->png, d->info);
  decoder->channels = d->channels > 2 ? 3 : 1;
  take_icc(d);
  size_t row = (size_t)decoder->width * d->channels;
  if (d->whole && row > PB_PICTURE_MAX_BYTES / decoder->height) return false;
  d->raw = pb_xmalloc(d->whole ? row * decoder->height : row);
  return !d->whole || read_all(d, row);
}

static bool read_one(png_decoder *d) {
  if (setjmp(png_jmpbuf(d->png))) return false;
  png_read_row(d->png, d->raw, NULL);
  return true;
}

static bool png_row(pb_decoder *decoder, uint8_t *row) {
  png_decoder *d = (png_decoder *)decoder;
  const uint8_t *raw = d->raw;
  if (d->whole) raw += (size_t)d->next++ * decoder->width * d->channels;
  else if (!read_one(d)) return false;
  if (d->channels == decoder->channels) {
    memcpy(row, raw, (size_t)decoder->width * d->channels);
    return true;
  }
  for (uint32_t i = 0; i < decoder->width; i++, raw += d->channels)
    for (unsigned c = 0; c < decoder->channels; c++) *row++ = pb_on_white(raw[c], raw[decoder->channels]);
  return true;
}

static void png_close(pb_decoder *decoder) {
  png_decoder *d = (png_decoder *)decoder;
  if (d->png) png_destroy_read_struct(&d->png, &d->info, NULL);
  free(d->raw);
  free(d);
}

pb_decoder *pb_decoder_png(FILE *file, const pb_picture *picture) {
  png_decoder *d = pb_xmalloc(sizeof *d);
  memset(d, 0, sizeof *d);
  d->decoder = (pb_decoder){.picture = picture, .row = png_row, .close = png_close};
  bool started = start(d, file), lies = picture->orientation > 4;
  uint32_t width = lies ? picture->height : picture->width, height = lies ? picture->width : picture->height;
  if (started && d->decoder.width == width && d->decoder.height == height) return &d->decoder;
  png_close(&d->decoder);
  return NULL;
}
