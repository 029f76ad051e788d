#include "ruby.h"

#include <unicode/uchar.h>

#include "text.h"
#include "utf8.h"

/* In 1/1024 of the base's size. */
enum {
  OVER_SIZE = 512,   /* of type over its base */
  OVER_RISE = 1044,  /* its baseline above the base's: its em box stands 0.08 em clear of the base's */
  OVERHANG = 256,    /* over a neighbour without an annotation: half a character of its own */
  APART = 128,       /* between two annotations: a quarter of their size */
  NARROWEST = 800,   /* 1/1000: what is wider than its base is narrowed so far before the text opens */
  SIDE_BOX = 512,    /* what bopomofo adds to the width of its character */
  SIDE_SIZE = 307,   /* of its symbols: 3 to 10 */
  SIDE_MIDDLE = 389, /* the middle of the em box above the baseline */
  ASCENT = 901,      /* of the em box of a symbol, of its size */
  COLUMN = 983,      /* of upright type over a vertical line: its near edge above the baseline */
  TONE_X = 400,      /* the middle of a tone mark, from the box's left */
  SIDE_SYMBOLS = 3,
  NEUTRAL = 0x2D9, /* ˙ */
};

/* The syllables of one annotation. */
typedef struct {
  const pb_annotation *source;
  pb_str *at;
  size_t n;
} syllables;

static pb_len of(pb_len size, int parts) { return (pb_len)((int64_t)size * parts / 1024); }

static bool is_blank(uint32_t c) { return c == 0x3000 || c == 0xA0 || u_isUWhiteSpace((UChar32)c); }

static syllables split(pb_maker *m, const pb_annotation *source) {
  PB_VEC(pb_str) list = {0};
  size_t start = 0, size;
  for (size_t i = 0; i <= source->text.n; i += size) {
    bool end = i == source->text.n || is_blank(pb_utf8_at(source->text, i, &size));
    if (end && i > start) PB_PUSH(m->scratch, list, pb_str_sub(source->text, start, i));
    if (i == source->text.n) break;
    if (end) start = i + size;
  }
  return (syllables){source, list.at, list.n};
}

static bool is_tone(uint32_t c) { return c == 0x2CA || c == 0x2C7 || c == 0x2CB || c == NEUTRAL; }
static bool is_symbol(uint32_t c) { return (c >= 0x3105 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31BF); }

/* Bopomofo that can stand beside a character: one to three symbols, a tone mark at either end. */
static bool is_bopomofo(pb_str text) {
  unsigned symbols = 0, tones = 0;
  for (size_t i = 0, size; i < text.n; i += size) {
    uint32_t c = pb_utf8_at(text, i, &size);
    symbols += is_symbol(c);
    tones += is_tone(c);
    if (!is_symbol(c) && !(is_tone(c) && (i == 0 || i + size == text.n))) return false;
  }
  return symbols > 0 && symbols <= SIDE_SYMBOLS && tones <= 1;
}

static bool all_bopomofo(const syllables *s) {
  for (size_t i = 0; i < s->n; i++)
    if (!is_bopomofo(s->at[i])) return false;
  return s->n > 0;
}

/* ---- faces ---- */

/* The face of the base if it has all of the text, else the first fallback that has what it lacks. */
static pb_face_id face_for(pb_maker *m, pb_face_id face, pb_str text, pb_span span) {
  uint32_t glyph;
  int32_t advance;
  for (size_t i = 0, size; face != PB_NO_FACE && i < text.n; i += size) {
    uint32_t c = pb_utf8_at(text, i, &size);
    if (!is_blank(c) && !pb_fonts_nominal(m->shaper->fonts, face, c, &glyph, &advance)) {
      face = pb_fonts_covering(m->shaper->fonts, face, c, span);
    }
  }
  return face;
}

static pb_len scaled(pb_len size, int64_t n) { return (pb_len)(n * size / PB_FONT_SCALE); }

static void push(pb_maker *m, uint32_t id, pb_len x, pb_len y) {
  PB_PUSH(m->shaper->arena, m->ruby_glyphs, ((pb_glyph){id, x, y}));
}

static void add(pb_maker *m, pb_ruby ruby) {
  ruby.nglyphs = (uint32_t)m->ruby_glyphs.n - ruby.glyph;
  if (ruby.nglyphs) PB_PUSH(m->shaper->arena, m->rubies, ruby);
}

