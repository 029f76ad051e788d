#include "pixels.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "decoder.h"
#include "text.h"

struct pb_pixels {
  FILE *file;
  const pb_picture *picture;
  pb_decoder *decoder;    /* NULL once `whole` is read: what it holds of the picture may be twice as much */
  uint32_t width, height; /* upright */
  unsigned channels;
  uint32_t row;
  uint8_t *whole; /* all rows as stored, where the orientation needs them in another order */
  uint8_t *icc;   /* the decoder's, copied when it was closed */
  size_t nicc;
};

/* EXIF: 1 upright, 2 mirrored, 3 half a turn, 4 upside down; 5 to 8 the same four with rows as columns. */
static unsigned orientation_of(const pb_picture *picture) { return picture->orientation ? picture->orientation : 1; }
static bool lies(const pb_picture *picture) { return orientation_of(picture) > 4; }

static pb_decoder *open_decoder(FILE *file, const pb_picture *picture, unsigned shrink) {
  switch (picture->format) {
    case PB_PICTURE_JPEG: return pb_decoder_jpeg(file, picture, shrink);
    case PB_PICTURE_PNG: return pb_decoder_png(file, picture);
    default: return pb_decoder_tiff(file, picture);
  }
}

static unsigned shrink_for(const pb_picture *picture, uint32_t least) {
  unsigned shrink = 1;
  while (least && shrink < 8 && picture->width / (2 * shrink) >= least) shrink *= 2;
  return shrink;
}

/* Every row, for pictures whose first shown row is not the first one stored. */
static bool read_whole(pb_pixels *p) {
  const pb_decoder *d = p->decoder;
  size_t row = (size_t)d->width * d->channels;
  if (d->height && row > PB_PICTURE_MAX_BYTES * (size_t)2 / d->height) return false;
  p->whole = pb_xmalloc(row * d->height);
  for (uint32_t y = 0; y < d->height; y++)
    if (!d->row(p->decoder, p->whole + y * row)) return false;
  if (d->nicc) p->icc = memcpy(pb_xmalloc(d->nicc), d->icc, d->nicc);
  p->nicc = d->nicc;
  p->decoder->close(p->decoder);
  p->decoder = NULL;
  return true;
}

static pb_pixels *open_pixels(const pb_picture *picture, unsigned shrink) {
  pb_pixels *p = pb_xmalloc(sizeof *p);
  *p = (pb_pixels){.picture = picture};
  p->file = fopen(picture->path, "rbe");
  p->decoder = p->file ? open_decoder(p->file, picture, shrink) : NULL;
  if (!p->decoder) return p;
  p->width = lies(picture) ? p->decoder->height : p->decoder->width;
  p->height = lies(picture) ? p->decoder->width : p->decoder->height;
  p->channels = p->decoder->channels;
  return p;
}

pb_pixels *pb_pixels_open(const pb_picture *picture, uint32_t least, const char **fault) {
  pb_pixels *p = open_pixels(picture, shrink_for(picture, least));
  if (!p->file) *fault = _("it cannot be opened");
  else if (!p->decoder) *fault = _("it cannot be decoded");
  else if (orientation_of(picture) > 2 && !read_whole(p)) *fault = _("it is damaged");
  else return p;
  pb_pixels_close(p);
  return NULL;
}

void pb_pixels_close(pb_pixels *p) {
  if (!p) return;
  if (p->decoder) p->decoder->close(p->decoder);
  if (p->file) fclose(p->file);
  free(p->whole);
  free(p->icc);
  free(p);
}

uint32_t pb_pixels_width(const pb_pixels *p) { return p->width; }
uint32_t pb_pixels_height(const pb_pixels *p) { return p->height; }
unsigned pb_pixels_channels(const pb_pixels *p) { return p->channels; }

const uint8_t *pb_pixels_icc(const pb_pixels *p, size_t *n) {
  *n = p->decoder ? p->decoder->nicc : p->nicc;
  return p->decoder ? p->decoder->icc : p->icc;
}

static void mirror(uint8_t *row, uint32_t width, unsigned channels) {
  for (uint32_t left = 0, right = width - 1; left < right; left++, right--)
    for (unsigned c = 0; c < channels; c++) {
      uint8_t sample = row[left * channels + c];
      row[left * channels + c] = row[right * channels + c];
      row[right * channels + c] = sample;
    }
}

/* Row `y` of the upright picture, picked from the stored ones. */
static void pick_row(const pb_pixels *p, uint32_t y, uint8_t *row) {
  unsigned turn = orientation_of(p->picture), n = p->channels;
  size_t stride = (size_t)(lies(p->picture) ? p->height : p->width) * n;
  bool from_foot = turn == 3 || turn == 4 || turn == 7 || turn == 8;
  bool from_right = turn == 3 || turn == 6 || turn == 7;
  if (!lies(p->picture)) {
    memcpy(row, p->whole + (from_foot ? p->height - 1 - y : y) * stride, stride);
    if (from_right) mirror(row, p->width, n);
    return;
  }
  size_t column = turn == 7 || turn == 8 ? p->height - 1 - y : y;
  for (uint32_t x = 0; x < p->width; x++) {
    size_t line = from_right ? p->width - 1 - x : x;
    memcpy(row + (size_t)x * n, p->whole + line * stride + column * n, n);
  }
}

bool pb_pixels_row(pb_pixels *p, uint8_t *row) {
  if (p->row == p->height) return false;
  if (p->whole) {
    pick_row(p, p->row++, row);
    return true;
  }
  p->row++;
  if (!p->decoder->row(p->decoder, row)) return false;
  if (orientation_of(p->picture) == 2) mirror(row, p->width, p->channels);
  return true;
}

/* A JPEG shrunk by eight reads every code in the file but computes next to nothing. */
bool pb_pixels_sound(const pb_picture *picture) {
  pb_pixels *p = open_pixels(picture, 8);
  pb_decoder *d = p->decoder;
  uint8_t *row = d ? pb_xmalloc((size_t)d->width * d->channels) : NULL;
  bool ok = d != NULL;
  for (uint32_t y = 0; ok && y < d->height; y++) ok = d->row(d, row);
  free(row);
  pb_pixels_close(p);
  return ok;
}
