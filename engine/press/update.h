/* Objects added to a PDF file by an incremental update, the way the format itself provides: they are written once, one
 * after another, and none stays in memory. The file must have a plain cross-reference table, as Cairo's have. */
#ifndef PB_UPDATE_H
#define PB_UPDATE_H

#include <stdbool.h>
#include <stdio.h>

#include "bytes.h"

typedef struct {
  unsigned id;
  long long at;
} pb_update_entry;

typedef struct {
  pb_arena *arena;
  FILE *file;
  long long start, at; /* where the update begins; where it has got to */
  long long previous;  /* the file's own cross-reference table */
  unsigned next;       /* the first free object number */
  PB_VEC(pb_update_entry) entries;
} pb_update;

/* Where a PDF's last cross-reference table stands, by the file's end. False: errno tells. */
bool pb_update_table(FILE *file, long long *table);

/* `size` is the trailer's /Size. False: errno tells. */
bool pb_update_open(pb_update *update, pb_arena *arena, const char *path, unsigned size);

unsigned pb_update_reserve(pb_update *update, unsigned count); /* the first of `count` new object numbers */

/* Writes object `id`: a new one, or one of the file's that it takes the place of. */
void pb_update_object(pb_update *update, unsigned id, const pb_bytes *body);
/* `entries` are the dictionary's, without Length. */
void pb_update_stream(pb_update *update, unsigned id, const char *entries, const void *data, size_t n);

/* Ends the update with its cross-reference table. False if anything could not be written: errno tells. */
bool pb_update_finish(pb_update *update, unsigned root, unsigned info);

/* Takes all that was added off again and closes the file. Once, after a successful open. */
void pb_update_undo(pb_update *update);

#endif
