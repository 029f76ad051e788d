/* Pictures' data: whether they can be decoded, and are as large as they say. */
#include <math.h>

#include "checks.h"
#include "decoder.h"
#include "text.h"

/* More than this is not decoded, only measured. */
static const double BYTES_MOST = 512.0 * 1024 * 1024;

typedef struct {
  double width, height;
  double bytes; /* that the samples take, rows filled up; 0 = not known here */
} measure;

/* Components of the spaces whose number can be told at once; 0 = not known. */
static double components(pb_pdf *pdf, qpdf_oh space) {
  double n = 0;
  if (pb_pdf_is_name(pdf, space, "DeviceGray")) return 1;
  if (pb_pdf_is_name(pdf, space, "DeviceRGB")) return 3;
  if (pb_pdf_is_name(pdf, space, "DeviceCMYK")) return 4;
  if (pb_pdf_count(pdf, space) < 2) return 0;
  qpdf_oh kind = qpdf_oh_get_array_item(pdf->qpdf, space, 0);
  if (pb_pdf_is_name(pdf, kind, "Indexed") || pb_pdf_is_name(pdf, kind, "Separation")) return 1;
  if (pb_pdf_is_name(pdf, kind, "ICCBased"))
    pb_pdf_number(pdf, pb_pdf_get(pdf, qpdf_oh_get_array_item(pdf->qpdf, space, 1), "N"), &n);
  return n;
}

static measure measure_of(pb_pdf *pdf, qpdf_oh image) {
  measure m = {0};
  double bits = 1, parts = 1;
  pb_pdf_number(pdf, pb_pdf_get(pdf, image, "Width"), &m.width);
  pb_pdf_number(pdf, pb_pdf_get(pdf, image, "Height"), &m.height);
  if (!pb_pdf_key_true(pdf, image, "ImageMask")) {
    parts = components(pdf, pb_pdf_get(pdf, image, "ColorSpace"));
    pb_pdf_number(pdf, pb_pdf_get(pdf, image, "BitsPerComponent"), &bits);
  }
  bool sane =
      m.width >= 1 && m.height >= 1 && m.width < 1e6 && m.height < 1e6 && bits >= 1 && bits <= 16 && parts >= 1 && parts <= 32;
  if (sane) m.bytes = ceil(m.width * bits * parts / 8) * m.height;
  return m;
}

static bool jpeg_is_sound(const pb_bytes *bytes, const measure *m) {
  FILE *file = bytes->n ? fmemopen(bytes->at, bytes->n, "rb") : NULL;
  if (!file) return false;
  pb_picture picture = {.width = (uint32_t)m->width, .height = (uint32_t)m->height};
  pb_decoder *decoder = pb_decoder_jpeg(file, &picture, 8); /* all of the data is read, an eighth computed */
  bool sound = decoder != NULL;
  uint8_t *row = decoder ? pb_xmalloc((size_t)decoder->width * decoder->channels) : NULL;
  for (uint32_t y = 0; sound && y < decoder->height; y++) sound = decoder->row(decoder, row);
  free(row);
  if (decoder) decoder->close(decoder);
  fclose(file);
  return sound;
}

static bool is_sound(pb_judgement *j, qpdf_oh image, const measure *m) {
  pb_bytes bytes = {0};
  pb_str left = {"", 0};
  /* As much as it says it has, with a byte a row for predictors; JPEG in a further wrapping is smaller than its samples. */
  size_t most = (size_t)(m->bytes > 0 ? m->bytes + m->height : BYTES_MOST) + (1 << 20);
  pb_stream_state state = pb_pdf_decode(&j->pdf, image, most, &bytes, &left);
  bool sound = state == PB_STREAM_TOO_BIG || (state == PB_STREAM_WHOLE && (double)bytes.n >= m->bytes);
  if (state == PB_STREAM_PICTURE) {
    bool jpeg = pb_str_is(left, "DCTDecode") || pb_str_is(left, "DCT");
    sound = jpeg ? jpeg_is_sound(&bytes, m) : bytes.n > 0;
  }
  pb_bytes_drop(&bytes);
  return sound;
}

static void check_data(pb_judgement *j, qpdf_oh image) {
  measure m = measure_of(&j->pdf, image);
  double side = fmax(m.width, m.height);
  if (side > PB_PICTURE_MAX_SIDE || m.width * m.height > PB_PICTURE_MAX_PIXELS)
    pb_find(j->findings, PB_ERROR, NULL, "picture-size", _("a picture has %.0f × %.0f pixels, more than a page can use"), m.width,
            m.height);
  else if (m.bytes <= BYTES_MOST && (fmin(m.width, m.height) < 1 || !is_sound(j, image, &m)))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-picture-broken", _("a picture (%.0f × %.0f) cannot be decoded, or is cut off"),
            m.width, m.height);
}

void pb_check_image(pb_judgement *j, qpdf_oh image) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh mask = pb_pdf_get(pdf, image, "SMask");
  if (pb_pdf_has(pdf, image, "Alternates"))
    pb_find(j->findings, PB_WARNING, NULL, "pdf-alternates", _("a picture has others that may be printed instead"));
  double bits = 0;
  if (j->profile->standard == PB_STANDARD_X1A && pb_pdf_number(pdf, pb_pdf_get(pdf, image, "BitsPerComponent"), &bits) && bits > 8)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-version", _("a picture has %.0f bits a component; PDF 1.4 has no more than 8"), bits);
  if (j->job->own) return;
  check_data(j, image);
  if (qpdf_oh_is_stream(pdf->qpdf, mask) && pb_pdf_id(pdf, mask) && pb_seen_add(j->seen, pb_pdf_id(pdf, mask))) check_data(j, mask);
}
