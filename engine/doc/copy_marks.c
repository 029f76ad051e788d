/* Marks within a line that CommonMark does not know: […]{NAME}, ~~…~~, ^…^. They are found in the source before cmark sees
 * the line, so that they may cross its emphasis anyhow. */
#include <string.h>

#include "copy.h"
#include "text.h"
#include "utf8.h"

enum { NEST_MAX = 32 /* brackets within brackets */ };

typedef struct {
  const char *name, *chinese;
  unsigned marks;
  bool annotated; /* it takes a text after its name */
} mark_name;

static const mark_name NAMES[] = {
    {"dots", "着重", PB_DOTS, false},     {"name", "专名", PB_NAME, false},
    {"title", "书名", PB_TITLE, false},   {"underline", "下划", PB_UNDERLINE, false},
    {"strike", "删除", PB_STRIKE, false}, {"sup", "上标", PB_SUPERSCRIPT, false},
    {"sub", "下标", PB_SUBSCRIPT, false}, {"ruby", "注音", 0, true},
};
enum { NNAMES = sizeof NAMES / sizeof *NAMES };

typedef struct {
  pb_copy *copy;
  const char *s;
  uint32_t at, from, to;
  uint32_t brackets[NEST_MAX]; /* that are open */
  size_t depth;                /* may be more than NEST_MAX: those are not remembered */
  uint32_t strike, script;     /* where one is open; 0 = none (a line's first byte closes nothing) */
  bool striking, scripting;
  unsigned names, titles; /* so far */
  PB_VEC(pb_copy_mark) marks;
} finder;

static bool blank_at(const finder *f, uint32_t at) {
  size_t size;
  return at >= f->to || pb_copy_is_blank(pb_utf8_at(pb_copy_slice(f->copy, 0, f->to), at, &size));
}

static bool blank_before(const finder *f, uint32_t at) {
  size_t size;
  return at <= f->from || pb_copy_is_blank(pb_utf8_before(f->copy->text, at, &size));
}

static uint32_t run_of(const finder *f, uint32_t at) {
  uint32_t end = at;
  while (end < f->to && f->s[end] == f->s[at]) end++;
  return end - at;
}

static void add(finder *f, pb_copy_mark mark) {
  if (mark.marks & PB_NAME && f->names++ & 1) mark.marks |= PB_NAME_TURN;
  if (mark.marks & PB_TITLE && f->titles++ & 1) mark.marks |= PB_TITLE_TURN;
  PB_PUSH(f->copy->arena, f->marks, mark);
}

/* ---- […]{NAME} ---- */

static const mark_name *find_name(pb_str name) {
  for (size_t i = 0; i < NNAMES; i++)
    if (pb_str_is(name, NAMES[i].name) || pb_str_is(name, NAMES[i].chinese)) return &NAMES[i];
  return NULL;
}

static void say_unknown(finder *f, pb_str name, pb_span span) {
  const char *names[2 * NNAMES];
  for (size_t i = 0; i < NNAMES; i++) names[2 * i] = NAMES[i].name, names[2 * i + 1] = NAMES[i].chinese;
  const char *near = pb_str_nearest(name, names, 2 * NNAMES);
  pb_diag(f->copy->diags, PB_WARNING, span, "unknown-mark", _("`{%.*s}` is no mark and is set as typed"), PB_STR_ARG(name));
  if (near) pb_diag_hint(f->copy->diags, _("did you mean `%s`?"), near);
  else pb_diag_hint(f->copy->diags, _("marks are dots name title underline strike sup sub ruby; `\\{` is a plain bracket"));
}

static void say_open(finder *f, pb_span span, const char *what) {
  pb_diag(f->copy->diags, PB_WARNING, span, "open-mark", "%s", what);
  pb_diag_hint(f->copy->diags, _("a mark is written `[text]{dots}`"));
}

