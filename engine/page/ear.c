/* The ear (报眼): a digest or the weather. A line with a run of blanks in it has two sides: title and page. */
#include "furniture.h"
#include "text.h"

typedef struct {
  pb_type left, right; /* right may be empty */
  bool head;
  bool on; /* the line before goes on in it */
} ear_line;

typedef PB_VEC(ear_line) ear_lines;

typedef struct {
  const pb_pen *pen;
  const pb_place *place;
  pb_rect inside;
  ear_lines lines;
  pb_style *style;
  pb_len row; /* of a line's size: whole grid rows */
} ear;

/* ---- a line and its two sides ---- */

/* Bytes of the blank at `at`: a space, a tab or a full-width space; 0 if there is none. */
static size_t blank_at(pb_str text, size_t at) {
  if (text.s[at] == ' ' || text.s[at] == '\t') return 1;
  return at + 3 <= text.n && pb_str_is(pb_str_sub(text, at, at + 3), "　") ? 3 : 0;
}

/* The last run of two blanks or more: [*from, *to). */
static bool find_run(pb_str text, size_t *from, size_t *to) {
  bool found = false;
  for (size_t i = 0; i < text.n;) {
    size_t start = i, blanks = 0, n;
    while (i < text.n && (n = blank_at(text, i)) > 0) i += n, blanks++;
    if (blanks > 1 && start > 0 && i < text.n) *from = start, *to = i, found = true;
    if (i == start) i++;
  }
  return found;
}

static pb_type shape_slice(const ear *e, pb_field field, size_t from, size_t to, pb_len size) {
  return pb_type_string(pb_pen_maker(e->pen), pb_str_sub(field.text, from, to), field.span, e->style, size);
}

static void push_wrapped(ear *e, const pb_type *left, const pb_type *right) {
  pb_arena *arena = e->pen->build->arena;
  pb_len room = e->inside.w - (pb_type_empty(right) ? 0 : right->width + left->size);
  pb_type *parts = NULL;
  size_t n = left->width > room ? pb_type_wrap(pb_pen_maker(e->pen), left, room, false, &parts) : 0;
  for (size_t i = 0; i + 1 < n; i++) PB_PUSH(arena, e->lines, ((ear_line){.left = parts[i], .on = i > 0}));
  PB_PUSH(arena, e->lines, ((ear_line){.left = n ? parts[n - 1] : *left, .right = *right, .on = n > 1}));
}

/* All lines at one size; false if one of them is too long for the box at it. */
static bool make_lines(ear *e, pb_len size) {
  bool whole = true;
  e->lines.n = 0;
  for (size_t i = 0; i < e->place->nlines; i++) {
    pb_field field = e->place->lines[i];
    size_t from = field.text.n, to = field.text.n;
    bool two = find_run(field.text, &from, &to);
    if (i == 0 && !two && e->place->nlines > 2) {
      pb_type head = pb_type_fit(pb_pen_maker(e->pen), field.text, field.span, pb_pen_style(e->pen, "ear-head"), e->inside.w);
      PB_PUSH(e->pen->build->arena, e->lines, ((ear_line){.left = head, .head = true}));
      continue;
    }
    pb_type left = shape_slice(e, field, 0, from, size), right = shape_slice(e, field, to, field.text.n, size);
    if (left.width + (two ? right.width + left.size : 0) > e->inside.w) whole = false;
    push_wrapped(e, &left, &right);
  }
  pb_len line = e->pen->layout->line;
  e->row = (pb_len)pb_grid_rows(e->pen->layout, size) * line;
  return whole;
}

static pb_len head_height(const ear *e) {
  if (e->lines.n == 0 || !e->lines.at[0].head) return 0;
  return e->lines.at[0].left.size + e->pen->layout->line; /* with the rule below it */
}

static bool fits_height(const ear *e) { return head_height(e) + (pb_len)e->lines.n * e->row <= e->inside.h; }

/* The largest of the style's sizes at which no line is turned and all stand in the box. */
static void fit_lines(ear *e) {
  for (size_t i = 0; i < e->style->nsizes; i++)
    if (make_lines(e, e->style->sizes[i]) && fits_height(e)) return;
  if (e->style->nsizes == 0) make_lines(e, e->pen->layout->body);
}

/* ---- drawn ---- */

static pb_len widest_of(const ear *e) {
  pb_len widest = 0;
  for (size_t i = 0; i < e->lines.n; i++) {
    const ear_line *l = &e->lines.at[i];
    pb_len width = pb_type_empty(&l->right) ? l->left.width : e->inside.w;
    if (width > widest) widest = width;
  }
  return widest;
}

