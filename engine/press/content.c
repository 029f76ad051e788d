#include "content.h"

#include <stdint.h>

enum { OPERANDS_MAX = 8, STATES_MAX = 64, MARKS_MAX = 32 };

typedef struct {
  size_t at, end;
} token;

typedef struct {
  bool fill, stroke; /* overprint */
} state;

typedef enum { MARK_KEPT, MARK_DROPPED } mark;

typedef struct {
  const pb_content_job *job;
  pb_content_result *result;
  pb_bytes *out;
  const char *s;
  size_t n, at;
  size_t copied;    /* what stands before is in `out` */
  size_t statement; /* where the first operand of the next operator stands */
  token operands[OPERANDS_MAX];
  unsigned noperands;
  state states[STATES_MAX];
  unsigned depth;
  mark marks[MARKS_MAX];
  unsigned nmarks;
  bool hidden; /* within a mark that is left out with what it marks */
} rewriter;

static bool fault(rewriter *r, const char *what) {
  r->result->fault = what;
  r->result->fault_at = r->at < r->n ? r->at : r->n;
  return false;
}

/* ---- tokens ---- */

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0; }
static bool is_delimiter(char c) {
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '/' || c == '%';
}

static void skip_regular(rewriter *r) {
  while (r->at < r->n && !is_blank(r->s[r->at]) && !is_delimiter(r->s[r->at])) r->at++;
}

static bool skip_literal(rewriter *r) {
  unsigned depth = 0;
  for (; r->at < r->n; r->at++) {
    char c = r->s[r->at];
    if (c == '\\') r->at++;
    else if (c == '(') depth++;
    else if (c == ')' && --depth == 0) {
      r->at++;
      return true;
    }
  }
  return fault(r, "a string does not end");
}

static bool skip_hex(rewriter *r) {
  const char *end = memchr(r->s + r->at, '>', r->n - r->at);
  if (!end) return fault(r, "a string does not end");
  r->at = (size_t)(end - r->s) + 1;
  return true;
}

/* From an opening [ or << to its end: what is in it is copied as it stands. */
static bool skip_nested(rewriter *r) {
  unsigned depth = 0;
  while (r->at < r->n) {
    char c = r->s[r->at];
    bool twice = r->at + 1 < r->n && r->s[r->at + 1] == c;
    if (c == '(') {
      if (!skip_literal(r)) return false;
      continue;
    }
    if (c == '<' && !twice) {
      if (!skip_hex(r)) return false;
      continue;
    }
    r->at += (c == '<' || c == '>') && twice ? 2 : 1;
    if (c == '[' || c == '<') depth++;
    else if ((c == ']' || c == '>') && --depth == 0) return true;
  }
  return fault(r, "an array or a dictionary does not end");
}

/* One operand; false on a fault, or with *op set when an operator begins instead. */
static bool next_operand(rewriter *r, bool *op) {
  char c = r->s[r->at];
  *op = false;
  switch (c) {
    case '(': return skip_literal(r);
    case '<': return r->at + 1 < r->n && r->s[r->at + 1] == '<' ? skip_nested(r) : skip_hex(r);
    case '[': return skip_nested(r);
    case '/':
      r->at++;
      skip_regular(r);
      return true;
    case ')':
    case '>':
    case ']':
    case '%':
    case '{':
    case '}': return fault(r, "an unknown token");
    default: break;
  }
  *op = (c < '0' || c > '9') && c != '-' && c != '.' && c != '+';
  if (!*op) skip_regular(r);
  return true;
}

static void push_operand(rewriter *r, size_t from) {
  if (r->noperands == 0) r->statement = from;
  if (r->noperands < OPERANDS_MAX) r->operands[r->noperands] = (token){from, r->at};
  r->noperands++;
}

static pb_str operand(const rewriter *r, unsigned i) {
  return (pb_str){r->s + r->operands[i].at, r->operands[i].end - r->operands[i].at};
}

/* ---- writing ---- */

