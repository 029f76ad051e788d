#include <string.h>

#include "walker.h"

/* How far letters reach above and below the baseline, in em: of most faces more than they do. */
static const double ASCENT = 0.88, DESCENT = 0.22;

/* ---- placing ---- */

static void next_line(pb_walker *w, double x, double y) {
  w->line = pb_matrix_then((pb_matrix){1, 0, 0, 1, x, y}, w->line);
  w->text = w->line;
}

static void move_pen(pb_walker *w, double x, double y) { w->text = pb_matrix_then((pb_matrix){1, 0, 0, 1, x, y}, w->text); }

/* ---- showing ---- */

/* The box of what was just shown, from the pen on, `along` in text space. */
static pb_box box_of(pb_walker *w, double along, const pb_matrix *m) {
  const pb_text_state *t = &pb_now(w)->text;
  double size = t->size;
  pb_box box = PB_BOX_NONE;
  if (t->font && t->font->vertical) {
    pb_box_add(&box, -size / 2, 0);
    pb_box_add(&box, size / 2, along);
  } else {
    pb_box_add(&box, 0, t->rise - DESCENT * size);
    pb_box_add(&box, along, t->rise + ASCENT * size);
  }
  return pb_box_under(m, box);
}

static void paint_text(pb_walker *w, double along) {
  const pb_graphics *g = pb_now(w);
  pb_matrix m = pb_matrix_then(w->text, g->ctm);
  unsigned mode = g->text.mode & 3;
  if (g->text.mode == 3) w->faults->invisible++;
  if (mode == 3) return;
  pb_painted painted = {.kind = PB_PAINTED_TEXT, .box = box_of(w, along, &m), .size = fabs(g->text.size) * pb_matrix_high(&m)};
  if (mode != 1) {
    const pb_pattern *pattern = g->fill->pattern;
    painted.tone = g->fill;
    if (pattern && pattern->tiling && pattern->coloured) pb_walk_tile(w, g->fill, painted.box);
    else pb_walk_show(w, &painted);
  }
  if (mode == 0) return;
  g = pb_now(w); /* the tile may have moved it */
  painted.tone = g->stroke;
  painted.stroke = true;
  painted.width = g->line_width * pb_matrix_least(&g->ctm);
  pb_walk_show(w, &painted);
}

/* A string from the pen on; the pen moves on. Blanks alone paint nothing. */
static void show_bytes(pb_walker *w, const unsigned char *s, size_t n, double *along) {
  const pb_text_state *t = &pb_now(w)->text;
  if (!t->font) return;
  pb_extent e = pb_textfont_extent(t->font, s, n);
  double shift = e.width * t->font->matrix.a * t->size + (double)e.codes * t->spacing + (double)e.blanks * t->word_spacing;
  if (t->font->vertical) shift = -(double)e.codes * t->size + (double)e.codes * t->spacing;
  *along += t->font->vertical ? shift : shift * t->hscale;
}

static void show_operand(pb_walker *w, size_t i, double *along) {
  const pb_operand *o = &w->operands[i];
  pb_text_state *t = &pb_now(w)->text;
  if (o->kind == PB_TOKEN_NUMBER) {
    *along -= o->number / 1000 * t->size * (t->font && t->font->vertical ? 1 : t->hscale);
    return;
  }
  if (o->kind != PB_TOKEN_LITERAL && o->kind != PB_TOKEN_HEX) return;
  size_t from = w->string.n;
  pb_token_string(&w->lexer, (pb_token){o->kind, o->at, o->end}, &w->string);
  if (w->string.n > from) show_bytes(w, w->string.at + from, w->string.n - from, along);
}

static bool is_blank(const pb_walker *w) {
  for (size_t i = 0; i < w->string.n; i++)
    if (w->string.at[i] != ' ') return false;
  return true;
}

