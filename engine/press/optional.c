#include "optional.h"

#include "lexer.h"

enum { DEPTH_MAX = 16, STATES_MAX = 256, MARKS_MAX = 256 };

/* ---- which layers print ---- */

static qpdf_oh key_of(const pb_optional *l, qpdf_oh dict, const char *key) { return qpdf_oh_get_key_if_dict(l->qpdf, dict, key); }

static bool is_name(const pb_optional *l, qpdf_oh value, const char *name) {
  return qpdf_oh_is_name_and_equals(l->qpdf, value, name);
}

static size_t count(const pb_optional *l, qpdf_oh array) {
  return qpdf_oh_is_array(l->qpdf, array) ? (size_t)qpdf_oh_get_array_n_items(l->qpdf, array) : 0;
}

static void read_list(pb_optional *l, qpdf_oh array, bool on) {
  for (size_t i = 0; i < count(l, array); i++) {
    int id = qpdf_oh_get_object_id(l->qpdf, qpdf_oh_get_array_item(l->qpdf, array, (int)i));
    if (on) PB_PUSH(l->arena, l->on, id);
    else PB_PUSH(l->arena, l->off, id);
  }
}

static bool names_print(const pb_optional *l, qpdf_oh names) {
  for (size_t i = 0; i < count(l, names); i++)
    if (is_name(l, qpdf_oh_get_array_item(l->qpdf, names, (int)i), "/Print")) return true;
  return false;
}

static void drop(int *ids, size_t *n, int id) {
  size_t kept = 0;
  for (size_t i = 0; i < *n; i++)
    if (ids[i] != id) ids[kept++] = ids[i];
  *n = kept;
}

/* A layer may say for itself whether it prints; the configuration says whether that counts. */
static void read_usage(pb_optional *l, qpdf_oh group) {
  int id = qpdf_oh_get_object_id(l->qpdf, group);
  qpdf_oh state = key_of(l, key_of(l, key_of(l, group, "/Usage"), "/Print"), "/PrintState");
  if (is_name(l, state, "/OFF")) PB_PUSH(l->arena, l->off, id);
  if (!is_name(l, state, "/ON")) return;
  drop(l->off.at, &l->off.n, id);
  PB_PUSH(l->arena, l->on, id);
}

static void read_automatic(pb_optional *l, qpdf_oh list) {
  for (size_t i = 0; i < count(l, list); i++) {
    qpdf_oh one = qpdf_oh_get_array_item(l->qpdf, list, (int)i), groups = key_of(l, one, "/OCGs");
    if (!is_name(l, key_of(l, one, "/Event"), "/Print") || !names_print(l, key_of(l, one, "/Category"))) continue;
    for (size_t k = 0; k < count(l, groups); k++) read_usage(l, qpdf_oh_get_array_item(l->qpdf, groups, (int)k));
  }
}

pb_optional pb_optional_read(pb_arena *arena, qpdf_data qpdf) {
  pb_optional l = {.arena = arena, .qpdf = qpdf};
  qpdf_oh properties = key_of(&l, qpdf_get_root(qpdf), "/OCProperties"), standard = key_of(&l, properties, "/D");
  l.any = qpdf_oh_is_dictionary(qpdf, properties);
  l.base_off = is_name(&l, key_of(&l, standard, "/BaseState"), "/OFF");
  read_list(&l, key_of(&l, standard, "/ON"), true);
  read_list(&l, key_of(&l, standard, "/OFF"), false);
  read_automatic(&l, key_of(&l, standard, "/AS"));
  return l;
}

static bool has(const int *ids, size_t n, int id) {
  for (size_t i = 0; i < n; i++)
    if (ids[i] == id) return true;
  return false;
}

static bool shows_group(const pb_optional *l, qpdf_oh group) {
  int id = qpdf_oh_get_object_id(l->qpdf, group);
  if (has(l->off.at, l->off.n, id)) return false;
  return !l->base_off || id <= 0 || has(l->on.at, l->on.n, id);
}

/* A visibility expression: a layer, or [/And …], [/Or …], [/Not …]. */
static bool shows_expression(const pb_optional *l, qpdf_oh value, unsigned depth) {
  if (!qpdf_oh_is_array(l->qpdf, value)) return shows_group(l, value);
  qpdf_oh op = count(l, value) ? qpdf_oh_get_array_item(l->qpdf, value, 0) : value;
  bool both = is_name(l, op, "/And"), none = is_name(l, op, "/Not"), any = false, all = true;
  if (depth > DEPTH_MAX) return true;
  for (size_t i = 1; i < count(l, value); i++) {
    bool shows = shows_expression(l, qpdf_oh_get_array_item(l->qpdf, value, (int)i), depth + 1);
    any = any || shows, all = all && shows;
  }
  return none ? !any : both ? all : any;
}

