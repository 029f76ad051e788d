#include "body.h"

#include "rules.h"
#include "text.h"

typedef struct {
  pb_chain_set *c;
  uint32_t first_story; /* of the chain's articles, which are numbered in turn */
} body;

/* ---- lines ---- */

static pb_piece_kind piece_kind(pb_flow_kind kind) {
  switch (kind) {
    case PB_FLOW_HEAD: return PB_PIECE_HEADLINE;
    case PB_FLOW_SUBHEAD: return PB_PIECE_SUBHEAD;
    case PB_FLOW_ROW: return PB_PIECE_CELL;
    case PB_FLOW_TITLE: return PB_PIECE_TITLE;
    case PB_FLOW_ITEM: return PB_PIECE_ITEM;
    case PB_FLOW_QUOTATION: return PB_PIECE_QUOTATION;
    default: return PB_PIECE_PARAGRAPH;
  }
}

/* Whether blocks next to each other are of one table, list or quotation. */
static bool is_one(const pb_flow *block, const pb_flow *next) {
  return block->kind == next->kind && block->article == next->article && block->block + 1 == next->block && !next->table_header;
}

/* The number of a row in its table, of an item in its list, of a paragraph in its quotation. */
static uint16_t number_of(const pb_story *story, uint32_t index) {
  uint32_t first = index;
  while (first > 0 && is_one(&story->blocks[first - 1], &story->blocks[first])) first--;
  return (uint16_t)(index - first);
}

/* The open piece: lines of one block in one leg. */
typedef struct {
  uint32_t block;
  uint16_t leg, cell;
  bool open;
} open_piece;

static bool goes_on(const open_piece *open, const pb_set_line *line, const pb_slot *slot) {
  return open->open && open->block == line->block && open->leg == slot->leg && open->cell == line->cell;
}

static uint32_t new_piece(const body *b, const pb_pen *pen, const pb_set_line *line, const pb_slot *slot, bool label) {
  const pb_flow *block = &b->c->story->blocks[line->block];
  pb_tag_piece piece = {.kind = piece_kind(block->kind),
                        .story = b->first_story + block->article,
                        .block = block->block,
                        .page = pen->page,
                        .part = slot->part};
  if (block->kind == PB_FLOW_ROW || block->kind == PB_FLOW_ITEM || block->kind == PB_FLOW_QUOTATION)
    piece.row = number_of(b->c->story, line->block);
  piece.cell = block->kind == PB_FLOW_ITEM ? block->level : line->cell;
  piece.header = block->table_header;
  if (label) piece.kind = PB_PIECE_LABEL;
  return pb_build_add_piece(b->c->build, piece);
}

/* By the baseline of the last line beside it. */
static void place_initial(const body *b, const pb_pen *pen, const pb_set_line *line, const pb_slot *slot, pb_emit_at *at) {
  const pb_flow *block = &b->c->story->blocks[line->block];
  const pb_initial *initial = block->initial;
  pb_len row = b->c->parts[slot->part].field.line, over = block->rows_over * row, height = block->rows * row;
  at->x -= initial->shift;
  at->y = slot->y + (initial->lines - 1) * height + over + pb_baseline(b->c->build, pen->layout, height - over, block->size);
  at->y += initial->drop;
  at->size = initial->size;
  at->paint = pb_pen_paint(pen, initial->style->colour, true, block->span);
}

static pb_emit_at place_line(const body *b, const pb_pen *pen, const pb_set_line *line, const pb_slot *slot) {
  const pb_flow *block = &b->c->story->blocks[line->block];
  pb_len row = b->c->parts[slot->part].field.line, over = line->height ? 0 : block->rows_over * row;
  pb_len height = line->height ? line->height : line->rows * row - over;
  pb_emit_at at = {.x = slot->x + line->indent,
                   .y = slot->y + line->y + over + pb_baseline(b->c->build, pen->layout, height, block->size),
                   .size = block->size,
                   .scale = 1000,
                   .paint = pb_pen_paint(pen, block->style->colour, true, block->span)};
  if (block->initial && line->line.first == block->first) place_initial(b, pen, line, slot, &at);
  return at;
}

/* A list's label is a piece of its own. */
static void draw_labelled(const body *b, pb_pen *pen, const pb_set_line *line, const pb_slot *slot) {
  pb_pen label = *pen;
  label.piece = new_piece(b, pen, line, slot, true);
  pen->piece = new_piece(b, pen, line, slot, false);
  uint32_t text = b->c->story->blocks[line->block].text;
  pb_emit_labelled(&label, pen, b->c->story, &line->line, text, place_line(b, pen, line, slot));
}

static bool begins_with_label(const body *b, const pb_set_line *line) {
  const pb_flow *block = &b->c->story->blocks[line->block];
  return block->kind == PB_FLOW_ITEM && line->line.first < block->text && line->line.end > block->text;
}

