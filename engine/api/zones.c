/* Which zones of an edition a run is about, and what they have in common with it. */
#include "run.h"
#include "same.h"
#include "text.h"

void pb_say_zone(pb_run *run, const pb_issue_zone *zone) {
  pb_diags_about(run->diags, zone ? pb_fmt(run->arena, _("zone %.*s"), PB_STR_ARG(zone->name.text)) : NULL);
}

static void plan_zone(pb_run *run, const pb_issue_zone *zone) {
  pb_say_zone(run, zone);
  run->zoned[run->nzoned++].plan = pb_plan_zone(run->plan, zone);
  pb_say_zone(run, NULL);
}

static bool refuse(pb_run *run, pb_str name) {
  const pb_issue *issue = run->plan->issue;
  const char *names = "";
  for (size_t i = 0; i < issue->nzones; i++) names = pb_fmt(run->arena, "%s%.*s, ", names, PB_STR_ARG(issue->zones[i].name.text));
  pb_usage_error(run, pb_fmt(run->arena, _("the edition has no zone “%.*s”"), PB_STR_ARG(name)),
                 issue->nzones ? pb_fmt(run->arena, _("there are: %smain, all"), names)
                               : _("zones are written in issue.yaml: zones: {county: {pages: {3: {…}}}}"));
  return false;
}

bool pb_choose_zones(pb_run *run, const char *asked) {
  const pb_issue *issue = run->plan->issue;
  pb_str name = pb_str_from(asked);
  bool all = pb_str_is(name, "all"), main = !asked || all || pb_str_is(name, "main");
  run->zoned = PB_NEW_N(run->arena, pb_zoned, issue->nzones + 1);
  run->zoned[0].plan = run->plan;
  run->nzoned = 1;
  run->wants_main = main;
  for (size_t i = 0; i < issue->nzones; i++)
    if (all || pb_str_eq(name, issue->zones[i].name.text)) plan_zone(run, &issue->zones[i]);
  return main || run->nzoned > 1 || refuse(run, name);
}

static void report_different(pb_run *run, const pb_issue_zone *zone, const pb_plan_page *page) {
  pb_diag(run->diags, PB_ERROR, zone->name.span, "zone-page-differs",
          _("page %.*s differs in this zone, but the zone does not name it"), PB_STR_ARG(page->label));
  pb_diag_hint(run->diags, _("name it too (%u: {}), or let its stories go on where the edition's do"), page->page->number);
}

void pb_check_zone(pb_run *run, size_t i) {
  const pb_zoned *main = &run->zoned[0], *here = &run->zoned[i];
  const pb_issue_zone *zone = here->plan->zone;
  for (size_t page = 0; page < here->plan->npages; page++) {
    const pb_plan_page *plan = &here->plan->pages[page];
    bool same = pb_page_same(main->edition, here->edition, page);
    if (!same && !zone->own[page]) report_different(run, zone, plan);
    if (same && zone->own[page])
      pb_diag(run->diags, PB_NOTE, plan->page->span, "zone-page-same", _("page %.*s is the edition's own"),
              PB_STR_ARG(plan->label));
  }
}
