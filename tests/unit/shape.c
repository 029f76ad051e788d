#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lines.h"
#include "shape_bench.h"

/* ---- breaks ---- */

/* The text with | where a line may end. */
static char *with_breaks(shape_bench *b, const char *text, pb_prohibition level) {
  b->body.prohibition = level;
  const pb_story *s = shape_paragraph(b, text);
  assert_sound(s);
  char *out = pb_alloc(b->fonts.arena, s->text.n * 2 + 1);
  size_t n = 0;
  for (size_t i = 0; i < s->nclusters; i++) {
    const pb_cluster *c = &s->clusters[i];
    memcpy(out + n, s->text.s + c->text, c->ntext);
    n += c->ntext;
    if (s->gaps[i].space) out[n++] = ' ';
    if (c->brk == PB_BREAK_MAY) out[n++] = '|';
  }
  return out;
}

/* ---- what is kept together ---- */

/* The text with ' \" ^ where a line may end slightly, firmly, strongly unwillingly, and nothing where it may freely; `line`: as
 * display type, with | where it may end at all. */
static char *with_reluctance(shape_bench *b, const char *text, bool line) {
  static const char SIGNS[] = "|'\"^";
  pb_piece piece = {.text = pb_str_from(text)};
  const pb_story *s = line ? pb_shape_line(&b->shaper, (pb_pieces){&piece, 1}, &b->body, EM) : shape_paragraph(b, text);
  assert_sound(s);
  char *out = pb_alloc(b->fonts.arena, s->text.n * 2 + 1);
  size_t n = 0;
  for (size_t i = 0; i < s->nclusters; i++) {
    const pb_cluster *c = &s->clusters[i];
    memcpy(out + n, s->text.s + c->text, c->ntext);
    n += c->ntext;
    if (s->gaps[i].space) out[n++] = ' ';
    if (c->brk == PB_BREAK_MAY && (line || c->reluctance)) out[n++] = SIGNS[c->reluctance];
  }
  return out;
}

static void terms_hold(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_terms *terms = pb_terms_new(b.fonts.arena);
  pb_terms_add(terms, b.fonts.diags, "a.txt", PB_STR("市委书记\n全国人大常委会\n王小明\n"));
  b.layout.terms = terms;
  b.body.keep = PB_KEEP_TERMS;
  assert_string_equal(with_reluctance(&b, "原市委书记王小明说", false), "原市^委^书^记王^小^明说");
  assert_string_equal(with_reluctance(&b, "全国人大常委会开会", false), "全\"国\"人\"大\"常\"委\"会开会");
  assert_string_equal(with_reluctance(&b, "原市委书记到", true), "原|市委书记|到");
  b.body.keep = 0;
  assert_string_equal(with_reluctance(&b, "原市委书记王小明说", false), "原市委书记王小明说");
  close_shaper(&b);
}

static void figures_hold(void **state) {
  (void)state;
  static const struct {
    unsigned keep;
    const char *text; /* as with_reluctance gives it */
  } cases[] = {
      {PB_KEEP_ALL, "2026^年2^月'1^日下午8\"时'30\"分"},
      {PB_KEEP_ALL, "共3.5万\"元和1,286.5万\"吨、20\"多\"人、100 km、-5℃、4.5%"},
      {PB_KEEP_ALL, "3\"个\"百\"分\"点，50\"平\"方\"米，3万"},
      {PB_KEEP_ALL, "10—\"15\"人，3%～\"5%，比分3∶2，14:30"},
      {PB_KEEP_ALL, "第\"3\"届和第\"十\"二\"届，下转第3版"},
      {PB_KEEP_ALL, "电010-^6655 ^0000或138 ^0000 ^0000，400-^800-^1234"},
      {PB_KEEP_ALL, "用GB ^18030和iPhone \"15，坐歼-20、F-35B、C919"},
      {PB_KEEP_ALL, "见www.\"hewan.\"example.\"cn"},
      {PB_KEEP_ALL, "2026-03-01，3/1，有2023海外"},
      {PB_KEEP_ALL & ~PB_KEEP_DATES, "2026年2月1日8\"时"},
      {0, "共3.5万元，电010-6655 0000，第十二届，GB 18030，10—15人"},
  };
  shape_bench b;
  open_shaper(&b);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char plain[200];
    size_t n = 0;
    for (const char *p = cases[i].text; *p; p++)
      if (!strchr("'\"^", *p)) plain[n++] = *p;
    plain[n] = 0;
    b.body.keep = cases[i].keep;
    assert_string_equal(with_reluctance(&b, plain, false), cases[i].text);
  }
  close_shaper(&b);
}

