/* Any copy into any slots: every cluster is set once and in order or counted as overset, and nothing leaves its slots. */
#include "set.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "../unit/toy.h"

enum { SLOTS_MAX = 64, BLOCKS_MAX = 8 };

static size_t read_slots(reader *r, pb_slot slots[SLOTS_MAX]) {
  size_t n = next(r) % SLOTS_MAX;
  uint32_t run = 0;
  uint16_t leg = 0, row = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned turn = next(r);
    if (turn > 240) run++, leg++, row = 0;
    else if (turn > 220) run++, row++;
    slots[i] = (pb_slot){.measure = (pb_len)(5 + turn % 16) * TOY_EM, .run = run, .leg = leg, .row = row++};
  }
  return n;
}

/* Blocks of Han, marks and letters chosen by the bytes, with rows, blanks and keeps. */
static pb_story read_story(reader *r, pb_arena *arena) {
  static const char *const SIGNS[] = {"河", "湾", "，", "。", "“", "”", "、", "港", "a", "\n", "船", "（", "）"};
  const char *paragraphs[BLOCKS_MAX];
  size_t n = 1 + next(r) % BLOCKS_MAX;
  for (size_t b = 0; b < n; b++) {
    size_t length = 1 + next(r);
    char *text = pb_alloc(arena, length * 4 + 4), *to = stpcpy(text, "江");
    for (size_t i = 0; i < length; i++) to = stpcpy(to, SIGNS[next(r) % (sizeof SIGNS / sizeof *SIGNS)]);
    paragraphs[b] = text;
  }
  pb_story story = toy_story(arena, paragraphs, n);
  for (size_t b = 0; b < n; b++) {
    pb_flow *flow = (pb_flow *)&story.blocks[b];
    unsigned shape = next(r);
    flow->rows = (uint16_t)(1 + shape % 3);
    flow->rows_before = (uint16_t)((shape >> 2) % 3);
    flow->rows_after = (uint16_t)((shape >> 4) % 3);
    flow->keep_next = (uint8_t)((shape >> 6) % 3);
  }
  return story;
}

static void check(const pb_story *story, const pb_set *set, const pb_slot *slots, size_t nslots) {
  uint32_t at = 0;
  size_t slot = 0;
  for (size_t i = 0; i < set->nlines; i++) {
    const pb_set_line *line = &set->lines[i];
    if (line->line.first < at || line->line.end <= line->line.first) __builtin_trap();
    at = line->line.end;
    if (line->slot >= nslots || line->slot + line->rows > nslots || (i && line->slot < slot)) __builtin_trap();
    for (unsigned row = 1; row < line->rows; row++)
      if (slots[line->slot + row].run != slots[line->slot].run) __builtin_trap();
    slot = line->slot + line->rows;
  }
  if (set->used > nslots || at > story->nclusters) __builtin_trap();
  if (set->over_lines == 0 && at != story->nclusters) __builtin_trap();
  if (at + set->over_characters != story->nclusters) __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  reader r = {bytes, size};
  pb_arena *arena = pb_arena_new();
  pb_slot slots[SLOTS_MAX];
  size_t n = read_slots(&r, slots);
  pb_story story = read_story(&r, arena);
  int8_t looseness[BLOCKS_MAX];
  for (size_t i = 0; i < BLOCKS_MAX; i++) looseness[i] = (int8_t)(next(&r) % 3 - 1);
  pb_trial trial = {.looseness = looseness};
  pb_set set = pb_set_story(arena, &story, &trial, (pb_cursor){0}, slots, n);
  check(&story, &set, slots, n);
  pb_arena_drop(arena);
  return 0;
}
