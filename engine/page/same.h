/* Whether two editions have a page in common. */
#ifndef PB_SAME_H
#define PB_SAME_H

#include "edition.h"

/* True if the page of that index is painted and tagged alike in both, whatever the numbers that their tables give to glyphs,
 * pictures and stories. Links are not minded: where they lead is another page's matter. */
bool pb_page_same(const pb_edition *a, const pb_edition *b, size_t page);

#endif
