/* What stands upright in a vertical line: characters as high as wide, marks in their vertical forms, and short figures and
 * letters side by side in one em (纵中横). All else lies along the line, and comes out rotated. */
#include <unicode/uchar.h>

#include "maker.h"

enum {
  EM = PB_FONT_SCALE,
  WORD_MAX = 5,    /* letters of an acronym that stand one below the other */
  MIXED_MAX = 3,   /* 3.0, A+, 2B */
  NARROWEST = 64,  /* per cent; figures that a style asks for are narrowed as far as it takes */
  GLYPHS_MAX = 32, /* of an upright cluster */
};

int32_t pb_maker_axis(const pb_maker *m, pb_face_id face) {
  const pb_face_info *info = pb_fonts_info(m->shaper->fonts, face);
  return (info->ascent - info->descent) * (EM / 1024) / 2;
}

/* Capitals and figures in the middle. */
int32_t pb_maker_lift(const pb_maker *m, pb_face_id face) {
  const pb_face_info *info = face == PB_NO_FACE ? NULL : pb_fonts_info(m->shaper->fonts, face);
  return info && info->cap_height ? pb_maker_axis(m, face) - info->cap_height * (EM / 1024) / 2 : 0;
}

/* A place in 1/65536 em, rounded to whole 1/1024: the same glyph is then the same at every size. */
static pb_len placed(const pb_maker *m, int64_t parts) {
  int64_t rounded = (parts + (parts < 0 ? -32 : 32)) / 64 * 64;
  return pb_maker_scaled(m, rounded);
}

/* ---- wide characters ---- */

/* Rotated as it is (—, ～, brackets), unless the font has a form of its own for vertical lines. */
static bool lies(pb_maker *m, const pb_unit *u, pb_str text) {
  if (u->c >= 0x4E00 && u->c <= 0x9FFF) return false;
  int orientation = u_getIntPropertyValue((UChar32)u->c, UCHAR_VERTICAL_ORIENTATION);
  bool turns = orientation == U_VO_ROTATED;
  if (orientation == U_VO_TRANSFORMED_ROTATED) turns = !pb_fonts_info(m->shaper->fonts, u->face)->vertical;
  if (!turns) return false;
  pb_run run = pb_runs_shape(pb_maker_runs(m, u->face), text, PB_RUN_HAN);
  uint32_t lying = run.n ? run.glyphs[0].id : 0;
  run = pb_runs_shape(pb_maker_runs(m, u->face), text, PB_RUN_VERTICAL);
  return run.n == 0 || run.glyphs[0].id == lying;
}

/* The blank sides that belong to the gaps: ：；！？ keep theirs in vertical lines. */
static pb_mark_room room_of(const pb_maker *m, const pb_unit *u) {
  bool mark = u->kind == PB_CLASS_OPEN || pb_class_closes((pb_class)u->kind);
  bool gives = mark && pb_maker_form(m, u).blank != PB_BLANK_NONE && m->spacing.punctuation != PB_PUNCTUATION_PLAIN;
  return gives ? pb_fonts_mark_room(m->shaper->fonts, u->face, u->c, true) : (pb_mark_room){0};
}

/* 、。 of a font without vertical forms stand at the lower left: they go to the upper right. */
static void mirror_stop(const pb_maker *m, const pb_unit *u, pb_run_glyph *g) {
  hb_glyph_extents_t ink;
  if (u->kind != PB_CLASS_COMMA && u->kind != PB_CLASS_STOP) return;
  if (pb_fonts_info(m->shaper->fonts, u->face)->vertical) return;
  if (!hb_font_get_glyph_extents(pb_fonts_hb(m->shaper->fonts, u->face), g->id, &ink)) return;
  g->x = EM - g->x + 2 * ink.y_bearing + ink.height;
  g->y = -g->y - 2 * ink.x_bearing - ink.width;
}

