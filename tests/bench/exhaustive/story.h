/* A whole story, every paragraph in each of its ways (as it comes, a line shorter, a line longer), every combination: what legs
 * could begin and end with at best, and how even the lines could be then. Nothing is left out: what a paragraph may do depends
 * on the slot it begins at alone, so the best way to every slot after every paragraph is the best of all combinations. */
#ifndef BENCH_STORY_H
#define BENCH_STORY_H

#include "chain.h"
#include "paragraph.h"

/* What is wrong with where legs begin and end. */
typedef struct {
  unsigned widows, orphans;
  unsigned over;   /* lines past the last slot */
  unsigned ragged; /* 1: one slot stays empty in the last leg, beside others */
} bench_faults;

typedef struct bench_story bench_story;

bench_story *bench_story_new(pb_arena *arena, const pb_chain_set *set);

/* Paragraphs of single rows with nothing that must stand with them: those whose lines are measured. */
bool bench_story_measures(const bench_story *story, uint32_t block);

/* A paragraph by itself, where paiban set it. */
bench_paragraph *bench_story_paragraph(bench_story *story, uint32_t block, const pb_break_job **job);

/* Lines of a block as paiban set it. */
typedef PB_VEC(pb_line) bench_lines;
bench_lines bench_story_lines(bench_story *story, uint32_t block);
bench_faults bench_story_faults(const bench_story *story);

/* Of all combinations those with the fewest faults, lines over counting for many; of these the best by `goal` (NULL: any), whose
 * lines are appended. With `edges_only` a last leg one line short is no fault. */
bench_faults bench_story_best(bench_story *story, const bench_goal *goal, bool edges_only, bench_lines *lines);

#endif
