#include "image.h"

#include <libdeflate.h>

#include "files.h"
#include "kept.h"
#include "pixels.h"
#include "recode.h"
#include "resample.h"
#include "text.h"

/* ---- how many samples ---- */

/* A line art's samples are its outlines: it is never made smaller. */
static bool is_line_art(const pb_picture *picture) { return picture->bits == 1 && !picture->alpha; }

/* The width in samples that the page can show; 0 = as it is. */
static uint32_t width_for(const pb_image_job *job, const pb_picture *picture) {
  uint64_t wanted = ((uint64_t)job->widest * job->profile->picture_ppi + 72 * PB_PT - 1) / (72 * PB_PT);
  if (wanted == 0 || is_line_art(picture) || (uint64_t)picture->width * 2 <= wanted * 3) return 0;
  return (uint32_t)wanted;
}

/* ---- JPEG as it is ---- */

static bool may_pass(const pb_picture *picture, bool colour) {
  if (picture->format != PB_PICTURE_JPEG || picture->bits != 8 || picture->orientation > 1) return false;
  return picture->samples == PB_SAMPLES_GREY || (picture->samples == PB_SAMPLES_CMYK && colour);
}

/* Decodes every sample: is the ink of each within the limit? `*fault` where it is damaged. */
static bool within_limit(const pb_image_job *job, const pb_picture *picture, const char **fault) {
  pb_pixels *pixels = pb_pixels_open(picture, 0, fault);
  if (!pixels) return false;
  unsigned most = 0, limit = job->profile->ink_limit * 255 / 100;
  uint8_t *row = pb_xmalloc((size_t)picture->width * 4);
  for (uint32_t y = 0; !*fault && most <= limit && y < picture->height; y++) {
    if (!pb_pixels_row(pixels, row)) *fault = _("it is damaged");
    else if (pb_most_ink(row, picture->width) > most) most = pb_most_ink(row, picture->width);
  }
  free(row);
  pb_pixels_close(pixels);
  return !*fault && most <= limit;
}

static const char *pass(const pb_image_job *job, const pb_picture *picture, unsigned id) {
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
  pb_resample *resample; /* NULL: all samples are kept */
  uint32_t width, height;
  pb_separation way;
  pb_kept_way what;
  const char *kept; /* where it is kept for the next run; NULL = nowhere */
} conversion;

/* A file that has changed while it was read is not kept. */
static void write_stream(const conversion *c, unsigned id, const char *entries, const void *data, size_t n) {
  pb_arena *arena = c->job->update->arena;
  pb_update_stream(c->job->update, id, entries, data, n);
  const char *again = c->kept ? pb_kept_path(arena, c->job->cache, &c->what) : NULL;
  if (again && strcmp(again, c->kept) == 0) pb_kept_store(c->kept, entries, data, n);
}

/* Hands every converted row on, from the top; false where the file ends or breaks before. */
typedef void take_row(void *to, const conversion *c, const uint8_t *row);

static bool convert_rows(const conversion *c, take_row *take, void *to) {
  uint8_t *in = pb_xmalloc((size_t)c->width * c->way.from), *row = pb_xmalloc((size_t)c->width * c->way.to);
  bool ok = true;
  for (uint32_t y = 0; ok && y < c->height; y++) {
    ok = c->resample ? pb_resample_row(c->resample, in) : pb_pixels_row(c->pixels, in);
    if (!ok) break;
    pb_separate_row(c->job->separator, &c->way, in, row, c->width);
    take(to, c, row);
  }
  free(in);
  free(row);
  return ok;
}

static const char *colour_space(const conversion *c) { return c->way.to == 4 ? "DeviceCMYK" : "DeviceGray"; }

/* ---- JPEG again ---- */

static void recode_row(void *to, const conversion *c, const uint8_t *row) {
  (void)c;
  pb_recode_row(to, row);
}

