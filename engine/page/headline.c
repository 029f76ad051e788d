#include "headline.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text.h"

enum {
  GENTLE = 930,  /* narrowing that no one sees: before it a size is not given up */
  LINES_MAX = 8, /* of a headline, turned lines counted */
};

/* ---- size ---- */

static int64_t scale_for(const pb_style *style, size_t i, pb_len widest, pb_len measure) {
  int64_t width = (int64_t)widest * style->sizes[i] / style->sizes[0];
  return width <= measure ? 1000 : (int64_t)measure * 1000 / width;
}

bool pb_headline_size(const pb_style *style, pb_len widest, pb_len measure, pb_len *size, uint16_t *scale) {
  uint16_t least = style->scale_min && style->scale_min < 1000 ? style->scale_min : 1000;
  uint16_t gentle = least > GENTLE ? least : GENTLE;
  int64_t fits = 0;
  size_t i = 0;
  for (; i < style->nsizes; i++) {
    fits = scale_for(style, i, widest, measure);
    if (fits >= gentle) break;
  }
  if (i == style->nsizes) i--;
  *size = style->sizes[i];
  *scale = (uint16_t)(fits >= least ? fits : least);
  return fits >= least;
}

/* ---- turning one line into two ---- */

/* Word boundaries of a story's text by ICU; NULL where it has no data. */
typedef struct {
  UText *text;
  UBreakIterator *breaks;
} words;

static words words_open(pb_str text) {
  UErrorCode error = U_ZERO_ERROR;
  words w = {0};
  w.text = utext_openUTF8(NULL, text.s, (int64_t)text.n, &error);
  w.breaks = ubrk_open(UBRK_WORD, "zh", NULL, 0, &error);
  if (U_SUCCESS(error)) ubrk_setUText(w.breaks, w.text, &error);
  if (U_FAILURE(error) && w.breaks) {
    ubrk_close(w.breaks);
    w.breaks = NULL;
  }
  return w;
}

static void words_close(words *w) {
  if (w->breaks) ubrk_close(w->breaks);
  if (w->text) utext_close(w->text);
}

static bool words_end_at(const words *w, uint32_t at) { return !w->breaks || ubrk_isBoundary(w->breaks, (int32_t)at); }

static bool is_mark(const pb_cluster *c) {
  return pb_class_closes((pb_class)c->kind);
}

/* What turning after cluster i costs: the difference of the lines, and more inside a word; marks are the best places. */
static int64_t turn_cost(const pb_story *s, const words *w, uint32_t first, uint32_t i, uint32_t end) {
  int64_t left = s->width[i + 1] - s->width[first] - s->gaps[i].natural, right = s->width[end] - s->width[i + 1];
  int64_t cost = llabs(left - right), em = s->blocks[0].size;
  bool mark = s->gaps[i].space || is_mark(&s->clusters[i]);
  if (!mark) cost += 4 * em;
  if (!mark && !words_end_at(w, s->clusters[i + 1].text)) cost += 8 * em;
  return cost;
}

uint32_t pb_headline_turn(const pb_story *s, uint32_t first, uint32_t end) {
  uint32_t best = first;
  int64_t least = INT64_MAX;
  words w = words_open(s->text);
  for (uint32_t i = first; i + 1 < end; i++) {
    if (s->clusters[i].brk != PB_BREAK_MAY && s->clusters[i].brk != PB_BREAK_MUST) continue;
    int64_t cost = turn_cost(s, &w, first, i, end);
    if (cost < least) {
      least = cost;
      best = i + 1;
    }
  }
  words_close(&w);
  return best;
}

/* ---- the lines ---- */

/* A line as typed or a part of one, by bytes of its shaped text: those are the same at every size. */
typedef struct {
  pb_pieces pieces;
  uint32_t from, to;
} headline_line;

typedef struct {
  pb_type_maker maker;
  const pb_style *style;
  pb_len measure;
  headline_line lines[LINES_MAX];
  size_t n;
} headline_job;

