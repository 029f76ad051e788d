/* Tables: every cell is shaped, and measured for the columns (columns.h). */
#include <string.h>

#include "columns.h"
#include "flows.h"
#include "text.h"

enum { COLUMNS_MAX = 64, LEAST_WORDS = 2 /* characters a column of words must have room for */ };

/* What is known of a column while its cells are shaped. */
typedef struct {
  bool words;   /* a cell under the header is no number */
  bool figures; /* at least one is */
  bool units;   /* of these, one has its unit in words: 3.5万吨 */
} contents;

typedef struct {
  pb_column columns[COLUMNS_MAX];
  contents contents[COLUMNS_MAX];
  size_t ncolumns;
  const pb_table *table;
} making;

/* A sign of a number at a byte of the text; − is the minus that is not a hyphen. */
static bool is_sign(const pb_maker *m, const pb_cluster *c) {
  pb_str here = {m->text.at + c->text, c->ntext};
  return (here.n == 1 && memchr("+-.,", here.s[0], 4)) || pb_str_starts(here, "−");
}

/* Digits with their signs and units, or a dash for none; up to two Han behind digits are a unit in words. */
static bool is_number(const pb_maker *m, const pb_cell *cell, bool *unit) {
  bool digits = false, dash = false;
  unsigned han = 0;
  *unit = false;
  for (uint32_t i = cell->first; i < cell->end; i++) {
    const pb_cluster *c = &m->clusters.at[i];
    if (c->kind == PB_CLASS_HAN && digits && ++han <= 2) {
      *unit = true;
      continue;
    }
    if (han) return false;
    digits |= c->kind == PB_CLASS_DIGIT;
    dash |= c->kind == PB_CLASS_DASH || c->kind == PB_CLASS_CONNECT;
    if (c->kind != PB_CLASS_DIGIT && c->kind != PB_CLASS_UNIT && c->kind != PB_CLASS_DASH && c->kind != PB_CLASS_CONNECT &&
        !is_sign(m, c))
      return false;
  }
  return digits || dash;
}

/* Where the point of a figure stands, or its unit: after its last digit before either. */
static pb_len point_of(const pb_maker *m, const pb_cell *cell) {
  pb_len point = 0;
  bool digits = false;
  for (uint32_t i = cell->first; i < cell->end; i++) {
    const pb_cluster *c = &m->clusters.at[i];
    char mark = '\0';
    if (c->ntext == 1) mark = m->text.at[c->text];
    if (digits && (c->kind == PB_CLASS_UNIT || c->kind == PB_CLASS_HAN || mark == '.')) break;
    digits |= c->kind == PB_CLASS_DIGIT;
    point = m->width.at[i] + c->advance - m->width.at[cell->first];
  }
  return point;
}

static pb_len widest_piece(const pb_maker *m, const pb_cell *cell) {
  pb_len widest = 0;
  uint32_t start = cell->first;
  for (uint32_t i = cell->first; i < cell->end; i++) {
    if (m->clusters.at[i].brk == PB_BREAK_NO && i + 1 < cell->end) continue;
    pb_len width = m->width.at[i] + m->clusters.at[i].advance - m->width.at[start];
    if (width > widest) widest = width;
    start = i + 1;
  }
  return widest;
}

static void widen(pb_len *to, pb_len width) {
  if (width > *to) *to = width;
}

static void measure_cell(const pb_maker *m, making *t, size_t index, pb_cell *cell, bool header) {
  pb_column *column = &t->columns[index];
  bool unit;
  cell->point = -1;
  if (cell->end == cell->first) return;
  pb_len width = pb_maker_width(m, cell->first), em = m->spacing.size;
  widen(&column->natural, width);
  widen(&column->least, widest_piece(m, cell));
  widen(&column->least, width < LEAST_WORDS * em ? width : LEAST_WORDS * em);
  if (header) return;
  if (!is_number(m, cell, &unit)) {
    t->contents[index].words = true;
    return;
  }
  t->contents[index].figures = true;
  t->contents[index].units |= unit;
  cell->point = point_of(m, cell);
  widen(&column->whole, cell->point);
  widen(&column->part, width - cell->point);
}

static void add_cell(pb_maker *m, pb_pieces text, pb_cell *cell, pb_flow_place place) {
  pb_maker_start(m);
  cell->first = (uint32_t)m->clusters.n;
  m->figures = true;
  pb_maker_text(m, text, place.span);
  m->figures = false;
  cell->end = (uint32_t)m->clusters.n;
  if (cell->end > cell->first) pb_maker_end(m);
}

