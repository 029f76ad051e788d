/* From copy as typed to the text that is set: full-width marks beside Han, resolved quotes, folded radicals and
 * compatibility forms, no stray blanks; with a map back to the source's bytes. Rules: tests/spec/mixed.md. */
#ifndef PB_NORMALISE_H
#define PB_NORMALISE_H

#include "article.h"

enum { PB_RUBY_SHIFT = 16, PB_RUBIES_MAX = UINT16_MAX }; /* of the annotation's number in pb_normal.marks */

typedef struct {
  pb_str text;           /* UTF-8, one block's text (a table cell, a headline) */
  const uint32_t *at;    /* text.n + 1 entries: byte of the source where each byte comes from */
  const uint32_t *marks; /* text.n entries: of each byte its pb_mark_up, and above them its number in `rubies`, from 1 */
  const pb_annotation *const *rubies;
  uint32_t source; /* pb_span.source */
} pb_normal;

pb_normal pb_normalise(pb_arena *arena, pb_diags *diags, pb_pieces pieces, pb_str language);
/* The same for a line of display type: a blank typed between Han is meant, and stays as one U+3000. */
pb_normal pb_normalise_line(pb_arena *arena, pb_diags *diags, pb_pieces pieces, pb_str language);

#endif
