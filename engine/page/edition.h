/* The display list: what every output paints. Pages of items at absolute places, and what the finished PDF needs to know
 * of stories: pieces (tags), leg rectangles (threads), links, outline. Const once made. */
#ifndef PB_EDITION_H
#define PB_EDITION_H

#include "plan.h"
#include "prepare.h"
#include "story.h"

typedef struct {
  uint16_t ink, tint; /* of the page's layout; tint 0 is paper white */
  bool overprint;     /* black text and fine rules */
} pb_paint;

/* A placed glyph's number with this bit is an index in edition.trimmed; its cluster has no other glyph. */
#define PB_TRIMMED UINT32_C(0x80000000)
/* The same of edition.upright, in runs that lie sideways. */
#define PB_UPRIGHT UINT32_C(0x40000000)
#define PB_OWN_GLYPH (PB_TRIMMED | PB_UPRIGHT)

typedef struct {
  uint32_t id; /* original glyph number of the face, or PB_TRIMMED | index, or PB_UPRIGHT | index */
  pb_len x, y; /* origin on the page */
} pb_placed_glyph;

typedef struct {
  uint8_t ntext, nglyphs; /* a cluster: bytes of text, glyphs */
} pb_text_cluster;

typedef enum { PB_ITEM_GLYPHS, PB_ITEM_FILL, PB_ITEM_LINE, PB_ITEM_PICTURE } pb_item_kind;

typedef struct {
  pb_item_kind kind;
  pb_paint paint;
  uint32_t piece; /* index in edition.pieces + 1; 0 = artifact (furniture, rules) */
  bool mark;      /* of a fault, on proofs: no part of the edition */
  union {
    struct { /* one run of one face at one size, on one baseline */
      pb_face_id face;
      bool outline;   /* painted as shapes: it is in the PDF, but not in its text */
      bool sideways;  /* a vertical line: rotated 90° clockwise, and what stands upright in it is PB_UPRIGHT */
      uint16_t scale; /* of the width, 1/1000 */
      pb_len size;
      const pb_placed_glyph *glyphs;
      const pb_text_cluster *clusters;
      size_t nglyphs, nclusters;
      pb_str text;
    } run;
    pb_rect fill;
    struct {
      pb_len x0, y0, x1, y1, width;
      pb_line_kind kind; /* a DOTTED line of no length is one dot, `width` across; a wave is as high as its width asks */
    } line;
    struct {
      uint32_t picture; /* index in edition.pictures */
      pb_rect rect;     /* where it is painted, whole */
      pb_rect clip;     /* what shows of it */
    } picture;
  };
  pb_span span; /* of the copy it comes from */
} pb_item;

typedef enum {
  PB_PIECE_PARAGRAPH,
  PB_PIECE_HEADLINE,
  PB_PIECE_SUBHEAD,
  PB_PIECE_KICKER,
  PB_PIECE_BYLINE,
  PB_PIECE_CAPTION,
  PB_PIECE_FIGURE,
  PB_PIECE_CELL,
  PB_PIECE_TITLE, /* of the table whose first row is the next block */
  PB_PIECE_LABEL, /* of a list's item */
  PB_PIECE_ITEM,
  PB_PIECE_QUOTATION,
  PB_PIECE_JUMP,
  PB_PIECE_RUBY_BASE, /* annotated text; the next piece is its annotation */
  PB_PIECE_RUBY_TEXT,
} pb_piece_kind;

/* A stretch of one block within one leg: one marked-content sequence. Its items follow one another on the page. */
typedef struct {
  pb_piece_kind kind;
  uint32_t story; /* index in edition.stories */
  uint32_t block; /* pieces of one story with one block number are one structure element (a paragraph that runs on) */
  uint16_t page;  /* index */
  uint16_t part;
  uint16_t row, cell; /* of tables: row number in its table, whose first row is block − row. Of lists and quotations: the
                       * paragraph's number in it, and of lists the depth */
  bool header;        /* of tables: a cell of the header */
  pb_str alt;         /* figures: the caption; annotations: what they say */
  uint32_t parent;    /* of annotated text: the piece it stands in, index + 1 */
} pb_tag_piece;

typedef struct {
  uint16_t page;
  pb_rect rect;
} pb_leg_rect; /* one bead of the article thread */

typedef struct {
  const pb_article *article; /* NULL: a picture that stands alone */
  pb_str title;              /* one line; empty without article */
  const pb_leg_rect *legs;
  size_t nlegs;
  uint16_t first_page;
  pb_len x, y; /* top of its head, for outline and destination */
} pb_edition_story;

/* A link of the jump lines. */
typedef struct {
  uint16_t page, to_page;
  pb_rect rect;
  pb_len to_x, to_y;
} pb_link;

typedef struct {
  pb_len width, height, bleed; /* trim */
  pb_len margin;               /* of the sheet beyond the bleed, for printer's marks */
  const pb_layout *layout;
  uint64_t inks; /* bit i: ink i of the layout may be used (of the plan's page): without C, M, Y pictures go grey */
  pb_str label;
  pb_len fold;          /* of a spread: from the left; 0 = a page alone */
  pb_str sides[2];      /* of a spread: the labels of its pages, from the left */
  bool turned;          /* of a spread: the page at the right is the first */
  pb_rect shown;        /* of half a spread: what prints, its trim and the bleed; w 0 = all there is */
  const pb_item *items; /* in paint order; what has a piece stands in reading order */
  size_t nitems;
} pb_page;

/* From the sheet's edge (MediaBox) to the trim. */
static inline pb_len pb_page_edge(const pb_page *page) { return page->bleed + page->margin; }

typedef struct {
  pb_str title;     /* 河湾日报 2026-03-01 */
  pb_str zone;      /* empty: the edition itself */
  bool binds_right; /* its pages are turned from the left */
  pb_str publisher, language;
  int year, month, day;
  const pb_page *pages;
  size_t npages;
  const pb_picture *const *pictures;
  size_t npictures;
  const pb_trimmed_mark *trimmed;
  size_t ntrimmed;
  const pb_upright_glyph *upright;
  size_t nupright;
  const pb_tag_piece *pieces;
  size_t npieces;
  const pb_edition_story *stories;
  size_t nstories;
  const pb_link *links;
  size_t nlinks;
} pb_edition;

#endif
