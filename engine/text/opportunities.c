/* Where a line may end: our own table for Chinese, house rules for numbers and addresses, ICU for all else. */
#include <string.h>
#include <unicode/ubrk.h>

#include "itemise.h"

enum { ADDRESS_WHOLE = 12 /* addresses up to this many characters stay whole */, HYPHEN_SIDE = 3 };

static bool is_simple(const pb_unit *u) {
  uint32_t c = u->c;
  return u->kind == PB_CLASS_DIGIT || u->kind == PB_CLASS_UNIT || (c | 0x20) - 'a' < 26u || pb_unit_is_wide(u);
}

bool pb_units_need_line_break(const pb_units *units) {
  for (size_t i = 0; i < units->n; i++)
    if (!is_simple(&units->at[i]) || (units->at[i].flags & PB_UNIT_SPACE)) return true;
  return false;
}

/* ---- what is never parted ---- */

static bool is_suffix(const pb_unit *u) {
  return u->kind == PB_CLASS_UNIT && pb_class_starts_no_line(PB_CLASS_UNIT, u->c, PB_PROHIBIT_BASIC);
}
static bool is_prefix(const pb_unit *u) { return u->kind == PB_CLASS_UNIT && !is_suffix(u); }
static bool is_great(uint32_t c) { return c == 0x4E07 || c == 0x842C || c == 0x4EBF || c == 0x5104; } /* 万 亿 */
static bool is_sign(uint32_t c) { return c == '+' || c == '-' || c == 0xB1 || c == 0x2212; }
static bool is_word(const pb_unit *u) { return u->kind == PB_CLASS_DIGIT || u->kind == PB_CLASS_LATIN; }

static bool is_numeral(const pb_unit *u) {
  static const uint32_t HAN[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x3007};
  for (size_t i = 0; i < sizeof HAN / sizeof *HAN; i++)
    if (u->c == HAN[i]) return true;
  return u->kind == PB_CLASS_DIGIT;
}

static bool joins_pages(const pb_unit *u) { return u->kind == PB_CLASS_CONNECT || u->c == '-'; }

/* 第3版, 第十二版, 第1—3版 */
static void glue_page(pb_units *units, size_t at) {
  size_t end = at + 1;
  while (end < units->n && end - at < 8 && (is_numeral(&units->at[end]) || (end > at + 1 && joins_pages(&units->at[end])))) end++;
  if (end == at + 1 || end >= units->n || units->at[end].c != 0x7248) return;
  for (size_t i = at; i < end; i++) units->at[i].flags |= PB_UNIT_GLUED;
}

static bool glued(const pb_units *units, size_t at) {
  const pb_unit *a = &units->at[at], *b = a + 1;
  if (a->kind == PB_CLASS_DIGIT) return b->kind == PB_CLASS_DIGIT || is_suffix(b) || is_great(b->c);
  if (b->kind == PB_CLASS_DIGIT && is_prefix(a)) return true;
  if (b->kind == PB_CLASS_DIGIT && is_sign(a->c)) return at == 0 || !is_word(a - 1) || a->c != '-' || a[-1].kind == PB_CLASS_LATIN;
  if (is_great(a->c) && is_great(b->c)) return at > 0 && a[-1].kind == PB_CLASS_DIGIT;
  return a->c == 0xB0 && (b->c == 'C' || b->c == 'F');
}

static void glue_all(pb_units *units) {
  for (size_t i = 0; i + 1 < units->n; i++) {
    pb_unit *u = &units->at[i];
    if (u->c == 0x7B2C) glue_page(units, i);
    if (u->kind == PB_CLASS_DIGIT || u[1].kind == PB_CLASS_DIGIT || is_great(u->c) || u->c == 0xB0)
      if (glued(units, i)) u->flags |= PB_UNIT_GLUED;
  }
}

/* ---- words ---- */

static size_t letters_before(const pb_units *units, size_t at) {
  size_t n = 0;
  while (n < HYPHEN_SIDE && n < at && is_word(&units->at[at - 1 - n]) && units->at[at - 1 - n].c != '-') n++;
  return n;
}

static size_t letters_after(const pb_units *units, size_t at) {
  size_t n = 0;
  while (n < HYPHEN_SIDE && at + 1 + n < units->n && is_word(&units->at[at + 1 + n]) && units->at[at + 1 + n].c != '-') n++;
  return n;
}

static bool hyphen_parts(const pb_units *units, size_t at) {
  if (units->at[at].c != '-' && units->at[at].c != 0x2010) return true;
  return letters_before(units, at) == HYPHEN_SIDE && letters_after(units, at) == HYPHEN_SIDE;
}