static void names_in_bylines_hold(void **state) {
  (void)state;
  static const struct {
    const char *text;
    const char *held; /* the clusters that go on, in order */
  } cases[] = {
      {"本报讯（记者 沈荻 周小舟）市长说", "沈周小"},
      {"王小明（本报记者）说", ""},
      {"图为新港（李二摄影）", "李"},
      {"（本报记者王一、通讯员 欧阳小雨）", "王欧阳小"},
      {"（本报记者 王一 列夫·托尔斯泰）", "王列夫·托尔斯"},
      {"本报记者　王　一", "王　"},
      {"记者看到，沈荻在（市民 王小明）家", ""},
      {"（河湾市 王小明）", ""},
      {"（记者 王小明", ""},
  };
  shape_bench b;
  open_shaper(&b);
  b.body.keep = PB_KEEP_NAMES;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const pb_story *s = shape_paragraph(&b, cases[i].text);
    char held[100];
    size_t n = 0;
    for (uint32_t k = 0; k < s->nclusters; k++) {
      if (!s->clusters[k].term) continue;
      assert_int_equal(s->clusters[k].brk, PB_BREAK_NO);
      memcpy(held + n, s->text.s + s->clusters[k].text, s->clusters[k].ntext);
      n += s->clusters[k].ntext;
    }
    held[n] = 0;
    assert_string_equal(held, cases[i].held);
  }
  close_shaper(&b);
}

/* ---- hyphens ---- */

/* The paragraph with - where it may be hyphenated. */
static char *with_hyphens(shape_bench *b, const char *text) {
  const pb_story *s = shape_paragraph(b, text);
  assert_sound(s);
  char *out = pb_alloc(b->fonts.arena, s->text.n * 2 + 1);
  size_t n = 0, hyphens = 0;
  for (uint32_t i = 0; i < s->nclusters; i++) {
    const pb_cluster *c = &s->clusters[i];
    memcpy(out + n, s->text.s + c->text, c->ntext);
    n += c->ntext;
    if (s->gaps[i].space) out[n++] = ' ';
    if (c->brk != PB_BREAK_HYPHEN) continue;
    out[n++] = '-';
    assert_int_equal(s->hyphens[hyphens++].cluster, i);
  }
  assert_int_equal(hyphens, s->nhyphens);
  return out;
}

static void words_are_hyphenated(void **state) {
  (void)state;
  static const char *const CASES[] = {
      "in-ter-na-tional co-op-er-a-tion",
      "dif-fi-cult of-fice", /* ligatures are taken apart */
      "To-ward他说com-mu-ni-ca-tion。",
      "NATO iPhone ta-ble a about also", /* capitals; too short; nothing fit */
      "COOPERATION state-owned 5cooperation cooperation2",
      "news.cooperation@example.cn",
  };
  shape_bench b;
  open_shaper(&b);
  b.body.hyphenate = true;
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    char plain[100];
    size_t n = 0;
    bool own = strstr(CASES[i], "state-owned") != NULL;
    for (const char *p = CASES[i]; *p; p++)
      if (own || *p != '-') plain[n++] = *p;
    plain[n] = 0;
    assert_string_equal(with_hyphens(&b, plain), CASES[i]);
  }
  b.body.language = PB_STR("xx");
  assert_string_equal(with_hyphens(&b, "cooperation communication"), "cooperation communication");
  assert_int_equal(pb_diags_count(b.fonts.diags, PB_NOTE), 1);
  close_shaper(&b);
}