/* The mark between the braces [at, to); false if it is none, which is said. */
static bool read_name(finder *f, uint32_t at, uint32_t to, pb_copy_mark *mark) {
  pb_span span = pb_copy_span(f->copy, at - 1, to + 1);
  pb_copy_trim(f->copy, &at, &to);
  uint32_t end = at;
  while (end < to && !blank_at(f, end)) end++;
  pb_str name = pb_copy_slice(f->copy, at, end);
  const mark_name *known = find_name(name);
  uint32_t rest = end;
  pb_copy_trim(f->copy, &rest, &to);
  if (!known || (!known->annotated && rest < to)) {
    say_unknown(f, known ? pb_copy_slice(f->copy, at, to) : name, span);
    return false;
  }
  mark->marks = known->marks;
  if (!known->annotated) return true;
  if (rest == to) {
    pb_diag(f->copy->diags, PB_WARNING, span, "empty-annotation", _("nothing is to stand over this text; it is set as typed"));
    pb_diag_hint(f->copy->diags, _("write it after the name: `[重庆]{ruby Chóngqìng}`"));
    return false;
  }
  pb_annotation *ruby = PB_NEW(f->copy->arena, pb_annotation);
  *ruby = (pb_annotation){pb_copy_slice(f->copy, rest, to), pb_copy_span(f->copy, rest, to)};
  mark->ruby = ruby;
  return true;
}

static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* Whether what follows `{` begins with the name of a mark: only then is a missing bracket a slip. */
static bool names_mark(const finder *f, uint32_t at) {
  pb_str rest = pb_copy_slice(f->copy, at, f->to);
  for (size_t i = 0; i < NNAMES; i++) {
    size_t n = strlen(NAMES[i].name);
    if (pb_str_starts(rest, NAMES[i].chinese)) return true;
    if (pb_str_starts(rest, NAMES[i].name) && (rest.n == n || !is_letter(rest.s[n]))) return true;
  }
  return false;
}

static void close_bracket(finder *f) {
  uint32_t close = f->at++;
  bool open = f->depth > 0;
  uint32_t bracket = 0;
  if (open && --f->depth < NEST_MAX) bracket = f->brackets[f->depth];
  else open = false;
  if (f->at >= f->to || f->s[f->at] != '{') return;
  const char *brace = memchr(f->s + f->at, '}', f->to - f->at);
  pb_span here = pb_copy_span(f->copy, close, f->at + 1);
  if (!open || !brace) {
    if (names_mark(f, f->at + 1)) say_open(f, here, open ? _("no `}` closes this mark") : _("no `[` opens this mark"));
    return;
  }
  uint32_t end = (uint32_t)(brace - f->s);
  pb_copy_mark mark = {.open = bracket, .at = bracket + 1, .to = close, .close = end + 1};
  uint32_t at = mark.at, to = mark.to;
  pb_copy_trim(f->copy, &at, &to);
  bool good = read_name(f, f->at + 1, end, &mark);
  if (good && at == to) say_open(f, here, _("no text stands in the brackets of this mark"));
  if (good && at < to) add(f, mark);
  f->at = end + 1;
}

/* ---- ~~…~~ ---- */

static void tildes(finder *f) {
  uint32_t n = run_of(f, f->at), at = f->at;
  f->at += n;
  if (n != 2) return;
  if (f->striking && !blank_before(f, at) && at > f->strike + 2) {
    add(f, (pb_copy_mark){.open = f->strike, .at = f->strike + 2, .to = at, .close = at + 2, .marks = PB_STRIKE});
    f->striking = false;
  } else if (!blank_at(f, f->at)) {
    f->strike = at;
    f->striking = true;
  }
}

/* ---- ^…^ ---- */

static bool opens(uint32_t c) {
  return c == '(' || c == '[' || c == '{' || c == '^' || c == '*' || c == 0xFF08 || c == 0x201C || c == 0x300C;
}

/* Letters, figures and signs without a blank, brackets closed; Chinese not beside Latin, which is more likely two powers:
 * 2^10和2^8. */
static bool is_script(const finder *f, uint32_t at, uint32_t to) {
  bool latin = false, chinese = false;
  unsigned n = 0;
  int depth = 0;
  for (size_t size; at < to; at += (uint32_t)size, n++) {
    uint32_t c = pb_utf8_at(f->copy->text, at, &size);
    if (pb_copy_is_blank(c) || c == '*' || c == '`' || (c >= 0x3001 && c <= 0x3002) || (c >= 0xFF0C && c <= 0xFF1F)) return false;
    depth += (c == '(' || c == '[') - (c == ')' || c == ']');
    bool word = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC0 && c < 0x2000);
    latin = latin || word;
    chinese = chinese || c >= 0x2460; /* ① and on */
  }
  return n > 0 && n <= PB_SCRIPT_MAX && latin != chinese && depth == 0;
}

