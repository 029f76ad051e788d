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

/* Which pages are wanted: each once, of a spread both. */
typedef struct {
  bool first, last;
} wanted_page;

/* Marks the pages of one part, "3" or "3-4"; false if it is malformed or names none. */
static bool mark(const pb_plan *plan, pb_str part, wanted_page *wanted) {
  const char *dash = memchr(part.s, '-', part.n);
  size_t cut = dash ? (size_t)(dash - part.s) : part.n;
  unsigned long from, to;
  if (!pb_str_uint(pb_str_trim(pb_str_sub(part, 0, cut)), PAGE_MAX, &from)) return false;
  to = from;
  if (dash && !pb_str_uint(pb_str_trim(pb_str_sub(part, cut + 1, part.n)), PAGE_MAX, &to)) return false;
  bool found = false;
  for (size_t i = 0; i < plan->npages; i++) {
    const pb_issue_page *page = plan->pages[i].page;
    if (page->number >= from && page->number <= to) wanted[i].first = found = true;
    if (page->last >= from && page->last <= to && page->last) wanted[i].last = found = true;
  }
  return found;
}

static bool mark_list(pb_run *run, const char *list, wanted_page *wanted) {
  pb_str rest = pb_str_from(list);
  for (bool more = true; more;) {
    const char *comma = rest.n ? memchr(rest.s, ',', rest.n) : NULL;
    size_t cut = comma ? (size_t)(comma - rest.s) : rest.n;
    pb_str part = pb_str_trim(pb_str_sub(rest, 0, cut));
    if (!mark(run->plan, part, wanted)) return refuse(run, part);
    rest = pb_str_sub(rest, cut + 1, rest.n);
    more = comma != NULL;
  }
  return true;
}

bool pb_choose_pages(pb_run *run, const char *list, bool halves, pb_page_choice **pages, size_t *n) {
  const pb_plan *plan = run->plan;
  wanted_page *wanted = PB_NEW_N(run->arena, wanted_page, plan->npages);
  if (list && !mark_list(run, list, wanted)) return false;
  pb_page_choice *out = PB_NEW_N(run->arena, pb_page_choice, 2 * plan->npages);
  *pages = out;
  *n = 0;
  for (size_t i = 0; i < plan->npages; i++) {
    const pb_plan_page *page = &plan->pages[i];
    bool turned = page->page->last && page->sides[0].number == page->page->last;
    bool first = !list || wanted[i].first, last = !list || wanted[i].last;
    if (!page->page->last || !halves) {
      if (first || last) out[(*n)++] = (pb_page_choice){i, PB_WHOLE};
      continue;
    }
    if (first) out[(*n)++] = (pb_page_choice){i, turned ? PB_RIGHT_HALF : PB_LEFT_HALF};
    if (last) out[(*n)++] = (pb_page_choice){i, turned ? PB_LEFT_HALF : PB_RIGHT_HALF};
  }
  return true;
}
