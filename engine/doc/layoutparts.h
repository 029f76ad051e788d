/* The parts of a layout file, each read into the layout being made. Within doc/ only. */
#ifndef PB_LAYOUTPARTS_H
#define PB_LAYOUTPARTS_H

#include "schema.h"

enum {
  PB_STYLES_MAX = 256,
  PB_HEADS_MAX = 64,
  PB_TEMPLATES_MAX = 64,
  PB_TERM_LISTS_MAX = 16,
  PB_FRAMES_MAX = 200,
  PB_COLUMNS_MAX = 24,
  PB_LINES_MAX = 1000
};

extern const char *const PB_LINE_NAMES[]; /* by pb_line_kind */

pb_read pb_read_colour; /* pb_colour: `red`, `black 20%`, `white` */
pb_read pb_read_rows;   /* uint16_t: `1行`, `1` */
pb_read pb_read_second; /* bool: the second of two names */

/* Each takes the node of its part, which may be NULL where the file has none. In this order: later parts name earlier ones. */
void pb_inks_read(pb_reader *r, const pb_yaml *node, pb_layout *layout);
bool pb_styles_read(pb_reader *r, const pb_yaml *node, pb_layout *layout); /* false: there is no body */
void pb_heads_read(pb_reader *r, const pb_yaml *node, pb_layout *layout);
void pb_templates_read(pb_reader *r, const pb_yaml *node, pb_layout *layout);

/* Lays a map of frames over those given: new ones are added, known ones changed where keys are given, `none` takes away. */
const pb_frame *pb_frames_read(pb_reader *r, const pb_yaml *node, const pb_frame *frames, size_t given, size_t *n);

/* Tells of a map with more entries than `most`. True: it is a map and small enough. */
bool pb_part_is_map(pb_reader *r, const pb_yaml *node, const char *name, size_t most);

#endif
