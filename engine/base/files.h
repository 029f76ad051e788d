/* Files in and out. Reading is confined to a folder where an edition names a file; writing is whole or not at all. */
#ifndef PB_FILES_H
#define PB_FILES_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "str.h"

typedef enum { PB_FILE_OK, PB_FILE_MISSING, PB_FILE_OUTSIDE, PB_FILE_NOT_PLAIN, PB_FILE_TOO_BIG, PB_FILE_UNREADABLE } pb_file_error;

/* The whole of a plain file of at most `max` bytes. */
pb_file_error pb_file_read(pb_arena *arena, const char *path, size_t max, pb_str *out);

/* The real path of `name` taken from `folder`; PB_FILE_OUTSIDE if links or .. lead out of it. */
pb_file_error pb_file_inside(pb_arena *arena, const char *folder, pb_str name, const char **path);

bool pb_folder_readable(const char *path); /* a folder whose files can be opened; false: errno tells */

const char *pb_file_error_text(pb_file_error error); /* translated, e.g. "no such file" */

/* A file written beside `path` without a name, or where the file system has no such files under another; it gets its name at
 * the end or never. */
typedef struct {
  FILE *file;
  char *path, *aside; /* owned; `aside` opens it, too */
  bool unnamed;
  bool deep;     /* its folder is made if need be */
  unsigned made; /* how many folders were */
} pb_outfile;
bool pb_outfile_open(pb_outfile *out, const char *path); /* false: errno tells */
/* The same where the file's folder need not be there yet: it is made when the file settles, and goes again if that fails. Until
 * then what is written lies in the nearest folder that is there. */
bool pb_outfile_open_deep(pb_outfile *out, const char *path);
bool pb_outfile_settle(pb_outfile *out);  /* all that commit does but the last step; false: errno tells */
bool pb_outfile_commit(pb_outfile *out);  /* flushes, renames; false: errno tells, nothing left behind */
void pb_outfile_abandon(pb_outfile *out); /* nothing happens where none is open */

#endif
