#include "figure.h"

#include "text.h"

/* How far a ready-made ad's size may be off its place's before it is told: a point over, 2 mm under, a tenth larger or smaller. */
enum { AD_OVER = PB_PT, AD_UNDER = 6 * PB_PT };
static const double AD_LARGER = 1.1, AD_SMALLER = 0.9;

/* ---- measures ---- */

/* A picture a pixel wide grows beyond any page: cut off anyway, it need not grow beyond lengths. */
static pb_len held(int64_t len) { return (pb_len)(len > INT32_MAX / 4 ? INT32_MAX / 4 : len); }

static bool has_size(const pb_picture *picture, pb_rect r) {
  return picture && picture->width && picture->height && r.w > 0 && r.h > 0;
}

/* Where a side of the whole picture begins, `whole` long, so that `part` of it from `from` on covers [at, at + room). */
static pb_len slide(pb_len at, pb_len room, pb_len whole, int64_t from, int64_t part, int64_t focus) {
  int64_t first = whole * from / 1000, last = whole * (from + part) / 1000 - room;
  int64_t offset = whole * focus / 1000 - room / 2;
  if (offset > last) offset = last;
  if (offset < first) offset = first;
  return held(at - offset);
}

pb_rect pb_picture_cover(const pb_picture *picture, pb_crop crop, pb_rect r) {
  if (!has_size(picture, r)) return r;
  if (crop.w == 0) crop.x = crop.y = 0, crop.w = crop.h = 1000;
  if (!crop.focused) crop.focus_x = (uint16_t)(crop.x + crop.w / 2), crop.focus_y = (uint16_t)(crop.y + crop.h / 2);
  int64_t shown_w = (int64_t)picture->width * crop.w, shown_h = (int64_t)picture->height * crop.h;
  pb_rect out;
  if (r.w * shown_h > r.h * shown_w) {
    out.w = held(((int64_t)r.w * 1000 + crop.w - 1) / crop.w);
    out.h = held((int64_t)out.w * picture->height / picture->width);
  } else {
    out.h = held(((int64_t)r.h * 1000 + crop.h - 1) / crop.h);
    out.w = held((int64_t)out.h * picture->width / picture->height);
  }
  out.x = slide(r.x, r.w, out.w, crop.x, crop.w, crop.focus_x);
  out.y = slide(r.y, r.h, out.h, crop.y, crop.h, crop.focus_y);
  return out;
}

pb_rect pb_picture_contain(const pb_picture *picture, pb_rect r) {
  if (!has_size(picture, r)) return r;
  pb_rect out = r;
  if ((int64_t)r.w * picture->height > (int64_t)r.h * picture->width) out.w = held((int64_t)r.h * picture->width / picture->height);
  else out.h = held((int64_t)r.w * picture->height / picture->width);
  out.x = r.x + (r.w - out.w) / 2;
  out.y = r.y + (r.h - out.h) / 2;
  return out;
}

/* The wider side of a fold. */
static pb_rect text_box(const pb_layout *layout, pb_rect box) {
  pb_len fold = pb_layout_fold(layout);
  if (!fold || box.x >= fold || box.x + box.w <= fold) return box;
  pb_rect left = pb_grid_beside_fold(layout, box, false), right = pb_grid_beside_fold(layout, box, true);
  return left.w >= right.w ? left : right;
}

static size_t wrap_caption(pb_type_maker m, const pb_figure_job *job, pb_len measure, pb_type **lines) {
  const pb_style *style = pb_build_style(m.build, m.layout, "caption");
  pb_type all = pb_type_string(m, job->caption.text, job->caption.span, style, 0);
  return pb_type_wrap(m, &all, measure, false, lines);
}

