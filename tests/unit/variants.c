#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "toy.h"
#include "variants.h"

static const char *const COPY[] = {
    "河湾新港今日正式开港，首班货轮驶向外海，市民沿江观看。上午九时，汽笛长鸣，第一艘货轮缓缓离开码头，驶向下游。",
    "岸上的人群挥手致意，船上的水手也向岸边招手，江面上一片欢腾，这一天，人们等了三年。江水滔滔东去，两岸青山相送。",
    "入夜，港区灯火通明，吊机仍在忙碌。调度室里，电话铃声此起彼伏，年轻的调度员目不转睛地盯着屏幕，核对每一个箱号。",
    "老船工坐在石阶上，点起一袋烟。他说，这条江他走了四十年，从没见过这么亮的夜，也没见过这么大的船，往后的日子有盼头。",
};
enum { PARAGRAPHS = 4, SLOTS = 240 };

static pb_slot *legs_of(pb_arena *arena, uint16_t rows) {
  pb_slot *slots = PB_NEW_N(arena, pb_slot, SLOTS);
  for (size_t i = 0; i < SLOTS; i++)
    slots[i] = (pb_slot){.measure = 13 * TOY_EM, .leg = (uint16_t)(i / rows), .run = (uint32_t)(i / rows)};
  return slots;
}

static unsigned bad_edges(pb_arena *arena, const pb_story *story, const pb_trial *trial, const pb_slot *slots) {
  unsigned bad = 0;
  size_t slot = 0;
  for (uint32_t b = 0; b < story->nblocks; b++) {
    pb_set_step step = pb_set_one_block(arena, story, trial, b, slots, SLOTS, slot);
    bad += step.widow + step.orphan;
    slot = step.end;
  }
  return bad;
}

/* Whatever the height of the legs, the chosen variants leave no more bad edges than the plain setting, and mend those that
 * cost little: short paragraphs in narrow legs often cannot be. */
static void legs_begin_and_end_well(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new(), *scratch = pb_arena_new();
  pb_story story = toy_story(arena, COPY, PARAGRAPHS);
  unsigned before = 0, after = 0;
  for (uint16_t rows = 4; rows < 12; rows++) {
    pb_slot *slots = legs_of(arena, rows);
    pb_break_memo *memo = pb_break_memo_new(arena, &story);
    unsigned plain = bad_edges(arena, &story, &(pb_trial){.memo = memo}, slots);
    const int8_t *looseness = pb_choose_looseness(arena, scratch, &story, memo, slots, SLOTS);
    assert_int_equal(plain == 0, looseness == NULL);
    unsigned mended = looseness ? bad_edges(arena, &story, &(pb_trial){.looseness = looseness, .memo = memo}, slots) : 0;
    assert_true(mended <= plain);
    before += plain;
    after += mended;
  }
  assert_true(before >= 4);
  assert_true(after * 4 <= before * 3);
  pb_arena_drop(scratch);
  pb_arena_drop(arena);
}

static void remembered_breaks_are_the_same(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_story story = toy_story(arena, COPY, PARAGRAPHS);
  pb_break_memo *memo = pb_break_memo_new(arena, &story);
  for (int round = 0; round < 3; round++)
    for (uint16_t n = 1; n < 30; n++) {
      pb_slot *slots = legs_of(arena, 9);
      for (uint16_t i = 0; i < n; i++) slots[i].measure = (8 + n % 7) * TOY_EM;
      pb_set plain = pb_set_story(arena, &story, NULL, (pb_cursor){0}, slots, n * 2);
      pb_set known = pb_set_story(arena, &story, &(pb_trial){.memo = memo}, (pb_cursor){0}, slots, n * 2);
      assert_int_equal(plain.nlines, known.nlines);
      assert_int_equal(plain.over_lines, known.over_lines);
      assert_int_equal(plain.cost, known.cost);
      for (size_t i = 0; i < plain.nlines; i++) assert_int_equal(plain.lines[i].line.end, known.lines[i].line.end);
    }
  pb_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(legs_begin_and_end_well), cmocka_unit_test(remembered_breaks_are_the_same)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