static size_t add_wide(pb_maker *m, const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  size_t n = (u->flags & PB_UNIT_PAIR) && u[1].face == u->face ? 2 : 1;
  while (at + n < units->n && (u[n].flags & PB_UNIT_JOINED)) n++;
  pb_str text = pb_str_sub(units->text, u->text, u[n - 1].text + u[n - 1].size);
  if ((u->flags & PB_UNIT_BOXED) || lies(m, u, text)) return 0;
  pb_run run = pb_runs_shape(pb_maker_runs(m, u->face), text, PB_RUN_VERTICAL);
  if (run.n == 0 || run.n > GLYPHS_MAX || text.n > UINT8_MAX) return 0;
  pb_mark_room room = n == 1 && run.n == 1 ? room_of(m, u) : (pb_mark_room){0};
  int32_t axis = pb_maker_axis(m, u->face), before = room.before * (EM / 1024), pen = 0;
  for (size_t i = 0; i < run.n; i++) {
    pb_run_glyph g = run.glyphs[i];
    if (run.n == 1) mirror_stop(m, u, &g);
    pb_maker_glyph(m, g.id, placed(m, pen + g.x - before), -placed(m, axis + g.y));
    pen += g.advance;
  }
  pb_cluster cluster = pb_maker_cluster(m, u, u + n - 1, m->full ? 0 : run.n);
  cluster.upright = 100;
  cluster.advance = placed(m, pen - before - room.after * (EM / 1024));
  cluster.bare = room.before || room.after;
  pb_edge edge = {.kind = (pb_class)u->kind, .c = u->c, .before = room.before, .after = room.after};
  if (u->flags & PB_UNIT_TIGHT) edge.before = edge.after = 0;
  cluster.end_blank = u->kind == PB_CLASS_OPEN ? 0 : pb_gap_blank(m->spacing.punctuation, edge.kind, edge.after);
  pb_maker_add(m, cluster, edge);
  return n;
}

