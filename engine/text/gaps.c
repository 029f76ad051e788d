#include "gaps.h"

static pb_len of_em(const pb_spacing *s, pb_len parts) { return (pb_len)((int64_t)s->size * parts / 1024); }
static pb_len at_least_0(pb_len n) { return n < 0 ? 0 : n; }

static bool is_blank(const pb_edge *e) { return e->c == 0x3000; }

static bool is_figure(const pb_edge *e) { return e->kind == PB_CLASS_DIGIT || e->kind == PB_CLASS_UNIT; }

/* Letters, digits and what is set with them, quotation marks too; brackets and stops of Latin are not, and take no gap beside
 * Han. */
static bool is_word(const pb_edge *e) {
  if (e->kind == PB_CLASS_DIGIT) return true;
  if (e->kind == PB_CLASS_UNIT) return e->c < 0x2000;
  if (e->kind != PB_CLASS_LATIN) return false;
  if (e->c >= 0x2018 && e->c <= 0x201D) return true;
  return e->c >= 0x80 ? e->c < 0x2010 || e->c > 0x2027
                      : (e->c >= '0' && e->c <= '9') || ((e->c | 0x20) >= 'a' && (e->c | 0x20) <= 'z') || e->c == '+' ||
                            e->c == '#' || e->c == '@' || e->c == '&';
}

static bool in_words(const pb_edge *e) { return is_figure(e) || e->kind == PB_CLASS_LATIN || e->kind == PB_CLASS_OTHER; }

/* Numbers, words, and what joins: the line never opens there. */
static bool is_stiff(const pb_edge *left, const pb_edge *right) {
  if (in_words(left) && in_words(right)) return true;
  pb_class l = left->kind, r = right->kind;
  return l == PB_CLASS_CONNECT || r == PB_CLASS_CONNECT || l == PB_CLASS_SOLIDUS || r == PB_CLASS_SOLIDUS ||
         (l == r && (l == PB_CLASS_DASH || l == PB_CLASS_ELLIPSIS || l == PB_CLASS_EXCLAIM));
}

int16_t pb_gap_blank(pb_punctuation scheme, pb_class kind, int16_t blank) {
  switch (scheme) {
    case PB_PUNCTUATION_KAIMING: return kind == PB_CLASS_STOP || kind == PB_CLASS_EXCLAIM ? blank : 0;
    case PB_PUNCTUATION_BANJIAO: return 0;
    default: return blank;
  }
}

/* In the middle of its em. */
static bool is_centred(const pb_edge *e) { return e->before && e->after; }

static pb_shrink tier_of_mark(pb_class kind) {
  switch (kind) {
    case PB_CLASS_MIDDLE: return PB_SHRINK_MIDDLE;
    case PB_CLASS_COMMA:
    case PB_CLASS_COLON: return PB_SHRINK_COMMA;
    case PB_CLASS_STOP:
    case PB_CLASS_EXCLAIM: return PB_SHRINK_STOP;
    default: return PB_SHRINK_BRACKET;
  }
}

/* A blank goes by the mark that it belongs to; of two that share one, by the one more loath to give. */
static pb_shrink tier_of(const pb_edge *left, const pb_edge *right) {
  if (left->kind == PB_CLASS_MIDDLE || right->kind == PB_CLASS_MIDDLE) return PB_SHRINK_MIDDLE;
  pb_shrink a = left->after ? tier_of_mark(left->kind) : PB_SHRINK_NONE;
  pb_shrink b = right->before ? tier_of_mark(right->kind) : PB_SHRINK_NONE;
  return a > b ? a : b;
}

/* What is left of the blanks of two neighbours, 1/1024 em. */
static pb_len squeezed(const pb_edge *left, const pb_edge *right) {
  pb_len a = left->after, b = right->before;
  if (is_blank(right)) return b;
  if (is_blank(left)) return a;
  if (is_centred(left)) return right->kind == PB_CLASS_OPEN ? a : a + b;
  if (is_centred(right)) return pb_class_closes(left->kind) ? b : a + b;
  if (pb_class_closes(left->kind) && pb_class_closes(right->kind)) return b;
  if (left->kind == PB_CLASS_OPEN && right->kind == PB_CLASS_OPEN) return a;
  if (pb_class_closes(left->kind) && right->kind == PB_CLASS_OPEN) return a > b ? a : b;
  if (right->kind == PB_CLASS_MIDDLE) return a / 2;
  if (left->kind == PB_CLASS_MIDDLE) return b / 2;
  return a + b;
}

/* The gap gives way in this tier, as far as the style lets it. */
static void closes_in(pb_gap *gap, const pb_spacing *s, pb_shrink tier) {
  pb_len limit = s->tiers.shrink[tier];
  if (limit == PB_TIER_FIXED) return;
  gap->shrink = at_least_0(gap->natural - of_em(s, limit));
  if (gap->shrink) gap->shrink_tier = (uint8_t)tier;
}

/* A gap that may not open in its own tier does not open with the others. */
static void opens_in(pb_gap *gap, const pb_spacing *s, pb_stretch tier) {
  pb_len limit = s->tiers.stretch[tier];
  if (limit == PB_TIER_FIXED) return;
  gap->stretch = at_least_0(of_em(s, limit) - gap->natural);
  gap->stretch_tier = (uint8_t)tier;
}

static pb_gap mark_gap(const pb_spacing *s, const pb_edge *left, const pb_edge *right) {
  pb_edge l = *left, r = *right;
  l.after = pb_gap_blank(s->punctuation, l.kind, l.after);
  r.before = pb_gap_blank(s->punctuation, r.kind, r.before);
  pb_len natural = of_em(s, squeezed(&l, &r));
  if (natural == 0) return (pb_gap){0};
  pb_gap gap = {.natural = natural, .mark_blank = s->marks_whole};
  closes_in(&gap, s, tier_of(&l, &r));
  return gap;
}

static bool han_beside_word(const pb_edge *left, const pb_edge *right) {
  return (left->kind == PB_CLASS_HAN && is_word(right)) || (right->kind == PB_CLASS_HAN && is_word(left));
}

static pb_gap han_latin_gap(const pb_spacing *s) {
  pb_gap gap = {.natural = of_em(s, s->han_latin)};
  closes_in(&gap, s, PB_SHRINK_LATIN);
  opens_in(&gap, s, PB_STRETCH_LATIN);
  return gap;
}

pb_gap pb_gap_between(const pb_spacing *s, const pb_edge *left, const pb_edge *right) {
  bool marks = left->after || right->before, latin = !marks && s->han_latin && han_beside_word(left, right);
  pb_gap gap = marks ? mark_gap(s, left, right) : latin ? han_latin_gap(s) : (pb_gap){0};
  if (!latin && !is_stiff(left, right)) gap.stretch_tier = PB_STRETCH_HAN;
  if (s->letter) gap.natural += of_em(s, s->letter);
  return gap;
}

pb_gap pb_gap_space(const pb_spacing *s, const pb_edge *left, const pb_edge *right, pb_len advance) {
  if (left->kind == PB_CLASS_HAN && right->kind == PB_CLASS_HAN)
    return (pb_gap){.natural = s->size / 5, .stretch_tier = PB_STRETCH_HAN, .space = true};
  pb_gap gap = {.natural = advance, .space = true};
  closes_in(&gap, s, PB_SHRINK_SPACE);
  opens_in(&gap, s, PB_STRETCH_SPACE);
  gap.natural += of_em(s, s->letter);
  return gap;
}
