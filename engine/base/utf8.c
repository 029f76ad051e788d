#include "utf8.h"

static const uint32_t BROKEN = 0xFFFD;

static size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

uint32_t pb_utf8_at(pb_str text, size_t at, size_t *size) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *s = (const unsigned char *)text.s + at;
  size_t n = length_of(s[0]);
  *size = 1;
  if (n == 1) return s[0];
  if (n == 0 || n > text.n - at) return BROKEN;
  uint32_t c = s[0] & (0xFFu >> (n + 1));
  for (size_t i = 1; i < n; i++) {
    if ((s[i] & 0xC0) != 0x80) return BROKEN;
    c = c << 6 | (s[i] & 0x3Fu);
  }
  if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return BROKEN;
  *size = n;
  return c;
}

uint32_t pb_utf8_before(pb_str text, size_t at, size_t *size) {
  size_t from = at - 1;
  while (from > 0 && at - from < 4 && ((unsigned char)text.s[from] & 0xC0) == 0x80) from--;
  uint32_t c = pb_utf8_at(text, from, size);
  if (from + *size == at) return c;
  *size = 1;
  return BROKEN;
}

size_t pb_utf8_put(uint32_t c, char out[4]) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)((0xF00u >> n & 0xFF) | c);
  return n;
}

size_t pb_utf8_check(pb_str text) {
  size_t at = 0;
  while (at < text.n) {
    size_t size;
    uint32_t c = pb_utf8_at(text, at, &size);
    if (c == BROKEN && size == 1) return at;
    at += size;
  }
  return text.n;
}

size_t pb_utf8_count(pb_str text) {
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) n += ((unsigned char)text.s[i] & 0xC0) != 0x80;
  return n;
}

bool pb_is_han(uint32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007 || c == 0x303B;
}
