/* What lies under an object: a page in cells, each with the ink that areas and pictures painted so far have left there. Coarse,
 * good enough to tell type on paper from type on an area. Type and lines leave nothing. */
#ifndef PB_UNDER_H
#define PB_UNDER_H

#include "walk.h"

typedef struct {
  pb_inks inks;
  bool picture; /* a picture or shading: its inks are not known */
} pb_ground;

typedef struct {
  pb_arena *arena; /* of the page */
  pb_box page;     /* what the cells cover */
  double cell;     /* their side, in user space */
  size_t columns, rows;
  unsigned short *at; /* rows × columns: numbers of grounds; 0 = paper */
  size_t room;        /* of `at` */
  PB_VEC(pb_ground) grounds;
  pb_idmap known; /* number + 1 of a ground, by what made it */
  pb_box painted; /* around all that is not paper */
  size_t work;    /* cells that may still be painted on this page */
  PB_VEC(struct pb_crossing {
    int row;
    float x;
    int turn;
  })
  crossings;
} pb_under;

void pb_under_begin(pb_under *under, pb_arena *arena, pb_box page);
void pb_under_drop(pb_under *under);

/* A fill of `path`, or of `box` where that is NULL. `tone` NULL: a picture or a shading. `mixes`: it overprints. */
/* Returns, of what mixes with what was there, how much has more ink than `limit` (1 = one ink in full). */
typedef struct {
  double area; /* in user space */
  double most; /* ink */
} pb_wet;
pb_wet pb_under_paint(pb_under *under, const pb_path *path, pb_box box, const pb_tone *tone, bool mixes, double limit);

/* What lies under a box. */
typedef struct {
  const pb_ground *most; /* of all grounds the one with the most ink; NULL: paper alone */
  float wet;             /* the most cyan, magenta, yellow and spots under it */
  bool picture;
} pb_beneath;
pb_beneath pb_under_look(const pb_under *under, pb_box box);

#endif
