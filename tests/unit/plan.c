/* Editions of a few lines, laid out in a folder of their own: what the plan makes of them, and of what is wrong in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "plan.h"
#include "planner.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  char folder[64];
  const char *house;
} desk;

static void put(const desk *d, const char *name, const char *text) {
  const char *path = pb_fmt(d->arena, "%s/%s", d->folder, name);
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(path, 0700);
    *slash = '/';
  }
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static const char LAYOUT[] =
    "page: {trim: [390mm, 540mm], bleed: 0}\n"
    "grid: {columns: 8, measure: 13字, gutter: 1字, body: 小五, line: 11.25pt, lines: 122}\n"
    "inks:\n"
    "  red: {cmyk: [0, 100, 100, 0]}\n"
    "styles:\n"
    "  body: {font: song, size: 小五}\n"
    "  kicker: {font: hei, size: 14pt}\n"
    "heads:\n"
    "  main: {headline: kicker}\n"
    "templates:\n"
    "  front:\n"
    "    frames:\n"
    "      nameplate: {at: [1, 1], size: [8, 10], kind: nameplate}\n"
    "      right: {at: [5, 11], size: [4, 40]}\n"
    "      lead: {at: [1, 11], size: [4, 40]}\n"
    "      ad: {at: [1, 60], size: [8, 20], kind: ad}\n"
    "  inside:\n"
    "    frames:\n"
    "      folio: {at: [1, 1], size: [8, 2], kind: folio}\n"
    "      top: {at: [1, 3], size: [8, 40]}\n"
    "      foot: {at: [1, 43], size: [8, 40]}\n";

static const char HEAD[] = "paper: paper.yaml\ndate: 2026-03-01\nlayout: small\npages:\n";

static int set_up(void **state) {
  desk *d = calloc(1, sizeof *d);
  d->arena = pb_arena_new();
  d->diags = pb_diags_new(d->arena);
  strcpy(d->folder, "/tmp/paiban-plan-XXXXXX");
  *state = d;
  if (!mkdtemp(d->folder)) return 1;
  put(d, "paper.yaml", "name: 河湾日报\n");
  put(d, "layouts/small.yaml", LAYOUT);
  static const char *const names[] = {"a", "b", "c", "d"};
  for (size_t i = 0; i < 4; i++) put(d, pb_fmt(d->arena, "%s.md", names[i]), "---\nheadline: 一\n---\n二\n");
  return 0;
}

static int tear_down(void **state) {
  desk *d = *state;
  int failed = system(pb_fmt(d->arena, "rm -rf %s", d->folder));
  pb_arena_drop(d->arena);
  free(d);
  return failed;
}

/* Loads the issue whose pages are `pages`, which start at line 5. */
static const pb_plan *load(desk *d, const char *pages) {
  put(d, "issue.yaml", pb_fmt(d->arena, "%s%s", HEAD, pages));
  return pb_plan_load(d->arena, d->diags, pb_fmt(d->arena, "%s/", d->folder), (pb_search){.house = d->house});
}

/* `file:line:column id`, separated by blanks; the four articles' never-placed only where `all` asks. */
static const char *problems(desk *d, bool all) {
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(d->diags, &n);
  const char *text = "";
  for (size_t i = 0; i < n; i++) {
    unsigned line, column;
    const pb_source_text *source = pb_diags_source(d->diags, list[i].span.source);
    const char *file = source ? strrchr(source->path, '/') + 1 : "?";
    pb_span_place(d->diags, list[i].span, &line, &column);
    if (list[i].severity == PB_ERROR && !list[i].hint) fail_msg("no hint: %s", list[i].message);
    bool expected = strcmp(list[i].id, "never-placed") == 0 || strcmp(list[i].id, "empty-frame") == 0;
    if (all || !expected) text = pb_fmt(d->arena, "%s%s%s:%u:%u %s", text, *text ? " " : "", file, line, column, list[i].id);
  }
  return text;
}

static const char *hint_of(desk *d, const char *id) {
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(d->diags, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].id, id) == 0) return list[i].hint;
  return "";
}