/* What was read once already is no part of the text. */
static void draw_again(const body *b, pb_pen pen, const pb_set_line *line, const pb_slot *slot) {
  pen.piece = 0;
  pb_emit_line(&pen, b->c->story, &line->line, place_line(b, &pen, line, slot));
}

static bool is_running(pb_flow_kind kind) { return pb_flow_is_text(kind) || kind == PB_FLOW_VERSE || kind == PB_FLOW_SIGN; }

/* From line i − 1 to line i, where that stands right under it in the same type. */
static void bridge(const body *b, const pb_pen *pen, size_t i) {
  if (i == 0) return;
  const pb_set_line *above = &b->c->set.lines[i - 1], *line = above + 1;
  const pb_slot *over = &b->c->slots[above->slot], *under = &b->c->slots[line->slot];
  const pb_flow *first = &b->c->story->blocks[above->block], *second = &b->c->story->blocks[line->block];
  bool text = is_running(first->kind) && is_running(second->kind) && first->size == second->size;
  if (!text || over->run != under->run || line->slot != above->slot + above->rows) return;
  pb_emit_at from = place_line(b, pen, above, over), to = place_line(b, pen, line, under);
  pb_len distance = to.y - from.y;
  if (from.x > to.x) to.x = from.x;
  if (from.size == to.size) pb_emit_between(pen, b->c->story, line->line.first, to, distance);
}

static void draw_lines(const body *b, pb_pen pen, uint16_t part) {
  open_piece open = {0};
  pen.turn = b->c->parts[part].field.turn;
  for (size_t i = 0; i < b->c->set.nlines; i++) {
    const pb_set_line *line = &b->c->set.lines[i];
    const pb_slot *slot = &b->c->slots[line->slot];
    if (slot->part != part) continue;
    if (line->again) {
      draw_again(b, pen, line, slot);
      pb_rules_draw(b->c, pen, i);
      open = (open_piece){0};
      continue;
    }
    bool labelled = begins_with_label(b, line);
    bridge(b, &pen, i);
    if (!goes_on(&open, line, slot) && !labelled) pen.piece = new_piece(b, &pen, line, slot, false);
    open = (open_piece){line->block, slot->leg, line->cell, true};
    if (labelled) draw_labelled(b, &pen, line, slot);
    else pb_emit_line(&pen, b->c->story, &line->line, place_line(b, &pen, line, slot));
    pb_rules_draw(b->c, pen, i);
  }
}

/* ---- legs: beads of threads, rules between ---- */

static void end_bead(const body *b, uint16_t part, uint32_t story, pb_rect rect) {
  const pb_part *p = &b->c->parts[part];
  pb_build_add_leg(b->c->build, story, p->page_index, pb_turn_rect(&p->field.turn, rect));
}

static void add_beads(const body *b, uint16_t part) {
  pb_leg_rect bead = {0};
  uint32_t story = 0, leg = UINT32_MAX;
  pb_len line_height = b->c->parts[part].field.line;
  for (size_t i = 0; i < b->c->set.nlines; i++) {
    const pb_set_line *line = &b->c->set.lines[i];
    const pb_slot *slot = &b->c->slots[line->slot];
    if (slot->part != part) continue;
    uint32_t here = b->first_story + b->c->story->blocks[line->block].article;
    pb_rect r = {slot->x, slot->y, slot->measure, line->rows * line_height};
    bool same = leg == slot->leg && story == here && r.x == bead.rect.x && r.y >= bead.rect.y;
    if (same) {
      bead.rect.h = r.y + r.h > bead.rect.y + bead.rect.h ? r.y + r.h - bead.rect.y : bead.rect.h;
      continue;
    }
    if (leg != UINT32_MAX) end_bead(b, part, story, bead.rect);
    bead.rect = r;
    story = here;
    leg = slot->leg;
  }
  if (leg != UINT32_MAX) end_bead(b, part, story, bead.rect);
}

static bool crosses(const pb_part *p, pb_rect strip) {
  for (size_t i = 0; i < p->ntaken; i++)
    if (pb_rect_overlaps(p->taken[i], strip)) return true;
  return false;
}

/* Down to where text stands in the leg on either side of a gutter. */
static pb_len text_foot(const body *b, const pb_part *p, size_t leg) {
  pb_len foot = 0;
  for (size_t i = 0; i < b->c->set.nlines; i++) {
    const pb_slot *slot = &b->c->slots[b->c->set.lines[i].slot];
    bool beside = slot->x >= p->field.legs[leg].x && slot->x < p->field.legs[leg + 1].x + p->field.legs[leg + 1].width;
    pb_len end = slot->y + b->c->set.lines[i].rows * p->field.line;
    if (slot->part == p->number && beside && end > foot) foot = end;
  }
  return foot;
}

