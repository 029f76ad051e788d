/* How a story goes into its slots, block by block. Everything that is tried before it is kept works on a cursor and a slot
 * number; only lines that stand are written down. */
#include "set.h"

#include "utf8.h"

typedef struct {
  pb_arena *arena;
  const pb_story *story;
  const pb_trial *trial;
  const pb_slot *slots;
  size_t n;
  size_t slot; /* the next free one; n and over: past the end */
  PB_VEC(pb_set_line) lines;
  pb_set set;
} setter;

/* ---- slots ---- */

static bool starts_leg(const setter *s, size_t slot) {
  return slot == 0 || slot >= s->n || s->slots[slot].leg != s->slots[slot - 1].leg;
}

static bool same_run(const setter *s, size_t slot, size_t rows) {
  return slot + rows <= s->n && s->slots[slot].run == s->slots[slot + rows - 1].run;
}

static bool same_leg(const setter *s, size_t slot, size_t rows) {
  return slot + rows <= s->n && s->slots[slot].leg == s->slots[slot + rows - 1].leg;
}

/* The first slot from `slot` on under which `rows` rows stand straight; n if there is none. */
static size_t place_rows(const setter *s, size_t slot, size_t rows) {
  while (slot < s->n && !same_run(s, slot, rows)) slot++;
  return slot < s->n ? slot : s->n;
}

static pb_len narrowest(const setter *s, size_t slot, size_t rows) {
  if (s->n == 0) return 0;
  if (slot >= s->n) return s->slots[s->n - 1].measure;
  pb_len least = s->slots[slot].measure;
  for (size_t i = slot + 1; i < slot + rows && i < s->n; i++)
    if (s->slots[i].measure < least) least = s->slots[i].measure;
  return least;
}

static bool may_place(const setter *s, size_t slot) {
  return slot < s->n && (!s->trial || !s->trial->line_limit || s->lines.n < s->trial->line_limit);
}

static void skip_to(setter *s, size_t slot) {
  if (slot > s->slot && slot <= s->n) s->set.blanks += slot - s->slot;
  s->slot = slot;
}

/* ---- one block ---- */

typedef struct {
  const pb_line *lines;
  size_t n;
  size_t *slots; /* of each line; s->n = past the end, as are lines after `nslots` */
  size_t nslots;
  int64_t cost;
} broken;

static pb_len insets(const pb_flow *block) { return block->style->inset_left + block->style->inset_right; }

/* The measure and slot of every line the block can take before the slots end, and of one past the end: it serves on. */
static size_t measures_for(const setter *s, const pb_flow *block, uint32_t from, size_t slot, pb_len **measures, size_t **slots) {
  size_t most = (slot < s->n ? s->n - slot : 0) / block->rows + 1, n = 0;
  if (most > block->end - from + 1) most = block->end - from + 1; /* a line has a cluster at least */
  *measures = PB_NEW_N(s->arena, pb_len, most);
  *slots = PB_NEW_N(s->arena, size_t, most);
  do {
    slot = slot < s->n ? place_rows(s, slot, block->rows) : s->n;
    pb_len m = narrowest(s, slot, block->rows) - insets(block);
    (*measures)[n] = m > block->size ? m : block->size;
    (*slots)[n++] = slot;
    slot += block->rows;
  } while (n < most && (*slots)[n - 1] < s->n);
  return n;
}

static broken break_block(const setter *s, uint32_t index, uint32_t from, size_t slot) {
  const pb_flow *block = &s->story->blocks[index];
  broken b = {0};
  pb_len *measures;
  b.nslots = measures_for(s, block, from, slot, &measures, &b.slots);
  pb_break_job job = {.story = s->story,
                      .block = block,
                      .first = from,
                      .end = block->end,
                      .measures = measures,
                      .nmeasures = b.nslots,
                      .indent = from == block->first ? block->style->indent : 0,
                      .looseness = s->trial && s->trial->looseness ? s->trial->looseness[index] : 0,
                      .memo = s->trial ? s->trial->memo : NULL};
  b.n = pb_break_lines(s->arena, &job, &b.lines, &b.cost);
  return b;
}

