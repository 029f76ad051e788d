#include "room.h"

void pb_room_add(pb_room *r, const pb_gap *g) {
  r->shrink[g->shrink_tier] += g->shrink;
  r->marks[g->shrink_tier] += g->mark_blank && g->shrink > 0;
  r->stretch[g->stretch_tier] += g->stretch;
  r->gaps[g->stretch_tier]++;
}

pb_room pb_room_between(const pb_room *from, const pb_room *to) {
  pb_room r;
  for (int i = 0; i < PB_SHRINK_TIERS; i++) {
    r.shrink[i] = to->shrink[i] - from->shrink[i];
    r.marks[i] = to->marks[i] - from->marks[i];
  }
  for (int i = 0; i < PB_STRETCH_TIERS; i++) {
    r.stretch[i] = to->stretch[i] - from->stretch[i];
    r.gaps[i] = to->gaps[i] - from->gaps[i];
  }
  return r;
}

void pb_room_open(pb_deal *d, const pb_room *r, pb_len slack, pb_len end_blank) {
  d->end_blank = slack < end_blank ? slack : end_blank;
  slack -= d->end_blank;
  for (int tier = PB_STRETCH_SPACE; tier < PB_STRETCH_HAN; tier++) {
    d->open[tier] = slack < r->stretch[tier] ? slack : r->stretch[tier];
    slack -= d->open[tier];
  }
  d->open[PB_STRETCH_HAN] = slack;
}

pb_slack pb_slack_of(const pb_story *story, const pb_line *line, const pb_room *r) {
  const pb_cluster *end = &story->clusters[line->end - 1];
  pb_slack s = {.amount = line->measure - line->width, .end_blank = (pb_len)((int64_t)end->end_blank * line->size / 1024)};
  if (!end->hangs || s.amount >= 0) return s;
  pb_len loses = 0, too_long = -s.amount;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++) loses += r->shrink[tier];
  if (too_long <= end->advance / 2 && too_long <= loses) return s;
  return (pb_slack){.amount = s.amount + end->advance, .hangs = end->advance};
}

pb_deal pb_room_deal(const pb_room *r, const pb_slack *s, bool natural) {
  pb_deal d = {0};
  pb_len slack = s->amount;
  for (int tier = 1; slack < 0 && tier < PB_SHRINK_TIERS; tier++) {
    pb_len n = r->marks[tier], all = r->shrink[tier];
    if (n == 0) {
      d.close[tier] = -slack < all ? -slack : all;
      slack += d.close[tier];
    } else if (all > 0) {
      int64_t wanted = ((int64_t)-slack * n + all - 1) / all;
      d.marks[tier] = wanted < n ? (pb_len)wanted : n;
      slack += (pb_len)((int64_t)all * d.marks[tier] / n);
    }
  }
  d.sticks_out = slack < 0;
  if (slack > 0 && !natural) pb_room_open(&d, r, slack, s->end_blank);
  return d;
}

pb_len pb_room_gaps(const pb_room *r) { return r->gaps[PB_STRETCH_SPACE] + r->gaps[PB_STRETCH_LATIN] + r->gaps[PB_STRETCH_HAN]; }

static int64_t share_cost(pb_len amount, pb_len gaps, pb_len size) {
  if (amount <= 0) return 0;
  if (gaps == 0) gaps = 1;
  int64_t each = (int64_t)amount * 1024 / ((int64_t)gaps * size);
  if (each > 16384) each = 16384;
  return gaps * (each * each + each * each * each * each / 20000);
}

enum { COST_OF_SQUEEZED_MARK = 2000 };

int64_t pb_room_cost(const pb_room *r, const pb_deal *d, pb_len size) {
  int64_t cost = 0;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++) {
    cost += (int64_t)d->marks[tier] * COST_OF_SQUEEZED_MARK;
    cost += share_cost(d->close[tier], r->gaps[PB_STRETCH_LATIN] + r->gaps[PB_STRETCH_SPACE], size);
  }
  cost += share_cost(d->open[PB_STRETCH_SPACE], r->gaps[PB_STRETCH_SPACE], size);
  cost += share_cost(d->open[PB_STRETCH_LATIN], r->gaps[PB_STRETCH_LATIN], size);
  return cost + share_cost(d->open[PB_STRETCH_HAN], pb_room_gaps(r), size);
}
