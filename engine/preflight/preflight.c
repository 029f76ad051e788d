#include "preflight.h"

#include <string.h>

#include "checks.h"
#include "text.h"

/* What cannot be opened is told, and there is no more to say of it. */
static bool open_file(pb_judgement *j, pb_pdf_state *state) {
  const char *why = "";
  const pb_preflight_job *job = j->job;
  *state = pb_pdf_open(&j->pdf, j->arena, job->path, job->bytes, job->own, &why);
  if (*state == PB_PDF_LOCKED) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-encrypted", _("a password is needed to open it"));
    pb_find_hint(j->findings, _("ask for a file without a password, and without any protection"));
  } else if (*state == PB_PDF_NONE) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-unreadable", _("it is no PDF, or damaged beyond repair: %s"), why);
    pb_find_hint(j->findings, _("ask for the file again; was it sent whole?"));
  }
  return *state == PB_PDF_OPEN;
}

/* What changes nothing whoever reads it. */
static bool is_slip(const char *what) {
  return strstr(what, "reported number of objects") || strstr(what, "dictionary has duplicated key");
}

void pb_check_damage(pb_judgement *j) {
  for (const char *what; (what = pb_pdf_next_warning(&j->pdf)) != NULL;) {
    pb_find(j->findings, j->job->placed || is_slip(what) ? PB_WARNING : PB_ERROR, NULL, "pdf-damaged",
            _("it is damaged and had to be mended: %s"), what);
    pb_find_hint(j->findings, _("have it written anew by the program it comes from"));
  }
}

static void judge_page(pb_judgement *j, size_t index) {
  pb_pdf_page page = pb_page_read(&j->pdf, &j->pages, index);
  pb_arena_mark mark = pb_arena_save(j->scratch);
  if (j->job->scale > 0) page.view.unit *= j->job->scale;
  pb_findings_begin(j->findings, &page.view);
  pb_check_boxes(j, &page);
  pb_check_annotations(j, &page);
  pb_check_resources(j, &page);
  pb_check_content(j, &page);
  pb_check_total_ink(j, &page);
  pb_check_damage(j);
  pb_findings_end(j->findings);
  pb_pdf_release(&j->pdf);
  pb_arena_restore(j->scratch, mark);
}

static void judge(pb_judgement *j) {
  j->pages = pb_pages_find(&j->pdf, j->arena);
  if (j->pages.fault) pb_find(j->findings, PB_ERROR, NULL, "pdf-pages", "%s", j->pages.fault);
  if (!j->pages.n) pb_find(j->findings, PB_ERROR, NULL, "pdf-pages", _("it has no page"));
  pb_check_damage(j);
  if (!j->job->placed) {
    pb_check_identity(j);
    pb_check_intents(j);
  }
  pb_check_document(j);
  pb_check_sizes(j);
  pb_pdf_release(&j->pdf);
  unsigned only = j->job->page;
  for (size_t i = 0; i < j->pages.n; i++)
    if (!only || i + 1 == only) judge_page(j, i);
  pb_check_damage(j);
}

/* What keeps the pages from being what they were meant to be, whatever the press wants. */
static const char *const BROKEN[] = {"pdf-encrypted",   "pdf-unreadable",     "pdf-damaged", "pdf-pages", "pdf-resource",
                                     "pdf-font-broken", "pdf-picture-broken", "pdf-content", NULL};

bool pb_preflight(const pb_preflight_job *job) {
  pb_judgement j = {.job = job, .profile = job->profile, .arena = pb_arena_new(), .scratch = pb_arena_new()};
  j.seen = pb_seen_new(j.arena);
  j.findings = pb_findings_new(job->arena, job->diags, job->at, job->own ? PB_ERROR : PB_NOTE);
  if (job->whole) pb_findings_only(j.findings, BROKEN);
  pb_pdf_state state;
  if (open_file(&j, &state)) judge(&j);
  pb_check_content_done(&j);
  pb_check_total_ink_done(&j);
  pb_findings_close(j.findings);
  pb_pdf_close(&j.pdf);
  pb_arena_drop(j.scratch);
  pb_arena_drop(j.arena);
  return state != PB_PDF_NO_FILE;
}
