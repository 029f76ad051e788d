/* A picture's samples, row by row, upright: JPEG, PNG and TIFF become 8-bit grey, RGB or ink. Alpha is laid on white. One
 * picture at a time, one row of memory (all rows where the file's order or orientation asks for it). */
#ifndef PB_PIXELS_H
#define PB_PIXELS_H

#include <stdbool.h>

#include "picture.h"

typedef struct pb_pixels pb_pixels;

/* NULL with *fault, a translated text, where the file cannot be decoded or is no longer what its header said. With `least`
 * given, rows may come at a half, quarter or eighth of the picture's size where that is still as wide: JPEG is decoded
 * faster so. 0 = all samples. */
pb_pixels *pb_pixels_open(const pb_picture *picture, uint32_t least, const char **fault);
void pb_pixels_close(pb_pixels *pixels); /* NULL is allowed */

/* Of the rows that come. */
uint32_t pb_pixels_width(const pb_pixels *pixels);
uint32_t pb_pixels_height(const pb_pixels *pixels);

/* Bytes a pixel: 1 grey (255 = white), 3 RGB, 4 CMYK (255 = full ink). */
unsigned pb_pixels_channels(const pb_pixels *pixels);

/* The ICC profile in the file, as it is there; NULL = none. Lives as long as `pixels`. */
const uint8_t *pb_pixels_icc(const pb_pixels *pixels, size_t *n);

/* The next row, width × channels bytes. False where the data is damaged or ends early. */
bool pb_pixels_row(pb_pixels *pixels, uint8_t *row);

/* Decodes the file to its end, a JPEG coarsely; false if it is damaged. */
bool pb_pixels_sound(const pb_picture *picture);

#endif
