/* Pictures: samples an inch where they stand, and the ink of those in CMYK. */
#include "painted.h"

#include "samples.h"

/* Pictures of so few samples a side are strips of shadings and single colours: they have no detail to lose. */
enum { STRIP = 4 };

/* Samples an inch, the coarser of both directions. */
static double fineness(const pb_painted_check *c, const pb_painted *p) {
  const pb_matrix *m = &p->state->ctm;
  double wide = pb_matrix_wide(m) * c->unit / 72, high = pb_matrix_high(m) * c->unit / 72;
  return fmin(p->picture->width / fmax(wide, 1e-9), p->picture->height / fmax(high, 1e-9));
}

static void check_fineness(pb_painted_check *c, const pb_painted *p) {
  const pb_profile *profile = c->j->profile;
  const pb_picture_data *picture = p->picture;
  bool art = picture->stencil || picture->bits == 1;
  unsigned warn = art ? profile->line_art_warn : profile->picture_warn,
           error = art ? profile->line_art_error : profile->picture_error;
  double ppi = fineness(c, p), most = profile->picture_most * (art ? 6.0 : 1.0);
  uint64_t key = (uint64_t)(uintptr_t)picture;
  if (picture->width <= STRIP || picture->height <= STRIP) return;
  if (ppi < warn - 0.5)
    pb_found_note(c, PB_FOUND_COARSE, ppi < error - 0.5 ? PB_ERROR : PB_WARNING, key, p->box, ppi, true)->limit = warn;
  if (ppi > most + 0.5)
    pb_found_note(c, PB_FOUND_FINE, PB_NOTE, key, p->box, ppi, false)->limit = art ? most : profile->picture_ppi;
}

/* 15 mm², as of flat colours; the share of the picture that it takes is that of what is seen of it. */
static void check_ink(pb_painted_check *c, const pb_painted *p) {
  static const double LIMIT_AREA = 15 / 25.4 / 25.4 * 72 * 72;
  const pb_profile *profile = c->j->profile;
  const pb_picture_data *picture = p->picture;
  if (c->j->job->own || !picture->id || !picture->space || pb_space_family(picture->space) != PB_SPACE_CMYK) return;
  pb_picture_ink *ink = pb_idmap_get(&c->content->measured, picture->id);
  if (!ink) {
    ink = pb_samples_measure(c->j->arena, &c->j->pdf, picture, profile->ink_limit);
    pb_idmap_put(c->j->arena, &c->content->measured, picture->id, ink);
  }
  for (int i = 0; i < 4; i++)
    if (ink->plates[i] > 0.05) pb_painted_check_plate(c, p, i);
  double area = pb_box_area(p->box) * c->unit * c->unit * ink->over;
  if (ink->over <= 0 || area < LIMIT_AREA) return;
  pb_found *found = pb_found_note(c, PB_FOUND_LIMIT_PICTURE, PB_ERROR, picture->id, p->box, ink->most, false);
  found->limit = profile->ink_limit;
  found->area += area;
}

void pb_painted_check_picture(pb_painted_check *c, const pb_painted *p) {
  check_fineness(c, p);
  if (!p->picture->stencil) check_ink(c, p);
}
