/* Reads an edition's issue.yaml. */
#include "issue.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "place.h"
#include "text.h"
#include "zone.h"

enum { ZONES_MAX = 50, PAGES_MAX = 200, PEOPLE_MAX = 50, PAGE_INKS_MAX = PB_INKS_MAX };

/* ---- the date ---- */

static bool is_leap(unsigned long year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static bool is_date(unsigned long year, unsigned long month, unsigned long day) {
  static const unsigned char DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return false;
  return day <= DAYS[month - 1] + (month == 2 && is_leap(year) ? 1ul : 0ul);
}

static void read_date(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_issue *issue = at;
  pb_str text;
  unsigned long year, month, day;
  if (!pb_want_text(r, node, key->name, &text)) return;
  bool form = text.n == 10 && text.s[4] == '-' && text.s[7] == '-' && pb_str_uint(pb_str_sub(text, 0, 4), 9999, &year) &&
              pb_str_uint(pb_str_sub(text, 5, 7), 99, &month) && pb_str_uint(pb_str_sub(text, 8, 10), 99, &day);
  if (form && is_date(year, month, day)) {
    issue->year = (int)year, issue->month = (int)month, issue->day = (int)day;
    return;
  }
  if (form) pb_reader_error(r, node->span, "bad-date", _("there is no day %.*s"), PB_STR_ARG(text));
  else pb_reader_error(r, node->span, "bad-date", _("“%s” wants a date, not “%.*s”"), key->name, PB_STR_ARG(text));
  pb_reader_hint(r, _("write year, month and day as 2026-03-01"));
}

/* ---- a page ---- */

static void read_people(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_issue_page *page = at;
  if (!pb_want_map(r, node, key->name)) return;
  if (node->n > PEOPLE_MAX) {
    pb_reader_error(r, node->span, "wrong-count", _("“%s” has too many values: %zu"), key->name, node->n);
    return;
  }
  pb_person *people = PB_NEW_N(r->arena, pb_person, node->n);
  size_t n = 0;
  for (size_t i = 0; i < node->n; i++) {
    people[n].role = node->entries[i].key;
    n += pb_want_text(r, node->entries[i].value, node->entries[i].key.s, &people[n].names);
  }
  page->people = people, page->npeople = n;
}

static void read_places(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  (void)key;
  pb_places_read(r, node, at);
}

static void read_page_inks(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_issue_page *page = at;
  pb_fields inks = {0};
  pb_read_fields(r, node, key, &inks);
  page->inks = inks.at, page->ninks = inks.n;
}

static void read_page_number(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_issue_page *page = at;
  pb_read_uint(r, node, key, &page->number);
  page->span = node->span;
}

/* `pages: [4, 5]`, a spread. */
static void read_page_numbers(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_issue_page *page = at;
  int32_t first, last;
  page->span = node->span;
  if (!pb_want_list(r, node, key->name, 2, 2, _("the two pages of a spread, e.g. [4, 5]"))) return;
  if (!pb_want_int(r, &node->items[0], key->name, key->min, key->max, &first)) return;
  if (!pb_want_int(r, &node->items[1], key->name, key->min, key->max, &last)) return;
  if (first % 2 == 0 && last == first + 1) {
    page->number = (unsigned)first, page->last = (unsigned)last;
    return;
  }
  pb_reader_error(r, node->span, "not-facing", _("pages %d and %d do not face each other"), first, last);
  pb_reader_hint(r, _("a spread is an even page and the one after it: [2, 3], [4, 5]"));
}

static bool check_number(pb_reader *r, const pb_yaml *node, const pb_issue_page *page) {
  const pb_yaml_entry *one = pb_yaml_find(node, "page"), *two = pb_yaml_find(node, "pages");
  if (one && two) pb_reader_error(r, two->span, "bad-value", _("an entry is either one page or a spread"));
  else if (!one && !two) pb_reader_error(r, node->span, "missing-key", _("%s: the key “%s” is missing"), _("a page"), "page");
  return page->number && !(one && two);
}

/* True if the page can be used. */
static bool read_page(pb_reader *r, const pb_yaml *node, pb_issue_page *page) {
#define AT(field) .at = offsetof(pb_issue_page, field)
  static const pb_key KEYS[] = {
      {.name = "page", .read = read_page_number, .min = 1, .max = 999},
      {.name = "pages", .read = read_page_numbers, .min = 1, .max = 999},
      {.name = "name", .read = pb_read_field, AT(name)},
      {.name = "template", .read = pb_read_field, AT(template_name)},
      {.name = "layout", .read = pb_read_field, AT(layout)},
      {.name = "inks", .read = read_page_inks, .min = 1, .max = PAGE_INKS_MAX},
      {.name = "people", .read = read_people},
      {.name = "frames", .read = pb_read_node, AT(frames)},
      {.name = "place", .read = read_places},
  };
#undef AT
  *page = (pb_issue_page){.node = node};
  if (!PB_READ_MAP(r, node, _("a page"), KEYS, page) || !check_number(r, node, page)) return false;
  if (page->template_name.text.n || page->frames) return true;
  pb_reader_error(r, page->span, "missing-key", _("page %u has neither a template nor frames of its own"), page->number);
  pb_reader_hint(r, _("write for instance template: front"));
  return true;
}

static unsigned end_of(const pb_issue_page *page) { return page->last ? page->last : page->number; }

static bool number_taken(pb_reader *r, const pb_issue_page *pages, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (end_of(&pages[i]) < pages[n].number || pages[i].number > end_of(&pages[n])) continue;
    unsigned both = pages[i].number > pages[n].number ? pages[i].number : pages[n].number;
    pb_reader_error(r, pages[n].span, "duplicate-page", _("there are two pages %u"), both);
    pb_reader_hint(r, _("give each page a number of its own"));
    return true;
  }
  return false;
}

