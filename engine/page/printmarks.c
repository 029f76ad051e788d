#include "printmarks.h"

#include <string.h>

#include "type.h"

/* Lengths on a sheet, 1/10 mm. */
#define MM10(n) ((pb_len)((int64_t)(n)*72 * PB_PT / 254))

enum {
  CROP = 50,      /* a crop mark's length */
  TARGET = 20,    /* the radius of a registration mark's ring */
  CROSS = 30,     /* and half of its cross */
  PATCH = 50,     /* a side of the colour bar's patches */
  DEPTH = 60,     /* of all marks, from `offset` out */
  ROOM = 70,      /* what the sheet grows by beyond the offset */
  ASIDE = 120,    /* a registration mark gives way so far to a fold mark */
  CLEAR = 60,     /* what the middle of a side keeps free, to each hand */
  MARKS_INKS = 9, /* a mark's own: the four, all of them, and four mixtures */
};
#define STROKE (PB_PT / 4)

/* One page's marks. */
typedef struct {
  const pb_print_marks_job *job;
  pb_build *build;
  const pb_page *page;
  pb_layout *layout; /* the page's, with the marks' own inks after its own */
  pb_ink *inks;      /* of it */
  uint16_t *plates;  /* the inks of its plates, one each */
  size_t nplates;
  unsigned process;     /* bits of C, M, Y, K: the process plates that it has */
  uint16_t all_process; /* the ink of all those; with spot inks printed over it, all plates */
  pb_item_list items;
  pb_len inner; /* from the trim to the marks */
} sheet;

/* ---- inks ---- */

/* The process plates that the page's inks, or its pictures, print from: bits of C, M, Y, K. */
static unsigned process_plates(const pb_page *page) {
  unsigned found = 8; /* text */
  for (size_t i = 0; i < page->layout->ninks && i < 64; i++) {
    const pb_ink *ink = &page->layout->inks[i];
    if (!(page->inks >> i & 1) || ink->kind == PB_INK_SPOT) continue;
    for (unsigned c = 0; c < 4; c++)
      if (ink->cmyk[c]) found |= 1u << c;
  }
  return found;
}

static bool known_spot(const sheet *s, const pb_ink *ink) {
  for (size_t i = 0; i < s->nplates; i++)
    if (pb_str_eq(s->layout->inks[s->plates[i]].spot, ink->spot)) return true;
  return false;
}

/* An ink of the process plates in `plates`, after the layout's own. */
static uint16_t add_ink(sheet *s, const char *name, unsigned plates) {
  pb_ink ink = {.name = pb_str_from(name)};
  for (unsigned c = 0; c < 4; c++) ink.cmyk[c] = plates >> c & 1 ? 1000 : 0;
  s->inks[s->layout->ninks] = ink;
  return (uint16_t)s->layout->ninks++;
}

/* A layout of the page's own, whose inks end with those of the marks. */
static void make_inks(sheet *s) {
  static const char *const NAMES[] = {"Cyan", "Magenta", "Yellow", "Black"};
  pb_arena *arena = s->job->arena;
  const pb_layout *from = s->page->layout;
  s->layout = PB_NEW(arena, pb_layout);
  *s->layout = *from;
  s->layout->inks = s->inks = PB_NEW_N(arena, pb_ink, from->ninks + MARKS_INKS);
  memcpy(s->inks, from->inks, from->ninks * sizeof *s->inks);
  s->plates = PB_NEW_N(arena, uint16_t, from->ninks + 4);
  s->process = process_plates(s->page);
  for (unsigned c = 0; c < 4; c++)
    if (s->process >> c & 1) s->plates[s->nplates++] = add_ink(s, NAMES[c], 1u << c);
  s->all_process = add_ink(s, "registration", s->process);
  for (size_t i = 0; i < from->ninks && i < 64; i++) {
    const pb_ink *ink = &from->inks[i];
    if ((s->page->inks >> i & 1) && ink->kind == PB_INK_SPOT && !known_spot(s, ink)) s->plates[s->nplates++] = (uint16_t)i;
  }
}

static bool is_spot(const sheet *s, uint16_t ink) { return s->layout->inks[ink].kind == PB_INK_SPOT; }

static pb_str name_of(const sheet *s, uint16_t ink) {
  return is_spot(s, ink) ? s->layout->inks[ink].spot : s->layout->inks[ink].name;
}

/* ---- items ---- */

static void put(sheet *s, pb_item item, uint16_t ink, uint16_t tint) {
  item.paint = (pb_paint){.ink = ink, .tint = tint, .overprint = tint > 0};
  PB_PUSH(s->job->arena, s->items, item);
}

/* On every plate: once for the process plates, and over that in each spot ink. */
static void put_on_all(sheet *s, pb_item item) {
  put(s, item, s->all_process, 1000);
  for (size_t i = 0; i < s->nplates; i++)
    if (is_spot(s, s->plates[i])) put(s, item, s->plates[i], 1000);
}

