#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An article as text: `K:…` `H:…` `D:…` `B:…` `S:…` for the head, then a line a block; strong is {…}, emphasis (…) in
 * ASCII brackets; cells end in `|`. Every piece's span is checked on the way. */
typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const pb_article *article;
  FILE *out;
  char *shown;
  size_t size;
} reading;

static void show_piece(reading *r, const pb_piece *piece) {
  const pb_source_text *source = pb_diags_source(r->diags, piece->span.source);
  assert_non_null(source);
  assert_true(piece->span.at <= piece->span.to && piece->span.to <= source->text.n);
  if (piece->span.to - piece->span.at == piece->text.n && source->text.s[piece->span.at] != '&')
    assert_memory_equal(source->text.s + piece->span.at, piece->text.s, piece->text.n);
  fprintf(r->out, "%s%s%.*s%s%s", piece->marks & PB_STRONG ? "{" : "", piece->marks & PB_EMPHASIS ? "(" : "",
          PB_STR_ARG(piece->text), piece->marks & PB_EMPHASIS ? ")" : "", piece->marks & PB_STRONG ? "}" : "");
}

static void show_pieces(reading *r, const char *name, pb_pieces pieces) {
  if (pieces.n == 0) return;
  fputs(name, r->out);
  for (size_t i = 0; i < pieces.n; i++) show_piece(r, &pieces.pieces[i]);
  fputc('\n', r->out);
}

static void show_block(reading *r, const pb_copy_block *block) {
  static const char *const names[] = {"", "#", "> ", "", "|", "---"};
  fputs(names[block->kind], r->out);
  if (block->kind == PB_SUBHEAD) fprintf(r->out, "%u ", block->level);
  if (block->kind == PB_LIST_ITEM) fprintf(r->out, "%u%.*s ", block->level, PB_STR_ARG(block->label));
  for (size_t i = 0; i < block->ncells; i++) {
    for (size_t k = 0; k < block->cells[i].n; k++) show_piece(r, &block->cells[i].pieces[k]);
    if (block->kind == PB_TABLE_ROW) fputc('|', r->out);
  }
  fputs(block->header ? "=\n" : "\n", r->out);
}

static void show(reading *r) {
  const pb_article *a = r->article;
  for (size_t i = 0; i < a->kicker.n; i++) show_pieces(r, "K:", a->kicker.lines[i]);
  for (size_t i = 0; i < a->headline.n; i++) show_pieces(r, "H:", a->headline.lines[i]);
  for (size_t i = 0; i < a->deck.n; i++) show_pieces(r, "D:", a->deck.lines[i]);
  for (size_t i = 0; i < a->byline.n; i++) show_pieces(r, "B:", a->byline.lines[i]);
  show_pieces(r, "S:", a->short_title);
  for (size_t i = 0; i < a->nblocks; i++) show_block(r, &a->blocks[i]);
}

static reading read_bytes(pb_str bytes) {
  reading r = {.arena = pb_arena_new()};
  r.diags = pb_diags_new(r.arena);
  r.article = pb_article_parse(r.arena, r.diags, "copy/lead.md", bytes);
  r.out = open_memstream(&r.shown, &r.size);
  show(&r);
  fclose(r.out);
  return r;
}

static void done(reading *r) {
  free(r->shown);
  pb_arena_drop(r->arena);
}

/* The ids of all that was said, with their places, but for the missing headline and text of the short examples here. */
static char *said(reading *r) {
  size_t n;
  char *all = "";
  const pb_diagnostic *list = pb_diags_sorted(r->diags, &n);
  for (size_t i = 0; i < n; i++) {
    unsigned line, column;
    pb_span_place(r->diags, list[i].span, &line, &column);
    if (strcmp(list[i].id, "no-headline") == 0 || strcmp(list[i].id, "empty-copy") == 0) continue;
    all = pb_fmt(r->arena, "%s%s%u:%u %s", all, *all ? ", " : "", line, column, list[i].id);
  }
  return all;
}