static const char *recode(const conversion *c, unsigned id) {
  pb_recode *recode = pb_recode_new(c->width, c->height, c->way.to);
  size_t size;
  bool whole = convert_rows(c, recode_row, recode);
  unsigned char *bytes = pb_recode_end(recode, whole, &size);
  if (!bytes) return _("it is damaged");
  char entries[256];
  snprintf(entries, sizeof entries,
           "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s/Filter/DCTDecode", c->width, c->height,
           colour_space(c));
  write_stream(c, id, entries, bytes, size);
  free(bytes);
  return NULL;
}

/* ---- deflated ---- */

/* The row as differences from the pixel before (PNG's filter 1): pictures deflate a third better for it. */
static void filter_row(void *to, const conversion *c, const uint8_t *row) {
  uint8_t **out = to;
  size_t step = c->way.to, n = (size_t)c->width * step;
  *(*out)++ = 1;
  for (size_t i = 0; i < n; i++) *(*out)++ = (uint8_t)(row[i] - (i < step ? 0 : row[i - step]));
}

static void write_samples(const conversion *c, unsigned id, const uint8_t *samples, size_t n) {
  size_t room = libdeflate_zlib_compress_bound(c->job->deflater, n);
  uint8_t *packed = pb_xmalloc(room);
  size_t size = libdeflate_zlib_compress(c->job->deflater, samples, n, packed, room);
  char entries[256];
  snprintf(entries, sizeof entries,
           "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s/Filter/FlateDecode"
           "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>",
           c->width, c->height, colour_space(c), c->way.to, c->width);
  write_stream(c, id, entries, packed, size);
  free(packed);
}

static const char *deflate(const conversion *c, unsigned id) {
  size_t step = (size_t)c->width * c->way.to + 1;
  if (c->height && step > PB_PICTURE_MAX_BYTES / c->height) return _("it is too large");
  uint8_t *samples = pb_xmalloc(step * c->height), *end = samples;
  bool whole = convert_rows(c, filter_row, &end);
  if (whole) write_samples(c, id, samples, step * c->height);
  free(samples);
  return whole ? NULL : _("it is damaged");
}

/* ---- line art ---- */

typedef struct {
  uint8_t *at;
} bit_pen;

static void pack_row(void *to, const conversion *c, const uint8_t *row) {
  bit_pen *pen = to;
  memset(pen->at, 0, (c->width + 7) / 8);
  for (uint32_t x = 0; x < c->width; x++)
    if (row[x] > 127) pen->at[x / 8] |= (uint8_t)(0x80 >> x % 8);
  pen->at += (c->width + 7) / 8;
}

/* One bit a sample, as it came: what a screen would make of it has no sharp edges. */
static const char *write_line_art(const conversion *c, unsigned id) {
  size_t n = (size_t)(c->width + 7) / 8 * c->height, size;
  uint8_t *bits = pb_xmalloc(n), *packed;
  bit_pen pen = {bits};
  bool whole = convert_rows(c, pack_row, &pen);
  size_t room = libdeflate_zlib_compress_bound(c->job->deflater, n);
  packed = pb_xmalloc(room);
  if (whole) {
    char entries[256];
    size = libdeflate_zlib_compress(c->job->deflater, bits, n, packed, room);
    snprintf(entries, sizeof entries,
             "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", c->width,
             c->height);
    write_stream(c, id, entries, packed, size);
  }
  free(bits);
  free(packed);
  return whole ? NULL : _("it is damaged");
}

/* ---- */

static const char *write_converted(conversion *c, const pb_picture *picture, unsigned id) {
  bool jpeg = picture->format == PB_PICTURE_JPEG;
  if (is_line_art(picture) && c->way.from == 1) return write_line_art(c, id);
  if (jpeg && c->way.to == 4 && c->way.ink_limit > 100) c->way.ink_limit -= 4 * PB_RECODE_OVERSHOOT;
  return jpeg ? recode(c, id) : deflate(c, id);
}

