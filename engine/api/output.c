#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "naming.h"
#include "text.h"

/* ---- names ---- */

/* What is wrong with a name is said where its pattern comes from: on the command line or in the paper. */
typedef struct {
  pb_run *run;
  pb_str text;
  pb_span span; /* source 0: the command line */
} pattern;

static bool refuse(const pattern *p, const char *problem, const char *hint) {
  if (!p->span.source) pb_usage_error(p->run, problem, hint);
  else {
    pb_diag(p->run->diags, PB_ERROR, p->span, "bad-name", "%s", problem);
    if (hint) pb_diag_hint(p->run->diags, "%s", hint);
  }
  return false;
}

/* A proof never takes the place of the file for the press. */
static pattern pattern_of(pb_run *run, const paiban_render_options *render) {
  const pb_field *own = &run->plan->paper->page_file;
  if (render->name) return (pattern){run, pb_str_from(render->name), {0}};
  if (render->split && own->text.n) return (pattern){run, own->text, own->span};
  bool press = pb_str_eq(pb_profile_name(run, render->profile).text, pb_profile_name(run, NULL).text);
  return (pattern){
      run, pb_str_from(pb_fmt(run->arena, "{issue}%s{zone:-}%s", render->split ? "-{page}" : "", press ? "" : "{profile:-}")), {0}};
}

static pb_naming naming_of(const pb_run *run, const pb_document *document, pb_str profile, bool split) {
  const pb_issue *issue = run->plan->issue;
  pb_naming naming = {.year = issue->year,
                      .month = issue->month,
                      .day = issue->day,
                      .number = issue->number,
                      .issue = pb_str_from(pb_folder_name(run->arena, run->folder)),
                      .paper = run->plan->paper->name,
                      .profile = profile};
  if (document->of->plan->zone) naming.zone = document->of->plan->zone->name.text;
  if (!split) return naming;
  const pb_page_choice *choice = &document->pages[0];
  const pb_plan_page *page = &document->of->plan->pages[choice->page];
  bool whole = choice->half == PB_WHOLE;
  naming.page = pb_choice_number(document->of->plan, choice);
  naming.last = whole ? page->page->last : 0;
  naming.label = whole ? page->label : page->sides[choice->half == PB_RIGHT_HALF].label;
  naming.name = page->page->name.text;
  return naming;
}

static int by_path(const void *a, const void *b) {
  const pb_document *x = *(const pb_document *const *)a, *y = *(const pb_document *const *)b;
  int order = strcmp(x->path, y->path);
  return order ? order : (x > y) - (x < y);
}

static bool names_differ(const pattern *p, const pb_documents *documents) {
  pb_run *run = p->run;
  const pb_document **sorted = PB_NEW_N(run->arena, const pb_document *, documents->n);
  for (size_t i = 0; i < documents->n; i++) sorted[i] = &documents->at[i];
  qsort(sorted, documents->n, sizeof *sorted, by_path);
  for (size_t i = 1; i < documents->n; i++)
    if (strcmp(sorted[i - 1]->path, sorted[i]->path) == 0)
      return refuse(p, pb_fmt(run->arena, _("two files would both be named %s"), sorted[i]->path),
                    _("put {page} into the pattern, and where there are zones {zone}"));
  return true;
}

/* A zone's files must never take the place of the edition's own. */
static bool tells_zones(const pattern *p, const pb_documents *documents) {
  bool zones = false;
  for (size_t i = 0; i < documents->n; i++) zones = zones || documents->at[i].of->plan->zone;
  if (!zones || memmem(p->text.s, p->text.n, "{zone", strlen("{zone"))) return true;
  return refuse(p, _("the names would not tell a zone's files from the edition's own"),
                _("put {zone} into the pattern, or {zone:-}"));
}

static bool name_all(const pattern *p, pb_documents *documents, pb_str profile, bool split) {
  if (!tells_zones(p, documents)) return false;
  for (size_t i = 0; i < documents->n; i++) {
    pb_document *document = &documents->at[i];
    pb_naming naming = naming_of(p->run, document, profile, split);
    const char *name;
    pb_naming_fault fault = pb_naming_make(p->run->arena, p->text, &naming, &name);
    if (fault.problem) return refuse(p, fault.problem, fault.hint);
    document->path = pb_fmt(p->run->arena, "%s/%s", documents->folder, name);
    document->deep = true;
  }
  return names_differ(p, documents);
}

/* ---- documents ---- */

