#include "plating.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "pages.h"
#include "platefile.h"
#include "text.h"

struct pb_plating {
  pb_plating_job job;
  int file;
  pb_pdf pdf;
  pb_pages pages;
  pb_platemaker *maker;
};

/* ---- what goes wrong ---- */

void pb_plates_tell(pb_diags *diags, pb_span at, pb_page_place place, pb_plates_state state, pb_str said) {
  switch (state) {
    case PB_PLATES_MADE: break;
    case PB_PLATES_NO_PROGRAM:
      pb_diag(diags, PB_ERROR, at, "plates-program", _("Ghostscript, which makes the plates, is not installed"));
      pb_diag_hint(diags, _("install it (on Debian: apt-get install ghostscript); “gs” must be found in PATH"));
      break;
    case PB_PLATES_SLOW:
      pb_diag_on_page(diags, PB_ERROR, at, place, "plates-slow", _("Ghostscript makes no plates of it within %d seconds"),
                      PB_PLATES_SECONDS);
      break;
    case PB_PLATES_TOO_LARGE:
      pb_diag_on_page(diags, PB_ERROR, at, place, "plates-failed", _("the page is too large for plates of so many dpi"));
      break;
    case PB_PLATES_FAILED:
      if (!said.n) said = pb_str_from(_("it does not say why"));
      pb_diag_on_page(diags, PB_ERROR, at, place, "plates-failed", _("Ghostscript makes no plates of it: %.*s"), PB_STR_ARG(said));
      pb_diag_hint(diags, _("“paiban preflight” may know more; is there room left in TMPDIR?"));
      break;
  }
}

static void tell_pdf(const pb_plating *p, pb_pdf_state state, const char *why) {
  pb_span at = {.source = p->job.source};
  if (state == PB_PDF_LOCKED) pb_diag(p->job.diags, PB_ERROR, at, "pdf-encrypted", _("a password is needed to open it"));
  else pb_diag(p->job.diags, PB_ERROR, at, "pdf-unreadable", _("it is no PDF, or damaged beyond repair: %s"), why);
}

/* ---- the file ---- */

static bool open_all(pb_plating *p, bool *missing) {
  const char *why = "";
  pb_pdf_state state = PB_PDF_NO_FILE;
  p->file = open(p->job.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (p->file >= 0) state = pb_pdf_open(&p->pdf, p->job.arena, p->job.path, (pb_str){0}, false, &why);
  *missing = state == PB_PDF_NO_FILE;
  if (state != PB_PDF_OPEN) {
    if (!*missing) tell_pdf(p, state, why);
    return false;
  }
  p->pages = pb_pages_find(&p->pdf, p->job.arena);
  p->maker = pb_platemaker_open(p->job.arena, p->file);
  if (p->maker) return true;
  pb_diag(p->job.diags, PB_ERROR, (pb_span){.source = p->job.source}, "plates-scratch",
          _("no folder for the plates can be made: %s"), strerror(errno));
  pb_diag_hint(p->job.diags, _("name a folder that can be written to in TMPDIR"));
  return false;
}

pb_plating *pb_plating_open(const pb_plating_job *job, bool *missing) {
  pb_plating *p = PB_NEW(job->arena, pb_plating);
  p->job = *job;
  if (open_all(p, missing)) return p;
  int error = errno;
  pb_plating_close(p);
  errno = error;
  return NULL;
}

void pb_plating_close(pb_plating *p) {
  if (!p) return;
  pb_platemaker_close(p->maker);
  pb_pdf_close(&p->pdf);
  if (p->file >= 0) close(p->file);
}

size_t pb_plating_pages(const pb_plating *p) { return p->pages.n; }

/* ---- a page ---- */

static bool write_pictures(const pb_plating *p, unsigned number, pb_plated_page *page) {
  pb_arena *arena = p->job.arena;
  page->pictures = PB_NEW_N(arena, const char *, page->plates.nplates);
  for (size_t i = 0; i < page->plates.nplates; i++) {
    const char *path =
        pb_fmt(arena, "%s/%s-p%02u-%s.png", p->job.folder, p->job.name, number, pb_plate_file_name(arena, &page->plates, i));
    switch (pb_plate_write(&page->plates, i, p->job.dpi, path)) {
      case PB_PLATE_EMPTY: continue;
      case PB_PLATE_WRITTEN: page->pictures[i] = path; continue;
      case PB_PLATE_UNREADABLE: errno = EIO; break;
      case PB_PLATE_UNWRITABLE: break;
    }
    pb_diag(p->job.diags, PB_ERROR, (pb_span){0}, "plates-write", _("%s cannot be written: %s"), path, strerror(errno));
    return false;
  }
  return true;
}

bool pb_plating_page(pb_plating *p, size_t index, unsigned number, pb_plated_page *page) {
  const pb_pdf_page sheet = pb_page_read(&p->pdf, &p->pages, index);
  const pb_span at = {.source = p->job.source};
  const pb_page_place place = {.page = sheet.number};
  pb_coverage_job job = {{.page = index + 1, .dpi = p->job.dpi}, &sheet.view, sheet.media, p->job.limit};
  *page = (pb_plated_page){0};
  pb_plates_state state = PB_PLATES_TOO_LARGE;
  if (pb_coverage_pixels(&job) <= PB_PLATES_PIXELS_MAX) state = pb_plates_make(p->maker, p->job.arena, &job.made, &page->plates);
  const pb_str said = page->plates.said;
  bool written = state == PB_PLATES_MADE && write_pictures(p, number, page);
  pb_plates first = page->plates;
  if (written) state = pb_coverage_measure(p->maker, p->job.arena, &job, &page->plates, &page->figures);
  page->plates = first;
  pb_pdf_release(&p->pdf);
  pb_plates_tell(p->job.diags, at, place, state, said);
  if (state == PB_PLATES_MADE && said.n)
    pb_diag_on_page(p->job.diags, PB_WARNING, at, place, "plates-said", _("Ghostscript says of it: %.*s"), PB_STR_ARG(said));
  return written && state == PB_PLATES_MADE;
}
