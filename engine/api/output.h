/* What a render writes, and under which names. */
#ifndef PB_OUTPUT_H
#define PB_OUTPUT_H

#include "files.h"
#include "run.h"

/* One PDF: some of the plan's pages. */
typedef struct {
  const pb_zoned *of; /* of run.zoned */
  const pb_page_choice *pages;
  size_t npages;
  const char *path;
  bool deep;       /* its folder need not be there yet */
  pb_outfile file; /* open once it is begun */
} pb_document;

typedef struct {
  const char *folder; /* NULL: none has to be made */
  pb_document *at;
  size_t n;
} pb_documents;

/* The documents for the pages chosen: one, or with `split` one a page; the same for each zone of the run, but with `split` only of
 * pages that are its own (those of the edition itself too where pages were asked for by number). Named as the caller asks, else
 * the paper; with the profile's name where it is not the press's. False after a diagnostic: a pattern that cannot be used, or two
 * documents of one name. */
bool pb_documents_plan(pb_run *run, const paiban_render_options *render, const pb_page_choice *pages, size_t n, pb_documents *out);

/* False after a diagnostic: a document would take the place of a file that the edition is made of, or of one that is no PDF. */
bool pb_documents_spare(pb_run *run, const pb_documents *documents);

/* Opens a document's file aside; false after a diagnostic. */
bool pb_document_open(pb_run *run, pb_document *document);
/* Gives all documents their names, or lets them all go. False after a diagnostic. */
bool pb_documents_commit(pb_run *run, pb_documents *documents);
void pb_documents_abandon(pb_documents *documents);

#endif
