/* Inks: the operators that paint with them. */
#ifndef PB_INK_H
#define PB_INK_H

#include "bytes.h"
#include "content.h"
#include "edition.h"
#include "paint.h"

/* Spot inks used, each once by name: the resource name is /S and the index. */
typedef struct {
  const pb_ink **at;
  size_t n, cap;
} pb_spots;

/* The operators of every key, for pb_content_rewrite; spot inks met are added to `spots`. All in `arena`. */
pb_content_paint *pb_ink_paints(pb_arena *arena, const pb_paint_keys *keys, pb_spots *spots);

/* The dictionary of colour spaces `<</S0 [/Separation …]>>`. `icc`: object number of the profile by which process inks are
 * shown; 0 = as the reader pleases. */
void pb_ink_spaces(pb_bytes *out, const pb_spots *spots, unsigned icc);

/* Do the page's process inks make colour pictures: is there cyan, magenta and yellow among them? */
bool pb_ink_full_colour(const pb_page *page);

/* `name` as a PDF name with its slash. */
void pb_pdf_name(pb_bytes *out, pb_str name);

#endif
