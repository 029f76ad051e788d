#include "part.h"

#include "jump.h"
#include "text.h"

static pb_type_maker maker_of(pb_build *build, const pb_part *part) {
  return (pb_type_maker){.build = build, .layout = part->layout};
}

static pb_len row_y(const pb_part *part, int row) { return part->field.top + row * part->field.line; }

pb_rect pb_part_text_area(const pb_part *p) {
  const pb_text_field *f = &p->field;
  const pb_leg *last = &f->legs[f->nlegs - 1];
  pb_len top = row_y(p, f->first_row);
  return (pb_rect){f->legs[0].x, top, last->x + last->width - f->legs[0].x, row_y(p, f->end_row) - top};
}

/* ---- heads ---- */

static const pb_head_set *head_set(const pb_part *p) {
  static const pb_head_set none = {.kicker = -1, .headline = -1, .deck = -1, .byline = -1};
  int set = p->placement->frame.head;
  if (p->layout->nheads == 0) return &none;
  return &p->layout->heads[set >= 0 && (size_t)set < p->layout->nheads ? set : 0];
}

static bool is_vertical_head(const pb_part *p) { return p->number == 0 && head_set(p)->vertical; }

pb_len pb_part_top(const pb_part *p) { return pb_turn_rect(&p->head_turn, (pb_rect){p->head_x, p->head_y, 0, 0}).y; }

static pb_head make_head(pb_build *b, const pb_part *p, const pb_chain *chain, pb_len measure) {
  pb_type_maker m = maker_of(b, p);
  m.vertical = is_vertical_head(p);
  if (p->number > 0) {
    const pb_chain_part *before = &chain->parts[p->number - 1];
    pb_str from = b->plan->pages[before->page].placements[before->placement].label;
    pb_str text = pb_jump_text(b->arena, b->plan->paper->jump_from, "（上接第%s版）", from);
    return pb_head_of_continuation(m, chain->articles[0], text, measure);
  }
  pb_head topic = {0}, own = {0};
  const pb_place *place = p->placement->place;
  if (place && place->head.text.n) topic = pb_head_of_topic(m, head_set(p), place, measure);
  if (chain->narticles == 1) own = pb_head_of_article(m, head_set(p), chain->articles[0], measure);
  return pb_head_stack(m, &topic, &own);
}

static void tell_no_room(pb_build *b, const pb_part *p, int rows) {
  const pb_frame *frame = &p->placement->frame;
  if (p->head.rows <= rows) return;
  pb_diag(b->diags, PB_ERROR, frame->span, "frame-too-low", _("the head needs %u rows, frame %.*s has %d"), p->head.rows,
          PB_STR_ARG(frame->name), rows);
  pb_diag_hint(b->diags, _("give the frame more rows, or a head set with smaller styles"));
}

/* Over some of the legs the head is taken out of the slots. */
static void place_head_over(pb_build *b, pb_part *p, const pb_chain *chain, size_t first, size_t n) {
  const pb_text_field *f = &p->field;
  const pb_leg *last = &f->legs[first + n - 1];
  p->head_x = f->legs[first].x;
  p->head_y = row_y(p, f->first_row);
  pb_len width = last->x + last->width - p->head_x;
  p->head = make_head(b, p, chain, width);
  tell_no_room(b, p, f->end_row - f->first_row);
  if (n < f->nlegs && p->head.rows) p->taken[p->ntaken++] = (pb_rect){p->head_x, p->head_y, width, p->head.rows * f->line};
}

/* ---- vertical heads ---- */

static void tell_too_wide(pb_build *b, const pb_part *p, pb_len width, pb_len room) {
  const pb_frame *frame = &p->placement->frame;
  pb_len em = p->layout->body;
  if (width <= room || em <= 0) return;
  pb_diag(b->diags, PB_ERROR, frame->span, "head-too-wide", _("the vertical head needs %d 字, frame %.*s has room for %d"),
          width / em, PB_STR_ARG(frame->name), room > 0 ? room / em : 0);
  pb_diag_hint(b->diags, _("give it more rows, or the frame more columns, or a head set with smaller styles"));
}

