/* The nameplate (报头): the name as type or picture, the day beside or below it, and a strip of what the law and the post
 * office want to know. */
#include "date.h"
#include "figure.h"
#include "furniture.h"
#include "row.h"
#include "text.h"

/* ---- what it says ---- */

static void add_dates(const pb_pen *pen, pb_row *row) {
  const pb_issue *issue = pen->build->plan->issue;
  const pb_style *style = pb_pen_style(pen, "dateline");
  pb_arena *arena = pen->build->arena;
  if (issue->year == 0) return;
  pb_type_maker m = pb_pen_maker(pen);
  pb_lunar lunar;
  pb_row_add(m, row, "", pb_date_text(arena, issue->year, issue->month, issue->day), style);
  pb_row_add(m, row, "", pb_str_from(pb_weekday_text(issue->year, issue->month, issue->day)), style);
  if (pb_lunar_from(issue->year, issue->month, issue->day, &lunar)) pb_row_add(m, row, "农历", pb_lunar_text(arena, lunar), style);
}

/* Each line of a text an item. */
static void add_lines(const pb_pen *pen, pb_row *row, pb_str text, const pb_style *style) {
  for (size_t from = 0; from < text.n;) {
    size_t to = from;
    while (to < text.n && text.s[to] != '\n') to++;
    pb_row_add(pb_pen_maker(pen), row, "", pb_str_sub(text, from, to), style);
    from = to + 1;
  }
}

static void add_numbers(const pb_pen *pen, pb_row *row) {
  const pb_plan *plan = pen->build->plan;
  const pb_paper *paper = plan->paper;
  const pb_style *style = pb_pen_style(pen, "imprint");
  pb_arena *arena = pen->build->arena;
  pb_type_maker m = pb_pen_maker(pen);
  add_lines(pen, row, paper->sponsor, style);
  pb_row_add(m, row, pb_str_starts(paper->cn, "CN") ? "国内统一连续出版物号 " : "国内统一连续出版物号 CN ", paper->cn, style);
  pb_row_add(m, row, "邮发代号 ", paper->postal, style);
  if (plan->issue->number) pb_row_add(m, row, "", pb_str_from(pb_fmt(arena, "总第%u期", plan->issue->number)), style);
  pb_row_add(m, row, "", pb_str_from(pb_fmt(arena, "今日%zu版", pb_plan_count_pages(plan))), style);
  pb_row_add(m, row, "", paper->price, style);
  pb_row_add(m, row, "", paper->website, style);
}

/* ---- the name ---- */

/* As large as the space holds: a size of the style where one does, else just what fits. */
static pb_type fit_name(const pb_pen *pen, pb_str name, pb_len width, pb_len height) {
  const pb_style *style = pb_pen_style(pen, "nameplate");
  pb_span span = pen->build->plan->paper->span;
  pb_len unit = pen->layout->body * 4;
  pb_type t = pb_type_string(pb_pen_maker(pen), name, span, style, unit);
  if (pb_type_empty(&t) || t.width <= 0) return t;
  pb_len most = (pb_len)((int64_t)unit * width / t.width), tall = height - height / 8;
  if (tall < most) most = tall;
  bool sized = style->nsizes && style->sizes[0] > 2 * pen->layout->body;
  pb_len size = most;
  for (size_t i = 0; sized && i < style->nsizes; i++)
    if (style->sizes[i] <= most) {
      size = style->sizes[i];
      break;
    }
  t = pb_type_string(pb_pen_maker(pen), name, span, style, size > PB_PT ? size : PB_PT);
  pb_type_narrow(&t, width, 1);
  return t;
}

/* In the middle of `r`, or at its left edge; returns the right edge. */
static pb_len draw_name(const pb_pen *pen, const pb_placement *placement, pb_rect r, bool left) {
  if (placement->picture) {
    pb_rect whole = pb_picture_contain(placement->picture, r);
    if (left) whole.x = r.x;
    pb_emit_picture(pen, placement->picture, whole, whole, placement->picture->span);
    return whole.x + whole.w;
  }
  pb_type name = fit_name(pen, pen->build->plan->paper->name, r.w, r.h);
  pb_len gaps = (pb_len)(name.line.end - name.line.first) - 1, most = name.width + gaps * (name.size / 3);
  bool fill = !pb_type_empty(&name) && name.style->align == PB_ALIGN_FILL;
  pb_len width = !fill ? name.width : most < r.w ? most : r.w; /* letters too far apart are no name */
  if (!left) r.x += (r.w - width) / 2;
  pb_type_draw_in(pen, &name, r.x, r.y + pb_baseline(pen->build, pen->layout, r.h, name.size), width,
                  fill ? PB_ALIGN_FILL : PB_ALIGN_LEFT);
  return r.x + width;
}