static void read_pages(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_issue *issue = at;
  if (!pb_want_list(r, node, key->name, 1, PAGES_MAX, _("one “- page: 1” with its keys for each page"))) return;
  pb_issue_page *pages = PB_NEW_N(r->arena, pb_issue_page, node->n);
  size_t n = 0;
  for (size_t i = 0; i < node->n; i++)
    if (read_page(r, &node->items[i], &pages[n]) && !number_taken(r, pages, n)) n++;
  issue->pages = pages, issue->npages = n;
}

/* ---- zones ---- */

/* What zones are called stands in names of files. */
static bool check_zone_name(pb_reader *r, const pb_yaml_entry *entry) {
  bool plain = entry->key.n > 0 && entry->key.n <= 60;
  for (size_t i = 0; i < entry->key.n; i++) {
    unsigned char c = (unsigned char)entry->key.s[i];
    bool mark = c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '-' && c != '_';
    plain = plain && !mark;
  }
  if (!plain) {
    pb_reader_error(r, entry->span, "bad-value", _("“%.*s” is no name for a zone"), PB_STR_ARG(entry->key));
    pb_reader_hint(r, _("a zone's name has letters, figures, Chinese, - and _"));
  } else if (pb_str_is(entry->key, "main") || pb_str_is(entry->key, "all")) {
    pb_reader_error(r, entry->span, "bad-value", _("no zone is called “%.*s”"), PB_STR_ARG(entry->key));
    pb_reader_hint(r, _("main is the edition itself, all means it and all its zones"));
    plain = false;
  }
  return plain;
}

/* The page that a zone's entry changes; npages after a diagnostic. */
static size_t page_named(pb_reader *r, const pb_issue *issue, const pb_yaml_entry *entry) {
  unsigned long number = 0;
  size_t i = 0;
  bool known = pb_str_uint(entry->key, 999, &number);
  while (i < issue->npages && (issue->pages[i].number > number || end_of(&issue->pages[i]) < number)) i++;
  if (known && i < issue->npages) return i;
  pb_reader_error(r, entry->span, "zone-page-unknown", _("a zone cannot change page “%.*s”: the edition has none such"),
                  PB_STR_ARG(entry->key));
  pb_reader_hint(r, _("name a page of the edition by its number: 3: {place: {…}}"));
  return issue->npages;
}

static void read_zone_page(pb_reader *r, const pb_issue *issue, const pb_yaml_entry *entry, pb_issue_page *pages, bool *own) {
  size_t i = page_named(r, issue, entry);
  if (i == issue->npages || !pb_want_map(r, entry->value, entry->key.s)) return;
  const pb_yaml_entry *number = pb_yaml_find(entry->value, "page");
  if (!number) number = pb_yaml_find(entry->value, "pages");
  if (number || own[i]) {
    pb_reader_error(r, number ? number->span : entry->span, "duplicate-page",
                    number ? _("in a zone a page keeps its number") : _("a zone changes the same page twice"));
    pb_reader_hint(r, _("one entry a page, named by its number"));
    return;
  }
  pb_issue_page page;
  own[i] = read_page(r, pb_zone_page(r->arena, issue->pages[i].node, entry->value), &page);
  page.span = entry->span;
  if (own[i]) pages[i] = page;
}

