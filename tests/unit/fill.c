/* Whole pages from plans made by hand, with copy shaped by rule instead of by fonts: what stands where, and that nothing is
 * lost, doubled, or outside its frame. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena_test.h"
#include "fill.h"
#include "toy.h"

enum { EM = TOY_EM, LINE = 11520 };

/* ---- shaping without fonts ---- */

static pb_story *toy_at(const pb_shaper *shaper, const char *const *texts, size_t n, pb_len size, const pb_style *style) {
  pb_arena *arena = shaper->arena;
  pb_story *story = PB_NEW(arena, pb_story);
  *story = toy_story(arena, texts, n);
  pb_cluster *clusters = PB_NEW_N(arena, pb_cluster, story->nclusters);
  pb_gap *gaps = PB_NEW_N(arena, pb_gap, story->nclusters);
  pb_len *width = PB_NEW_N(arena, pb_len, story->nclusters + 1);
  pb_flow *blocks = PB_NEW_N(arena, pb_flow, story->nblocks);
  pb_glyph *glyphs = PB_NEW_N(arena, pb_glyph, story->nclusters);
  for (size_t i = 0; i < story->nclusters; i++) {
    clusters[i] = story->clusters[i];
    gaps[i] = story->gaps[i];
    clusters[i].advance = (pb_len)((int64_t)clusters[i].advance * size / EM);
    gaps[i].natural = (pb_len)((int64_t)gaps[i].natural * size / EM);
    gaps[i].shrink = (pb_len)((int64_t)gaps[i].shrink * size / EM);
    clusters[i].glyph = (uint32_t)i;
    clusters[i].nglyphs = 1;
    width[i + 1] = width[i] + clusters[i].advance + gaps[i].natural;
  }
  for (size_t i = 0; i < story->nblocks; i++) {
    blocks[i] = story->blocks[i];
    blocks[i].size = size;
    blocks[i].style = style;
  }
  story->clusters = clusters;
  story->gaps = gaps;
  story->width = width;
  story->blocks = blocks;
  story->glyphs = glyphs;
  story->nglyphs = story->nclusters;
  return story;
}

pb_story *pb_shape_string(const pb_shaper *shaper, pb_str text, pb_span span, const pb_style *style, pb_len size) {
  (void)span;
  const char *one = pb_str_z(shaper->arena, text);
  return toy_at(shaper, &one, 1, size, style);
}

pb_story *pb_shape_line(const pb_shaper *shaper, pb_pieces pieces, const pb_style *style, pb_len size) {
  return pb_shape_string(shaper, pieces.pieces[0].text, pieces.pieces[0].span, style, size);
}

pb_story *pb_shape_group(const pb_shaper *shaper, const pb_article *const *articles, size_t n, const pb_style *body) {
  PB_VEC(const char *) texts = {0};
  PB_VEC(uint16_t) owner = {0};
  for (size_t a = 0; a < n; a++)
    for (size_t i = 0; i < articles[a]->nblocks; i++) {
      PB_PUSH(shaper->arena, texts, pb_str_z(shaper->arena, articles[a]->blocks[i].cells[0].pieces[0].text));
      PB_PUSH(shaper->arena, owner, (uint16_t)a);
    }
  pb_story *story = toy_at(shaper, texts.at, texts.n, EM, body);
  for (size_t i = 0; i < story->nblocks; i++) ((pb_flow *)(uintptr_t)&story->blocks[i])->article = owner.at[i];
  return story;
}

pb_story *pb_shape_article(const pb_shaper *shaper, const pb_article *article, const pb_style *body) {
  return pb_shape_group(shaper, &article, 1, body);
}

/* ---- plans by hand ---- */

