/* What the tests of shaping share: a shaper with Debian's Noto, a body style, short ways to shape. */
#ifndef SHAPE_BENCH_H
#define SHAPE_BENCH_H

#include "font_bench.h"
#include "shape.h"
#include "utf8.h"

enum { EM = 10240 }; /* 10 pt, so that 1/1024 em is 10 lengths */

typedef struct {
  bench fonts;
  pb_style body;
  pb_layout layout;
  pb_shaper shaper;
} shape_bench;

static inline pb_style plain_style(void) {
  return (pb_style){.name = PB_STR("body"),
                    .font = PB_STR("song"),
                    .weight = 400,
                    .language = PB_STR("zh-Hans"),
                    .sizes = {EM},
                    .nsizes = 1,
                    .indent = 2 * EM,
                    .prohibition = PB_PROHIBIT_GB,
                    .han_latin = 256,
                    .combine = 2,
                    .upright = PB_LATIN_LETTERS,
                    .tiers = PB_TIERS_DEFAULT,
                    .marks_whole = true};
}

static inline void open_shaper_in(shape_bench *b, const char *folder) {
  *b = (shape_bench){.fonts = open_bench(folder, NULL), .body = plain_style()};
  b->layout = (pb_layout){.line = 12 * PB_PT};
  b->shaper = (pb_shaper){.arena = b->fonts.arena, .diags = b->fonts.diags, .fonts = b->fonts.fonts, .layout = &b->layout};
}

static inline void open_shaper(shape_bench *b) { open_shaper_in(b, NOTO); }

static inline void close_shaper(shape_bench *b) { close_bench(&b->fonts); }

static inline pb_pieces pieces_of(pb_arena *arena, const char *text) {
  pb_piece *piece = PB_NEW(arena, pb_piece);
  piece->text = pb_str_from(text);
  piece->span = (pb_span){0, 0, (uint32_t)piece->text.n};
  pb_pieces *pieces = PB_NEW(arena, pb_pieces);
  *pieces = (pb_pieces){piece, 1};
  return *pieces;
}

/* One paragraph, blanks as in body copy. */
static inline const pb_story *shape_paragraph(shape_bench *b, const char *text) {
  pb_arena *a = b->fonts.arena;
  pb_pieces *cell = PB_NEW(a, pb_pieces);
  *cell = pieces_of(a, text);
  pb_copy_block *block = PB_NEW(a, pb_copy_block);
  *block = (pb_copy_block){.kind = PB_PARAGRAPH, .cells = cell, .ncells = 1};
  pb_article article = {.blocks = block, .nblocks = 1};
  return pb_shape_article(&b->shaper, &article, &b->body);
}

/* What every story must be: clusters in order over the whole text but for word spaces, widths the sums of what they hold. */
static inline void assert_sound(const pb_story *s) {
  size_t text = 0, glyph = 0;
  assert_int_equal(pb_utf8_check(s->text), s->text.n);
  for (size_t i = 0; i < s->nclusters; i++) {
    const pb_cluster *c = &s->clusters[i];
    while (text < c->text) assert_int_equal(s->text.s[text++], ' ');
    assert_int_equal(c->text, text);
    assert_int_equal(c->glyph, glyph);
    assert_true(c->ntext > 0);
    assert_int_equal(s->width[i + 1], s->width[i] + c->advance + s->gaps[i].natural);
    assert_true(s->gaps[i].shrink >= 0 && s->gaps[i].stretch >= 0 && s->gaps[i].shrink <= s->gaps[i].natural);
    assert_true(s->gaps[i].shrink_tier < PB_SHRINK_TIERS && s->gaps[i].stretch_tier < PB_STRETCH_TIERS);
    text += c->ntext;
    glyph += c->nglyphs;
  }
  assert_int_equal(text, s->text.n);
  assert_int_equal(glyph, s->nglyphs);
  uint32_t at = 0;
  for (size_t i = 0; i < s->nblocks; i++) {
    const pb_flow *block = &s->blocks[i];
    assert_int_equal(block->first, at);
    assert_true(block->rows >= 1 && block->style && block->size > 0);
    at = block->end;
    if (block->end == block->first) continue;
    assert_int_equal(s->clusters[block->end - 1].brk, PB_BREAK_MUST);
    assert_int_equal(s->gaps[block->end - 1].natural, 0);
  }
  assert_int_equal(at, s->nclusters);
}

#endif