/* ---- the day as a block: month, a large figure, weekday, 农历 ---- */

enum { DAY_LINES = 5 };

typedef struct {
  pb_type lines[DAY_LINES];
  size_t n;
  pb_len width, height;
} day_block;

/* The figure has white of its own above it. */
static pb_len air_above(size_t line, const pb_type *t) { return line > 1 ? t->size / 4 : 0; }

static void add_line(const pb_pen *pen, day_block *day, pb_str text, const pb_style *style, pb_len size) {
  if (text.n == 0) return;
  pb_type t = pb_type_string(pb_pen_maker(pen), text, (pb_span){0}, style, size);
  if (t.width > day->width) day->width = t.width;
  day->height += air_above(day->n, &t) + t.size;
  day->lines[day->n++] = t;
}

static day_block make_day(const pb_pen *pen) {
  const pb_issue *issue = pen->build->plan->issue;
  const pb_style *style = pb_pen_style(pen, "dateline"), *imprint = pb_pen_style(pen, "imprint");
  pb_arena *arena = pen->build->arena;
  day_block day = {0};
  if (issue->year == 0) return day;
  add_line(pen, &day, pb_str_from(pb_fmt(arena, "%d年%d月", issue->year, issue->month)), style, 0);
  add_line(pen, &day, pb_str_from(pb_fmt(arena, "%d", issue->day)), style, 4 * pen->layout->body);
  add_line(pen, &day, pb_str_from(pb_weekday_text(issue->year, issue->month, issue->day)), style, 0);
  pb_lunar lunar;
  if (!pb_lunar_from(issue->year, issue->month, issue->day, &lunar)) return day;
  pb_str text = pb_lunar_text(arena, lunar);
  size_t year = sizeof "丙午年" - 1;
  add_line(pen, &day, pb_str_from(pb_fmt(arena, "农历%.*s", PB_STR_ARG(pb_str_sub(text, 0, year)))), imprint, 0);
  add_line(pen, &day, pb_str_sub(text, year, text.n), imprint, 0);
  return day;
}

static void draw_day(const pb_pen *pen, const day_block *day, pb_rect r) {
  pb_len y = r.y + (r.h - day->height) / 2;
  for (size_t i = 0; i < day->n; i++) {
    const pb_type *t = &day->lines[i];
    y += air_above(i, t);
    pb_type_draw_in(pen, t, r.x, y + pb_baseline(pen->build, pen->layout, t->size, t->size), r.w, PB_ALIGN_CENTRE);
    y += t->size;
  }
}

static void upright(const pb_pen *pen, pb_len x, pb_len y, pb_len height) {
  pb_emit_rule(pen, x, y, x, y + height, PB_LINE_HAIR, PB_BLACK, (pb_span){0});
}

/* ---- put together ---- */

/* How far rules stand from the strip of text at the foot: alike above and below. */
static pb_len strip_air(const pb_pen *pen, const pb_placement *placement) {
  pb_len line = pen->layout->line;
  return placement->frame.rule_below != PB_LINE_NONE ? line / 2 : line / 4;
}

static void report_low(const pb_pen *pen, const pb_placement *placement, pb_len rows) {
  pb_diag(pen->build->diags, PB_ERROR, placement->frame.span, "frame-too-low", _("the nameplate needs %d rows, frame %.*s has %d"),
          (int)rows, PB_STR_ARG(placement->frame.name), (int)placement->frame.rows);
  pb_diag_hint(pen->build->diags, _("give the frame more rows or columns"));
}

/* Name and day above, the strip at the foot: how most front pages do it. Where there is no room for the day beside the
 * name, it stands in the strip. */
