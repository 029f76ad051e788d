/* YAML with places, and the readers of issue and paper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "desk.h"
#include "issue.h"
#include "yamltree.h"

static const pb_yaml *yaml(desk *d, const char *text) { return pb_yaml_decode(d->arena, d->diags, "a.yaml", pb_str_from(text)); }

static const char *written(desk *d, pb_span span) {
  return pb_str_z(d->arena, pb_str_sub(pb_diags_source(d->diags, span.source)->text, span.at, span.to));
}

/* ---- YAML ---- */

static void spans_are_bytes(void **state) {
  desk *d = *state;
  const pb_yaml *root = yaml(d, "责编: 王小明\n人:\n  - \"引号：“甲”\"\n  - {甲: [一, 二]}\n末: 尾\n");
  assert_string_equal(problems(d), "");
  assert_int_equal(root->n, 3);
  assert_string_equal(written(d, root->entries[0].span), "责编");
  assert_string_equal(written(d, root->entries[0].value->span), "王小明");
  const pb_yaml *list = pb_yaml_find(root, "人")->value;
  assert_int_equal(list->n, 2);
  assert_string_equal(list->items[0].text.s, "引号：“甲”");
  assert_string_equal(written(d, list->items[0].span), "\"引号：“甲”\"");
  assert_string_equal(written(d, list->items[1].span), "{甲: [一, 二]}");
  assert_string_equal(written(d, list->items[1].entries[0].value->items[1].span), "二");
  assert_string_equal(written(d, pb_yaml_find(root, "末")->value->span), "尾");
  assert_null(pb_yaml_find(root, "头"));
}

/* More characters than one step of the map from characters to bytes. */
static void spans_far_on(void **state) {
  desk *d = *state;
  const char *text = "";
  for (int i = 0; i < 200; i++) text = pb_fmt(d->arena, "%s# 注释𠮷é%d\nk%d: 值%d\n", text, i, i, i);
  const pb_yaml *root = yaml(d, text);
  assert_int_equal(root->n, 200);
  for (int i = 0; i < 200; i++) assert_string_equal(written(d, root->entries[i].value->span), pb_fmt(d->arena, "值%d", i));
}

static void what_is_not_read(void **state) {
  desk *d = *state;
  const pb_yaml *root = yaml(d, "a: &x 1\nb: *x\nc: !!str 2\na: 3\n[k]: 4\ne: \"\\0\"\n\"a\": 5\n");
  assert_string_equal(problems(d),
                      "1:4 yaml-anchor\n2:4 yaml-anchor\n3:4 yaml-tag\n4:1 duplicate-key\n5:1 wrong-type\n"
                      "6:4 yaml-control\n7:1 duplicate-key\n");
  assert_int_equal(root->n, 4);
  assert_string_equal(pb_yaml_find(root, "a")->value->text.s, "1");
  assert_int_equal(pb_yaml_find(root, "b")->value->kind, PB_YAML_BAD);
}

static void broken(void **state, const char *text, const char *expected) {
  assert_null(yaml(*state, text));
  assert_string_equal(problems(*state), expected);
}

static void broken_bracket(void **state) { broken(state, "a: [1, 2\nb: 3\n", "2:2 yaml-syntax\n"); }
static void broken_tab(void **state) { broken(state, "a:\n\t- 1\n", "2:1 yaml-syntax\n"); }
static void broken_colon(void **state) {
  broken(state, "题: 专访: 王局长\n", "1:6 yaml-syntax\n");
  assert_non_null(hint_of(*state, "yaml-syntax"));
}
static void empty_file(void **state) { broken(state, "# 空\n", "1:1 yaml-empty\n"); }
static void two_documents(void **state) { broken(state, "a: 1\n---\nb: 2\n", "2:1 yaml-documents\n"); }

static char *repeat(desk *d, const char *piece, size_t n) {
  size_t size = strlen(piece);
  char *text = pb_alloc(d->arena, n * size + 1);
  for (size_t i = 0; i < n; i++) memcpy(text + i * size, piece, size);
  return text;
}

