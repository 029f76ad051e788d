/* Inside doc/: the parts of the plan's making. */
#ifndef PB_PLANNER_H
#define PB_PLANNER_H

#include "plan.h"
#include "schema.h"

/* A layout asked for by name; NULL where it could not be read, which has been said. */
typedef struct {
  pb_str name;
  const pb_layout *layout;
} pb_found_layout;

typedef struct {
  const pb_layout *page, *spread;
} pb_found_spread;

/* A file of copy in the issue's folder. */
typedef struct {
  const char *id, *path;
  bool named; /* by some page, in some zone */
  bool read;
  const pb_article *article; /* once it is read; NULL: it could not be */
} pb_copy_file;

/* An article where its first part stands. */
typedef struct {
  const char *id, *frame;
  unsigned page; /* index */
  int chain;     /* -1: it could not be placed, which has been said */
} pb_start;

typedef PB_VEC(pb_chain_part) pb_parts;

typedef struct {
  const pb_article **articles;
  size_t narticles;
  bool group; /* several in one frame, or a topic: does not jump */
  pb_parts parts;
} pb_chain_draft;

typedef struct pb_planner {
  pb_arena *arena;
  pb_diags *diags;
  pb_reader reader; /* for what schema.h says about names */
  const char *folder;
  pb_search search;
  const pb_issue *issue;
  const pb_paper *paper;
  const char *paper_root; /* the folder the paper was found in, from which it names files */
  const pb_picture *nameplate;
  const pb_layout *layout;
  PB_VEC(pb_found_layout) layouts;
  PB_VEC(pb_found_spread) spreads;
  PB_VEC(pb_copy_file) files;
  PB_VEC(const char *) file_ids, start_ids; /* for suggestions */
  PB_VEC(pb_start) starts;
  PB_VEC(pb_chain_draft) chains;
  unsigned suggested;
  pb_plan_page *pages;
  pb_placement **placements; /* of each page, while they are being made */
} pb_planner;

/* Articles that one issue may place, and files of copy that are looked at. */
enum { PB_ARTICLES_MAX = 2000 };

/* The nearest of the names, or NULL; gives up where a file has nothing but unknown names. */
const char *pb_plan_near(pb_planner *p, pb_str text, const char *const *names, size_t n);

/* ---- plan_find: where named things are ---- */

/* `name` of issue.yaml; NULL after a diagnostic. Each layout is read once. */
const pb_layout *pb_plan_layout(pb_planner *p, const pb_field *name);
/* Of spreads of a layout. */
const pb_layout *pb_plan_spread(pb_planner *p, const pb_layout *layout);
const pb_paper *pb_plan_paper(pb_planner *p);

/* Lists the files of copy in the issue's folder, by id. */
void pb_plan_list_copy(pb_planner *p);
/* The copy of that id, marked as named; NULL after a diagnostic. */
const pb_article *pb_plan_article(pb_planner *p, const pb_field *id);
bool pb_plan_has_copy(const pb_planner *p, pb_str id);
void pb_plan_name_copy(pb_planner *p, pb_str id);
/* Warns of copy that no page places. */
void pb_plan_unplaced(pb_planner *p);

/* ---- plan_frames: a page's frames and what stands in them, stories excepted ---- */

void pb_plan_page_frames(pb_planner *p, size_t page);

/* ---- plan_chains: which story flows through which frames ---- */

void pb_plan_chains(pb_planner *p);

/* ---- plan_label ---- */

pb_str pb_plan_label(pb_arena *arena, const pb_paper *paper, unsigned number);
/* Of two pages: 4-5, 04-05, 四、五, A04-05. */
pb_str pb_plan_label_both(pb_arena *arena, const pb_paper *paper, unsigned first, unsigned last);

#endif
