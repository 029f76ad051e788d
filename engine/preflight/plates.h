/* A page's separations as a press would plate them, through Ghostscript's device tiffsep with overprint as the file asks for
 * it: cyan, magenta, yellow, black, and a plate for each spot ink, 8 bits a pixel. They are drawn finer and averaged, so that
 * a pixel holds how much ink lies in it. One page at a time; rows are read one by one. */
#ifndef PB_PLATES_H
#define PB_PLATES_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"

enum { PB_PLATES_DPI_LEAST = 18, PB_PLATES_DPI_MOST = 600 };
/* A spread of broadsheet at 600 dpi has 235 million. */
enum { PB_PLATES_PIXELS_MAX = 400 * 1000 * 1000 };

typedef struct pb_platemaker pb_platemaker;

typedef struct {
  pb_str name;      /* "Cyan", "Magenta", "Yellow", "Black", or the spot ink's own */
  const char *path; /* a TIFF of Ghostscript's */
} pb_plate;

typedef struct {
  const pb_plate *plates; /* the four, then spot inks in the order of their names */
  size_t nplates;
  uint32_t width, height; /* pixels of the sheet (MediaBox), as it is shown: turned by /Rotate */
  pb_str said;            /* by Ghostscript, in English and one line; also of a page that it drew all the same */
} pb_plates;

typedef enum {
  PB_PLATES_MADE,
  PB_PLATES_NO_PROGRAM, /* Ghostscript is not installed */
  PB_PLATES_SLOW,       /* it took more than PB_PLATES_SECONDS */
  PB_PLATES_TOO_LARGE,  /* more than PB_PLATES_PIXELS_MAX: not by pb_plates_make, but by who knows the page */
  PB_PLATES_FAILED,     /* it could not draw the page, or its files cannot be read */
} pb_plates_state;

enum { PB_PLATES_SECONDS = 180 }; /* a page of a broadsheet takes one */

/* For the PDF open as `pdf` (borrowed; a file, or memory without a name). NULL: no folder for the plates can be made in TMPDIR,
 * errno tells why. */
pb_platemaker *pb_platemaker_open(pb_arena *arena, int pdf);
void pb_platemaker_close(pb_platemaker *maker); /* NULL is allowed */

/* What a page is separated for. */
typedef struct {
  size_t page;  /* from 1 */
  unsigned dpi; /* of the pixels */
  bool no_text; /* all but its text */
} pb_plates_job;

/* The plates of a page; those of the page before are gone. */
pb_plates_state pb_plates_make(pb_platemaker *maker, pb_arena *arena, const pb_plates_job *job, pb_plates *plates);

/* Reads a plate from its top. NULL or false: the file is damaged. */
typedef struct pb_plate_reader pb_plate_reader;
pb_plate_reader *pb_plate_open(const pb_plates *plates, size_t plate);
bool pb_plate_row(pb_plate_reader *reader, uint8_t *ink); /* 0 = none … 255 = solid, `width` of them */
void pb_plate_close(pb_plate_reader *reader);             /* NULL is allowed */

#endif
