/* Reads a paper's file: what is the same every day. */
#include <stddef.h>
#include <string.h>

#include "issue.h"
#include "layoutparts.h"
#include "naming.h"
#include "schema.h"
#include "text.h"

/* A text with exactly one %s, where the page's label goes, and no other %: others print with it. */
static void read_pattern(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str text;
  if (!pb_want_text(r, node, key->name, &text)) return;
  size_t marks = 0, places = 0;
  for (size_t i = 0; i < text.n; i++) {
    marks += text.s[i] == '%';
    places += text.s[i] == '%' && i + 1 < text.n && text.s[i + 1] == 's';
  }
  if (marks == 1 && places == 1) {
    *(pb_str *)at = text;
    return;
  }
  pb_reader_error(r, node->span, "bad-value", _("“%s” wants one %%s, where the page's number goes, and no other %%"), key->name);
  pb_reader_hint(r, _("write for instance （下转第%%s版）"));
}

static void read_page_file(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_field *field = at;
  pb_str text;
  if (!pb_want_text(r, node, key->name, &text)) return;
  pb_naming_fault fault = pb_naming_check(r->arena, text);
  if (!fault.problem) {
    *field = (pb_field){text, node->span};
    return;
  }
  pb_reader_error(r, node->span, "bad-value", "%s", fault.problem);
  pb_reader_hint(r, "%s", fault.hint);
}

static void check_prefix(pb_reader *r, const pb_yaml *root, pb_paper *paper) {
  const pb_yaml_entry *prefix = pb_yaml_find(root, "page-prefix");
  bool wanted = paper->page_format == PB_PAGE_PREFIX;
  if (wanted && paper->page_prefix.n == 0) {
    pb_reader_error(r, pb_yaml_find(root, "page-format")->span, "missing-key", _("page-format prefix needs “page-prefix”"));
    pb_reader_hint(r, _("write for instance page-prefix: A"));
  } else if (!wanted && prefix) {
    pb_reader_error(r, prefix->span, "bad-value", _("“page-prefix” has a meaning only with page-format: prefix"));
    paper->page_prefix = PB_STR("");
  }
}

static const pb_paper *read_paper(pb_arena *arena, pb_diags *diags, const char *path, const pb_yaml *root) {
#define AT(field) .at = offsetof(pb_paper, field)
  static const char *const FORMATS[] = {"arabic", "two", "han", "prefix", NULL};
  static const char *const SIDES[] = {"left", "right", NULL};
  static const pb_key KEYS[] = {
      {.name = "name", .read = pb_read_text, AT(name), .required = true},
      {.name = "nameplate", .read = pb_read_field, AT(nameplate)},
      {.name = "cn", .read = pb_read_text, AT(cn)},
      {.name = "postal", .read = pb_read_text, AT(postal)},
      {.name = "sponsor", .read = pb_read_lines, AT(sponsor)},
      {.name = "publisher", .read = pb_read_text, AT(publisher)},
      {.name = "website", .read = pb_read_text, AT(website)},
      {.name = "phone", .read = pb_read_text, AT(phone)},
      {.name = "address", .read = pb_read_text, AT(address)},
      {.name = "price", .read = pb_read_text, AT(price)},
      {.name = "page-format", .read = pb_read_choice, AT(page_format), .names = FORMATS},
      {.name = "page-prefix", .read = pb_read_text, AT(page_prefix)},
      {.name = "jump-to", .read = read_pattern, AT(jump_to)},
      {.name = "jump-from", .read = read_pattern, AT(jump_from)},
      {.name = "profile", .read = pb_read_field, AT(profile)},
      {.name = "binding", .read = pb_read_second, AT(binds_right), .names = SIDES},
      {.name = "page-file", .read = read_page_file, AT(page_file)},
      {.name = "language", .read = pb_read_language, AT(language)},
  };
#undef AT
  pb_reader r = {.arena = arena, .diags = diags};
  pb_paper *paper = PB_NEW(arena, pb_paper);
  *paper = (pb_paper){
      .path = path, .jump_to = PB_STR("（下转第%s版）"), .jump_from = PB_STR("（上接第%s版）"), .language = PB_STR("zh-Hans")};
  if (!root || !PB_READ_MAP(&r, root, _("a paper"), KEYS, paper)) return NULL;
  paper->span = (pb_span){root->span.source, 0, 0};
  check_prefix(&r, root, paper);
  return paper;
}

bool pb_paper_is_left(const pb_paper *paper, unsigned number) { return (number % 2 == 0) != paper->binds_right; }

const pb_paper *pb_paper_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at) {
  return read_paper(arena, diags, path, pb_yaml_read(arena, diags, path, named_at));
}

const pb_paper *pb_paper_parse(pb_arena *arena, pb_diags *diags, const char *path, pb_str bytes) {
  return read_paper(arena, diags, path, pb_yaml_decode(arena, diags, path, bytes));
}
