#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "font_bench.h"

static const pb_face_info *ask(const bench *b, const char *font, unsigned weight, const char *language) {
  pb_face_id face = pb_fonts_find(b->fonts, pb_str_from(font), weight, pb_str_from(language), (pb_span){1, 2, 3});
  assert_int_not_equal(face, PB_NO_FACE);
  return pb_fonts_info(b->fonts, face);
}

static void roles(void **state) {
  const char *configs[] = {NULL, "fonts/fonts.conf"};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    bench b = open_bench(DEBIAN, configs[i]);
    assert_string_equal(ask(&b, "song", 400, "zh-Hans")->postscript_name, "NotoSerifCJKsc-Regular");
    assert_string_equal(ask(&b, "song", 900, "zh-Hans")->postscript_name, "NotoSerifCJKsc-Black");
    assert_string_equal(ask(&b, "song", 400, "zh-Hant-TW")->postscript_name, "NotoSerifCJKtc-Regular");
    assert_string_equal(ask(&b, "hei", 700, "")->postscript_name, "NotoSansCJKsc-Bold");
    assert_string_equal(ask(&b, "kai", 400, "zh-Hans")->family, "LXGW WenKai");
    assert_string_equal(ask(&b, "kai", 400, "zh-TW")->family, "LXGW WenKai");
    assert_string_equal(ask(&b, "霞鹜文楷", 300, "zh-Hans")->postscript_name, "LXGWWenKai-Light");
    assert_int_equal(pb_diags_count(b.diags, PB_NOTE) + pb_diags_count(b.diags, PB_ERROR), 0);
    close_bench(&b);
  }
}

static void same_question_same_face(void **state) {
  (void)state;
  bench b = open_bench(NOTO, NULL);
  pb_face_id one = pb_fonts_find(b.fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0});
  pb_face_id two = pb_fonts_find(b.fonts, PB_STR("Noto Serif CJK SC"), 400, PB_STR("en"), (pb_span){0});
  assert_int_equal(one, 0);
  assert_int_equal(two, 0);
  assert_int_equal(pb_fonts_count(b.fonts), 1);
  close_bench(&b);
}

static void what_serves_instead(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  assert_string_equal(ask(&b, "fangsong", 400, "zh-Hans")->family, "LXGW WenKai");
  ask(&b, "fangsong", 700, "zh-Hans");
  assert_int_equal(told(&b, "font-substitute"), 1);
  assert_int_equal(pb_diags_count(b.diags, PB_NOTE), 1);
  assert_string_equal(ask(&b, "No Such Family", 400, "zh-Hans")->family, "Noto Serif CJK SC");
  assert_int_equal(pb_diags_count(b.diags, PB_ERROR), 1);
  assert_int_equal(told(&b, "font-missing"), 1);
  pb_fonts_find(b.fonts, PB_STR("No Such Family"), 400, PB_STR("zh-Hans"), (pb_span){1, 70, 71});
  assert_int_equal(told(&b, "font-missing"), 2); /* each style that names it */
  ask(&b, "kai", 900, "zh-Hans");
  ask(&b, "kai", 900, "zh-Hans");
  assert_int_equal(told(&b, "font-weight"), 1);
  close_bench(&b);
}

static void only_the_folder_is_seen(void **state) {
  (void)state;
  bench b = open_bench(NOTO, "fonts/fonts.conf");
  assert_string_equal(ask(&b, "kai", 400, "zh-Hans")->family, "Noto Serif CJK SC");
  assert_int_equal(pb_diags_count(b.diags, PB_WARNING), 1);
  close_bench(&b);
  b = open_bench("tests/unit", NULL);
  assert_int_equal(pb_fonts_find(b.fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0}), PB_NO_FACE);
  assert_int_equal(told(&b, "no-font"), 1);
  close_bench(&b);
}

static void measures(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const pb_face_info *song = ask(&b, "song", 400, "zh-Hans"), *kai = ask(&b, "kai", 400, "zh-Hans");
  assert_int_equal(song->ascent, 901);
  assert_int_equal(song->descent, 123);
  assert_true(song->vertical);
  assert_int_equal(song->upem, 1000);
  assert_in_range(song->cap_height, 700, 780);
  assert_int_equal(kai->ascent + kai->descent, 1024);
  close_bench(&b);
}

static void nominal_glyphs(void **state) {
  (void)state;
  bench b = open_bench(NOTO, NULL);
  pb_face_id song = pb_fonts_find(b.fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0});
  uint32_t glyph, again;
  int32_t advance;
  assert_true(pb_fonts_nominal(b.fonts, song, 0x6c49, &glyph, &advance));
  assert_int_equal(advance, PB_FONT_SCALE);
  assert_true(pb_fonts_nominal(b.fonts, song, 0x6c49, &again, &advance));
  assert_int_equal(glyph, again);
  assert_false(pb_fonts_nominal(b.fonts, song, 0xe000, &glyph, &advance));
  assert_false(pb_fonts_nominal(b.fonts, song, 0x110000, &glyph, &advance));
  assert_false(pb_fonts_nominal(b.fonts, PB_NO_FACE, 'a', &glyph, &advance));
  assert_true(pb_fonts_nominal(b.fonts, song, 'i', &glyph, &advance));
  assert_true(advance < PB_FONT_SCALE / 2);
  close_bench(&b);
}

