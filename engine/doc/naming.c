#include "naming.h"

#include <string.h>
#include <strings.h>

#include "text.h"

enum { NAME_MAX_BYTES = 255 /* of a file, on every file system that matters */ };

typedef enum {
  FIELD_DATE,
  FIELD_PAGE,
  FIELD_LABEL,
  FIELD_NAME,
  FIELD_NUMBER,
  FIELD_PAPER,
  FIELD_ISSUE,
  FIELD_ZONE,
  FIELD_PROFILE
} field_kind;

static const char *const FIELD_NAMES[] = {"date", "page", "label", "name", "number", "paper", "issue", "zone", "profile"};
enum { FIELDS = sizeof FIELD_NAMES / sizeof *FIELD_NAMES };

typedef struct {
  pb_arena *arena;
  const pb_naming *naming; /* NULL: the pattern is only looked over */
  PB_VEC(char) out;
  pb_naming_fault fault;
} maker;

static bool fail(maker *m, const char *problem, const char *hint) {
  m->fault = (pb_naming_fault){problem, hint};
  return false;
}

static void put(maker *m, pb_str text) {
  for (size_t i = 0; i < text.n; i++) PB_PUSH(m->arena, m->out, text.s[i]);
}

/* What no name of a file may have, in one folder of any system that it is sent to. */
static bool is_plain(pb_str text) {
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.s[i];
    if (c < 0x20 || c == 0x7F || c == '/' || c == '\\') return false;
  }
  return true;
}

/* ---- fields ---- */

static bool put_text(maker *m, pb_str field, pb_str form, pb_str value) {
  if (!is_plain(form)) return fail(m, _("a file's name has no / or \\ in it"), _("name the folder with -o"));
  if (!value.n) return true;
  if (!is_plain(value))
    return fail(
        m,
        pb_fmt(m->arena, _("{%.*s} is “%.*s” here, which cannot be part of a file's name"), PB_STR_ARG(field), PB_STR_ARG(value)),
        _("leave that field out of the pattern"));
  put(m, form);
  put(m, value);
  return true;
}

/* At least `width` digits: one digit as the form, or `otherwise`. */
static bool read_width(maker *m, pb_str field, pb_str form, unsigned otherwise, unsigned long *width) {
  *width = otherwise;
  if (!form.n || (form.n == 1 && pb_str_uint(form, 9, width) && *width)) return true;
  return fail(m, pb_fmt(m->arena, _("{%.*s:%.*s} has no such form"), PB_STR_ARG(field), PB_STR_ARG(form)),
              pb_fmt(m->arena, _("write {%.*s:3} for three digits at least"), PB_STR_ARG(field)));
}

static void put_number(maker *m, unsigned number, unsigned long width) {
  put(m, pb_str_from(pb_fmt(m->arena, "%0*u", (int)width, number)));
}

static size_t run_of(pb_str text, size_t at) {
  size_t end = at + 1;
  while (end < text.n && text.s[end] == text.s[at]) end++;
  return end - at;
}

/* yyyy yy mm dd and what stands between them. */
static bool put_date(maker *m, pb_str field, pb_str form) {
  if (!form.n) form = PB_STR("yyyy-mm-dd");
  for (size_t i = 0, n; i < form.n; i += n) {
    n = run_of(form, i);
    char c = form.s[i];
    bool year = c == 'y' && (n == 2 || n == 4), part = (c == 'm' || c == 'd') && n == 2, mark = c == '-' || c == '_' || c == '.';
    if (!year && !part && !mark)
      return fail(m, pb_fmt(m->arena, _("{%.*s:%.*s} has no such form"), PB_STR_ARG(field), PB_STR_ARG(form)),
                  _("write it with yyyy or yy, mm and dd, and - _ . between: {date:yyyymmdd}"));
    if (mark) put(m, pb_str_sub(form, i, i + n));
    if (mark || !m->naming) continue;
    int year_number = n == 2 ? m->naming->year % 100 : m->naming->year;
    put_number(m, (unsigned)(c == 'y' ? year_number : c == 'm' ? m->naming->month : m->naming->day), n);
  }
  return true;
}

static bool put_page(maker *m, pb_str field, pb_str form) {
  unsigned long width;
  if (!read_width(m, field, form, 2, &width)) return false;
  if (!m->naming) return true;
  put_number(m, m->naming->page, width);
  if (m->naming->last <= m->naming->page) return true;
  put(m, PB_STR("-"));
  put_number(m, m->naming->last, width);
  return true;
}

static bool put_issue_number(maker *m, pb_str field, pb_str form) {
  unsigned long width;
  if (!read_width(m, field, form, 1, &width)) return false;
  if (!m->naming) return true;
  if (!m->naming->number) return fail(m, _("the edition has no number for {number}"), _("give it one in issue.yaml: number: 4812"));
  put_number(m, m->naming->number, width);
  return true;
}

