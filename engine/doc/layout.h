/* A layout (版式) as data: sheet, grid, inks, styles, head sets, page templates with named frames. Read from
 * layouts/NAME.yaml. Lengths are resolved here; frames stay in columns and rows of the grid. */
#ifndef PB_LAYOUT_H
#define PB_LAYOUT_H

#include <stdint.h>

#include "diag.h"
#include "str.h"
#include "terms.h"
#include "units.h"

/* ---- colour ---- */

typedef enum { PB_INK_PROCESS, PB_INK_SPOT } pb_ink_kind;

/* inks: {black: {cmyk: [0, 0, 0, 100]}, red: {cmyk: [0, 100, 100, 0], spot: "PANTONE 485"}}. `black` is always ink 0. */
typedef struct {
  pb_str name;
  pb_ink_kind kind;
  pb_str spot;      /* the plate's name, for spot inks */
  uint16_t cmyk[4]; /* at full tint, in 1/1000 */
  pb_span span;
} pb_ink;

/* What an object is painted with: `red`, `black 20%`, `white`. */
typedef struct {
  uint16_t ink;  /* index in the layout's inks */
  uint16_t tint; /* 0…1000; 0 = paper white, knocks out */
} pb_colour;

/* ---- rules and boxes ---- */

typedef enum {
  PB_LINE_NONE,
  PB_LINE_HAIR,
  PB_LINE_THIN,
  PB_LINE_THICK,
  PB_LINE_DOUBLE,
  PB_LINE_WAVE,
  PB_LINE_DOTTED,
  PB_LINE_USUAL, /* in styles: not given; what such a block usually has */
} pb_line_kind;
pb_len pb_line_width(pb_line_kind kind); /* 反线 .3 pt … 正线; whole stroke width of one line */

/* ---- styles ---- */

typedef enum { PB_ALIGN_JUSTIFY, PB_ALIGN_LEFT, PB_ALIGN_CENTRE, PB_ALIGN_RIGHT, PB_ALIGN_FILL /* 撑满 */ } pb_align;
typedef enum { PB_PROHIBIT_NONE, PB_PROHIBIT_BASIC, PB_PROHIBIT_GB, PB_PROHIBIT_STRICT } pb_prohibition;

/* How wide full-width marks stand: the schemes of the house style. */
typedef enum {
  PB_PUNCTUATION_AUTO,     /* quanjiao; in heads banjiao */
  PB_PUNCTUATION_QUANJIAO, /* 全角: one em, neighbours closed up to an em and a half; gives way where a line needs it */
  PB_PUNCTUATION_KAIMING,  /* 开明: so 。！？, all others half an em */
  PB_PUNCTUATION_BANJIAO,  /* 半角: all half an em */
  PB_PUNCTUATION_PLAIN,    /* one em each, whatever stands beside it */
} pb_punctuation;

/* Which quotation marks Chinese is set with. */
typedef enum {
  PB_QUOTES_AUTO,   /* as they are typed; in vertical setting as corner */
  PB_QUOTES_CURLY,  /* “ ” ‘ ’ */
  PB_QUOTES_CORNER, /* 「 」 『 』 */
} pb_quotes;
/* Which Latin stands upright in vertical lines: none, single letters, capitals by themselves too. All else lies. */
typedef enum { PB_LATIN_NONE, PB_LATIN_LETTERS, PB_LATIN_ACRONYMS } pb_latin_upright;
enum { PB_SIZES_MAX = 12, PB_COMBINE_MAX = 4 };

/* Which of a head's lines is to be the longer. */
typedef enum { PB_SHAPE_BALANCED, PB_SHAPE_LONG_SHORT, PB_SHAPE_SHORT_LONG, PB_SHAPE_FREE } pb_head_shape;
enum { PB_HEAD_LINES_MAX = 4 };

/* The white of a line that gives way, in the order in which it does: a tier is touched only when those before it are used
 * up, and all its gaps are treated alike (CLREQ, JLREQ on justification; reference: typography §1.5). The mark at the
 * line's end gives before all of them. */
