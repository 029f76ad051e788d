/* Where black type must take away what is under it. */
#ifndef PB_KNOCKOUT_H
#define PB_KNOCKOUT_H

#include "edition.h"

/* Black overprints, but over more than 140 % of other inks it would lie on a bed too wet to dry: there it knocks out. Items of
 * one page in paint order; those of black type over such areas have their overprint taken back. */
void pb_knock_out(const pb_layout *layout, pb_item *items, size_t n);

#endif
