/* What a content stream's names stand for, each looked up and read once. All of it lives as long as the page. */
#ifndef PB_RESOURCES_H
#define PB_RESOURCES_H

#include "idmap.h"
#include "space.h"
#include "textfont.h"

typedef enum {
  PB_CODING_RAW,   /* no filter */
  PB_CODING_FLATE, /* Flate, LZW, RunLength, or in ASCII: libqpdf undoes it */
  PB_CODING_DCT,   /* JPEG alone */
  PB_CODING_JPX,
  PB_CODING_FAX, /* CCITT, JBIG2 */
  PB_CODING_OTHER
} pb_coding;

/* A picture: an XObject, or in the line. */
typedef struct {
  uint64_t id;    /* object; 0 = in the line */
  qpdf_oh stream; /* valid if id */
  unsigned width, height, bits;
  bool stencil; /* ImageMask: painted in the fill colour */
  bool soft_mask;
  const pb_space *space; /* NULL: a stencil, or JPX that brings its own */
  pb_coding coding;
  bool lzw;
  bool inverted; /* Decode turns the first component around */
  bool has_decode;
  double decode[8];
} pb_picture_data;

typedef struct pb_names pb_names;

typedef enum { PB_XOBJECT_NONE, PB_XOBJECT_FORM, PB_XOBJECT_PICTURE, PB_XOBJECT_OTHER } pb_xobject_kind;

typedef struct {
  pb_xobject_kind kind;
  qpdf_oh stream;
  uint64_t id;
  /* a form */
  pb_matrix matrix;
  pb_box box;
  pb_names *frame;           /* its own resources; NULL: those of who paints it */
  bool group;                /* a transparency group */
  pb_space_kind blend_space; /* of the group; PB_SPACE_UNKNOWN = none given */
  bool running;              /* being painted: it paints itself */
  bool off;                  /* its layer is not printed */
  const pb_picture_data *picture;
} pb_xobject;

/* A shading: axial, radial and the like run through one function's colours. */
typedef struct {
  const pb_space *space;
  double most; /* ink of the wettest of its colours, 1 = one ink in full; 0 where it cannot be told */
} pb_shading;

typedef struct {
  bool tiling, coloured, running, done;
  pb_matrix matrix;
  pb_box box;
  qpdf_oh stream;
  pb_names *frame;
  const pb_shading *shading; /* or NULL */
} pb_pattern;

/* A parameter dictionary of graphics state; `has` tells which entries it sets. */
enum {
  PB_STATE_WIDTH = 1,
  PB_STATE_FONT = 2,
  PB_STATE_OP = 4,
  PB_STATE_OP_STROKE = 8,
  PB_STATE_OPM = 16,
  PB_STATE_CA = 32,
  PB_STATE_CA_STROKE = 64,
  PB_STATE_BLEND = 128,
  PB_STATE_MASK = 256,
  PB_STATE_TRANSFER = 512,
  PB_STATE_HALFTONE = 1024
};
typedef struct {
  unsigned has;
  double width, alpha, alpha_stroke, font_size;
  bool op, op_stroke, blend, mask, transfer, halftone;
  unsigned opm;
  pb_textfont *font;
} pb_state;

/* A layer's bookkeeping: which optional content is off. */
typedef struct {
  bool read;
  pb_idmap off;
} pb_layers;

/* What outlives the page. */
typedef struct {
  pb_arena *arena;
  pb_pdf *pdf;
  pb_spaces spaces;
  pb_layers layers;
  unsigned nshadings; /* looked at: of some thousand the inks are told */
  pb_idmap fonts;     /* pb_textfont by object */
} pb_library;

/* The resources of one stream. */
struct pb_names {
  pb_library *library;
  pb_arena *arena; /* of the page */
  qpdf_oh dict;
  pb_idmap named;            /* what was looked up, by hash */
  const pb_space *device[5]; /* by the number of components; NULL: not asked for yet */
  pb_idmap *all;             /* the page's names by object */
};

/* The names of a Resources dictionary. `all` holds the page's. */
pb_names *pb_names_get(pb_library *library, pb_arena *arena, pb_idmap *all, qpdf_oh resources);

/* NULL: there is no such resource. Names without slash. */
pb_textfont *pb_names_font(pb_names *frame, const char *name);
pb_xobject *pb_names_xobject(pb_names *frame, const char *name);
pb_pattern *pb_names_pattern(pb_names *frame, const char *name);
const pb_state *pb_names_state(pb_names *frame, const char *name);
const pb_space *pb_names_space(pb_names *frame, const char *name); /* a device space's own name, too */
const pb_shading *pb_names_shading(pb_names *frame, const char *name);
bool pb_names_is_off(pb_names *frame, const char *name); /* the layer that Properties give this name */

pb_coding pb_coding_of(pb_pdf *pdf, qpdf_oh filter, bool *lzw);

#endif