static void draw_leg_rule(const body *b, const pb_pen *pen, const pb_part *p, size_t leg) {
  pb_rect area = pb_part_text_area(p);
  pb_len line = p->field.line, lead = line - p->layout->body, foot = text_foot(b, p, leg);
  pb_len left = p->field.legs[leg].x + p->field.legs[leg].width, gutter = p->field.legs[leg + 1].x - left, x = left + gutter / 2,
         from = 0;
  bool on = false;
  for (pb_len y = area.y; y <= foot; y += line) {
    bool free_ = y < foot && !crosses(p, (pb_rect){left, y, gutter, line});
    if (free_ && !on) from = y;
    if (!free_ && on)
      pb_emit_rule(pen, x, from + lead / 2, x, y - lead / 2, p->placement->frame.leg_rule, PB_BLACK, p->placement->frame.span);
    on = free_;
  }
}

static void draw_leg_rules(const body *b, const pb_part *p) {
  if (p->placement->frame.leg_rule == PB_LINE_NONE) return;
  pb_pen pen = pb_pen_furniture(b->c->build, p->page_index);
  pen.turn = p->field.turn;
  for (size_t i = 0; i + 1 < p->field.nlegs; i++) draw_leg_rule(b, &pen, p, i);
}

/* ---- jumps ---- */

static void add_link(const body *b, uint16_t page, pb_rect rect, const pb_part *to) {
  pb_build_add_link(b->c->build, (pb_link){page, to->page_index, rect, to->placement->rect.x, pb_part_top(to)});
}

static void draw_jump(const body *b, pb_pen pen, uint16_t part) {
  pb_chain_set *c = b->c;
  const pb_jump_place *jump = &c->jumps[part];
  const pb_type *text = &c->jump_lines[part];
  if (!jump->row || pb_type_empty(text)) return;
  pb_tag_piece piece = {.kind = PB_PIECE_JUMP,
                        .story = b->first_story,
                        .block = pb_build_block(c->build, b->first_story),
                        .page = pen.page,
                        .part = part};
  pen.piece = pb_build_add_piece(c->build, piece);
  pen.turn = c->parts[part].field.turn;
  pb_len line = c->parts[part].field.line, baseline = jump->row->y + pb_baseline(c->build, pen.layout, line, pen.layout->body);
  pb_type_draw_in(&pen, text, jump->row->x, baseline, jump->row->measure, PB_ALIGN_RIGHT);
  pb_rect rect = {jump->row->x + jump->row->measure - text->width, jump->row->y, text->width, line};
  add_link(b, pen.page, pb_turn_rect(&pen.turn, rect), &c->parts[part + 1]);
}

static void link_back(const body *b, const pb_part *p) {
  pb_rect rect = {p->head_x, p->head_y, p->head.measure, (p->head.rows - p->head.rows_below) * p->layout->line};
  add_link(b, p->page_index, rect, p - 1);
}

/* ---- marks on proofs ---- */

static pb_colour proof_colour(const pb_plan_page *page) {
  for (size_t i = 1; i < page->layout->ninks && i < 64; i++)
    if (page->inks >> i & 1 && pb_str_is(page->layout->inks[i].name, "red")) return (pb_colour){(uint16_t)i, 1000};
  return PB_BLACK;
}

static pb_pen mark_pen(const body *b, const pb_part *p) {
  pb_pen pen = pb_pen_furniture(b->c->build, p->page_index);
  pen.turn = p->field.turn;
  pen.mark = true;
  return pen;
}

/* In `most` at the highest, 0 = as the style says. */
static pb_type mark_text(const body *b, const pb_part *p, pb_colour colour, const char *text, pb_len most) {
  pb_pen pen = mark_pen(b, p);
  pb_style *style = PB_NEW(b->c->build->arena, pb_style);
  *style = *pb_build_style(b->c->build, p->layout, "proof");
  style->colour = colour;
  pb_type set = pb_type_string(pb_pen_maker(&pen), pb_str_from(text), (pb_span){0}, style, 0);
  return most > 0 && set.size > most ? pb_type_string(pb_pen_maker(&pen), pb_str_from(text), (pb_span){0}, style, most) : set;
}

