#include "head.h"

#include "headline.h"

enum { LINES_MAX = 24 };

/* A head as it is stacked: display lines first, then lines that stand on the grid. */
typedef struct {
  pb_type_maker maker;
  pb_len measure;
  pb_head_line lines[LINES_MAX];
  bool on_grid[LINES_MAX];
  size_t n;
} stack;

static void push(stack *s, pb_piece_kind kind, const pb_type *type, bool on_grid) {
  if (s->n == LINES_MAX || pb_type_empty(type)) return;
  s->on_grid[s->n] = on_grid;
  s->lines[s->n++] = (pb_head_line){.kind = kind, .type = *type};
}

static const pb_style *style_at(const pb_layout *layout, int index) {
  return index >= 0 && (size_t)index < layout->nstyles ? &layout->styles[index] : NULL;
}

/* What a style leaves of the measure: a head that touches both edges looks cramped. */
static pb_len room_for(const stack *s, const pb_style *style) {
  pb_len room = s->measure - style->inset_left - style->inset_right;
  return room > s->measure / 2 ? room : s->measure / 2;
}

/* A line that no turn makes fit: broken wherever a line may break, at the smallest size. */
static void push_wrapped(stack *s, pb_piece_kind kind, pb_pieces pieces, const pb_style *style, bool on_grid) {
  pb_type t = pb_type_pieces(s->maker, pieces, style, style->nsizes ? style->sizes[style->nsizes - 1] : 0);
  pb_type *lines;
  size_t n = pb_type_wrap(s->maker, &t, room_for(s, style), style->align == PB_ALIGN_CENTRE, &lines);
  for (size_t i = 0; i < n; i++) push(s, kind, &lines[i], on_grid);
}

/* Kicker, deck, byline. */
static void push_text(stack *s, pb_piece_kind kind, pb_head_text text, const pb_style *style, bool on_grid) {
  if (!style || text.n == 0) return;
  pb_type *lines;
  size_t n;
  if (!pb_headline_try(s->maker, text.lines, text.n, style, room_for(s, style), &lines, &n)) {
    for (size_t i = 0; i < text.n; i++) push_wrapped(s, kind, text.lines[i], style, on_grid);
    return;
  }
  for (size_t i = 0; i < n; i++) push(s, kind, &lines[i], on_grid);
}

/* White between two lines of a head: a quarter of the larger. */
static pb_len between(const pb_head_line *above, const pb_head_line *below) {
  pb_len larger = above->type.size > below->type.size ? above->type.size : below->type.size;
  return larger / 4;
}

static uint16_t rows_of(const pb_layout *layout, pb_len height) {
  unsigned rows = pb_grid_rows(layout, height);
  return (uint16_t)(rows > 10000 ? 10000 : rows);
}

/* Places the display lines in the middle of whole rows; returns how many rows those are. Lines on the grid that follow
 * stay a third of a row away. */
static uint16_t place_display(stack *s, size_t n, pb_len top) {
  const pb_layout *layout = s->maker.layout;
  pb_len height = n && n < s->n ? layout->line / 3 : 0;
  for (size_t i = 0; i < n; i++) height += s->lines[i].type.size + (i ? between(&s->lines[i - 1], &s->lines[i]) : 0);
  uint16_t rows = rows_of(layout, height);
  pb_len spare = rows * layout->line - height, y = top;
  if (n && n < s->n) spare -= spare < layout->line / 3 ? spare : layout->line / 3; /* a byline is not to stick to the deck */
  for (size_t i = 0; i < n; i++) {
    pb_len size = s->lines[i].type.size;
    if (i) y += between(&s->lines[i - 1], &s->lines[i]);
    y += pb_len_share(spare, (uint32_t)n + 1, (uint32_t)i);
    s->lines[i].baseline = y + pb_baseline(s->maker.build, layout, size, size);
    y += size;
  }
  return rows;
}

static uint16_t place_on_grid(stack *s, size_t from, pb_len top) {
  const pb_layout *layout = s->maker.layout;
  uint16_t rows = 0;
  for (size_t i = from; i < s->n; i++) {
    pb_len size = s->lines[i].type.size;
    uint16_t own = rows_of(layout, size);
    pb_len height = own * layout->line;
    s->lines[i].baseline = top + rows * layout->line + pb_baseline(s->maker.build, layout, height, size);
    rows = (uint16_t)(rows + own);
  }
  return rows;
}

