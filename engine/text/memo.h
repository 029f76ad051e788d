/* Remembers how the paragraphs of one story were broken, so that trials which differ elsewhere do not break them again.
 * What is remembered is exact: breaks found for measures of which every one that was looked at is the same again. */
#ifndef PB_MEMO_H
#define PB_MEMO_H

#include "lines.h"

/* The breaks remembered for a job like this one; NULL if there are none. */
typedef struct {
  const pb_line *lines;
  size_t n;
  int64_t cost;
} pb_broken;
const pb_broken *pb_break_memo_find(const pb_break_memo *memo, const pb_break_job *job);

/* `looked_at`: how many lines' measures the search read. `broken.lines` must live as long as the memo's arena. */
void pb_break_memo_keep(pb_break_memo *memo, const pb_break_job *job, size_t looked_at, pb_broken broken);
pb_arena *pb_break_memo_arena(const pb_break_memo *memo);

#endif
