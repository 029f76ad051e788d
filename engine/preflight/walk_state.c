#include <stdlib.h>
#include <string.h>

#include "walker.h"

/* ---- q, Q, cm, w, gs ---- */

static void save(pb_walker *w) {
  if (w->depth - w->base >= WALK_STATES_MAX || w->depth >= (size_t)WALK_STATES_MAX * 4) {
    w->surplus++;
    return;
  }
  if (w->depth + 1 == w->room) {
    w->room *= 2;
    w->states = pb_xrealloc(w->states, w->room * sizeof *w->states);
  }
  w->states[w->depth + 1] = w->states[w->depth];
  w->depth++;
}

static void restore(pb_walker *w) {
  if (w->surplus) w->surplus--;
  else if (w->depth > w->base) w->depth--;
  else w->faults->unsaved++;
}

static void concat(pb_walker *w) {
  if (!pb_walk_wants(w, 6)) return;
  const pb_operand *o = w->operands;
  pb_matrix m = {o[0].number, o[1].number, o[2].number, o[3].number, o[4].number, o[5].number};
  pb_now(w)->ctm = pb_matrix_then(m, pb_now(w)->ctm);
}

static void set_state(pb_walker *w) {
  char name[128];
  if (!*pb_walk_name(w, name)) return;
  const pb_state *s = pb_names_state(w->frame, name);
  pb_graphics *g = pb_now(w);
  if (!s) {
    pb_walk_missing(w, name);
    return;
  }
  if (s->has & PB_STATE_WIDTH) g->line_width = fabs(s->width);
  if (s->has & PB_STATE_FONT) g->text.font = s->font, g->text.size = s->font_size;
  if (s->has & PB_STATE_OP) g->overprint = s->op;
  if (s->has & PB_STATE_OP_STROKE) g->overprint_stroke = s->op_stroke;
  if (s->has & PB_STATE_OPM) g->overprint_mode = s->opm;
  if (s->has & PB_STATE_CA) g->alpha = s->alpha;
  if (s->has & PB_STATE_CA_STROKE) g->alpha_stroke = s->alpha_stroke;
  if (s->has & PB_STATE_BLEND) g->blend = s->blend;
  if (s->has & PB_STATE_MASK) g->soft_mask = s->mask;
  if (s->has & PB_STATE_TRANSFER) g->transfer = s->transfer;
  if (s->has & PB_STATE_HALFTONE) g->halftone = s->halftone;
}

/* ---- marked content ---- */

static void begin_mark(pb_walker *w, bool properties) {
  char name[128];
  w->marks++;
  if (!properties || w->hidden_at || w->noperands < 2) return;
  const pb_operand *tag = &w->operands[0], *last = &w->operands[w->noperands - 1];
  pb_str text = {w->lexer.s + tag->at, tag->end - tag->at};
  if (last->kind != PB_TOKEN_NAME || !pb_str_is(text, "/OC")) return;
  if (*pb_walk_name(w, name) && pb_names_is_off(w->frame, name)) w->hidden_at = w->marks;
}

static void end_mark(pb_walker *w) {
  if (w->hidden_at == w->marks) w->hidden_at = 0;
  if (w->marks) w->marks--;
}

bool pb_walk_state_operator(pb_walker *w, uint32_t op) {
  switch (op) {
    case PB_OP1('q'): save(w); return true;
    case PB_OP1('Q'): restore(w); return true;
    case PB_OP2('c', 'm'): concat(w); return true;
    case PB_OP2('g', 's'): set_state(w); return true;
    case PB_OP1('w'):
      if (pb_walk_wants(w, 1)) pb_now(w)->line_width = fabs(pb_number_at(w, 0));
      return true;
    case PB_OP3('B', 'D', 'C'): begin_mark(w, true); return true;
    case PB_OP3('B', 'M', 'C'): begin_mark(w, false); return true;
    case PB_OP3('E', 'M', 'C'): end_mark(w); return true;
    case PB_OP1('J'):
    case PB_OP1('j'):
    case PB_OP1('M'):
    case PB_OP1('d'):
    case PB_OP1('i'):
    case PB_OP2('r', 'i'):
    case PB_OP2('M', 'P'):
    case PB_OP2('D', 'P'): return true;
    case PB_OP2('B', 'X'): w->lenient++; return true;
    case PB_OP2('E', 'X'): w->lenient -= w->lenient > 0; return true;
    default: return false;
  }
}