/* ---- figures and letters ---- */

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_capital(uint32_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(uint32_t c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }

static bool is_apart(const pb_units *units, size_t at) {
  return at >= units->n || pb_unit_is_wide(&units->at[at]) || (units->at[at].flags & PB_UNIT_MISSING);
}

static bool is_space(const pb_units *units, size_t at) { return at < units->n && (units->at[at].flags & PB_UNIT_SPACE); }

/* The length of a short word at `at` with nothing but Chinese beside it: of one face, no address; else 0. */
static size_t lone_word(const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  size_t n = 0, before = is_space(units, at - 1) ? at - 2 : at - 1; /* past the start: beyond units->n */
  while (!is_apart(units, at + n) && !is_space(units, at + n)) {
    const pb_unit *v = &u[n++];
    if (n > WORD_MAX || v->face != u->face || v->marks != u->marks || (v->flags & (PB_UNIT_JOINED | PB_UNIT_ADDRESS))) return 0;
  }
  size_t after = is_space(units, at + n) ? at + n + 1 : at + n;
  return is_apart(units, before) && is_apart(units, after) ? n : 0;
}

/* How many units from `u` on share one em, if the n of a word stand upright at all; 0 = they lie. % and its like have an em of
 * their own below their number. */
static size_t combined(const pb_style *style, const pb_unit *u, size_t n) {
  size_t digits = 0, letters = 0, capitals = 0;
  if (n > 1 && u[n - 1].kind == PB_CLASS_UNIT && is_digit(u->c)) n--;
  for (size_t i = 0; i < n; i++) {
    digits += is_digit(u[i].c);
    letters += is_letter(u[i].c);
    capitals += is_capital(u[i].c);
  }
  if (digits == n) return n <= style->combine ? n : 0;
  if (n == 1) return letters && style->upright >= PB_LATIN_LETTERS;
  if (capitals == n) return style->upright >= PB_LATIN_ACRONYMS; /* one each */
  bool graded = u[n - 1].c == '+' || u[n - 1].c == '-';
  return (digits || graded) && n <= MIXED_MAX && style->combine >= 2 ? n : 0;
}

static int32_t natural_width(const pb_run *run) {
  int64_t sum = 0;
  for (size_t i = 0; i < run->n; i++) sum += run->glyphs[i].advance;
  return sum > 64 * EM ? 64 * EM : (int32_t)sum;
}

/* Two figures in half-width forms, if that is what the font has for them; else as they are. */
static pb_run shape_word(pb_maker *m, const pb_units *units, const pb_unit *u, size_t n) {
  pb_str text = pb_str_sub(units->text, u->text, u[n - 1].text + u[n - 1].size);
  if (n == 2 && is_digit(u->c) && is_digit(u[1].c)) {
    pb_run half = pb_runs_shape(pb_maker_runs(m, u->face), text, PB_RUN_HALF);
    if (half.n == 2 && natural_width(&half) == EM) return half;
  }
  return pb_runs_shape(pb_maker_runs(m, u->face), text, PB_RUN_LATIN);
}

static bool add_combined(pb_maker *m, const pb_units *units, const pb_unit *u, size_t n) {
  pb_run run = shape_word(m, units, u, n);
  int32_t width = natural_width(&run), percent = width > EM ? (int32_t)((int64_t)EM * 100 / width) : 100;
  bool figures = true;
  for (size_t i = 0; i < n; i++) figures = figures && is_digit(u[i].c);
  if (run.n == 0 || run.n > GLYPHS_MAX || width <= 0 || (percent < NARROWEST && !figures)) return false;
  const pb_face_info *info = pb_fonts_info(m->shaper->fonts, u->face);
  int32_t cap = info->cap_height ? info->cap_height * (EM / 1024) : EM * 3 / 4;
  int32_t baseline = (EM + cap) / 2, left = pb_maker_axis(m, u->face) - (int32_t)((int64_t)width * percent / 200);
  int64_t pen = 0;
  for (size_t i = 0; i < run.n; i++) {
    const pb_run_glyph *g = &run.glyphs[i];
    pb_maker_glyph(m, g->id, placed(m, baseline - g->y), -placed(m, left + (pen + g->x) * percent / 100));
    pen += g->advance;
  }
  pb_cluster cluster = pb_maker_cluster(m, u, u + n - 1, m->full ? 0 : run.n);
  cluster.kind = PB_CLASS_HAN; /* it is set as one */
  cluster.upright = (uint8_t)percent;
  cluster.advance = m->type_size;
  pb_maker_add(m, cluster, (pb_edge){.kind = PB_CLASS_HAN, .c = u->c});
  return true;
}

static size_t add_word(pb_maker *m, const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  size_t word = lone_word(units, at), each = word ? combined(m->style, u, word) : 0, n = 0;
  while (each && n < word) {
    if (each > word - n) each = word - n;
    if (!add_combined(m, units, u + n, each)) break;
    n += each;
  }
  return n;
}

/* ---- quotation marks ---- */

/* Units [from, to) hold a word of letters, and nothing that stands upright. */
static bool all_lies(const pb_style *style, const pb_units *units, size_t from, size_t to) {
  bool letters = false;
  for (size_t i = from; i < to; i++) {
    const pb_unit *u = &units->at[i];
    if (pb_unit_is_wide(u) && !(u->flags & PB_UNIT_SPACE)) return false;
    letters = letters || is_letter(u->c);
  }
  size_t word = letters ? lone_word(units, from) : 0;
  return letters && !(word && from + word == to && combined(style, &units->at[from], word));
}

void pb_units_lay_quotes(const pb_style *style, pb_units *units) {
  size_t open = SIZE_MAX;
  for (size_t i = 0; i < units->n; i++) {
    pb_unit *u = &units->at[i];
    if (u->kind == PB_CLASS_OPEN && (u->c == 0x201C || u->c == 0x2018)) open = i;
    if (u->kind != PB_CLASS_CLOSE || (u->c != 0x201D && u->c != 0x2019)) continue;
    bool pair = open != SIZE_MAX && units->at[open].c == u->c - 1;
    if (pair && all_lies(style, units, open + 1, i)) u->kind = units->at[open].kind = PB_CLASS_LATIN;
    open = SIZE_MAX;
  }
}

size_t pb_maker_upright(pb_maker *m, const pb_units *units, size_t at) {
  return pb_unit_is_wide(&units->at[at]) ? add_wide(m, units, at) : add_word(m, units, at);
}
