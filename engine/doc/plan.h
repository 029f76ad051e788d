/* The plan: issue, paper, layout and copy brought together and checked. Every name is resolved; every frame is where it
 * will print; every story is a chain of parts. What the stages after this read. */
#ifndef PB_PLAN_H
#define PB_PLAN_H

#include "issue.h"

/* A picture, in grid cells of the page. */
typedef struct {
  const pb_picture *picture; /* NULL: missing, already reported; its place stays empty */
  const pb_placed_picture *placed;
} pb_plan_picture;

/* A frame of a page with what stands in it. */
typedef struct {
  pb_frame frame;
  pb_rect rect;              /* on the page */
  const pb_place *place;     /* NULL: furniture that needs none */
  pb_str label;              /* number of the page it stands on, in the paper's format; across a fold of both */
  bool second;               /* it stands on the second page of a spread */
  int chain;                 /* index in plan.chains; -1 = no story */
  unsigned part;             /* which part of the chain */
  const pb_picture *picture; /* of an ad or picture frame */
  const pb_plan_picture *pictures;
  size_t npictures;
} pb_placement;

/* A page as it is printed: alone, or half of a spread. */
typedef struct {
  unsigned number;
  pb_str label;
} pb_plan_side;

typedef struct {
  const pb_issue_page *page;
  const pb_layout *layout;
  pb_plan_side sides[2];          /* from the left; of a page alone the first is the page */
  pb_str label;                   /* the page's number in the paper's format: 3, 03, 三, A03; of a spread both */
  uint64_t inks;                  /* bit i: ink i of the layout may be used */
  const pb_placement *placements; /* in reading order: rows from the top, then from the left */
  size_t nplacements;
} pb_plan_page;

typedef struct {
  unsigned page, placement; /* indexes */
} pb_chain_part;

/* What is set as one flow: one article with its jumps, or several articles in one frame. */
typedef struct {
  const pb_article *const *articles;
  size_t narticles;
  const pb_chain_part *parts;
  size_t nparts;
} pb_chain;

typedef struct {
  const pb_issue *issue;
  const pb_paper *paper;
  const pb_layout *layout; /* the issue's own */
  const pb_plan_page *pages;
  size_t npages;
  const pb_chain *chains;
  size_t nchains;
  const pb_issue_zone *zone;  /* NULL: the edition itself */
  struct pb_planner *planner; /* what it was made with */
} pb_plan;

/* Where to look for layouts and press profiles: the issue folder, then `house` (may be NULL), then the installed data. */
typedef struct {
  const char *house, *data;
} pb_search;

/* Reads all that the edition in `folder` names. NULL when there is nothing to go on with; else a plan, which may be
 * faulty where diagnostics say so (`check` and `proof` go on with it). */
const pb_plan *pb_plan_load(pb_arena *arena, pb_diags *diags, const char *folder, pb_search search);

/* The plan of one of its zones: pages that the zone does not change are the plan's. */
const pb_plan *pb_plan_zone(const pb_plan *plan, const pb_issue_zone *zone);

/* How many pages a reader counts: a spread is two. */
size_t pb_plan_count_pages(const pb_plan *plan);

/* The same plan with no plate but the four: every spot ink is printed as the process colours that stand in for it. */
const pb_plan *pb_plan_in_process_inks(pb_arena *arena, const pb_plan *plan);

#endif
