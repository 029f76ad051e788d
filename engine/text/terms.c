/* What a line does not divide by its meaning: terms of the layout's lists, and people's names where copy names its authors. */
#include <string.h>

#include "itemise.h"

enum {
  SHORT_TERM = 6,    /* characters: at thirteen a line, half of one */
  NAME_MAX = 4,      /* characters of a Chinese name */
  FOREIGN_MAX = 12,  /* of one with · */
  BRACKETS_MAX = 80, /* characters within which a bracket that names authors closes */
  SIGN_OFF_MAX = 40, /* of a paragraph that is nothing but a byline */
};

static bool starts(const pb_units *units, size_t at, const char *word) {
  return pb_str_starts(pb_str_sub(units->text, units->at[at].text, units->text.n), word);
}

static void hold(pb_unit *u, uint8_t reluctance, bool for_good) {
  u->flags |= PB_UNIT_TERM;
  if (for_good) u->brk = PB_BREAK_NO;
  if (u->reluctance < reluctance) u->reluctance = reluctance;
}

/* ---- terms ---- */

static size_t keep_term(pb_units *units, size_t at, size_t bytes, bool line) {
  uint32_t to = units->at[at].text + (uint32_t)bytes;
  size_t end = at + 1;
  while (end < units->n && units->at[end].text < to) end++;
  uint8_t reluctance = end - at <= SHORT_TERM ? PB_RELUCTANT_STRONG : PB_RELUCTANT_FIRM;
  for (size_t i = at; i + 1 < end; i++) hold(&units->at[i], reluctance, line);
  return end;
}

static void keep_terms(pb_units *units, const pb_term_rules *rules) {
  for (size_t i = 0; i < units->n;) {
    size_t bytes = pb_terms_match(rules->terms, units->text, units->at[i].text);
    i = bytes ? keep_term(units, i, bytes, rules->line) : i + 1;
  }
}

/* ---- names ---- */

static const char *const ROLES[] = {"记者", "通讯员", "实习生", "编辑", "作者", "摄影", "评论员", "撰稿人"};

/* Characters of a role's name at `at`, 0 = none. */
static size_t role_at(const pb_units *units, size_t at) {
  for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
    if (starts(units, at, ROLES[i])) return strlen(ROLES[i]) / 3;
  return 0;
}

static bool has_role(const pb_units *units, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (role_at(units, i)) return true;
  return false;
}

static bool is_name(const pb_unit *u) { return u->kind == PB_CLASS_HAN || u->kind == PB_CLASS_MIDDLE; }
static bool is_gap(const pb_unit *u) { return (u->flags & PB_UNIT_SPACE) || u->c == 0x3000; }

static void hold_units(pb_units *units, size_t from, size_t to) {
  for (size_t i = from; i + 1 < to; i++) hold(&units->at[i], PB_RELUCTANT_STRONG, true);
}

/* A word between blanks and marks: a name, or a name after or before what its bearer is: 本报记者王一, 李二摄影. */
static void keep_name(pb_units *units, size_t from, size_t to) {
  bool foreign = false;
  for (size_t i = from; i < to; i++) {
    size_t role = role_at(units, i);
    if (role && i + role == to && i > from && units->at[from].c != 0x672C /* 本报记者 */) to = i;
    else if (role && i + role <= to) from = i + role, foreign = false;
    foreign |= i >= from && units->at[i].kind == PB_CLASS_MIDDLE;
  }
  size_t n = to - from;
  if (n >= 2 && n <= (foreign ? FOREIGN_MAX : NAME_MAX)) hold_units(units, from, to);
}

/* 王　一: two characters set apart to be as long as three. */
static bool keep_spaced(pb_units *units, size_t from, size_t end) {
  bool spaced = from + 3 <= end && is_name(&units->at[from]) && is_gap(&units->at[from + 1]) && is_name(&units->at[from + 2]) &&
                (from + 3 == end || !is_name(&units->at[from + 3]));
  if (spaced) hold_units(units, from, from + 3);
  return spaced;
}

static void keep_names(pb_units *units, size_t from, size_t end) {
  for (size_t i = from, to; i < end; i = to) {
    for (to = i; to < end && is_name(&units->at[to]); to++) continue;
    if (to == i) to++;
    else if (to == i + 1 && keep_spaced(units, i, end)) to = i + 3;
    else keep_name(units, i, to);
  }
}

static size_t bracket_end(const pb_units *units, size_t at) {
  size_t end = at + 1;
  while (end < units->n && end - at < BRACKETS_MAX && units->at[end].c != 0xFF09) end++;
  return end < units->n && units->at[end].c == 0xFF09 ? end : at;
}

/* A paragraph of names alone: no sentence. */
static bool is_sign_off(const pb_units *units) {
  if (units->n > SIGN_OFF_MAX || !has_role(units, 0, units->n < 12 ? units->n : 12)) return false;
  for (size_t i = 0; i < units->n; i++) {
    pb_class kind = units->at[i].kind;
    if (kind == PB_CLASS_STOP || kind == PB_CLASS_EXCLAIM || kind == PB_CLASS_OPEN || units->at[i].c == 0xFF0C) return false;
  }
  return true;
}

static void keep_bylines(pb_units *units, bool byline) {
  if (byline || is_sign_off(units)) {
    keep_names(units, 0, units->n);
    return;
  }
  for (size_t i = 0; i < units->n; i++) {
    if (units->at[i].c != 0xFF08) continue;
    size_t end = bracket_end(units, i);
    if (end > i && has_role(units, i, end)) keep_names(units, i + 1, end);
    if (end > i) i = end;
  }
}

void pb_units_keep_terms(pb_units *units, const pb_term_rules *rules) {
  if (rules->terms && (rules->keep & PB_KEEP_TERMS)) keep_terms(units, rules);
  if (rules->keep & PB_KEEP_NAMES) keep_bylines(units, rules->byline);
}
