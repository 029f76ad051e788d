#include "furniture.h"

#include "date.h"
#include "figure.h"
#include "row.h"
#include "text.h"

static pb_type_maker maker_of(const pb_pen *pen) { return (pb_type_maker){pen->build, pen->layout}; }

static const pb_style *style_of(const pb_pen *pen, const char *name) { return pb_build_style(pen->build, pen->layout, name); }

static void rule_across(const pb_pen *pen, pb_rect r, pb_len y, pb_line_kind kind) {
  pb_emit_rule(pen, r.x, y, r.x + r.w, y, kind, PB_BLACK, (pb_span){0});
}

/* ---- nameplate ---- */

static void add_dates(const pb_pen *pen, pb_row *row, const pb_style *style) {
  const pb_issue *issue = pen->build->plan->issue;
  pb_arena *arena = pen->build->arena;
  if (issue->year == 0) return;
  pb_type_maker m = maker_of(pen);
  pb_lunar lunar;
  pb_row_add(m, row, "", pb_date_text(arena, issue->year, issue->month, issue->day), style);
  pb_row_add(m, row, "", pb_str_from(pb_weekday_text(issue->year, issue->month, issue->day)), style);
  if (pb_lunar_from(issue->year, issue->month, issue->day, &lunar)) pb_row_add(m, row, "农历", pb_lunar_text(arena, lunar), style);
}

static void add_numbers(const pb_pen *pen, pb_row *row, const pb_style *style) {
  const pb_plan *plan = pen->build->plan;
  const pb_paper *paper = plan->paper;
  pb_arena *arena = pen->build->arena;
  pb_type_maker m = maker_of(pen);
  pb_row_add(m, row, pb_str_starts(paper->cn, "CN") ? "国内统一连续出版物号 " : "国内统一连续出版物号 CN ", paper->cn, style);
  pb_row_add(m, row, "邮发代号 ", paper->postal, style);
  if (plan->issue->number) pb_row_add(m, row, "", pb_str_from(pb_fmt(arena, "总第%u期", plan->issue->number)), style);
  pb_row_add(m, row, "", pb_str_from(pb_fmt(arena, "今日%zu版", plan->npages)), style);
  pb_row_add(m, row, "", paper->price, style);
  pb_row_add(m, row, "", paper->website, style);
}

/* Each line of a text an item. */
static void add_lines(const pb_pen *pen, pb_row *row, pb_str text, const pb_style *style) {
  for (size_t from = 0; from < text.n;) {
    size_t to = from;
    while (to < text.n && text.s[to] != '\n') to++;
    pb_row_add(maker_of(pen), row, "", pb_str_sub(text, from, to), style);
    from = to + 1;
  }
}

/* The name as large as the space holds: a size of the style where one does, else just what fits. */
static pb_type fit_name(const pb_pen *pen, pb_str name, pb_len width, pb_len height) {
  const pb_style *style = style_of(pen, "nameplate");
  pb_len unit = pen->layout->body * 4;
  pb_type t = pb_type_string(maker_of(pen), name, pen->build->plan->paper->span, style, unit);
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
  t = pb_type_string(maker_of(pen), name, pen->build->plan->paper->span, style, size > PB_PT ? size : PB_PT);
  pb_type_narrow(&t, width, 1);
  return t;
}

static void draw_name(const pb_pen *pen, const pb_placement *placement, pb_rect r) {
  if (placement->picture) {
    pb_rect whole = pb_picture_contain(placement->picture, r);
    pb_emit_picture(pen, placement->picture, whole, whole, placement->frame.span);
    return;
  }
  pb_type name = fit_name(pen, pen->build->plan->paper->name, r.w, r.h);
  pb_len gaps = (pb_len)(name.line.end - name.line.first) - 1, most = name.width + gaps * (name.size / 3);
  if (name.style->align == PB_ALIGN_FILL && most < r.w) { /* letters too far apart are no name */
    r.x += (r.w - most) / 2;
    r.w = most;
  }
  pb_type_draw(pen, &name, r.x, r.y + pb_baseline(pen->build, pen->layout, r.h, name.size), r.w);
}