static pb_head finish(stack *s, uint16_t rows_above, uint16_t rows_below, uint16_t rule) {
  pb_head head = {.measure = s->measure};
  if (s->n == 0) return head;
  size_t display = 0;
  while (display < s->n && !s->on_grid[display]) display++;
  pb_len line = s->maker.layout->line;
  uint16_t rows = (uint16_t)(rows_above + place_display(s, display, rows_above * line));
  rows = (uint16_t)(rows + place_on_grid(s, display, rows * line));
  head.rows = (uint16_t)(rows + rows_below);
  head.rows_below = rows_below;
  head.rule = (pb_line_kind)rule;
  head.rule_y = head.rows * line - (rows_below ? rows_below * line / 2 : line / 8);
  pb_head_line *lines = PB_NEW_N(s->maker.build->arena, pb_head_line, s->n);
  for (size_t i = 0; i < s->n; i++) lines[i] = s->lines[i];
  head.lines = lines;
  head.nlines = s->n;
  return head;
}

static void push_headline(stack *s, pb_head_text text, const pb_style *style) {
  pb_type *lines;
  size_t nlines = style ? pb_headline_fit(s->maker, text.lines, text.n, style, room_for(s, style), &lines) : 0;
  for (size_t i = 0; i < nlines; i++) push(s, PB_PIECE_HEADLINE, &lines[i], false);
}

pb_head pb_head_of_article(pb_type_maker maker, const pb_head_set *set, const pb_article *article, pb_len measure) {
  stack s = {.maker = maker, .measure = measure};
  push_text(&s, PB_PIECE_KICKER, article->kicker, style_at(maker.layout, set->kicker), false);
  push_headline(&s, article->headline, style_at(maker.layout, set->headline));
  push_text(&s, PB_PIECE_SUBHEAD, article->deck, style_at(maker.layout, set->deck), false);
  push_text(&s, PB_PIECE_BYLINE, article->byline, style_at(maker.layout, set->byline), true);
  return finish(&s, set->rows_above, set->rows_below, set->rule_below_kind);
}

static pb_head_text text_of(pb_arena *arena, pb_str text, pb_span span) {
  if (text.n == 0) return (pb_head_text){0};
  pb_piece *piece = PB_NEW(arena, pb_piece);
  pb_pieces *line = PB_NEW(arena, pb_pieces);
  *piece = (pb_piece){.text = text, .span = span};
  *line = (pb_pieces){piece, 1};
  return (pb_head_text){line, 1};
}

pb_head pb_head_of_topic(pb_type_maker maker, const pb_head_set *set, const pb_place *place, pb_len measure) {
  stack s = {.maker = maker, .measure = measure};
  pb_arena *arena = maker.build->arena;
  pb_head_text head = text_of(arena, place->head.text, place->head.span);
  pb_head_text kicker = text_of(arena, place->kicker.text, place->kicker.span);
  push_text(&s, PB_PIECE_KICKER, kicker, style_at(maker.layout, set->kicker), false);
  if (head.n) push_headline(&s, head, pb_build_style(maker.build, maker.layout, "topic-head"));
  return finish(&s, set->rows_above, set->rows_below, set->rule_below_kind);
}

/* ---- continuations ---- */

/* The title as far as it leaves room for the line beside it. */
static pb_type short_title(pb_type_maker maker, const pb_article *article, const pb_style *style, pb_len measure) {
  pb_pieces title = article->short_title.n ? article->short_title
                    : article->headline.n  ? article->headline.lines[0]
                                           : (pb_pieces){0};
  pb_type t = pb_type_pieces(maker, title, style, 0);
  for (size_t i = 1; i < style->nsizes && t.width > measure; i++) t = pb_type_pieces(maker, title, style, style->sizes[i]);
  if (!pb_type_narrow(&t, measure, 800)) pb_type_narrow(&t, measure, 600);
  return t;
}

