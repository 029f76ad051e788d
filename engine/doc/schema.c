#include "schema.h"

#include <stdarg.h>
#include <string.h>

#include "text.h"

/* ---- reports ---- */

void pb_reader_error(pb_reader *r, pb_span span, const char *id, const char *format, ...) {
  if (r->quiet || ++r->said > PB_PROBLEMS_MAX + 1) return;
  if (r->said > PB_PROBLEMS_MAX) {
    pb_diag(r->diags, PB_ERROR, span, "more-problems", _("more problems follow in this file"));
    pb_diag_hint(r->diags, _("mend those above first"));
    return;
  }
  va_list args;
  va_start(args, format);
  pb_diag(r->diags, PB_ERROR, span, id, "%s", pb_vfmt(r->arena, format, args));
  va_end(args);
}

void pb_reader_hint(pb_reader *r, const char *format, ...) {
  if (r->quiet || r->said > PB_PROBLEMS_MAX) return;
  va_list args;
  va_start(args, format);
  pb_diag_hint(r->diags, "%s", pb_vfmt(r->arena, format, args));
  va_end(args);
}

static const char *kind_text(const pb_yaml *node) {
  return node->kind == PB_YAML_LIST ? _("a list") : node->kind == PB_YAML_MAP ? _("a map") : _("a text");
}

/* What is written, cut where it is long. */
const char *pb_reader_shown(pb_reader *r, pb_str text) {
  enum { LONGEST = 60 };
  size_t n = text.n;
  if (n > LONGEST)
    for (n = LONGEST; n > 0 && ((unsigned char)text.s[n] & 0xC0) == 0x80;) n--;
  return pb_fmt(r->arena, "%.*s%s", (int)n, text.s, n < text.n ? "…" : "");
}

static void wrong_kind(pb_reader *r, const pb_yaml *node, const char *name, const char *wanted) {
  if (node->kind == PB_YAML_TEXT && node->text.n == 0)
    pb_reader_error(r, node->span, "no-value", _("“%s” has no value: it wants %s"), name, wanted);
  else if (node->kind != PB_YAML_BAD)
    pb_reader_error(r, node->span, "wrong-type", _("“%s” wants %s, and this is %s"), name, wanted, kind_text(node));
}

/* A text that says something. */
static bool want_written(pb_reader *r, const pb_yaml *node, const char *name, const char *wanted) {
  if (node->kind == PB_YAML_TEXT && node->text.n) return true;
  wrong_kind(r, node, name, wanted);
  return false;
}

enum { NAMES_SHOWN = 16 };

static const char *join_names(pb_reader *r, const char *const *names, size_t n) {
  const char *all = "";
  for (size_t i = 0; i < n; i++) all = pb_fmt(r->arena, "%s%s%s", all, i ? ", " : "", names[i]);
  return all;
}

void pb_unknown_name(pb_reader *r, pb_span span, const char *id, const char *what, pb_str text, const char *const *names,
                     size_t n) {
  if (r->quiet) return;
  pb_reader_error(r, span, id, _("there is no %s “%s”"), what, pb_reader_shown(r, text));
  pb_hint_names(r, text, names, n);
}

void pb_hint_names(pb_reader *r, pb_str text, const char *const *names, size_t n) {
  if (r->quiet) return;
  const char *near = pb_str_nearest(text, names, n);
  if (near) pb_reader_hint(r, _("did you mean “%s”?"), near);
  else if (n && n <= NAMES_SHOWN) pb_reader_hint(r, _("there are: %s"), join_names(r, names, n));
}

/* ---- values ---- */

bool pb_want_list(pb_reader *r, const pb_yaml *node, const char *name, size_t min, size_t max, const char *form) {
  if (node->kind == PB_YAML_LIST && node->n >= min && (node->n <= max || !max)) return true;
  if (node->kind == PB_YAML_LIST)
    pb_reader_error(r, node->span, "wrong-count",
                    node->n < min ? _("“%s” has too few values: %zu") : _("“%s” has too many values: %zu"), name, node->n);
  else wrong_kind(r, node, name, _("a list"));
  if (node->kind != PB_YAML_BAD) pb_reader_hint(r, _("write it as %s: %s"), name, form);
  return false;
}

bool pb_want_map(pb_reader *r, const pb_yaml *node, const char *name) {
  if (node->kind == PB_YAML_MAP) return true;
  wrong_kind(r, node, name, _("a map"));
  if (node->kind != PB_YAML_BAD) pb_reader_hint(r, _("a map is indented lines of “key: value”, or {key: value, …}"));
  return false;
}

