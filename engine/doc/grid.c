/* Grid arithmetic. With 13 字 columns and gutters of 1 字: n columns = 13n + (n − 1) 字. */
#include "layout.h"

pb_len pb_line_width(pb_line_kind kind) {
  switch (kind) {
    case PB_LINE_NONE:
    case PB_LINE_USUAL: return 0;
    case PB_LINE_HAIR: return PB_PT * 3 / 10;
    case PB_LINE_THIN:
    case PB_LINE_DOUBLE: return PB_PT / 2;
    case PB_LINE_THICK: return PB_PT * 3 / 2;
    case PB_LINE_WAVE: return PB_PT * 6 / 10;
    case PB_LINE_DOTTED: return PB_PT * 8 / 10;
  }
  return 0;
}

static pb_len gutter(const pb_layout *layout) { return (pb_len)(((int64_t)layout->body * layout->gutter + 500) / 1000); }

static pb_len column(const pb_layout *layout) { return layout->body * layout->measure; }

pb_len pb_grid_measure(const pb_layout *layout, unsigned columns) {
  if (columns == 0) return 0;
  return (pb_len)columns * column(layout) + (pb_len)(columns - 1) * gutter(layout);
}

unsigned pb_grid_rows(const pb_layout *layout, pb_len height) {
  return height <= 0 ? 0 : (unsigned)(((int64_t)height + layout->line - 1) / layout->line);
}

/* From the type area's left. */
static pb_len column_at(const pb_layout *layout, unsigned col) {
  bool beyond = layout->fold_column && col >= layout->fold_column;
  return (pb_len)col * (column(layout) + gutter(layout)) + (beyond ? layout->fold_gap - gutter(layout) : 0);
}

pb_rect pb_grid_rect(const pb_layout *layout, unsigned col, unsigned row, unsigned columns, unsigned rows) {
  return (pb_rect){
      .x = layout->area_x + column_at(layout, col),
      .y = layout->area_y + (pb_len)row * layout->line,
      .w = columns ? column_at(layout, col + columns - 1) + column(layout) - column_at(layout, col) : 0,
      .h = (pb_len)rows * layout->line,
  };
}

static size_t page_columns(const pb_layout *layout, const pb_frame *frame, size_t n, pb_leg *legs) {
  pb_len left = column_at(layout, frame->column);
  for (unsigned i = 0; i < n; i++) legs[i] = (pb_leg){column_at(layout, frame->column + i) - left, column(layout)};
  return n;
}

/* Lays legs side by side with the page's gutter and `spare` shared out among the gutters. */
static size_t place_legs(const pb_layout *layout, const pb_len *widths, size_t n, pb_len spare, pb_leg *legs) {
  pb_len x = 0;
  for (size_t i = 0; i < n; i++) {
    legs[i] = (pb_leg){x, widths[i]};
    if (i + 1 < n) x += widths[i] + gutter(layout) + pb_len_share(spare, (uint32_t)(n - 1), (uint32_t)i);
  }
  return n;
}

/* 破栏: as many whole 字 a leg as there is room for. */
static size_t broken_columns(const pb_layout *layout, const pb_frame *frame, pb_len room, size_t n, pb_leg *legs) {
  pb_len widths[PB_LEGS_MAX], each = room / (pb_len)n / layout->body * layout->body;
  if (each == 0) each = room / (pb_len)n;
  size_t odd = frame->remainder == PB_REMAINDER_GUTTER ? 0 : (size_t)((room - each * (pb_len)n) / layout->body);
  for (size_t i = 0; i < n; i++) {
    bool wider = frame->remainder == PB_REMAINDER_FIRST ? i < odd : i >= n - odd;
    widths[i] = each + (wider ? layout->body : 0);
  }
  return place_legs(layout, widths, n, room - each * (pb_len)n - (pb_len)odd * layout->body, legs);
}

static size_t own_widths(const pb_layout *layout, const pb_frame *frame, pb_len room, size_t n, pb_leg *legs) {
  pb_len widths[PB_LEGS_MAX], spare = room;
  for (size_t i = 0; i < n; i++) spare -= widths[i] = frame->widths[i] * layout->body;
  if (frame->remainder == PB_REMAINDER_FIRST) widths[0] += spare;
  if (frame->remainder == PB_REMAINDER_LAST) widths[n - 1] += spare;
  return place_legs(layout, widths, n, frame->remainder == PB_REMAINDER_GUTTER ? spare : 0, legs);
}

/* ---- across the fold ---- */