/* A hyphened line is as wide as the same letters and hyphen shaped by themselves. */
static void hyphens_have_their_kerning(void **state) {
  (void)state;
  static const char *const WORDS[] = {"fortification", "international", "toward", "wavering", "reverting"};
  shape_bench b;
  open_shaper(&b);
  for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
    b.body.hyphenate = true;
    const pb_story *s = shape_paragraph(&b, WORDS[w]);
    assert_true(s->nhyphens > 0);
    for (size_t i = 0; i < s->nhyphens; i++) {
      uint32_t end = s->hyphens[i].cluster + 1;
      size_t bytes = s->clusters[end - 1].text + s->clusters[end - 1].ntext;
      pb_line line = pb_line_make(s, &s->blocks[0], 0, end, 100 * EM, true);
      b.body.hyphenate = false;
      const pb_story *alone = shape_paragraph(&b, pb_fmt(b.fonts.arena, "%.*s-", (int)bytes, WORDS[w]));
      assert_true(abs(line.width - alone->width[alone->nclusters]) <= (int)end);
      assert_int_equal(s->hyphens[i].glyph.id, alone->glyphs[alone->nglyphs - 1].id);
      assert_true(pb_line_hyphen(s, end - 1) == &s->hyphens[i]);
      assert_null(pb_line_hyphen(s, (uint32_t)s->nclusters - 1));
    }
  }
  close_shaper(&b);
}

static void lines_end_where_they_may(void **state) {
  (void)state;
  static const struct {
    pb_prohibition level;
    const char *breaks;
  } cases[] = {
      {PB_PROHIBIT_BASIC, "河|湾|新|港"},
      {PB_PROHIBIT_BASIC, "他|说，|“好。”|他"},
      {PB_PROHIBIT_NONE, "他|，|“|好|。|”|他"},
      {PB_PROHIBIT_BASIC, "（一）"},
      {PB_PROHIBIT_BASIC, "我|——|你"},
      {PB_PROHIBIT_GB, "我|……|你"},
      {PB_PROHIBIT_STRICT, "我——|你……|他"},
      {PB_PROHIBIT_BASIC, "卡|尔·|马|克|思"},
      {PB_PROHIBIT_BASIC, "京—|津、|3～|5|天"},
      {PB_PROHIBIT_BASIC, "文|/|张"},
      {PB_PROHIBIT_GB, "文/张"},
      {PB_PROHIBIT_GB, "2026|年|2|月|1|日"},
      {PB_PROHIBIT_GB, "长|82.5%，|约|1,025|元"},
      {PB_PROHIBIT_GB, "共|3万亿|元|¥30|和|25℃|至|−5|度"},
      {PB_PROHIBIT_GB, "下|转|第3版"},
      {PB_PROHIBIT_GB, "下|转|第十二版|看"},
      {PB_PROHIBIT_GB, "第|一|名"},
      {PB_PROHIBIT_GB, "用|5G|和|F-35B|及|3.0|版"},
      {PB_PROHIBIT_GB, "New |York |Times"},
      {PB_PROHIBIT_GB, "他|是|Wi-Fi|和|state-|owned|人"},
      {PB_PROHIBIT_GB, "网|址|people.cn/a|看"},
      {PB_PROHIBIT_GB, "网|址|https://|www.|hewan.|example.|cn/|news/|today|看"},
      {PB_PROHIBIT_GB, "箱|a@b.cn|或|news.|desk@|hewan.|example.|cn"},
      {PB_PROHIBIT_GB, "他|said |“hi” |to|我"},
      {PB_PROHIBIT_GB, "看|https://|mp.|hewan.|cn/|s?__|biz=|Mz5==&|mid=|26#|rd|看"},
      {PB_PROHIBIT_GB, "跑|100 km|和|120 km/h，|约|5 GB|量，|2.5 kWh|电"},
      {PB_PROHIBIT_GB, "iPhone |15 |Pro|和|3 |boxes|及|7 |g7"},
      {PB_PROHIBIT_GB, "共|100㎡|地、|5㎏|米"},
      {PB_PROHIBIT_GB, "第1—3版|和|第|1|名"},
      {PB_PROHIBIT_BASIC, "人|々|人"},
      {PB_PROHIBIT_STRICT, "人々|人"},
  };
  shape_bench b;
  open_shaper(&b);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char plain[200];
    size_t n = 0;
    for (const char *p = cases[i].breaks; *p; p++)
      if (*p != '|') plain[n++] = *p;
    plain[n] = 0;
    assert_string_equal(with_breaks(&b, plain, cases[i].level), cases[i].breaks);
  }
  close_shaper(&b);
}

