#include "story.h"

#include <math.h>

typedef struct known known;
struct known {
  known *next;
  bench_paragraph *paragraph;
  pb_break_job job;
  bench_goal goal; /* for which `ways` is */
  bench_way *ways; /* NULL: not looked for yet */
  size_t n;
};

struct bench_story {
  pb_arena *arena;
  const pb_chain_set *set;
  pb_set_probe *probe;
  bool beside;    /* the last leg has others in its part */
  bool was_short; /* as the story comes it leaves one slot: two left would be no better */
  known **known;  /* by block */
};

static bool has_leg_beside(const pb_chain_set *set) {
  const pb_slot *last = set->nslots ? &set->slots[set->nslots - 1] : NULL;
  for (size_t i = 0; i < set->nslots; i++)
    if (set->slots[i].part == last->part && set->slots[i].leg != last->leg) return true;
  return false;
}

bench_story *bench_story_new(pb_arena *arena, const pb_chain_set *set) {
  bench_story *s = PB_NEW(arena, bench_story);
  *s = (bench_story){.arena = arena, .set = set, .beside = has_leg_beside(set)};
  s->probe = pb_set_probe_new(arena, set->story, set->memo, set->slots, set->nslots);
  s->known = PB_NEW_N(arena, known *, set->story->nblocks);
  pb_set plain = pb_set_story(arena, set->story, &(pb_trial){.memo = set->memo}, (pb_cursor){0}, set->slots, set->nslots);
  s->was_short = !plain.over_lines && plain.used + 1 == set->nslots;
  return s;
}

bool bench_story_measures(const bench_story *s, uint32_t index) {
  const pb_flow *b = &s->set->story->blocks[index];
  bool plain = pb_flow_is_text(b->kind) && b->kind != PB_FLOW_SIGN && !b->ncells && !b->keep_next && b->rows == 1;
  bool followed = index + 1 < s->set->story->nblocks && pb_flow_follows(b + 1, b);
  return plain && !followed && !b->initial && !b->pad_before && !b->pad_after && !b->leading && b->first < b->end;
}

/* ---- paragraphs ---- */

/* The paragraph from a slot on. */
static pb_break_job job_at(const bench_story *s, uint32_t index, size_t slot) {
  const pb_flow *b = &s->set->story->blocks[index];
  size_t n = s->set->nslots > slot ? s->set->nslots - slot : 1;
  pb_len *measures = PB_NEW_N(s->arena, pb_len, n);
  for (size_t i = 0; i < n; i++) {
    size_t at = slot + i < s->set->nslots ? slot + i : s->set->nslots - 1;
    pb_len m = s->set->slots[at].measure - b->style->inset_left - b->style->inset_right;
    measures[i] = m > b->size ? m : b->size;
  }
  return (pb_break_job){.story = s->set->story,
                        .block = b,
                        .first = b->first,
                        .end = b->end,
                        .measures = measures,
                        .nmeasures = n,
                        .indent = b->style->indent};
}

static known *know(bench_story *s, uint32_t index, size_t slot) {
  pb_break_job job = job_at(s, index, slot);
  for (known *k = s->known[index]; k; k = k->next)
    if (bench_paragraph_is(k->paragraph, &job)) return k;
  known *k = PB_NEW(s->arena, known);
  *k = (known){.next = s->known[index], .job = job};
  k->paragraph = bench_paragraph_new(s->arena, &k->job);
  return s->known[index] = k;
}

static const bench_way *way_with(known *k, const bench_goal *goal, size_t lines) {
  bool same = k->goal.aim == goal->aim && k->goal.weight == goal->weight && k->goal.usual.han_latin == goal->usual.han_latin &&
              k->goal.usual.latin_han == goal->usual.latin_han;
  if (!k->ways || !same) {
    k->n = bench_paragraph_ways(k->paragraph, goal, &k->ways);
    k->goal = *goal;
  }
  return lines <= k->n ? &k->ways[lines] : &k->ways[0];
}

bench_paragraph *bench_story_paragraph(bench_story *s, uint32_t index, const pb_break_job **job) {
  for (size_t i = 0; i < s->set->set.nlines; i++) {
    if (s->set->set.lines[i].block != index) continue;
    known *k = know(s, index, s->set->set.lines[i].slot);
    *job = &k->job;
    return k->paragraph;
  }
  return NULL;
}

bench_lines bench_story_lines(bench_story *s, uint32_t index) {
  bench_lines lines = {0};
  for (size_t i = 0; i < s->set->set.nlines; i++)
    if (s->set->set.lines[i].block == index) PB_PUSH(s->arena, lines, s->set->set.lines[i].line);
  return lines;
}

/* ---- edges ---- */

static uint16_t leg_of(const bench_story *s, const pb_set_line *line) { return s->set->slots[line->slot].leg; }

static bool is_text(const bench_story *s, const pb_set_line *line) {
  const pb_flow *b = &s->set->story->blocks[line->block];
  return pb_flow_is_text(b->kind) && !(b->initial && line->line.end == b->initial->end);
}

