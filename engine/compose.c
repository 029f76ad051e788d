/* The pipeline. An edition's folder is loaded into a plan; its stories are shaped and filled into pages; the pages are
 * painted by Cairo and finished for the press. Every call of paiban.h is one pass down this file, or part of one. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"
#include "dump.h"
#include "files.h"
#include "fill.h"
#include "finish.h"
#include "folders.h"
#include "image.h"
#include "inkcheck.h"
#include "output.h"
#include "paint.h"
#include "placements.h"
#include "plates.h"
#include "preflight.h"
#include "printmarks.h"
#include "run.h"
#include "scratch.h"
#include "shape.h"
#include "subset.h"
#include "text.h"

/* ---- load ---- */

static bool load(pb_run *run) {
  const char *house = run->options.house;
  pb_progress(run, PAIBAN_LOADING, 0, 1);
  if (!pb_folder_readable(run->folder)) {
    pb_io_error(run, _("there is no edition to read"), run->folder);
    return false;
  }
  if (house && *house && !pb_folder_readable(house)) {
    pb_io_error(run, _("the house folder cannot be read"), house);
    return false;
  }
  run->plan = pb_plan_load(run->arena, run->diags, run->folder, (pb_search){.house = run->options.house, .data = run->data});
  return run->plan != NULL;
}

/* ---- shape, fill ---- */

static bool fill(pb_run *run, bool proof) {
  pb_progress(run, PAIBAN_SETTING, 0, 1);
  if (!run->fonts) run->fonts = pb_run_fonts(run);
  if (!run->fonts) return false;
  pb_fill_job job = {.arena = run->arena, .diags = run->diags, .fonts = run->fonts, .plan = run->plan, .proof = proof};
  run->edition = pb_fill(&job);
  return run->edition != NULL;
}

/* ---- profile ---- */

/* NULL after a diagnostic. */
static const pb_profile *find_profile(pb_run *run, const char *asked) {
  pb_field field = pb_profile_name(run, asked);
  pb_str name = field.text;
  pb_span at = field.span;
  const char *path = pb_find_data(run, "layouts/press", name);
  const char *newsprint = run->folder ? pb_fmt(run->arena, "%s/icc/newsprint.icc", run->data) : NULL;
  if (path) return pb_profile_read(run->arena, run->diags, path, newsprint);
  pb_diag(run->diags, PB_ERROR, at, "profile", _("there is no profile “%.*s”"), PB_STR_ARG(name));
  pb_diag_hint(run->diags, _("profiles are layouts/press/NAME.yaml in the edition, the house folder or the installed data"));
  return NULL;
}

/* A press without plates of their own for spot inks prints them from the four. */
static void convert_spots(pb_run *run, const pb_profile *profile) {
  if (profile && profile->spots == PB_SPOTS_PROCESS) run->plan = pb_plan_in_process_inks(run->arena, run->plan);
}

/* ---- paint, finish ---- */

/* What one call writes. */
typedef struct {
  pb_run *run;
  const pb_profile *profile;
  const char *date;
  bool force;
  const char *shown; /* what diagnostics call a file that gets no name, and is not for the press; NULL: each has its own */
} output;

/* By page of the document: does a placed PDF stand on it? Of a spread's half: on the spread. */
static const bool *find_placed(pb_arena *arena, const pb_document *document) {
  bool *placed = PB_NEW_N(arena, bool, document->npages);
  const pb_edition *edition = document->of->edition;
  for (size_t i = 0; i < document->npages; i++) {
    const pb_page *page = &edition->pages[document->pages[i].page];
    for (size_t k = 0; k < page->nitems && !placed[i]; k++) {
      const pb_item *item = &page->items[k];
      const pb_picture *picture = item->kind == PB_ITEM_PICTURE ? edition->pictures[item->picture.picture] : NULL;
      placed[i] = picture && picture->format == PB_PICTURE_PDF;
    }
  }
  return placed;
}

