#include "columns.h"

/* ---- room ---- */

typedef struct {
  const pb_story *story;
  const pb_table *table;
  pb_len *widths;
  size_t *rows; /* lines of each row, at these widths */
} fitting;

pb_len pb_table_least_gap(const pb_table *table) { return table->size / 2; }

static int64_t sum_of(const pb_table *table, bool natural) {
  int64_t sum = 0;
  for (size_t i = 0; i < table->ncolumns; i++) sum += natural ? table->columns[i].natural : table->columns[i].least;
  return sum;
}

static int64_t gaps_of(const pb_table *table, pb_len gap) { return table->ncolumns ? (int64_t)(table->ncolumns - 1) * gap : 0; }

bool pb_table_fits(const pb_table *table, pb_len measure) {
  return sum_of(table, false) + gaps_of(table, pb_table_least_gap(table)) <= measure;
}

/* ---- lines of cells ---- */

static size_t lines_in(const pb_story *story, const pb_cell *cell, pb_len width) {
  size_t lines = 1;
  uint32_t start = cell->first, fits = start;
  for (uint32_t i = cell->first; i < cell->end; i++) {
    if (story->clusters[i].brk == PB_BREAK_NO && i + 1 < cell->end) continue;
    pb_len here = story->width[i] + story->clusters[i].advance;
    if (here - story->width[start] > width && fits > start) lines++, start = fits;
    fits = i + 1;
  }
  return lines;
}

/* Lines of a row, column `c` taken as `width` wide. */
static size_t lines_of_row(const fitting *f, const pb_flow *row, size_t c, pb_len width) {
  size_t most = 1;
  for (size_t i = 0; i < row->ncells; i++) {
    size_t lines = lines_in(f->story, &row->cells[i], i == c ? width : f->widths[i]);
    if (lines > most) most = lines;
  }
  return most;
}

/* How many lines fewer all rows take where column `c` is so wide. */
static size_t lines_saved(const fitting *f, size_t c, pb_len width) {
  size_t saved = 0;
  for (uint32_t r = f->table->first; r < f->table->end; r++) {
    size_t lines = lines_of_row(f, &f->story->blocks[r], c, width), before = f->rows[r - f->table->first];
    saved += lines < before ? before - lines : 0;
  }
  return saved;
}

static size_t count_rows(const fitting *f) {
  size_t all = 0;
  for (uint32_t r = f->table->first; r < f->table->end; r++)
    all += f->rows[r - f->table->first] = lines_of_row(f, &f->story->blocks[r], f->table->ncolumns, 0);
  return all;
}

/* ---- widths ---- */

/* A column made wider by whole halves of characters, and the lines that saves. */
typedef struct {
  size_t column, saved;
  pb_len by;
} widening;

/* That of one column which saves most lines for what it takes; saved 0 where none saves any. */
static widening best_widening(const fitting *f, int64_t room) {
  pb_len step = f->table->size / 2;
  widening best = {.by = 1};
  for (size_t c = 0; c < f->table->ncolumns; c++)
    for (pb_len by = step; step > 0 && by <= room && f->widths[c] + by < f->table->columns[c].natural + step; by += step) {
      size_t saved = lines_saved(f, c, f->widths[c] + by);
      if ((int64_t)saved * best.by > (int64_t)best.saved * by) best = (widening){c, saved, by};
    }
  return best;
}

/* Two columns whose cells are both too high in the same rows. */
static bool widen_two(const fitting *f, int64_t *room) {
  pb_len step = f->table->size / 2;
  widening first = {.by = 1}, second = {0};
  for (size_t c = 0; c < f->table->ncolumns; c++)
    for (pb_len by = step; step > 0 && by < *room && f->widths[c] + by < f->table->columns[c].natural + step; by += step) {
      f->widths[c] += by;
      widening other = best_widening(f, *room - by);
      f->widths[c] -= by;
      if ((int64_t)other.saved * (first.by + second.by) <= (int64_t)second.saved * (by + other.by)) continue;
      first = (widening){.column = c, .by = by};
      second = other;
    }
  if (second.saved == 0) return false;
  f->widths[first.column] += first.by;
  f->widths[second.column] += second.by;
  *room -= first.by + second.by;
  return true;
}