/* Read from the lines as they stand. */
bench_faults bench_story_faults(const bench_story *s) {
  const pb_set *set = &s->set->set;
  bench_faults f = {.over = set->over_lines};
  for (size_t i = 0; i + 1 < set->nlines; i++) {
    const pb_set_line *a = &set->lines[i], *b = &set->lines[i + 1];
    if (a->block != b->block || !is_text(s, a) || leg_of(s, a) == leg_of(s, b)) continue;
    const pb_flow *block = &s->set->story->blocks[a->block];
    f.orphans += a->line.first == (block->initial ? block->initial->end : block->first);
    f.widows += b->line.end == block->end;
  }
  f.ragged = s->beside && !f.over && (set->used + 1 == s->set->nslots || (s->was_short && set->used < s->set->nslots));
  return f;
}

/* ---- all combinations ---- */

/* The best way to a slot after some block. */
typedef struct {
  double faults, value; /* HUGE_VAL: none */
  bench_faults told;
  size_t from;          /* slot */
  const bench_way *way; /* of the block; NULL where its lines are not measured */
} node;

typedef struct {
  bench_story *s;
  const bench_goal *goal;
  bool edges_only;
} job;

static double weigh(const job *j, const bench_faults *f) {
  return f->widows + f->orphans + (j->edges_only ? 0 : f->ragged) + 1000.0 * f->over;
}

static bool parted(const bench_story *s, size_t slot) {
  return slot + 1 < s->set->nslots && s->set->slots[slot].leg != s->set->slots[slot + 1].leg;
}

/* What one more block adds to a node: faults, lines. */
static void put(const job *j, uint32_t index, const node *before, const pb_set_step *step, size_t slot, node *after) {
  bench_story *s = j->s;
  node new = {.value = before->value, .told = before->told, .from = slot};
  size_t end = step->end, n = step->way.n;
  bool own = step->first != PB_NO_SLOT && bench_story_measures(s, index);
  if (own) {
    size_t past = step->first + n;
    end = past < s->set->nslots ? past : s->set->nslots;
    new.told.over += (unsigned)(past - end);
    new.told.orphans += n > 1 && parted(s, step->first);
    new.told.widows += n > 1 && parted(s, past - 2);
  } else {
    new.told.over += step->over, new.told.orphans += step->orphan, new.told.widows += step->widow;
  }
  if (index + 1 == s->set->story->nblocks)
    new.told.ragged = s->beside && (end + 1 == s->set->nslots || (s->was_short && end < s->set->nslots));
  if (own && j->goal) {
    new.way = way_with(know(s, index, step->first), j->goal, n);
    new.value += new.way->value;
  }
  new.faults = weigh(j, &new.told);
  node *old = &after[end];
  if (new.value < HUGE_VAL && (new.faults < old->faults || (new.faults == old->faults &&new.value < old->value))) *old = new;
}

static void clear(node *nodes, size_t n) {
  for (size_t i = 0; i < n; i++) nodes[i] = (node){.faults = HUGE_VAL, .value = HUGE_VAL};
}

static void extend(const job *j, uint32_t index, const node *before, node *after) {
  size_t n = j->s->set->nslots;
  clear(after, n + 1);
  for (size_t slot = 0; slot <= n; slot++) {
    if (before[slot].faults == HUGE_VAL) continue;
    pb_set_step steps[PB_WAYS];
    pb_set_probe_block(j->s->probe, index, slot, steps);
    for (int kind = 0; kind < PB_WAYS; kind++)
      if (steps[kind].possible) put(j, index, &before[slot], &steps[kind], slot, after);
  }
}

static void trace(const job *j, node *const *layers, size_t slot, bench_lines *lines) {
  for (size_t b = j->s->set->story->nblocks; b > 0; b--) {
    const node *at = &layers[b][slot];
    for (size_t i = 0; at->way && i < at->way->n; i++) PB_PUSH(j->s->arena, *lines, at->way->lines[i]);
    slot = at->from;
  }
}

bench_faults bench_story_best(bench_story *s, const bench_goal *goal, bool edges_only, bench_lines *lines) {
  job j = {s, goal, edges_only};
  size_t blocks = s->set->story->nblocks, n = s->set->nslots;
  node **layers = PB_NEW_N(s->arena, node *, blocks + 1);
  for (size_t b = 0; b <= blocks; b++) layers[b] = PB_NEW_N(s->arena, node, n + 1);
  clear(layers[0], n + 1);
  layers[0][0] = (node){0};
  for (size_t b = 0; b < blocks; b++) extend(&j, (uint32_t)b, layers[b], layers[b + 1]);
  size_t best = 0;
  for (size_t i = 1; i <= n; i++) {
    const node *a = &layers[blocks][i], *b = &layers[blocks][best];
    if (a->faults < b->faults || (a->faults == b->faults && a->value < b->value)) best = i;
  }
  if (goal) trace(&j, layers, best, lines);
  return layers[blocks][best].told;
}
