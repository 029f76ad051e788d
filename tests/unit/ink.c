#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "ink.h"

static const pb_ink INKS[] = {
    {.name = {"black", 5}, .cmyk = {0, 0, 0, 1000}},
    {.name = {"red", 3}, .cmyk = {0, 1000, 950, 0}},
    {.name = {"seal", 4}, .kind = PB_INK_SPOT, .spot = {"专 485", 7}, .cmyk = {0, 950, 1000, 0}},
    {.name = {"cyan", 4}, .cmyk = {1000, 0, 0, 0}},
    {.name = {"seal2", 5}, .kind = PB_INK_SPOT, .spot = {"专 485", 7}, .cmyk = {0, 900, 900, 0}},
};
static const pb_layout LAYOUT = {.inks = INKS, .ninks = 5};

static void paints_become_operators(void **state) {
  (void)state;
  static const struct {
    pb_paint paint;
    const char *fill, *stroke;
    bool overprint;
  } examples[] = {
      {{0, 1000, true}, "0 0 0 1 k", "0 0 0 1 K", true},
      {{0, 200, false}, "0 0 0 .2 k", "0 0 0 .2 K", false},
      {{0, 0, true}, "0 0 0 0 k", "0 0 0 0 K", false}, /* paper white always knocks out */
      {{1, 333, false}, "0 .333 .31635 0 k", "0 .333 .31635 0 K", false},
      {{2, 1000, false}, "/S0 cs 1 scn", "/S0 CS 1 SCN", false},
      {{2, 50, true}, "/S0 cs .05 scn", "/S0 CS .05 SCN", true},
      {{2, 0, true}, "0 0 0 0 k", "0 0 0 0 K", false},
      {{4, 1000, false}, "/S0 cs 1 scn", "/S0 CS 1 SCN", false}, /* one plate by one name */
      {{9, 1000, false}, "0 0 0 1 k", "0 0 0 1 K", false},
  };
  enum { N = sizeof examples / sizeof *examples };
  pb_arena *arena = pb_arena_new();
  pb_paint paints[N];
  const pb_layout *layouts[N];
  for (size_t i = 0; i < N; i++) paints[i] = examples[i].paint, layouts[i] = &LAYOUT;
  pb_spots spots = {0};
  const pb_content_paint *made = pb_ink_paints(arena, &(pb_paint_keys){paints, layouts, N}, &spots);
  for (size_t i = 0; i < N; i++) {
    assert_string_equal(made[i].fill, examples[i].fill);
    assert_string_equal(made[i].stroke, examples[i].stroke);
    assert_int_equal(made[i].overprint, examples[i].overprint);
  }
  assert_int_equal(spots.n, 1);
  pb_bytes out = {0};
  pb_ink_spaces(&out, &spots, 0);
  pb_bytes_add(&out, "", 1);
  assert_string_equal(
      out.at, "<</S0[/Separation/#E4#B8#93#20485/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 .95 1 0 ]>>]>>");
  out.n = 0;
  pb_ink_spaces(&out, &(pb_spots){0}, 7);
  pb_bytes_add(&out, "", 1);
  assert_string_equal(out.at, "<</DefaultCMYK[/ICCBased 7 0 R]>>");
  pb_bytes_drop(&out);
  pb_arena_drop(arena);
}

static void colour_wants_three_process_inks(void **state) {
  (void)state;
  assert_false(pb_ink_full_colour(&(pb_page){.layout = &LAYOUT, .inks = 1}));
  assert_false(pb_ink_full_colour(&(pb_page){.layout = &LAYOUT, .inks = 3}));  /* black and red */
  assert_false(pb_ink_full_colour(&(pb_page){.layout = &LAYOUT, .inks = 13})); /* a spot ink gives none */
  assert_true(pb_ink_full_colour(&(pb_page){.layout = &LAYOUT, .inks = 11}));
  assert_false(pb_ink_full_colour(&(pb_page){.inks = 15}));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paints_become_operators),
      cmocka_unit_test(colour_wants_three_process_inks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
