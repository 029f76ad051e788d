/* Term lists: what a line of a list is, and where terms are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "terms.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_terms *terms;
} desk;

static desk read_list(const char *list) {
  desk d = {.arena = pb_arena_new()};
  d.diags = pb_diags_new(d.arena);
  d.terms = pb_terms_new(d.arena);
  pb_terms_add(d.terms, d.diags, "a.txt", pb_str_from(list));
  return d;
}

/* The text with each term in square brackets. */
static const char *marked(const desk *d, const char *text) {
  const char *out = "";
  pb_str s = pb_str_from(text);
  for (size_t i = 0; i < s.n;) {
    size_t n = pb_terms_match(d->terms, s, i);
    for (size_t k = i + 1; n && k < i + n; k++) assert_true(pb_terms_inside(d->terms, s, k));
    assert_false(pb_terms_inside(d->terms, s, i));
    out = n ? pb_fmt(d->arena, "%s[%.*s]", out, (int)n, s.s + i) : pb_fmt(d->arena, "%s%c", out, s.s[i]);
    i += n ? n : 1;
  }
  return out;
}

static void the_longest_term_counts(void **state) {
  (void)state;
  desk d = read_list("市委\n市委书记\n全国人大常委会\n全国人大\n# 市长\n副市长 # 与市长\n\n");
  assert_string_equal(marked(&d, "市委书记说，市委副市长"), "[市委书记]说，[市委][副市长]");
  assert_string_equal(marked(&d, "全国人大常委和全国人大常委会"), "[全国人大]常委和[全国人大常委会]");
  assert_string_equal(marked(&d, "市长"), "市长");
  assert_int_equal(pb_terms_match(NULL, PB_STR("市委"), 0), 0);
  assert_int_equal(pb_diags_count(d.diags, PB_WARNING), 0);
  pb_arena_drop(d.arena);
}

static void terms_are_folded_as_copy_is(void **state) {
  (void)state;
  desk d = read_list("马克・吐温\nＧＢ 18030\n中国 AI 协会\n");
  assert_string_equal(marked(&d, "马克·吐温读GB 18030和中国AI协会"), "[马克·吐温]读[GB 18030]和[中国AI协会]");
  assert_string_equal(marked(&d, "GB18030"), "GB18030");
  pb_arena_drop(d.arena);
}

static void latin_terms_are_whole_words(void **state) {
  (void)state;
  desk d = read_list("AI\n5G网\n");
  assert_string_equal(marked(&d, "用AI写MAIN、AIR和15G网、5G网"), "用[AI]写MAIN、AIR和15G网、[5G网]");
  pb_arena_drop(d.arena);
}

static const char *problems(desk *d) {
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(d->diags, &n);
  const char *text = "";
  for (size_t i = 0; i < n; i++) {
    unsigned line, column;
    pb_span_place(d->diags, list[i].span, &line, &column);
    assert_non_null(list[i].hint);
    text = pb_fmt(d->arena, "%s%u:%u %s; ", text, line, column, list[i].id);
  }
  return text;
}

static void bad_lines_are_told(void **state) {
  (void)state;
  desk d = read_list("市\n市委书记\n  市委书记\n一二三四五六七八九十一二三四五六七八九十一二三四五\n——\n市\x01委\n市长\n");
  assert_string_equal(problems(&d), "1:1 bad-term; 3:3 term-twice; 4:1 bad-term; 5:1 bad-term; 6:1 bad-term; ");
  assert_string_equal(marked(&d, "市委书记和市长"), "[市委书记]和[市长]");
  pb_arena_drop(d.arena);
  d = read_list("# nothing\n\n");
  assert_string_equal(problems(&d), "1:1 no-terms; ");
  pb_arena_drop(d.arena);
}

static void other_encodings(void **state) {
  (void)state;
  desk d = read_list("\xCA\xD0\xCE\xAF\xCA\xE9\xBC\xC7\r\n"); /* 市委书记 in GB18030 */
  assert_string_equal(marked(&d, "市委书记"), "[市委书记]");
  assert_int_equal(pb_diags_count(d.diags, PB_NOTE), 2);
  pb_arena_drop(d.arena);
  d = read_list("\xFF\xFF\xFF");
  assert_int_equal(pb_diags_count(d.diags, PB_ERROR), 1);
  pb_arena_drop(d.arena);
}

static void many_terms(void **state) {
  (void)state;
  desk d = read_list("");
  char *list = pb_alloc(d.arena, 80000 * 12), *p = list;
  for (unsigned i = 0; i < 80000; i++) p += sprintf(p, "x%uy\n", i);
  pb_terms_add(d.terms, d.diags, "b.txt", (pb_str){list, (size_t)(p - list)});
  assert_int_equal(pb_terms_match(d.terms, PB_STR("x79999y"), 0), 7);
  assert_int_equal(pb_terms_match(d.terms, PB_STR("x80000y"), 0), 0);
  pb_arena_drop(d.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_longest_term_counts),
      cmocka_unit_test(terms_are_folded_as_copy_is),
      cmocka_unit_test(latin_terms_are_whole_words),
      cmocka_unit_test(bad_lines_are_told),
      cmocka_unit_test(other_encodings),
      cmocka_unit_test(many_terms),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
