/* Tables: every cell is shaped; columns share the measure by their widest cell. */
#include "flows.h"

#include <string.h>

#include "text.h"

enum { COLUMNS_MAX = 64, MEASURE = 1024 };

typedef struct {
  pb_len width; /* of its widest cell */
  bool words;   /* a cell under the header is no number */
  bool figures; /* at least one is */
} column;

typedef struct {
  column columns[COLUMNS_MAX];
  size_t ncolumns;
  pb_cell **rows; /* of each row of the table; NULL where it was empty */
  uint16_t *ncells;
  size_t nrows;
} table;

/* A sign of a number at a byte of the text; − is the minus that is not a hyphen. */
static bool is_sign(const pb_maker *m, const pb_cluster *c) {
  pb_str here = {m->text.at + c->text, c->ntext};
  return (here.n == 1 && memchr("+-.,", here.s[0], 4)) || pb_str_starts(here, "−");
}

/* Digits with their signs and units, or a dash for none. */
static bool is_number(const pb_maker *m, const pb_cell *cell) {
  bool digits = false, dash = false;
  for (uint32_t i = cell->first; i < cell->end; i++) {
    const pb_cluster *c = &m->clusters.at[i];
    digits |= c->kind == PB_CLASS_DIGIT;
    dash |= c->kind == PB_CLASS_DASH || c->kind == PB_CLASS_CONNECT;
    if (c->kind != PB_CLASS_DIGIT && c->kind != PB_CLASS_UNIT && c->kind != PB_CLASS_DASH && c->kind != PB_CLASS_CONNECT &&
        !is_sign(m, c))
      return false;
  }
  return digits || dash;
}

static void measure_cell(const pb_maker *m, column *into, const pb_cell *cell, bool header) {
  if (cell->end == cell->first) return;
  pb_len width = m->position - m->width.at[cell->first];
  if (width > into->width) into->width = width;
  if (header) return;
  if (is_number(m, cell)) into->figures = true;
  else into->words = true;
}

static void add_cell(pb_maker *m, table *t, size_t index, pb_pieces text, pb_cell *cell, pb_flow_place place, bool header) {
  pb_maker_start(m);
  cell->first = (uint32_t)m->clusters.n;
  m->figures = true;
  pb_maker_text(m, text, place.span);
  m->figures = false;
  cell->end = (uint32_t)m->clusters.n;
  if (cell->end > cell->first) pb_maker_end(m);
  measure_cell(m, &t->columns[index], cell, header);
}

static void add_row(pb_maker *m, table *t, const pb_style *style, const pb_copy_block *row, pb_flow_place place) {
  size_t n = row->ncells;
  if (n > COLUMNS_MAX) {
    pb_diag(m->shaper->diags, PB_ERROR, row->span, "table-wide",
            _("a table row has %zu cells; %d is the most, the rest is left out"), n, COLUMNS_MAX);
    pb_diag_hint(m->shaper->diags, "%s", _("divide the table"));
    n = COLUMNS_MAX;
  }
  pb_flow flow = pb_flow_begin(m, PB_FLOW_ROW, style, place);
  pb_cell *cells = PB_NEW_N(m->shaper->arena, pb_cell, n);
  for (size_t i = 0; i < n; i++) add_cell(m, t, i, row->cells[i], &cells[i], place, row->header);
  if (n > t->ncolumns) t->ncolumns = n;
  flow.table_header = row->header;
  flow.keep_next = row->header;
  flow.cells = cells;
  flow.ncells = (uint16_t)n;
  t->rows[t->nrows] = cells;
  t->ncells[t->nrows++] = (uint16_t)n;
  pb_flow_end(m, flow);
}

/* Columns as wide as their widest cell, an em between; the whole is the measure. */
static void place_columns(const table *t, pb_len size, pb_cell *places) {
  int64_t sum = 0, x = 0;
  for (size_t i = 0; i < t->ncolumns; i++) sum += (t->columns[i].width > size ? t->columns[i].width : size) + (i ? size : 0);
  for (size_t i = 0; i < t->ncolumns; i++) {
    pb_len width = t->columns[i].width > size ? t->columns[i].width : size;
    places[i].x = (pb_len)(x * MEASURE / sum);
    places[i].width = (pb_len)((x + width) * MEASURE / sum) - places[i].x;
    places[i].align = t->columns[i].figures && !t->columns[i].words ? PB_ALIGN_RIGHT : PB_ALIGN_LEFT;
    x += width + size;
  }
}

static void place_cells(const table *t, const pb_cell *places) {
  for (size_t r = 0; r < t->nrows; r++)
    for (size_t i = 0; i < t->ncells[r]; i++) {
      t->rows[r][i].x = places[i].x;
      t->rows[r][i].width = places[i].width;
      t->rows[r][i].align = places[i].align;
    }
}

size_t pb_flow_table(pb_maker *m, const pb_style *style, const pb_copy_block *blocks, size_t n, pb_flow_place place) {
  size_t rows = 1;
  while (rows < n && blocks[rows].kind == PB_TABLE_ROW && !blocks[rows].header && blocks[rows].fence == blocks[0].fence) rows++;
  pb_arena_mark mark = pb_arena_save(m->scratch);
  table *t = PB_NEW(m->scratch, table);
  t->rows = PB_NEW_N(m->scratch, pb_cell *, rows);
  t->ncells = PB_NEW_N(m->scratch, uint16_t, rows);
  for (size_t i = 0; i < rows; i++) {
    place.span = blocks[i].span;
    add_row(m, t, style, &blocks[i], place);
    if (place.block < UINT16_MAX) place.block++;
  }
  pb_cell places[COLUMNS_MAX] = {0};
  place_columns(t, pb_style_size(style), places);
  place_cells(t, places);
  pb_arena_restore(m->scratch, mark);
  return rows;
}
