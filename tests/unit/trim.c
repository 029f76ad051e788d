#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "emit.h"
#include "shape_bench.h"
#include "trim.h"

/* ---- a line, and what was painted of it ---- */

typedef struct {
  shape_bench shaping;
  pb_build build;
  pb_plan plan;
  pb_item_list items;
  pb_pen pen;
} emit_bench;

static void open_emit(emit_bench *e) {
  *e = (emit_bench){0};
  open_shaper(&e->shaping);
  e->build = (pb_build){.arena = e->shaping.fonts.arena,
                        .scratch = pb_arena_new(),
                        .diags = e->shaping.fonts.diags,
                        .fonts = e->shaping.fonts.fonts,
                        .plan = &e->plan};
  e->pen = (pb_pen){.build = &e->build, .layout = &e->shaping.layout, .into = &e->items};
}

static void close_emit(emit_bench *e) {
  pb_arena_drop(e->build.scratch);
  close_shaper(&e->shaping);
}

static const pb_emit_at AT = {.x = 5000, .y = 9000, .size = EM, .scale = 1000, .paint = {0, 1000, true}};

/* The text painted, each trimmed mark between [ and ]. */
static const char *painted(emit_bench *e) {
  char *out = pb_alloc(e->build.arena, 1000);
  size_t n = 0;
  for (size_t i = 0; i < e->items.n; i++) {
    const pb_item *item = &e->items.at[i];
    size_t glyph = 0, text = 0;
    for (size_t c = 0; c < item->run.nclusters; c++) {
      bool trimmed = item->run.glyphs[glyph].id & PB_TRIMMED;
      if (trimmed) out[n++] = '[';
      memcpy(out + n, item->run.text.s + text, item->run.clusters[c].ntext);
      n += item->run.clusters[c].ntext;
      if (trimmed) out[n++] = ']';
      glyph += item->run.clusters[c].nglyphs;
      text += item->run.clusters[c].ntext;
    }
  }
  e->items.n = 0;
  return out;
}

/* The copy as one justified line, `more` wider than it is by itself. */
static const char *line(emit_bench *e, const char *copy, pb_len more) {
  const pb_story *s = shape_paragraph(&e->shaping, copy);
  const pb_flow *block = &s->blocks[0];
  pb_len natural = pb_line_make(s, block, block->first, block->end, 0, true).width;
  pb_line l = pb_line_make(s, block, block->first, block->end, natural + more, false);
  pb_emit_line(&e->pen, s, &l, AT);
  return painted(e);
}

/* The copy with these gaps. */
static const char *with_gaps(emit_bench *e, const char *copy, const pb_len *gaps, uint16_t scale) {
  const pb_story *s = shape_paragraph(&e->shaping, copy);
  pb_emit_at at = AT;
  at.scale = scale;
  pb_emit_clusters(&e->pen, s, s->blocks[0].first, s->blocks[0].end, gaps, at);
  return painted(e);
}

/* ---- tests ---- */

static void at_the_edges_of_a_line(void **state) {
  (void)state;
  emit_bench e;
  open_emit(&e);
  assert_string_equal(line(&e, "河湾，新港。开", 0), "河湾，新港。开");
  assert_string_equal(line(&e, "“河湾”，（新）港", 0), "[“]河湾[”]，[（]新）港");
  assert_string_equal(line(&e, "河湾（新港）", 0), "河湾（新港[）]");
  /* the mark at the end keeps its blank, all of it or nearly */
  assert_string_equal(line(&e, "河湾新港。", EM / 2), "河湾新港。");
  assert_string_equal(line(&e, "河湾新港。", EM / 2 - 1), "河湾新港[。]");
  close_emit(&e);
}

static void beside_other_marks(void **state) {
  (void)state;
  emit_bench e;
  open_emit(&e);
  assert_string_equal(line(&e, "河：“湾。”新《“港”》口", 0), "河：[“]湾[。]”新《[“]港[”]》口");
  assert_string_equal(line(&e, "河）（湾", 0), "河）[（]湾"); /* half an em for two: the first has it */
  assert_string_equal(line(&e, "河“·湾”·港", 0), "河“·湾[”]·港");
  close_emit(&e);
}