static void marks_room(const bench *b, const char *font, uint32_t c, bool vertical, int before, int after) {
  pb_face_id face = pb_fonts_find(b->fonts, pb_str_from(font), 400, PB_STR("zh-Hans"), (pb_span){0});
  pb_mark_room room = pb_fonts_mark_room(b->fonts, face, c, vertical);
  assert_int_equal(room.advance, 1024);
  assert_true(room.before <= before && room.before >= before - 26);
  assert_true(room.after <= after && room.after >= after - 26);
}

static void blank_sides_of_marks(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *fonts[] = {"song", "hei", "kai"}; /* the last has no halt: by its ink */
  for (size_t i = 0; i < 3; i++) {
    marks_room(&b, fonts[i], 0x3002, false, 0, 512);
    marks_room(&b, fonts[i], 0xff0c, false, 0, 512);
    marks_room(&b, fonts[i], 0x300a, false, 512, 0);
    marks_room(&b, fonts[i], 0x300b, false, 0, 512);
    marks_room(&b, fonts[i], 0xff1f, false, 0, 512);
    marks_room(&b, fonts[i], 0x2026, false, 0, 0);
    marks_room(&b, fonts[i], 0x300a, true, 512, 0);
    marks_room(&b, fonts[i], 0x3002, true, 0, 512);
    marks_room(&b, fonts[i], 0x6c49, false, 0, 0);
  }
  close_bench(&b);
}

static void rare_characters(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  pb_face_id hei = pb_fonts_find(b.fonts, PB_STR("hei"), 400, PB_STR("zh-Hans"), (pb_span){0});
  pb_face_id kai = pb_fonts_find(b.fonts, PB_STR("kai"), 400, PB_STR("zh-Hans"), (pb_span){0});
  pb_span at = {1, 5, 9};
  assert_int_equal(pb_fonts_covering(b.fonts, hei, 0x6c49, at), hei);
  assert_int_equal(pb_fonts_covering(b.fonts, hei, 0xfe00, at), hei); /* a variation selector needs no glyph */
  assert_int_equal(pb_diags_count(b.diags, PB_NOTE), 0);
  pb_face_id rare = pb_fonts_covering(b.fonts, hei, 0x2a6d0, at); /* extension B */
  assert_int_not_equal(rare, PB_NO_FACE);
  assert_int_not_equal(rare, hei);
  assert_string_equal(pb_fonts_info(b.fonts, rare)->family, "BabelStone Han");
  assert_int_equal(pb_fonts_covering(b.fonts, hei, 0x2a6d0, (pb_span){1, 50, 54}), rare);
  assert_int_equal(pb_fonts_covering(b.fonts, kai, 0x2a6d0, (pb_span){1, 60, 64}), rare);
  assert_int_equal(told(&b, "fallback-font"), 1);
  assert_int_equal(pb_fonts_covering(b.fonts, kai, 0xfdd0, at), PB_NO_FACE);
  pb_fonts_covering(b.fonts, kai, 0xfdd0, (pb_span){1, 60, 64});
  assert_int_equal(told(&b, "missing-glyph"), 1);
  assert_int_equal(pb_fonts_covering(b.fonts, kai, 0xe000, at), PB_NO_FACE); /* private, though BabelStone has something there */
  assert_int_equal(told(&b, "missing-glyph"), 2);
  close_bench(&b);
}

static void other_roles_come_first(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  pb_face_id hana = pb_fonts_find(b.fonts, PB_STR("HanaMinB"), 400, PB_STR("zh-Hans"), (pb_span){0});
  pb_face_id other = pb_fonts_covering(b.fonts, hana, 0x6c49, (pb_span){0});
  assert_string_equal(pb_fonts_info(b.fonts, other)->family, "Noto Serif CJK SC");
  close_bench(&b);
}

static void hashes(void **state) {
  (void)state;
  bench b = open_bench(NOTO, NULL);
  pb_face_id song = pb_fonts_find(b.fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0});
  pb_face_id hant = pb_fonts_find(b.fonts, PB_STR("song"), 400, PB_STR("zh-Hant"), (pb_span){0});
  const char *hash = pb_fonts_hash(b.fonts, song);
  FILE *p = popen("b2sum -l 128 " NOTO "/NotoSerifCJK-Regular.ttc", "r");
  char expected[33] = "";
  assert_non_null(p);
  assert_int_equal(fread(expected, 1, 32, p), 32);
  pclose(p);
  assert_string_equal(hash, expected);
  assert_string_equal(pb_fonts_hash(b.fonts, hant), expected);
  pb_fonts *second = pb_fonts_open(b.diags, (pb_font_options){.font_folder = NOTO, .cache = b.folder}); /* from the list */
  assert_string_equal(pb_fonts_hash(second, pb_fonts_find(second, PB_STR("song"), 400, PB_STR(""), (pb_span){0})), expected);
  pb_fonts_close(second);
  close_bench(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(roles),
      cmocka_unit_test(same_question_same_face),
      cmocka_unit_test(what_serves_instead),
      cmocka_unit_test(only_the_folder_is_seen),
      cmocka_unit_test(measures),
      cmocka_unit_test(nominal_glyphs),
      cmocka_unit_test(blank_sides_of_marks),
      cmocka_unit_test(rare_characters),
      cmocka_unit_test(other_roles_come_first),
      cmocka_unit_test(hashes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
