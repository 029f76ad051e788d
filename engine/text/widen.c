#include "letters.h"
#include "text.h"

/* Half-width marks that belong to Chinese become full-width. A number's, a Latin sentence's and an address's stay. */

enum { REACH = 32 /* letters looked at on either side */ };

typedef enum { NEAR_NOTHING, NEAR_CHINESE, NEAR_LATIN, NEAR_DIGIT, NEAR_CLOSE } nearness;

static bool is_han_side(const pb_letters *l, size_t i) { return pb_side_at(l, i) == PB_SIDE_CHINESE; }

/* Whose sentence a mark at `at` closes: the nearest Han or Latin before it; numbers, units and quotes are looked through. */
static nearness before(const pb_letters *l, size_t at) {
  for (size_t i = at; i > 0 && at - i < REACH; i--) {
    pb_side side = pb_side_at(l, i - 1);
    if (side == PB_SIDE_CHINESE) return NEAR_CHINESE;
    if (side == PB_SIDE_LATIN) return NEAR_LATIN;
  }
  return NEAR_NOTHING;
}

static bool closes(uint32_t c) { return c == 0x201D || c == 0x2019 || c == ')' || c == ']' || c == '}'; }

static nearness after(const pb_letters *l, size_t at) {
  for (size_t i = at + 1; i < l->n && i - at < REACH; i++) {
    switch (pb_side_at(l, i)) {
      case PB_SIDE_CHINESE: return NEAR_CHINESE;
      case PB_SIDE_LATIN: return NEAR_LATIN;
      case PB_SIDE_DIGIT: return NEAR_DIGIT;
      default: break;
    }
    if (closes(l->at[i].c)) return NEAR_CLOSE;
  }
  return NEAR_NOTHING;
}

static bool is_digit(const pb_letters *l, size_t i) { return pb_side_at(l, i) == PB_SIDE_DIGIT; }

/* 14:30 and 1,000 but not 2024,2025: a comma needs three digits after it. */
static bool in_number(const pb_letters *l, size_t at) {
  if (at == 0 || !is_digit(l, at - 1) || !is_digit(l, at + 1)) return false;
  if (l->at[at].c == ':') return true;
  return l->at[at].c == ',' && is_digit(l, at + 2) && is_digit(l, at + 3) && !is_digit(l, at + 4);
}

static bool becomes_wide(const pb_letters *l, size_t at, bool mostly_chinese) {
  if (in_number(l, at)) return false;
  nearness left = before(l, at), right = after(l, at);
  if (left == NEAR_CHINESE) return true;
  if (right == NEAR_CHINESE) return true;
  if (left == NEAR_NOTHING) return false;
  return mostly_chinese && (right == NEAR_DIGIT || right == NEAR_NOTHING);
}

static uint32_t wide(uint32_t c) {
  switch (c) {
    case ',': return 0xFF0C;
    case ':': return 0xFF1A;
    case ';': return 0xFF1B;
    case '!': return 0xFF01;
    case '?': return 0xFF1F;
    default: return 0;
  }
}

/* ---- the full stop: 。 only where a sentence of Han clearly ends ---- */

static bool ends_in_han(const pb_letters *l, size_t at) {
  size_t i = at;
  while (i > 0 && (closes(l->at[i - 1].c) || l->at[i - 1].c == '%')) i--;
  return i > 0 && is_han_side(l, i - 1) && (i == at || before(l, at) == NEAR_CHINESE);
}

static bool is_share(const pb_letters *l, size_t at) {
  return at > 1 && l->at[at - 1].c == '%' && is_digit(l, at - 2) && before(l, at) == NEAR_CHINESE;
}

static void full_stop(pb_letters *l, size_t at) {
  if (!ends_in_han(l, at) && !is_share(l, at)) return;
  size_t next = at + 1;
  while (next < l->n && closes(l->at[next].c)) next++;
  pb_side side = pb_side_at(l, next);
  bool opens = next < l->n && l->at[next].c == 0x201C;
  if (side == PB_SIDE_NONE || side == PB_SIDE_BLANK || opens || next > at + 1) l->at[at].c = 0x3002;
  else if (side == PB_SIDE_CHINESE)
    pb_letters_warn(l, at, "half-width-stop", _("a half-width full stop between Chinese characters"), _("type 。 or ·"));
}

/* ---- brackets, by pairs ---- */

typedef struct {
  size_t at, han; /* of the opening one; Han counted before it */
} opened;

static bool beside_han(const pb_letters *l, size_t at, int side) {
  size_t i = at + (size_t)side;
  if (pb_side_at(l, i) == PB_SIDE_BLANK) i += (size_t)side;
  return is_han_side(l, i);
}

static void widen(pb_letter *letter) { letter->c = letter->c == '(' ? 0xFF08 : 0xFF09; }

static void close_bracket(pb_letters *l, size_t at, const opened *open, size_t han) {
  if (!open) {
    if (beside_han(l, at, -1) || beside_han(l, at, 1)) widen(&l->at[at]);
    return;
  }
  if (han == open->han && !beside_han(l, open->at, -1) && !beside_han(l, at, 1)) return;
  widen(&l->at[open->at]);
  widen(&l->at[at]);
}

static void brackets(pb_letters *l) {
  PB_VEC(opened) stack = {0};
  size_t han = 0;
  for (size_t i = 0; i < l->n; i++) {
    uint32_t c = l->at[i].c;
    if (c > ')' || (l->at[i].flags & PB_LETTER_KEEP)) {
      han += pb_side_of(c) == PB_SIDE_CHINESE;
    } else if (c == '(') {
      PB_PUSH(l->arena, stack, ((opened){i, han}));
    } else if (c == ')') {
      close_bracket(l, i, stack.n ? &stack.at[stack.n - 1] : NULL, han);
      stack.n -= stack.n > 0;
    }
  }
  for (size_t k = 0; k < stack.n; k++)
    if (beside_han(l, stack.at[k].at, -1) || beside_han(l, stack.at[k].at, 1)) widen(&l->at[stack.at[k].at]);
}

typedef struct {
  bool marks, stops, brackets, mostly_chinese;
} found;

static found survey(const pb_letters *l) {
  found f = {0};
  size_t chinese = 0, latin = 0;
  for (size_t i = 0; i < l->n; i++) {
    uint32_t c = l->at[i].c;
    chinese += c >= 0x2E80;
    latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    f.marks |= wide(c) != 0;
    f.stops |= c == '.';
    f.brackets |= c == '(' || c == ')';
  }
  f.mostly_chinese = chinese * 4 > latin;
  return f;
}

void pb_letters_marks(pb_letters *l) {
  found f = survey(l);
  if (f.brackets) brackets(l);
  for (size_t i = 0; (f.marks || f.stops) && i < l->n; i++) {
    if (l->at[i].c >= 0x80 || (l->at[i].flags & PB_LETTER_KEEP)) continue;
    uint32_t to = wide(l->at[i].c);
    if (to && becomes_wide(l, i, f.mostly_chinese)) l->at[i].c = to;
    else if (l->at[i].c == '.') full_stop(l, i);
  }
}
