#include "profile.h"

#include <yaml.h>

#include "source.h"
#include "text.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_source source;
  pb_profile *profile;
  unsigned seen; /* bit by key */
} reader;

static const char *const KEYS[] = {"name", "standard", "version",      "links",    "outline",
                                   "tags", "threads",  "placeholders", "ink-limit"};
enum { NKEYS = sizeof KEYS / sizeof *KEYS };

static pb_span span_of(const reader *r, const yaml_event_t *event) {
  return (pb_span){r->source.source, (uint32_t)event->start_mark.index, (uint32_t)event->end_mark.index};
}

static bool read_bool(const reader *r, pb_str value, pb_span span, bool *out) {
  *out = pb_str_is(value, "yes") || pb_str_is(value, "true");
  if (*out || pb_str_is(value, "no") || pb_str_is(value, "false")) return true;
  pb_diag(r->diags, PB_ERROR, span, "profile-value", _("“%.*s” is neither yes nor no"), PB_STR_ARG(value));
  return false;
}

static bool read_number(const reader *r, pb_str value, pb_span span, unsigned long least, unsigned long most, unsigned *out) {
  unsigned long number;
  if (pb_str_uint(value, most, &number) && number >= least) {
    *out = (unsigned)number;
    return true;
  }
  pb_diag(r->diags, PB_ERROR, span, "profile-value", _("“%.*s” is no number from %lu to %lu"), PB_STR_ARG(value), least, most);
  return false;
}

/* PDF 1.4 to 1.7. */
static bool read_version(const reader *r, pb_str value, pb_span span) {
  if (value.n == 3 && pb_str_starts(value, "1.") && value.s[2] >= '4' && value.s[2] <= '7') {
    r->profile->version_minor = (unsigned)(value.s[2] - '0');
    return true;
  }
  pb_diag(r->diags, PB_ERROR, span, "profile-value", _("“%.*s” is no PDF version from 1.4 to 1.7"), PB_STR_ARG(value));
  return false;
}

static bool set_key(reader *r, size_t key, pb_str value, pb_span span) {
  pb_profile *p = r->profile;
  switch (key) {
    case 0: p->name = pb_str_copy(r->arena, value); return true;
    case 1: p->standard = pb_str_copy(r->arena, value); return true;
    case 2: return read_version(r, value, span);
    case 3: return read_bool(r, value, span, &p->links);
    case 4: return read_bool(r, value, span, &p->outline);
    case 5: return read_bool(r, value, span, &p->tags);
    case 6: return read_bool(r, value, span, &p->threads);
    case 7: return read_bool(r, value, span, &p->placeholders);
    default: return read_number(r, value, span, 100, 400, &p->ink_limit);
  }
}

static bool unknown_key(const reader *r, pb_str key, pb_span span) {
  pb_diag(r->diags, PB_ERROR, span, "unknown-key", _("a press profile has no “%.*s”"), PB_STR_ARG(key));
  const char *near = pb_str_nearest(key, KEYS, NKEYS);
  if (near) pb_diag_hint(r->diags, _("did you mean “%s”?"), near);
  return false;
}

static pb_str text_of(const yaml_event_t *event) {
  return (pb_str){(const char *)event->data.scalar.value, event->data.scalar.length};
}

static bool malformed(const reader *r, pb_span span) {
  pb_diag(r->diags, PB_ERROR, span, "profile-form", _("a press profile is a list of “key: value”"));
  return false;
}

static bool read_pair(reader *r, yaml_parser_t *parser, const yaml_event_t *key) {
  yaml_event_t value;
  if (key->type != YAML_SCALAR_EVENT) return malformed(r, span_of(r, key));
  if (!yaml_parser_parse(parser, &value)) return malformed(r, span_of(r, key));
  bool ok = value.type == YAML_SCALAR_EVENT || malformed(r, span_of(r, &value));
  size_t i = 0;
  while (i < NKEYS && !pb_str_is(text_of(key), KEYS[i])) i++;
  if (ok && i == NKEYS) unknown_key(r, text_of(key), span_of(r, key));
  else if (ok && r->seen >> i & 1)
    pb_diag(r->diags, PB_ERROR, span_of(r, key), "duplicate-key", _("“%s” stands here twice"), KEYS[i]);
  else if (ok) set_key(r, i, text_of(&value), span_of(r, &value));
  if (i < NKEYS) r->seen |= 1u << i;
  yaml_event_delete(&value);
  return ok;
}

/* Stream and document starts, a mapping, its pairs. */
static bool read_events(reader *r, yaml_parser_t *parser) {
  static const yaml_event_type_t OPENING[] = {YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT, YAML_MAPPING_START_EVENT};
  yaml_event_t event;
  bool ok = true;
  for (size_t i = 0; ok; i++) {
    if (!yaml_parser_parse(parser, &event)) {
      pb_span at = {r->source.source, (uint32_t)parser->problem_mark.index, (uint32_t)parser->problem_mark.index};
      pb_diag(r->diags, PB_ERROR, at, "yaml", "%s", parser->problem ? parser->problem : "?");
      return false;
    }
    bool end = i >= 3 && event.type == YAML_MAPPING_END_EVENT;
    if (i < 3) ok = event.type == OPENING[i] || malformed(r, span_of(r, &event));
    else if (!end) ok = read_pair(r, parser, &event);
    yaml_event_delete(&event);
    if (end) break;
  }
  return ok;
}

const pb_profile *pb_profile_read(pb_arena *arena, pb_diags *diags, const char *path) {
  reader r = {.arena = arena, .diags = diags, .profile = PB_NEW(arena, pb_profile)};
  *r.profile = (pb_profile){.version_minor = 6, .ink_limit = 240};
  size_t before = pb_diags_count(diags, PB_ERROR);
  if (!pb_source_read(arena, diags, path, path, (pb_span){0}, &r.source)) return NULL;
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return NULL;
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)r.source.text.s, r.source.text.n);
  read_events(&r, &parser);
  yaml_parser_delete(&parser);
  return pb_diags_count(diags, PB_ERROR) == before ? r.profile : NULL;
}
