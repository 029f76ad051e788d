#include <stdlib.h>
#include <string.h>

#include "planner.h"
#include "text.h"

typedef PB_VEC(pb_placement) placement_list;

/* ---- frames on the grid ---- */

static bool on_grid(const pb_layout *layout, const pb_frame *f) {
  return f->column + f->columns <= layout->columns && f->row + f->rows <= layout->lines;
}

/* Reports a frame that leaves the grid and cuts it back, so that the proof shows the rest. False: nothing is left of it. */
static bool keep_on_grid(pb_planner *p, const pb_layout *layout, pb_frame *f) {
  if (on_grid(layout, f)) return true;
  pb_diag(p->diags, PB_ERROR, f->span, "frame-off-grid",
          _("frame “%.*s” takes columns %d to %d and lines %d to %d of a grid of %d columns and %d lines"), PB_STR_ARG(f->name),
          f->column + 1, f->column + f->columns, f->row + 1, f->row + f->rows, layout->columns, layout->lines);
  pb_diag_hint(p->diags, _("change its `at:` or `size:`"));
  if (f->column >= layout->columns || f->row >= layout->lines) return false;
  if (f->column + f->columns > layout->columns) {
    f->columns = (uint16_t)(layout->columns - f->column);
    f->legs = f->head_leg = f->head_legs = 0;
    memset(f->widths, 0, sizeof f->widths);
  }
  if (f->row + f->rows > layout->lines) f->rows = (uint16_t)(layout->lines - f->row);
  return true;
}

static int max_int(int a, int b) { return a > b ? a : b; }
static int min_int(int a, int b) { return a < b ? a : b; }

static void check_overlap(pb_planner *p, const pb_frame *a, const pb_frame *b, unsigned page) {
  int left = max_int(a->column, b->column), right = min_int(a->column + a->columns, b->column + b->columns);
  int top = max_int(a->row, b->row), foot = min_int(a->row + a->rows, b->row + b->rows);
  if (left >= right || top >= foot) return;
  bool a_is_own = a->span.source == p->issue->span.source && b->span.source != a->span.source;
  pb_span span = a_is_own || (a->span.source == b->span.source && a->span.at > b->span.at) ? a->span : b->span;
  pb_diag(p->diags, PB_ERROR, span, "frames-overlap",
          _("on page %u frames “%.*s” and “%.*s” both take columns %d to %d, lines %d to %d"), page, PB_STR_ARG(a->name),
          PB_STR_ARG(b->name), left + 1, right, top + 1, foot);
  pb_diag_hint(p->diags, _("move one of them, or take a template's away for the day: `frames: {%.*s: none}`"), PB_STR_ARG(a->name));
}

/* ---- what may stand in what ---- */

static bool fits(pb_frame_kind frame, pb_place_kind place) {
  switch (frame) {
    case PB_FRAME_STORY:
    case PB_FRAME_EAR: return true;
    case PB_FRAME_AD: return place == PB_PLACE_AD;
    case PB_FRAME_PICTURE: return place == PB_PLACE_PICTURE || place == PB_PLACE_AD;
    case PB_FRAME_NAMEPLATE:
    case PB_FRAME_FOLIO:
    case PB_FRAME_CREDITS: break;
  }
  return false;
}

static bool is_furniture(pb_frame_kind kind) {
  return kind == PB_FRAME_NAMEPLATE || kind == PB_FRAME_FOLIO || kind == PB_FRAME_CREDITS;
}

static bool check_fit(pb_planner *p, const pb_frame *frame, const pb_place *place) {
  static const char *const kinds[] = {"story", "ad", "picture", "nameplate", "ear", "folio", "credits"};
  if (fits(frame->kind, place->kind)) return true;
  pb_diag(p->diags, PB_ERROR, place->span, "wrong-frame", _("this cannot stand in “%.*s”, a frame of kind %s"),
          PB_STR_ARG(frame->name), kinds[frame->kind]);
  if (is_furniture(frame->kind)) pb_diag_hint(p->diags, _("it is filled from the paper and the page; place this in another frame"));
  else
    pb_diag_hint(p->diags, _("use another frame, or change its kind for the day: `frames: {%.*s: {kind: story}}`"),
                 PB_STR_ARG(frame->name));
  return false;
}

