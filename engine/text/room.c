#include "room.h"

#include "lines.h"

void pb_room_add(pb_room *r, const pb_gap *g) {
  r->close.shrink[g->shrink_tier] += g->shrink;
  r->close.gaps[g->shrink_tier] += g->shrink > 0;
  r->close.whole[g->shrink_tier] += g->shrink > 0 && g->mark_blank;
  r->open.stretch[g->stretch_tier] += g->stretch;
  r->open.gaps[g->stretch_tier]++;
}

pb_opening pb_opening_between(const pb_opening *from, const pb_opening *to) {
  pb_opening r;
  for (int i = 0; i < PB_STRETCH_TIERS; i++) {
    r.stretch[i] = to->stretch[i] - from->stretch[i];
    r.gaps[i] = to->gaps[i] - from->gaps[i];
  }
  return r;
}

pb_room pb_room_between(const pb_room *from, const pb_room *to) {
  pb_room r;
  for (int i = 0; i < PB_SHRINK_TIERS; i++) {
    r.close.shrink[i] = to->close.shrink[i] - from->close.shrink[i];
    r.close.gaps[i] = to->close.gaps[i] - from->close.gaps[i];
    r.close.whole[i] = to->close.whole[i] - from->close.whole[i];
  }
  r.open = pb_opening_between(&from->open, &to->open);
  return r;
}

/* ---- limits ---- */

pb_len pb_room_loses(const pb_closing *r) {
  pb_len all = 0;
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++) all += r->shrink[tier];
  return all;
}

static pb_len last_limit(const pb_style *style, pb_len size) {
  pb_len limit = style->tiers.stretch[PB_STRETCH_HAN];
  return limit == PB_TIER_FIXED ? 0 : (pb_len)((int64_t)limit * size / 1024);
}

pb_len pb_room_gaps(const pb_opening *r) { return r->gaps[PB_STRETCH_SPACE] + r->gaps[PB_STRETCH_LATIN] + r->gaps[PB_STRETCH_HAN]; }

pb_len pb_room_wins(const pb_opening *r, const pb_style *style, pb_len size) {
  return r->stretch[PB_STRETCH_SPACE] + r->stretch[PB_STRETCH_LATIN] + last_limit(style, size) * pb_room_gaps(r);
}

pb_len pb_gap_wins(const pb_gap *gap, const pb_style *style, pb_len size) {
  return gap->stretch_tier == PB_STRETCH_NONE ? 0 : gap->stretch + last_limit(style, size);
}

/* ---- deals ---- */

void pb_room_open(pb_deal *d, const pb_opening *r, pb_len slack, pb_len end_blank) {
  d->end_blank = slack < end_blank ? slack : end_blank;
  slack -= d->end_blank;
  for (int tier = PB_STRETCH_SPACE; tier < PB_STRETCH_HAN; tier++) {
    d->open[tier] = slack < r->stretch[tier] ? slack : r->stretch[tier];
    slack -= d->open[tier];
  }
  d->open[PB_STRETCH_HAN] = slack;
}

pb_slack pb_slack_of(const pb_cluster *end, const pb_line *line, pb_len loses) {
  pb_slack s = {.amount = line->measure - line->width,
                .end_blank = (pb_len)((int64_t)end->end_blank * line->size / 1024),
                .natural = line->natural};
  if (!end->hangs || s.amount >= 0 || (-s.amount <= end->advance / 2 && -s.amount <= loses)) return s;
  return (pb_slack){.amount = s.amount + end->advance, .hangs = end->advance, .natural = line->natural};
}

/* Closes one tier by what is wanted; returns what it gave. */
static pb_len close_tier(pb_deal *d, const pb_closing *r, int tier, pb_len wanted) {
  pb_len all = r->shrink[tier], n = r->gaps[tier];
  if (all <= 0) return 0;
  if (r->whole[tier] < n) return d->close[tier] = wanted < all ? wanted : all;
  int64_t marks = ((int64_t)wanted * n + all - 1) / all;
  d->marks[tier] = marks < n ? (pb_len)marks : n;
  return (pb_len)((int64_t)all * d->marks[tier] / n);
}

pb_deal pb_room_deal(const pb_room *r, const pb_slack *s) {
  pb_deal d = {0};
  pb_len slack = s->amount;
  for (int tier = 1; slack < 0 && tier < PB_SHRINK_TIERS; tier++) slack += close_tier(&d, &r->close, tier, -slack);
  if (slack < 0) d.over = -slack;
  else if (slack > 0 && !s->natural) pb_room_open(&d, &r->open, slack, s->end_blank);
  return d;
}

/* ---- cost ---- */

enum {
  FOURTH_POWERS_BY = 5000,
  COST_OF_SQUEEZED_MARK = 800,
};

static int64_t share_cost(pb_len amount, pb_len gaps, pb_len size) {
  if (amount <= 0) return 0;
  if (gaps == 0) gaps = 1;
  int64_t each = (int64_t)amount * 1024 / ((int64_t)gaps * size), most = 2048; /* nothing is worse than two em */
  if (each > most) each = most;
  int64_t square = each * each;
  return gaps * (square + square * square / FOURTH_POWERS_BY);
}

/* By the square of it: three lines somewhat loose are better than one with a word in it alone. Two and a half em are as bad
 * as a last line of one character. */
int64_t pb_loose_cost(pb_len excess, pb_len size) {
  enum { BY_SQUARE = 3 << 16, MOST = 8 * 1024 };
  if (excess <= 0) return 0;
  int64_t parts = (int64_t)excess * 1024 / size;
  if (parts > MOST) parts = MOST;
  int64_t cost = PB_COST_LOOSE + parts * parts * BY_SQUARE;
  return cost < PB_COST_FORCED / 2 ? cost : PB_COST_FORCED / 2;
}

int64_t pb_opening_cost(const pb_opening *r, pb_len amount, pb_len size) {
  int64_t cost = 0;
  for (int tier = PB_STRETCH_SPACE; tier < PB_STRETCH_HAN && amount > 0; tier++) {
    pb_len here = amount < r->stretch[tier] ? amount : r->stretch[tier];
    cost += share_cost(here, r->gaps[tier], size);
    amount -= here;
  }
  return cost + share_cost(amount, pb_room_gaps(r), size);
}

/* Marks that close alike. One that has lost its blank wholly is as even as one that has all of it; between lies what is off. */
static int64_t alike_cost(const pb_closing *r, int tier, pb_len amount, pb_len size) {
  pb_len off = r->shrink[tier] - amount < amount ? r->shrink[tier] - amount : amount;
  return share_cost(off, r->gaps[tier], size) + (int64_t)amount * 2 * COST_OF_SQUEEZED_MARK / size;
}

static bool is_marks(int tier) { return tier != PB_SHRINK_SPACE && tier != PB_SHRINK_LATIN; }

int64_t pb_room_cost(const pb_room *r, const pb_deal *d, pb_len size) {
  pb_len opens = d->open[PB_STRETCH_SPACE] + d->open[PB_STRETCH_LATIN] + d->open[PB_STRETCH_HAN];
  int64_t cost = pb_opening_cost(&r->open, opens, size);
  for (int tier = 1; tier < PB_SHRINK_TIERS; tier++) {
    cost += (int64_t)d->marks[tier] * COST_OF_SQUEEZED_MARK;
    if (is_marks(tier)) cost += alike_cost(&r->close, tier, d->close[tier], size);
    else cost += share_cost(d->close[tier], r->close.gaps[tier], size);
  }
  return cost;
}
