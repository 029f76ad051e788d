/* Judges a PDF against a press profile. Whoever made it: nothing it holds is trusted. */
#ifndef PB_PREFLIGHT_H
#define PB_PREFLIGHT_H

#include "diag.h"
#include "profile.h"

/* What a page is printed from. */
typedef struct {
  bool process[4];     /* cyan, magenta, yellow, black */
  const pb_str *spots; /* by name */
  size_t nspots;
} pb_plates_had;

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_span at;       /* what findings point at: the PDF as a source, or the place in an edition that names it */
  const char *path; /* what is read */
  pb_str bytes;     /* or these, where bytes.s is set */
  const pb_profile *profile;
  bool own;    /* finish wrote it just now: it needs no repair, its fonts and pictures are not decoded to see whether they can
                * be, and only errors are told: of what else there is the edition's own checks have told where it stands */
  bool whole;  /* only what is broken in it is told, and so on its plates; else it is judged by nothing */
  bool placed; /* it becomes a part of a page: judged by its pages, not by what a document must say of itself */
  bool plates; /* total ink is measured on plates, where Ghostscript is installed */
  const bool *placed_on;           /* of an own file, by page: does a placed PDF stand on it? The others need no plates */
  double scale;                    /* of a placed page: how large it stands, its own size = 1; 0 = 1 */
  const pb_plates_had *plates_had; /* of a placed page: those of the page it stands on; NULL = not said */
  unsigned page;                   /* this page alone, from 1; 0 = all */
} pb_preflight_job;

/* What it finds are diagnostics. False, with nothing said and errno set, if there is no file that can be read. */
bool pb_preflight(const pb_preflight_job *job);

#endif
