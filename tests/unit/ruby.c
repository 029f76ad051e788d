#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shape_bench.h"

#include <string.h>

/* 他说 […] 是山城。 with the annotation over the middle, all in one paragraph. */
static const pb_story *shape_annotated(shape_bench *b, const char *base, const char *annotation) {
  pb_arena *a = b->fonts.arena;
  pb_annotation *ruby = PB_NEW(a, pb_annotation);
  *ruby = (pb_annotation){.text = pb_str_from(annotation)};
  pb_piece *pieces = PB_NEW_N(a, pb_piece, 3);
  pieces[0].text = PB_STR("他说");
  pieces[1].text = pb_str_from(base);
  pieces[1].ruby = ruby;
  pieces[2].text = PB_STR("是山城。");
  pb_pieces *cell = PB_NEW(a, pb_pieces);
  *cell = (pb_pieces){pieces, 3};
  pb_copy_block *block = PB_NEW(a, pb_copy_block);
  *block = (pb_copy_block){.kind = PB_PARAGRAPH, .cells = cell, .ncells = 1};
  pb_article article = {.blocks = block, .nblocks = 1};
  const pb_story *s = pb_shape_article(&b->shaper, &article, &b->body);
  assert_sound(s);
  return s;
}

/* The least that stands between the middles of two characters, with all white between them closed. */
static pb_len pitch(const pb_story *s, uint32_t i) {
  return s->clusters[i].advance / 2 + s->gaps[i].natural - s->gaps[i].shrink + s->clusters[i + 1].advance / 2;
}

static void a_syllable_a_character(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_annotated(&b, "双庄", "shuāng zhuāng");
  assert_int_equal(s->nrubies, 2);
  for (uint32_t i = 0; i < 2; i++) {
    assert_int_equal(s->rubies[i].first, 2 + i);
    assert_int_equal(s->rubies[i].end, 3 + i);
    assert_int_equal(s->rubies[i].size, EM / 2);
    assert_int_equal(s->rubies[i].box, 0);
    assert_true(s->rubies[i].width > EM); /* wider than its character, narrowed as far as may be */
    assert_int_equal(s->rubies[i].scale, 800);
  }
  pb_len both = (s->rubies[0].width + s->rubies[1].width) / 2;
  assert_true(pitch(s, 2) >= both + EM / 8 - 2);                            /* a quarter of their size apart */
  assert_true(pitch(s, 1) - EM / 2 >= s->rubies[0].width / 2 - EM / 4 - 2); /* no more than ¼ em over a neighbour */
  assert_int_equal(s->clusters[2].brk, PB_BREAK_MAY);
  assert_int_equal(s->clusters[1].brk, PB_BREAK_MAY);
  close_shaper(&b);
}

static void narrow_ones_move_nothing(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_annotated(&b, "鱼移", "yú yí");
  assert_int_equal(s->nrubies, 2);
  for (uint32_t i = 0; i < 4; i++) assert_int_equal(s->gaps[i].natural, 0);
  close_shaper(&b);
}

static void one_over_the_word(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_annotated(&b, "双庄", "shuāngzhuāng");
  assert_int_equal(s->nrubies, 1);
  assert_int_equal(s->rubies[0].first, 2);
  assert_int_equal(s->rubies[0].end, 4);
  assert_int_equal(s->clusters[2].brk, PB_BREAK_NO);
  assert_int_equal(s->clusters[3].brk, PB_BREAK_MAY);
  pb_len base = 2 * EM + s->gaps[2].natural;
  assert_true(s->gaps[2].natural > 0 && s->rubies[0].width - base <= EM / 2 + 2);
  s = shape_annotated(&b, "北京大学", "Běijīng Dàxué");
  assert_int_equal(s->nrubies, 1);
  s = shape_annotated(&b, "WTO", "世贸组织");
  assert_int_equal(s->nrubies, 1);
  assert_int_equal(told(&b.fonts, "ruby-count"), 0);
  close_shaper(&b);
}

