#include "type.h"

#include "loose.h"
#include "sense.h"

pb_type_maker pb_pen_maker(const pb_pen *pen) { return (pb_type_maker){pen->build, pen->layout, pen->turn.on}; }

bool pb_type_empty(const pb_type *t) { return !t->story || t->line.end <= t->line.first; }

static bool opens(const pb_type *t, uint32_t i) { return t->story->gaps[i].stretch_tier != PB_STRETCH_NONE; }

static uint32_t openings(const pb_type *t) {
  uint32_t n = 0;
  for (uint32_t i = t->line.first; i + 1 < t->line.end; i++) n += opens(t, i);
  return n;
}

static pb_len natural_width(const pb_type *t) {
  int64_t sum = (int64_t)t->open * openings(t);
  for (uint32_t i = t->line.first; i < t->line.end; i++)
    sum += t->story->clusters[i].advance + (i + 1 < t->line.end ? t->story->gaps[i].natural : 0);
  return sum > PB_LEN_MAX ? PB_LEN_MAX : (pb_len)sum;
}

static pb_type whole(const pb_story *story, const pb_style *style, pb_len size) {
  pb_type t = {.story = story, .style = style, .size = size, .scale = 1000};
  if (!story || story->nblocks == 0) return t;
  const pb_flow *block = &story->blocks[0];
  t.line = (pb_line){.first = block->first, .end = block->end};
  t.width = natural_width(&t);
  t.line = pb_line_make(story, block, block->first, block->end, t.width, true);
  return t;
}

static pb_len size_or(const pb_layout *layout, const pb_style *style, pb_len size) {
  if (size > 0) return size;
  return style->nsizes && style->sizes[0] > 0 ? style->sizes[0] : layout->body;
}

pb_type pb_type_string(pb_type_maker m, pb_str text, pb_span span, const pb_style *style, pb_len size) {
  size = size_or(m.layout, style, size);
  pb_shaper shaper = pb_build_shaper(m.build, m.layout);
  shaper.vertical = m.vertical;
  return whole(text.n ? pb_shape_string(&shaper, text, span, style, size) : NULL, style, size);
}

pb_type pb_type_pieces(pb_type_maker m, pb_pieces pieces, const pb_style *style, pb_len size) {
  size = size_or(m.layout, style, size);
  pb_shaper shaper = pb_build_shaper(m.build, m.layout);
  shaper.vertical = m.vertical;
  return whole(pieces.n ? pb_shape_line(&shaper, pieces, style, size) : NULL, style, size);
}

bool pb_type_is_blank(const pb_type *t, uint32_t i) {
  return pb_str_starts(pb_str_sub(t->story->text, t->story->clusters[i].text, t->story->text.n), "\u3000");
}

pb_type pb_type_cut(const pb_type *type, uint32_t first, uint32_t end) {
  pb_type t = *type;
  while (t.story && first < end && pb_type_is_blank(&t, first)) first++;
  while (t.story && first < end && pb_type_is_blank(&t, end - 1)) end--;
  t.line.first = first;
  t.line.end = end;
  t.width = t.story ? (pb_len)((int64_t)natural_width(&t) * t.scale / 1000) : 0;
  return t;
}

void pb_type_open(pb_type *t, pb_len by, pb_len most) {
  uint32_t n = pb_type_empty(t) ? 0 : openings(t);
  if (n == 0 || by <= 0) return;
  pb_len each = (pb_len)((int64_t)by * 1000 / t->scale / n);
  t->open = each < most ? each : most;
  t->width = (pb_len)((int64_t)natural_width(t) * t->scale / 1000);
}

bool pb_type_narrow(pb_type *t, pb_len measure, uint16_t scale_min) {
  if (pb_type_empty(t)) return true;
  pb_len natural = natural_width(t);
  int64_t scale = natural <= measure ? 1000 : (int64_t)measure * 1000 / natural;
  bool fits = scale >= scale_min;
  t->scale = (uint16_t)(fits ? scale : scale_min);
  if (t->scale == 0) t->scale = 1;
  t->width = (pb_len)((int64_t)natural * t->scale / 1000);
  return fits;
}

pb_type pb_type_fit(pb_type_maker m, pb_str text, pb_span span, const pb_style *style, pb_len measure) {
  pb_type t = pb_type_string(m, text, span, style, 0);
  for (size_t i = 1; i < style->nsizes && t.width > measure; i++) t = pb_type_string(m, text, span, style, style->sizes[i]);
  pb_type_narrow(&t, measure, 1);
  return t;
}

/* ---- wrapped ---- */

static size_t break_at(pb_arena *arena, const pb_type *type, pb_len measure, const pb_line **lines) {
  int64_t cost;
  pb_break_job job = {.story = type->story,
                      .block = &type->story->blocks[0],
                      .first = type->line.first,
                      .end = type->line.end,
                      .measures = &measure,
                      .nmeasures = 1};
  return pb_break_lines(arena, &job, lines, &cost);
}

