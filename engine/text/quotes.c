#include "letters.h"
#include "text.h"

/* Straight quotes become “ ” ‘ ’ by their nesting within the block; then what has no partner is reported. */

enum { OPEN2 = 0x201C, CLOSE2 = 0x201D, OPEN1 = 0x2018, CLOSE1 = 0x2019, DEPTH = 16 };

typedef struct {
  pb_letters *l;
  struct {
    uint32_t open; /* OPEN2 or OPEN1 */
    bool straight; /* typed as " */
  } stack[DEPTH];
  size_t depth;
  size_t left; /* straight double quotes still to come, this one counted */
} quoting;

static void push(quoting *q, uint32_t open, bool straight) {
  if (q->depth == DEPTH) return;
  q->stack[q->depth].open = open;
  q->stack[q->depth++].straight = straight;
}

static bool is_open(const quoting *q, uint32_t open) {
  for (size_t i = 0; i < q->depth; i++)
    if (q->stack[i].open == open) return true;
  return false;
}

static void pop(quoting *q, uint32_t open) {
  for (size_t i = q->depth; i > 0; i--)
    if (q->stack[i - 1].open == open) {
      q->depth = i - 1;
      return;
    }
}

/* The next double quote after `at` is a straight one: then a straight one within “ opens an inner pair. */
static bool straight_comes_next(const pb_letters *l, size_t at) {
  for (size_t i = at + 1; i < l->n; i++) {
    if (l->at[i].c == '"') return true;
    if (l->at[i].c == OPEN2 || l->at[i].c == CLOSE2) return false;
  }
  return false;
}

static uint32_t double_quote(quoting *q, size_t at) {
  size_t left = q->left--;
  bool digit = at && pb_side_at(q->l, at - 1) == PB_SIDE_DIGIT;
  if (q->depth && q->stack[q->depth - 1].open == OPEN1 && q->stack[q->depth - 1].straight) {
    q->depth--;
    return CLOSE1;
  }
  if (is_open(q, OPEN2)) {
    bool typed_curly = q->stack[q->depth - 1].open == OPEN2 && !q->stack[q->depth - 1].straight;
    if (typed_curly && straight_comes_next(q->l, at)) {
      push(q, OPEN1, true);
      return OPEN1;
    }
    pop(q, OPEN2);
    return CLOSE2;
  }
  if (digit && left % 2) return '"'; /* inches */
  push(q, OPEN2, true);
  return OPEN2;
}

static bool is_decade(const pb_letters *l, size_t at) {
  size_t i = at + 1;
  while (i < at + 5 && pb_side_at(l, i) == PB_SIDE_DIGIT) i++;
  return i > at + 1 && i < l->n && l->at[i].c == 's';
}

static uint32_t single_quote(quoting *q, size_t at) {
  pb_side before = at ? pb_side_at(q->l, at - 1) : PB_SIDE_NONE, after = pb_side_at(q->l, at + 1);
  bool word = after == PB_SIDE_LATIN || after == PB_SIDE_DIGIT, open = is_open(q, OPEN1);
  if (before == PB_SIDE_LATIN && (word || !open)) return CLOSE1;
  if (before == PB_SIDE_DIGIT && !open) return after == PB_SIDE_LATIN && q->l->at[at + 1].c == 's' ? CLOSE1 : '\'';
  if (open) {
    pop(q, OPEN1);
    return CLOSE1;
  }
  if (is_decade(q->l, at)) return CLOSE1;
  push(q, OPEN1, false);
  return OPEN1;
}

static bool is_apostrophe(const pb_letters *l, size_t at) {
  pb_side after = pb_side_at(l, at + 1);
  return at > 0 && pb_side_at(l, at - 1) == PB_SIDE_LATIN && (after == PB_SIDE_LATIN || after == PB_SIDE_DIGIT);
}

void pb_letters_quotes(pb_letters *l) {
  quoting q = {.l = l};
  for (size_t i = 0; i < l->n; i++) q.left += l->at[i].c == '"';
  for (size_t i = 0; i < l->n; i++) {
    uint32_t *c = &l->at[i].c;
    if (l->at[i].flags & PB_LETTER_KEEP) continue;
    if (*c == '"') *c = double_quote(&q, i);
    else if (*c == '\'') *c = single_quote(&q, i);
    else if (*c == OPEN2 || *c == OPEN1) push(&q, *c, false);
    else if (*c == CLOSE2) pop(&q, OPEN2);
    else if (*c == CLOSE1 && !is_apostrophe(l, i)) pop(&q, OPEN1);
  }
}

/* ---- pairs ---- */

static uint32_t opener_of(uint32_t c) {
  switch (c) {
    case 0x201D: return 0x201C;
    case 0x2019: return 0x2018;
    case 0xFF09: return 0xFF08;
    case ')': return '(';
    case 0x3009:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0x3015:
    case 0x3017: return c - 1;
    default: return 0;
  }
}

static bool is_opener(uint32_t c) {
  return c == 0x201C || c == 0x2018 || c == 0xFF08 || c == '(' ||
         ((c >= 0x3008 && c <= 0x3016) && c != 0x3012 && c != 0x3013 && (c < 0x3012 ? c % 2 == 0 : c == 0x3014 || c == 0x3016));
}

static void unpaired(pb_letters *l, size_t at) {
  pb_letters_warn(l, at, "unpaired-mark", _("a quotation mark or bracket without its partner"),
                  _("add the other one, or take this one out"));
}

/* “ at the start of a paragraph that goes on quoting needs no ”: the last paragraph has it. */
static bool goes_on(const pb_letters *l, size_t at) { return at == 0 && l->at[at].c == OPEN2; }

/* 1） a） at the start: a label. */
static bool is_label(const pb_letters *l, size_t at) {
  return (l->at[at].c == ')' || l->at[at].c == 0xFF09) && at > 0 && at < 4 && pb_side_at(l, at - 1) != PB_SIDE_OTHER;
}

void pb_letters_pairs(pb_letters *l) {
  size_t stack[DEPTH * 4], depth = 0;
  for (size_t i = 0; i < l->n; i++) {
    uint32_t c = l->at[i].c, opener = c == ')' || c > 0xFF ? opener_of(c) : 0;
    if (l->at[i].flags & PB_LETTER_KEEP) continue;
    if (is_opener(c)) {
      if (depth == sizeof stack / sizeof *stack) return; /* nobody nests so deep: not worth a guess */
      stack[depth++] = i;
    } else if (opener) {
      size_t d = depth;
      while (d > 0 && l->at[stack[d - 1]].c != opener) d--;
      if (d == 0 && c == CLOSE1 && i > 0 && pb_side_at(l, i - 1) == PB_SIDE_LATIN) continue;
      if (c == CLOSE1 && is_apostrophe(l, i)) continue;
      if (d == 0 && !is_label(l, i)) unpaired(l, i);
      if (d == 0) continue;
      while (depth > d) unpaired(l, stack[--depth]);
      depth = d - 1;
    }
  }
  while (depth > 0)
    if (!goes_on(l, stack[--depth])) unpaired(l, stack[depth]);
}
