/* Type and lines: how small and thin they may be in several inks, reversed, at all; and what overprints. */
#include <stdio.h>

#include "painted.h"

#include "text.h"

/* Inks of an area besides black over which black type knocks out, lest it be too wet: as page/knockout has it. */
static const float WET = 1.4F;
static const float AREA = 0.25F; /* ink that makes an area something to reverse out of */

/* "C50 M0 Y0 K100", or with the spots "+1". */
static const char *inks_text(pb_painted_check *c, const pb_inks *i) {
  const char *process = pb_fmt(c->j->scratch, "C%.0f M%.0f Y%.0f K%.0f", (double)i->cmyk[0] * 100, (double)i->cmyk[1] * 100,
                               (double)i->cmyk[2] * 100, (double)i->cmyk[3] * 100);
  if (!i->nspots) return process;
  return pb_fmt(c->j->scratch, "%s, %s %.0f", process, c->content->library.spaces.spots.at[i->spot[0]].name,
                (double)i->spots * 100);
}

static uint64_t inks_key(const pb_inks *i) {
  uint64_t key = i->nspots ? i->spot[0] + 1u : 0;
  for (int k = 0; k < 4; k++) key = key << 7 | (uint64_t)(i->cmyk[k] * 100);
  return key;
}

static pb_found *note_inks(pb_painted_check *c, const pb_painted *p, pb_found_kind kind, pb_severity severity, double value,
                           double limit) {
  const pb_inks *inks = &p->tone->inks;
  pb_found *found = pb_found_note(c, kind, severity, inks_key(inks), p->box, value, true);
  found->limit = limit;
  if (!found->text) found->text = inks_text(c, inks);
  return found;
}

/* ---- type ---- */

/* A black mixed with other inks: much black in it, or black together with the grey that the others make. */
static bool is_rich_black(const pb_inks *i) {
  float grey = fminf(fminf(i->cmyk[0], i->cmyk[1]), i->cmyk[2]);
  return !i->guessed && !i->all && pb_inks_wet(i) > 0.02F && (i->cmyk[3] >= 0.85F || i->cmyk[3] + grey >= 1);
}

static bool stands_on_area(const pb_beneath *b) { return b->picture || (b->most && pb_inks_sum(&b->most->inks) >= AREA); }

void pb_painted_check_type(pb_painted_check *c, const pb_painted *p, const pb_beneath *beneath) {
  const pb_inks *inks = &p->tone->inks;
  const pb_profile *profile = c->j->profile;
  double size = p->size * c->unit, reversed = pb_len_to_pt(profile->type_reversed), colour = pb_len_to_pt(profile->type_colour);
  double least = pb_len_to_pt(profile->type_least);
  if (size < least - 0.01 && size > 0.5) pb_found_note(c, PB_FOUND_LEAST, PB_WARNING, 0, p->box, size, true)->limit = least;
  if (is_rich_black(inks)) {
    note_inks(c, p, PB_FOUND_RICH, PB_ERROR, size, 0);
  } else if (pb_inks_are_white(inks)) {
    if (size < reversed - 0.01 && !pb_painted_overprints(p) && stands_on_area(beneath))
      pb_found_note(c, PB_FOUND_REVERSED, PB_WARNING, 0, p->box, size, true)->limit = reversed;
  } else if (size < colour - 0.01 && !inks->guessed && pb_inks_plates(inks) > 1) {
    note_inks(c, p, PB_FOUND_SMALL, PB_WARNING, size, colour);
  }
}

/* ---- lines ---- */

/* `box`: where the line lies. */
static void check_width(pb_painted_check *c, const pb_painted *p, pb_box box, double width) {
  const pb_inks *inks = &p->tone->inks;
  double least = pb_len_to_pt(c->j->profile->line_least), colour = pb_len_to_pt(c->j->profile->line_colour);
  if (pb_inks_are_white(inks)) {
    pb_beneath beneath = pb_under_look(&c->content->under, box);
    if (width < 2 * least - 0.005 && stands_on_area(&beneath) && !pb_painted_overprints(p))
      pb_found_note(c, PB_FOUND_WHITE_LINE, PB_WARNING, 0, box, width, true)->limit = 2 * least;
    return;
  }
  if (width < least - 0.005) pb_found_note(c, PB_FOUND_HAIR, PB_WARNING, 0, p->box, width, true)->limit = least;
  if (width < colour - 0.005 && !inks->guessed && pb_inks_plates(inks) > 1)
    note_inks(c, p, PB_FOUND_THIN, PB_WARNING, width, colour);
}