pb_figure pb_figure_make(pb_type_maker m, const pb_figure_job *job) {
  pb_figure f = {.picture = job->picture,
                 .crop = job->crop,
                 .box = job->box,
                 .text = text_box(m.layout, job->box),
                 .alt = job->caption.text,
                 .span = job->span};
  pb_len line = m.layout->line, lead = line - m.layout->body;
  f.nlines = wrap_caption(m, job, f.text.w, &f.lines);
  f.credit = pb_type_fit(m, job->credit.text, job->credit.span, pb_build_style(m.build, m.layout, "credit"), f.text.w);
  pb_len last = f.nlines ? f.lines[f.nlines - 1].width : f.text.w;
  f.credit_beside = last + m.layout->body + f.credit.width <= f.text.w;
  bool own_row = !pb_type_empty(&f.credit) && !f.credit_beside;
  f.row = f.nlines ? (pb_len)pb_grid_rows(m.layout, f.lines[0].size) * line : line;
  pb_len height = (pb_len)f.nlines * f.row + (own_row ? line : 0);
  pb_len air = height && job->text_below && job->box.h >= 8 * line ? line : 0; /* a free row under a caption */
  f.caption_y = job->box.y + job->box.h - air - height;
  pb_len top = job->text_above ? line / 2 : lead / 2;
  pb_len foot = height ? lead / 2 : job->text_below ? line / 2 : lead / 2;
  f.image = (pb_rect){job->box.x, job->box.y + top, job->box.w, f.caption_y - foot - job->box.y - top};
  if (height == 0) f.image.h = job->box.y + job->box.h - foot - f.image.y;
  if (f.image.h < line) {
    pb_diag(m.build->diags, PB_ERROR, job->span, "picture-no-room", _("the caption leaves no room for the picture"));
    pb_diag_hint(m.build->diags, _("give the picture more rows, or shorten the caption"));
  }
  return f;
}

/* ---- drawn ---- */

static void draw_image(pb_pen *pen, const pb_figure *f, uint32_t story, uint16_t part) {
  if (f->image.h <= 0 || f->image.w <= 0) return;
  if (!f->picture) {
    pb_emit_missing(pen, f->image, f->span);
    return;
  }
  uint32_t block = pb_build_block(pen->build, story);
  pb_tag_piece piece = {.kind = PB_PIECE_FIGURE, .story = story, .block = block, .page = pen->page, .part = part, .alt = f->alt};
  pen->piece = pb_build_add_piece(pen->build, piece);
  pb_emit_picture(pen, f->picture, pb_picture_cover(f->picture, f->crop, f->image), f->image, f->span);
}

static void draw_caption(pb_pen *pen, const pb_figure *f, uint32_t story, uint16_t part) {
  if (f->nlines == 0 && pb_type_empty(&f->credit)) return;
  uint32_t block = pb_build_block(pen->build, story);
  pb_tag_piece piece = {.kind = PB_PIECE_CAPTION, .story = story, .block = block, .page = pen->page, .part = part};
  pen->piece = pb_build_add_piece(pen->build, piece);
  const pb_layout *layout = pen->layout;
  pb_len y = f->caption_y, row = f->row;
  for (size_t i = 0; i < f->nlines; i++, y += row)
    pb_type_draw(pen, &f->lines[i], f->text.x, y + pb_baseline(pen->build, layout, row, f->lines[i].size), f->text.w);
  if (pb_type_empty(&f->credit)) return;
  bool beside = f->credit_beside && f->nlines;
  if (beside) y -= row;
  pb_len baseline = y + pb_baseline(pen->build, layout, beside ? row : layout->line, beside ? f->lines[0].size : f->credit.size);
  pb_type_draw_in(pen, &f->credit, f->text.x, baseline, f->text.w, PB_ALIGN_RIGHT);
}

void pb_figure_draw(pb_pen pen, const pb_figure *figure, uint32_t story, uint16_t part) {
  pen.piece = 0;
  draw_image(&pen, figure, story, part);
  draw_caption(&pen, figure, story, part);
}

/* ---- advertisements ---- */

/* How far a line reaches to either side of where it is drawn. */
static pb_len reach(pb_line_kind kind) {
  pb_len width = pb_line_width(kind);
  return kind == PB_LINE_DOUBLE || kind == PB_LINE_WAVE ? 2 * width : width;
}

