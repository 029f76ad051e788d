#include "build.h"

#include <string.h>

#include "fold.h"
#include "knockout.h"
#include "text.h"

const pb_colour PB_BLACK = {.ink = 0, .tint = 1000};
const pb_colour PB_WHITE = {.ink = 0, .tint = 0};

pb_build *pb_build_new(const pb_fill_job *job) {
  pb_build *b = PB_NEW(job->arena, pb_build);
  b->arena = job->arena;
  b->scratch = pb_arena_new();
  b->diags = job->diags;
  b->fonts = job->fonts;
  b->plan = job->plan;
  b->proof = job->proof;
  b->pages = PB_NEW_N(b->arena, pb_build_page, job->plan->npages);
  for (size_t i = 0; i < job->plan->npages; i++)
    b->pages[i].placements = PB_NEW_N(b->arena, pb_item_list, job->plan->pages[i].nplacements);
  return b;
}

pb_shaper pb_build_shaper(const pb_build *b, const pb_layout *layout) {
  return (pb_shaper){.arena = b->arena, .diags = b->diags, .fonts = b->fonts, .layout = layout};
}

/* ---- where items go ---- */

static pb_pen pen_into(pb_build *b, size_t page, pb_item_list *into) {
  return (pb_pen){.build = b, .layout = b->plan->pages[page].layout, .into = into, .page = (uint16_t)page};
}

pb_pen pb_pen_back(pb_build *b, size_t page) { return pen_into(b, page, &b->pages[page].back); }
pb_pen pb_pen_furniture(pb_build *b, size_t page) { return pen_into(b, page, &b->pages[page].furniture); }

pb_pen pb_pen_placement(pb_build *b, size_t page, size_t placement) {
  return pen_into(b, page, &b->pages[page].placements[placement]);
}

/* Glyph runs are turned by their maker. */
static void turn_item(const pb_turn *turn, pb_item *item) {
  if (item->kind == PB_ITEM_FILL) item->fill = pb_turn_rect(turn, item->fill);
  if (item->kind == PB_ITEM_PICTURE) {
    item->picture.rect = pb_turn_rect(turn, item->picture.rect);
    item->picture.clip = pb_turn_rect(turn, item->picture.clip);
  }
  if (item->kind != PB_ITEM_LINE) return;
  pb_len x0 = item->line.x0, x1 = item->line.x1;
  item->line.x0 = turn->right - item->line.y0;
  item->line.x1 = turn->right - item->line.y1;
  item->line.y0 = turn->top + x0;
  item->line.y1 = turn->top + x1;
}

void pb_pen_item(const pb_pen *pen, pb_item item) {
  item.piece = pen->piece;
  item.mark = pen->mark;
  if (pen->turn.on) turn_item(&pen->turn, &item);
  PB_PUSH(pen->build->arena, *pen->into, item);
}

/* ---- stories, pieces ---- */

enum { FIRST_OWN_BLOCK = 0x10000 }; /* above any block number of an article's body */

/* The title in one line, as outlines and continuations show it. */
static pb_str one_line_title(pb_arena *arena, const pb_article *article) {
  size_t n = 0;
  for (size_t i = 0; i < article->headline.n; i++)
    for (size_t k = 0; k < article->headline.lines[i].n; k++) n += article->headline.lines[i].pieces[k].text.n + 1;
  if (n == 0) return pb_str_from(article->id);
  char *s = pb_alloc(arena, n + 1);
  size_t at = 0;
  for (size_t i = 0; i < article->headline.n; i++) {
    if (i && at) s[at++] = ' ';
    for (size_t k = 0; k < article->headline.lines[i].n; k++) {
      pb_str text = article->headline.lines[i].pieces[k].text;
      memcpy(s + at, text.s, text.n);
      at += text.n;
    }
  }
  return (pb_str){s, at};
}

uint32_t pb_build_add_story(pb_build *b, const pb_article *article, uint16_t page, pb_len x, pb_len y) {
  pb_build_story story = {.story = {.article = article, .first_page = page, .x = x, .y = y}, .blocks = FIRST_OWN_BLOCK};
  if (article) story.story.title = one_line_title(b->arena, article);
  PB_PUSH(b->arena, b->stories, story);
  return (uint32_t)(b->stories.n - 1);
}

uint32_t pb_build_block(pb_build *b, uint32_t story) { return b->stories.at[story].blocks++; }

uint32_t pb_build_add_piece(pb_build *b, pb_tag_piece piece) {
  PB_PUSH(b->arena, b->pieces, piece);
  return (uint32_t)b->pieces.n;
}

void pb_build_add_leg(pb_build *b, uint32_t story, uint16_t page, pb_rect rect) {
  PB_PUSH(b->arena, b->stories.at[story].legs, ((pb_leg_rect){.page = page, .rect = rect}));
}

