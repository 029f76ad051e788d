/* What a TIFF file's first picture is made of, and whether it can be printed. Shared by the header's reader and the decoder. */
#ifndef PB_PICTURE_TIFF_H
#define PB_PICTURE_TIFF_H

#include <stdbool.h>
#include <stdio.h>

#include <tiffio.h>

#include "picture_headers.h"

typedef struct {
  uint32_t width, height;
  uint16_t bits, samples; /* a sample; a pixel, alpha among them */
  pb_samples kind;
  bool planes, tiled, alpha, white_is_0;
  uint16_t *palette[3]; /* by index, 16 bits; NULL = none. libtiff's */
  uint16_t orientation;
} pb_tiff_form;

/* Silently; the file stays the caller's and may be closed before. NULL where it is none. */
TIFF *pb_tiff_open(FILE *file);

/* False with the reason in `why` where its kind of samples is none that is printed. */
bool pb_tiff_read_form(TIFF *tiff, pb_tiff_form *form, char why[PB_HEADER_MESSAGE]);

#endif
