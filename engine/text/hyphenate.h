/* Where words may be divided by a hyphen: points by the dictionaries (hyphens.h), shapes of both sides. Internal to text/. */
#ifndef PB_HYPHENATE_H
#define PB_HYPHENATE_H

#include "maker.h"

/* Marks PB_BREAK_HYPHEN after the letters where words may be divided: words of five small letters or more (the first may be a
 * capital), two of them before, three after; no addresses, no parts of words with hyphens or figures. English in Chinese
 * styles, else the style's language. Without a dictionary none, and the note `no-hyphens` once. */
void pb_units_hyphenate(pb_maker *maker, pb_units *units);

/* Shapes both sides of each hyphenation point of units [first, end), the clusters of which begin at `cluster`, and keeps the
 * hyphen; takes back those points where the sides would change their glyphs. */
void pb_maker_hyphens(pb_maker *maker, const pb_units *units, const pb_unit *first, const pb_unit *end, size_t cluster,
                      pb_run_kind kind);

#endif