/* The statement now read is left out; what stood before it is copied. */
static void drop_statement(rewriter *r) {
  pb_bytes_add(r->out, r->s + r->copied, r->statement - r->copied);
  r->copied = r->at;
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
  pb_bytes_add(r->out, r->s + r->copied, r->statement - r->copied);
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

#define OP1(a) ((uint32_t)(a))
#define OP2(a, b) (OP1(a) | (uint32_t)(b) << 8)
#define OP3(a, b, c) (OP2(a, b) | (uint32_t)(c) << 16)

static bool operate(rewriter *r, uint32_t op) {
  switch (op) {
    case OP2('r', 'g'): return colour(r, false);
    case OP2('R', 'G'): return colour(r, true);
    case OP2('g', 's'): drop_statement(r); return true;
    case OP2('D', 'o'): return picture(r);
    case OP1('q'): return save_state(r);
    case OP1('Q'): return restore_state(r);
    case OP3('B', 'D', 'C'): return begin_mark(r);
    case OP3('E', 'M', 'C'): return end_mark(r);
    case OP2('c', 'm'):
    case OP1('w'):
    case OP1('J'):
    case OP1('j'):
    case OP1('M'):
    case OP1('d'):
    case OP1('i'): /* state */
    case OP1('m'):
    case OP1('l'):
    case OP1('c'):
    case OP1('v'):
    case OP1('y'):
    case OP1('h'):
    case OP2('r', 'e'): /* paths */
    case OP1('W'):
    case OP2('W', '*'):
    case OP1('n'):
    case OP1('f'):
    case OP2('f', '*'):
    case OP1('S'):
    case OP1('s'):
    case OP1('B'):
    case OP2('B', '*'):
    case OP1('b'):
    case OP2('b', '*'):
    case OP2('B', 'T'):
    case OP2('E', 'T'):
    case OP2('T', 'f'):
    case OP2('T', 'd'):
    case OP2('T', 'D'):
    case OP2('T', 'm'): /* text */
    case OP2('T', '*'):
    case OP2('T', 'j'):
    case OP2('T', 'J'):
    case OP2('T', 'c'):
    case OP2('T', 'w'):
    case OP2('T', 'z'):
    case OP2('T', 'L'):
    case OP2('T', 's'):
    case OP1('\''):
    case OP1('"'): return true;
    default: return fault(r, "an operator that no paint needs");
  }
}

/* What is left out must leave no state behind; each colour used later is set anew. */
static bool hide(rewriter *r, uint32_t op) {
  switch (op) {
    case OP2('r', 'g'):
    case OP2('g', 's'):
    case OP2('r', 'e'):
    case OP1('f'): return true;
    case OP3('E', 'M', 'C'):
      r->copied = r->at;
      r->hidden = false;
      return true;
    default: return fault(r, "more than an area in what is left out");
  }
}

static bool next_operator(rewriter *r) {
  size_t from = r->at;
  skip_regular(r);
  size_t n = r->at - from;
  if (r->noperands == 0) r->statement = from;
  if (n == 0 || n > 3) return fault(r, "an operator that no paint needs");
  uint32_t op = 0;
  for (size_t i = 0; i < n; i++) op |= (uint32_t)(unsigned char)r->s[from + i] << 8 * i;
  bool ok = r->hidden ? hide(r, op) : operate(r, op);
  r->noperands = 0;
  return ok;
}

static bool rewrite(rewriter *r) {
  while (r->at < r->n) {
    if (is_blank(r->s[r->at])) {
      r->at++;
      continue;
    }
    size_t from = r->at;
    bool op;
    if (!next_operand(r, &op)) return false;
    if (!op) push_operand(r, from);
    else if (!next_operator(r)) return false;
  }
  if (r->noperands) return fault(r, "operands without an operator");
  if (r->nmarks || r->hidden) return fault(r, "a mark does not end");
  pb_bytes_add(r->out, r->s + r->copied, r->n - r->copied);
  return true;
}

bool pb_content_rewrite(const pb_content_job *job, pb_str content, pb_bytes *out, pb_content_result *result) {
  *result = (pb_content_result){0};
  rewriter r = {.job = job, .result = result, .out = out, .s = content.s, .n = content.n};
  return rewrite(&r);
}
