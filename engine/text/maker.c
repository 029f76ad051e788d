#include "maker.h"

#include <string.h>
#include <unicode/ubrk.h>

#include "language.h"
#include "hyphenate.h"
#include "ruby.h"
#include "text.h"
#include "utf8.h"

/* Widths are sums over the whole story: this leaves room for one more line of anything. */
static const pb_len WIDEST = INT32_MAX - 64 * 1024 * PB_PT;

void pb_maker_open(pb_maker *m, const pb_shaper *shaper, size_t characters, size_t bytes) {
  *m = (pb_maker){.shaper = shaper, .scratch = pb_arena_new(), .runs_face = PB_NO_FACE, .vertical = shaper->vertical};
  pb_alloc(m->scratch, 1); /* a first block, so that going back to a mark keeps it */
  pb_arena *a = shaper->arena;
  characters += characters / 16 + 16; /* … may become …… */
  bytes += bytes / 4 + 64;            /* and , becomes ，; what is not enough grows */
  m->text.at = PB_NEW_N(a, char, m->text.cap = bytes);
  m->at.at = PB_NEW_N(a, uint32_t, m->at.cap = bytes);
  m->clusters.at = PB_NEW_N(a, pb_cluster, m->clusters.cap = characters);
  m->gaps.at = PB_NEW_N(a, pb_gap, m->gaps.cap = characters);
  m->width.at = PB_NEW_N(a, pb_len, m->width.cap = characters + 1);
  m->glyphs.at = PB_NEW_N(a, pb_glyph, m->glyphs.cap = characters);
}

pb_story *pb_maker_close(pb_maker *m) {
  pb_arena *a = m->shaper->arena;
  pb_story *story = PB_NEW(a, pb_story);
  uint32_t *source = PB_NEW_N(a, uint32_t, m->blocks.n);
  for (size_t i = 0; i < m->blocks.n; i++) source[i] = m->blocks.at[i].span.source;
  PB_PUSH(a, m->width, m->position);
  PB_PUSH(a, m->at, m->end_at);
  *story = (pb_story){.vertical = m->vertical,
                      .text = {m->text.at, m->text.n},
                      .at = m->at.at,
                      .source = source,
                      .clusters = m->clusters.at,
                      .gaps = m->gaps.at,
                      .width = m->width.at,
                      .nclusters = m->clusters.n,
                      .glyphs = m->glyphs.at,
                      .nglyphs = m->glyphs.n,
                      .rubies = m->rubies.at,
                      .nrubies = m->rubies.n,
                      .ruby_glyphs = m->ruby_glyphs.at,
                      .blocks = m->blocks.at,
                      .nblocks = m->blocks.n,
                      .hyphens = m->hyphens.at,
                      .nhyphens = m->hyphens.n};
  if (m->line_break) ubrk_close(m->line_break);
  pb_arena_drop(m->scratch);
  return story;
}

pb_quotes pb_style_quotes(const pb_style *style, bool vertical) {
  return style->quotes == PB_QUOTES_AUTO && vertical ? PB_QUOTES_CORNER : style->quotes;
}

void pb_maker_style(pb_maker *m, const pb_style *style, pb_len size) {
  if (m->style != style) memset(m->known, 0, sizeof m->known);
  m->style = style;
  m->chinese = pb_language_sets_chinese(style->language);
  m->traditional = pb_language_is_traditional(style->language);
  m->quotes = pb_style_quotes(style, m->vertical);
  m->spacing = (pb_spacing){.size = size,
                            .han_latin = style->han_latin,
                            .letter = style->letter,
                            .punctuation = style->punctuation,
                            .tiers = style->tiers,
                            .marks_whole = style->marks_whole};
}

void pb_maker_start(pb_maker *m) { m->beside = m->space = m->ends_sentence = false; }

