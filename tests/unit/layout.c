/* Grid arithmetic against the newspaper's tables, and the reader of layouts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "desk.h"
#include "issue.h"

/* ---- fixtures ---- */

static const pb_layout *parse(desk *d, const char *text) {
  return pb_layout_parse(d->arena, d->diags, "a.yaml", pb_str_from(text));
}

enum { BODY = 9 * PB_PT };

static const pb_layout BROADSHEET = {.columns = 8, .lines = 122, .measure = 13, .gutter = 1000, .body = BODY, .line = 11520};
static const pb_layout TABLOID = {.columns = 6, .lines = 88, .measure = 11, .gutter = 1000, .body = BODY, .line = 11520};

/* ---- arithmetic ---- */

static void long_measures(void **state) {
  (void)state;
  static const int BROAD[] = {13, 27, 41, 55, 69, 83, 97, 111}, SMALL[] = {11, 23, 35, 47, 59, 71};
  for (unsigned n = 1; n <= 8; n++) assert_int_equal(pb_grid_measure(&BROADSHEET, n), BROAD[n - 1] * BODY);
  for (unsigned n = 1; n <= 6; n++) assert_int_equal(pb_grid_measure(&TABLOID, n), SMALL[n - 1] * BODY);
}

static void whole_area(void **state) {
  (void)state;
  /* 111 字 = 352.4 mm and 71 字 = 225.4 mm at 9 pt */
  assert_int_equal(pb_grid_measure(&BROADSHEET, 8) * 254LL / (72 * PB_PT), 3524);
  assert_int_equal(pb_grid_measure(&TABLOID, 6) * 254LL / (72 * PB_PT), 2254);
}

/* n columns broken into m legs: width of each in 字, what is left over. */
typedef struct {
  const pb_layout *layout;
  uint16_t columns, legs;
  int width, left;
} broken;

static const broken BROKEN[] = {
    {&BROADSHEET, 3, 2, 20, 0}, {&BROADSHEET, 4, 3, 17, 2}, {&BROADSHEET, 5, 2, 34, 0}, {&BROADSHEET, 5, 3, 22, 1},
    {&BROADSHEET, 6, 4, 20, 0}, {&BROADSHEET, 8, 3, 36, 1}, {&TABLOID, 3, 2, 17, 0},    {&TABLOID, 4, 3, 15, 0},
    {&TABLOID, 5, 3, 19, 0},    {&TABLOID, 5, 2, 29, 0},    {&TABLOID, 6, 4, 17, 0},
};

static void check_broken(const broken *b, pb_remainder remainder) {
  pb_frame frame = {.columns = b->columns, .rows = 10, .legs = b->legs, .remainder = remainder};
  pb_leg legs[PB_LEGS_MAX];
  assert_int_equal(pb_grid_legs(b->layout, &frame, legs), b->legs);
  int wider = 0;
  for (int i = 0; i < b->legs; i++) {
    bool odd = remainder == PB_REMAINDER_FIRST ? i < b->left : remainder == PB_REMAINDER_LAST && i >= b->legs - b->left;
    assert_int_equal(legs[i].width, (b->width + odd) * BODY);
    wider += odd;
    if (i == 0) continue;
    pb_len gutter = legs[i].x - legs[i - 1].x - legs[i - 1].width, spare = remainder == PB_REMAINDER_GUTTER ? b->left * BODY : 0;
    assert_true(gutter >= BODY + spare / (b->legs - 1) && gutter <= BODY + spare / (b->legs - 1) + 1);
  }
  assert_int_equal(legs[0].x, 0);
  assert_int_equal(legs[b->legs - 1].x + legs[b->legs - 1].width, pb_grid_measure(b->layout, b->columns));
  assert_int_equal(wider, remainder == PB_REMAINDER_GUTTER ? 0 : b->left);
}

static void broken_measures(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++)
    for (int remainder = PB_REMAINDER_GUTTER; remainder <= PB_REMAINDER_LAST; remainder++)
      check_broken(&BROKEN[i], (pb_remainder)remainder);
}

