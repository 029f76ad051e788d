/* Colour spaces, inks, transparency: what the standard and the press allow. */
#include <stdio.h>
#include <string.h>

#include "coverage.h"
#include "painted.h"
#include "samples.h"
#include "text.h"

/* ---- spaces ---- */

/* What it is painted with in the end. */
static const pb_space *bottom(const pb_space *s) {
  while (s->base && (s->kind == PB_SPACE_INDEXED || s->by_default || s->kind == PB_SPACE_PATTERN)) s = s->base;
  return s;
}

static bool is_rgb(const pb_space *s) {
  pb_space_kind kind = s->kind == PB_SPACE_ICC ? s->icc_kind : s->kind;
  return kind == PB_SPACE_RGB || kind == PB_SPACE_CAL_RGB || kind == PB_SPACE_LAB;
}

static bool is_managed(const pb_space *s) { return s->kind == PB_SPACE_ICC || s->kind == PB_SPACE_CAL_GREY; }

static const char *shown(const pb_space *s) {
  if (s->kind != PB_SPACE_ICC) return pb_space_kind_name(s->kind);
  return s->icc_kind == PB_SPACE_GREY ? "ICCBased (Gray)" : s->icc_kind == PB_SPACE_RGB ? "ICCBased (RGB)" : "ICCBased (CMYK)";
}

static const char *subject(const pb_painted *p) {
  switch (p->kind) {
    case PB_PAINTED_FILL: return _("an area in %s");
    case PB_PAINTED_STROKE: return _("a line in %s");
    case PB_PAINTED_TEXT: return _("type in %s");
    case PB_PAINTED_PICTURE: return _("a picture in %s");
    default: return _("a shading in %s");
  }
}

static void note_text(pb_painted_check *c, const pb_painted *p, pb_found_kind kind, pb_severity severity, uint64_t key,
                      const char *format, const char *value) {
  pb_found *found = pb_found_note(c, kind, severity, key, p->box, 0, false);
  if (found->text) return;
  char text[512];
  snprintf(text, sizeof text, format, value);
  found->text = pb_str_z(c->j->scratch, pb_str_from(text));
}

static bool allows_spot(const pb_profile *profile, const char *name) {
  if (profile->spots == PB_SPOTS_PROCESS) return false;
  if (!profile->spot_inks.n) return true;
  for (size_t i = 0; i < profile->spot_inks.n; i++)
    if (pb_str_is(profile->spot_inks.at[i].text, name)) return true;
  return false;
}

/* ---- plates of the page that it stands on ---- */

void pb_painted_check_plate(pb_painted_check *c, const pb_painted *p, int plate) {
  static const char *const NAMES[] = {"Cyan", "Magenta", "Yellow", "Black"};
  const pb_plates_had *had = c->j->job->plates_had;
  if (had && !had->process[plate]) note_text(c, p, PB_FOUND_PLATE, PB_ERROR, (uint64_t)plate, "%s", NAMES[plate]);
}

static void check_spot_plate(pb_painted_check *c, const pb_painted *p, const pb_colorant *spot) {
  const pb_plates_had *had = c->j->job->plates_had;
  size_t i = 0;
  while (had && i < had->nspots && !pb_str_is(had->spots[i], spot->name)) i++;
  if (had && i == had->nspots) note_text(c, p, PB_FOUND_PLATE, PB_ERROR, 8 + (uint64_t)spot->spot, "%s", spot->name);
}

