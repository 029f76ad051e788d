#include "lexer.h"

#include <string.h>

enum { REGULAR, BLANK, DELIMITER };

/* What a byte is (ISO 32000-1, 7.2.2). */
static inline unsigned kind_of(char c) {
  switch (c) {
    case 0:
    case '\t':
    case '\n':
    case '\f':
    case '\r':
    case ' ': return BLANK;
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%': return DELIMITER;
    default: return REGULAR;
  }
}

static void skip_regular(pb_lexer *l) {
  while (l->at < l->n && kind_of(l->s[l->at]) == REGULAR) l->at++;
}

static void skip_blanks(pb_lexer *l) {
  while (l->at < l->n) {
    char c = l->s[l->at];
    if (c == '%') {
      while (l->at < l->n && l->s[l->at] != '\n' && l->s[l->at] != '\r') l->at++;
    } else if (kind_of(c) == BLANK) {
      l->at++;
    } else {
      return;
    }
  }
}

static bool skip_literal(pb_lexer *l) {
  size_t depth = 0;
  for (; l->at < l->n; l->at++) {
    char c = l->s[l->at];
    if (c == '\\') l->at++;
    else if (c == '(') depth++;
    else if (c == ')' && --depth == 0) return l->at++, true;
  }
  l->at = l->n;
  return false;
}

static bool skip_hex(pb_lexer *l) {
  const char *end = memchr(l->s + l->at, '>', l->n - l->at);
  l->at = end ? (size_t)(end - l->s) + 1 : l->n;
  return end;
}

static pb_token_kind delimited(pb_lexer *l) {
  char c = l->s[l->at];
  bool twice = l->at + 1 < l->n && l->s[l->at + 1] == c;
  switch (c) {
    case '(': return skip_literal(l) ? PB_TOKEN_LITERAL : PB_TOKEN_GARBAGE;
    case '<':
      if (twice) return l->at += 2, PB_TOKEN_DICT;
      return skip_hex(l) ? PB_TOKEN_HEX : PB_TOKEN_GARBAGE;
    case '>':
      if (twice) return l->at += 2, PB_TOKEN_DICT_END;
      break;
    case '[': return l->at++, PB_TOKEN_ARRAY;
    case ']': return l->at++, PB_TOKEN_ARRAY_END;
    case '/': return l->at++, skip_regular(l), PB_TOKEN_NAME;
    default: break;
  }
  return l->at++, PB_TOKEN_GARBAGE;
}

pb_token pb_lexer_next(pb_lexer *l) {
  skip_blanks(l);
  pb_token token = {PB_TOKEN_END, l->at, l->at};
  if (l->at >= l->n) return token;
  char c = l->s[l->at];
  if (kind_of(c) == DELIMITER) {
    token.kind = delimited(l);
  } else {
    token.kind = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ? PB_TOKEN_NUMBER : PB_TOKEN_WORD;
    skip_regular(l);
  }
  token.end = l->at;
  return token;
}

/* ---- inline images ---- */

/* Could a content stream go on here? The data of an image goes on with bytes that no operator has. */
static bool reads_as_text(const pb_lexer *l, size_t at) {
  enum { LOOK = 16 };
  for (size_t i = at; i < l->n && i < at + LOOK; i++) {
    unsigned char c = (unsigned char)l->s[i];
    if ((c < ' ' && kind_of((char)c) != BLANK) || c == 0 || c > '~') return false;
  }
  return true;
}

static bool is_end_at(const pb_lexer *l, size_t at) {
  if (at + 2 > l->n || l->s[at] != 'E' || l->s[at + 1] != 'I') return false;
  return at + 2 == l->n || kind_of(l->s[at + 2]) != REGULAR;
}

pb_token pb_lexer_inline_data(pb_lexer *l, size_t length) {
  if (l->at < l->n && kind_of(l->s[l->at]) == BLANK) l->at++;
  pb_token token = {PB_TOKEN_LITERAL, l->at, l->n};
  if (length && length <= l->n - l->at) {
    pb_lexer after = {l->s, l->n, l->at + length};
    skip_blanks(&after);
    if (is_end_at(&after, after.at)) {
      token.end = l->at + length;
      l->at = after.at + 2;
      return token;
    }
  }
  for (size_t i = l->at; i + 1 < l->n; i++) {
    const char *found = memchr(l->s + i, 'E', l->n - i);
    if (!found) break;
    i = (size_t)(found - l->s);
    if (!is_end_at(l, i) || (i > l->at && kind_of(l->s[i - 1]) != BLANK) || !reads_as_text(l, i + 2)) continue;
    token.end = i > l->at ? i - 1 : i;
    l->at = i + 2;
    return token;
  }
  l->at = l->n;
  token.kind = PB_TOKEN_GARBAGE;
  return token;
}