/* The printer's check, before the file gets its name. */
static bool inspect(const output *out, const pb_document *document) {
  pb_run *run = out->run;
  if (out->profile->standard == PB_STANDARD_NONE) return true;
  size_t before = pb_diags_count(run->diags, PB_ERROR);
  uint32_t source = pb_diags_add_source(run->diags, out->shown ? out->shown : document->path, (pb_str){"", 0});
  pb_preflight_job job = {.arena = run->arena,
                          .diags = run->diags,
                          .at = {.source = source},
                          .path = document->file.aside,
                          .profile = out->profile,
                          .own = true,
                          .plates = !out->shown, /* which are measured as they are made */
                          .placed_on = find_placed(run->arena, document)};
  if (!pb_preflight(&job)) pb_io_error(run, _("the file cannot be read"), document->path);
  if (pb_diags_count(run->diags, PB_ERROR) == before || out->force || out->shown) return true;
  pb_diag(run->diags, PB_NOTE, job.at, "not-written", _("it is not written: the press would not take it"));
  pb_diag_hint(run->diags, _("write it all the same with --force, to look at it"));
  return false;
}

static const pb_edition *with_marks(const output *out, const pb_edition *edition) {
  const pb_run *run = out->run;
  const pb_print_marks *marks = &out->profile->marks;
  pb_str when = pb_date_for_slug(run, out->date, marks->time == PB_SLUG_NOW);
  return pb_print_marks_draw(&(pb_print_marks_job){run->arena, run->diags, run->fonts, edition, marks, when});
}

/* Cairo's PDF is only finish's to read: it has no name to leave behind. */
static bool write_document(const output *out, pb_document *document) {
  pb_run *run = out->run;
  int fd = memfd_create("paiban", MFD_CLOEXEC);
  if (fd < 0) {
    pb_io_error(run, _("no temporary file"), document->path);
    return false;
  }
  const pb_edition *edition = with_marks(
      out, pb_edition_subset(run->arena, document->of->edition, document->pages, document->npages, out->profile->fold_bleed));
  pb_painted painted;
  bool good = pb_paint_pdf(run->arena, run->diags, run->fonts, edition, 0, edition->npages,
                           pb_fmt(run->arena, "/proc/self/fd/%d", fd), &painted);
  pb_finish_job job = {.arena = run->arena,
                       .diags = run->diags,
                       .edition = edition,
                       .first = 0,
                       .end = edition->npages,
                       .painted = &painted,
                       .profile = out->profile,
                       .cache = pb_cache_folder(run->arena, run->options.cache),
                       .force = out->force,
                       .date = out->date};
  pb_progress(run, PAIBAN_FINISHING, 0, 1);
  good = good && pb_document_open(run, document) && pb_finish(&job, &document->file) && inspect(out, document);
  close(fd);
  return good;
}

/* All documents stand before the first has its name: a set is whole or not there. */
static void write_documents(const output *out, pb_documents *documents) {
  pb_run *run = out->run;
  if (documents->folder && !pb_folders_may(documents->folder)) {
    pb_io_error(run, _("cannot make this folder"), documents->folder);
    return;
  }
  bool good = true;
  for (size_t i = 0; good && i < documents->n; i++) {
    pb_progress(run, PAIBAN_PAINTING, i, documents->n);
    good = write_document(out, &documents->at[i]);
  }
  if (good) pb_documents_commit(run, documents);
  else pb_documents_abandon(documents);
}

/* ---- the calls ---- */

static bool faulty(const pb_run *run) { return run->io_failed || pb_diags_count(run->diags, PB_ERROR) > 0; }

/* What can be set but not printed well. */
static void check_for_press(pb_run *run, const pb_profile *profile) {
  if (!profile) return;
  pb_preflight_placements(run->arena, run->diags, run->edition, profile);
  pb_image_check_places(run->arena, run->diags, run->edition, profile);
  pb_ink_check(run->diags, run->edition, profile);
}

