#include "content.h"

#include <stdint.h>

#include "lexer.h"

enum { OPERANDS_MAX = 8, STATES_MAX = 64, MARKS_MAX = 32 };

typedef struct {
  bool fill, stroke; /* overprint */
} state;

typedef enum { MARK_KEPT, MARK_DROPPED } mark;

typedef struct {
  const pb_content_job *job;
  pb_content_result *result;
  pb_bytes *out;
  pb_lexer lexer;
  size_t copied;    /* what stands before is in `out` */
  size_t statement; /* where the first operand of the next operator stands */
  pb_token operands[OPERANDS_MAX];
  unsigned noperands;
  state states[STATES_MAX];
  unsigned depth;
  mark marks[MARKS_MAX];
  unsigned nmarks;
  bool hidden; /* within a mark that is left out with what it marks */
} rewriter;

static bool fault(rewriter *r, const char *what) {
  r->result->fault = what;
  r->result->fault_at = r->lexer.at;
  return false;
}

/* ---- tokens ---- */

/* From an opening [ or << to its end: what is in it is copied as it stands. */
static bool skip_nested(rewriter *r, pb_token *token) {
  for (unsigned depth = 1; depth;) {
    pb_token inner = pb_lexer_next(&r->lexer);
    if (inner.kind == PB_TOKEN_END || inner.kind == PB_TOKEN_GARBAGE) return fault(r, "an array or a dictionary does not end");
    depth += inner.kind == PB_TOKEN_ARRAY || inner.kind == PB_TOKEN_DICT;
    depth -= inner.kind == PB_TOKEN_ARRAY_END || inner.kind == PB_TOKEN_DICT_END;
    token->end = inner.end;
  }
  return true;
}

static bool push_operand(rewriter *r, pb_token token) {
  switch (token.kind) {
    case PB_TOKEN_NUMBER:
    case PB_TOKEN_NAME:
    case PB_TOKEN_LITERAL:
    case PB_TOKEN_HEX: break;
    case PB_TOKEN_ARRAY:
    case PB_TOKEN_DICT:
      if (!skip_nested(r, &token)) return false;
      break;
    default: return fault(r, "an unknown token, or a string without end");
  }
  if (r->noperands == 0) r->statement = token.at;
  if (r->noperands < OPERANDS_MAX) r->operands[r->noperands] = token;
  r->noperands++;
  return true;
}

static pb_str operand(const rewriter *r, unsigned i) {
  return (pb_str){r->lexer.s + r->operands[i].at, r->operands[i].end - r->operands[i].at};
}

/* ---- writing ---- */

/* The statement now read is left out; what stood before it is copied. */
static void drop_statement(rewriter *r) {
  pb_bytes_add(r->out, r->lexer.s + r->copied, r->statement - r->copied);
  r->copied = r->lexer.at;
}

static void set_overprint(rewriter *r, state wanted) {
  state *now = &r->states[r->depth];
  if (now->fill == wanted.fill && now->stroke == wanted.stroke) return;
  *now = wanted;
  char text[] = "/o0 gs ";
  text[2] = (char)('0' + (wanted.fill ? 1 : 0) + (wanted.stroke ? 2 : 0));
  pb_bytes_put(r->out, text);
}

/* ---- operators ---- */

/* A share of 1 in 1/100,000,000. */
static bool read_share(pb_str text, uint32_t *out) {
  uint64_t value = 0;
  unsigned decimals = 0;
  size_t i = 0;
  for (; i < text.n && text.s[i] >= '0' && text.s[i] <= '9' && value <= 1; i++) value = value * 10 + (uint64_t)(text.s[i] - '0');
  if (i < text.n && text.s[i] == '.')
    for (i++; i < text.n && text.s[i] >= '0' && text.s[i] <= '9' && decimals < 8; i++, decimals++)
      value = value * 10 + (uint64_t)(text.s[i] - '0');
  for (; decimals < 8; decimals++) value *= 10;
  *out = (uint32_t)(value <= 100000000 ? value : 0);
  return text.n > 0 && i == text.n && value <= 100000000;
}

