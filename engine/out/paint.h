/* Paints an edition with Cairo into a plain PDF that press/finish turns into the one for the press: paints go in as RGB
 * keys, pictures as 1×1 placeholders, pieces as flat tags. */
#ifndef PB_PAINT_H
#define PB_PAINT_H

#include "edition.h"
#include "prepare.h"

/* Paint number n (from 0) is painted as the RGB key n + 1 in 24 bits: red = bits 16…23. Key 0 is no paint. */
typedef struct {
  const pb_paint *paints; /* in order of first use; inks belong to `layouts[i]` */
  const pb_layout *const *layouts;
  size_t npaints;
} pb_paint_keys;

typedef struct {
  const char *path; /* Cairo's file */
  pb_paint_keys keys;
} pb_painted;

/* Writes pages [first, end) to `path`. A picture's placeholder is an RGB image of 1×1 px whose value is its number in
 * edition.pictures + 1, in 24 bits. Every item with a piece is inside a tag: `P` with MCIDs counting up in the order of
 * pieces on the page; items without one inside `NonStruct`. What is inside `Private` is not part of the
 * page. False after a diagnostic. */
bool pb_paint_pdf(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t first, size_t end,
                  const char *path, pb_painted *out);

/* Where the tag that starts at item `from` of the page ends: past the last item that follows with the same piece. */
size_t pb_paint_tag_end(const pb_page *page, size_t from);

#endif