/* The rule at the foot, where the frame has none of its own. */
static void foot_rule(const pb_pen *pen, const pb_placement *placement) {
  pb_rect r = placement->rect;
  if (placement->frame.rule_below == PB_LINE_NONE) rule_across(pen, r, r.y + r.h - pen->layout->line / 4, PB_LINE_THICK);
}

/* Draws a row's items, as many lines as they take, in the middle of grid rows from `y` on; returns the rows. */
static pb_len draw_rows(const pb_pen *pen, const pb_row *row, pb_rect r, pb_len gap, pb_row_mode mode, bool draw) {
  pb_len line = pen->layout->line, y = r.y;
  for (size_t i = 0, end; i < row->n; i = end, y += line) {
    end = pb_row_break(row, i, r.w, gap);
    if (draw)
      pb_row_draw(pen, row, i, end, r.x, y + pb_baseline(pen->build, pen->layout, line, row->items[i].size), r.w, gap, mode);
  }
  return (y - r.y) / line;
}

/* Name above, dates and numbers in strips at the foot: how most front pages do it. */
static void draw_block(const pb_pen *pen, const pb_placement *placement, const pb_row *dates, const pb_row *numbers) {
  pb_rect r = placement->rect;
  pb_len line = pen->layout->line, gap = pen->layout->body * 3 / 2;
  pb_len first = draw_rows(pen, dates, r, gap, PB_ROW_SPREAD, false);
  pb_len rows = first + draw_rows(pen, numbers, r, gap, PB_ROW_SPREAD, false);
  pb_len foot = r.y + r.h - rows * line - (placement->frame.rule_below == PB_LINE_NONE ? line / 2 : 0);
  pb_rect name = {r.x, r.y, r.w, foot - line / 2 - r.y};
  if (name.h > line) draw_name(pen, placement, name);
  rule_across(pen, r, foot - line / 8, PB_LINE_THIN);
  pb_rect strip = {r.x, foot, r.w, rows * line};
  draw_rows(pen, dates, strip, gap, PB_ROW_SPREAD, true);
  strip.y += first * line;
  draw_rows(pen, numbers, strip, gap, PB_ROW_SPREAD, true);
  foot_rule(pen, placement);
}

/* A low strip: name at the left, the rest beside it. */
static void draw_strip(const pb_pen *pen, const pb_placement *placement, const pb_row *dates, const pb_row *numbers) {
  pb_rect r = placement->rect;
  pb_len line = pen->layout->line, gap = pen->layout->body;
  pb_rect name = {r.x, r.y, r.w * 2 / 5, r.h - line / 2};
  draw_name(pen, placement, name);
  pb_rect side = {r.x + r.w / 2, r.y, r.w - r.w / 2, r.h};
  pb_len rows = draw_rows(pen, dates, side, gap, PB_ROW_RIGHT, false) + draw_rows(pen, numbers, side, gap, PB_ROW_RIGHT, false);
  side.y += (r.h - line / 2 - rows * line) / 2;
  side.y += draw_rows(pen, dates, side, gap, PB_ROW_RIGHT, true) * line;
  draw_rows(pen, numbers, side, gap, PB_ROW_RIGHT, true);
  foot_rule(pen, placement);
}

void pb_nameplate_draw(pb_pen pen, const pb_placement *placement) {
  pb_row dates = {0}, numbers = {0};
  const pb_style *imprint = style_of(&pen, "imprint");
  add_dates(&pen, &dates, style_of(&pen, "dateline"));
  add_lines(&pen, &dates, pen.build->plan->paper->sponsor, imprint);
  add_numbers(&pen, &numbers, imprint);
  if (placement->rect.w >= 9 * (int64_t)placement->rect.h) draw_strip(&pen, placement, &dates, &numbers);
  else draw_block(&pen, placement, &dates, &numbers);
}

/* ---- ear ---- */

typedef PB_VEC(pb_type) types;

