#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "classes.h"
#include "utf8.h"

static void all_are(const char *characters, pb_class class) {
  pb_str text = pb_str_from(characters);
  for (size_t i = 0, size; i < text.n; i += size) assert_int_equal(pb_class_of(pb_utf8_at(text, i, &size), true), class);
}

static void every_character_has_its_class(void **state) {
  (void)state;
  all_are("汉字一龥㐀𠮷〇々あアー한⺀⼀", PB_CLASS_HAN);
  all_are("“‘（《〈「『【〖〔［｛｟〘〝", PB_CLASS_OPEN);
  all_are("”’）》〉」』】〗〕］｝｠〙〞", PB_CLASS_CLOSE);
  all_are("，、", PB_CLASS_COMMA);
  all_are("；：", PB_CLASS_COLON);
  all_are("。．", PB_CLASS_STOP);
  all_are("！？‼⁇⁈⁉", PB_CLASS_EXCLAIM);
  all_are("·‧・", PB_CLASS_MIDDLE);
  all_are("⸺", PB_CLASS_DASH);
  all_are("…‥⋯", PB_CLASS_ELLIPSIS);
  all_are("–—～〜", PB_CLASS_CONNECT);
  all_are("/／", PB_CLASS_SOLIDUS);
  all_are("0123456789", PB_CLASS_DIGIT);
  all_are("azAZéЖΩ-.,", PB_CLASS_LATIN);
  all_are("％%℃‰￥¥№$€°", PB_CLASS_UNIT);
  all_are("○■→①★　※", PB_CLASS_SYMBOL);
  assert_int_equal(pb_class_of(0x201C, false), PB_CLASS_LATIN);
  assert_int_equal(pb_class_of(0x2014, false), PB_CLASS_LATIN);
  assert_int_equal(pb_class_of(0xFF0C, false), PB_CLASS_COMMA);
}

static bool starts_no_line(uint32_t c, pb_prohibition level) { return pb_class_starts_no_line(pb_class_of(c, true), c, level); }
static bool ends_no_line(uint32_t c, pb_prohibition level) { return pb_class_ends_no_line(pb_class_of(c, true), c, level); }

/* The first level at which each may not start a line, or end one; 9 = never forbidden. */
static void levels_add_up(void **state) {
  (void)state;
  static const struct {
    uint32_t c;
    int start, end;
  } cases[] = {
      {0x3002, 1, 9}, {0xFF0C, 1, 9}, {0x201D, 1, 9}, {0xFF09, 1, 9}, {0x300B, 1, 9}, {0xFF01, 1, 9},
      {0xB7, 1, 9},   {0x2013, 1, 9}, {0xFF5E, 1, 9}, {0x201C, 9, 1}, {0xFF08, 9, 1}, {0x300A, 9, 1},
      {'/', 2, 2},    {0x2E3A, 3, 9}, {0x2026, 3, 9}, {0x3005, 3, 9}, {'%', 1, 9},    {0x2103, 1, 9},
      {0xFFE5, 9, 1}, {'$', 9, 1},    {0x2116, 9, 1}, {0x6C49, 9, 9}, {'a', 9, 9},    {'1', 9, 9},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int level = PB_PROHIBIT_NONE; level <= PB_PROHIBIT_STRICT; level++) {
      assert_int_equal(starts_no_line(cases[i].c, (pb_prohibition)level), level >= cases[i].start);
      assert_int_equal(ends_no_line(cases[i].c, (pb_prohibition)level), level >= cases[i].end);
    }
}

/* Which classes give half their em: zh-Hans, zh-Hans vertical, zh-Hant, zh-Hant vertical. */
static void the_table_says_what_gives(void **state) {
  (void)state;
  static const struct {
    pb_class class;
    int gives[4];
  } cases[] = {
      {PB_CLASS_OPEN, {1, 1, 1, 1}},   {PB_CLASS_CLOSE, {1, 1, 1, 1}}, {PB_CLASS_COMMA, {1, 1, 1, 1}},
      {PB_CLASS_COLON, {1, 0, 1, 0}},  {PB_CLASS_STOP, {1, 1, 1, 1}},  {PB_CLASS_EXCLAIM, {1, 0, 0, 0}},
      {PB_CLASS_MIDDLE, {0, 0, 1, 1}}, {PB_CLASS_DASH, {0, 0, 0, 0}},  {PB_CLASS_ELLIPSIS, {0, 0, 0, 0}},
      {PB_CLASS_HAN, {0, 0, 0, 0}},    {PB_CLASS_LATIN, {0, 0, 0, 0}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int k = 0; k < 4; k++) assert_int_equal(pb_class_adjusts(cases[i].class, k / 2, k % 2), cases[i].gives[k]);
}

static void any_code_point_has_one(void **state) {
  (void)state;
  for (uint32_t c = 0; c < 0x110000; c++) {
    assert_true(pb_class_of(c, true) <= PB_CLASS_OTHER);
    assert_true(pb_class_of(c, false) <= PB_CLASS_OTHER);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_character_has_its_class), cmocka_unit_test(levels_add_up),
                                     cmocka_unit_test(the_table_says_what_gives), cmocka_unit_test(any_code_point_has_one)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
