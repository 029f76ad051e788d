#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "set.h"
#include "toy.h"

static const pb_cursor START = {0};

/* `legs` legs of `rows` slots, 13 em wide. */
static pb_slot *plain_slots(pb_arena *arena, uint16_t legs, uint16_t rows) {
  pb_slot *slots = PB_NEW_N(arena, pb_slot, (size_t)legs * rows);
  for (uint16_t i = 0; i < legs * rows; i++)
    slots[i] = (pb_slot){.measure = 13 * TOY_EM, .leg = i / rows, .run = i / rows, .row = i % rows};
  return slots;
}

static const char *const COPY[] = {
    "河湾新港今日正式开港，首班货轮驶向外海，市民沿江观看。上午九时，汽笛长鸣，第一艘货轮缓缓离开码头，驶向下游。",
    "岸上的人群",
    "岸上的人群挥手致意，船上的水手也向岸边招手，江面上一片欢腾，这一天人们等了三年。江水滔滔东去",
};

static void overset_is_exact(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_story story = toy_story(arena, COPY, 3);
  pb_slot *slots = plain_slots(arena, 2, 20);
  pb_set whole = pb_set_story(arena, &story, NULL, START, slots, 40);
  assert_int_equal(whole.over_lines, 0);
  for (size_t n = 1; n < whole.nlines; n++) {
    pb_set part = pb_set_story(arena, &story, NULL, START, slots, n);
    assert_int_equal(part.nlines + part.over_lines, whole.nlines);
    uint32_t set = part.stop.cluster;
    assert_int_equal(part.over_characters, story.nclusters - set);
    pb_set rest = pb_set_story(arena, &story, NULL, part.stop, slots, 40);
    assert_int_equal(rest.lines[0].line.first, set);
    assert_int_equal(rest.over_lines, 0);
  }
  pb_arena_drop(arena);
}

static void a_head_stays_with_its_text(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_story story = toy_story(arena, COPY, 3);
  pb_flow *head = (pb_flow *)&story.blocks[1];
  head->kind = PB_FLOW_SUBHEAD;
  head->keep_next = 2;
  head->rows = 2;
  size_t first = pb_set_story(arena, &story, NULL, START, plain_slots(arena, 1, 40), 40).lines[0].rows;
  assert_int_equal(first, 1);
  pb_set open = pb_set_story(arena, &story, NULL, START, plain_slots(arena, 2, 20), 40);
  uint32_t lines = 0;
  while (open.lines[lines].block == 0) lines++;
  for (uint16_t room = 0; room < 6; room++) {
    uint16_t rows = (uint16_t)(lines + room);
    pb_slot *slots = plain_slots(arena, 4, rows);
    pb_set set = pb_set_story(arena, &story, NULL, START, slots, (size_t)rows * 4);
    bool fits = room >= 4; /* two rows of its own, two lines of what follows */
    assert_int_equal(slots[set.lines[lines].slot].leg, fits ? 0 : 1);
    assert_int_equal(set.blanks, fits ? 0 : room);
    assert_int_equal(set.over_lines, 0);
  }
  pb_arena_drop(arena);
}

static void a_tall_block_keeps_to_one_run(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_story story = toy_story(arena, COPY, 3);
  ((pb_flow *)&story.blocks[1])->rows = 3;
  pb_slot *slots = plain_slots(arena, 1, 40);
  for (int i = 0; i < 40; i++) slots[i].run = (uint32_t)(i < 7 ? 0 : 1), slots[i].measure = (i < 7 ? 13 : 8) * TOY_EM;
  pb_set set = pb_set_story(arena, &story, NULL, START, slots, 40);
  for (size_t i = 0; i < set.nlines; i++) {
    const pb_set_line *l = &set.lines[i];
    assert_int_equal(slots[l->slot].run, slots[l->slot + l->rows - 1].run);
    assert_true(l->line.measure <= slots[l->slot].measure);
  }
  pb_arena_drop(arena);
}

static void random_slots_hold_every_cluster_once(void **state) {
  (void)state;
  srand(11);
  for (int round = 0; round < 300; round++) {
    pb_arena *arena = pb_arena_new();
    pb_story story = toy_story(arena, COPY, 3);
    for (size_t b = 0; b < 3; b++) {
      pb_flow *block = (pb_flow *)&story.blocks[b];
      block->rows = (uint16_t)(1 + rand() % 3);
      block->keep_next = (uint8_t)(rand() % 3);
      block->rows_before = (uint16_t)(rand() % 2);
    }
    enum { N = 60 };
    pb_slot slots[N];
    uint32_t run = 0;
    uint16_t leg = 0;
    for (int i = 0; i < N; i++) {
      if (rand() % 7 == 0) run++, leg = (uint16_t)(leg + rand() % 2);
      slots[i] = (pb_slot){.measure = (5 + rand() % 15) * TOY_EM, .run = run, .leg = leg};
    }
    pb_set set = pb_set_story(arena, &story, NULL, START, slots, (size_t)(rand() % N));
    uint32_t at = 0, slot = 0;
    for (size_t i = 0; i < set.nlines; i++) {
      assert_int_equal(set.lines[i].line.first, at);
      assert_true(set.lines[i].slot >= slot);
      at = set.lines[i].line.end;
      slot = set.lines[i].slot + set.lines[i].rows;
    }
    assert_int_equal(set.stop.cluster, at);
    assert_int_equal(set.over_characters, story.nclusters - at);
    pb_arena_drop(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(overset_is_exact),
      cmocka_unit_test(a_head_stays_with_its_text),
      cmocka_unit_test(a_tall_block_keeps_to_one_run),
      cmocka_unit_test(random_slots_hold_every_cluster_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