/* The edition itself first, with which each zone is compared. */
static bool fill_zones(pb_run *run, const pb_profile *profile, bool proof) {
  for (size_t i = 0; i < run->nzoned; i++) {
    run->plan = run->zoned[i].plan;
    pb_say_zone(run, run->plan->zone);
    convert_spots(run, profile);
    if (!fill(run, proof)) return false;
    run->zoned[i].edition = run->edition;
    if (i || run->wants_main) check_for_press(run, profile);
    if (i) pb_check_zone(run, i);
  }
  pb_say_zone(run, NULL);
  return true;
}

static bool wants_halves(const pb_profile *profile, bool split) {
  pb_spreads spreads = profile ? profile->spreads : PB_SPREADS_AUTO;
  return spreads == PB_SPREADS_HALVES || (spreads == PB_SPREADS_AUTO && split);
}

/* All but the writing: what is to be written. False: nothing may be. */
static bool prepare(output *out, const paiban_render_options *render, pb_documents *documents) {
  pb_run *run = out->run;
  pb_page_choice *pages;
  size_t n;
  if (!load(run)) return false;
  out->profile = find_profile(run, render->profile);
  out->force = render->force;
  bool known = out->profile && pb_choose_zones(run, run->options.zone) &&
               pb_choose_pages(run, render->pages, wants_halves(out->profile, render->split), &pages, &n) &&
               pb_documents_plan(run, render, pages, n, documents) && pb_documents_spare(run, documents);
  out->date = pb_document_date(run);
  if (run->usage_failed) return false; /* before the work of setting */
  if (!fill_zones(run, out->profile, out->profile && out->profile->placeholders) || !out->profile || !known) return false;
  if (faulty(run) && !out->profile->placeholders && !render->force) {
    pb_diag(run->diags, PB_NOTE, (pb_span){0}, "not-written", _("nothing is written while there are errors"));
    pb_diag_hint(run->diags, _("see them on the page with --profile proof, or write all the same with --force"));
    return false;
  }
  return true;
}

static void render_edition(pb_run *run, const paiban_render_options *render) {
  output out = {.run = run};
  pb_documents documents;
  if (prepare(&out, render, &documents)) write_documents(&out, &documents);
}

paiban_status paiban_render(const char *folder, const paiban_options *options, const paiban_render_options *render) {
  pb_run *run = pb_run_begin(folder, options);
  render_edition(run, render ? render : &(paiban_render_options){0});
  return pb_run_end(run);
}

/* The names that the paper wants for its pages. */
static void check_names(pb_run *run, const pb_profile *profile) {
  pb_page_choice *pages;
  size_t n;
  pb_documents documents;
  if (pb_choose_zones(run, "all") && run->plan->paper->page_file.text.n &&
      pb_choose_pages(run, NULL, wants_halves(profile, true), &pages, &n))
    (void)pb_documents_plan(run, &(paiban_render_options){.split = true}, pages, n, &documents);
}

/* What writing would come upon. */
static void check_pictures(pb_run *run) {
  for (size_t z = 0; z < run->nzoned; z++) {
    const pb_edition *edition = run->zoned[z].edition;
    for (size_t i = 0; i < edition->npictures; i++)
      if (edition->pictures[i]) (void)pb_image_check(run->diags, edition->pictures[i]);
  }
}

paiban_status paiban_check(const char *folder, const paiban_options *options) {
  pb_run *run = pb_run_begin(folder, options);
  if (load(run)) {
    const pb_profile *profile = find_profile(run, NULL);
    check_names(run, profile);
    if (fill_zones(run, profile, false)) check_pictures(run);
  }
  return pb_run_end(run);
}

/* ---- preflight ---- */

