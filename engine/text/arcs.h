/* Every line that a paragraph may have, with its cost: what the search for breaks goes along. Internal to text/. */
#ifndef PB_ARCS_H
#define PB_ARCS_H

#include "lines.h"
#include "room.h"

/* Places are counted from the job's first cluster: a line from place a to place b holds the clusters [a, b). */
typedef struct {
  int64_t cost;
  uint32_t end;
} pb_arc;

typedef struct {
  const pb_break_job *job;
  pb_arena *arena;
  uint32_t n; /* clusters */
  bool justified;
  bool wide;                  /* loose lines too, from every place; else only where no other line begins */
  const pb_room *rooms;       /* of the gaps before each cluster, summed from the start */
  const pb_len *loses, *wins; /* likewise: all that they can lose, and win within the limits */
  uint32_t from, full;        /* of the last line begun, where text as wide as the measure ended: the next does not end before */
  pb_len measure;
  const uint32_t *must; /* by place: the first forced break after it; NULL where the job has none but its end */
  PB_VEC(pb_arc) all;
} pb_arcs;

pb_arcs pb_arcs_new(pb_arena *arena, const pb_break_job *job);

/* Appends the lines that begin at `from`; at least one. */
void pb_arcs_add(pb_arcs *arcs, uint32_t from, pb_len measure);

pb_len pb_job_measure(const pb_break_job *job, size_t line); /* less the indent, of the first */
bool pb_job_justified(const pb_break_job *job);
pb_line pb_job_line(const pb_break_job *job, uint32_t from, uint32_t to, pb_len measure); /* clusters of the story */
int64_t pb_job_penalty(const pb_break_job *job, const pb_line *line);                     /* what a line costs beside its spacing */
bool pb_job_may_break(const pb_break_job *job, uint32_t at);

#endif
