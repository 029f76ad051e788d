#include "hyphenate.h"

#include <string.h>

#include "hyphens.h"
#include "text.h"

enum { WORD_MIN = 5, WORD_MAX = PB_HYPHENS_WORD_MAX, BEFORE = 2, AFTER = 3 };

/* ---- words ---- */

static bool is_letter(const pb_unit *u) { return (u->c | 0x20) - 'a' < 26u && u->c < 0x80; }

/* What, beside letters, would make them a part of something longer. */
static bool is_tied(const pb_units *units, size_t at) {
  if (at >= units->n) return false;
  const pb_unit *u = &units->at[at];
  if (u->flags & (PB_UNIT_SPACE)) return false;
  return (u->flags & (PB_UNIT_JOINED | PB_UNIT_ADDRESS)) || u->kind == PB_CLASS_DIGIT || u->c == '-' || u->c == '_' ||
         u->c == '/' || u->c == 0x2010 || (u->kind == PB_CLASS_LATIN && u->c >= 0x80 && u->c < 0x2000);
}

static bool is_plain(const pb_units *units, size_t from, size_t to) {
  if (to - from < WORD_MIN || to - from > WORD_MAX || (from > 0 && is_tied(units, from - 1)) || is_tied(units, to)) return false;
  for (size_t i = from; i < to; i++) {
    const pb_unit *u = &units->at[i];
    if ((i > from && u->c < 'a') || (u->flags & PB_UNIT_ADDRESS)) return false;
  }
  return true;
}

static void say_missing(pb_maker *m, pb_str language) {
  pb_diag(m->shaper->diags, PB_NOTE, m->span, "no-hyphens", _("there is no hyphenation dictionary for “%.*s”: words stay whole"),
          PB_STR_ARG(language));
  pb_diag_hint(m->shaper->diags, _("install one (Debian: hyphen-en-us, hyphen-de, …), or give the style “hyphenate: no”"));
}

/* False without a dictionary. */
static bool divide(pb_maker *m, pb_units *units, size_t from, size_t n) {
  pb_str language = m->chinese ? PB_STR("en") : m->style->language;
  char word[WORD_MAX + 1];
  bool points[WORD_MAX], capital = units->at[from].c < 'a';
  for (size_t i = 0; i < n; i++) word[i] = (char)(units->at[from + i].c | 0x20);
  word[n] = 0;
  pb_hyphens_answer answer = pb_hyphens_find(pb_fonts_hyphens(m->shaper->fonts), language, word, n, points);
  if (answer == PB_HYPHENS_MISSING) say_missing(m, language);
  if (answer != PB_HYPHENS_FOUND) return false;
  for (size_t i = BEFORE - 1; i + AFTER < n; i++) {
    if (!points[i]) continue;
    units->at[from + i].brk = PB_BREAK_HYPHEN;
    if (capital) units->at[from + i].reluctance = PB_RELUCTANT_FIRM; /* a name, most often */
  }
  return true;
}

void pb_units_hyphenate(pb_maker *m, pb_units *units) {
  for (size_t i = 0, end; i < units->n; i = end) {
    for (end = i; end < units->n && is_letter(&units->at[end]); end++) continue;
    if (is_plain(units, i, end) && !divide(m, units, i, end - i)) return;
    if (end == i) end++;
  }
}

/* ---- shapes ---- */

/* The glyphs of `run` before byte `to` are those that the story has from `glyph` on. */
static bool same_glyphs(const pb_maker *m, const pb_run *run, size_t to, size_t glyph) {
  for (size_t i = 0; i < run->n && run->glyphs[i].at < to; i++)
    if (glyph + i >= m->glyphs.n || run->glyphs[i].id != m->glyphs.at[glyph + i].id) return false;
  return true;
}

/* Letters [first, last] with a hyphen. Kerning changes the last letter's advance: that goes into where the hyphen stands. */
static bool keep_hyphen(pb_maker *m, pb_str word, size_t first, size_t cluster, pb_run_kind kind) {
  char text[WORD_MAX + 2];
  const pb_cluster *c = &m->clusters.at[cluster];
  memcpy(text, word.s, word.n);
  text[word.n] = '-';
  pb_run run = pb_runs_shape(pb_maker_runs(m, c->face), (pb_str){text, word.n + 1}, kind);
  const pb_run_glyph *last = run.n ? &run.glyphs[run.n - 1] : NULL;
  if (!last || last->at != word.n || !same_glyphs(m, &run, word.n, m->clusters.at[first].glyph)) return false;
  int64_t advance = 0;
  uint32_t at = c->text - m->clusters.at[first].text;
  for (size_t i = 0; i + 1 < run.n; i++) advance += run.glyphs[i].at == at ? run.glyphs[i].advance : 0;
  pb_len letter = (pb_len)((int64_t)m->spacing.size * m->spacing.letter / 1024);
  pb_len x = pb_maker_scaled(m, advance) - c->advance + letter;
  int32_t lift = m->vertical ? pb_maker_lift(m, c->face) : 0;
  pb_hyphen hyphen = {.cluster = (uint32_t)cluster, .width = x + pb_maker_scaled(m, last->advance)};
  hyphen.glyph = (pb_glyph){last->id, x + pb_maker_scaled(m, last->x), -pb_maker_scaled(m, last->y + lift) - m->rise};
  PB_PUSH(m->shaper->arena, m->hyphens, hyphen);
  return true;
}

static bool rest_is_same(pb_maker *m, pb_str rest, size_t cluster, pb_run_kind kind) {
  pb_run run = pb_runs_shape(pb_maker_runs(m, m->clusters.at[cluster].face), rest, kind);
  return same_glyphs(m, &run, rest.n, m->clusters.at[cluster].glyph);
}

void pb_maker_hyphens(pb_maker *m, const pb_units *units, const pb_unit *first, const pb_unit *end, size_t cluster,
                      pb_run_kind kind) {
  const pb_unit *word = first;
  size_t at = cluster, word_at = cluster;
  for (const pb_unit *u = first; u < end && !m->full; u++) {
    size_t text = m->base + u->text;
    while (at + 1 < m->clusters.n && m->clusters.at[at + 1].text <= text) at++;
    if (!is_letter(u)) word = u + 1, word_at = at + 1;
    if (u->brk != PB_BREAK_HYPHEN) continue;
    const pb_unit *to = u + 1;
    while (to < end && is_letter(to)) to++;
    pb_str before = pb_str_sub(units->text, word->text, u->text + 1u), rest = pb_str_sub(units->text, u[1].text, to[-1].text + 1u);
    bool whole = m->clusters.at[at].text + m->clusters.at[at].ntext == text + 1;
    bool good = whole && before.n <= WORD_MAX && (u + 1 == end || rest_is_same(m, rest, at + 1, kind)) &&
                keep_hyphen(m, before, word_at, at, kind);
    if (!good) m->clusters.at[at].brk = PB_BREAK_NO;
  }
}
