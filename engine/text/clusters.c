/* Characters into clusters and glyphs. Han and full-width marks that their font sets as they are take a short way; all else
 * goes through HarfBuzz. */
#include "hyphenate.h"
#include "maker.h"
#include "text.h"
#include "utf8.h"

enum { RUN_MAX = 200 /* characters shaped at once */, CLUSTER_MAX = 240 /* bytes or glyphs */ };

/* ---- faces ---- */

static const pb_style *named_style(const pb_maker *m, const char *name) {
  const pb_layout *layout = m->shaper->layout;
  for (size_t i = 0; layout && i < layout->nstyles; i++)
    if (pb_str_is(layout->styles[i].name, name)) return &layout->styles[i];
  return NULL;
}

/* Strong is hei at 700 and emphasis kai, unless the layout has styles of these names. */
static pb_face_id find_face(const pb_maker *m, unsigned marks) {
  const pb_style *style = m->style;
  pb_str font = style->font;
  unsigned weight = style->weight;
  if (marks) {
    bool strong = marks & PB_STRONG;
    const pb_style *own = named_style(m, strong ? "strong" : "emphasis");
    font = own ? own->font : strong ? PB_STR("hei") : PB_STR("kai");
    weight = own ? own->weight : strong ? 700 : 400;
  }
  return pb_fonts_find(m->shaper->fonts, font, weight, style->language, style->span);
}

static pb_face_id face_for(pb_maker *m, unsigned marks) {
  marks &= PB_STRONG | PB_EMPHASIS;
  if (!m->known[marks]) m->faces[marks] = find_face(m, marks), m->known[marks] = true;
  return m->faces[marks];
}

static pb_span span_of(const pb_maker *m, const pb_unit *u) {
  size_t at = m->base + u->text;
  return (pb_span){m->source, m->at.at[at], m->at.at[at] + u->size};
}

static void find_unit_face(pb_maker *m, pb_unit *u) {
  uint32_t glyph;
  int32_t advance;
  u->face = face_for(m, u->marks);
  if (u->face == PB_NO_FACE) u->flags |= PB_UNIT_MISSING;
  else if (!pb_fonts_nominal(m->shaper->fonts, u->face, u->c, &glyph, &advance)) {
    pb_face_id other = pb_fonts_covering(m->shaper->fonts, u->face, u->c, span_of(m, u));
    if (other == PB_NO_FACE) u->flags |= PB_UNIT_MISSING;
    else u->face = other;
  }
}

static bool has(const pb_maker *m, pb_face_id face, uint32_t c) {
  uint32_t glyph;
  int32_t advance;
  return pb_fonts_nominal(m->shaper->fonts, face, c, &glyph, &advance);
}

/* An accent that the font of its letter lacks: both are set in a font that has the two, else it is missing. */
static void find_joined_face(pb_maker *m, pb_unit *u) {
  pb_unit *base = u - 1;
  while (base->flags & PB_UNIT_JOINED) base--;
  u->face = u[-1].face;
  u->flags |= base->flags & PB_UNIT_MISSING;
  if ((u->flags & PB_UNIT_MISSING) || has(m, u->face, u->c)) return;
  pb_face_id other = pb_fonts_covering(m->shaper->fonts, u->face, u->c, span_of(m, u));
  if (other == PB_NO_FACE || other == u->face) return;
  for (const pb_unit *v = base; v < u; v++)
    if (!has(m, other, v->c)) {
      pb_diag(m->shaper->diags, PB_ERROR, span_of(m, u), "missing-glyph", _("no installed font has U+%04X with what it stands on"),
              u->c);
      pb_diag_hint(m->shaper->diags, "%s", _("write it another way"));
      return;
    }
  for (pb_unit *v = base; v <= u; v++) v->face = other;
}

static void find_faces(pb_maker *m, pb_units *units) {
  for (size_t i = 0; i < units->n; i++) {
    pb_unit *u = &units->at[i];
    if (i > 0 && (u->flags & PB_UNIT_JOINED)) {
      find_joined_face(m, u);
    } else if (i > 0 && (u->flags & PB_UNIT_SPACE)) {
      u->face = u[-1].face;
    } else {
      find_unit_face(m, u);
    }
  }
}

pb_runs *pb_maker_runs(pb_maker *m, pb_face_id face) {
  if (m->runs_face != face || !m->runs) {
    m->runs = pb_runs_of(pb_fonts_hb(m->shaper->fonts, face), m->style->language);
    m->runs_face = face;
  }
  return m->runs;
}

/* ---- adding ---- */

pb_len pb_maker_scaled(const pb_maker *m, int64_t n) {
  n *= m->type_size;
  return (pb_len)((n + (n < 0 ? -PB_FONT_SCALE / 2 : PB_FONT_SCALE / 2)) / PB_FONT_SCALE);
}

