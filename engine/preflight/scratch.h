/* A folder for the files of another program, under $TMPDIR. A process of its own waits beside it and removes it with all that
 * is in it: when it is told to, or when the program that made the folder is gone, whatever ended that. */
#ifndef PB_SCRATCH_H
#define PB_SCRATCH_H

#include <stdbool.h>
#include <sys/types.h>

#include "arena.h"

typedef struct {
  const char *path; /* NULL: none is open */
  int folder;       /* open for reading */
  int leash;        /* the end of a pipe: closed, and the keeper removes the folder */
  pid_t keeper;
} pb_scratch;

bool pb_scratch_open(pb_scratch *scratch, pb_arena *arena); /* false: errno tells */
void pb_scratch_empty(const pb_scratch *scratch);           /* removes its files; folders in it stay */
void pb_scratch_drop(pb_scratch *scratch);                  /* returns when the folder is gone; may be called again */

#endif
