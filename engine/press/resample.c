#include "resample.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"

/* Sample j of `width` covers [j·in, (j + 1)·in) of a line on which sample i of `in` covers [i·width, (i + 1)·width): all
 * shares are whole numbers. */
struct pb_resample {
  pb_pixels *pixels;
  uint32_t in_width, in_height, width, height;
  unsigned channels;
  uint8_t *in;
  uint32_t *line;   /* one row in, averaged across: 8 bits and 8 of fraction */
  uint32_t *sums;   /* of the row being made */
  uint32_t read;    /* rows in */
  uint32_t made;    /* rows out, before sharpening */
  uint32_t left;    /* of the row last read: how much is still to be given out, in 1/height */
  uint8_t *rows[3]; /* before, at and after the row that is handed out */
  uint32_t out;
};

pb_resample *pb_resample_new(pb_pixels *pixels, uint32_t width, uint32_t height) {
  pb_resample *r = pb_xmalloc(sizeof *r);
  *r = (pb_resample){.pixels = pixels, .width = width, .height = height, .channels = pb_pixels_channels(pixels)};
  r->in_width = pb_pixels_width(pixels);
  r->in_height = pb_pixels_height(pixels);
  size_t n = (size_t)width * r->channels;
  r->in = pb_xmalloc((size_t)r->in_width * r->channels);
  r->line = pb_xmalloc(n * sizeof *r->line);
  r->sums = pb_xmalloc(n * sizeof *r->sums);
  for (int i = 0; i < 3; i++) r->rows[i] = pb_xmalloc(n);
  return r;
}

void pb_resample_drop(pb_resample *r) {
  if (!r) return;
  for (int i = 0; i < 3; i++) free(r->rows[i]);
  free(r->in);
  free(r->line);
  free(r->sums);
  free(r);
}

/* The mean of one channel of the samples in that each sample out covers. */
static void average_across(pb_resample *r, unsigned channel) {
  const uint8_t *in = r->in + channel;
  uint32_t *out = r->line + channel, n = r->channels, i = 0, rest = r->width;
  uint64_t scale = ((uint64_t)256 << 32) / r->in_width;
  for (uint32_t j = 0; j < r->width; j++, out += n) {
    uint32_t wanted = r->in_width, sum = 0;
    while (wanted) {
      uint32_t share = rest < wanted ? rest : wanted;
      sum += in[(size_t)i * n] * share;
      wanted -= share;
      rest -= share;
      if (rest == 0) i++, rest = r->width;
    }
    *out = (uint32_t)((sum * scale + ((uint64_t)1 << 31)) >> 32);
  }
}

static bool read_line(pb_resample *r) {
  if (!pb_pixels_row(r->pixels, r->in)) return false;
  for (unsigned c = 0; c < r->channels; c++) average_across(r, c);
  r->left = r->height;
  r->read++;
  return true;
}

static bool make_row(pb_resample *r, uint8_t *row) {
  if (r->in_height == 0) return false;
  size_t n = (size_t)r->width * r->channels;
  memset(r->sums, 0, n * sizeof *r->sums);
  for (uint32_t wanted = r->in_height; wanted;) {
    if (r->left == 0 && !read_line(r)) return false;
    uint32_t share = r->left < wanted ? r->left : wanted;
    for (size_t i = 0; i < n; i++) r->sums[i] += r->line[i] * share;
    r->left -= share;
    wanted -= share;
  }
  uint32_t half = r->in_height * 128;
  uint64_t scale = ((uint64_t)1 << 48) / ((uint64_t)r->in_height * 256);
  for (size_t i = 0; i < n; i++) {
    uint64_t mean = (((uint64_t)r->sums[i] + half) * scale + 1) >> 48;
    row[i] = (uint8_t)(mean > 255 ? 255 : mean);
  }
  r->made++;
  return true;
}

/* A sample moves away from the mean of the eight around it by three eighths of what it differs. */
static uint8_t sharpened(const uint8_t *above, const uint8_t *here, const uint8_t *below, size_t left, size_t at, size_t right) {
  int around = above[left] + above[at] + above[right] + here[left] + here[right] + below[left] + below[at] + below[right];
  int value = here[at] + (8 * here[at] - around) * 3 / 64;
  return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static void sharpen(const pb_resample *r, const uint8_t *above, const uint8_t *here, const uint8_t *below, uint8_t *row) {
  size_t n = r->channels, last = (size_t)(r->width - 1) * n;
  for (size_t i = 0; i <= last; i += n)
    for (size_t c = 0; c < n; c++)
      row[i + c] = sharpened(above, here, below, (i ? i - n : i) + c, i + c, (i < last ? i + n : i) + c);
}

bool pb_resample_row(pb_resample *r, uint8_t *row) {
  if (r->out == r->height) return false;
  if (r->out == 0 && !make_row(r, r->rows[1])) return false;
  bool more = r->made < r->height;
  if (more && !make_row(r, r->rows[2])) return false;
  sharpen(r, r->out ? r->rows[0] : r->rows[1], r->rows[1], more ? r->rows[2] : r->rows[1], row);
  uint8_t *oldest = r->rows[0];
  r->rows[0] = r->rows[1];
  r->rows[1] = r->rows[2];
  r->rows[2] = oldest;
  r->out++;
  return true;
}
