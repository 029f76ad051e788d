/* The checks of preflight, each in a file of its own. All of them find (pb_find) and change nothing. */
#ifndef PB_CHECKS_H
#define PB_CHECKS_H

#include "findings.h"
#include "pages.h"
#include "pdf.h"
#include "preflight.h"

/* One file being judged. */
typedef struct {
  const pb_preflight_job *job;
  const pb_profile *profile;
  pb_arena *arena;   /* of the file */
  pb_arena *scratch; /* of a page; emptied after it */
  pb_pdf pdf;
  pb_findings *findings;
  pb_pages pages;
  struct pb_content *content; /* what the checks of what is painted keep from page to page */
} pb_judgement;

/* ---- of each page, in this order ---- */

void pb_check_boxes(pb_judgement *j, const pb_pdf_page *page);

/* What is painted: inks, overprint, type, lines, pictures, transparency. */
void pb_check_content(pb_judgement *j, const pb_pdf_page *page);
void pb_check_content_done(pb_judgement *j); /* after the last page */

/* ---- of the document, after its pages ---- */

/* What libqpdf had to mend until now; after each page and at the end. */
void pb_check_damage(pb_judgement *j);

#endif
