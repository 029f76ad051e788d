#include "chain.h"

#include <string.h>

#include "loose.h"
#include "text.h"
#include "variants.h"

enum { TRIMS = 4 /* rows given up at the end of a part for a better place to jump, and one */ };

/* What a trial leaves out: the last `trim` slots of each part, and rows from `level` on in part `level_part`. */
typedef struct {
  size_t *trim;
  size_t level_part;
  uint16_t level;
} cut_plan;

static size_t kept_slots(const pb_chain_set *c, const cut_plan *plan, pb_slot *out) {
  size_t n = 0;
  for (size_t p = 0; p < c->nparts; p++) {
    const pb_part *part = &c->parts[p];
    size_t size = part->end_slot - part->first_slot, trim = plan->trim[p] < size ? plan->trim[p] : size;
    for (size_t i = part->first_slot; i < part->end_slot - trim; i++)
      if (p != plan->level_part || c->all.at[i].row < plan->level) out[n++] = c->all.at[i];
  }
  return n;
}

static pb_set set_with(pb_arena *arena, const pb_chain_set *c, const cut_plan *plan, const pb_slot **slots, size_t *n) {
  pb_slot *kept = PB_NEW_N(arena, pb_slot, c->all.n);
  *n = kept_slots(c, plan, kept);
  *slots = kept;
  return pb_set_story(arena, c->story, &(pb_trial){.memo = c->memo}, (pb_cursor){0}, kept, *n);
}

static pb_cut cut_of(const pb_chain_set *c, const pb_set *set, const pb_slot *slots, size_t part) {
  return (pb_cut){
      .story = c->story, .set = set, .slots = slots, .all = c->all.at, .part = &c->parts[part], .jump = c->jump_lines[part].width};
}

static pb_jump_place judge(const pb_chain_set *c, const pb_set *set, const pb_slot *slots, size_t part) {
  pb_cut cut = cut_of(c, set, slots, part);
  return pb_jump_judge(&cut);
}

static void report_no_room(const pb_chain_set *c, size_t part) {
  const pb_part *p = &c->parts[part];
  pb_diag(c->build->diags, PB_ERROR, p->placement->frame.span, "jump-no-room",
          _("frame %.*s has no room for text and the jump line"), PB_STR_ARG(p->placement->frame.name));
  pb_diag_hint(c->build->diags, _("give the frame more rows"));
}

/* Rows that may be given up: of low legs less, where they would be seen. */
static size_t most_trim(const pb_part *p) {
  size_t slots = p->end_slot - p->first_slot, rows = p->field.nlegs ? slots / p->field.nlegs : slots;
  return rows / 5 < TRIMS ? rows / 5 + 1 : TRIMS;
}

/* Tries to end a part up to a few rows early; false if the story ends in it. */
static bool choose_cut(pb_chain_set *c, cut_plan *plan, size_t part) {
  pb_arena *scratch = c->build->scratch;
  size_t best = 0;
  bool any = false;
  pb_jump_place found = {0};
  for (size_t trim = 0, most = most_trim(&c->parts[part]); trim <= most; trim++) {
    pb_arena_mark mark = pb_arena_save(scratch);
    plan->trim[part] = trim;
    const pb_slot *slots;
    size_t n;
    pb_set set = set_with(scratch, c, plan, &slots, &n);
    pb_jump_place place = judge(c, &set, slots, part);
    pb_arena_restore(scratch, mark);
    if (trim == 0 && place.ends) {
      plan->trim[part] = 0;
      return false;
    }
    if (!place.possible || place.ends || (any && place.cost >= found.cost)) continue;
    found = place;
    best = trim;
    any = true;
  }
  plan->trim[part] = best;
  if (!any) report_no_room(c, part);
  return true;
}

static void choose_cuts(pb_chain_set *c, cut_plan *plan) {
  pb_str format = c->build->plan->paper->jump_to;
  for (size_t p = 0; p + 1 < c->nparts; p++) {
    pb_type_maker m = {c->build, c->parts[p].layout, c->parts[p].field.turn.on};
    pb_str text = pb_jump_text(c->build->arena, format, "（下转第%s版）", c->parts[p + 1].placement->label);
    c->jump_lines[p] = pb_type_string(m, text, (pb_span){0}, pb_build_style(c->build, c->parts[p].layout, "jump"), 0);
    if (!choose_cut(c, plan, p)) break;
    c->reached = p + 2;
  }
  for (size_t p = c->reached; p < c->nparts; p++) plan->trim[p] = SIZE_MAX; /* nothing may stand there, level legs or not */
}

/* ---- level legs ---- */

