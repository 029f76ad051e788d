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
    {"！？汉", 0, PB_SHRINK_NONE, PB_STRETCH_HAN},
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

static void unsqueezed_marks_keep_all(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  b.body.squeeze = false;
  const pb_story *s = shape_paragraph(&b, "“汉”，（《字》）。");
  static const int NATURAL[] = {0, 0, 512, 1024, 512, 0, 0, 512, 512, 0};
  for (size_t i = 0; i < s->nclusters; i++) {
    assert_int_equal(s->gaps[i].natural, NATURAL[i] * 10);
    assert_int_equal(s->gaps[i].shrink, 0);
  }
  assert_sound(s);
  close_shaper(&b);
}

static void marks_are_half_an_em(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_paragraph(&b, "“汉”，《字》。！？、；：（一）·–");
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(pairs_are_set_as_told), cmocka_unit_test(unsqueezed_marks_keep_all),
                                     cmocka_unit_test(marks_are_half_an_em), cmocka_unit_test(limits_are_the_styles),
                                     cmocka_unit_test(word_spaces_are_gaps)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
