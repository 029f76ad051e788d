#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <qpdf/qpdf-c.h>
#include <unistd.h>

#include "files.h"
#include "finish.h"
#include "font_bench.h"
#include "handmade.h"
#include "newsprint.h"
#include "sample_picture.h"

static const char DATE[] = "D:20260301000000+08'00'";
static pb_profile PRESS = {
    .version_minor = 6, .picture_ppi = 200, .outline = true, .tags = true, .threads = true, .ink_limit = 240};
static pb_profile PROOF = {.version_minor = 7,
                           .picture_ppi = 200,
                           .links = true,
                           .outline = true,
                           .tags = true,
                           .threads = true,
                           .placeholders = true,
                           .ink_limit = 240};

static const char *in_folder(bench *b, const char *name) { return pb_fmt(b->arena, "%s/%s", b->folder, name); }

static handmade start(bench *b) {
  handmade m = {.arena = b->arena, .fonts = b->fonts};
  m.song = pb_fonts_find(b->fonts, PB_STR("song"), 400, PB_STR("zh-Hans"), (pb_span){0});
  m.hei = pb_fonts_find(b->fonts, PB_STR("hei"), 700, PB_STR("zh-Hans"), (pb_span){0});
  return m;
}

static bool finish_to(const pb_finish_job *job, const char *path) {
  pb_outfile out;
  assert_true(pb_outfile_open(&out, path));
  if (pb_finish(job, &out)) return pb_outfile_commit(&out);
  pb_outfile_abandon(&out);
  return false;
}

static bool make_pages(bench *b, const pb_edition *edition, size_t first, size_t end, const pb_profile *profile, const char *path) {
  pb_painted painted;
  assert_true(pb_paint_pdf(b->arena, b->diags, b->fonts, edition, first, end, in_folder(b, "cairo.pdf"), &painted));
  pb_finish_job job = {b->arena, b->diags, edition, first, end, &painted, profile, NULL, false, DATE};
  return finish_to(&job, path);
}

static bool make(bench *b, const pb_picture *picture, const pb_profile *profile, const char *path) {
  handmade m = start(b);
  return make_pages(b, handmade_edition(&m, picture), 0, 2, profile, path);
}

static qpdf_data open_pdf(const char *path) {
  qpdf_data q = qpdf_init();
  qpdf_silence_errors(q);
  assert_int_equal(qpdf_read(q, path, NULL), QPDF_SUCCESS);
  return q;
}

/* /A/B from page `n`; /0 is the first of an array. */
static qpdf_oh find(qpdf_data q, size_t n, const char *way) {
  qpdf_oh at = qpdf_get_page_n(q, n);
  char part[32];
  for (int used; sscanf(way, "%31[^ ]%n", part, &used) == 1; way += used + (way[used] == ' '))
    at = part[1] == '0' ? qpdf_oh_get_array_item(q, at, 0) : qpdf_oh_get_key(q, at, part);
  return at;
}

static void check_object(qpdf_data q, qpdf_oh at, const char *wanted) {
  assert_string_equal(qpdf_oh_unparse_resolved(q, at), wanted);
}

/* The only picture of page `n`. */
static qpdf_oh find_image(qpdf_data q, size_t n) {
  qpdf_oh images = find(q, n, "/Resources /XObject");
  qpdf_oh_begin_dict_key_iter(q, images);
  assert_true(qpdf_oh_dict_more_keys(q));
  return qpdf_oh_get_key(q, images, qpdf_oh_dict_next_key(q));
}

static pb_str read_all(bench *b, const char *path) {
  pb_str bytes = {0};
  assert_int_equal(pb_file_read(b->arena, path, 1 << 24, &bytes), PB_FILE_OK);
  return bytes;
}

