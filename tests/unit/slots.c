#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena_test.h"
#include "slots.h"

enum { EM = 9 * PB_PT, LINE = 11520 };

static const pb_layout LAYOUT = {.columns = 8,
                                 .lines = 120,
                                 .measure = 13,
                                 .gutter = 1000,
                                 .body = EM,
                                 .line = LINE,
                                 .area_x = 50 * PB_PT,
                                 .area_y = 60 * PB_PT,
                                 .area_width = 111 * EM,
                                 .area_height = 120 * LINE};

static pb_placement placed(pb_frame frame) {
  return (pb_placement){
      .frame = frame, .rect = pb_grid_rect(&LAYOUT, frame.column, frame.row, frame.columns, frame.rows), .chain = -1};
}

/* Below `head` rows, less what is taken. */
static pb_slots slots_of(pb_arena *arena, pb_placement p, unsigned head, const pb_rect *taken, size_t ntaken) {
  pb_slots slots = {0};
  pb_text_field field = pb_placement_field(&LAYOUT, &p, head);
  pb_slots_add(arena, &slots, &LAYOUT, &field, 0, taken, ntaken);
  return slots;
}

static void plain_legs(void **state) {
  pb_placement p = placed((pb_frame){.column = 1, .row = 10, .columns = 3, .rows = 5});
  pb_slots s = slots_of(*state, p, 2, NULL, 0);
  assert_int_equal(s.n, 9);
  for (size_t i = 0; i < s.n; i++) {
    assert_int_equal(s.at[i].leg, i / 3);
    assert_int_equal(s.at[i].run, i / 3);
    assert_int_equal(s.at[i].row, 12 + i % 3);
    assert_int_equal(s.at[i].measure, 13 * EM);
    assert_int_equal(s.at[i].x, LAYOUT.area_x + (pb_len)(1 + i / 3) * 14 * EM);
    assert_int_equal(s.at[i].y, LAYOUT.area_y + (pb_len)(12 + i % 3) * LINE);
  }
}

static void boxed_legs_stay_whole(void **state) {
  (void)state;
  pb_leg legs[PB_LEGS_MAX];
  pb_placement p = placed((pb_frame){.columns = 3, .rows = 9, .box = PB_LINE_HAIR});
  assert_int_equal(pb_placement_legs(&LAYOUT, &p, legs), 3);
  pb_len left = legs[0].x - p.rect.x, right = p.rect.x + p.rect.w - legs[2].x - legs[2].width;
  assert_true(left >= EM);
  assert_true(left - right <= 1 && right - left <= 1);
  for (int i = 0; i < 3; i++) assert_int_equal(legs[i].width, 12 * EM);
  uint16_t first, end;
  pb_placement_rows(&p, &first, &end);
  assert_int_equal(first, 1);
  assert_int_equal(end, 8);
}

/* Rows 1 and 2 of the middle of a wide leg are taken: the left side, then the right, then below. */
static void both_sides_of_a_picture(void **state) {
  pb_placement p = placed((pb_frame){.columns = 3, .rows = 4, .legs = 1});
  pb_rect taken = {p.rect.x + 10 * EM, p.rect.y + LINE, 10 * EM, 2 * LINE};
  pb_slots s = slots_of(*state, p, 0, &taken, 1);
  assert_int_equal(s.n, 6);
  const unsigned rows[] = {0, 1, 2, 1, 2, 3}, runs[] = {0, 0, 0, 1, 1, 2}, measures[] = {41, 10, 10, 21, 21, 41};
  for (size_t i = 0; i < 6; i++) {
    assert_int_equal(s.at[i].row, rows[i]);
    assert_int_equal(s.at[i].run, runs[i]);
    assert_int_equal(s.at[i].measure, (pb_len)measures[i] * EM);
    assert_int_equal(s.at[i].leg, 0);
  }
}

static void narrow_remainders_are_no_slots(void **state) {
  pb_placement p = placed((pb_frame){.columns = 1, .rows = 3});
  pb_rect taken = {p.rect.x, p.rect.y + LINE, 9 * EM, LINE};
  pb_slots s = slots_of(*state, p, 0, &taken, 1);
  assert_int_equal(s.n, 2);
  assert_int_equal(s.at[0].row, 0);
  assert_int_equal(s.at[1].row, 2);
  assert_int_not_equal(s.at[0].run, s.at[1].run);
}

static void picture_over_whole_legs(void **state) {
  pb_placement p = placed((pb_frame){.columns = 4, .rows = 6});
  pb_leg legs[PB_LEGS_MAX];
  pb_placement_legs(&LAYOUT, &p, legs);
  pb_rect taken = {legs[1].x, p.rect.y, legs[2].x + legs[2].width - legs[1].x, 4 * LINE};
  pb_slots s = slots_of(*state, p, 0, &taken, 1);
  assert_int_equal(s.n, 6 + 2 + 2 + 6);
  for (size_t i = 0; i < s.n; i++) assert_false(pb_rect_overlaps(taken, (pb_rect){s.at[i].x, s.at[i].y, s.at[i].measure, LINE}));
}

static void unequal_legs(void **state) {
  pb_placement p = placed((pb_frame){.columns = 3, .rows = 2, .legs = 2, .widths = {26, 14}});
  pb_slots s = slots_of(*state, p, 0, NULL, 0);
  assert_int_equal(s.n, 4);
  assert_int_equal(s.at[0].measure, 26 * EM);
  assert_int_equal(s.at[2].measure, 14 * EM);
  assert_int_equal(s.at[2].x + s.at[2].measure, p.rect.x + p.rect.w);
}

