/* Content of a page, anyone's: interpreted and judged over resources that have one of each kind. */
#include "checks.h"
#include "fuzz.h"
#include "painted.h"
#include "../unit/resourceful.h"

static void judge(pb_arena *arena, pb_judgement *j, pb_pdf_page *page) {
  for (unsigned standard = PB_STANDARD_NONE; standard <= PB_STANDARD_A2U; standard++) {
    pb_profile profile = {.standard = (pb_standard)standard,
                          .picture_warn = 200,
                          .picture_error = 120,
                          .picture_most = 450,
                          .picture_ppi = 200,
                          .type_colour = 9 * PB_PT,
                          .type_reversed = 8 * PB_PT,
                          .line_colour = PB_PT,
                          .line_least = PB_PT / 4,
                          .black_type = 24 * PB_PT,
                          .black_line = 2 * PB_PT,
                          .ink_limit = 240};
    pb_preflight_job job = {.arena = arena, .profile = &profile};
    j->profile = &profile;
    j->job = &job;
    pb_findings_begin(j->findings, &page->view);
    pb_check_content(j, page);
    pb_findings_end(j->findings);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pb_arena *arena = pb_arena_new();
  pb_judgement j = {.arena = arena, .scratch = pb_arena_new()};
  const char *why;
  j.findings = pb_findings_new(arena, pb_diags_new(arena), (pb_span){0}, PB_NOTE);
  if (pb_pdf_open(&j.pdf, arena, NULL, (pb_str){RESOURCEFUL_PDF, sizeof RESOURCEFUL_PDF - 1}, false, &why) != PB_PDF_OPEN)
    __builtin_trap();
  j.pages = pb_pages_find(&j.pdf, arena);
  pb_pdf_page page = pb_page_read(&j.pdf, &j.pages, 0);
  /* The page's content is what came. */
  qpdf_oh stream = qpdf_oh_new_stream(j.pdf.qpdf);
  qpdf_oh null = qpdf_oh_new_null(j.pdf.qpdf);
  qpdf_oh_replace_stream_data(j.pdf.qpdf, stream, bytes, size, null, null);
  qpdf_oh_replace_key(j.pdf.qpdf, page.dict, "/Contents", stream);
  judge(arena, &j, &page);
  pb_check_content_done(&j);
  pb_pdf_close(&j.pdf);
  pb_arena_drop(j.scratch);
  pb_arena_drop(arena);
  return 0;
}
