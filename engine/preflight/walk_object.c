#include <stdlib.h>
#include <string.h>

#include "picturedata.h"
#include "walker.h"

enum { STREAM_MAX = 64 * 1024 * 1024, STREAM_COST = 200 /* tokens that opening a stream counts for */ };

static void spend(pb_walker *w, size_t tokens) { *w->job->budget -= *w->job->budget < tokens ? *w->job->budget : tokens; }

/* Runs a form's, tile's or glyph's own stream in the state as it is now. */
static void run_stream(pb_walker *w, qpdf_oh stream, pb_names *frame) {
  pb_bytes bytes = {0};
  spend(w, STREAM_COST);
  if (!*w->job->budget) w->faults->tired = true;
  else if (pb_pdf_stream(w->job->library->pdf, stream, STREAM_MAX, &bytes))
    spend(w, bytes.n / 64), pb_walk_stream(w, (pb_lexer){(const char *)bytes.at, bytes.n, 0}, frame);
  else w->faults->unreadable++;
  pb_bytes_drop(&bytes);
}

/* An inner stream starts with an empty path, and leaves the one that is being painted. */
static pb_path put_path_aside(pb_walker *w) {
  pb_path path = w->path;
  w->path = (pb_path){.box = PB_BOX_NONE};
  return path;
}

static void take_path_back(pb_walker *w, pb_path path) {
  free(w->path.at);
  w->path = path;
}

static bool enter(pb_walker *w) {
  if (w->nested < WALK_DEPTH_MAX && w->depth + 1 < (size_t)WALK_STATES_MAX * 4) {
    if (w->depth + 1 == w->room) {
      w->room *= 2;
      w->states = pb_xrealloc(w->states, w->room * sizeof *w->states);
    }
    w->states[w->depth + 1] = w->states[w->depth];
    w->depth++;
    return true;
  }
  w->faults->loops++;
  return false;
}

/* ---- forms ---- */

/* A group paints as one with the state it is painted in; inside, that begins anew (11.6.6). */
static void show_group(pb_walker *w, const pb_xobject *x, pb_box box) {
  pb_painted painted = {.kind = PB_PAINTED_GROUP, .box = box, .blend_space = x->blend_space};
  pb_walk_show(w, &painted);
  pb_graphics *g = pb_now(w);
  g->alpha = g->alpha_stroke = 1;
  g->blend = g->soft_mask = false;
}

static void paint_form(pb_walker *w, pb_xobject *x) {
  if (x->running) {
    w->faults->loops++;
    return;
  }
  if (!enter(w)) return;
  pb_graphics *g = pb_now(w);
  g->ctm = pb_matrix_then(x->matrix, g->ctm);
  pb_box box = pb_box_under(&g->ctm, x->box);
  g->clip = pb_box_common(g->clip, box);
  if (!pb_box_is_none(g->clip)) {
    pb_path path = put_path_aside(w);
    if (x->group) show_group(w, x, box);
    pb_matrix origin = w->origin;
    w->origin = pb_now(w)->ctm;
    x->running = true;
    run_stream(w, x->stream, x->frame);
    x->running = false;
    w->origin = origin;
    take_path_back(w, path);
  }
  w->depth--;
}

/* ---- pictures ---- */

static void paint_picture(pb_walker *w, const pb_picture_data *picture, pb_str data) {
  pb_painted painted = {.kind = PB_PAINTED_PICTURE, .picture = picture, .data = data};
  painted.box = pb_box_under(&pb_now(w)->ctm, (pb_box){0, 0, 1, 1});
  painted.tone = picture->stencil ? pb_now(w)->fill : NULL;
  pb_walk_show(w, &painted);
}

static void paint_xobject(pb_walker *w) {
  char name[128];
  if (!*pb_walk_name(w, name)) return;
  pb_xobject *x = pb_names_xobject(w->frame, name);
  if (!x) {
    pb_walk_missing(w, name);
    return;
  }
  bool off = w->off;
  w->off |= x->off;
  if (x->kind == PB_XOBJECT_FORM) paint_form(w, x);
  else if (x->kind == PB_XOBJECT_PICTURE) paint_picture(w, x->picture, (pb_str){NULL, 0});
  w->off = off;
}

/* How many bytes the samples of a picture in the line have where no filter stands between; 0 = not known. */
static size_t length_of(const pb_picture_data *p) {
  unsigned n = p->space ? p->space->n : 1;
  if (p->coding != PB_CODING_RAW || !p->bits || p->bits > 16) return 0;
  return ((size_t)p->width * n * p->bits + 7) / 8 * p->height;
}

static void paint_inline(pb_walker *w) {
  pb_library *l = w->job->library;
  pb_lexer *lexer = &w->lexer;
  size_t from = lexer->at;
  pb_token token = pb_lexer_next(lexer);
  while (token.kind != PB_TOKEN_END && !(token.kind == PB_TOKEN_WORD && pb_token_word(lexer, token) == PB_OP2('I', 'D')))
    token = pb_lexer_next(lexer);
  pb_bytes text = {0};
  pb_bytes_put(&text, "<<");
  pb_bytes_add(&text, lexer->s + from, token.at - from);
  pb_bytes_add(&text, ">>", 3);
  qpdf_oh dict = qpdf_oh_parse(l->pdf->qpdf, (const char *)text.at);
  if (qpdf_has_error(l->pdf->qpdf)) qpdf_get_error(l->pdf->qpdf); /* it is told here, not as damage to the file */
  pb_bytes_drop(&text);
  spend(w, 5 * STREAM_COST); /* what libqpdf keeps of it until the page ends is what it costs */
  if (token.kind == PB_TOKEN_END || !pb_pdf_is_dict(l->pdf, dict)) {
    w->faults->garbage++;
    return;
  }
  const pb_picture_data *picture = pb_picture_data_read(w->frame, dict);
  pb_token data = pb_lexer_inline_data(lexer, length_of(picture));
  if (data.kind == PB_TOKEN_GARBAGE) w->faults->garbage++;
  else paint_picture(w, picture, (pb_str){lexer->s + data.at, data.end - data.at});
}

