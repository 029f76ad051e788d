/* Plates as pictures to look at: a grey PNG each, ink dark on white. */
#ifndef PB_PLATEFILE_H
#define PB_PLATEFILE_H

#include "plates.h"

typedef enum { PB_PLATE_WRITTEN, PB_PLATE_EMPTY, PB_PLATE_UNREADABLE, PB_PLATE_UNWRITABLE } pb_plate_state;

/* Writes the plate whole or not at all; one without any ink is not written. PB_PLATE_UNWRITABLE: errno tells. */
pb_plate_state pb_plate_write(const pb_plates *plates, size_t plate, unsigned dpi, const char *path);

/* What an ink is called in the name of a file: its letters and figures, in lower case, anything between as one hyphen; "spot" if
 * it has none. Two inks of one page never have the same: the later gets a number. */
const char *pb_plate_file_name(pb_arena *arena, const pb_plates *plates, size_t plate);

#endif
