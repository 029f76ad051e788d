#include "yamltree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "text.h"

enum { STEP = 64 };

/* libyaml counts characters, spans count bytes: the byte of every STEP-th character is kept. */
typedef struct {
  pb_str text;
  uint32_t *bytes;
  size_t n;
} char_map;

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_source source;
  char_map map;
  yaml_parser_t yaml;
  size_t nodes;
  unsigned depth, said;
  bool failed;
} reader;

typedef PB_VEC(pb_yaml) node_list;
typedef PB_VEC(pb_yaml_entry) entry_list;

static bool is_start(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

static char_map map_chars(pb_arena *arena, pb_str text) {
  char_map map = {.text = text, .bytes = PB_NEW_N(arena, uint32_t, text.n / STEP + 1)};
  size_t chars = 0;
  for (size_t i = 0; i < text.n; i++) {
    if (!is_start(text.s[i])) continue;
    if (chars % STEP == 0) map.bytes[map.n++] = (uint32_t)i;
    chars++;
  }
  return map;
}

static uint32_t byte_of(const char_map *map, size_t character) {
  size_t step = character / STEP;
  if (step >= map->n) return (uint32_t)map->text.n;
  size_t i = map->bytes[step];
  for (size_t left = character % STEP; left && i < map->text.n; left--) do
      i++;
    while (i < map->text.n && !is_start(map->text.s[i]));
  return (uint32_t)i;
}

static pb_span span_of(const reader *r, yaml_mark_t from, yaml_mark_t to) {
  return (pb_span){r->source.source, byte_of(&r->map, from.index), byte_of(&r->map, to.index)};
}

static pb_span event_span(const reader *r, const yaml_event_t *event) { return span_of(r, event->start_mark, event->end_mark); }

/* A full-width colon before `at` in its line or in the one above it. */
static bool wide_colon_before(pb_str text, size_t at) {
  size_t from = at < text.n ? at : text.n;
  for (int lines = 0; from > 0 && lines < 2; from--) lines += text.s[from - 1] == '\n';
  return memmem(text.s + from, (at < text.n ? at : text.n) - from, "：", 3) != NULL;
}

static void syntax_hint(const reader *r, const char *problem, size_t at) {
  if (strstr(problem, "could not find expected ':'") && wide_colon_before(r->source.text, at))
    pb_diag_hint(r->diags, _("a key is followed by a plain colon and a blank, not by “：”"));
  else if (strstr(problem, "tab character")) pb_diag_hint(r->diags, _("indent with blanks, not tabs"));
  else if (strstr(problem, "cannot start any token"))
    pb_diag_hint(r->diags,
                 _("indent with blanks, not tabs; put a text that begins with @ ` %% or a mark of YAML's between quotes"));
  else if (strstr(problem, "mapping values are not allowed"))
    pb_diag_hint(r->diags, _("put a text that has a colon and a blank in it between quotes, or mend the indentation"));
  else if (strstr(problem, "expected <block end>") || strstr(problem, "could not find expected ':'"))
    pb_diag_hint(r->diags, _("keys of one map begin in one column, each followed by a colon and a blank"));
  else if (strstr(problem, "unexpected end of stream") || strstr(problem, "expected ',' or"))
    pb_diag_hint(r->diags, _("a bracket or a quotation mark is not closed"));
}

static void syntax_error(reader *r) {
  const yaml_parser_t *yaml = &r->yaml;
  const char *problem = yaml->problem ? yaml->problem : "unknown problem";
  pb_span span = span_of(r, yaml->problem_mark, yaml->problem_mark);
  bool unread = yaml->error == YAML_READER_ERROR; /* libyaml then knows the byte, not the character */
  if (unread && yaml->problem_offset < r->source.text.n) span.at = span.to = (uint32_t)yaml->problem_offset;
  r->failed = true;
  pb_diag(r->diags, PB_ERROR, span, "yaml-syntax", _("this is not YAML: %s"), problem);
  syntax_hint(r, problem, span.at);
}

/* The next event, to be deleted by the caller; false at an error. */
static bool next(reader *r, yaml_event_t *event) {
  if (r->failed) return false;
  if (yaml_parser_parse(&r->yaml, event)) return true;
  syntax_error(r);
  return false;
}

static void refuse(reader *r, pb_span span, const char *id, const char *message, const char *hint) {
  if (++r->said > PB_PROBLEMS_MAX) return;
  pb_diag(r->diags, PB_ERROR, span, id, "%s", message);
  pb_diag_hint(r->diags, "%s", hint);
}

static void refuse_anchor(reader *r, pb_span span) {
  refuse(r, span, "yaml-anchor", _("anchors (&) and aliases (*) are not read"),
         _("write the value out where it is needed; put a text that begins with & or * between quotes"));
}

static void check_properties(reader *r, const yaml_char_t *anchor, const yaml_char_t *tag, pb_span span) {
  if (anchor) refuse_anchor(r, span);
  if (tag)
    refuse(r, span, "yaml-tag", _("tags (!) are not read"), _("leave the tag out; put a text that begins with ! between quotes"));
}

static bool has_control(pb_str text) {
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.s[i];
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return true;
  }
  return false;
}

