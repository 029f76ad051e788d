/* What a press wants around a page: crop, fold and registration marks, a colour bar, a slug line. Drawn on finished pages,
 * outside the trim and the bleed; the sheet grows by the room they need. */
#ifndef PB_PRINTMARKS_H
#define PB_PRINTMARKS_H

#include "edition.h"

/* What time the slug tells: the document's date, which is the same whenever it is made, or that of its making. */
typedef enum { PB_SLUG_DOCUMENT, PB_SLUG_NOW } pb_slug_time;

/* Of a press profile. */
typedef struct {
  bool crop, fold, registration, bar, slug;
  pb_len offset; /* from the bleed's edge to the marks */
  pb_slug_time time;
} pb_print_marks;

static inline bool pb_print_marks_any(const pb_print_marks *m) {
  return m->crop || m->fold || m->registration || m->bar || m->slug;
}

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_fonts *fonts;
  const pb_edition *edition;
  const pb_print_marks *marks;
  pb_str when; /* the slug's time, "2026-03-01 00:00" */
} pb_print_marks_job;

/* The edition with marks around its pages, in every ink that a page declares: a mark stands on all its plates, and the slug
 * tells on each plate the name of its ink. The edition itself if there are none to draw. */
const pb_edition *pb_print_marks_draw(const pb_print_marks_job *job);

#endif
