/* Articles into blocks: styles, rows, labels, tables, heads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "columns.h"
#include "shape_bench.h"

static pb_copy_block block_of(pb_arena *arena, pb_block_kind kind, size_t n, const char *const *texts) {
  pb_pieces *cells = PB_NEW_N(arena, pb_pieces, n);
  for (size_t i = 0; i < n; i++) cells[i] = pieces_of(arena, texts[i]);
  return (pb_copy_block){.kind = kind, .cells = cells, .ncells = n, .span = {0, 7, 9}};
}
#define BLOCK(b, kind, ...) \
  block_of((b)->fonts.arena, kind, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *), (const char *[]){__VA_ARGS__})

static pb_str text_of(const pb_story *s, const pb_flow *f) {
  size_t end = f->end < s->nclusters ? s->clusters[f->end].text : s->text.n;
  return pb_str_sub(s->text, s->clusters[f->first].text, end);
}

static void blocks_take_their_styles(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_style own[] = {
      {.name = PB_STR("subhead"), .font = PB_STR("hei"), .weight = 700, .sizes = {13 * PB_PT}, .nsizes = 1, .rows_before = 2}};
  b.layout.styles = own;
  b.layout.nstyles = 1;
  pb_copy_block blocks[] = {BLOCK(&b, PB_PARAGRAPH, "正文"), BLOCK(&b, PB_SUBHEAD, "小标题"), BLOCK(&b, PB_PARAGRAPH, " 　"),
                            BLOCK(&b, PB_BREAK, ""), BLOCK(&b, PB_QUOTATION, "引文")};
  pb_article article = {.blocks = blocks, .nblocks = 5};
  const pb_story *s = pb_shape_article(&b.shaper, &article, &b.body);
  assert_sound(s);
  assert_int_equal(s->nblocks, 4); /* the empty paragraph is none */
  assert_ptr_equal(s->blocks[0].style, &b.body);
  assert_int_equal(s->blocks[0].rows, 1);
  assert_int_equal(s->blocks[0].block, 1);
  assert_int_equal(s->blocks[1].kind, PB_FLOW_SUBHEAD);
  assert_ptr_equal(s->blocks[1].style, &own[0]);
  assert_int_equal(s->blocks[1].rows, 2); /* 13 pt on rows of 12 */
  assert_int_equal(s->blocks[1].rows_before, 2);
  assert_int_equal(s->blocks[1].keep_next, 2);
  assert_int_equal(s->blocks[1].span.at, 7);
  assert_int_equal(s->blocks[2].kind, PB_FLOW_BLANK);
  assert_int_equal(s->blocks[3].block, 5);
  assert_int_equal(s->blocks[3].style->inset_left, EM);
  assert_true(pb_str_is(text_of(s, &s->blocks[3]), "引文"));
  close_shaper(&b);
}

static void labels_hang(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_copy_block blocks[] = {BLOCK(&b, PB_LIST_ITEM, "加强领导"), BLOCK(&b, PB_LIST_ITEM, "领导"), BLOCK(&b, PB_LIST_ITEM, "“引”")};
  blocks[0].label = PB_STR("1.");
  blocks[1].label = PB_STR("10.");
  blocks[2].label = PB_STR("·");
  pb_article article = {.blocks = blocks, .nblocks = 3};
  const pb_story *s = pb_shape_article(&b.shaper, &article, &b.body);
  assert_sound(s);
  assert_int_equal(s->nblocks, 3);
  const pb_flow *second = &s->blocks[1], *third = &s->blocks[2];
  pb_len hang = s->blocks[0].style->inset_left, wide = s->width[second->text] - s->width[second->first];
  assert_int_equal(hang % (EM / 2), 0);
  assert_int_equal(s->width[2] - s->width[0], -s->blocks[0].style->indent); /* the text begins where the inset ends */
  assert_int_equal(second->style->inset_left, hang);
  assert_int_equal(second->style->indent, -hang); /* the widest label begins the list's box; the others end with it */
  assert_int_equal(wide, hang);
  assert_int_equal(s->blocks[0].style->indent + hang, s->clusters[second->first].advance);
  assert_int_equal(s->clusters[1].brk, PB_BREAK_NO);
  assert_int_equal(s->gaps[1].stretch_tier, PB_STRETCH_NONE);
  assert_int_equal(third->style->inset_left, EM); /* another list */
  close_shaper(&b);
}