/* 5破3: 22 22 23, or two gutters wider by half a 字. */
static void remainder_of_five_in_three(void **state) {
  (void)state;
  pb_frame frame = {.columns = 5, .rows = 10, .legs = 3, .remainder = PB_REMAINDER_LAST};
  pb_leg legs[PB_LEGS_MAX];
  pb_grid_legs(&BROADSHEET, &frame, legs);
  assert_int_equal(legs[2].width, 23 * BODY);
  assert_int_equal(legs[2].x, 46 * BODY);
  frame.remainder = PB_REMAINDER_GUTTER;
  pb_grid_legs(&BROADSHEET, &frame, legs);
  assert_int_equal(legs[1].x, 23 * BODY + BODY / 2);
  assert_int_equal(legs[2].x, 47 * BODY);
}

static void legs_on_the_columns(void **state) {
  (void)state;
  pb_frame frame = {.columns = 4, .rows = 10};
  pb_leg legs[PB_LEGS_MAX];
  assert_int_equal(pb_grid_legs(&BROADSHEET, &frame, legs), 4);
  for (int i = 0; i < 4; i++) assert_int_equal(legs[i].x, i * 14 * BODY);
  frame.legs = 1;
  assert_int_equal(pb_grid_legs(&BROADSHEET, &frame, legs), 1);
  assert_int_equal(legs[0].width, 55 * BODY);
}

static void legs_of_unequal_width(void **state) {
  (void)state;
  pb_frame frame = {.columns = 4, .rows = 10, .legs = 3, .widths = {13, 13, 27}};
  pb_leg legs[PB_LEGS_MAX];
  assert_int_equal(pb_grid_legs(&BROADSHEET, &frame, legs), 3);
  assert_int_equal(legs[2].width, 27 * BODY);
  assert_int_equal(legs[2].x, 28 * BODY);
  frame.widths[2] = 25; /* two 字 over: a whole 字 wider gutters */
  pb_grid_legs(&BROADSHEET, &frame, legs);
  assert_int_equal(legs[1].x, 15 * BODY);
  assert_int_equal(legs[2].x + legs[2].width, 55 * BODY);
  frame.remainder = PB_REMAINDER_FIRST;
  pb_grid_legs(&BROADSHEET, &frame, legs);
  assert_int_equal(legs[0].width, 15 * BODY);
}

static void headline_rows(void **state) {
  (void)state;
  /* 30 pt + 21 pt = 4.53 lines of 11.25 pt; with a row above, between and below 7.53, so 8 */
  assert_int_equal(pb_grid_rows(&BROADSHEET, 51 * PB_PT + 3 * BROADSHEET.line), 8);
  assert_int_equal(pb_grid_rows(&BROADSHEET, 0), 0);
  assert_int_equal(pb_grid_rows(&BROADSHEET, 1), 1);
  assert_int_equal(pb_grid_rows(&BROADSHEET, BROADSHEET.line), 1);
  assert_int_equal(pb_grid_rows(&BROADSHEET, BROADSHEET.line + 1), 2);
}

/* 小初 over six columns: at most 24 字 on a broadsheet, 21 over the whole tabloid. */
static void headline_capacity(void **state) {
  (void)state;
  assert_int_equal(pb_grid_measure(&BROADSHEET, 6) / (30 * PB_PT), 24);
  assert_int_equal(pb_grid_measure(&TABLOID, 6) / (30 * PB_PT), 21);
}

static void cells_on_the_page(void **state) {
  (void)state;
  pb_layout layout = BROADSHEET;
  layout.area_x = 1000, layout.area_y = 2000;
  pb_rect rect = pb_grid_rect(&layout, 2, 40, 3, 10);
  assert_int_equal(rect.x, 1000 + 28 * BODY);
  assert_int_equal(rect.y, 2000 + 40 * 11520);
  assert_int_equal(rect.w, 41 * BODY);
  assert_int_equal(rect.h, 10 * 11520);
}

