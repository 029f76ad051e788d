/* The checks of preflight, each in a file of its own. All of them find (pb_find) and change nothing. */
#ifndef PB_CHECKS_H
#define PB_CHECKS_H

#include "findings.h"
#include "pages.h"
#include "pdf.h"
#include "preflight.h"
#include "seen.h"

typedef struct pb_plate_check pb_plate_check; /* what totalink keeps */

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
  pb_seen *seen;              /* objects that were looked at, by id */
  double ink_bound;           /* no place of the page has more, all inks together, 1 = solid: by what is painted */
  bool ink_adds;              /* something on the page may add to the ink under it, or has samples that are not measured */
  pb_plate_check *plates;     /* NULL: none were asked for yet */
} pb_judgement;

/* ---- of each page, in this order ---- */

void pb_check_boxes(pb_judgement *j, const pb_pdf_page *page);
void pb_check_annotations(pb_judgement *j, const pb_pdf_page *page);
void pb_check_resources(pb_judgement *j, const pb_pdf_page *page); /* all that it refers to */
void pb_check_font(pb_judgement *j, qpdf_oh font);
void pb_check_image(pb_judgement *j, qpdf_oh image);

/* What is painted: inks, overprint, type, lines, pictures, transparency. */
void pb_check_content(pb_judgement *j, const pb_pdf_page *page);
void pb_check_content_done(pb_judgement *j); /* after the last page */

/* Inks that lie on one another, on plates: if the job wants them and they can be had. */
void pb_check_total_ink(pb_judgement *j, const pb_pdf_page *page);
void pb_check_total_ink_done(pb_judgement *j); /* after the last page */

/* ---- of the document, before its pages ---- */

void pb_check_identity(pb_judgement *j); /* what it says it is */
void pb_check_intents(pb_judgement *j);
void pb_check_document(pb_judgement *j);
void pb_check_sizes(pb_judgement *j); /* how many pages, all alike */

/* ---- for several of them ---- */

/* The actions of a page, an annotation, the catalogue: its A and AA. */
void pb_check_action(pb_judgement *j, qpdf_oh holder, const pb_box *where);

/* What libqpdf had to mend until now; after each page and at the end. */
void pb_check_damage(pb_judgement *j);

#endif