static types ear_lines(const pb_pen *pen, const pb_place *place, pb_len measure) {
  types all = {0};
  const pb_style *style = style_of(pen, "ear");
  for (size_t i = 0; i < place->nlines; i++) {
    pb_type t = pb_type_string(maker_of(pen), place->lines[i].text, place->lines[i].span, style, 0), *lines;
    if (t.width <= measure) {
      PB_PUSH(pen->build->arena, all, t);
      continue;
    }
    size_t n = pb_type_wrap(maker_of(pen), &t, measure, false, &lines);
    for (size_t k = 0; k < n; k++) PB_PUSH(pen->build->arena, all, lines[k]);
  }
  return all;
}

static pb_len row_height(const pb_layout *layout, const types *all) {
  pb_len size = all->n ? all->at[0].size : layout->body;
  return (pb_len)pb_grid_rows(layout, size) * layout->line;
}

/* Few lines in a large ear stand further apart. */
static pb_len ear_pitch(pb_len row, size_t n, pb_len room) {
  pb_len pitch = row;
  while (n && pitch < 2 * row && (pb_len)n * (pitch + row / 2) <= room * 3 / 4) pitch += row / 2;
  return pitch;
}

static pb_len widest_of(const types *all) {
  pb_len widest = 0;
  for (size_t i = 0; i < all->n; i++)
    if (all->at[i].width > widest) widest = all->at[i].width;
  return widest;
}

void pb_ear_draw(pb_pen pen, const pb_placement *placement) {
  const pb_place *place = placement->place;
  if (!place) return;
  const pb_layout *layout = pen.layout;
  pb_len em = layout->body, lead = layout->line - layout->body;
  pb_rect r = placement->rect, box = {r.x, r.y + lead / 2, r.w, r.h - lead};
  if (placement->frame.box == PB_LINE_NONE) pb_emit_box(&pen, box, PB_LINE_HAIR, PB_BLACK, placement->frame.span);
  pb_rect inside = {r.x + em, r.y, r.w - 2 * em, r.h};
  types all = ear_lines(&pen, place, inside.w);
  pb_len row = ear_pitch(row_height(layout, &all), all.n, inside.h), height = row * (pb_len)all.n;
  pb_len y = inside.y + (height < inside.h ? (inside.h - height) / 2 : 0), spare = inside.w - widest_of(&all);
  if (all.n && all.at[0].style->align <= PB_ALIGN_LEFT && spare > 0) inside.x += spare / 2, inside.w -= spare; /* as one block */
  for (size_t i = 0; i < all.n; i++, y += row) {
    if (y + row > r.y + r.h + lead) {
      pb_diag(pen.build->diags, PB_ERROR, place->span, "overset", _("%zu lines do not fit frame %.*s"), all.n - i,
              PB_STR_ARG(placement->frame.name));
      break;
    }
    pb_type_draw(&pen, &all.at[i], inside.x, y + pb_baseline(pen.build, layout, row, all.at[i].size), inside.w);
  }
}

/* ---- folio ---- */

static void add_people(const pb_pen *pen, pb_row *row, const pb_style *style) {
  const pb_issue_page *page = pen->build->plan->pages[pen->page].page;
  for (size_t i = 0; i < page->npeople; i++) {
    const char *role = pb_fmt(pen->build->arena, "%.*s：", PB_STR_ARG(page->people[i].role));
    pb_row_add(maker_of(pen), row, role, page->people[i].names, style);
  }
}

/* The page's number, large, and the section's name beside it; returns the right edge. */
static pb_len draw_section(const pb_pen *pen, pb_rect band) {
  const pb_plan_page *page = &pen->build->plan->pages[pen->page];
  const pb_style *style = style_of(pen, "folio-name");
  pb_len tall = band.h * 7 / 8, most = pen->layout->body * 5 / 2;
  pb_type label = pb_type_string(maker_of(pen), page->label, page->page->span, style, tall < most ? tall : most);
  pb_type name = pb_type_string(maker_of(pen), page->page->name.text, page->page->name.span, style, 0);
  pb_len x = band.x, baseline = band.y + pb_baseline(pen->build, pen->layout, band.h, label.size);
  pb_type_draw_in(pen, &label, x, baseline, label.width, PB_ALIGN_LEFT);
  x += label.width + pen->layout->body * 3 / 4;
  pb_type_draw_in(pen, &name, x, baseline, name.width, PB_ALIGN_LEFT);
  return x + name.width;
}

