#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "headline.h"

static const pb_style HEAD = {.sizes = {36 * PB_PT, 30 * PB_PT, 24 * PB_PT}, .nsizes = 3, .scale_min = 800, .scale_max = 1000};

static void largest_size_that_fits(void **state) {
  (void)state;
  pb_len size;
  uint16_t scale;
  assert_true(pb_headline_size(&HEAD, 360 * PB_PT, 360 * PB_PT, &size, &scale));
  assert_int_equal(size, 36 * PB_PT);
  assert_int_equal(scale, 1000);
  assert_true(pb_headline_size(&HEAD, 360 * PB_PT, 345 * PB_PT, &size, &scale)); /* hardly narrower: the size stays */
  assert_int_equal(size, 36 * PB_PT);
  assert_int_equal(scale, 958);
  assert_true(pb_headline_size(&HEAD, 360 * PB_PT, 300 * PB_PT, &size, &scale));
  assert_int_equal(size, 30 * PB_PT);
  assert_int_equal(scale, 1000);
}

static void narrowed_at_the_smallest_only(void **state) {
  (void)state;
  pb_len size;
  uint16_t scale;
  assert_true(pb_headline_size(&HEAD, 360 * PB_PT, 204 * PB_PT, &size, &scale)); /* 240 pt at the smallest */
  assert_int_equal(size, 24 * PB_PT);
  assert_int_equal(scale, 850);
  assert_false(pb_headline_size(&HEAD, 360 * PB_PT, 180 * PB_PT, &size, &scale));
  assert_int_equal(size, 24 * PB_PT);
  assert_int_equal(scale, 800);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(largest_size_that_fits),
      cmocka_unit_test(narrowed_at_the_smallest_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
