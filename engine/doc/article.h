/* The copy of one article (稿件) as its editor typed it: a head in `key: text` lines between `---`, then CommonMark in
 * which every line is a paragraph. Read only; nothing here knows of pages. The format: docs/formats.md. */
#ifndef PB_ARTICLE_H
#define PB_ARTICLE_H

#include "diag.h"
#include "str.h"

typedef enum {
  PB_STRONG = 0x01,      /* **…** */
  PB_EMPHASIS = 0x02,    /* *…* */
  PB_DOTS = 0x04,        /* […]{dots}: 着重号 */
  PB_NAME = 0x08,        /* […]{name}: 专名号 */
  PB_TITLE = 0x10,       /* […]{title}: 书名号甲式 */
  PB_UNDERLINE = 0x20,   /* […]{underline} */
  PB_STRIKE = 0x40,      /* ~~…~~ */
  PB_SUPERSCRIPT = 0x80, /* ^…^ */
  PB_SUBSCRIPT = 0x100,  /* […]{sub} */
  PB_NAME_TURN = 0x200,  /* set in every other name, so that neighbours are told apart */
  PB_TITLE_TURN = 0x400, /* the same for titles */
} pb_mark_up;
enum { PB_SCRIPT = PB_SUPERSCRIPT | PB_SUBSCRIPT };

/* What stands over or beside a text: […]{ruby …}. */
typedef struct {
  pb_str text; /* not empty, without blanks around it */
  pb_span span;
} pb_annotation;

/* A stretch of text in one mark-up, byte i of `text` standing at byte span.at + i of the source (escapes and entities
 * start a piece of their own, whose every byte maps to its start). */
typedef struct {
  pb_str text;
  pb_span span;
  unsigned marks;            /* pb_mark_up, or-ed */
  const pb_annotation *ruby; /* NULL as a rule; pieces of one annotated text have the same */
} pb_piece;

typedef struct {
  const pb_piece *pieces;
  size_t n;
} pb_pieces;

/* A field of the head, line by line as typed. */
typedef struct {
  const pb_pieces *lines;
  size_t n;
} pb_head_text;

typedef enum {
  PB_PARAGRAPH,
  PB_SUBHEAD,     /* ## */
  PB_QUOTATION,   /* > */
  PB_LIST_ITEM,   /* - or 1. ; `label` is the mark to set before it */
  PB_TABLE_ROW,   /* | … | … | ; the row of dashes under the first row makes that a header */
  PB_BREAK,       /* --- or *** between paragraphs, a blank line between stanzas: a blank line */
  PB_TABLE_TITLE, /* of a table: `::: table TITLE` */
} pb_block_kind;

/* What a block stands in: the lines between `::: NAME` and `:::`. */
typedef enum {
  PB_IN_COPY,
  PB_IN_NOTE,  /* 编者按 */
  PB_IN_QA,    /* 问答 */
  PB_IN_VERSE, /* 诗: every line is set as a line */
  PB_IN_SIGN,  /* 文尾署名 */
  PB_IN_TABLE, /* 表: a title and rows */
} pb_enclosure;

typedef struct {
  pb_block_kind kind;
  unsigned level;     /* of a subhead: 2… ; of a list item: depth from 0 */
  bool header;        /* a table's header row */
  const char *aligns; /* of its columns, as the dashes under it say: l c r, - where they do not; NULL = not at all */
  pb_enclosure in;
  uint16_t fence;         /* blocks between one pair of fences have one number, from 1; 0 = outside */
  bool asks;              /* PB_IN_QA: it is a question */
  pb_pieces lead;         /* what opens a paragraph as its label: 编者按：, 问：; empty = none */
  pb_str label;           /* list items: "1." "·" … */
  const pb_pieces *cells; /* one, but for table rows */
  size_t ncells;
  pb_span span;
} pb_copy_block;

typedef struct {
  const char *id; /* the file's name without its ending */
  const char *path;
  pb_span span;          /* its first line */
  pb_head_text kicker;   /* 引题; all head fields may be empty (n = 0) but the headline of news */
  pb_head_text headline; /* 主题 */
  pb_head_text deck;     /* 副题 */
  pb_head_text byline;   /* 署名 */
  pb_pieces short_title; /* `short:` for the jump line; else the headline serves */
  int initial;           /* lines of a drop initial; −1 = as the style has it */
  pb_span initial_span;
  const pb_copy_block *blocks;
  size_t nblocks;
} pb_article;

/* Reads and parses one article. Always returns an article (empty where the file could not be read); what is wrong goes
 * to `diags`. `folder` confines the path. Pieces point into memory of `arena`. */
const pb_article *pb_article_read(pb_arena *arena, pb_diags *diags, const char *folder, pb_str name, pb_span named_at);

/* The same from text already in memory: tests and fuzzers. */
const pb_article *pb_article_parse(pb_arena *arena, pb_diags *diags, const char *path, pb_str bytes);

size_t pb_article_characters(const pb_article *article); /* of the body, blanks left out: 字数 */

#endif