static pb_yaml read_text(reader *r, const yaml_event_t *event) {
  pb_yaml node = {.kind = PB_YAML_TEXT, .span = event_span(r, event)};
  check_properties(r, event->data.scalar.anchor, event->data.scalar.tag, node.span);
  node.text = pb_str_copy(r->arena, (pb_str){(const char *)event->data.scalar.value, event->data.scalar.length});
  if (!has_control(node.text)) return node;
  refuse(r, node.span, "yaml-control", _("this text has control characters in it"), _("type it again without them"));
  return (pb_yaml){.kind = PB_YAML_BAD, .span = node.span};
}

static pb_yaml read_node(reader *r, yaml_event_t *event);

static bool ends(const yaml_event_t *event) {
  return event->type == YAML_SEQUENCE_END_EVENT || event->type == YAML_MAPPING_END_EVENT;
}

/* A collection in brackets ends at its bracket; one by indentation ends with its last value. */
static void close_span(const reader *r, pb_yaml *node, const yaml_event_t *event, pb_span last) {
  pb_span end = event_span(r, event);
  node->span.to = end.to > end.at || node->n == 0 ? end.to : last.to;
  if (node->span.to < node->span.at) node->span.to = node->span.at;
}

static pb_yaml read_list(reader *r, const yaml_event_t *start) {
  pb_yaml node = {.kind = PB_YAML_LIST, .span = event_span(r, start)};
  check_properties(r, start->data.sequence_start.anchor, start->data.sequence_start.tag, node.span);
  node_list items = {0};
  yaml_event_t event;
  while (next(r, &event)) {
    bool end = ends(&event);
    pb_yaml item = end ? node : read_node(r, &event);
    if (!end) PB_PUSH(r->arena, items, item);
    node.items = items.at, node.n = items.n;
    if (end) close_span(r, &node, &event, items.n ? items.at[items.n - 1].span : node.span);
    yaml_event_delete(&event);
    if (end) break;
  }
  return node;
}

static int by_key(const void *a, const void *b) {
  const pb_yaml_entry *x = *(const pb_yaml_entry *const *)a, *y = *(const pb_yaml_entry *const *)b;
  int order = pb_str_cmp(x->key, y->key);
  return order ? order : (x->span.at > y->span.at) - (x->span.at < y->span.at);
}

static void refuse_twice(reader *r, const pb_yaml_entry *first, const pb_yaml_entry *again) {
  unsigned line, column;
  if (r->said >= PB_PROBLEMS_MAX) return;
  pb_span_place(r->diags, first->span, &line, &column);
  refuse(r, again->span, "duplicate-key",
         pb_fmt(r->arena, _("the key “%.*s” is already given in line %u"), PB_STR_ARG(again->key), line), _("keep one of the two"));
}

/* Reports keys given twice and keeps the first of each. */
static void drop_duplicates(reader *r, entry_list *entries) {
  if (entries->n < 2) return;
  const pb_yaml_entry **sorted = PB_NEW_N(r->arena, const pb_yaml_entry *, entries->n);
  bool *twice = PB_NEW_N(r->arena, bool, entries->n);
  for (size_t i = 0; i < entries->n; i++) sorted[i] = &entries->at[i];
  qsort(sorted, entries->n, sizeof *sorted, by_key);
  for (size_t i = 1, first = 0; i < entries->n; i++) {
    if (!pb_str_eq(sorted[first]->key, sorted[i]->key)) {
      first = i;
      continue;
    }
    twice[sorted[i] - entries->at] = true;
    refuse_twice(r, sorted[first], sorted[i]);
  }
  size_t kept = 0;
  for (size_t i = 0; i < entries->n; i++)
    if (!twice[i]) entries->at[kept++] = entries->at[i];
  entries->n = kept;
}

/* One `key: value`; false where the map cannot go on. */
static bool read_entry(reader *r, yaml_event_t *key_event, entry_list *entries) {
  pb_yaml key = read_node(r, key_event);
  yaml_event_t event;
  if (!next(r, &event)) return false;
  pb_yaml *value = PB_NEW(r->arena, pb_yaml);
  *value = read_node(r, &event);
  yaml_event_delete(&event);
  if (value->kind == PB_YAML_TEXT && value->span.to <= value->span.at) value->span = key.span;
  if (key.kind == PB_YAML_TEXT) PB_PUSH(r->arena, *entries, ((pb_yaml_entry){key.text, key.span, value}));
  else if (key.kind != PB_YAML_BAD)
    refuse(r, key.span, "wrong-type", _("a key is a plain text"), _("put braces or brackets that belong to a text between quotes"));
  return true;
}

