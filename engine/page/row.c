#include "row.h"

void pb_row_add(pb_type_maker m, pb_row *row, const char *label, pb_str text, const pb_style *style) {
  if (text.n == 0 || row->n == PB_ROW_MAX) return;
  pb_str all = label[0] ? pb_str_from(pb_fmt(m.build->arena, "%s%.*s", label, PB_STR_ARG(text))) : text;
  pb_type t = pb_type_string(m, all, (pb_span){0}, style, 0);
  if (pb_type_empty(&t)) return;
  row->items[row->n++] = t;
  row->width += t.width;
}

static pb_len width_of(const pb_row *row, size_t first, size_t end) {
  pb_len width = 0;
  for (size_t i = first; i < end; i++) width += row->items[i].width;
  return width;
}

static pb_len start_of(pb_row_mode mode, pb_len room) {
  if (mode == PB_ROW_CENTRE) return room / 2;
  return mode == PB_ROW_RIGHT ? room : 0;
}

void pb_row_draw(const pb_pen *pen, const pb_row *row, size_t first, size_t end, pb_len x, pb_len baseline, pb_len measure,
                 pb_len gap, pb_row_mode mode) {
  if (end <= first) return;
  uint32_t gaps = (uint32_t)(end - first - 1);
  pb_len width = width_of(row, first, end), room = measure - width - (pb_len)gaps * gap;
  bool spread = mode == PB_ROW_SPREAD && room > 0 && gaps, tight = room < 0;
  if (tight) { /* gaps close to a half, then the type gives */
    pb_len half = gap / 2, over = measure - width - (pb_len)gaps * half;
    gap = over >= 0 ? (measure - width) / (pb_len)gaps : half;
  }
  pb_len type = measure - (pb_len)gaps * gap; /* for the type, where it is tight */
  if (room > 0 && !spread) x += start_of(mode == PB_ROW_SPREAD ? PB_ROW_CENTRE : mode, room);
  for (size_t i = first; i < end; i++) {
    pb_type t = row->items[i];
    if (tight && width > type && type > 0) pb_type_narrow(&t, (pb_len)((int64_t)t.width * type / width), 1);
    pb_type_draw_in(pen, &t, x, baseline, t.width, PB_ALIGN_LEFT);
    x += t.width + gap + (spread ? pb_len_share(room, gaps, (uint32_t)(i - first)) : 0);
  }
}

static size_t fill_lines(const pb_row *row, pb_len measure, pb_len gap, size_t ends[PB_ROW_MAX]) {
  size_t n = 0;
  for (size_t first = 0, end; first < row->n; first = end) {
    end = first + 1;
    while (end < row->n && width_of(row, first, end + 1) + (pb_len)(end - first) * gap <= measure) end++;
    ends[n++] = end;
  }
  return n;
}

size_t pb_row_lines(const pb_row *row, pb_len measure, pb_len gap, size_t ends[PB_ROW_MAX]) {
  size_t n = fill_lines(row, measure, gap, ends);
  pb_len low = 0, high = measure;
  while (high - low > PB_PT) {
    pb_len middle = low + (high - low) / 2;
    if (fill_lines(row, middle, gap, ends) <= n) high = middle;
    else low = middle;
  }
  return fill_lines(row, high, gap, ends);
}

size_t pb_row_draw_lines(const pb_pen *pen, const pb_row *row, pb_rect r, pb_len gap, pb_row_mode mode) {
  size_t ends[PB_ROW_MAX], n = pb_row_lines(row, r.w, gap, ends);
  pb_len line = pen->layout->line, y = r.y;
  for (size_t i = 0, first = 0; i < n; first = ends[i++], y += line) {
    pb_len baseline = y + pb_baseline(pen->build, pen->layout, line, row->items[first].size);
    pb_row_draw(pen, row, first, ends[i], r.x, baseline, r.w, gap, mode);
  }
  return n;
}