/* ---- clusters ---- */

static void dashes_and_dots_are_one(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "我——你……他—");
  assert_sound(s);
  assert_int_equal(s->nclusters, 6);
  assert_int_equal(s->clusters[1].kind, PB_CLASS_DASH);
  assert_int_equal(s->clusters[1].advance, 2 * EM);
  assert_int_equal(s->clusters[3].kind, PB_CLASS_ELLIPSIS);
  assert_int_equal(s->clusters[3].advance, 2 * EM);
  assert_int_equal(s->clusters[3].nglyphs, 2);
  assert_int_equal(s->glyphs[s->clusters[3].glyph + 1].x, EM);
  assert_int_equal(s->clusters[5].kind, PB_CLASS_CONNECT);
  assert_int_equal(s->clusters[5].advance, EM);
  close_shaper(&b);
}

static const pb_cluster *cluster_with(const pb_story *s, const char *text) {
  for (size_t i = 0; i < s->nclusters; i++)
    if (pb_str_is(pb_str_sub(s->text, s->clusters[i].text, s->clusters[i].text + s->clusters[i].ntext), text))
      return &s->clusters[i];
  fail_msg("no cluster %s", text);
  return NULL;
}

static void marks_follow_their_neighbours(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "他说“Hello”。");
  assert_int_equal(cluster_with(s, "“")->kind, PB_CLASS_OPEN);
  s = shape_paragraph(&b, "He said “hello” to me");
  assert_int_equal(cluster_with(s, "“")->kind, PB_CLASS_LATIN);
  assert_true(cluster_with(s, "“")->advance < EM * 6 / 10); /* the proportional form */
  s = shape_paragraph(&b, "他用“WTO”这个词，don’t");
  assert_int_equal(cluster_with(s, "”")->kind, PB_CLASS_CLOSE);
  assert_int_equal(cluster_with(s, "’")->kind, PB_CLASS_LATIN);
  s = shape_paragraph(&b, "word — word…");
  assert_int_equal(cluster_with(s, "—")->kind, PB_CLASS_LATIN);
  assert_int_equal(cluster_with(s, "…")->kind, PB_CLASS_LATIN);
  close_shaper(&b);
}

static void sentences_end_after_their_marks(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "好。他说：“走吧！”（完。）嗯……好");
  char ends[64] = "";
  for (size_t i = 0; i < s->nclusters; i++) strcat(ends, s->clusters[i].sentence ? "1" : "0");
  assert_string_equal(ends,
                      "010000000100010"
                      "10");
  close_shaper(&b);
}

static void accents_join_their_letters(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "q\xCC\x83汉\xCC\x81汉\xEF\xB8\x80");
  assert_sound(s);
  assert_int_equal(s->nclusters, 3);
  assert_int_equal(s->clusters[1].ntext, 5);
  assert_int_equal(s->clusters[1].kind, PB_CLASS_HAN);
  close_shaper(&b);
}

static void missing_characters_keep_their_place(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "汉\xEF\xA3\xBF字"); /* U+F8FF, which no font here has */
  assert_sound(s);
  assert_int_equal(s->nclusters, 3);
  assert_int_equal(s->clusters[1].advance, EM);
  assert_int_equal(told(&b.fonts, "missing-glyph"), 1);
  close_shaper(&b);
}

