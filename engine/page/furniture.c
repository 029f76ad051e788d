#include "furniture.h"

#include "date.h"
#include "row.h"
#include "text.h"

void pb_furniture_rule(const pb_pen *pen, pb_rect r, pb_len y, pb_line_kind kind) {
  pb_emit_rule(pen, r.x, y, r.x + r.w, y, kind, PB_BLACK, (pb_span){0});
}

pb_len pb_furniture_foot(const pb_pen *pen, const pb_placement *placement) {
  pb_rect r = placement->rect;
  pb_len line = pen->layout->line;
  if (placement->frame.rule_below != PB_LINE_NONE) return r.y + r.h + line / 2;
  pb_len y = r.h > line ? r.y + r.h - line / 4 : r.y + r.h;
  pb_furniture_rule(pen, r, y, PB_LINE_THICK);
  return y;
}

/* ---- folio ---- */

static void add_people(const pb_pen *pen, pb_row *row, const pb_style *style) {
  const pb_issue_page *page = pen->build->plan->pages[pen->page].page;
  for (size_t i = 0; i < page->npeople; i++) {
    const char *role = pb_fmt(pen->build->arena, "%.*s：", PB_STR_ARG(page->people[i].role));
    pb_row_add(pb_pen_maker(pen), row, role, page->people[i].names, style);
  }
}

/* What stands in a folio's band: all on one baseline, but for a second line above it at the inner side. */
typedef struct {
  const pb_pen *pen;
  pb_rect band;
  pb_len baseline;
  const pb_plan_side *page;
  bool left; /* the outer side */
} folio;

/* Sets a line at the outer side, `in` from the edge. */
static void draw_outer(const folio *f, const pb_type *t, pb_len in) {
  pb_len x = f->left ? f->band.x + in : f->band.x + f->band.w - in - t->width;
  pb_type_draw_in(f->pen, t, x, f->baseline, t->width, PB_ALIGN_LEFT);
}

/* The page's number, large, at the outer side, and the section's name beside it; returns their width. */
static pb_len draw_section(const folio *f) {
  const pb_plan_page *page = &f->pen->build->plan->pages[f->pen->page];
  const pb_style *style = pb_pen_style(f->pen, "folio-name");
  pb_type_maker m = pb_pen_maker(f->pen);
  pb_len tall = f->band.h * 7 / 8, most = f->pen->layout->body * 3, named = style->nsizes ? style->sizes[0] : f->pen->layout->body;
  pb_type label = pb_type_string(m, f->page->label, page->page->span, style, tall < most ? tall : most);
  pb_type name = pb_type_string(m, page->page->name.text, page->page->name.span, style, tall < named ? tall : named);
  pb_len gap = pb_type_empty(&name) ? 0 : f->pen->layout->body;
  draw_outer(f, &label, 0);
  draw_outer(f, &name, label.width + gap);
  return label.width + gap + name.width;
}

static void add_day(const pb_pen *pen, pb_row *row, const pb_style *style) {
  const pb_issue *issue = pen->build->plan->issue;
  pb_type_maker m = pb_pen_maker(pen);
  if (issue->year == 0) return;
  pb_row_add(m, row, "", pb_date_text(pen->build->arena, issue->year, issue->month, issue->day), style);
  pb_row_add(m, row, "", pb_str_from(pb_weekday_text(issue->year, issue->month, issue->day)), style);
}

/* Narrowed to two thirds a line can still be read. */
static bool fits(const pb_row *row, pb_len room, pb_len gap) {
  return row->n == 0 || (int64_t)row->width * 2 / 3 + (int64_t)(row->n - 1) * gap / 2 <= room;
}