/* The narrowest measure that gives no more lines. */
static pb_len even_measure(const pb_build *build, const pb_type *type, pb_len measure, size_t n) {
  pb_len low = measure / 2, high = measure;
  while (high - low > type->size / 8) {
    pb_len middle = (low + high) / 2;
    pb_arena_mark mark = pb_arena_save(build->scratch);
    const pb_line *lines;
    if (break_at(build->scratch, type, middle, &lines) <= n) high = middle;
    else low = middle;
    pb_arena_restore(build->scratch, mark);
  }
  return high;
}

size_t pb_type_wrap(pb_type_maker m, const pb_type *type, pb_len measure, bool balance, pb_type **out) {
  *out = NULL;
  if (pb_type_empty(type)) return 0;
  const pb_line *lines;
  size_t n = break_at(m.build->arena, type, measure, &lines);
  if (balance && n > 1) n = break_at(m.build->arena, type, even_measure(m.build, type, measure, n), &lines);
  *out = PB_NEW_N(m.build->arena, pb_type, n);
  for (size_t i = 0; i < n; i++) {
    (*out)[i] = *type;
    (*out)[i].line = lines[i];
    (*out)[i].broken = true;
    (*out)[i].width = lines[i].natural ? lines[i].width : lines[i].measure;
  }
  return n;
}

/* ---- drawn ---- */

static pb_len shift(pb_align align, pb_len room) {
  if (align == PB_ALIGN_CENTRE) return room / 2;
  return align == PB_ALIGN_RIGHT ? room : 0;
}

/* What a mark's box leaves blank at a line's start or end. */
static pb_len blank_side(const pb_pen *pen, const pb_type *t, uint32_t cluster, bool after) {
  const pb_cluster *c = &t->story->clusters[cluster];
  hb_glyph_extents_t ink;
  if ((c->kind != PB_CLASS_OPEN && !pb_class_closes((pb_class)c->kind)) || c->nglyphs != 1) return 0;
  const pb_glyph *glyph = &t->story->glyphs[c->glyph];
  if (!hb_font_get_glyph_extents(pb_fonts_hb(pen->build->fonts, c->face), glyph->id, &ink)) return 0;
  int64_t from = glyph->x + (int64_t)ink.x_bearing * t->size / PB_FONT_SCALE, width = (int64_t)ink.width * t->size / PB_FONT_SCALE;
  int64_t blank = after ? c->advance - from - width : from;
  return blank > 0 && blank < t->size ? (pb_len)(blank * t->scale / 1000) : 0;
}

/* How far a centred line is off the middle to the eye, which minds the ink of marks at its ends, not their boxes. The line
 * stays within its measure. */
static pb_len off_middle(const pb_pen *pen, const pb_type *t, pb_len room) {
  if (pen->turn.on || room <= 0) return 0;
  pb_len off = (blank_side(pen, t, t->line.end - 1, true) - blank_side(pen, t, t->line.first, false)) / 2;
  return off > room / 2 ? room / 2 : off < -(room / 2) ? -(room / 2) : off;
}

/* FILL has nothing to spread in a line of one character, or in one that is full. */
static bool spreads(const pb_type *t, pb_align align, pb_len room) {
  return align == PB_ALIGN_FILL && !t->broken && room > 0 && openings(t) > 0;
}

pb_len pb_type_left(const pb_type *t, pb_len measure) {
  pb_len room = measure - t->width;
  if (spreads(t, t->style->align, room)) return 0;
  return shift(t->style->align == PB_ALIGN_FILL ? PB_ALIGN_CENTRE : t->style->align, room > 0 ? room : 0);
}

static void draw_natural(const pb_pen *pen, const pb_type *t, pb_emit_at at, pb_len spread) {
  pb_arena *scratch = pen->build->scratch;
  pb_arena_mark mark = pb_arena_save(scratch);
  uint32_t n = t->line.end - t->line.first, open = openings(t), given = 0;
  pb_len *gaps = PB_NEW_N(scratch, pb_len, n);
  for (uint32_t i = 0; i + 1 < n; i++) {
    uint32_t cluster = t->line.first + i;
    gaps[i] = (pb_len)((int64_t)(t->story->gaps[cluster].natural + (opens(t, cluster) ? t->open : 0)) * t->scale / 1000);
    if (spread > 0 && opens(t, cluster)) gaps[i] += pb_len_share(spread, open, given++);
  }
  pb_emit_clusters(pen, t->story, t->line.first, t->line.end, gaps, at);
  pb_arena_restore(scratch, mark);
}

/* ---- across a fold ---- */

enum { FOLD_WHITE = 5 * PB_PT * 72 * 10 / 254 }; /* 2.5 mm a side: sheets are never folded to the hair */

/* At the fold, where there is room. A blank stays one. */
static pb_len fold_white(const pb_type *t, uint32_t k) {
  bool blank = pb_type_is_blank(t, k - 1) || pb_type_is_blank(t, k);
  return blank && t->size > FOLD_WHITE ? t->size : FOLD_WHITE;
}