static void too_deep(void **state) { broken(state, repeat(*state, "[", 100000), "1:25 yaml-too-deep\n"); }

static void too_many(void **state) {
  broken(state, pb_fmt(((desk *)*state)->arena, "[%s]", repeat(*state, "1,", 120000)), "1:200000 yaml-too-big\n");
}

static void too_large(void **state) { broken(state, repeat(*state, "# a\n", PB_YAML_MAX_BYTES / 4 + 1), "1:1 yaml-too-big\n"); }

static void many_duplicates_end(void **state) {
  desk *d = *state;
  assert_non_null(yaml(d, repeat(d, "a: 1\n", 40000)));
  assert_int_equal(pb_diags_count(d->diags, PB_ERROR), PB_PROBLEMS_MAX);
}

/* Cut anywhere, a file gives a tree or a diagnostic. */
static void cut_anywhere(void **state) {
  desk *d = *state;
  const char *text = "a: {b: [1, \"二\\u4e8c\", &x y], 丙: *x}\n? |\n  长\n: >-\n  文\n- z\n";
  for (size_t n = 0; n <= strlen(text); n++) {
    size_t before = pb_diags_count(d->diags, PB_ERROR);
    const pb_yaml *root = pb_yaml_decode(d->arena, d->diags, pb_fmt(d->arena, "%zu", n), (pb_str){text, n});
    assert_true(root || pb_diags_count(d->diags, PB_ERROR) > before);
  }
}

/* ---- issue ---- */

static const pb_issue *issue(desk *d, const char *text) { return pb_issue_parse(d->arena, d->diags, "day", pb_str_from(text)); }

#define HEAD "paper: papers/hewan.yaml\ndate: 2026-03-01\nnumber: 4812\nlayout: broadsheet\npages:\n"

static void an_edition(void **state) {
  desk *d = *state;
  const pb_issue *i =
      issue(d, HEAD
            "  - page: 1\n    template: front\n    inks: [black, red]\n"
            "    place: {lead: port-opens, briefs: [bus, library]}\n"
            "  - page: 3\n    name: 综合\n    template: inside-a\n    people: {责编: 林一, 版式: 周二}\n"
            "    place:\n      top: {continue: port-opens}\n      topic: {head: 专题, kicker: 引, articles: [d, e]}\n"
            "      foot: {ad: ads/bank.pdf}\n      photo: {picture: p.jpg, caption: 图, credit: 摄}\n"
            "      ear: {lines: [甲, 乙]}\n"
            "      left: {article: f, pictures: [{file: q.png, at: [2, -1], size: [1, 12], caption: 说}, {file: r.png, at: [1, 3], "
            "size: [2, 9]}]}\n");
  assert_string_equal(problems(d), "");
  assert_string_equal(i->path, "day/issue.yaml");
  assert_int_equal(i->year * 10000 + i->month * 100 + i->day, 20260301);
  assert_int_equal(i->number, 4812);
  assert_string_equal(i->layout.text.s, "broadsheet");
  assert_int_equal(i->npages, 2);
  assert_int_equal(i->pages[0].ninks, 2);
  assert_string_equal(i->pages[0].places[1].articles[1].text.s, "library");
  assert_string_equal(written(d, i->pages[0].places[1].articles[1].span), "library");
  const pb_issue_page *page = &i->pages[1];
  assert_string_equal(page->people[1].role.s, "版式");
  assert_int_equal(page->nplaces, 6);
  const pb_place *p = page->places;
  assert_int_equal(p[0].kind, PB_PLACE_CONTINUE);
  assert_string_equal(p[0].articles[0].text.s, "port-opens");
  assert_int_equal(p[1].kind, PB_PLACE_ARTICLES);
  assert_string_equal(p[1].head.text.s, "专题");
  assert_int_equal(p[1].narticles, 2);
  assert_int_equal(p[2].kind, PB_PLACE_AD);
  assert_string_equal(p[3].credit.text.s, "摄");
  assert_int_equal(p[4].nlines, 2);
  assert_int_equal(p[5].npictures, 2);
  assert_int_equal(p[5].pictures[0].leg, 1);
  assert_int_equal(p[5].pictures[0].row, -1);
  assert_int_equal(p[5].pictures[1].row, 2);
}