/* ---- the reader ---- */

/* clang-format off */
#define SHEET \
  "page: {trim: [390mm, 540mm], bleed: 3mm}\n" \
  "grid: {columns: 8, measure: 13字, gutter: 1字, body: 小五, line: 11.25pt, lines: 122}\n"
/* clang-format on */

static void a_small_layout(void **state) {
  desk *d = *state;
  const pb_layout *l = parse(d, SHEET "styles:\n  body: {indent: 2字}\n");
  assert_string_equal(problems(d), "");
  assert_non_null(l);
  assert_int_equal(l->gutter, 1000);
  assert_int_equal(l->body, BODY);
  assert_int_equal(l->area_width, 111 * BODY);
  assert_int_equal(l->area_x, (l->trim_width - l->area_width) / 2);
  assert_int_equal(l->bleed, pb_len_from_pt(3 * 72 / 25.4));
  assert_int_equal(l->ninks, 1);
  assert_int_equal(l->inks[0].cmyk[3], 1000);
  assert_int_equal(l->styles[0].indent, 2 * BODY);
  int caption = pb_layout_style(l, "caption");
  assert_true(caption > 0);
  assert_int_equal(l->styles[caption].indent, 0);
  assert_int_equal(l->nheads, 1);
  assert_int_equal(pb_layout_style(l, "nothing"), -1);
  assert_int_equal(pb_layout_style(l, "subhead"), -1); /* made from the body it stands in, by text */
}

static void styles_are_like_others(void **state) {
  desk *d = *state;
  const pb_layout *l =
      parse(d, SHEET
            "inks: {red: {cmyk: [0, 100, 100, 0]}, gold: {cmyk: [0,20,60,20], spot: PANTONE 871}, black: [60, 0, 0, 100]}\n"
            "styles:\n"
            "  big: {like: note, size: [36pt, 二号], weight: bold, scale: [80, 120], colour: red 50%, before: 1行, line: 3行}\n"
            "  note: {like: body, size: 10pt, font: kai, inset: [1字, 0]}\n"
            "  body: {indent: 2字, prohibition: strict, punctuation: plain, han-latin: 25, letter: 5%}\n");
  assert_string_equal(problems(d), "");
  assert_string_equal(l->styles[0].name.s, "body");
  const pb_style *big = &l->styles[pb_layout_style(l, "big")];
  assert_string_equal(big->font.s, "kai");
  assert_int_equal(big->nsizes, 2);
  assert_int_equal(big->sizes[1], 21 * PB_PT);
  assert_int_equal(big->indent, 2 * 36 * PB_PT); /* 字 is the style's own */
  assert_int_equal(big->inset_left, 36 * PB_PT);
  assert_int_equal(big->inset_right, 0);
  assert_int_equal(big->line, 3 * 11520);
  assert_int_equal(big->weight, 700);
  assert_int_equal(big->scale_min, 800);
  assert_int_equal(big->scale_max, 1200);
  assert_int_equal(big->rows_before, 1);
  assert_int_equal(big->prohibition, PB_PROHIBIT_STRICT);
  assert_int_equal(big->punctuation, PB_PUNCTUATION_PLAIN);
  assert_int_equal(big->han_latin, 256);
  assert_int_equal(big->letter, 51);
  assert_int_equal(big->colour.tint, 500);
  assert_string_equal(l->inks[big->colour.ink].name.s, "red");
  assert_int_equal(l->styles[pb_layout_style(l, "note")].indent, 2 * 10 * PB_PT);
  assert_int_equal(l->ninks, 3);
  assert_int_equal(l->inks[2].kind, PB_INK_SPOT);
  assert_int_equal(l->inks[0].cmyk[0], 600);
}

