/* Faces of glyphs of our own: full-width marks that lost a blank half, whose advance is what is left of them, and upright
 * characters for lines that are turned.
 *
 * Painted with the full glyph such a mark looks right, but the box that the PDF gives for it sticks out of its column or
 * over its neighbour by half an em, and readers of text go by boxes: columns an em apart run into one. No library moves
 * outlines or gives one glyph two advances, so the outlines are taken from HarfBuzz and written out as CFF. */
#include <hb.h>
#include <math.h>

#include "cff.h"
#include "face.h"
#include "prepare.h"
#include "text.h"

/* ---- outlines ---- */

typedef struct {
  pb_cff *cff;
  double xx, xy, yx, yy; /* of the font's units to 1/1000 em */
  int x, y;              /* where its origin goes */
} tracing;

static pb_cff_point traced(const tracing *t, float x, float y) {
  return (pb_cff_point){t->xx * x + t->xy * y + t->x, t->yx * x + t->yy * y + t->y};
}

static void trace_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  pb_cff_move(t->cff, traced(t, x, y));
}

static void trace_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  pb_cff_line(t->cff, traced(t, x, y));
}

static void trace_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2, float y2, float x,
                        float y, void *user) {
  (void)funcs, (void)state, (void)user;
  const tracing *t = data;
  pb_cff_curve(t->cff, traced(t, x1, y1), traced(t, x2, y2), traced(t, x, y));
}

