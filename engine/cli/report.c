/* What a run says: on a terminal as text, or gathered into one JSON object (docs/json.md). */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

struct cli_report {
  const cli_args *args;
  const char *issue;
  bool progress; /* a progress line stands on the terminal */
  unsigned counts[3];
  json_t *diagnostics, *files, *fonts, *pages;
};

static const char *const SEVERITY[] = {"note", "warning", "error"}; /* by paiban_severity */

static const char *severity_text(paiban_severity severity) {
  return severity == PAIBAN_ERROR ? _("error") : severity == PAIBAN_WARNING ? _("warning") : _("note");
}

cli_report *cli_report_new(const cli_args *args, const char *issue) {
  cli_report *r = calloc(1, sizeof *r);
  if (!r) exit(PAIBAN_IO);
  r->args = args;
  r->issue = issue;
  r->diagnostics = json_array();
  r->files = json_array();
  r->fonts = json_array();
  r->pages = json_array();
  return r;
}

static void wipe_progress(cli_report *r) {
  if (r->progress) fputs("\r\033[K", stderr);
  r->progress = false;
}

/* Small things to the tenth of a millimetre. */
static void print_mm(double mm) { fprintf(stderr, "%.*f", fabs(mm) < 9.95 ? 1 : 0, fabs(mm) < 0.05 ? 0 : mm); }

static void print_place(const paiban_diagnostic *d) {
  fputc(' ', stderr);
  fprintf(stderr, _("page %u"), d->page);
  if (d->width > 0 || d->height > 0) {
    fputs(", ", stderr);
    print_mm(d->width);
    fputs("×", stderr);
    print_mm(d->height);
    fputs(_(" mm at "), stderr);
    print_mm(d->x);
    fputs(", ", stderr);
    print_mm(d->y);
    fputs(" mm", stderr);
  }
  fputc(':', stderr);
}

static void print_diagnostic(const paiban_diagnostic *d) {
  fprintf(stderr, "%s:", d->path ? d->path : "paiban");
  if (d->line) fprintf(stderr, "%u:%u:", d->line, d->column);
  if (d->page) print_place(d);
  fprintf(stderr, _(" %s: %s [%s]\n"), severity_text(d->severity), d->message, d->id);
  if (d->hint) fprintf(stderr, _("  hint: %s\n"), d->hint);
}

/* JSON is UTF-8, file names need not be: what is not valid becomes U+FFFD. */
static json_t *repaired(const char *s) {
  size_t n = 0, size = strlen(s);
  char *out = malloc(3 * size + 1);
  if (!out) exit(PAIBAN_IO);
  for (size_t at = 0; at < size;) {
    json_t *character = NULL;
    size_t length = 0;
    while (!character && ++length <= 4 && at + length <= size) character = json_stringn(s + at, length);
    bool valid = character != NULL;
    json_decref(character);
    memcpy(out + n, valid ? s + at : "\xEF\xBF\xBD", valid ? length : 3);
    n += valid ? length : 3;
    at += valid ? length : 1;
  }
  json_t *text = json_stringn(out, n);
  free(out);
  return text;
}

static json_t *text(const char *s) {
  if (!s) return json_null();
  json_t *as_it_is = json_string(s);
  return as_it_is ? as_it_is : repaired(s);
}

static void on_diagnostic(void *user, const paiban_diagnostic *d) {
  cli_report *r = user;
  r->counts[d->severity]++;
  wipe_progress(r);
  if (r->args->json) {
    json_t *one =
        json_pack("{s:s, s:s, s:o, s:i, s:i, s:o, s:o}", "severity", SEVERITY[d->severity], "id", d->id, "path", text(d->path),
                  "line", (int)d->line, "column", (int)d->column, "message", text(d->message), "hint", text(d->hint));
    if (d->page) json_object_set_new(one, "page", json_integer((json_int_t)d->page));
    if (d->width > 0 || d->height > 0)
      json_object_set_new(one, "rectangle", json_pack("[f, f, f, f]", d->x, d->y, d->width, d->height));
    json_array_append_new(r->diagnostics, one);
  } else if (!r->args->quiet || d->severity == PAIBAN_ERROR) {
    print_diagnostic(d);
  }
}