static bool want_one_line(pb_reader *r, const pb_yaml *node, const char *name, pb_str *out) {
  pb_str text = pb_str_trim(node->text);
  if (text.n && memchr(text.s, '\n', text.n)) {
    pb_reader_error(r, node->span, "bad-value", _("“%s” wants one line"), name);
    return false;
  }
  *out = text;
  return true;
}

bool pb_want_text(pb_reader *r, const pb_yaml *node, const char *name, pb_str *out) {
  return want_written(r, node, name, _("a text")) && want_one_line(r, node, name, out);
}

static bool read_int(pb_str text, int32_t *out) {
  unsigned long size;
  bool negative = text.n && text.s[0] == '-';
  if (!pb_str_uint(pb_str_sub(text, negative, text.n), INT32_MAX, &size)) return false;
  *out = negative ? -(int32_t)size : (int32_t)size;
  return true;
}

bool pb_want_int(pb_reader *r, const pb_yaml *node, const char *name, int32_t min, int32_t max, int32_t *out) {
  int32_t value;
  if (!want_written(r, node, name, _("a whole number"))) return false;
  if (read_int(pb_str_trim(node->text), &value) && value >= min && value <= max) {
    *out = value;
    return true;
  }
  pb_reader_error(r, node->span, "bad-number", _("“%s” wants a whole number from %d to %d, not “%s”"), name, (int)min, (int)max,
                  pb_reader_shown(r, node->text));
  return false;
}

static void bad_length(pb_reader *r, const pb_yaml *node, const char *name, pb_len_error error) {
  const char *text = pb_reader_shown(r, node->text);
  if (error == PB_LEN_UNIT_NOT_HERE) {
    pb_reader_error(r, node->span, "bad-unit", _("“%s”: 字 and 行 are not known here yet"), name);
    pb_reader_hint(r, _("give it in mm, in pt, or as a size by name (小五)"));
  } else if (error == PB_LEN_UNKNOWN_UNIT) {
    pb_reader_error(r, node->span, "bad-unit", _("“%s”: unknown unit in “%s”"), name, text);
    pb_reader_hint(r, _("the units are mm, pt, 字 and 行"));
  } else if (error == PB_LEN_NO_UNIT) {
    pb_reader_error(r, node->span, "bad-unit", _("“%s”: the length “%s” has no unit"), name, text);
    pb_reader_hint(r, _("write for instance %smm or %spt"), text, text);
  } else {
    pb_reader_error(r, node->span, "bad-length", _("“%s” wants a length, not “%s”"), name, text);
    pb_reader_hint(r, _("a length is a number with its unit (12mm, 9pt, 13字, 2行) or a size by name (小五)"));
  }
}

bool pb_want_length(pb_reader *r, const pb_yaml *node, const char *name, int32_t min_pt, int32_t max_pt, pb_len *out) {
  pb_len len;
  if (!want_written(r, node, name, _("a length"))) return false;
  pb_len_error error = pb_len_parse(node->text, r->base, &len);
  if (error != PB_LEN_OK && error != PB_LEN_TOO_BIG) return bad_length(r, node, name, error), false;
  if (error == PB_LEN_OK && (int64_t)len >= (int64_t)min_pt * PB_PT && (int64_t)len <= (int64_t)max_pt * PB_PT) {
    *out = len;
    return true;
  }
  pb_reader_error(r, node->span, "bad-length", _("“%s”: %s is out of range"), name, pb_reader_shown(r, node->text));
  pb_reader_hint(r, _("it may be from %dpt to %dpt"), (int)min_pt, (int)max_pt);
  return false;
}

bool pb_want_choice(pb_reader *r, const pb_yaml *node, const char *name, const char *const *names, unsigned *out) {
  if (!want_written(r, node, name, _("a word"))) return false;
  size_t n = 0;
  for (; names[n]; n++)
    if (pb_str_is(node->text, names[n])) {
      *out = (unsigned)n;
      return true;
    }
  pb_reader_error(r, node->span, "bad-value", _("“%s” cannot be “%s”"), name, pb_reader_shown(r, node->text));
  const char *near = pb_str_nearest(node->text, names, n);
  if (near) pb_reader_hint(r, _("did you mean “%s”?"), near);
  else pb_reader_hint(r, _("it may be: %s"), join_names(r, names, n));
  return false;
}

/* ---- readers for tables ---- */

void pb_read_text(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  if (node->kind == PB_YAML_TEXT) want_one_line(r, node, key->name, at);
  else wrong_kind(r, node, key->name, _("a text"));
}

