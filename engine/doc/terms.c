/* A trie over characters: its edges in one hash table, so that lists of any size are searched alike. */
#include "terms.h"

#include <string.h>

#include "source.h"
#include "text.h"
#include "utf8.h"

enum { SAID_MAX = 20 /* problems told of one list */, SLOTS = 1024 };

typedef struct {
  uint32_t from, c; /* c 0 = free */
  uint32_t to;
} edge;

struct pb_terms {
  pb_arena *arena;
  edge *edges;
  size_t nslots, nedges;
  PB_VEC(bool) ends; /* by node; node 0 is the root */
  size_t n;
};

pb_terms *pb_terms_new(pb_arena *arena) {
  pb_terms *t = PB_NEW(arena, pb_terms);
  t->arena = arena;
  t->nslots = SLOTS;
  t->edges = PB_NEW_N(arena, edge, t->nslots);
  PB_PUSH(arena, t->ends, false);
  return t;
}

/* ---- the trie ---- */

static edge *find(const pb_terms *t, uint32_t from, uint32_t c) {
  uint64_t h = ((uint64_t)from << 21 | c) * UINT64_C(0x9E3779B97F4A7C15);
  size_t i = (size_t)(h >> 32) & (t->nslots - 1);
  while (t->edges[i].c && (t->edges[i].from != from || t->edges[i].c != c)) i = (i + 1) & (t->nslots - 1);
  return &t->edges[i];
}

static void grow(pb_terms *t) {
  edge *old = t->edges;
  size_t n = t->nslots;
  t->nslots = n * 2;
  t->edges = PB_NEW_N(t->arena, edge, t->nslots);
  for (size_t i = 0; i < n; i++)
    if (old[i].c) *find(t, old[i].from, old[i].c) = old[i];
}

static uint32_t step(pb_terms *t, uint32_t from, uint32_t c) {
  if (2 * t->nedges >= t->nslots) grow(t);
  edge *e = find(t, from, c);
  if (e->c) return e->to;
  *e = (edge){from, c, (uint32_t)t->ends.n};
  t->nedges++;
  PB_PUSH(t->arena, t->ends, false);
  return e->to;
}

/* False if it is there already. */
static bool keep(pb_terms *t, const uint32_t *c, size_t n) {
  uint32_t node = 0;
  for (size_t i = 0; i < n; i++) node = step(t, node, c[i]);
  if (t->ends.at[node]) return false;
  t->n++;
  return t->ends.at[node] = true;
}

/* ---- reading ---- */

static bool is_word(uint32_t c) { return (c | 0x20) - 'a' < 26u || c - '0' < 10u; }
static bool is_blank(uint32_t c) { return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0; }

/* As the normalised copy has it. */
static uint32_t folded(uint32_t c) {
  if (c >= 0xFF10 && c <= 0xFF5A && is_word(c - 0xFEE0)) return c - 0xFEE0;
  if (c == 0x2022 || c == 0x2027 || c == 0x30FB || c == 0x2219 || c == 0x22C5) return 0xB7;
  return c;
}

typedef struct {
  pb_terms *terms;
  pb_diags *diags;
  pb_source source;
  unsigned said;
  size_t taken, lines;
} reading;

static void complain(reading *r, pb_str line, const char *id, const char *message, const char *hint) {
  uint32_t at = (uint32_t)(line.s - r->source.text.s);
  if (r->said++ >= SAID_MAX) return;
  pb_diag(r->diags, PB_WARNING, (pb_span){r->source.source, at, at + (uint32_t)line.n}, id, "%s", message);
  pb_diag_hint(r->diags, "%s", hint);
}

static pb_str without_comment(pb_str line) {
  for (size_t i = 0; i < line.n; i++)
    if (line.s[i] == '#' && (i == 0 || line.s[i - 1] == ' ' || line.s[i - 1] == '\t')) line.n = i;
  return pb_str_trim(line);
}

/* The characters of a line into c[PB_TERM_MAX + 1]; one more than a term may have where it is too long. `*letters` tells
 * whether there is anything but marks, `*control` whether there is what no text has. */