/* Rules are often drawn as areas: what is ten times as long as it is wide, and longer than a dot. */
static void check_narrow(pb_painted_check *c, const pb_painted *p, pb_box box) {
  double w = (box.x1 - box.x0) * c->unit, h = (box.y1 - box.y0) * c->unit, width = fmin(w, h), length = fmax(w, h);
  if (length > 3 && length > 10 * width) check_width(c, p, box, width);
}

void pb_painted_check_line(pb_painted_check *c, const pb_painted *p) {
  enum { LOOKED_AT = 10000 };
  const pb_path *path = p->path;
  if (p->kind == PB_PAINTED_STROKE) {
    check_width(c, p, p->box, p->width * c->unit);
    return;
  }
  if (!path->rectangles || path->cut) {
    if (path->n <= 6) check_narrow(c, p, path->box);
    return;
  }
  for (size_t i = 0; i + 4 < path->n && i < LOOKED_AT; i += 5) {
    pb_box box = PB_BOX_NONE;
    for (size_t k = i; k < i + 5; k++) pb_box_add(&box, path->at[k].x, path->at[k].y);
    check_narrow(c, p, box);
  }
}

/* ---- overprint ---- */

/* Does the colour space keep the plates it does not name? All of Separation and DeviceN do; DeviceCMYK in overprint mode 1
 * those of which it has none; DeviceGray and all others name every process plate. */
bool pb_painted_overprints(const pb_painted *p) {
  const pb_graphics *g = p->state;
  if (!p->tone || !(p->stroke ? g->overprint_stroke : g->overprint)) return false;
  if (p->tone->space->kind == PB_SPACE_SPOTS) return true;
  return p->tone->space->kind == PB_SPACE_CMYK && !p->tone->space->by_default && g->overprint_mode == 1;
}

static void check_knockout(pb_painted_check *c, const pb_painted *p, const pb_beneath *b) {
  const pb_profile *profile = c->j->profile;
  bool text = p->kind == PB_PAINTED_TEXT;
  double size = (text ? p->size : p->width) * c->unit;
  if (!text && p->kind != PB_PAINTED_STROKE) return;
  if (size > pb_len_to_pt(text ? profile->black_type : profile->black_line)) return;
  if (b->wet > WET || (b->wet <= 0.02F && !b->picture)) return;
  pb_found *found = pb_found_note(c, PB_FOUND_KNOCKOUT, PB_WARNING, text, p->box, size, true);
  found->text = text ? _("type") : _("line");
}

void pb_painted_check_overprint(pb_painted_check *c, const pb_painted *p, const pb_beneath *b) {
  const pb_inks *inks = &p->tone->inks;
  bool asked = p->stroke ? p->state->overprint_stroke : p->state->overprint, does = pb_painted_overprints(p);
  bool over = b->picture || b->wet > 0.02F || (b->most && pb_inks_sum(&b->most->inks) > 0.02F);
  if (pb_inks_are_black(inks) && !does && !inks->guessed) check_knockout(c, p, b);
  if (!asked || inks->guessed) return;
  if (pb_inks_are_white(inks)) {
    if (does || p->tone->space->kind == PB_SPACE_GREY)
      pb_found_note(c, PB_FOUND_WHITE, over ? PB_ERROR : PB_WARNING, over, p->box, 0, false);
  } else if (!does) {
    if (over && p->tone->space->kind == PB_SPACE_CMYK && pb_inks_plates(inks) < 4)
      pb_found_note(c, PB_FOUND_MODE, PB_WARNING, 0, p->box, 0, false);
  } else if (over && !pb_inks_are_black(inks)) {
    note_inks(c, p, PB_FOUND_OVERPRINT, PB_WARNING, 0, 0);
  }
}