/* HarfBuzz itself makes cubics of quadratic curves where only cubics are asked for. */
static hb_draw_funcs_t *tracers(void) {
  hb_draw_funcs_t *funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(funcs, trace_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(funcs, trace_line, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(funcs, trace_curve, NULL, NULL);
  return funcs;
}

static int to_units(int parts) { return (int)lrint(parts * (double)PB_CFF_EM / 1024); }

/* A face in the making. */
typedef struct {
  pb_arena *arena;
  hb_font_t *font; /* unscaled */
  hb_draw_funcs_t *funcs;
  double scale; /* of its units to 1/1000 em */
  pb_cff cff;
  PB_VEC(int) advances; /* of all glyphs after .notdef, 1/1000 em */
} own_face;

static void begin_face(own_face *own, pb_arena *arena, hb_face_t *face) {
  *own = (own_face){.arena = arena, .font = hb_font_create(face), .funcs = tracers(), .cff = {.arena = arena}};
  own->scale = (double)PB_CFF_EM / hb_face_get_upem(face);
  pb_cff_begin(&own->cff, PB_CFF_EM);
  pb_cff_end(&own->cff);
}

static void begin_glyph(own_face *own, int advance) {
  pb_cff_begin(&own->cff, advance);
  PB_PUSH(own->arena, own->advances, advance);
}

static void trace_mark(own_face *own, const pb_trimmed_mark *mark) {
  tracing t = {&own->cff, .xx = own->scale, .yy = own->scale, .x = -to_units(mark->before)};
  begin_glyph(own, to_units(mark->advance));
  hb_font_get_glyph_shape(own->font, mark->glyph, own->funcs, &t);
  pb_cff_end(&own->cff);
}

/* Turned by 90° against the clock, as the line will be turned with it. */
static void trace_upright(own_face *own, const pb_upright_glyph *glyph) {
  begin_glyph(own, to_units(glyph->advance));
  for (size_t i = 0; i < glyph->nparts; i++) {
    const pb_upright_part *part = &glyph->parts[i];
    tracing t = {&own->cff, .xy = -own->scale, .yx = own->scale * glyph->percent / 100};
    t.x = to_units(part->x);
    t.y = to_units(part->y);
    hb_font_get_glyph_shape(own->font, part->glyph, own->funcs, &t);
  }
  pb_cff_end(&own->cff);
}

/* ---- tables: no more than FreeType and Cairo read ---- */

/* Ascender and descender of the original, so that a line's boxes are all of one height. */
static void vertical_extent(hb_face_t *face, int *ascent, int *descent) {
  hb_blob_t *hhea = hb_face_reference_table(face, HB_TAG('h', 'h', 'e', 'a'));
  unsigned n, upem = hb_face_get_upem(face);
  const uint8_t *b = (const uint8_t *)hb_blob_get_data(hhea, &n);
  *ascent = n >= 8 ? (int16_t)(b[4] << 8 | b[5]) * PB_CFF_EM / (int)upem : 880;
  *descent = n >= 8 ? (int16_t)(b[6] << 8 | b[7]) * PB_CFF_EM / (int)upem : -120;
  hb_blob_destroy(hhea);
}

static void numbers16(pb_octets *out, const int *values, size_t n) {
  for (size_t i = 0; i < n; i++) pb_octets_number(out, (uint32_t)values[i], 2);
}

static void head_table(pb_octets *out, const pb_cff *cff) {
  const int rest[] = {cff->low_x, cff->low_y, cff->high_x, cff->high_y, 0 /* style */, 8 /* ppem */, 2, 0, 0};
  pb_octets_number(out, 0x00010000, 4);
  pb_octets_number(out, 0x00010000, 4);
  pb_octets_number(out, 0, 4); /* nobody sums it up: this file never leaves the process */
  pb_octets_number(out, 0x5F0F3CF5, 4);
  pb_octets_number(out, 3, 2); /* baseline and side bearings at 0 */
  pb_octets_number(out, PB_CFF_EM, 2);
  for (int i = 0; i < 4; i++) pb_octets_number(out, 0, 4); /* dates */
  numbers16(out, rest, sizeof rest / sizeof *rest);
}

static void hhea_table(pb_octets *out, hb_face_t *face, const pb_cff *cff, size_t glyphs) {
  int ascent, descent;
  vertical_extent(face, &ascent, &descent);
  const int fields[] = {1, 0, ascent, descent, 0, PB_CFF_EM, 0, 0, cff->high_x, 1, 0, 0, 0, 0, 0, 0, 0, (int)glyphs};
  numbers16(out, fields, sizeof fields / sizeof *fields);
}

static void hmtx_table(pb_octets *out, const own_face *own) {
  numbers16(out, (const int[]){PB_CFF_EM, 0}, 2);
  for (size_t i = 0; i < own->advances.n; i++) numbers16(out, (const int[]){own->advances.at[i], 0}, 2);
}

/* A Unicode cmap that maps nothing. Where there is none FreeType makes one up of the glyphs' numbers, taken for standard names,
 * and Cairo would believe it of a glyph that stands for several characters. */
static void cmap_table(pb_octets *out) {
  const int header[] = {0, 1, 3, 1, 0, 12}, segment[] = {4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0};
  numbers16(out, header, sizeof header / sizeof *header);
  numbers16(out, segment, sizeof segment / sizeof *segment);
}

/* Family, full name and PostScript name, for Windows, in American English: ASCII as UTF-16. */
static void name_table(pb_octets *out, pb_str name) {
  static const int KINDS[] = {1, 4, 6};
  enum { N = sizeof KINDS / sizeof *KINDS };
  numbers16(out, (const int[]){0, N, 6 + 12 * N}, 3);
  for (size_t i = 0; i < N; i++) numbers16(out, (const int[]){3, 1, 0x409, KINDS[i], (int)(2 * name.n), 0}, 6);
  for (size_t i = 0; i < name.n; i++) pb_octets_number(out, (uint8_t)name.s[i], 2);
}

typedef struct {
  uint32_t tag;
  pb_octets data;
} table;

static void write_tables(pb_octets *out, const table *tables, size_t n) {
  uint32_t at = (uint32_t)(12 + 16 * n);
  pb_octets_number(out, HB_TAG('O', 'T', 'T', 'O'), 4);
  numbers16(out, (const int[]){(int)n, 64, 2, (int)n * 16 - 64}, 4); /* for four to seven tables */
  for (size_t i = 0; i < n; i++) {
    uint32_t size = (uint32_t)tables[i].data.bytes.n;
    pb_octets_number(out, tables[i].tag, 4);
    pb_octets_number(out, 0, 4);
    pb_octets_number(out, at, 4);
    pb_octets_number(out, size, 4);
    at += (size + 3) & ~3u;
  }
  for (size_t i = 0; i < n; i++) {
    pb_octets_add(out, tables[i].data.bytes.at, tables[i].data.bytes.n);
    while (out->bytes.n % 4) pb_octets_number(out, 0, 1);
  }
}

/* The original's name and what sets it apart; names in PDF end at 63 bytes. */
static pb_str face_name(pb_arena *arena, const pb_face_info *info, const char *kind) {
  pb_str base = pb_str_from(info->postscript_name);
  if (!base.n) base = PB_STR("Font");
  return pb_str_from(pb_fmt(arena, "%.*s-%s", PB_STR_ARG(pb_str_sub(base, 0, base.n < 55 ? base.n : 55)), kind));
}

static const pb_prepared *end_face(own_face *own, const pb_face *f, const char *kind) {
  pb_arena *a = own->arena;
  hb_draw_funcs_destroy(own->funcs);
  hb_font_destroy(own->font);
  pb_str name = face_name(a, &f->info, kind);
  table tables[] = {{HB_TAG('C', 'F', 'F', ' '), {.arena = a}}, {HB_TAG('c', 'm', 'a', 'p'), {.arena = a}},
                    {HB_TAG('h', 'e', 'a', 'd'), {.arena = a}}, {HB_TAG('h', 'h', 'e', 'a'), {.arena = a}},
                    {HB_TAG('h', 'm', 't', 'x'), {.arena = a}}, {HB_TAG('m', 'a', 'x', 'p'), {.arena = a}},
                    {HB_TAG('n', 'a', 'm', 'e'), {.arena = a}}};
  size_t glyphs = own->advances.n + 1;
  pb_cff_write(&own->cff, name, &tables[0].data);
  cmap_table(&tables[1].data);
  head_table(&tables[2].data, &own->cff);
  hhea_table(&tables[3].data, f->face, &own->cff, glyphs);
  hmtx_table(&tables[4].data, own);
  numbers16(&tables[5].data, (const int[]){0, 0x5000, (int)glyphs}, 3);
  name_table(&tables[6].data, name);
  pb_octets file = {.arena = a};
  write_tables(&file, tables, sizeof tables / sizeof *tables);
  pb_prepared *out = PB_NEW(a, pb_prepared);
  *out = (pb_prepared){.data = file.bytes.at, .size = file.bytes.n};
  return out;
}

const pb_prepared *pb_prepare_marks(pb_fonts *fonts, pb_face_id face, const pb_trimmed_mark *marks, size_t n) {
  if (face >= fonts->faces.n || n >= PB_CFF_GLYPHS_MOST) return NULL;
  own_face own;
  begin_face(&own, fonts->arena, fonts->faces.at[face]->face);
  for (size_t i = 0; i < n; i++) trace_mark(&own, &marks[i]);
  return end_face(&own, fonts->faces.at[face], "Marks");
}

const pb_prepared *pb_prepare_upright(pb_fonts *fonts, pb_face_id face, const pb_upright_glyph *glyphs, size_t n) {
  if (face >= fonts->faces.n || n >= PB_CFF_GLYPHS_MOST) return NULL;
  own_face own;
  begin_face(&own, fonts->arena, fonts->faces.at[face]->face);
  for (size_t i = 0; i < n; i++) trace_upright(&own, &glyphs[i]);
  return end_face(&own, fonts->faces.at[face], "Upright");
}
