/* How one line is made to fit its measure. */
#include "lines.h"

/* What the gaps of a line hold, summed by tier. */
typedef struct {
  pb_len shrink[PB_SHRINK_TIERS];
  uint32_t marks[PB_SHRINK_TIERS]; /* blanks that are taken whole */
  pb_len stretch[PB_STRETCH_TIERS];
  uint32_t gaps[PB_STRETCH_TIERS];
} room;

/* How the slack is dealt out. */
typedef struct {
  pb_len close[PB_SHRINK_TIERS];   /* amount, for tiers without marks */
  uint32_t marks[PB_SHRINK_TIERS]; /* blanks taken whole, for tiers with them */
  pb_len end_blank;
  pb_len open[PB_STRETCH_TIERS]; /* amount over all gaps of the tier; in HAN over all that open at all */
  bool sticks_out;
} deal;

static pb_len end_blank_of(const pb_story *story, const pb_line *line) {
  return (pb_len)((int64_t)story->clusters[line->end - 1].end_blank * line->size / 1024);
}

pb_line pb_line_make(const pb_story *story, const pb_flow *block, uint32_t first, uint32_t end, pb_len measure, bool natural) {
  pb_len width = first < end ? story->width[end] - story->width[first] - story->gaps[end - 1].natural : 0;
  return (pb_line){.first = first, .end = end, .size = block->size, .measure = measure, .width = width, .natural = natural};
}

static room room_of(const pb_story *story, const pb_line *line) {
  room r = {0};
  for (uint32_t i = line->first; i + 1 < line->end; i++) {
    const pb_gap *g = &story->gaps[i];
    r.shrink[g->shrink_tier] += g->shrink;
    r.marks[g->shrink_tier] += g->mark_blank && g->shrink > 0;
    r.stretch[g->stretch_tier] += g->stretch;
    r.gaps[g->stretch_tier]++;
  }
  return r;
}

static void deal_opening(deal *d, const room *r, pb_len slack, pb_len end_blank) {
  d->end_blank = slack < end_blank ? slack : end_blank;
  slack -= d->end_blank;
  for (int tier = PB_STRETCH_SPACE; tier < PB_STRETCH_HAN; tier++) {
    d->open[tier] = slack < r->stretch[tier] ? slack : r->stretch[tier];
    slack -= d->open[tier];
  }
  d->open[PB_STRETCH_HAN] = slack;
}

static deal deal_out(const room *r, pb_len slack, pb_len end_blank, bool natural) {
  deal d = {0};
  for (int tier = 1; slack < 0 && tier < PB_SHRINK_TIERS; tier++) {
    uint32_t n = r->marks[tier];
    pb_len all = r->shrink[tier];
    if (n == 0) {
      d.close[tier] = -slack < all ? -slack : all;
      slack += d.close[tier];
    } else if (all > 0) {
      int64_t wanted = ((int64_t)-slack * n + all - 1) / all;
      d.marks[tier] = wanted < n ? (uint32_t)wanted : n;
      slack += (pb_len)((int64_t)all * d.marks[tier] / n);
    }
  }
  d.sticks_out = slack < 0;
  if (slack > 0 && !natural) deal_opening(&d, r, slack, end_blank);
  return d;
}

static deal deal_for(const pb_story *story, const pb_line *line, room *r) {
  *r = room_of(story, line);
  return deal_out(r, line->measure - line->width, end_blank_of(story, line), line->natural);
}

/* Squares of what each gap differs from natural, in (1/1024 em)², with a fourth power that makes the worst line dear. */
static int64_t opening_cost(pb_len amount, uint32_t gaps, pb_len size) {
  if (amount <= 0) return 0;
  if (gaps == 0) gaps = 1;
  int64_t each = (int64_t)amount * 1024 / ((int64_t)gaps * size);
  if (each > 16384) each = 16384;
  return gaps * (each * each + each * each * each * each / 20000);
}

enum { COST_OF_SQUEEZED_MARK = 2000 };

