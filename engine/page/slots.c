#include "slots.h"

#include <stdlib.h>
#include <string.h>

enum { SPANS_MAX = 16 };

/* A free stretch of one row of a leg. */
typedef struct {
  pb_len from, to;
} stretch;

typedef struct {
  stretch at[SPANS_MAX];
  size_t n;
} stretches;

static bool is_enclosed(const pb_frame *frame) { return frame->box != PB_LINE_NONE || frame->tint.tint > 0; }

static pb_len legs_width(const pb_leg *legs, size_t n) {
  pb_len sum = 0;
  for (size_t i = 0; i < n; i++) sum += legs[i].width;
  return sum;
}

/* Takes one 字 off either side of the frame, each leg giving its share in whole 字. */
static void inset_legs(pb_len em, pb_len frame_width, pb_leg *legs, size_t n) {
  pb_len sum = legs_width(legs, n), room = sum - 2 * em;
  if (em <= 0 || room < (pb_len)n * em) return;
  pb_len gaps[PB_LEGS_MAX] = {0}, total = 0;
  for (size_t i = 0; i < n; i++) {
    if (i + 1 < n) gaps[i] = legs[i + 1].x - legs[i].x - legs[i].width;
    pb_len share = (pb_len)((int64_t)legs[i].width * room / sum);
    legs[i].width = share >= em ? share / em * em : share;
    total += legs[i].width + gaps[i];
  }
  pb_len x = (frame_width - total) / 2;
  for (size_t i = 0; i < n; i++) {
    legs[i].x = x;
    x += legs[i].width + gaps[i];
  }
}

/* The same of the legs on one side of a fold: they give one 字 at its outer edge and stay at the inner one. */
static void inset_side(pb_len em, pb_leg *legs, size_t n, bool left) {
  pb_len sum = legs_width(legs, n), room = sum - em;
  if (n == 0 || room < (pb_len)n * em) return;
  pb_len x = left ? legs[n - 1].x + legs[n - 1].width : legs[0].x;
  for (size_t i = 0; i < n; i++) {
    pb_leg *leg = &legs[left ? n - 1 - i : i];
    const pb_leg *next = i + 1 < n ? &legs[left ? n - 2 - i : i + 1] : NULL;
    pb_len gap = !next ? 0 : left ? leg->x - next->x - next->width : next->x - leg->x - leg->width;
    pb_len share = (pb_len)((int64_t)leg->width * room / sum);
    leg->width = share >= em ? share / em * em : share;
    leg->x = left ? x - leg->width : x;
    x = left ? leg->x - gap : leg->x + leg->width + gap;
  }
}

static void inset_folded(const pb_layout *layout, const pb_placement *placement, pb_leg *legs, size_t n) {
  size_t left = 0;
  while (left < n && placement->rect.x + legs[left].x < pb_layout_fold(layout)) left++;
  inset_side(layout->body, legs, left, true);
  inset_side(layout->body, legs + left, n - left, false);
}

size_t pb_placement_legs(const pb_layout *layout, const pb_placement *placement, pb_leg legs[PB_LEGS_MAX]) {
  size_t n = pb_grid_legs(layout, &placement->frame, legs);
  bool enclosed = is_enclosed(&placement->frame);
  if (enclosed && n > 1 && pb_grid_folds(layout, &placement->frame)) inset_folded(layout, placement, legs, n);
  else if (enclosed) inset_legs(layout->body, placement->rect.w, legs, n);
  for (size_t i = 0; i < n; i++) legs[i].x += placement->rect.x;
  return n;
}

pb_rect pb_placement_inside(const pb_layout *layout, const pb_placement *placement) {
  pb_rect r = placement->rect;
  uint16_t first, end;
  pb_placement_rows(placement, &first, &end);
  pb_len em = is_enclosed(&placement->frame) && r.w > 4 * layout->body ? layout->body : 0;
  return (pb_rect){r.x + em, r.y + first * layout->line, r.w - 2 * em, (end - first) * layout->line};
}

void pb_placement_rows(const pb_placement *placement, uint16_t *first, uint16_t *end) {
  uint16_t rows = placement->frame.rows;
  bool inside = is_enclosed(&placement->frame) && rows > 2;
  *first = inside ? 1 : 0;
  *end = (uint16_t)(inside ? rows - 1 : rows);
}

/* Vertical lines from side to side, about as far apart as the grid's. */
static void lay_lines(pb_text_field *f, const pb_layout *layout, pb_len width) {
  pb_len em = layout->body, rest = width > em ? width - em : 0;
  pb_len between = rest / layout->line;
  f->line = between ? rest / between : layout->line;
  f->top = -(f->line - em) / 2;
  f->first_row = 0;
  f->end_row = (uint16_t)(width >= em ? between + 1 : 0);
}

pb_text_field pb_placement_field(const pb_layout *layout, const pb_placement *placement, unsigned head) {
  pb_text_field f = {.top = placement->rect.y, .line = layout->line};
  pb_placement_rows(placement, &f.first_row, &f.end_row);
  unsigned first = f.first_row + head;
  f.first_row = (uint16_t)(first < f.end_row ? first : f.end_row);
  if (!placement->frame.vertical || layout->line <= 0) {
    f.nlegs = pb_placement_legs(layout, placement, f.legs);
    return f;
  }
  pb_rect inside = pb_placement_inside(layout, placement);
  pb_len lead = layout->line - layout->body; /* as high as type in its rows */
  f.turn = (pb_turn){true, inside.x + inside.w, placement->rect.y + f.first_row * layout->line + lead / 2};
  f.nlegs = pb_grid_bands(layout, &placement->frame, (f.end_row - f.first_row) * layout->line - lead, f.legs);
  lay_lines(&f, layout, inside.w);
  return f;
}