/* What a zone gives takes the place of the page's; frames are laid over, places exchanged one by one; a template begins anew. */
static void zones(void **state) {
  desk *d = *state;
  const pb_issue *i =
      issue(d,
            "paper: p\ndate: 2026-03-01\nlayout: l\npages:\n"
            "- {page: 1, template: front, place: {a: one, b: two}}\n"
            "- {pages: [2, 3], name: 通, template: wide, inks: [black, red], frames: {x: {at: [1, 1]}}, place: {x: three}}\n"
            "zones:\n  city: {}\n"
            "  县: {pages: {1: {name: 县域, place: {b: four, a: none}}, 3: {frames: {x: none, y: {at: [2, 1]}}}}}\n"
            "  port: {pages: {2: {template: narrow, place: {z: five}}}}\n");
  assert_string_equal(problems(d), "");
  assert_int_equal(i->nzones, 3);
  assert_false(i->zones[0].own[0] || i->zones[0].own[1]);
  assert_ptr_equal(i->zones[0].pages[0].places, i->pages[0].places);
  const pb_issue_page *first = &i->zones[1].pages[0], *wide = &i->zones[1].pages[1], *narrow = &i->zones[2].pages[1];
  assert_true(i->zones[1].own[0] && i->zones[1].own[1] && !i->zones[2].own[0]);
  assert_string_equal(written(d, first->name.span), "县域");
  assert_string_equal(written(d, first->template_name.span), "front");
  assert_int_equal(first->nplaces, 1);
  assert_string_equal(written(d, first->places[0].articles[0].span), "four");
  assert_int_equal(wide->last, 3);
  assert_int_equal(wide->frames->n, 3);
  assert_int_equal(wide->nplaces, 1);
  assert_int_equal(narrow->ninks, 2);
  assert_null(narrow->frames);
  assert_int_equal(narrow->nplaces, 1);
  assert_string_equal(written(d, narrow->places[0].articles[0].span), "five");
}

static void every_problem_is_told(void **state) {
  desk *d = *state;
  const pb_issue *i = issue(d,
                            "paper:\ndate: 2026-02-29\nnumber: no\nlayuot: broadsheet\npages:\n"
                            "  - page: 1\n    tempalte: front\n    place: [a]\n"
                            "  - page: 1\n    template: front\n"
                            "  - page: 0\n"
                            "  - page: 2\n    template: t\n    inks: {}\n    people: {责编: [a]}\n    place:\n"
                            "      a: {ad: x.pdf, caption: y}\n      b: {head: z}\n      c: {continue: }\n      d: {articles: []}\n"
                            "      e: {article: a.md, pictures: [{at: [1, 0]}], x: y}\n");
  assert_string_equal(problems(d),
                      "1:1 missing-key\n1:1 no-value\n2:7 bad-date\n3:9 bad-number\n4:1 unknown-key\n"
                      "6:11 missing-key\n7:5 unknown-key\n8:12 wrong-type\n9:11 duplicate-page\n11:11 bad-number\n"
                      "14:11 wrong-type\n15:18 wrong-type\n17:22 bad-place\n18:7 bad-place\n19:11 no-value\n20:21 wrong-count\n"
                      "21:20 bad-value\n21:37 missing-key\n21:37 missing-key\n21:46 bad-number\n21:52 unknown-key\n");
  assert_int_equal(i->npages, 2);
  assert_int_equal(i->year, 0);
  assert_string_equal(hint_of(d, "bad-value"), "write “a”");
}