pb_head pb_head_of_continuation(pb_type_maker maker, const pb_article *article, pb_str text, pb_len measure) {
  pb_head head = {.measure = measure};
  const pb_style *jump = pb_build_style(maker.build, maker.layout, "jump");
  pb_type from = pb_type_string(maker, text, (pb_span){0}, jump, 0);
  pb_len gap = maker.layout->body;
  bool beside = from.width + gap + 6 * gap <= measure;
  const pb_style *style = pb_build_style(maker.build, maker.layout, "continued");
  pb_type title = short_title(maker, article, style, beside ? measure - from.width - gap : measure);
  pb_head_line *lines = PB_NEW_N(maker.build->arena, pb_head_line, 2);
  pb_len line = maker.layout->line;
  uint16_t rows = pb_type_empty(&title) ? 0 : rows_of(maker.layout, title.size);
  if (rows) lines[head.nlines++] = (pb_head_line){.kind = PB_PIECE_JUMP, .type = title};
  if (rows == 0 || !beside) rows++;
  pb_len baseline = (rows - 1) * line + pb_baseline(maker.build, maker.layout, line, from.size);
  if (head.nlines) {
    pb_len height = (beside ? rows : rows - 1) * line;
    lines[0].baseline = beside ? baseline : pb_baseline(maker.build, maker.layout, height, title.size);
  }
  pb_len after = head.nlines && beside ? pb_type_left(&title, measure) + title.width + gap : 0;
  if (after + from.width > measure) after = measure - from.width;
  lines[head.nlines++] = (pb_head_line){.kind = PB_PIECE_JUMP, .type = from, .x = after, .baseline = baseline, .left = true};
  head.lines = lines;
  head.rows = (uint16_t)(rows + 1);
  head.rows_below = 1;
  return head;
}

/* ---- together and on the page ---- */

pb_head pb_head_stack(pb_type_maker maker, const pb_head *above, const pb_head *below) {
  if (above->rows == 0) return *below;
  if (below->rows == 0) return *above;
  pb_head both = *below;
  pb_head_line *lines = PB_NEW_N(maker.build->arena, pb_head_line, above->nlines + below->nlines);
  for (size_t i = 0; i < above->nlines; i++) lines[i] = above->lines[i];
  for (size_t i = 0; i < below->nlines; i++) {
    lines[above->nlines + i] = below->lines[i];
    lines[above->nlines + i].baseline += above->rows * maker.layout->line;
  }
  both.lines = lines;
  both.nlines = above->nlines + below->nlines;
  both.rows = (uint16_t)(above->rows + below->rows);
  both.rule = above->rule;
  both.rule_y = above->rule_y;
  return both;
}

/* Lines of one kind are one element of the structure; the headline is block 0. */
static uint32_t block_of(pb_pen *pen, const pb_head *head, size_t i, uint32_t story, uint32_t before) {
  pb_piece_kind kind = head->lines[i].kind;
  if (i && head->lines[i - 1].kind == kind) return before;
  return kind == PB_PIECE_HEADLINE ? 0 : pb_build_block(pen->build, story);
}

void pb_head_draw(pb_pen pen, const pb_head *head, uint32_t story, uint16_t part, pb_len x, pb_len y) {
  uint32_t block = 0;
  for (size_t i = 0; i < head->nlines; i++) {
    const pb_head_line *line = &head->lines[i];
    bool same = i && head->lines[i - 1].kind == line->kind;
    block = block_of(&pen, head, i, story, block);
    pb_tag_piece piece = {.kind = line->kind, .story = story, .block = block, .page = pen.page, .part = part};
    if (!same) pen.piece = pb_build_add_piece(pen.build, piece);
    if (line->left) pb_type_draw_in(&pen, &line->type, x + line->x, y + line->baseline, line->type.width, PB_ALIGN_LEFT);
    else pb_type_draw(&pen, &line->type, x, y + line->baseline, head->measure);
  }
  if (head->rows == 0) return;
  pb_len rule = y + head->rule_y;
  pen.piece = 0;
  pb_emit_rule(&pen, x, rule, x + head->measure, rule, head->rule, PB_BLACK, (pb_span){0});
}
