#include "letters.h"

/* Signs made of several characters, and those typed as others that look alike: …… —— ～ · and full-width marks in numbers.
 * Runs letters [at, end) of one character are judged by what stands before and after them. */

static const uint32_t ELLIPSIS = 0x2026, DASH = 0x2014, WAVE = 0xFF5E, DOT = 0xB7;

static size_t run_end(const pb_letters *l, size_t at) {
  size_t end = at + 1;
  while (end < l->n && l->at[end].c == l->at[at].c && !(l->at[end].flags & PB_LETTER_KEEP)) end++;
  return end;
}

static bool is_word(pb_side side) { return side == PB_SIDE_LATIN || side == PB_SIDE_DIGIT; }

/* Between Latin words, or after one at the end of its sentence. */
static bool in_latin(const pb_letters *l, size_t at, size_t end) {
  if (!l->chinese) return true;
  pb_side before = at ? pb_side_at(l, at - 1) : PB_SIDE_NONE, after = pb_side_at(l, end);
  if (after == PB_SIDE_BLANK) after = pb_side_at(l, end + 1);
  if (before == PB_SIDE_BLANK) before = at > 1 ? pb_side_at(l, at - 2) : PB_SIDE_NONE;
  return before == PB_SIDE_LATIN && (after == PB_SIDE_LATIN || after == PB_SIDE_NONE);
}

/* Makes the run `count` times `c`; the rest is gone. */
static void make(pb_letters *l, size_t at, size_t end, uint32_t c, size_t count) {
  if (count > end - at) l->at[at].flags |= PB_LETTER_TWICE, l->at[at].len = 1;
  for (size_t i = at; i < end; i++) l->at[i].c = i - at < count ? c : 0;
}

static void dots(pb_letters *l, size_t at, size_t end) {
  if (end - at >= 3) make(l, at, end, ELLIPSIS, in_latin(l, at, end) ? 1 : 2);
}

static void ellipsis(pb_letters *l, size_t at, size_t end) {
  make(l, at, end, ELLIPSIS, in_latin(l, at, end) ? 1 : end - at > 3 ? 4 : 2);
}

static void hyphens(pb_letters *l, size_t at, size_t end) {
  pb_side before = at ? pb_side_at(l, at - 1) : PB_SIDE_NONE, after = pb_side_at(l, end);
  if (end - at == 1) {
    if (l->at[at].c == 0xFF0D && (after == PB_SIDE_DIGIT || (is_word(before) && is_word(after)))) l->at[at].c = '-';
    return;
  }
  bool range = before == PB_SIDE_DIGIT && after == PB_SIDE_DIGIT;
  make(l, at, end, DASH, range || in_latin(l, at, end) ? 1 : 2);
}

/* ~ and its likes between numbers, or beside Han. */
static void wave(pb_letters *l, size_t at, size_t end) {
  if (end - at != 1 || !l->chinese) return;
  pb_side before = at ? pb_side_at(l, at - 1) : PB_SIDE_NONE, after = pb_side_at(l, end);
  bool numbers = (before == PB_SIDE_DIGIT || before == PB_SIDE_OTHER) && (after == PB_SIDE_DIGIT || after == PB_SIDE_OTHER);
  if (numbers || before == PB_SIDE_CHINESE || after == PB_SIDE_CHINESE) l->at[at].c = WAVE;
}

static void middle_dot(pb_letters *l, size_t at, size_t end) {
  if (end - at >= 3) {
    make(l, at, end, ELLIPSIS, 2);
    return;
  }
  pb_side before = at ? pb_side_at(l, at - 1) : PB_SIDE_NONE, after = pb_side_at(l, end);
  bool between = (before == PB_SIDE_CHINESE || is_word(before)) && (after == PB_SIDE_CHINESE || is_word(after));
  if (l->chinese && end - at == 1 && between) l->at[at].c = DOT;
}

static size_t digits_before(const pb_letters *l, size_t at) {
  size_t n = 0;
  while (n < 4 && n < at && pb_side_at(l, at - 1 - n) == PB_SIDE_DIGIT) n++;
  return n;
}

static size_t digits_after(const pb_letters *l, size_t at) {
  size_t n = 0;
  while (n < 4 && pb_side_at(l, at + n) == PB_SIDE_DIGIT) n++;
  return n;
}

/* Full-width marks within a number: ８２．５％ 14：30. */
static void in_number(pb_letters *l, size_t at) {
  size_t before = digits_before(l, at), after = digits_after(l, at + 1);
  uint32_t *c = &l->at[at].c;
  if (before == 0) return;
  if (*c == 0xFF05) *c = '%';
  if (*c == 0xFF0E && after > 0) *c = '.';
  if (*c == 0xFF1A && before <= 2 && after == 2) *c = ':';
}

static void sign(pb_letters *l, size_t at, size_t end) {
  switch (l->at[at].c) {
    case '.':
    case 0x3002: dots(l, at, end); break;
    case 0x2026:
    case 0x22EF: ellipsis(l, at, end); break;
    case '-':
    case 0xFF0D: hyphens(l, at, end); break;
    case 0xFF0B:
      if (pb_side_at(l, end) == PB_SIDE_DIGIT && end - at == 1) l->at[at].c = '+';
      break;
    case 0x2015: make(l, at, end, DASH, end - at); break;
    case 0x2500:
      if (end - at == 2) make(l, at, end, DASH, 2);
      break;
    case '~':
    case 0x301C:
    case 0x223C: wave(l, at, end); break;
    case 0xB7:
    case 0x2022:
    case 0x2027:
    case 0x2219:
    case 0x22C5:
    case 0x30FB:
    case 0xFF65: middle_dot(l, at, end); break;
    case 0xFF05:
    case 0xFF0E:
    case 0xFF1A: in_number(l, at); break;
    default: break;
  }
}

static bool may_be_sign(uint32_t c) {
  return c == '.' || c == '-' || c == '~' || c == 0xB7 || (c >= 0x2015 && c <= 0x2500) || c == 0x3002 || c == 0x301C ||
         c == 0x30FB || c >= 0xFF05;
}

void pb_letters_signs(pb_letters *l) {
  bool changed = false;
  for (size_t at = 0, end; at < l->n; at = end) {
    end = at + 1;
    if (!may_be_sign(l->at[at].c) || (l->at[at].flags & PB_LETTER_KEEP)) continue;
    end = run_end(l, at);
    sign(l, at, end);
    changed |= l->at[end - 1].c == 0;
  }
  if (changed) pb_letters_pack(l);
}