static void draw_label(const pb_pen *pen, pb_rect box) {
  pb_type_maker m = pb_pen_maker(pen);
  const pb_style *style = pb_build_style(pen->build, pen->layout, "label");
  pb_type t = pb_type_string(m, PB_STR("广告"), (pb_span){0}, style, 0);
  if (pb_type_empty(&t)) return;
  pb_len pad = t.size / 3;
  pb_rect plate = {box.x + box.w - t.width - 2 * pad, box.y + box.h - t.size - 2 * pad, t.width + 2 * pad, t.size + 2 * pad};
  pb_emit_fill(pen, plate, PB_WHITE, (pb_span){0});
  pb_type_draw_in(pen, &t, plate.x + pad, plate.y + pb_baseline(pen->build, pen->layout, plate.h, t.size), t.width, PB_ALIGN_LEFT);
}

static double mm(double len) { return len * 25.4 / 72 / PB_PT; }

/* A PDF says how large it is: one that does not fit its place was made for another. */
static void tell_size(pb_diags *diags, const pb_picture *ad, const pb_place *place, pb_rect free, pb_rect whole) {
  pb_severity severity = PB_WARNING;
  if (place->fit == PB_FIT_EXACT) {
    if ((pb_len)ad->width > free.w + AD_OVER || (pb_len)ad->height > free.h + AD_OVER) severity = PB_ERROR;
    else if ((pb_len)ad->width >= free.w - AD_UNDER && (pb_len)ad->height >= free.h - AD_UNDER) return;
  } else {
    bool scaled = whole.w > (pb_len)(ad->width * AD_LARGER) || whole.w < (pb_len)(ad->width * AD_SMALLER);
    if (!scaled && free.w - whole.w <= AD_UNDER && free.h - whole.h <= AD_UNDER) return;
  }
  pb_diag(diags, severity, place->file.span, "ad-size", _("%s is %.1f × %.1f mm; its place is %.1f × %.1f mm"), ad->name,
          mm(ad->width), mm(ad->height), mm(free.w), mm(free.h));
  pb_diag_hint(diags, _("ask for it in the size of its place, or make the frame as large as it is"));
}

/* Where the whole of it is painted. */
static pb_rect ad_rect(const pb_picture *ad, const pb_place *place, pb_rect free) {
  bool exact = place && place->fit == PB_FIT_EXACT && ad->format == PB_PICTURE_PDF;
  pb_rect whole = exact ? (pb_rect){0, 0, (pb_len)ad->width, (pb_len)ad->height} : pb_picture_contain(ad, free);
  int left = place ? place->from_left : 500, top = place ? place->from_top : 500;
  whole.x = free.x + (pb_len)((int64_t)(free.w - whole.w) * left / 1000);
  whole.y = free.y + (pb_len)((int64_t)(free.h - whole.h) * top / 1000);
  return whole;
}

static void draw_ad(const pb_pen *pen, const pb_placement *placement, pb_rect free, pb_span span) {
  const pb_picture *ad = placement->picture;
  pb_rect whole = ad_rect(ad, placement->place, free);
  const pb_place *place = placement->place;
  if (place && ad->format == PB_PICTURE_PDF) {
    tell_size(pen->build->diags, ad, place, free, whole);
  } else if (place && place->fit == PB_FIT_EXACT) {
    pb_diag(pen->build->diags, PB_ERROR, place->file.span, "ad-size", _("only a PDF has a size of its own"));
    pb_diag_hint(pen->build->diags, _("take `fit: exact` out: a picture is scaled to its place"));
  }
  pb_emit_picture(pen, ad, whole, pb_rect_common(whole, free), span);
}

void pb_ad_draw(pb_pen pen, const pb_placement *placement) {
  pb_len lead = pen.layout->line - pen.layout->body;
  pb_rect r = placement->rect;
  pb_rect box = {r.x, r.y + lead / 2, r.w, r.h - lead};
  pb_span span = placement->place ? placement->place->span : placement->frame.span;
  pb_line_kind kind = placement->frame.box == PB_LINE_NONE ? PB_LINE_HAIR : placement->frame.box;
  pb_len pad = reach(kind);
  pb_rect inside = {box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad};
  if (placement->picture) draw_ad(&pen, placement, inside, span);
  else pb_emit_missing(&pen, inside, span);
  pb_emit_box(&pen, box, kind, PB_BLACK, span);
  draw_label(&pen, inside);
}
