/* The inside of the checks of what is painted, shared by the painted_… files: each looks at one object at a time; what they
 * find is gathered over the page, by what it is, and told at its end. */
#ifndef PB_PAINTED_H
#define PB_PAINTED_H

#include "checks.h"
#include "under.h"
#include "walk.h"

/* What may be found, in the order it is told. */
typedef enum {
  PB_FOUND_RGB,
  PB_FOUND_MANAGED,
  PB_FOUND_ALTERNATE,
  PB_FOUND_SPOT,
  PB_FOUND_PLATE,
  PB_FOUND_ALL,
  PB_FOUND_TRANSPARENT,
  PB_FOUND_BLEND,
  PB_FOUND_TRANSFER,
  PB_FOUND_HALFTONE,
  PB_FOUND_LIMIT,
  PB_FOUND_LIMIT_PICTURE,
  PB_FOUND_RICH,
  PB_FOUND_KNOCKOUT,
  PB_FOUND_WHITE,
  PB_FOUND_OVERPRINT,
  PB_FOUND_MODE,
  PB_FOUND_SMALL,
  PB_FOUND_REVERSED,
  PB_FOUND_LEAST,
  PB_FOUND_THIN,
  PB_FOUND_WHITE_LINE,
  PB_FOUND_HAIR,
  PB_FOUND_COARSE,
  PB_FOUND_FINE,
  PB_FOUND_TYPE3,
  PB_FOUND_HIDDEN,
  PB_FOUND_COUNT
} pb_found_kind;

typedef struct {
  pb_found_kind kind;
  pb_severity severity;
  uint64_t key; /* what is alike has the same */
  size_t count;
  pb_box box;   /* of the worst */
  double value; /* of the worst; what it means depends on `kind` */
  double limit;
  double area;      /* of all together, pt² */
  const char *text; /* may be NULL */
} pb_found;

/* What is kept from page to page. */
struct pb_content {
  pb_library library;
  pb_under under;
  size_t budget;
  pb_idmap measured;   /* pictures' ink by object: pb_picture_ink */
  size_t spots_judged; /* of the document's spot inks, their names */
};

typedef struct {
  pb_judgement *j;
  const pb_pdf_page *page;
  struct pb_content *content;
  pb_box bleed;    /* what lies outside is cut off, and not judged */
  double unit;     /* pt of a unit of user space */
  bool inked;      /* something leaves ink within the trim */
  float plates[5]; /* the most that one object prints in cyan, magenta, yellow, black; in spot inks */
  bool adds;       /* something may add to the ink under it, or holds ink that no check of one object sees */
  bool unbounded;  /* there is something that may print any ink, however much */
  PB_VEC(pb_found) found;
  pb_idmap by_key; /* number + 1 in `found` */
  size_t of_kind[PB_FOUND_COUNT];
} pb_painted_check;

/* Counts one, at `box`. The worst one stays: the greatest `value`, or with `least` the smallest. */
pb_found *pb_found_note(pb_painted_check *c, pb_found_kind kind, pb_severity severity, uint64_t key, pb_box box, double value,
                        bool least);
void pb_found_tell(pb_painted_check *c); /* all, at the end of the page */

void pb_painted_check_space(pb_painted_check *c, const pb_painted *p, const pb_space *space);
void pb_painted_check_plate(pb_painted_check *c, const pb_painted *p, int plate); /* of a process ink that it prints in */
void pb_painted_check_inks(pb_painted_check *c, const pb_painted *p);
void pb_painted_check_shading(pb_painted_check *c, const pb_painted *p);
void pb_painted_check_wet(pb_painted_check *c, const pb_painted *p, pb_wet wet); /* what overprints, with what is under it */
void pb_painted_check_overprint(pb_painted_check *c, const pb_painted *p, const pb_beneath *beneath);
void pb_painted_check_type(pb_painted_check *c, const pb_painted *p, const pb_beneath *beneath);
void pb_painted_check_line(pb_painted_check *c, const pb_painted *p);
void pb_painted_check_picture(pb_painted_check *c, const pb_painted *p);
void pb_painted_check_state(pb_painted_check *c, const pb_painted *p); /* transparency, transfer curves */

/* How many plates print it; shares under 2 % do not count. */
static inline unsigned pb_inks_plates(const pb_inks *inks) {
  unsigned n = inks->nspots;
  for (int i = 0; i < 4; i++) n += inks->cmyk[i] > 0.02F;
  return n;
}
static inline bool pb_inks_are_white(const pb_inks *inks) { return pb_inks_sum(inks) <= 0.005F; }
static inline float pb_inks_wet(const pb_inks *i) { return i->cmyk[0] + i->cmyk[1] + i->cmyk[2] + i->spots; }
static inline bool pb_inks_are_black(const pb_inks *i) { return i->cmyk[3] >= 0.99F && pb_inks_wet(i) <= 0.005F && !i->all; }

/* May more ink lie where it is than that of one object that was judged by itself? */
bool pb_painted_may_add(pb_painted_check *c, const pb_painted *p);

/* Does it leave the other plates as they are under it? */
bool pb_painted_overprints(const pb_painted *p);

#endif
