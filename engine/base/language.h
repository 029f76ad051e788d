/* What a style's language says of its marks. */
#ifndef PB_LANGUAGE_H
#define PB_LANGUAGE_H

#include "str.h"

/* Full-width marks: zh and ja; none given is zh-Hans. */
bool pb_language_sets_chinese(pb_str language);

/* Traditional characters and marks in the middle of their em: zh-Hant, zh-TW, zh-HK, zh-MO, in any case of letters. */
bool pb_language_is_traditional(pb_str language);

#endif
