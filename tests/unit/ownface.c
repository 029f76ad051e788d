#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ft2build.h>
#include <math.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H

#include "cff.h"
#include "font_bench.h"
#include "prepare.h"

/* ---- trimmed marks of a font ---- */

typedef struct {
  bench b;
  pb_face_id id;
  FT_Library library;
  FT_Face original, face;
  const pb_prepared *prepared;
  pb_trimmed_mark marks[8];
  size_t n;
} mark_bench;

static const uint32_t MARKS[] = {0x201C, 0xFF0C, 0x3002, 0xFF08, 0xFF1F, 0x300B};
enum { NMARKS = sizeof MARKS / sizeof *MARKS };

/* Each mark without the blank that the font says it has. */
static void open_marks(mark_bench *m, const char *font) {
  *m = (mark_bench){.b = open_bench(DEBIAN, NULL)};
  size_t blanks = 0;
  m->id = pb_fonts_find(m->b.fonts, pb_str_from(font), 400, PB_STR("zh-Hans"), (pb_span){0});
  for (size_t i = 0; i < NMARKS; i++) {
    int32_t advance;
    pb_trimmed_mark *mark = &m->marks[m->n++];
    pb_mark_room room = pb_fonts_mark_room(m->b.fonts, m->id, MARKS[i], false);
    assert_true(pb_fonts_nominal(m->b.fonts, m->id, MARKS[i], &mark->glyph, &advance));
    blanks += room.before + room.after > 400;
    mark->before = room.before;
    mark->advance = (int16_t)(room.advance - room.before - room.after);
  }
  assert_true(blanks >= NMARKS - 1); /* ？ of LXGW WenKai is too wide to lose anything */
  m->prepared = pb_prepare_marks(m->b.fonts, m->id, m->marks, m->n);
  assert_non_null(m->prepared);
  const pb_face_info *info = pb_fonts_info(m->b.fonts, m->id);
  assert_int_equal(FT_Init_FreeType(&m->library), 0);
  assert_int_equal(FT_New_Face(m->library, info->path, (FT_Long)info->index, &m->original), 0);
  assert_int_equal(FT_New_Memory_Face(m->library, m->prepared->data, (FT_Long)m->prepared->size, 0, &m->face), 0);
}

static void close_marks(mark_bench *m) {
  FT_Done_FreeType(m->library);
  close_bench(&m->b);
}