void pb_maker_glyph(pb_maker *m, uint32_t id, pb_len x, pb_len y) {
  if (!m->full) PB_PUSH(m->shaper->arena, m->glyphs, ((pb_glyph){id, x, y - m->rise}));
}

pb_cluster pb_maker_cluster(const pb_maker *m, const pb_unit *first, const pb_unit *last, size_t nglyphs) {
  return (pb_cluster){.text = (uint32_t)(m->base + first->text),
                      .glyph = (uint32_t)(m->glyphs.n - nglyphs),
                      .face = first->face,
                      .ntext = (uint8_t)(last->text + last->size - first->text),
                      .nglyphs = (uint8_t)nglyphs,
                      .kind = first->kind,
                      .brk = last->brk,
                      .reluctance = last->reluctance,
                      .term = (last->flags & PB_UNIT_TERM) != 0,
                      .marks = (uint16_t)first->marks};
}

/* A character no font has: an empty place, reported. */
static void add_missing(pb_maker *m, const pb_unit *u) {
  bool drawn = u->face != PB_NO_FACE;
  if (drawn) pb_maker_glyph(m, 0, 0, 0);
  pb_cluster cluster = pb_maker_cluster(m, u, u, drawn && !m->full);
  cluster.advance = m->type_size;
  pb_maker_add(m, cluster, (pb_edge){.kind = (pb_class)u->kind, .c = u->c});
}

/* ---- single characters ---- */

static pb_len of_em(const pb_maker *m, int parts) { return (pb_len)((int64_t)m->type_size * parts / 1024); }

/* A character by itself. `blank` is what of its em stands in the gaps beside it, `bare` whether its glyph has that too. */
static void add_single(pb_maker *m, const pb_unit *u, pb_run_glyph g, pb_mark_room blank, bool bare) {
  pb_edge edge = {.kind = (pb_class)u->kind, .c = u->c, .before = blank.before, .after = blank.after};
  if (u->flags & PB_UNIT_TIGHT) edge.before = edge.after = 0;
  pb_maker_glyph(m, g.id, pb_maker_scaled(m, g.x) - (bare ? of_em(m, blank.before) : 0), -pb_maker_scaled(m, g.y));
  pb_cluster cluster = pb_maker_cluster(m, u, u, !m->full);
  cluster.advance = pb_maker_scaled(m, g.advance) - (bare ? of_em(m, blank.before) + of_em(m, blank.after) : 0);
  cluster.bare = bare && (blank.before || blank.after);
  cluster.end_blank = edge.kind == PB_CLASS_OPEN ? 0 : pb_gap_blank(m->spacing.punctuation, edge.kind, edge.after);
  pb_maker_add(m, cluster, edge);
}

enum { EM = 1024, NEARLY_EM = 920 };

static pb_mark_room sides(pb_blank blank, int width) {
  int16_t all = (int16_t)width, half = (int16_t)(width / 2);
  switch (blank) {
    case PB_BLANK_BEFORE: return (pb_mark_room){EM, all, 0};
    case PB_BLANK_AFTER: return (pb_mark_room){EM, 0, all};
    case PB_BLANK_AROUND: return (pb_mark_room){EM, half, half};
    default: return (pb_mark_room){EM, 0, 0};
  }
}

/* A glyph that is not as wide as its class wants (a proportional “, a · of any width): the ink in the middle of a box, which
 * is half an em where the other half is blank, or where the class has no more. */
static void add_boxed(pb_maker *m, const pb_unit *u, pb_run_glyph g, pb_mark_form form) {
  hb_glyph_extents_t ink;
  int32_t box = form.halves == 1 || form.blank != PB_BLANK_NONE ? PB_FONT_SCALE / 2 : PB_FONT_SCALE;
  if (box < g.advance && !(u->flags & PB_UNIT_BOXED)) box = g.advance;
  g.x = (box - g.advance) / 2;
  if (hb_font_get_glyph_extents(pb_fonts_hb(m->shaper->fonts, u->face), g.id, &ink)) {
    g.x = (box - ink.width) / 2 - ink.x_bearing;
    if (m->vertical) g.y = pb_maker_axis(m, u->face) - ink.y_bearing - ink.height / 2;
  }
  g.advance = box;
  pb_mark_room blank = form.blank == PB_BLANK_NONE ? (pb_mark_room){0} : sides(form.blank, EM - box / (PB_FONT_SCALE / EM));
  if (m->spacing.punctuation == PB_PUNCTUATION_PLAIN) {
    g.x += blank.before * (PB_FONT_SCALE / EM);
    g.advance += (blank.before + blank.after) * (PB_FONT_SCALE / EM);
    blank = (pb_mark_room){0};
  }
  add_single(m, u, g, blank, false);
}