static void draw_head(const ear *e, const pb_type *t, pb_len y) {
  pb_rect r = e->inside;
  pb_type_draw(e->pen, t, r.x, y + pb_baseline(e->pen->build, e->pen->layout, t->size, t->size), r.w);
  pb_furniture_rule(e->pen, r, y + t->size + e->pen->layout->line / 3, PB_LINE_THIN);
}

/* Dots lead from one side to the other where they are far apart. */
static void draw_leader(const ear *e, const ear_line *l, pb_len baseline) {
  pb_len em = l->left.size, from = e->inside.x + l->left.width + em / 2, to = e->inside.x + e->inside.w - l->right.width - em / 2;
  pb_len y = baseline - em * 3 / 8;
  if (to - from > 2 * em) pb_emit_rule(e->pen, from, y, to, y, PB_LINE_DOTTED, PB_BLACK, (pb_span){0});
}

static void draw_line(const ear *e, const ear_line *l, pb_len baseline) {
  if (pb_type_empty(&l->right)) {
    pb_type_draw(e->pen, &l->left, e->inside.x, baseline, e->inside.w);
    return;
  }
  pb_type_draw_in(e->pen, &l->left, e->inside.x, baseline, l->left.width, PB_ALIGN_LEFT);
  pb_type_draw_in(e->pen, &l->right, e->inside.x, baseline, e->inside.w, PB_ALIGN_RIGHT);
  draw_leader(e, l, baseline);
}

/* White above each line that begins anew: few of them stand further apart. */
static pb_len air_between(const ear *e, size_t n, size_t anew) {
  pb_len room = e->inside.h - head_height(e) - (pb_len)n * e->row, air = anew ? room / (pb_len)anew : 0;
  pb_len step = e->row / 4;
  if (air < 0 || step <= 0) return 0;
  return air > e->row ? e->row : air / step * step;
}

static void draw_lines(const ear *e) {
  size_t heads = head_height(e) > 0, n = e->lines.n - heads, anew = 0;
  for (size_t i = heads; i < e->lines.n; i++) anew += !e->lines.at[i].on;
  pb_len row = e->row, air = air_between(e, n, anew), height = head_height(e) + (pb_len)n * row + (pb_len)anew * air;
  pb_len y = e->inside.y + (height < e->inside.h ? (e->inside.h - height) / 2 : 0);
  if (heads) draw_head(e, &e->lines.at[0].left, y);
  y += head_height(e) - air / 2; /* half of it below the last, too */
  for (size_t i = heads; i < e->lines.n; i++, y += row) {
    y += e->lines.at[i].on ? 0 : air;
    if (y + e->row > e->inside.y + e->inside.h + e->row / 2) {
      pb_diag(e->pen->build->diags, PB_ERROR, e->place->span, "overset",
              PB_PLURAL("%zu line does not fit frame %.*s", "%zu lines do not fit frame %.*s", e->lines.n - i), e->lines.n - i,
              PB_STR_ARG(e->place->frame.text));
      break;
    }
    draw_line(e, &e->lines.at[i], y + pb_baseline(e->pen->build, e->pen->layout, row, e->lines.at[i].left.size));
  }
}

void pb_ear_draw(pb_pen pen, const pb_placement *placement) {
  if (!placement->place) return;
  const pb_layout *layout = pen.layout;
  pb_len em = layout->body, lead = layout->line - layout->body;
  pb_rect r = placement->rect, box = {r.x, r.y + lead / 2, r.w, r.h - lead};
  if (placement->frame.box == PB_LINE_NONE) pb_emit_box(&pen, box, PB_LINE_HAIR, PB_BLACK, placement->frame.span);
  ear e = {.pen = &pen, .place = placement->place, .inside = {box.x + em, box.y + em / 2, box.w - 2 * em, box.h - em}};
  e.style = PB_NEW(pen.build->arena, pb_style);
  *e.style = *pb_pen_style(&pen, "ear");
  if (e.style->align == PB_ALIGN_JUSTIFY) e.style->align = PB_ALIGN_LEFT;
  fit_lines(&e);
  pb_len spare = e.inside.w - widest_of(&e);
  bool at_left = e.lines.n && e.lines.at[0].left.style->align <= PB_ALIGN_LEFT && !head_height(&e);
  if (at_left && spare > 0) e.inside.x += spare / 2, e.inside.w -= spare; /* as one block */
  draw_lines(&e);
}