static FT_BBox ink(FT_Face face, FT_UInt glyph) {
  FT_BBox box;
  assert_int_equal(FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(FT_Outline_Get_BBox(&face->glyph->outline, &box), 0);
  return box;
}

static void nearly(double a, double b) {
  if (fabs(a - b) > 1) fail_msg("%g is not %g", a, b);
}

static void moved_and_narrowed(const char *font) {
  mark_bench m;
  open_marks(&m, font);
  double scale = 1000.0 / m.original->units_per_EM;
  assert_int_equal(m.face->units_per_EM, 1000);
  assert_int_equal(m.face->num_glyphs, NMARKS + 1);
  assert_int_equal(m.face->ascender, (int)(m.original->ascender * scale));
  assert_int_equal(m.face->descender, (int)(m.original->descender * scale));
  for (size_t i = 0; i < NMARKS; i++) {
    FT_BBox was = ink(m.original, m.marks[i].glyph), is = ink(m.face, (FT_UInt)i + 1);
    double before = m.marks[i].before * 1000 / 1024.0;
    nearly((double)is.xMin, (double)was.xMin * scale - before);
    nearly((double)is.xMax, (double)was.xMax * scale - before);
    nearly((double)is.yMin, (double)was.yMin * scale);
    nearly((double)is.yMax, (double)was.yMax * scale);
    assert_int_equal(m.face->glyph->metrics.horiAdvance, lrint(m.marks[i].advance * 1000 / 1024.0));
    assert_true(is.xMin >= 0 && is.xMax <= m.face->glyph->metrics.horiAdvance + 24); /* the ink may touch its neighbour's em */
  }
  assert_int_equal(FT_Load_Glyph(m.face, 0, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(m.face->glyph->outline.n_points, 0);
  close_marks(&m);
}

static void postscript_outlines(void **state) {
  (void)state;
  moved_and_narrowed("song");
}

static void truetype_outlines(void **state) {
  (void)state;
  moved_and_narrowed("kai");
}

/* Upright glyphs are turned by 90° against the clock, narrowed across and moved to their places, several in one. */
static void turned(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  pb_face_id id = pb_fonts_find(b.fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0});
  uint32_t one = 0, two = 0;
  int32_t advance;
  assert_true(pb_fonts_nominal(b.fonts, id, '1', &one, &advance) && pb_fonts_nominal(b.fonts, id, '7', &two, &advance));
  const pb_upright_part parts[] = {{one, 900, -100}, {two, 900, 400}};
  const pb_upright_glyph glyphs[] = {{.face = id, .percent = 50, .advance = 1024, .nparts = 1, .parts = parts},
                                     {.face = id, .percent = 50, .advance = 1024, .nparts = 2, .parts = parts}};
  const pb_prepared *prepared = pb_prepare_upright(b.fonts, id, glyphs, 2);
  assert_non_null(prepared);
  const pb_face_info *info = pb_fonts_info(b.fonts, id);
  FT_Library library;
  FT_Face original, face;
  assert_int_equal(FT_Init_FreeType(&library), 0);
  assert_int_equal(FT_New_Face(library, info->path, (FT_Long)info->index, &original), 0);
  assert_int_equal(FT_New_Memory_Face(library, prepared->data, (FT_Long)prepared->size, 0, &face), 0);
  double scale = 1000.0 / original->units_per_EM, x = 900 / 1.024, low = -100 / 1.024;
  FT_BBox was = ink(original, one), is = ink(face, 1), both = ink(face, 2);
  nearly((double)is.xMin, x - (double)was.yMax * scale);
  nearly((double)is.xMax, x - (double)was.yMin * scale);
  nearly((double)is.yMin, low + (double)was.xMin * scale / 2);
  nearly((double)is.yMax, low + (double)was.xMax * scale / 2);
  assert_int_equal(both.yMin, is.yMin);
  assert_true(both.yMax > is.yMax + 300);
  assert_int_equal(face->glyph->metrics.horiAdvance, 1000);
  assert_int_equal(FT_Get_Char_Index(face, '&'), 0); /* no name is made up for a glyph */
  FT_Done_FreeType(library);
  close_bench(&b);
}

static void same_picture(FT_GlyphSlot was, FT_GlyphSlot is, int moved, unsigned thousandths) {
  const FT_Bitmap *a = &was->bitmap, *b = &is->bitmap;
  assert_int_equal(a->rows, b->rows);
  assert_int_equal(a->width, b->width);
  assert_int_equal(was->bitmap_left - moved, is->bitmap_left);
  assert_int_equal(was->bitmap_top, is->bitmap_top);
  unsigned black = 0, differs = 0;
  for (int y = 0; y < (int)a->rows; y++)
    for (int x = 0; x < (int)a->width; x++) {
      int old = a->buffer[y * a->pitch + x], now = b->buffer[y * b->pitch + x];
      black += (unsigned)old;
      differs += (unsigned)abs(old - now);
    }
  assert_true(black > 0 && differs * 1000 <= black * thousandths);
}

/* Drawn at 64 px an em, where half an em is whole pixels. */
static void draws_the_same(const char *font, unsigned thousandths) {
  enum { SIZE = 64 };
  mark_bench m;
  open_marks(&m, font);
  FT_Set_Pixel_Sizes(m.original, SIZE, SIZE);
  FT_Set_Pixel_Sizes(m.face, SIZE, SIZE);
  for (size_t i = 0; i < NMARKS; i++) {
    FT_Int32 how = FT_LOAD_NO_HINTING | FT_LOAD_RENDER;
    if (m.marks[i].before * SIZE % 1024) continue;
    assert_int_equal(FT_Load_Glyph(m.original, m.marks[i].glyph, how), 0);
    assert_int_equal(FT_Load_Glyph(m.face, (FT_UInt)i + 1, how), 0);
    same_picture(m.original->glyph, m.face->glyph, m.marks[i].before * SIZE / 1024, thousandths);
  }
  close_marks(&m);
}

/* Not one dot differs; but curves of the other kind are not cut into the same lines. */
static void nothing_changes_to_the_eye(void **state) {
  (void)state;
  draws_the_same("song", 0);
  draws_the_same("kai", 30);
}

static void named_and_repeated(void **state) {
  (void)state;
  mark_bench m;
  open_marks(&m, "song");
  assert_string_equal(FT_Get_Postscript_Name(m.face), "NotoSerifCJKsc-Regular-Marks");
  const pb_prepared *again = pb_prepare_marks(m.b.fonts, m.id, m.marks, m.n);
  assert_int_equal(again->size, m.prepared->size);
  assert_memory_equal(again->data, m.prepared->data, again->size);
  assert_null(m.prepared->map);
  assert_null(pb_prepare_marks(m.b.fonts, PB_NO_FACE, m.marks, m.n));
  assert_null(pb_prepare_marks(m.b.fonts, m.id, m.marks, PB_CFF_GLYPHS_MOST));
  pb_trimmed_mark none = {.glyph = 70000, .before = 512, .advance = 512}; /* in no font: blank */
  assert_non_null(pb_prepare_marks(m.b.fonts, m.id, &none, 1));
  close_marks(&m);
}

/* ---- the writer of fonts ---- */

static FT_Face open_cff(FT_Library library, const pb_cff *cff, pb_octets *out) {
  FT_Face face;
  pb_cff_write(cff, PB_STR("Test"), out);
  assert_int_equal(FT_New_Memory_Face(library, out->bytes.at, (FT_Long)out->bytes.n, 0, &face), 0);
  return face;
}

/* Every form of number, where it begins and where it ends. */
static void numbers_of_every_size(void **state) {
  static const int STEPS[] = {1,    -1,    107,   -107,   108,    -108,  1131, -1131, 1132, -1132,
                              9000, -9000, 15999, -15999, -15999, 15999, 363,  364,   -364};
  enum { N = sizeof STEPS / sizeof *STEPS };
  (void)state;
  pb_arena *arena = pb_arena_new();
  FT_Library library;
  FT_Init_FreeType(&library);
  pb_cff cff = {.arena = arena};
  pb_cff_begin(&cff, 1000), pb_cff_end(&cff);
  pb_cff_begin(&cff, 1132);
  int x = 0;
  pb_cff_move(&cff, (pb_cff_point){0, 0});
  for (size_t i = 0; i < N; i++) pb_cff_line(&cff, (pb_cff_point){x += STEPS[i], STEPS[i]});
  pb_cff_end(&cff);
  pb_octets out = {.arena = arena};
  FT_Face face = open_cff(library, &cff, &out);
  assert_int_equal(face->num_glyphs, 2);
  assert_int_equal(FT_Load_Glyph(face, 1, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(face->glyph->metrics.horiAdvance, 1132);
  assert_int_equal(face->glyph->outline.n_points, N + 1);
  x = 0;
  for (size_t i = 0; i < N; i++) {
    assert_int_equal(face->glyph->outline.points[i + 1].x, x += STEPS[i]);
    assert_int_equal(face->glyph->outline.points[i + 1].y, STEPS[i]);
  }
  FT_Done_FreeType(library);
  pb_arena_drop(arena);
}

/* Thirds and sevenths do not add up to an error; what lies beyond all fonts, or is no number, is kept within. */
static void fractions_and_faults(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  FT_Library library;
  FT_Init_FreeType(&library);
  pb_cff cff = {.arena = arena};
  pb_cff_begin(&cff, 1000), pb_cff_end(&cff);
  pb_cff_begin(&cff, 500);
  pb_cff_move(&cff, (pb_cff_point){0, 0});
  for (int i = 1; i <= 999; i++) pb_cff_line(&cff, (pb_cff_point){i * 4 / 3.0, i * 8 / 7.0});
  pb_cff_end(&cff);
  pb_cff_begin(&cff, 500);
  pb_cff_move(&cff, (pb_cff_point){1e30, -1e30});
  pb_cff_curve(&cff, (pb_cff_point){NAN, NAN}, (pb_cff_point){-INFINITY, INFINITY}, (pb_cff_point){10, 20});
  pb_cff_end(&cff);
  pb_octets out = {.arena = arena};
  FT_Face face = open_cff(library, &cff, &out);
  assert_int_equal(FT_Load_Glyph(face, 1, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(face->glyph->outline.points[999].x, 1332);
  assert_int_equal(FT_Load_Glyph(face, 2, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(face->glyph->outline.points[3].x, 10);
  assert_int_equal(face->glyph->outline.points[3].y, 20);
  assert_true(cff.low_x >= -16000 && cff.high_x <= 16000 && cff.low_y >= -16000 && cff.high_y <= 16000);
  FT_Done_FreeType(library);
  pb_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(postscript_outlines),
      cmocka_unit_test(truetype_outlines),
      cmocka_unit_test(nothing_changes_to_the_eye),
      cmocka_unit_test(named_and_repeated),
      cmocka_unit_test(numbers_of_every_size),
      cmocka_unit_test(fractions_and_faults),
      cmocka_unit_test(turned),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
