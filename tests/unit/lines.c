#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
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

static size_t break_way(pb_arena *arena, const pb_story *story, pb_len measure, pb_len indent, pb_way_kind kind,
                        const pb_line **lines) {
  pb_break_job job = {.story = story,
                      .block = story->blocks,
                      .first = 0,
                      .end = story->blocks[0].end,
                      .measures = &measure,
                      .nmeasures = 1,
                      .indent = indent};
  const pb_way *way = &pb_break_ways(arena, &job)->way[kind];
  *lines = way->lines;
  return way->n;
}

static size_t break_all(pb_arena *arena, const pb_story *story, pb_len measure, pb_len indent, const pb_line **lines) {
  return break_way(arena, story, measure, indent, PB_WAY_BEST, lines);
}

static void plain_han_fills_its_lines(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "河湾新港今日正式开港首班货轮驶向外海市民沿江观看";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  assert_int_equal(break_all(arena, &story, MEASURE, 2 * TOY_EM, &lines), 2);
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
  assert_int_equal(break_all(arena, &story, MEASURE, 0, &lines), 2);
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
  size_t n = break_all(arena, &story, 12 * TOY_EM, 0, &lines);
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
      size_t n = break_all(arena, &story, em * TOY_EM, 2 * TOY_EM, &lines);
      if (n > 1) assert_true(lines[n - 1].end - lines[n - 1].first >= 3);
      pb_arena_drop(arena);
    }
}

static void there_are_ways_with_a_line_more_and_less(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy =
      "河湾新港今日正式开港，首班货轮驶向外海，市民沿江观看。上午九时，汽笛长鸣，第一艘货轮缓缓离开码头，驶向下游。"
      "岸上的人群挥手致意，船上的水手也向岸边招手，江面上一片欢腾，这一天人们等了三年。江水滔滔东去，两岸青山";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  size_t plain = break_all(arena, &story, MEASURE, 0, &lines);
  size_t loose = break_way(arena, &story, MEASURE, 0, PB_WAY_LONGER, &lines);
  assert_int_equal(loose, plain + 1);
  for (size_t i = 0; i + 1 < loose; i++) {
    assert_int_equal(set_width(&story, &lines[i]), MEASURE);
    assert_true(pb_line_opening(&story, &lines[i]) <= 256);
  }
  const char *marks = "江水，滔滔，东去，江水，滔滔，东去，江水，滔滔，东去，江水，滔滔，东去，江水，滔滔，东去，江水，滔滔东去";
  story = toy_story(arena, &marks, 1);
  unsigned shorter = 0;
  for (pb_len measure = 9 * TOY_EM; measure < 16 * TOY_EM; measure += TOY_EM) {
    plain = break_all(arena, &story, measure, 0, &lines);
    size_t n = break_way(arena, &story, measure, 0, PB_WAY_SHORTER, &lines);
    if (n) assert_int_equal(n, plain - 1);
    shorter += n != 0;
  }
  assert_true(shorter > 0);
  pb_arena_drop(arena);
}

/* A line that opens further than the style's limit is taken only where there is no other. */
static void no_loose_line_where_another_way_exists(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "江江江江江江江江江abcdefghij江江江江江江江江江江江江江江江江江江江江";
  pb_story story = toy_story(arena, &copy, 1);
  pb_line loose = pb_line_make(&story, story.blocks, 0, 9, MEASURE, false);
  assert_true(pb_line_cost(&story, &loose) >= PB_COST_LOOSE);
  const pb_line *lines;
  break_all(arena, &story, MEASURE, 0, &lines);
  assert_int_equal(lines[0].end, 9); /* ten letters are five em: nothing else ends a line there */
  pb_style tight = TOY_STYLE;
  tight.tiers.stretch[PB_STRETCH_HAN] = 1024;
  loose.style = &tight;
  assert_true(pb_line_cost(&story, &loose) < PB_COST_LOOSE);
  assert_int_equal(pb_line_opening(&story, &loose), 512);
  pb_arena_drop(arena);
}

static void give_alike(pb_story *story) {
  for (size_t i = 0; i < story->nclusters; i++) ((pb_gap *)story->gaps)[i].mark_blank = false;
}