static void pages_have_their_boxes_and_inks(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *path = in_folder(&b, "out.pdf");
  assert_true(make(&b, NULL, &PRESS, path));
  qpdf_data q = open_pdf(path);
  assert_string_equal(qpdf_get_pdf_version(q), "1.6");
  assert_int_equal(qpdf_get_num_pages(q), 2);
  check_object(q, find(q, 0, "/MediaBox"), "[ 0 0 318 418 ]");
  check_object(q, find(q, 0, "/TrimBox"), "[ 9 9 309 409 ]");
  check_object(q, find(q, 0, "/Resources /ExtGState /o3"), "<< /OP true /OPM 1 /Type /ExtGState /op true >>");
  check_object(q, find(q, 0, "/Resources /ColorSpace /S0 /0"), "/Separation");
  check_object(q, find(q, 0, "/Group"), "null");
  check_object(q, find(q, 0, "/Annots"), "null");
  check_object(q, qpdf_oh_get_key(q, qpdf_get_root(q), "/MarkInfo"), "<< /Marked true >>");
  unsigned char *content;
  size_t n;
  for (size_t page = 0; page < 2; page++) {
    assert_int_equal(qpdf_oh_get_page_content_data(q, qpdf_get_page_n(q, page), &content, &n), QPDF_SUCCESS);
    assert_null(memmem(content, n, " rg", 3));
    assert_null(memmem(content, n, " RG", 3));
    assert_non_null(memmem(content, n, "/o1 gs 0 0 0 1 k", 16));
    free(content);
  }
  qpdf_cleanup(&q);
  close_bench(&b);
}

static void the_same_edition_gives_the_same_bytes(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *paths[] = {in_folder(&b, "a.pdf"), in_folder(&b, "b.pdf")};
  pb_picture picture = sample_png(in_folder(&b, "p.png"), false);
  for (size_t i = 0; i < 2; i++) assert_true(make(&b, &picture, &PROOF, paths[i]));
  pb_str x = read_all(&b, paths[0]), y = read_all(&b, paths[1]);
  assert_true(pb_str_eq(x, y));
  close_bench(&b);
}

static void links_go_both_ways_and_only_within_the_file(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *path = in_folder(&b, "out.pdf");
  handmade m = start(&b);
  const pb_edition *edition = handmade_edition(&m, NULL);
  assert_true(make_pages(&b, edition, 0, 2, &PROOF, path));
  qpdf_data q = open_pdf(path);
  for (size_t page = 0; page < 2; page++) {
    qpdf_oh to = find(q, page, "/Annots /0 /Dest /0");
    assert_int_equal(qpdf_find_page_by_oh(q, to), 1 - page);
  }
  check_object(q, find(q, 0, "/Annots /0 /Rect"), "[ 109 283 169 293 ]");
  qpdf_cleanup(&q);
  assert_true(make_pages(&b, edition, 1, 2, &PROOF, path));
  q = open_pdf(path);
  assert_int_equal(qpdf_get_num_pages(q), 1);
  check_object(q, find(q, 0, "/Annots"), "null");
  qpdf_cleanup(&q);
  close_bench(&b);
}

/* Page 1 prints in colour, page 2 in black. */
static void check_spaces(bench *b, const pb_picture *picture, const char *first, const char *second) {
  const char *path = in_folder(b, "out.pdf");
  assert_true(make(b, picture, &PRESS, path));
  qpdf_data q = open_pdf(path);
  const char *wanted[] = {first, second};
  for (size_t page = 0; page < 2; page++) {
    qpdf_oh dict = qpdf_oh_get_dict(q, find_image(q, page));
    assert_string_equal(qpdf_oh_get_name(q, qpdf_oh_get_key(q, dict, "/ColorSpace")), wanted[page]);
    assert_int_equal(qpdf_oh_get_int_value(q, qpdf_oh_get_key(q, dict, "/Width")), SAMPLE_WIDTH);
    unsigned char *data;
    size_t n;
    assert_int_equal(qpdf_oh_get_stream_data(q, find_image(q, page), qpdf_dl_all, NULL, &data, &n), QPDF_SUCCESS);
    unsigned channels = strcmp(wanted[page], "/DeviceCMYK") == 0 ? 4 : 1;
    assert_int_equal(n, SAMPLE_WIDTH * SAMPLE_HEIGHT * channels);
    for (size_t i = 0; channels == 4 && i < n; i += 4) assert_in_range(data[i] + data[i + 1] + data[i + 2] + data[i + 3], 0, 612);
    free(data);
  }
  qpdf_cleanup(&q);
}