/* errno tells why, but of what is no file at all nothing that people read. */
static void tell_unread(pb_run *run, const char *path) {
  struct stat st;
  int error = errno;
  bool odd = stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
  errno = error;
  if (!odd) {
    pb_io_error(run, _("the file cannot be read"), path);
    return;
  }
  uint32_t source = pb_diags_add_source(run->diags, pb_str_z(run->arena, pb_str_from(path)), (pb_str){"", 0});
  pb_diag(run->diags, PB_ERROR, (pb_span){.source = source}, "io", _("it is no plain file, but a device or a pipe"));
  pb_diag_hint(run->diags, _("write the PDF to a file first"));
  run->io_failed = true;
}

paiban_status paiban_preflight(const char *path, const paiban_options *options, const paiban_preflight_options *preflight) {
  pb_run *run = pb_run_begin(NULL, options);
  const pb_profile *profile = find_profile(run, preflight ? preflight->profile : NULL);
  if (profile) {
    uint32_t source = pb_diags_add_source(run->diags, pb_str_z(run->arena, pb_str_from(path)), (pb_str){"", 0});
    pb_preflight_job job = {
        .arena = run->arena, .diags = run->diags, .at = {.source = source}, .path = path, .profile = profile, .plates = true};
    if (!pb_preflight(&job)) tell_unread(run, path);
  }
  return pb_run_end(run);
}

/* ---- plates ---- */

/* The name of a PDF's file without folders and without .pdf. */
static const char *plain_name(pb_arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  pb_str name = pb_str_from(slash ? slash + 1 : path);
  if (name.n > 4 && (pb_str_ends(name, ".pdf") || pb_str_ends(name, ".PDF"))) name.n -= 4;
  return pb_str_z(arena, name);
}

static void plate_document(const output *out, const paiban_plates_options *plates, pb_document *document) {
  pb_run *run = out->run;
  unsigned *numbers = PB_NEW_N(run->arena, unsigned, document->npages);
  for (size_t i = 0; i < document->npages; i++) numbers[i] = pb_choice_number(document->of->plan, &document->pages[i]);
  pb_plates_of of = {.shown = run->folder, .name = plain_name(run->arena, document->path), .numbers = numbers};
  of.source = pb_diags_add_source(run->diags, of.shown, (pb_str){"", 0});
  of.zone = document->of->plan->zone ? pb_str_z(run->arena, document->of->plan->zone->name.text) : NULL;
  of.limit = out->profile->ink_limit;
  pb_progress(run, PAIBAN_PAINTING, 0, 1);
  bool good = write_document(out, document);
  of.path = document->file.aside;
  if (good) pb_make_plates(run, plates, &of);
}

/* The edition's PDF, and those of its zones, go with the folder that they are in. */
static void plate_edition(pb_run *run, const paiban_plates_options *plates) {
  output out = {.run = run, .shown = run->folder};
  pb_documents documents;
  pb_scratch scratch;
  if (!pb_scratch_open(&scratch, run->arena)) {
    pb_io_error(run, _("no temporary file"), run->folder);
    return;
  }
  paiban_render_options render = {.output = scratch.path, .profile = plates->profile, .pages = plates->pages};
  if (prepare(&out, &render, &documents)) {
    for (size_t i = 0; i < documents.n; i++) plate_document(&out, plates, &documents.at[i]);
    pb_documents_abandon(&documents);
  }
  pb_scratch_drop(&scratch);
}

/* A stranger's PDF: what is broken in it is told, and there are plates all the same, to look at. */
static void plate_file(pb_run *run, const char *path, const paiban_plates_options *plates) {
  const pb_profile *profile = find_profile(run, plates->profile);
  if (!profile) return;
  pb_plates_of of = {.path = path, .shown = pb_str_z(run->arena, pb_str_from(path)), .name = plain_name(run->arena, path)};
  of.limit = profile->ink_limit;
  of.source = pb_diags_add_source(run->diags, of.shown, (pb_str){"", 0});
  pb_preflight_job job = {
      .arena = run->arena, .diags = run->diags, .at = {.source = of.source}, .path = path, .profile = profile, .whole = true};
  if (pb_preflight(&job)) pb_make_plates(run, plates, &of);
  else tell_unread(run, path);
}