static void on_progress(void *user, paiban_stage stage, unsigned done, unsigned total) {
  static const char *const STAGES[] = {N_("reading"), N_("setting"), N_("painting"), N_("finishing"), N_("making plates")};
  cli_report *r = user;
  wipe_progress(r);
  fprintf(stderr, "%s: %s", r->issue, _(STAGES[stage]));
  if (total > 1) fprintf(stderr, " %u/%u", done + 1, total);
  fflush(stderr);
  r->progress = true;
}

static void on_written(void *user, const char *path) {
  cli_report *r = user;
  wipe_progress(r);
  if (r->args->json) json_array_append_new(r->files, text(path));
  else if (!r->args->quiet) printf("%s\n", path);
}

void cli_report_font(void *user, const paiban_font *f) {
  cli_report *r = user;
  wipe_progress(r);
  if (r->args->json) {
    json_array_append_new(r->fonts,
                          json_pack("{s:o, s:o, s:i, s:o, s:i, s:s}", "role", text(f->role), "family", text(f->family), "weight",
                                    (int)f->weight, "path", text(f->path), "index", (int)f->index, "hash", f->hash));
  } else {
    printf("%-9s %3u  %-24s %s  %s#%u\n", f->role ? f->role : "-", f->weight, *f->family ? f->family : "-", f->hash, f->path,
           f->index);
  }
}

void cli_report_plates(void *user, const paiban_plated_page *page) {
  cli_report *r = user;
  json_t *plates = json_array();
  for (unsigned i = 0; i < page->nplates; i++) {
    const paiban_plate *p = &page->plates[i];
    json_array_append_new(plates,
                          json_pack("{s:o, s:f, s:o}", "ink", text(p->ink), "coverage", p->coverage, "file", text(p->path)));
  }
  json_array_append_new(r->pages, json_pack("{s:i, s:o, s:o, s:f, s:f, s:f}", "page", (int)page->page, "zone", text(page->zone),
                                            "plates", plates, "coverage", page->coverage, "most", page->most, "over", page->over));
}

paiban_options cli_report_options(cli_report *r) {
  paiban_options options = r->args->options;
  options.user = r;
  options.on_diagnostic = on_diagnostic;
  options.on_written = on_written;
  if (!r->args->quiet && !r->args->json && isatty(STDERR_FILENO)) options.on_progress = on_progress;
  return options;
}

static bool is_about_file(const cli_report *r) {
  struct stat st;
  if (r->args->command == CLI_PLATES) return !(stat(r->issue, &st) == 0 && S_ISDIR(st.st_mode));
  return r->args->command == CLI_PREFLIGHT;
}

static void print_json(const cli_report *r, paiban_status status) {
  static const char *const STATUS[] = {"ok", "errors", "usage", "io"};
  bool file = is_about_file(r);
  json_t *all = json_pack("{s:s, s:s, s:o, s:s, s:{s:i, s:i, s:i}, s:O, s:O}", "paiban", paiban_version(), "command",
                          cli_command_of(r->args)->name, file ? "file" : "issue", text(r->issue), "status", STATUS[status],
                          "counts", "errors", (int)r->counts[PAIBAN_ERROR], "warnings", (int)r->counts[PAIBAN_WARNING], "notes",
                          (int)r->counts[PAIBAN_NOTE], "diagnostics", r->diagnostics, "files", r->files);
  if (r->args->command == CLI_FONTS) json_object_set(all, "fonts", r->fonts);
  if (r->args->command == CLI_PLATES) json_object_set(all, "pages", r->pages);
  json_dumpf(all, stdout, JSON_COMPACT | JSON_REAL_PRECISION(8));
  putchar('\n');
  json_decref(all);
}

void cli_report_end(cli_report *r, paiban_status status) {
  wipe_progress(r);
  if (r->args->json) print_json(r, status);
  else cli_print_plates(r->pages);
  json_decref(r->diagnostics);
  json_decref(r->files);
  json_decref(r->fonts);
  json_decref(r->pages);
  free(r);
}