static void report_empty(pb_planner *p, const pb_issue_page *page, const pb_frame *frame) {
  pb_diag(p->diags, PB_NOTE, page->span, "empty-frame", _("on page %u nothing is placed in frame “%.*s”"), page->number,
          PB_STR_ARG(frame->name));
}

static const pb_place *find_place(const pb_issue_page *page, pb_str frame) {
  for (size_t i = 0; i < page->nplaces; i++)
    if (pb_str_eq(page->places[i].frame.text, frame)) return &page->places[i];
  return NULL;
}

static void check_names(pb_planner *p, const pb_issue_page *page, const pb_frame *frames, size_t n) {
  const char **names = PB_NEW_N(p->arena, const char *, n);
  for (size_t i = 0; i < n; i++) names[i] = pb_str_z(p->arena, frames[i].name);
  for (size_t i = 0; i < page->nplaces; i++) {
    const pb_field *frame = &page->places[i].frame;
    size_t k = 0;
    while (k < n && !pb_str_eq(frames[k].name, frame->text)) k++;
    if (k == n) pb_unknown_name(&p->reader, frame->span, "unknown-frame", _("frame"), frame->text, names, n);
  }
}

/* ---- pictures ---- */

static bool overlap(const pb_placed_picture *a, const pb_placed_picture *b) {
  if ((a->row < 0) != (b->row < 0)) return false; /* one from the top, one from the foot: the page will tell */
  int shift = a->row < 0 ? 1 : 0;
  int a_top = shift ? a->row - a->rows + 1 : a->row, b_top = shift ? b->row - b->rows + 1 : b->row;
  return a->leg < b->leg + b->legs && b->leg < a->leg + a->legs && a_top < b_top + b->rows && b_top < a_top + a->rows;
}

static void read_pictures(pb_planner *p, pb_placement *at) {
  const pb_place *place = at->place;
  pb_plan_picture *pictures = PB_NEW_N(p->arena, pb_plan_picture, place->npictures);
  for (size_t i = 0; i < place->npictures; i++) {
    const pb_placed_picture *placed = &place->pictures[i];
    pictures[i].placed = placed;
    pictures[i].picture = pb_picture_read(p->arena, p->diags, p->folder, placed->file.text, placed->page, placed->file.span);
    for (size_t k = 0; k < i; k++)
      if (overlap(placed, &place->pictures[k])) {
        pb_diag(p->diags, PB_ERROR, placed->span, "pictures-overlap", _("this picture stands on another of its frame"));
        pb_diag_hint(p->diags, _("change its `at:` or `size:`"));
        break;
      }
  }
  at->pictures = pictures;
  at->npictures = place->npictures;
}

static void read_picture(pb_planner *p, pb_placement *at) {
  if (at->frame.kind == PB_FRAME_NAMEPLATE) at->picture = p->nameplate;
  if (!at->place) return;
  if (at->place->file.text.n)
    at->picture = pb_picture_read(p->arena, p->diags, p->folder, at->place->file.text, at->place->page, at->place->file.span);
  if (at->place->npictures) read_pictures(p, at);
}

/* ---- a page ---- */

static int in_reading_order(const void *a, const void *b) {
  const pb_placement *p = a, *q = b;
  const pb_frame *x = &p->frame, *y = &q->frame;
  if (p->second != q->second) return p->second ? 1 : -1;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  if (x->column != y->column) return x->column < y->column ? -1 : 1;
  return pb_str_cmp(x->name, y->name);
}