static void bopomofo_stands_beside(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_annotated(&b, "窗的", "ㄔㄨㄤ ˙ㄉㄜ");
  assert_int_equal(s->nrubies, 2);
  assert_int_equal(s->rubies[0].nglyphs, 3);
  assert_int_equal(s->rubies[1].nglyphs, 3);
  for (uint32_t i = 0; i < 2; i++) {
    const pb_ruby *r = &s->rubies[i];
    assert_int_equal(r->box, EM / 2);
    assert_int_equal(s->clusters[r->first].advance, EM + EM / 2);
    assert_in_range(r->size, EM * 29 / 100, EM * 31 / 100);
    for (uint32_t k = 0; k < r->nglyphs; k++) assert_in_range(s->ruby_glyphs[r->glyph + k].x, EM * 9 / 10, EM + EM / 2);
    for (uint32_t k = 1; k < 2; k++) assert_true(s->ruby_glyphs[r->glyph + k].y > s->ruby_glyphs[r->glyph + k - 1].y);
  }
  const pb_glyph *dot = &s->ruby_glyphs[s->rubies[1].glyph + 2], *symbol = &s->ruby_glyphs[s->rubies[1].glyph];
  assert_true(dot->y < symbol->y + EM / 10); /* the neutral tone above the symbols */
  assert_int_equal(s->blocks[0].rows_over, 0);
  close_shaper(&b);
}

/* In a vertical line Chinese annotations stand upright in a column of their own; letters lie along the line. */
static void columns_stand_upright(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  b.shaper.vertical = true;
  const pb_story *s = shape_annotated(&b, "窗的", "ㄔㄨㄤ ㄉㄜ˙");
  assert_int_equal(s->nrubies, 2);
  for (uint32_t i = 0; i < 2; i++) {
    const pb_ruby *r = &s->rubies[i];
    assert_true(r->upright && r->box == 0);
    assert_int_equal(s->clusters[r->first].advance, EM);
    assert_true(r->width <= EM);
    for (uint32_t k = 0; k < r->nglyphs; k++) assert_in_range(-s->ruby_glyphs[r->glyph + k].y, EM * 9 / 10, EM * 15 / 10);
  }
  assert_int_equal(s->blocks[0].rows_over, 1);
  s = shape_annotated(&b, "重庆", "Chóng qìng");
  assert_false(s->rubies[0].upright);
  s = shape_annotated(&b, "世贸", "世界贸易");
  assert_true(s->rubies[0].upright);
  assert_int_equal(s->rubies[0].width, 2 * EM);
  close_shaper(&b);
}

static void counts_that_differ_are_told(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_annotated(&b, "重庆市", "Chóng qìng");
  assert_int_equal(s->nrubies, 1);
  assert_int_equal(told(&b.fonts, "ruby-count"), 1);
  close_shaper(&b);
}

/* Every line of the paragraph has the rows, the type stands in the lowest; enough of its own and there are no more. */
static void rows_are_on_the_grid(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const pb_story *s = shape_annotated(&b, "重庆", "Chóng qìng");
  assert_int_equal(s->blocks[0].rows, 2);
  assert_int_equal(s->blocks[0].rows_over, 1);
  b.layout.line = 18 * PB_PT;
  s = shape_annotated(&b, "重庆", "Chóng qìng");
  assert_int_equal(s->blocks[0].rows, 1);
  assert_int_equal(s->blocks[0].rows_over, 0);
  close_shaper(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_syllable_a_character), cmocka_unit_test(narrow_ones_move_nothing),
      cmocka_unit_test(one_over_the_word),      cmocka_unit_test(bopomofo_stands_beside),
      cmocka_unit_test(columns_stand_upright),  cmocka_unit_test(counts_that_differ_are_told),
      cmocka_unit_test(rows_are_on_the_grid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
