/* Places in a field of numbers: what hangs together, what is too thin or too small. */
#include "inkplaces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 24, HEIGHT = 16 };

/* '#' is 300, '+' 250, '.' 100. */
static void draw(uint16_t *field, const char *const rows[HEIGHT]) {
  for (size_t y = 0; y < HEIGHT; y++)
    for (size_t x = 0; x < WIDTH; x++) {
      char c = rows[y] && x < strlen(rows[y]) ? rows[y][x] : '.';
      field[y * WIDTH + x] = c == '#' ? 300 : c == '+' ? 250 : 100;
    }
}

static void joins_what_touches(void **state) {
  (void)state;
  uint16_t field[WIDTH * HEIGHT];
  /* A U is one place though its arms are met before they join; the block beside it is another. */
  draw(field, (const char *const[HEIGHT]){"", ".###...###....", ".###...###....", ".###...###..###", ".#########..#+#",
                                          ".#########..###"});
  size_t n;
  pb_arena *arena = pb_arena_new();
  const pb_field_place *places = pb_field_places(arena, field, WIDTH, HEIGHT, 240, 2, 1, &n);
  assert_int_equal(n, 2);
  assert_int_equal(places[0].x0, 1);
  assert_int_equal(places[0].y0, 1);
  assert_int_equal(places[0].x1, 10);
  assert_int_equal(places[0].y1, 6);
  assert_int_equal(places[0].pixels, 3 * 3 * 2 + 2 * 9);
  assert_int_equal(places[1].x0, 12);
  assert_int_equal(places[1].pixels, 9);
  assert_int_equal(places[1].most, 300);
  pb_arena_drop(arena);
}

static void leaves_out_what_is_thin_or_small(void **state) {
  (void)state;
  uint16_t field[WIDTH * HEIGHT];
  draw(field,
       (const char *const[HEIGHT]){"########################", "", "#", "#", "#..####", "#..####", "#..####..##", "#........##"});
  size_t n;
  pb_arena *arena = pb_arena_new();
  const pb_field_place *places = pb_field_places(arena, field, WIDTH, HEIGHT, 240, 2, 5, &n);
  assert_int_equal(n, 1); /* neither the rule, nor the line at the left, nor the dot of four pixels */
  assert_int_equal(places[0].pixels, 12);
  draw(field, (const char *const[HEIGHT]){"########", "########"});
  (void)pb_field_places(arena, field, WIDTH, HEIGHT, 300, 2, 5, &n);
  assert_int_equal(n, 0); /* as much as the limit is not over it */
  pb_arena_drop(arena);
}

static void reaches_the_edges(void **state) {
  (void)state;
  uint16_t field[WIDTH * HEIGHT];
  for (size_t i = 0; i < WIDTH * HEIGHT; i++) field[i] = 300;
  size_t n;
  pb_arena *arena = pb_arena_new();
  const pb_field_place *places = pb_field_places(arena, field, WIDTH, HEIGHT, 240, 16, 5, &n);
  assert_int_equal(n, 1);
  assert_int_equal(places[0].pixels, WIDTH * HEIGHT);
  assert_int_equal(places[0].x1, WIDTH);
  assert_int_equal(places[0].y1, HEIGHT);
  pb_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(joins_what_touches),
      cmocka_unit_test(leaves_out_what_is_thin_or_small),
      cmocka_unit_test(reaches_the_edges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
