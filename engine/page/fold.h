/* Type that lies on the fold of a spread. */
#ifndef PB_FOLD_H
#define PB_FOLD_H

#include "build.h"

/* Warns of each line of type in which a character lies on the fold: half of it would print on either page. Heads are parted there
 * and legs keep off; furniture and lines that are wrapped are not. */
void pb_fold_check(pb_build *build, const pb_plan_page *page, const pb_item *items, size_t n);

#endif