void pb_maker_end(pb_maker *m) {
  if (m->clusters.n == 0) return;
  m->clusters.at[m->clusters.n - 1].brk = PB_BREAK_MUST;
  m->position -= m->gaps.at[m->gaps.n - 1].natural;
  m->gaps.at[m->gaps.n - 1] = (pb_gap){0};
}

void pb_maker_seam(pb_maker *m, pb_len natural) {
  if (!m->beside) return;
  m->clusters.at[m->clusters.n - 1].brk = PB_BREAK_NO;
  m->gaps.at[m->gaps.n - 1] = (pb_gap){.natural = natural};
  m->position += natural;
  pb_maker_start(m);
}

/* ---- clusters and gaps ---- */

static pb_len space_advance(pb_maker *m) {
  uint32_t glyph;
  int32_t advance = PB_FONT_SCALE / 4;
  pb_face_id face = m->clusters.at[m->clusters.n - 1].face;
  if (face != PB_NO_FACE) pb_fonts_nominal(m->shaper->fonts, face, ' ', &glyph, &advance);
  return (pb_len)((int64_t)advance * m->spacing.size / PB_FONT_SCALE);
}

/* A sentence ends after its stop and the marks that close behind it. */
static void mark_sentence(pb_maker *m, pb_cluster *cluster) {
  bool stop = cluster->kind == PB_CLASS_STOP || cluster->kind == PB_CLASS_EXCLAIM || cluster->kind == PB_CLASS_ELLIPSIS;
  bool goes_on = m->beside && m->ends_sentence && (stop || cluster->kind == PB_CLASS_CLOSE);
  if (goes_on) m->clusters.at[m->clusters.n - 1].sentence = false;
  m->ends_sentence = stop || goes_on;
  cluster->sentence = m->ends_sentence;
}

static void say_full(pb_maker *m) {
  m->full = true;
  pb_diag(m->shaper->diags, PB_ERROR, m->span, "too-long", _("this text is too long for one story; the rest is left out"));
  pb_diag_hint(m->shaper->diags, "%s", _("divide the article into several"));
}

/* A stop that follows no other mark; in zh-Hant only ，、。 of vertical lines (CLREQ on hanging marks). */
static bool may_hang(const pb_maker *m, const pb_edge *edge) {
  bool stop = edge->kind == PB_CLASS_COMMA || edge->kind == PB_CLASS_STOP;
  bool other = edge->kind == PB_CLASS_COLON || edge->kind == PB_CLASS_EXCLAIM;
  if (!m->style->hang_stops || m->style->align != PB_ALIGN_JUSTIFY || !edge->after || !(stop || (other && !m->traditional)))
    return false;
  if (m->traditional && !m->vertical) return false;
  return m->beside && m->last.kind != PB_CLASS_OPEN && !pb_class_closes(m->last.kind);
}

void pb_maker_add(pb_maker *m, pb_cluster cluster, pb_edge edge) {
  pb_arena *a = m->shaper->arena;
  if (m->position > WIDEST && !m->full) say_full(m);
  if (m->full) return;
  mark_sentence(m, &cluster);
  cluster.hangs = may_hang(m, &edge);
  bool script = (cluster.marks & PB_SCRIPT) && m->beside && !m->space;
  if (script) edge = m->last; /* it stands close to its word, and its right side is the word's */
  if (m->beside && !script) {
    pb_gap gap =
        m->space ? pb_gap_space(&m->spacing, &m->last, &edge, space_advance(m)) : pb_gap_between(&m->spacing, &m->last, &edge);
    m->gaps.at[m->gaps.n - 1] = gap;
    m->position += gap.natural;
  }
  PB_PUSH(a, m->width, m->position);
  PB_PUSH(a, m->clusters, cluster);
  PB_PUSH(a, m->gaps, (pb_gap){0});
  m->position += cluster.advance;
  m->last = edge;
  m->beside = true;
  m->space = false;
}

/* ---- text ---- */

