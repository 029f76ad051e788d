/* The way of an article: block by block, text by text, into one story. */
#include "shape.h"

#include "flows.h"
#include "text.h"
#include "utf8.h"

enum { KEEP = 2 /* lines that must stand under a head */, BLOCKS_MAX = UINT16_MAX };

/* ---- flows ---- */

pb_flow pb_flow_begin(pb_maker *m, pb_flow_kind kind, const pb_style *style, pb_flow_place place) {
  pb_len size = pb_style_size(style);
  bool heads = kind == PB_FLOW_HEAD || kind == PB_FLOW_SUBHEAD || kind == PB_FLOW_TITLE;
  pb_maker_style(m, style, size);
  pb_maker_start(m);
  m->ruby_over = false;
  return (pb_flow){.kind = kind,
                   .style = style,
                   .size = size,
                   .first = (uint32_t)m->clusters.n,
                   .text = (uint32_t)m->clusters.n,
                   .article = place.article,
                   .block = place.block,
                   .rows = pb_style_rows(m->shaper->layout, style, size),
                   .rows_before = style->rows_before,
                   .rows_after = style->rows_after,
                   .keep_next = heads ? KEEP : 0,
                   .span = place.span};
}

bool pb_flow_end(pb_maker *m, pb_flow flow) {
  flow.end = (uint32_t)m->clusters.n;
  if (flow.end == flow.first && flow.kind != PB_FLOW_BLANK) return false;
  if (flow.end > flow.first) pb_maker_end(m);
  if (m->ruby_over) pb_flow_rows_over(m->shaper->layout, &flow);
  PB_PUSH(m->shaper->arena, m->blocks, flow);
  return true;
}

static void add_flow(pb_maker *m, pb_flow_kind kind, const pb_style *style, pb_pieces pieces, pb_flow_place place) {
  pb_flow flow = pb_flow_begin(m, kind, style, place);
  pb_maker_text(m, pieces, place.span);
  pb_flow_end(m, flow);
}

/* ---- articles ---- */

static void add_blank(pb_maker *m, const pb_style *body, pb_flow_place place) {
  pb_flow_end(m, pb_flow_begin(m, PB_FLOW_BLANK, body, place));
}

static void add_block(pb_maker *m, pb_flow_styles *styles, const pb_copy_block *block, pb_flow_place place) {
  pb_pieces text = block->ncells ? block->cells[0] : (pb_pieces){0};
  const pb_shaper *shaper = m->shaper;
  switch (block->kind) {
    case PB_SUBHEAD: add_flow(m, PB_FLOW_SUBHEAD, pb_flow_style(styles, shaper, PB_ROLE_SUBHEAD), text, place); break;
    case PB_TABLE_TITLE: add_flow(m, PB_FLOW_TITLE, pb_flow_style(styles, shaper, PB_ROLE_TABLE_TITLE), text, place); break;
    case PB_QUOTATION: add_flow(m, PB_FLOW_QUOTATION, pb_flow_style(styles, shaper, PB_ROLE_QUOTATION), text, place); break;
    case PB_BREAK: add_blank(m, styles->body, place); break;
    default: pb_flow_paragraph(m, styles, block, place); break;
  }
}

/* A block, or all of a list or a table; returns how many of the copy's. */
static size_t add_blocks(pb_maker *m, pb_flow_styles *styles, const pb_copy_block *blocks, size_t n, pb_flow_place place) {
  const pb_shaper *shaper = m->shaper;
  if (blocks->kind == PB_TABLE_ROW) return pb_flow_table(m, pb_flow_style(styles, shaper, PB_ROLE_TABLE), blocks, n, place);
  if (blocks->kind == PB_LIST_ITEM) return pb_flow_list(m, pb_flow_style(styles, shaper, PB_ROLE_ITEM), blocks, n, place);
  add_block(m, styles, blocks, place);
  return 1;
}

/* The first paragraph of an article may open with a drop initial. */
static size_t opening_of(const pb_article *article) {
  size_t i = 0;
  while (i < article->nblocks && (article->blocks[i].kind != PB_PARAGRAPH || article->blocks[i].in != PB_IN_COPY)) i++;
  return i;
}

static size_t add_opening(pb_maker *m, pb_flow_styles *styles, const pb_article *article, const pb_copy_block *block,
                          pb_flow_place place) {
  unsigned lines = article->initial >= 0 ? (unsigned)article->initial : styles->body->initial;
  if (lines < 2) return add_blocks(m, styles, block, 1, place);
  if (!pb_flow_opening(m, styles, lines, block, place) && article->initial > 0) {
    pb_diag(m->shaper->diags, PB_WARNING, article->initial_span, "no-initial",
            _("the text does not begin with a character for an initial"));
    pb_diag_hint(m->shaper->diags, "%s", _("an initial is a Chinese character or a Latin capital, with text after it"));
  }
  return 1;
}