static pb_yaml read_map(reader *r, const yaml_event_t *start) {
  pb_yaml node = {.kind = PB_YAML_MAP, .span = event_span(r, start)};
  check_properties(r, start->data.mapping_start.anchor, start->data.mapping_start.tag, node.span);
  entry_list entries = {0};
  yaml_event_t event;
  bool end = false;
  while (!end && next(r, &event)) {
    end = ends(&event) || !read_entry(r, &event, &entries);
    node.n = entries.n;
    if (ends(&event)) close_span(r, &node, &event, entries.n ? entries.at[entries.n - 1].value->span : node.span);
    yaml_event_delete(&event);
  }
  drop_duplicates(r, &entries);
  node.entries = entries.at, node.n = entries.n;
  return node;
}

static bool too_much(reader *r, pb_span span) {
  if (++r->nodes > PB_YAML_MAX_NODES)
    pb_diag(r->diags, PB_ERROR, span, "yaml-too-big", _("more than %d values in one file"), PB_YAML_MAX_NODES);
  else if (r->depth >= PB_YAML_MAX_DEPTH)
    pb_diag(r->diags, PB_ERROR, span, "yaml-too-deep", _("more than %d levels, one inside the other"), PB_YAML_MAX_DEPTH);
  else return false;
  r->failed = true;
  return true;
}

/* The node that begins with `event`, which stays the caller's. */
static pb_yaml read_node(reader *r, yaml_event_t *event) {
  pb_yaml node = {.kind = PB_YAML_BAD, .span = event_span(r, event)};
  if (too_much(r, node.span)) return node;
  r->depth++;
  if (event->type == YAML_SCALAR_EVENT) node = read_text(r, event);
  else if (event->type == YAML_SEQUENCE_START_EVENT) node = read_list(r, event);
  else if (event->type == YAML_MAPPING_START_EVENT) node = read_map(r, event);
  else if (event->type == YAML_ALIAS_EVENT) refuse_anchor(r, node.span);
  r->depth--;
  return node;
}

/* The first document's node; a second document is reported. */
static const pb_yaml *read_stream(reader *r) {
  pb_yaml *root = NULL;
  yaml_event_t event;
  for (bool end = false; !end && next(r, &event); yaml_event_delete(&event)) {
    end = event.type == YAML_STREAM_END_EVENT;
    if (event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_END_EVENT || end) continue;
    if (event.type == YAML_DOCUMENT_START_EVENT) {
      if (!root) continue;
      refuse(r, event_span(r, &event), "yaml-documents", _("a second document begins here"), _("leave out the line of dashes"));
      r->failed = true;
      continue;
    }
    root = PB_NEW(r->arena, pb_yaml);
    *root = read_node(r, &event);
  }
  return r->failed ? NULL : root;
}

static bool is_empty(const pb_yaml *root) { return !root || (root->kind == PB_YAML_TEXT && root->text.n == 0); }

const pb_yaml *pb_yaml_parse(pb_arena *arena, pb_diags *diags, const pb_source *source) {
  reader r = {.arena = arena, .diags = diags, .source = *source};
  pb_span start = {source->source, 0, 0};
  if (source->text.n > PB_YAML_MAX_BYTES) {
    pb_diag(diags, PB_ERROR, start, "yaml-too-big", _("the file is larger than %d KiB"), PB_YAML_MAX_BYTES / 1024);
    return NULL;
  }
  if (!yaml_parser_initialize(&r.yaml)) abort();
  r.map = map_chars(arena, source->text);
  yaml_parser_set_encoding(&r.yaml, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&r.yaml, (const unsigned char *)source->text.s, source->text.n);
  const pb_yaml *root = read_stream(&r);
  yaml_parser_delete(&r.yaml);
  if (r.failed || !is_empty(root)) return r.failed ? NULL : root;
  pb_diag(diags, PB_ERROR, start, "yaml-empty", _("the file says nothing"));
  return NULL;
}

const pb_yaml *pb_yaml_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at) {
  pb_source source;
  return pb_source_read(arena, diags, path, path, named_at, &source) ? pb_yaml_parse(arena, diags, &source) : NULL;
}

const pb_yaml *pb_yaml_decode(pb_arena *arena, pb_diags *diags, const char *shown, pb_str bytes) {
  pb_source source;
  return pb_source_decode(arena, diags, shown, bytes, &source) ? pb_yaml_parse(arena, diags, &source) : NULL;
}

const pb_yaml_entry *pb_yaml_find(const pb_yaml *map, const char *key) {
  if (!map || map->kind != PB_YAML_MAP) return NULL;
  for (size_t i = 0; i < map->n; i++)
    if (pb_str_is(map->entries[i].key, key)) return &map->entries[i];
  return NULL;
}
