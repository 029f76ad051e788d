/* A picture's samples, row by row: JPEG and PNG become 8-bit grey, RGB or ink. Alpha is laid on white. One picture at a
 * time, one row of memory (interlaced PNG: all rows). */
#ifndef PB_PIXELS_H
#define PB_PIXELS_H

#include <stdbool.h>

#include "picture.h"

typedef struct pb_pixels pb_pixels;

/* NULL with *fault, a translated text, where the file cannot be decoded or is no longer what its header said. */
pb_pixels *pb_pixels_open(const pb_picture *picture, const char **fault);
void pb_pixels_close(pb_pixels *pixels); /* NULL is allowed */

/* Bytes a pixel: 1 grey (255 = white), 3 RGB, 4 CMYK (255 = full ink). */
unsigned pb_pixels_channels(const pb_pixels *pixels);

/* The next row, width × channels bytes. False where the data is damaged or ends early. */
bool pb_pixels_row(pb_pixels *pixels, uint8_t *row);

/* Decodes the file to its end, a JPEG coarsely; false if it is damaged. */
bool pb_pixels_sound(const pb_picture *picture);

#endif
