/* How the columns of a table share a measure. Pure. */
#ifndef PB_COLUMNS_H
#define PB_COLUMNS_H

#include "story.h"

typedef struct {
  pb_len x, width; /* from the table's left edge */
  pb_len point;    /* where the points of its figures stand, from x */
} pb_column_place;

/* The white between columns that no measure may take. */
pb_len pb_table_least_gap(const pb_table *table);

/* False if some column is narrower than what it must keep together. */
bool pb_table_fits(const pb_table *table, pb_len measure);

/* Columns as wide as their widest cells where all have room, what is left shared out; else so that the rows together are
 * the fewest lines. `places`: one a column. */
void pb_table_place(pb_arena *scratch, const pb_story *story, const pb_table *table, pb_len measure, pb_column_place *places);

#endif
