#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shape_bench.h"

static const pb_story *shape_vertical(shape_bench *b, const char *text) {
  open_shaper(b);
  b->shaper.vertical = true;
  const pb_story *s = shape_paragraph(b, text);
  assert_sound(s);
  assert_true(s->vertical);
  return s;
}

static const pb_cluster *cluster_at(const pb_story *s, size_t i, const char *text) {
  const pb_cluster *c = &s->clusters[i];
  assert_true(pb_str_is(pb_str_sub(s->text, c->text, c->text + c->ntext), text));
  return c;
}

/* Han one em down, on the line's axis: its own origin 0.88 em along and 0.12 em below the baseline. */
static void han_stands(void **state) {
  (void)state;
  shape_bench b;
  const pb_story *s = shape_vertical(&b, "河湾");
  const pb_cluster *c = cluster_at(s, 0, "河");
  assert_int_equal(c->upright, 100);
  assert_int_equal(c->advance, EM);
  assert_in_range(s->glyphs[c->glyph].x, EM * 87 / 100, EM * 89 / 100);
  assert_in_range(s->glyphs[c->glyph].y, EM * 11 / 100, EM * 13 / 100);
  close_shaper(&b);
}

/* Marks take their vertical forms; ， gives its lower half, ： keeps its em. */
static void marks_stand(void **state) {
  (void)state;
  shape_bench b;
  const pb_story *s = shape_vertical(&b, "河，湾：“港”——");
  assert_int_equal(cluster_at(s, 1, "，")->advance, EM / 2);
  assert_int_equal(s->gaps[1].natural, EM / 2);
  assert_int_equal(cluster_at(s, 3, "：")->advance, EM);
  assert_int_equal(cluster_at(s, 4, "「")->advance, EM / 2);
  assert_int_equal(cluster_at(s, 7, "——")->advance, 2 * EM);
  uint32_t lying;
  int32_t advance;
  assert_true(pb_fonts_nominal(b.fonts.fonts, s->clusters[1].face, 0xFF0C, &lying, &advance));
  assert_int_not_equal(s->glyphs[s->clusters[1].glyph].id, lying);
  close_shaper(&b);
}

/* Figures share an em, % has one of its own; longer numbers and words lie. */
static void words(void **state) {
  (void)state;
  shape_bench b;
  const pb_story *s = shape_vertical(&b, "共12个、15%、3.0版、A股、2026年、GDP");
  const pb_cluster *two = cluster_at(s, 1, "12");
  assert_int_equal(two->advance, EM);
  assert_in_range(two->upright, 85, 100);
  assert_int_equal(two->nglyphs, 2);
  assert_true(s->glyphs[two->glyph].y > s->glyphs[two->glyph + 1].y); /* the second to the right, which is up */
  assert_int_equal(s->gaps[0].natural, 0);
  cluster_at(s, 4, "15");
  assert_int_equal(cluster_at(s, 5, "%")->upright, 100);
  assert_int_equal(s->clusters[4].brk, PB_BREAK_NO);
  assert_in_range(cluster_at(s, 7, "3.0")->upright, 64, 99);
  assert_int_equal(cluster_at(s, 10, "A")->upright, 100);
  assert_int_equal(cluster_at(s, 13, "2")->upright, 0);
  assert_int_equal(s->clusters[s->nclusters - 1].upright, 0);
  close_shaper(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(han_stands), cmocka_unit_test(marks_stand), cmocka_unit_test(words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
