/* One run of the library: what its stages hold in common, and the small services around them. */
#ifndef PB_RUN_H
#define PB_RUN_H

#include "edition.h"
#include "fonts.h"
#include "paiban.h"
#include "plan.h"
#include "profile.h"
#include "subset.h"

/* The edition itself, or one of its zones. */
typedef struct {
  const pb_plan *plan;
  const pb_edition *edition; /* NULL until it is set */
} pb_zoned;

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  paiban_options options; /* the caller's, or all zero */
  const char *folder;     /* of the edition; NULL: none */
  const char *data;
  pb_fonts *fonts;
  const pb_plan *plan; /* what is being set: the edition itself or one of its zones */
  const pb_edition *edition;
  pb_zoned *zoned; /* the edition itself, then the zones asked for */
  size_t nzoned;
  bool wants_main; /* not only zones */
  bool io_failed, usage_failed;
} pb_run;

/* ---- run.c ---- */

pb_run *pb_run_begin(const char *folder, const paiban_options *options);
paiban_status pb_run_end(pb_run *run); /* hands all diagnostics to the caller, lets everything go */
pb_fonts *pb_run_fonts(pb_run *run);   /* opens them; NULL after a diagnostic */
void pb_progress(const pb_run *run, paiban_stage stage, size_t done, size_t total);

/* Reports, and makes the run end with PAIBAN_IO: `problem` says what failed, errno why. */
void pb_io_error(pb_run *run, const char *problem, const char *path);
/* The same with PAIBAN_USAGE: an argument that makes no sense. `hint` may be NULL. */
void pb_usage_error(pb_run *run, const char *message, const char *hint);

/* ---- places.c ---- */

const char *pb_data_folder(pb_arena *arena, const char *given);
/* Made if need be. NULL: nowhere to keep anything. */
const char *pb_cache_folder(pb_arena *arena, const char *given);
const char *pb_folder_name(pb_arena *arena, const char *path); /* last part of the real path: 2026-03-01 */
/* roots/sub/NAME.yaml in the issue folder, the house, the data; NULL if nowhere or if `name` is no plain name. */
const char *pb_find_data(const pb_run *run, const char *sub, pb_str name);

/* ---- choose.c ---- */

/* Which of `numbers` (0: no page's) `list` ("1,3-4"; NULL: all) names; false after a diagnostic. */
bool pb_choose_among(pb_run *run, const char *list, const unsigned *numbers, size_t n, bool *wanted);
/* The plan's pages that `list` names, in the plan's order; false after a diagnostic. With `halves` a spread is two pages, chosen
 * one by one. */
bool pb_choose_pages(pb_run *run, const char *list, bool halves, pb_page_choice **pages, size_t *n);
/* The profile asked for: "press" and NULL are the one the paper names; without an edition x1a. */
pb_field pb_profile_name(const pb_run *run, const char *asked);
unsigned pb_choice_number(const pb_plan *plan, const pb_page_choice *choice); /* of a spread its first page's */

/* ---- zones.c ---- */

/* Plans the zones asked for: a name, "all", NULL or "main" for none. False after a diagnostic. */
bool pb_choose_zones(pb_run *run, const char *asked);
/* What is said from now on is about this zone; NULL: about the edition. */
void pb_say_zone(pb_run *run, const pb_issue_zone *zone);
/* Compares zone number i of the run with the edition itself: pages that it does not name must be the same. */
void pb_check_zone(pb_run *run, size_t i);

/* ---- date.c ---- */

/* A PDF date: SOURCE_DATE_EPOCH if set, else the edition's day in China's time. NULL after a diagnostic. */
const char *pb_document_date(pb_run *run);
/* That date, or with `now` the clock's, as people read it: "2026-03-01 00:00". Empty where no time is known but the edition's day.
 */
pb_str pb_date_for_slug(const pb_run *run, const char *date, bool now);

/* ---- plates.c ---- */

typedef struct {
  const char *path, *shown; /* a PDF, and what diagnostics call it */
  uint32_t source;          /* that, as one */
  const char *zone;         /* of the edition; NULL: the edition itself, or a file */
  const char *name;         /* of the pictures: NAME-pNN-INK.png */
  const unsigned *numbers;  /* of all its pages, which then are all made; NULL: counted from 1, and the caller's are made */
  unsigned limit;           /* % of all inks */
} pb_plates_of;

/* Pictures and figures, handed to the caller page by page; what goes wrong is told. */
void pb_make_plates(pb_run *run, const paiban_plates_options *plates, const pb_plates_of *of);

/* ---- fontlist.c ---- */

void pb_list_roles(pb_run *run, void (*on_font)(void *user, const paiban_font *font));
void pb_list_faces(pb_run *run, void (*on_font)(void *user, const paiban_font *font)); /* all that were asked for */

#endif