/* The inks of a colour that was used: those of which it holds none are not on the plates. */
static void check_colorants(pb_painted_check *c, const pb_painted *p, const pb_space *s) {
  const pb_space *alternate = s->base ? bottom(s->base) : NULL;
  const pb_standard standard = c->j->profile->standard;
  for (unsigned i = 0; i < s->n; i++) {
    const pb_colorant *one = &s->colorants[i];
    if (one->plate == PB_PLATE_SPOT && !allows_spot(c->j->profile, one->name))
      note_text(c, p, PB_FOUND_SPOT, PB_ERROR, one->spot, "%s", one->name);
    else if (one->plate == PB_PLATE_SPOT) check_spot_plate(c, p, one);
    if (one->plate == PB_PLATE_ALL && !(p->tone && pb_inks_are_white(&p->tone->inks)))
      pb_found_note(c, PB_FOUND_ALL, PB_ERROR, 0, p->box, 0, false);
  }
  bool wrong = alternate && (standard == PB_STANDARD_X1A ? is_rgb(alternate) || is_managed(alternate)
                                                         : standard == PB_STANDARD_X4 && alternate->kind == PB_SPACE_RGB);
  if (!wrong) return;
  char text[300];
  snprintf(text, sizeof text, _("the ink “%s” is described in %s"), s->colorants[0].name, shown(alternate));
  note_text(c, p, PB_FOUND_ALTERNATE, PB_ERROR, (uint64_t)(uintptr_t)s, "%s", text);
}

void pb_painted_check_space(pb_painted_check *c, const pb_painted *p, const pb_space *space) {
  const pb_space *s = bottom(space);
  pb_standard standard = c->j->profile->standard;
  if (s->kind == PB_SPACE_SPOTS) {
    check_colorants(c, p, s);
    return;
  }
  if (pb_space_is_process(s->kind) || s->kind == PB_SPACE_PATTERN || s->kind == PB_SPACE_UNKNOWN) return;
  bool device = s->kind == PB_SPACE_RGB;
  uint64_t key = (uint64_t)s->kind * 64 + (uint64_t)s->icc_kind * 8 + p->kind;
  if (p->kind == PB_PAINTED_PICTURE) key ^= p->picture->id << 12 | (uint64_t)(uintptr_t)p->picture << 16;
  if (is_rgb(s) && (pb_standard_is_x(standard) || (standard == PB_STANDARD_A2U && device)))
    note_text(c, p, PB_FOUND_RGB, PB_ERROR, key, subject(p), shown(s));
  if (is_managed(s) && !is_rgb(s) && pb_standard_is_x(standard))
    note_text(c, p, PB_FOUND_MANAGED, standard == PB_STANDARD_X1A ? PB_ERROR : PB_WARNING, key, subject(p), shown(s));
}

/* ---- total ink ---- */

/* What 15 mm² are in pt²: on less, too much ink does no harm (GWG 2015, total area coverage). */
static const double LIMIT_AREA = 15 / 25.4 / 25.4 * 72 * 72;

/* Of what a line covers, the line; of text about a third. */
static double inked_area(const pb_painted_check *c, const pb_painted *p) {
  double area = pb_box_area(p->box) * c->unit * c->unit;
  if (p->kind == PB_PAINTED_TEXT) return area / 3;
  if (p->kind != PB_PAINTED_STROKE) return area;
  double length = 0;
  for (size_t i = 1; i < p->path->n; i++)
    if (!p->path->at[i].begins) length += hypot(p->path->at[i].x - p->path->at[i - 1].x, p->path->at[i].y - p->path->at[i - 1].y);
  return fmin(area, length * p->width * c->unit * c->unit);
}

static void note_limit(pb_painted_check *c, const pb_painted *p, double sum, double area) {
  pb_found *found = pb_found_note(c, PB_FOUND_LIMIT, PB_WARNING, (uint64_t)(sum * 1000), p->box, sum, false);
  found->area += area;
  found->limit = c->j->profile->ink_limit;
  if (found->area >= LIMIT_AREA) found->severity = PB_ERROR;
}

void pb_painted_check_wet(pb_painted_check *c, const pb_painted *p, pb_wet wet) {
  if (!p->tone->inks.all && !p->tone->inks.guessed) note_limit(c, p, wet.most, wet.area * c->unit * c->unit);
}

/* Where in it the wettest colour lies is not known: an eighth of it is taken to have that. */
void pb_painted_check_shading(pb_painted_check *c, const pb_painted *p) {
  double limit = c->j->profile->ink_limit / 100.0;
  if (p->shading->most > limit + 0.005) note_limit(c, p, p->shading->most, pb_box_area(p->box) * c->unit * c->unit / 8);
}

