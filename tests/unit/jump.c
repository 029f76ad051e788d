#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena_test.h"
#include "jump.h"
#include "toy.h"

enum { LINE = 11520, MEASURE = 10, ROWS = 6 };

/* Two parts of six rows of ten characters, one leg each. */
typedef struct {
  pb_arena *arena;
  pb_slot slots[2 * ROWS];
  pb_part part;
  pb_layout layout;
  pb_story story;
} desk;

static desk lay_out(pb_arena *arena, const char *const *paragraphs, size_t n) {
  desk d = {.arena = arena, .layout = {.body = TOY_EM, .line = LINE}};
  for (int i = 0; i < 2 * ROWS; i++) {
    uint16_t part = (uint16_t)(i / ROWS);
    d.slots[i] = (pb_slot){.y = i % ROWS * LINE, .measure = MEASURE * TOY_EM, .run = part, .leg = part, .part = part};
  }
  d.part = (pb_part){.first_slot = 0, .end_slot = ROWS};
  d.story = toy_story(arena, paragraphs, n);
  return d;
}

static pb_jump_place judge(desk *d, size_t trim, pb_len jump) {
  pb_slot kept[2 * ROWS];
  size_t n = 0;
  for (size_t i = 0; i < 2 * ROWS; i++)
    if (i < ROWS - trim || i >= ROWS) kept[n++] = d->slots[i];
  d->part.layout = &d->layout;
  pb_set set = pb_set_story(d->arena, &d->story, NULL, (pb_cursor){0}, kept, n);
  pb_cut cut = {.story = &d->story, .set = &set, .slots = kept, .all = d->slots, .part = &d->part, .jump = jump};
  return pb_jump_judge(&cut);
}

#define TEN "一二三四五六七八九十"

static void no_jump_where_nothing_is_left(void **state) {
  const char *copy[] = {TEN TEN};
  desk d = lay_out(*state, copy, 1);
  assert_true(judge(&d, 0, 4 * TOY_EM).ends);
}

static void beside_the_last_line_where_it_is_short(void **state) {
  const char *copy[] = {TEN TEN TEN TEN TEN "一二三", TEN TEN TEN};
  desk d = lay_out(*state, copy, 2);
  pb_jump_place place = judge(&d, 0, 6 * TOY_EM);
  assert_true(place.possible && place.beside && !place.ends);
  assert_ptr_equal(place.row, &d.slots[5]);
  assert_int_equal(place.cost, 0);
  place = judge(&d, 0, 7 * TOY_EM); /* a 字 of white is kept before it */
  assert_false(place.possible);
}

static void own_row_after_a_full_line(void **state) {
  const char *copy[] = {TEN TEN TEN TEN TEN TEN TEN TEN TEN};
  desk d = lay_out(*state, copy, 1);
  assert_false(judge(&d, 0, 6 * TOY_EM).possible);
  pb_jump_place place = judge(&d, 1, 6 * TOY_EM);
  assert_true(place.possible && !place.beside);
  assert_ptr_equal(place.row, &d.slots[5]);
}

static void paragraph_end_is_worth_a_row(void **state) {
  const char *copy[] = {TEN TEN TEN TEN, TEN TEN TEN TEN TEN TEN};
  desk d = lay_out(*state, copy, 2);
  int64_t stub = judge(&d, 1, 6 * TOY_EM).cost, end = judge(&d, 2, 6 * TOY_EM).cost;
  assert_true(end < stub);
  assert_true(stub > 100); /* one line of the second paragraph stays behind at trim 1 */
}

static void no_stub_at_the_other_side(void **state) {
  const char *copy[] = {TEN TEN TEN TEN TEN TEN, TEN TEN};
  desk d = lay_out(*state, copy, 2);
  assert_true(judge(&d, 1, 6 * TOY_EM).cost > judge(&d, 2, 6 * TOY_EM).cost);
}

static void words_of_the_line(void **state) {
  pb_arena *arena = *state;
  pb_str text = pb_jump_text(arena, PB_STR("转%s版"), "", PB_STR("A03"));
  assert_true(pb_str_is(text, "转A03版"));
  assert_true(pb_str_is(pb_jump_text(arena, PB_STR(""), "（下转第%s版）", PB_STR("三")), "（下转第三版）"));
  assert_true(pb_str_is(pb_jump_text(arena, PB_STR("转 100%"), "", PB_STR("3")), "转 100%"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(no_jump_where_nothing_is_left), TEST(beside_the_last_line_where_it_is_short),
      TEST(own_row_after_a_full_line),     TEST(paragraph_end_is_worth_a_row),
      TEST(no_stub_at_the_other_side),     TEST(words_of_the_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
