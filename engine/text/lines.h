/* The model of a line, and the choice of breaks. Pure: reads a story, changes nothing. */
#ifndef PB_LINES_H
#define PB_LINES_H

#include "story.h"

/* A line and how its slack is shared out. */
typedef struct {
  uint32_t first, end;   /* clusters */
  const pb_style *style; /* whose tiers are used */
  pb_len size;           /* of the type: one em */
  pb_len measure;
  pb_len width; /* natural, its end mark set half */
  bool natural; /* a paragraph's last line, or type that is not justified: gaps open no further than natural */
} pb_line;

/* Clusters [first, end) of a block as one line, whatever their width. */
pb_line pb_line_make(const pb_story *story, const pb_flow *block, uint32_t first, uint32_t end, pb_len measure, bool natural);

/* The hyphen after a cluster whose break is PB_BREAK_HYPHEN; NULL after any other. */
const pb_hyphen *pb_line_hyphen(const pb_story *story, uint32_t cluster);

/* What follows each cluster of a line once it is justified: gaps[0 … end − first − 1]; the last is the end blank.
 * Their sum with the advances and a hyphen at the end is the measure exactly, but for a natural line (its natural width)
 * and one that sticks out. A mark that hangs past the measure has its advance taken off again after it.
 *
 * A line that is too long closes up first, tier by tier in the order of pb_shrink, to the limits of its style. Where the
 * style has marks give whole, as many blanks of a tier are taken as are needed, none of them in part. What that gives too
 * much, and the slack of a line that is too short, goes to the end mark's blank, then to word spaces, to Han–Latin gaps,
 * and to all gaps equally. */
void pb_line_gaps(const pb_story *story, const pb_line *line, pb_len *gaps);

/* What the line's spacing costs (0 = as it should be). A loose line, whose gaps open beyond the style's last limit, costs
 * at least PB_COST_LOOSE more, so that it is taken only where no other way exists; PB_LINE_STICKS_OUT if it cannot be made
 * to fit. */
#define PB_LINE_STICKS_OUT INT64_MAX
#define PB_COST_LOOSE ((int64_t)1 << 34)
#define PB_COST_LONE ((int64_t)1 << 40)   /* a last line of one character */
#define PB_COST_FORCED ((int64_t)1 << 44) /* a line that must break a rule or stick out */
int64_t pb_line_cost(const pb_story *story, const pb_line *line);

/* How far every gap of the line opens beyond its own tier's limit, in 1/1024 em; and whether that is more than the style's last
 * limit: a loose line. */
pb_len pb_line_opening(const pb_story *story, const pb_line *line);
bool pb_line_is_loose(const pb_story *story, const pb_line *line);

typedef struct pb_break_memo pb_break_memo;
/* `scratch`, another arena, serves the searches and is as it was after each. */
pb_break_memo *pb_break_memo_new(pb_arena *arena, pb_arena *scratch, const pb_story *story);

/* Clusters [first, end) of a block to be broken into lines of measures[0], [1], …, the last repeating. */
typedef struct {
  const pb_story *story;
  const pb_flow *block;
  uint32_t first, end; /* clusters of the block: from where it goes on, to its end (or a cell's) */
  const pb_len *measures;
  size_t nmeasures;
  pb_len indent;       /* of the first line here: 0 when the paragraph goes on from before */
  pb_break_memo *memo; /* of this story, where many trials are to come; else NULL. Ways then live in its arena */
} pb_break_job;

/* One way to break a paragraph. */
typedef struct {
  const pb_line *lines;
  size_t n; /* 0: there is no such way */
  int64_t cost;
} pb_way;

/* The best way, and the best with a line less and with a line more; these two are there only where they keep within the
 * tiers' limits and break no rule that the best way keeps. */
typedef enum { PB_WAY_SHORTER, PB_WAY_BEST, PB_WAY_LONGER, PB_WAYS } pb_way_kind;
typedef struct {
  pb_way way[PB_WAYS];
} pb_ways;

/* All three, found in one search: each is the cheapest of all ways with its number of lines. The best has at least one line
 * for a range that is not empty, never a line that breaks a prohibition when any other way exists; a cluster wider than its
 * measure stands alone and sticks out (reported by the caller). */
const pb_ways *pb_break_ways(pb_arena *arena, const pb_break_job *job);

/* The best way alone. */
size_t pb_break_lines(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost);

/* The greedy variant of the same model (first fit): display type, and what tests compare with. */
size_t pb_break_first_fit(pb_arena *arena, const pb_break_job *job, const pb_line **lines, int64_t *cost);

#endif