/* Marks that give alike close by what is needed, to the last unit; the later tier only when the earlier is used up. */
static void marks_may_give_alike(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "江，江。江，江“江江江江";
  pb_story story = toy_story(arena, &copy, 1);
  give_alike(&story);
  pb_line line = pb_line_make(&story, story.blocks, 0, 12, 0, false);
  pb_len gaps[16];
  for (pb_len off = 0; off <= 4 * (TOY_EM / 2); off += 111) {
    line.measure = line.width - off;
    pb_line_gaps(&story, &line, gaps);
    assert_int_equal(set_width(&story, &line), line.measure);
    pb_len half = TOY_EM / 2, bracket = off < half ? off : half, commas = off - bracket < 2 * half ? off - bracket : 2 * half;
    assert_int_equal(gaps[6], half - bracket);
    assert_int_equal(gaps[1] + gaps[5], 2 * half - commas);
    assert_true(abs(gaps[1] - gaps[5]) <= 1);
    assert_int_equal(gaps[3], half - (off - bracket - commas));
  }
  pb_arena_drop(arena);
}

/* ---- against all ways there are ---- */

static bool is_letter(uint8_t kind) { return kind == PB_CLASS_HAN || kind == PB_CLASS_LATIN; }

/* The least cost of all ways with each number of lines, tried one by one: every line of every length. */
static void try_all_ways(const pb_break_job *job, int64_t *least, size_t most) {
  static const int64_t NONE = 0x7F7F7F7F7F7F7F7F;
  uint32_t n = job->end - job->first;
  size_t row = (size_t)n + 1, size = (most + 1) * row * sizeof(int64_t);
  int64_t *cost = malloc(size);
  memset(cost, 0x7F, size);
  cost[0] = 0;
  for (size_t k = 0; k < most; k++)
    for (uint32_t from = 0; from < n; from++) {
      if (cost[k * row + from] == NONE) continue;
      pb_len measure = job->measures[k < job->nmeasures ? k : job->nmeasures - 1] - (k == 0 ? job->indent : 0);
      for (uint32_t to = from + 1; to <= n; to++) {
        uint8_t brk = job->story->clusters[to - 1].brk;
        if (to < n && brk == PB_BREAK_NO) continue;
        pb_line line = pb_line_make(job->story, job->block, from, to, measure, to == n);
        int64_t own = pb_line_cost(job->story, &line);
        if (own == PB_LINE_STICKS_OUT && line.width > 2 * measure) break;
        if (own == PB_LINE_STICKS_OUT) continue;
        unsigned letters = 0;
        for (uint32_t i = from; i < to; i++) letters += is_letter(job->story->clusters[i].kind);
        if (to == n && from > 0 && to - from <= 3 && letters <= 1) own += PB_COST_LONE;
        int64_t *at = &cost[(k + 1) * row + to], all = cost[k * row + from] + own + 4096;
        if (all < *at) *at = all;
        if (to < n && brk == PB_BREAK_MUST) break;
      }
    }
  for (size_t k = 0; k <= most; k++) least[k] = cost[k * row + n] == NONE ? INT64_MAX : cost[k * row + n];
  free(cost);
}

static void check_ways(const pb_break_job *job, size_t *variants) {
  enum { MOST = 160 };
  int64_t least[MOST + 1];
  try_all_ways(job, least, MOST);
  size_t best = 0;
  for (size_t k = 1; k <= MOST; k++)
    if (least[k] < least[best]) best = k;
  if (best == 0 || best == MOST) return; /* no way without breaking a rule */
  pb_arena *arena = pb_arena_new();
  const pb_ways *ways = pb_break_ways(arena, job);
  assert_int_equal(ways->way[PB_WAY_BEST].cost, least[best]);
  assert_int_equal(ways->way[PB_WAY_BEST].n, best);
  for (int kind = PB_WAY_SHORTER; kind <= PB_WAY_LONGER; kind += 2) {
    const pb_way *way = &ways->way[kind];
    int64_t wanted = least[best + (size_t)kind - PB_WAY_BEST];
    bool lawful = wanted / PB_COST_LOOSE <= least[best] / PB_COST_LOOSE;
    assert_int_equal(way->n != 0, lawful);
    if (!lawful) continue;
    assert_int_equal(way->cost, wanted);
    assert_int_equal(way->n, best + (size_t)kind - PB_WAY_BEST);
    ++*variants;
  }
  pb_arena_drop(arena);
}

static const char *random_copy(char *copy, int length) {
  static const char *const SIGNS[] = {"江", "，", "。", "“", "”", "a", "b", "（", "）", "水", "河", "、"};
  char *to = copy;
  *to = 0;
  for (int i = 0; i < length; i++) to = stpcpy(to, SIGNS[rand() % 3 ? rand() % 2 * 9 : rand() % 12]);
  return copy;
}

