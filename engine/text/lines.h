/* The model of a line, and the choice of breaks. Pure: reads a story, changes nothing. */
#ifndef PB_LINES_H
#define PB_LINES_H

#include "story.h"

/* A line and how its slack is shared out. */
typedef struct {
  uint32_t first, end;  /* clusters */
  pb_len measure;
  pb_len width;         /* natural, its end mark set half */
  pb_len slack;         /* measure − width; what gaps and the end blank take up */
  uint8_t natural;      /* a paragraph's last line, or type that is not justified: gaps stay natural (unless too wide) */
  uint8_t squeezed;     /* how many mark blanks are taken whole (PB_FIT rules in lines.c) */
} pb_line;

/* What follows each cluster of a line once it is justified: gaps[0 … end − first − 1]; the last is the end blank.
 * Their sum with the advances is the measure exactly, or the natural width for a natural line. */
void pb_line_gaps(const pb_story *story, const pb_line *line, pb_len *gaps);

/* Breaks clusters [first, block end) of a block into lines of measures[0], [1], …, the last repeating. Optimal over the
 * whole rest of the paragraph by total cost. `looseness` asks for that many lines more or fewer where it can be had.
 * Returns the number of lines; always at least one for a non-empty range, never a line that breaks a prohibition when any
 * other way exists; a cluster wider than its measure stands alone and sticks out (reported by the caller). */
typedef struct {
  const pb_story *story;
  const pb_flow *block;
  uint32_t first;
  const pb_len *measures;
  size_t nmeasures;
  pb_len indent;        /* of the first line here: 0 when the paragraph goes on from before */
  int looseness;
} pb_break_job;
size_t pb_break_lines(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost);

/* The greedy variant of the same model (first fit): display type, and what tests compare with. */
size_t pb_break_first_fit(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost);

#endif
