#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "naming.h"

static const pb_naming PAGE = {.year = 2026,
                               .month = 3,
                               .day = 1,
                               .number = 4812,
                               .issue = {"today", 5},
                               .paper = {"河湾日报", 12},
                               .profile = {"x1a", 3},
                               .page = 4,
                               .label = {"A04", 3}};

static const char *make(pb_arena *arena, const char *pattern, const pb_naming *naming) {
  const char *name = NULL;
  pb_naming_fault fault = pb_naming_make(arena, pb_str_from(pattern), naming, &name);
  assert_true(fault.problem ? !name && fault.hint : name != NULL);
  return name;
}

static void fields_and_forms(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_naming spread = PAGE;
  spread.last = 5;
  static const char *const ROWS[][2] = {{"{date}-{page}.pdf", "2026-03-01-04.pdf"},
                                        {"{date:yyyymmdd}{page:1}", "202603014.pdf"},
                                        {"{date:dd_mm.yy}", "01_03.26.pdf"},
                                        {"{number:6}{label:_}", "004812_A04.pdf"},
                                        {"{issue}{name:-}", "today.pdf"},
                                        {"my{page}.PDF", "my04.PDF"},
                                        {"{{{paper}}}", "{河湾日报}.pdf"},
                                        {"x{profile:}", "xx1a.pdf"}};
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) assert_string_equal(make(arena, ROWS[i][0], &PAGE), ROWS[i][1]);
  assert_string_equal(make(arena, "{page:3}", &spread), "004-005.pdf");
  pb_arena_drop(arena);
}

static void what_cannot_be_a_name(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  static const char *const BAD[] = {
      "",          "{",          "}",        "{page", "pa}ge", "{}", "{:}", "{pages}", "{page:}x{page:0}",
      "{page:12}", "{date:yyy}", "{date:/}", "a/b",   "a\\b",  ".x", "..",  "a\nb",    "{label:/}"};
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    assert_non_null(pb_naming_check(arena, pb_str_from(BAD[i])).problem);
    assert_null(make(arena, BAD[i], &PAGE));
  }
  pb_naming odd = PAGE, whole = PAGE;
  odd.paper = PB_STR("../x"), odd.number = 0, whole.page = 0;
  assert_null(make(arena, "{paper}", &odd));
  assert_null(make(arena, "{number}", &odd));
  assert_null(make(arena, "{page}", &whole));
  assert_null(make(arena, "{name}", &PAGE)); /* nothing but .pdf */
  pb_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(fields_and_forms), cmocka_unit_test(what_cannot_be_a_name)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