static size_t spell(pb_str line, uint32_t *c, bool *letters, bool *control) {
  size_t n = 0, size;
  bool blank = false;
  for (size_t i = 0; i < line.n && n <= PB_TERM_MAX; i += size) {
    uint32_t one = folded(pb_utf8_at(line, i, &size));
    if (is_blank(one)) {
      blank = true;
      continue;
    }
    if (blank && n && n < PB_TERM_MAX && is_word(c[n - 1]) && is_word(one)) c[n++] = ' ';
    blank = false;
    *control |= one < ' ' || one == 0x7F || one == 0xFFFD;
    *letters |= is_word(one) || pb_is_han(one) || one >= 0xAC00 || (one >= 0xC0 && one < 0x2000);
    c[n++] = one;
  }
  return n;
}

static void add_line(reading *r, pb_str line) {
  uint32_t c[PB_TERM_MAX + 2];
  bool letters = false, control = false;
  line = without_comment(line);
  if (line.n == 0) return;
  size_t n = spell(line, c, &letters, &control);
  r->lines++;
  if (control || !letters) {
    complain(r, line, "bad-term", _("this is no term: it has no letters, or characters that are no text"),
             _("write one name or title a line; # starts a remark"));
  } else if (n > PB_TERM_MAX) {
    complain(r, line, "bad-term", _("a term has at most 24 characters: a line must end somewhere"),
             _("give its parts, a line each"));
  } else if (n < 2) {
    complain(r, line, "bad-term", _("a term of one character cannot be divided"), _("take it out"));
  } else if (r->terms->n == PB_TERMS_MAX) {
    complain(r, line, "bad-term", _("there are more than 100,000 terms; this one and those after it are left out"),
             _("make the lists shorter"));
    r->said = SAID_MAX;
  } else if (!keep(r->terms, c, n)) {
    complain(r, line, "term-twice", _("this term is listed before"), _("take one of the two out"));
  }
}

static void add_lines(reading *r) {
  pb_str rest = r->source.text;
  while (rest.n) {
    const char *end = memchr(rest.s, '\n', rest.n);
    size_t n = end ? (size_t)(end - rest.s) : rest.n;
    add_line(r, pb_str_sub(rest, 0, n));
    rest = pb_str_sub(rest, n + 1, rest.n);
  }
  if (r->lines) return;
  pb_diag(r->diags, PB_WARNING, (pb_span){r->source.source, 0, 0}, "no-terms", _("the list has no terms"));
  pb_diag_hint(r->diags, "%s", _("write one a line, or take the list out of the layout's “terms”"));
}

void pb_terms_add(pb_terms *terms, pb_diags *diags, const char *shown, pb_str bytes) {
  reading r = {.terms = terms, .diags = diags};
  if (pb_source_decode(terms->arena, diags, shown, bytes, &r.source)) add_lines(&r);
}

void pb_terms_read(pb_terms *terms, pb_diags *diags, const char *path, pb_span named_at) {
  reading r = {.terms = terms, .diags = diags};
  if (pb_source_read(terms->arena, diags, path, path, named_at, &r.source)) add_lines(&r);
}

/* ---- finding ---- */

static bool word_before(pb_str text, size_t at) { return at > 0 && is_word((unsigned char)text.s[at - 1]); }

size_t pb_terms_match(const pb_terms *t, pb_str text, size_t at) {
  size_t longest = 0, size;
  uint32_t node = 0;
  if (!t || t->n == 0 || at >= text.n) return 0;
  if (is_word((unsigned char)text.s[at]) && word_before(text, at)) return 0;
  for (size_t i = at; i < text.n; i += size) {
    uint32_t c = pb_utf8_at(text, i, &size);
    const edge *e = find(t, node, c);
    if (!e->c) break;
    node = e->to;
    bool cut = i + size < text.n && is_word(c) && is_word((unsigned char)text.s[i + size]);
    if (t->ends.at[node] && !cut) longest = i + size - at;
  }
  return longest;
}

bool pb_terms_inside(const pb_terms *t, pb_str text, size_t at) {
  size_t i = 0, size;
  while (i < at && i < text.n) {
    size_t n = pb_terms_match(t, text, i);
    if (n && i + n > at) return true;
    if (n) size = n;
    else (void)pb_utf8_at(text, i, &size);
    i += size;
  }
  return false;
}
