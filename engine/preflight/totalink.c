/* How much ink the page takes in one place, measured on its plates: what single colours and pictures do not tell. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "checks.h"
#include "coverage.h"
#include "text.h"

/* A pixel of a third of a millimetre: places of 15 mm² have 120 of them. */
enum { DPI = 72, PIXELS_MAX = 40 * 1000 * 1000 };

struct pb_plate_check {
  pb_platemaker *maker;
  int pdf;
  bool off; /* there is no Ghostscript, or no folder for it: said at the end */
  bool none;
};

/* The file as another program can open it. */
static int open_pdf(const pb_preflight_job *job) {
  if (!job->bytes.s) return open(job->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  int fd = memfd_create("paiban", MFD_CLOEXEC);
  for (size_t done = 0; fd >= 0 && done < job->bytes.n;) {
    ssize_t n = write(fd, job->bytes.s + done, job->bytes.n - done);
    if (n > 0) done += (size_t)n;
    else if (n == 0 || errno != EINTR) close(fd), fd = -1;
  }
  return fd;
}

static pb_plate_check *begin(pb_judgement *j) {
  if (j->plates) return j->plates;
  pb_plate_check *c = j->plates = PB_NEW(j->arena, pb_plate_check);
  c->pdf = open_pdf(j->job);
  c->maker = c->pdf >= 0 ? pb_platemaker_open(j->arena, c->pdf) : NULL;
  c->off = !c->maker;
  return c;
}

static void tell_places(pb_judgement *j, const pb_ink_figures *figures) {
  for (size_t i = 0; i < figures->nplaces; i++) {
    const pb_ink_place *place = &figures->places[i];
    if (pb_found_at(j->findings, "ink-limit", &place->box)) continue; /* told already, and of what */
    pb_find(j->findings, PB_ERROR, &place->box, "ink-limit", _("%.0f %% of ink in %.0f mm², the press takes %u %%"), place->most,
            place->mm2, j->profile->ink_limit);
    pb_find_hint(j->findings, _("have pictures separated for newsprint, and colours mixed of less"));
  }
}

/* Of an own file too, of which else only errors are told: that something was not measured, and why. */
static void tell_unmeasured(pb_judgement *j, pb_severity severity, unsigned page, const char *id, const char *message) {
  pb_diag_on_page(j->job->diags, severity, j->job->at, (pb_page_place){.page = page}, id, "%s", message);
}

/* What the pages of an own file hold of its own is proven where it was converted. */
static bool is_proven(const pb_judgement *j, const pb_pdf_page *page) {
  return j->job->own && !(j->ink_adds && j->job->placed_on && j->job->placed_on[page->number - 1]);
}

void pb_check_total_ink(pb_judgement *j, const pb_pdf_page *page) {
  if (!j->job->plates || j->job->placed || !j->profile->ink_limit || is_proven(j, page)) return;
  if (j->profile->soft_proof) return;                      /* it shows inks, and prints none */
  if (j->ink_bound * 100 <= j->profile->ink_limit) return; /* black pages, most of them */
  pb_plate_check *c = begin(j);
  if (c->off) return;
  pb_plates plates = {0};
  pb_ink_figures figures = {0};
  pb_coverage_job job = {{.page = page->number, .dpi = DPI}, &page->view, page->media, j->profile->ink_limit + PB_INK_TOLERANCE};
  pb_plates_state state = PB_PLATES_TOO_LARGE;
  if (pb_coverage_pixels(&job) <= PIXELS_MAX) state = pb_plates_make(c->maker, j->scratch, &job.made, &plates);
  pb_str said = plates.said;
  if (state == PB_PLATES_MADE) state = pb_coverage_measure(c->maker, j->scratch, &job, &plates, &figures);
  switch (state) {
    case PB_PLATES_NO_PROGRAM: c->off = c->none = true; break;
    case PB_PLATES_SLOW:
      tell_unmeasured(j, PB_WARNING, page->number, "plates-slow",
                      pb_fmt(j->scratch, _("Ghostscript makes no plates of it within %d seconds"), PB_PLATES_SECONDS));
      break;
    case PB_PLATES_TOO_LARGE:
      tell_unmeasured(j, PB_WARNING, page->number, "plates-failed", _("the page is so large that total ink is not measured"));
      break;
    case PB_PLATES_FAILED:
      if (!said.n) said = pb_str_from(_("it does not say why"));
      pb_find(j->findings, PB_WARNING, NULL, "plates-failed", _("Ghostscript makes no plates of it: %.*s"), PB_STR_ARG(said));
      break;
    case PB_PLATES_MADE:
      if (said.n) pb_find(j->findings, PB_WARNING, NULL, "plates-said", _("Ghostscript says of it: %.*s"), PB_STR_ARG(said));
      tell_places(j, &figures);
      break;
  }
}

void pb_check_total_ink_done(pb_judgement *j) {
  pb_plate_check *c = j->plates;
  if (!c) return;
  if (c->none) {
    tell_unmeasured(j, PB_NOTE, 0, "plates-program", _("total ink is not measured: Ghostscript is not installed"));
    pb_diag_hint(j->job->diags, _("install it (on Debian: apt-get install ghostscript); “gs” must be found in PATH"));
  } else if (c->off) {
    tell_unmeasured(j, PB_NOTE, 0, "plates-scratch", _("total ink is not measured: no folder for the plates can be made"));
    pb_diag_hint(j->job->diags, _("name a folder that can be written to in TMPDIR"));
  }
  pb_platemaker_close(c->maker);
  if (c->pdf >= 0) close(c->pdf);
}