static pb_ruby begin(const pb_maker *m, const syllables *s, pb_str text, size_t first, size_t end) {
  return (pb_ruby){.first = (uint32_t)first,
                   .end = (uint32_t)end,
                   .face = m->clusters.at[first].face,
                   .scale = 1000,
                   .glyph = (uint32_t)m->ruby_glyphs.n,
                   .text = text,
                   .span = s->source->span};
}

/* ---- over ---- */

/* Narrows what was added from `from` on, all alike, as far as the widest of them wants. */
static void narrow(pb_maker *m, size_t from) {
  int64_t scale = 1000;
  for (size_t i = from; i < m->rubies.n; i++) {
    const pb_ruby *ruby = &m->rubies.at[i];
    int64_t base = (int64_t)(ruby->end - ruby->first) * m->spacing.size - of(m->spacing.size, APART);
    if (!ruby->box && !ruby->upright && ruby->width * scale > base * 1000) scale = base * 1000 / ruby->width;
  }
  if (scale < NARROWEST) scale = NARROWEST;
  for (size_t i = from; scale < 1000 && i < m->rubies.n; i++) {
    pb_ruby *ruby = &m->rubies.at[i];
    if (ruby->box || ruby->upright) continue;
    ruby->scale = (uint16_t)scale;
    ruby->width = (pb_len)(ruby->width * scale / 1000);
    for (uint32_t k = 0; k < ruby->nglyphs; k++) {
      pb_glyph *glyph = &m->ruby_glyphs.at[ruby->glyph + k];
      glyph->x = (pb_len)(glyph->x * scale / 1000);
    }
  }
}

static void add_over(pb_maker *m, const syllables *s, pb_str text, size_t first, size_t end) {
  pb_ruby ruby = begin(m, s, text, first, end);
  ruby.size = of(m->spacing.size, OVER_SIZE);
  ruby.face = face_for(m, ruby.face, text, s->source->span);
  if (ruby.face == PB_NO_FACE) return;
  pb_run run = pb_runs_shape(pb_maker_runs(m, ruby.face), text, PB_RUN_LATIN);
  int64_t pen = 0;
  for (size_t i = 0; i < run.n; i++) {
    push(m, run.glyphs[i].id, scaled(ruby.size, pen + run.glyphs[i].x),
         -of(m->spacing.size, OVER_RISE) - scaled(ruby.size, run.glyphs[i].y));
    pen += run.glyphs[i].advance;
  }
  ruby.width = scaled(ruby.size, pen);
  m->ruby_over = true;
  add(m, ruby);
}

/* ---- beside ---- */

/* The middle of the glyph's ink at (x, y). */
static void put_middle(pb_maker *m, const pb_ruby *ruby, uint32_t glyph, pb_len x, pb_len y) {
  hb_glyph_extents_t ink = {0};
  hb_font_get_glyph_extents(pb_fonts_hb(m->shaper->fonts, ruby->face), glyph, &ink);
  push(m, glyph, x - scaled(ruby->size, ink.x_bearing + ink.width / 2), y + scaled(ruby->size, ink.y_bearing + ink.height / 2));
}

static void add_beside(pb_maker *m, const syllables *s, pb_str text, size_t at) {
  pb_ruby ruby = begin(m, s, text, at, at + 1);
  pb_cluster *base = &m->clusters.at[at];
  pb_len em = m->spacing.size, left = base->advance, n = 0;
  uint32_t tone = 0, glyph;
  int32_t advance;
  ruby.size = of(em, SIDE_SIZE);
  ruby.face = face_for(m, ruby.face, text, s->source->span);
  if (ruby.face == PB_NO_FACE) return;
  for (size_t i = 0, size; i < text.n; i += size) n += is_symbol(pb_utf8_at(text, i, &size));
  pb_len top = -of(em, SIDE_MIDDLE) - n * ruby.size / 2, y = top + of(ruby.size, ASCENT);
  for (size_t i = 0, size; i < text.n; i += size) {
    uint32_t c = pb_utf8_at(text, i, &size);
    if (is_tone(c)) tone = c;
    else if (pb_fonts_nominal(m->shaper->fonts, ruby.face, c, &glyph, &advance)) {
      push(m, glyph, left + (ruby.size - scaled(ruby.size, advance)) / 2, y);
      y += ruby.size;
    }
  }
  if (tone && pb_fonts_nominal(m->shaper->fonts, ruby.face, tone, &glyph, &advance)) {
    if (tone == NEUTRAL) put_middle(m, &ruby, glyph, left + ruby.size / 2, top - of(em, 40));
    else put_middle(m, &ruby, glyph, left + of(em, TONE_X), top + (n - 1) * ruby.size);
  }
  ruby.box = of(em, SIDE_BOX);
  base->advance += ruby.box;
  add(m, ruby);
}

