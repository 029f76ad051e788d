#include "sense.h"

#include "sensewords.h"

/* Costs, to be weighed with each other; see pb_sense_turns. */
enum {
  STOP = 0,
  COMMA = 1,
  COLON = 3,
  LISTED = 11,   /* after 、 */
  MARK = 13,     /* beside quotes and brackets */
  PLAIN = 16,    /* between two words */
  IN_WORD = 80,  /* no boundary in any eyes */
  DOUBTFUL = 50, /* ICU parts here, the dictionary knows it as one */
  DISAGREED = 5, /* the dictionary parts here, ICU does not */
  MEASURE = 60,  /* number | measure */
  IN_PAIR = 30,  /* within “…” that would go on one line */
  IN_LONG_PAIR = 6,
  LONG_PAIR = 12,
  NEVER_LAST = 30,  /* 在 将 和 不 … at a line's end */
  NEVER_FIRST = 40, /* 的 了 着 … at its start */
  SINGLE = 9,       /* a verb or noun of one character parted from its neighbour */
  LEANS = 8,        /* 进一步 | , 驶向 | */
  OPENS = 6,        /* less: | 将 …, | 首次 … */
};

static bool is_numeral_word(const pb_sense_text *t, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (!pb_sense_is_numeral(t->c[i])) return false;
  return end > first;
}

static bool is_number_end(const pb_sense_text *t, const pb_sense_pair *p) {
  if (t->kind[p->left_end - 1] == PB_CLASS_DIGIT) return true;
  return t->kind[p->left_end - 1] == PB_CLASS_HAN && is_numeral_word(t, p->left, p->left_end);
}

/* Marks say it all. 0…PB_TURN_NEVER − 1, or -1: no mark stands here. */
static int at_mark(const pb_sense_text *t, size_t i) {
  uint32_t c = t->c[i], next = t->c[i + 1];
  if (c == 0x3000 || c == ' ') return STOP;
  switch (t->kind[i]) {
    case PB_CLASS_STOP:
    case PB_CLASS_EXCLAIM: return STOP;
    case PB_CLASS_COMMA: return c == 0x3001 ? LISTED : COMMA;
    case PB_CLASS_COLON:
    case PB_CLASS_DASH:
    case PB_CLASS_ELLIPSIS: return COLON;
    case PB_CLASS_CLOSE: return pb_sense_never_first(next) ? MARK + NEVER_FIRST : MARK;
    case PB_CLASS_MIDDLE:
    case PB_CLASS_CONNECT: return MEASURE;
    default: break;
  }
  if (t->kind[i + 1] == PB_CLASS_DASH) return MARK;
  if (t->kind[i + 1] == PB_CLASS_OPEN) return pb_sense_never_last(c) ? MARK + NEVER_LAST : MARK;
  return -1;
}

static bool is_thing(pb_word_kind k) {
  return k == PB_WORD_NOUN || k == PB_WORD_NAME || k == PB_WORD_PLACE || k == PB_WORD_VERBAL || k == PB_WORD_IDIOM ||
         k == PB_WORD_OTHER;
}

/* What the word before needs after it. */
static int needs_more(pb_word_kind left, pb_word_kind right) {
  switch (left) {
    case PB_WORD_PREPOSITION:
    case PB_WORD_CONJUNCTION: return NEVER_LAST;
    case PB_WORD_ADVERB: return is_thing(right) ? LEANS : LEANS + 6;
    case PB_WORD_QUALITY: return is_thing(right) ? 6 : 0;
    case PB_WORD_MEASURE:
    case PB_WORD_AMOUNT: return is_thing(right) ? 5 : 0;
    case PB_WORD_VERB: return is_thing(right) || right == PB_WORD_PRONOUN ? 10 : right == PB_WORD_NUMERAL ? 3 : 0;
    case PB_WORD_NUMERAL: return is_thing(right) ? 5 : 0;
    case PB_WORD_TIME:
    case PB_WORD_PRONOUN: return is_thing(right) ? 4 : 0;
    case PB_WORD_VERBAL: return is_thing(right) ? 7 : 0;
    case PB_WORD_NOUN:
    case PB_WORD_PLACE: return right == PB_WORD_NAME ? 7 : is_thing(right) ? 5 : 0;
    default: return 0;
  }
}

