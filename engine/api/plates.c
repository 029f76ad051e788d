/* What paiban_plates does with a PDF that is there: its pages one by one, handed to the caller. */
#include "folders.h"
#include "plating.h"
#include "run.h"
#include "text.h"

enum { DPI_USUAL = 100 };

static void tell_page(const pb_run *run, const paiban_plates_options *plates, const char *zone, unsigned number,
                      const pb_plated_page *page) {
  const pb_ink_figures *figures = &page->figures;
  paiban_plate *list = PB_NEW_N(run->arena, paiban_plate, page->plates.nplates);
  for (size_t i = 0; i < page->plates.nplates; i++) {
    list[i] = (paiban_plate){
        .ink = pb_str_z(run->arena, page->plates.plates[i].name), .coverage = figures->coverage[i], .path = page->pictures[i]};
    if (list[i].path && run->options.on_written) run->options.on_written(run->options.user, list[i].path);
  }
  paiban_plated_page told = {.page = number,
                             .zone = zone,
                             .plates = list,
                             .nplates = (unsigned)page->plates.nplates,
                             .coverage = figures->sum,
                             .most = figures->most,
                             .over = figures->mm2};
  if (plates->on_page) plates->on_page(run->options.user, &told);
}

static const unsigned *count_up(pb_arena *arena, size_t n) {
  unsigned *numbers = PB_NEW_N(arena, unsigned, n);
  for (size_t i = 0; i < n; i++) numbers[i] = (unsigned)i + 1;
  return numbers;
}

/* The pages asked for, of those that there are. */
static bool choose(pb_run *run, const char *list, const pb_plates_of *of, size_t there, const unsigned **numbers, bool **wanted) {
  *numbers = of->numbers ? of->numbers : count_up(run->arena, there);
  *wanted = PB_NEW_N(run->arena, bool, there);
  return pb_choose_among(run, of->numbers ? NULL : list, *numbers, there, *wanted);
}

static void make_all(pb_run *run, const paiban_plates_options *plates, const pb_plates_of *of, pb_plating *plating,
                     const char *folder) {
  const unsigned *numbers;
  bool *wanted;
  const size_t there = pb_plating_pages(plating);
  if (!choose(run, plates->pages, of, there, &numbers, &wanted)) return;
  if (!pb_folders_may(folder)) {
    pb_io_error(run, _("cannot make this folder"), folder);
    return;
  }
  for (size_t i = 0; i < there; i++) {
    pb_plated_page page;
    if (!wanted[i]) continue;
    pb_progress(run, PAIBAN_PLATING, i, there);
    if (!pb_plating_page(plating, i, numbers[i], &page)) return;
    tell_page(run, plates, of->zone, numbers[i], &page);
  }
}

void pb_make_plates(pb_run *run, const paiban_plates_options *plates, const pb_plates_of *of) {
  const char *folder = plates->output && *plates->output ? plates->output : ".";
  bool missing = false;
  pb_plating_job job = {.arena = run->arena,
                        .diags = run->diags,
                        .source = of->source,
                        .path = of->path,
                        .folder = folder,
                        .name = of->name,
                        .dpi = plates->dpi ? plates->dpi : DPI_USUAL,
                        .limit = of->limit};
  pb_plating *plating = pb_plating_open(&job, &missing);
  if (plating) make_all(run, plates, of, plating, folder);
  else if (missing) pb_io_error(run, _("the file cannot be read"), of->shown);
  pb_plating_close(plating);
}
