#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "figure.h"

static const pb_picture WIDE = {.width = 400, .height = 200};

static void check(pb_crop crop, pb_rect place, pb_rect wanted) {
  pb_rect got = pb_picture_cover(&WIDE, crop, place);
  if (got.x != wanted.x || got.y != wanted.y || got.w != wanted.w || got.h != wanted.h)
    fail_msg("%d %d %d %d, not %d %d %d %d", got.x, got.y, got.w, got.h, wanted.x, wanted.y, wanted.w, wanted.h);
}

static void a_picture_covers_its_place_from_its_middle(void **state) {
  (void)state;
  check((pb_crop){0}, (pb_rect){10, 10, 400, 200}, (pb_rect){10, 10, 400, 200});
  check((pb_crop){0}, (pb_rect){10, 10, 200, 200}, (pb_rect){-90, 10, 400, 200});
  check((pb_crop){0}, (pb_rect){0, 0, 800, 200}, (pb_rect){0, -100, 800, 400});
}

static void the_focus_stands_in_the_middle_as_far_as_edges_let_it(void **state) {
  (void)state;
  pb_rect square = {0, 0, 200, 200};
  check((pb_crop){.focused = true, .focus_x = 400, .focus_y = 500}, square, (pb_rect){-60, 0, 400, 200});
  check((pb_crop){.focused = true, .focus_x = 0, .focus_y = 0}, square, (pb_rect){0, 0, 400, 200});
  check((pb_crop){.focused = true, .focus_x = 1000, .focus_y = 0}, square, (pb_rect){-200, 0, 400, 200});
}

static void nothing_outside_the_crop_shows(void **state) {
  (void)state;
  pb_rect square = {0, 0, 200, 200};
  /* the right half is as high as wide: it fills the place */
  check((pb_crop){.x = 500, .w = 500, .h = 1000}, square, (pb_rect){-200, 0, 400, 200});
  /* a quarter in the middle, twice as large */
  check((pb_crop){.x = 250, .y = 250, .w = 500, .h = 500}, square, (pb_rect){-300, -100, 800, 400});
  /* the focus cannot draw in what is cut off */
  check((pb_crop){.x = 500, .w = 500, .h = 1000, .focused = true}, (pb_rect){0, 0, 100, 200}, (pb_rect){-200, 0, 400, 200});
}

static void contained_it_stands_whole(void **state) {
  (void)state;
  pb_rect got = pb_picture_contain(&WIDE, (pb_rect){0, 0, 200, 200});
  assert_true(got.x == 0 && got.y == 50 && got.w == 200 && got.h == 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_picture_covers_its_place_from_its_middle),
      cmocka_unit_test(the_focus_stands_in_the_middle_as_far_as_edges_let_it),
      cmocka_unit_test(nothing_outside_the_crop_shows),
      cmocka_unit_test(contained_it_stands_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