typedef enum {
  PB_SHRINK_NONE,
  PB_SHRINK_SPACE,   /* word spaces */
  PB_SHRINK_MIDDLE,  /* both sides of · */
  PB_SHRINK_BRACKET, /* outer blank of brackets and quotes */
  PB_SHRINK_COMMA,   /* ，、；： */
  PB_SHRINK_LATIN,   /* between Han and letters or figures */
  PB_SHRINK_STOP,    /* 。！？ */
  PB_SHRINK_TIERS
} pb_shrink;
typedef enum {
  PB_STRETCH_NONE, /* never: inside —— ……, numbers, words */
  PB_STRETCH_SPACE,
  PB_STRETCH_LATIN,
  PB_STRETCH_HAN, /* all gaps that open at all, equally */
  PB_STRETCH_TIERS
} pb_stretch;

/* How far each tier may go, in 1/1024 em: the width a gap closes to or opens to; of PB_STRETCH_HAN what each gap wins.
 * PB_TIER_FIXED: it keeps its width. A line that needs more than PB_STRETCH_HAN is loose: set only where there is no other
 * way. */
enum { PB_TIER_FIXED = -1 };
typedef struct {
  pb_len shrink[PB_SHRINK_TIERS], stretch[PB_STRETCH_TIERS];
} pb_tiers;

/* Word space ¼ to ½ em, Han–Latin ⅛ to ⅓ em, marks to half; ¼ em between all others is JIS X 4051's limit. */
#define PB_TIERS_DEFAULT                                                                          \
  {                                                                                               \
    .shrink = {[PB_SHRINK_SPACE] = 256, [PB_SHRINK_LATIN] = 128}, .stretch = { 0, 512, 341, 256 } \
  }

/* What a line should not divide (keep: [numbers, …]). Most of it is a matter of cost: see pb_reluctance in story.h. */
typedef enum {
  PB_KEEP_NUMBERS = 1,    /* a number and its measure word, ranges, 第 and its number */
  PB_KEEP_DATES = 2,      /* 3月 1日 2026-03-01 */
  PB_KEEP_TIMES = 4,      /* 8时30分 */
  PB_KEEP_PHONES = 8,     /* 010-6655 0000 */
  PB_KEEP_AMOUNTS = 16,   /* 3.5万元, 100 km */
  PB_KEEP_MODELS = 32,    /* GB 18030, 歼-20 */
  PB_KEEP_ADDRESSES = 64, /* long web and mail addresses part only where they must */
  PB_KEEP_TERMS = 128,    /* of the layout's lists */
  PB_KEEP_NAMES = 256,    /* of people in bylines */
  PB_KEEP_ALL = 511
} pb_keep;

typedef struct {
  pb_str name;
  pb_span span;
  pb_str font;                /* a role (song hei kai fangsong latin) or an installed family's name */
  uint16_t weight;            /* 100…900 */
  pb_str language;            /* BCP 47: zh-Hans (default), zh-Hant, en */
  pb_len sizes[PB_SIZES_MAX]; /* largest first; body styles have one, heads step down until they fit */
  size_t nsizes;
  pb_len line; /* line advance; 0 = the grid's */
  pb_align align;
  pb_len indent;                    /* first line */
  pb_len inset_left, inset_right;   /* all lines */
  uint16_t scale_min, scale_max;    /* of the width, in 1/1000: 800…1200 for heads, 1000 1000 else */
  uint16_t rows_before, rows_after; /* whole grid rows left free */
  pb_colour colour;
  unsigned initial;                                      /* lines of the drop initial of an article's text; 0 = none */
  bool hang;                                             /* a label (问：, 编者按：) hangs before its paragraph */
  pb_line_kind box, rule_above, rule_below, rule_header; /* of notes and tables */
  pb_prohibition prohibition;
  pb_punctuation punctuation;
  unsigned keep;  /* pb_keep, together */
  bool hyphenate; /* words of letters may be divided */
  pb_quotes quotes;
  bool hang_stops;          /* one stop may stand past a line's end */
  pb_len han_latin;         /* gap in 1/1024 em; default 256 */
  pb_len letter;            /* tracking in 1/1024 em */
  uint16_t combine;         /* in vertical lines: up to so many figures share one em (纵中横); 0 = none, default 2 */
  pb_latin_upright upright; /* default LETTERS */
  uint16_t lines;           /* of a head: the most that its copy is turned into; 0 = as said in docs/formats.md */
  pb_head_shape shape;      /* of a head turned into lines */
  bool turn_early;          /* a head is turned as soon as that makes it larger; else when no size holds it */
  pb_len spread;            /* a short head's characters stand apart by at most this much, 1/1024 em … */
  uint16_t spread_to;       /* … until it takes this much of the measure, 1/1000 */
  pb_tiers tiers;
  bool marks_whole; /* a mark gives all of its tier or nothing; else all marks of a tier give equally */
} pb_style;