/* ---- upright, over a vertical line ---- */

static void push_middle(pb_maker *m, const pb_ruby *ruby, uint32_t c, pb_len along, pb_len across) {
  uint32_t glyph;
  int32_t advance;
  if (pb_fonts_nominal(m->shaper->fonts, ruby->face, c, &glyph, &advance)) push(m, glyph, along, across);
}

/* A tone mark by its ink: after the column of symbols, at the top of the last; the neutral tone's before the first. */
static void push_tone(pb_maker *m, const pb_ruby *ruby, uint32_t tone, pb_len n) {
  hb_glyph_extents_t ink = {0};
  uint32_t glyph;
  int32_t advance;
  if (!pb_fonts_nominal(m->shaper->fonts, ruby->face, tone, &glyph, &advance)) return;
  hb_font_get_glyph_extents(pb_fonts_hb(m->shaper->fonts, ruby->face), glyph, &ink);
  pb_len em = m->spacing.size, near = -of(em, COLUMN), middle = near - ruby->size / 2;
  pb_len along = tone == NEUTRAL ? -of(em, 40) : (n - 1) * ruby->size, across = tone == NEUTRAL ? middle : near - of(em, TONE_X);
  push(m, glyph, along + scaled(ruby->size, ink.y_bearing + ink.height / 2) - of(ruby->size, SIDE_MIDDLE),
       across + scaled(ruby->size, ink.x_bearing + ink.width / 2) - ruby->size / 2);
}

static void add_upright(pb_maker *m, const syllables *s, pb_str text, size_t first, size_t end, bool bopomofo) {
  pb_ruby ruby = begin(m, s, text, first, end);
  uint32_t tone = 0;
  pb_len n = 0;
  ruby.upright = true;
  ruby.size = of(m->spacing.size, bopomofo ? SIDE_SIZE : OVER_SIZE);
  ruby.face = face_for(m, ruby.face, text, s->source->span);
  if (ruby.face == PB_NO_FACE) return;
  pb_len across = -of(m->spacing.size, COLUMN) - ruby.size / 2;
  for (size_t i = 0, size; i < text.n; i += size) {
    uint32_t c = pb_utf8_at(text, i, &size);
    if (bopomofo && is_tone(c)) tone = c;
    else push_middle(m, &ruby, c, n++ * ruby.size + ruby.size / 2, across);
  }
  if (tone) push_tone(m, &ruby, tone, n);
  ruby.width = n * ruby.size;
  m->ruby_over = true;
  add(m, ruby);
}

/* Chinese type throughout; letters lie along the line. */
static bool stands_upright(const pb_maker *m, pb_str text) {
  for (size_t i = 0, size; m->vertical && i < text.n; i += size) {
    uint32_t c = pb_utf8_at(text, i, &size);
    if (pb_class_of(c, true) != PB_CLASS_HAN && !is_tone(c)) return false;
  }
  return m->vertical;
}

/* ---- one annotated text ---- */

static void add_any(pb_maker *m, const syllables *s, pb_str text, size_t first, size_t end, bool bopomofo) {
  if (stands_upright(m, text)) add_upright(m, s, text, first, end, bopomofo);
  else if (bopomofo) add_beside(m, s, text, first);
  else add_over(m, s, text, first, end);
}

static bool is_han(const pb_maker *m, size_t i) { return m->clusters.at[i].kind == PB_CLASS_HAN; }

static void say_count(pb_maker *m, const syllables *s, size_t han) {
  pb_diag(m->shaper->diags, PB_WARNING, s->source->span, "ruby-count",
          _("%zu syllables for %zu characters: they stand over the whole"), s->n, han);
  pb_diag_hint(m->shaper->diags, _("one for each character, with blanks between, or one for the word"));
}

