/* The white between neighbours: every pair of the house style. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shape_bench.h"

typedef struct {
  const char *text; /* the gap after its first cluster is meant */
  int natural;      /* 1/1024 em */
  pb_shrink tier;
  pb_stretch stretch;
} pair;

static const pair PAIRS[] = {
    {"汉字", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    /* a mark beside Han */
    {"，汉", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"、汉", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"：汉", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"；汉", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"。汉", 512, PB_SHRINK_STOP, PB_STRETCH_HAN},
    {"！汉", 512, PB_SHRINK_STOP, PB_STRETCH_HAN},
    {"？汉", 512, PB_SHRINK_STOP, PB_STRETCH_HAN},
    {"）汉（", 512, PB_SHRINK_BRACKET, PB_STRETCH_HAN},
    {"汉“字”", 512, PB_SHRINK_BRACKET, PB_STRETCH_HAN},
    {"汉《字》", 512, PB_SHRINK_BRACKET, PB_STRETCH_HAN},
    {"汉，字", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"（汉）", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    /* two marks */
    {"》）", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"”，汉", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"。”汉", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"！？汉", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"（《汉》）", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"“‘汉’”", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"）（", 512, PB_SHRINK_BRACKET, PB_STRETCH_HAN},
    {"，“汉”", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"。“汉”", 512, PB_SHRINK_STOP, PB_STRETCH_HAN},
    {"》·汉", 256, PB_SHRINK_MIDDLE, PB_STRETCH_HAN},
    {"·《汉》", 256, PB_SHRINK_MIDDLE, PB_STRETCH_HAN},
    {"，——汉", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"——“汉”", 512, PB_SHRINK_BRACKET, PB_STRETCH_HAN},
    {"）　汉", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    /* other scripts and figures */
    {"汉a", 256, PB_SHRINK_LATIN, PB_STRETCH_LATIN},
    {"a汉", 256, PB_SHRINK_LATIN, PB_STRETCH_LATIN},
    {"汉1", 256, PB_SHRINK_LATIN, PB_STRETCH_LATIN},
    {"%汉", 256, PB_SHRINK_LATIN, PB_STRETCH_LATIN},
    {"1万", 256, PB_SHRINK_LATIN, PB_STRETCH_LATIN},
    {"，a", 512, PB_SHRINK_COMMA, PB_STRETCH_HAN},
    {"a，汉", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"（a）", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"12", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"1%", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"1.5", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"ab", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"1～2", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"汉—字", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"汉/字", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
    {"汉·字", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"汉——字", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
    {"…………", 0, PB_SHRINK_NONE, PB_STRETCH_NONE},
};

static void pairs_are_set_as_told(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
    const pair *p = &PAIRS[i];
    pb_gap gap = shape_paragraph(&b, p->text)->gaps[0];
    if (gap.natural != p->natural * 10 || gap.shrink_tier != p->tier || gap.stretch_tier != p->stretch)
      fail_msg("%s: gap %d, shrink tier %d, stretch tier %d", p->text, gap.natural / 10, gap.shrink_tier, gap.stretch_tier);
    bool mark = p->tier >= PB_SHRINK_MIDDLE && p->tier != PB_SHRINK_LATIN;
    assert_int_equal(gap.mark_blank, mark);
    assert_int_equal(gap.shrink, mark ? gap.natural : p->tier == PB_SHRINK_LATIN ? 128 * 10 : 0);
    assert_int_equal(gap.stretch, p->stretch == PB_STRETCH_LATIN ? 341 * 10 - EM / 4 : 0);
  }
  close_shaper(&b);
}

/* The natural gaps and the widths of a paragraph, in 1/1024 em. */
static void is_set(shape_bench *b, const char *text, const int *gaps, const int *widths) {
  const pb_story *s = shape_paragraph(b, text);
  assert_sound(s);
  for (size_t i = 0; i < s->nclusters; i++) {
    if (s->gaps[i].natural != gaps[i] * 10 || s->clusters[i].advance != widths[i] * 10)
      fail_msg("%s, cluster %zu: %d wide, gap %d", text, i, s->clusters[i].advance / 10, s->gaps[i].natural / 10);
  }
}

static void each_scheme_is_set_as_told(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  static const char COPY[] = "“汉”，（《字》）。字！字";
  static const int MARKS[] = {512, 1024, 512, 512, 512, 512, 1024, 512, 512, 512, 1024, 512, 1024};
  static const struct {
    pb_punctuation scheme;
    int gaps[13];
  } schemes[] = {
      {PB_PUNCTUATION_AUTO, {0, 0, 0, 512, 0, 0, 0, 0, 0, 512, 0, 512, 0}},
      {PB_PUNCTUATION_QUANJIAO, {0, 0, 0, 512, 0, 0, 0, 0, 0, 512, 0, 512, 0}},
      {PB_PUNCTUATION_KAIMING, {0, 0, 0, 0, 0, 0, 0, 0, 0, 512, 0, 512, 0}},
      {PB_PUNCTUATION_BANJIAO, {0}},
  };
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    b.body.punctuation = schemes[i].scheme;
    is_set(&b, COPY, schemes[i].gaps, MARKS);
  }
  b.body.punctuation = PB_PUNCTUATION_PLAIN;
  const pb_story *s = shape_paragraph(&b, COPY);
  for (size_t i = 0; i < s->nclusters; i++) {
    assert_int_equal(s->clusters[i].advance, EM);
    assert_int_equal(s->gaps[i].natural + s->gaps[i].shrink + s->clusters[i].end_blank, 0);
  }
  close_shaper(&b);
}

/* zh-Hant: stops in the middle of their em, ！？ always whole, · a whole em. */
static void traditional_marks_stand_in_the_middle(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  static const char *const LANGUAGES[] = {"zh-Hant", "zh-HK", "zh-TW"};
  for (size_t i = 0; i < 3; i++) {
    b.body.language = pb_str_from(LANGUAGES[i]);
    is_set(&b, "漢，字。「漢」、「字」。", (int[]){256, 256, 256, 256, 0, 0, 256, 256, 0, 0, 256, 0},
           (int[]){1024, 512, 1024, 512, 512, 1024, 512, 512, 512, 1024, 512, 512});
    is_set(&b, "漢！字：「漢」", (int[]){0, 0, 256, 256, 0, 0, 0}, (int[]){1024, 1024, 1024, 512, 512, 1024, 512});
    is_set(&b, "漢·字；漢」。", (int[]){256, 256, 256, 256, 0, 256, 0}, (int[]){1024, 512, 1024, 512, 1024, 512, 512});
    is_set(&b, "漢！？字", (int[]){0, 0, 0, 0}, (int[]){1024, 512, 512, 1024});
  }
  const pb_story *s = shape_paragraph(&b, "漢，字。");
  assert_int_equal(s->gaps[0].shrink_tier, PB_SHRINK_COMMA);
  assert_int_equal(s->gaps[1].shrink_tier, PB_SHRINK_COMMA);
  assert_int_equal(s->gaps[2].shrink_tier, PB_SHRINK_STOP);
  assert_int_equal(s->clusters[3].end_blank, 256);
  b.body.language = PB_STR("zh-Hans-HK");
  is_set(&b, "汉，字！字", (int[]){0, 512, 0, 512, 0}, (int[]){1024, 512, 1024, 512, 1024});
  close_shaper(&b);
}

/* The width of 》（ in the font, its kerning of marks on or off, 1/1024 em. */
static int kerned(pb_fonts *fonts, pb_face_id face, bool on) {
  hb_buffer_t *buffer = hb_buffer_create();
  hb_feature_t feature = {HB_TAG('c', 'h', 'w', 's'), on, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
  hb_buffer_add_utf8(buffer, "》（", -1, 0, -1);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
  hb_shape(pb_fonts_hb(fonts, face), buffer, &feature, 1);
  unsigned n;
  int width = 0;
  const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &n);
  for (unsigned i = 0; i < n; i++) width += at[i].x_advance;
  hb_buffer_destroy(buffer);
  return width / (PB_FONT_SCALE / 1024);
}

/* Fonts without half-width forms: AR PL SungtiL has full-width quotation marks; those of LXGW WenKai and WenQuanYi Zen Hei are
 * proportional, a third of an em wide. Zen Hei and BabelStone Han have their comma in the middle of the em and are set so.
 * BabelStone Han has chws: pairs must not close up twice. */
static void marks_of_any_font_are_half_an_em(void **state) {
  (void)state;
  shape_bench b;
  open_shaper_in(&b, DEBIAN);
  static const char *const FONTS[] = {"AR PL SungtiL GB", "LXGW WenKai", "BabelStone Han", "WenQuanYi Zen Hei"};
  static const int H = 512, E = 1024;
  pb_face_id kerns = pb_fonts_find(b.fonts.fonts, PB_STR("BabelStone Han"), 400, PB_STR("zh-Hans"), (pb_span){0});
  assert_int_equal(kerned(b.fonts.fonts, kerns, false), 2 * E);
  assert_int_equal(kerned(b.fonts.fonts, kerns, true), 2 * E - H);
  for (size_t i = 0; i < 4; i++) {
    b.body.font = pb_str_from(FONTS[i]);
    is_set(&b, "字“字”（‘字’）。字", (int[]){H, 0, 0, H, 0, 0, 0, 0, 0, H, 0}, (int[]){E, H, E, H, H, H, E, H, H, H, E});
    is_set(&b, "《字》、“字", (int[]){0, 0, 0, H, 0, 0}, (int[]){H, E, H, H, H, E});
    is_set(&b, "字·字–字", (int[]){0, 0, 0, 0, 0}, (int[]){E, H, E, H, E});
    is_set(&b, "字——字……字", (int[]){0, 0, 0, 0, 0}, (int[]){E, 2 * E, E, 2 * E, E});
    int comma = i < 2 ? 0 : H / 2;
    is_set(&b, "字，字：字！字", (int[]){comma, H - comma, comma, H - comma, comma, H - comma, 0}, (int[]){E, H, E, H, E, H, E});
    assert_int_equal(told(&b.fonts, "font-missing"), 0);
  }
  close_shaper(&b);
}

/* 叠用: two of ！？ in one em, three in two; ⁇ has its own em. */
static void stacked_marks_share_ems(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  is_set(&b, "字？？字", (int[]){0, 0, 0, 0}, (int[]){1024, 512, 512, 1024});
  is_set(&b, "字？！字", (int[]){0, 0, 0, 0}, (int[]){1024, 512, 512, 1024});
  is_set(&b, "字！！！字", (int[]){0, 0, 0, 512, 0}, (int[]){1024, 512, 512, 512, 1024});
  is_set(&b, "字？？”字", (int[]){0, 0, 0, 512, 0}, (int[]){1024, 512, 512, 512, 1024});
  is_set(&b, "字⁇字", (int[]){0, 0, 0}, (int[]){1024, 1024, 1024});
  is_set(&b, "字‼字", (int[]){0, 0, 0}, (int[]){1024, 1024, 1024});
  b.body.prohibition = PB_PROHIBIT_NONE;
  const pb_story *s = shape_paragraph(&b, "字！？！字");
  for (size_t i = 1; i < 3; i++) {
    assert_int_equal(s->clusters[i].brk, PB_BREAK_NO);
    assert_int_equal(s->gaps[i].stretch_tier, PB_STRETCH_NONE);
  }
  assert_int_equal(s->clusters[3].brk, PB_BREAK_MAY);
  close_shaper(&b);
}

/* Three marks: nothing between those that close, half an em before one that opens. */
static void clusters_of_three_marks(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  is_set(&b, "字。』」字", (int[]){0, 0, 0, 512, 0}, (int[]){1024, 512, 512, 512, 1024});
  is_set(&b, "字？！”字", (int[]){0, 0, 0, 512, 0}, (int[]){1024, 512, 512, 512, 1024});
  is_set(&b, "《字》、“字", (int[]){0, 0, 0, 512, 0, 0}, (int[]){512, 1024, 512, 512, 512, 1024});
  is_set(&b, "字。”（“字", (int[]){0, 0, 512, 0, 0, 0}, (int[]){1024, 512, 512, 512, 512, 1024});
  close_shaper(&b);
}

static void marks_are_half_an_em(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "“汉”，《字》。！、？、；：（一）·–");
  for (size_t i = 0; i < s->nclusters; i++) {
    const pb_cluster *c = &s->clusters[i];
    bool han = c->kind == PB_CLASS_HAN, closes = c->kind >= PB_CLASS_CLOSE && c->kind <= PB_CLASS_EXCLAIM;
    assert_int_equal(c->advance, han ? EM : EM / 2);
    assert_int_equal(c->end_blank, closes ? 512 : 0);
    if (c->kind == PB_CLASS_OPEN) assert_int_equal(s->glyphs[c->glyph].x, -EM / 2);
  }
  close_shaper(&b);
}

static void limits_are_the_styles(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  b.body.tiers.shrink[PB_SHRINK_COMMA] = 256;
  b.body.tiers.shrink[PB_SHRINK_STOP] = PB_TIER_FIXED;
  b.body.tiers.stretch[PB_STRETCH_LATIN] = PB_TIER_FIXED;
  b.body.marks_whole = false;
  const pb_story *s = shape_paragraph(&b, "汉，字。汉a");
  assert_int_equal(s->gaps[1].natural, EM / 2);
  assert_int_equal(s->gaps[1].shrink, EM / 4);
  assert_false(s->gaps[1].mark_blank);
  assert_int_equal(s->gaps[3].shrink, 0);
  assert_int_equal(s->gaps[3].shrink_tier, PB_SHRINK_NONE);
  assert_int_equal(s->gaps[4].natural, EM / 4);
  assert_int_equal(s->gaps[4].stretch_tier, PB_STRETCH_NONE);
  close_shaper(&b);
}

static void word_spaces_are_gaps(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "a bc");
  assert_int_equal(s->nclusters, 3);
  assert_true(s->gaps[0].space && !s->gaps[1].space);
  assert_true(s->gaps[0].natural >= EM / 5 && s->gaps[0].natural < EM / 2);
  assert_int_equal(s->gaps[0].natural + s->gaps[0].stretch, EM / 2);
  assert_int_equal(s->gaps[0].stretch_tier, PB_STRETCH_SPACE);
  b.body.letter = 102;
  s = shape_paragraph(&b, "汉字");
  assert_int_equal(s->gaps[0].natural, 1020);
  close_shaper(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(pairs_are_set_as_told),
                                     cmocka_unit_test(each_scheme_is_set_as_told),
                                     cmocka_unit_test(traditional_marks_stand_in_the_middle),
                                     cmocka_unit_test(marks_of_any_font_are_half_an_em),
                                     cmocka_unit_test(stacked_marks_share_ems),
                                     cmocka_unit_test(clusters_of_three_marks),
                                     cmocka_unit_test(marks_are_half_an_em),
                                     cmocka_unit_test(limits_are_the_styles),
                                     cmocka_unit_test(word_spaces_are_gaps)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