static const char *convert(const pb_image_job *job, const pb_picture *picture, bool colour, unsigned id) {
  const char *fault = NULL;
  uint32_t width = width_for(job, picture);
  conversion c = {.job = job, .what = {picture, job->profile, width, colour}};
  c.kept = pb_kept_path(job->update->arena, job->cache, &c.what);
  if (c.kept && pb_kept_load(c.kept, job->update, id)) return NULL;
  c.pixels = pb_pixels_open(picture, width, &fault);
  if (!c.pixels) return fault;
  c.width = pb_pixels_width(c.pixels);
  c.height = pb_pixels_height(c.pixels);
  c.way = (pb_separation){.from = pb_pixels_channels(c.pixels), .ink_limit = job->profile->ink_limit};
  c.way.icc = pb_pixels_icc(c.pixels, &c.way.nicc);
  c.way.to = colour && c.way.from > 1 ? 4 : 1;
  if (width && width < c.width) {
    c.height = (uint32_t)(((uint64_t)c.height * width + c.width / 2) / c.width);
    if (c.height == 0) c.height = 1;
    c.width = width;
    c.resample = pb_resample_new(c.pixels, c.width, c.height);
  }
  fault = write_converted(&c, picture, id);
  pb_resample_drop(c.resample);
  pb_pixels_close(c.pixels);
  return fault;
}

/* Byte for byte where nothing need be changed, else converted. */
static const char *write_picture(const pb_image_job *job, const pb_picture *picture, bool colour, unsigned id) {
  const char *fault = NULL;
  if (!may_pass(picture, colour) || width_for(job, picture)) return convert(job, picture, colour, id);
  if (picture->samples == PB_SAMPLES_GREY) return pb_pixels_sound(picture) ? pass(job, picture, id) : _("it is damaged");
  if (within_limit(job, picture, &fault)) return pass(job, picture, id);
  return fault ? fault : convert(job, picture, colour, id);
}

static void write_grey_area(const pb_image_job *job, unsigned id) {
  static const unsigned char GREY[] = {0xCC};
  pb_update_stream(job->update, id, "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", GREY,
                   1);
}

static void tell(pb_diags *diags, pb_severity severity, const pb_picture *picture, const char *fault) {
  bool pdf = picture->format == PB_PICTURE_PDF;
  pb_diag(diags, severity, picture->span, pdf ? "pdf-unreadable" : "picture-broken",
          pdf ? _("the PDF %s cannot be used: %s") : _("the picture %s cannot be used: %s"), picture->name, fault);
  pb_diag_hint(diags, "%s", pdf ? _("make the PDF anew, or take it out") : _("save it anew as JPEG, PNG or TIFF, or take it out"));
}

/* ---- placed PDF ---- */

/* What of a page does not go over as it is. */
static void tell_placed(pb_diags *diags, const pb_picture *picture, pb_placed placed) {
  if (placed.annotations) {
    pb_diag(diags, PB_WARNING, picture->span, "pdf-annotation",
            _("%s has form fields or annotations (%zu): they are printed as they look"), picture->name, placed.annotations);
    pb_diag_hint(diags, _("look at them on the page; a finished ad has none"));
  }
  if (placed.lost) {
    pb_diag(diags, PB_WARNING, picture->span, "pdf-annotation",
            _("%s has form fields or annotations without a look (%zu): they are not printed"), picture->name, placed.lost);
    pb_diag_hint(diags, _("have the form flattened by the program it was filled in with"));
  }
}

static const char *write_placed(const pb_image_job *job, const pb_picture *picture, unsigned id) {
  pb_placed placed = pb_placed_write(job->placing, picture, id);
  if (!placed.fault) tell_placed(job->diags, picture, placed);
  return placed.fault;
}

static const char *check_placed(pb_diags *diags, const pb_picture *picture) {
  pb_placed placed = pb_placed_check(picture);
  if (!placed.fault) tell_placed(diags, picture, placed);
  return placed.fault;
}