/* An accent that no font can set on its letter is told, not drawn as an empty box in silence. */
static void missing_accents_are_told(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  assert_sound(shape_paragraph(&b, "q\xE2\x83\x97我\xE2\x83\x97")); /* U+20D7 */
  assert_int_equal(told(&b.fonts, "missing-glyph"), 1);
  const pb_story *s = shape_paragraph(&b, "\xF3\xB0\x80\x80\xCC\x81"); /* U+F0000 with an accent */
  assert_sound(s);
  assert_int_equal(told(&b.fonts, "missing-glyph"), 2);
  close_shaper(&b);
}

static void strong_is_bold(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_piece pieces[] = {{.text = PB_STR("本报讯"), .span = {0, 0, 9}, .marks = PB_STRONG},
                       {.text = PB_STR("“记者"), .span = {0, 9, 18}},
                       {.text = PB_STR("”"), .span = {0, 18, 21}, .marks = PB_STRONG}};
  const pb_story *s = pb_shape_line(&b.shaper, (pb_pieces){pieces, 3}, &b.body, EM);
  assert_sound(s);
  const pb_face_info *strong = pb_fonts_info(b.fonts.fonts, s->clusters[0].face);
  assert_string_equal(strong->family, "Noto Sans CJK SC");
  assert_int_equal(strong->weight, 700);
  assert_int_equal(s->clusters[0].marks, PB_STRONG);
  assert_int_not_equal(s->clusters[3].face, s->clusters[0].face);
  assert_int_equal(s->gaps[2].natural, EM / 2); /* the boundary changes no gap */
  assert_int_equal(s->clusters[4].brk, PB_BREAK_MAY);
  assert_int_equal(s->clusters[5].brk, PB_BREAK_NO);
  close_shaper(&b);
}

/* m²的, 注①的, ”②的: smaller, close to its word, never parted from it; its right side is the word's. */
static void superscripts_belong_to_their_word(void **state) {
  (void)state;
  static const struct {
    const char *word, *script, *next;
    pb_len gap; /* after the superscript */
  } CASES[] = {
      {"m", "2", "的", EM / 4}, {"注", "①", "的", 0}, {"注", "1", "的", 0}, {"”", "②", "的", EM / 2}, {"注", "1", "，", 0}};
  shape_bench b;
  open_shaper(&b);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    pb_piece pieces[] = {{.text = pb_str_from(CASES[i].word)},
                         {.text = pb_str_from(CASES[i].script), .marks = PB_SUPERSCRIPT},
                         {.text = pb_str_from(CASES[i].next)}};
    const pb_story *s = pb_shape_line(&b.shaper, (pb_pieces){pieces, 3}, &b.body, EM);
    assert_sound(s);
    assert_int_equal(s->nclusters, 3);
    const pb_cluster *script = &s->clusters[1];
    assert_int_equal(s->clusters[0].brk, PB_BREAK_NO);
    assert_int_equal(s->gaps[0].natural, 0);
    assert_int_equal(s->gaps[0].stretch_tier, PB_STRETCH_NONE);
    assert_int_equal(s->gaps[1].natural, CASES[i].gap);
    assert_int_equal(script->brk, strcmp(CASES[i].next, "，") == 0 ? PB_BREAK_NO : PB_BREAK_MAY);
    assert_true(script->advance < EM * 7 / 10);
    assert_int_equal(s->glyphs[script->glyph].y, -EM * PB_SUPERSCRIPT_RISE / 1024);
    assert_int_equal(s->glyphs[s->clusters[2].glyph].y, 0);
  }
  close_shaper(&b);
}

static void lines_keep_typed_blanks(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = pb_shape_string(&b.shaper, PB_STR("合种 同收"), (pb_span){0}, &b.body, 3 * EM);
  assert_sound(s);
  assert_int_equal(s->nclusters, 5);
  assert_int_equal(s->clusters[0].advance, 3 * EM);
  assert_int_equal(s->clusters[1].brk, PB_BREAK_NO);
  assert_int_equal(s->clusters[2].brk, PB_BREAK_MAY);
  assert_int_equal(s->blocks[0].size, 3 * EM);
  assert_int_equal(s->blocks[0].rows, 3); /* 30 pt on rows of 12 */
  close_shaper(&b);
}

