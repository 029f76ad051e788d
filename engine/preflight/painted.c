/* The checks of what is painted, page by page: what is looked at, and in which order. */
#include "painted.h"

#include <math.h>
#include <string.h>

#include "text.h"

/* Tokens of content a document may have in all: some hundred times a newspaper's. */
static const size_t BUDGET = 100 * 1000 * 1000;

static struct pb_content *content_of(pb_judgement *j) {
  if (j->content) return j->content;
  struct pb_content *content = PB_NEW(j->arena, struct pb_content);
  content->library = (pb_library){.arena = j->arena, .pdf = &j->pdf, .spaces = {.arena = j->arena}};
  content->budget = BUDGET;
  return j->content = content;
}

/* ---- one object ---- */

/* One straight line, thick: an area to what stands on it. */
static bool is_bar(const pb_painted *p) {
  if (p->kind != PB_PAINTED_STROKE || p->path->n != 2 || p->width <= 3) return false;
  double length = hypot(p->path->at[1].x - p->path->at[0].x, p->path->at[1].y - p->path->at[0].y);
  return pb_box_area(p->box) < 1.2 * p->width * length + 2 * p->width * p->width;
}

/* What it leaves on the page for later objects to stand on. */
static void leave(pb_painted_check *c, const pb_painted *p) {
  pb_under *under = &c->content->under;
  bool area = p->kind == PB_PAINTED_FILL, bar = is_bar(p);
  if (p->kind == PB_PAINTED_PICTURE || p->kind == PB_PAINTED_SHADING) pb_under_paint(under, p->path, p->box, NULL, false, 0);
  if (!area && !bar) return;
  double limit = c->j->profile->ink_limit / 100.0;
  pb_wet wet = pb_under_paint(under, area ? p->path : NULL, p->box, p->tone, pb_painted_overprints(p), limit + 0.005);
  if (wet.area > 0) pb_painted_check_wet(c, p, wet);
}

static bool leaves_ink(const pb_painted *p) {
  if (p->kind == PB_PAINTED_GROUP) return false;
  return !p->tone || p->tone->pattern || !pb_inks_are_white(&p->tone->inks);
}

/* Areas that do not overprint are as they are, whatever they stand on. */
static void judge_tone(pb_painted_check *c, const pb_painted *p) {
  bool overprints = p->stroke ? p->state->overprint_stroke : p->state->overprint;
  pb_beneath beneath = {0};
  if (p->kind != PB_PAINTED_FILL || overprints) beneath = pb_under_look(&c->content->under, p->box);
  pb_painted_check_inks(c, p);
  pb_painted_check_overprint(c, p, &beneath);
  if (p->kind == PB_PAINTED_TEXT) pb_painted_check_type(c, p, &beneath);
  if (p->kind == PB_PAINTED_FILL || p->kind == PB_PAINTED_STROKE) pb_painted_check_line(c, p);
}

static const pb_space *space_of(const pb_painted *p) {
  const pb_pattern *pattern = p->tone ? p->tone->pattern : NULL;
  const pb_shading *shading = pattern ? pattern->shading : p->shading;
  if (shading) return shading->space;
  return p->tone ? p->tone->space : p->kind == PB_PAINTED_PICTURE ? p->picture->space : NULL;
}

/* How much ink there can be at most, object over object. */
static void bound_ink(pb_painted_check *c, const pb_painted *p) {
  const pb_inks *inks = p->tone && !p->tone->pattern ? &p->tone->inks : NULL;
  c->unbounded = c->unbounded || (p->state && p->state->blend);
  if (p->kind == PB_PAINTED_GROUP) return;
  if (inks && !inks->guessed && !inks->all) {
    for (int i = 0; i < 4; i++) c->plates[i] = fmaxf(c->plates[i], inks->cmyk[i]);
    c->plates[4] = fmaxf(c->plates[4], inks->spots);
  } else if (!inks && p->kind == PB_PAINTED_PICTURE && p->picture->space && p->picture->space->kind == PB_SPACE_GREY) {
    c->plates[3] = 1;
  } else {
    c->unbounded = true;
  }
}