/* A line cut between two characters, and where its parts go. */
typedef struct {
  pb_type left, right;
  pb_len x;     /* of the left part */
  pb_len cost;  /* how far the line had to be moved, and what it parts */
  pb_len white; /* between them */
} folded;

/* Cut before cluster k, the fold in the middle of the cut. False if it would leave [x, x + measure). */
static bool fold_before(const pb_type *t, uint32_t k, pb_len fold, pb_len x, pb_len measure, folded *out) {
  out->left = pb_type_cut(t, t->line.first, k);
  out->right = pb_type_cut(t, k, t->line.end);
  if (pb_type_empty(&out->left) || pb_type_empty(&out->right)) return false;
  pb_len room = measure - out->left.width - out->right.width, wanted = fold_white(t, k), white = room < wanted ? room : wanted;
  out->white = white;
  out->x = fold - white / 2 - out->left.width;
  return white >= 0 && out->x >= x && fold - white / 2 + white + out->right.width <= x + measure;
}

/* The cut that moves the line least from where its alignment puts it, and parts no word if that is two characters further. False
 * if none will do. */
static bool fold_line(pb_arena *scratch, const pb_type *t, pb_len at, pb_len fold, pb_len x, pb_len measure, folded *out) {
  pb_arena_mark mark = pb_arena_save(scratch);
  uint8_t *sense = PB_NEW_N(scratch, uint8_t, t->line.end - t->line.first);
  pb_sense_turns(scratch, t->story, t->line.first, t->line.end, sense);
  bool found = false;
  for (uint32_t k = t->line.first + 1; k < t->line.end; k++) {
    folded one;
    uint8_t turn = sense[k - 1 - t->line.first];
    if (!opens(t, k - 1) || turn == PB_TURN_NEVER || !fold_before(t, k, fold, x, measure, &one)) continue;
    one.cost = (one.x > at ? one.x - at : at - one.x) + t->size * turn / 40;
    if (found && one.cost >= out->cost) continue;
    *out = one;
    found = true;
  }
  pb_arena_restore(scratch, mark);
  return found;
}

/* No character lies on the fold: the line is parted there. False if it does not cross the fold, or cannot be parted. */
static bool draw_folded(const pb_pen *pen, const pb_type *t, pb_len x, pb_len baseline, pb_len measure, pb_align align) {
  pb_len fold = pb_layout_fold(pen->layout), room = measure - t->width;
  bool spread = spreads(t, align, room);
  pb_len at = spread || room <= 0 ? x : x + shift(align == PB_ALIGN_FILL ? PB_ALIGN_CENTRE : align, room);
  if (!fold || pen->turn.on || t->broken || at >= fold || at + (spread ? measure : t->width) <= fold) return false;
  folded f;
  if (!fold_line(pen->build->scratch, t, spread ? x + room / 2 : at, fold, x, measure, &f)) return false;
  pb_len left = fold - f.white / 2, right = left + f.white;
  if (spread) {
    pb_type_draw_in(pen, &f.left, x, baseline, left - x, PB_ALIGN_FILL);
    pb_type_draw_in(pen, &f.right, right, baseline, x + measure - right, PB_ALIGN_FILL);
  } else {
    pb_type_draw_in(pen, &f.left, f.x, baseline, f.left.width, PB_ALIGN_LEFT);
    pb_type_draw_in(pen, &f.right, right, baseline, f.right.width, PB_ALIGN_LEFT);
  }
  return true;
}

static void draw_broken(const pb_pen *pen, const pb_type *t, pb_emit_at at) {
  pb_loose loose = {0};
  pb_loose_count(&loose, t->story, &t->line);
  pb_loose_report(&loose, pen->build, t->story, pen->build->plan->pages[pen->page].label, (pb_str){0});
  pb_emit_line(pen, t->story, &t->line, at);
}

void pb_type_draw_in(const pb_pen *pen, const pb_type *t, pb_len x, pb_len baseline, pb_len measure, pb_align align) {
  if (pb_type_empty(t) || draw_folded(pen, t, x, baseline, measure, align)) return;
  pb_len room = measure - t->width;
  bool spread = spreads(t, align, room);
  pb_align place = align == PB_ALIGN_FILL ? PB_ALIGN_CENTRE : align;
  if (!spread && room > 0) x += shift(place, room);
  if (!spread && place == PB_ALIGN_CENTRE) x += off_middle(pen, t, room);
  pb_paint paint = pb_pen_paint(pen, t->style->colour, true, t->story->blocks[0].span);
  pb_emit_at at = {.x = x, .y = baseline, .size = t->size, .scale = t->scale, .paint = paint};
  if (t->broken) draw_broken(pen, t, at);
  else draw_natural(pen, t, at, spread ? room : 0);
}

void pb_type_draw(const pb_pen *pen, const pb_type *t, pb_len x, pb_len baseline, pb_len measure) {
  if (!pb_type_empty(t)) pb_type_draw_in(pen, t, x, baseline, measure, t->style->align);
}
