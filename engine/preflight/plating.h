/* A PDF made into plates, page by page: a picture each and what ink they take. */
#ifndef PB_PLATING_H
#define PB_PLATING_H

#include "coverage.h"
#include "diag.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  uint32_t source;           /* what diagnostics call the file */
  const char *path;          /* of the PDF */
  const char *folder, *name; /* the pictures are folder/name-pNN-INK.png */
  unsigned dpi;
  unsigned limit; /* % of all inks together */
} pb_plating_job;

/* One page done. */
typedef struct {
  pb_plates plates;      /* whose TIFFs may be gone */
  const char **pictures; /* by plate: the path of its PNG; NULL: there is no ink on it, and none is written */
  pb_ink_figures figures;
} pb_plated_page;

typedef struct pb_plating pb_plating;

/* NULL after a diagnostic: `pdf-encrypted`, `pdf-unreadable`, `plates-scratch`; or, with nothing said, where there is no file
 * that can be read: *missing, and errno tells. */
pb_plating *pb_plating_open(const pb_plating_job *job, bool *missing);
void pb_plating_close(pb_plating *plating); /* NULL is allowed */
size_t pb_plating_pages(const pb_plating *plating);

/* Page `index` (from 0), called `number` in the files' names. False after a diagnostic: `plates-program`, `plates-slow`,
 * `plates-failed`, `plates-write`. A page that Ghostscript complains of but draws gets the warning `plates-said`. */
bool pb_plating_page(pb_plating *plating, size_t index, unsigned number, pb_plated_page *page);

/* Says why there are no plates of a page: all states but PB_PLATES_MADE. */
void pb_plates_tell(pb_diags *diags, pb_span at, pb_page_place place, pb_plates_state state, pb_str said);

#endif
