/* TIFF, band by band: a row of tiles, or a strip, of every plane at once. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tiffio.h>

#include "arena.h"
#include "decoder.h"
#include "picture_tiff.h"

typedef struct {
  pb_decoder decoder; /* first: handed out as one */
  TIFF *tiff;
  pb_tiff_form form;
  uint32_t cell_width, cell_height; /* of a tile; of a strip its width is the picture's */
  uint8_t *cell, *band;             /* as stored; as 8-bit samples, all of a pixel side by side */
  size_t cell_bytes;
  uint32_t next; /* row */
} tiff_decoder;

/* Sample `i` of a row as stored, as 8 bits. */
static uint8_t sample_of(const uint8_t *row, size_t i, unsigned bits) {
  uint16_t wide;
  switch (bits) {
    case 1: return row[i / 8] >> (7 - i % 8) & 1 ? 255 : 0;
    case 16: memcpy(&wide, row + 2 * i, sizeof wide); return (uint8_t)((wide * 255u + 32767) / 65535);
    default: return row[i];
  }
}

/* Lays a cell that was read into the band, its left edge at `x`. `plane` is the sample it holds, or −1 for all. */
static void lay(tiff_decoder *d, uint32_t x, uint32_t rows, int plane) {
  unsigned samples = d->form.samples, held = plane < 0 ? samples : 1;
  size_t stride = ((size_t)d->cell_width * held * d->form.bits + 7) / 8;
  uint32_t width = d->decoder.width - x < d->cell_width ? d->decoder.width - x : d->cell_width;
  for (uint32_t y = 0; y < rows; y++) {
    const uint8_t *from = d->cell + y * stride;
    uint8_t *to = d->band + ((size_t)y * d->decoder.width + x) * samples + (plane < 0 ? 0 : plane);
    for (size_t i = 0; i < (size_t)width * held; i++) to[i * (plane < 0 ? 1 : samples)] = sample_of(from, i, d->form.bits);
  }
}

static bool read_cell(tiff_decoder *d, uint32_t x, uint32_t y, uint32_t rows, int plane) {
  uint16_t sample = (uint16_t)(plane < 0 ? 0 : plane);
  tmsize_t got, wanted;
  if (d->form.tiled) {
    wanted = (tmsize_t)d->cell_bytes;
    got = TIFFReadEncodedTile(d->tiff, TIFFComputeTile(d->tiff, x, y, 0, sample), d->cell, wanted);
  } else {
    wanted = TIFFVStripSize(d->tiff, rows);
    got = TIFFReadEncodedStrip(d->tiff, TIFFComputeStrip(d->tiff, y, sample), d->cell, wanted);
  }
  if (got != wanted) return false;
  lay(d, x, rows, plane);
  return true;
}

static bool read_band(tiff_decoder *d, uint32_t y) {
  uint32_t left = d->decoder.height - y, rows = left < d->cell_height ? left : d->cell_height;
  for (uint32_t x = 0; x < d->decoder.width; x += d->cell_width) {
    if (!d->form.planes && !read_cell(d, x, y, rows, -1)) return false;
    for (int plane = 0; d->form.planes && plane < d->form.samples; plane++)
      if (!read_cell(d, x, y, rows, plane)) return false;
  }
  return true;
}

static void put_pixel(const tiff_decoder *d, const uint8_t *in, uint8_t *out) {
  const pb_tiff_form *f = &d->form;
  if (f->palette[0]) {
    for (unsigned c = 0; c < 3; c++) out[c] = (uint8_t)(f->palette[c][in[0]] >> 8);
    return;
  }
  for (unsigned c = 0; c < d->decoder.channels; c++) {
    uint8_t sample = f->white_is_0 ? (uint8_t)(255 - in[c]) : in[c];
    out[c] = f->alpha && d->decoder.channels < 4 ? pb_on_white(sample, in[d->decoder.channels]) : sample;
  }
}

static bool tiff_row(pb_decoder *decoder, uint8_t *row) {
  tiff_decoder *d = (tiff_decoder *)decoder;
  uint32_t y = d->next++, within = y % d->cell_height;
  if (within == 0 && !read_band(d, y)) return false;
  const uint8_t *in = d->band + (size_t)within * decoder->width * d->form.samples;
  for (uint32_t x = 0; x < decoder->width; x++) put_pixel(d, in + (size_t)x * d->form.samples, row + (size_t)x * decoder->channels);
  return true;
}

static void tiff_close(pb_decoder *decoder) {
  tiff_decoder *d = (tiff_decoder *)decoder;
  if (d->tiff) TIFFClose(d->tiff);
  free(d->cell);
  free(d->band);
  free(d);
}

static bool take_cells(tiff_decoder *d) {
  const pb_tiff_form *f = &d->form;
  d->cell_width = f->width;
  uint32_t rows = 0;
  if (f->tiled) {
    TIFFGetField(d->tiff, TIFFTAG_TILEWIDTH, &d->cell_width);
    TIFFGetField(d->tiff, TIFFTAG_TILELENGTH, &rows);
    d->cell_bytes = (size_t)TIFFTileSize(d->tiff);
  } else {
    TIFFGetFieldDefaulted(d->tiff, TIFFTAG_ROWSPERSTRIP, &rows);
    if (rows > f->height) rows = f->height;
    d->cell_bytes = (size_t)TIFFVStripSize(d->tiff, rows);
  }
  d->cell_height = rows;
  size_t samples = (size_t)d->cell_width * (f->planes ? 1 : f->samples), row = (samples * f->bits + 7) / 8;
  size_t band = (size_t)f->width * f->samples;
  if (!d->cell_width || !rows || d->cell_bytes != row * rows || band > PB_PICTURE_MAX_BYTES * (size_t)2 / rows) return false;
  d->cell = pb_xmalloc(d->cell_bytes);
  d->band = pb_xmalloc(band * rows);
  return true;
}

static bool start(tiff_decoder *d, FILE *file) {
  char why[PB_HEADER_MESSAGE];
  d->tiff = pb_tiff_open(file);
  if (!d->tiff || !pb_tiff_read_form(d->tiff, &d->form, why)) return false;
  d->decoder.width = d->form.width;
  d->decoder.height = d->form.height;
  d->decoder.channels = d->form.kind == PB_SAMPLES_GREY ? 1 : d->form.kind == PB_SAMPLES_RGB ? 3 : 4;
  uint32_t n = 0;
  void *icc = NULL;
  if (TIFFGetField(d->tiff, TIFFTAG_ICCPROFILE, &n, &icc)) d->decoder.icc = icc, d->decoder.nicc = n;
  return take_cells(d);
}

pb_decoder *pb_decoder_tiff(FILE *file, const pb_picture *picture) {
  tiff_decoder *d = pb_xmalloc(sizeof *d);
  memset(d, 0, sizeof *d);
  d->decoder = (pb_decoder){.picture = picture, .row = tiff_row, .close = tiff_close};
  bool started = start(d, file), lies = picture->orientation > 4;
  uint32_t width = lies ? picture->height : picture->width, height = lies ? picture->width : picture->height;
  if (started && d->form.width == width && d->form.height == height) return &d->decoder;
  tiff_close(&d->decoder);
  return NULL;
}