/* A page of a zone that is the edition's own is the edition's document. NULL: none of this run's. */
static const pb_zoned *owner_of(const pb_run *run, const pb_zoned *zoned, size_t page, bool by_number) {
  const pb_issue_zone *zone = zoned->plan->zone;
  if (!zone || zone->own[page]) return zoned;
  return by_number && !run->wants_main ? &run->zoned[0] : NULL;
}

static void choose_documents(pb_run *run, const paiban_render_options *render, const pb_page_choice *pages, size_t n,
                             pb_documents *out) {
  out->at = PB_NEW_N(run->arena, pb_document, run->nzoned * (render->split ? n : 1));
  for (size_t i = run->wants_main ? 0 : 1; i < run->nzoned; i++) {
    const pb_zoned *zoned = &run->zoned[i];
    if (!render->split) out->at[out->n++] = (pb_document){.of = zoned, .pages = pages, .npages = n};
    for (size_t k = 0; k < n && render->split; k++) {
      const pb_zoned *owner = owner_of(run, zoned, pages[k].page, render->pages != NULL);
      if (owner) out->at[out->n++] = (pb_document){.of = owner, .pages = &pages[k], .npages = 1};
    }
  }
}

/* `day.pdf` is not meant as a folder, unless it is one. */
static bool may_be_folder(pb_run *run, const char *asked) {
  struct stat st;
  size_t n = asked ? strlen(asked) : 0, end = strlen(".pdf");
  if (n < end || strcasecmp(asked + n - end, ".pdf") != 0 || (stat(asked, &st) == 0 && S_ISDIR(st.st_mode))) return true;
  pb_usage_error(run, pb_fmt(run->arena, _("the files need a folder, and %s is the name of a file"), asked),
                 _("name a folder with -o; one whose name is such needs a / at its end"));
  return false;
}

/* A file, or a folder. */
static const char *folder_asked(pb_run *run, const paiban_render_options *render, bool several) {
  struct stat st;
  const char *asked = render->output;
  if (!asked || !*asked) return ".";
  bool folder =
      several || render->split || render->name || asked[strlen(asked) - 1] == '/' || (stat(asked, &st) == 0 && S_ISDIR(st.st_mode));
  if (!folder) return NULL;
  pb_str trimmed = pb_str_from(asked);
  while (trimmed.n > 1 && trimmed.s[trimmed.n - 1] == '/') trimmed.n--;
  return pb_str_z(run->arena, trimmed);
}

bool pb_documents_plan(pb_run *run, const paiban_render_options *render, const pb_page_choice *pages, size_t n, pb_documents *out) {
  *out = (pb_documents){0};
  choose_documents(run, render, pages, n, out);
  out->folder = folder_asked(run, render, out->n > 1);
  if (out->folder && !may_be_folder(run, render->output)) return false;
  if (out->n == 0) {
    pb_usage_error(run, _("the zone changes no page: there is nothing to write"), _("leave --split out to write all of its pages"));
    return false;
  }
  if (!out->folder) {
    out->at[0].path = render->output;
    return true;
  }
  pattern p = pattern_of(run, render);
  return name_all(&p, out, pb_profile_name(run, render->profile).text, render->split);
}

/* ---- files ---- */

static bool fail_write(pb_run *run, const char *path) {
  pb_diag(run->diags, PB_ERROR, (pb_span){0}, "finish-write", _("%s cannot be written: %s"), path, strerror(errno));
  return false;
}

bool pb_document_open(pb_run *run, pb_document *document) {
  bool open =
      document->deep ? pb_outfile_open_deep(&document->file, document->path) : pb_outfile_open(&document->file, document->path);
  return open || fail_write(run, document->path);
}

void pb_documents_abandon(pb_documents *documents) {
  for (size_t i = documents->n; i-- > 0;) pb_outfile_abandon(&documents->at[i].file); /* the first made the folders */
}

/* First all that can fail for want of room, then the names. */
bool pb_documents_commit(pb_run *run, pb_documents *documents) {
  for (size_t i = 0; i < documents->n; i++) {
    pb_document *document = &documents->at[i];
    if (pb_outfile_settle(&document->file)) continue;
    fail_write(run, document->path);
    pb_documents_abandon(documents);
    return false;
  }
  bool good = true;
  for (size_t i = 0; i < documents->n; i++) {
    pb_document *document = &documents->at[i];
    bool named = pb_outfile_commit(&document->file);
    if (named && run->options.on_written) run->options.on_written(run->options.user, document->path);
    if (!named) good = fail_write(run, document->path);
  }
  return good;
}
