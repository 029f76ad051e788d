#include "recode.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "arena.h"

enum { QUALITY = 92 };

/* libjpeg's own error manager: while compressing into memory it can only run out of that, which ends the process. */
struct pb_recode {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *bytes;
  unsigned long size;
};

pb_recode *pb_recode_new(uint32_t width, uint32_t height, unsigned channels) {
  pb_recode *r = pb_xmalloc(sizeof *r);
  *r = (pb_recode){0};
  r->jpeg.err = jpeg_std_error(&r->errors);
  jpeg_create_compress(&r->jpeg);
  jpeg_mem_dest(&r->jpeg, &r->bytes, &r->size);
  r->jpeg.image_width = width;
  r->jpeg.image_height = height;
  r->jpeg.input_components = (int)channels;
  r->jpeg.in_color_space = channels == 4 ? JCS_CMYK : JCS_GRAYSCALE;
  jpeg_set_defaults(&r->jpeg);
  jpeg_set_quality(&r->jpeg, QUALITY, TRUE);
  r->jpeg.optimize_coding = TRUE;
  jpeg_start_compress(&r->jpeg, TRUE);
  return r;
}

void pb_recode_row(pb_recode *r, const uint8_t *row) {
  JSAMPROW rows[] = {(JSAMPROW)(uintptr_t)row};
  jpeg_write_scanlines(&r->jpeg, rows, 1);
}

unsigned char *pb_recode_end(pb_recode *r, bool whole, size_t *size) {
  if (whole) jpeg_finish_compress(&r->jpeg);
  else jpeg_abort_compress(&r->jpeg);
  jpeg_destroy_compress(&r->jpeg);
  unsigned char *bytes = r->bytes;
  *size = r->size;
  free(r);
  if (whole) return bytes;
  free(bytes);
  return NULL;
}
