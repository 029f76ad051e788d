/* What was found on a page, gathered and told: one finding for what is alike, with the worst of it and how often. */
#include "painted.h"

#include "text.h"

enum { KINDS_MAX = 64 /* different ones of a kind on a page; the others count as the last */ };

pb_found *pb_found_note(pb_painted_check *c, pb_found_kind kind, pb_severity severity, uint64_t key, pb_box box, double value,
                        bool least) {
  uint64_t full = (key * 0x9E3779B97F4A7C15u >> 6 | (uint64_t)1 << 58) ^ (uint64_t)kind << 59;
  if (c->of_kind[kind] >= KINDS_MAX) full = (uint64_t)1 << 58 ^ (uint64_t)kind << 59;
  uintptr_t known = (uintptr_t)pb_idmap_get(&c->by_key, full);
  if (!known) {
    pb_found one = {.kind = kind, .severity = severity, .key = key, .box = box, .value = value};
    PB_PUSH(c->j->scratch, c->found, one);
    known = c->found.n;
    pb_idmap_put(c->j->scratch, &c->by_key, full, (void *)known); /* the number + 1 */
    c->of_kind[kind]++;
  }
  pb_found *found = &c->found.at[known - 1];
  if (severity > found->severity) found->severity = severity;
  if (least ? value < found->value : value > found->value) found->value = value, found->box = box;
  found->count++;
  return found;
}

/* How one kind is told: text and hint, as formats of what `tell` hands them. */
static void find(pb_painted_check *c, const pb_found *f, const char *id, const char *message) {
  if (f->count > 1) pb_find(c->j->findings, f->severity, &f->box, id, _("%s (%zu times)"), message, f->count);
  else pb_find(c->j->findings, f->severity, &f->box, id, "%s", message);
}

static void tell_colour(pb_painted_check *c, const pb_found *f) {
  pb_arena *a = c->j->scratch;
  pb_findings *to = c->j->findings;
  switch (f->kind) {
    case PB_FOUND_RGB:
      find(c, f, "pdf-rgb",
           pb_fmt(a, _("%s: the press prints inks, and whoever separates this decides what it looks like"), f->text));
      pb_find_hint(to, _("convert it to CMYK by the printer's profile"));
      break;
    case PB_FOUND_MANAGED:
      find(c, f, "pdf-managed", pb_fmt(a, _("%s: its inks are changed once more on the way to the plates"), f->text));
      pb_find_hint(to, _("write it in DeviceCMYK or DeviceGray, without a profile"));
      break;
    case PB_FOUND_ALTERNATE:
      find(c, f, "pdf-alternate", pb_fmt(a, _("%s, which the press does not have"), f->text));
      pb_find_hint(to, _("give the ink a CMYK alternate"));
      break;
    case PB_FOUND_SPOT:
      find(c, f, "pdf-spot", pb_fmt(a, _("it prints in “%s”, an ink that this press does not have"), f->text));
      pb_find_hint(to, _("convert it to process colours, or ask the printer for the plate"));
      break;
    case PB_FOUND_PLATE:
      find(c, f, "pdf-plate", pb_fmt(a, _("it prints in %s, and the page that it stands on has no such plate"), f->text));
      pb_find_hint(to, _("give the page the ink (`inks`), or ask for the ad in the inks of its page"));
      break;
    case PB_FOUND_ALL:
      find(c, f, "pdf-ink-all", pb_fmt(a, _("it is painted in the registration colour “All”, on every plate")));
      pb_find_hint(to, _("that is for marks outside the trim: use black"));
      break;
    case PB_FOUND_LIMIT:
      find(c, f, "ink-limit",
           pb_fmt(a, _("a colour of %.0f %% ink over %.0f mm²; the press takes %.0f %%"), f->value * 100,
                  f->area * 25.4 * 25.4 / 72 / 72, f->limit));
      pb_find_hint(to, _("take the colour out of what black covers"));
      break;
    default:
      find(c, f, "ink-limit",
           pb_fmt(a, _("a picture has %.0f %% ink over %.0f mm²; the press takes %.0f %%"), f->value * 100,
                  f->area * 25.4 * 25.4 / 72 / 72, f->limit));
      pb_find_hint(to, _("separate it by the printer's profile"));
      break;
  }
}

static void tell_state(pb_painted_check *c, const pb_found *f) {
  pb_findings *to = c->j->findings;
  switch (f->kind) {
    case PB_FOUND_TRANSPARENT:
      find(c, f, "pdf-transparency", pb_fmt(c->j->scratch, _("transparency, which the standard does not allow: %s"), f->text));
      pb_find_hint(to, _("flatten it, or send PDF/X-4 where the printer takes that"));
      break;
    case PB_FOUND_BLEND:
      find(c, f, "pdf-blend-space", pb_fmt(c->j->scratch, _("transparency is blended in %s"), f->text));
      pb_find_hint(to, _("set the blending space of the document to CMYK"));
      break;
    case PB_FOUND_TRANSFER:
      find(c, f, "pdf-transfer", _("a transfer curve changes what is printed"));
      pb_find_hint(to, _("export it without transfer functions"));
      break;
    case PB_FOUND_HALFTONE:
      find(c, f, "pdf-halftone", _("a screen of its own, which the plates do not use"));
      pb_find_hint(to, _("export it without halftones"));
      break;
    case PB_FOUND_TYPE3:
      find(c, f, "pdf-type3", _("text in a font of Type 3: drawn or made of dots, coarse in print"));
      pb_find_hint(to, _("have it set in an outline font"));
      break;
    default: find(c, f, "pdf-layer", _("it is on a layer that is not printed, and was not judged")); break;
  }
}

