/* Ways through the file: outline, page labels, links of the jump lines, article threads. */
#ifndef PB_NAVIGATE_H
#define PB_NAVIGATE_H

#include "structure.h"

unsigned pb_outline_write(const pb_sheets *sheets); /* its object number; 0 if there is nothing to list */

/* Entries of the catalog and of a page (index from sheets->first); nothing where there is nothing to say. */
void pb_labels_put(pb_bytes *out, const pb_sheets *sheets);
void pb_links_put(pb_bytes *out, const pb_sheets *sheets, size_t page);

/* Threads: the legs of each story, in order, over the pages of the file. */
typedef struct {
  uint32_t story, leg;
} pb_bead;

typedef struct {
  const pb_bead *beads; /* of one story one after another */
  size_t n;
  const unsigned *threads; /* object number by bead: that of its story's thread */
  unsigned first;          /* object number of bead 0 */
} pb_threads;

pb_threads pb_threads_plan(const pb_sheets *sheets); /* takes object numbers */
void pb_threads_put_page(pb_bytes *out, const pb_sheets *sheets, const pb_threads *threads, size_t page);
void pb_threads_put(pb_bytes *out, const pb_threads *threads); /* the catalog's entry */
void pb_threads_write(const pb_sheets *sheets, const pb_threads *threads);

#endif