/* The first lines of a vertical frame are the head's. */
static void place_first(pb_build *b, pb_part *p, const pb_chain *chain) {
  pb_text_field *f = &p->field;
  const pb_leg *last = &f->legs[f->nlegs - 1];
  p->head_turn = f->turn;
  p->head_x = f->legs[0].x;
  p->head = make_head(b, p, chain, last->x + last->width - p->head_x);
  int rows = (p->head.rows * p->layout->line + f->line - 1) / f->line, room = f->end_row - f->first_row;
  tell_too_wide(b, p, rows * f->line, room * f->line);
  f->first_row = (uint16_t)(f->first_row + (rows < room ? rows : room));
}

/* What a strip from one side leaves of the leg it ends in; 0 where that is enough for text, or nothing. */
static pb_len narrow_rest(const pb_part *p, pb_len width, bool left) {
  const pb_text_field *f = &p->field;
  pb_rect area = pb_part_text_area(p);
  pb_len edge = left ? area.x + width : area.x + area.w - width;
  for (size_t i = 0; i < f->nlegs; i++) {
    pb_len from = f->legs[i].x, to = from + f->legs[i].width, rest = left ? to - edge : edge - from;
    if (edge > from && edge < to) return rest < PB_LEAST_BESIDE * p->layout->body ? rest : 0;
  }
  return 0;
}

/* A strip at the side of a frame's legs, whole 字 wide: text stands beside it in what is left of a leg, and below it. A rest too
 * narrow for text goes to the strip, the head in its middle. */
static void place_side(pb_build *b, pb_part *p, const pb_chain *chain) {
  const pb_head_set *set = head_set(p);
  const pb_text_field *f = &p->field;
  pb_rect area = pb_part_text_area(p);
  pb_len line = p->layout->line, em = p->layout->body;
  int room = f->end_row - f->first_row, rows = set->rows && set->rows < room ? set->rows : room;
  p->head = make_head(b, p, chain, rows * line - (line - em));
  if (p->head.rows == 0 || em <= 0) return;
  pb_len width = (p->head.rows * line + em - 1) / em * em;
  tell_too_wide(b, p, width, area.w - PB_LEAST_BESIDE * em);
  pb_len rest = narrow_rest(p, width, set->left), ink = (p->head.rows - p->head.rows_below) * line;
  width += rest;
  if (width > area.w) width = area.w;
  pb_len right = set->left ? area.x + ink + rest / 2 : area.x + area.w - rest / 2;
  p->head_turn = (pb_turn){true, right, area.y + (line - em) / 2};
  p->taken[p->ntaken++] = (pb_rect){set->left ? area.x : area.x + area.w - width, area.y, width, rows * line};
}

/* Over all of a frame the head moves the text down; over a vertical one it always does. */
static void place_head(pb_build *b, pb_part *p, const pb_chain *chain) {
  const pb_frame *frame = &p->placement->frame;
  if (is_vertical_head(p)) {
    if (frame->vertical) place_first(b, p, chain);
    else place_side(b, p, chain);
    return;
  }
  size_t first = frame->head_leg, n = frame->head_legs, legs = p->field.nlegs;
  if (frame->vertical) {
    pb_rect inside = pb_placement_inside(p->layout, p->placement);
    p->head_x = inside.x;
    p->head_y = inside.y;
    p->head = make_head(b, p, chain, inside.w);
    tell_no_room(b, p, inside.h / p->layout->line);
  } else {
    if (p->number > 0 || n == 0 || first >= legs) first = 0, n = legs;
    if (first + n > legs) n = legs - first;
    place_head_over(b, p, chain, first, n);
  }
  if (frame->vertical || n == legs) p->field = pb_placement_field(p->layout, p->placement, (unsigned)p->head.rows);
}

/* ---- pictures ---- */

/* The row below the head over the legs that a picture takes. */
static int text_top(const pb_part *p, pb_rect across, size_t heads) {
  for (size_t i = 0; i < heads; i++) {
    pb_rect t = p->taken[i];
    if (t.x < across.x + across.w && across.x < t.x + t.w) return (t.y + t.h - p->field.top) / p->field.line;
  }
  return p->field.first_row;
}

