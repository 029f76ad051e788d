/* Interprets a page's content (ISO 32000-1, 8 and 9) as far as it tells what is painted where, in what: forms, patterns and
 * glyphs of Type 3 are gone into. The visitor is called for every object painted, in order. Whatever the content holds, the
 * work is bounded. */
#ifndef PB_WALK_H
#define PB_WALK_H

#include "geometry.h"
#include "pages.h"
#include "resources.h"
#include "tones.h"

typedef struct {
  pb_textfont *font;
  double size, hscale, spacing, word_spacing, leading, rise;
  unsigned mode; /* 0 fill, 1 stroke, 2 both, 3 nothing, + 4 clip */
} pb_text_state;

/* The graphics state. */
typedef struct {
  pb_matrix ctm;
  pb_box clip; /* around all clips, in the page's user space */
  const pb_tone *fill, *stroke;
  double line_width; /* in user space */
  bool overprint, overprint_stroke;
  unsigned overprint_mode;
  double alpha, alpha_stroke;
  bool blend, soft_mask;   /* a blend mode but Normal; a soft mask */
  bool transfer, halftone; /* a curve or screen of its own */
  pb_text_state text;
} pb_graphics;

/* A path in the page's user space, its curves made of lines. */
typedef struct {
  double x, y;
  bool begins; /* a subpath */
} pb_point;
typedef struct {
  pb_point *at;
  size_t n, cap;
  size_t nrectangles; /* subpaths made by `re` */
  bool rectangles;    /* all of them are, and lie along the axes */
  bool cut;           /* had more points than are kept: `box` is all that is known */
  bool even_odd;
  pb_box box;
} pb_path;

typedef enum {
  PB_PAINTED_FILL,
  PB_PAINTED_STROKE,
  PB_PAINTED_TEXT,
  PB_PAINTED_PICTURE,
  PB_PAINTED_SHADING,
  PB_PAINTED_GROUP
} pb_painted_kind;

typedef struct {
  pb_painted_kind kind;
  const pb_graphics *state;
  pb_box box;          /* in the page's user space, within the clip */
  const pb_tone *tone; /* of a fill, a line, text or a stencil; else NULL */
  bool stroke;         /* painted by the stroke's tone, alpha and overprint */
  double width;        /* of a line, in the page's user space */
  double size;         /* of text, so too */
  const pb_path *path; /* of a fill or line */
  const pb_picture_data *picture;
  pb_str data; /* of a picture in the line, as it stands */
  const pb_shading *shading;
  pb_space_kind blend_space; /* of a group */
  bool hidden;               /* in a layer that is not printed */
  bool in_pattern;           /* within a tile, told once for all places */
} pb_painted;

/* What the content itself has wrong, counted. */
typedef struct {
  size_t unreadable; /* streams that cannot be decoded */
  size_t garbage;    /* what is no token of the format, a string or picture without end */
  size_t unknown;    /* operators that there are not */
  size_t operands;   /* operators without their operands */
  size_t unsaved;    /* Q without q */
  size_t open;       /* q without Q, at the end */
  size_t missing;    /* resources named that are not there */
  char first_missing[64];
  size_t loops;     /* forms that paint themselves */
  bool tired;       /* it was too much: the rest of the page was not looked at */
  size_t invisible; /* texts painted in neither fill nor stroke */
} pb_walk_faults;

typedef struct {
  pb_library *library;
  pb_arena *arena; /* of the page */
  const pb_pdf_page *page;
  size_t *budget; /* tokens the document may still take */
  void (*visit)(void *user, const pb_painted *painted);
  void *user;
} pb_walk_job;

void pb_walk_page(const pb_walk_job *job, pb_walk_faults *faults);

/* The same of bytes that stand for a page's content. */
void pb_walk_bytes(const pb_walk_job *job, pb_str content, pb_walk_faults *faults);

#endif
