/* JPEG. libjpeg leaves by longjmp on an error, which goes no farther than one function here. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "decoder.h"

#include <jpeglib.h>

typedef struct {
  pb_decoder decoder; /* first: handed out as one */
  jmp_buf jump;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  JOCTET *icc;
} jpeg_decoder;

static _Noreturn void jpeg_fails(j_common_ptr jpeg) {
  jpeg_decoder *d = jpeg->client_data;
  longjmp(d->jump, 1);
}

static void jpeg_says(j_common_ptr jpeg) { (void)jpeg; }

static J_COLOR_SPACE wanted_space(const struct jpeg_decompress_struct *jpeg) {
  switch (jpeg->num_components) {
    case 1: return JCS_GRAYSCALE;
    case 3: return JCS_RGB;
    default: return JCS_CMYK;
  }
}

static bool start(jpeg_decoder *d, FILE *file, unsigned shrink) {
  d->jpeg.err = jpeg_std_error(&d->errors);
  d->errors.error_exit = jpeg_fails;
  d->errors.output_message = jpeg_says;
  d->jpeg.client_data = d;
  if (setjmp(d->jump)) return false;
  jpeg_create_decompress(&d->jpeg);
  jpeg_stdio_src(&d->jpeg, file);
  jpeg_save_markers(&d->jpeg, JPEG_APP0 + 2, 0xFFFF);
  if (jpeg_read_header(&d->jpeg, TRUE) != JPEG_HEADER_OK) return false;
  unsigned size = 0;
  if (jpeg_read_icc_profile(&d->jpeg, &d->icc, &size)) d->decoder.icc = d->icc, d->decoder.nicc = size;
  d->errors.num_warnings = 0; /* a profile in pieces that do not fit is no fault of the picture */
  d->jpeg.out_color_space = wanted_space(&d->jpeg);
  d->jpeg.scale_num = 1;
  d->jpeg.scale_denom = shrink;
  return jpeg_start_decompress(&d->jpeg);
}

static bool jpeg_row(pb_decoder *decoder, uint8_t *row) {
  jpeg_decoder *d = (jpeg_decoder *)decoder;
  if (setjmp(d->jump)) return false;
  JSAMPROW rows[] = {row};
  if (jpeg_read_scanlines(&d->jpeg, rows, 1) != 1) return false;
  if (decoder->channels == 4 && d->jpeg.saw_Adobe_marker)
    for (size_t i = 0; i < (size_t)decoder->width * 4; i++) row[i] = (uint8_t)(255 - row[i]);
  return d->errors.num_warnings == 0;
}

static void jpeg_close(pb_decoder *decoder) {
  jpeg_decoder *d = (jpeg_decoder *)decoder;
  jpeg_destroy_decompress(&d->jpeg);
  free(d->icc);
  free(d);
}

pb_decoder *pb_decoder_jpeg(FILE *file, const pb_picture *picture, unsigned shrink) {
  jpeg_decoder *d = pb_xmalloc(sizeof *d);
  memset(d, 0, sizeof *d);
  d->decoder = (pb_decoder){.picture = picture, .row = jpeg_row, .close = jpeg_close};
  bool started = start(d, file, shrink);
  bool lies = picture->orientation > 4;
  uint32_t width = lies ? picture->height : picture->width, height = lies ? picture->width : picture->height;
  d->decoder.width = d->jpeg.output_width;
  d->decoder.height = d->jpeg.output_height;
  d->decoder.channels = (unsigned)d->jpeg.output_components;
  if (started && d->jpeg.image_width == width && d->jpeg.image_height == height) return &d->decoder;
  jpeg_close(&d->decoder);
  return NULL;
}