/* One measure, measures that differ, limits of several widths, marks whole and alike: the cheapest of all ways every time,
 * and the cheapest with a line less and a line more. */
static void the_three_ways_are_the_cheapest_of_all(void **state) {
  (void)state;
  srand(3);
  size_t variants = 0;
  for (int round = 0; round < 500; round++) {
    pb_arena *arena = pb_arena_new();
    char copy[1024];
    const char *one = random_copy(copy, 1 + rand() % 180);
    pb_story story = toy_story(arena, &one, 1);
    pb_style style = TOY_STYLE;
    if (rand() % 2) give_alike(&story);
    style.tiers.stretch[PB_STRETCH_HAN] = 64 << rand() % 4;
    ((pb_flow *)story.blocks)->style = &style;
    pb_len measures[40], wide = (8 + rand() % 12) * TOY_EM, narrow = (8 + rand() % 12) * TOY_EM;
    int turn = rand() % 3 ? 40 : rand() % 10;
    for (int i = 0; i < 40; i++) measures[i] = i < turn ? wide : narrow;
    pb_break_job job = {.story = &story,
                        .block = story.blocks,
                        .end = story.blocks[0].end,
                        .measures = measures,
                        .nmeasures = 40,
                        .indent = rand() % 2 * 2 * TOY_EM};
    check_ways(&job, &variants);
    pb_arena_drop(arena);
  }
  assert_true(variants > 300);
}

/* A long paragraph that goes on in another measure, with much room in its lines: after sixty of them there are over 500 places
 * at which the next may begin, and none is lost. */
static void long_paragraphs_of_two_measures_are_the_cheapest(void **state) {
  (void)state;
  enum { LENGTH = 1500, LINES = 140 };
  srand(11);
  for (int turn = 40; turn <= 80; turn += 40) {
    pb_arena *arena = pb_arena_new();
    char *copy = pb_alloc(arena, LENGTH * 3 + 1);
    const char *one = random_copy(copy, LENGTH);
    pb_story story = toy_story(arena, &one, 1);
    pb_style style = TOY_STYLE;
    style.tiers.stretch[PB_STRETCH_HAN] = 1024;
    ((pb_flow *)story.blocks)->style = &style;
    pb_len measures[LINES];
    for (int i = 0; i < LINES; i++) measures[i] = (i < turn ? 13 : 11) * TOY_EM;
    size_t variants = 0;
    check_ways(&(pb_break_job){&story, story.blocks, 0, story.blocks[0].end, measures, LINES, 2 * TOY_EM, NULL}, &variants);
    assert_int_equal(variants, 2);
    pb_arena_drop(arena);
  }
}

static void a_word_too_long_is_cut(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  const char *copy = "见abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz网";
  pb_story story = toy_story(arena, &copy, 1);
  const pb_line *lines;
  size_t n = break_all(arena, &story, 5 * TOY_EM, 0, &lines);
  assert_true(n >= 5);
  for (size_t i = 0; i < n; i++) assert_true(set_width(&story, &lines[i]) <= 5 * TOY_EM);
  pb_arena_drop(arena);
}

/* Random copy, random measures: every cluster once and in order, every full line exactly its measure. */
static void random_copy_is_set_whole(void **state) {
  (void)state;
  srand(7);
  for (int round = 0; round < 400; round++) {
    pb_arena *arena = pb_arena_new();
    char copy[1024];
    const char *one = random_copy(copy, 1 + rand() % 200);
    pb_story story = toy_story(arena, &one, 1);
    pb_len measures[6];
    for (int i = 0; i < 6; i++) measures[i] = (1 + rand() % 20) * TOY_EM;
    pb_break_job job = {.story = &story, .block = story.blocks, .end = story.blocks[0].end, .measures = measures, .nmeasures = 6};
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
      cmocka_unit_test(there_are_ways_with_a_line_more_and_less),
      cmocka_unit_test(no_loose_line_where_another_way_exists),
      cmocka_unit_test(marks_may_give_alike),
      cmocka_unit_test(the_three_ways_are_the_cheapest_of_all),
      cmocka_unit_test(long_paragraphs_of_two_measures_are_the_cheapest),
      cmocka_unit_test(a_word_too_long_is_cut),
      cmocka_unit_test(random_copy_is_set_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