static bool shows_membership(const pb_optional *l, qpdf_oh member) {
  qpdf_oh expression = key_of(l, member, "/VE"), groups = key_of(l, member, "/OCGs"), policy = key_of(l, member, "/P");
  if (count(l, expression)) return shows_expression(l, expression, 0);
  if (qpdf_oh_is_dictionary(l->qpdf, groups)) {
    bool off = is_name(l, policy, "/AnyOff") || is_name(l, policy, "/AllOff");
    return shows_group(l, groups) != off;
  }
  size_t on = 0, n = 0;
  for (size_t i = 0; i < count(l, groups); i++) {
    qpdf_oh group = qpdf_oh_get_array_item(l->qpdf, groups, (int)i);
    if (!qpdf_oh_is_dictionary(l->qpdf, group)) continue;
    n++, on += shows_group(l, group);
  }
  if (n == 0) return true;
  if (is_name(l, policy, "/AllOn")) return on == n;
  if (is_name(l, policy, "/AnyOff")) return on < n;
  return is_name(l, policy, "/AllOff") ? on == 0 : on > 0;
}

bool pb_optional_show(const pb_optional *l, qpdf_oh member) {
  if (!l->any || !qpdf_oh_is_dictionary(l->qpdf, member)) return true;
  qpdf_oh type = key_of(l, member, "/Type");
  if (is_name(l, type, "/OCMD")) return shows_membership(l, member);
  return !is_name(l, type, "/OCG") || shows_group(l, member);
}

bool pb_optional_concern(const pb_optional *l, qpdf_oh resources) {
  return l->any && qpdf_oh_is_dictionary(l->qpdf, key_of(l, resources, "/Properties"));
}

/* ---- content ---- */

typedef enum { MARK_KEPT, MARK_SHOWN, MARK_HIDDEN } mark;

typedef struct flattener {
  const pb_optional *layers;
  qpdf_oh properties;
  pb_bytes *out;
  pb_lexer lexer;
  size_t copied;    /* what stands before is in `out`, or left out */
  size_t statement; /* where the first operand of the next operator stands; n = there is none */
  pb_token last[2]; /* the last two operands */
  mark marks[MARKS_MAX];
  unsigned nmarks, hidden; /* marks open, and of those how many hide */
  char modes[STATES_MAX];  /* of text rendering, by graphics state */
  unsigned depth;
  /* Type of a text object that is hidden from its beginning to its end is left out; where the object turns out to be seen farther
   * on, it is read again from its beginning, and its type, unseen, moves on what follows. */
  struct flattener *began; /* as it stood before BT; NULL = not within such an object */
  size_t written;          /* of `out`, then */
  bool seen;               /* this object is read again */
} flattener;

static void copy_to(flattener *f, size_t end) {
  if (end > f->copied) pb_bytes_add(f->out, f->lexer.s + f->copied, end - f->copied);
  f->copied = end;
}

/* The statement just read is left out; `instead` stands for it. */
static void replace_statement(flattener *f, const char *instead) {
  copy_to(f, f->statement);
  pb_bytes_put(f->out, instead);
  pb_bytes_put(f->out, " ");
  f->copied = f->lexer.at;
}

/* ---- marks ---- */

static bool is_layer(const flattener *f) {
  char tag[4];
  return f->last[1].kind == PB_TOKEN_NAME && pb_token_name(&f->lexer, f->last[0], tag, sizeof tag) && strcmp(tag, "OC") == 0;
}

static bool shows_named(const flattener *f) {
  char key[130] = "/";
  if (!pb_token_name(&f->lexer, f->last[1], key + 1, sizeof key - 1)) return true;
  return pb_optional_show(f->layers, key_of(f->layers, f->properties, key));
}

static bool begin_mark(flattener *f, bool with_list) {
  mark kind = MARK_KEPT;
  if (f->nmarks == MARKS_MAX) return false;
  if (with_list && is_layer(f)) {
    kind = shows_named(f) ? MARK_SHOWN : MARK_HIDDEN;
    replace_statement(f, "");
  }
  f->hidden += kind == MARK_HIDDEN;
  f->marks[f->nmarks++] = kind;
  return true;
}

/* Back to before BT. */
static void read_again(flattener *f) {
  flattener *began = f->began;
  size_t written = f->written;
  *f = *began;
  free(began);
  f->out->n = written;
  f->seen = true;
}

static void end_mark(flattener *f) {
  if (f->nmarks == 0) return;
  mark kind = f->marks[--f->nmarks];
  f->hidden -= kind == MARK_HIDDEN;
  if (kind == MARK_HIDDEN && !f->hidden && f->began) read_again(f);
  else if (kind != MARK_KEPT) replace_statement(f, "");
}

