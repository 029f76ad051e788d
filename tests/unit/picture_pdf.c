#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "folder.h"
#include "picture.h"
#include "units.h"

/* A PDF of one page with these entries, without a cross-reference table: libqpdf finds its objects all the same. */
static const pb_picture *read_page(const place *p, const char *pages, const char *page) {
  FILE *f = fopen(pb_fmt(p->arena, "%s/a.pdf", p->folder), "wb");
  assert_non_null(f);
  fprintf(f,
          "%%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1%s>>\nendobj\n"
          "3 0 obj\n<</Type/Page/Parent 2 0 R%s>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n",
          pages, page);
  fclose(f);
  return pb_picture_read(p->arena, p->diags, p->folder, PB_STR("a.pdf"), 0, (pb_span){0});
}

static bool said(const place *p, const char *id) {
  size_t n;
  const pb_diagnostic *all = pb_diags_sorted(p->diags, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(all[i].id, id) == 0) return true;
  return false;
}

static const struct {
  const char *pages, *page;
  double left, foot, w, h; /* the box */
  unsigned rotate;
  double width, height; /* as it shows, pt */
} SOUND[] = {
    {"", "/MediaBox[0 0 300 200]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[300 200 0 0]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[-100 -50 200 150]", -100, -50, 300, 200, 0, 300, 200},
    {"/MediaBox[0 0 300 200]/Rotate 90", "", 0, 0, 300, 200, 90, 200, 300},
    {"/MediaBox[0 0 300 200]/Rotate 90", "/Rotate 0", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0 0 300 200]/Rotate -90", 0, 0, 300, 200, 270, 200, 300},
    {"", "/MediaBox[0 0 300 200]/Rotate 810", 0, 0, 300, 200, 90, 200, 300},
    {"", "/MediaBox[0 0 300 200]/Rotate 45", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0 0 300 200]/UserUnit 2", 0, 0, 300, 200, 0, 600, 400},
    {"", "/MediaBox[0 0 300 200]/UserUnit -2", 0, 0, 300, 200, 0, 300, 200},
    {"/UserUnit 2", "/MediaBox[0 0 300 200]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0 0 300 200]/CropBox[10 20 110 120]", 10, 20, 100, 100, 0, 100, 100},
    {"/CropBox[10 20 110 120]", "/MediaBox[0 0 300 200]", 10, 20, 100, 100, 0, 100, 100},
    {"", "/MediaBox[0 0 300 200]/CropBox[10 20 110 120]/TrimBox[20 30 120 150]", 20, 30, 100, 120, 0, 100, 120},
    {"/TrimBox[20 30 120 150]", "/MediaBox[0 0 300 200]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0 0 300 200]/CropBox[-50 -50 900 100]", 0, 0, 300, 100, 0, 300, 100},
    {"", "/MediaBox[0 0 300 200]/CropBox[400 0 500 100]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0 0 300 200]/TrimBox[5 5 5 5]/CropBox[10 10 60 60]", 10, 10, 50, 50, 0, 50, 50},
    {"", "/MediaBox[0 0 300 200]/TrimBox[a b c d]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0 0 300 200]/TrimBox[1 2 3]", 0, 0, 300, 200, 0, 300, 200},
    {"", "/MediaBox[0.5 0.25 300.5 200.25]", 0.5, 0.25, 300, 200, 0, 300, 200},
};

static void boxes(void **state) {
  for (size_t i = 0; i < sizeof SOUND / sizeof *SOUND; i++) {
    place *p = *state;
    const pb_picture *picture = read_page(p, SOUND[i].pages, SOUND[i].page);
    assert_non_null(picture);
    assert_int_equal(picture->format, PB_PICTURE_PDF);
    assert_int_equal(picture->page.number, 1);
    assert_float_equal(picture->page.left, SOUND[i].left, 1e-9);
    assert_float_equal(picture->page.foot, SOUND[i].foot, 1e-9);
    assert_float_equal(picture->page.w, SOUND[i].w, 1e-9);
    assert_float_equal(picture->page.h, SOUND[i].h, 1e-9);
    assert_int_equal(picture->page.rotate, SOUND[i].rotate);
    assert_int_equal(picture->width, pb_len_from_pt(SOUND[i].width));
    assert_int_equal(picture->height, pb_len_from_pt(SOUND[i].height));
  }
}

static void hostile_boxes(void **state) {
  place *p = *state;
  static const char *const BOXES[] = {"",
                                      "/MediaBox null",
                                      "/MediaBox[0 0 300]",
                                      "/MediaBox[0 0 0 0]",
                                      "/MediaBox[0 0 300 0]",
                                      "/MediaBox[0 0 0.5 200]",
                                      "/MediaBox[0 0 99999999999999999999999999 200]",
                                      "/MediaBox[0 0 (300) 200]",
                                      "/MediaBox[0 0 30000 200]",
                                      "/MediaBox[0 0 300 200]/UserUnit 1000",
                                      "/MediaBox[1e999 nan 300 200]"};
  for (size_t i = 0; i < sizeof BOXES / sizeof *BOXES; i++)
    if (read_page(p, "", BOXES[i])) fail_msg("%s is taken", BOXES[i]);
  assert_true(said(p, "pdf-box"));
}

static void a_tree_that_is_a_ring(void **state) {
  place *p = *state;
  assert_null(read_page(p, "/Parent 2 0 R", ""));
  assert_null(read_page(p, "/Kids[2 0 R]", "/MediaBox[0 0 300 200]"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(boxes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(hostile_boxes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_tree_that_is_a_ring, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