paiban_status paiban_plates(const char *path, const paiban_options *options, const paiban_plates_options *plates) {
  static const paiban_plates_options USUAL = {0};
  struct stat st;
  bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
  pb_run *run = pb_run_begin(folder ? path : NULL, options);
  if (!plates) plates = &USUAL;
  if (plates->dpi && (plates->dpi < PB_PLATES_DPI_LEAST || plates->dpi > PB_PLATES_DPI_MOST)) {
    pb_usage_error(run, _("plates are drawn at 18 to 600 dpi"), NULL);
  } else if (folder) {
    plate_edition(run, plates);
  } else {
    plate_file(run, path, plates);
  }
  return pb_run_end(run);
}

/* ---- dump ---- */

/* A chain's story, as fill shapes it. */
static const pb_story *shape(pb_run *run, const pb_chain *chain) {
  const pb_plan_page *page = &run->plan->pages[chain->parts[0].page];
  const pb_frame *frame = &page->placements[chain->parts[0].placement].frame;
  const pb_style *body = pb_body_style(page->layout, frame);
  pb_shaper shaper = {
      .arena = run->arena, .diags = run->diags, .fonts = run->fonts, .layout = page->layout, .vertical = frame->vertical};
  if (chain->narticles == 1) return pb_shape_article(&shaper, chain->articles[0], body);
  return pb_shape_group(&shaper, chain->articles, chain->narticles, body);
}

static void dump_issue(pb_run *run, FILE *out) { pb_dump_issue(run->plan, out); }
static void dump_plan(pb_run *run, FILE *out) { pb_dump_plan(run->plan, out); }

static void dump_stories(pb_run *run, FILE *out) {
  run->fonts = pb_run_fonts(run);
  for (size_t i = 0; run->fonts && i < run->plan->nchains; i++) {
    const pb_chain *chain = &run->plan->chains[i];
    const pb_story *story = chain->nparts && chain->narticles ? shape(run, chain) : NULL;
    if (story) pb_dump_story(story, run->fonts, out);
  }
}

static void dump_pages(pb_run *run, FILE *out) {
  if (fill(run, false)) pb_dump_pages(run->edition, run->fonts, out);
}

static const struct {
  const char *name;
  void (*dump)(pb_run *run, FILE *out);
} STAGES[] = {{"issue", dump_issue}, {"plan", dump_plan}, {"story", dump_stories}, {"pages", dump_pages}};

paiban_status paiban_dump(const char *folder, const paiban_options *options, const char *stage, FILE *out) {
  pb_run *run = pb_run_begin(folder, options);
  size_t i = 0, n = sizeof STAGES / sizeof *STAGES;
  while (i < n && strcmp(STAGES[i].name, stage) != 0) i++;
  if (i == n) {
    pb_usage_error(run, pb_fmt(run->arena, _("there is no stage “%s”"), stage), _("stages: issue, plan, story, pages"));
  } else if (load(run) && pb_choose_zones(run, run->options.zone)) {
    run->plan = run->zoned[run->nzoned - 1].plan;
    STAGES[i].dump(run, out);
    if (fflush(out) != 0 || ferror(out)) run->io_failed = true; /* the caller has the file, and knows its name */
  }
  return pb_run_end(run);
}

/* ---- fonts ---- */

paiban_status paiban_fonts(const char *folder, const paiban_options *options,
                           void (*on_font)(void *user, const paiban_font *font)) {
  pb_run *run = pb_run_begin(folder, options);
  if (!folder) {
    run->fonts = pb_run_fonts(run);
    if (run->fonts) pb_list_roles(run, on_font);
  } else if (load(run) && fill(run, true)) {
    pb_list_faces(run, on_font);
  }
  return pb_run_end(run);
}
