/* Colour spaces (ISO 32000-1, 8.6), and what a colour in one of them puts on the plates. */
#ifndef PB_SPACE_H
#define PB_SPACE_H

#include "idmap.h"
#include "pdf.h"
#include "str.h"

/* What colour means at the bottom of a space. */
typedef enum {
  PB_SPACE_GREY, /* DeviceGray: the black plate */
  PB_SPACE_CMYK, /* DeviceCMYK */
  PB_SPACE_RGB,  /* DeviceRGB */
  PB_SPACE_CAL_GREY,
  PB_SPACE_CAL_RGB,
  PB_SPACE_LAB,
  PB_SPACE_ICC, /* by its profile */
  PB_SPACE_INDEXED,
  PB_SPACE_SPOTS, /* Separation and DeviceN */
  PB_SPACE_PATTERN,
  PB_SPACE_UNKNOWN
} pb_space_kind;

enum { PB_PLATES = 12, PB_COMPONENTS_MAX = 32 };

/* A plate that a component of a Separation or DeviceN goes to. */
enum { PB_PLATE_C, PB_PLATE_M, PB_PLATE_Y, PB_PLATE_K, PB_PLATE_SPOT, PB_PLATE_ALL, PB_PLATE_NONE };

typedef struct {
  unsigned plate;   /* PB_PLATE_… */
  const char *name; /* of a spot: its number is `spot` */
  unsigned spot;
} pb_colorant;

typedef struct pb_space pb_space;
struct pb_space {
  pb_space_kind kind;
  unsigned n;             /* components */
  const pb_space *base;   /* of Indexed, the alternate of Separation and DeviceN, what is under an uncoloured pattern; or NULL */
  pb_colorant *colorants; /* of Separation and DeviceN */
  unsigned char *table;   /* of Indexed: ntable × base->n */
  unsigned ntable;
  double low[4], high[4]; /* Lab: the ranges */
  bool by_default;        /* a device space that DefaultGray, DefaultRGB or DefaultCMYK stands for: `base` is that */
  pb_space_kind icc_kind; /* ICC: PB_SPACE_GREY, _RGB or _CMYK by N, PB_SPACE_LAB by its header */
};

typedef struct {
  const char *name;          /* UTF-8 or as it stands */
  const pb_space *alternate; /* of its first use */
  bool other_alternate;      /* another use has one of another family */
} pb_spot;

/* The document's spot inks, by name, and its spaces, by object. */
typedef struct {
  pb_arena *arena;
  PB_VEC(pb_spot) spots;
  pb_idmap known; /* pb_space by object */
} pb_spaces;

/* The space of a name or an array; never NULL. `defaults` is the resources' ColorSpace dictionary, for DefaultGray and the
 * like; a name that is none of the format's own is looked up in it. */
const pb_space *pb_space_read(pb_spaces *spaces, pb_pdf *pdf, qpdf_oh space, qpdf_oh defaults);

/* What all is painted with in the end: RGB, Lab and the like tell of themselves; Indexed of its base, a spot of itself. */
pb_space_kind pb_space_family(const pb_space *space);
bool pb_space_is_process(pb_space_kind kind);       /* DeviceGray, DeviceCMYK */
const char *pb_space_kind_name(pb_space_kind kind); /* "DeviceRGB" */

/* Ink of a colour: shares from 0 to 1. */
typedef struct {
  float cmyk[4];
  float spots; /* all spots together */
  unsigned nspots;
  unsigned short spot[4]; /* numbers of the first of them that print */
  bool guessed;           /* the colour is not in inks: its shares are a rough guess, good to tell white from dark */
  bool all;               /* the ink `All` */
} pb_inks;

void pb_space_inks(const pb_space *space, const float *components, unsigned n, pb_inks *inks);
/* The colour a space begins with. Returns how many components. */
unsigned pb_space_initial(const pb_space *space, float *components);

static inline float pb_inks_sum(const pb_inks *i) { return i->cmyk[0] + i->cmyk[1] + i->cmyk[2] + i->cmyk[3] + i->spots; }

#endif