static void not_an_issue(void **state) {
  desk *d = *state;
  assert_null(issue(d, "- 1\n"));
  assert_null(issue(d, HEAD "  []\n"));
  assert_null(pb_issue_read(d->arena, d->diags, "no/such/folder"));
  assert_int_equal(pb_diags_count(d->diags, PB_ERROR), 3);
}

static void days_of_the_calendar(void **state) {
  desk *d = *state;
  static const char *const GOOD[] = {"2024-02-29", "2000-02-29", "2026-12-31"}, *const BAD[] = {"1900-02-29", "2026-04-31",
                                                                                                "2026-13-01", "2026-3-1"};
  for (size_t i = 0; i < 3; i++)
    assert_int_not_equal(
        issue(d, pb_fmt(d->arena, "paper: a\nlayout: b\ndate: %s\npages: [{page: 1, template: t}]\n", GOOD[i]))->year, 0);
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(issue(d, pb_fmt(d->arena, "paper: a\nlayout: b\ndate: %s\npages: [{page: 1, template: t}]\n", BAD[i]))->year,
                     0);
  assert_int_equal(pb_diags_count(d->diags, PB_ERROR), 4);
}

static void a_flood_of_problems_is_cut(void **state) {
  desk *d = *state;
  const char *text = pb_fmt(d->arena, "%s%s", HEAD, repeat(d, " - page: x\n", 150));
  assert_null(issue(d, text));
  assert_int_equal(pb_diags_count(d->diags, PB_ERROR), PB_PROBLEMS_MAX + 1);
}

/* ---- paper ---- */

static const pb_paper *paper(desk *d, const char *text) { return pb_paper_parse(d->arena, d->diags, "p.yaml", pb_str_from(text)); }

static void a_paper(void **state) {
  desk *d = *state;
  const pb_paper *p = paper(d,
                            "name: 河湾日报\ncn: CN 00-0000\nsponsor: [甲主管, 乙主办]\npostal:\nphone: 010-1234\n"
                            "page-format: prefix\npage-prefix: A\njump-to: 〔转%s版〕\nprofile: x1a\n");
  assert_string_equal(problems(d), "");
  assert_string_equal(p->name.s, "河湾日报");
  assert_string_equal(p->sponsor.s, "甲主管\n乙主办");
  assert_int_equal(p->postal.n, 0);
  assert_int_equal(p->page_format, PB_PAGE_PREFIX);
  assert_string_equal(p->jump_to.s, "〔转%s版〕");
  assert_string_equal(p->jump_from.s, "（上接第%s版）");
  assert_string_equal(p->language.s, "zh-Hans");
  assert_string_equal(p->profile.text.s, "x1a");
}

static void a_paper_with_faults(void **state) {
  desk *d = *state;
  assert_non_null(
      paper(d, "jump-to: 转%d版\njump-from: 100%接%s版\npage-format: tow\npage-prefix: A\nlanguage: 中文\nprise: 1元\n"));
  assert_string_equal(
      problems(d),
      "1:1 missing-key\n1:10 bad-value\n2:12 bad-value\n3:14 bad-value\n4:1 bad-value\n5:11 bad-value\n6:1 unknown-key\n");
  assert_string_equal(hint_of(d, "unknown-key"), "did you mean “price”?");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(spans_are_bytes),
      TEST(spans_far_on),
      TEST(what_is_not_read),
      TEST(broken_bracket),
      TEST(broken_tab),
      TEST(broken_colon),
      TEST(empty_file),
      TEST(two_documents),
      TEST(too_deep),
      TEST(too_many),
      TEST(too_large),
      TEST(many_duplicates_end),
      TEST(cut_anywhere),
      TEST(an_edition),
      TEST(zones),
      TEST(every_problem_is_told),
      TEST(not_an_issue),
      TEST(days_of_the_calendar),
      TEST(a_flood_of_problems_is_cut),
      TEST(a_paper),
      TEST(a_paper_with_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
