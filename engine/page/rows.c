/* Rows of tables: every cell broken to its column, the row as high as its highest. */
#include "setter.h"

typedef struct {
  const pb_line *lines;
  size_t n;
  pb_len x;
} broken_cell;

static size_t break_cells(const pb_setter *s, const pb_flow *row, pb_len measure, broken_cell *cells) {
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

void pb_setter_put_row(pb_setter *s, uint32_t index) {
  const pb_flow *row = &s->story->blocks[index];
  broken_cell *cells = PB_NEW_N(s->arena, broken_cell, row->ncells);
  size_t lines = break_cells(s, row, pb_setter_narrowest(s, s->slot, 1) - pb_setter_insets(row), cells);
  size_t rows = lines * row->rows, slot = s->slot < s->n ? pb_setter_place(s, s->slot, rows) : s->n;
  bool stands = pb_setter_may_place(s, slot) && !s->set.over_lines;
  if (stands) pb_setter_skip_to(s, slot);
  else pb_setter_stop_at(s, index, row->first);
  for (uint16_t c = 0; c < row->ncells; c++)
    for (size_t i = 0; i < cells[c].n; i++) {
      const pb_line *line = &cells[c].lines[i];
      if (!stands) {
        pb_setter_count_over(s, line, 0);
        continue;
      }
      pb_len indent = row->style->inset_left + cells[c].x + pb_setter_shift(line, row->cells[c].align);
      pb_setter_put_line(s, (pb_set_line){.line = *line,
                                          .block = index,
                                          .slot = (uint32_t)(slot + i * row->rows),
                                          .rows = row->rows,
                                          .cell = c,
                                          .indent = indent});
    }
  if (stands) s->set.used = s->slot = slot + rows;
  else s->set.over_lines += (uint32_t)rows, s->slot = s->n;
}