/* ---- colour ---- */

static void set_tone(pb_walker *w, bool stroke, const pb_space *space, const float *c, unsigned n, const pb_pattern *pattern) {
  if (w->fixed_colour) return;
  const pb_tone *tone = pb_tone_get(&w->tones, space, c, n, pattern);
  *(stroke ? &pb_now(w)->stroke : &pb_now(w)->fill) = tone;
}

static void set_initial(pb_walker *w, bool stroke, const pb_space *space) {
  float c[PB_COMPONENTS_MAX];
  set_tone(w, stroke, space, c, pb_space_initial(space, c), NULL);
}

static const pb_space *device_space(pb_walker *w, unsigned n) {
  const pb_space **space = &w->frame->device[n];
  if (!*space) *space = pb_names_space(w->frame, n == 1 ? "DeviceGray" : n == 3 ? "DeviceRGB" : "DeviceCMYK");
  return *space;
}

static void device_colour(pb_walker *w, bool stroke, unsigned n) {
  float c[4];
  if (!pb_walk_wants(w, n)) return;
  for (unsigned i = 0; i < n; i++) c[i] = (float)pb_number_at(w, i);
  set_tone(w, stroke, device_space(w, n), c, n, NULL);
}

static void choose_space(pb_walker *w, bool stroke) {
  char name[128];
  if (!*pb_walk_name(w, name)) return;
  const pb_space *space = pb_names_space(w->frame, name);
  if (space->kind == PB_SPACE_UNKNOWN) pb_walk_missing(w, name);
  set_initial(w, stroke, space);
}

static void choose_colour(pb_walker *w, bool stroke) {
  float c[PB_COMPONENTS_MAX];
  char name[128];
  const pb_tone *now = stroke ? pb_now(w)->stroke : pb_now(w)->fill;
  const pb_pattern *pattern = NULL;
  size_t n = w->noperands;
  if (n && w->operands[n - 1].kind == PB_TOKEN_NAME) {
    pattern = pb_names_pattern(w->frame, pb_walk_name(w, name));
    if (!pattern) pb_walk_missing(w, name);
    w->noperands = --n;
  }
  if (n > PB_COMPONENTS_MAX || n < now->space->n) {
    if (n || !pattern) w->faults->operands++;
    if (!pattern) return;
    n = 0;
  }
  if (n && !pb_walk_wants(w, n)) return;
  for (size_t i = 0; i < n; i++) c[i] = (float)pb_number_at(w, i);
  set_tone(w, stroke, now->space, c, (unsigned)n, pattern);
}

void pb_walk_begin_colour(pb_walker *w) {
  for (unsigned stroke = 0; stroke < 2; stroke++) set_initial(w, stroke, device_space(w, 1));
}

bool pb_walk_colour_operator(pb_walker *w, uint32_t op) {
  switch (op) {
    case PB_OP1('g'): device_colour(w, false, 1); return true;
    case PB_OP1('G'): device_colour(w, true, 1); return true;
    case PB_OP2('r', 'g'): device_colour(w, false, 3); return true;
    case PB_OP2('R', 'G'): device_colour(w, true, 3); return true;
    case PB_OP1('k'): device_colour(w, false, 4); return true;
    case PB_OP1('K'): device_colour(w, true, 4); return true;
    case PB_OP2('c', 's'): choose_space(w, false); return true;
    case PB_OP2('C', 'S'): choose_space(w, true); return true;
    case PB_OP2('s', 'c'):
    case PB_OP3('s', 'c', 'n'): choose_colour(w, false); return true;
    case PB_OP2('S', 'C'):
    case PB_OP3('S', 'C', 'N'): choose_colour(w, true); return true;
    default: return false;
  }
}