static pb_item line(pb_len x0, pb_len y0, pb_len x1, pb_len y1) {
  return (pb_item){.kind = PB_ITEM_LINE, .line = {x0, y0, x1, y1, STROKE, PB_LINE_THIN}};
}

static pb_item dot(pb_len x, pb_len y, pb_len across) {
  return (pb_item){.kind = PB_ITEM_LINE, .line = {x, y, x, y, across, PB_LINE_DOTTED}};
}

/* ---- crop, fold, registration ---- */

static void draw_crop(sheet *s) {
  pb_len w = s->page->width, h = s->page->height, from = s->inner, to = s->inner + MM10(CROP);
  for (int i = 0; i < 4; i++) {
    pb_len x = i & 1 ? w : 0, y = i & 2 ? h : 0, dx = i & 1 ? 1 : -1, dy = i & 2 ? 1 : -1;
    put_on_all(s, line(x + dx * from, y, x + dx * to, y));
    put_on_all(s, line(x, y + dy * from, x, y + dy * to));
  }
}

/* Two dashes from the marks' inner edge out: the place (x, y) is on the trim, (dx, dy) is the way out. */
static void draw_dashes(sheet *s, pb_len x, pb_len y, int dx, int dy) {
  pb_len from = s->inner, to = s->inner + MM10(CROP), dash = MM10(CROP) * 2 / 5;
  put_on_all(s, line(x + dx * from, y + dy * from, x + dx * (from + dash), y + dy * (from + dash)));
  put_on_all(s, line(x + dx * (to - dash), y + dy * (to - dash), x + dx * to, y + dy * to));
}

/* The fold across the middle; of a spread also the one between its pages. */
static void draw_fold(sheet *s) {
  const pb_page *page = s->page;
  draw_dashes(s, 0, page->height / 2, -1, 0);
  draw_dashes(s, page->width, page->height / 2, 1, 0);
  if (!page->fold) return;
  draw_dashes(s, page->fold, 0, 0, -1);
  draw_dashes(s, page->fold, page->height, 0, 1);
}

/* Where registration marks above and below the page stand: beside the fold mark, if there is one. */
static pb_len middle_of(const sheet *s) { return s->page->width / 2 + (s->page->fold && s->job->marks->fold ? MM10(ASIDE) : 0); }

static void draw_target(sheet *s, pb_len x, pb_len y) {
  put_on_all(s, dot(x, y, 2 * MM10(TARGET)));
  put(s, dot(x, y, 2 * (MM10(TARGET) - STROKE)), s->all_process, 0);
  put_on_all(s, line(x - MM10(CROSS), y, x + MM10(CROSS), y));
  put_on_all(s, line(x, y - MM10(CROSS), x, y + MM10(CROSS)));
}

static void draw_registration(sheet *s) {
  pb_len w = s->page->width, h = s->page->height, out = s->inner + MM10(DEPTH) / 2;
  pb_len aside = s->job->marks->fold ? MM10(ASIDE) : 0;
  draw_target(s, middle_of(s), -out);
  draw_target(s, middle_of(s), h + out);
  draw_target(s, -out, h / 2 + aside);
  draw_target(s, w + out, h / 2 + aside);
}

/* ---- colour bar ---- */

/* A patch in one ink, or in a second one printed over it. */
typedef struct {
  uint16_t ink, tint;
  const uint16_t *over; /* NULL: none */
} patch;

typedef PB_VEC(patch) patches;

/* Each plate in four steps, then colours on one another: cyan, magenta and yellow, and each spot ink on each other plate. */
static patches make_patches(sheet *s) {
  static const uint16_t STEPS[] = {1000, 750, 500, 250};
  static const unsigned MIXTURES[] = {3, 5, 6, 7};
  pb_arena *arena = s->job->arena;
  patches all = {0};
  for (size_t i = 0; i < s->nplates; i++)
    for (size_t k = 0; k < sizeof STEPS / sizeof *STEPS; k++) PB_PUSH(arena, all, ((patch){s->plates[i], STEPS[k], NULL}));
  for (size_t i = 0; i < sizeof MIXTURES / sizeof *MIXTURES; i++)
    if ((s->process & MIXTURES[i]) == MIXTURES[i]) PB_PUSH(arena, all, ((patch){add_ink(s, "overprint", MIXTURES[i]), 1000, NULL}));
  for (size_t i = 0; i < s->nplates; i++)
    for (size_t k = 0; k < i && is_spot(s, s->plates[i]); k++) PB_PUSH(arena, all, ((patch){s->plates[k], 1000, &s->plates[i]}));
  return all;
}

