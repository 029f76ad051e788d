/* Inside out/: one picture file being decoded, row by row, as its format stores it: not yet turned by its orientation. */
#ifndef PB_DECODER_H
#define PB_DECODER_H

#include <stdio.h>

#include "pixels.h"

typedef struct pb_decoder pb_decoder;

struct pb_decoder {
  const pb_picture *picture;
  uint32_t width, height; /* of the rows that come */
  unsigned channels;      /* 1 grey (255 = white), 3 RGB, 4 CMYK (255 = full ink) */
  const uint8_t *icc;     /* the embedded profile; NULL = none */
  size_t nicc;
  bool (*row)(pb_decoder *decoder, uint8_t *row); /* false where the data is damaged or ends early */
  void (*close)(pb_decoder *decoder);
};

/* NULL where the file cannot be decoded or is no longer what its header said. `shrink` is 1, 2, 4 or 8: JPEG computes only
 * that part of the samples, a side; the others give all of them. The file stays the caller's. */
pb_decoder *pb_decoder_jpeg(FILE *file, const pb_picture *picture, unsigned shrink);
pb_decoder *pb_decoder_png(FILE *file, const pb_picture *picture);
pb_decoder *pb_decoder_tiff(FILE *file, const pb_picture *picture);

/* What shows of a sample on white paper. */
static inline uint8_t pb_on_white(unsigned sample, unsigned alpha) {
  return (uint8_t)((sample * alpha + 255 * (255 - alpha) + 127) / 255);
}

#endif