static void pictures_go_grey_or_to_ink(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  pb_picture grey = sample_jpeg(in_folder(&b, "g.jpg"), PB_SAMPLES_GREY);
  pb_picture rgb = sample_jpeg(in_folder(&b, "r.jpg"), PB_SAMPLES_RGB);
  pb_picture cmyk = sample_jpeg(in_folder(&b, "c.jpg"), PB_SAMPLES_CMYK);
  pb_picture png = sample_png(in_folder(&b, "p.png"), false), interlaced = sample_png(in_folder(&b, "i.png"), true);
  check_spaces(&b, &grey, "/DeviceGray", "/DeviceGray");
  check_spaces(&b, &rgb, "/DeviceCMYK", "/DeviceGray");
  check_spaces(&b, &cmyk, "/DeviceCMYK", "/DeviceGray");
  check_spaces(&b, &png, "/DeviceCMYK", "/DeviceGray");
  check_spaces(&b, &interlaced, "/DeviceCMYK", "/DeviceGray");
  close_bench(&b);
}

static void cmyk_passes_byte_for_byte(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *path = in_folder(&b, "out.pdf");
  pb_picture cmyk = sample_jpeg(in_folder(&b, "c.jpg"), PB_SAMPLES_CMYK);
  pb_profile generous = PRESS;
  generous.ink_limit = 400;
  assert_true(make(&b, &cmyk, &generous, path));
  qpdf_data q = open_pdf(path);
  qpdf_oh image = find_image(q, 0);
  unsigned char *data;
  size_t n;
  assert_int_equal(qpdf_oh_get_stream_data(q, image, qpdf_dl_none, NULL, &data, &n), QPDF_SUCCESS);
  pb_str file = read_all(&b, cmyk.path);
  assert_true(pb_str_eq(file, (pb_str){(char *)data, n}));
  check_object(q, qpdf_oh_get_key(q, qpdf_oh_get_dict(q, image), "/Decode"), "[ 1 0 1 0 1 0 1 0 ]");
  free(data);
  qpdf_cleanup(&q);
  close_bench(&b);
}

/* The handmade page shows the picture 120 pt wide: at 20 samples an inch it has twice as many as show. */
static void too_many_samples_are_averaged(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  const char *path = in_folder(&b, "out.pdf");
  pb_picture pictures[] = {sample_jpeg(in_folder(&b, "g.jpg"), PB_SAMPLES_GREY), sample_png(in_folder(&b, "p.png"), true)};
  pb_profile coarse = PRESS;
  coarse.picture_ppi = 20;
  for (size_t i = 0; i < 2; i++) {
    assert_true(make(&b, &pictures[i], &coarse, path));
    qpdf_data q = open_pdf(path);
    qpdf_oh image = find_image(q, 1), dict = qpdf_oh_get_dict(q, image);
    int width = qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, dict, "/Width"));
    int height = qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, dict, "/Height"));
    assert_in_range(width, 10, SAMPLE_WIDTH * 2 / 3);
    assert_in_range(height * SAMPLE_WIDTH, (width - 2) * SAMPLE_HEIGHT, (width + 2) * SAMPLE_HEIGHT);
    qpdf_cleanup(&q);
  }
  close_bench(&b);
}

static void truncated(const char *path) {
  FILE *file = fopen(path, "r+b");
  assert_non_null(file);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  assert_int_equal(ftruncate(fileno(file), ftell(file) * 3 / 4), 0);
  fclose(file);
}