/* Slots that lines of a part take, and up to where they reach in it. */
static size_t slots_taken(const pb_chain_set *c, size_t part, size_t *reach) {
  size_t taken = 0, first = SIZE_MAX, last = 0;
  for (size_t i = 0; i < c->nslots && first == SIZE_MAX; i++)
    if (c->slots[i].part == part) first = i;
  for (size_t i = 0; i < c->set.nlines; i++) {
    const pb_set_line *line = &c->set.lines[i];
    if (c->slots[line->slot].part != part) continue;
    size_t end = line->slot + line->rows;
    if (end > last) {
      taken += last && line->slot < last ? end - last : line->rows; /* cells of a row stand side by side */
      last = end;
    }
  }
  *reach = last ? last - first : 0;
  return taken;
}

/* Sets the last part with its legs as short as all of its text allows. */
static void level_last(pb_chain_set *c, cut_plan *plan) {
  size_t part = c->reached - 1, reach;
  const pb_part *p = &c->parts[part];
  size_t n = p->end_slot - p->first_slot, taken = slots_taken(c, part, &reach);
  c->unfilled = n - reach;
  if (c->set.over_lines || p->field.nlegs < 2 || c->unfilled < 2) return;
  if (p->field.turn.on) return; /* vertical bands end where the text does (CLREQ, JLREQ) */
  const pb_slot *slots = c->all.at + p->first_slot;
  uint16_t full = pb_level_row(slots, n, n);
  plan->level_part = part;
  for (plan->level = pb_level_row(slots, n, taken); plan->level < full; plan->level++) {
    pb_arena_mark mark = pb_arena_save(c->build->scratch);
    const pb_slot *kept;
    size_t nkept;
    bool fits = set_with(c->build->scratch, c, plan, &kept, &nkept).over_lines == 0;
    pb_arena_restore(c->build->scratch, mark);
    if (fits) break;
  }
  if (plan->level < full) c->set = set_with(c->build->arena, c, plan, &c->slots, &c->nslots);
}

/* ---- widows, orphans ---- */

/* Sets paragraphs a line shorter or longer where a leg begins or ends badly, the story is a line over or a line short. */
static void mend_legs(pb_chain_set *c) {
  pb_build *b = c->build;
  pb_jump_foot *feet = PB_NEW_N(b->scratch, pb_jump_foot, c->reached);
  for (size_t p = 0; p + 1 < c->reached; p++) {
    pb_cut cut = cut_of(c, &c->set, c->slots, p);
    feet[p] = pb_jump_foot_of(&cut);
  }
  pb_variants_job job = {c->story, c->memo, c->slots, c->nslots, feet, c->reached - 1};
  pb_variants v = pb_choose_variants(b->arena, b->scratch, &job);
  if (!v.looseness || v.faults.over) return;
  pb_trial trial = {.looseness = v.looseness, .memo = c->memo};
  pb_set mended = pb_set_story(b->arena, c->story, &trial, (pb_cursor){0}, c->slots, c->nslots);
  for (size_t p = 0; p + 1 < c->reached; p++) {
    pb_jump_place place = judge(c, &mended, c->slots, p);
    if (place.ends || !place.possible) return;
  }
  c->set = mended;
}

/* ---- the chain ---- */

static pb_len narrowest_leg(const pb_part *parts, size_t n) {
  pb_len least = parts[0].field.legs[0].width;
  for (size_t p = 0; p < n; p++)
    for (size_t i = 0; i < parts[p].field.nlegs; i++)
      if (parts[p].field.legs[i].width < least) least = parts[p].field.legs[i].width;
  return least;
}

static const pb_story *shape_chain(pb_build *b, const pb_chain *chain, const pb_part *first) {
  pb_shaper shaper = pb_build_shaper(b, first->layout);
  shaper.vertical = first->field.turn.on;
  shaper.measure = narrowest_leg(first, chain->nparts);
  const pb_style *body = pb_body_style(first->layout, &first->placement->frame);
  if (chain->narticles == 1) return pb_shape_article(&shaper, chain->articles[0], body);
  return pb_shape_group(&shaper, chain->articles, chain->narticles, body);
}

