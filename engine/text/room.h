/* What the gaps of a line can give and take, and what it costs: the arithmetic under lines.c and breaks.c. */
#ifndef PB_ROOM_H
#define PB_ROOM_H

#include "lines.h"

/* Sums over the gaps of a line, by tier. All fields are 32 bits: rooms of neighbouring stretches are added and taken off
 * each other field by field. */
typedef struct {
  pb_len shrink[PB_SHRINK_TIERS];
  pb_len marks[PB_SHRINK_TIERS]; /* number of blanks that are taken whole */
  pb_len stretch[PB_STRETCH_TIERS];
  pb_len gaps[PB_STRETCH_TIERS]; /* number of gaps */
} pb_room;

void pb_room_add(pb_room *room, const pb_gap *gap);

/* to − from: the room between two places whose rooms were summed from one start. */
pb_room pb_room_between(const pb_room *from, const pb_room *to);

/* What a line has to deal out. Its end mark hangs past the edge where it may and the line would otherwise be too long by more
 * than half of the mark, or by more than the gaps can lose. */
typedef struct {
  pb_len amount;    /* measure less natural width, a hanging mark left out */
  pb_len end_blank; /* of this the end mark takes so much, first of all */
  pb_len hangs;     /* past the line's end: the end mark's advance, or nothing */
} pb_slack;
pb_slack pb_slack_of(const pb_story *story, const pb_line *line, const pb_room *room);

/* How slack is dealt out over a room. */
typedef struct {
  pb_len close[PB_SHRINK_TIERS]; /* amount, for tiers without marks */
  pb_len marks[PB_SHRINK_TIERS]; /* blanks taken whole, for tiers with them */
  pb_len end_blank;
  pb_len open[PB_STRETCH_TIERS]; /* amount over all gaps of the tier; in HAN over all that open at all */
  bool sticks_out;
} pb_deal;

pb_deal pb_room_deal(const pb_room *room, const pb_slack *slack, bool natural);

/* The positive slack alone. */
void pb_room_open(pb_deal *deal, const pb_room *room, pb_len slack, pb_len end_blank);

/* All gaps that open at all. */
pb_len pb_room_gaps(const pb_room *room);

/* Squares of what each gap differs from natural, in (1/1024 em)², and their fourth powers, which make the worst line dear. */
int64_t pb_room_cost(const pb_room *room, const pb_deal *deal, pb_len size);

#endif
