/* What paiban plates prints of a file's pages: one line each, a column an ink. */
#include <jansson.h>
#include <string.h>

#include "cli.h"

enum { INKS_MAX = 32, GAP = 2 };

typedef struct {
  const char *inks[INKS_MAX]; /* of all pages, in the order in which they come */
  size_t n;
} columns;

static const char *ink_of(const json_t *plate) { return json_string_value(json_object_get(plate, "ink")); }
static double number_of(const json_t *object, const char *key) { return json_real_value(json_object_get(object, key)); }

static columns gather(const json_t *pages) {
  columns c = {.n = 0};
  size_t i, k;
  const json_t *page, *plate;
  json_array_foreach(pages, i, page) {
    json_array_foreach(json_object_get(page, "plates"), k, plate) {
      size_t at = 0;
      while (at < c.n && strcmp(c.inks[at], ink_of(plate)) != 0) at++;
      if (at == c.n && c.n < INKS_MAX) c.inks[c.n++] = ink_of(plate);
    }
  }
  return c;
}

/* Names of process inks are words; those of spot inks are names. */
static const char *shown(const char *ink) {
  static const char *const PROCESS[] = {N_("Cyan"), N_("Magenta"), N_("Yellow"), N_("Black")};
  for (size_t i = 0; i < sizeof PROCESS / sizeof *PROCESS; i++)
    if (strcmp(ink, PROCESS[i]) == 0) return _(ink);
  return ink;
}

/* Cells of a terminal: what takes three bytes or four is twice as wide as a letter. */
static int cells(const char *text) {
  int n = 0;
  for (const unsigned char *p = (const unsigned char *)text; *p; p++)
    n += *p < 0x80 || (*p >= 0xC0 && *p < 0xE0) ? 1 : *p >= 0xE0 ? 2 : 0;
  return n;
}

static int width_of(const char *title) { return cells(title) < 6 ? 6 : cells(title); }

static void put_title(const char *title) { printf("%*s%s", GAP + width_of(title) - cells(title), "", title); }

static void put_page(const columns *c, const json_t *page) {
  printf("%*d", width_of(_("page")), (int)json_integer_value(json_object_get(page, "page")));
  for (size_t at = 0; at < c->n; at++) {
    size_t k;
    const json_t *plate, *found = NULL;
    json_array_foreach(json_object_get(page, "plates"), k, plate) if (strcmp(c->inks[at], ink_of(plate)) == 0) found = plate;
    int width = GAP + width_of(shown(c->inks[at]));
    if (found) printf("%*.1f", width, number_of(found, "coverage"));
    else printf("%*s", width, "-");
  }
  printf("%*.1f", GAP + width_of(_("together")), number_of(page, "coverage"));
  printf("%*.0f", GAP + width_of(_("most")), number_of(page, "most"));
  if (number_of(page, "over") > 0) printf(_("  %.0f mm² over the limit"), number_of(page, "over"));
  putchar('\n');
}

static const char *zone_of(const json_t *page) { return json_string_value(json_object_get(page, "zone")); }

/* A line a zone, where there are any. */
static void put_zone(const json_t *page) {
  const char *zone = zone_of(page);
  if (zone) printf(_("zone %s"), zone);
  else fputs(_("the edition itself"), stdout);
  putchar('\n');
}

static bool same_zone(const json_t *a, const json_t *b) {
  const char *x = zone_of(a), *y = zone_of(b);
  return x && y ? strcmp(x, y) == 0 : x == y;
}

void cli_print_plates(const json_t *pages) {
  columns c = gather(pages);
  size_t i;
  const json_t *page;
  if (json_array_size(pages) == 0) return;
  printf("%*s%s", width_of(_("page")) - cells(_("page")), "", _("page"));
  for (size_t at = 0; at < c.n; at++) put_title(shown(c.inks[at]));
  put_title(_("together"));
  put_title(_("most"));
  puts("  %");
  bool zones = false;
  json_array_foreach(pages, i, page) zones = zones || zone_of(page);
  json_array_foreach(pages, i, page) {
    if (zones && (i == 0 || !same_zone(page, json_array_get(pages, i - 1)))) put_zone(page);
    put_page(&c, page);
  }
}