/* What the word after needs before it, or less where it begins a phrase of its own. */
static int begins_badly(pb_word_kind left, pb_word_kind right) {
  switch (right) {
    case PB_WORD_PARTICLE: return NEVER_FIRST;
    case PB_WORD_SIDE: return 14;
    case PB_WORD_PREPOSITION:
    case PB_WORD_TIME:
    case PB_WORD_ADVERB: return is_thing(left) ? -OPENS : 0;
    case PB_WORD_NUMERAL:
    case PB_WORD_VERB: return is_thing(left) || left == PB_WORD_TIME ? -3 : 0;
    default: return 0;
  }
}

/* A single character leans on its neighbour, unless it is a measure after its number or one of those that stand alone. */
static int singles(const pb_sense_text *t, const pb_sense_pair *p, bool measured) {
  int cost = 0;
  bool left = p->left_end - p->left == 1, right = p->right_end - p->right == 1, left_is_word = p->left_end - p->left > 1;
  if (left && t->kind[p->left] == PB_CLASS_HAN && !measured && !pb_sense_stands_alone(t->c[p->left])) cost += SINGLE;
  if (right && t->kind[p->right] == PB_CLASS_HAN && !pb_sense_begins(t->c[p->right])) cost += SINGLE + 4;
  if (left && (pb_sense_never_last(t->c[p->left]) || pb_sense_is_which(t, p->left))) cost += NEVER_LAST;
  if (right && left_is_word && pb_sense_is_suffix(t->c[p->right])) cost += NEVER_LAST;
  if (right && pb_sense_never_first(t->c[p->right])) cost += NEVER_FIRST;
  return cost;
}

static bool within_name(const pb_sense_text *t, const pb_sense_pair *p) {
  return p->left_end - p->left == 1 && pb_sense_is_surname(t->c[p->left]) && t->word[p->right_end - 1] == PB_WORD_NAME;
}

static int between_words(const pb_sense_text *t, size_t i) {
  pb_sense_pair p = pb_sense_pair_at(t, i);
  if (is_number_end(t, &p)) return MEASURE;
  if (within_name(t, &p)) return IN_WORD;
  pb_word_kind left = t->word[i], right = t->word[p.right_end - 1];
  bool measured = p.left > 0 && p.left_end - p.left == 1 && pb_sense_is_number(t, p.left - 1);
  int cost = PLAIN + singles(t, &p, measured) + needs_more(left, right) + begins_badly(left, right);
  if (!t->icu[i]) cost += DISAGREED;
  if (pb_sense_leans(t, p.left, p.left_end)) cost += LEANS;
  if (pb_sense_opens(t, p.right, p.right_end)) cost -= OPENS;
  return cost;
}

static int turn(const pb_sense_text *t, size_t i) {
  int cost = at_mark(t, i);
  if (cost >= 0) return cost;
  if (!t->own[i]) return t->icu[i] ? DOUBTFUL : IN_WORD;
  return between_words(t, i);
}

/* More within a pair of marks. */
static void keep_pairs(const pb_sense_text *t, int *cost) {
  for (size_t i = 0; i < t->n; i++) {
    if (t->kind[i] != PB_CLASS_OPEN) continue;
    size_t end = i + 1;
    for (int depth = 1; end < t->n; end++) {
      depth += t->kind[end] == PB_CLASS_OPEN ? 1 : t->kind[end] == PB_CLASS_CLOSE ? -1 : 0;
      if (depth == 0) break;
    }
    if (end == t->n) continue;
    for (size_t k = i; k < end; k++) cost[k] += end - i <= LONG_PAIR ? IN_PAIR : IN_LONG_PAIR;
  }
}

void pb_sense_turns(pb_arena *scratch, const pb_story *story, uint32_t first, uint32_t end, uint8_t *cost) {
  if (end <= first) return;
  pb_sense_text t = pb_sense_words(scratch, story, first, end);
  int *costs = PB_NEW_N(scratch, int, t.n);
  for (size_t i = 0; i + 1 < t.n; i++) costs[i] = turn(&t, i);
  keep_pairs(&t, costs);
  for (size_t i = 0; i < t.n; i++) {
    uint8_t brk = story->clusters[first + i].brk;
    bool may = (brk == PB_BREAK_MAY || brk == PB_BREAK_MUST) && i + 1 < t.n;
    cost[i] = (uint8_t)(!may ? PB_TURN_NEVER : costs[i] < 0 ? 0 : costs[i] < PB_TURN_NEVER ? costs[i] : PB_TURN_NEVER - 1);
  }
}
