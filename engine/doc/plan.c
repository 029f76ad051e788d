#include "plan.h"

#include <string.h>

#include "planner.h"

/* "dir/" and "" as "dir" and ".": paths are joined with a slash. */
static const char *plain_folder(pb_arena *arena, const char *folder) {
  pb_str name = pb_str_from(folder);
  if (name.n == 0) return ".";
  while (name.n > 1 && name.s[name.n - 1] == '/') name.n--;
  return pb_str_z(arena, name);
}

static const pb_chain *finish_chains(const pb_planner *p) {
  pb_chain *chains = PB_NEW_N(p->arena, pb_chain, p->chains.n);
  for (size_t i = 0; i < p->chains.n; i++) {
    const pb_chain_draft *draft = &p->chains.at[i];
    chains[i] = (pb_chain){draft->articles, draft->narticles, draft->parts.at, draft->parts.n};
  }
  return chains;
}

static void read_nameplate(pb_planner *p) {
  const pb_field *file = &p->paper->nameplate;
  if (file->text.n) p->nameplate = pb_picture_read(p->arena, p->diags, p->paper_root, file->text, 0, file->span);
}

/* Copy that only a zone places is placed. */
static void name_copy_of_zones(pb_planner *p) {
  for (size_t z = 0; z < p->issue->nzones; z++)
    for (size_t i = 0; i < p->issue->npages; i++) {
      const pb_issue_page *page = &p->issue->zones[z].pages[i];
      for (size_t k = 0; k < page->nplaces; k++)
        for (size_t n = 0; n < page->places[k].narticles; n++) pb_plan_name_copy(p, page->places[k].articles[n].text);
    }
}

/* What is new for each plan. */
static void begin_plan(pb_planner *p, const pb_issue *issue) {
  p->issue = issue;
  p->pages = PB_NEW_N(p->arena, pb_plan_page, issue->npages);
  p->placements = PB_NEW_N(p->arena, pb_placement *, issue->npages);
  p->starts.n = p->start_ids.n = 0;
  p->chains.at = NULL;
  p->chains.n = p->chains.cap = 0;
}

static pb_plan *finish_plan(pb_planner *p) {
  pb_plan_chains(p);
  pb_plan *plan = PB_NEW(p->arena, pb_plan);
  *plan = (pb_plan){.issue = p->issue,
                    .paper = p->paper,
                    .layout = p->layout,
                    .pages = p->pages,
                    .npages = p->issue->npages,
                    .chains = finish_chains(p),
                    .nchains = p->chains.n,
                    .planner = p};
  return plan;
}

const pb_plan *pb_plan_load(pb_arena *arena, pb_diags *diags, const char *folder, pb_search search) {
  pb_planner *p = PB_NEW(arena, pb_planner);
  *p = (pb_planner){.arena = arena, .diags = diags, .reader = {.arena = arena, .diags = diags}, .search = search};
  p->folder = plain_folder(arena, folder);
  p->issue = pb_issue_read(arena, diags, p->folder);
  if (!p->issue) return NULL;
  p->paper = pb_plan_paper(p);
  if (p->paper) read_nameplate(p);
  p->layout = pb_plan_layout(p, &p->issue->layout);
  pb_plan_list_copy(p);
  begin_plan(p, p->issue);
  for (size_t i = 0; i < p->issue->npages; i++) pb_plan_page_frames(p, i);
  const pb_plan *plan = finish_plan(p);
  name_copy_of_zones(p);
  pb_plan_unplaced(p);
  return p->paper && p->layout ? plan : NULL;
}

/* ---- zones ---- */

/* The page as the edition has it; which stories run through it is for the zone to say. */
static void take_page(pb_planner *p, const pb_plan_page *page, size_t i) {
  pb_placement *placements = PB_NEW_N(p->arena, pb_placement, page->nplacements);
  for (size_t k = 0; k < page->nplacements; k++) {
    placements[k] = page->placements[k];
    placements[k].chain = -1;
    placements[k].part = 0;
  }
  p->pages[i] = *page;
  p->pages[i].page = &p->issue->pages[i];
  p->pages[i].placements = p->placements[i] = placements;
}

const pb_plan *pb_plan_zone(const pb_plan *plan, const pb_issue_zone *zone) {
  pb_planner *p = plan->planner;
  pb_issue *issue = PB_NEW(p->arena, pb_issue);
  *issue = *plan->issue;
  issue->pages = zone->pages;
  begin_plan(p, issue);
  for (size_t i = 0; i < issue->npages; i++)
    if (zone->own[i]) pb_plan_page_frames(p, i);
    else take_page(p, &plan->pages[i], i);
  pb_plan *own = finish_plan(p);
  own->zone = zone;
  return own;
}

size_t pb_plan_count_pages(const pb_plan *plan) {
  size_t n = plan->npages;
  for (size_t i = 0; i < plan->npages; i++) n += plan->pages[i].page->last ? 1 : 0;
  return n;
}
