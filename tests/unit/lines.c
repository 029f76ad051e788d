#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lines.h"
#include "toy.h"

static const pb_len MEASURE = 13 * TOY_EM;

static pb_len set_width(const pb_story *story, const pb_line *line) {
  pb_len gaps[4096], sum = 0;
  assert_true(line->end - line->first < 4096);
  pb_line_gaps(story, line, gaps);
  for (uint32_t i = line->first; i < line->end; i++) sum += story->clusters[i].advance + gaps[i - line->first];
  return sum;
}

static size_t break_all(pb_arena *arena, const pb_story *story, pb_len measure, pb_len indent, int looseness,
                        const pb_line **lines) {
  int64_t cost;
  pb_break_job job = {.story = story,
                      .block = story->blocks,
                      .first = 0,
                      .end = story->blocks[0].end,
                      .measures = &measure,
                      .nmeasures = 1,
                      .indent = indent,
                      .looseness = looseness};
  return pb_break_lines(arena, &job, lines, &cost);
}

static void plain_han_fills_its_lines(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "河湾新港今日正式开港首班货轮驶向外海市民沿江观看";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  assert_int_equal(break_all(arena, &story, MEASURE, 2 * TOY_EM, 0, &lines), 2);
  assert_int_equal(lines[0].end, 11);
  assert_int_equal(set_width(&story, &lines[0]), 11 * TOY_EM);
  pb_arena_drop(arena);
}

/* The 14th character is a comma: it comes up by its own half and that of the one before. */
static void marks_close_up_before_gaps_open(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "河湾新港，今日正式开港首班，货轮驶向外海";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  pb_len gaps[32];
  assert_int_equal(break_all(arena, &story, MEASURE, 0, 0, &lines), 2);
  assert_int_equal(lines[0].end, 14);
  assert_int_equal(set_width(&story, &lines[0]), MEASURE);
  pb_line_gaps(&story, &lines[0], gaps);
  assert_int_equal(gaps[4], 0);
  for (int i = 0; i < 13; i++) assert_int_equal(gaps[i], 0);
  pb_arena_drop(arena);
}

static void end_mark_keeps_its_blank_where_there_is_room(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "河湾新港今日正式开港首，班货轮驶向外海";
  pb_story story = toy_story(arena, &copy, 1);
  pb_line line = pb_line_make(&story, story.blocks, 0, 12, 12 * TOY_EM, false);
  pb_len gaps[32];
  pb_line_gaps(&story, &line, gaps);
  assert_int_equal(gaps[11], TOY_EM / 2);
  for (int i = 0; i < 11; i++) assert_int_equal(gaps[i], 0);
  assert_int_equal(pb_line_cost(&story, &line), 0);
  pb_arena_drop(arena);
}

static void no_lone_last_character(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "河湾新港今日正式开港首班货轮驶向外海市民沿江观看啊。";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  size_t n = break_all(arena, &story, 12 * TOY_EM, 0, 0, &lines);
  assert_true(lines[n - 1].end - lines[n - 1].first >= 3);
  pb_arena_drop(arena);
}

/* However dear the way, as long as there is one: every length of copy, every measure. */
static void no_lone_last_character_at_any_length(void **state) {
  (void)state;
  for (size_t length = 14; length < 90; length++)
    for (pb_len em = 8; em < 20; em++) {
      pb_arena *arena = pb_arena_new();
      char copy[400] = "";
      for (size_t i = 0; i + 1 < length; i++) strcat(copy, i % 11 == 10 ? "，" : "江");
      strcat(copy, "。");
      const char *one = copy;
      pb_story story = toy_story(arena, &one, 1);
      const pb_line *lines;
      size_t n = break_all(arena, &story, em * TOY_EM, 2 * TOY_EM, 0, &lines);
      if (n > 1) assert_true(lines[n - 1].end - lines[n - 1].first >= 3);
      pb_arena_drop(arena);
    }
}

static void looseness_gives_a_line_more(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy =
      "河湾新港今日正式开港，首班货轮驶向外海，市民沿江观看。上午九时，汽笛长鸣，第一艘货轮缓缓离开码头，驶向下游。"
      "岸上的人群挥手致意，船上的水手也向岸边招手，江面上一片欢腾，这一天人们等了三年。江水滔滔东去";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  size_t plain = break_all(arena, &story, MEASURE, 0, 0, &lines);
  size_t loose = break_all(arena, &story, MEASURE, 0, 1, &lines);
  assert_int_equal(loose, plain + 1);
  for (size_t i = 0; i + 1 < loose; i++) assert_int_equal(set_width(&story, &lines[i]), MEASURE);
  pb_arena_drop(arena);
}

static void a_word_too_long_is_cut(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "见abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz网";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  size_t n = break_all(arena, &story, 5 * TOY_EM, 0, 0, &lines);
  assert_true(n >= 5);
  for (size_t i = 0; i < n; i++) assert_true(set_width(&story, &lines[i]) <= 5 * TOY_EM);
  pb_arena_drop(arena);
}

/* Random copy, random measures: every cluster once and in order, every full line exactly its measure. */
static void random_copy_is_set_whole(void **state) {
  (void)state;
  static const char *const SIGNS[] = {"江", "，", "。", "“", "”", "a", "b", "（", "）", "水", "河", "、"};
  srand(7);
  for (int round = 0; round < 400; round++) {
    pb_arena *arena = pb_arena_new();
    char copy[1024] = "";
    int length = 1 + rand() % 200;
    for (int i = 0; i < length; i++) strcat(copy, SIGNS[rand() % 3 ? rand() % 2 * 9 : rand() % 12]);
    const char *one = copy;
    pb_story story = toy_story(arena, &one, 1);
    pb_len measures[6];
    for (int i = 0; i < 6; i++) measures[i] = (1 + rand() % 20) * TOY_EM;
    pb_break_job job = {.story = &story,
                        .block = story.blocks,
                        .end = story.blocks[0].end,
                        .measures = measures,
                        .nmeasures = 6,
                        .looseness = rand() % 3 - 1};
    const pb_line *lines;
    int64_t cost;
    size_t n = round % 2 ? pb_break_lines(arena, &job, &lines, &cost) : pb_break_first_fit(arena, &job, &lines, &cost);
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
      assert_int_equal(lines[i].first, at);
      assert_true(lines[i].end > at);
      at = lines[i].end;
      bool sticks_out = pb_line_cost(&story, &lines[i]) == PB_LINE_STICKS_OUT;
      bool alone = lines[i].end - lines[i].first == 1;
      if (sticks_out) assert_true(alone);
      else if (!alone && i + 1 < n) assert_int_equal(set_width(&story, &lines[i]), lines[i].measure);
    }
    assert_int_equal(at, story.nclusters);
    pb_arena_drop(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_han_fills_its_lines),
      cmocka_unit_test(marks_close_up_before_gaps_open),
      cmocka_unit_test(end_mark_keeps_its_blank_where_there_is_room),
      cmocka_unit_test(no_lone_last_character),
      cmocka_unit_test(no_lone_last_character_at_any_length),
      cmocka_unit_test(looseness_gives_a_line_more),
      cmocka_unit_test(a_word_too_long_is_cut),
      cmocka_unit_test(random_copy_is_set_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