/* ---- shadings ---- */

static void paint_shading(pb_walker *w) {
  char name[128];
  if (!*pb_walk_name(w, name)) return;
  pb_painted painted = {.kind = PB_PAINTED_SHADING, .box = pb_now(w)->clip};
  painted.shading = pb_names_shading(w->frame, name);
  if (painted.shading) pb_walk_show(w, &painted);
  else pb_walk_missing(w, name);
}

/* ---- tiles and glyphs ---- */

/* The tile is gone through where it is first used; what is in it is told of the whole area. */
void pb_walk_tile(pb_walker *w, const pb_tone *tone, pb_box area) {
  pb_pattern *p = (pb_pattern *)(uintptr_t)tone->pattern;
  pb_painted painted = {.kind = PB_PAINTED_SHADING, .box = area, .path = &w->path};
  pb_walk_show(w, &painted);
  area = pb_box_common(area, pb_now(w)->clip);
  if (p->running || pb_box_is_none(area)) return;
  if (p->done || !enter(w)) return;
  const pb_box *outer = w->tile;
  pb_path path = put_path_aside(w);
  p->running = p->done = true;
  pb_graphics *g = pb_now(w);
  g->ctm = pb_matrix_then(p->matrix, w->origin);
  g->clip = pb_box_under(&g->ctm, p->box);
  g->text = (pb_text_state){.hscale = 1};
  if (!outer) w->tile = &area;
  run_stream(w, p->stream, p->frame);
  w->tile = outer;
  p->running = false;
  take_path_back(w, path);
  w->depth--;
}

/* A glyph that begins with d1 is painted in the colour of its text: only the others have one of their own. */
static void run_glyph(pb_walker *w, pb_textfont *font, qpdf_oh stream, qpdf_oh resources) {
  pb_library *l = w->job->library;
  pb_names *frame = pb_pdf_is_dict(l->pdf, resources) ? pb_names_get(l, w->job->arena, &w->frames, resources) : NULL;
  if (!enter(w)) return;
  pb_graphics *g = pb_now(w);
  pb_matrix scale = {g->text.size * g->text.hscale, 0, 0, g->text.size, 0, g->text.rise};
  g->ctm = pb_matrix_then(font->matrix, pb_matrix_then(scale, pb_matrix_then(w->text, g->ctm)));
  g->text = (pb_text_state){.hscale = 1};
  bool fixed = w->fixed_colour;
  pb_path path = put_path_aside(w);
  run_stream(w, stream, frame);
  take_path_back(w, path);
  w->fixed_colour = fixed;
  w->depth--;
}

/* The name that an encoding's differences give a code, without its slash; "" if none or a long one. */
static const char *glyph_name(pb_pdf *pdf, qpdf_oh differences, unsigned wanted, char out[128]) {
  int n = pb_pdf_count(pdf, differences);
  double code = 0;
  out[0] = 0;
  for (int i = 0; i < n && i < 1024; i++) {
    const char *value;
    size_t length;
    qpdf_oh item = qpdf_oh_get_array_item(pdf->qpdf, differences, i);
    if (pb_pdf_number(pdf, item, &code)) continue;
    if (code == (double)wanted && qpdf_oh_get_value_as_name(pdf->qpdf, item, &value, &length) && length > 1 && length <= 128) {
      memcpy(out, value + 1, length - 1);
      out[length - 1] = 0;
      return out;
    }
    code += 1;
  }
  return out;
}

void pb_walk_glyphs(pb_walker *w, pb_textfont *font, const unsigned char *s, size_t n) {
  pb_pdf *pdf = w->job->library->pdf;
  if (!font->id || w->nested >= WALK_DEPTH_MAX || font->running) return;
  unsigned char codes[256];
  size_t ncodes = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char *seen = &font->seen[s[i] / 8], bit = (unsigned char)(1u << s[i] % 8);
    if (!(*seen & bit)) codes[ncodes++] = s[i];
    *seen |= bit;
  }
  if (!ncodes) return;
  font->running = true;
  qpdf_oh dict = pb_pdf_by_id(pdf, font->id), procedures = pb_pdf_get(pdf, dict, "CharProcs");
  qpdf_oh differences = pb_pdf_get(pdf, pb_pdf_get(pdf, dict, "Encoding"), "Differences"),
          resources = pb_pdf_get(pdf, dict, "Resources");
  for (size_t i = 0; i < ncodes; i++) {
    char room[128];
    const char *name = glyph_name(pdf, differences, codes[i], room);
    qpdf_oh stream = *name ? pb_pdf_get(pdf, procedures, name) : qpdf_oh_new_null(pdf->qpdf);
    if (qpdf_oh_is_stream(pdf->qpdf, stream)) run_glyph(w, font, stream, resources);
  }
  font->running = false;
}

bool pb_walk_object_operator(pb_walker *w, uint32_t op) {
  switch (op) {
    case PB_OP2('D', 'o'): paint_xobject(w); return true;
    case PB_OP2('B', 'I'): paint_inline(w); return true;
    case PB_OP2('s', 'h'): paint_shading(w); return true;
    case PB_OP2('d', '0'): return true;
    case PB_OP2('d', '1'): w->fixed_colour = true; return true;
    default: return false;
  }
}
