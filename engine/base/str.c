#include "str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

pb_str pb_str_from(const char *z) { return z ? (pb_str){z, strlen(z)} : PB_STR(""); }

bool pb_str_eq(pb_str a, pb_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0); }

bool pb_str_is(pb_str a, const char *z) { return pb_str_eq(a, pb_str_from(z)); }

int pb_str_cmp(pb_str a, pb_str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.s, b.s, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool pb_str_starts(pb_str a, const char *prefix) {
  size_t n = strlen(prefix);
  return a.n >= n && memcmp(a.s, prefix, n) == 0;
}

bool pb_str_ends(pb_str a, const char *suffix) {
  size_t n = strlen(suffix);
  return a.n >= n && memcmp(a.s + a.n - n, suffix, n) == 0;
}

pb_str pb_str_sub(pb_str a, size_t from, size_t to) {
  if (to > a.n) to = a.n;
  if (from > to) from = to;
  return (pb_str){a.s + from, to - from};
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

pb_str pb_str_trim(pb_str a) {
  while (a.n && is_blank(a.s[0])) a.s++, a.n--;
  while (a.n && is_blank(a.s[a.n - 1])) a.n--;
  return a;
}

pb_str pb_str_copy(pb_arena *arena, pb_str a) { return (pb_str){pb_str_z(arena, a), a.n}; }

char *pb_str_z(pb_arena *arena, pb_str a) {
  char *z = pb_alloc(arena, a.n + 1);
  if (a.n) memcpy(z, a.s, a.n);
  return z;
}

char *pb_vfmt(pb_arena *arena, const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  char *z = pb_alloc(arena, n < 0 ? 1 : (size_t)n + 1);
  if (n > 0) vsnprintf(z, (size_t)n + 1, format, again);
  va_end(again);
  return z;
}

char *pb_fmt(pb_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  char *z = pb_vfmt(arena, format, args);
  va_end(args);
  return z;
}

bool pb_str_uint(pb_str a, unsigned long max, unsigned long *out) {
  unsigned long value = 0;
  if (a.n == 0) return false;
  for (size_t i = 0; i < a.n; i++) {
    if (a.s[i] < '0' || a.s[i] > '9') return false;
    unsigned long digit = (unsigned long)(a.s[i] - '0');
    if (digit > max || value > (max - digit) / 10) return false;
    value = value * 10 + digit;
  }
  *out = value;
  return true;
}

enum { NAME_MAX_BYTES = 64 };

static size_t edits(pb_str a, pb_str b) {
  size_t row[NAME_MAX_BYTES + 1];
  for (size_t j = 0; j <= b.n; j++) row[j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
      size_t change = diagonal + (a.s[i - 1] != b.s[j - 1]);
      diagonal = row[j];
      size_t less = row[j] < row[j - 1] ? row[j] : row[j - 1];
      row[j] = change < less + 1 ? change : less + 1;
    }
  }
  return row[b.n];
}

const char *pb_str_nearest(pb_str a, const char *const *names, size_t n) {
  const char *best = NULL;
  size_t least = (a.n < 6 ? a.n / 2 : 2) + 1;
  for (size_t i = 0; i < n && a.n <= NAME_MAX_BYTES; i++) {
    pb_str name = pb_str_from(names[i]);
    if (name.n > NAME_MAX_BYTES) continue;
    size_t d = edits(a, name);
    if (d < least) least = d, best = names[i];
  }
  return best;
}
