/* How much of a full-width mark is blank: by the font's half-width forms (halt, vhal), else by its ink. */
#include <stdlib.h>

#include "face.h"

enum { HALF = 512, EM = 1024, NEARLY_EM = 920, BREATH = 24 /* the ink may reach so far into a side that is taken off */ };

typedef struct {
  int advance, shift; /* in 1/1024 em along the line; shift: how far the ink stands from where it would by itself */
  hb_codepoint_t glyph;
} shaped;

static int to_1024(hb_position_t scaled) { return (scaled + (scaled < 0 ? -32 : 32)) / (PB_FONT_SCALE / 1024); }

/* One character through HarfBuzz, with the half-width feature on or off. The face's own language, not the copy's. */
static shaped shape_mark(const pb_fonts *fonts, const pb_face *f, uint32_t c, bool vertical, bool half) {
  hb_buffer_t *b = fonts->buffer;
  hb_buffer_clear_contents(b);
  hb_buffer_add(b, c, 0);
  hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(b, vertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
  hb_buffer_set_script(b, HB_SCRIPT_HAN);
  hb_tag_t tag = vertical ? HB_TAG('v', 'h', 'a', 'l') : HB_TAG('h', 'a', 'l', 't');
  hb_feature_t feature = {tag, half, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
  hb_shape(f->font, b, &feature, 1);
  unsigned n;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
  const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(b, &n);
  if (n == 0) return (shaped){0};
  shaped s = {.advance = to_1024(at->x_advance), .shift = to_1024(at->x_offset), .glyph = info->codepoint};
  if (vertical) s.advance = to_1024(-at->y_advance), s.shift = to_1024(-at->y_offset);
  return s;
}

static int at_least_0(int n, int most) { return n < 0 ? 0 : n > most ? most : n; }

/* All of `most`, so that the mark is half an em exactly, where the ink leaves as much or nearly; else what it leaves. */
static int16_t side(int blank, int most) { return (int16_t)(blank >= most - BREATH ? most : at_least_0(blank - BREATH, most)); }

/* The ink of a full-width glyph stands at its start, at its end or in the middle; the rest may go, up to half an em. */
static pb_mark_room room_by_ink(const pb_face *f, shaped natural, bool vertical) {
  pb_mark_room room = {.advance = (int16_t)natural.advance};
  hb_glyph_extents_t ink;
  if (natural.advance < NEARLY_EM || natural.advance > EM + (EM - NEARLY_EM)) return room;
  if (!hb_font_get_glyph_extents(f->font, natural.glyph, &ink) || ink.width == 0 || ink.height == 0) return room;
  int before = to_1024(ink.x_bearing), end = to_1024(ink.x_bearing + ink.width);
  if (vertical) before = f->info.ascent - to_1024(ink.y_bearing), end = f->info.ascent - to_1024(ink.y_bearing + ink.height);
  int after = natural.advance - end;
  if (before + after < HALF) return room;
  if (after >= 2 * before) room.after = side(after, HALF);
  else if (before >= 2 * after) room.before = side(before, HALF);
  else room.before = side(before, HALF / 2), room.after = side(after, HALF / 2);
  return room;
}

static pb_mark_room measure(const pb_fonts *fonts, pb_face *f, uint32_t c, bool vertical) {
  if (f->halves[vertical] < 0) {
    hb_tag_t tag = vertical ? HB_TAG('v', 'h', 'a', 'l') : HB_TAG('h', 'a', 'l', 't');
    f->halves[vertical] = pb_face_has_feature(f, HB_TAG('G', 'P', 'O', 'S'), tag);
  }
  shaped natural = shape_mark(fonts, f, c, vertical, false);
  if (!f->halves[vertical]) return room_by_ink(f, natural, vertical);
  shaped half = shape_mark(fonts, f, c, vertical, true);
  int taken = at_least_0(natural.advance - half.advance, INT16_MAX);
  if (taken == 0 && !vertical) return room_by_ink(f, natural, vertical); /* Noto's ？ in the middle of its em has no half form */
  int before = at_least_0(natural.shift - half.shift, taken);
  return (pb_mark_room){.advance = (int16_t)natural.advance, .before = (int16_t)before, .after = (int16_t)(taken - before)};
}

pb_mark_room pb_fonts_mark_room(pb_fonts *fonts, pb_face_id id, uint32_t c, bool vertical) {
  if (id >= fonts->faces.n || c > 0x10ffff) return (pb_mark_room){0};
  pb_face *f = fonts->faces.at[id];
  pb_char_page *page = pb_face_page(fonts, f, c);
  if (!page->room[vertical]) page->room[vertical] = PB_NEW_N(fonts->arena, pb_mark_room, PB_PAGE_SIZE);
  pb_mark_room *room = &page->room[vertical][c % PB_PAGE_SIZE];
  if (room->advance == 0) *room = measure(fonts, f, c, vertical);
  return *room;
}
