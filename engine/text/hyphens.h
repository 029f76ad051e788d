/* Hyphenation dictionaries (libhyphen), each read when first asked for. Kept with the fonts: pb_fonts_hyphens. */
#ifndef PB_HYPHENS_H
#define PB_HYPHENS_H

#include "str.h"

typedef struct pb_hyphens pb_hyphens;
pb_hyphens *pb_hyphens_open(void);
void pb_hyphens_close(pb_hyphens *hyphens); /* NULL is allowed */

enum { PB_HYPHENS_WORD_MAX = 60 };
typedef enum { PB_HYPHENS_FOUND, PB_HYPHENS_NONE, PB_HYPHENS_MISSING } pb_hyphens_answer;

/* Where a word of n small letters, NUL at its end, may be divided: points[i] after byte i. Points where letters would change
 * (German ck of old) are left out. PB_HYPHENS_NONE: the language has no dictionary; MISSING: so it is, and is asked for first. */
pb_hyphens_answer pb_hyphens_find(pb_hyphens *hyphens, pb_str language, const char *word, size_t n, bool *points);

#endif
