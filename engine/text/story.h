/* A story: articles shaped once, ready to be broken and set as often as wanted. Flat arrays; const once made.
 *
 *   text      the normalised copy, UTF-8, with a map to the source
 *   clusters  what is never divided: a character, a ligature, ——, ……
 *   gaps      gaps[i] stands between clusters i and i + 1: all white that can move is here, and goes where a line is broken
 *   glyphs    of the clusters, in order
 *   blocks    paragraphs, subheads, table rows: ranges of clusters with their style
 *
 * A full-width mark is a cluster of half an em; its blank half belongs to the gap, so that a mark at a line's start or end
 * has lost it without further rule.
 *
 * A story is shaped for one writing direction. A vertical one is told as if its lines ran from left to right and the whole
 * were then turned by 90° clockwise: advances go along the line, and what lies along it (Latin) has its baseline there. What
 * stands upright keeps its place in the turned line, and is turned back when it is painted. */
#ifndef PB_STORY_H
#define PB_STORY_H

#include "article.h"
#include "classes.h"
#include "fonts.h"
#include "layout.h"

typedef struct {
  uint32_t id;
  pb_len x, y; /* its origin, from the cluster's on the baseline: along the line, across it downwards */
} pb_glyph;

/* What may happen after a cluster. */
typedef enum { PB_BREAK_NO, PB_BREAK_MAY, PB_BREAK_HYPHEN, PB_BREAK_MUST } pb_break_kind;

/* Where a line may end but had better not: what it costs more. The search for breaks weighs this against even lines, so
 * that what is short beside the measure holds and what is long parts. */
typedef enum {
  PB_RELUCTANT_NOT,
  PB_RELUCTANT_SLIGHT, /* worth a gap a little wider */
  PB_RELUCTANT_FIRM,   /* 30|万吨: worth an em more in a line of thirteen */
  PB_RELUCTANT_STRONG, /* within a term: worth a line that one notices */
} pb_reluctance;

typedef struct {
  pb_len advance; /* without its blank sides */
  uint32_t text;  /* byte offset in story.text */
  uint32_t glyph; /* first in story.glyphs */
  pb_face_id face;
  uint16_t marks; /* pb_mark_up */
  uint8_t ntext;  /* bytes */
  uint8_t nglyphs;
  uint8_t kind;       /* pb_class */
  uint8_t brk;        /* pb_break_kind, after it */
  uint8_t reluctance; /* pb_reluctance, of a break after it */
  uint8_t term;       /* within a term or a name: the next cluster goes on with it */
  uint8_t sentence;   /* a sentence ends here: the better place for a jump */
  uint8_t bare;       /* its glyph's blank sides are not in `advance`: they belong to the gaps */
  uint8_t upright;    /* in a vertical story: it stands upright, its glyphs of so many per cent of their width; 0 = it lies */
  uint8_t hangs;      /* may stand past a line's end */
  int16_t end_blank;  /* a closing mark's own blank, 1/1024 em: may stay (0…this) at a line's end */
} pb_cluster;

/* Type set up or down beside other type is 0.6 of its size; so far its baseline stands above or below, 1/1024 of that size. */
enum { PB_SCRIPT_SIZE = 614, PB_SUPERSCRIPT_RISE = 358, PB_SUBSCRIPT_DROP = 143 };

static inline pb_len pb_script_size(unsigned marks, pb_len size) {
  return marks & PB_SCRIPT ? (pb_len)((int64_t)size * PB_SCRIPT_SIZE / 1024) : size;
}

/* Tiers and their limits are the style's: pb_tiers (layout.h). */
typedef struct {
  pb_len natural;
  pb_len shrink;  /* how much it may lose, ≥ 0 */
  pb_len stretch; /* how much it may win in its tier; all win in PB_STRETCH_HAN but where stretch_tier is NONE */
  uint8_t shrink_tier, stretch_tier;
  bool space;      /* a word space: its glyph is painted inside a line */
  bool mark_blank; /* what it may lose is given whole or not at all: a mark's blank */
} pb_gap;

/* An annotation: over its base, or (bopomofo) in a box of its own at the right of one character. Over a vertical line it stands
 * at the right once that is turned; Chinese type then stands upright, which in horizontal lines it does anyway. */
typedef struct {
  uint32_t first, end;     /* clusters of its base: no line ends within */
  uint32_t glyph, nglyphs; /* in story.ruby_glyphs: from the annotation's left (the character's, beside it), on the baseline;
                            * `upright`: not their origins but the middles of their em boxes */
  bool upright;
  pb_face_id face;
  pb_len size;    /* of its type */
  uint16_t scale; /* of its type's width, 1/1000 */
  pb_len width;   /* over: of its type; centred over the base as set */
  pb_len box;     /* beside: of its box, which is part of the character's advance; 0 = over */
  pb_str text;
  pb_span span;
} pb_ruby;