/* Date and people at the right: one under the other where the strip is high enough. */
static void draw_day(const pb_pen *pen, pb_rect band) {
  const pb_style *style = style_of(pen, "folio");
  pb_row day = {0}, people = {0};
  const pb_issue *issue = pen->build->plan->issue;
  pb_type_maker m = maker_of(pen);
  if (issue->year) {
    pb_row_add(m, &day, "", pb_date_text(pen->build->arena, issue->year, issue->month, issue->day), style);
    pb_row_add(m, &day, "", pb_str_from(pb_weekday_text(issue->year, issue->month, issue->day)), style);
  }
  pb_len line = pen->layout->line, gap = pen->layout->body;
  bool two = band.h >= 2 * line;
  add_people(pen, two ? &people : &day, style);
  pb_len height = (two && people.n ? 2 : 1) * line, y = band.y + (band.h - height) / 2;
  pb_len baseline = y + pb_baseline(pen->build, pen->layout, line, day.n ? day.items[0].size : line);
  pb_row_draw(pen, &day, 0, day.n, band.x, baseline, band.w, gap, PB_ROW_RIGHT);
  if (two) pb_row_draw(pen, &people, 0, people.n, band.x, baseline + line, band.w, gap, PB_ROW_RIGHT);
}

void pb_folio_draw(pb_pen pen, const pb_placement *placement) {
  pb_rect r = placement->rect;
  bool ruled = placement->frame.rule_below != PB_LINE_NONE;
  pb_len line = pen.layout->line, under = r.h > line && !ruled ? line / 2 : 0;
  pb_rect band = {r.x, r.y, r.w, r.h - under};
  draw_section(&pen, band);
  const pb_paper *paper = pen.build->plan->paper;
  pb_type name = pb_type_string(maker_of(&pen), paper->name, paper->span, style_of(&pen, "folio-name"), 0);
  pb_type_narrow(&name, r.w / 5, 1);
  pb_type_draw_in(&pen, &name, r.x, band.y + pb_baseline(pen.build, pen.layout, band.h, name.size), r.w, PB_ALIGN_CENTRE);
  pb_len half = r.w / 2 - name.width / 2 - pen.layout->body;
  draw_day(&pen, (pb_rect){r.x + r.w - half, band.y, half, band.h});
  foot_rule(&pen, placement);
}

/* ---- credits ---- */

static bool has_folio(const pb_plan_page *page) {
  for (size_t i = 0; i < page->nplacements; i++)
    if (page->placements[i].frame.kind == PB_FRAME_FOLIO) return true;
  return false;
}

void pb_credits_draw(pb_pen pen, const pb_placement *placement) {
  const pb_paper *paper = pen.build->plan->paper;
  const pb_style *style = style_of(&pen, "credits");
  pb_type_maker m = maker_of(&pen);
  pb_row row = {0};
  if (!has_folio(&pen.build->plan->pages[pen.page])) add_people(&pen, &row, style);
  pb_row_add(m, &row, "", paper->publisher, style);
  pb_row_add(m, &row, "地址：", paper->address, style);
  pb_row_add(m, &row, "电话：", paper->phone, style);
  pb_row_add(m, &row, "", paper->website, style);
  pb_rect r = placement->rect;
  pb_len line = pen.layout->line, gap = pen.layout->body * 3 / 2;
  pb_len rows = draw_rows(&pen, &row, r, gap, PB_ROW_CENTRE, false);
  pb_len room = r.h / line;
  if (placement->frame.rule_above == PB_LINE_NONE) rule_across(&pen, r, r.y + line / 8, PB_LINE_HAIR);
  if (rows > room && room > 0) { /* all in one line, narrowed, rather than over the foot */
    pb_row_draw(&pen, &row, 0, row.n, r.x, r.y + pb_baseline(pen.build, pen.layout, line, row.items[0].size), r.w, gap,
                PB_ROW_SPREAD);
    return;
  }
  r.y += (room - rows) / 2 * line;
  draw_rows(&pen, &row, r, gap, PB_ROW_CENTRE, true);
}