/* The chains as text: `a b @1.lead 3.top;` */
static const char *chains(desk *d, const pb_plan *plan) {
  const char *text = "";
  for (size_t i = 0; i < plan->nchains; i++) {
    const pb_chain *c = &plan->chains[i];
    for (size_t k = 0; k < c->narticles; k++) text = pb_fmt(d->arena, "%s%s ", text, c->articles[k]->id);
    text = pb_fmt(d->arena, "%s@", text);
    for (size_t k = 0; k < c->nparts; k++) {
      const pb_plan_page *page = &plan->pages[c->parts[k].page];
      const pb_placement *at = &page->placements[c->parts[k].placement];
      assert_int_equal(at->chain, i);
      assert_int_equal(at->part, k);
      text = pb_fmt(d->arena, "%s%u.%.*s ", text, page->page->number, PB_STR_ARG(at->frame.name));
    }
    text = pb_fmt(d->arena, "%s; ", text);
  }
  return text;
}

static void frames_in_reading_order(void **state) {
  desk *d = *state;
  const pb_plan *plan = load(d, "  - page: 1\n    template: front\n    inks: [red]\n    place: {right: b, lead: a}\n");
  assert_non_null(plan);
  const pb_plan_page *page = &plan->pages[0];
  assert_int_equal(page->nplacements, 3);
  assert_string_equal(pb_str_z(d->arena, page->placements[0].frame.name), "nameplate");
  assert_string_equal(pb_str_z(d->arena, page->placements[1].frame.name), "lead");
  assert_string_equal(pb_str_z(d->arena, page->placements[2].frame.name), "right");
  assert_int_equal(page->placements[0].chain, -1);
  assert_int_equal(page->placements[1].rect.x, page->layout->area_x);
  assert_int_equal(page->inks, 3);
  assert_string_equal(chains(d, plan), "a @1.lead ; b @1.right ; ");
  assert_string_equal(problems(d, true), "issue.yaml:5:11 empty-frame c.md:1:1 never-placed d.md:1:1 never-placed");
}

static void the_days_own_frames(void **state) {
  desk *d = *state;
  const pb_plan *plan =
      load(d,
           "  - page: 1\n    template: front\n    frames: {flood: {at: [1, 90], size: [4, 10]}, lead: {at: [2, 11], size: "
           "[3, 20]}}\n    place: {flood: a, lead: {articles: [b, c]}}\n");
  assert_string_equal(chains(d, plan), "b c @1.lead ; a @1.flood ; ");
  assert_int_equal(plan->pages[0].placements[1].frame.column, 1);
  assert_string_equal(problems(d, false), "");
}

static void stories_jump(void **state) {
  desk *d = *state;
  const pb_plan *plan = load(d,
                             "  - page: 1\n    template: front\n    place: {lead: a, right: b}\n"
                             "  - page: 4\n    template: inside\n    place: {top: {continue: a}}\n"
                             "  - page: 3\n    template: inside\n    place: {top: {continue: b}, foot: {continue: a}}\n");
  assert_string_equal(chains(d, plan), "a @1.lead 3.foot 4.top ; b @1.right 3.top ; ");
  assert_string_equal(problems(d, false), "");
}

static void names_nobody_knows(void **state) {
  desk *d = *state;
  const pb_plan *plan = load(d,
                             "  - page: 1\n    template: front\n    inks: [rde]\n    place:\n      laed: a\n      right: bb\n"
                             "  - page: 2\n    template: frnt\n    place: {x: c}\n"
                             "  - page: 3\n    layout: smal\n    template: front\n    place: {x: d}\n");
  assert_non_null(plan);
  assert_string_equal(
      problems(d, true),
      "issue.yaml:5:11 empty-frame issue.yaml:5:11 empty-frame issue.yaml:7:12 unknown-ink issue.yaml:9:7 unknown-frame "
      "issue.yaml:10:14 unknown-article issue.yaml:12:15 unknown-template issue.yaml:15:13 unknown-layout b.md:1:1 "
      "never-placed");
  assert_non_null(strstr(hint_of(d, "unknown-frame"), "lead"));
  assert_non_null(strstr(hint_of(d, "unknown-ink"), "red"));
  assert_string_equal(hint_of(d, "unknown-article"), "did you mean “b”?");
  assert_string_equal(hint_of(d, "unknown-layout"), "did you mean “small”?");
}

