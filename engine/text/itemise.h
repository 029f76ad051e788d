/* Normalised text as characters with what the setter must know of each before it is shaped. Internal to text/. */
#ifndef PB_ITEMISE_H
#define PB_ITEMISE_H

#include "normalise.h"
#include "story.h"

enum {
  PB_UNIT_SPACE = 1,     /* a word space */
  PB_UNIT_JOINED = 2,    /* one with the character before it: accents, variation selectors */
  PB_UNIT_BOXED = 4,     /* set in half an em, its ink in the middle: · – and / between Han */
  PB_UNIT_MISSING = 8,   /* no font has it */
  PB_UNIT_GLUED = 16,    /* never parted from the next */
  PB_UNIT_ADDRESS = 32,  /* in a web or mail address */
  PB_UNIT_PAIR = 64,     /* the first of —— or ……: one cluster with the next */
  PB_UNIT_STACKED = 128, /* of ？？ ！！ ？！: half an em each, in two ems three */
  PB_UNIT_TIGHT = 256,   /* keeps no blank: what follows stands close, or is stacked on it */
  PB_UNIT_TERM = 512     /* within a term or a name: the next goes on with it */
};

typedef struct {
  uint32_t c;
  uint32_t text; /* byte in its text */
  pb_face_id face;
  uint32_t marks;     /* as in pb_normal */
  uint8_t size;       /* bytes */
  uint8_t kind;       /* pb_class */
  uint8_t brk;        /* pb_break_kind, after it and after the word space that follows */
  uint8_t reluctance; /* pb_reluctance */
  uint16_t flags;
} pb_unit;

typedef struct {
  pb_str text;
  pb_unit *at;
  size_t n;
  bool chinese; /* the language's marks are full-width */
} pb_units;

/* Chinese: a full-width character of its own, whatever stands beside it. */
bool pb_unit_is_wide(const pb_unit *unit);

/* Classes, with quotes, dashes and ellipses told apart by what stands around them. Faces and breaks are not set yet. */
pb_units pb_itemise(pb_arena *arena, const pb_normal *normal, bool chinese);

/* Chinese quotation marks as the style wants them: curly ones before itemising, corner ones after it, when those of Latin are
 * told apart. Both are as long, so that what points into the text stays true. */
void pb_normal_curl_quotes(pb_arena *arena, pb_normal *normal);
void pb_units_corner_quotes(pb_arena *arena, pb_units *units, pb_normal *normal);

/* upright.c: in a vertical line curly ones round words that lie along it lie with them (CLREQ). */
void pb_units_lay_quotes(const pb_style *style, pb_units *units);

/* Chinese decides its own breaks; pairs that touch other scripts go to `line_break` (ICU). NULL: none within those. */
struct UBreakIterator;
void pb_units_find_breaks(pb_units *units, pb_prohibition level, struct UBreakIterator *line_break);
bool pb_units_need_line_break(const pb_units *units);

/* figures.c: breaks beside numbers, within telephone numbers, names of models and addresses become reluctant, where the style
 * keeps them (pb_keep). To be called after the breaks are found. */
void pb_units_keep_figures(pb_units *units, unsigned keep);

/* terms.c: terms of the lists and names in bylines are kept whole. In display type (`line`) for good, in copy at a price
 * where they are long. To be called after the breaks are found; `byline`: all names of the text are people's. */
typedef struct {
  const pb_terms *terms;
  unsigned keep; /* pb_keep */
  bool line, byline;
} pb_term_rules;
void pb_units_keep_terms(pb_units *units, const pb_term_rules *rules);

#endif
