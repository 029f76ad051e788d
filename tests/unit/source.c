#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "source.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_source source;
  bool good;
} result;

static result decode(pb_str bytes) {
  result r = {.arena = pb_arena_new()};
  r.diags = pb_diags_new(r.arena);
  r.good = pb_source_decode(r.arena, r.diags, "copy.md", bytes, &r.source);
  return r;
}

static void text_is(pb_str bytes, const char *text, const char *id) {
  result r = decode(bytes);
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(r.diags, &n);
  assert_true(r.good);
  assert_int_equal(r.source.text.n, strlen(text));
  assert_memory_equal(r.source.text.s, text, strlen(text));
  assert_int_equal(n, id ? 1 : 0);
  if (id) assert_string_equal(list[0].id, id);
  pb_arena_drop(r.arena);
}

static void refused_at(pb_str bytes, unsigned at_line, unsigned at_column) {
  result r = decode(bytes);
  size_t n;
  unsigned line, column;
  const pb_diagnostic *list = pb_diags_sorted(r.diags, &n);
  assert_false(r.good);
  assert_int_equal(r.source.text.n, 0);
  assert_int_equal(n, 1);
  assert_string_equal(list[0].id, "encoding");
  assert_non_null(list[0].hint);
  pb_span_place(r.diags, list[0].span, &line, &column);
  assert_int_equal(line, at_line);
  assert_int_equal(column, at_column);
  pb_arena_drop(r.arena);
}

static void utf8_stays(void **state) {
  (void)state;
  text_is(PB_STR(""), "", NULL);
  text_is(PB_STR("汉字\n𠮷\n"), "汉字\n𠮷\n", NULL);
  text_is(PB_STR("\xEF\xBB\xBF汉字"), "汉字", "byte-order-mark");
}

static void gb18030_is_read(void **state) {
  (void)state;
  text_is(PB_STR("\xBA\xD3\xCD\xE5\n"), "河湾\n", "encoding");
  text_is(PB_STR("\xBA\xD3\x95\x32\xB7\x34"), "河𠈐", "encoding");
  text_is(PB_STR("\xA1\xB0\xA1\xB1\xA1\xAA\xA1\xAD"), "“”—…", "encoding");
  text_is(PB_STR("\xB0\x41"), "癆", "encoding");
}

static void line_ends_are_plain(void **state) {
  (void)state;
  text_is(PB_STR("a\r\nb\rc\n"), "a\nb\nc\n", "line-ends");
  text_is(PB_STR("a\r"), "a\n", "line-ends");
}

static void nul_bytes_go(void **state) {
  (void)state;
  text_is(PB_STR("a\0b\0"), "ab", "nul-bytes");
}

static void neither_is_refused(void **state) {
  (void)state;
  refused_at(PB_STR("汉字\n好\xFF"), 2, 2);
  refused_at(PB_STR("\xFF\xFE\x00\x00"), 1, 1);
  refused_at(PB_STR("\xBA\xD3\xCD\xE5\n\xBA\xD3\xFF"), 2, 2);
  refused_at(PB_STR("\xBA\xD3\xCD"), 1, 2);
  refused_at(PB_STR("\xBA\xD3\x95\x32\xB7"), 1, 2);
}

static void any_bytes_end_well(void **state) {
  (void)state;
  srand(7);
  for (int i = 0; i < 3000; i++) {
    char bytes[48];
    size_t n = (size_t)rand() % sizeof bytes;
    for (size_t k = 0; k < n; k++) bytes[k] = (char)(rand() % 4 ? 0x80 + rand() % 128 : rand() % 128);
    result r = decode((pb_str){bytes, n});
    assert_true(r.good || r.source.text.n == 0);
    assert_int_equal(pb_diags_count(r.diags, PB_ERROR), r.good ? 0 : 1);
    pb_arena_drop(r.arena);
  }
}

static void big_and_missing_files(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  pb_source source;
  size_t n;
  char *big = pb_alloc(arena, (size_t)PB_SOURCE_MAX_BYTES + 1);
  assert_false(pb_source_decode(arena, diags, "big.md", (pb_str){big, (size_t)PB_SOURCE_MAX_BYTES + 1}, &source));
  assert_false(pb_source_read(arena, diags, "/nowhere/at/all.md", "all.md", (pb_span){0}, &source));
  const pb_diagnostic *list = pb_diags_sorted(diags, &n);
  assert_int_equal(n, 2);
  assert_string_equal(list[0].id, "too-big");
  assert_string_equal(list[1].id, "no-file");
  pb_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_stays),
      cmocka_unit_test(gb18030_is_read),
      cmocka_unit_test(line_ends_are_plain),
      cmocka_unit_test(nul_bytes_go),
      cmocka_unit_test(neither_is_refused),
      cmocka_unit_test(any_bytes_end_well),
      cmocka_unit_test(big_and_missing_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
