#include "part.h"

#include "jump.h"
#include "text.h"

static pb_type_maker maker_of(pb_build *build, const pb_part *part) { return (pb_type_maker){build, part->layout}; }

static pb_len row_y(const pb_part *part, int row) { return part->placement->rect.y + row * part->layout->line; }

pb_rect pb_part_text_area(const pb_part *p) {
  const pb_leg *last = &p->legs[p->nlegs - 1];
  pb_len top = row_y(p, p->first_row);
  return (pb_rect){p->legs[0].x, top, last->x + last->width - p->legs[0].x, row_y(p, p->end_row) - top};
}

/* ---- heads ---- */

static const pb_head_set *head_set(const pb_part *p) {
  static const pb_head_set none = {.kicker = -1, .headline = -1, .deck = -1, .byline = -1};
  int set = p->placement->frame.head;
  if (p->layout->nheads == 0) return &none;
  return &p->layout->heads[set >= 0 && (size_t)set < p->layout->nheads ? set : 0];
}

static pb_head make_head(pb_build *b, const pb_part *p, const pb_chain *chain, pb_len measure) {
  pb_type_maker m = maker_of(b, p);
  if (p->number > 0) {
    pb_str from = b->plan->pages[chain->parts[p->number - 1].page].label;
    pb_str text = pb_jump_text(b->arena, b->plan->paper->jump_from, "（上接第%s版）", from);
    return pb_head_of_continuation(m, chain->articles[0], text, measure);
  }
  pb_head topic = {0}, own = {0};
  const pb_place *place = p->placement->place;
  if (place && place->head.text.n) topic = pb_head_of_topic(m, head_set(p), place, measure);
  if (chain->narticles == 1) own = pb_head_of_article(m, head_set(p), chain->articles[0], measure);
  return pb_head_stack(m, &topic, &own);
}

/* The head over all legs moves the text down; over some of them it is taken out of the slots. */
static void place_head(pb_build *b, pb_part *p, const pb_chain *chain) {
  const pb_frame *frame = &p->placement->frame;
  size_t first = frame->head_leg, n = frame->head_legs;
  if (p->number > 0 || n == 0 || first >= p->nlegs) first = 0, n = p->nlegs;
  if (first + n > p->nlegs) n = p->nlegs - first;
  const pb_leg *last = &p->legs[first + n - 1];
  p->head_x = p->legs[first].x;
  p->head_y = row_y(p, p->first_row);
  pb_len width = last->x + last->width - p->head_x;
  p->head = make_head(b, p, chain, width);
  if (p->head.rows > p->end_row - p->first_row) {
    pb_diag(b->diags, PB_ERROR, frame->span, "frame-too-low", _("the head needs %u rows, frame %.*s has %d"), p->head.rows,
            PB_STR_ARG(frame->name), p->end_row - p->first_row);
    pb_diag_hint(b->diags, _("give the frame more rows, or a head set with smaller styles"));
  }
  if (n == p->nlegs) {
    unsigned below = p->first_row + (unsigned)p->head.rows;
    p->first_row = (uint16_t)(below < p->end_row ? below : p->end_row);
  } else if (p->head.rows) {
    p->taken[p->ntaken++] = (pb_rect){p->head_x, p->head_y, width, p->head.rows * p->layout->line};
  }
}

/* ---- pictures ---- */

/* The row below the head over the legs that a picture takes. */
static int text_top(const pb_part *p, pb_rect across, size_t heads) {
  for (size_t i = 0; i < heads; i++) {
    pb_rect t = p->taken[i];
    if (t.x < across.x + across.w && across.x < t.x + t.w) return (t.y + t.h - p->placement->rect.y) / p->layout->line;
  }
  return p->first_row;
}

/* Where a picture goes, held inside the text area; false (and an error) if it asks for more. */
static bool picture_box(pb_build *b, const pb_part *p, const pb_placed_picture *placed, size_t heads, pb_rect *box) {
  size_t leg = placed->leg >= 0 && (size_t)placed->leg < p->nlegs ? (size_t)placed->leg : p->nlegs - 1;
  size_t legs = placed->legs ? placed->legs : 1;
  bool inside = placed->leg >= 0 && (size_t)placed->leg + legs <= p->nlegs;
  if (leg + legs > p->nlegs) legs = p->nlegs - leg;
  const pb_leg *last = &p->legs[leg + legs - 1];
  *box = (pb_rect){.x = p->legs[leg].x, .w = last->x + last->width - p->legs[leg].x};
  int top = text_top(p, *box, heads), rows = placed->rows, room = p->end_row - top;
  inside = inside && rows <= room;
  if (rows > room) rows = room;
  int asked = placed->row < -UINT16_MAX ? -UINT16_MAX : placed->row > UINT16_MAX ? UINT16_MAX : placed->row;
  int row = asked < 0 ? p->end_row - rows + asked + 1 : top + asked;
  if (row < top || row + rows > p->end_row) inside = false;
  if (row + rows > p->end_row) row = p->end_row - rows;
  if (row < top) row = top;
  box->y = row_y(p, row);
  box->h = rows * p->layout->line;
  if (inside) return rows > 0;
  pb_diag(b->diags, PB_ERROR, placed->span, "picture-outside",
          _("the picture leaves the text area of frame %.*s: %zu legs, %d rows"), PB_STR_ARG(p->placement->frame.name), p->nlegs,
          room);
  return rows > 0;
}

static void place_figures(pb_build *b, pb_part *p) {
  size_t heads = p->ntaken;
  for (size_t i = 0; i < p->placement->npictures; i++) {
    const pb_plan_picture *picture = &p->placement->pictures[i];
    pb_figure_job job = {.picture = picture->picture,
                         .caption = picture->placed->caption,
                         .credit = picture->placed->credit,
                         .span = picture->placed->span};
    if (!picture_box(b, p, picture->placed, heads, &job.box)) continue;
    job.text_above = job.box.y > row_y(p, text_top(p, job.box, heads));
    job.text_below = job.box.y + job.box.h < row_y(p, p->end_row);
    p->figures[p->nfigures++] = pb_figure_make(maker_of(b, p), &job);
    p->taken[p->ntaken++] = job.box;
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
  p.nlegs = pb_placement_legs(p.layout, p.placement, p.legs);
  pb_placement_rows(p.placement, &p.first_row, &p.end_row);
  place_head(b, &p, chain);
  place_figures(b, &p);
  pb_part_shape shape = {.taken = p.taken, .ntaken = p.ntaken, .first_row = p.first_row, .end_row = p.end_row};
  pb_slots_add(b->arena, slots, p.layout, p.placement, number, &shape);
  p.end_slot = slots->n;
  return p;
}