static void tell_overprint(pb_painted_check *c, const pb_found *f) {
  pb_findings *to = c->j->findings;
  switch (f->kind) {
    case PB_FOUND_RICH:
      find(c, f, "rich-black",
           pb_fmt(c->j->scratch, _("type of %.1f pt in black mixed with other inks (%s): it blurs where plates do not meet"),
                  f->value, f->text));
      pb_find_hint(to, _("set type in black"));
      break;
    case PB_FOUND_KNOCKOUT:
      find(c, f, "pdf-knockout",
           pb_fmt(c->j->scratch, _("black %s of %.2f pt takes out what is under it: white edges show where plates do not meet"),
                  f->text, f->value));
      pb_find_hint(to, _("set it to overprint, in DeviceCMYK with overprint mode 1"));
      break;
    case PB_FOUND_WHITE:
      find(c, f, "pdf-white-overprint", _("white is set to overprint: over ink it is not there"));
      pb_find_hint(to, _("take overprint off"));
      break;
    case PB_FOUND_OVERPRINT:
      find(c, f, "pdf-overprint",
           pb_fmt(c->j->scratch, _("a colour that is not black (%s) overprints what is under it, and mixes with it"), f->text));
      pb_find_hint(to, _("take overprint off; black alone overprints"));
      break;
    default:
      find(c, f, "pdf-overprint-mode", _("it is set to overprint in mode 0, which takes out what is under it all the same"));
      pb_find_hint(to, _("set overprint mode 1"));
      break;
  }
}

static void tell_fine(pb_painted_check *c, const pb_found *f) {
  pb_findings *to = c->j->findings;
  pb_arena *a = c->j->scratch;
  switch (f->kind) {
    case PB_FOUND_SMALL:
      find(c, f, "small-type",
           pb_fmt(a, _("type in several inks (%s) is %.1f pt; below %.1f pt plates that do not meet show"), f->text, f->value,
                  f->limit));
      pb_find_hint(to, _("make it larger, or set it in one ink"));
      break;
    case PB_FOUND_REVERSED:
      find(c, f, "small-type",
           pb_fmt(a, _("type reversed out of an area is %.1f pt; below %.1f pt it fills in"), f->value, f->limit));
      pb_find_hint(to, _("make it larger, or set it in one ink on white"));
      break;
    case PB_FOUND_LEAST:
      find(c, f, "small-type", pb_fmt(a, _("type is %.1f pt; below %.1f pt it can hardly be read"), f->value, f->limit));
      pb_find_hint(to, _("make it larger"));
      break;
    case PB_FOUND_WHITE_LINE:
      find(c, f, "thin-line", pb_fmt(a, _("a white line on an area is %.2f pt; below %.2f pt it fills in"), f->value, f->limit));
      pb_find_hint(to, _("make it thicker"));
      break;
    case PB_FOUND_THIN:
      find(c, f, "thin-line",
           pb_fmt(a, _("a line in several inks (%s) is %.2f pt; below %.2f pt plates that do not meet show"), f->text, f->value,
                  f->limit));
      pb_find_hint(to, _("make it thicker, or draw it in one ink"));
      break;
    case PB_FOUND_HAIR:
      find(c, f, "thin-line", pb_fmt(a, _("a line is %.2f pt; below %.2f pt it may not print"), f->value, f->limit));
      pb_find_hint(to, _("make it thicker"));
      break;
    case PB_FOUND_COARSE:
      find(c, f, "picture-coarse", pb_fmt(a, _("the picture has %.0f samples an inch; it should have %.0f"), f->value, f->limit));
      pb_find_hint(to, _("place it smaller, or get a larger file"));
      break;
    default:
      find(c, f, "picture-fine", pb_fmt(a, _("the picture has %.0f samples an inch; the press shows %.0f"), f->value, f->limit));
      pb_find_hint(to, _("it prints no better than a smaller one, and takes longer"));
      break;
  }
}

void pb_found_tell(pb_painted_check *c) {
  for (unsigned kind = 0; kind < PB_FOUND_COUNT; kind++)
    for (size_t i = 0; c->of_kind[kind] && i < c->found.n; i++) {
      const pb_found *f = &c->found.at[i];
      if (f->kind != kind) continue;
      if (kind <= PB_FOUND_ALL || kind == PB_FOUND_LIMIT || kind == PB_FOUND_LIMIT_PICTURE) tell_colour(c, f);
      else if (kind <= PB_FOUND_HALFTONE || kind >= PB_FOUND_TYPE3) tell_state(c, f);
      else if (kind <= PB_FOUND_MODE) tell_overprint(c, f);
      else tell_fine(c, f);
    }
}