/* ---- */

bool pb_image_write(const pb_image_job *job, const pb_picture *picture, bool colour, unsigned id) {
  bool pdf = picture->format == PB_PICTURE_PDF;
  const char *fault = pdf ? write_placed(job, picture, id) : write_picture(job, picture, colour, id);
  if (!fault) return true;
  tell(job->diags, job->profile->placeholders ? PB_WARNING : PB_ERROR, picture, fault);
  write_grey_area(job, id);
  return false;
}

bool pb_image_check(pb_diags *diags, const pb_picture *picture) {
  const char *fault = picture->format == PB_PICTURE_PDF ? check_placed(diags, picture)
                      : pb_pixels_sound(picture)        ? NULL
                                                        : _("it is damaged");
  if (fault) tell(diags, PB_ERROR, picture, fault);
  return !fault;
}

/* ---- places ---- */

pb_len *pb_image_widest(pb_arena *arena, const pb_edition *edition, size_t first, size_t end) {
  pb_len *widest = PB_NEW_N(arena, pb_len, edition->npictures);
  for (size_t p = first; p < end; p++)
    for (size_t i = 0; i < edition->pages[p].nitems; i++) {
      const pb_item *item = &edition->pages[p].items[i];
      if (item->kind != PB_ITEM_PICTURE || item->picture.picture >= edition->npictures) continue;
      pb_len *known = &widest[item->picture.picture];
      if (item->picture.rect.w > *known) *known = item->picture.rect.w;
    }
  return widest;
}

/* Where pictures are placed too large, each told once. */
typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const pb_profile *profile;
  PB_VEC(pb_span) told;
} place_check;

static bool told_already(const place_check *c, pb_span span) {
  for (size_t i = 0; i < c->told.n; i++)
    if (c->told.at[i].source == span.source && c->told.at[i].at == span.at) return true;
  return false;
}

static void check_place(place_check *c, const pb_picture *picture, const pb_item *item) {
  if (picture->format == PB_PICTURE_PDF || item->picture.rect.w <= 0) return;
  bool line_art = is_line_art(picture);
  uint64_t ppi = (uint64_t)picture->width * 72 * PB_PT / (uint64_t)item->picture.rect.w;
  unsigned warn = line_art ? c->profile->line_art_warn : c->profile->picture_warn;
  unsigned error = line_art ? c->profile->line_art_error : c->profile->picture_error;
  pb_span span = item->span.source ? item->span : picture->span;
  if ((ppi >= warn && ppi >= error) || told_already(c, span)) return;
  PB_PUSH(c->arena, c->told, span);
  if (ppi < error)
    pb_diag(c->diags, PB_ERROR, span, "picture-coarse",
            _("the picture %s has %u samples an inch where it stands; fewer than %u is an error, the press wants %u"),
            picture->name, (unsigned)ppi, error, warn);
  else
    pb_diag(c->diags, PB_WARNING, span, "picture-coarse",
            _("the picture %s has %u samples an inch where it stands; the press wants %u"), picture->name, (unsigned)ppi, warn);
  pb_diag_hint(c->diags, _("place it no wider than %.0f mm, or get a larger file"), picture->width * 25.4 / warn);
}

void pb_image_check_places(pb_arena *scratch, pb_diags *diags, const pb_edition *edition, const pb_profile *profile) {
  place_check c = {.arena = scratch, .diags = diags, .profile = profile};
  for (size_t p = 0; p < edition->npages; p++)
    for (size_t i = 0; i < edition->pages[p].nitems; i++) {
      const pb_item *item = &edition->pages[p].items[i];
      if (item->kind != PB_ITEM_PICTURE || item->picture.picture >= edition->npictures) continue;
      if (edition->pictures[item->picture.picture]) check_place(&c, edition->pictures[item->picture.picture], item);
    }
}