static void heads_and_frames(void **state) {
  desk *d = *state;
  const pb_layout *l =
      parse(d, SHEET
            "styles: {body: {}, small: {}}\n"
            "heads: {lead: {headline: small, deck: none, above: 2, rule: hair}, second: {}}\n"
            "templates:\n"
            "  front:\n"
            "    frames:\n"
            "      lead: {at: [3, 41], size: [4, 30], legs: [13字, 13字, 27字], head: second, head-legs: [2, 2], tint: black 8%}\n"
            "      ear: {at: [1, 1], size: [2, 9], kind: ear, box: double, legs: 2}\n");
  assert_string_equal(problems(d), "");
  assert_int_equal(l->heads[0].headline, pb_layout_style(l, "small"));
  assert_int_equal(l->heads[0].deck, -1);
  assert_int_equal(l->heads[0].rows_above, 2);
  assert_int_equal(l->heads[0].rule_below_kind, PB_LINE_HAIR);
  const pb_template *front = pb_layout_template(l, PB_STR("front"));
  assert_int_equal(front->nframes, 2);
  const pb_frame *lead = &front->frames[0];
  assert_int_equal(lead->column, 2);
  assert_int_equal(lead->row, 40);
  assert_int_equal(lead->legs, 3);
  assert_int_equal(lead->widths[2], 27);
  assert_int_equal(lead->head, 1);
  assert_int_equal(lead->head_leg, 1);
  assert_int_equal(lead->head_legs, 2);
  assert_int_equal(lead->tint.tint, 80);
  assert_int_equal(lead->body, -1);
  assert_int_equal(front->frames[1].kind, PB_FRAME_EAR);
  assert_int_equal(front->frames[1].box, PB_LINE_DOUBLE);
}

static void every_problem_is_told(void **state) {
  desk *d = *state;
  const pb_layout *l = parse(d, SHEET
                             "inks: {red: {cmyk: [0, 101, 100]}}\n"
                             "styles:\n"
                             "  body: {size: 9, colour: blue, align: center, squeez: yes}\n"
                             "  a: {like: b, indent: 2px}\n"
                             "  b: {like: a}\n"
                             "  c: {like: bdoy, size: [20pt, 30pt]}\n"
                             "heads: {lead: {headline: huge, above: x}}\n"
                             "templates:\n"
                             "  front:\n"
                             "    frames:\n"
                             "      x: {at: [0, 1], size: [2, 3], legs: 6}\n"
                             "      y: {at: [1, 1], size: [4, 3], legs: [13字, 13字, 28字]}\n"
                             "      z: {at: [1, 1]}\n"
                             "      v: {at: [1, 1], size: [2, 2], head-legs: [2, 2], head: leed}\n"
                             "colours: {}\n");
  assert_non_null(l);
  assert_string_equal(problems(d),
                      "3:20 wrong-count\n"
                      "5:16 bad-unit\n5:27 unknown-ink\n5:40 bad-value\n5:48 unknown-key\n"
                      "6:3 like-cycle\n6:24 bad-unit\n7:3 like-cycle\n8:13 unknown-style\n8:32 bad-value\n"
                      "9:26 unknown-style\n9:39 bad-number\n"
                      "13:16 bad-number\n13:43 bad-frame\n14:43 bad-frame\n15:7 missing-key\n16:48 bad-frame\n16:62 unknown-head\n"
                      "17:1 unknown-key\n");
  assert_string_equal(hint_of(d, "unknown-head"), "did you mean “lead”?");
  assert_string_equal(hint_of(d, "bad-frame"), "give it at most 4 legs, or more columns");
}

static void no_layout_without_grid(void **state) {
  desk *d = *state;
  assert_null(parse(d, "page: {trim: [10mm, 540mm]}\nstyles: {body: {}}\n"));
  assert_string_equal(problems(d), "1:1 missing-key\n1:15 bad-length\n");
}

static void area_must_fit(void **state) {
  desk *d = *state;
  parse(d,
        "page: {trim: [270mm, 390mm]}\ngrid: {columns: 8, measure: 13字, body: 小五, line: 11.25pt, lines: 88}\nstyles: {body: "
        "{}}\n");
  assert_string_equal(problems(d), "2:7 bad-area\n");
}

