#include "letters.h"

/* Blanks between words stay, one each. Between Han they go, and between Han and Latin too (that gap is the setter's), but
 * where a blank has a meaning: after a dateline, in a byline's brackets, in display type, or typed as a full-width one. */

enum { DATELINE_MAX = 40, BYLINE_MAX = 48 };

static bool looked_through(uint32_t c) { return (c >= 0x2013 && c <= 0x201D) || c == 0x2026; }

/* The nearest on that side, quotes and dashes that take their width from their neighbours looked through. */
static pb_side before(const pb_letters *l, size_t at) {
  for (size_t i = at; i > 0 && at - i < 4; i--)
    if (!looked_through(l->at[i - 1].c)) return pb_side_at(l, i - 1);
  return PB_SIDE_NONE;
}

static pb_side after(const pb_letters *l, size_t at) {
  for (size_t i = at + 1; i < l->n && i < at + 5; i++)
    if (!looked_through(l->at[i].c)) return pb_side_at(l, i);
  return PB_SIDE_NONE;
}

/* 本报讯 or 新华社北京2月25日电 and nothing else before the blank. */
static bool ends_dateline(const pb_letters *l, size_t at) {
  if (at < 2 || at > DATELINE_MAX) return false;
  uint32_t last = l->at[at - 1].c;
  if (last != 0x8BAF /* 讯 */ && last != 0x7535 /* 电 */) return false;
  for (size_t i = 0; i < at; i++)
    if (pb_side_at(l, i) == PB_SIDE_BLANK || l->at[i].c == 0xFF0C || l->at[i].c == 0x3002) return false;
  return true;
}

/* The last character of 记者 通讯员 实习生 摄影 at `i`. */
static bool is_calling(const pb_letters *l, size_t i) {
  static const uint32_t CALLINGS[][2] = {{0x8BB0, 0x8005}, {0x8BAF, 0x5458}, {0x4E60, 0x751F}, {0x6444, 0x5F71}};
  for (size_t k = 0; k < sizeof CALLINGS / sizeof *CALLINGS; k++)
    if (i > 0 && l->at[i].c == CALLINGS[k][1] && l->at[i - 1].c == CALLINGS[k][0]) return true;
  return false;
}

/* （记者 沈荻 周 舟）: within brackets, after a calling. */
static bool in_byline(const pb_letters *l, size_t at) {
  bool called = false;
  for (size_t i = at; i > 0 && at - i < BYLINE_MAX; i--) {
    uint32_t c = l->at[i - 1].c;
    if (c == 0xFF08 || c == '(') return called;
    if (c == 0xFF09 || c == ')' || c == 0x3002 || c == 0xFF0C) return false;
    called |= is_calling(l, i - 1);
  }
  return false;
}

/* ，、；： : a blank behind one is a typist's habit, not a turn of the line. */
static bool pauses(uint32_t c) { return c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A; }

static uint32_t blank_at(const pb_letters *l, size_t at) {
  if (at == 0 || at + 1 == l->n) return 0;
  pb_side left = before(l, at), right = after(l, at);
  if (!l->chinese) return ' ';
  if (l->at[at].c == 0x3000) return 0x3000;
  bool left_chinese = left == PB_SIDE_CHINESE || left == PB_SIDE_NONE,
       right_chinese = right == PB_SIDE_CHINESE || right == PB_SIDE_NONE;
  if (left_chinese && right_chinese && l->line) return pauses(l->at[at - 1].c) ? 0 : 0x3000;
  if (!left_chinese && !right_chinese) return ' ';
  if (ends_dateline(l, at)) return 0x3000;
  if (in_byline(l, at)) return ' ';
  return 0;
}

void pb_letters_blanks(pb_letters *l) {
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].c == ' ' || l->at[i].c == 0x3000) l->at[i].c = blank_at(l, i);
}
