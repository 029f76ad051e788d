/* A path through the story: after each block the few slots at which it may have ended, each with the cheapest way there. */
#include "variants.h"

enum {
  NODES = 8,         /* ways kept after each block */
  FAIR_LINE = 30000, /* a line dearer than this on average shows: gaps a twenty-fifth of an em too wide */
  COST_OF_WIDOW = 1 << 24,
  COST_OF_ORPHAN = 1 << 23,
  COST_OF_OVER = 1 << 28, /* a line past the last slot */
};

typedef struct {
  size_t slot;
  int64_t cost;
  uint8_t from;     /* which of the nodes before */
  int8_t looseness; /* of the block that ends here */
} node;

typedef struct {
  node at[NODES];
  uint8_t n;
} layer;

typedef struct {
  pb_arena *scratch;
  const pb_story *story;
  pb_break_memo *memo;
  const pb_slot *slots;
  size_t n;
  int8_t *looseness; /* all 0 but for the block that is tried */
} search;

static void keep(layer *l, node new) {
  uint8_t dearest = 0;
  for (uint8_t i = 0; i < l->n; i++) {
    if (l->at[i].slot == new.slot) {
      if (new.cost < l->at[i].cost) l->at[i] = new;
      return;
    }
    if (l->at[i].cost > l->at[dearest].cost) dearest = i;
  }
  if (l->n < NODES) l->at[l->n++] = new;
  else if (new.cost < l->at[dearest].cost) l->at[dearest] = new;
}

static pb_set_step try_block(search *s, uint32_t block, size_t slot, int8_t looseness) {
  pb_arena_mark mark = pb_arena_save(s->scratch);
  s->looseness[block] = looseness;
  pb_trial trial = {.looseness = s->looseness, .memo = s->memo};
  pb_set_step step = pb_set_one_block(s->scratch, s->story, &trial, block, s->slots, s->n, slot);
  s->looseness[block] = 0;
  pb_arena_restore(s->scratch, mark);
  return step;
}

static int64_t cost_with_edges(const pb_set_step *step) {
  return step->cost + (step->widow ? COST_OF_WIDOW : 0) + (step->orphan ? COST_OF_ORPHAN : 0) + (int64_t)step->over * COST_OF_OVER;
}

/* A cure that shows more than what it cures is none. */
static bool is_fair(const pb_set_step *step) { return step->cost <= FAIR_LINE * (int64_t)step->lines; }

static void extend(search *s, uint32_t block, const layer *before, layer *after) {
  bool loosens = pb_flow_is_text(s->story->blocks[block].kind);
  after->n = 0;
  for (uint8_t i = 0; i < before->n; i++)
    for (int v = loosens ? -1 : 0; v <= (loosens ? 1 : 0); v++) {
      pb_set_step step = try_block(s, block, before->at[i].slot, (int8_t)v);
      if (v != 0 && !is_fair(&step)) continue;
      keep(after, (node){.slot = step.end, .cost = before->at[i].cost + cost_with_edges(&step), .from = i, .looseness = (int8_t)v});
    }
}

/* Set as it comes, does a leg begin or end badly? */
static bool asks(search *s) {
  size_t slot = 0;
  for (uint32_t b = 0; b < s->story->nblocks; b++) {
    pb_set_step step = try_block(s, b, slot, 0);
    if (step.widow || step.orphan) return true;
    slot = step.end;
  }
  return false;
}

static const int8_t *trace(pb_arena *arena, const search *s, const layer *layers) {
  uint32_t blocks = (uint32_t)s->story->nblocks;
  int8_t *looseness = PB_NEW_N(arena, int8_t, blocks);
  uint8_t best = 0;
  for (uint8_t i = 1; i < layers[blocks].n; i++)
    if (layers[blocks].at[i].cost < layers[blocks].at[best].cost) best = i;
  for (uint32_t b = blocks; b > 0; best = layers[b].at[best].from, b--) looseness[b - 1] = layers[b].at[best].looseness;
  return looseness;
}

const int8_t *pb_choose_looseness(pb_arena *arena, pb_arena *scratch, const pb_story *story, pb_break_memo *memo,
                                  const pb_slot *slots, size_t n) {
  pb_arena_mark mark = pb_arena_save(scratch);
  search s = {.scratch = scratch, .story = story, .memo = memo, .slots = slots, .n = n};
  s.looseness = PB_NEW_N(scratch, int8_t, story->nblocks);
  const int8_t *chosen = NULL;
  if (story->nblocks && asks(&s)) {
    layer *layers = PB_NEW_N(scratch, layer, story->nblocks + 1);
    layers[0] = (layer){.at = {{0}}, .n = 1};
    for (uint32_t b = 0; b < story->nblocks; b++) extend(&s, b, &layers[b], &layers[b + 1]);
    chosen = trace(arena, &s, layers);
  }
  pb_arena_restore(scratch, mark);
  return chosen;
}