/* The unit of measure in `100 km`, `3 GB`, `120 km/h`: letters that begin one. */
static bool is_measure(const pb_units *units, size_t at) {
  static const char MEASURES[] =
      " m km cm mm nm kg g mg t L l mL ml W kW MW GW kWh V kV A mA Hz kHz MHz GHz B KB MB GB TB "
      "h min s ms ha Pa kPa MPa hPa dB mol J kJ K lx mmHg Mbps Gbps ";
  char word[8] = " ";
  size_t n = 1;
  for (; at < units->n && (units->at[at].c | 0x20) - 'a' < 26u; at++) {
    if (n == sizeof word - 2) return false;
    word[n++] = (char)units->at[at].c;
  }
  word[n] = ' ';
  return n > 1 && (at == units->n || units->at[at].kind != PB_CLASS_DIGIT) && memmem(MEASURES, sizeof MEASURES - 1, word, n + 1);
}

/* Boundaries of ICU into `brk` of the unit before them. */
static void ask_icu(pb_units *units, UBreakIterator *line_break) {
  UErrorCode error = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, units->text.s, (int64_t)units->text.n, &error);
  ubrk_setUText(line_break, &text, &error);
  if (U_SUCCESS(error)) {
    size_t i = 0;
    for (int32_t b = ubrk_next(line_break); b != UBRK_DONE; b = ubrk_next(line_break)) {
      while (i < units->n && units->at[i].text < (uint32_t)b) i++;
      if (i > 0) units->at[i - 1].brk = PB_BREAK_MAY;
    }
  }
  utext_close(&text);
}

/* What an accent or a superscript stands on, which decides for both. */
static const pb_unit *base_of(const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  while (u > units->at && ((u->flags & PB_UNIT_JOINED) || ((u->marks & PB_SCRIPT) && !(u[-1].flags & PB_UNIT_SPACE)))) u--;
  return u;
}

/* May a line end between `at` and `next` (at + 1, or at + 2 with a word space between)? */
static bool may_break(const pb_units *units, size_t at, size_t next, pb_prohibition level) {
  const pb_unit *a = &units->at[at], *b = &units->at[next];
  if ((b->flags & PB_UNIT_JOINED) || (next == at + 1 && ((a->flags & PB_UNIT_GLUED) || (b->marks & PB_SCRIPT)))) return false;
  a = base_of(units, at);
  if ((a->flags & b->flags) & PB_UNIT_ADDRESS && next == at + 1) return false;
  if (pb_class_starts_no_line((pb_class)b->kind, b->c, level) || pb_class_ends_no_line((pb_class)a->kind, a->c, level))
    return false;
  if (next > at + 1 && a->kind == PB_CLASS_DIGIT && (is_suffix(b) || is_measure(units, next))) return false;
  bool wide_a = pb_unit_is_wide(a), wide_b = pb_unit_is_wide(b);
  if (wide_a && wide_b) return true;
  if (is_simple(a) && is_simple(b)) return wide_a || wide_b || next > at + 1;
  return units->at[next - 1].brk == PB_BREAK_MAY && (next > at + 1 || hyphen_parts(units, at));
}

static bool parts_address(uint32_t c) { return strchr("/@.-?&=_#%+:;,~", (int)c) != NULL; }

/* Long addresses part after their marks. */
static void break_addresses(pb_units *units) {
  for (size_t i = 0, end; i < units->n; i = end + 1) {
    for (end = i; end < units->n && (units->at[end].flags & PB_UNIT_ADDRESS); end++) continue;
    if (end - i <= ADDRESS_WHOLE) continue;
    for (size_t k = i; k + 1 < end; k++) {
      if (parts_address(units->at[k].c) && !parts_address(units->at[k + 1].c)) units->at[k].brk = PB_BREAK_MAY;
    }
  }
}

void pb_units_find_breaks(pb_units *units, pb_prohibition level, UBreakIterator *line_break) {
  if (line_break) ask_icu(units, line_break);
  glue_all(units);
  for (size_t i = 0; i < units->n; i++) {
    pb_unit *u = &units->at[i];
    if (u->flags & PB_UNIT_SPACE) continue;
    size_t next = i + 1 < units->n && (u[1].flags & PB_UNIT_SPACE) ? i + 2 : i + 1;
    bool may = next < units->n && may_break(units, i, next, level);
    u->brk = next >= units->n ? PB_BREAK_MUST : may ? PB_BREAK_MAY : PB_BREAK_NO;
  }
  break_addresses(units);
}