static bool put_field(maker *m, field_kind kind, pb_str field, pb_str form) {
  static const pb_naming NOTHING = {0};
  const pb_naming *n = m->naming ? m->naming : &NOTHING;
  if (m->naming && !n->page && (kind == FIELD_PAGE || kind == FIELD_LABEL || kind == FIELD_NAME))
    return fail(m, pb_fmt(m->arena, _("{%.*s} is a page's, and the file is the whole edition's"), PB_STR_ARG(field)),
                _("add --split, or leave the field out"));
  switch (kind) {
    case FIELD_DATE: return put_date(m, field, form);
    case FIELD_PAGE: return put_page(m, field, form);
    case FIELD_NUMBER: return put_issue_number(m, field, form);
    case FIELD_LABEL: return put_text(m, field, form, n->label);
    case FIELD_NAME: return put_text(m, field, form, n->name);
    case FIELD_PAPER: return put_text(m, field, form, n->paper);
    case FIELD_ISSUE: return put_text(m, field, form, n->issue);
    case FIELD_ZONE: return put_text(m, field, form, n->zone.n || form.s ? n->zone : PB_STR("main"));
    case FIELD_PROFILE: return put_text(m, field, form, n->profile);
  }
  return false;
}

static const char *list_fields(pb_arena *arena) {
  const char *all = "";
  for (size_t i = 0; i < FIELDS; i++) all = pb_fmt(arena, "%s%s{%s}", all, i ? " " : "", FIELD_NAMES[i]);
  return all;
}

/* `inside` is what stands between braces: a field, and after a colon its form. */
static bool put_braces(maker *m, pb_str inside) {
  const char *colon = inside.n ? memchr(inside.s, ':', inside.n) : NULL;
  size_t cut = colon ? (size_t)(colon - inside.s) : inside.n;
  pb_str field = pb_str_sub(inside, 0, cut), form = {0};
  if (colon) form = pb_str_sub(inside, cut + 1, inside.n);
  for (size_t i = 0; i < FIELDS; i++)
    if (pb_str_is(field, FIELD_NAMES[i])) return put_field(m, (field_kind)i, field, form);
  const char *near = pb_str_nearest(field, FIELD_NAMES, FIELDS);
  return fail(
      m, pb_fmt(m->arena, _("a file's name has no field {%.*s}"), PB_STR_ARG(field)),
      near ? pb_fmt(m->arena, _("did you mean “%s”?"), near) : pb_fmt(m->arena, _("the fields: %s"), list_fields(m->arena)));
}

/* ---- patterns ---- */

/* Two braces of a kind are one as it stands. */
static bool walk(maker *m, pb_str pattern) {
  for (size_t i = 0; i < pattern.n; i++) {
    char c = pattern.s[i];
    bool brace = c == '{' || c == '}', twice = i + 1 < pattern.n && pattern.s[i + 1] == c;
    if (!brace || twice) {
      put(m, pb_str_sub(pattern, i, i + 1));
      i += brace;
      continue;
    }
    const char *end = c == '{' ? memchr(pattern.s + i, '}', pattern.n - i) : NULL;
    if (!end)
      return fail(m, pb_fmt(m->arena, _("a brace of “%.*s” has no partner"), PB_STR_ARG(pattern)),
                  _("write a field as {page}, and a brace that is to stand in the name twice: {{"));
    size_t to = (size_t)(end - pattern.s);
    if (!put_braces(m, pb_str_sub(pattern, i + 1, to))) return false;
    i = to;
  }
  return true;
}

static bool check_plain(maker *m, pb_str name) {
  return is_plain(name) || fail(m, _("a file's name has no / or \\ in it"), _("name the folder with -o"));
}

static bool check_name(maker *m, pb_str name) {
  if (!check_plain(m, name)) return false;
  if (pb_str_starts(name, "."))
    return fail(m, _("a file's name does not begin with a full stop"), _("begin the pattern with a field or a word"));
  if (name.n > NAME_MAX_BYTES) return fail(m, _("a file's name has at most 255 bytes"), _("leave a field out of the pattern"));
  return true;
}

pb_naming_fault pb_naming_check(pb_arena *arena, pb_str pattern) {
  maker m = {.arena = arena};
  if (!pattern.n) fail(&m, _("a pattern for names says nothing"), _("write for instance {date}-{page}.pdf"));
  else if (walk(&m, pattern)) {
    pb_str own = {m.out.at, m.out.n};
    if (pb_str_starts(pattern, "{")) check_plain(&m, own); /* what a name begins with is not known yet */
    else check_name(&m, own);
  }
  return m.fault;
}

/* In whatever case. */
static bool ends_as_pdf(pb_str name) {
  size_t n = strlen(".pdf");
  return name.n >= n && strncasecmp(name.s + name.n - n, ".pdf", n) == 0;
}

pb_naming_fault pb_naming_make(pb_arena *arena, pb_str pattern, const pb_naming *naming, const char **name) {
  pb_naming_fault fault = pb_naming_check(arena, pattern);
  if (fault.problem) return fault;
  maker m = {.arena = arena, .naming = naming};
  if (!walk(&m, pattern)) return m.fault;
  if (!ends_as_pdf((pb_str){m.out.at, m.out.n})) put(&m, PB_STR(".pdf"));
  pb_str made = {m.out.at, m.out.n};
  if (check_name(&m, made)) *name = pb_str_z(arena, made);
  return m.fault;
}