static void frames_that_collide(void **state) {
  desk *d = *state;
  const pb_plan *plan = load(d,
                             "  - page: 1\n    template: front\n    frames:\n      own: {at: [4, 50], size: [2, 4]}\n"
                             "      wide: {at: [7, 70], size: [3, 60]}\n    place: {lead: a, own: b, wide: c}\n");
  assert_string_equal(problems(d, false), "issue.yaml:8:7 frames-overlap issue.yaml:9:7 frame-off-grid");
  const pb_placement *last = &plan->pages[0].placements[plan->pages[0].nplacements - 1];
  assert_int_equal(last->frame.columns, 2);
  assert_int_equal(last->frame.rows, 53);
}

static void unplaced_frames_may_be_covered(void **state) {
  desk *d = *state;
  load(d, "  - page: 1\n    template: front\n    frames: {own: {at: [1, 11], size: [8, 40]}}\n    place: {own: a}\n");
  assert_string_equal(problems(d, false), "");
}

static void articles_twice_and_never(void **state) {
  desk *d = *state;
  put(d, "copy/e.md", "---\nheadline: 一\n---\n二\n");
  put(d, "copy/a.md", "---\nheadline: 一\n---\n二\n");
  put(d, "_notes.md", "");
  put(d, "README.md", "");
  const pb_plan *plan = load(d,
                             "  - page: 1\n    template: front\n    place: {lead: a, right: [b, a, b]}\n"
                             "  - page: 2\n    template: inside\n    place: {top: b, foot: e}\n");
  assert_string_equal(
      problems(d, false),
      "issue.yaml:1:1 two-copies issue.yaml:7:33 placed-twice issue.yaml:7:36 placed-twice issue.yaml:10:18 placed-twice");
  assert_string_equal(chains(d, plan), "a @1.lead ; b @1.right ; e @2.foot ; ");
}

static void faulty_jumps(void **state) {
  desk *d = *state;
  const pb_plan *plan =
      load(d,
           "  - page: 1\n    template: front\n    place:\n      lead: [a, b]\n      right: {continue: c}\n"
           "  - page: 2\n    template: inside\n    place:\n      top: {continue: d}\n      foot: {continue: a}\n"
           "  - page: 3\n    template: inside\n    frames: {more: {at: [1, 90], size: [8, 9]}}\n    place:\n"
           "      top: c\n      foot: {continue: c}\n      more: {continue: nobody}\n"
           "  - page: 4\n    template: inside\n    place:\n      top: {continue: c}\n      foot: {continue: c}\n");
  assert_string_equal(
      problems(d, false),
      "issue.yaml:9:25 continue-before-start issue.yaml:13:23 continue-without-start issue.yaml:14:24 continue-group "
      "issue.yaml:20:24 continue-same-page issue.yaml:21:24 continue-without-start issue.yaml:26:24 continue-twice");
  assert_string_equal(chains(d, plan), "a b @1.lead ; c @3.top 4.top ; ");
}

static void what_stands_where(void **state) {
  desk *d = *state;
  load(d,
       "  - page: 1\n    template: front\n    place:\n      nameplate: a\n      ad: b\n      lead: {picture: no.jpg}\n"
       "      right: {article: c, pictures: [{file: no.png, at: [1, 1], size: [2, 9]}, {file: no.png, at: [2, 9], size: [1, "
       "3]}]}\n");
  assert_string_equal(problems(d, false),
                      "issue.yaml:8:18 wrong-frame issue.yaml:9:11 wrong-frame issue.yaml:10:23 no-file issue.yaml:11:45 no-file "
                      "issue.yaml:11:80 pictures-overlap issue.yaml:11:87 no-file");
}

static void names_stay_inside(void **state) {
  desk *d = *state;
  put(d, "issue.yaml",
      "paper: ../paper.yaml\ndate: 2026-03-01\nlayout: ../layouts/small\npages:\n  - page: 1\n    template: front\n    place: "
      "{lead: ../a}\n");
  put(d, "../paiban-plan-outside.yaml", "name: x\n");
  assert_null(pb_plan_load(d->arena, d->diags, d->folder, (pb_search){0}));
  assert_string_equal(problems(d, false), "issue.yaml:1:8 no-file issue.yaml:3:9 unknown-layout issue.yaml:7:19 unknown-article");
  put(d, "issue.yaml",
      "paper: ../paiban-plan-outside.yaml\ndate: 2026-03-01\nlayout: small\npages: [{page: 1, template: front}]\n");
  d->diags = pb_diags_new(d->arena);
  assert_null(pb_plan_load(d->arena, d->diags, d->folder, (pb_search){0}));
  assert_string_equal(problems(d, false), "issue.yaml:1:8 no-file");
  unlink("/tmp/paiban-plan-outside.yaml");
}