/* Where a picture goes, held inside the text area; false (and an error) if it asks for more. */
static bool picture_box(pb_build *b, const pb_part *p, const pb_placed_picture *placed, size_t heads, pb_rect *box) {
  size_t leg = placed->leg >= 0 && (size_t)placed->leg < p->field.nlegs ? (size_t)placed->leg : p->field.nlegs - 1;
  size_t legs = placed->legs ? placed->legs : 1;
  bool inside = placed->leg >= 0 && (size_t)placed->leg + legs <= p->field.nlegs;
  if (leg + legs > p->field.nlegs) legs = p->field.nlegs - leg;
  const pb_leg *last = &p->field.legs[leg + legs - 1];
  *box = (pb_rect){.x = p->field.legs[leg].x, .w = last->x + last->width - p->field.legs[leg].x};
  int top = text_top(p, *box, heads), rows = placed->rows, room = p->field.end_row - top;
  inside = inside && rows <= room;
  if (rows > room) rows = room;
  int asked = placed->row < -UINT16_MAX ? -UINT16_MAX : placed->row > UINT16_MAX ? UINT16_MAX : placed->row;
  int row = asked < 0 ? p->field.end_row - rows + asked + 1 : top + asked;
  if (row < top || row + rows > p->field.end_row) inside = false;
  if (row + rows > p->field.end_row) row = p->field.end_row - rows;
  if (row < top) row = top;
  box->y = row_y(p, row);
  box->h = rows * p->field.line;
  if (inside) return rows > 0;
  pb_diag(b->diags, PB_ERROR, placed->span, "picture-outside",
          _("the picture leaves the text area of frame %.*s: %zu legs, %d rows"), PB_STR_ARG(p->placement->frame.name),
          p->field.nlegs, room);
  return rows > 0;
}

/* A picture's place on the page among vertical lines: from the first to the last 字 of its bands, and half a line from the
 * text on either side. */
static pb_rect beside_lines(const pb_part *p, pb_rect box, bool right, bool left) {
  pb_len line = p->layout->line, lead = line - p->layout->body, edge = (p->field.line - p->layout->body) / 2;
  pb_len from_right = right ? line / 2 : edge, from_left = left ? line / 2 : edge;
  pb_rect r = pb_turn_rect(&p->field.turn, box);
  return (pb_rect){r.x + from_left, r.y - lead / 2, r.w - from_left - from_right, r.h + lead};
}

static void place_figures(pb_build *b, pb_part *p) {
  size_t heads = p->ntaken;
  for (size_t i = 0; i < p->placement->npictures; i++) {
    const pb_plan_picture *picture = &p->placement->pictures[i];
    pb_figure_job job = {.picture = picture->picture,
                         .caption = picture->placed->caption,
                         .credit = picture->placed->credit,
                         .crop = picture->placed->crop,
                         .span = picture->placed->span};
    if (!picture_box(b, p, picture->placed, heads, &job.box)) continue;
    p->taken[p->ntaken++] = job.box;
    bool above = job.box.y > row_y(p, text_top(p, job.box, heads)), below = job.box.y + job.box.h < row_y(p, p->field.end_row);
    if (p->field.turn.on) job.box = beside_lines(p, job.box, above, below);
    else job.text_above = above, job.text_below = below;
    p->figures[p->nfigures++] = pb_figure_make(maker_of(b, p), &job);
  }
}

/* ---- the part ---- */

pb_part pb_part_make(pb_build *b, const pb_chain *chain, unsigned number, pb_slots *slots) {
  const pb_chain_part *at = &chain->parts[number];
  const pb_plan_page *page = &b->plan->pages[at->page];
  pb_part p = {.page = page,
               .placement = &page->placements[at->placement],
               .layout = page->layout,
               .page_index = (uint16_t)at->page,
               .placement_index = (uint16_t)at->placement,
               .number = (uint16_t)number,
               .first_slot = slots->n};
  p.figures = PB_NEW_N(b->arena, pb_figure, p.placement->npictures);
  p.taken = PB_NEW_N(b->arena, pb_rect, p.placement->npictures + 1);
  p.field = pb_placement_field(p.layout, p.placement, 0);
  place_head(b, &p, chain);
  place_figures(b, &p);
  pb_slots_add(b->arena, slots, p.layout, &p.field, number, p.taken, p.ntaken);
  p.end_slot = slots->n;
  return p;
}