static void reads(const char *copy, const char *shown, const char *diagnostics) {
  reading r = read_bytes(pb_str_from(copy));
  assert_string_equal(r.shown, shown);
  assert_string_equal(said(&r), diagnostics);
  done(&r);
}

static void heads(void **state) {
  (void)state;
  reads(
      "---\nkicker: 党建引领\nheadline:\n- 河湾新港今日开港\n- 首班货轮驶向外海\ndeck: ——“一带一路”: 新起点\nbyline: 本报记者 "
      "王一\n"
      "short: 开港\n---\n正文\n",
      "K:党建引领\nH:河湾新港今日开港\nH:首班货轮驶向外海\nD:——“一带一路”: 新起点\nB:本报记者 王一\nS:开港\n正文\n", "");
  reads("\n---\nheadline: *特稿* & “…”**开局** <b>\n---\n", "H:*特稿* & “…”**开局** <b>\n", "3:21 head-stars");
  reads("---\nheadline: [渡]{dots}船10^2^[里]{ruby lǐ}\n---\n", "H:渡船102里\n", "2:35 head-annotation");
  reads("---\n引题: a\n标题: b\n副题: c\n作者: d\n短题: e\n---\n", "K:a\nH:b\nD:c\nB:d\nS:e\n", "");
  reads("---\n  headline： 专访：王局长　\n---\n", "H:专访：王局长\n", "2:11 full-width-colon");
  reads("---\nheadline: 一\n- 二\n---\n", "H:一\nH:二\n", "");
  reads("---\ndeck:\n- 一\n- 二\n---\n", "D:一\nD:二\n", "");
  reads("---\nshort:\n- 一\n- 二\n---\n", "S:一　二\n", "3:3 one-line-head");
  reads("---\nheadline:\n-\n---\n文\n", "文\n", "");
}

static void marks_in_heads(void **state) {
  (void)state;
  reading r = read_bytes(PB_STR("---\nheadline: *[渡]{dots}船10^2^里\n---\n"));
  pb_pieces line = r.article->headline.lines[0];
  static const unsigned MARKS[] = {0, PB_DOTS, 0, PB_SUPERSCRIPT, 0};
  assert_int_equal(line.n, 5);
  for (size_t i = 0; i < line.n; i++) assert_int_equal(line.pieces[i].marks, MARKS[i]);
  done(&r);
}

static void faulty_heads(void **state) {
  (void)state;
  reads("---\nheadlin: a\n- b\n---\n文\n", "文\n", "2:1 unknown-key");
  reads("---\nheadline: a\nheadline: b\n---\n文\n", "H:a\n文\n", "3:1 duplicate-key");
  reads("---\n河湾新港\n---\n文\n", "文\n", "2:1 head-line");
  reads("---\n- 河湾新港\n---\n文\n", "文\n", "2:1 head-line");
  reads("---\nheadline: a\n本报讯\n", "H:a\n本报讯\n", "1:1 head-open");
  reads("---\nheadline: a\n\n本报讯: 好\n", "H:a\n本报讯: 好\n", "1:1 head-open");
  reading r = read_bytes(PB_STR("---\nheadlin: a\n---\n"));
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(r.diags, &n);
  assert_string_equal(list[n - 1].hint, "did you mean `headline`?");
  done(&r);
}

static void every_line_is_a_paragraph(void **state) {
  (void)state;
  reads("本报讯 一\n二\n\n三", "本报讯 一\n二\n三\n", "");
  reads("　　一\n    二\n\t三\n\xC2\xA0 四\n\xE2\x80\x8B\xEF\xBB\xBF五　 \n　　\n\xE3\x80\x80\t\n六", "一\n二\n三\n四\n五\n六\n",
        "");
  reads("一\v二\xE2\x80\xA8三", "一\n二\n三\n", "");
  reads("一\x01二\n**三\x02**", "一二\n{三}\n", "1:2 control-character, 2:4 control-character");
  reads("一\n===\n二\n[注]: 三", "一\n===\n二\n[注]: 三\n", "");
  reads("2026年\n2026. \n#话题#\n-5℃\n1、一\n1.5万\n+1\n", "2026年\n2026.\n#话题#\n-5℃\n1、一\n1.5万\n+1\n", "");
}

