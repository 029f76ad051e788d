#include <stdlib.h>

#include "planner.h"
#include "text.h"

/* One `{continue: ID}` that found its story. */
typedef struct {
  int chain;
  unsigned number; /* of the page, as printed */
  pb_chain_part part;
} hop;

typedef PB_VEC(hop) hop_list;

/* ---- starts ---- */

static const pb_start *find_start(const pb_planner *p, pb_str id) {
  for (size_t i = 0; i < p->starts.n; i++)
    if (pb_str_is(id, p->starts.at[i].id)) return &p->starts.at[i];
  return NULL;
}

static bool placed_before(pb_planner *p, const pb_field *id) {
  const pb_start *start = find_start(p, id->text);
  if (!start) return false;
  pb_diag(p->diags, PB_ERROR, id->span, "placed-twice", _("article “%.*s” is placed already, in frame “%s” of page %u"),
          PB_STR_ARG(id->text), start->frame, p->issue->pages[start->page].number);
  pb_diag_hint(p->diags, _("take one away; where the story goes on, write `{continue: %.*s}`"), PB_STR_ARG(id->text));
  return true;
}

static bool too_many(pb_planner *p, const pb_field *id) {
  if (p->starts.n < PB_ARTICLES_MAX) return false;
  pb_diag(p->diags, PB_ERROR, id->span, "too-many-articles", _("an issue may place at most %d articles"), PB_ARTICLES_MAX);
  pb_diag_hint(p->diags, _("make it two issues"));
  return true;
}

/* Reads the articles of a place, each once; returns how many there are to set. */
static size_t read_articles(pb_planner *p, unsigned page, const pb_place *place, int chain, const pb_article **articles) {
  size_t n = 0;
  const char *frame = pb_str_z(p->arena, place->frame.text);
  for (size_t i = 0; i < place->narticles; i++) {
    const pb_field *id = &place->articles[i];
    if (placed_before(p, id) || too_many(p, id)) continue;
    const pb_article *article = pb_plan_article(p, id);
    const char *name = pb_str_z(p->arena, id->text);
    PB_PUSH(p->arena, p->starts, ((pb_start){name, frame, page, article ? chain : -1}));
    PB_PUSH(p->arena, p->start_ids, name);
    if (article) articles[n++] = article;
  }
  return n;
}

/* `at` is NULL for a place whose frame does not print: its copy is read and checked all the same. */
static void start_chain(pb_planner *p, unsigned page, const pb_place *place, pb_placement *at, unsigned placement) {
  int chain = at ? (int)p->chains.n : -1;
  pb_chain_draft draft = {.articles = PB_NEW_N(p->arena, const pb_article *, place->narticles)};
  draft.narticles = read_articles(p, page, place, chain, draft.articles);
  draft.group = place->narticles > 1 || place->head.text.n > 0;
  if (!at || draft.narticles == 0) return;
  PB_PUSH(p->arena, draft.parts, ((pb_chain_part){page, placement}));
  PB_PUSH(p->arena, p->chains, draft);
  at->chain = chain;
}

static pb_placement *placement_of(const pb_planner *p, size_t page, const pb_place *place, unsigned *index) {
  for (size_t i = 0; i < p->pages[page].nplacements; i++)
    if (p->placements[page][i].place == place) {
      *index = (unsigned)i;
      return &p->placements[page][i];
    }
  return NULL;
}

static void start_page(pb_planner *p, unsigned page) {
  const pb_issue_page *issue_page = &p->issue->pages[page];
  unsigned index = 0;
  for (unsigned i = 0; i < p->pages[page].nplacements; i++) {
    pb_placement *at = &p->placements[page][i];
    if (at->place && at->place->kind == PB_PLACE_ARTICLES) start_chain(p, page, at->place, at, i);
  }
  for (size_t i = 0; i < issue_page->nplaces; i++) {
    const pb_place *place = &issue_page->places[i];
    if (place->kind == PB_PLACE_ARTICLES && !placement_of(p, page, place, &index)) start_chain(p, page, place, NULL, 0);
  }
}

/* ---- continuations ---- */

static void no_start(pb_planner *p, const pb_field *id) {
  const char *near = pb_plan_near(p, id->text, p->start_ids.at, p->start_ids.n);
  pb_diag(p->diags, PB_ERROR, id->span, "continue-without-start", _("“%.*s” goes on here but starts on no page"),
          PB_STR_ARG(id->text));
  if (near) pb_diag_hint(p->diags, _("did you mean “%s”?"), near);
  else if (pb_plan_has_copy(p, id->text)) pb_diag_hint(p->diags, _("place it in a frame of an earlier page first"));
  else pb_diag_hint(p->diags, _("there is no article of that name either"));
}

