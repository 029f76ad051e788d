/* A small edition made by hand, without layout or copy: two pages, two stories that jump across them, a rule of each kind,
 * a tint, white on black, a spot ink, a picture with its caption, a table, links, threads. */
#ifndef PB_HANDMADE_H
#define PB_HANDMADE_H

#include "edition.h"
#include "fonts.h"
#include "utf8.h"

typedef struct {
  pb_arena *arena;
  pb_fonts *fonts;
  pb_face_id song, hei;
  PB_VEC(pb_item) items;
  PB_VEC(pb_tag_piece) pieces;
} handmade;

static const pb_ink HANDMADE_INKS[] = {
    {.name = {"black", 5}, .cmyk = {0, 0, 0, 1000}},
    {.name = {"red", 3}, .cmyk = {0, 1000, 1000, 0}},
    {.name = {"seal", 4}, .kind = PB_INK_SPOT, .spot = {"PANTONE 485", 11}, .cmyk = {0, 950, 1000, 0}},
    {.name = {"cyan", 4}, .cmyk = {1000, 0, 0, 0}},
};
static const pb_layout HANDMADE_LAYOUT = {.inks = HANDMADE_INKS, .ninks = 4};
static const pb_paint HANDMADE_BLACK = {0, 1000, true};

static inline pb_len points(double pt) { return pb_len_from_pt(pt); }
static inline pb_rect rect_at(double x, double y, double w, double h) {
  return (pb_rect){points(x), points(y), points(w), points(h)};
}

/* One cluster a character, in a face that has it. */
static inline pb_item text_at(handmade *m, pb_face_id face, double size, double x, double y, const char *text, uint32_t piece) {
  pb_str t = pb_str_from(text);
  size_t n = pb_utf8_count(t), i = 0;
  pb_placed_glyph *glyphs = PB_NEW_N(m->arena, pb_placed_glyph, n);
  pb_text_cluster *clusters = PB_NEW_N(m->arena, pb_text_cluster, n);
  pb_len at = points(x);
  for (size_t b = 0, width; b < t.n; b += width, i++) {
    uint32_t glyph = 0;
    int32_t advance = 65536;
    pb_fonts_nominal(m->fonts, face, pb_utf8_at(t, b, &width), &glyph, &advance);
    glyphs[i] = (pb_placed_glyph){glyph, at, points(y)};
    clusters[i] = (pb_text_cluster){(uint8_t)width, 1};
    at += (pb_len)(advance / 65536.0 * size * PB_PT);
  }
  pb_item item = {.kind = PB_ITEM_GLYPHS, .paint = HANDMADE_BLACK, .piece = piece};
  item.run.face = face;
  item.run.scale = 1000;
  item.run.size = points(size);
  item.run.glyphs = glyphs;
  item.run.clusters = clusters;
  item.run.nglyphs = item.run.nclusters = n;
  item.run.text = t;
  return item;
}

static inline uint32_t piece_of(handmade *m, pb_piece_kind kind, uint32_t story, uint32_t block, uint16_t page) {
  pb_tag_piece piece = {.kind = kind, .story = story, .block = block, .page = page, .part = page};
  PB_PUSH(m->arena, m->pieces, piece);
  return (uint32_t)m->pieces.n;
}

static inline void put(handmade *m, pb_item item) { PB_PUSH(m->arena, m->items, item); }

static inline void put_rule(handmade *m, pb_line_kind kind, double width, double y) {
  pb_item item = {.kind = PB_ITEM_LINE, .paint = HANDMADE_BLACK};
  item.line.x0 = points(20);
  item.line.x1 = points(280);
  item.line.y0 = item.line.y1 = points(y);
  item.line.width = points(width);
  item.line.kind = kind;
  put(m, item);
}

static inline void put_area(handmade *m, pb_paint paint, pb_rect rect) {
  pb_item item = {.kind = PB_ITEM_FILL, .paint = paint};
  item.fill = rect;
  put(m, item);
}

static inline void put_text(handmade *m, pb_face_id face, double size, double x, double y, const char *text, uint32_t piece) {
  put(m, text_at(m, face, size, x, y, text, piece));
}

static inline void take_items(handmade *m, pb_page *page) {
  page->items = m->items.at;
  page->nitems = m->items.n;
  m->items.at = NULL;
  m->items.n = m->items.cap = 0;
}

