/* Term lists (layouts/terms/NAME.txt): names that a line should not divide, and a quick way to find them in a text.
 *
 * One term a line, 2 to 24 characters; blank lines and what follows a # at a line's start or after a blank are left out.
 * Any encoding that copy may have. A term is written as it is set: full-width letters and figures count as plain ones,
 * blanks beside Han and the forms of · do not count. */
#ifndef PB_TERMS_H
#define PB_TERMS_H

#include <stdint.h>

#include "diag.h"

typedef struct pb_terms pb_terms;

enum { PB_TERM_MAX = 24 /* characters */, PB_TERMS_MAX = 100000 };

pb_terms *pb_terms_new(pb_arena *arena);

/* Adds the terms of a list in memory. `shown` is the path in diagnostics: bad-term, term-twice, no-terms, and those of any
 * text file. Good terms of a faulty list are taken. */
void pb_terms_add(pb_terms *terms, pb_diags *diags, const char *shown, pb_str bytes);
void pb_terms_read(pb_terms *terms, pb_diags *diags, const char *path, pb_span named_at);

/* Bytes of the longest term that begins at `at`, 0 = none. NULL has no terms. A term that begins or ends with a letter or a
 * figure does not begin or end within a word. */
size_t pb_terms_match(const pb_terms *terms, pb_str text, size_t at);

/* True if byte `at` of a normalised text stands strictly inside a term, terms taken from the left, the longest first. It
 * reads the text from its start: for headlines and tests; the clusters of a story carry the answer (pb_cluster.term). */
bool pb_terms_inside(const pb_terms *terms, pb_str text, size_t at);

#endif
