/* What an edition asks of the inks that the press cannot print well: told before anything is written. */
#ifndef PB_INKCHECK_H
#define PB_INKCHECK_H

#include "edition.h"
#include "profile.h"

/* Errors: an ink whose mix is over the profile's limit, type in black mixed with other inks. Warnings, once a page and style of
 * fault: small type in several inks or reversed out of an area, thin lines in several inks. Limits: reference values of
 * newspaper printers, in the profile. */
void pb_ink_check(pb_diags *diags, const pb_edition *edition, const pb_profile *profile);

#endif
