#include "itemise.h"

#include <string.h>
#include <unicode/uchar.h>

#include "letters.h"
#include "utf8.h"

enum { JOINED_MAX = 24, QUOTES_DEPTH = 32, LOOK = 12 };

static bool joins(uint32_t c) {
  if (c < 0x300 || (c >= 0x3000 && c <= 0x3029) || (c >= 0x4E00 && c <= 0x9FFF) || c == 0xFF0C) return false;
  if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x1F3FB && c <= 0x1F3FF)) return true;
  return (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

static void read_units(pb_units *units, const pb_normal *normal) {
  size_t joined = 0, size;
  for (size_t i = 0; i < normal->text.n; i += size) {
    uint32_t c = pb_utf8_at(normal->text, i, &size);
    pb_unit *u = &units->at[units->n++];
    *u = (pb_unit){.c = c, .text = (uint32_t)i, .size = (uint8_t)size, .marks = normal->marks[i]};
    u->kind = (uint8_t)pb_class_of(c, units->chinese);
    if (c == ' ') u->flags = PB_UNIT_SPACE;
    bool joint = i > 0 && joins(c) && !(u[-1].flags & PB_UNIT_SPACE) && joined < JOINED_MAX;
    joined = joint ? joined + 1 : 0;
    if (joint) u->flags = PB_UNIT_JOINED, u->kind = u[-1].kind;
  }
}

/* ---- marks that Chinese shares with Latin ---- */

static bool is_quote(uint32_t c) { return c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019; }
static bool is_shared(uint32_t c) { return (c >= 0x2013 && c <= 0x201D) || c == 0x2026; }

typedef enum { AT_EDGE, CHINESE, LATIN } around;

/* The nearest letter on a side; spaces, shared marks, and (`numbers`) figures with their units are looked through. */
static around side(const pb_units *units, size_t at, int step, bool numbers) {
  size_t i = at + (size_t)step;
  for (int k = 0; k < LOOK && i < units->n; k++, i += (size_t)step) {
    const pb_unit *u = &units->at[i];
    if ((u->flags & PB_UNIT_SPACE) || is_shared(u->c)) continue;
    bool number = u->kind == PB_CLASS_DIGIT || u->kind == PB_CLASS_UNIT;
    if (number && numbers) continue;
    return u->kind == PB_CLASS_LATIN ? LATIN : CHINESE;
  }
  return AT_EDGE;
}

/* A pair is Latin if what stands outside it is, or, where nothing does, what it holds. */
static bool pair_is_latin(const pb_units *units, size_t open, size_t close) {
  around before = side(units, open, -1, true), after = side(units, close, 1, true);
  if (before == CHINESE || after == CHINESE) return false;
  if (before == LATIN || after == LATIN) return true;
  return side(units, open, 1, true) == LATIN && side(units, close, -1, true) == LATIN;
}

static bool lone_is_latin(const pb_units *units, size_t at) {
  around before = side(units, at, -1, true), after = side(units, at, 1, true);
  return before == LATIN && after != CHINESE;
}

static bool is_apostrophe(const pb_units *units, size_t at) {
  return at > 0 && at + 1 < units->n && units->at[at].c == 0x2019 && units->at[at - 1].kind == PB_CLASS_LATIN &&
         (units->at[at + 1].kind == PB_CLASS_LATIN || units->at[at + 1].kind == PB_CLASS_DIGIT);
}

static void judge_pair(pb_units *units, size_t open, size_t close) {
  if (pair_is_latin(units, open, close)) units->at[open].kind = units->at[close].kind = PB_CLASS_LATIN;
}

static void judge_quotes(pb_units *units) {
  size_t stack[QUOTES_DEPTH], depth = 0;
  for (size_t i = 0; i < units->n; i++) {
    pb_unit *u = &units->at[i];
    if (!is_quote(u->c)) continue;
    if (is_apostrophe(units, i)) {
      u->kind = PB_CLASS_LATIN;
    } else if (u->c == 0x201C || u->c == 0x2018) {
      if (depth < QUOTES_DEPTH) stack[depth++] = i;
    } else {
      bool paired = depth > 0 && units->at[stack[depth - 1]].c == u->c - 1;
      if (paired) judge_pair(units, stack[--depth], i);
      else if (lone_is_latin(units, i)) u->kind = PB_CLASS_LATIN;
    }
  }
  for (size_t i = 0; i < depth; i++)
    if (lone_is_latin(units, stack[i])) units->at[stack[i]].kind = PB_CLASS_LATIN;
}

static void judge_dash(pb_units *units, size_t at) {
  bool latin = side(units, at, -1, false) == LATIN && side(units, at, 1, false) != CHINESE;
  if (latin) units->at[at].kind = PB_CLASS_LATIN;
}

/* ---- numbers, and signs between Han ---- */

static bool is_han(const pb_units *units, size_t at) { return at < units->n && units->at[at].kind == PB_CLASS_HAN; }
static bool is_digit(const pb_units *units, size_t at) { return at < units->n && units->at[at].kind == PB_CLASS_DIGIT; }

static void judge_ascii(pb_units *units, size_t at) {
  pb_unit *u = &units->at[at];
  bool between_digits = at > 0 && is_digit(units, at - 1) && is_digit(units, at + 1);
  bool between_han = at > 0 && is_han(units, at - 1) && is_han(units, at + 1);
  if (u->c == '.' || u->c == ',' || u->c == ':') u->kind = between_digits ? PB_CLASS_DIGIT : u->kind;
  if (u->c == '/' && between_digits) u->kind = PB_CLASS_DIGIT;
  if (u->c == '/' && between_han) u->flags |= PB_UNIT_BOXED;
  if (u->c == '-' && between_han) u->kind = PB_CLASS_CONNECT, u->flags |= PB_UNIT_BOXED;
}

/* 3∶2: half an em in one number. */
static void judge_ratio(pb_units *units, size_t at) {
  pb_unit *u = &units->at[at];
  if (u->c != 0x2236 || at == 0 || !is_digit(units, at - 1) || !is_digit(units, at + 1)) return;
  u->kind = PB_CLASS_CONNECT;
  u->flags |= PB_UNIT_BOXED | PB_UNIT_GLUED;
  u[-1].flags |= PB_UNIT_GLUED;
}

/* Two of — make a dash, two of … an ellipsis; a single — joins. */
static size_t judge_pair_of(pb_units *units, size_t at) {
  pb_unit *u = &units->at[at];
  bool pair = at + 1 < units->n && u[1].c == u->c && (u->c == 0x2014 || u->c == 0x2026);
  if (!pair) {
    judge_dash(units, at);
    return at;
  }
  u->kind = u[1].kind = u->c == 0x2014 ? PB_CLASS_DASH : PB_CLASS_ELLIPSIS;
  u->flags |= PB_UNIT_PAIR | PB_UNIT_GLUED;
  return at + 1;
}

static bool is_stackable(const pb_units *units, size_t at) {
  return at < units->n && (units->at[at].c == 0xFF01 || units->at[at].c == 0xFF1F);
}

/* 叠用: two of ！？ stand in one em, three in two, and are never parted. Returns the last. */
static size_t stack(pb_units *units, size_t at) {
  size_t end = at + 1;
  while (is_stackable(units, end)) end++;
  if (end == at + 1) return at;
  bool even = (end - at) % 2 == 0;
  for (size_t i = at; i < end; i++) {
    units->at[i].flags |= PB_UNIT_STACKED;
    if (i + 1 < end) units->at[i].flags |= PB_UNIT_GLUED | PB_UNIT_TIGHT;
    else if (even) units->at[i].flags |= PB_UNIT_TIGHT;
  }
  return end - 1;
}

static void judge_marks(pb_units *units) {
  bool quotes = false;
  for (size_t i = 0; i < units->n; i++) {
    pb_unit *u = &units->at[i];
    if (u->kind == PB_CLASS_HAN) continue;
    if (u->c < 0x80) judge_ascii(units, i);
    else if (u->c == 0x2236) judge_ratio(units, i);
    else if (units->chinese && is_quote(u->c)) quotes = true;
    else if (units->chinese && is_shared(u->c)) i = judge_pair_of(units, i);
    else if (is_stackable(units, i)) i = stack(units, i);
    if (u->kind == PB_CLASS_MIDDLE || (u->c == 0x2013 && u->kind == PB_CLASS_CONNECT)) u->flags |= PB_UNIT_BOXED;
  }
  if (quotes) judge_quotes(units);
}

/* Addresses are words whatever they hold. */
static void mark_addresses(pb_units *units) {
  for (size_t i = 0, end; i < units->n; i = end + 1) {
    bool dotted = false;
    for (end = i; end < units->n && units->at[end].c > ' ' && units->at[end].c < 0x7F; end++) dotted |= units->at[end].c == '.';
    if (!dotted || end - i < 4) continue;
    pb_str run = {units->text.s + units->at[i].text, end - i}, found = pb_find_address(run);
    for (size_t k = 0; k < found.n; k++) {
      pb_unit *u = &units->at[i + (size_t)(found.s - run.s) + k];
      u->flags = PB_UNIT_ADDRESS;
      u->kind = PB_CLASS_LATIN;
    }
  }
}

bool pb_unit_is_wide(const pb_unit *u) {
  switch (u->kind) {
    case PB_CLASS_DIGIT:
    case PB_CLASS_LATIN:
    case PB_CLASS_OTHER: return false;
    case PB_CLASS_UNIT: return u->c >= 0x2100;
    case PB_CLASS_SOLIDUS: return u->flags & PB_UNIT_BOXED;
    default: return true;
  }
}

pb_units pb_itemise(pb_arena *arena, const pb_normal *normal, bool chinese) {
  pb_units units = {.text = normal->text, .chinese = chinese};
  units.at = PB_NEW_N(arena, pb_unit, pb_utf8_count(normal->text) + 1);
  read_units(&units, normal);
  judge_marks(&units);
  mark_addresses(&units);
  return units;
}
