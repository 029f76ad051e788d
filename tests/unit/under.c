#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "under.h"

static const pb_box PAGE = {0, 0, 300, 200};

typedef struct {
  pb_arena *arena;
  pb_tones tones;
  pb_under under;
} bench;

static int set_up(void **state) {
  static bench b;
  b = (bench){.arena = pb_arena_new()};
  b.tones.arena = b.arena;
  pb_under_begin(&b.under, b.arena, PAGE);
  *state = &b;
  return 0;
}

static int tear_down(void **state) {
  bench *b = *state;
  pb_under_drop(&b->under);
  pb_arena_drop(b->arena);
  return 0;
}

static const pb_tone *cmyk(bench *b, float c, float m, float y, float k) {
  static const pb_space CMYK = {.kind = PB_SPACE_CMYK, .n = 4};
  return pb_tone_get(&b->tones, &CMYK, (float[]){c, m, y, k}, 4, NULL);
}

static pb_path path_of(pb_point *points, size_t n, bool rectangles) {
  pb_path path = {.at = points, .n = n, .rectangles = rectangles, .box = PB_BOX_NONE};
  for (size_t i = 0; i < n; i++) pb_box_add(&path.box, points[i].x, points[i].y);
  return path;
}

static bool is_paper(bench *b, double x, double y) {
  pb_beneath beneath = pb_under_look(&b->under, (pb_box){x - 2, y - 2, x + 2, y + 2});
  return !beneath.most && !beneath.picture;
}

static void areas_lie_where_they_were_painted(void **state) {
  bench *b = *state;
  pb_point points[] = {{50, 50, true}, {250, 50, false}, {250, 150, false}};
  pb_path triangle = path_of(points, 3, false);
  assert_true(is_paper(b, 200, 80));
  pb_under_paint(&b->under, &triangle, triangle.box, cmyk(b, 0, 0, 0, .5F), false, 4);
  assert_false(is_paper(b, 200, 80));
  assert_true(is_paper(b, 70, 140)); /* in its box, not in it */
  assert_true(is_paper(b, 20, 20));
  assert_true(pb_under_look(&b->under, (pb_box){190, 70, 210, 80}).most->inks.cmyk[3] == .5F);
  pb_under_paint(&b->under, NULL, (pb_box){190, 70, 220, 90}, cmyk(b, 0, 0, 0, 0), false, 4); /* white takes it away */
  assert_true(is_paper(b, 205, 80));
  pb_under_paint(&b->under, NULL, (pb_box){190, 70, 220, 90}, NULL, false, 4); /* a picture */
  assert_true(pb_under_look(&b->under, (pb_box){200, 75, 210, 85}).picture);
}

static void rings_have_a_hole(void **state) {
  bench *b = *state;
  pb_point points[] = {{20, 20, true}, {180, 20, false}, {180, 180, false}, {20, 180, false}, {20, 20, false},
                       {60, 60, true}, {140, 60, false}, {140, 140, false}, {60, 140, false}, {60, 60, false}};
  pb_path ring = path_of(points, 10, true);
  ring.even_odd = true;
  pb_under_paint(&b->under, &ring, ring.box, cmyk(b, 0, 1, 0, 0), false, 4);
  assert_true(is_paper(b, 100, 100));
  assert_false(is_paper(b, 40, 100));
  assert_false(is_paper(b, 160, 100));
}

static void what_overprints_mixes(void **state) {
  bench *b = *state;
  pb_under_paint(&b->under, NULL, (pb_box){0, 0, 150, 200}, cmyk(b, 1, 0, 0, 0), false, 2.4);
  pb_wet wet = pb_under_paint(&b->under, NULL, (pb_box){100, 0, 200, 100}, cmyk(b, 0, 1, 1, 0), true, 2.4);
  assert_true(wet.most > 2.99 && wet.most < 3.01);
  assert_true(wet.area > 4800 && wet.area < 5200); /* half of it */
  pb_beneath over = pb_under_look(&b->under, (pb_box){110, 10, 140, 90});
  assert_true(over.wet > 2.99F);
  pb_beneath beside = pb_under_look(&b->under, (pb_box){160, 10, 180, 90});
  assert_true(beside.wet < 2.01F);
  wet = pb_under_paint(&b->under, NULL, (pb_box){100, 0, 200, 100}, cmyk(b, 0, 1, 1, 0), false, 2.4);
  assert_true(wet.area == 0); /* it takes away what is under it */
}

static void a_new_page_is_paper(void **state) {
  bench *b = *state;
  pb_under_paint(&b->under, NULL, PAGE, cmyk(b, 1, 0, 0, 0), false, 4);
  pb_under_begin(&b->under, b->arena, (pb_box){-100, -100, 100, 100});
  assert_true(is_paper(b, 0, 0));
  pb_under_paint(&b->under, NULL, (pb_box){-500, -500, 500, 0}, cmyk(b, 1, 0, 0, 0), false, 4);
  assert_false(is_paper(b, 0, -50));
  assert_true(is_paper(b, 0, 50));
  pb_under_begin(&b->under, b->arena, (pb_box){0, 0, 1e9, 1e9}); /* no page is too large for it */
  assert_true(b->under.columns * b->under.rows <= b->under.room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(areas_lie_where_they_were_painted, set_up, tear_down),
      cmocka_unit_test_setup_teardown(rings_have_a_hole, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_overprints_mixes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_new_page_is_paper, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