typedef enum {
  PB_FLOW_PARAGRAPH,
  PB_FLOW_HEAD, /* an article's head inside a flow */
  PB_FLOW_SUBHEAD,
  PB_FLOW_ROW,
  PB_FLOW_BLANK,
  PB_FLOW_ITEM, /* of a list */
  PB_FLOW_QUOTATION,
  PB_FLOW_VERSE, /* a line of it; turned lines hang */
  PB_FLOW_TITLE, /* above a table */
  PB_FLOW_SIGN,  /* 文尾署名: stays with the block before it, on its last line where there is room */
} pb_flow_kind;

typedef struct {
  uint32_t first, end; /* clusters */
  pb_len point;        /* of a figure: what stands before its decimal point, or before its unit; −1 = no figure */
} pb_cell;

/* A column of a table; how wide it is depends on the measure (columns.h). */
typedef struct {
  pb_len natural, least; /* of its widest cell; of its widest piece that is never parted */
  pb_len whole, part;    /* of its figures, before the point and from it on */
  pb_align align;
  bool figures; /* it holds nothing else below the header: points stand under one another */
} pb_column;

typedef struct {
  const pb_column *columns;
  size_t ncolumns;
  uint32_t first, end; /* blocks of the story */
  pb_len size;
} pb_table;

/* A drop initial: the first character of a text over several of its lines. */
typedef struct {
  const pb_style *style;
  pb_len size;
  pb_len width; /* what it takes off the lines beside it, whole characters of theirs */
  pb_len drop;  /* its baseline below that of the last of those lines */
  pb_len shift; /* to the left, so that its ink begins where that of the lines does */
  uint32_t end; /* clusters [block.first, end) */
  uint16_t rows; /* of the grid, that each of those lines takes: annotations over them count */
  uint8_t lines;
} pb_initial;

typedef struct {
  pb_flow_kind kind;
  const pb_style *style;
  pb_len size;                      /* body size it is shaped at */
  uint32_t first, end;              /* clusters [first, end) */
  uint16_t article;                 /* index in the chain's articles */
  uint16_t block;                   /* number within its article; heads 0 */
  uint16_t rows;                    /* grid rows a line takes (≥ 1) */
  uint16_t rows_over;               /* of these, for annotations: the type stands in the rest, below */
  uint16_t rows_before, rows_after; /* blank rows; dropped at a leg's head and foot */
  uint8_t keep_next;                /* lines of the next block that must stand with it in the same run (heads: 2) */
  bool table_header;
  const pb_table *table; /* of a row; NULL */
  const pb_cell *cells;  /* table rows; clusters of all cells lie in [first, end) */
  uint16_t ncells;
  uint32_t text;                  /* clusters [first, text) are the label of a list's item; = first: none */
  uint8_t level;                  /* of a list's item: 0 = outermost */
  const pb_initial *initial;      /* NULL = none */
  uint16_t group;                 /* blocks of one editor's note have one number, from 1; 0 = none */
  const pb_style *rules;          /* whose rules stand around its group */
  uint16_t pad_before, pad_after; /* rows between the group's rules and its text: with its first and last block, kept at a
                                   * leg's head and foot too */
  pb_len leading;   /* of a group's lines, where they do not stand on the grid: together they take whole rows. 0 = grid */
  pb_len centre_on; /* verse stands in the middle as one block, as wide as this; 0 = at the left */
  pb_span span;
} pb_flow;

/* Paragraphs, whatever they stand in: their lines may be one more or fewer. */
bool pb_flow_is_text(pb_flow_kind kind);

/* Blocks that are set together with the one before: of one note, and a signature. */
bool pb_flow_follows(const pb_flow *block, const pb_flow *before);

/* The hyphen of a line that ends after a cluster whose break is PB_BREAK_HYPHEN. */
typedef struct {
  uint32_t cluster;
  pb_len width;   /* what the line grows by */
  pb_glyph glyph; /* from the cluster's end on the baseline, in its face */
} pb_hyphen;

typedef struct {
  bool vertical;
  pb_str text;
  const uint32_t *at;     /* text.n + 1: the source byte of each byte */
  const uint32_t *source; /* by block: pb_span.source is in blocks[i].span */
  const pb_cluster *clusters;
  const pb_gap *gaps;  /* as many as clusters; the last of a block is unused */
  const pb_len *width; /* clusters + 1 prefix sums of advance + natural gap */
  size_t nclusters;
  const pb_glyph *glyphs;
  size_t nglyphs;
  const pb_ruby *rubies; /* in the order of their bases */
  size_t nrubies;
  const pb_glyph *ruby_glyphs;
  const pb_flow *blocks;
  size_t nblocks;
  const pb_hyphen *hyphens; /* by cluster; breaks under annotations are taken back, their hyphens stay */
  size_t nhyphens;
} pb_story;

#endif