/* ---- hostile copy ---- */

static void hostile_copy_is_sound(void **state) {
  (void)state;
  static const char *const BITS[] = {"汉", "，",  "——", "…", "“", "’", "a",  "1",  " ", "\xCC\x81",         "\xEF\xB8\x80",
                                     "/",  "a-b", "第", "·", "%", "¥", "/a", "—a", "क्", "\xD8\xA7\xD9\x84", "www.aaaaaaaa.cn/"};
  shape_bench b;
  open_shaper(&b);
  for (size_t i = 0; i < sizeof BITS / sizeof *BITS; i++) {
    size_t one = strlen(BITS[i]), times = 30000 / one;
    char *text = pb_alloc(b.fonts.arena, one * times + 1);
    for (size_t k = 0; k < times; k++) memcpy(text + k * one, BITS[i], one);
    assert_sound(shape_paragraph(&b, text));
  }
  close_shaper(&b);
}

static void random_copy_is_sound(void **state) {
  (void)state;
  static const char *const BITS[] = {
      "汉", "字",     "第", "版", "万", "a",  "B",  "1",        "22",           "\"", "'", "(",  ")",  ".",
      ",",  "--",     "—",  "……", "“",  "”",  "‘",  "’",        "（",           "）", " ", "　", "·",  "～",
      "%",  "¥",      "℃",  "/",  "-",  "a-", "。", "\xCC\x81", "\xEF\xB8\x81", "क्",  "–", "《", "》", "！",
      "？", "a@b.cn", "★",  "𠮷", "あ", "々"};
  shape_bench b;
  open_shaper(&b);
  uint32_t seed = 11;
  for (int round = 0; round < 4000; round++) {
    char text[400] = "";
    for (int k = 0; k < 20; k++) {
      seed = seed * 1664525u + 1013904223u;
      strcat(text, BITS[(seed >> 8) % (sizeof BITS / sizeof *BITS)]);
    }
    b.body.prohibition = (pb_prohibition)(round % 4);
    b.body.punctuation = (pb_punctuation)(round % 5);
    b.body.language = round % 5 ? PB_STR("zh-Hans") : PB_STR("en");
    assert_sound(shape_paragraph(&b, text));
  }
  close_shaper(&b);
}

static void too_much_is_said(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  size_t n = 350000;
  char *text = pb_alloc(b.fonts.arena, n * 3 + 1);
  for (size_t i = 0; i < n; i++) memcpy(text + i * 3, "汉", 3);
  const pb_story *s = shape_paragraph(&b, text);
  assert_int_equal(told(&b.fonts, "too-long"), 1);
  assert_true(s->nclusters > 100000 && s->nclusters < n);
  assert_true(s->width[s->nclusters] > 0);
  close_shaper(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_hold),
      cmocka_unit_test(words_are_hyphenated),
      cmocka_unit_test(hyphens_have_their_kerning),
      cmocka_unit_test(figures_hold),
      cmocka_unit_test(names_in_bylines_hold),
      cmocka_unit_test(lines_end_where_they_may),
      cmocka_unit_test(dashes_and_dots_are_one),
      cmocka_unit_test(marks_follow_their_neighbours),
      cmocka_unit_test(sentences_end_after_their_marks),
      cmocka_unit_test(accents_join_their_letters),
      cmocka_unit_test(missing_characters_keep_their_place),
      cmocka_unit_test(missing_accents_are_told),
      cmocka_unit_test(strong_is_bold),
      cmocka_unit_test(superscripts_belong_to_their_word),
      cmocka_unit_test(lines_keep_typed_blanks),
      cmocka_unit_test(hostile_copy_is_sound),
      cmocka_unit_test(random_copy_is_sound),
      cmocka_unit_test(too_much_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