static const pb_style STYLES[] = {
    {.name = {"body", 4}, .sizes = {EM}, .nsizes = 1, .indent = 2 * EM, .colour = {0, 1000}, .scale_min = 1000},
    {.name = {"headline", 8},
     .sizes = {36 * PB_PT, 24 * PB_PT, 18 * PB_PT},
     .nsizes = 3,
     .align = PB_ALIGN_CENTRE,
     .scale_min = 800,
     .colour = {1, 1000}},
};
static const pb_head_set HEADS[] = {{.kicker = -1, .headline = 1, .deck = -1, .byline = -1, .rows_below = 1}};
static const pb_ink INKS[] = {{.name = {"black", 5}}, {.name = {"red", 3}}};
static const pb_layout LAYOUT = {.trim_width = 1200 * PB_PT,
                                 .trim_height = 1600 * PB_PT,
                                 .columns = 8,
                                 .lines = 122,
                                 .measure = 13,
                                 .gutter = 1000,
                                 .body = EM,
                                 .line = LINE,
                                 .area_x = 50 * PB_PT,
                                 .area_y = 60 * PB_PT,
                                 .inks = INKS,
                                 .ninks = 2,
                                 .styles = STYLES,
                                 .nstyles = 2,
                                 .heads = HEADS,
                                 .nheads = 1};

enum { PAGES = 3, PLACES = 4 };

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_issue issue;
  pb_paper paper;
  pb_issue_page issue_pages[PAGES];
  pb_plan_page pages[PAGES];
  pb_placement placements[PAGES][PLACES];
  pb_chain chains[PLACES * PAGES];
  pb_plan plan;
} desk;

static desk *desk_new(pb_arena *arena) {
  desk *d = PB_NEW(arena, desk);
  d->arena = arena;
  d->diags = pb_diags_new(arena);
  d->paper.name = PB_STR("河湾日报");
  d->issue.year = 2026, d->issue.month = 3, d->issue.day = 1;
  static const char *const labels[] = {"1", "2", "3"};
  for (int i = 0; i < PAGES; i++)
    d->pages[i] = (pb_plan_page){
        .page = &d->issue_pages[i], .layout = &LAYOUT, .label = pb_str_from(labels[i]), .inks = 1, .placements = d->placements[i]};
  d->plan =
      (pb_plan){.issue = &d->issue, .paper = &d->paper, .layout = &LAYOUT, .pages = d->pages, .npages = PAGES, .chains = d->chains};
  return d;
}

static pb_placement *place(desk *d, int page, pb_frame frame) {
  pb_placement *p = &d->placements[page][d->pages[page].nplacements++];
  frame.head = frame.body = -1;
  *p = (pb_placement){.label = d->pages[page].label,
                      .frame = frame,
                      .chain = -1,
                      .rect = pb_grid_rect(&LAYOUT, frame.column, frame.row, frame.columns, frame.rows)};
  return p;
}

static pb_pieces pieces(pb_arena *arena, const char *text) {
  pb_piece *piece = PB_NEW(arena, pb_piece);
  piece->text = pb_str_from(text);
  return (pb_pieces){piece, 1};
}

static pb_article *article(pb_arena *arena, const char *headline, const char *const *paragraphs, size_t n) {
  pb_article *a = PB_NEW(arena, pb_article);
  pb_copy_block *blocks = PB_NEW_N(arena, pb_copy_block, n);
  pb_pieces *cells = PB_NEW_N(arena, pb_pieces, n + 1);
  for (size_t i = 0; i < n; i++) {
    cells[i] = pieces(arena, paragraphs[i]);
    blocks[i] = (pb_copy_block){.kind = PB_PARAGRAPH, .cells = &cells[i], .ncells = 1};
  }
  cells[n] = pieces(arena, headline);
  *a = (pb_article){.id = "a", .headline = {&cells[n], headline ? 1 : 0}, .blocks = blocks, .nblocks = n};
  return a;
}

/* Sends an article through placements (page, index) in turn. */
static void chain(desk *d, const pb_article *a, const unsigned (*parts)[2], size_t n) {
  const pb_article **articles = PB_NEW(d->arena, const pb_article *);
  pb_chain_part *at = PB_NEW_N(d->arena, pb_chain_part, n);
  articles[0] = a;
  for (size_t i = 0; i < n; i++) {
    at[i] = (pb_chain_part){parts[i][0], parts[i][1]};
    d->placements[parts[i][0]][parts[i][1]].chain = (int)d->plan.nchains;
    d->placements[parts[i][0]][parts[i][1]].part = (unsigned)i;
  }
  d->chains[d->plan.nchains++] = (pb_chain){.articles = articles, .narticles = 1, .parts = at, .nparts = n};
}