static pb_len shift_of(const pb_line *line, pb_align align) {
  pb_len slack = line->measure - line->width;
  if (slack <= 0) return 0;
  return align == PB_ALIGN_CENTRE ? slack / 2 : align == PB_ALIGN_RIGHT ? slack : 0;
}

static void count_over(setter *s, const pb_line *line, uint32_t lines) {
  s->set.over_lines += lines;
  for (uint32_t i = line->first; i < line->end; i++) {
    const pb_cluster *c = &s->story->clusters[i];
    s->set.over_characters += (uint32_t)pb_utf8_count(pb_str_sub(s->story->text, c->text, c->text + c->ntext));
  }
}

static void stop_at(setter *s, uint32_t block, uint32_t cluster) {
  if (s->set.over_lines == 0) s->set.stop = (pb_cursor){block, cluster};
}

static void put_line(setter *s, pb_set_line line) {
  PB_PUSH(s->arena, s->lines, line);
  s->set.used = line.slot + line.rows;
}

static void put_lines(setter *s, uint32_t index, const broken *b) {
  const pb_flow *block = &s->story->blocks[index];
  bool goes_on = b->n && b->lines[0].first != block->first;
  for (size_t i = 0; i < b->n; i++) {
    const pb_line *line = &b->lines[i];
    size_t slot = i < b->nslots ? b->slots[i] : s->n;
    if (!may_place(s, slot) || s->set.over_lines) {
      stop_at(s, index, line->first);
      count_over(s, line, block->rows);
      s->slot = s->n;
      continue;
    }
    skip_to(s, slot);
    pb_len indent =
        (i == 0 && !goes_on ? block->style->indent : 0) + block->style->inset_left + shift_of(line, block->style->align);
    put_line(s, (pb_set_line){.line = *line, .block = index, .slot = (uint32_t)slot, .rows = block->rows, .indent = indent});
    s->slot = slot + block->rows;
  }
  s->set.cost += b->cost;
}

/* ---- table rows ---- */

typedef struct {
  const pb_line *lines;
  size_t n;
  pb_len x;
} broken_cell;

static size_t break_cells(const setter *s, const pb_flow *row, pb_len measure, broken_cell *cells) {
  size_t most = 1;
  for (uint16_t i = 0; i < row->ncells; i++) {
    const pb_cell *cell = &row->cells[i];
    pb_len width = (pb_len)((int64_t)cell->width * measure / 1024);
    int64_t cost;
    pb_break_job job = {
        .story = s->story, .block = row, .first = cell->first, .end = cell->end, .measures = &width, .nmeasures = 1};
    cells[i].x = (pb_len)((int64_t)cell->x * measure / 1024);
    cells[i].n = pb_break_first_fit(s->arena, &job, &cells[i].lines, &cost);
    if (cells[i].n > most) most = cells[i].n;
  }
  return most;
}

static void put_row(setter *s, uint32_t index) {
  const pb_flow *row = &s->story->blocks[index];
  broken_cell *cells = PB_NEW_N(s->arena, broken_cell, row->ncells);
  size_t lines = break_cells(s, row, narrowest(s, s->slot, 1) - insets(row), cells);
  size_t rows = lines * row->rows, slot = s->slot < s->n ? place_rows(s, s->slot, rows) : s->n;
  bool stands = may_place(s, slot) && !s->set.over_lines;
  if (stands) skip_to(s, slot);
  else stop_at(s, index, row->first);
  for (uint16_t c = 0; c < row->ncells; c++)
    for (size_t i = 0; i < cells[c].n; i++) {
      const pb_line *line = &cells[c].lines[i];
      if (!stands) {
        count_over(s, line, 0);
        continue;
      }
      pb_len indent = row->style->inset_left + cells[c].x + shift_of(line, row->cells[c].align);
      put_line(s, (pb_set_line){.line = *line,
                                .block = index,
                                .slot = (uint32_t)(slot + i * row->rows),
                                .rows = row->rows,
                                .cell = c,
                                .indent = indent});
    }
  if (stands) s->set.used = s->slot = slot + rows;
  else s->set.over_lines += (uint32_t)rows, s->slot = s->n;
}

/* ---- keeps ---- */