static void blocks(void **state) {
  (void)state;
  reads("## 小标题 ##\n### **三**级\n# 一级\n##小标题\n##\n", "#2 小标题\n#3 {三}级\n#1 一级\n#2 小标题\n",
        "3:1 subhead, 4:1 subhead");
  reads("> 引文\n>>二**重**\n>\n", "> 引文\n> 二{重}\n", "");
  reads("一\n---\n二\n***\n* * *\n", "一\n---\n二\n---\n---\n", "");
  reads("- 一\n* 二\n+ 三\n1. 四\n7) 五\n　　- 六\n      - 七\n- 八\n",
        "0· 一\n0· 二\n0· 三\n01. 四\n07) 五\n1· 六\n2· 七\n0· 八\n", "");
  reads("　　1. 一\n　　2. 二\n文\n    - 三", "01. 一\n02. 二\n文\n0· 三\n", "");
}

static void tables(void **state) {
  (void)state;
  reads("| 名 | 数 |\n|---|--:|\n| **甲** | 3 |\n| 乙\\|丙 | |\n文\n|一|二\n", "|名|数|=\n|{甲}|3|\n|乙|丙||\n文\n|一|二|\n", "");
  reads("|---|\n| a |\n| b |\n|---|\n", "|a|\n|b|\n", "1:1 table-dashes, 4:1 table-dashes");
  reads("| a |\n\n|---|\n", "|a|\n", "3:1 table-dashes");
  reads("|\n||\n", "|\n||\n", "");
  char wide[400];
  memset(wide, '|', sizeof wide - 1);
  wide[sizeof wide - 1] = 0;
  reading r = read_bytes(pb_str_from(wide));
  assert_string_equal(said(&r), "1:1 table-wide");
  assert_int_equal(r.article->blocks[0].ncells, 64);
  done(&r);
}

static void emphasis(void **state) {
  (void)state;
  reads("**重点**。", "{重点}。\n", "");
  reads("他说**“重点”**是", "他说{“重点”}是\n", "");
  reads("*轻*、**_重_**和***都***", "(轻)、{(重)}和{(都)}\n", "");
  reads("**甲\\*乙**&amp;&nope;", "{甲}{*}{乙}&&nope;\n", "");
  reads("3*4*5米，2 * 3 * 4", "3*4*5米，2 * 3 * 4\n", "");
  reads("138****5678的王**", "138****5678的王**\n", "1:14 stars");
  reads("**重点", "**重点\n", "1:1 stars");
  reads("a_b_c_d **“a_b”**、", "a_b_c_d {“a_b”}、\n", "");
}