/* ？？ ！！ stand close in every script; ⁇ ‼ fill their em. */
pb_mark_form pb_maker_form(const pb_maker *m, const pb_unit *u) {
  pb_mark_form form = pb_class_form((pb_class)u->kind, m->traditional, m->vertical);
  if ((u->flags & PB_UNIT_STACKED) && form.blank == PB_BLANK_NONE) form.blank = PB_BLANK_AROUND;
  if (u->kind == PB_CLASS_EXCLAIM && u->c < 0x3000) form.blank = PB_BLANK_NONE;
  if ((u->flags & PB_UNIT_BOXED) && u->kind != PB_CLASS_MIDDLE) form = (pb_mark_form){1, PB_BLANK_NONE};
  return form;
}

/* A character as its class wants it: a mark's blank side is given to the gap. */
static void add_shaped(pb_maker *m, const pb_unit *u, pb_run_glyph g) {
  pb_mark_form form = pb_maker_form(m, u);
  bool mark = u->kind == PB_CLASS_OPEN || pb_class_closes((pb_class)u->kind);
  pb_mark_room blank = {0};
  if ((u->flags & PB_UNIT_BOXED) || (mark && g.advance < NEARLY_EM * (PB_FONT_SCALE / EM))) {
    add_boxed(m, u, g, form);
    return;
  }
  if (mark && form.blank != PB_BLANK_NONE && m->spacing.punctuation != PB_PUNCTUATION_PLAIN)
    blank = pb_fonts_mark_room(m->shaper->fonts, u->face, u->c, false);
  add_single(m, u, g, blank, true);
}

/* ---- shaped stretches ---- */

/* A figure in the middle of the place of the widest: few Chinese fonts have figures of one width. */
static void widen_figure(pb_maker *m, const pb_unit *u, pb_cluster *cluster) {
  pb_len wide = pb_maker_scaled(m, pb_runs_widest_figure(pb_maker_runs(m, u->face)));
  if (wide <= cluster->advance || m->full) return;
  m->glyphs.at[m->glyphs.n - 1].x += (wide - cluster->advance) / 2;
  cluster->advance = wide;
}

/* Units [first, end) as one cluster with all glyphs of the run. */
static void add_whole(pb_maker *m, const pb_unit *first, const pb_unit *end, pb_run run) {
  int32_t lift = m->vertical && !pb_unit_is_wide(first) ? pb_maker_lift(m, first->face) : 0;
  int64_t pen = 0;
  for (size_t i = 0; i < run.n; i++) {
    pb_maker_glyph(m, run.glyphs[i].id, pb_maker_scaled(m, pen + run.glyphs[i].x), -pb_maker_scaled(m, run.glyphs[i].y + lift));
    pen += run.glyphs[i].advance;
  }
  pb_cluster cluster = pb_maker_cluster(m, first, end - 1, m->full ? 0 : run.n);
  cluster.advance = pb_maker_scaled(m, pen);
  if (m->figures && run.n == 1 && first->c >= '0' && first->c <= '9') widen_figure(m, first, &cluster);
  pb_maker_add(m, cluster, (pb_edge){.kind = (pb_class)first->kind, .c = first->c});
}

static bool is_regular(const pb_run *run, size_t bytes) {
  size_t first = 0;
  if (run->n == 0 || run->glyphs[0].at != 0) return false;
  for (size_t i = 1; i <= run->n; i++) {
    uint32_t at = i < run->n ? run->glyphs[i].at : (uint32_t)bytes;
    if (at < run->glyphs[first].at) return false;
    if (at == run->glyphs[first].at && i < run->n) continue;
    if (at - run->glyphs[first].at > CLUSTER_MAX || i - first > CLUSTER_MAX) return false;
    first = i;
  }
  return true;
}

static void add_clusters(pb_maker *m, const pb_unit *units, const pb_unit *end, pb_run run) {
  const pb_unit *first = units;
  for (size_t i = 0, next; i < run.n && first < end; i = next) {
    for (next = i + 1; next < run.n && run.glyphs[next].at == run.glyphs[i].at; next++) continue;
    const pb_unit *last = first + 1;
    while (last < end && (next >= run.n || last->text - units->text < run.glyphs[next].at)) last++;
    add_whole(m, first, last, (pb_run){run.glyphs + i, next - i});
    first = last;
  }
}

/* HarfBuzz's clusters are too large to count or out of order: each character by itself. */
static void add_plainly(pb_maker *m, const pb_unit *u, const pb_unit *end) {
  for (; u < end; u++) {
    pb_run_glyph g = {0};
    if (pb_fonts_nominal(m->shaper->fonts, u->face, u->c, &g.id, &g.advance)) add_whole(m, u, u + 1, (pb_run){&g, 1});
    else add_missing(m, u);
  }
}

