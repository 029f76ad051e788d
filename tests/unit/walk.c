#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "resourceful.h"
#include "walk.h"

enum { SEEN_MAX = 16 };

typedef struct {
  pb_arena *arena;
  pb_pdf pdf;
  pb_library library;
  pb_pages pages;
  pb_painted seen[SEEN_MAX];
  pb_graphics states[SEEN_MAX];
  size_t n;
  pb_walk_faults faults;
} bench;

static void see(void *user, const pb_painted *painted) {
  bench *b = user;
  if (b->n < SEEN_MAX) b->seen[b->n] = *painted, b->states[b->n] = *painted->state;
  b->n++;
}

static void walk_with(bench *b, const char *content, size_t budget) {
  pb_pdf_page page = pb_page_read(&b->pdf, &b->pages, 0);
  pb_walk_job job = {&b->library, b->arena, &page, &budget, see, b};
  b->n = 0;
  b->faults = (pb_walk_faults){0};
  pb_walk_bytes(&job, pb_str_from(content), &b->faults);
}

static void walk(bench *b, const char *content) { walk_with(b, content, 1000000); }

static int set_up(void **state) {
  static bench b;
  const char *why;
  b = (bench){.arena = pb_arena_new()};
  assert_int_equal(pb_pdf_open(&b.pdf, b.arena, NULL, (pb_str){RESOURCEFUL_PDF, sizeof RESOURCEFUL_PDF - 1}, false, &why),
                   PB_PDF_OPEN);
  b.library = (pb_library){.arena = b.arena, .pdf = &b.pdf, .spaces = {.arena = b.arena}};
  b.pages = pb_pages_find(&b.pdf, b.arena);
  assert_int_equal(b.pages.n, 1);
  *state = &b;
  return 0;
}

static int tear_down(void **state) {
  bench *b = *state;
  pb_pdf_close(&b->pdf);
  pb_arena_drop(b->arena);
  return 0;
}

static void assert_box(pb_box box, double x0, double y0, double x1, double y1) {
  double off = fabs(box.x0 - x0) + fabs(box.y0 - y0) + fabs(box.x1 - x1) + fabs(box.y1 - y1);
  if (!(off < 0.01)) fail_msg("%g %g %g %g, not %g %g %g %g", box.x0, box.y0, box.x1, box.y1, x0, y0, x1, y1);
}

static void assert_inks(const pb_tone *tone, double c, double m, double y, double k, double spots) {
  const pb_inks *i = &tone->inks;
  double off = fabs((double)i->cmyk[0] - c) + fabs((double)i->cmyk[1] - m) + fabs((double)i->cmyk[2] - y) +
               fabs((double)i->cmyk[3] - k) + fabs((double)i->spots - spots);
  if (!(off < 0.001))
    fail_msg("%g %g %g %g + %g", (double)i->cmyk[0], (double)i->cmyk[1], (double)i->cmyk[2], (double)i->cmyk[3], (double)i->spots);
}

static void paths_have_boxes(void **state) {
  bench *b = *state;
  walk(b, "10 20 30 40 re f  q .5 0 0 .5 5 5 cm 2 w 10 10 m 110 10 l S Q  0 0 m 500 0 l 500 500 l h f");
  assert_int_equal(b->n, 3);
  assert_int_equal(b->seen[0].kind, PB_PAINTED_FILL);
  assert_box(b->seen[0].box, 10, 20, 40, 60);
  assert_int_equal(b->seen[1].kind, PB_PAINTED_STROKE);
  assert_box(b->seen[1].box, 9.5, 9.5, 60.5, 10.5);
  assert_true(fabs(b->seen[1].width - 1) < 1e-9);
  assert_box(b->seen[2].box, 0, 0, 200, 100); /* the page's edge clips */
  walk(b, "0 0 m 5 5 m 10 10 m 20 10 l 20 20 l f 1 1 m n 0 0 10 10 re W n 5 5 90 90 re f 50 50 9 9 re f");
  assert_int_equal(b->n, 2);
  assert_box(b->seen[0].box, 10, 10, 20, 20); /* points that nothing leads to are not of it */
  assert_box(b->seen[1].box, 5, 5, 10, 10);   /* and what is clipped away is not painted */
  walk(b, "0 0 m 0 40 40 40 40 0 c b");
  assert_int_equal(b->n, 2);
  assert_box(b->seen[0].box, 0, 0, 40, 30);
}