static void caret(finder *f) {
  uint32_t at = f->at++;
  size_t size;
  if (f->scripting && is_script(f, f->script + 1, at)) {
    add(f, (pb_copy_mark){.open = f->script, .at = f->script + 1, .to = at, .close = at + 1, .marks = PB_SUPERSCRIPT});
    f->scripting = false;
    return;
  }
  f->script = at;
  f->scripting = !blank_before(f, at) && !opens(pb_utf8_before(f->copy->text, at, &size));
}

/* ---- the line ---- */

/* Past a run of back quotes, and what it encloses if the like closes it. */
static void skip_code(finder *f) {
  uint32_t n = run_of(f, f->at), at = f->at += n;
  while (at < f->to) {
    uint32_t run = f->s[at] == '`' ? run_of(f, at) : 0;
    at += run ? run : 1;
    if (run == n) {
      f->at = at;
      return;
    }
  }
}

pb_copy_marks pb_copy_find_marks(pb_copy *copy, uint32_t from, uint32_t to) {
  finder f = {.copy = copy, .s = copy->text.s, .at = from, .from = from, .to = to};
  while (f.at < to) {
    switch (f.s[f.at]) {
      case '\\': f.at += 2; break;
      case '`': skip_code(&f); break;
      case '[':
        if (f.depth < NEST_MAX) f.brackets[f.depth] = f.at;
        f.depth++;
        f.at++;
        break;
      case ']': close_bracket(&f); break;
      case '~': tildes(&f); break;
      case '^': caret(&f); break;
      default: f.at++; break;
    }
  }
  return (pb_copy_marks){f.marks.at, f.marks.n};
}

uint32_t pb_copy_mark_end(pb_copy_marks marks, uint32_t at) {
  for (size_t i = 0; i < marks.n; i++) {
    if (marks.at[i].open == at) return marks.at[i].at;
    if (marks.at[i].to == at) return marks.at[i].close;
  }
  return at;
}

unsigned pb_copy_marks_at(pb_copy_marks marks, uint32_t at, const pb_annotation **ruby) {
  unsigned found = 0;
  *ruby = NULL;
  for (size_t i = 0; i < marks.n; i++) {
    const pb_copy_mark *mark = &marks.at[i];
    if (at < mark->at || at >= mark->to) continue;
    found |= mark->marks;
    if (mark->ruby && !*ruby) *ruby = mark->ruby; /* found by their ends: the innermost comes first */
  }
  return found;
}

/* ---- heads ---- */

/* Two pairs of stars: meant as in the copy. */
static void say_stars(pb_copy *copy, uint32_t at, uint32_t to) {
  uint32_t first = to;
  for (uint32_t i = at; i + 1 < to; i++) {
    if (copy->text.s[i] != '*' || copy->text.s[i + 1] != '*') continue;
    if (first == to) {
      first = i++;
      continue;
    }
    pb_diag(copy->diags, PB_WARNING, pb_copy_span(copy, first, i + 2), "head-stars",
            _("stars are text in a head, and are printed"));
    pb_diag_hint(copy->diags, _("take them out; `[text]{dots}` and the other marks in brackets work in heads too"));
    return;
  }
}

static void say_annotation(pb_copy *copy, const pb_annotation *ruby) {
  pb_diag(copy->diags, PB_WARNING, ruby->span, "head-annotation",
          _("a head has no room above its lines: this annotation is left out"));
  pb_diag_hint(copy->diags, _("annotate the word where it first stands in the text"));
}

pb_pieces pb_copy_display(pb_copy *copy, uint32_t at, uint32_t to) {
  pb_copy_marks marks = pb_copy_find_marks(copy, at, to);
  PB_VEC(pb_piece) pieces = {0};
  say_stars(copy, at, to);
  for (size_t i = 0; i < marks.n; i++)
    if (marks.at[i].ruby) say_annotation(copy, marks.at[i].ruby);
  for (uint32_t from = at, i = at; i <= to;) {
    uint32_t end = i < to ? pb_copy_mark_end(marks, i) : to + 1;
    if (end == i) {
      i++;
      continue;
    }
    pb_pieces part = i > from ? pb_copy_plain(copy, from, i) : (pb_pieces){0};
    for (size_t k = 0; k < part.n; k++) {
      pb_piece piece = part.pieces[k];
      const pb_annotation *ruby;
      piece.marks = pb_copy_marks_at(marks, piece.span.at, &ruby);
      PB_PUSH(copy->arena, pieces, piece);
    }
    from = i = end;
  }
  return (pb_pieces){pieces.at, pieces.n};
}
