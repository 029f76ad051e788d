/* Rows of tables: every cell broken to its column, the row as high as its highest. */
#include "columns.h"
#include "memo.h"
#include "setter.h"

typedef struct {
  const pb_line *lines;
  size_t n;
  pb_len x;
  bool by_point; /* a figure, its point under those of its column */
} broken_cell;

typedef struct {
  uint32_t index;
  const pb_flow *block;
  broken_cell *cells;
  size_t rows; /* of the grid */
} broken_row;

static void break_cell(pb_setter *s, const pb_flow *row, uint16_t i, const pb_column_place *place, broken_cell *out) {
  int64_t cost;
  const pb_cell *cell = &row->cells[i];
  pb_break_job job = {.story = s->story,
                      .block = row,
                      .first = cell->first,
                      .end = cell->end,
                      .measures = &place->width,
                      .nmeasures = 1,
                      .memo = s->trial ? s->trial->memo : NULL};
  if (job.first < job.end) out->n = pb_break_lines(s->arena, &job, &out->lines, &cost);
  out->by_point = row->table->columns[i].figures && cell->point >= 0 && out->n == 1;
  out->x = place->x + (out->by_point ? place->point - cell->point : 0);
}

static const pb_column_place *columns_of(const pb_setter *s, const pb_table *table, pb_len measure) {
  if (s->trial && s->trial->memo) return pb_break_memo_columns(s->trial->memo, s->story, table, measure);
  pb_column_place *places = PB_NEW_N(s->arena, pb_column_place, table->ncolumns);
  pb_table_place(s->arena, s->story, table, measure, places);
  return places;
}

static broken_row break_row(pb_setter *s, uint32_t index, size_t slot) {
  broken_row b = {.index = index, .block = &s->story->blocks[index]};
  pb_len measure = pb_setter_narrowest(s, slot, 1) - pb_setter_insets(b.block);
  const pb_column_place *places = columns_of(s, b.block->table, measure > b.block->size ? measure : b.block->size);
  size_t most = 1;
  b.cells = PB_NEW_N(s->arena, broken_cell, b.block->ncells);
  for (uint16_t i = 0; i < b.block->ncells; i++) {
    break_cell(s, b.block, i, &places[i], &b.cells[i]);
    if (b.cells[i].n > most) most = b.cells[i].n;
  }
  b.rows = most * b.block->rows;
  return b;
}

static void put_cells(pb_setter *s, const broken_row *b, size_t slot, bool again) {
  for (uint16_t c = 0; c < b->block->ncells; c++) {
    const broken_cell *cell = &b->cells[c];
    for (size_t i = 0; i < cell->n; i++) {
      pb_len shift = cell->by_point ? 0 : pb_setter_shift(&cell->lines[i], b->block->table->columns[c].align);
      pb_setter_put_line(s, (pb_set_line){.line = cell->lines[i],
                                          .block = b->index,
                                          .slot = (uint32_t)(slot + i * b->block->rows),
                                          .rows = b->block->rows,
                                          .cell = c,
                                          .again = again,
                                          .indent = b->block->style->inset_left + cell->x + shift});
    }
  }
}

static void leave_over(pb_setter *s, const broken_row *b) {
  pb_setter_stop_at(s, b->index, b->block->first);
  for (uint16_t c = 0; c < b->block->ncells; c++)
    for (size_t i = 0; i < b->cells[c].n; i++) pb_setter_count_over(s, &b->cells[c].lines[i], 0);
  s->set.over_lines += (uint32_t)b->rows;
  s->slot = s->n;
}

/* With the rows that must follow: a header keeps the first row of its table. */
static size_t place_row(pb_setter *s, const broken_row *b) {
  if (s->slot >= s->n) return s->n;
  bool keeps = b->block->table_header && b->index + 1 < b->block->table->end;
  size_t kept = keeps ? break_row(s, b->index + 1, s->slot).rows : 0, slot = pb_setter_place(s, s->slot, b->rows + kept);
  return slot < s->n ? slot : pb_setter_place(s, s->slot, b->rows);
}

/* The header that stands above a row at a leg's head; no rows where none does. */
static broken_row header_above(pb_setter *s, const broken_row *b, size_t slot) {
  const pb_table *table = b->block->table;
  bool headed = b->index > table->first && s->story->blocks[table->first].table_header;
  if (!headed || slot == 0 || slot >= s->n || !pb_setter_starts_leg(s, slot)) return (broken_row){0};
  broken_row header = break_row(s, table->first, slot);
  return pb_setter_place(s, slot, header.rows + b->rows) == slot ? header : (broken_row){0};
}

void pb_setter_put_row(pb_setter *s, uint32_t index) {
  broken_row b = break_row(s, index, s->slot);
  size_t slot = place_row(s, &b);
  if (slot != s->slot && slot < s->n) {
    b = break_row(s, index, slot); /* another leg may have another measure */
    slot = pb_setter_place(s, slot, b.rows);
  }
  broken_row header = header_above(s, &b, slot);
  if (!pb_setter_may_place(s, slot) || s->set.over_lines) {
    leave_over(s, &b);
    return;
  }
  pb_setter_skip_to(s, slot);
  if (header.rows) put_cells(s, &header, slot, true);
  put_cells(s, &b, slot + header.rows, false);
  s->slot = slot + header.rows + b.rows;
  if (s->slot > s->set.used) s->set.used = s->slot;
}