static void colours_become_inks(void **state) {
  bench *b = *state;
  walk(b,
       "1 1 1 1 re f .2 g 1 1 1 1 re f .1 .2 .3 .4 k 1 1 1 1 re f /Spot cs 1 1 1 1 re f .5 scn 1 1 1 1 re f "
       "/Index cs 1 scn 1 1 1 1 re f /N cs .1 .7 .9 scn 1 1 1 1 re f 0 0 0 rg 1 1 1 1 re f");
  assert_int_equal(b->n, 8);
  assert_inks(b->seen[0].tone, 0, 0, 0, 1, 0);
  assert_inks(b->seen[1].tone, 0, 0, 0, .8, 0);
  assert_inks(b->seen[2].tone, .1, .2, .3, .4, 0);
  assert_inks(b->seen[3].tone, 0, 0, 0, 0, 1);
  assert_inks(b->seen[4].tone, 0, 0, 0, 0, .5);
  assert_true(b->seen[5].tone->inks.guessed);
  assert_int_equal(pb_space_family(b->seen[5].tone->space), PB_SPACE_RGB);
  assert_inks(b->seen[6].tone, .1, 0, 0, 0, .7);
  assert_true(b->seen[7].tone->inks.guessed);
  assert_int_equal(b->faults.operands + b->faults.unknown + b->faults.missing, 0);
  assert_int_equal(b->library.spaces.spots.n, 2);
  walk(b, "1 0 k 1 1 1 1 re f /None cs /Spot cs .1 .2 .3 (a) scn");
  assert_inks(b->seen[0].tone, 0, 0, 0, 1, 0);
  assert_int_equal(b->faults.operands, 2);
  assert_int_equal(b->faults.missing, 1);
}

static void states_are_saved_and_set(void **state) {
  bench *b = *state;
  walk(b, "q /Over gs /Clear gs 1 1 1 1 re B Q 1 1 1 1 re f /Old gs 1 1 1 1 re f Q Q q");
  assert_int_equal(b->n, 4);
  assert_true(b->states[0].overprint && !b->states[0].overprint_stroke && b->states[0].overprint_mode == 1);
  assert_true(b->states[0].alpha < .51 && b->states[1].alpha_stroke < .26 && b->states[0].blend);
  assert_true(!b->states[2].overprint && b->states[2].alpha > .99 && !b->states[2].blend);
  assert_true(b->states[3].overprint && b->states[3].overprint_stroke); /* op follows OP */
  assert_int_equal(b->faults.unsaved, 2);
  assert_int_equal(b->faults.open, 1);
}

static void text_has_size_and_width(void **state) {
  bench *b = *state;
  walk(b, "BT /F 10 Tf 20 30 Td (AB) Tj (A) Tj 0 -12 TD T* (A) Tj ET BT /C 1 Tf 8 0 0 8 0 50 Tm [<0001>-1000<00020006>]TJ ET");
  assert_int_equal(b->n, 4);
  assert_box(b->seen[0].box, 20, 27.8, 27.5, 38.8);
  assert_box(b->seen[1].box, 27.5, 27.8, 32.5, 38.8);
  assert_box(b->seen[2].box, 20, 3.8, 25, 14.8);
  assert_true(fabs(b->seen[2].size - 10) < 1e-9);
  assert_true(fabs(b->seen[3].size - 8) < 1e-9);
  assert_box(b->seen[3].box, 0, 50 - 1.76, 8 * (.5 + 1 + .6 + .3), 50 + 7.04);
  walk(b, "BT /F 10 Tf 3 Tr (A) Tj 1 Tr (A) Tj 2 Tr 4 w (A) Tj 0 Tr /Nil 5 Tf (A) Tj ET");
  assert_int_equal(b->n, 3);
  assert_true(b->seen[0].stroke && !b->seen[1].stroke && b->seen[2].stroke);
  assert_int_equal(b->faults.invisible, 1);
  assert_int_equal(b->faults.missing, 1);
  assert_string_equal(b->faults.first_missing, "Nil");
}

static void forms_are_gone_into(void **state) {
  bench *b = *state;
  walk(b, "q 1 0 0 1 10 0 cm /Form Do Q 1 1 1 1 re f");
  assert_int_equal(b->n, 2);
  assert_box(b->seen[0].box, 60, 0, 80, 10);
  assert_int_equal(b->faults.unsaved, 1);
  assert_int_equal(b->faults.open, 1);
  walk(b, "/Loop Do /Nil Do /Pic Do q 72 0 0 36 10 10 cm /Pic Do Q");
  assert_int_equal(b->faults.loops, 1);
  assert_int_equal(b->faults.missing, 1);
  assert_int_equal(b->n, 3);
  assert_int_equal(b->seen[2].kind, PB_PAINTED_PICTURE);
  assert_int_equal(b->seen[2].picture->width, 20);
  assert_box(b->seen[2].box, 10, 10, 82, 46);
}

