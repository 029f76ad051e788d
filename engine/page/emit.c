#include "emit.h"

#include <string.h>

#include "notes.h"
#include "trim.h"
#include "upright.h"
#include "utf8.h"

/* A run that grows cluster by cluster. */
typedef struct {
  const pb_pen *pen;
  const pb_story *story;
  pb_emit_at at;
  pb_placed_glyph *glyphs;
  pb_text_cluster *clusters;
  char *text;
  size_t nglyphs, nclusters, ntext;
  pb_face_id face;
  pb_len size;
  uint32_t first, last; /* clusters of the story */
} run_pen;

static uint32_t block_source(const pb_story *story, uint32_t cluster) {
  size_t low = 0, high = story->nblocks;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (story->blocks[middle].end <= cluster) low = middle + 1;
    else high = middle;
  }
  return low < story->nblocks ? story->blocks[low].span.source : 0;
}

pb_span pb_emit_span(const pb_story *story, uint32_t first, uint32_t last) {
  uint32_t source = block_source(story, first);
  if (!story->at || !source) return (pb_span){0};
  const pb_cluster *a = &story->clusters[first], *z = &story->clusters[last];
  uint32_t from = story->at[a->text], to = story->at[z->text + z->ntext];
  return (pb_span){source, from, to > from ? to : from};
}

static void turn_glyphs(const pb_turn *turn, pb_placed_glyph *glyphs, size_t n) {
  for (size_t i = 0; i < n; i++) glyphs[i] = (pb_placed_glyph){glyphs[i].id, turn->right - glyphs[i].y, turn->top + glyphs[i].x};
}

static void end_run(run_pen *run) {
  if (run->nclusters == 0) return;
  pb_item item = {.kind = PB_ITEM_GLYPHS, .paint = run->at.paint};
  if (run->pen->turn.on) turn_glyphs(&run->pen->turn, run->glyphs, run->nglyphs);
  item.run.sideways = run->pen->turn.on;
  item.run.face = run->face;
  item.run.scale = run->at.scale;
  item.run.size = run->size;
  item.run.glyphs = run->glyphs;
  item.run.nglyphs = run->nglyphs;
  item.run.clusters = run->clusters;
  item.run.nclusters = run->nclusters;
  item.run.text = (pb_str){run->text, run->ntext};
  item.span = pb_emit_span(run->story, run->first, run->last);
  pb_pen_item(run->pen, item);
  run->glyphs += run->nglyphs;
  run->clusters += run->nclusters;
  run->text += run->ntext;
  run->nglyphs = run->nclusters = run->ntext = 0;
}

static pb_len scaled(pb_len len, uint16_t scale) { return scale == 1000 ? len : (pb_len)((int64_t)len * scale / 1000); }

/* As many characters as glyphs are told one by one (the two of ……): taken together, they would need a span of ActualText
 * in the PDF, at which some readers lose what follows. */
static void add_text(run_pen *run, pb_str text, uint8_t nglyphs) {
  run->ntext += text.n;
  if (pb_utf8_count(text) != nglyphs) {
    run->clusters[run->nclusters++] = (pb_text_cluster){(uint8_t)text.n, nglyphs};
    return;
  }
  for (size_t at = 0, size; at < text.n; at += size) {
    (void)pb_utf8_at(text, at, &size);
    run->clusters[run->nclusters++] = (pb_text_cluster){(uint8_t)size, 1};
  }
}

/* A mark in its line. */
typedef struct {
  pb_mark_room room;
  pb_len before, after; /* its blank sides at this size and scale */
  bool cut_before, cut_after;
} set_mark;

enum { HUNG_BOX = 64 /* 1/1024 em */ };

/* `white` is what the mark before it left of the gap before, 0 at a line's start; then what this one leaves of `gap`. */
static set_mark trim(const run_pen *run, uint32_t index, pb_len gap, pb_len *white) {
  pb_len size = pb_script_size(run->story->clusters[index].marks, run->at.size);
  set_mark mark = {.room = pb_trim_room(run->pen->build, run->story, index)};
  const pb_cluster *c = &run->story->clusters[index];
  if (c->hangs && gap == -c->advance && mark.room.after &&
      !run->story->vertical) /* it hangs in the gutter, which its box is to leave wide */
    mark.room.after = (int16_t)(mark.room.advance - mark.room.before - HUNG_BOX);
  mark.before = scaled((pb_len)((int64_t)size * mark.room.before / 1024), run->at.scale);
  mark.after = scaled((pb_len)((int64_t)size * mark.room.after / 1024), run->at.scale);
  mark.cut_before = *white < mark.before;
  mark.cut_after = gap < mark.after;
  *white = mark.cut_after ? gap : gap - mark.after;
  return mark;
}

