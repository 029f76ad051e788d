/* A path through the story: after each block the slots at which it may have ended, each with the cheapest way there. What
 * may follow depends on the slot alone, so nothing is lost by keeping one way to each. */
#include "variants.h"

enum {
  NODES_MOST = 512,       /* slots kept after a block: beyond 250 paragraphs set longer or shorter, all one way */
  COST_OF_JUMP = 1 << 16, /* of a quarter row */
};
static const int64_t COST_OF_EDGE = (int64_t)1 << 46; /* widow, orphan, a last leg one line short: beyond all spacing */
static const int64_t COST_OF_OVER = (int64_t)1 << 54; /* a line over; a jump line without a place */

typedef struct {
  size_t slot;
  int64_t cost;
  uint16_t from;    /* which of the nodes before */
  int8_t looseness; /* of the block that ends here */
} node;

typedef struct {
  node *at;
  uint16_t n;
} layer;

typedef struct {
  const pb_variants_job *job;
  pb_set_probe *probe;
  uint16_t *place; /* by slot: the node of the layer being made, + 1; 0 = none */
  bool beside;     /* the last leg has another in its part: a row less would be seen */
  bool fills;      /* the story as it comes leaves one slot: two left would be no better */
} search;

static int64_t feet_cost(const pb_variants_job *job, uint32_t block, const pb_set_step *step) {
  int64_t cost = 0;
  for (size_t i = 0; i < job->nfeet && step->first != PB_NO_SLOT; i++) {
    size_t line = job->feet[i].slot - step->first;
    if (job->feet[i].slot < step->first || line >= step->way.n) continue;
    int64_t quarters = pb_jump_foot_cost(&job->feet[i], job->story, &job->story->blocks[block], &step->way.lines[line]);
    cost += quarters < PB_JUMP_IMPOSSIBLE ? quarters * COST_OF_JUMP : COST_OF_OVER;
  }
  return cost;
}

static bool has_leg_beside(const pb_variants_job *job) {
  const pb_slot *last = job->n ? &job->slots[job->n - 1] : NULL;
  for (size_t i = 0; i < job->n; i++)
    if (job->slots[i].part == last->part && job->slots[i].leg != last->leg) return true;
  return false;
}

static bool ends_short(const search *s, uint32_t block, const pb_set_step *step) {
  size_t n = s->job->n;
  return s->beside && block + 1 == s->job->story->nblocks && (step->end + 1 == n || (s->fills && step->end < n));
}

static int64_t edge_cost(const search *s, uint32_t block, const pb_set_step *step) {
  int64_t edges = step->widow + step->orphan + ends_short(s, block, step), over = step->over < 128 ? step->over : 128;
  return edges * COST_OF_EDGE + over * COST_OF_OVER;
}

static void keep(search *s, layer *l, node new) {
  uint16_t *here = &s->place[new.slot];
  if (*here) {
    if (new.cost < l->at[*here - 1].cost) l->at[*here - 1] = new;
  } else if (l->n < NODES_MOST) {
    l->at[l->n++] = new;
    *here = l->n;
  }
}

static void extend(search *s, uint32_t block, const layer *before, layer *after) {
  pb_set_step steps[PB_WAYS];
  for (uint16_t i = 0; i < before->n; i++) {
    pb_set_probe_block(s->probe, block, before->at[i].slot, steps);
    for (int kind = 0; kind < PB_WAYS; kind++) {
      const pb_set_step *step = &steps[kind];
      if (!step->possible) continue;
      int64_t cost = before->at[i].cost + edge_cost(s, block, step) + feet_cost(s->job, block, step);
      cost += step->cost - steps[PB_WAY_BEST].cost;
      keep(s, after, (node){.slot = step->end, .cost = cost, .from = i, .looseness = (int8_t)(kind - PB_WAY_BEST)});
    }
  }
  for (uint16_t i = 0; i < after->n; i++) s->place[after->at[i].slot] = 0;
}

static pb_leg_faults faults_of(search *s, const int8_t *looseness) {
  pb_leg_faults faults = {0};
  pb_set_step steps[PB_WAYS];
  size_t slot = 0;
  for (uint32_t b = 0; b < s->job->story->nblocks; b++) {
    pb_set_probe_block(s->probe, b, slot, steps);
    const pb_set_step *step = &steps[PB_WAY_BEST + (looseness ? looseness[b] : 0)];
    faults.widows += step->widow;
    faults.orphans += step->orphan;
    faults.over += step->over;
    faults.short_by_one = ends_short(s, b, step);
    slot = step->end;
  }
  return faults;
}

unsigned pb_leg_faults_count(const pb_leg_faults *f) { return f->widows + f->orphans + f->over + f->short_by_one; }

static const int8_t *trace(pb_arena *arena, const search *s, const layer *layers) {
  uint32_t blocks = (uint32_t)s->job->story->nblocks;
  int8_t *looseness = PB_NEW_N(arena, int8_t, blocks);
  uint16_t best = 0;
  for (uint16_t i = 1; i < layers[blocks].n; i++)
    if (layers[blocks].at[i].cost < layers[blocks].at[best].cost) best = i;
  for (uint32_t b = blocks; b > 0; best = layers[b].at[best].from, b--) looseness[b - 1] = layers[b].at[best].looseness;
  return looseness;
}

static const int8_t *choose(search *s, pb_arena *arena, pb_arena *scratch) {
  size_t blocks = s->job->story->nblocks;
  layer *layers = PB_NEW_N(scratch, layer, blocks + 1);
  layers[0] = (layer){.at = PB_NEW(scratch, node), .n = 1};
  for (uint32_t b = 0; b < blocks; b++) {
    size_t most = layers[b].n * (size_t)PB_WAYS;
    layers[b + 1].at = PB_NEW_N(scratch, node, most < NODES_MOST ? most : NODES_MOST);
    extend(s, b, &layers[b], &layers[b + 1]);
  }
  return trace(arena, s, layers);
}

pb_variants pb_choose_variants(pb_arena *arena, pb_arena *scratch, const pb_variants_job *job) {
  pb_arena_mark mark = pb_arena_save(scratch);
  search s = {.job = job, .probe = pb_set_probe_new(scratch, job->story, job->memo, job->slots, job->n)};
  s.place = PB_NEW_N(scratch, uint16_t, job->n + 1);
  s.beside = has_leg_beside(job);
  pb_variants v = {.faults = faults_of(&s, NULL)};
  if (pb_leg_faults_count(&v.faults) && v.faults.over <= job->story->nblocks) {
    s.fills = v.faults.short_by_one;
    v.looseness = choose(&s, arena, scratch);
    v.faults = faults_of(&s, v.looseness);
  }
  pb_arena_restore(scratch, mark);
  return v;
}
