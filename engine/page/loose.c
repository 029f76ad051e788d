#include "loose.h"

#include "emit.h"
#include "text.h"

void pb_loose_count(pb_loose *l, const pb_story *story, const pb_line *line) {
  if (line->natural || line->style->align != PB_ALIGN_JUSTIFY || !pb_line_is_loose(story, line)) return;
  pb_len opening = pb_line_opening(story, line);
  if (l->n == 0 || opening > l->opening) l->worst = line, l->opening = opening;
  l->n++;
}

static int percent(pb_len parts) { return (int)(((int64_t)parts * 100 + 1023) / 1024); }

static int limit_of(const pb_style *style) {
  pb_len limit = style->tiers.stretch[PB_STRETCH_HAN];
  return limit == PB_TIER_FIXED ? 0 : (int)((int64_t)limit * 100 / 1024);
}

static const char *place(pb_arena *arena, pb_str page, pb_str frame) {
  if (frame.n == 0) return pb_fmt(arena, _("page %.*s"), PB_STR_ARG(page));
  return pb_fmt(arena, _("frame %.*s of page %.*s"), PB_STR_ARG(frame), PB_STR_ARG(page));
}

/* A line of one word has nothing to open. */
static bool is_stiff(const pb_story *story, const pb_line *line) {
  for (uint32_t i = line->first; i + 1 < line->end; i++)
    if (story->gaps[i].stretch_tier != PB_STRETCH_NONE) return false;
  return true;
}

void pb_loose_report(pb_loose *l, pb_build *b, const pb_story *story, pb_str page, pb_str frame) {
  if (l->n == 0) return;
  pb_span span = pb_emit_span(story, l->worst->first, l->worst->end - 1);
  const char *where = place(b->arena, page, frame),
             *more = l->n > 1 ? pb_fmt(b->arena, _(" (one of %u in its paragraph)"), l->n) : "";
  int opening = percent(l->opening), limit = limit_of(l->worst->style);
  if (is_stiff(story, l->worst))
    pb_diag(b->diags, PB_WARNING, span, "loose-line", _("%s: a line that has nothing to open is %d %% of its size short%s"), where,
            opening, more);
  else
    pb_diag(b->diags, PB_WARNING, span, "loose-line", _("%s: a line is opened by %d %% of its size at each gap, over %d %%%s"),
            where, opening, limit, more);
  pb_diag_hint(b->diags,
               _("change the paragraph by a few characters, widen the measure, or raise `han` under the style's `tiers`"));
  *l = (pb_loose){0};
}