/* ---- the day's own frames ---- */

static void frames_of_the_day(void **state) {
  desk *d = *state;
  const pb_layout *l =
      parse(d, SHEET
            "styles: {body: {}}\n"
            "templates: {front: {frames: {a: {at: [1, 1], size: [4, 10], legs: 3}, b: {at: [5, 1], size: [4, 10]}}}}\n");
  const pb_issue *issue =
      pb_issue_parse(d->arena, d->diags, "day",
                     PB_STR("paper: p.yaml\ndate: 2026-03-01\nlayout: l\npages:\n"
                            "- page: 1\n  template: front\n  frames: {a: {size: [4, 20]}, b: none, c: {at: [5, 1], size: [2, 5]}}\n"
                            "- page: 2\n  template: frond\n"
                            "- page: 3\n  template: front\n  frames: {aa: none, a: {legs: 12}}\n"));
  size_t n;
  const pb_frame *frames = pb_page_frames(d->arena, d->diags, &issue->pages[0], l, &n);
  assert_string_equal(problems(d), "");
  assert_int_equal(n, 2);
  assert_int_equal(frames[0].rows, 20);
  assert_int_equal(frames[0].legs, 3);
  assert_string_equal(frames[1].name.s, "c");
  pb_page_frames(d->arena, d->diags, &issue->pages[1], l, &n);
  assert_int_equal(n, 0);
  pb_page_frames(d->arena, d->diags, &issue->pages[2], l, &n);
  assert_int_equal(n, 2);
  assert_string_equal(problems(d), "9:13 unknown-template\n12:12 unknown-frame\n12:32 bad-frame\n");
}

/* ---- what is shipped ---- */

/* 通缝: a gutter that nothing but furniture crosses runs down the whole page. */
static void no_open_gutter(const pb_layout *l, const pb_template *page) {
  for (unsigned gutter = 1; gutter < l->columns; gutter++) {
    bool crossed = false;
    for (size_t i = 0; i < page->nframes; i++) {
      const pb_frame *f = &page->frames[i];
      crossed |= f->kind <= PB_FRAME_PICTURE && f->column < gutter && f->column + f->columns > gutter;
    }
    assert_true(crossed);
  }
}

/* Their frames lie on both pages' grid, and no leg on the fold. */
static void check_spread(const pb_layout *page, const pb_template *spread) {
  const pb_layout l = pb_layout_spread(page);
  pb_leg legs[PB_LEGS_MAX];
  assert_true(spread && spread->spread);
  for (size_t i = 0; i < spread->nframes; i++) {
    const pb_frame *f = &spread->frames[i];
    pb_rect rect = pb_grid_rect(&l, f->column, f->row, f->columns, f->rows);
    assert_true(pb_rect_holds(pb_grid_rect(&l, 0, 0, l.columns, l.lines), rect));
    size_t n = pb_grid_legs(&l, f, legs);
    for (size_t k = 0; k < n; k++) {
      pb_len left = rect.x + legs[k].x, right = left + legs[k].width;
      assert_true(right <= pb_layout_fold(&l) || left >= pb_layout_fold(&l));
    }
  }
}

static void check_shipped(desk *d, const char *path, unsigned columns) {
  static const char *const TEMPLATES[] = {"front", "inside-a", "inside-b", "back"};
  const pb_layout *l = pb_layout_read(d->arena, d->diags, path, (pb_span){0});
  assert_string_equal(problems(d), "");
  assert_non_null(l);
  assert_int_equal(l->columns, columns);
  check_spread(l, pb_layout_template(l, PB_STR("centre")));
  for (size_t t = 0; t < 4; t++) {
    const pb_template *page = pb_layout_template(l, pb_str_from(TEMPLATES[t]));
    assert_non_null(page);
    no_open_gutter(l, page);
    pb_rect area = pb_grid_rect(l, 0, 0, l->columns, l->lines);
    for (size_t i = 0; i < page->nframes; i++) {
      const pb_frame *f = &page->frames[i];
      pb_rect rect = pb_grid_rect(l, f->column, f->row, f->columns, f->rows);
      assert_true(pb_rect_holds(area, rect));
      for (size_t k = 0; k < i; k++) {
        const pb_frame *g = &page->frames[k];
        assert_false(pb_rect_overlaps(rect, pb_grid_rect(l, g->column, g->row, g->columns, g->rows)));
      }
    }
  }
}