/* As many syllables as characters: one each. Else all over the whole, which no line then divides. */
static void annotate(pb_maker *m, const pb_annotation *source, size_t first, size_t end) {
  syllables s = split(m, source);
  size_t han = 0, k = 0, from = m->rubies.n;
  bool side = all_bopomofo(&s);
  for (size_t i = first; i < end; i++) han += is_han(m, i);
  if (s.n == han) {
    for (size_t i = first; i < end; i++) {
      if (!is_han(m, i)) continue;
      add_any(m, &s, s.at[k++], i, i + 1, side);
    }
    narrow(m, from);
    return;
  }
  if (side || (s.n > 1 && 2 * s.n > han)) say_count(m, &s, han);
  add_any(m, &s, source->text, first, end, false);
  narrow(m, from);
  for (size_t i = first; i + 1 < end; i++) m->clusters.at[i].brk = PB_BREAK_NO;
}

/* ---- room ---- */

/* Sets a gap to at least `need`, which it keeps however the line closes up. */
static void widen(pb_gap *gap, pb_len need) {
  pb_len least = gap->natural - gap->shrink;
  if (need <= least) return;
  if (need > gap->natural) gap->natural = need;
  gap->shrink = gap->natural - need;
  gap->mark_blank = false;
}

/* How far an annotation may reach over a neighbour that has none. */
static pb_len overhang(const pb_maker *m, size_t cluster) {
  uint8_t kind = m->clusters.at[cluster].kind;
  return kind == PB_CLASS_HAN || kind == PB_CLASS_COMMA || kind == PB_CLASS_STOP ? of(m->spacing.size, OVERHANG) : 0;
}

/* How far an annotation reaches beyond its base on each side; less than 0 where the base is wider. */
static pb_len reach(const pb_maker *m, const pb_ruby *ruby) {
  int64_t base = 0;
  for (size_t i = ruby->first; i < ruby->end; i++)
    base += m->clusters.at[i].advance + (i + 1 < ruby->end ? m->gaps.at[i].natural : 0);
  return (pb_len)((ruby->width - base) / 2);
}

/* What is over the word and wider than it, overhang given, opens the word evenly. */
static void open_word(pb_maker *m, const pb_ruby *ruby) {
  pb_len room = 2 * (reach(m, ruby) - of(m->spacing.size, OVERHANG));
  uint32_t n = ruby->end - ruby->first - 1;
  for (uint32_t i = 0; room > 0 && i < n; i++) {
    pb_gap *gap = &m->gaps.at[ruby->first + i];
    widen(gap, gap->natural + pb_len_share(room, n, i));
  }
}

static void make_room(pb_maker *m, size_t from, size_t first) {
  pb_len apart = of(m->spacing.size, APART);
  for (size_t i = from; i < m->rubies.n; i++)
    if (!m->rubies.at[i].box) open_word(m, &m->rubies.at[i]);
  for (size_t i = from; i < m->rubies.n; i++) {
    const pb_ruby *ruby = &m->rubies.at[i], *next = i + 1 < m->rubies.n ? ruby + 1 : NULL, *last = i > from ? ruby - 1 : NULL;
    if (ruby->box) continue;
    pb_len over = reach(m, ruby);
    bool joined = next && next->first == ruby->end && !next->box;
    if (ruby->end < m->clusters.n)
      widen(&m->gaps.at[ruby->end - 1], joined ? over + reach(m, next) + apart : over - overhang(m, ruby->end));
    bool alone = ruby->first > first && !(last && last->end == ruby->first && !last->box);
    if (alone) widen(&m->gaps.at[ruby->first - 1], over - overhang(m, ruby->first - 1));
  }
}

static void sum_widths(pb_maker *m, size_t first) {
  for (size_t i = first; i < m->clusters.n; i++) {
    if (i > first) m->width.at[i] = m->width.at[i - 1] + m->clusters.at[i - 1].advance + m->gaps.at[i - 1].natural;
    m->position = m->width.at[i] + m->clusters.at[i].advance;
  }
}

void pb_maker_ruby(pb_maker *m, const pb_normal *normal, size_t first) {
  size_t from = m->rubies.n;
  for (size_t i = first, end; i < m->clusters.n; i = end) {
    uint32_t number = normal->marks[m->clusters.at[i].text - m->base] >> PB_RUBY_SHIFT;
    for (end = i + 1; end < m->clusters.n; end++)
      if (normal->marks[m->clusters.at[end].text - m->base] >> PB_RUBY_SHIFT != number) break;
    if (number) annotate(m, normal->rubies[number - 1], i, end);
  }
  if (m->rubies.n == from) return;
  make_room(m, from, first);
  sum_widths(m, first);
}
