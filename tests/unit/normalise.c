#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "normalise.h"
#include "utf8.h"

typedef struct {
  const char *typed, *set;
} sample;

static const sample CHINESE[] = {
    /* half-width marks beside Han */
    {"本报讯(记者 沈荻秋)2月25日,副市长说", "本报讯（记者 沈荻秋）2月25日，副市长说"},
    {"概括为一句话就是:“向土地要效益”,即", "概括为一句话就是：“向土地要效益”，即"},
    {"轮作;四是增效益!你说呢?", "轮作；四是增效益！你说呢？"},
    {"收入提高82.5%;五是", "收入提高82.5%；五是"},
    {"2023年,2024年", "2023年，2024年"},
    {"分别增长12%, 15%, 18%。", "分别增长12%，15%，18%。"},
    {"共1,000元和25,300吨", "共1,000元和25,300吨"},
    {"时间:14:30开始", "时间：14:30开始"},
    {"圆周率3.14约数", "圆周率3.14约数"},
    {"世界贸易组织(WTO)成立", "世界贸易组织（WTO）成立"},
    {"(1)加强领导", "（1）加强领导"},
    {"函数f(x)=0。", "函数f(x)=0。"},
    {"iPhone(手机)", "iPhone（手机）"},
    {"Hello, world!", "Hello, world!"},
    {"他说“Hello, world!”然后走了", "他说“Hello, world!”然后走了"},
    {"加入WTO,成为", "加入WTO，成为"},
    {"见https://a.cn/b?c=1,2:3,欢迎", "见https://a.cn/b?c=1,2:3，欢迎"},
    {"邮箱:desk@hewan.example.cn。", "邮箱：desk@hewan.example.cn。"},
    {"他走了.", "他走了。"},
    {"“他走了.”", "“他走了。”"},
    {"增长82.5%.", "增长82.5%。"},
    {"卡尔.马克思", "卡尔.马克思"},
    {"1.加强领导", "1.加强领导"},
    {"气温－3℃，涨＋5%", "气温-3℃，涨+5%"},
    {"甲＋乙－丙", "甲＋乙－丙"},
    {"\xEE\xA0\x9E字", "\xE9\xBE\xB4字"}, /* U+E81E of GBK: U+9FB4 */
    {"新浪.com", "新浪.com"},
    /* quotes */
    {"他说\"你好\"。", "他说“你好”。"},
    {"\"他说'你好'\"", "“他说‘你好’”"},
    {"“他说\"你好\"”", "“他说‘你好’”"},
    {"'合种同收'模式", "‘合种同收’模式"},
    {"Don't say 'no'", "Don’t say ‘no’"},
    {"the '90s", "the ’90s"},
    {"身高5'11\"的人", "身高5'11\"的人"},
    {"21\"显示器", "21\"显示器"},
    {"2025\"丝路\"活动", "2025“丝路”活动"},
    {"＂全角＂", "“全角”"},
    /* dots, dashes, ranges */
    {"等等...", "等等……"},
    {"等等。。。", "等等……"},
    {"等等......他", "等等……他"},
    {"等等…他", "等等……他"},
    {"等等……他", "等等……他"},
    {"等等⋯⋯他", "等等……他"},
    {"wait... what", "wait… what"},
    {"他--我", "他——我"},
    {"他---我", "他——我"},
    {"他——我", "他——我"},
    {"他──我", "他——我"},
    {"他―我", "他—我"},
    {"京—津", "京—津"},
    {"word--word", "word—word"},
    {"3~5天", "3～5天"},
    {"10%~20%", "10%～20%"},
    {"北京~上海", "北京～上海"},
    {"3～5天", "3～5天"},
    {"卡尔•马克思", "卡尔·马克思"},
    {"卡尔・马克思", "卡尔·马克思"},
    {"J‧K‧罗琳", "J·K·罗琳"},
    {"•第一", "•第一"},
    /* folding */
    {"ＡＢＣ１２３ｘ", "ABC123x"},
    {"８２．５％", "82.5%"},
    {"１４：３０", "14:30"},
    {"⻅⻋⻔⼀⼤", "见车门一大"},
    {"\xEF\xA4\x80\xEF\xA5\x8A", "豈壘"},
    {"e\xCC\x81t\xC3\xA9", "été"},
    {"文／张三", "文/张三"},
    /* blanks and what nobody sees */
    {"　　本报讯", "本报讯"},
    {"\t今 天\t天 气 ", "今天天气"},
    {"使用 AI 技术", "使用AI技术"},
    {"New   York\tTimes", "New York Times"},
    {"a\xC2\xA0"
     "b",
     "a b"},
    {"今\xE2\x80\x8B天\xEF\xBB\xBF好\xC2\xAD", "今天好"},
    {"今\x01\x7F天\xC2\x85", "今天"},
    {"本报讯　（记者", "本报讯　（记者"},
    {"本报讯 记者从市政府获悉", "本报讯　记者从市政府获悉"},
    {"新华社北京2月25日电 2月25日", "新华社北京2月25日电　2月25日"},
    {"（记者 程野渡 安小宁）", "（记者 程野渡 安小宁）"},
    {"沈　荻", "沈　荻"},
    {"好。 他", "好。他"},
    {"He said “hello” to me", "He said “hello” to me"},
    {"他说 “hello” 吗", "他说“hello”吗"},
    {"", ""},
    {" 　\t ", ""},
};