void pb_painted_check_inks(pb_painted_check *c, const pb_painted *p) {
  const pb_inks *inks = &p->tone->inks;
  double sum = pb_inks_sum(inks), limit = c->j->profile->ink_limit;
  for (int i = 0; i < 4 && !inks->guessed; i++)
    if (inks->cmyk[i] > 0.02F) pb_painted_check_plate(c, p, i);
  if (inks->guessed || inks->all || sum * 100 <= limit + 0.5) return;
  note_limit(c, p, sum, inked_area(c, p));
}

/* Samples that check no picture: those of several inks that are not measured. */
static bool has_unseen_ink(pb_painted_check *c, const pb_picture_data *picture) {
  if (picture->stencil || !picture->space) return false;
  const pb_space *s = bottom(picture->space);
  return s->n > 1 && !(picture->id && pb_samples_can_measure(&c->j->pdf, picture));
}

/* Opacity and soft masks mix two inks to something between them. Black type is left out of the limit, and so is what is
 * narrower than its measure; of areas of one colour over one another the ground tells. */
bool pb_painted_may_add(pb_painted_check *c, const pb_painted *p) {
  const double narrow = PB_INK_PLACE_WIDTH_UM / 1000.0 * 72 / 25.4;
  const pb_graphics *g = p->state;
  if (g->blend) return true;
  if (p->kind == PB_PAINTED_GROUP) return false;
  if (p->kind == PB_PAINTED_PICTURE && has_unseen_ink(c, p->picture)) return true;
  if (!(p->stroke ? g->overprint_stroke : g->overprint)) return p->tone && !p->tone->pattern && p->tone->inks.guessed;
  if (!p->tone || p->tone->pattern || !pb_inks_are_black(&p->tone->inks)) return true;
  double width = p->kind == PB_PAINTED_STROKE ? p->width : fmin(p->box.x1 - p->box.x0, p->box.y1 - p->box.y0);
  return p->kind != PB_PAINTED_TEXT && width * c->unit >= narrow && pb_under_look(&c->content->under, p->box).picture;
}

/* ---- state ---- */

static void transparent(pb_painted_check *c, const pb_painted *p, const char *what, uint64_t key) {
  if (c->j->profile->standard == PB_STANDARD_X1A) note_text(c, p, PB_FOUND_TRANSPARENT, PB_ERROR, key, "%s", what);
}

static void check_blend_space(pb_painted_check *c, const pb_painted *p) {
  pb_space_kind kind = p->blend_space;
  if (c->j->profile->standard != PB_STANDARD_X4 || kind == PB_SPACE_UNKNOWN || kind == PB_SPACE_ICC || pb_space_is_process(kind))
    return;
  note_text(c, p, PB_FOUND_BLEND, PB_ERROR, kind, "%s", pb_space_kind_name(kind));
}

void pb_painted_check_state(pb_painted_check *c, const pb_painted *p) {
  const pb_graphics *g = p->state;
  double alpha = p->stroke ? g->alpha_stroke : g->alpha;
  if (p->kind == PB_PAINTED_GROUP) {
    transparent(c, p, _("a group"), 1);
    check_blend_space(c, p);
    if (g->alpha >= 1 && !g->blend && !g->soft_mask) return;
  }
  if (alpha < 0.999) transparent(c, p, _("an opacity under 100 %"), 2);
  if (g->blend) transparent(c, p, _("a blend mode"), 3);
  if (g->soft_mask || (p->kind == PB_PAINTED_PICTURE && p->picture->soft_mask)) transparent(c, p, _("a soft mask"), 4);
  if (!pb_standard_is_x(c->j->profile->standard)) return;
  if (g->transfer) pb_found_note(c, PB_FOUND_TRANSFER, PB_ERROR, 0, p->box, 0, false);
  if (g->halftone) pb_found_note(c, PB_FOUND_HALFTONE, PB_WARNING, 0, p->box, 0, false);
}