static void by_the_white_as_it_is_set(void **state) {
  (void)state;
  emit_bench e;
  open_emit(&e);
  enum { HALF = EM / 2 };
  assert_string_equal(with_gaps(&e, "河，湾", (const pb_len[]){0, HALF, 0}, 1000), "河，湾");
  assert_string_equal(with_gaps(&e, "河，湾", (const pb_len[]){0, HALF - 1, 0}, 1000), "河[，]湾");
  assert_string_equal(with_gaps(&e, "河（湾", (const pb_len[]){HALF, 0, 0}, 1000), "河（湾");
  assert_string_equal(with_gaps(&e, "河（湾", (const pb_len[]){HALF - 1, 0, 0}, 1000), "河[（]湾");
  assert_string_equal(with_gaps(&e, "）（", (const pb_len[]){EM, HALF}, 1000), "）（");
  assert_string_equal(with_gaps(&e, "）（", (const pb_len[]){EM - 1, HALF}, 1000), "）[（]");
  assert_string_equal(with_gaps(&e, "）（", (const pb_len[]){HALF - 1, HALF}, 1000), "[）][（]");
  assert_string_equal(with_gaps(&e, "河，湾", (const pb_len[]){0, HALF * 9 / 10, 0}, 900), "河，湾");
  assert_string_equal(with_gaps(&e, "河，湾", (const pb_len[]){0, HALF * 9 / 10 - 1, 0}, 900), "河[，]湾");
  close_emit(&e);
}

/* Letters, figures, dashes, middle dots and the quotation marks of English keep their glyphs, whatever stands beside them. */
static void nothing_but_full_marks(void **state) {
  static const pb_len NONE[40];
  (void)state;
  emit_bench e;
  open_emit(&e);
  assert_string_equal(with_gaps(&e, "甲·乙—丙～1/2", NONE, 1000), "甲·乙—丙～1/2");
  assert_string_equal(with_gaps(&e, "the \"port\" (new), 3.5%!", NONE, 1000), "the “port” (new), 3.5%!");
  assert_int_equal(e.build.trimmed.n, 0);
  close_emit(&e);
}

static void placed_where_the_ink_was(void **state) {
  (void)state;
  emit_bench e;
  open_emit(&e);
  const pb_story *s = shape_paragraph(&e.shaping, "“河，“湾");
  for (uint16_t scale = 1000; scale >= 800; scale -= 50) {
    pb_len full = (pb_len)((int64_t)EM * scale / 1000), half = (pb_len)((int64_t)EM / 2 * scale / 1000);
    pb_emit_at at = AT;
    at.scale = scale;
    pb_emit_clusters(&e.pen, s, 0, 5, (const pb_len[]){0, 0, half, 0, 0}, at);
    const pb_item *item = &e.items.at[e.items.n - 1];
    const pb_len places[] = {AT.x, AT.x + half, AT.x + half + full, AT.x + 3 * half + full, AT.x + 4 * half + full};
    for (size_t i = 0; i < 5; i++) assert_int_equal(item->run.glyphs[i].x, places[i]);
    assert_int_equal(item->run.glyphs[0].id, PB_TRIMMED | 0);
    assert_int_equal(item->run.glyphs[3].id, PB_TRIMMED | 0);
  }
  assert_int_equal(e.build.trimmed.n, 1); /* the same mark is told once */
  const pb_trimmed_mark *mark = &e.build.trimmed.at[0];
  assert_int_equal(mark->glyph, s->glyphs[0].id);
  assert_int_equal(mark->face, s->clusters[0].face);
  assert_int_equal(mark->before, 512);
  assert_int_equal(mark->advance, 512);
  close_emit(&e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(at_the_edges_of_a_line),    cmocka_unit_test(beside_other_marks),
      cmocka_unit_test(by_the_white_as_it_is_set), cmocka_unit_test(nothing_but_full_marks),
      cmocka_unit_test(placed_where_the_ink_was),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
