#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "headline.h"
#include "toy.h"

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

static uint32_t turn(pb_arena *arena, const char *text) {
  const char *copy[] = {text};
  pb_story story = toy_story(arena, copy, 1);
  return pb_headline_turn(&story, 0, (uint32_t)story.nclusters);
}

static void turned_at_marks_and_words(void **state) {
  pb_arena *arena = *state;
  assert_int_equal(turn(arena, "河湾新港开港，首班货轮出海"), 7); /* after the comma */
  assert_int_equal(turn(arena, "我们今天学习经济知识"), 4);       /* 我们今天｜学习经济知识, not inside 学习 */
  assert_int_equal(turn(arena, "老船匠修好木船，全村来看"), 8);   /* the comma though it is not the middle */
  assert_int_equal(turn(arena, "口"), 0);
  assert_int_equal(turn(arena, "abcdef"), 0); /* nowhere to break */
}

static int set_up(void **state) {
  *state = pb_arena_new();
  return 0;
}

static int tear_down(void **state) {
  pb_arena_drop(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(largest_size_that_fits),
      cmocka_unit_test(narrowed_at_the_smallest_only),
      cmocka_unit_test_setup_teardown(turned_at_marks_and_words, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