static const sample LATIN[] = {
    {"Hello, 世界(x).", "Hello, 世界(x)."},
    {"\"It's\" -- so...", "“It’s” — so…"},
    {"a  b", "a b"},
};

static const sample LINES[] = {
    {"“一港两岸”: 写在开港之际", "“一港两岸”：写在开港之际"},
    {"开港了！ 首船出海", "开港了！　首船出海"},
    {"统种一片田 共富一方人", "统种一片田　共富一方人"},
    {"河湾新港  开港", "河湾新港　开港"},
    {"本报记者 程野渡 纪长禾", "本报记者　程野渡　纪长禾"},
    {"使用 AI 技术", "使用AI技术"},
    {" 开港 ", "开港"},
};

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
} bench;

static bench open_bench(void) {
  pb_arena *arena = pb_arena_new();
  return (bench){arena, pb_diags_new(arena)};
}

static pb_normal run(bench *b, const char *typed, const char *language, bool line) {
  pb_str text = pb_str_from(typed);
  pb_piece piece = {.text = text, .span = {1, 0, (uint32_t)text.n}};
  pb_pieces pieces = {&piece, 1};
  return line ? pb_normalise_line(b->arena, b->diags, pieces, pb_str_from(language))
              : pb_normalise(b->arena, b->diags, pieces, pb_str_from(language));
}

static void compare(const sample *samples, size_t n, const char *language, bool line) {
  bench b = open_bench();
  for (size_t i = 0; i < n; i++) {
    pb_normal normal = run(&b, samples[i].typed, language, line);
    assert_string_equal(pb_str_z(b.arena, normal.text), samples[i].set);
  }
  pb_arena_drop(b.arena);
}
#define COMPARE(samples, language, line) compare(samples, sizeof(samples) / sizeof *(samples), language, line)

static void samples_are_set_as_told(void **state) {
  (void)state;
  COMPARE(CHINESE, "zh-Hans", false);
  COMPARE(LATIN, "en", false);
  COMPARE(LINES, "zh-Hans", true);
}

/* What is set already stays as it is. */
static void twice_changes_nothing(void **state) {
  (void)state;
  bench b = open_bench();
  for (size_t i = 0; i < sizeof CHINESE / sizeof *CHINESE; i++) {
    pb_normal normal = run(&b, CHINESE[i].set, "zh-Hans", false);
    assert_string_equal(pb_str_z(b.arena, normal.text), CHINESE[i].set);
  }
  pb_arena_drop(b.arena);
}

static void the_map_is_true(void **state) {
  (void)state;
  bench b = open_bench();
  for (size_t i = 0; i < sizeof CHINESE / sizeof *CHINESE; i++) {
    pb_str typed = pb_str_from(CHINESE[i].typed);
    pb_normal normal = run(&b, typed.s, "zh-Hans", false);
    assert_int_equal(normal.at[normal.text.n], typed.n);
    for (size_t k = 0, size; k < normal.text.n; k += size) {
      uint32_t c = pb_utf8_at(normal.text, k, &size);
      assert_true(normal.at[k] < typed.n && normal.at[k] <= normal.at[k + 1]);
      size_t from;
      uint32_t source = pb_utf8_at(typed, normal.at[k], &from);
      assert_int_not_equal(source, 0xFFFD); /* the start of a character */
      if (pb_is_han(c) && c == source)
        for (size_t j = 0; j < size; j++) assert_int_equal(normal.at[k + j], normal.at[k] + j);
    }
  }
  pb_arena_drop(b.arena);
}

static void pieces_keep_their_marks(void **state) {
  (void)state;
  bench b = open_bench();
  pb_piece pieces[] = {{.text = PB_STR("本报讯"), .span = {1, 2, 11}, .marks = PB_STRONG},
                       {.text = PB_STR("(记"), .span = {1, 13, 17}},
                       {.text = PB_STR("*"), .span = {1, 17, 19}, .marks = PB_EMPHASIS}};
  pb_normal normal = pb_normalise(b.arena, b.diags, (pb_pieces){pieces, 3}, PB_STR("zh-Hans"));
  assert_string_equal(pb_str_z(b.arena, normal.text), "本报讯（记*");
  assert_int_equal(normal.marks[8], PB_STRONG);
  assert_int_equal(normal.marks[9], 0);
  assert_int_equal(normal.marks[15], PB_EMPHASIS);
  assert_int_equal(normal.at[3], 5);
  assert_int_equal(normal.at[9], 13);
  assert_int_equal(normal.at[11], 13);
  assert_int_equal(normal.at[15], 17);
  assert_int_equal(normal.at[16], 19);
  pb_arena_drop(b.arena);
}

