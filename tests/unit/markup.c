/* No boundary of mark-up or of a font breaks a rule: what is marked is set as if it were plain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lines.h"
#include "shape_bench.h"

enum { ROUNDS = 400, MOST = 60 };

static const char *const SIGNS[] = {"，", "。", "、",  "；", "：", "！", "？", "“",  "”",  "‘", "’", "（",
                                    "）", "《", "》",  "—",  "——", "……", "·",  "～", "–",  "/", "%", "℃",
                                    "￥", "12", "3.5", "F",  "GB", " ",  "々", "⁇",  "「", "」"};
static const char *const HAN[] = {"河", "湾", "新", "港", "今", "日", "一", "万", "第", "版"};
enum { NSIGNS = sizeof SIGNS / sizeof *SIGNS, NHAN = sizeof HAN / sizeof *HAN };

/* `strong` and `emphasis` in the body's own face, so that widths are the same. */
static void open_one_face(shape_bench *b, const char *folder) {
  *b = (shape_bench){.fonts = open_bench(folder, NULL), .body = plain_style()};
  pb_style *styles = PB_NEW_N(b->fonts.arena, pb_style, 2);
  styles[0] = styles[1] = b->body;
  styles[0].name = PB_STR("strong");
  styles[1].name = PB_STR("emphasis");
  b->layout = (pb_layout){.line = 12 * PB_PT, .styles = styles, .nstyles = 2};
  b->shaper = (pb_shaper){.arena = b->fonts.arena, .diags = b->fonts.diags, .fonts = b->fonts.fonts, .layout = &b->layout};
}

static size_t break_into(pb_arena *arena, const pb_story *s, pb_len measure, const pb_line **lines) {
  int64_t cost;
  pb_break_job job = {.story = s, .block = s->blocks, .end = s->blocks[0].end, .measures = &measure, .nmeasures = 1};
  return pb_break_lines(arena, &job, lines, &cost);
}

static void same_lines(pb_arena *arena, const pb_story *a, const pb_story *b, const char *text) {
  for (pb_len em = 5; em < 20; em += 4) {
    const pb_line *x, *y;
    size_t n = break_into(arena, a, em * EM, &x);
    if (break_into(arena, b, em * EM, &y) != n) fail_msg("%s: another number of lines", text);
    for (size_t i = 0; i < n; i++)
      if (x[i].end != y[i].end) fail_msg("%s: line %zu ends elsewhere", text, i + 1);
  }
}

static void set_alike(pb_arena *arena, const pb_story *a, const pb_story *b, const char *text) {
  assert_sound(b);
  if (a->nblocks == 0 || b->nblocks == 0) {
    assert_int_equal(a->nblocks, b->nblocks);
    return;
  }
  if (a->nclusters != b->nclusters) fail_msg("%s: %zu clusters, marked %zu", text, a->nclusters, b->nclusters);
  for (size_t i = 0; i < a->nclusters; i++) {
    const pb_cluster *x = &a->clusters[i], *y = &b->clusters[i];
    if (x->advance != y->advance || x->brk != y->brk || x->kind != y->kind || x->end_blank != y->end_blank ||
        memcmp(&a->gaps[i], &b->gaps[i], sizeof(pb_gap)) != 0)
      fail_msg("%s: cluster %zu is set otherwise (break %d and %d, gap %d and %d)", text, i, x->brk, y->brk, a->gaps[i].natural,
               b->gaps[i].natural);
  }
  same_lines(arena, a, b, text);
}

static void add(char *copy, const char *more) { strcat(copy, more); }

/* Half Han, half signs; never two pieces of Latin beside each other, which would be one word and be kerned. */
static void random_copy(char *copy) {
  *copy = 0;
  for (int i = 1 + rand() % MOST; i > 0; i--) add(copy, rand() % 2 ? HAN[rand() % NHAN] : SIGNS[rand() % NSIGNS]);
}

static bool in_word(pb_str text, size_t at) {
  return at > 0 && at < text.n && (unsigned char)text.s[at - 1] < 0x80 && (unsigned char)text.s[at] < 0x80;
}

/* The text cut at random characters into pieces marked at random. */
static pb_pieces random_pieces(pb_arena *arena, pb_str text) {
  PB_VEC(pb_piece) pieces = {0};
  for (size_t at = 0, size, from = 0; at < text.n;) {
    (void)pb_utf8_at(text, at, &size);
    at += size;
    if (at < text.n && (rand() % 3 || in_word(text, at))) continue;
    pb_piece piece = {.text = pb_str_sub(text, from, at), .marks = (unsigned)rand() % 4, .span = {0, (uint32_t)from, (uint32_t)at}};
    PB_PUSH(arena, pieces, piece);
    from = at;
  }
  return (pb_pieces){pieces.at, pieces.n};
}