static uint64_t inks_of(pb_planner *p, const pb_issue_page *page, const pb_layout *layout) {
  const char *names[PB_INKS_MAX];
  uint64_t inks = 1; /* black prints everywhere */
  for (size_t i = 0; i < layout->ninks; i++) names[i] = pb_str_z(p->arena, layout->inks[i].name);
  for (size_t i = 0; i < page->ninks; i++) {
    size_t k = 0;
    while (k < layout->ninks && !pb_str_eq(layout->inks[k].name, page->inks[i].text)) k++;
    if (k < layout->ninks) inks |= (uint64_t)1 << k;
    else {
      pb_reader_error(&p->reader, page->inks[i].span, "unknown-ink", _("the layout has no ink “%s”"),
                      pb_reader_shown(&p->reader, page->inks[i].text));
      pb_hint_names(&p->reader, page->inks[i].text, names, layout->ninks);
    }
  }
  return inks;
}

/* Which page of a spread it stands on. */
static void find_side(const pb_plan_page *plan, pb_placement *at) {
  const pb_layout *layout = plan->layout;
  bool right = layout->fold_column && at->frame.column >= layout->fold_column;
  const pb_plan_side *side = &plan->sides[right];
  bool both = pb_grid_folds(layout, &at->frame);
  at->label = both ? plan->label : side->label;
  at->second = !both && plan->page->last && side->number == plan->page->last;
}

/* A frame with what stands in it; nothing for one that stays empty. */
static void add_placement(pb_planner *p, const pb_plan_page *plan, pb_frame frame, placement_list *list) {
  const pb_issue_page *page = plan->page;
  const pb_layout *layout = plan->layout;
  const pb_place *place = find_place(page, frame.name);
  bool kept = keep_on_grid(p, layout, &frame), fit = !place || check_fit(p, &frame, place);
  if (!place && !is_furniture(frame.kind)) {
    report_empty(p, page, &frame);
    return;
  }
  if (!kept || (!fit && !is_furniture(frame.kind))) return;
  pb_placement placement = {.frame = frame, .place = fit ? place : NULL, .chain = -1};
  placement.rect = pb_grid_rect(layout, frame.column, frame.row, frame.columns, frame.rows);
  find_side(plan, &placement);
  read_picture(p, &placement);
  PB_PUSH(p->arena, *list, placement);
}

static placement_list make_placements(pb_planner *p, const pb_plan_page *plan) {
  const pb_issue_page *page = plan->page;
  placement_list list = {0};
  size_t n;
  const pb_frame *frames = pb_page_frames(p->arena, p->diags, page, plan->layout, &n);
  if (n) check_names(p, page, frames, n);
  for (size_t i = 0; i < n; i++) add_placement(p, plan, frames[i], &list);
  if (list.n) qsort(list.at, list.n, sizeof *list.at, in_reading_order);
  for (size_t i = 0; i < list.n; i++)
    for (size_t k = 0; k < i; k++) check_overlap(p, &list.at[k].frame, &list.at[i].frame, page->number);
  return list;
}

static void number_page(pb_planner *p, pb_plan_page *plan) {
  unsigned first = plan->page->number, last = plan->page->last;
  bool turned = last && !pb_paper_is_left(p->paper, first);
  plan->label = last ? pb_plan_label_both(p->arena, p->paper, first, last) : pb_plan_label(p->arena, p->paper, first);
  plan->sides[turned] = (pb_plan_side){first, pb_plan_label(p->arena, p->paper, first)};
  if (last) plan->sides[!turned] = (pb_plan_side){last, pb_plan_label(p->arena, p->paper, last)};
}

void pb_plan_page_frames(pb_planner *p, size_t i) {
  const pb_issue_page *page = &p->issue->pages[i];
  bool own = page->layout.text.n != 0;
  const pb_layout *layout = own ? pb_plan_layout(p, &page->layout) : p->layout;
  pb_plan_page *plan = &p->pages[i];
  if (layout && page->last) layout = pb_plan_spread(p, layout);
  *plan = (pb_plan_page){.page = page, .layout = layout ? layout : p->layout, .inks = 1};
  if (p->paper) number_page(p, plan);
  if (!layout) return;
  plan->inks = inks_of(p, page, layout);
  placement_list list = make_placements(p, plan);
  p->placements[i] = list.at;
  plan->placements = list.at;
  plan->nplacements = list.n;
}