static double ink_bound(const pb_painted_check *c) {
  double sum = c->plates[4] * (double)c->content->library.spaces.spots.n;
  for (int i = 0; i < 4; i++) sum += c->plates[i];
  return c->unbounded ? HUGE_VAL : sum;
}

static void judge(void *user, const pb_painted *p) {
  pb_painted_check *c = user;
  if (p->hidden) {
    if (p->kind != PB_PAINTED_GROUP) pb_found_note(c, PB_FOUND_HIDDEN, PB_NOTE, 0, p->box, 0, false);
    return;
  }
  if (pb_box_is_none(pb_box_common(p->box, c->bleed))) return;
  bound_ink(c, p);
  c->adds = c->adds || pb_painted_may_add(c, p);
  c->inked = c->inked || (leaves_ink(p) && !pb_box_is_none(pb_box_common(p->box, c->page->view.trim)));
  pb_painted_check_state(c, p);
  const pb_space *space = space_of(p);
  if (space) pb_painted_check_space(c, p, space);
  if (p->kind == PB_PAINTED_PICTURE) pb_painted_check_picture(c, p);
  if (p->kind == PB_PAINTED_SHADING && p->shading) pb_painted_check_shading(c, p);
  if (p->kind == PB_PAINTED_TEXT && p->state->text.font->type3) pb_found_note(c, PB_FOUND_TYPE3, PB_WARNING, 0, p->box, 0, false);
  if (p->tone && !p->tone->pattern) judge_tone(c, p);
  leave(c, p);
}

/* ---- the page as a whole ---- */

/* What the content has wrong, of that only what there is. */
static void tell_broken(pb_painted_check *c, const pb_walk_faults *f) {
  const struct {
    size_t n;
    const char *what;
    bool severe;
  } parts[] = {{f->unreadable, _("streams unreadable: %zu"), true},
               {f->garbage, _("tokens unknown: %zu"), true},
               {f->unknown, _("operators unknown: %zu"), true},
               {f->operands, _("operators without what they need: %zu"), false},
               {f->unsaved + f->open, _("states unbalanced: %zu"), false},
               {f->loops, _("forms within themselves: %zu"), true}};
  const char *all = "";
  bool severe = false;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (!parts[i].n) continue;
    all = pb_fmt(c->j->scratch, "%s%s", all, *all ? _(", ") : "");
    all = pb_fmt(c->j->scratch, "%s%s", all, pb_fmt(c->j->scratch, parts[i].what, parts[i].n));
    severe = severe || parts[i].severe;
  }
  if (!*all) return;
  pb_find(c->j->findings, severe ? PB_ERROR : PB_WARNING, NULL, "pdf-content", _("its content has faults: %s"), all);
  pb_find_hint(c->j->findings, _("each program makes something else of it: have it exported anew"));
}

static void tell_faults(pb_painted_check *c, const pb_walk_faults *f) {
  pb_findings *findings = c->j->findings;
  if (f->tired) {
    pb_find(findings, PB_WARNING, NULL, "pdf-too-much", _("its content is more than is looked at: not all of the page was judged"));
    pb_find_hint(findings, _("a drawing of millions of lines does better as a picture"));
  }
  if (f->missing) {
    pb_find(findings, PB_ERROR, NULL, "pdf-resource",
            _("it paints with “%s”, which the file does not have (%zu times such a thing is missing)"), f->first_missing,
            f->missing);
    pb_find_hint(findings, _("something will be missing on the plates: have it exported anew"));
  }
  tell_broken(c, f);
  if (f->invisible) {
    pb_find(findings, PB_NOTE, NULL, "pdf-invisible", _("%zu pieces of text are invisible"), f->invisible);
    pb_find_hint(findings, _("usual over scanned pages; anywhere else ask what they are"));
  }
}

static void check_empty(pb_painted_check *c) {
  if (c->inked) return;
  pb_find(c->j->findings, PB_WARNING, NULL, "pdf-empty", _("nothing on the page leaves ink"));
  pb_find_hint(c->j->findings, _("is it the right page?"));
}