/* One glyph, whatever it is made of. */
static void add_upright(run_pen *run, uint32_t index, pb_len x, const set_mark *mark) {
  pb_upright_job job = {.story = run->story, .cluster = index, .size = run->size};
  job.before = mark->cut_before ? 0 : mark->room.before;
  job.after = mark->cut_after ? 0 : mark->room.after;
  if (!mark->cut_before) x -= mark->before;
  run->glyphs[run->nglyphs++] = (pb_placed_glyph){pb_upright_number(run->pen->build, &job), x, run->at.y};
  uint8_t bytes = run->story->clusters[index].ntext;
  run->clusters[run->nclusters++] = (pb_text_cluster){bytes, 1};
  run->ntext += bytes;
}

static void add_cluster(run_pen *run, uint32_t index, pb_len x, const set_mark *mark) {
  const pb_cluster *c = &run->story->clusters[index];
  pb_len size = pb_script_size(c->marks, run->at.size);
  if (run->nclusters && (run->face != c->face || run->size != size)) end_run(run);
  if (run->nclusters == 0) run->first = index;
  run->face = c->face;
  run->size = size;
  run->last = index;
  memcpy(run->text + run->ntext, run->story->text.s + c->text, c->ntext);
  if (c->upright) {
    add_upright(run, index, x, mark);
    return;
  }
  for (unsigned k = 0; k < c->nglyphs; k++) {
    const pb_glyph *g = &run->story->glyphs[c->glyph + k];
    run->glyphs[run->nglyphs++] = (pb_placed_glyph){g->id, x + scaled(g->x, run->at.scale), run->at.y + g->y};
  }
  if (mark->cut_before || mark->cut_after) {
    pb_placed_glyph *g = &run->glyphs[run->nglyphs - 1];
    g->id = pb_trim_glyph(run->pen->build, run->story, index, mark->room, mark->cut_before, mark->cut_after);
    if (mark->cut_before) g->x += mark->before;
  }
  add_text(run, (pb_str){run->text + run->ntext, c->ntext}, c->nglyphs);
}

/* A word space belongs to the run before it, so that readers of the PDF find it, at a line's end too. */
static void add_space(run_pen *run, pb_len x) {
  uint32_t glyph;
  int32_t advance;
  if (!run->nclusters || !pb_fonts_nominal(run->pen->build->fonts, run->face, ' ', &glyph, &advance)) return;
  run->glyphs[run->nglyphs++] = (pb_placed_glyph){glyph, x, run->at.y};
  run->text[run->ntext++] = ' ';
  run->clusters[run->nclusters++] = (pb_text_cluster){1, 1};
}

/* Of a line that ends within a word. A plain hyphen in the text too: programs join the word, or show it; a soft one would
 * share its glyph with the plain ones and need spans of ActualText. */
static void add_hyphen(run_pen *run, const pb_hyphen *hyphen, pb_len x) {
  pb_len at = x + scaled(hyphen->glyph.x, run->at.scale);
  run->glyphs[run->nglyphs++] = (pb_placed_glyph){hyphen->glyph.id, at, run->at.y + hyphen->glyph.y};
  run->text[run->ntext++] = '-';
  run->clusters[run->nclusters++] = (pb_text_cluster){1, 1};
}

static run_pen start_run(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end, pb_emit_at at) {
  size_t nglyphs = 0, ntext = 0, n = end - first;
  for (uint32_t i = first; i < end; i++) {
    nglyphs += story->clusters[i].nglyphs;
    ntext += story->clusters[i].ntext;
  }
  pb_arena *arena = pen->build->arena;
  return (run_pen){.pen = pen,
                   .story = story,
                   .at = at,
                   .glyphs = PB_NEW_N(arena, pb_placed_glyph, nglyphs + n),
                   .clusters = PB_NEW_N(arena, pb_text_cluster, nglyphs + 2 * n),
                   .text = pb_alloc(arena, ntext + n)};
}

