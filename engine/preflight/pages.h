/* The pages of a PDF that anyone may have made: found without recursion, loops and depth bounded, what they inherit resolved. */
#ifndef PB_PAGES_H
#define PB_PAGES_H

#include "findings.h"
#include "pdf.h"

typedef struct {
  uint64_t *ids; /* object and generation, as pb_pdf_id */
  size_t n;
  const char *fault; /* what is wrong with the tree, translated; NULL = nothing. The pages found are good all the same */
} pb_pages;

enum { PB_PAGES_MAX = 20000, PB_PAGES_DEPTH = 64 };

pb_pages pb_pages_find(pb_pdf *pdf, pb_arena *arena);

/* Boxes as bits. */
enum { PB_HAS_MEDIA = 1, PB_HAS_CROP = 2, PB_HAS_BLEED = 4, PB_HAS_TRIM = 8, PB_HAS_ART = 16 };

/* A page as checks see it. Handles are good until pb_pdf_release, at the end of its checks. */
typedef struct {
  unsigned number;                      /* from 1 */
  qpdf_oh dict;                         /* the page */
  qpdf_oh resources;                    /* inherited where it has none; the null object where there are none at all */
  pb_box media, crop, bleed, trim, art; /* in user space; one that is not given is what the format says it is then */
  unsigned given;                       /* PB_HAS_…: boxes that are given and are boxes */
  unsigned broken;                      /* PB_HAS_…: given, but no four numbers, or empty */
  bool odd_rotate;                      /* Rotate is no multiple of 90 */
  pb_view view;                         /* trim is the trim or art box, else the crop box */
} pb_pdf_page;

pb_pdf_page pb_page_read(pb_pdf *pdf, const pb_pages *pages, size_t index);

static inline double pb_box_width(pb_box box) { return box.x1 - box.x0; }
static inline double pb_box_height(pb_box box) { return box.y1 - box.y0; }

#endif
