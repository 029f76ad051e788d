#include "samples.h"

#include <string.h>

#include "decoder.h"

enum { PIXELS_MAX = 40000000, BYTES_MAX = 64 * 1024 * 1024, SHRINK = 8 };

typedef struct {
  pb_picture_ink *ink;
  double scale[4], base[4]; /* of a sample to a share of ink */
  double limit;
  size_t seen, over;
} meter;

static meter meter_of(const pb_picture_data *p, pb_picture_ink *ink, unsigned limit) {
  meter m = {.ink = ink, .limit = limit / 100.0 + 0.01};
  for (int i = 0; i < 4; i++) {
    double low = p->has_decode ? p->decode[2 * i] : 0, high = p->has_decode ? p->decode[2 * i + 1] : 1;
    m.base[i] = low;
    m.scale[i] = (high - low) / 255;
  }
  return m;
}

/* `every`: of so many pixels one. */
static void take_row(meter *m, const unsigned char *row, size_t width, size_t every) {
  for (size_t x = 0; x < width; x += every) {
    double sum = 0, *plates = m->ink->plates;
    for (size_t i = 0; i < 4; i++) {
      double share = m->base[i] + m->scale[i] * row[4 * x + i];
      if (share > plates[i]) plates[i] = share;
      sum += share;
    }
    m->seen++;
    m->over += sum > m->limit;
    if (sum > m->ink->most) m->ink->most = sum;
  }
}

/* ---- as they stand ---- */

static void measure_plain(pb_pdf *pdf, const pb_picture_data *p, meter *m) {
  pb_bytes bytes = {0};
  size_t stride = 4 * (size_t)p->width;
  size_t every = p->width > 1000 || p->height > 1000 ? 3 : 1;
  if (pb_pdf_stream(pdf, p->stream, BYTES_MAX, &bytes))
    for (size_t y = 0; y < p->height && (y + 1) * stride <= bytes.n; y += every)
      take_row(m, bytes.at + y * stride, p->width, every);
  pb_bytes_drop(&bytes);
}

/* ---- JPEG ---- */

/* Does Adobe's marker stand before the samples? The decoder turns such files' samples around, and PDF does not. */
static bool is_adobe(const unsigned char *s, size_t n) {
  size_t at = 2;
  while (at + 9 < n && s[at] == 0xFF && s[at + 1] != 0xDA) {
    if (s[at + 1] == 0xEE && memcmp(s + at + 4, "Adobe", 5) == 0) return true;
    at += 2 + ((size_t)s[at + 2] << 8 | s[at + 3]);
  }
  return false;
}

static void read_rows(pb_decoder *decoder, bool turned, meter *m) {
  size_t n = (size_t)decoder->width * 4;
  unsigned char *row = pb_xmalloc(n);
  for (uint32_t y = 0; y < decoder->height && decoder->row(decoder, row); y++) {
    for (size_t i = 0; turned && i < n; i++) row[i] = (unsigned char)(255 - row[i]);
    take_row(m, row, decoder->width, 1);
  }
  free(row);
}

static void measure_jpeg(pb_pdf *pdf, const pb_picture_data *p, meter *m) {
  unsigned char *raw = NULL;
  size_t n = 0;
  if (qpdf_oh_get_stream_data(pdf->qpdf, p->stream, qpdf_dl_none, NULL, &raw, &n) & QPDF_ERRORS) return;
  FILE *file = raw && n ? fmemopen(raw, n, "rb") : NULL;
  const pb_picture picture = {.width = p->width, .height = p->height, .orientation = 1};
  pb_decoder *decoder = file ? pb_decoder_jpeg(file, &picture, SHRINK) : NULL;
  if (decoder && decoder->channels == 4) read_rows(decoder, is_adobe(raw, n), m);
  if (decoder) decoder->close(decoder);
  if (file) fclose(file);
  free(raw);
}

static bool is_plain(const pb_picture_data *p) { return p->coding == PB_CODING_RAW || p->coding == PB_CODING_FLATE; }

bool pb_samples_can_measure(pb_pdf *pdf, const pb_picture_data *p) {
  size_t pixels = (size_t)p->width * p->height;
  if (pb_space_family(p->space) != PB_SPACE_CMYK || p->bits != 8 || p->space->n != 4 || pixels > PIXELS_MAX) return false;
  if (is_plain(p)) return 4 * pixels <= BYTES_MAX;
  return p->coding == PB_CODING_DCT && !qpdf_oh_is_array(pdf->qpdf, pb_pdf_get(pdf, p->stream, "Filter"));
}

pb_picture_ink *pb_samples_measure(pb_arena *arena, pb_pdf *pdf, const pb_picture_data *p, unsigned limit) {
  pb_picture_ink *ink = PB_NEW(arena, pb_picture_ink);
  meter m = meter_of(p, ink, limit);
  if (!pb_samples_can_measure(pdf, p)) return ink;
  if (is_plain(p)) measure_plain(pdf, p, &m);
  else measure_jpeg(pdf, p, &m);
  if (m.seen) ink->over = (double)m.over / (double)m.seen;
  return ink;
}
