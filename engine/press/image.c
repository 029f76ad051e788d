#include "image.h"

#include <libdeflate.h>

#include "files.h"
#include "ink.h"
#include "pixels.h"
#include "recode.h"
#include "text.h"

/* ---- JPEG as it is ---- */

static bool may_pass(const pb_picture *picture, bool colour) {
  if (picture->format != PB_PICTURE_JPEG || picture->bits != 8) return false;
  return picture->samples == PB_SAMPLES_GREY || (picture->samples == PB_SAMPLES_CMYK && colour);
}

static const char *pass(const pb_image_job *job, const pb_picture *picture, unsigned id) {
  if (!pb_pixels_sound(picture)) return _("it is damaged");
  pb_arena *arena = pb_arena_new();
  pb_str bytes;
  pb_file_error error = pb_file_read(arena, picture->path, PB_PICTURE_MAX_BYTES, &bytes);
  if (error == PB_FILE_OK) {
    bool cmyk = picture->samples == PB_SAMPLES_CMYK;
    const char *entries = pb_fmt(
        arena, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s%s/Filter/DCTDecode", picture->width,
        picture->height, cmyk ? "DeviceCMYK" : "DeviceGray", cmyk && picture->adobe_inverted ? "/Decode[1 0 1 0 1 0 1 0]" : "");
    pb_update_stream(job->update, id, entries, bytes.s, bytes.n);
  }
  pb_arena_drop(arena);
  return error == PB_FILE_OK ? NULL : pb_file_error_text(error);
}

/* ---- converted ---- */

typedef struct {
  const pb_image_job *job;
  pb_pixels *pixels;
  uint32_t width, height;
  unsigned from, to;  /* bytes a pixel */
  unsigned ink_limit; /* % */
} conversion;

static void convert_row(const conversion *c, const uint8_t *in, uint8_t *out) {
  if (c->from == c->to) memcpy(out, in, (size_t)c->width * c->to);
  else if (c->to == 4) pb_cmyk_from_rgb(in, out, c->width, c->ink_limit);
  else if (c->from == 3) pb_grey_from_rgb(in, out, c->width);
  else pb_grey_from_cmyk(in, out, c->width);
}

/* Hands every converted row on, from the top; false where the file ends or breaks before. */
typedef void take_row(void *to, const conversion *c, const uint8_t *row);

static bool convert_rows(const conversion *c, take_row *take, void *to) {
  uint8_t *in = pb_xmalloc((size_t)c->width * c->from), *row = pb_xmalloc((size_t)c->width * c->to);
  bool ok = true;
  for (uint32_t y = 0; ok && y < c->height; y++) {
    ok = pb_pixels_row(c->pixels, in);
    if (!ok) break;
    convert_row(c, in, row);
    take(to, c, row);
  }
  free(in);
  free(row);
  return ok;
}

static const char *colour_space(const conversion *c) { return c->to == 4 ? "DeviceCMYK" : "DeviceGray"; }

/* ---- JPEG again ---- */

static void recode_row(void *to, const conversion *c, const uint8_t *row) {
  (void)c;
  pb_recode_row(to, row);
}

static const char *recode(const conversion *c, unsigned id) {
  pb_recode *recode = pb_recode_new(c->width, c->height, c->to);
  size_t size;
  bool whole = convert_rows(c, recode_row, recode);
  unsigned char *bytes = pb_recode_end(recode, whole, &size);
  if (!bytes) return _("it is damaged");
  char entries[256];
  snprintf(entries, sizeof entries,
           "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s/Filter/DCTDecode", c->width, c->height,
           colour_space(c));
  pb_update_stream(c->job->update, id, entries, bytes, size);
  free(bytes);
  return NULL;
}

/* ---- deflated ---- */

/* The row as differences from the pixel before (PNG's filter 1): pictures deflate a third better for it. */
static void filter_row(void *to, const conversion *c, const uint8_t *row) {
  uint8_t **out = to;
  size_t n = (size_t)c->width * c->to;
  *(*out)++ = 1;
  for (size_t i = 0; i < n; i++) *(*out)++ = (uint8_t)(row[i] - (i < c->to ? 0 : row[i - c->to]));
}

static void write_samples(const conversion *c, unsigned id, const uint8_t *samples, size_t n) {
  size_t room = libdeflate_zlib_compress_bound(c->job->deflater, n);
  uint8_t *packed = pb_xmalloc(room);
  size_t size = libdeflate_zlib_compress(c->job->deflater, samples, n, packed, room);
  char entries[256];
  snprintf(entries, sizeof entries,
           "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s/Filter/FlateDecode"
           "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>",
           c->width, c->height, colour_space(c), c->to, c->width);
  pb_update_stream(c->job->update, id, entries, packed, size);
  free(packed);
}

static const char *deflate(const conversion *c, unsigned id) {
  size_t step = (size_t)c->width * c->to + 1;
  if (c->height && step > PB_PICTURE_MAX_BYTES / c->height) return _("it is too large");
  uint8_t *samples = pb_xmalloc(step * c->height), *end = samples;
  bool whole = convert_rows(c, filter_row, &end);
  if (whole) write_samples(c, id, samples, step * c->height);
  free(samples);
  return whole ? NULL : _("it is damaged");
}

static const char *convert(const pb_image_job *job, const pb_picture *picture, bool colour, unsigned id) {
  const char *fault = NULL;
  bool jpeg = picture->format == PB_PICTURE_JPEG;
  conversion c = {.job = job, .width = picture->width, .height = picture->height, .ink_limit = job->profile->ink_limit};
  c.pixels = pb_pixels_open(picture, &fault);
  if (!c.pixels) return fault;
  c.from = pb_pixels_channels(c.pixels);
  c.to = colour && c.from > 1 ? 4 : 1;
  if (jpeg && c.to == 4 && c.ink_limit > 100) c.ink_limit -= 4 * PB_RECODE_OVERSHOOT;
  fault = jpeg ? recode(&c, id) : deflate(&c, id);
  pb_pixels_close(c.pixels);
  return fault;
}

/* ---- */

static void write_grey_area(const pb_image_job *job, unsigned id) {
  static const unsigned char GREY[] = {0xCC};
  pb_update_stream(job->update, id, "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", GREY,
                   1);
}

static void tell(pb_diags *diags, pb_severity severity, const pb_picture *picture, const char *fault) {
  pb_diag(diags, severity, picture->span, "picture-broken", _("the picture %s cannot be used: %s"), picture->name, fault);
  pb_diag_hint(diags, _("save it anew as JPEG or PNG, or take it out"));
}

bool pb_image_write(const pb_image_job *job, const pb_picture *picture, bool colour, unsigned id) {
  const char *fault = may_pass(picture, colour) ? pass(job, picture, id) : convert(job, picture, colour, id);
  if (!fault) return true;
  tell(job->diags, job->profile->placeholders ? PB_WARNING : PB_ERROR, picture, fault);
  write_grey_area(job, id);
  return false;
}

bool pb_image_check(pb_diags *diags, const pb_picture *picture) {
  if (pb_pixels_sound(picture)) return true;
  tell(diags, PB_ERROR, picture, _("it is damaged"));
  return false;
}