bool pb_grid_folds(const pb_layout *layout, const pb_frame *frame) {
  return frame->column < layout->fold_column && frame->column + frame->columns > layout->fold_column;
}

pb_rect pb_grid_beside_fold(const pb_layout *layout, pb_rect rect, bool right) {
  pb_len first = layout->area_x + column_at(layout, layout->fold_column), last = first - layout->fold_gap;
  if (!right) rect.w = last - rect.x;
  else rect.w = rect.x + rect.w - first, rect.x = first;
  return rect;
}

/* As many of the frame's own legs as the left side has room for. */
static size_t own_left(const pb_layout *layout, const pb_frame *frame, size_t n, pb_len room) {
  size_t left = 0;
  for (pb_len taken = 0; left < n; left++) {
    taken += frame->widths[left] * layout->body + (left ? gutter(layout) : 0);
    if (taken > room) break;
  }
  return left;
}

/* The share of `n` legs that makes those of both sides as nearly alike as can be. */
static size_t share_left(size_t n, pb_len left, pb_len right) {
  size_t best = 1;
  int64_t least = INT64_MAX;
  for (size_t k = 1; k < n; k++) {
    int64_t off = (int64_t)left * (int64_t)(n - k) - (int64_t)right * (int64_t)k;
    if (off < 0) off = -off;
    if (off < least) least = off, best = k;
  }
  return best;
}

/* Legs [first, first + n) of the frame on one side of the fold. */
static void side_legs(const pb_layout *layout, const pb_frame *frame, size_t first, size_t n, pb_len width, pb_leg *legs) {
  pb_frame side = *frame;
  for (size_t i = 0; i < n; i++) side.widths[i] = frame->widths[first + i];
  pb_len room = width - (pb_len)(n ? n - 1 : 0) * gutter(layout);
  if (n && side.widths[0]) own_widths(layout, &side, room, n, legs);
  else if (n > 1) broken_columns(layout, &side, room, n, legs);
  else if (n) legs[0] = (pb_leg){0, width};
}

static size_t folded_legs(const pb_layout *layout, const pb_frame *frame, size_t n, pb_leg *legs) {
  unsigned columns = layout->fold_column - frame->column;
  pb_len left = pb_grid_measure(layout, columns), right = pb_grid_measure(layout, frame->columns - columns);
  size_t k = frame->widths[0] ? own_left(layout, frame, n, left) : share_left(n, left, right);
  side_legs(layout, frame, 0, k, left, legs);
  side_legs(layout, frame, k, n - k, right, legs + k);
  for (size_t i = k; i < n; i++) legs[i].x += left + layout->fold_gap;
  return n;
}

/* ---- legs ---- */

size_t pb_grid_legs(const pb_layout *layout, const pb_frame *frame, pb_leg legs[PB_LEGS_MAX]) {
  size_t columns = frame->columns ? frame->columns : 1, n = frame->legs ? frame->legs : columns;
  if (n > PB_LEGS_MAX) n = PB_LEGS_MAX;
  pb_len whole = pb_grid_rect(layout, frame->column, 0, (unsigned)columns, 1).w;
  pb_len room = whole - (pb_len)(n - 1) * gutter(layout);
  if (n == columns && !frame->widths[0]) return page_columns(layout, frame, n, legs);
  if (n > 1 && pb_grid_folds(layout, frame)) return folded_legs(layout, frame, n, legs);
  if (frame->widths[0]) return own_widths(layout, frame, room, n, legs);
  if (n > 1 && room > 0) return broken_columns(layout, frame, room, n, legs);
  legs[0] = (pb_leg){0, whole};
  return 1;
}

size_t pb_grid_bands(const pb_layout *layout, const pb_frame *frame, pb_len height, pb_leg legs[PB_LEGS_MAX]) {
  pb_len most = height > 0 ? (height + gutter(layout)) / (column(layout) + gutter(layout)) : 0;
  size_t n = frame->legs ? frame->legs : most > 1 ? (size_t)most : 1;
  if (n > PB_LEGS_MAX) n = PB_LEGS_MAX;
  pb_len room = height - (pb_len)(n - 1) * gutter(layout), em = layout->body;
  pb_len own = 0;
  for (size_t i = 0; i < n; i++) own += frame->widths[i] * em;
  if (own && own <= room) return own_widths(layout, frame, room, n, legs);
  if (n > 1 && room >= (pb_len)n * em) return broken_columns(layout, frame, room, n, legs);
  legs[0] = (pb_leg){0, height >= em ? height / em * em : height};
  return 1;
}