static void begin_text(flattener *f) {
  if (!f->hidden || f->seen || f->began) return;
  flattener *began = pb_xmalloc(sizeof *began);
  *began = *f;
  began->lexer.at = f->statement;
  began->statement = f->lexer.n;
  f->began = began;
  f->written = f->out->n;
}

static void end_text(flattener *f) {
  free(f->began);
  f->began = NULL;
  f->seen = false;
}

/* ---- what is hidden ---- */

/* Type that is not seen still moves on what follows it, and still clips. */
static void hide_type(flattener *f) {
  char before[] = "3 Tr ", after[] = " 0 Tr ", mode = f->modes[f->depth];
  before[0] = mode >= '4' ? '7' : '3';
  after[1] = mode;
  copy_to(f, f->statement);
  pb_bytes_put(f->out, before);
  copy_to(f, f->lexer.at);
  pb_bytes_put(f->out, after);
}

/* Of " the word and letter spaces stay set. */
static void drop_type(flattener *f, uint32_t op) {
  if (op != PB_OP1('"') || f->last[0].kind != PB_TOKEN_NUMBER) {
    replace_statement(f, "");
    return;
  }
  copy_to(f, f->last[0].at);
  pb_bytes_put(f->out, "Tw ");
  copy_to(f, f->last[0].end);
  pb_bytes_put(f->out, " Tc ");
  f->copied = f->lexer.at;
}

static void hide(flattener *f, uint32_t op) {
  switch (op) {
    case PB_OP1('f'):
    case PB_OP1('F'):
    case PB_OP2('f', '*'):
    case PB_OP1('B'):
    case PB_OP2('B', '*'):
    case PB_OP1('b'):
    case PB_OP2('b', '*'):
    case PB_OP1('S'):
    case PB_OP1('s'): replace_statement(f, "n"); return; /* a path may clip */
    case PB_OP2('T', 'j'):
    case PB_OP2('T', 'J'):
    case PB_OP1('\''):
    case PB_OP1('"'):
      if (f->began) drop_type(f, op);
      else hide_type(f);
      return;
    case PB_OP2('D', 'o'):
    case PB_OP2('s', 'h'):
    case PB_OP2('I', 'D'): replace_statement(f, ""); return;
    default: return;
  }
}

static void keep_mode(flattener *f) {
  pb_token mode = f->last[1];
  if (mode.end == mode.at + 1 && f->lexer.s[mode.at] >= '0' && f->lexer.s[mode.at] <= '7') f->modes[f->depth] = f->lexer.s[mode.at];
}

static bool operate(flattener *f, uint32_t op) {
  if (op == PB_OP2('I', 'D')) pb_lexer_inline_data(&f->lexer, 0);
  if (f->hidden) hide(f, op);
  switch (op) {
    case PB_OP3('B', 'D', 'C'): return begin_mark(f, true);
    case PB_OP3('B', 'M', 'C'): return begin_mark(f, false);
    case PB_OP3('E', 'M', 'C'): end_mark(f); return true;
    case PB_OP2('B', 'T'): begin_text(f); return true;
    case PB_OP2('E', 'T'): end_text(f); return true;
    case PB_OP2('T', 'r'): keep_mode(f); return true;
    case PB_OP1('q'):
      if (f->depth + 1 < STATES_MAX) f->depth++, f->modes[f->depth] = f->modes[f->depth - 1];
      return true;
    case PB_OP1('Q'): f->depth -= f->depth > 0; return true;
    default: return true;
  }
}

/* BI, whose operands are what stands up to ID, and values that are words begin no statement of their own. */
static bool is_operator(const flattener *f, pb_token token) {
  static const char *const VALUES[] = {"true", "false", "null", "BI"};
  if (token.kind != PB_TOKEN_WORD) return false;
  pb_str text = {f->lexer.s + token.at, token.end - token.at};
  for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++)
    if (pb_str_is(text, VALUES[i])) return false;
  return true;
}

static bool flatten(flattener *f) {
  for (pb_token token; (token = pb_lexer_next(&f->lexer)).kind != PB_TOKEN_END;) {
    if (f->statement == f->lexer.n) f->statement = token.at;
    if (!is_operator(f, token)) {
      f->last[0] = f->last[1];
      f->last[1] = token;
      continue;
    }
    if (!operate(f, pb_token_word(&f->lexer, token))) return false;
    f->statement = f->lexer.n;
    f->last[0] = f->last[1] = (pb_token){0};
  }
  copy_to(f, f->lexer.n);
  return true;
}

bool pb_optional_flatten(const pb_optional *layers, qpdf_oh resources, pb_str content, pb_bytes *out) {
  flattener f = {.layers = layers, .out = out, .lexer = {content.s, content.n, 0}, .statement = content.n, .modes = {'0'}};
  f.properties = key_of(layers, resources, "/Properties");
  bool good = flatten(&f);
  free(f.began);
  return good;
}
