#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "knockout.h"

static const pb_ink INKS[] = {{.cmyk = {0, 0, 0, 1000}}, {.cmyk = {1000, 1000, 0, 0}}, {.cmyk = {0, 1000, 1000, 0}}};
static const pb_layout LAYOUT = {.inks = INKS, .ninks = 3};

/* Black type at (10, 20) over an area of ink `ink` at `tint` around it, or beside it. */
static bool overprints(uint16_t ink, uint16_t tint, pb_len area_x) {
  pb_placed_glyph glyph = {.id = 1, .x = 10 * PB_PT, .y = 20 * PB_PT};
  pb_item items[] = {{.kind = PB_ITEM_FILL, .paint = {.ink = ink, .tint = tint}, .fill = {area_x, 0, 40 * PB_PT, 40 * PB_PT}},
                     {.kind = PB_ITEM_GLYPHS,
                      .paint = {.tint = 1000, .overprint = true},
                      .run = {.size = 9 * PB_PT, .glyphs = &glyph, .nglyphs = 1}}};
  pb_knock_out(&LAYOUT, items, 2);
  return items[1].paint.overprint;
}

static void black_knocks_out_over_wet_ink_only(void **state) {
  (void)state;
  assert_false(overprints(1, 1000, 0)); /* 200 % under it */
  assert_false(overprints(2, 800, 0));
  assert_true(overprints(1, 700, 0));  /* 140 %: still dry enough */
  assert_true(overprints(0, 1000, 0)); /* black under black */
  assert_true(overprints(1, 1000, 100 * PB_PT));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(black_knocks_out_over_wet_ink_only)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
