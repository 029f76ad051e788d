/* What the gaps of a line can give and take, and what it costs: the arithmetic under lines.c and arcs.c. */
#ifndef PB_ROOM_H
#define PB_ROOM_H

#include "lines.h"

/* Sums over the gaps of a line, by tier. All fields are 32 bits: sums of neighbouring stretches are added and taken off each
 * other field by field. */
typedef struct {
  pb_len shrink[PB_SHRINK_TIERS];
  pb_len gaps[PB_SHRINK_TIERS];  /* number of gaps that close */
  pb_len whole[PB_SHRINK_TIERS]; /* of these, that close whole or not at all: a tier does where all of its gaps do */
} pb_closing;
typedef struct {
  pb_len stretch[PB_STRETCH_TIERS];
  pb_len gaps[PB_STRETCH_TIERS]; /* number of gaps */
} pb_opening;
typedef struct {
  pb_closing close;
  pb_opening open;
} pb_room;

void pb_room_add(pb_room *room, const pb_gap *gap);

/* to − from: the room between two places whose rooms were summed from one start. */
pb_room pb_room_between(const pb_room *from, const pb_room *to);
pb_opening pb_opening_between(const pb_opening *from, const pb_opening *to);

/* All that a room can lose; and win within the limits of the style. */
pb_len pb_room_loses(const pb_closing *room);
pb_len pb_room_wins(const pb_opening *room, const pb_style *style, pb_len size);
pb_len pb_gap_wins(const pb_gap *gap, const pb_style *style, pb_len size); /* of one gap, as its room */

/* What is to be dealt out over a line's gaps, and how. Its end mark hangs past the edge where it may and the line would
 * otherwise be too long by more than half of the mark, or by more than the gaps can lose. */
typedef struct {
  pb_len amount;    /* measure less natural width, a hanging mark left out */
  pb_len end_blank; /* of this the end mark takes so much, first of all */
  pb_len hangs;     /* past the line's end: the end mark's advance, or nothing */
  bool natural;     /* what is left over stays at the line's end */
} pb_slack;
pb_slack pb_slack_of(const pb_cluster *end, const pb_line *line, pb_len loses); /* `loses`: all that its gaps can */

/* How it is. */

typedef struct {
  pb_len close[PB_SHRINK_TIERS]; /* amount, for tiers that close alike */
  pb_len marks[PB_SHRINK_TIERS]; /* blanks taken whole, for the others */
  pb_len end_blank;
  pb_len open[PB_STRETCH_TIERS]; /* amount over all gaps of the tier; in HAN over all that open at all */
  pb_len over;                   /* what does not fit, all gaps closed */
} pb_deal;

pb_deal pb_room_deal(const pb_room *room, const pb_slack *slack);

/* The positive slack alone. */
void pb_room_open(pb_deal *deal, const pb_opening *room, pb_len slack, pb_len end_blank);

/* All gaps that open at all. */
pb_len pb_room_gaps(const pb_opening *room);

/* Squares of what each gap differs from natural, in (1/1024 em)², and their fourth powers, which make the worst line dear. */
int64_t pb_room_cost(const pb_room *room, const pb_deal *deal, pb_len size);
int64_t pb_loose_cost(pb_len excess, pb_len size); /* of a line that opens by so much more than the limits; 0 for none */
int64_t pb_opening_cost(const pb_opening *room, pb_len amount, pb_len size); /* `amount`: all that opens */

#endif