static void add_body(pb_maker *m, pb_flow_styles *styles, const pb_article *article, uint16_t index) {
  size_t first = m->blocks.n /* of the fence */, opening = opening_of(article);
  for (size_t i = 0; i < article->nblocks;) {
    const pb_copy_block *block = &article->blocks[i];
    pb_flow_place place = {index, (uint16_t)(i + 1 < BLOCKS_MAX ? i + 1 : BLOCKS_MAX), block->span};
    if (i && block[-1].fence != block->fence) first = m->blocks.n;
    i += i == opening ? add_opening(m, styles, article, block, place) : add_blocks(m, styles, block, article->nblocks - i, place);
    bool last = i == article->nblocks || article->blocks[i].fence != block->fence;
    if (last && block->fence) pb_flow_enclose(m, styles, block, first);
  }
}

static void add_head_line(pb_maker *m, const pb_style *style, pb_pieces line, uint16_t index, uint16_t before) {
  if (line.n == 0) return;
  pb_span span = line.pieces[0].span;
  span.to = line.pieces[line.n - 1].span.to;
  pb_flow flow = pb_flow_begin(m, PB_FLOW_HEAD, style, (pb_flow_place){index, 0, span});
  flow.rows_before = before;
  m->line = true;
  pb_maker_text(m, line, span);
  m->line = false;
  pb_flow_end(m, flow);
}

static void add_head_text(pb_maker *m, const pb_style *style, pb_head_text text, uint16_t index, uint16_t before) {
  for (size_t i = 0; i < text.n; i++) add_head_line(m, style, text.lines[i], index, i == 0 ? before : 0);
}

static void add_head(pb_maker *m, pb_flow_styles *styles, const pb_article *article, uint16_t index) {
  const pb_style *head = pb_flow_style(styles, m->shaper, PB_ROLE_BRIEF_HEAD);
  const pb_style *line = pb_flow_style(styles, m->shaper, PB_ROLE_BRIEF_LINE);
  uint16_t before = head->rows_before; /* above its first line, whichever that is */
  add_head_text(m, line, article->kicker, index, before);
  add_head_text(m, head, article->headline, index, article->kicker.n ? 0 : before);
  add_head_text(m, line, article->deck, index, 0);
  add_head_text(m, line, article->byline, index, 0);
}

/* ---- how much there is ---- */

typedef struct {
  size_t characters, bytes;
} amount;

static void count_pieces(amount *sum, pb_pieces pieces) {
  for (size_t i = 0; i < pieces.n; i++) {
    sum->characters += pb_utf8_count(pieces.pieces[i].text);
    sum->bytes += pieces.pieces[i].text.n;
  }
}

static void count_article(amount *sum, const pb_article *article) {
  for (size_t i = 0; i < article->nblocks; i++) {
    sum->characters += article->blocks[i].label.n;
    sum->bytes += article->blocks[i].label.n;
    count_pieces(sum, article->blocks[i].lead);
    for (size_t k = 0; k < article->blocks[i].ncells; k++) count_pieces(sum, article->blocks[i].cells[k]);
  }
}

/* ---- the public calls ---- */

pb_story *pb_shape_article(const pb_shaper *shaper, const pb_article *article, const pb_style *body) {
  amount sum = {0};
  count_article(&sum, article);
  pb_maker m;
  pb_flow_styles styles = {.body = body};
  pb_maker_open(&m, shaper, sum.characters, sum.bytes);
  add_body(&m, &styles, article, 0);
  return pb_maker_close(&m);
}

pb_story *pb_shape_group(const pb_shaper *shaper, const pb_article *const *articles, size_t n, const pb_style *body) {
  amount sum = {0};
  for (size_t i = 0; i < n; i++) count_article(&sum, articles[i]);
  pb_maker m;
  pb_flow_styles styles = {.body = body};
  pb_maker_open(&m, shaper, sum.characters, sum.bytes);
  for (size_t i = 0; i < n; i++) {
    add_head(&m, &styles, articles[i], (uint16_t)i);
    add_body(&m, &styles, articles[i], (uint16_t)i);
  }
  return pb_maker_close(&m);
}

pb_story *pb_shape_line(const pb_shaper *shaper, pb_pieces pieces, const pb_style *style, pb_len size) {
  amount sum = {0};
  count_pieces(&sum, pieces);
  pb_maker m;
  pb_maker_open(&m, shaper, sum.characters, sum.bytes);
  pb_span span = pieces.n ? pieces.pieces[0].span : (pb_span){0};
  if (pieces.n) span.to = pieces.pieces[pieces.n - 1].span.to;
  pb_flow flow = pb_flow_begin(&m, PB_FLOW_PARAGRAPH, style, (pb_flow_place){.span = span});
  flow.size = size;
  flow.rows = pb_style_rows(shaper->layout, style, size);
  m.line = true;
  pb_maker_style(&m, style, size);
  pb_maker_text(&m, pieces, span);
  pb_flow_end(&m, flow);
  return pb_maker_close(&m);
}

pb_story *pb_shape_string(const pb_shaper *shaper, pb_str text, pb_span span, const pb_style *style, pb_len size) {
  pb_piece piece = {.text = text, .span = span};
  return pb_shape_line(shaper, (pb_pieces){&piece, 1}, style, size);
}
