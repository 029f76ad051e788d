/* Drop initials (首字下沉). Its ink stands from the top of the Han of the first line beside it to the foot of those of the last. */
#include <hb.h>

#include "flows.h"

enum { LEAST_TEXT = 8 /* characters that must follow it */ };

/* Ink across the line, above the baseline, and where it begins along the line, in 1/65536 em. */
typedef struct {
  int32_t top, foot, start;
} ink;

static bool find_ink(pb_maker *m, const pb_style *style, uint32_t c, ink *out) {
  pb_face_id face = pb_fonts_find(m->shaper->fonts, style->font, style->weight, style->language, style->span);
  uint32_t glyph;
  int32_t advance;
  hb_glyph_extents_t e;
  if (face == PB_NO_FACE || !pb_fonts_nominal(m->shaper->fonts, face, c, &glyph, &advance)) return false;
  if (!hb_font_get_glyph_extents(pb_fonts_hb(m->shaper->fonts, face), glyph, &e) || e.height == 0) return false;
  *out = (ink){e.y_bearing, e.y_bearing + e.height, e.x_bearing};
  if (m->vertical) {
    int32_t axis = pb_maker_axis(m, face);
    *out = (ink){axis + e.width / 2, axis - e.width / 2, 0};
  }
  return true;
}

static bool is_capital(uint32_t c) { return c >= 'A' && c <= 'Z'; }

static size_t with_joined(const pb_units *units, size_t n) {
  while (n < units->n && (units->at[n].flags & PB_UNIT_JOINED)) n++;
  return n;
}

/* The units of an initial: a Han or a Latin capital, with the quotation mark before it; 0 where the text begins otherwise. */
static size_t initial_units(const pb_maker *m, const pb_units *units) {
  size_t at = units->n && units->at[0].kind == PB_CLASS_OPEN ? 1 : 0;
  if (units->n < at + 1 + LEAST_TEXT) return 0;
  const pb_unit *u = &units->at[at];
  bool fit = (u->kind == PB_CLASS_HAN && u->c >= 0x3400) || (is_capital(u->c) && !m->vertical);
  return fit ? with_joined(units, at + 1) : 0;
}

static int32_t scaled(int64_t n, pb_len size) { return (int32_t)(n * size / PB_FONT_SCALE); }

/* Its size and place, by a character that fills its box: 一 is to be as large as 国. */
static bool measure(pb_maker *m, const pb_unit *letter, pb_initial *initial) {
  const pb_style *body = m->style;
  ink small, large;
  uint32_t like = is_capital(letter->c) ? 'H' : 0x56FD;
  if (!find_ink(m, body, 0x56FD, &small) || !find_ink(m, initial->style, like, &large)) return false;
  pb_len size = m->spacing.size, row = m->shaper->layout ? m->shaper->layout->line : body->line;
  pb_len line = row * initial->rows, height = (initial->lines - 1) * line;
  height += scaled(small.top - small.foot, size);
  initial->size = (pb_len)((int64_t)height * PB_FONT_SCALE / (large.top - large.foot));
  initial->drop = scaled(large.foot, initial->size) - scaled(small.foot, size);
  if (!find_ink(m, initial->style, letter->c, &large)) return false;
  initial->shift = scaled(large.start, initial->size) - scaled(small.start, size);
  return initial->size > size;
}

void pb_maker_initial(pb_maker *m, pb_units *units) {
  pb_initial *initial = m->initial;
  const pb_style *body = m->style;
  pb_len size = m->spacing.size;
  size_t n = initial_units(m, units);
  if (n == 0 || !measure(m, &units->at[units->at[0].kind == PB_CLASS_OPEN], initial)) {
    pb_maker_units(m, units);
    return;
  }
  if (units->at[0].kind == PB_CLASS_OPEN) initial->shift = 0;
  uint32_t first = (uint32_t)m->clusters.n;
  pb_units large = *units, rest = *units;
  large.n = n;
  rest.at += n;
  rest.n -= n;
  pb_maker_style(m, initial->style, initial->size);
  pb_maker_units(m, &large);
  pb_len room = pb_maker_width(m, first) - initial->shift + size / 4;
  initial->width = (room + size - 1) / size * size;
  initial->end = (uint32_t)m->clusters.n;
  pb_maker_seam(m, 0);
  pb_maker_style(m, body, size);
  pb_maker_units(m, &rest);
}