/* Paper, day and people at the inner side: in two lines where the band is high enough. False if there is no room. */
static bool draw_inner(const folio *f, pb_len taken) {
  const pb_pen *pen = f->pen;
  const pb_style *style = pb_pen_style(pen, "folio");
  pb_len line = pen->layout->line, gap = pen->layout->body, room = f->band.w - taken - 2 * gap;
  pb_row day = {0}, people = {0};
  pb_row_add(pb_pen_maker(pen), &day, "", pen->build->plan->paper->name, pb_pen_style(pen, "folio-paper"));
  add_day(pen, &day, style);
  bool two = f->band.h >= 2 * line;
  add_people(pen, two ? &people : &day, style);
  pb_len x = f->left ? f->band.x + f->band.w - room : f->band.x;
  pb_row_mode mode = f->left ? PB_ROW_RIGHT : PB_ROW_LEFT;
  if (!fits(&day, room, gap) || !fits(&people, room, gap)) return false;
  pb_len above = people.n ? f->baseline - line : f->baseline;
  pb_row_draw(pen, &day, 0, day.n, x, above, room, gap, mode);
  if (people.n) pb_row_draw(pen, &people, 0, people.n, x, f->baseline, room, gap, mode);
  return true;
}

/* Of one page, in its band. */
static void draw_folio(const pb_pen *pen, const pb_placement *placement, const pb_plan_side *page, pb_rect band) {
  pb_len line = pen->layout->line;
  folio f = {.pen = pen, .band = band, .page = page, .left = pb_paper_is_left(pen->build->plan->paper, page->number)};
  f.baseline = f.band.y + f.band.h - line + pb_baseline(pen->build, pen->layout, line, pen->layout->body);
  if (draw_inner(&f, draw_section(&f))) return;
  pb_diag(pen->build->diags, PB_ERROR, placement->frame.span, "frame-too-narrow",
          _("frame %.*s is too narrow for all that a folio says"), PB_STR_ARG(placement->frame.name));
  pb_diag_hint(pen->build->diags, _("give the frame more columns, or rows for a second line"));
}

/* Across a fold each page has its own above its columns, and the rule below them is one. */
void pb_folio_draw(pb_pen pen, const pb_placement *placement) {
  const pb_plan_page *page = &pen.build->plan->pages[pen.page];
  const pb_layout *layout = pen.layout;
  pb_rect r = placement->rect;
  if (r.h > layout->line && placement->frame.rule_below == PB_LINE_NONE) r.h -= layout->line / 2;
  pb_len fold = pb_layout_fold(layout);
  if (pb_grid_folds(layout, &placement->frame)) {
    draw_folio(&pen, placement, &page->sides[0], pb_grid_beside_fold(layout, r, false));
    draw_folio(&pen, placement, &page->sides[1], pb_grid_beside_fold(layout, r, true));
  } else {
    draw_folio(&pen, placement, &page->sides[fold && r.x >= fold], r);
  }
  pb_furniture_foot(&pen, placement);
}

/* ---- credits ---- */

static bool has_folio(const pb_plan_page *page) {
  for (size_t i = 0; i < page->nplacements; i++)
    if (page->placements[i].frame.kind == PB_FRAME_FOLIO) return true;
  return false;
}

void pb_credits_draw(pb_pen pen, const pb_placement *placement) {
  const pb_paper *paper = pen.build->plan->paper;
  const pb_style *style = pb_pen_style(&pen, "credits");
  pb_type_maker m = pb_pen_maker(&pen);
  pb_row row = {0};
  if (!has_folio(&pen.build->plan->pages[pen.page])) add_people(&pen, &row, style);
  pb_row_add(m, &row, "", paper->publisher, style);
  pb_row_add(m, &row, "地址：", paper->address, style);
  pb_row_add(m, &row, "电话：", paper->phone, style);
  pb_row_add(m, &row, "", paper->website, style);
  pb_rect r = placement->rect;
  pb_len line = pen.layout->line, gap = pen.layout->body * 3 / 2, room = r.h / line;
  size_t ends[PB_ROW_MAX];
  pb_len rows = (pb_len)pb_row_lines(&row, r.w, gap, ends), free_ = room > rows ? room - rows : 0;
  if (placement->frame.rule_above == PB_LINE_NONE) pb_furniture_rule(&pen, r, free_ ? r.y + line / 2 : r.y, PB_LINE_HAIR);
  if (rows > room && room > 0) { /* all in one line, narrowed, rather than over the foot */
    pb_row_draw(&pen, &row, 0, row.n, r.x, r.y + pb_baseline(pen.build, pen.layout, line, row.items[0].size), r.w, gap,
                PB_ROW_SPREAD);
    return;
  }
  r.y += (free_ + 1) / 2 * line;
  pb_row_draw_lines(&pen, &row, r, gap, PB_ROW_CENTRE);
}
