/* The short name of gettext, for every text a user reads. */
#ifndef PB_TEXT_H
#define PB_TEXT_H

#include <libintl.h>

#define PB_TEXT_DOMAIN "paiban"
#define _(text) dgettext(PB_TEXT_DOMAIN, text)
#define PB_PLURAL(one, many, n) dngettext(PB_TEXT_DOMAIN, one, many, (unsigned long)(n))

#endif
