#include "walk.h"

#include <stdlib.h>
#include <string.h>

#include "walker.h"

enum { CONTENT_MAX = 128 * 1024 * 1024, PAGE_TOKENS = 20 * 1000 * 1000, STREAMS_MAX = 100000 };

/* ---- operands ---- */

static void push_operand(pb_walker *w, pb_token token, double number) {
  if (w->noperands == w->operand_room) {
    w->operand_room = w->operand_room ? 2 * w->operand_room : 64;
    w->operands = pb_xrealloc(w->operands, w->operand_room * sizeof *w->operands);
  }
  w->operands[w->noperands++] = (pb_operand){token.kind, token.at, token.end, number};
}

bool pb_walk_wants(pb_walker *w, size_t n) {
  bool good = w->noperands >= n;
  for (size_t i = w->noperands - (good ? n : 0); good && i < w->noperands; i++) good = w->operands[i].kind == PB_TOKEN_NUMBER;
  if (!good) {
    w->faults->operands++;
    return false;
  }
  if (w->noperands > n) memmove(w->operands, w->operands + (w->noperands - n), n * sizeof *w->operands);
  w->noperands = n;
  return true;
}

const char *pb_walk_name(pb_walker *w, char out[128]) {
  out[0] = 0;
  if (w->noperands) {
    const pb_operand *last = &w->operands[w->noperands - 1];
    if (pb_token_name(&w->lexer, (pb_token){last->kind, last->at, last->end}, out, 128)) return out;
  }
  w->faults->operands++;
  out[0] = 0;
  return out;
}

void pb_walk_missing(pb_walker *w, const char *name) {
  if (w->faults->missing++ == 0) strncat(w->faults->first_missing, name, sizeof w->faults->first_missing - 1);
}

/* ---- the stream ---- */

static void operate(pb_walker *w, uint32_t op) {
  if (pb_walk_text_operator(w, op) || pb_walk_path_operator(w, op) || pb_walk_state_operator(w, op) ||
      pb_walk_colour_operator(w, op) || pb_walk_object_operator(w, op))
    return;
  if (!w->lenient) w->faults->unknown++;
}

static bool is_value(const pb_walker *w, pb_token token) {
  pb_str word = {w->lexer.s + token.at, token.end - token.at};
  return pb_str_is(word, "true") || pb_str_is(word, "false") || pb_str_is(word, "null");
}

/* Takes one token of the budget. */
static bool may_go_on(pb_walker *w) {
  if (*w->job->budget) return --*w->job->budget, true;
  w->faults->tired = true;
  return false;
}

static void run(pb_walker *w) {
  while (may_go_on(w)) {
    pb_token token = pb_lexer_next(&w->lexer);
    switch (token.kind) {
      case PB_TOKEN_END: return;
      case PB_TOKEN_NUMBER: push_operand(w, token, pb_token_number(&w->lexer, token)); break;
      case PB_TOKEN_WORD:
        if (is_value(w, token)) {
          push_operand(w, token, 0);
          break;
        }
        operate(w, pb_token_word(&w->lexer, token));
        w->noperands = 0;
        break;
      case PB_TOKEN_GARBAGE:
        w->faults->garbage++;
        w->noperands = 0;
        break;
      default: push_operand(w, token, 0); break;
    }
    if (w->noperands >= WALK_OPERANDS_MAX) w->noperands = 0, w->faults->operands++;
  }
}

/* A stream cannot restore what was saved before it, and what it leaves saved is let go. */
void pb_walk_stream(pb_walker *w, pb_lexer lexer, pb_names *frame) {
  pb_lexer outer = w->lexer;
  pb_names *outer_frame = w->frame;
  size_t base = w->base, depth = w->depth, surplus = w->surplus, marks = w->marks, hidden_at = w->hidden_at;
  pb_matrix text = w->text, line = w->line;
  w->lexer = lexer;
  w->frame = frame ? frame : outer_frame;
  w->base = w->depth;
  w->surplus = w->marks = w->noperands = 0;
  bool off = w->off;
  w->off |= hidden_at > 0;
  w->hidden_at = 0;
  w->nested++;
  run(w);
  w->nested--;
  if (w->depth > w->base) w->faults->open++;
  w->off = off;
  w->lexer = outer;
  w->frame = outer_frame;
  w->base = base, w->depth = depth, w->surplus = surplus, w->marks = marks, w->hidden_at = hidden_at;
  w->text = text, w->line = line;
  w->noperands = 0;
}

/* ---- what is painted ---- */

void pb_walk_show(pb_walker *w, pb_painted *p) {
  p->state = pb_now(w);
  p->hidden = w->off || w->hidden_at;
  if (w->tile) {
    p->in_pattern = true;
    p->box = *w->tile;
  } else {
    p->box = pb_box_common(p->box, p->state->clip);
  }
  if (!pb_box_is_none(p->box)) w->job->visit(w->job->user, p);
}

/* ---- the page ---- */

static void begin(pb_walker *w) {
  w->room = 16;
  w->states = pb_xmalloc(w->room * sizeof *w->states);
  w->states[0] = (pb_graphics){
      .ctm = PB_MATRIX_SAME, .clip = w->job->page->media, .line_width = 1, .alpha = 1, .alpha_stroke = 1, .text = {.hscale = 1}};
  w->frame = pb_names_get(w->job->library, w->job->arena, &w->frames, w->job->page->resources);
  w->tones.arena = w->job->arena;
  w->path.box = PB_BOX_NONE;
  pb_walk_begin_colour(w);
}

void pb_walk_bytes(const pb_walk_job *job, pb_str content, pb_walk_faults *faults) {
  size_t budget = *job->budget, least = budget > PAGE_TOKENS ? PAGE_TOKENS : budget;
  pb_walk_job inner = *job;
  inner.budget = &least;
  pb_walker w = {.job = &inner, .faults = faults, .origin = PB_MATRIX_SAME};
  size_t had = least;
  begin(&w);
  pb_walk_stream(&w, (pb_lexer){content.s, content.n, 0}, NULL);
  *job->budget -= had - least;
  faults->tired |= w.tones.full;
  free(w.states);
  free(w.operands);
  free(w.path.at);
  pb_bytes_drop(&w.string);
}

/* Contents: a stream, or several read as one with a blank between. */
void pb_walk_page(const pb_walk_job *job, pb_walk_faults *faults) {
  pb_pdf *pdf = job->library->pdf;
  qpdf_oh contents = pb_pdf_get(pdf, job->page->dict, "Contents");
  pb_bytes all = {0}, one = {0};
  int n = pb_pdf_count(pdf, contents);
  *faults = (pb_walk_faults){0};
  bool single = qpdf_oh_is_stream(pdf->qpdf, contents);
  for (int i = 0; (single ? i < 1 : i < n) && i < STREAMS_MAX && all.n < CONTENT_MAX; i++) {
    qpdf_oh stream = single ? contents : qpdf_oh_get_array_item(pdf->qpdf, contents, i);
    if (!pb_pdf_stream(pdf, stream, CONTENT_MAX - all.n, &one)) {
      faults->unreadable++;
      break;
    }
    pb_bytes_add(&all, one.at, one.n);
    pb_bytes_put(&all, "\n");
  }
  pb_walk_bytes(job, (pb_str){(const char *)all.at, all.n}, faults);
  pb_bytes_drop(&all);
  pb_bytes_drop(&one);
}
