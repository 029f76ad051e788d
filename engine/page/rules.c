#include "rules.h"

static const pb_slot *slot_of(const pb_chain_set *c, const pb_set_line *line) { return &c->slots[line->slot]; }
static const pb_flow *block_of(const pb_chain_set *c, const pb_set_line *line) { return &c->story->blocks[line->block]; }
static const pb_set_line *end_of(const pb_chain_set *c) { return c->set.lines + c->set.nlines; }

static pb_len row_of(const pb_chain_set *c, const pb_set_line *line) { return c->parts[slot_of(c, line)->part].field.line; }

static pb_len foot_of(const pb_chain_set *c, const pb_set_line *line) {
  pb_len top = slot_of(c, line)->y;
  return line->height ? top + line->y + line->height : top + line->rows * row_of(c, line);
}

/* ---- tables ---- */

static bool same_table(const pb_chain_set *c, const pb_set_line *line, const pb_set_line *other) {
  return block_of(c, other)->table == block_of(c, line)->table && slot_of(c, line)->leg == slot_of(c, other)->leg;
}

/* Between rows of the grid: over a table's first row in a leg, under its header, under its last row in a leg. In a note's box they
 * are as wide as the text. */
static void draw_row(const pb_chain_set *c, const pb_pen *pen, const pb_set_line *line) {
  const pb_flow *block = block_of(c, line);
  const pb_slot *slot = slot_of(c, line);
  const pb_style *rules = block->style;
  if (line->cell || line->line.first != block->first) return;
  pb_len left = slot->x, right = slot->x + slot->measure, foot = slot->y;
  if (block->group) left += rules->inset_left, right -= rules->inset_right;
  const pb_set_line *next = line;
  for (; next < end_of(c) && next->block == line->block; next++)
    if (foot_of(c, next) > foot) foot = foot_of(c, next);
  bool first = line == c->set.lines || !same_table(c, line, line - 1);
  bool last = next == end_of(c) || !same_table(c, line, next);
  if (first) pb_emit_rule(pen, left, slot->y, right, slot->y, rules->rule_above, rules->colour, block->span);
  if (last) pb_emit_rule(pen, left, foot, right, foot, rules->rule_below, rules->colour, block->span);
  else if (block->table_header) pb_emit_rule(pen, left, foot, right, foot, rules->rule_header, rules->colour, block->span);
}

/* ---- notes ---- */

static bool same_note(const pb_chain_set *c, const pb_set_line *line, const pb_set_line *other) {
  const pb_slot *a = slot_of(c, line), *b = slot_of(c, other);
  return block_of(c, other)->group == block_of(c, line)->group && block_of(c, other)->article == block_of(c, line)->article &&
         a->run == b->run;
}

/* Where a note goes on in another leg it is open. */
static void draw_note(const pb_chain_set *c, const pb_pen *pen, const pb_set_line *first) {
  const pb_set_line *last = first;
  while (last + 1 < end_of(c) && same_note(c, first, last + 1)) last++;
  const pb_flow *top = block_of(c, first), *foot = block_of(c, last);
  const pb_style *rules = top->rules;
  const pb_slot *slot = slot_of(c, first);
  bool begins = top->pad_before && first->line.first == top->first, ends = foot->pad_after && last->line.end == foot->end;
  pb_len half = row_of(c, first) / 2, left = slot->x, right = slot->x + slot->measure;
  pb_len y0 = slot->y - (begins ? half : 0), y1 = foot_of(c, last) + (ends ? half : 0);
  pb_line_kind above = rules->box ? rules->box : rules->rule_above, below = rules->box ? rules->box : rules->rule_below;
  if (rules->box && begins && ends) {
    pb_emit_box(pen, (pb_rect){left, y0, right - left, y1 - y0}, rules->box, rules->colour, top->span);
    return;
  }
  if (begins) pb_emit_rule(pen, left, y0, right, y0, above, rules->colour, top->span);
  if (ends) pb_emit_rule(pen, left, y1, right, y1, below, rules->colour, top->span);
  if (!rules->box) return;
  pb_emit_rule(pen, left, y0, left, y1, rules->box, rules->colour, top->span);
  pb_emit_rule(pen, right, y0, right, y1, rules->box, rules->colour, top->span);
}

void pb_rules_draw(const pb_chain_set *c, pb_pen pen, size_t number) {
  const pb_set_line *line = &c->set.lines[number];
  const pb_flow *block = block_of(c, line);
  pen.piece = 0;
  if (block->ncells) draw_row(c, &pen, line);
  if (block->group && (number == 0 || !same_note(c, line, line - 1))) draw_note(c, &pen, line);
}