/* Rows that must stand in one leg from a head's start: its own and the first of what it heads. */
static size_t kept_rows(const setter *s, uint32_t index, size_t lines) {
  const pb_flow *block = &s->story->blocks[index];
  size_t rows = lines * block->rows;
  if (!block->keep_next || index + 1 >= s->story->nblocks) return rows;
  const pb_flow *next = block + 1;
  rows += (size_t)(block->rows_after > next->rows_before ? block->rows_after : next->rows_before);
  if (next->kind != PB_FLOW_PARAGRAPH) return rows + next->rows + next->keep_next;
  int64_t width = s->story->width[next->end] - s->story->width[next->first] + next->style->indent;
  pb_len measure = narrowest(s, s->slot, 1) - insets(next);
  bool short_one = measure > 0 && width <= (int64_t)measure * (block->keep_next - 1);
  return rows + (short_one ? 1 : (size_t)block->keep_next * next->rows);
}

/* Moves a head whose text would not stand with it to the next leg that has room; leaves it where none has. */
static size_t keep_together(const setter *s, size_t slot, size_t rows) {
  for (size_t at = slot; at < s->n; at++)
    if ((at == slot || starts_leg(s, at)) && same_leg(s, at, rows) && place_rows(s, at, 1) == at) return at;
  return slot;
}

static void put_head(setter *s, uint32_t index, uint32_t from) {
  const pb_flow *block = &s->story->blocks[index];
  broken b = break_block(s, index, from, s->slot);
  size_t slot = keep_together(s, s->slot, kept_rows(s, index, b.n));
  if (slot != s->slot) b = break_block(s, index, from, slot);
  (void)block;
  put_lines(s, index, &b);
}

/* ---- the story ---- */

static void leave_rows(setter *s, uint16_t rows) {
  for (uint16_t i = 0; i < rows && s->slot < s->n && !starts_leg(s, s->slot); i++) skip_to(s, s->slot + 1);
}

static uint16_t rows_between(const pb_story *story, uint32_t index, uint32_t first) {
  uint16_t before = story->blocks[index].rows_before, after = index > first ? story->blocks[index - 1].rows_after : 0;
  return index == first ? 0 : before > after ? before : after;
}

static void put_block(setter *s, uint32_t index, pb_cursor from) {
  const pb_flow *block = &s->story->blocks[index];
  uint32_t first = index == from.block && from.cluster > block->first ? from.cluster : block->first;
  leave_rows(s, rows_between(s->story, index, from.block));
  if (block->kind == PB_FLOW_BLANK || first >= block->end) {
    leave_rows(s, block->kind == PB_FLOW_BLANK ? block->rows : 0);
  } else if (block->ncells) {
    put_row(s, index);
  } else if (block->keep_next) {
    put_head(s, index, first);
  } else {
    broken b = break_block(s, index, first, s->slot);
    put_lines(s, index, &b);
  }
}

pb_set pb_set_story(pb_arena *arena, const pb_story *story, const pb_trial *trial, pb_cursor from, const pb_slot *slots, size_t n) {
  setter s = {.arena = arena, .story = story, .trial = trial, .slots = slots, .n = n};
  s.set.stop = (pb_cursor){(uint32_t)story->nblocks, (uint32_t)story->nclusters};
  for (uint32_t i = from.block; i < story->nblocks; i++) put_block(&s, i, from);
  s.set.lines = s.lines.at;
  s.set.nlines = s.lines.n;
  return s.set;
}

/* ---- one step ---- */

static bool parted(const setter *s, size_t line) {
  return s->slots[s->lines.at[line].slot].leg != s->slots[s->lines.at[line - 1].slot].leg;
}

pb_set_step pb_set_one_block(pb_arena *arena, const pb_story *story, const pb_trial *trial, uint32_t block, const pb_slot *slots,
                             size_t n, size_t slot) {
  setter s = {.arena = arena, .story = story, .trial = trial, .slots = slots, .n = n, .slot = slot};
  put_block(&s, block, (pb_cursor){0});
  pb_set_step step = {.end = s.slot, .lines = s.lines.n, .cost = s.set.cost, .over = s.set.over_lines};
  if (story->blocks[block].kind != PB_FLOW_PARAGRAPH || s.lines.n < 2) return step;
  step.orphan = parted(&s, 1);
  step.widow = s.set.over_lines == 0 && parted(&s, s.lines.n - 1);
  return step;
}
