#include "plan.h"

#include <string.h>

static const pb_layout *in_process_inks(pb_arena *arena, const pb_layout *layout) {
  pb_layout *copy = PB_NEW(arena, pb_layout);
  pb_ink *inks = PB_NEW_N(arena, pb_ink, layout->ninks);
  *copy = *layout;
  for (size_t i = 0; i < layout->ninks; i++) inks[i] = layout->inks[i], inks[i].kind = PB_INK_PROCESS;
  copy->inks = inks;
  return copy;
}

/* Pages of one layout go on sharing one. */
static const pb_layout *converted(pb_arena *arena, const pb_plan *plan, const pb_plan_page *pages, size_t n) {
  const pb_layout *layout = plan->pages[n].layout;
  if (!layout) return NULL;
  for (size_t i = 0; i < n; i++)
    if (plan->pages[i].layout == layout) return pages[i].layout;
  return in_process_inks(arena, layout);
}

const pb_plan *pb_plan_in_process_inks(pb_arena *arena, const pb_plan *plan) {
  pb_plan *copy = PB_NEW(arena, pb_plan);
  pb_plan_page *pages = PB_NEW_N(arena, pb_plan_page, plan->npages);
  *copy = *plan;
  if (plan->npages) memcpy(pages, plan->pages, plan->npages * sizeof *pages);
  for (size_t i = 0; i < plan->npages; i++) pages[i].layout = converted(arena, plan, pages, i);
  copy->layout = in_process_inks(arena, plan->layout);
  for (size_t i = 0; i < plan->npages; i++)
    if (plan->pages[i].layout == plan->layout) copy->layout = pages[i].layout;
  copy->pages = pages;
  return copy;
}