static const pb_edition *fill(desk *d) {
  pb_fill_job job = {.arena = d->arena, .diags = d->diags, .plan = &d->plan};
  return pb_fill(&job);
}

/* ---- what came out ---- */

/* The text of one story's pieces in content order, of body or of everything. */
static char *read_story(pb_arena *arena, const pb_edition *e, uint32_t story, bool body) {
  PB_VEC(char) text = {0};
  for (size_t p = 0; p < e->npages; p++)
    for (size_t i = 0; i < e->pages[p].nitems; i++) {
      const pb_item *item = &e->pages[p].items[i];
      if (!item->piece || item->kind != PB_ITEM_GLYPHS) continue;
      const pb_tag_piece *piece = &e->pieces[item->piece - 1];
      if (piece->story != story || (body && piece->kind != PB_PIECE_PARAGRAPH)) continue;
      assert_int_equal(piece->page, p);
      for (size_t k = 0; k < item->run.text.n; k++) PB_PUSH(arena, text, item->run.text.s[k]);
    }
  PB_PUSH(arena, text, '\0');
  return text.at;
}

static const pb_diagnostic *find(desk *d, const char *id) {
  size_t n;
  const pb_diagnostic *all = pb_diags_sorted(d->diags, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(all[i].id, id) == 0) return &all[i];
  return NULL;
}

static bool is_said(desk *d, const char *id, const char *words) {
  size_t n;
  const pb_diagnostic *all = pb_diags_sorted(d->diags, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(all[i].id, id) == 0 && strstr(all[i].message, words)) return true;
  return false;
}

#define TEN "一二三四五六七八九十"
#define FIFTY TEN TEN TEN TEN TEN

static void head_then_body_then_jump(void **state) {
  desk *d = desk_new(*state);
  place(d, 0, (pb_frame){.columns = 2, .rows = 8});
  place(d, 1, (pb_frame){.columns = 2, .rows = 20});
  const char *copy[] = {FIFTY TEN, FIFTY FIFTY, FIFTY};
  const unsigned parts[][2] = {{0, 0}, {1, 0}};
  chain(d, article(d->arena, "河湾新港", copy, 3), parts, 2);
  const pb_edition *e = fill(d);
  assert_int_equal(e->nstories, 1);
  assert_string_equal(read_story(d->arena, e, 0, true), FIFTY TEN FIFTY FIFTY FIFTY);
  const char *all = read_story(d->arena, e, 0, false);
  assert_int_equal(strncmp(all, "河湾新港一二", strlen("河湾新港一二")), 0);
  const char *to = strstr(all, "（下转第2版）"), *from = strstr(all, "（上接第1版）");
  assert_non_null(to);
  assert_non_null(from);
  assert_true(to < from);
  assert_int_equal(e->nlinks, 2);
  assert_int_equal(e->links[0].to_page, 1);
  assert_int_equal(e->links[1].to_page, 0);
  assert_non_null(find(d, "ink-goes-grey")); /* the headline's red */
  assert_null(find(d, "overset"));
}

static void legs_are_level(void **state) {
  desk *d = desk_new(*state);
  place(d, 0, (pb_frame){.columns = 4, .rows = 30});
  const char *copy[] = {FIFTY FIFTY FIFTY FIFTY};
  const unsigned parts[][2] = {{0, 0}};
  chain(d, article(d->arena, NULL, copy, 1), parts, 1);
  const pb_edition *e = fill(d);
  assert_int_equal(e->stories[0].nlegs, 4);
  for (int i = 0; i < 3; i++) assert_int_equal(e->stories[0].legs[i].rect.h, 4 * LINE); /* 16 lines in four legs */
  assert_non_null(find(d, "underset"));
}