/* Cuts [from, to) out of what is free. */
static void cut(stretches *free_, pb_len from, pb_len to) {
  stretches rest = {.n = 0};
  for (size_t i = 0; i < free_->n; i++) {
    stretch s = free_->at[i];
    if (to <= s.from || from >= s.to) {
      if (rest.n < SPANS_MAX) rest.at[rest.n++] = s;
      continue;
    }
    if (from > s.from && rest.n < SPANS_MAX) rest.at[rest.n++] = (stretch){s.from, from};
    if (to < s.to && rest.n < SPANS_MAX) rest.at[rest.n++] = (stretch){to, s.to};
  }
  *free_ = rest;
}

/* What the slots of one leg share. */
typedef struct {
  pb_arena *arena;
  pb_slots *slots;
  const pb_layout *layout;
  const pb_text_field *field;
  const pb_rect *taken;
  size_t ntaken;
  pb_slot like;
} leg_pen;

static stretches free_of_row(const leg_pen *pen, pb_rect row) {
  stretches found = {.at = {{row.x, row.x + row.w}}, .n = row.w > 0 ? 1 : 0};
  for (size_t i = 0; i < pen->ntaken; i++)
    if (pb_rect_overlaps(row, pen->taken[i])) cut(&found, pen->taken[i].x, pen->taken[i].x + pen->taken[i].w);
  pb_len least = PB_LEAST_BESIDE * pen->layout->body;
  stretches wide = {.n = 0};
  for (size_t i = 0; i < found.n; i++) {
    pb_len width = found.at[i].to - found.at[i].from;
    if (width == row.w || width >= least) wide.at[wide.n++] = found.at[i];
  }
  return wide;
}

static bool same_stretches(const stretches *a, const stretches *b) {
  if (a->n != b->n) return false;
  for (size_t i = 0; i < a->n; i++)
    if (a->at[i].from != b->at[i].from || a->at[i].to != b->at[i].to) return false;
  return true;
}

static void push_slot(pb_arena *arena, pb_slots *slots, pb_slot slot) {
  if (slots->n == slots->cap) slots->at = pb_vec_grow(arena, slots->at, slots->n, &slots->cap, sizeof *slots->at);
  slots->at[slots->n++] = slot;
}

/* A run goes on while the left edge stays and no row is passed over. */
static bool goes_on(const pb_slots *slots, const pb_slot *next, pb_len line) {
  if (slots->n == 0) return false;
  const pb_slot *last = &slots->at[slots->n - 1];
  return last->leg == next->leg && last->part == next->part && last->x == next->x && last->y + line == next->y;
}

static uint16_t row_of(const leg_pen *pen, uint16_t row, pb_len y) {
  return pen->field->turn.on ? row : (uint16_t)((y - pen->layout->area_y) / pen->layout->line);
}

/* Rows [from, to) of a leg, all with the same free stretches: one side after the other. */
static void add_band(leg_pen *pen, const stretches *band, uint16_t from, uint16_t to) {
  for (size_t i = 0; i < band->n; i++)
    for (uint16_t row = from; row < to; row++) {
      pb_slot slot = pen->like;
      slot.x = band->at[i].from;
      slot.measure = band->at[i].to - band->at[i].from;
      slot.y = pen->field->top + row * pen->field->line;
      slot.row = row_of(pen, row, slot.y);
      pb_slots *all = pen->slots;
      uint32_t last = all->n ? all->at[all->n - 1].run : 0;
      slot.run = goes_on(all, &slot, pen->field->line) ? last : all->n ? last + 1 : 0;
      push_slot(pen->arena, all, slot);
    }
}

static void add_leg(leg_pen *pen, pb_leg leg) {
  const pb_text_field *field = pen->field;
  stretches band = {.n = 0};
  uint16_t from = field->first_row;
  for (uint16_t row = from; row < field->end_row; row++) {
    pb_rect rect = {leg.x, field->top + row * field->line, leg.width, field->line};
    stretches here = free_of_row(pen, rect);
    if (row > field->first_row && same_stretches(&here, &band)) continue;
    if (row > field->first_row) add_band(pen, &band, from, row);
    band = here;
    from = row;
  }
  if (field->first_row < field->end_row) add_band(pen, &band, from, field->end_row);
}

void pb_slots_add(pb_arena *arena, pb_slots *slots, const pb_layout *layout, const pb_text_field *field, unsigned part,
                  const pb_rect *taken, size_t ntaken) {
  if (field->line <= 0) return;
  leg_pen pen = {arena, slots, layout, field, taken, ntaken, {.part = (uint16_t)part}};
  uint16_t leg = slots->n ? (uint16_t)(slots->at[slots->n - 1].leg + 1) : 0;
  for (size_t i = 0; i < field->nlegs; i++) {
    pen.like.leg = (uint16_t)(leg + i);
    add_leg(&pen, field->legs[i]);
  }
}

uint16_t pb_level_row(const pb_slot *slots, size_t n, size_t needed) {
  uint16_t low = UINT16_MAX, high = 0;
  for (size_t i = 0; i < n; i++) {
    if (slots[i].row < low) low = slots[i].row;
    if (slots[i].row >= high) high = (uint16_t)(slots[i].row + 1);
  }
  if (needed >= n || n == 0) return high;
  size_t *by_row = pb_xmalloc((size_t)(high - low) * sizeof *by_row);
  memset(by_row, 0, (size_t)(high - low) * sizeof *by_row);
  for (size_t i = 0; i < n; i++) by_row[slots[i].row - low]++;
  uint16_t row = low;
  for (size_t held = 0; row < high && held < needed; row++) held += by_row[row - low];
  free(by_row);
  return row;
}