static void pictures_in_the_line_are_read(void **state) {
  bench *b = *state;
  walk(b, "q 10 0 0 10 0 0 cm BI /W 2/H 2/BPC 8/CS/G ID \x01 EI EI Q BI /IM true/W 8/H 1 ID x EI 1 1 1 1 re f BI /W 1 ID");
  assert_int_equal(b->n, 3);
  assert_int_equal(b->seen[0].data.n, 4);
  assert_int_equal(b->seen[0].picture->space->kind, PB_SPACE_GREY);
  assert_true(b->seen[1].picture->stencil && b->seen[1].tone);
  assert_int_equal(b->seen[2].kind, PB_PAINTED_FILL);
  assert_int_equal(b->faults.garbage, 1);
}

static void patterns_and_shadings_are_told(void **state) {
  bench *b = *state;
  walk(b, "/Pattern cs /Tile scn 20 20 30 30 re f 60 20 30 30 re f /Pat cs 0 1 1 0 /Bare scn 1 1 1 1 re f /Sh sh");
  assert_int_equal(b->n, 5);
  assert_int_equal(b->seen[0].kind, PB_PAINTED_SHADING);
  assert_true(b->seen[1].in_pattern);
  assert_int_equal(pb_space_family(b->seen[1].tone->space), PB_SPACE_RGB);
  assert_box(b->seen[1].box, 20, 20, 50, 50);
  assert_int_equal(b->seen[2].kind, PB_PAINTED_SHADING); /* the tile itself is told once */
  assert_inks(b->seen[3].tone, 0, 1, 1, 0, 0);
  assert_int_equal(b->seen[4].kind, PB_PAINTED_SHADING);
  assert_box(b->seen[4].box, 0, 0, 200, 100);
}

static void glyphs_of_type_3_are_run_once(void **state) {
  bench *b = *state;
  walk(b, "BT /T 10 Tf 10 10 Td (aa) Tj ET");
  assert_int_equal(b->n, 2);
  assert_int_equal(b->seen[0].kind, PB_PAINTED_FILL);
  assert_inks(b->seen[0].tone, 0, 1, 0, 0, 0);
  assert_box(b->seen[0].box, 10, 10, 15, 15);
  assert_int_equal(b->seen[1].kind, PB_PAINTED_TEXT);
}

static void layers_that_are_off_are_hidden(void **state) {
  bench *b = *state;
  walk(b,
       "/OC /On BDC 1 1 1 1 re f EMC /OC /Off BDC /Span BMC 1 1 1 1 re f EMC 1 1 1 1 re f EMC 1 1 1 1 re f "
       "/OC /Member BDC /Form Do EMC EMC 1 1 1 1 re f");
  static const bool HIDDEN[] = {false, true, true, false, true, false};
  assert_int_equal(b->n, 6);
  for (size_t i = 0; i < 6; i++) assert_int_equal(b->seen[i].hidden, HIDDEN[i]);
}

static void work_is_bounded(void **state) {
  bench *b = *state;
  walk_with(b, "1 1 1 1 re f 1 1 1 1 re f", 8);
  assert_true(b->faults.tired);
  assert_int_equal(b->n, 1);
  pb_bytes deep = {0};
  for (unsigned i = 0; i < 100000; i++) pb_bytes_put(&deep, "q [[[<< ");
  for (unsigned i = 0; i < 100000; i++) pb_bytes_put(&deep, "Q ");
  pb_bytes_put(&deep, " 1 1 1 1 re f\n");
  pb_bytes_add(&deep, "", 1);
  walk(b, (const char *)deep.at);
  assert_int_equal(b->n, 1);
  assert_int_equal(b->faults.unsaved + b->faults.open, 0);
  pb_bytes_drop(&deep);
  walk(b, "BX nonsense EX nonsense ) ( no end");
  assert_int_equal(b->faults.unknown, 1);
  assert_int_equal(b->faults.garbage, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paths_have_boxes),
      cmocka_unit_test(colours_become_inks),
      cmocka_unit_test(states_are_saved_and_set),
      cmocka_unit_test(text_has_size_and_width),
      cmocka_unit_test(forms_are_gone_into),
      cmocka_unit_test(pictures_in_the_line_are_read),
      cmocka_unit_test(patterns_and_shadings_are_told),
      cmocka_unit_test(glyphs_of_type_3_are_run_once),
      cmocka_unit_test(layers_that_are_off_are_hidden),
      cmocka_unit_test(work_is_bounded),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
