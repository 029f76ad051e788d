/* How one line is made to fit its measure. */
#include "lines.h"

#include "room.h"

const pb_hyphen *pb_line_hyphen(const pb_story *story, uint32_t cluster) {
  if (story->clusters[cluster].brk != PB_BREAK_HYPHEN) return NULL;
  size_t low = 0, high = story->nhyphens;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (story->hyphens[middle].cluster < cluster) low = middle + 1;
    else high = middle;
  }
  return low < story->nhyphens && story->hyphens[low].cluster == cluster ? &story->hyphens[low] : NULL;
}

pb_line pb_line_make(const pb_story *story, const pb_flow *block, uint32_t first, uint32_t end, pb_len measure, bool natural) {
  pb_len width = first < end ? story->width[end] - story->width[first] - story->gaps[end - 1].natural : 0;
  const pb_hyphen *hyphen = first < end ? pb_line_hyphen(story, end - 1) : NULL;
  if (hyphen) width += hyphen->width;
  return (pb_line){.first = first,
                   .end = end,
                   .style = block->style,
                   .size = block->size,
                   .measure = measure,
                   .width = width,
                   .natural = natural};
}

static pb_room room_of(const pb_story *story, const pb_line *line) {
  pb_room r = {0};
  for (uint32_t i = line->first; i + 1 < line->end; i++) pb_room_add(&r, &story->gaps[i]);
  return r;
}

static pb_slack slack_of(const pb_story *story, const pb_line *line, const pb_room *room) {
  return pb_slack_of(&story->clusters[line->end - 1], line, pb_room_loses(&room->close));
}

/* What is still to be opened where all gaps are at their limits. */
static pb_len excess(const pb_line *line, const pb_room *room, const pb_slack *slack) {
  return line->natural ? 0 : slack->amount - slack->end_blank - pb_room_wins(&room->open, line->style, line->size);
}

int64_t pb_line_cost(const pb_story *story, const pb_line *line) {
  if (line->first >= line->end) return 0;
  pb_room r = room_of(story, line);
  pb_slack slack = slack_of(story, line, &r);
  pb_deal d = pb_room_deal(&r, &slack);
  if (d.over) return PB_LINE_STICKS_OUT;
  return pb_room_cost(&r, &d, line->size) + pb_loose_cost(excess(line, &r, &slack), line->size);
}

bool pb_line_is_loose(const pb_story *story, const pb_line *line) {
  if (line->first >= line->end) return false;
  pb_room r = room_of(story, line);
  pb_slack slack = slack_of(story, line, &r);
  return excess(line, &r, &slack) > 0;
}

pb_len pb_line_opening(const pb_story *story, const pb_line *line) {
  if (line->first >= line->end) return 0;
  pb_room r = room_of(story, line);
  pb_slack slack = slack_of(story, line, &r);
  pb_deal d = pb_room_deal(&r, &slack);
  pb_len gaps = pb_room_gaps(&r.open);
  return (pb_len)((int64_t)d.open[PB_STRETCH_HAN] * 1024 / ((int64_t)(gaps ? gaps : 1) * line->size));
}

/* Takes one tier off the gaps; returns how much came off. Whole marks are chosen evenly along the line. */
static pb_len close_tier(const pb_story *story, const pb_line *line, const pb_room *r, const pb_deal *d, int tier, pb_len *gaps) {
  pb_len taken = 0;
  uint32_t seen = 0, all = (uint32_t)r->close.gaps[tier];
  int64_t passed = 0;
  for (uint32_t i = line->first; i + 1 < line->end; i++) {
    const pb_gap *g = &story->gaps[i];
    if (g->shrink_tier != tier || g->shrink == 0) continue;
    pb_len off = pb_len_share(d->marks[tier], all, seen++) ? g->shrink : 0;
    if (d->close[tier])
      off =
          (pb_len)((passed + g->shrink) * d->close[tier] / r->close.shrink[tier] - passed * d->close[tier] / r->close.shrink[tier]);
    passed += g->shrink;
    gaps[i - line->first] -= off;
    taken += off;
  }
  return taken;
}

/* Blanks of one tier need not be alike (centred marks lose a quarter on either side): those chosen may have given less than
 * as many of the middling sort. Further ones then close. */
static pb_len close_more(const pb_story *story, const pb_line *line, pb_len wanted, pb_len *gaps) {
  pb_len taken = 0;
  for (int tier = 1; taken < wanted && tier < PB_SHRINK_TIERS; tier++)
    for (uint32_t i = line->first; taken < wanted && i + 1 < line->end; i++) {
      const pb_gap *g = &story->gaps[i];
      if (g->shrink_tier != tier || g->shrink == 0 || gaps[i - line->first] != g->natural) continue;
      gaps[i - line->first] -= g->shrink;
      taken += g->shrink;
    }
  return taken;
}

static void open_tier(const pb_story *story, const pb_line *line, const pb_room *r, int tier, pb_len amount, pb_len *gaps) {
  int64_t passed = 0, all = r->open.stretch[tier];
  for (uint32_t i = line->first; amount && i + 1 < line->end; i++) {
    const pb_gap *g = &story->gaps[i];
    if (g->stretch_tier != tier || g->stretch == 0) continue;
    gaps[i - line->first] += (pb_len)((passed + g->stretch) * amount / all - passed * amount / all);
    passed += g->stretch;
  }
}

static void open_all(const pb_story *story, const pb_line *line, const pb_room *r, pb_len amount, pb_len *gaps) {
  uint32_t n = (uint32_t)pb_room_gaps(&r->open), k = 0;
  for (uint32_t i = line->first; amount && i + 1 < line->end; i++)
    if (story->gaps[i].stretch_tier != PB_STRETCH_NONE) gaps[i - line->first] += pb_len_share(amount, n, k++);
}

void pb_line_gaps(const pb_story *story, const pb_line *line, pb_len *gaps) {
  if (line->first >= line->end) return;
  uint32_t last = line->end - 1;
  for (uint32_t i = line->first; i < last; i++) gaps[i - line->first] = story->gaps[i].natural;
  pb_room r = room_of(story, line);
  pb_slack slack = slack_of(story, line, &r);
  pb_deal d = pb_room_deal(&r, &slack);
  gaps[last - line->first] = -slack.hangs;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++)
    if (d.marks[tier] || d.close[tier]) slack.amount += close_tier(story, line, &r, &d, tier, gaps);
  if (slack.amount < 0) slack.amount += close_more(story, line, -slack.amount, gaps);
  if (slack.amount <= 0 || line->natural) return;
  /* Blanks taken whole need not have been alike: what is left is dealt out anew, exactly. */
  pb_room_open(&d, &r.open, slack.amount, slack.end_blank);
  gaps[last - line->first] += d.end_blank;
  open_tier(story, line, &r, PB_STRETCH_SPACE, d.open[PB_STRETCH_SPACE], gaps);
  open_tier(story, line, &r, PB_STRETCH_LATIN, d.open[PB_STRETCH_LATIN], gaps);
  open_all(story, line, &r, d.open[PB_STRETCH_HAN], gaps);
}