static bool check_order(pb_planner *p, const pb_field *id, const pb_start *start, unsigned number) {
  unsigned first = p->issue->pages[start->page].number;
  if (first < number) return true;
  if (first == number) {
    pb_diag(p->diags, PB_ERROR, id->span, "continue-same-page", _("“%.*s” starts on this page: it cannot be turned to it"),
            PB_STR_ARG(id->text));
    pb_diag_hint(p->diags, _("make its first frame larger, or let it go on on a later page"));
  } else {
    pb_diag(p->diags, PB_ERROR, id->span, "continue-before-start", _("“%.*s” goes on here, on page %u, but starts only on page %u"),
            PB_STR_ARG(id->text), number, first);
    pb_diag_hint(p->diags, _("a story turns to later pages only: exchange the two"));
  }
  return false;
}

static bool check_twice(pb_planner *p, const pb_field *id, const hop_list *hops, int chain, unsigned number) {
  for (size_t i = 0; i < hops->n; i++) {
    if (hops->at[i].chain != chain || hops->at[i].number != number) continue;
    pb_diag(p->diags, PB_ERROR, id->span, "continue-twice", _("“%.*s” goes on twice on page %u"), PB_STR_ARG(id->text), number);
    pb_diag_hint(p->diags, _("a page has one part of a story: take one away, or make one frame of the two"));
    return false;
  }
  return true;
}

static bool check_group(pb_planner *p, const pb_field *id, int chain) {
  if (!p->chains.at[chain].group) return true;
  pb_diag(p->diags, PB_ERROR, id->span, "continue-group", _("“%.*s” stands among others in one frame: it cannot go on elsewhere"),
          PB_STR_ARG(id->text));
  pb_diag_hint(p->diags, _("give it a frame of its own"));
  return false;
}

/* A story is shaped for one direction. */
static bool check_direction(pb_planner *p, const pb_field *id, int chain, const pb_placement *here) {
  const pb_parts *parts = &p->chains.at[chain].parts;
  const pb_chain_part *first = parts->at;
  if (parts->n == 0 || p->placements[first->page][first->placement].frame.vertical == here->frame.vertical) return true;
  pb_diag(p->diags, PB_ERROR, id->span, "continue-direction",
          here->frame.vertical ? _("“%.*s” starts in horizontal lines and would go on in vertical ones")
                               : _("“%.*s” starts in vertical lines and would go on in horizontal ones"),
          PB_STR_ARG(id->text));
  pb_diag_hint(p->diags, _("set both frames vertical, or neither"));
  return false;
}

static void continue_place(pb_planner *p, unsigned page, const pb_place *place, hop_list *hops) {
  const pb_field *id = &place->articles[0];
  const pb_start *start = find_start(p, id->text);
  unsigned index = 0, number = p->issue->pages[page].number;
  pb_plan_name_copy(p, id->text);
  if (!start) {
    no_start(p, id);
    return;
  }
  int chain = start->chain;
  if (!check_order(p, id, start, number) || chain < 0 || !check_group(p, id, chain) || !check_twice(p, id, hops, chain, number))
    return;
  if (!placement_of(p, page, place, &index) || !check_direction(p, id, chain, &p->placements[page][index])) return;
  PB_PUSH(p->arena, *hops, ((hop){chain, number, {page, index}}));
}

static int in_page_order(const void *a, const void *b) {
  const hop *x = a, *y = b;
  if (x->number != y->number) return x->number < y->number ? -1 : 1;
  return (x->chain > y->chain) - (x->chain < y->chain);
}

static void add_hop(pb_planner *p, const hop *h) {
  pb_chain_draft *draft = &p->chains.at[h->chain];
  pb_placement *at = &p->placements[h->part.page][h->part.placement];
  at->chain = h->chain;
  at->part = (unsigned)draft->parts.n;
  PB_PUSH(p->arena, draft->parts, h->part);
}

void pb_plan_chains(pb_planner *p) {
  hop_list hops = {0};
  for (unsigned page = 0; page < p->issue->npages; page++) start_page(p, page);
  for (unsigned page = 0; page < p->issue->npages; page++) {
    const pb_issue_page *issue_page = &p->issue->pages[page];
    for (size_t i = 0; i < issue_page->nplaces; i++)
      if (issue_page->places[i].kind == PB_PLACE_CONTINUE) continue_place(p, page, &issue_page->places[i], &hops);
  }
  if (hops.n) qsort(hops.at, hops.n, sizeof *hops.at, in_page_order);
  for (size_t i = 0; i < hops.n; i++) add_hop(p, &hops.at[i]);
}