int64_t pb_line_cost(const pb_story *story, const pb_line *line) {
  if (line->first >= line->end) return 0;
  pb_len slack = line->measure - line->width;
  if (slack >= 0 && (line->natural || slack <= end_blank_of(story, line))) return 0;
  room r;
  deal d = deal_for(story, line, &r);
  if (d.sticks_out) return PB_LINE_STICKS_OUT;
  int64_t cost = 0;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++) {
    cost += (int64_t)d.marks[tier] * COST_OF_SQUEEZED_MARK;
    cost += opening_cost(d.close[tier], r.gaps[PB_STRETCH_LATIN] + r.gaps[PB_STRETCH_SPACE], line->size);
  }
  uint32_t all = r.gaps[PB_STRETCH_SPACE] + r.gaps[PB_STRETCH_LATIN] + r.gaps[PB_STRETCH_HAN];
  cost += opening_cost(d.open[PB_STRETCH_SPACE], r.gaps[PB_STRETCH_SPACE], line->size);
  cost += opening_cost(d.open[PB_STRETCH_LATIN], r.gaps[PB_STRETCH_LATIN], line->size);
  return cost + opening_cost(d.open[PB_STRETCH_HAN], all, line->size);
}

/* Takes one tier off the gaps; returns how much came off. Whole marks are chosen evenly along the line. */
static pb_len close_tier(const pb_story *story, const pb_line *line, const room *r, const deal *d, int tier, pb_len *gaps) {
  pb_len taken = 0;
  uint32_t seen = 0;
  int64_t passed = 0;
  for (uint32_t i = line->first; i + 1 < line->end; i++) {
    const pb_gap *g = &story->gaps[i];
    if (g->shrink_tier != tier || g->shrink == 0) continue;
    pb_len off = 0;
    if (g->mark_blank && r->marks[tier]) {
      off = pb_len_share((pb_len)d->marks[tier], r->marks[tier], seen) ? g->shrink : 0;
      seen++;
    } else if (!r->marks[tier]) {
      off = (pb_len)((passed + g->shrink) * d->close[tier] / r->shrink[tier] - passed * d->close[tier] / r->shrink[tier]);
      passed += g->shrink;
    }
    gaps[i - line->first] -= off;
    taken += off;
  }
  return taken;
}

static void open_tier(const pb_story *story, const pb_line *line, const room *r, int tier, pb_len amount, pb_len *gaps) {
  int64_t passed = 0, all = r->stretch[tier];
  for (uint32_t i = line->first; amount && i + 1 < line->end; i++) {
    const pb_gap *g = &story->gaps[i];
    if (g->stretch_tier != tier || g->stretch == 0) continue;
    gaps[i - line->first] += (pb_len)((passed + g->stretch) * amount / all - passed * amount / all);
    passed += g->stretch;
  }
}

static void open_all(const pb_story *story, const pb_line *line, const room *r, pb_len amount, pb_len *gaps) {
  uint32_t n = r->gaps[PB_STRETCH_SPACE] + r->gaps[PB_STRETCH_LATIN] + r->gaps[PB_STRETCH_HAN], k = 0;
  for (uint32_t i = line->first; amount && i + 1 < line->end; i++)
    if (story->gaps[i].stretch_tier != PB_STRETCH_NONE) gaps[i - line->first] += pb_len_share(amount, n, k++);
}

void pb_line_gaps(const pb_story *story, const pb_line *line, pb_len *gaps) {
  if (line->first >= line->end) return;
  uint32_t last = line->end - 1;
  for (uint32_t i = line->first; i < last; i++) gaps[i - line->first] = story->gaps[i].natural;
  gaps[last - line->first] = 0;
  room r;
  deal d = deal_for(story, line, &r);
  pb_len slack = line->measure - line->width;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++)
    if (d.marks[tier] || d.close[tier]) slack += close_tier(story, line, &r, &d, tier, gaps);
  if (slack <= 0 || line->natural) return;
  /* Blanks taken whole need not have been alike: what is left is dealt out anew, exactly. */
  deal_opening(&d, &r, slack, end_blank_of(story, line));
  gaps[last - line->first] = d.end_blank;
  open_tier(story, line, &r, PB_STRETCH_SPACE, d.open[PB_STRETCH_SPACE], gaps);
  open_tier(story, line, &r, PB_STRETCH_LATIN, d.open[PB_STRETCH_LATIN], gaps);
  open_all(story, line, &r, d.open[PB_STRETCH_HAN], gaps);
}