static bool widen_one(const fitting *f, int64_t *room) {
  widening best = best_widening(f, *room);
  if (best.saved == 0) return false;
  f->widths[best.column] += best.by;
  *room -= best.by;
  return true;
}

/* What no line asks for goes to the columns that are narrower than they would be. */
static void share_rest(const fitting *f, int64_t room) {
  int64_t wanted = 0, passed = 0;
  for (size_t c = 0; c < f->table->ncolumns; c++)
    if (f->table->columns[c].natural > f->widths[c]) wanted += f->table->columns[c].natural - f->widths[c];
  if (wanted < room) room = wanted;
  for (size_t c = 0; c < f->table->ncolumns && wanted; c++) {
    int64_t lacks = f->table->columns[c].natural - f->widths[c];
    if (lacks <= 0) continue;
    f->widths[c] += (pb_len)((passed + lacks) * room / wanted - passed * room / wanted);
    passed += lacks;
  }
}

/* Returns the lines of all rows. */
static size_t narrow_columns(const fitting *f, int64_t budget) {
  int64_t least = sum_of(f->table, false), room = budget - least;
  for (size_t c = 0; c < f->table->ncolumns; c++) {
    f->widths[c] = f->table->columns[c].least;
    if (room < 0) f->widths[c] = (pb_len)(f->widths[c] * (budget > 0 ? budget : 0) / least);
  }
  count_rows(f);
  if (room > 0) {
    while (widen_one(f, &room) || widen_two(f, &room)) count_rows(f);
    share_rest(f, room);
  }
  return count_rows(f);
}

/* ---- places ---- */

static pb_len point_of(const pb_column *column, pb_len width) {
  switch (column->align) {
    case PB_ALIGN_LEFT: return column->whole;
    case PB_ALIGN_CENTRE: return (width - column->whole - column->part) / 2 + column->whole;
    default: return width - column->part;
  }
}

/* All have room: what is left over is shared out with the white between. */
static void place_roomy(const pb_table *table, pb_len measure, pb_column_place *places) {
  int64_t sum = sum_of(table, true) + gaps_of(table, table->size), x = 0;
  for (size_t i = 0; i < table->ncolumns; i++) {
    pb_len width = table->columns[i].natural;
    places[i].x = (pb_len)(x * measure / sum);
    places[i].width = (pb_len)((x + width) * measure / sum) - places[i].x;
    x += width + table->size;
  }
}

/* An em between columns, or half of it where that saves lines. */
static void place_narrow(const fitting *f, pb_len measure, pb_column_place *places) {
  const pb_table *table = f->table;
  pb_len gap = table->size, least = pb_table_least_gap(table), x = 0;
  size_t lines = narrow_columns(f, measure - gaps_of(table, gap));
  bool crowded = sum_of(table, false) + gaps_of(table, gap) > measure;
  if (narrow_columns(f, measure - gaps_of(table, least)) < lines || crowded) gap = least;
  else narrow_columns(f, measure - gaps_of(table, gap));
  for (size_t i = 0; i < table->ncolumns; i++) {
    places[i].x = x;
    places[i].width = i + 1 < table->ncolumns || measure - x < f->widths[i] ? f->widths[i] : measure - x;
    x += f->widths[i] + gap;
  }
}

void pb_table_place(pb_arena *scratch, const pb_story *story, const pb_table *table, pb_len measure, pb_column_place *places) {
  if (sum_of(table, true) + gaps_of(table, table->size) <= measure) {
    place_roomy(table, measure, places);
  } else {
    pb_arena_mark mark = pb_arena_save(scratch);
    fitting f = {.story = story, .table = table};
    f.widths = PB_NEW_N(scratch, pb_len, table->ncolumns);
    f.rows = PB_NEW_N(scratch, size_t, table->end - table->first);
    place_narrow(&f, measure, places);
    pb_arena_restore(scratch, mark);
  }
  for (size_t i = 0; i < table->ncolumns; i++) places[i].point = point_of(&table->columns[i], places[i].width);
}
