#include "run.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "text.h"

const char *paiban_version(void) { return PAIBAN_VERSION; }

pb_run *pb_run_begin(const char *folder, const paiban_options *options) {
  pb_arena *arena = pb_arena_new();
  pb_run *run = PB_NEW(arena, pb_run);
  run->arena = arena;
  run->diags = pb_diags_new(arena);
  if (options) run->options = *options;
  run->folder = folder;
  run->data = pb_data_folder(arena, run->options.data);
  return run;
}

/* To the hundredth, which is as exact as places of findings are meant. */
static double mm_of(pb_len len) { return round(pb_len_to_pt(len) * 2540 / 72) / 100 + 0.0; } /* no −0 */

static void report(pb_run *run) {
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(run->diags, &n);
  for (size_t i = 0; i < n; i++) {
    if (run->usage_failed && list[i].severity != PB_ERROR) continue; /* nothing was done that they could be about */
    const pb_source_text *source = pb_diags_source(run->diags, list[i].span.source);
    paiban_diagnostic d = {.severity = (paiban_severity)list[i].severity,
                           .id = list[i].id,
                           .path = source ? source->path : NULL,
                           .message = list[i].message,
                           .hint = list[i].hint,
                           .page = list[i].place.page,
                           .x = mm_of(list[i].place.rect.x),
                           .y = mm_of(list[i].place.rect.y),
                           .width = mm_of(list[i].place.rect.w),
                           .height = mm_of(list[i].place.rect.h)};
    if (source && source->text.n) pb_span_place(run->diags, list[i].span, &d.line, &d.column);
    run->options.on_diagnostic(run->options.user, &d);
  }
}

/* What stages say of files they could not write. */
static bool wrote_nothing(pb_run *run) {
  static const char *const IDS[] = {"finish-write", "paint-failed", "plates-write", "plates-scratch"};
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(run->diags, &n);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < sizeof IDS / sizeof *IDS; k++)
      if (list[i].severity == PB_ERROR && strcmp(list[i].id, IDS[k]) == 0) return true;
  return false;
}

static paiban_status status_of(pb_run *run) {
  if (run->io_failed || wrote_nothing(run)) return PAIBAN_IO;
  if (run->usage_failed) return PAIBAN_USAGE;
  return pb_diags_count(run->diags, PB_ERROR) > 0 ? PAIBAN_ERRORS : PAIBAN_OK;
}

paiban_status pb_run_end(pb_run *run) {
  if (run->options.on_diagnostic) report(run);
  paiban_status status = status_of(run);
  if (run->fonts) pb_fonts_close(run->fonts);
  pb_arena_drop(run->arena);
  return status;
}

/* Said once here: every style would say it again, and copy set in nothing would be told to run over its frames. */
static pb_fonts *refuse_fonts(pb_run *run, pb_fonts *fonts) {
  const char *folder = run->options.font_folder;
  pb_span at = {0};
  if (folder) at.source = pb_diags_add_source(run->diags, pb_str_z(run->arena, pb_str_from(folder)), (pb_str){"", 0});
  pb_diag(run->diags, PB_ERROR, at, "no-font", "%s",
          folder ? _("this folder has no font with Chinese characters") : _("no font with Chinese characters is installed"));
  pb_diag_hint(run->diags, "%s",
               folder ? _("name a folder of static OpenType fonts, or leave --font-folder out for those of the system")
                      : _("install fonts-noto-cjk, fonts-noto-cjk-extra and fonts-lxgw-wenkai"));
  pb_fonts_close(fonts);
  return NULL;
}

pb_fonts *pb_run_fonts(pb_run *run) {
  const char *config = pb_fmt(run->arena, "%s/fonts/fonts.conf", run->data), *folder = run->options.font_folder;
  if (folder && !pb_folder_readable(folder)) {
    pb_io_error(run, _("the font folder cannot be read"), folder);
    return NULL;
  }
  pb_fonts *fonts = pb_fonts_open(run->diags, (pb_font_options){.config = access(config, R_OK) == 0 ? config : NULL,
                                                                .font_folder = run->options.font_folder,
                                                                .cache = pb_cache_folder(run->arena, run->options.cache)});
  return pb_fonts_serve_chinese(fonts) ? fonts : refuse_fonts(run, fonts);
}

void pb_progress(const pb_run *run, paiban_stage stage, size_t done, size_t total) {
  if (run->options.on_progress) run->options.on_progress(run->options.user, stage, (unsigned)done, (unsigned)total);
}

void pb_io_error(pb_run *run, const char *problem, const char *path) {
  int error = errno;
  uint32_t source = pb_diags_add_source(run->diags, pb_str_z(run->arena, pb_str_from(path)), (pb_str){"", 0});
  pb_diag(run->diags, PB_ERROR, (pb_span){.source = source}, "io", "%s: %s", problem, strerror(error));
  run->io_failed = true;
}

void pb_usage_error(pb_run *run, const char *message, const char *hint) {
  pb_diag(run->diags, PB_ERROR, (pb_span){0}, "usage", "%s", message);
  if (hint) pb_diag_hint(run->diags, "%s", hint);
  run->usage_failed = true;
}