static size_t warnings(const char *typed, const char *id) {
  bench b = open_bench();
  run(&b, typed, "zh-Hans", false);
  size_t n, found = 0;
  const pb_diagnostic *list = pb_diags_sorted(b.diags, &n);
  for (size_t i = 0; i < n; i++) found += strcmp(list[i].id, id) == 0;
  pb_arena_drop(b.arena);
  return found;
}

static void lone_marks_are_told(void **state) {
  (void)state;
  assert_int_equal(warnings("他说“你好。", "unpaired-mark"), 1);
  assert_int_equal(warnings("他说你好”。", "unpaired-mark"), 1);
  assert_int_equal(warnings("《日报（一）", "unpaired-mark"), 1);
  assert_int_equal(warnings("他说\"你好。", "unpaired-mark"), 1);
  assert_int_equal(warnings("（《）》", "unpaired-mark"), 2);
  assert_int_equal(warnings("“他说（‘你好’）”。", "unpaired-mark"), 0);
  assert_int_equal(warnings("“一段还没有说完", "unpaired-mark"), 0);
  assert_int_equal(warnings("1）加强领导", "unpaired-mark"), 0);
  assert_int_equal(warnings("the readers’ page, don’t", "unpaired-mark"), 0);
  assert_int_equal(warnings("））））））））））", "unpaired-mark"), 4);
  assert_int_equal(warnings("今天很好.我们去了", "half-width-stop"), 1);
  assert_int_equal(warnings("今天\xEF\xBF\xBD好", "lost-character"), 1);
  assert_int_equal(warnings("他说\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85和\xD7\xA9\xD7\x9C", "right-to-left"), 1);
  assert_int_equal(warnings("他说hello，Привет，ｱ，“好”", "right-to-left"), 0);
}

static void hostile_copy_ends(void **state) {
  (void)state;
  static const char *const BITS[] = {"\"",
                                     "'",
                                     "(",
                                     ")",
                                     ".",
                                     ",",
                                     "-",
                                     "…",
                                     "“",
                                     "”",
                                     "（",
                                     " ",
                                     "\xCC\x81",
                                     "汉\"",
                                     "a.b@c.d",
                                     "·~",
                                     "5\"",
                                     "\xFF",
                                     "\xE2\x80",
                                     "\xED\xA0\x80",
                                     "\xF0\x9D\x85\xA0" /* NFC makes it three */,
                                     "://www."};
  for (size_t i = 0; i < sizeof BITS / sizeof *BITS; i++) {
    bench b = open_bench();
    size_t one = strlen(BITS[i]), times = 300000 / one;
    char *text = pb_alloc(b.arena, one * times + 1);
    for (size_t k = 0; k < times; k++) memcpy(text + k * one, BITS[i], one);
    pb_normal normal = run(&b, text, "zh-Hans", i % 2);
    assert_int_equal(pb_utf8_check(normal.text), normal.text.n);
    pb_arena_drop(b.arena);
  }
}

/* Any mixture gives valid text with a rising map. */
static void random_copy_is_valid(void **state) {
  (void)state;
  static const char *const BITS[] = {"汉",  "字", "a",  "B", "1", "22", "\"",          "'",        "(",  ")",  ".",
                                     "...", ",",  "--", "—", "…", "“",  "”",           "‘",        "’",  "（", "）",
                                     " ",   "　", "·",  "•", "~", "%",  "http://a.cn", "\xCC\x81", "⼀", "ｱ",  "\xE2\x80\x8B"};
  uint32_t seed = 7;
  for (int round = 0; round < 3000; round++) {
    bench b = open_bench();
    char text[256] = "";
    for (int k = 0; k < 18; k++) {
      seed = seed * 1664525u + 1013904223u;
      strcat(text, BITS[(seed >> 8) % (sizeof BITS / sizeof *BITS)]);
    }
    pb_normal normal = run(&b, text, round % 3 ? "zh-Hans" : "en", round % 2);
    assert_int_equal(pb_utf8_check(normal.text), normal.text.n);
    for (size_t i = 0; i < normal.text.n; i++) assert_true(normal.at[i] <= normal.at[i + 1]);
    pb_arena_drop(b.arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(samples_are_set_as_told), cmocka_unit_test(twice_changes_nothing), cmocka_unit_test(the_map_is_true),
      cmocka_unit_test(pieces_keep_their_marks), cmocka_unit_test(lone_marks_are_told),   cmocka_unit_test(hostile_copy_ends),
      cmocka_unit_test(random_copy_is_valid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
