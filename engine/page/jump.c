#include "jump.h"

#include <string.h>

pb_str pb_jump_text(pb_arena *arena, pb_str format, const char *otherwise, pb_str label) {
  if (format.n == 0) format = pb_str_from(otherwise);
  const char *hole = memmem(format.s, format.n, "%s", 2);
  if (!hole) return format;
  size_t before = (size_t)(hole - format.s), after = format.n - before - 2;
  char *s = pb_alloc(arena, format.n + label.n);
  memcpy(s, format.s, before);
  if (label.n) memcpy(s + before, label.s, label.n);
  memcpy(s + before + label.n, hole + 2, after);
  return (pb_str){s, before + label.n + after};
}

/* Costs of a cut, in quarters of an empty row: a paragraph's end is worth one row, a sentence's three. */
enum { EMPTY_ROW = 4, AT_SENTENCE = 6, INSIDE = 20, STUB = 400, OVER_LINE = 4000 };

/* The last line of the part, or nlines. */
static size_t last_line(const pb_cut *cut) {
  size_t found = cut->set->nlines;
  for (size_t i = 0; i < cut->set->nlines; i++) {
    const pb_slot *slot = &cut->slots[cut->set->lines[i].slot];
    if (slot->part == cut->part->number && (found == cut->set->nlines || cut->set->lines[i].slot >= cut->set->lines[found].slot))
      found = i;
  }
  return found;
}

static size_t lines_of_block(const pb_cut *cut, uint32_t block, bool here) {
  size_t n = 0;
  for (size_t i = 0; i < cut->set->nlines; i++)
    if (cut->set->lines[i].block == block && (cut->slots[cut->set->lines[i].slot].part == cut->part->number) == here) n++;
  return n;
}

static int64_t place_cost(const pb_cut *cut, const pb_set_line *last) {
  const pb_flow *block = &cut->story->blocks[last->block];
  if (last->line.end >= block->end || block->kind == PB_FLOW_ROW) return 0;
  int64_t cost = cut->story->clusters[last->line.end - 1].sentence ? AT_SENTENCE : INSIDE;
  if (lines_of_block(cut, last->block, true) == 1) cost += STUB;
  if (lines_of_block(cut, last->block, false) + cut->set->over_lines == 1) cost += STUB;
  return cost;
}

static bool room_beside(const pb_cut *cut, const pb_set_line *last, const pb_slot *slot) {
  const pb_flow *block = &cut->story->blocks[last->block];
  if (!last->line.natural || last->rows != 1 || block->ncells || !pb_flow_is_text(block->kind)) return false;
  return last->indent + last->line.width + cut->part->layout->body + cut->jump <= slot->measure;
}

/* The row below a part's last line, where it can hold the jump line; NULL if it cannot. */
static const pb_slot *row_below(const pb_cut *cut, size_t last_slot, size_t rows, size_t *next) {
  size_t first = last_slot;
  while (first > 0 && cut->slots[first - 1].part == cut->part->number) first--;
  *next = cut->part->first_slot + (last_slot - first) + rows;
  const pb_slot *below = &cut->all[*next];
  bool holds = *next < cut->part->end_slot && below->leg == cut->slots[last_slot].leg && below->measure >= cut->jump;
  return holds ? below : NULL;
}

pb_jump_place pb_jump_judge(const pb_cut *cut) {
  pb_jump_place place = {.cost = (int64_t)cut->set->over_lines * OVER_LINE};
  size_t found = last_line(cut);
  bool more = cut->set->over_lines > 0;
  for (size_t i = 0; i < cut->set->nlines && !more; i++) more = cut->slots[cut->set->lines[i].slot].part > cut->part->number;
  place.ends = !more;
  if (found == cut->set->nlines) { /* no line stands in this part */
    place.possible = place.ends;
    place.cost += STUB;
    return place;
  }
  const pb_set_line *last = &cut->set->lines[found];
  const pb_slot *slot = &cut->slots[last->slot];
  size_t next;
  const pb_slot *own = row_below(cut, last->slot, last->rows, &next);
  place.beside = room_beside(cut, last, slot);
  place.possible = place.beside || own;
  place.row = place.beside ? &cut->all[next - last->rows] : own;
  size_t empty = cut->part->end_slot - next - (!place.beside && own ? 1 : 0);
  place.cost += (int64_t)empty * EMPTY_ROW + place_cost(cut, last);
  return place;
}

pb_jump_foot pb_jump_foot_of(const pb_cut *cut) {
  size_t found = last_line(cut);
  if (found == cut->set->nlines) return (pb_jump_foot){.slot = SIZE_MAX};
  const pb_set_line *last = &cut->set->lines[found];
  size_t next, slot = last->slot + last->rows - (size_t)1;
  bool own = row_below(cut, last->slot, last->rows, &next) != NULL;
  return (pb_jump_foot){slot, !own, cut->slots[slot].measure - cut->part->layout->body - cut->jump};
}

int64_t pb_jump_foot_cost(const pb_jump_foot *foot, const pb_story *story, const pb_flow *block, const pb_line *line) {
  bool ends = line->end >= block->end;
  pb_len indent = block->style->inset_left + (line->first == block->first ? block->style->indent : 0);
  if (foot->beside && (!ends || indent + line->width > foot->room)) return PB_JUMP_IMPOSSIBLE;
  return ends ? 0 : story->clusters[line->end - 1].sentence ? AT_SENTENCE : INSIDE;
}
