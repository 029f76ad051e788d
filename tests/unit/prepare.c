#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H
#include <sys/stat.h>
#include <unistd.h>

#include "font_bench.h"
#include "prepare.h"

static pb_face_id ask(const bench *b, const char *font) {
  pb_face_id face = pb_fonts_find(b->fonts, pb_str_from(font), 400, PB_STR("zh-Hans"), (pb_span){0});
  assert_int_not_equal(face, PB_NO_FACE);
  return face;
}

static uint32_t glyph_of(const bench *b, pb_face_id face, uint32_t c) {
  uint32_t glyph;
  int32_t advance;
  assert_true(pb_fonts_nominal(b->fonts, face, c, &glyph, &advance));
  return glyph;
}

static FT_Face open_prepared(FT_Library library, const pb_prepared *p) {
  FT_Face face;
  assert_int_equal(FT_New_Memory_Face(library, p->data, (FT_Long)p->size, 0, &face), 0);
  return face;
}

static void same_outline(FT_Face a, uint32_t ga, FT_Face b, uint32_t gb) {
  assert_int_equal(FT_Load_Glyph(a, ga, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(FT_Load_Glyph(b, gb, FT_LOAD_NO_SCALE), 0);
  const FT_Outline *x = &a->glyph->outline, *y = &b->glyph->outline;
  assert_int_equal(a->glyph->metrics.horiAdvance, b->glyph->metrics.horiAdvance);
  assert_int_equal(x->n_points, y->n_points);
  if (x->n_points) assert_memory_equal(x->points, y->points, (size_t)x->n_points * sizeof *x->points);
}

/* Every 50th Han character, and everything in ASCII, draws as it does in the original. */
static void core_draws_the_same(const char *font) {
  bench b = open_bench(DEBIAN, NULL);
  pb_face_id id = ask(&b, font);
  const pb_face_info *info = pb_fonts_info(b.fonts, id);
  const pb_prepared *core = pb_prepare_core(b.fonts, id);
  assert_non_null(core);
  FT_Library library;
  FT_Face original;
  FT_Init_FreeType(&library);
  assert_int_equal(FT_New_Face(library, info->path, (FT_Long)info->index, &original), 0);
  FT_Face face = open_prepared(library, core);
  assert_string_equal(FT_Get_Postscript_Name(face), info->postscript_name);
  assert_int_equal(core->nmap, original->num_glyphs);
  FT_ULong length = 0;
  assert_int_not_equal(FT_Load_Sfnt_Table(face, FT_MAKE_TAG('c', 'm', 'a', 'p'), 0, NULL, &length), 0);
  assert_int_not_equal(FT_Load_Sfnt_Table(face, FT_MAKE_TAG('G', 'S', 'U', 'B'), 0, NULL, &length), 0);
  size_t seen = 0;
  for (uint32_t c = ' '; c < 0x9fa0; c += c < 0x7e ? 1 : c < 0x4e00 ? 0x4e00 - 0x7e : 50) {
    uint32_t glyph = glyph_of(&b, id, c), now = core->map[glyph];
    assert_true(c >= 0x4e00 || now);
    if (now) same_outline(original, glyph, face, now), seen++;
  }
  assert_true(seen > 200);
  FT_Done_FreeType(library);
  close_bench(&b);
}

static void postscript_outlines(void **state) {
  (void)state;
  core_draws_the_same("song");
}

static void truetype_outlines(void **state) {
  (void)state;
  core_draws_the_same("kai");
}

static void what_is_in_the_core(void **state) {
  static const uint32_t IN[] = {0x554a /* 啊, the first of GB 2312 */,
                                0x9f44 /* 齄, the last */,
                                0x3001,
                                0xff0c,
                                0x201c,
                                0x2014,
                                0x2026,
                                0xb7,
                                0x3007,
                                0xff21,
                                0xe9,
                                0x2460,
                                0x2103};
  (void)state;
  bench b = open_bench(NOTO, NULL);
  pb_face_id song = ask(&b, "song");
  const pb_prepared *core = pb_prepare_core(b.fonts, song);
  for (size_t i = 0; i < sizeof IN / sizeof *IN; i++) assert_int_not_equal(core->map[glyph_of(&b, song, IN[i])], 0);
  assert_int_equal(core->map[glyph_of(&b, song, 0x5586 /* 喆 */)], 0);
  assert_int_equal(core->map[0], 0);
  size_t n = 0;
  for (size_t i = 0; i < core->nmap; i++) n += core->map[i] != 0;
  assert_in_range(n, 7000, 9000);
  assert_ptr_equal(pb_prepare_core(b.fonts, song), core);
  assert_null(pb_prepare_core(b.fonts, PB_NO_FACE));
  close_bench(&b);
}

/* What HarfBuzz makes of common copy, level and upright, is all in the core. */
static void shaped_copy_is_in_the_core(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *fonts[] = {"song", "hei", "kai"};
  for (size_t i = 0; i < 6; i++) {
    pb_face_id face = ask(&b, fonts[i / 2]);
    const pb_prepared *core = pb_prepare_core(b.fonts, face);
    hb_buffer_t *text = hb_buffer_create();
    hb_buffer_add_utf8(text, "河湾，“报”。（注）《——……》！？fi office 2026℃", -1, 0, -1);
    hb_buffer_set_direction(text, i % 2 ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(text, HB_SCRIPT_HAN);
    hb_buffer_set_language(text, hb_language_from_string("zh-Hans", -1));
    hb_shape(pb_fonts_hb(b.fonts, face), text, NULL, 0);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(text, &n);
    assert_true(n > 20);
    for (unsigned k = 0; k < n; k++) assert_int_not_equal(core->map[info[k].codepoint], 0);
    hb_buffer_destroy(text);
  }
  close_bench(&b);
}

static void same_face(const pb_prepared *a, const pb_prepared *b) {
  assert_non_null(a);
  assert_non_null(b);
  assert_int_equal(a->size, b->size);
  assert_int_equal(a->nmap, b->nmap);
  assert_memory_equal(a->data, b->data, a->size);
  assert_memory_equal(a->map, b->map, a->nmap * sizeof *a->map);
}

static pb_fonts *open_again(const bench *b, const char *cache) {
  return pb_fonts_open(b->diags, (pb_font_options){.font_folder = KAI, .cache = cache});
}

static pb_prepared core_of(pb_fonts *fonts) {
  const pb_prepared *p = pb_prepare_core(fonts, pb_fonts_find(fonts, PB_STR("LXGW WenKai"), 400, PB_STR(""), (pb_span){0}));
  assert_non_null(p);
  return *p;
}

/* The one kept face in the test's cache. */
static const char *kept(const bench *b, char path[512]) {
  char folder[64];
  snprintf(folder, sizeof folder, "%s/faces", b->folder);
  DIR *d = opendir(folder);
  assert_non_null(d);
  size_t found = 0;
  for (struct dirent *e; (e = readdir(d));)
    if (strstr(e->d_name, "-core")) snprintf(path, 512, "%s/%s", folder, e->d_name), found++;
  closedir(d);
  assert_int_equal(found, 1);
  return path;
}

static void same_bytes_with_and_without_a_cache(void **state) {
  (void)state;
  bench b = open_bench(KAI, NULL);
  pb_prepared cold = core_of(b.fonts);
  pb_fonts *warm = open_again(&b, b.folder), *none = open_again(&b, NULL), *barred = open_again(&b, "/dev/null/x");
  pb_prepared one = core_of(warm), two = core_of(none), three = core_of(barred);
  same_face(&cold, &one);
  same_face(&cold, &two);
  same_face(&cold, &three);
  assert_int_equal(pb_diags_count(b.diags, PB_WARNING) + pb_diags_count(b.diags, PB_ERROR), 0);
  pb_fonts_close(warm);
  pb_fonts_close(none);
  pb_fonts_close(barred);
  close_bench(&b);
}

static void flip(const char *path, long at) {
  FILE *f = fopen(path, "r+b");
  assert_non_null(f);
  fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
  int c = fgetc(f);
  fseek(f, -1, SEEK_CUR);
  fputc(c ^ 0x10, f);
  fclose(f);
}

static void damaged_files_are_made_again(void **state) {
  (void)state;
  bench b = open_bench(KAI, NULL);
  pb_prepared good = core_of(b.fonts);
  char path[512];
  kept(&b, path);
  struct stat st;
  assert_int_equal(stat(path, &st), 0);
  const long flips[] = {0, 4, 30, 136, 150, 160, 170, 5000, 70000, 1000000, -1};
  const long cuts[] = {0, 1, 100, 200, 100000, (long)st.st_size - 1};
  for (size_t i = 0; i < sizeof flips / sizeof *flips + sizeof cuts / sizeof *cuts; i++) {
    size_t cut = i - sizeof flips / sizeof *flips;
    if (i < sizeof flips / sizeof *flips) flip(path, flips[i]);
    else assert_int_equal(truncate(path, cuts[cut]), 0);
    struct stat before, after;
    assert_int_equal(stat(path, &before), 0);
    pb_fonts *again = open_again(&b, b.folder);
    pb_prepared p = core_of(again);
    same_face(&good, &p);
    pb_fonts_close(again);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(after.st_size, st.st_size);
    assert_true(after.st_ino != before.st_ino); /* written aside and renamed */
  }
  assert_int_equal(unlink(path), 0);
  assert_int_equal(mkdir(path, 0777), 0); /* cannot be replaced */
  pb_fonts *again = open_again(&b, b.folder);
  pb_prepared p = core_of(again);
  same_face(&good, &p);
  pb_fonts_close(again);
  close_bench(&b);
}

static void the_list_of_files_is_not_trusted(void **state) {
  (void)state;
  bench b = open_bench(KAI, NULL);
  core_of(b.fonts);
  char hash[33], list[64];
  strcpy(hash, pb_fonts_hash(b.fonts, 0));
  snprintf(list, sizeof list, "%s/faces/files", b.folder);
  static const char changed[] = "0123456789abcdef0123456789abcdef 1 2.0 3.0 4 " KAI "/LXGWWenKai-Regular.ttf\n";
  const char *texts[] = {"", "\n\n\n", "garbage", changed, "0123456789ABCDEF0123456789abcdef"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    FILE *f = fopen(list, "wb");
    assert_non_null(f);
    fputs(texts[i], f);
    fclose(f);
    pb_fonts *again = open_again(&b, b.folder);
    core_of(again);
    assert_string_equal(pb_fonts_hash(again, 0), hash);
    pb_fonts_close(again);
  }
  close_bench(&b);
}

static void glyphs_outside_the_core(void **state) {
  (void)state;
  bench b = open_bench(NOTO, NULL);
  pb_face_id song = ask(&b, "song");
  uint32_t zhe = glyph_of(&b, song, 0x5586), kun = glyph_of(&b, song, 0x5803);
  const uint32_t wanted[] = {kun, zhe, kun, 0, 70000, UINT32_MAX};
  const pb_prepared *extra = pb_prepare_extra(b.fonts, song, wanted, 6);
  assert_non_null(extra);
  assert_int_not_equal(extra->map[zhe], 0);
  assert_int_not_equal(extra->map[kun], 0);
  assert_int_equal(extra->map[glyph_of(&b, song, 0x554a)], 0);
  assert_true(extra->size < 10000);
  const uint32_t ordered[] = {zhe, kun};
  const pb_prepared *same = pb_prepare_extra(b.fonts, song, ordered, 2);
  same_face(extra, same);
  FT_Library library;
  FT_Init_FreeType(&library);
  FT_Face face = open_prepared(library, extra);
  assert_int_equal(face->num_glyphs, 3);
  assert_string_equal(FT_Get_Postscript_Name(face), "NotoSerifCJKsc-Regular");
  FT_Done_FreeType(library);
  assert_non_null(pb_prepare_extra(b.fonts, song, NULL, 0));
  close_bench(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(postscript_outlines),
      cmocka_unit_test(truetype_outlines),
      cmocka_unit_test(what_is_in_the_core),
      cmocka_unit_test(shaped_copy_is_in_the_core),
      cmocka_unit_test(same_bytes_with_and_without_a_cache),
      cmocka_unit_test(damaged_files_are_made_again),
      cmocka_unit_test(the_list_of_files_is_not_trusted),
      cmocka_unit_test(glyphs_outside_the_core),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
