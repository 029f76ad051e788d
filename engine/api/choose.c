#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "text.h"

enum { PAGE_MAX = 9999 };

static bool refuse(pb_run *run, pb_str part) {
  pb_usage_error(run, pb_fmt(run->arena, _("“%.*s” names no page that there is"), PB_STR_ARG(part)),
                 _("write numbers and ranges, as in --pages 1,3-4"));
  return false;
}

/* Marks the numbers that one part names, "3" or "3-4"; false if it is malformed or names none. 0 is no page's. */
static bool mark(const unsigned *numbers, size_t n, pb_str part, bool *wanted) {
  const char *dash = memchr(part.s, '-', part.n);
  size_t cut = dash ? (size_t)(dash - part.s) : part.n;
  unsigned long from, to;
  if (!pb_str_uint(pb_str_trim(pb_str_sub(part, 0, cut)), PAGE_MAX, &from)) return false;
  to = from;
  if (dash && !pb_str_uint(pb_str_trim(pb_str_sub(part, cut + 1, part.n)), PAGE_MAX, &to)) return false;
  bool found = false;
  for (size_t i = 0; i < n; i++)
    if (numbers[i] && numbers[i] >= from && numbers[i] <= to) wanted[i] = found = true;
  return found;
}

bool pb_choose_among(pb_run *run, const char *list, const unsigned *numbers, size_t n, bool *wanted) {
  for (size_t i = 0; i < n; i++) wanted[i] = !list && numbers[i];
  pb_str rest = pb_str_from(list);
  for (bool more = list != NULL; more;) {
    const char *comma = rest.n ? memchr(rest.s, ',', rest.n) : NULL;
    size_t cut = comma ? (size_t)(comma - rest.s) : rest.n;
    pb_str part = pb_str_trim(pb_str_sub(rest, 0, cut));
    if (!mark(numbers, n, part, wanted)) return refuse(run, part);
    rest = pb_str_sub(rest, cut + 1, rest.n);
    more = comma != NULL;
  }
  return true;
}

bool pb_choose_pages(pb_run *run, const char *list, bool halves, pb_page_choice **pages, size_t *n) {
  const pb_plan *plan = run->plan;
  unsigned *numbers = PB_NEW_N(run->arena, unsigned, 2 * plan->npages); /* of a spread both */
  bool *wanted = PB_NEW_N(run->arena, bool, 2 * plan->npages);
  for (size_t i = 0; i < plan->npages; i++) {
    numbers[2 * i] = plan->pages[i].page->number;
    numbers[2 * i + 1] = plan->pages[i].page->last;
  }
  if (!pb_choose_among(run, list, numbers, 2 * plan->npages, wanted)) return false;
  pb_page_choice *out = PB_NEW_N(run->arena, pb_page_choice, 2 * plan->npages);
  *pages = out;
  *n = 0;
  for (size_t i = 0; i < plan->npages; i++) {
    const pb_plan_page *page = &plan->pages[i];
    bool turned = page->page->last && page->sides[0].number == page->page->last;
    bool first = wanted[2 * i], last = wanted[2 * i + 1];
    if (!page->page->last || !halves) {
      if (first || last) out[(*n)++] = (pb_page_choice){i, PB_WHOLE};
      continue;
    }
    if (first) out[(*n)++] = (pb_page_choice){i, turned ? PB_RIGHT_HALF : PB_LEFT_HALF};
    if (last) out[(*n)++] = (pb_page_choice){i, turned ? PB_LEFT_HALF : PB_RIGHT_HALF};
  }
  return true;
}

unsigned pb_choice_number(const pb_plan *plan, const pb_page_choice *choice) {
  const pb_plan_page *page = &plan->pages[choice->page];
  return choice->half == PB_WHOLE ? page->page->number : page->sides[choice->half == PB_RIGHT_HALF].number;
}

pb_field pb_profile_name(const pb_run *run, const char *asked) {
  pb_field own = run->plan ? run->plan->paper->profile : (pb_field){0};
  if (asked && strcmp(asked, "press") != 0) return (pb_field){.text = pb_str_from(asked)};
  return own.text.n ? own : (pb_field){.text = PB_STR("x1a")};
}
