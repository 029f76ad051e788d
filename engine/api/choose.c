#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "text.h"

enum { PAGE_MAX = 9999 };

static bool refuse(pb_run *run, pb_str part) {
  pb_usage_error(run, pb_fmt(run->arena, _("“%.*s” names no page of this edition"), PB_STR_ARG(part)),
                 _("write numbers and ranges, as in --pages 1,3-4"));
  return false;
}

/* Marks the pages of one part, "3" or "3-4"; false if it is malformed or names none. */
static bool mark(const pb_plan *plan, pb_str part, bool *wanted) {
  const char *dash = memchr(part.s, '-', part.n);
  size_t cut = dash ? (size_t)(dash - part.s) : part.n;
  unsigned long from, to;
  if (!pb_str_uint(pb_str_trim(pb_str_sub(part, 0, cut)), PAGE_MAX, &from)) return false;
  to = from;
  if (dash && !pb_str_uint(pb_str_trim(pb_str_sub(part, cut + 1, part.n)), PAGE_MAX, &to)) return false;
  bool found = false;
  for (size_t i = 0; i < plan->npages; i++) {
    unsigned number = plan->pages[i].page->number;
    if (number >= from && number <= to) wanted[i] = found = true;
  }
  return found;
}

bool pb_choose_pages(pb_run *run, const char *list, size_t **pages, size_t *n) {
  const pb_plan *plan = run->plan;
  bool *wanted = PB_NEW_N(run->arena, bool, plan->npages);
  pb_str rest = pb_str_from(list);
  for (bool more = list != NULL; more;) {
    const char *comma = rest.n ? memchr(rest.s, ',', rest.n) : NULL;
    size_t cut = comma ? (size_t)(comma - rest.s) : rest.n;
    pb_str part = pb_str_trim(pb_str_sub(rest, 0, cut));
    if (!mark(plan, part, wanted)) return refuse(run, part);
    rest = pb_str_sub(rest, cut + 1, rest.n);
    more = comma != NULL;
  }
  *pages = PB_NEW_N(run->arena, size_t, plan->npages);
  *n = 0;
  for (size_t i = 0; i < plan->npages; i++)
    if (!list || wanted[i]) (*pages)[(*n)++] = i;
  return true;
}