static void tables_share_the_measure(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_copy_block blocks[] = {BLOCK(&b, PB_TABLE_ROW, "品种", "吨数", "说明"), BLOCK(&b, PB_TABLE_ROW, "小麦", "1,200", "增长"),
                            BLOCK(&b, PB_TABLE_ROW, "燕麦荞麦", "——", "持平5%"), BLOCK(&b, PB_TABLE_ROW, "", "−30.5"),
                            BLOCK(&b, PB_TABLE_ROW, "第二张表")};
  blocks[0].header = true;
  blocks[4].header = true;
  pb_article article = {.blocks = blocks, .nblocks = 5};
  const pb_story *s = pb_shape_article(&b.shaper, &article, &b.body);
  assert_sound(s);
  assert_int_equal(s->nblocks, 5);
  assert_true(s->blocks[0].table_header && !s->blocks[1].table_header);
  const pb_cell *cells = s->blocks[2].cells;
  const pb_table *table = s->blocks[2].table;
  pb_column_place places[3];
  assert_int_equal(s->blocks[2].ncells, 3);
  assert_int_equal(table->ncolumns, 3);
  assert_int_equal(table->end - table->first, 4);
  assert_int_equal(table->columns[0].align, PB_ALIGN_LEFT);
  assert_int_equal(table->columns[1].align, PB_ALIGN_RIGHT);
  assert_int_equal(table->columns[2].align, PB_ALIGN_LEFT);
  assert_true(table->columns[1].figures && !table->columns[2].figures);
  pb_table_place(b.fonts.arena, s, table, 20 * EM, places);
  assert_int_equal(places[0].x, 0);
  assert_true(places[1].x > places[0].width && places[2].x > places[1].x + places[1].width);
  assert_int_equal(places[2].x + places[2].width, 20 * EM);
  assert_true(places[0].width > places[1].width);
  const pb_cell *negative = &s->blocks[3].cells[1]; /* −30.5: its point under the end of 1,200, which has none */
  assert_true(negative->point < s->blocks[1].cells[1].point);
  assert_int_equal(places[1].point + table->columns[1].part, places[1].width);
  assert_int_equal(s->blocks[3].cells[0].first, s->blocks[3].cells[0].end);
  assert_ptr_not_equal(s->blocks[4].table, table);
  assert_int_equal(s->clusters[cells[0].end - 1].brk, PB_BREAK_MUST);
  close_shaper(&b);
}

/* The column of long words gets the room. */
static void narrow_tables_take_few_lines(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_copy_block blocks[] = {BLOCK(&b, PB_TABLE_ROW, "路线", "停靠的站", "价"),
                            BLOCK(&b, PB_TABLE_ROW, "一路", "沿江公园中学医院码头粮站", "2")};
  blocks[0].header = true;
  blocks[0].aligns = "lcr";
  pb_article article = {.blocks = blocks, .nblocks = 2};
  b.shaper.measure = 13 * EM;
  const pb_story *s = pb_shape_article(&b.shaper, &article, &b.body);
  const pb_table *table = s->blocks[0].table;
  pb_column_place places[3];
  assert_int_equal(table->columns[1].align, PB_ALIGN_CENTRE);
  assert_true(pb_table_fits(table, 13 * EM));
  assert_false(pb_table_fits(table, 4 * EM));
  pb_table_place(b.fonts.arena, s, table, 13 * EM, places);
  assert_int_equal(places[0].width, 2 * EM);
  assert_true(places[1].width >= 6 * EM); /* its twelve characters in two lines */
  assert_int_equal(places[2].x + places[2].width, 13 * EM);
  close_shaper(&b);
}

static void wide_tables_are_refused(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  const char *texts[100];
  for (size_t i = 0; i < 100; i++) texts[i] = "一";
  pb_copy_block block = block_of(b.fonts.arena, PB_TABLE_ROW, 100, texts);
  pb_article article = {.blocks = &block, .nblocks = 1};
  const pb_story *s = pb_shape_article(&b.shaper, &article, &b.body);
  assert_sound(s);
  assert_int_equal(told(&b.fonts, "table-wide"), 1);
  close_shaper(&b);
}

static void groups_have_heads(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_pieces heads[] = {pieces_of(b.fonts.arena, "公交 改线"), pieces_of(b.fonts.arena, "第二行")};
  pb_copy_block body = BLOCK(&b, PB_PARAGRAPH, "正文");
  pb_article one = {.headline = {heads, 2}, .blocks = &body, .nblocks = 1};
  pb_article two = {.headline = {heads, 1}, .blocks = &body, .nblocks = 1};
  const pb_article *articles[] = {&one, &two};
  const pb_story *s = pb_shape_group(&b.shaper, articles, 2, &b.body);
  assert_sound(s);
  assert_int_equal(s->nblocks, 5);
  assert_int_equal(s->blocks[0].kind, PB_FLOW_HEAD);
  assert_int_equal(s->blocks[0].block, 0);
  assert_int_equal(s->blocks[0].keep_next, 2);
  assert_int_equal(s->blocks[1].rows_before, 0);
  assert_true(pb_str_is(text_of(s, &s->blocks[0]), "公交　改线"));
  assert_int_equal(s->blocks[3].article, 1);
  assert_int_equal(s->blocks[4].article, 1);
  assert_int_equal(s->blocks[4].block, 1);
  close_shaper(&b);
}

static void nothing_gives_an_empty_story(void **state) {
  (void)state;
  shape_bench b;
  open_shaper(&b);
  pb_article article = {0};
  const pb_story *s = pb_shape_article(&b.shaper, &article, &b.body);
  assert_sound(s);
  assert_int_equal(s->nblocks, 0);
  assert_sound(pb_shape_group(&b.shaper, NULL, 0, &b.body));
  s = pb_shape_line(&b.shaper, (pb_pieces){0}, &b.body, EM);
  assert_int_equal(s->nclusters, 0);
  close_shaper(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(blocks_take_their_styles),    cmocka_unit_test(labels_hang),
                                     cmocka_unit_test(tables_share_the_measure),    cmocka_unit_test(narrow_tables_take_few_lines),
                                     cmocka_unit_test(wide_tables_are_refused),     cmocka_unit_test(groups_have_heads),
                                     cmocka_unit_test(nothing_gives_an_empty_story)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