/* 4 columns of 11 字 a page, 4 字 of margin at either side: 8 字 white at the fold, columns at 4, 16, …, 59, … 字. */
static void legs_beside_a_fold(void **state) {
  (void)state;
  const pb_layout page = {.trim_width = 55 * BODY,
                          .area_x = 4 * BODY,
                          .area_width = 47 * BODY,
                          .columns = 4,
                          .lines = 60,
                          .measure = 11,
                          .gutter = 1000,
                          .body = BODY,
                          .line = 11520};
  const pb_layout l = pb_layout_spread(&page);
  pb_leg legs[PB_LEGS_MAX];
  assert_int_equal(pb_layout_fold(&l), 55 * BODY);
  assert_int_equal(pb_grid_rect(&l, 4, 0, 1, 1).x, 59 * BODY);
  assert_int_equal(pb_grid_rect(&l, 3, 0, 2, 1).w, (11 + 8 + 11) * BODY);
  assert_int_equal(pb_grid_rect(&l, 0, 0, 8, 60).w, l.area_width);
  pb_frame columns = {.column = 2, .columns = 4, .rows = 9}, fewer = {.column = 1, .columns = 5, .rows = 9, .legs = 3};
  assert_int_equal(pb_grid_legs(&l, &columns, legs), 4);
  assert_int_equal(legs[2].x, (23 + 8) * BODY);
  assert_int_equal(pb_grid_legs(&l, &fewer, legs), 3); /* 35 字 at the left, 23 at the right: two and one */
  assert_int_equal(legs[0].width, 17 * BODY);
  assert_int_equal(legs[1].x + legs[1].width, 35 * BODY);
  assert_int_equal(legs[2].x, (35 + 8) * BODY);
  assert_int_equal(legs[2].width, 23 * BODY);
  pb_frame own = {.column = 1, .columns = 5, .rows = 9, .legs = 3, .widths = {20, 13, 9}};
  assert_int_equal(pb_grid_legs(&l, &own, legs), 3); /* 20 and 1 and 13 are 34: the third goes over */
  assert_int_equal(legs[1].x, 22 * BODY);            /* with what is left in the gutter */
  assert_int_equal(legs[2].x, (35 + 8) * BODY);
  assert_int_equal(legs[2].width, 9 * BODY);
  assert_true(pb_grid_folds(&l, &own));
  assert_false(pb_grid_folds(&l, &(pb_frame){.column = 4, .columns = 4}));
  assert_false(pb_grid_folds(&page, &(pb_frame){.column = 0, .columns = 4}));
}

static void shipped_layouts(void **state) {
  check_shipped(*state, "layouts/broadsheet.yaml", 8);
  check_shipped(*state, "layouts/tabloid.yaml", 6);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(long_measures),
      cmocka_unit_test(whole_area),
      cmocka_unit_test(broken_measures),
      cmocka_unit_test(remainder_of_five_in_three),
      cmocka_unit_test(legs_on_the_columns),
      cmocka_unit_test(legs_of_unequal_width),
      cmocka_unit_test(headline_rows),
      cmocka_unit_test(headline_capacity),
      cmocka_unit_test(cells_on_the_page),
      TEST(a_small_layout),
      TEST(styles_are_like_others),
      TEST(heads_and_frames),
      TEST(every_problem_is_told),
      TEST(no_layout_without_grid),
      TEST(area_must_fit),
      TEST(frames_of_the_day),
      TEST(shipped_layouts),
      cmocka_unit_test(legs_beside_a_fold),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