/* A head set: which styles a story's head uses. Style indexes; -1 = that line is not set. */
typedef struct {
  pb_str name;
  pb_span span;
  int kicker, headline, deck, byline;
  uint16_t rows_above, rows_below; /* rows left free around the head */
  uint16_t rule_below_kind;        /* pb_line_kind */
  bool vertical;                   /* 竖题: lines from top to bottom, in a strip at the frame's side */
  bool left;                       /* that strip stands at the left */
  uint16_t rows;                   /* and is so many rows high; 0 = as the frame */
} pb_head_set;

/* ---- frames ---- */

typedef enum {
  PB_FRAME_STORY,     /* place: an article, several, a continuation, a topic */
  PB_FRAME_AD,        /* place: {ad: FILE} */
  PB_FRAME_PICTURE,   /* place: {picture: FILE, caption:, credit:} */
  PB_FRAME_NAMEPLATE, /* 报头 */
  PB_FRAME_EAR,       /* 报眼: text lines given by the issue */
  PB_FRAME_FOLIO,     /* 报眉 */
  PB_FRAME_CREDITS,   /* 版尾 */
} pb_frame_kind;

/* 破栏: what becomes of the characters that do not divide. */
typedef enum {
  PB_REMAINDER_GUTTER, /* widens the gutters */
  PB_REMAINDER_FIRST,  /* widens the first leg */
  PB_REMAINDER_LAST,   /* widens the last leg */
} pb_remainder;

enum { PB_LEGS_MAX = 24 };

typedef struct {
  pb_str name;
  pb_span span;
  pb_frame_kind kind;
  uint16_t column, row, columns, rows; /* grid cells, from 0 (files count from 1): at: [column, row], size: [columns, rows] */
  uint16_t legs;                       /* 0 = one for each grid column */
  pb_remainder remainder;
  uint16_t widths[PB_LEGS_MAX];        /* legs of unequal width: parts in 字; all 0 = equal */
  pb_line_kind box;                    /* around the frame */
  pb_colour tint;                      /* behind it; tint 0 = none */
  pb_line_kind leg_rule;               /* between legs */
  pb_line_kind rule_above, rule_below; /* across the frame, in the row outside it */
  int head;                            /* head set, -1 = the layout's default */
  uint16_t head_leg, head_legs;        /* the legs under the head, from 0; head_legs 0 = all */
  int body;                            /* style, -1 = `body` */
  bool vertical;                       /* set top to bottom, right to left */
} pb_frame;

typedef struct {
  pb_str name;
  pb_span span;
  bool spread; /* its frames stand on the grid of two facing pages */
  const pb_frame *frames;
  size_t nframes;
} pb_template;

enum { PB_INKS_MAX = 32 };