static void house_and_data(void **state) {
  desk *d = *state;
  put(d, "house/layouts/ours.yaml", LAYOUT);
  put(d, "house/papers/p.yaml", "name: 河湾日报\npage-format: han\nnameplate: no.png\n");
  put(d, "issue.yaml",
      "paper: papers/p.yaml\ndate: 2026-03-01\nlayout: ours\npages: [{page: 12, template: front, place: {lead: a}}]\n");
  const char *house = pb_fmt(d->arena, "%s/house", d->folder);
  const pb_plan *plan = pb_plan_load(d->arena, d->diags, d->folder, (pb_search){.house = house});
  assert_non_null(plan);
  assert_string_equal(pb_str_z(d->arena, plan->pages[0].label), "十二");
  assert_string_equal(problems(d, false), "p.yaml:3:12 no-file");
  plan = pb_plan_load(d->arena, pb_diags_new(d->arena), d->folder, (pb_search){.data = house});
  assert_null(plan); /* the paper is no installed data */
}

static void labels(void **state) {
  desk *d = *state;
  static const struct {
    pb_page_format format;
    unsigned number;
    const char *label;
  } known[] = {{PB_PAGE_ARABIC, 3, "3"},         {PB_PAGE_TWO, 3, "03"},          {PB_PAGE_TWO, 103, "103"},
               {PB_PAGE_PREFIX, 3, "A03"},       {PB_PAGE_HAN, 3, "三"},          {PB_PAGE_HAN, 10, "十"},
               {PB_PAGE_HAN, 11, "十一"},        {PB_PAGE_HAN, 20, "二十"},       {PB_PAGE_HAN, 99, "九十九"},
               {PB_PAGE_HAN, 100, "一百"},       {PB_PAGE_HAN, 103, "一百零三"},  {PB_PAGE_HAN, 110, "一百一十"},
               {PB_PAGE_HAN, 112, "一百一十二"}, {PB_PAGE_HAN, 999, "九百九十九"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    pb_paper paper = {.page_format = known[i].format, .page_prefix = PB_STR("A")};
    assert_string_equal(pb_str_z(d->arena, pb_plan_label(d->arena, &paper, known[i].number)), known[i].label);
  }
}

static void nothing_to_go_on_with(void **state) {
  desk *d = *state;
  assert_null(pb_plan_load(d->arena, d->diags, "/nowhere/at/all", (pb_search){0}));
  put(d, "issue.yaml", "");
  assert_null(pb_plan_load(d->arena, d->diags, d->folder, (pb_search){0}));
  assert_true(pb_diags_count(d->diags, PB_ERROR) >= 2);
}

static void hostile_sizes_end(void **state) {
  desk *d = *state;
  const char *places = "";
  for (int i = 0; i < 199; i++) places = pb_fmt(d->arena, "%sf%d: {continue: a%d}, ", places, i, i);
  char *pages = NULL;
  size_t size;
  FILE *out = open_memstream(&pages, &size);
  for (int i = 1; i < 120; i++)
    fprintf(out, "  - page: %d\n    template: front\n    place: {%s lead: [x%d, y%d]}\n", i, places, i, i);
  fclose(out);
  load(d, pages);
  assert_true(pb_diags_count(d->diags, PB_ERROR) > 1000);
  free(pages);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(frames_in_reading_order),  TEST(the_days_own_frames), TEST(stories_jump),
      TEST(names_nobody_knows),       TEST(frames_that_collide), TEST(unplaced_frames_may_be_covered),
      TEST(articles_twice_and_never), TEST(faulty_jumps),        TEST(what_stands_where),
      TEST(names_stay_inside),        TEST(house_and_data),      TEST(labels),
      TEST(nothing_to_go_on_with),    TEST(hostile_sizes_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
