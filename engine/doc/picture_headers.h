/* Inside doc/: what libjpeg, libpng and libtiff say of a file's header. The first two leave by longjmp on an error, which
 * goes no farther than one function each. */
#ifndef PB_PICTURE_HEADERS_H
#define PB_PICTURE_HEADERS_H

#include <stdio.h>

#include "picture.h"

enum { PB_HEADER_MESSAGE = 256 };

/* Fill samples, width, height as stored, orientation, bits, alpha, adobe_inverted; `*header` = where the samples start, or before.
 * False with the reason in `why`. */
bool pb_jpeg_header(FILE *file, pb_picture *picture, size_t *header, char why[PB_HEADER_MESSAGE]);
bool pb_png_header(FILE *file, pb_picture *picture, size_t *header, char why[PB_HEADER_MESSAGE]);
bool pb_tiff_header(FILE *file, pb_picture *picture, size_t *header, char why[PB_HEADER_MESSAGE]);

#endif
