/* UTF-8, checked once at the door (doc/source): inside, every string is valid. */
#ifndef PB_UTF8_H
#define PB_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

/* The code point at `at`, which must be < text.n, and its length in `*size`. Broken bytes give U+FFFD, one byte. */
uint32_t pb_utf8_at(pb_str text, size_t at, size_t *size);

/* The code point that ends just before `at` (> 0). */
uint32_t pb_utf8_before(pb_str text, size_t at, size_t *size);

/* Writes `c` to out[4]; returns the length. */
size_t pb_utf8_put(uint32_t c, char out[4]);

/* Where the first broken byte stands, or text.n. Surrogates, overlong forms and > U+10FFFF are broken. */
size_t pb_utf8_check(pb_str text);

size_t pb_utf8_count(pb_str text); /* code points */

bool pb_is_han(uint32_t c); /* ideographs of all planes, with 〇 々 〻 */

#endif