static pb_type shape_part(const headline_job *job, const headline_line *line, pb_len size) {
  pb_type t = pb_type_pieces(job->maker, line->pieces, job->style, size);
  if (pb_type_empty(&t)) return t;
  uint32_t first = t.line.first, end = t.line.end;
  while (first < end && t.story->clusters[first].text < line->from) first++;
  while (end > first && t.story->clusters[end - 1].text >= line->to) end--;
  return pb_type_cut(&t, first, end);
}

static pb_len widest_of(const headline_job *job, size_t *which) {
  pb_len widest = 0;
  for (size_t i = 0; i < job->n; i++) {
    pb_type t = shape_part(job, &job->lines[i], job->style->sizes[0]);
    if (t.width <= widest) continue;
    widest = t.width;
    *which = i;
  }
  return widest;
}

static bool turn_line(headline_job *job, size_t which) {
  headline_line *line = &job->lines[which];
  pb_type t = shape_part(job, line, job->style->sizes[0]);
  if (job->n == LINES_MAX || pb_type_empty(&t)) return false;
  uint32_t at = pb_headline_turn(t.story, t.line.first, t.line.end);
  if (at == t.line.first) return false;
  for (size_t i = job->n++; i > which + 1; i--) job->lines[i] = job->lines[i - 1];
  uint32_t byte = t.story->clusters[at].text;
  job->lines[which + 1] = (headline_line){line->pieces, byte, line->to};
  line->to = byte;
  return true;
}

/* 撑满 first widens the characters, as far as the style lets it and the longest line can; the rest is spread. */
static uint16_t widened(const pb_style *style, pb_len widest, pb_len measure, pb_len size) {
  int64_t width = (int64_t)widest * size / style->sizes[0], scale = width > 0 ? (int64_t)measure * 1000 / width : 1000;
  if (scale > style->scale_max) scale = style->scale_max;
  return (uint16_t)(scale > 1000 ? scale : 1000);
}

static void report_too_long(const headline_job *job, size_t which, pb_len size, uint16_t scale) {
  pb_type t = shape_part(job, &job->lines[which], job->style->sizes[0]);
  unsigned room = (unsigned)((int64_t)job->measure * 1000 / scale / size);
  pb_span span = job->lines[which].pieces.pieces[0].span;
  pb_diag(job->maker.build->diags, PB_ERROR, span, "headline-too-long",
          _("the headline's line has %u characters; at %.1f pt and %u %% there is room for %u"), t.line.end - t.line.first,
          pb_len_to_pt(size), scale / 10u, room);
  pb_diag_hint(job->maker.build->diags, _("shorten it, type it as more lines, or give the style a smaller size"));
}

size_t pb_headline_fit(pb_type_maker maker, const pb_pieces *typed, size_t ntyped, const pb_style *style, pb_len measure,
                       pb_type **lines) {
  headline_job job = {.maker = maker, .style = style, .measure = measure};
  for (size_t i = 0; i < ntyped && job.n < LINES_MAX; i++)
    if (typed[i].n) job.lines[job.n++] = (headline_line){typed[i], 0, UINT32_MAX};
  *lines = NULL;
  if (job.n == 0 || style->nsizes == 0 || style->sizes[0] <= 0 || measure <= 0) return 0;
  pb_len size;
  uint16_t scale;
  size_t which = 0, typed_lines = job.n;
  while (!pb_headline_size(style, widest_of(&job, &which), measure, &size, &scale)) {
    if (job.n < typed_lines * 2 && turn_line(&job, which)) continue;
    report_too_long(&job, which, size, scale);
    break;
  }
  if (style->align == PB_ALIGN_FILL && scale == 1000) scale = widened(style, widest_of(&job, &which), measure, size);
  *lines = PB_NEW_N(maker.build->arena, pb_type, job.n);
  for (size_t i = 0; i < job.n; i++) {
    pb_type t = shape_part(&job, &job.lines[i], size);
    pb_type_narrow(&t, measure, 1);
    if (t.scale > scale || scale > 1000) { /* one scale for all lines, so that they look alike */
      t.scale = scale;
      t.width = (pb_len)((int64_t)t.width * scale / 1000);
    }
    (*lines)[i] = t;
  }
  return job.n;
}