/* Annotated text is tagged by itself: its runs are its own. */
static void enter_ruby(run_pen *run, pb_pen *pen, const pb_noted_rubies *rubies, size_t ruby) {
  end_run(run);
  pen->piece = rubies->piece + 2 * (uint32_t)(ruby - rubies->at);
}

void pb_emit_clusters(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end, const pb_len *gaps, pb_emit_at at) {
  if (first >= end || end > story->nclusters) return;
  if (at.scale == 0) at.scale = 1000;
  pb_pen own = *pen;
  pb_noted_rubies rubies = pb_notes_rubies(pen, story, first, end);
  size_t ruby = rubies.piece ? rubies.at : rubies.end;
  run_pen run = start_run(&own, story, first, end, at);
  pb_len x = at.x, white = 0;
  for (uint32_t i = first; i < end; i++) {
    if (ruby < rubies.end && story->rubies[ruby].first == i) enter_ruby(&run, &own, &rubies, ruby);
    set_mark mark = trim(&run, i, gaps[i - first], &white);
    add_cluster(&run, i, x, &mark);
    x += scaled(story->clusters[i].advance, at.scale);
    if (story->gaps[i].space) add_space(&run, x);
    if (i + 1 < end) x += gaps[i - first];
    if (ruby == rubies.end || story->rubies[ruby].end != i + 1) continue;
    end_run(&run);
    own.piece = pen->piece;
    ruby++;
  }
  const pb_hyphen *hyphen = pb_line_hyphen(story, end - 1);
  if (hyphen) add_hyphen(&run, hyphen, x);
  end_run(&run);
  pb_notes_draw(pen, story, first, end, gaps, at, rubies);
}

void pb_emit_line(const pb_pen *pen, const pb_story *story, const pb_line *line, pb_emit_at at) {
  if (line->end <= line->first) return;
  pb_arena *scratch = pen->build->scratch;
  pb_arena_mark mark = pb_arena_save(scratch);
  pb_len *gaps = PB_NEW_N(scratch, pb_len, line->end - line->first);
  pb_line_gaps(story, line, gaps);
  pb_emit_clusters(pen, story, line->first, line->end, gaps, at);
  pb_arena_restore(scratch, mark);
}

void pb_emit_labelled(const pb_pen *first, const pb_pen *pen, const pb_story *story, const pb_line *line, uint32_t label,
                      pb_emit_at at) {
  pb_arena *scratch = pen->build->scratch;
  pb_arena_mark mark = pb_arena_save(scratch);
  pb_len *gaps = PB_NEW_N(scratch, pb_len, line->end - line->first);
  pb_line_gaps(story, line, gaps);
  pb_emit_clusters(first, story, line->first, label, gaps, at);
  for (uint32_t i = line->first; i < label; i++) at.x += story->clusters[i].advance + gaps[i - line->first];
  pb_emit_clusters(pen, story, label, line->end, gaps + (label - line->first), at);
  pb_arena_restore(scratch, mark);
}

/* ---- between lines ---- */

/* Two spaces: of one alone these programs take no notice. */
static void emit_blank(const pb_pen *pen, pb_face_id face, uint32_t glyph, pb_emit_at at) {
  static const pb_text_cluster BOTH = {2, 1};
  pb_placed_glyph *blank = PB_NEW(pen->build->arena, pb_placed_glyph);
  *blank = (pb_placed_glyph){glyph, at.x, at.y};
  if (pen->turn.on) turn_glyphs(&pen->turn, blank, 1);
  pb_item item = {.kind = PB_ITEM_GLYPHS, .paint = at.paint};
  item.run.sideways = pen->turn.on;
  item.run.face = face;
  item.run.scale = at.scale;
  item.run.size = at.size;
  item.run.glyphs = blank;
  item.run.nglyphs = 1;
  item.run.clusters = &BOTH;
  item.run.nclusters = 1;
  item.run.text = PB_STR("  ");
  pb_pen_item(pen, item);
}