void pb_build_add_link(pb_build *b, pb_link link) { PB_PUSH(b->arena, b->links, link); }

uint32_t pb_build_add_picture(pb_build *b, const pb_picture *picture) {
  for (size_t i = 0; i < b->pictures.n; i++)
    if (b->pictures.at[i]->page.number == picture->page.number && strcmp(b->pictures.at[i]->path, picture->path) == 0)
      return (uint32_t)i;
  PB_PUSH(b->arena, b->pictures, picture);
  return (uint32_t)(b->pictures.n - 1);
}

/* ---- colour ---- */

static bool may_print(const pb_plan_page *page, uint16_t ink) { return ink == 0 || (ink < 64 && (page->inks >> ink & 1)); }

pb_paint pb_pen_paint(const pb_pen *pen, pb_colour colour, bool fine, pb_span span) {
  const pb_plan_page *page = &pen->build->plan->pages[pen->page];
  if (colour.tint > 1000) colour.tint = 1000;
  if (colour.tint > 0 && !may_print(page, colour.ink)) {
    bool *noted = &pen->build->pages[pen->page].ink_noted;
    pb_str name = colour.ink < page->layout->ninks ? page->layout->inks[colour.ink].name : PB_STR("?");
    if (!*noted) {
      pb_diag(pen->build->diags, PB_NOTE, span, "ink-goes-grey", _("page %.*s does not print with ink %.*s: black is used"),
              PB_STR_ARG(page->label), PB_STR_ARG(name));
      pb_diag_hint(pen->build->diags, _("name the ink under `inks:` of the page, or choose a style without it"));
    }
    *noted = true;
    colour.ink = 0;
  }
  return (pb_paint){.ink = colour.ink, .tint = colour.tint, .overprint = fine && colour.ink == 0 && colour.tint == 1000};
}

/* ---- style ---- */

/* What a layout that names no such style gets: a font, a size as a share of the body's, an alignment. */
typedef struct {
  const char *name, *font;
  uint16_t weight, size; /* size in 1/1000 of the body size */
  pb_align align;
  pb_len letter;
} made_style;

static const made_style MADE[] = {
    {"caption", "kai", 400, 1000, PB_ALIGN_LEFT, 0},
    {"credit", "kai", 400, 889, PB_ALIGN_RIGHT, 0},
    {"jump", "kai", 400, 1000, PB_ALIGN_RIGHT, 0},
    {"continued", "hei", 700, 1500, PB_ALIGN_LEFT, 0},
    {"folio", "song", 400, 1000, PB_ALIGN_LEFT, 0},
    {"folio-name", "hei", 700, 1667, PB_ALIGN_CENTRE, 0},
    {"nameplate", "kai", 700, 8000, PB_ALIGN_CENTRE, 0},
    {"imprint", "song", 400, 889, PB_ALIGN_CENTRE, 0},
    {"dateline", "song", 700, 1167, PB_ALIGN_CENTRE, 0},
    {"ear", "song", 400, 1000, PB_ALIGN_LEFT, 0},
    {"ear-head", "hei", 700, 1667, PB_ALIGN_LEFT, 0},
    {"folio-paper", "kai", 700, 1167, PB_ALIGN_LEFT, 0},
    {"credits", "song", 400, 889, PB_ALIGN_CENTRE, 0},
    {"label", "hei", 400, 667, PB_ALIGN_LEFT, 0},
    {"topic-head", "hei", 700, 3000, PB_ALIGN_CENTRE, 102},
    {"proof", "hei", 700, 778, PB_ALIGN_RIGHT, 0},
    {"slug", "hei", 400, 667, PB_ALIGN_LEFT, 0},
};

static const pb_style *make_style(pb_arena *arena, const pb_layout *layout, const made_style *like) {
  pb_style *style = PB_NEW(arena, pb_style);
  if (layout->nstyles) *style = *pb_body_style(layout, NULL);
  style->name = pb_str_from(like->name);
  style->font = pb_str_from(like->font);
  style->weight = like->weight;
  style->sizes[0] = (pb_len)((int64_t)layout->body * like->size / 1000);
  style->nsizes = 1;
  style->align = like->align;
  style->letter = like->letter;
  style->line = 0;
  style->indent = style->inset_left = style->inset_right = 0;
  style->scale_min = 800;
  style->scale_max = 1000;
  style->colour = PB_BLACK;
  if (!style->language.n) style->language = PB_STR("zh-Hans");
  return style;
}