static void add_row(pb_maker *m, making *t, const pb_style *style, const pb_copy_block *row, pb_flow_place place) {
  size_t n = row->ncells < COLUMNS_MAX ? row->ncells : COLUMNS_MAX;
  pb_flow flow = pb_flow_begin(m, PB_FLOW_ROW, style, place);
  pb_cell *cells = PB_NEW_N(m->shaper->arena, pb_cell, n);
  for (size_t i = 0; i < n; i++) {
    add_cell(m, row->cells[i], &cells[i], place);
    measure_cell(m, t, i, &cells[i], row->header);
  }
  if (n > t->ncolumns) t->ncolumns = n;
  flow.table_header = row->header;
  flow.keep_next = row->header;
  flow.table = t->table;
  flow.cells = cells;
  flow.ncells = (uint16_t)n;
  pb_flow_end(m, flow);
}

/* Figures alone stand by their points, at the right; what the copy says goes before. */
static void finish_columns(making *t, const char *aligns, pb_len size) {
  for (size_t i = 0; i < t->ncolumns; i++) {
    pb_column *column = &t->columns[i];
    contents c = t->contents[i];
    char said = aligns && *aligns ? *aligns++ : '-';
    column->figures = c.figures && !c.words && (!c.units || said == 'r'); /* 2号 may be a name */
    column->align = column->figures ? PB_ALIGN_RIGHT : PB_ALIGN_LEFT;
    if (said != '-') column->align = said == 'l' ? PB_ALIGN_LEFT : said == 'c' ? PB_ALIGN_CENTRE : PB_ALIGN_RIGHT;
    widen(&column->least, size);
    if (column->figures) widen(&column->least, column->whole + column->part);
    widen(&column->natural, column->least);
  }
}

static pb_table *add_table(pb_maker *m, const pb_style *style, const pb_copy_block *rows, size_t n, pb_flow_place place) {
  pb_table *table = PB_NEW(m->shaper->arena, pb_table);
  making t = {.table = table};
  table->first = (uint32_t)m->blocks.n;
  table->size = pb_style_size(style);
  for (size_t i = 0; i < n; i++) {
    place.span = rows[i].span;
    add_row(m, &t, style, &rows[i], place);
    if (place.block < UINT16_MAX) place.block++;
  }
  finish_columns(&t, rows[0].aligns, table->size);
  pb_column *columns = PB_NEW_N(m->shaper->arena, pb_column, t.ncolumns);
  memcpy(columns, t.columns, t.ncolumns * sizeof *columns);
  table->columns = columns;
  table->ncolumns = t.ncolumns;
  table->end = (uint32_t)m->blocks.n;
  for (uint32_t i = table->first; i < table->end; i++) {
    m->blocks.at[i].rows_before = i == table->first ? style->rows_before : 0;
    m->blocks.at[i].rows_after = i + 1 == table->end ? style->rows_after : 0;
  }
  return table;
}

static const pb_style *at_size(pb_maker *m, const pb_style *style, pb_len size) {
  pb_style *own = PB_NEW(m->shaper->arena, pb_style);
  *own = *style;
  own->sizes[0] = size;
  own->nsizes = 1;
  return own;
}

/* The largest of the style's sizes at which the table goes into the narrowest leg; the smallest where none does. */
static bool add_fitting(pb_maker *m, const pb_style *style, const pb_copy_block *rows, size_t n, pb_flow_place place) {
  pb_len measure = m->shaper->measure - style->inset_left - style->inset_right;
  for (size_t i = 0;; i++) {
    pb_maker before = *m;
    const pb_table *table = add_table(m, i < style->nsizes ? at_size(m, style, style->sizes[i]) : style, rows, n, place);
    bool fits = m->shaper->measure == 0 || pb_table_fits(table, measure);
    if (fits || i + 1 >= style->nsizes) return fits;
    pb_maker_rewind(m, &before);
  }
}

static void check_cells(const pb_maker *m, const pb_copy_block *row) {
  if (row->ncells <= COLUMNS_MAX) return;
  pb_diag(m->shaper->diags, PB_ERROR, row->span, "table-wide", _("a table row has %zu cells; %d is the most, the rest is left out"),
          row->ncells, COLUMNS_MAX);
  pb_diag_hint(m->shaper->diags, "%s", _("divide the table"));
}

size_t pb_flow_table(pb_maker *m, const pb_style *style, const pb_copy_block *blocks, size_t n, pb_flow_place place) {
  size_t rows = 1;
  while (rows < n && blocks[rows].kind == PB_TABLE_ROW && !blocks[rows].header && blocks[rows].fence == blocks[0].fence) rows++;
  for (size_t i = 0; i < rows; i++) check_cells(m, &blocks[i]);
  if (add_fitting(m, style, blocks, rows, place)) return rows;
  pb_diag(m->shaper->diags, PB_ERROR, blocks[0].span, "table-narrow",
          _("this table does not fit its narrowest leg: words and figures run into one another"));
  pb_diag_hint(m->shaper->diags, "%s",
               _("give it a wider leg, fewer columns or shorter words, or give the style `table` a smaller size too"));
  return rows;
}