static void draw_bar(sheet *s) {
  patches all = make_patches(s);
  pb_len most = s->page->width / 2 - 2 * MM10(CLEAR), side = MM10(PATCH);
  if (most <= 0 || !all.n) return;
  if (side > most / (pb_len)all.n) side = most / (pb_len)all.n;
  for (size_t i = 0; i < all.n; i++) {
    pb_rect rect = {MM10(CLEAR) + (pb_len)i * side, s->page->height + s->inner, side, MM10(PATCH)};
    pb_item item = {.kind = PB_ITEM_FILL, .fill = rect};
    put(s, item, all.at[i].ink, all.at[i].tint);
    if (all.at[i].over) put(s, item, *all.at[i].over, all.at[i].tint);
  }
}

/* ---- slug ---- */

/* Sets a text at x, no wider than `measure`, and returns its width. It is on one plate, or with `plate` NULL on all. */
static pb_len set_text(sheet *s, pb_str text, pb_len x, pb_len measure, const uint16_t *plate) {
  pb_item_list drawn = {0};
  pb_pen pen = {.build = s->build, .layout = s->layout, .into = &drawn};
  pb_type type = pb_type_fit(pb_pen_maker(&pen), text, (pb_span){0}, pb_pen_style(&pen, "slug"), measure);
  pb_type_draw_in(&pen, &type, x, -(s->inner + MM10(DEPTH) / 2), type.width, PB_ALIGN_LEFT);
  for (size_t i = 0; i < drawn.n; i++) {
    if (plate) put(s, drawn.at[i], *plate, 1000);
    else put_on_all(s, drawn.at[i]);
  }
  return type.width;
}

/* Left of the middle what page it is and when it was made, on every plate; right of it each plate's name, on that plate. */
static void draw_slug(sheet *s) {
  pb_len half = s->page->width / 2 - 2 * MM10(CLEAR), gap = MM10(30), x = middle_of(s) + MM10(CLEAR);
  pb_str when = s->job->when;
  pb_str text = pb_str_from(pb_fmt(s->job->arena, "%.*s　%.*s版%s%.*s", PB_STR_ARG(s->job->edition->title),
                                   PB_STR_ARG(s->page->label), when.n ? "　" : "", PB_STR_ARG(when)));
  if (half <= 0) return;
  set_text(s, text, MM10(CLEAR), half, NULL);
  pb_len each = (s->page->width - MM10(CLEAR) - x - gap * (pb_len)(s->nplates - 1)) / (pb_len)s->nplates;
  for (size_t i = 0; i < s->nplates && each > 0; i++) x += set_text(s, name_of(s, s->plates[i]), x, each, &s->plates[i]) + gap;
}

/* ---- pages ---- */

static pb_page mark_page(const pb_print_marks_job *job, pb_build *build, const pb_page *from) {
  const pb_print_marks *marks = job->marks;
  sheet s = {.job = job, .build = build, .page = from, .inner = from->bleed + marks->offset};
  pb_page page = *from;
  make_inks(&s);
  if (marks->crop) draw_crop(&s);
  if (marks->fold) draw_fold(&s);
  if (marks->registration) draw_registration(&s);
  if (marks->bar) draw_bar(&s);
  if (marks->slug) draw_slug(&s);
  pb_item *items = PB_NEW_N(job->arena, pb_item, from->nitems + s.items.n);
  memcpy(items, from->items, from->nitems * sizeof *items);
  if (s.items.n) memcpy(items + from->nitems, s.items.at, s.items.n * sizeof *items);
  page.layout = s.layout;
  page.items = items;
  page.nitems = from->nitems + s.items.n;
  page.margin = marks->offset + MM10(ROOM);
  return page;
}

/* What draws type wants to know of the edition: its pages' inks, and the marks of its type that it may share. */
static pb_build *make_build(const pb_print_marks_job *job) {
  const pb_edition *edition = job->edition;
  pb_plan *plan = PB_NEW(job->arena, pb_plan);
  pb_plan_page *pages = PB_NEW_N(job->arena, pb_plan_page, 1);
  pages[0].layout = edition->pages[0].layout;
  plan->pages = pages;
  plan->npages = 1;
  pb_build *build = pb_build_new(&(pb_fill_job){.arena = job->arena, .diags = job->diags, .fonts = job->fonts, .plan = plan});
  for (size_t i = 0; i < edition->ntrimmed; i++) PB_PUSH(job->arena, build->trimmed, edition->trimmed[i]);
  return build;
}

const pb_edition *pb_print_marks_draw(const pb_print_marks_job *job) {
  if (!pb_print_marks_any(job->marks) || job->edition->npages == 0) return job->edition;
  pb_build *build = make_build(job);
  pb_edition *edition = PB_NEW(job->arena, pb_edition);
  pb_page *pages = PB_NEW_N(job->arena, pb_page, job->edition->npages);
  *edition = *job->edition;
  for (size_t i = 0; i < edition->npages; i++) pages[i] = mark_page(job, build, &job->edition->pages[i]);
  edition->pages = pages;
  edition->trimmed = build->trimmed.at;
  edition->ntrimmed = build->trimmed.n;
  pb_arena_drop(build->scratch);
  return edition;
}