static void read_zone(pb_reader *r, const pb_issue *issue, const pb_yaml_entry *entry, pb_issue_zone *zone) {
  static const pb_key KEYS[] = {{.name = "pages", .read = pb_read_node}};
  const pb_yaml *changed = NULL;
  pb_issue_page *pages = PB_NEW_N(r->arena, pb_issue_page, issue->npages);
  bool *own = PB_NEW_N(r->arena, bool, issue->npages);
  for (size_t i = 0; i < issue->npages; i++) pages[i] = issue->pages[i];
  *zone = (pb_issue_zone){.name = {entry->key, entry->span}, .pages = pages, .own = own};
  PB_READ_MAP(r, entry->value, entry->key.s, KEYS, &changed);
  if (!changed || !pb_want_map(r, changed, "pages")) return;
  for (size_t i = 0; i < changed->n; i++) read_zone_page(r, issue, &changed->entries[i], pages, own);
}

static void read_zones(pb_reader *r, const pb_yaml *node, pb_issue *issue) {
  if (!pb_want_map(r, node, "zones")) return;
  if (node->n > ZONES_MAX) {
    pb_reader_error(r, node->span, "wrong-count", _("“%s” has too many values: %zu"), "zones", node->n);
    return;
  }
  pb_issue_zone *zones = PB_NEW_N(r->arena, pb_issue_zone, node->n);
  for (size_t i = 0; i < node->n; i++)
    if (check_zone_name(r, &node->entries[i])) read_zone(r, issue, &node->entries[i], &zones[issue->nzones++]);
  issue->zones = zones;
}

/* ---- the whole ---- */

typedef struct {
  pb_issue issue;
  const pb_yaml *zones;
} issue_map;

static void read_needed(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_field *field = at;
  field->span = node->span;
  pb_want_text(r, node, key->name, &field->text);
}

static const pb_issue *read_issue(pb_arena *arena, pb_diags *diags, const char *folder, const char *path, const pb_yaml *root) {
#define AT(field) .at = offsetof(issue_map, issue.field)
  static const pb_key KEYS[] = {
      {.name = "paper", .read = read_needed, AT(paper), .required = true},
      {.name = "date", .read = read_date, .required = true},
      {.name = "number", .read = pb_read_uint, AT(number), .min = 1, .max = 9999999},
      {.name = "layout", .read = read_needed, AT(layout), .required = true},
      {.name = "pages", .read = read_pages, .required = true},
      {.name = "zones", .read = pb_read_node, .at = offsetof(issue_map, zones)},
  };
#undef AT
  pb_reader r = {.arena = arena, .diags = diags};
  issue_map *map = PB_NEW(arena, issue_map);
  pb_issue *issue = &map->issue;
  *issue = (pb_issue){.folder = folder, .path = path};
  if (!root || !PB_READ_MAP(&r, root, _("an issue"), KEYS, map)) return NULL;
  if (map->zones && issue->npages) read_zones(&r, map->zones, issue);
  issue->span = (pb_span){root->span.source, 0, 0};
  return issue->npages ? issue : NULL;
}

static const char *issue_path(pb_arena *arena, const char *folder) {
  pb_str name = pb_str_from(folder);
  return pb_fmt(arena, "%s%sissue.yaml", folder, pb_str_ends(name, "/") || name.n == 0 ? "" : "/");
}

const pb_issue *pb_issue_read(pb_arena *arena, pb_diags *diags, const char *folder) {
  const char *path = issue_path(arena, folder);
  if (access(path, F_OK) != 0 && errno == ENOENT) {
    pb_diag(diags, PB_ERROR, (pb_span){.source = pb_diags_add_source(diags, folder, PB_STR(""))}, "no-file", "%s",
            _("this folder is no edition: it has no issue.yaml"));
    pb_diag_hint(diags, "%s", _("“paiban new DIR” makes an edition to start from"));
    return NULL;
  }
  return read_issue(arena, diags, folder, path, pb_yaml_read(arena, diags, path, (pb_span){0}));
}

const pb_issue *pb_issue_parse(pb_arena *arena, pb_diags *diags, const char *folder, pb_str bytes) {
  const char *path = issue_path(arena, folder);
  return read_issue(arena, diags, folder, path, pb_yaml_decode(arena, diags, path, bytes));
}
