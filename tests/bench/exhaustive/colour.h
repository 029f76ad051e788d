/* The evenness of set lines as a reader of the finished page measures it, from the places of the glyphs alone: how far each pair
 * of neighbours stands from where it should. Two Han one em apart, a Han after a mark with the mark's blank or wholly without (a
 * whole or half an em in simplified Chinese), Han and Latin letters or digits at the edition's usual distance. Other pairs are
 * not counted. */
#ifndef BENCH_COLOUR_H
#define BENCH_COLOUR_H

#include "lines.h"

typedef struct {
  double han_latin, latin_han; /* em: the usual distances, medians over the edition */
} bench_usual;

typedef struct {
  double square; /* em²: the sum over pairs */
  unsigned pairs;
} bench_colour;

enum { BENCH_LINE_PAIRS = 5 }; /* fewer in a line: it is not judged by itself */

bench_colour bench_colour_of(pb_arena *arena, const pb_story *story, const pb_line *line, const bench_usual *usual);

/* Appends the distances that medians are made of. */
typedef PB_VEC(double) bench_distances;
void bench_distances_add(pb_arena *arena, const pb_story *story, const pb_line *line, bench_distances *han_latin,
                         bench_distances *latin_han);
double bench_median(bench_distances *distances); /* sorts them; 0 of none */

double bench_deviation(const bench_colour *colour); /* root mean square, em */

#endif