typedef struct {
  const char *path;
  pb_span span;
  /* sheet */
  pb_len trim_width, trim_height, bleed;
  /* grid */
  uint16_t columns, lines;
  uint16_t measure;               /* 字 a column */
  uint16_t gutter;                /* 字, in 1/1000 */
  pb_len body;                    /* size: one 字 */
  pb_len line;                    /* one 行 */
  pb_len area_x, area_y;          /* 版心, from the trim box */
  pb_len area_width, area_height; /* of all columns; of all lines, the last with its leading */
  uint16_t fold_column;           /* of a spread: the columns on its left page; 0 = a page alone */
  pb_len fold_gap;                /* white between the columns on either side of the fold: both inner margins */
  /* Tables; index 0 is the default of each: `black`, `body`, the first head set. */
  const pb_ink *inks;
  size_t ninks;           /* 1…PB_INKS_MAX */
  const pb_style *styles; /* the well-known ones are always there (below) */
  size_t nstyles;
  const pb_head_set *heads; /* at least one */
  size_t nheads;
  const pb_template *templates;
  size_t ntemplates;
  const pb_field *term_lists; /* as named; the plan reads them */
  size_t nterm_lists;
  const pb_terms *terms; /* of all of them; NULL = none */
} pb_layout;

/* NULL after diagnostics when there is no layout to go on with. */
const pb_layout *pb_layout_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at);
const pb_layout *pb_layout_parse(pb_arena *arena, pb_diags *diags, const char *path, pb_str bytes);

/* A spread (通版) of two pages of the layout: sheet and grid of double width, the columns of each page where they are on it
 * alone. All else is the page's. */
pb_layout pb_layout_spread(const pb_layout *page);
/* Where the fold is, from the trim's left; 0 = there is none. */
pb_len pb_layout_fold(const pb_layout *layout);

/* -1 = none. Always there, where a layout does not give them made from `body` without its indent: subhead quotation table
 * item caption credit jump brief-head folio credits ear kicker headline deck byline topic-head nameplate. */
int pb_layout_style(const pb_layout *layout, const char *name);
int pb_layout_head(const pb_layout *layout, pb_str name); /* -1 = none */
const pb_template *pb_layout_template(const pb_layout *layout, pb_str name);

/* ---- grid arithmetic (reference: the 8 栏 × 13 字 rules) ---- */

pb_len pb_grid_measure(const pb_layout *layout, unsigned columns); /* n columns: n·c + (n−1) gutters */

typedef struct {
  pb_len x, width; /* x from the frame's left edge */
} pb_leg;

bool pb_grid_folds(const pb_layout *layout, const pb_frame *frame); /* the frame lies across the fold */
/* What of a rectangle across the fold stands over the columns at the left or the right of it. */
pb_rect pb_grid_beside_fold(const pb_layout *layout, pb_rect rect, bool right);

/* The legs of a frame; returns their number (≥ 1). Legs as many as columns stand on the page's columns; else whole 字 a
 * leg, and what does not divide goes to the gutters, or one 字 each to the first or last legs (22 22 23). Widths of the
 * frame's own are kept; what they leave goes to the gutters, the first or the last leg. Across a fold no leg lies on it but one
 * that is alone: each side has a share of the legs, of their own widths as many as it has room for. */
size_t pb_grid_legs(const pb_layout *layout, const pb_frame *frame, pb_leg legs[PB_LEGS_MAX]);

/* The same of a vertical frame: bands one below the other in `height`, x from its top down. Where the frame does not say how
 * many, as many as give each the grid's measure or more; where its own do not fit below the head, as many alike. */
size_t pb_grid_bands(const pb_layout *layout, const pb_frame *frame, pb_len height, pb_leg legs[PB_LEGS_MAX]);

/* Rows that a block `height` high takes: rounded up. */
unsigned pb_grid_rows(const pb_layout *layout, pb_len height);

/* The cells from (column, row), both from 0, on the page; the area's edge is not minded. */
pb_rect pb_grid_rect(const pb_layout *layout, unsigned column, unsigned row, unsigned columns, unsigned rows);

#endif