static void legs_count_up_over_parts(void **state) {
  pb_slots s = {0};
  pb_placement p = placed((pb_frame){.columns = 2, .rows = 2});
  pb_text_field field = pb_placement_field(&LAYOUT, &p, 0);
  pb_slots_add(*state, &s, &LAYOUT, &field, 0, NULL, 0);
  pb_slots_add(*state, &s, &LAYOUT, &field, 1, NULL, 0);
  assert_int_equal(s.n, 8);
  assert_int_equal(s.at[7].leg, 3);
  assert_int_equal(s.at[4].part, 1);
  assert_int_equal(s.at[4].run, 2);
}

/* Whatever is taken: every slot is inside the frame, clear of what is taken, and none stands twice. */
static void slots_are_free_and_apart(void **state) {
  uint32_t seed = 7;
  for (int round = 0; round < 300; round++) {
    pb_rect taken[4];
    pb_placement p = placed((pb_frame){.columns = (uint16_t)(1 + round % 8), .rows = 20, .legs = (uint16_t)(round % 5)});
    for (int k = 0; k < 4; k++) {
      uint32_t r[4];
      for (int i = 0; i < 4; i++) r[i] = (seed = seed * 1664525u + 1013904223u) >> 8;
      taken[k] = (pb_rect){p.rect.x + (pb_len)(r[0] % (uint32_t)p.rect.w), p.rect.y + (pb_len)(r[1] % 20) * LINE,
                           (pb_len)(r[2] % (40 * EM)), (pb_len)(r[3] % 12) * LINE};
    }
    pb_slots s = slots_of(*state, p, 0, taken, 4);
    for (size_t i = 0; i < s.n; i++) {
      pb_rect slot = {s.at[i].x, s.at[i].y, s.at[i].measure, LINE};
      assert_true(pb_rect_holds(p.rect, slot));
      for (int k = 0; k < 4; k++) assert_false(taken[k].h > 0 && taken[k].w > 0 && pb_rect_overlaps(slot, taken[k]));
      for (size_t j = i + 1; j < s.n; j++)
        assert_false(pb_rect_overlaps(slot, (pb_rect){s.at[j].x, s.at[j].y, s.at[j].measure, LINE}));
    }
  }
}

static void level_rows(void **state) {
  pb_placement p = placed((pb_frame){.columns = 4, .rows = 10});
  pb_slots s = slots_of(*state, p, 0, NULL, 0);
  assert_int_equal(pb_level_row(s.at, s.n, 40), 10);
  assert_int_equal(pb_level_row(s.at, s.n, 37), 10);
  assert_int_equal(pb_level_row(s.at, s.n, 36), 9);
  assert_int_equal(pb_level_row(s.at, s.n, 5), 2);
  assert_int_equal(pb_level_row(s.at, s.n, 4), 1);
}

/* ---- vertical frames ---- */

/* 41 字 hold 33 lines, the first and the last flush with the frame; 29 rows less the lead hold two bands of 17 字. */
static void vertical_bands(void **state) {
  pb_placement p = placed((pb_frame){.column = 2, .row = 10, .columns = 3, .rows = 29, .legs = 2, .vertical = true});
  pb_text_field field = pb_placement_field(&LAYOUT, &p, 0);
  pb_slots s = slots_of(*state, p, 0, NULL, 0);
  assert_int_equal(field.nlegs, 2);
  assert_int_equal(field.end_row, 33);
  assert_int_equal(s.n, 66);
  pb_rect first = {s.at[0].x, s.at[0].y + (field.line - EM) / 2, s.at[0].measure, EM}, last = first;
  last.y = s.at[65].y + (field.line - EM) / 2, last.x = s.at[65].x;
  first = pb_turn_rect(&field.turn, first), last = pb_turn_rect(&field.turn, last);
  assert_int_equal(first.x + first.w, p.rect.x + p.rect.w);
  assert_in_range(last.x - p.rect.x, 0, 33);
  assert_int_equal(first.h, 17 * EM);
  assert_in_range(first.y - p.rect.y, 0, LINE - EM);
  assert_in_range(p.rect.y + p.rect.h - last.y - last.h, 0, LINE);
  assert_true(s.at[32].leg == 0 && s.at[33].leg == 1 && s.at[33].run == 1);
}

/* A picture over the upper band's lines 5 to 12: the text goes on beside it. */
static void vertical_picture(void **state) {
  pb_placement p = placed((pb_frame){.columns = 3, .rows = 29, .legs = 2, .vertical = true});
  pb_text_field field = pb_placement_field(&LAYOUT, &p, 4);
  pb_rect taken = {field.legs[0].x, field.top + 4 * field.line, field.legs[0].width, 8 * field.line};
  pb_slots s = slots_of(*state, p, 4, &taken, 1);
  assert_int_equal(s.n, 2 * 33 - 8);
  pb_rect page = pb_turn_rect(&field.turn, taken), back = pb_turn_rect_back(&field.turn, page);
  assert_memory_equal(&back, &taken, sizeof back);
  for (size_t i = 0; i < s.n; i++) {
    pb_rect slot = pb_turn_rect(&field.turn, (pb_rect){s.at[i].x, s.at[i].y, s.at[i].measure, field.line});
    assert_false(pb_rect_overlaps(slot, page));
    assert_true(slot.y >= p.rect.y + 4 * LINE && slot.y + slot.h <= p.rect.y + p.rect.h);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(plain_legs),
      TEST(boxed_legs_stay_whole),
      TEST(both_sides_of_a_picture),
      TEST(narrow_remainders_are_no_slots),
      TEST(picture_over_whole_legs),
      TEST(unequal_legs),
      TEST(legs_count_up_over_parts),
      TEST(slots_are_free_and_apart),
      TEST(level_rows),
      TEST(vertical_bands),
      TEST(vertical_picture),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
