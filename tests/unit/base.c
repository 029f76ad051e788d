#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "diag.h"
#include "units.h"
#include "utf8.h"

static const pb_unit_base BODY = {.em = 9 * PB_PT, .line = 11520};

static void lengths(void **state) {
  (void)state;
  pb_len len;
  assert_int_equal(pb_len_parse(PB_STR("13字"), BODY, &len), PB_LEN_OK);
  assert_int_equal(len, 13 * 9 * PB_PT);
  assert_int_equal(pb_len_parse(PB_STR("25.4mm"), BODY, &len), PB_LEN_OK);
  assert_int_equal(len, 72 * PB_PT);
  assert_int_equal(pb_len_parse(PB_STR("小初"), BODY, &len), PB_LEN_OK);
  assert_int_equal(len, 30 * PB_PT);
  assert_int_equal(pb_len_parse(PB_STR("-1.5pt"), BODY, &len), PB_LEN_OK);
  assert_int_equal(len, -1536);
  assert_int_equal(pb_len_parse(PB_STR("0"), BODY, &len), PB_LEN_OK);
  assert_int_equal(pb_len_parse(PB_STR("12"), BODY, &len), PB_LEN_NO_UNIT);
  assert_int_equal(pb_len_parse(PB_STR("1e9pt"), BODY, &len), PB_LEN_UNKNOWN_UNIT);
  assert_int_equal(pb_len_parse(PB_STR("99999999mm"), BODY, &len), PB_LEN_TOO_BIG);
  assert_int_equal(pb_len_parse(PB_STR("3行"), (pb_unit_base){0}, &len), PB_LEN_UNIT_NOT_HERE);
  assert_int_equal(pb_len_parse(PB_STR("wide"), BODY, &len), PB_LEN_NO_NUMBER);
}

static void shares_add_up(void **state) {
  (void)state;
  for (pb_len slack = -50; slack <= 50; slack++) {
    pb_len sum = 0;
    for (uint32_t i = 0; i < 7; i++) sum += pb_len_share(slack, 7, i);
    assert_int_equal(sum, slack);
  }
}

static void utf8_is_checked(void **state) {
  (void)state;
  size_t size;
  char out[4];
  assert_int_equal(pb_utf8_at(PB_STR("汉"), 0, &size), 0x6C49);
  assert_int_equal(size, 3);
  assert_int_equal(pb_utf8_check(PB_STR("a汉𠮷")), 8);
  assert_int_equal(pb_utf8_check(PB_STR("ab\xC0\x80")), 2);
  assert_int_equal(pb_utf8_check(PB_STR("\xED\xA0\x80")), 0);
  assert_int_equal(pb_utf8_put(0x20BB7, out), 4);
  assert_memory_equal(out, "𠮷", 4);
  assert_int_equal(pb_utf8_before(PB_STR("a汉"), 4, &size), 0x6C49);
}

static void places_count_characters(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  uint32_t source = pb_diags_add_source(diags, "a.md", PB_STR("头\n河湾x\n"));
  unsigned line, column;
  pb_span_place(diags, (pb_span){source, 10, 11}, &line, &column);
  assert_int_equal(line, 2);
  assert_int_equal(column, 3);
  pb_diag(diags, PB_ERROR, (pb_span){source, 4, 7}, "x", "twice");
  pb_diag(diags, PB_ERROR, (pb_span){source, 4, 7}, "x", "twice");
  assert_int_equal(pb_diags_count(diags, PB_ERROR), 1);
  pb_arena_drop(arena);
}

static void problems_have_an_end(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  size_t n;
  for (uint32_t i = 0; i < PB_DIAGS_MAX + 10; i++) pb_diag(diags, PB_WARNING, (pb_span){1, i, i + 1}, "x", "wrong");
  const pb_diagnostic *list = pb_diags_sorted(diags, &n);
  assert_int_equal(n, PB_DIAGS_MAX + 1);
  assert_string_equal(list[0].id, "too-many");
  assert_int_equal(pb_diags_count(diags, PB_ERROR), 1);
  pb_arena_drop(arena);
}

static void nearest_name(void **state) {
  (void)state;
  const char *names[] = {"template", "pages", "place"};
  assert_string_equal(pb_str_nearest(PB_STR("tempalte"), names, 3), "template");
  assert_null(pb_str_nearest(PB_STR("colour"), names, 3));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lengths),         cmocka_unit_test(shares_add_up),
      cmocka_unit_test(utf8_is_checked), cmocka_unit_test(places_count_characters),
      cmocka_unit_test(nearest_name),    cmocka_unit_test(problems_have_an_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
