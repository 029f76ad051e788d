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
  if (file->text.n) p->nameplate = pb_picture_read(p->arena, p->diags, p->paper_root, file->text, file->span);
}

const pb_plan *pb_plan_load(pb_arena *arena, pb_diags *diags, const char *folder, pb_search search) {
  pb_planner p = {.arena = arena, .diags = diags, .reader = {.arena = arena, .diags = diags}, .search = search};
  p.folder = plain_folder(arena, folder);
  p.issue = pb_issue_read(arena, diags, p.folder);
  if (!p.issue) return NULL;
  p.paper = pb_plan_paper(&p);
  if (p.paper) read_nameplate(&p);
  p.layout = pb_plan_layout(&p, &p.issue->layout);
  p.pages = PB_NEW_N(arena, pb_plan_page, p.issue->npages);
  p.placements = PB_NEW_N(arena, pb_placement *, p.issue->npages);
  pb_plan_list_copy(&p);
  for (size_t i = 0; i < p.issue->npages; i++) pb_plan_page_frames(&p, i);
  pb_plan_chains(&p);
  pb_plan_unplaced(&p);
  if (!p.paper || !p.layout) return NULL;
  pb_plan *plan = PB_NEW(arena, pb_plan);
  *plan = (pb_plan){.issue = p.issue,
                    .paper = p.paper,
                    .layout = p.layout,
                    .pages = p.pages,
                    .npages = p.issue->npages,
                    .chains = finish_chains(&p),
                    .nchains = p.chains.n};
  return plan;
}
