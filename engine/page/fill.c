#include "fill.h"

#include "body.h"
#include "furniture.h"
#include "text.h"

/* ---- what every frame has: tint, box, rules across ---- */

static void draw_frame(pb_build *b, size_t page, const pb_placement *placement) {
  const pb_frame *f = &placement->frame;
  pb_pen back = pb_pen_back(b, page), front = pb_pen_furniture(b, page);
  pb_rect r = placement->rect;
  pb_len line = back.layout->line, lead = line - back.layout->body;
  pb_rect box = {r.x, r.y + lead / 2, r.w, r.h - lead}; /* as high as type in its rows */
  if (f->tint.tint) pb_emit_fill(&back, box, f->tint, f->span);
  if (f->kind != PB_FRAME_AD) pb_emit_box(&front, box, f->box, PB_BLACK, f->span);
  pb_len above = r.y - line / 2, below = r.y + r.h + line / 2;
  pb_emit_rule(&front, r.x, above, r.x + r.w, above, f->rule_above, PB_BLACK, f->span);
  pb_emit_rule(&front, r.x, below, r.x + r.w, below, f->rule_below, PB_BLACK, f->span);
}

/* Inside a box or a tint a picture stands as text would: a 字 and a row in. */
static pb_rect picture_box(const pb_layout *layout, const pb_placement *placement) {
  pb_rect r = placement->rect;
  pb_len em = layout->body, line = layout->line;
  bool enclosed = placement->frame.box != PB_LINE_NONE || placement->frame.tint.tint > 0;
  if (!enclosed || r.w < 8 * em || r.h < 6 * line) return r;
  return (pb_rect){r.x + em, r.y + line, r.w - 2 * em, r.h - 2 * line};
}

static void fill_picture(pb_build *b, size_t page, size_t i, const pb_placement *placement) {
  pb_pen pen = pb_pen_placement(b, page, i);
  pb_figure_job job = {.picture = placement->picture,
                       .caption = placement->place->caption,
                       .credit = placement->place->credit,
                       .crop = placement->place->crop,
                       .box = picture_box(pen.layout, placement),
                       .span = placement->place->span};
  pb_figure figure = pb_figure_make(pb_pen_maker(&pen), &job);
  pb_figure_draw(pen, &figure, pb_build_add_story(b, NULL, pen.page, placement->rect.x, placement->rect.y), 0);
}

static void fill_chain(pb_build *b, bool *done, int index) {
  const pb_chain *chain = &b->plan->chains[index];
  if (done[index] || chain->nparts == 0 || chain->narticles == 0) return;
  done[index] = true;
  pb_chain_set set = pb_chain_set_story(b, chain);
  pb_body_draw(&set);
  pb_chain_report(&set);
}

static void fill_furniture(pb_build *b, size_t page, const pb_placement *placement) {
  pb_pen pen = pb_pen_furniture(b, page);
  switch (placement->frame.kind) {
    case PB_FRAME_NAMEPLATE: pb_nameplate_draw(pen, placement); break;
    case PB_FRAME_FOLIO: pb_folio_draw(pen, placement); break;
    case PB_FRAME_CREDITS: pb_credits_draw(pen, placement); break;
    default: break;
  }
}

static void fill_placement(pb_build *b, bool *done, size_t page, size_t i) {
  const pb_placement *p = &b->plan->pages[page].placements[i];
  draw_frame(b, page, p);
  if (p->chain >= 0) fill_chain(b, done, p->chain);
  else if (p->frame.kind == PB_FRAME_AD || (p->place && p->place->kind == PB_PLACE_AD)) pb_ad_draw(pb_pen_placement(b, page, i), p);
  else if (p->place && p->place->kind == PB_PLACE_PICTURE) fill_picture(b, page, i, p);
  else if (p->place && p->place->kind == PB_PLACE_TEXT) pb_ear_draw(pb_pen_furniture(b, page), p);
  else fill_furniture(b, page, p);
}

const pb_edition *pb_fill(const pb_fill_job *job) {
  pb_build *b = pb_build_new(job);
  bool *done = PB_NEW_N(b->arena, bool, job->plan->nchains);
  for (size_t page = 0; page < job->plan->npages; page++)
    for (size_t i = 0; i < job->plan->pages[page].nplacements; i++) fill_placement(b, done, page, i);
  return pb_build_edition(b);
}