/* All operands from `from` on: of Tj one string, of TJ an array. */
static void show(pb_walker *w, size_t from) {
  pb_textfont *font = pb_now(w)->text.font;
  double along = 0;
  w->string.n = 0;
  for (size_t i = from; i < w->noperands; i++) show_operand(w, i, &along);
  bool paints = font && w->string.n && (font->codes == PB_CODES_TWO || !is_blank(w));
  if (paints && font->type3) pb_walk_glyphs(w, font, w->string.at, w->string.n);
  if (paints) paint_text(w, along);
  if (font && font->vertical) move_pen(w, 0, along);
  else move_pen(w, along, 0);
}

/* ---- operators ---- */

static void set_font(pb_walker *w) {
  char name[128];
  if (w->noperands < 2 || w->operands[w->noperands - 1].kind != PB_TOKEN_NUMBER) {
    w->faults->operands++;
    return;
  }
  double size = w->operands[--w->noperands].number;
  if (!*pb_walk_name(w, name)) return;
  pb_text_state *t = &pb_now(w)->text;
  t->font = pb_names_font(w->frame, name);
  t->size = size;
  if (!t->font) pb_walk_missing(w, name);
}

static void set_matrix(pb_walker *w) {
  if (!pb_walk_wants(w, 6)) return;
  const pb_operand *o = w->operands;
  w->text = w->line = (pb_matrix){o[0].number, o[1].number, o[2].number, o[3].number, o[4].number, o[5].number};
}

static void move_line(pb_walker *w, bool leads) {
  if (!pb_walk_wants(w, 2)) return;
  if (leads) pb_now(w)->text.leading = -pb_number_at(w, 1);
  next_line(w, pb_number_at(w, 0), pb_number_at(w, 1));
}

/* " takes word and letter spacing before its string. */
static void show_spaced(pb_walker *w) {
  if (w->noperands < 3 || w->operands[0].kind != PB_TOKEN_NUMBER || w->operands[1].kind != PB_TOKEN_NUMBER) {
    w->faults->operands++;
    return;
  }
  pb_now(w)->text.word_spacing = pb_number_at(w, 0);
  pb_now(w)->text.spacing = pb_number_at(w, 1);
  next_line(w, 0, -pb_now(w)->text.leading);
  show(w, 2);
}

static void set_number(pb_walker *w, uint32_t op) {
  pb_text_state *t = &pb_now(w)->text;
  if (!pb_walk_wants(w, 1)) return;
  double value = pb_number_at(w, 0);
  switch (op) {
    case PB_OP2('T', 'c'): t->spacing = value; break;
    case PB_OP2('T', 'w'): t->word_spacing = value; break;
    case PB_OP2('T', 'z'): t->hscale = value / 100; break;
    case PB_OP2('T', 'L'): t->leading = value; break;
    case PB_OP2('T', 's'): t->rise = value; break;
    default: t->mode = value >= 0 && value <= 7 ? (unsigned)value : 0; break;
  }
}

bool pb_walk_text_operator(pb_walker *w, uint32_t op) {
  switch (op) {
    case PB_OP2('B', 'T'): w->text = w->line = PB_MATRIX_SAME; return true;
    case PB_OP2('E', 'T'): return true;
    case PB_OP2('T', 'f'): set_font(w); return true;
    case PB_OP2('T', 'm'): set_matrix(w); return true;
    case PB_OP2('T', 'd'): move_line(w, false); return true;
    case PB_OP2('T', 'D'): move_line(w, true); return true;
    case PB_OP2('T', '*'): next_line(w, 0, -pb_now(w)->text.leading); return true;
    case PB_OP2('T', 'j'):
    case PB_OP2('T', 'J'): show(w, 0); return true;
    case PB_OP1('\''):
      next_line(w, 0, -pb_now(w)->text.leading);
      show(w, 0);
      return true;
    case PB_OP1('"'): show_spaced(w); return true;
    case PB_OP2('T', 'c'):
    case PB_OP2('T', 'w'):
    case PB_OP2('T', 'z'):
    case PB_OP2('T', 'L'):
    case PB_OP2('T', 's'):
    case PB_OP2('T', 'r'): set_number(w, op); return true;
    default: return false;
  }
}