static inline void first_page(handmade *m, pb_page *page, bool picture) {
  pb_item white = text_at(m, m->hei, 14, 25, 38, "要闻", 0), seal = text_at(m, m->hei, 14, 200, 38, "套红", 0);
  white.paint = (pb_paint){0, 0, true};
  seal.paint = (pb_paint){2, 600, false};
  put_area(m, HANDMADE_BLACK, rect_at(20, 20, 60, 24));
  put(m, white);
  put(m, seal);
  pb_item wide = text_at(m, m->hei, 24, 20, 80, "河湾新港今日开港", piece_of(m, PB_PIECE_HEADLINE, 0, 0, 0));
  wide.run.scale = 900;
  wide.paint = (pb_paint){1, 1000, false};
  put(m, wide);
  uint32_t body = piece_of(m, PB_PIECE_PARAGRAPH, 0, 1, 0);
  put_text(m, m->song, 9, 20, 100, "本报讯　今天上午，河湾新港", body);
  put_text(m, m->song, 9, 20, 112, "在汽笛声中开港。首班货轮", body);
  put_text(m, m->song, 9, 100, 124, "（下转第２版）", piece_of(m, PB_PIECE_JUMP, 0, 2, 0));
  put_text(m, m->hei, 16, 160, 110, "两会开幕", piece_of(m, PB_PIECE_HEADLINE, 1, 0, 0));
  put_area(m, (pb_paint){0, 100, false}, rect_at(158, 116, 122, 30));
  put_text(m, m->song, 9, 160, 128, "代表们步入会场，一年的", piece_of(m, PB_PIECE_PARAGRAPH, 1, 1, 0));
  pb_item latin = text_at(m, m->song, 9, 282, 100, "ABC", 0);
  latin.run.sideways = true;
  put(m, latin);
  static const pb_line_kind KINDS[] = {PB_LINE_HAIR, PB_LINE_THIN, PB_LINE_THICK, PB_LINE_DOUBLE, PB_LINE_WAVE, PB_LINE_DOTTED};
  for (size_t i = 0; i < 6; i++) put_rule(m, KINDS[i], i == 2 ? 1 : 0.3, 160 + 6.0 * (double)i);
  if (picture) {
    uint32_t figure = piece_of(m, PB_PIECE_FIGURE, 0, 9, 0);
    m->pieces.at[figure - 1].alt = PB_STR("新港全景");
    pb_item item = {.kind = PB_ITEM_PICTURE, .piece = figure};
    item.picture.rect = rect_at(20, 200, 120, 80);
    item.picture.clip = rect_at(30, 200, 100, 80);
    put(m, item);
    put_text(m, m->song, 7, 30, 290, "新港全景　本报记者摄", piece_of(m, PB_PIECE_CAPTION, 0, 9, 0));
  }
  take_items(m, page);
}

static inline void second_page(handmade *m, pb_page *page, bool picture) {
  put_text(m, m->song, 9, 20, 40, "（上接第１版）", piece_of(m, PB_PIECE_JUMP, 0, 3, 1));
  put_text(m, m->song, 9, 20, 52, "驶向外海，港区一片欢腾。", piece_of(m, PB_PIECE_PARAGRAPH, 0, 1, 1));
  put_text(m, m->song, 9, 160, 52, "账，一笔一笔摆上了台面。", piece_of(m, PB_PIECE_PARAGRAPH, 1, 1, 1));
  put_text(m, m->song, 9, 160, 64, "第二段是新的一段。", piece_of(m, PB_PIECE_PARAGRAPH, 1, 2, 1));
  static const char *const CELLS[] = {"区县", "产值", "东区", "１２"};
  for (uint16_t i = 0; i < 4; i++) {
    uint16_t row = i / 2;
    uint32_t piece = piece_of(m, PB_PIECE_CELL, 1, 4u + row, 1);
    m->pieces.at[piece - 1].row = row;
    m->pieces.at[piece - 1].cell = i % 2;
    put_text(m, m->song, 9, 160 + 40 * (i % 2), 80 + 12 * row, CELLS[i], piece);
  }
  if (picture) {
    pb_item item = {.kind = PB_ITEM_PICTURE};
    item.picture.rect = item.picture.clip = rect_at(20, 200, 120, 80);
    put(m, item);
  }
  take_items(m, page);
}

/* `picture` may be NULL: none is placed. It stands on page 1, which prints in full colour, and on page 2 in black. */
static inline const pb_edition *handmade_edition(handmade *m, const pb_picture *picture) {
  pb_page *pages = PB_NEW_N(m->arena, pb_page, 2);
  for (size_t i = 0; i < 2; i++)
    pages[i] = (pb_page){.width = points(300),
                         .height = points(400),
                         .bleed = points(9),
                         .layout = &HANDMADE_LAYOUT,
                         .inks = i ? 1 : 15,
                         .label = i ? PB_STR("02") : PB_STR("01")};
  first_page(m, &pages[0], picture);
  second_page(m, &pages[1], picture);
  pb_edition_story *stories = PB_NEW_N(m->arena, pb_edition_story, 2);
  pb_leg_rect *legs = PB_NEW_N(m->arena, pb_leg_rect, 4);
  for (uint16_t i = 0; i < 4; i++) legs[i] = (pb_leg_rect){i % 2, rect_at(i < 2 ? 20 : 160, 40, 120, 100)};
  stories[0] = (pb_edition_story){.title = PB_STR("河湾新港今日开港"), .legs = legs, .nlegs = 2, .y = points(60)};
  stories[1] = (pb_edition_story){.title = PB_STR("两会开幕"), .legs = legs + 2, .nlegs = 2, .y = points(95)};
  pb_link *links = PB_NEW_N(m->arena, pb_link, 2);
  links[0] = (pb_link){0, 1, rect_at(100, 116, 60, 10), 0, points(32)};
  links[1] = (pb_link){1, 0, rect_at(20, 32, 60, 10), 0, points(116)};
  const pb_picture **pictures = PB_NEW_N(m->arena, const pb_picture *, 1);
  pictures[0] = picture;
  pb_edition *edition = PB_NEW(m->arena, pb_edition);
  *edition = (pb_edition){.title = PB_STR("河湾日报 2026-03-01"),
                          .publisher = PB_STR("河湾日报社"),
                          .language = PB_STR("zh-Hans"),
                          .year = 2026,
                          .month = 3,
                          .day = 1,
                          .pages = pages,
                          .npages = 2,
                          .pictures = pictures,
                          .npictures = picture ? 1 : 0,
                          .pieces = m->pieces.at,
                          .npieces = m->pieces.n,
                          .stories = stories,
                          .nstories = 2,
                          .links = links,
                          .nlinks = 2};
  return edition;
}

#endif
