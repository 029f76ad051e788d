/* Strings by pointer and length: slices of a source, an arena or a literal. They own nothing and need no final NUL. */
#ifndef PB_STR_H
#define PB_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

typedef struct {
  const char *s;
  size_t n;
} pb_str;

#define PB_STR(literal) ((pb_str){(literal), sizeof(literal) - 1})
#define PB_STR_ARG(str) (int)(str).n, (str).s /* for printf's %.*s */

pb_str pb_str_from(const char *z); /* NULL gives the empty string */
bool pb_str_eq(pb_str a, pb_str b);
bool pb_str_is(pb_str a, const char *z);
int pb_str_cmp(pb_str a, pb_str b); /* byte order, as strcmp */
bool pb_str_starts(pb_str a, const char *prefix);
bool pb_str_ends(pb_str a, const char *suffix);
pb_str pb_str_sub(pb_str a, size_t from, size_t to); /* clamped */
pb_str pb_str_trim(pb_str a);                        /* without ASCII blanks at either end */
pb_str pb_str_copy(pb_arena *arena, pb_str a);
char *pb_str_z(pb_arena *arena, pb_str a); /* NUL-terminated copy */
char *pb_fmt(pb_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *pb_vfmt(pb_arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* A whole number in decimal digits, no sign, no blanks; false if it is none or over `max`. */
bool pb_str_uint(pb_str a, unsigned long max, unsigned long *out);

/* The nearest of `names` within two edits (a third of the length), for "did you mean": NULL if none is near. */
const char *pb_str_nearest(pb_str a, const char *const *names, size_t n);

#endif