/* Each mark inside and outside the stars, with letters and with marks on the other side. */
static void emphasis_beside_every_mark(void **state) {
  (void)state;
  static const char *const marks[] = {
      "，", "。",
      "、", "；",
      "：", "？",
      "！", "“",
      "”",  "‘",
      "’",  "（",
      "）", "《",
      "》", "〈",
      "〉", "【",
      "】", "「",
      "」", "『",
      "』", "〔",
      "〕", "［",
      "］", "｛",
      "｝", "—",
      "…",  "·",
      "～", "－",
      "／", "％",
      "‰",  "￥",
      "①",  "※",
      "●",  "■",
      "△",  "○",
      "×",  "℃",
      "＂", "＇",
      "〖", "〗",
      "〝", "〞",
      "﹏", "＿",
      ",",  ".",
      ";",  ":",
      "?",  "!",
      "'",  "\"",
      "(",  ")",
      "/",  "-",
      "%",  "#",
      "+",  "=",
      "@",  "$",
      "^",  "{",
      "}",  "|",
      "~",  "«",
      "»",  "§",
      "𝕏",  "\xF0\x90\x84\x80",
  };
  pb_arena *arena = pb_arena_new();
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    const char *m = marks[i];
    reads(pb_fmt(arena, "字**%s重%s**字", m, m), pb_fmt(arena, "字{%s重%s}字\n", m, m), "");
    reads(pb_fmt(arena, "字%s**重**%s字", m, m), pb_fmt(arena, "字%s{重}%s字\n", m, m), "");
    reads(pb_fmt(arena, "字*%s*%s*%s*字", m, m, m), pb_fmt(arena, "字(%s)%s(%s)字\n", m, m, m), "");
    reads(pb_fmt(arena, "字%s**%s重%s**%s字", m, m, m, m), pb_fmt(arena, "字%s{%s重%s}%s字\n", m, m, m, m), "");
  }
  pb_arena_drop(arena);
}

static void what_paper_cannot_show(void **state) {
  (void)state;
  reads("见`代码`处", "见代码处\n", "1:3 code");
  reads("```c\nint *a* = `1`;\n# 二\n```\n*三*", "int *a* = `1`;\n# 二\n(三)\n", "1:1 code, 4:1 code");
  reads("<b>重</b>点", "<b>重</b>点\n", "1:1 html, 1:5 html");
  reads("<!-- 一\n二 -->\n<script>\n三", "<!-- 一\n二 -->\n<script>\n三\n", "3:1 html");
  reads("见[**网**站](http://a.cn/b_c \"c ）后\")后**[一](x)**，", "见{网}站后{一}，\n", "1:2 link, 1:37 link");
  reads("<http://a.cn>和", "http://a.cn和\n", "");
  reads("前![图*说*](a.jpg)后", "前后\n", "1:2 picture-in-copy");
  reads("![图](a.jpg)", "\n", "1:1 picture-in-copy");
}

static void spans_stay_true(void **state) {
  (void)state;
  const char *copy = "---\nheadline: 一\n---\n　　“甲”**“乙”**，&mdash;丙\n";
  reading r = read_bytes(pb_str_from(copy));
  const pb_pieces *cell = &r.article->blocks[0].cells[0];
  assert_int_equal(cell->n, 5);
  for (size_t i = 0; i < cell->n; i++) {
    const pb_piece *p = &cell->pieces[i];
    if (i != 3) assert_memory_equal(copy + p->span.at, p->text.s, p->text.n);
  }
  assert_memory_equal(copy + cell->pieces[1].span.at, "“乙”", strlen("“乙”"));
  assert_string_equal(r.shown, "H:一\n“甲”{“乙”}，—丙\n");
  done(&r);
}

static void hostile_copy_ends(void **state) {
  (void)state;
  static const char *const parts[] = {
      "*",       "**",          "_",      "[",  "](", ")",  "`",   "<",   "&amp;", "\\",           "!", "“",    "字",
      " ",       "\n",          "|",      "> ", "- ", "#",  "```", "1. ", "&#1;",  "\xEF\xBC\x9A", "a", "\x01", "\xC2\xA0",
      "]{dots}", "]{ruby a b}", "]{name", "{",  "}",  "~~", "^"};
  srand(11);
  for (int i = 0; i < 4000; i++) {
    char copy[600] = "";
    int n = rand() % 60;
    for (int k = 0; k < n; k++) strcat(copy, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
    reading r = read_bytes(pb_str_from(copy));
    done(&r);
  }
}

static size_t count(const char *text, const char *what) {
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) n++;
  return n;
}

