/* Marks in copy that CommonMark does not know, and what a line draws of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
} bench;

/* Pieces as `text/marks`, the marks by letter: b strong, i emphasis, d dots, n N name (N: its turn), t T title, u underline,
 * s strike, ^ superscript, _ subscript; then `=annotation`. */
static char *show_piece(const bench *b, const pb_piece *piece) {
  static const char LETTERS[] = "bidntus^_NT";
  char marks[sizeof LETTERS] = {0};
  for (unsigned i = 0, n = 0; i < sizeof LETTERS - 1; i++)
    if (piece->marks >> i & 1) marks[n++] = LETTERS[i];
  const pb_source_text *source = pb_diags_source(b->diags, piece->span.source);
  if (piece->span.to - piece->span.at == piece->text.n) /* every byte stands where it says */
    assert_memory_equal(source->text.s + piece->span.at, piece->text.s, piece->text.n);
  if (!piece->ruby) return pb_fmt(b->arena, "%.*s/%s ", PB_STR_ARG(piece->text), marks);
  assert_memory_equal(source->text.s + piece->ruby->span.at, piece->ruby->text.s, piece->ruby->text.n);
  return pb_fmt(b->arena, "%.*s/%s=%.*s ", PB_STR_ARG(piece->text), marks, PB_STR_ARG(piece->ruby->text));
}

static void reads(const char *copy, const char *shown, const char *diagnostics) {
  bench b = {.arena = pb_arena_new()};
  b.diags = pb_diags_new(b.arena);
  const pb_article *article = pb_article_parse(b.arena, b.diags, "copy/lead.md", pb_str_from(copy));
  char *all = "", *said = "";
  for (size_t i = 0; i < article->blocks[0].cells[0].n; i++)
    all = pb_fmt(b.arena, "%s%s", all, show_piece(&b, &article->blocks[0].cells[0].pieces[i]));
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(b.diags, &n);
  for (size_t i = 0; i < n; i++) {
    unsigned line, column;
    pb_span_place(b.diags, list[i].span, &line, &column);
    if (strcmp(list[i].id, "no-headline") == 0) continue;
    said = pb_fmt(b.arena, "%s%u %s ", said, column, list[i].id);
    assert_true(strcmp(list[i].id, "code") == 0 || (list[i].hint && list[i].hint[0]));
  }
  assert_string_equal(all, shown);
  assert_string_equal(said, diagnostics);
  pb_arena_drop(b.arena);
}

static void brackets(void **state) {
  (void)state;
  reads("要[重点]{dots}说", "要/ 重点/d 说/ ", "");
  reads("[甲]{着重}[乙]{专名}[丙]{书名}[丁]{下划}[戊]{删除}[己]{上标}[庚]{下标}", "甲/d 乙/n 丙/t 丁/u 戊/s 己/^ 庚/_ ", "");
  reads("[张三]{name}[李四]{name}[王五]{name}", "张三/n 李四/nN 王五/n ", "");
  reads("[呐喊]{title}[彷徨]{title}", "呐喊/t 彷徨/tT ", "");
  reads("[重庆]{ruby Chóng qìng}", "重庆/=Chóng qìng ", "");
  reads("[重庆]{ 注音　Chóngqìng }", "重庆/=Chóngqìng ", "");
  reads("[text]", "[text]/ ", "");
  reads("\\[甲]{dots}", "[/ 甲]{dots}/ ", "4 open-mark ");
}

static void nesting(void **state) {
  (void)state;
  reads("[[鲁迅]{name}的话]{dots}", "鲁迅/dn 的话/d ", "");
  reads("**[重点]{dots}和**", "重点/bd 和/b ", "");
  reads("[**重**点]{dots}", "重/bd 点/d ", "");
  reads("[甲**乙]{dots}丙**", "甲/d 乙/bd 丙/b ", "");
  reads("*[甲]{ruby *a*}*", "甲/i=*a* ", "");
  reads("[[重]{ruby chóng}庆]{name}", "重/n=chóng 庆/n ", "");
  reads("~~甲[乙~~丙]{dots}", "甲/s 乙/ds 丙/d ", "");
  reads("`[甲]{dots}`", "[甲]{dots}/ ", "2 code ");
}

static void strikes_and_scripts(void **state) {
  (void)state;
  reads("~~删去~~留下", "删去/s 留下/ ", "");
  reads("好~~ 不删 ~~", "好~~ 不删 ~~/ ", "");
  reads("3~5和40~60", "3~5和40~60/ ", "");
  reads("好~~~~的", "好~~~~的/ ", "");
  reads("12m^2^和10^-6^", "12m/ 2/^ 和10/ -6/^ ", "");
  reads("注^①^、注^[1]^、他^注①^", "注/ ①/^ 、注/ [1]/^ 、他/ 注①/^ ", "");
  reads("2^10和2^8", "2^10和2^8/ ", "");
  reads("^_^和(^o^)", "^_^和(^o^)/ ", "");
  reads("有^_^和(^o^)", "有^_^和(^o^)/ ", "");
  reads("a^b c^d", "a^b c^d/ ", "");
  reads("a\\^2^", "a/ ^/ 2^/ ", "");
}

static void what_is_none(void **state) {
  (void)state;
  reads("[甲]{dot}", "[甲]{dot}/ ", "4 unknown-mark ");
  reads("[甲]{dots red}", "[甲]{dots red}/ ", "4 unknown-mark ");
  reads("[甲]{}", "[甲]{}/ ", "4 unknown-mark ");
  reads("[甲]{ruby }", "[甲]{ruby }/ ", "4 empty-annotation ");
  reads("[ ]{dots}", "[ ]{dots}/ ", "3 open-mark ");
  reads("甲]{dots}", "甲]{dots}/ ", "2 open-mark ");
  reads("甲]{丙}", "甲]{丙}/ ", "");
  reads("[甲]{dots", "[甲]{dots/ ", "3 open-mark ");
  reads("[甲]{dots的", "[甲]{dots的/ ", "3 open-mark ");
  reads("[甲]{dotsy", "[甲]{dotsy/ ", "");
  reads("[甲]{乙", "[甲]{乙/ ", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(brackets),
      cmocka_unit_test(nesting),
      cmocka_unit_test(strikes_and_scripts),
      cmocka_unit_test(what_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