const pb_style *pb_build_style(const pb_build *b, const pb_layout *layout, const char *name) {
  int found = pb_layout_style(layout, name);
  if (found >= 0) return &layout->styles[found];
  const made_style *like = &MADE[0];
  for (size_t i = 0; i < sizeof MADE / sizeof *MADE; i++)
    if (strcmp(MADE[i].name, name) == 0) like = &MADE[i];
  return make_style(b->arena, layout, like);
}

const pb_style *pb_pen_style(const pb_pen *pen, const char *name) { return pb_build_style(pen->build, pen->layout, name); }

const pb_style *pb_body_style(const pb_layout *layout, const pb_frame *frame) {
  int style = frame && frame->body >= 0 ? frame->body : pb_layout_style(layout, "body");
  return &layout->styles[style >= 0 && (size_t)style < layout->nstyles ? style : 0];
}

static int32_t body_ascent(pb_build *b, const pb_layout *layout) {
  if (layout->nstyles == 0 || !b->fonts) return 901;
  const pb_style *body = pb_body_style(layout, NULL);
  pb_face_id face = pb_fonts_find(b->fonts, body->font, body->weight, body->language, body->span);
  return face == PB_NO_FACE ? 901 : pb_fonts_info(b->fonts, face)->ascent;
}

pb_len pb_baseline(pb_build *b, const pb_layout *layout, pb_len height, pb_len size) {
  if (b->measured != layout) {
    b->measured = layout;
    b->ascent = body_ascent(b, layout);
  }
  return (height - size) / 2 + (pb_len)((int64_t)size * b->ascent / 1024);
}

/* ---- the end ---- */

static void append(pb_arena *arena, pb_item_list *all, const pb_item_list *more) {
  for (size_t i = 0; i < more->n; i++) PB_PUSH(arena, *all, more->at[i]);
}

static pb_page finish_page(pb_build *b, size_t i) {
  const pb_plan_page *plan = &b->plan->pages[i];
  pb_build_page *page = &b->pages[i];
  pb_item_list all = {0};
  append(b->arena, &all, &page->back);
  append(b->arena, &all, &page->furniture);
  for (size_t k = 0; k < plan->nplacements; k++) append(b->arena, &all, &page->placements[k]);
  pb_knock_out(plan->layout, all.at, all.n);
  pb_fold_check(b, plan, all.at, all.n);
  return (pb_page){.width = plan->layout->trim_width,
                   .height = plan->layout->trim_height,
                   .bleed = plan->layout->bleed,
                   .layout = plan->layout,
                   .inks = plan->inks | 1,
                   .label = plan->label,
                   .fold = pb_layout_fold(plan->layout),
                   .sides = {plan->sides[0].label, plan->sides[1].label},
                   .turned = plan->sides[0].number > plan->sides[1].number,
                   .items = all.at,
                   .nitems = all.n};
}

static const pb_edition_story *finish_stories(pb_build *b) {
  pb_edition_story *stories = PB_NEW_N(b->arena, pb_edition_story, b->stories.n);
  for (size_t i = 0; i < b->stories.n; i++) {
    stories[i] = b->stories.at[i].story;
    stories[i].legs = b->stories.at[i].legs.at;
    stories[i].nlegs = b->stories.at[i].legs.n;
  }
  return stories;
}

const pb_edition *pb_build_edition(pb_build *b) {
  const pb_plan *plan = b->plan;
  pb_edition *e = PB_NEW(b->arena, pb_edition);
  pb_page *pages = PB_NEW_N(b->arena, pb_page, plan->npages);
  for (size_t i = 0; i < plan->npages; i++) pages[i] = finish_page(b, i);
  e->title = pb_str_from(pb_fmt(b->arena, "%.*s %04d-%02d-%02d", PB_STR_ARG(plan->paper->name), plan->issue->year,
                                plan->issue->month, plan->issue->day));
  if (plan->zone) e->zone = plan->zone->name.text;
  e->binds_right = plan->paper->binds_right;
  e->publisher = plan->paper->publisher;
  e->language = plan->paper->language.n ? plan->paper->language : PB_STR("zh-Hans");
  e->year = plan->issue->year;
  e->month = plan->issue->month;
  e->day = plan->issue->day;
  e->pages = pages;
  e->npages = plan->npages;
  e->pictures = b->pictures.at;
  e->npictures = b->pictures.n;
  e->trimmed = b->trimmed.at;
  e->ntrimmed = b->trimmed.n;
  e->upright = b->upright.at;
  e->nupright = b->upright.n;
  e->pieces = b->pieces.at;
  e->npieces = b->pieces.n;
  e->stories = finish_stories(b);
  e->nstories = b->stories.n;
  e->links = b->links.at;
  e->nlinks = b->links.n;
  pb_arena_drop(b->scratch);
  b->scratch = NULL;
  return e;
}