static bool read_key(rewriter *r, size_t *key) {
  *key = 0;
  if (r->noperands != 3) return fault(r, "a colour without three numbers");
  for (unsigned i = 0; i < 3; i++) {
    uint32_t share;
    if (!read_share(operand(r, i), &share)) return fault(r, "a colour that is not three shares of one");
    uint64_t level = ((uint64_t)share * 255 + 50000000) / 100000000;
    int64_t off = (int64_t)((uint64_t)share * 255) - (int64_t)(level * 100000000);
    if (off > 1000000 || off < -1000000) return fault(r, "a colour that is no paint's key");
    *key = *key << 8 | level;
  }
  if (*key == 0 || *key > r->job->npaints) return fault(r, "a colour that is no paint's key");
  return true;
}

static bool colour(rewriter *r, bool stroke) {
  size_t key;
  if (!read_key(r, &key)) return false;
  const pb_content_paint *paint = &r->job->paints[key - 1];
  drop_statement(r);
  state wanted = r->states[r->depth];
  *(stroke ? &wanted.stroke : &wanted.fill) = paint->overprint;
  set_overprint(r, wanted);
  pb_bytes_put(r->out, stroke ? paint->stroke : paint->fill);
  return true;
}

static bool picture(rewriter *r) {
  pb_str name = r->noperands == 1 ? operand(r, 0) : (pb_str){0};
  bool known = false;
  for (size_t i = 0; i < r->job->npictures && !known; i++)
    known = name.n > 1 && pb_str_eq(pb_str_sub(name, 1, name.n), r->job->pictures[i]);
  if (!known) return fault(r, "a form or picture that is no placeholder");
  if (!r->states[r->depth].fill) return true;
  /* Pictures knock out: with overprint on, a grey one would mix with what is under it. */
  pb_bytes_add(r->out, r->lexer.s + r->copied, r->statement - r->copied);
  r->copied = r->statement;
  set_overprint(r, (state){false, r->states[r->depth].stroke});
  return true;
}

static bool push_mark(rewriter *r, mark kind) {
  if (r->nmarks == MARKS_MAX) return fault(r, "marks nested too deep");
  r->marks[r->nmarks++] = kind;
  return true;
}

static bool begin_mark(rewriter *r) {
  if (r->noperands != 2) return fault(r, "a mark without its two operands");
  pb_str tag = operand(r, 0);
  if (pb_str_is(tag, "/Span")) return push_mark(r, MARK_KEPT);
  if (pb_str_is(tag, "/Private")) {
    drop_statement(r);
    r->hidden = true;
    return true;
  }
  bool artifact = pb_str_is(tag, "/NonStruct");
  if (!artifact && !pb_str_is(tag, "/P")) return fault(r, "an unknown mark");
  drop_statement(r);
  if (!artifact) {
    if (r->job->tags) pb_bytes_fmt(r->out, "/P <</MCID %u>> BDC", r->result->tags);
    r->result->tags++;
  } else if (r->job->tags) {
    pb_bytes_put(r->out, "/Artifact BMC");
  }
  return push_mark(r, r->job->tags ? MARK_KEPT : MARK_DROPPED);
}

static bool end_mark(rewriter *r) {
  if (r->nmarks == 0) return fault(r, "an end of a mark that did not begin");
  if (r->marks[--r->nmarks] == MARK_DROPPED) drop_statement(r);
  return true;
}

static bool save_state(rewriter *r) {
  if (r->depth + 1 == STATES_MAX) return fault(r, "graphics states nested too deep");
  r->states[r->depth + 1] = r->states[r->depth];
  r->depth++;
  return true;
}

static bool restore_state(rewriter *r) {
  if (r->depth == 0) return fault(r, "a graphics state restored that was not saved");
  r->depth--;
  return true;
}

