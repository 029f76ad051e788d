/* What is wrong, where, and what to do: gathered from all stages, sorted, printed once.
 * Texts go through gettext; ids are English and stable (docs/diagnostics.md lists them). */
#ifndef PB_DIAG_H
#define PB_DIAG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "str.h"
#include "units.h"

/* A stretch of a source file's (converted) text: bytes [at, to). source 0 = no place. */
typedef struct {
  uint32_t source;
  uint32_t at, to;
} pb_span;

/* A value of a file: what it says and where it stands. Empty text = not given. */
typedef struct {
  pb_str text;
  pb_span span;
} pb_field;

typedef enum { PB_NOTE, PB_WARNING, PB_ERROR } pb_severity;

/* Where on the pages of a PDF. All 0 = nowhere on them. */
typedef struct {
  unsigned page; /* from 1 */
  pb_rect rect;  /* as the page is looked at; w and h 0 = the page as a whole */
} pb_page_place;

typedef struct {
  pb_severity severity;
  const char *id; /* static, e.g. "overset" */
  pb_span span;
  pb_page_place place;
  const char *message;
  const char *plain; /* the message without what it is about */
  const char *hint;  /* what to do; may be NULL */
  bool sums_up;      /* it counts others of its id: it comes after them */
} pb_diagnostic;

/* A file whose text diagnostics point into. */
typedef struct {
  const char *path; /* as the user would type it */
  pb_str text;      /* UTF-8, as converted */
} pb_source_text;

typedef struct pb_diags pb_diags;

enum { PB_DIAGS_MAX = 5000 }; /* then one last error, "too-many", says that there are more */

pb_diags *pb_diags_new(pb_arena *arena);

/* Registers a text (borrowed for the run); returns the number that spans carry (from 1). Text may be empty. */
uint32_t pb_diags_add_source(pb_diags *diags, const char *path, pb_str text);
const pb_source_text *pb_diags_source(const pb_diags *diags, uint32_t source); /* NULL for 0 */

/* Adds a diagnostic; the same id at the same span with the same message is added once. `id` must be static. */
void pb_diag(pb_diags *diags, pb_severity severity, pb_span span, const char *id, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The same of a place on a PDF's page; `span` names the PDF, or what places it. */
void pb_diag_on_page(pb_diags *diags, pb_severity severity, pb_span span, pb_page_place place, const char *id, const char *format,
                     ...) __attribute__((format(printf, 6, 7)));
/* From now on messages begin with what they are about ("zone county"; borrowed); NULL: no longer. What has been said without is not
 * said again. */
void pb_diags_about(pb_diags *diags, const char *what);

/* Of the last one added: it counts others of its id, and comes after them; without a page, after all pages. */
void pb_diag_sums_up(pb_diags *diags);

/* The hint of the diagnostic added last. */
void pb_diag_hint(pb_diags *diags, const char *format, ...) __attribute__((format(printf, 2, 3)));

size_t pb_diags_count(const pb_diags *diags, pb_severity severity);

/* All, sorted by source, place, page, severity. The array belongs to the arena. */
const pb_diagnostic *pb_diags_sorted(pb_diags *diags, size_t *n);

/* Line and column (both from 1, columns in characters as editors count them) of a span's start. */
void pb_span_place(const pb_diags *diags, pb_span span, unsigned *line, unsigned *column);

/* `path:line:col: error: message [id]` and `  hint: …` a diagnostic; of a PDF's page `path: page 3: error: …`. */
void pb_diags_print(pb_diags *diags, FILE *out);

#endif
