/* A press profile: what the finished PDF must be. Data in layouts/press/NAME.yaml. */
#ifndef PB_PROFILE_H
#define PB_PROFILE_H

#include "diag.h"
#include "printmarks.h"
#include "schema.h"
#include "str.h"
#include "units.h"

/* What a file may be made to. Each writes what its standard demands and nothing that it forbids. */
typedef enum {
  PB_STANDARD_NONE,
  PB_STANDARD_X1A, /* PDF/X-1a:2003, ISO 15930-4: PDF 1.4, inks only */
  PB_STANDARD_X4,  /* PDF/X-4, ISO 15930-7: PDF 1.6, its output profile embedded */
  PB_STANDARD_A2U, /* PDF/A-2u, ISO 19005-2: for keeping, all text with its characters */
} pb_standard;

static inline bool pb_standard_is_x(pb_standard standard) { return standard == PB_STANDARD_X1A || standard == PB_STANDARD_X4; }

/* How colours that the press does not have are met: all drawn in a little, or only those that lie outside. */
typedef enum { PB_INTENT_PERCEPTUAL, PB_INTENT_RELATIVE } pb_intent;

/* Spot inks have plates of their own, or are printed as the process colours that stand in for them. */
typedef enum { PB_SPOTS_KEEP, PB_SPOTS_PROCESS } pb_spot_plates;

/* How two facing pages on one canvas are written. */
typedef enum {
  PB_SPREADS_AUTO,   /* in one file with other pages as one page, with a file a page as two */
  PB_SPREADS_WHOLE,  /* as one page */
  PB_SPREADS_HALVES, /* as two */
} pb_spreads;

/* The printing that the file is made for. */
typedef struct {
  pb_str identifier; /* the characterisation's reference name, e.g. IFRA26; empty = none */
  pb_str info;       /* the same in words */
  pb_str registry;   /* where the name is registered; empty = nowhere */
} pb_condition;

typedef struct {
  pb_str name;
  pb_standard standard;
  unsigned version_minor; /* PDF 1.N; a standard has its own */
  pb_condition condition;
  pb_str icc;     /* the output profile, read and found sound: an ICC profile of an output device in CMYK; empty = none */
  pb_str convert; /* the profile that pictures are converted by: `icc`, else the one of newsprint that comes with the program */
  pb_intent intent;
  unsigned picture_ppi;                   /* what the press can show: pictures with over 1½ times that are made smaller */
  unsigned picture_warn, picture_error;   /* fewer samples an inch than that are told */
  unsigned line_art_warn, line_art_error; /* of line art, whose edges show each one */
  pb_len type_colour, type_reversed;      /* smaller type in several inks, or white on an area, is told */
  pb_len line_colour;                     /* as are thinner lines in several inks */
  pb_len type_least, line_least;          /* and thinner lines of any colour, in a finished PDF */
  pb_len black_type, black_line;          /* up to this size and width black must overprint there */
  unsigned picture_most;                  /* more samples an inch than this are told there */
  pb_fields spot_inks;                    /* the only spot inks there are; none named = any */
  pb_spot_plates spots;
  bool soft_proof; /* ink colours are shown as `convert` says they print */
  bool links, outline, tags, threads;
  pb_spreads spreads;
  pb_len fold_bleed;  /* how far half a spread shows what lies beyond the fold */
  bool placeholders;  /* proof: a missing picture is marked instead of an error */
  unsigned ink_limit; /* % of all inks */
  unsigned pages;     /* how many a file has, for preflight; 0 = any number */
  pb_len trim_width, trim_height; /* of a page, for preflight; 0 = any */
  pb_print_marks marks;
} pb_profile;

/* Reads layouts/press/NAME.yaml. `newsprint` is the path of the program's own ICC profile; NULL where a file is only judged by
 * the profile: then nothing is converted, and it need not bring what would be written. NULL after a diagnostic. */
const pb_profile *pb_profile_read(pb_arena *arena, pb_diags *diags, const char *path, const char *newsprint);

#endif
