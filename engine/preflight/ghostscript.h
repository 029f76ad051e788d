/* Ghostscript, run on one PDF: without a shell, with -dSAFER, in a folder of its own, for so long and with so much memory. It
 * is looked for in $PATH and need not be installed. */
#ifndef PB_GHOSTSCRIPT_H
#define PB_GHOSTSCRIPT_H

#include "arena.h"
#include "str.h"

typedef enum {
  PB_GS_DONE,    /* which does not mean that it had nothing to say */
  PB_GS_MISSING, /* not installed */
  PB_GS_FAILED,  /* ended with an error, by a signal or for want of memory; or could not be started */
  PB_GS_SLOW,    /* took too long and was ended */
} pb_gs_outcome;

typedef struct {
  int pdf;                    /* open for reading: a file, or memory without a name */
  const char *folder;         /* what it writes goes there, by relative names */
  const char *const *options; /* after the safe ones that all runs have; ended by NULL */
  unsigned seconds;           /* at most */
} pb_gs_job;

/* `said`: what it printed, joined into one line and cut where it gets long; empty if nothing. */
pb_gs_outcome pb_ghostscript(pb_arena *arena, const pb_gs_job *job, pb_str *said);

#endif
