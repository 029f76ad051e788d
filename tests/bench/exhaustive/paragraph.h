/* Every way to break a paragraph, without the search of engine/text/breaks: from every place every end is tried as a line, and
 * of all ways to every place with every number of lines the best is kept. Nothing is left out but lines so long that they could
 * not fit if all white in them were closed. Slow; the lines and what each costs are paiban's own (lines.h). */
#ifndef BENCH_PARAGRAPH_H
#define BENCH_PARAGRAPH_H

#include "colour.h"

/* What is to be least. The house's rules come first where it is not the cost itself: of two ways that with fewer loose lines,
 * lone characters and forced ends is the better. */
typedef enum {
  BENCH_COST,  /* what paiban counts */
  BENCH_EVEN,  /* the squares of what is off, less `weight` for every pair */
  BENCH_WORST, /* the number of lines more than `weight` off, em */
} bench_aim;
typedef struct {
  bench_aim aim;
  double weight;
  bench_usual usual;
} bench_goal;

typedef struct {
  const pb_line *lines;
  size_t n;
  double value; /* HUGE_VAL: there is none */
} bench_way;

typedef struct bench_paragraph bench_paragraph;

/* `job` and what it points to must stay. */
bench_paragraph *bench_paragraph_new(pb_arena *arena, const pb_break_job *job);

/* The best way with each number of lines: ways[0 … return value]; ways[0] is none. Lines are in the arena. */
size_t bench_paragraph_ways(bench_paragraph *paragraph, const bench_goal *goal, bench_way **ways);
bench_way bench_paragraph_best(bench_paragraph *paragraph, const bench_goal *goal);

bool bench_paragraph_is(const bench_paragraph *paragraph, const pb_break_job *job); /* the same, whatever the number of lines */

double bench_colour_value(const bench_colour *colour, const bench_goal *goal); /* of a line that keeps the rules */

#endif
