#include "xmp.h"

#include <string.h>

enum { DEPTH_MAX = 32, SPACES_MAX = 256, PROPERTIES_MAX = 4096 };

static const char RDF[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

typedef struct {
  pb_str prefix, uri;
} binding;

typedef struct {
  pb_str name;    /* as written */
  size_t nspaces; /* before it */
  bool description;
} element;

typedef struct {
  pb_arena *arena;
  const char *at, *end;
  PB_VEC(binding) spaces;
  element open[DEPTH_MAX];
  size_t depth;
  PB_VEC(pb_xmp_property) found;
  size_t property_depth; /* of the property that is open; 0 = none */
  bool broken;
} parser;

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
static bool is_name(char c) { return !is_space(c) && c && !strchr("<>/=\"'?!&", c); }

static void skip_spaces(parser *p) {
  while (p->at < p->end && is_space(*p->at)) p->at++;
}

static pb_str take_name(parser *p) {
  const char *from = p->at;
  while (p->at < p->end && is_name(*p->at)) p->at++;
  return (pb_str){from, (size_t)(p->at - from)};
}

/* Past the next `mark`; false if there is none. */
static bool skip_past(parser *p, const char *mark) {
  size_t n = strlen(mark);
  const char *found = memmem(p->at, (size_t)(p->end - p->at), mark, n);
  p->at = found ? found + n : p->end;
  return found != NULL;
}

/* ---- text ---- */

static size_t put_character(char *out, unsigned long code) {
  if (code < 0x80) return out[0] = (char)code, 1;
  if (code < 0x800) return out[0] = (char)(0xC0 | code >> 6), out[1] = (char)(0x80 | (code & 63)), 2;
  out[0] = (char)(0xE0 | (code >> 12 & 15)), out[1] = (char)(0x80 | (code >> 6 & 63)), out[2] = (char)(0x80 | (code & 63));
  return 3;
}

/* What stands between & and ; of which `n` bytes are looked at. 0 = nothing known. */
static unsigned long entity(const char *s, size_t n) {
  static const struct {
    const char *name;
    char is;
  } NAMED[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
    if (pb_str_is((pb_str){s, n}, NAMED[i].name)) return (unsigned char)NAMED[i].is;
  bool hex = n > 1 && s[0] == '#' && s[1] == 'x';
  unsigned long code = 0;
  for (size_t i = hex ? 2 : 1; s[0] == '#' && i < n; i++) {
    static const char DIGITS[] = "0123456789abcdef";
    const char *digit = memchr(DIGITS, s[i] >= 'A' && s[i] <= 'F' ? s[i] + 32 : s[i], hex ? 16 : 10);
    if (!digit) return 0;
    code = code * (hex ? 16 : 10) + (unsigned long)(digit - DIGITS);
    if (code > 0xFFFF) return 0xFFFD;
  }
  return code;
}

static pb_str resolved(pb_arena *arena, pb_str raw) {
  char *out = pb_alloc(arena, raw.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < raw.n; i++) {
    const char *end = raw.s[i] == '&' ? memchr(raw.s + i, ';', raw.n - i < 12 ? raw.n - i : 12) : NULL;
    unsigned long code = end ? entity(raw.s + i + 1, (size_t)(end - raw.s) - i - 1) : 0;
    if (code) n += put_character(out + n, code), i = (size_t)(end - raw.s);
    else out[n++] = raw.s[i];
  }
  pb_str text = {out, n};
  while (text.n && is_space(text.s[0])) text.s++, text.n--;
  while (text.n && is_space(text.s[text.n - 1])) text.n--;
  return text;
}

static void take_text(parser *p, pb_str raw) {
  if (!p->property_depth || !p->found.n) return;
  pb_xmp_property *property = &p->found.at[p->found.n - 1];
  if (!property->value.n) property->value = resolved(p->arena, raw);
}

/* ---- names ---- */

/* Namespace and local part. Attributes without a prefix have no namespace. */
static pb_xmp_property expand(const parser *p, pb_str name, bool attribute) {
  const char *colon = memchr(name.s, ':', name.n);
  pb_str prefix = {name.s, colon ? (size_t)(colon - name.s) : 0};
  pb_xmp_property out = {.name = colon ? (pb_str){colon + 1, name.n - prefix.n - 1} : name};
  if (attribute && !colon) return out;
  for (size_t i = p->spaces.n; i > 0; i--) {
    if (!pb_str_eq(p->spaces.at[i - 1].prefix, prefix)) continue;
    out.space = p->spaces.at[i - 1].uri;
    break;
  }
  return out;
}

static void keep(parser *p, pb_xmp_property property) {
  if (p->found.n < PROPERTIES_MAX) PB_PUSH(p->arena, p->found, property);
  else p->broken = true;
}

/* ---- elements ---- */

typedef struct {
  pb_str name, value;
} attribute;
typedef PB_VEC(attribute) attributes;

static bool take_attribute(parser *p, attributes *all) {
  attribute one = {.name = take_name(p)};
  skip_spaces(p);
  if (!one.name.n || p->at >= p->end || *p->at++ != '=') return false;
  skip_spaces(p);
  if (p->at >= p->end || (*p->at != '"' && *p->at != '\'')) return false;
  char quote = *p->at++;
  const char *close = memchr(p->at, quote, (size_t)(p->end - p->at));
  if (!close) return false;
  one.value = (pb_str){p->at, (size_t)(close - p->at)};
  p->at = close + 1;
  PB_PUSH(p->arena, *all, one);
  if (pb_str_starts(one.name, "xmlns")) {
    pb_str prefix = one.name.n > 6 ? pb_str_sub(one.name, 6, one.name.n) : (pb_str){"", 0};
    if (p->spaces.n >= SPACES_MAX) return false;
    PB_PUSH(p->arena, p->spaces, ((binding){prefix, one.value}));
  }
  return true;
}

static void begin_element(parser *p, pb_str name, const attributes *all, size_t nspaces) {
  element *e = &p->open[p->depth++];
  pb_xmp_property own = expand(p, name, false);
  bool child = p->depth > 1 && p->open[p->depth - 2].description && !p->property_depth;
  *e = (element){name, nspaces, pb_str_is(own.space, RDF) && pb_str_is(own.name, "Description")};
  if (child) {
    keep(p, own);
    p->property_depth = p->depth;
  }
  if (!e->description || p->property_depth) return;
  for (size_t i = 0; i < all->n; i++) {
    pb_xmp_property short_form = expand(p, all->at[i].name, true);
    short_form.value = resolved(p->arena, all->at[i].value);
    if (short_form.space.n && !pb_str_is(short_form.space, RDF)) keep(p, short_form);
  }
}

static bool end_element(parser *p, pb_str name) {
  if (!p->depth || (name.n && !pb_str_eq(p->open[p->depth - 1].name, name))) return false;
  if (p->property_depth == p->depth) p->property_depth = 0;
  p->spaces.n = p->open[--p->depth].nspaces;
  return true;
}

static bool take_start(parser *p) {
  pb_str name = take_name(p);
  attributes all = {0};
  size_t nspaces = p->spaces.n;
  if (!name.n || p->depth >= DEPTH_MAX) return false;
  for (skip_spaces(p); p->at < p->end && *p->at != '>' && *p->at != '/'; skip_spaces(p))
    if (!take_attribute(p, &all)) return false;
  bool empty = p->at < p->end && *p->at == '/';
  p->at += empty;
  if (p->at >= p->end || *p->at++ != '>') return false;
  begin_element(p, name, &all, nspaces);
  return !empty || end_element(p, name);
}

static bool take_end(parser *p) {
  pb_str name = take_name(p);
  skip_spaces(p);
  return name.n && p->at < p->end && *p->at++ == '>' && end_element(p, name);
}

/* After <. */
static bool take_tag(parser *p) {
  pb_str rest = {p->at, (size_t)(p->end - p->at)};
  if (pb_str_starts(rest, "?")) return skip_past(p, "?>");
  if (pb_str_starts(rest, "!--")) return skip_past(p, "-->");
  if (pb_str_starts(rest, "![CDATA[")) {
    const char *from = p->at + 8;
    bool closed = skip_past(p, "]]>");
    if (closed) take_text(p, (pb_str){from, (size_t)(p->at - 3 - from)});
    return closed;
  }
  if (pb_str_starts(rest, "!")) return skip_past(p, ">");
  if (!pb_str_starts(rest, "/")) return take_start(p);
  p->at++;
  return take_end(p);
}

pb_xmp pb_xmp_read(pb_arena *arena, pb_str xml) {
  parser p = {.arena = arena, .at = xml.s, .end = xml.s + xml.n};
  while (p.at < p.end && !p.broken) {
    const char *tag = memchr(p.at, '<', (size_t)(p.end - p.at));
    const char *to = tag ? tag : p.end;
    if (to > p.at) take_text(&p, (pb_str){p.at, (size_t)(to - p.at)});
    p.at = tag ? tag + 1 : p.end;
    if (tag && !take_tag(&p)) p.broken = true;
  }
  return (pb_xmp){p.found.at, p.found.n, p.broken || p.depth || !xml.n};
}

bool pb_xmp_get(const pb_xmp *xmp, const char *space, const char *name, pb_str *value) {
  for (size_t i = 0; i < xmp->n; i++) {
    if (!pb_str_is(xmp->at[i].name, name) || !pb_str_is(xmp->at[i].space, space)) continue;
    *value = xmp->at[i].value;
    return true;
  }
  return false;
}