static void what_does_not_fit_is_counted(void **state) {
  desk *d = desk_new(*state);
  place(d, 0, (pb_frame){.columns = 1, .rows = 4});
  const char *copy[] = {FIFTY, FIFTY FIFTY};
  const unsigned parts[][2] = {{0, 0}};
  chain(d, article(d->arena, NULL, copy, 2), parts, 1);
  fill(d);
  const pb_diagnostic *over = find(d, "overset");
  assert_non_null(over);
  assert_non_null(strstr(over->message, "8 lines (100 字)"));
}

static void a_story_that_ends_early(void **state) {
  desk *d = desk_new(*state);
  place(d, 0, (pb_frame){.columns = 2, .rows = 8});
  place(d, 1, (pb_frame){.columns = 1, .rows = 8});
  const char *copy[] = {FIFTY TEN TEN};
  const unsigned parts[][2] = {{0, 0}, {1, 0}};
  chain(d, article(d->arena, NULL, copy, 1), parts, 2);
  const pb_edition *e = fill(d);
  assert_non_null(find(d, "continuation-empty"));
  assert_int_equal(e->nlinks, 0);
  assert_int_equal(e->stories[0].nlegs, 2);
  assert_int_equal(e->stories[0].legs[1].page, 0); /* levelled, but not into the next frame */
  assert_null(strstr(read_story(d->arena, e, 0, false), "下转"));
}

static void captions_follow_the_body(void **state) {
  desk *d = desk_new(*state);
  pb_placement *p = place(d, 0, (pb_frame){.columns = 3, .rows = 20});
  const pb_picture picture = {.width = 300, .height = 100};
  const pb_placed_picture placed = {
      .leg = 1, .row = -1, .legs = 2, .rows = 10, .caption = {.text = PB_STR("港口")}, .credit = {.text = PB_STR("甲摄")}};
  const pb_plan_picture in_plan = {&picture, &placed};
  p->pictures = &in_plan;
  p->npictures = 1;
  const char *copy[] = {FIFTY, FIFTY};
  const unsigned parts[][2] = {{0, 0}};
  chain(d, article(d->arena, NULL, copy, 2), parts, 1);
  const pb_edition *e = fill(d);
  assert_string_equal(read_story(d->arena, e, 0, false), FIFTY FIFTY "港口甲摄");
  for (size_t i = 0; i < e->pages[0].nitems; i++) {
    const pb_item *item = &e->pages[0].items[i];
    if (item->kind != PB_ITEM_PICTURE) continue;
    pb_rect all = item->picture.rect, shown = item->picture.clip;
    assert_true(pb_rect_holds(all, shown));
    assert_in_range(all.w - 3 * all.h, 0, 3);                /* not distorted */
    assert_int_equal(shown.w, 27 * EM);                      /* two legs and a gutter */
    assert_true(shown.y + shown.h <= p->rect.y + 19 * LINE); /* the caption has the last row */
    return;
  }
  fail();
}

/* ---- any layout ---- */

static uint32_t dice(uint32_t *seed, uint32_t n) {
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % n;
}

static pb_frame random_frame(uint32_t *seed, uint16_t column, uint16_t row) {
  pb_frame f = {.column = column, .row = row, .columns = (uint16_t)(1 + dice(seed, 4)), .rows = (uint16_t)(6 + dice(seed, 40))};
  if (dice(seed, 3) == 0) f.legs = (uint16_t)(1 + dice(seed, 2u * f.columns));
  if (dice(seed, 4) == 0) f.box = PB_LINE_THIN;
  if (dice(seed, 2) == 0) f.leg_rule = PB_LINE_HAIR;
  if (dice(seed, 4) == 0) f.head_legs = 1;
  return f;
}

static void random_pictures(desk *d, pb_placement *p, uint32_t *seed) {
  pb_plan_picture *pictures = PB_NEW_N(d->arena, pb_plan_picture, 1);
  pb_placed_picture *placed = PB_NEW(d->arena, pb_placed_picture);
  *placed = (pb_placed_picture){.leg = (int)dice(seed, 3),
                                .row = (int)dice(seed, 12) - 4,
                                .legs = (uint16_t)(1 + dice(seed, 2)),
                                .rows = (uint16_t)(1 + dice(seed, 12)),
                                .caption = {.text = PB_STR(TEN TEN)}};
  pictures[0].placed = placed;
  p->pictures = pictures;
  p->npictures = dice(seed, 2);
}