/* ---- values ---- */

double pb_token_number(const pb_lexer *l, pb_token token) {
  static const double SCALES[] = {1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};
  const char *s = l->s + token.at, *end = l->s + token.end;
  bool minus = false;
  while (s < end && (*s == '-' || *s == '+')) minus |= *s++ == '-';
  double value = 0;
  int64_t whole = 0;
  for (; s < end && *s >= '0' && *s <= '9'; s++)
    if (whole < 10000000000) whole = whole * 10 + (*s - '0');
  value = (double)whole;
  if (s < end && *s == '.') {
    int64_t part = 0;
    unsigned digits = 0;
    for (s++; s < end && *s >= '0' && *s <= '9' && digits < 9; s++, digits++) part = part * 10 + (*s - '0');
    value += (double)part * SCALES[digits];
  }
  if (value > 1e9) value = 1e9;
  return minus ? -value : value;
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool pb_token_name(const pb_lexer *l, pb_token token, char *out, size_t room) {
  size_t n = 0;
  if (token.kind != PB_TOKEN_NAME) return false;
  for (size_t i = token.at + 1; i < token.end; i++) {
    char c = l->s[i];
    int high = c == '#' && i + 2 < token.end ? hex_digit(l->s[i + 1]) : -1, low = high >= 0 ? hex_digit(l->s[i + 2]) : -1;
    if (low >= 0) {
      c = (char)(high * 16 + low);
      i += 2;
    }
    if (n + 1 >= room || c == 0) return false;
    out[n++] = c;
  }
  out[n] = 0;
  return true;
}

static void hex_string(const char *s, size_t n, pb_bytes *out) {
  unsigned char *to = pb_bytes_room(out, n / 2 + 1);
  unsigned high = 0;
  bool half = false;
  for (size_t i = 0; i < n; i++) {
    int digit = hex_digit(s[i]);
    if (digit < 0) continue;
    if (half) *to++ = (unsigned char)(high << 4 | (unsigned)digit), out->n++;
    high = (unsigned)digit;
    half = !half;
  }
  if (half) *to = (unsigned char)(high << 4), out->n++;
}

/* What follows a backslash at s[i]; returns how many bytes of it were taken. A line's end gives nothing. */
static size_t escape(const char *s, size_t n, pb_bytes *out) {
  static const char FROM[] = "nrtbf", TO[] = "\n\r\t\b\f";
  if (n == 0) return 0;
  if (s[0] >= '0' && s[0] <= '7') {
    unsigned value = 0;
    size_t i = 0;
    for (; i < 3 && i < n && s[i] >= '0' && s[i] <= '7'; i++) value = value * 8 + (unsigned)(s[i] - '0');
    pb_bytes_add(out, &(unsigned char){(unsigned char)value}, 1);
    return i;
  }
  if (s[0] == '\n') return 1;
  if (s[0] == '\r') return n > 1 && s[1] == '\n' ? 2 : 1;
  const char *known = s[0] ? strchr(FROM, s[0]) : NULL;
  pb_bytes_add(out, known ? &TO[known - FROM] : s, 1);
  return 1;
}

void pb_token_string(const pb_lexer *l, pb_token token, pb_bytes *out) {
  if (token.end - token.at < 2) return;
  const char *s = l->s + token.at + 1;
  size_t n = token.end - token.at - 2;
  if (token.kind == PB_TOKEN_HEX) {
    hex_string(s, n, out);
    return;
  }
  for (size_t i = 0; i < n;) {
    const char *next = memchr(s + i, '\\', n - i);
    size_t plain = next ? (size_t)(next - s) - i : n - i;
    pb_bytes_add(out, s + i, plain);
    i += plain;
    if (next) i += 1 + escape(s + i + 1, n - i - 1, out);
  }
}

uint32_t pb_token_word(const pb_lexer *l, pb_token token) {
  uint32_t word = 0;
  if (token.kind != PB_TOKEN_WORD || token.end - token.at > 4) return 0;
  for (size_t i = token.at; i < token.end; i++) word |= (uint32_t)(unsigned char)l->s[i] << 8 * (i - token.at);
  return word;
}