void pb_read_lines(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str *out = at, line;
  if (node->kind != PB_YAML_LIST) {
    pb_read_text(r, node, key, at);
    return;
  }
  const char *all = "";
  for (size_t i = 0; i < node->n; i++)
    if (pb_want_text(r, &node->items[i], key->name, &line))
      all = pb_fmt(r->arena, "%s%s%.*s", all, *all ? "\n" : "", PB_STR_ARG(line));
  *out = pb_str_from(all);
}

void pb_read_field(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_field *field = at;
  pb_read_text(r, node, key, &field->text);
  field->span = node->span;
}

void pb_read_fields(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_fields *out = at;
  size_t n = 1;
  const pb_yaml *items = node;
  if (node->kind != PB_YAML_TEXT) {
    if (!pb_want_list(r, node, key->name, (size_t)key->min, (size_t)key->max, _("[one, another, …]"))) return;
    items = node->items, n = node->n;
  }
  pb_field *fields = PB_NEW_N(r->arena, pb_field, n);
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    fields[kept].span = items[i].span;
    kept += pb_want_text(r, &items[i], key->name, &fields[kept].text);
  }
  *out = (pb_fields){fields, kept};
}

void pb_read_uint16(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  int32_t value;
  uint16_t *out = at;
  if (pb_want_int(r, node, key->name, key->min, key->max, &value)) *out = (uint16_t)value;
}

void pb_read_uint(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  int32_t value;
  unsigned *out = at;
  if (pb_want_int(r, node, key->name, key->min, key->max, &value)) *out = (unsigned)value;
}

void pb_read_length(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_want_length(r, node, key->name, key->min, key->max, at);
}

void pb_read_choice(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_want_choice(r, node, key->name, key->names, at);
}

/* Letters, digits and hyphens: zh-Hans, zh-Hant, en. */
void pb_read_language(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str text;
  if (!pb_want_text(r, node, key->name, &text)) return;
  static const char TAG[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
  if (text.n >= 2 && text.n <= 35 && strspn(pb_str_z(r->arena, text), TAG) == text.n) {
    *(pb_str *)at = text;
    return;
  }
  pb_reader_error(r, node->span, "bad-value", _("“%s” wants a language tag"), key->name);
  pb_reader_hint(r, _("write zh-Hans, zh-Hant or en"));
}

void pb_read_bool(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const char *const WORDS[] = {"no", "yes", "false", "true", NULL};
  unsigned word;
  bool *out = at;
  if (pb_want_choice(r, node, key->name, WORDS, &word)) *out = word % 2 == 1;
}

void pb_read_node(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  (void)r, (void)key;
  const pb_yaml **out = at;
  *out = node;
}

/* ---- maps ---- */

static const pb_key *find_key(const pb_key *keys, size_t n, pb_str name) {
  for (size_t i = 0; i < n; i++)
    if (pb_str_is(name, keys[i].name)) return &keys[i];
  return NULL;
}

static void unknown_key(pb_reader *r, const pb_yaml_entry *entry, const pb_key *keys, size_t n) {
  const char *names[PB_KEYS_MAX];
  size_t known = 0;
  if (r->quiet) return;
  for (size_t i = 0; i < n; i++) {
    if (!keys[i].instead) names[known++] = keys[i].name;
    else if (pb_str_is(entry->key, keys[i].name)) {
      pb_unknown_name(r, entry->span, "unknown-key", _("key"), entry->key, NULL, 0);
      pb_reader_hint(r, _("it is written so now: %s"), keys[i].instead);
      return;
    }
  }
  pb_unknown_name(r, entry->span, "unknown-key", _("key"), entry->key, names, known);
}

bool pb_read_map(pb_reader *r, const pb_yaml *node, const char *name, const pb_key *keys, size_t n, void *out) {
  if (n > PB_KEYS_MAX || !pb_want_map(r, node, name)) return false;
  for (size_t i = 0; i < node->n; i++) {
    const pb_yaml_entry *entry = &node->entries[i];
    const pb_key *key = find_key(keys, n, entry->key);
    if (key && !key->instead) key->read(r, entry->value, key, (char *)out + key->at);
    else unknown_key(r, entry, keys, n);
  }
  for (size_t i = 0; i < n; i++)
    if (keys[i].required && !pb_yaml_find(node, keys[i].name)) {
      pb_span start = {node->span.source, node->span.at, node->span.at};
      pb_reader_error(r, start, "missing-key", _("the key “%s” is missing"), keys[i].name);
    }
  return true;
}