static const pb_story *shape_pieces(shape_bench *b, pb_pieces pieces) {
  pb_pieces *cell = PB_NEW(b->fonts.arena, pb_pieces);
  *cell = pieces;
  pb_copy_block *block = PB_NEW(b->fonts.arena, pb_copy_block);
  *block = (pb_copy_block){.kind = PB_PARAGRAPH, .cells = cell, .ncells = 1};
  pb_article article = {.blocks = block, .nblocks = 1};
  return pb_shape_article(&b->shaper, &article, &b->body);
}

static void marked_copy_is_set_as_plain(void **state) {
  (void)state;
  shape_bench b;
  open_one_face(&b, NOTO);
  srand(11);
  static const char *const LANGUAGES[] = {"zh-Hans", "zh-Hant"};
  for (int round = 0; round < ROUNDS; round++) {
    char copy[2048];
    random_copy(copy);
    b.body.language = pb_str_from(LANGUAGES[round % 2]);
    b.body.punctuation = (pb_punctuation)(rand() % 5);
    b.body.prohibition = (pb_prohibition)(rand() % 4);
    b.body.quotes = (pb_quotes)(rand() % 3);
    b.body.hang_stops = rand() % 2;
    const pb_story *plain = shape_paragraph(&b, copy);
    set_alike(b.fonts.arena, plain, shape_pieces(&b, random_pieces(b.fonts.arena, pb_str_from(copy))), copy);
  }
  close_shaper(&b);
}

/* As an editor types it. */
static const char *const MARKED[][2] = {
    {"他说的是**重点**。不是（*楷体*），而是“**引**”——再说", "他说的是重点。不是（楷体），而是“引”——再说"},
    {"**“重点”**，*《书》*、**（一）**“二”", "“重点”，《书》、（一）“二”"},
    {"增长*3.5*%，计￥**12**万，第**3**版", "增长3.5%，计￥12万，第3版"},
    {"真的**？**？是*！*好**……**是——**是**", "真的？？是！好……是——是"},
    {"他**说：**“‘好*。*’”走", "他说：“‘好。’”走"},
};

static const pb_story *shape_copy(shape_bench *b, const char *line) {
  const char *copy = pb_fmt(b->fonts.arena, "---\nheadline: 试\n---\n%s\n", line);
  const pb_article *article = pb_article_parse(b->fonts.arena, b->fonts.diags, "a.md", pb_str_from(copy));
  return pb_shape_article(&b->shaper, article, &b->body);
}

static void typed_mark_up_is_set_as_plain(void **state) {
  (void)state;
  shape_bench b;
  open_one_face(&b, NOTO);
  for (size_t i = 0; i < sizeof MARKED / sizeof *MARKED; i++)
    set_alike(b.fonts.arena, shape_copy(&b, MARKED[i][1]), shape_copy(&b, MARKED[i][0]), MARKED[i][0]);
  close_shaper(&b);
}

/* Three marks that close stay together; a measure of an em has no room for them and their character. */
static void clusters_of_marks_part_where_nothing_else_fits(void **state) {
  (void)state;
  shape_bench b;
  open_one_face(&b, NOTO);
  const pb_story *s = shape_paragraph(&b, "汉字。』」汉字汉字");
  const pb_line *lines;
  assert_int_equal(break_into(b.fonts.arena, s, 5 * EM / 2, &lines), 4);
  assert_int_equal(lines[0].end, 1); /* 汉 alone, so that 字。』」 stay together */
  assert_int_equal(lines[1].end, 5);
  size_t n = break_into(b.fonts.arena, s, EM, &lines);
  assert_true(n >= 6);
  for (size_t i = 0; i < n; i++) assert_true(lines[i].width <= EM);
  close_shaper(&b);
}

/* A rare character comes from another font; the marks beside it do not notice. */
static void rare_characters_are_set_as_common_ones(void **state) {
  (void)state;
  shape_bench b;
  open_one_face(&b, DEBIAN);
  static const char *const COPY[] = {"他，%s。“%s”、（%s）说%s：是%s——是%s……是%s！？", "《%s·%s》%s12%s%%，%s，%s；%s"};
  for (size_t i = 0; i < sizeof COPY / sizeof *COPY; i++) {
    const char *r = "\xF0\xB1\x8A\x80" /* U+31280 */, *h = "汉";
    const pb_story *rare = shape_paragraph(&b, pb_fmt(b.fonts.arena, COPY[i], r, r, r, r, r, r, r));
    const pb_story *common = shape_paragraph(&b, pb_fmt(b.fonts.arena, COPY[i], h, h, h, h, h, h, h));
    bool other_face = false;
    for (size_t k = 0; k < rare->nclusters; k++) other_face |= rare->clusters[k].face != rare->clusters[0].face;
    assert_true(other_face);
    set_alike(b.fonts.arena, common, rare, COPY[i]);
  }
  close_shaper(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(marked_copy_is_set_as_plain), cmocka_unit_test(typed_mark_up_is_set_as_plain),
                                     cmocka_unit_test(clusters_of_marks_part_where_nothing_else_fits),
                                     cmocka_unit_test(rare_characters_are_set_as_common_ones)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