static bool operate(rewriter *r, uint32_t op) {
  switch (op) {
    case PB_OP2('r', 'g'): return colour(r, false);
    case PB_OP2('R', 'G'): return colour(r, true);
    case PB_OP2('g', 's'): drop_statement(r); return true;
    case PB_OP2('D', 'o'): return picture(r);
    case PB_OP1('q'): return save_state(r);
    case PB_OP1('Q'): return restore_state(r);
    case PB_OP3('B', 'D', 'C'): return begin_mark(r);
    case PB_OP3('E', 'M', 'C'): return end_mark(r);
    case PB_OP2('c', 'm'):
    case PB_OP1('w'):
    case PB_OP1('J'):
    case PB_OP1('j'):
    case PB_OP1('M'):
    case PB_OP1('d'):
    case PB_OP1('i'): /* state */
    case PB_OP1('m'):
    case PB_OP1('l'):
    case PB_OP1('c'):
    case PB_OP1('v'):
    case PB_OP1('y'):
    case PB_OP1('h'):
    case PB_OP2('r', 'e'): /* paths */
    case PB_OP1('W'):
    case PB_OP2('W', '*'):
    case PB_OP1('n'):
    case PB_OP1('f'):
    case PB_OP2('f', '*'):
    case PB_OP1('S'):
    case PB_OP1('s'):
    case PB_OP1('B'):
    case PB_OP2('B', '*'):
    case PB_OP1('b'):
    case PB_OP2('b', '*'):
    case PB_OP2('B', 'T'):
    case PB_OP2('E', 'T'):
    case PB_OP2('T', 'f'):
    case PB_OP2('T', 'd'):
    case PB_OP2('T', 'D'):
    case PB_OP2('T', 'm'): /* text */
    case PB_OP2('T', '*'):
    case PB_OP2('T', 'j'):
    case PB_OP2('T', 'J'):
    case PB_OP2('T', 'c'):
    case PB_OP2('T', 'w'):
    case PB_OP2('T', 'z'):
    case PB_OP2('T', 'L'):
    case PB_OP2('T', 's'):
    case PB_OP1('\''):
    case PB_OP1('"'): return true;
    default: return fault(r, "an operator that no paint needs");
  }
}

/* What is left out must leave no state behind; each colour used later is set anew. */
static bool hide(rewriter *r, uint32_t op) {
  switch (op) {
    case PB_OP2('r', 'g'):
    case PB_OP2('g', 's'):
    case PB_OP2('r', 'e'):
    case PB_OP1('f'): return true;
    case PB_OP3('E', 'M', 'C'):
      r->copied = r->lexer.at;
      r->hidden = false;
      return true;
    default: return fault(r, "more than an area in what is left out");
  }
}

static bool next_operator(rewriter *r, pb_token token) {
  if (r->noperands == 0) r->statement = token.at;
  uint32_t op = pb_token_word(&r->lexer, token);
  bool ok = r->hidden ? hide(r, op) : operate(r, op);
  r->noperands = 0;
  return ok;
}

static bool rewrite(rewriter *r) {
  for (pb_token token; (token = pb_lexer_next(&r->lexer)).kind != PB_TOKEN_END;)
    if (token.kind == PB_TOKEN_WORD ? !next_operator(r, token) : !push_operand(r, token)) return false;
  if (r->noperands) return fault(r, "operands without an operator");
  if (r->nmarks || r->hidden) return fault(r, "a mark does not end");
  pb_bytes_add(r->out, r->lexer.s + r->copied, r->lexer.n - r->copied);
  return true;
}

bool pb_content_rewrite(const pb_content_job *job, pb_str content, pb_bytes *out, pb_content_result *result) {
  *result = (pb_content_result){0};
  rewriter r = {.job = job, .result = result, .out = out, .lexer = {content.s, content.n, 0}};
  return rewrite(&r);
}
