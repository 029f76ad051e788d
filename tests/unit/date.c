#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "date.h"

static void lunar_is(int year, int month, int day, const char *expected) {
  pb_arena *arena = pb_arena_new();
  pb_lunar lunar;
  assert_true(pb_lunar_from(year, month, day, &lunar));
  pb_str text = pb_lunar_text(arena, lunar);
  assert_string_equal(pb_str_z(arena, text), expected);
  pb_arena_drop(arena);
}

static void lunar_dates(void **state) {
  (void)state;
  lunar_is(2026, 3, 1, "丙午年正月十三");
  lunar_is(2024, 2, 10, "甲辰年正月初一");
  lunar_is(2025, 7, 25, "乙巳年闰六月初一");
  lunar_is(2025, 7, 24, "乙巳年六月三十");
  lunar_is(2026, 2, 16, "乙巳年腊月廿九");
  lunar_is(2026, 3, 8, "丙午年正月二十");
  lunar_is(2025, 12, 20, "乙巳年冬月初一");
  lunar_is(2000, 1, 1, "己卯年冬月廿五");
}

static void weekdays(void **state) {
  (void)state;
  assert_string_equal(pb_weekday_text(2026, 3, 1), "星期日");
  assert_string_equal(pb_weekday_text(2024, 2, 29), "星期四");
  assert_string_equal(pb_weekday_text(1949, 10, 1), "星期六");
  assert_string_equal(pb_weekday_text(2000, 2, 29), "星期二");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(lunar_dates), cmocka_unit_test(weekdays)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
