/* The evenness of set lines as a reader of the finished page measures it, from the places of the glyphs alone: how far each pair
 * of neighbours stands from where it should. Two Han one em apart, a Han after a mark with the mark's blank or wholly without (a
 * whole or half an em in simplified Chinese), Han and Latin letters or digits at their usual distance. Other
 * pairs are not counted. */
#ifndef BENCH_COLOUR_H
#define BENCH_COLOUR_H

#include "lines.h"

typedef struct {
  double han_latin, latin_han; /* em: the usual distances */
} bench_usual;

/* Distances of one sort, em. */
typedef struct {
  double sum, squares;
  unsigned n;
} bench_distances;

/* A line. */
typedef struct {
  double rest; /* em²: the squares of what Han and marks are off */
  bench_distances han_latin, latin_han;
  unsigned pairs; /* of all sorts */
} bench_colour;

enum { BENCH_LINE_PAIRS = 5 }; /* fewer in a line: it is not judged by itself */

bench_colour bench_colour_of(pb_arena *arena, const pb_story *story, const pb_line *line);

/* The sum of squares of what all pairs are off, em², and their root mean square, em. */
double bench_square(const bench_colour *colour, const bench_usual *usual);
double bench_deviation(const bench_colour *colour, const bench_usual *usual);

/* Appends the distances that medians are made of: as the line is set, or before it is justified. */
typedef PB_VEC(double) bench_list;
void bench_list_add(pb_arena *arena, const pb_story *story, const pb_line *line, bool set, bench_list *han_latin,
                    bench_list *latin_han);
double bench_median(bench_list *list); /* sorts it; 0 of none */

#endif