/* Where shaping must begin anew: the first break that HarfBuzz calls unsafe. NULL if there is none. */
static const pb_unit *unsafe_break(const pb_unit *units, const pb_unit *end, const pb_run *run) {
  size_t i = 0;
  for (const pb_unit *u = units; u + 1 < end; u++) {
    if (u->brk == PB_BREAK_NO) continue;
    bool hyphen = u->brk == PB_BREAK_HYPHEN; /* kept with its kerning; only a ligature is taken apart */
    uint32_t at = u[1].text - units->text;
    while (i < run->n && run->glyphs[i].at < at) i++;
    if (i < run->n && ((run->glyphs[i].unsafe && !hyphen) || run->glyphs[i].at != at)) return u + 1;
  }
  return NULL;
}

static void add_run(pb_maker *m, const pb_units *units, const pb_unit *u, const pb_unit *end, pb_run_kind kind) {
  while (u < end) {
    size_t cluster = m->clusters.n;
    const pb_unit *stop = end, *cut;
    pb_str text = pb_str_sub(units->text, u->text, end[-1].text + end[-1].size);
    pb_run run = pb_runs_shape(pb_maker_runs(m, u->face), text, kind);
    if ((cut = unsafe_break(u, end, &run))) {
      stop = cut;
      text.n = stop->text - u->text;
      run = pb_runs_shape(pb_maker_runs(m, u->face), text, kind);
    }
    if (is_regular(&run, text.n)) add_clusters(m, u, stop, run);
    else add_plainly(m, u, stop);
    pb_maker_hyphens(m, units, u, stop, cluster, kind);
    u = stop;
  }
}

/* ---- which way ---- */

static size_t run_length(const pb_units *units, size_t at) {
  const pb_unit *first = &units->at[at];
  size_t n = 1;
  while (at + n < units->n && n < RUN_MAX) {
    const pb_unit *u = &units->at[at + n];
    if (!(u->flags & PB_UNIT_JOINED)) {
      if (pb_unit_is_wide(u) || u->face != first->face || u->marks != first->marks) break;
      if (u->flags & (PB_UNIT_SPACE | PB_UNIT_MISSING)) break;
    }
    n++;
  }
  return n;
}

static bool is_pair(const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  return (u->flags & PB_UNIT_PAIR) && u[1].face == u->face;
}

static size_t add_pair(pb_maker *m, const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  pb_str text = pb_str_sub(units->text, u->text, u[1].text + u[1].size);
  add_whole(m, u, u + 2, pb_runs_shape(pb_maker_runs(m, u->face), text, PB_RUN_HAN));
  return 2;
}

static size_t add_alone(pb_maker *m, const pb_units *units, size_t at) {
  const pb_unit *u = &units->at[at];
  size_t n = 1;
  while (at + n < units->n && (units->at[at + n].flags & PB_UNIT_JOINED)) n++;
  pb_run_glyph g = {0};
  if (n > 1) {
    add_run(m, units, u, u + n, PB_RUN_HAN);
    return n;
  }
  bool plain = pb_fonts_nominal(m->shaper->fonts, u->face, u->c, &g.id, &g.advance) &&
               pb_runs_plain(pb_maker_runs(m, u->face), u->c, g.id, g.advance);
  if (!plain) {
    pb_run run = pb_runs_shape(pb_maker_runs(m, u->face), pb_str_sub(units->text, u->text, u->text + u->size), PB_RUN_HAN);
    if (run.n == 1) g = run.glyphs[0];
    else if (run.n > 1) {
      add_whole(m, u, u + 1, run);
      return 1;
    }
  }
  add_shaped(m, u, g);
  return 1;
}

static void set_type(pb_maker *m, uint32_t marks) {
  int rise = marks & PB_SUPERSCRIPT ? PB_SUPERSCRIPT_RISE : marks & PB_SUBSCRIPT ? -PB_SUBSCRIPT_DROP : 0;
  m->type_size = pb_script_size(marks, m->spacing.size);
  m->rise = (pb_len)((int64_t)m->spacing.size * rise / 1024);
}

void pb_maker_units(pb_maker *m, pb_units *units) {
  find_faces(m, units);
  for (size_t at = 0, n; at < units->n && !m->full;) {
    const pb_unit *u = &units->at[at];
    set_type(m, u->marks);
    if (u->flags & PB_UNIT_SPACE) {
      m->space = true;
      at++;
    } else if (u->flags & PB_UNIT_MISSING) {
      add_missing(m, u);
      at++;
    } else if (m->vertical && (n = pb_maker_upright(m, units, at))) {
      at += n;
    } else if (pb_unit_is_wide(u)) {
      at += is_pair(units, at) ? add_pair(m, units, at) : add_alone(m, units, at);
    } else {
      n = run_length(units, at);
      add_run(m, units, u, u + n, m->figures ? PB_RUN_FIGURES : PB_RUN_LATIN);
      at += n;
    }
  }
}