static void broken_pictures_are_found(void **state) {
  (void)state;
  for (size_t i = 0; i < 4; i++) {
    bench b = open_bench(DEBIAN, NULL);
    const char *path = in_folder(&b, "out.pdf"), *name = in_folder(&b, "picture");
    pb_picture picture = i < 3 ? sample_jpeg(name, (pb_samples)i) : sample_png(name, true);
    if (i == 2) picture.width--; /* another file than the one that was looked at */
    else truncated(name);
    assert_false(make(&b, &picture, &PRESS, path));
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(pb_diags_count(b.diags, PB_ERROR), 1);
    assert_int_equal(told(&b, "picture-broken"), 1);
    assert_true(make(&b, &picture, &PROOF, path));
    qpdf_data q = open_pdf(path);
    assert_int_equal(qpdf_oh_get_int_value(q, qpdf_oh_get_key(q, qpdf_oh_get_dict(q, find_image(q, 0)), "/Width")), 1);
    qpdf_cleanup(&q);
    close_bench(&b);
  }
}

/* Cairo's file is as it was: another profile can be made from it. */
static void one_painting_serves_two_profiles(void **state) {
  (void)state;
  bench b = open_bench(DEBIAN, NULL);
  handmade m = start(&b);
  pb_painted painted;
  const pb_edition *edition = handmade_edition(&m, NULL);
  assert_true(pb_paint_pdf(b.arena, b.diags, b.fonts, edition, 0, 2, in_folder(&b, "cairo.pdf"), &painted));
  pb_str before = read_all(&b, painted.path);
  const pb_profile *profiles[] = {&PRESS, &PROOF, &PRESS};
  pb_str made[3];
  for (size_t i = 0; i < 3; i++) {
    pb_finish_job job = {b.arena, b.diags, edition, 0, 2, &painted, profiles[i], NULL, false, DATE};
    assert_true(finish_to(&job, in_folder(&b, "out.pdf")));
    made[i] = read_all(&b, in_folder(&b, "out.pdf"));
  }
  pb_str after = read_all(&b, painted.path);
  assert_true(pb_str_eq(before, after));
  assert_true(pb_str_eq(made[0], made[2]));
  pb_finish_job job = {b.arena, b.diags, edition, 0, 2, &painted, &PRESS, NULL, false, "yesterday"};
  assert_false(finish_to(&job, in_folder(&b, "out.pdf")));
  pb_outfile nowhere = {.path = pb_fmt(b.arena, "out.pdf"), .aside = pb_fmt(b.arena, "/nowhere/out.pdf")};
  assert_false(pb_finish(&(pb_finish_job){b.arena, b.diags, edition, 0, 2, &painted, &PRESS, NULL, false, DATE}, &nowhere));
  close_bench(&b);
}

/* For tests/pdf/handmade.sh: writes press.pdf and proof.pdf into a folder. */
static int keep(const char *folder) {
  bench b = open_bench(DEBIAN, NULL);
  pb_picture picture = sample_jpeg(in_folder(&b, "r.jpg"), PB_SAMPLES_RGB);
  bool ok = make(&b, &picture, &PRESS, pb_fmt(b.arena, "%s/press.pdf", folder)) &&
            make(&b, &picture, &PROOF, pb_fmt(b.arena, "%s/proof.pdf", folder));
  pb_diags_print(b.diags, stderr);
  close_bench(&b);
  return ok ? 0 : 1;
}

static int take_newsprint(void **state) {
  *state = pb_arena_new();
  PRESS.convert = PROOF.convert = newsprint_icc(*state);
  return 0;
}

static int drop_newsprint(void **state) {
  pb_arena_drop(*state);
  return 0;
}

int main(int argc, char **argv) {
  if (argc > 1) return keep(argv[1]);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_have_their_boxes_and_inks),
      cmocka_unit_test(the_same_edition_gives_the_same_bytes),
      cmocka_unit_test(links_go_both_ways_and_only_within_the_file),
      cmocka_unit_test(pictures_go_grey_or_to_ink),
      cmocka_unit_test(too_many_samples_are_averaged),
      cmocka_unit_test(cmyk_passes_byte_for_byte),
      cmocka_unit_test(broken_pictures_are_found),
      cmocka_unit_test(one_painting_serves_two_profiles),
  };
  return cmocka_run_group_tests(tests, take_newsprint, drop_newsprint);
}