static UBreakIterator *line_break_for(pb_maker *m, const pb_units *units) {
  if (!pb_units_need_line_break(units)) return NULL;
  UErrorCode error = U_ZERO_ERROR;
  if (!m->line_break) m->line_break = ubrk_open(UBRK_LINE, m->chinese ? "zh" : "en", NULL, 0, &error);
  return U_SUCCESS(error) ? m->line_break : NULL;
}

/* Room for `more` bytes. */
static void grow_text(pb_maker *m, size_t more) {
  pb_arena *a = m->shaper->arena;
  size_t n = m->text.n;
  if (n + more < m->text.cap) return;
  size_t cap = (n + more) * 2;
  m->text.at = memcpy(PB_NEW_N(a, char, cap), m->text.at, n);
  m->at.at = memcpy(PB_NEW_N(a, uint32_t, cap), m->at.at, n * sizeof *m->at.at);
  m->text.cap = m->at.cap = cap;
}

static void keep_text(pb_maker *m, const pb_normal *normal) {
  size_t n = normal->text.n;
  grow_text(m, n);
  m->base = m->text.n;
  memcpy(m->text.at + m->base, normal->text.s, n);
  memcpy(m->at.at + m->base, normal->at, n * sizeof *normal->at);
  m->text.n = m->at.n = m->base + n;
  m->end_at = normal->at[n];
}

/* Names and nothing else. */
static bool is_credit(const pb_style *style) { return pb_str_is(style->name, "byline") || pb_str_is(style->name, "credit"); }

void pb_maker_text(pb_maker *m, pb_pieces pieces, pb_span span) {
  if (m->full) return;
  pb_arena_mark mark = pb_arena_save(m->scratch);
  pb_str language = m->style->language;
  pb_normal normal = m->line ? pb_normalise_line(m->scratch, m->shaper->diags, pieces, language)
                             : pb_normalise(m->scratch, m->shaper->diags, pieces, language);
  m->span = span;
  m->source = normal.source;
  if (m->chinese && m->quotes == PB_QUOTES_CURLY) pb_normal_curl_quotes(m->scratch, &normal);
  pb_units units = pb_itemise(m->scratch, &normal, m->chinese);
  if (m->chinese && m->vertical && m->style->quotes == PB_QUOTES_AUTO) pb_units_lay_quotes(m->style, &units);
  if (m->chinese && m->quotes == PB_QUOTES_CORNER) pb_units_corner_quotes(m->scratch, &units, &normal);
  keep_text(m, &normal);
  pb_units_find_breaks(&units, m->style->prohibition, line_break_for(m, &units));
  pb_term_rules rules = {.keep = m->style->keep, .line = m->line, .byline = m->line && is_credit(m->style)};
  if (m->shaper->layout) rules.terms = m->shaper->layout->terms;
  if (m->style->hyphenate && !m->line) pb_units_hyphenate(m, &units);
  pb_units_keep_figures(&units, m->style->keep);
  pb_units_keep_terms(&units, &rules);
  size_t first = m->clusters.n;
  if (m->initial) pb_maker_initial(m, &units);
  else pb_maker_units(m, &units);
  if (normal.rubies) pb_maker_ruby(m, &normal, first);
  pb_arena_restore(m->scratch, mark);
}

pb_len pb_maker_width(const pb_maker *m, uint32_t first) { return m->clusters.n > first ? m->position - m->width.at[first] : 0; }

/* Vectors that have grown since have left what they held where it was. */
void pb_maker_rewind(pb_maker *m, const pb_maker *before) {
  UBreakIterator *line_break = m->line_break;
  *m = *before;
  m->line_break = line_break;
}

pb_len pb_maker_measure(pb_maker *m, pb_pieces pieces, pb_span span) {
  pb_maker before = *m;
  pb_maker_start(m);
  pb_maker_text(m, pieces, span);
  pb_len width = pb_maker_width(m, (uint32_t)before.clusters.n);
  pb_maker_rewind(m, &before);
  pb_maker_start(m);
  return width;
}
