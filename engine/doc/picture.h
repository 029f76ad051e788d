/* A picture's header: enough to place it and to refuse it. Samples are read by press/image only, PDF pages by press/placed. */
#ifndef PB_PICTURE_H
#define PB_PICTURE_H

#include <stdint.h>

#include "diag.h"

typedef enum { PB_PICTURE_JPEG, PB_PICTURE_PNG, PB_PICTURE_TIFF, PB_PICTURE_PDF } pb_picture_format;
typedef enum { PB_SAMPLES_GREY, PB_SAMPLES_RGB, PB_SAMPLES_CMYK } pb_samples;

/* A page of a PDF as it shows: its box is TrimBox, else CropBox, else MediaBox, within MediaBox. */
typedef struct {
  unsigned number;         /* from 1 */
  double left, foot, w, h; /* the box, in the page's own units */
  unsigned rotate;         /* 0, 90, 180 or 270: how far it is turned clockwise to show */
} pb_picture_page;

typedef struct {
  const char *path; /* real path */
  const char *name; /* as the edition writes it */
  pb_picture_format format;
  pb_samples samples;
  uint32_t width, height; /* pixels, upright; of a PDF page 1/1024 pt */
  pb_picture_page page;   /* PDF only; number 0 elsewhere */
  uint8_t orientation;    /* EXIF's 1…8, how the file's rows become upright; 0 = not said, 1 */
  uint8_t bits;           /* a component; 1 = line art */
  bool alpha;             /* a channel of it, or a transparent colour */
  bool adobe_inverted;    /* CMYK with an Adobe marker: 255 is no ink */
  pb_span span;           /* where the edition names it */
} pb_picture;

/* A whole broadsheet page at 600 dpi has some 120 million pixels. */
enum { PB_PICTURE_MAX_SIDE = 30000, PB_PICTURE_MAX_PIXELS = 250 * 1000 * 1000, PB_PICTURE_MAX_BYTES = 512 * 1024 * 1024 };

/* Reads the header of folder/name, and looks whether the file has its end. `page` is that of a PDF of several, from 1; 0 = the
 * file has one. NULL after a diagnostic (missing, broken, cut short, absurdly large, no known format, encrypted, no such page). */
const pb_picture *pb_picture_read(pb_arena *arena, pb_diags *diags, const char *folder, pb_str name, unsigned page,
                                  pb_span named_at);

#endif