void pb_emit_between(const pb_pen *pen, const pb_story *story, uint32_t cluster, pb_emit_at line, pb_len distance) {
  pb_len most = line.size * 3 / 2, n = most > 0 ? (distance - 1) / most : 0;
  pb_face_id face = story->clusters[cluster].face;
  uint32_t glyph = n > 0 ? pb_trim_blank(pen->build, face) : 0;
  pb_pen own = *pen;
  own.piece = 0;
  pb_emit_at at = line;
  for (pb_len i = 1; glyph && i <= n; i++) {
    at.y = line.y - distance + (pb_len)((int64_t)distance * i / (n + 1));
    emit_blank(&own, face, glyph, at);
  }
}

/* ---- rules, boxes, pictures ---- */

static const pb_len FINE = PB_PT; /* rules up to 1 pt overprint */

void pb_emit_fill(const pb_pen *pen, pb_rect rect, pb_colour colour, pb_span span) {
  if (rect.w <= 0 || rect.h <= 0) return;
  pb_item item = {.kind = PB_ITEM_FILL, .paint = pb_pen_paint(pen, colour, false, span), .fill = rect, .span = span};
  pb_pen_item(pen, item);
}

void pb_emit_rule(const pb_pen *pen, pb_len x0, pb_len y0, pb_len x1, pb_len y1, pb_line_kind kind, pb_colour colour,
                  pb_span span) {
  if (kind == PB_LINE_NONE) return;
  pb_len width = pb_line_width(kind);
  pb_item item = {.kind = PB_ITEM_LINE, .paint = pb_pen_paint(pen, colour, width <= FINE, span), .span = span};
  item.line.x0 = x0;
  item.line.y0 = y0;
  item.line.x1 = x1;
  item.line.y1 = y1;
  item.line.width = width;
  item.line.kind = kind;
  pb_pen_item(pen, item);
}

static pb_rect grown(pb_rect r, pb_len by) { return (pb_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by}; }

void pb_emit_box(const pb_pen *pen, pb_rect r, pb_line_kind kind, pb_colour colour, pb_span span) {
  if (kind == PB_LINE_NONE) return;
  if (kind == PB_LINE_DOUBLE) { /* one box in the other: lines that only cross leave the corners open */
    pb_len apart = 3 * pb_line_width(kind) / 2;
    pb_emit_box(pen, grown(r, apart), PB_LINE_THIN, colour, span);
    pb_emit_box(pen, grown(r, -apart), PB_LINE_THIN, colour, span);
    return;
  }
  bool closed = kind == PB_LINE_WAVE || kind == PB_LINE_DOTTED; /* they end whole; others go on for the corners to close */
  pb_len half = closed ? 0 : pb_line_width(kind) / 2;
  pb_len right = r.x + r.w, foot = r.y + r.h;
  pb_emit_rule(pen, r.x - half, r.y, right + half, r.y, kind, colour, span);
  pb_emit_rule(pen, r.x - half, foot, right + half, foot, kind, colour, span);
  pb_emit_rule(pen, r.x, r.y, r.x, foot, kind, colour, span);
  pb_emit_rule(pen, right, r.y, right, foot, kind, colour, span);
}

void pb_emit_picture(const pb_pen *pen, const pb_picture *picture, pb_rect rect, pb_rect clip, pb_span span) {
  pb_item item = {.kind = PB_ITEM_PICTURE, .paint = {.ink = 0, .tint = 1000}, .span = span};
  item.picture.picture = pb_build_add_picture(pen->build, picture);
  item.picture.rect = rect;
  item.picture.clip = clip;
  pb_pen_item(pen, item);
}

void pb_emit_missing(const pb_pen *pen, pb_rect r, pb_span span) {
  if (!pen->build->proof) return;
  pb_pen mark = *pen;
  mark.mark = true;
  pb_emit_box(&mark, r, PB_LINE_HAIR, PB_BLACK, span);
  pb_emit_rule(&mark, r.x, r.y, r.x + r.w, r.y + r.h, PB_LINE_HAIR, PB_BLACK, span);
  pb_emit_rule(&mark, r.x, r.y + r.h, r.x + r.w, r.y, PB_LINE_HAIR, PB_BLACK, span);
}