/* A transparency group of the page: forbidden in PDF/X-1a, in the others it blends in a space that must be the press's. */
static void check_group(pb_painted_check *c) {
  pb_pdf *pdf = &c->j->pdf;
  qpdf_oh group = pb_pdf_get(pdf, c->page->dict, "Group");
  if (!pb_pdf_key_is(pdf, group, "S", "Transparency")) return;
  pb_painted p = {.kind = PB_PAINTED_GROUP, .box = c->page->view.trim, .state = &(pb_graphics){.alpha = 1, .alpha_stroke = 1}};
  p.blend_space = PB_SPACE_UNKNOWN;
  qpdf_oh space = pb_pdf_get(pdf, group, "CS");
  if (!qpdf_oh_is_null(pdf->qpdf, space))
    p.blend_space = pb_space_family(pb_space_read(&c->content->library.spaces, pdf, space, qpdf_oh_new_null(pdf->qpdf)));
  pb_painted_check_state(c, &p);
}

/* ---- names of spot inks ---- */

/* A name as people read it: PANTONE 186 C, Pantone 186C and pantone 186 CV are one ink. */
static void fold_name(const char *name, char out[64]) {
  size_t n = 0;
  for (; *name && n < 63; name++)
    if (*name != ' ' && *name != '-' && *name != '_') out[n++] = (char)(*name >= 'A' && *name <= 'Z' ? *name - 'A' + 'a' : *name);
  if (n > 10 && out[n - 1] == 'v' && out[n - 2] == 'c') n--;
  out[n] = 0;
}

static bool same_ink(const char *a, const char *b) {
  char x[64], y[64];
  fold_name(a, x);
  fold_name(b, y);
  return strcmp(x, y) == 0;
}

/* Is it a process ink by another name? */
static bool is_process_name(const char *name) {
  static const char *const NAMES[] = {"cyan",           "magenta",       "yellow", "black", "process cyan", "process magenta",
                                      "process yellow", "process black", "青",     "品红",  "黄",           "黑"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (same_ink(name, NAMES[i])) return true;
  return false;
}

/* Those met on this page for the first time. */
static void check_spot_names(pb_painted_check *c) {
  pb_spaces *spaces = &c->content->library.spaces;
  for (; c->content->spots_judged < spaces->spots.n; c->content->spots_judged++) {
    const pb_spot *spot = &spaces->spots.at[c->content->spots_judged];
    if (is_process_name(spot->name)) {
      pb_find(c->j->findings, PB_WARNING, NULL, "pdf-ink-name",
              _("the ink “%s” is a process ink by another name: it gets a plate of its own"), spot->name);
      pb_find_hint(c->j->findings, _("call it Cyan, Magenta, Yellow or Black"));
    }
    for (size_t i = 0; i < c->content->spots_judged; i++) {
      if (!same_ink(spot->name, spaces->spots.at[i].name)) continue;
      pb_find(c->j->findings, PB_WARNING, NULL, "pdf-ink-name", _("the inks “%s” and “%s” look like one: they get a plate each"),
              spaces->spots.at[i].name, spot->name);
      pb_find_hint(c->j->findings, _("give them one name"));
    }
  }
}

/* ---- the check ---- */

void pb_check_content(pb_judgement *j, const pb_pdf_page *page) {
  struct pb_content *content = content_of(j);
  pb_painted_check c = {.j = j, .page = page, .content = content, .unit = page->view.unit > 0 ? page->view.unit : 1};
  c.bleed = page->view.trim;
  if (page->given & PB_HAS_BLEED) pb_box_join(&c.bleed, page->bleed);
  pb_under_begin(&content->under, j->scratch, c.bleed);
  pb_walk_faults faults;
  pb_walk_job job = {&content->library, j->scratch, page, &content->budget, judge, &c};
  pb_walk_page(&job, &faults);
  check_group(&c);
  check_spot_names(&c);
  pb_found_tell(&c);
  tell_faults(&c, &faults);
  c.unbounded = c.unbounded || faults.tired || faults.unreadable || faults.garbage || faults.unknown;
  j->ink_bound = ink_bound(&c);
  j->ink_adds = c.adds || faults.tired || faults.unreadable || faults.garbage || faults.unknown;
  if (!faults.tired && !faults.unreadable) check_empty(&c);
}

void pb_check_content_done(pb_judgement *j) {
  if (j->content) pb_under_drop(&j->content->under);
}