/* However the marks pair up, no other character is lost or doubled, and places only go forward. */
static void only_marks_go(void **state) {
  (void)state;
  static const char *const parts[] = {"*", "**", "***", "_",    "字", "“", "”", "。", " ", "(", ")",
                                      ".", "3",  "\\",  "&lt;", "`",  "~", "!", "]",  "“", "^"};
  static const char *const kept[] = {"字", "“", "”", "。", "(", ")", ".", "3", "!", "]"};
  srand(23);
  for (int i = 0; i < 20000; i++) {
    char copy[300] = "字";
    int n = rand() % 30;
    for (int k = 0; k < n; k++) strcat(copy, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
    reading r = read_bytes(pb_str_from(copy));
    assert_int_equal(r.article->nblocks, 1);
    const pb_pieces *cell = &r.article->blocks[0].cells[0];
    char text[300] = "";
    for (size_t k = 0; k < cell->n; k++) {
      strncat(text, cell->pieces[k].text.s, cell->pieces[k].text.n);
      if (k) assert_true(cell->pieces[k].span.at >= cell->pieces[k - 1].span.to);
    }
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
      if (count(copy, kept[k]) != count(text, kept[k])) fail_msg("%s read as %s", copy, text);
    assert_int_equal((count(copy, "~") - count(text, "~")) % 4, 0); /* only ~~ and its partner go */
    done(&r);
  }
}

static void large_copy_ends(void **state) {
  (void)state;
  static const char *const parts[] = {"[", "*", "**a_", "`", "```\n", "|", "&amp;", "<!--", "> ", "- ", "![](", "a\x01", "*\n"};
  size_t room = 2000000;
  char *copy = malloc(room + 16);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    size_t size = strlen(parts[i]);
    for (size_t n = 0; n < room; n += size) memcpy(copy + n, parts[i], size);
    reading r = read_bytes((pb_str){copy, room});
    done(&r);
  }
  reading r = read_bytes((pb_str){memset(copy, 'a', room + 1), room});
  assert_int_equal(pb_article_characters(r.article), room);
  done(&r);
  free(copy);
}

static void characters_are_counted(void **state) {
  (void)state;
  reading r = read_bytes(PB_STR("---\nheadline: 不算\n---\n　　本报讯 一。\n## 二\n| a | b |\n**三**&amp;\n"));
  assert_int_equal(pb_article_characters(r.article), 5 + 1 + 2 + 2);
  assert_string_equal(r.article->id, "lead");
  done(&r);
}

static void files_stay_inside(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  size_t n;
  const pb_article *article = pb_article_read(arena, diags, "tests", PB_STR("../CMakeLists.txt"), (pb_span){0});
  assert_int_equal(article->nblocks, 0);
  article = pb_article_read(arena, diags, "tests", PB_STR("nowhere.md"), (pb_span){0});
  assert_string_equal(article->id, "nowhere");
  article = pb_article_read(arena, diags, "tests", PB_STR("CMakeLists.txt"), (pb_span){0});
  assert_true(article->nblocks > 3);
  const pb_diagnostic *list = pb_diags_sorted(diags, &n);
  assert_true(n >= 2);
  assert_string_equal(list[0].id, "no-file");
  assert_string_equal(list[1].id, "no-file");
  pb_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(heads),
      cmocka_unit_test(marks_in_heads),
      cmocka_unit_test(faulty_heads),
      cmocka_unit_test(every_line_is_a_paragraph),
      cmocka_unit_test(blocks),
      cmocka_unit_test(tables),
      cmocka_unit_test(emphasis),
      cmocka_unit_test(emphasis_beside_every_mark),
      cmocka_unit_test(what_paper_cannot_show),
      cmocka_unit_test(spans_stay_true),
      cmocka_unit_test(hostile_copy_ends),
      cmocka_unit_test(only_marks_go),
      cmocka_unit_test(large_copy_ends),
      cmocka_unit_test(characters_are_counted),
      cmocka_unit_test(files_stay_inside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