/* A bar below the last leg with the count in white, between its type and the rule of the frame below, which is half a row away. */
static void mark_overset(const body *b, const pb_part *p) {
  const pb_chain_set *c = b->c;
  pb_pen pen = mark_pen(b, p);
  pb_rect area = pb_part_text_area(p);
  const pb_leg *leg = &p->field.legs[p->field.nlegs - 1];
  pb_len lead = (p->field.line - p->layout->body) / 2, height = lead + p->field.line / 2 - PB_PT;
  const char *count = pb_fmt(c->build->arena, "溢文%u行%u字", c->set.over_lines, c->set.over_characters);
  pb_type text = mark_text(b, p, PB_WHITE, count, height - PB_PT / 2);
  pb_rect bar = {leg->x, area.y + area.h - lead, leg->width, height};
  pb_emit_fill(&pen, bar, proof_colour(p->page), c->chain->articles[0]->span);
  pb_type_narrow(&text, bar.w, 1);
  pb_type_draw_in(&pen, &text, bar.x, bar.y + pb_baseline(c->build, p->layout, height, text.size), bar.w, PB_ALIGN_RIGHT);
}

/* A dotted box round what is left empty below the text, with the count in it. */
static void mark_underset(const body *b, const pb_part *p) {
  pb_rect area = pb_part_text_area(p);
  pb_len foot = area.y;
  for (size_t i = 0; i + 1 < p->field.nlegs || i == 0; i++) {
    pb_len here = p->field.nlegs > 1 ? text_foot(b, p, i) : 0;
    if (here > foot) foot = here;
  }
  for (size_t i = 0; p->field.nlegs == 1 && i < b->c->set.nlines; i++) {
    const pb_slot *slot = &b->c->slots[b->c->set.lines[i].slot];
    if (slot->part == p->number && slot->y + p->field.line > foot) foot = slot->y + p->field.line;
  }
  pb_rect left = {area.x, foot, area.w, area.y + area.h - foot};
  if (left.h < 2 * p->field.line) return;
  pb_pen pen = mark_pen(b, p);
  pb_emit_box(&pen, left, PB_LINE_DOTTED, proof_colour(p->page), b->c->chain->articles[0]->span);
  pb_type text = mark_text(b, p, proof_colour(p->page), pb_fmt(b->c->build->arena, "缺文%zu行", b->c->unfilled), 0);
  const pb_leg *leg = &p->field.legs[p->field.nlegs - 1];
  pb_type_narrow(&text, leg->width, 1);
  pb_len baseline = left.y + left.h - p->field.line + pb_baseline(b->c->build, p->layout, p->field.line, text.size);
  pb_type_draw_in(&pen, &text, leg->x, baseline, leg->width - text.size / 2, PB_ALIGN_RIGHT);
}

static void mark_proof(const body *b) {
  if (!b->c->build->proof) return;
  if (b->c->set.over_lines) mark_overset(b, &b->c->parts[b->c->nparts - 1]);
  else if (b->c->unfilled > 2 * b->c->parts[b->c->reached - 1].field.nlegs) mark_underset(b, &b->c->parts[b->c->reached - 1]);
}

/* ---- the chain ---- */

static void draw_part(const body *b, const pb_part *p) {
  pb_chain_set *c = b->c;
  pb_pen pen = pb_pen_placement(c->build, p->page_index, p->placement_index);
  uint16_t part = p->number;
  if (part < c->reached) {
    pb_pen head = pen;
    head.turn = p->head_turn;
    pb_head_draw(head, &p->head, b->first_story, part, p->head_x, p->head_y);
    if (part > 0) link_back(b, p);
  }
  draw_lines(b, pen, part);
  if (part + 1u < c->reached) draw_jump(b, pen, part);
  for (size_t i = 0; i < p->nfigures; i++) pb_figure_draw(pen, &p->figures[i], b->first_story, part);
  draw_leg_rules(b, p);
  add_beads(b, part);
}

/* Where an article of the chain begins. */
typedef struct {
  uint16_t page;
  pb_len x, y;
} beginning;

static beginning part_beginning(const pb_part *p) { return (beginning){p->page_index, p->placement->rect.x, pb_part_top(p)}; }

static beginning article_beginning(const pb_chain_set *c, size_t article) {
  for (size_t i = 0; article > 0 && i < c->set.nlines; i++) {
    const pb_slot *slot = &c->slots[c->set.lines[i].slot];
    if (c->story->blocks[c->set.lines[i].block].article != article) continue;
    const pb_part *p = &c->parts[slot->part];
    pb_rect at = pb_turn_rect(&p->field.turn, (pb_rect){slot->x, slot->y, slot->measure, 0});
    return (beginning){p->page_index, at.x, at.y};
  }
  return part_beginning(&c->parts[0]);
}

void pb_body_draw(pb_chain_set *c) {
  body b = {.c = c, .first_story = (uint32_t)c->build->stories.n};
  for (size_t i = 0; i < c->chain->narticles; i++) {
    beginning at = article_beginning(c, i);
    pb_build_add_story(c->build, c->chain->articles[i], at.page, at.x, at.y);
  }
  for (size_t i = 0; i < c->nparts; i++) draw_part(&b, &c->parts[i]);
  mark_proof(&b);
}
