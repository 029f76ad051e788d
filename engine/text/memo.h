/* Remembers how the paragraphs of one story were broken, so that trials which differ elsewhere do not break them again.
 * What is remembered is exact: breaks found for measures of which every one that was looked at is the same again. */
#ifndef PB_MEMO_H
#define PB_MEMO_H

#include "columns.h"
#include "lines.h"

/* The ways remembered for a job like this one; NULL if there are none. */
const pb_ways *pb_break_memo_find(const pb_break_memo *memo, const pb_break_job *job);

/* `looked_at`: how many lines' measures the search read. `ways` must live as long as the memo's arena. */
void pb_break_memo_keep(pb_break_memo *memo, const pb_break_job *job, size_t looked_at, const pb_ways *ways);
/* The columns of a table of the story at a measure, placed when first asked for. */
const pb_column_place *pb_break_memo_columns(pb_break_memo *memo, const pb_story *story, const pb_table *table, pb_len measure);

pb_arena *pb_break_memo_arena(const pb_break_memo *memo);
pb_arena *pb_break_memo_scratch(const pb_break_memo *memo);

#endif