static const pb_article *random_article(desk *d, uint32_t *seed) {
  static const char *const BITS[] = {"河", "湾", "港", "，", "。", "“", "”", "ab", "（", "）", "开", "船"};
  const char *copy[6];
  size_t n = dice(seed, 6);
  for (size_t i = 0; i < n; i++) {
    size_t bits = 1 + dice(seed, 400);
    char *text = pb_alloc(d->arena, bits * 3 + 1);
    for (size_t k = 0; k < bits; k++) strcat(text, BITS[dice(seed, 3) ? dice(seed, 3) : dice(seed, 12)]);
    copy[i] = text;
  }
  return article(d->arena, dice(seed, 4) ? "河湾新港今日开港" : NULL, copy, n);
}

static char *copy_of(pb_arena *arena, const pb_article *a) {
  PB_VEC(char) text = {0};
  for (size_t i = 0; i < a->nblocks; i++)
    for (size_t k = 0; k < a->blocks[i].cells[0].pieces[0].text.n; k++)
      PB_PUSH(arena, text, a->blocks[i].cells[0].pieces[0].text.s[k]);
  PB_PUSH(arena, text, '\0');
  return text.at;
}

static void check_places(const desk *d, const pb_edition *e) {
  for (size_t p = 0; p < e->npages; p++)
    for (size_t i = 0; i < e->pages[p].nitems; i++) {
      const pb_item *item = &e->pages[p].items[i];
      if (!item->piece || item->kind != PB_ITEM_GLYPHS || e->pieces[item->piece - 1].kind != PB_PIECE_PARAGRAPH) continue;
      const pb_tag_piece *piece = &e->pieces[item->piece - 1];
      const pb_chain *c = &d->chains[piece->story];
      pb_rect r = d->placements[p][c->parts[piece->part].placement].rect;
      pb_len baseline = (LINE - EM) / 2 + EM * 901 / 1024;
      for (size_t k = 0; k < item->run.nglyphs; k++) {
        pb_placed_glyph g = item->run.glyphs[k];
        assert_in_range(g.x - r.x, 0, r.w);
        assert_in_range(g.y - r.y, 0, r.h);
        assert_int_equal((g.y - LAYOUT.area_y - baseline) % LINE, 0);
      }
    }
}

static void one_random_edition(uint32_t seed) {
  pb_arena *arena = pb_arena_new();
  desk *d = desk_new(arena);
  unsigned parts[2][PAGES][2];
  for (unsigned page = 0; page < PAGES; page++)
    for (unsigned i = 0; i < 2; i++) {
      pb_placement *p = place(d, (int)page, random_frame(&seed, (uint16_t)(4 * i), (uint16_t)dice(&seed, 40)));
      random_pictures(d, p, &seed);
      parts[i][page][0] = page;
      parts[i][page][1] = i;
    }
  const pb_article *articles[2];
  for (int i = 0; i < 2; i++)
    chain(d, articles[i] = random_article(d, &seed), (const unsigned(*)[2])parts[i], 1 + dice(&seed, PAGES));
  const pb_edition *e = fill(d);
  check_places(d, e);
  for (uint32_t i = 0; i < 2; i++) {
    const char *set = read_story(arena, e, i, true), *copy = copy_of(arena, articles[i]);
    assert_int_equal(strncmp(set, copy, strlen(set)), 0);
    if (strlen(set) == strlen(copy)) continue;
    const char *count = pb_fmt(arena, "(%zu 字)", pb_utf8_count(pb_str_from(copy + strlen(set))));
    assert_true(is_said(d, "overset", count));
  }
  pb_arena_drop(arena);
}

static void every_cluster_once_in_its_frame(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 400; seed++) one_random_edition(seed * 7919);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(head_then_body_then_jump), TEST(legs_are_level),           TEST(what_does_not_fit_is_counted),
      TEST(a_story_that_ends_early),  TEST(captions_follow_the_body), cmocka_unit_test(every_cluster_once_in_its_frame),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