static void draw_block(const pb_pen *pen, const pb_placement *placement) {
  pb_rect r = placement->rect;
  pb_len line = pen->layout->line, em = pen->layout->body, air = strip_air(pen, placement);
  pb_row dates = {0}, numbers = {0};
  size_t ends[PB_ROW_MAX];
  add_numbers(pen, &numbers);
  pb_len rows = (pb_len)pb_row_lines(&numbers, r.w, 3 * em / 2, ends);
  pb_len foot = r.y + r.h - rows * line - (placement->frame.rule_below == PB_LINE_NONE ? line / 2 : 0);
  day_block day = make_day(pen);
  pb_rect top = {r.x, r.y, r.w, foot - air - r.y};
  bool beside = day.n && day.height + line <= top.h && day.width + 4 * em <= r.w / 3;
  if (beside) {
    pb_rect side = {r.x + r.w - day.width - 2 * em, top.y, day.width + 2 * em, top.h};
    draw_day(pen, &day, side);
    upright(pen, side.x, side.y + (side.h - day.height) / 2, day.height);
    top.w -= side.w + em;
  } else {
    add_dates(pen, &dates);
    foot -= (pb_len)pb_row_lines(&dates, r.w, 2 * em, ends) * line;
    top.h = foot - air - line / 2 - r.y;
  }
  if (top.h > line) draw_name(pen, placement, top, false);
  else report_low(pen, placement, placement->frame.rows + 3 - top.h / line);
  pb_furniture_rule(pen, r, foot - air, PB_LINE_THIN);
  pb_rect strip = {r.x, foot, r.w, 0};
  strip.y += (pb_len)pb_row_draw_lines(pen, &dates, strip, 2 * em, PB_ROW_CENTRE) * line;
  pb_row_draw_lines(pen, &numbers, strip, 3 * em / 2, rows > 1 ? PB_ROW_CENTRE : PB_ROW_SPREAD);
  pb_furniture_foot(pen, placement);
}

/* The narrowest block in which a row's items take no more than `lines` lines. */
static pb_len block_width(const pb_row *row, pb_len gap, size_t lines) {
  size_t ends[PB_ROW_MAX];
  pb_len low = 0, high = row->width + (pb_len)row->n * gap;
  while (high - low > PB_PT) {
    pb_len middle = low + (high - low) / 2;
    if (pb_row_lines(row, middle, gap, ends) <= lines) high = middle;
    else low = middle;
  }
  return high;
}

/* Draws a row's items in so many lines, narrowed where they are too wide; returns the height. */
static pb_len draw_lines(const pb_pen *pen, const pb_row *row, pb_rect r, pb_len gap, size_t lines) {
  size_t ends[PB_ROW_MAX], n = pb_row_lines(row, block_width(row, gap, lines), gap, ends);
  pb_len line = pen->layout->line, y = r.y;
  for (size_t i = 0, first = 0; i < n; first = ends[i++], y += line) {
    pb_len baseline = y + pb_baseline(pen->build, pen->layout, line, row->items[first].size);
    pb_row_draw(pen, row, first, ends[i], r.x, baseline, r.w, gap, PB_ROW_LEFT);
  }
  return y - r.y;
}

/* A low strip: the name at the left, day and numbers in a block at the right. */
static void draw_strip(const pb_pen *pen, const pb_placement *placement) {
  pb_rect r = placement->rect;
  pb_len line = pen->layout->line, em = pen->layout->body;
  r.h -= placement->frame.rule_below == PB_LINE_NONE ? line / 2 : 0;
  pb_row dates = {0}, numbers = {0};
  add_dates(pen, &dates);
  add_numbers(pen, &numbers);
  pb_len rows = r.h / line, lines = rows > 4 ? 3 : rows > 2 ? rows - 1 : 1;
  pb_len by_dates = block_width(&dates, em, 1), width = block_width(&numbers, em, (size_t)lines);
  if (by_dates > width) width = by_dates;
  if (width > r.w * 3 / 5) width = r.w * 3 / 5;
  pb_len height = (lines + (dates.n ? 1 : 0)) * line;
  if (rows < 2) report_low(pen, placement, 3);
  pb_rect side = {r.x + r.w - width, r.y + (r.h - height) / 2, width, height};
  upright(pen, side.x - em, side.y, height);
  pb_rect name = {r.x, r.y, (r.w - width - 3 * em) * 9 / 10, r.h};
  draw_name(pen, placement, name, true);
  side.y += draw_lines(pen, &dates, side, em, 1);
  draw_lines(pen, &numbers, side, em, (size_t)lines);
  pb_furniture_foot(pen, placement);
}

void pb_nameplate_draw(pb_pen pen, const pb_placement *placement) {
  if (placement->rect.w >= 9 * (int64_t)placement->rect.h) draw_strip(&pen, placement);
  else draw_block(&pen, placement);
}