pb_chain_set pb_chain_set_story(pb_build *b, const pb_chain *chain) {
  pb_chain_set c = {.build = b, .chain = chain, .nparts = chain->nparts, .reached = 1};
  c.parts = PB_NEW_N(b->arena, pb_part, chain->nparts);
  c.jump_lines = PB_NEW_N(b->arena, pb_type, chain->nparts);
  c.jumps = PB_NEW_N(b->arena, pb_jump_place, chain->nparts);
  for (unsigned i = 0; i < chain->nparts; i++) c.parts[i] = pb_part_make(b, chain, i, &c.all);
  c.story = shape_chain(b, chain, &c.parts[0]);
  c.memo = pb_break_memo_new(b->arena, b->scratch, c.story);
  cut_plan plan = {.trim = PB_NEW_N(b->arena, size_t, chain->nparts), .level_part = SIZE_MAX};
  choose_cuts(&c, &plan);
  c.set = set_with(b->arena, &c, &plan, &c.slots, &c.nslots);
  level_last(&c, &plan);
  mend_legs(&c);
  for (size_t p = 0; p + 1 < c.reached; p++) c.jumps[p] = judge(&c, &c.set, c.slots, p);
  return c;
}

/* ---- what does not fit ---- */

static void report_overset(const pb_chain_set *c) {
  const pb_part *last = &c->parts[c->nparts - 1];
  uint32_t stop = c->set.stop.block;
  size_t article = stop < c->story->nblocks ? c->story->blocks[stop].article : 0;
  pb_span span = c->chain->articles[article]->span;
  pb_diag(c->build->diags, PB_ERROR, span, "overset",
          PB_PLURAL("%u line (%u 字) does not fit frame %.*s of page %.*s", "%u lines (%u 字) do not fit frame %.*s of page %.*s",
                    c->set.over_lines),
          c->set.over_lines, c->set.over_characters, PB_STR_ARG(last->placement->frame.name), PB_STR_ARG(last->placement->label));
  size_t rows = (c->set.over_lines + last->field.nlegs - 1) / last->field.nlegs;
  if (last->field.turn.on)
    pb_diag_hint(c->build->diags,
                 PB_PLURAL("cut the copy, make the frame %zu line wider, or continue the story on another page",
                           "cut the copy, make the frame %zu lines wider, or continue the story on another page", rows),
                 rows);
  else
    pb_diag_hint(c->build->diags,
                 PB_PLURAL("cut the copy, give the frame %zu more row, or continue the story on another page",
                           "cut the copy, give the frame %zu more rows, or continue the story on another page", rows),
                 rows);
}

static void report_underset(const pb_chain_set *c) {
  const pb_part *last = &c->parts[c->reached - 1];
  if (c->unfilled <= 2 * last->field.nlegs) return;
  pb_span span = c->chain->articles[0]->span;
  pb_diag(c->build->diags, PB_WARNING, span, "underset",
          _("frame %.*s of page %.*s is %zu lines short (rows left by heads and blanks, not counted: %zu)"),
          PB_STR_ARG(last->placement->frame.name), PB_STR_ARG(last->placement->label), c->unfilled, c->set.blanks);
  size_t rows = c->unfilled / last->field.nlegs;
  if (last->field.turn.on)
    pb_diag_hint(c->build->diags,
                 PB_PLURAL("add copy or a picture, or make the frame %zu line narrower",
                           "add copy or a picture, or make the frame %zu lines narrower", rows),
                 rows);
  else
    pb_diag_hint(c->build->diags,
                 PB_PLURAL("add copy or a picture, or make the frame %zu row shorter",
                           "add copy or a picture, or make the frame %zu rows shorter", rows),
                 rows);
}

/* Of each paragraph in each part. */
static void report_loose(const pb_chain_set *c) {
  pb_loose loose = {0};
  for (size_t i = 0; i < c->set.nlines; i++) {
    const pb_set_line *line = &c->set.lines[i], *next = i + 1 < c->set.nlines ? line + 1 : NULL;
    const pb_part *part = &c->parts[c->slots[line->slot].part];
    if (!line->again) pb_loose_count(&loose, c->story, &line->line);
    if (next && next->block == line->block && c->slots[next->slot].part == c->slots[line->slot].part) continue;
    pb_loose_report(&loose, c->build, c->story, part->page->label, part->placement->frame.name);
  }
}

void pb_chain_report(const pb_chain_set *c) {
  for (size_t p = c->reached; p < c->nparts; p++) {
    const pb_part *part = &c->parts[p];
    pb_span span = part->placement->place ? part->placement->place->span : part->placement->frame.span;
    pb_diag(c->build->diags, PB_WARNING, span, "continuation-empty", _("the story ends before frame %.*s of page %.*s"),
            PB_STR_ARG(part->placement->frame.name), PB_STR_ARG(part->placement->label));
    pb_diag_hint(c->build->diags, _("take the continuation away, or make the frames before it smaller"));
  }
  if (c->set.over_lines) report_overset(c);
  else report_underset(c);
  report_loose(c);
}
