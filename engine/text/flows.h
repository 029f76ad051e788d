/* Blocks of copy into blocks of a story: which style, how many rows, what stands together. Internal to text/. */
#ifndef PB_FLOWS_H
#define PB_FLOWS_H

#include "maker.h"

typedef enum {
  PB_ROLE_SUBHEAD,
  PB_ROLE_QUOTATION,
  PB_ROLE_TABLE,
  PB_ROLE_ITEM,
  PB_ROLE_BRIEF_HEAD,
  PB_ROLE_BRIEF_LINE,
  PB_ROLE_NOTE,
  PB_ROLE_NOTE_LABEL,
  PB_ROLE_QUESTION,
  PB_ROLE_ANSWER,
  PB_ROLE_SPEAKER,
  PB_ROLE_VERSE,
  PB_ROLE_SIGN,
  PB_ROLE_TABLE_TITLE,
  PB_ROLE_INITIAL,
  PB_FLOW_ROLES
} pb_flow_role;

/* styles.c: the layout's style of that name, else one made from `body`. */
typedef struct {
  const pb_style *body;
  const pb_style *styles[PB_FLOW_ROLES]; /* NULL until asked for */
} pb_flow_styles;
const pb_style *pb_flow_style(pb_flow_styles *styles, const pb_shaper *shaper, pb_flow_role role);
pb_len pb_style_size(const pb_style *style);
/* Gives every line of the block the rows that annotations over it need: all lines alike, on the grid. */
void pb_flow_rows_over(const pb_layout *layout, pb_flow *flow);
uint16_t pb_style_rows(const pb_layout *layout, const pb_style *style, pb_len size);

/* shape.c: adds the block if it holds any cluster; false if not. */
typedef struct {
  uint16_t article, block;
  pb_span span;
} pb_flow_place;
pb_flow pb_flow_begin(pb_maker *maker, pb_flow_kind kind, const pb_style *style, pb_flow_place place);
bool pb_flow_end(pb_maker *maker, pb_flow flow);

/* passages.c: paragraphs as what they stand in wants them; a note, a poem, a list as a whole once its blocks are there. */
void pb_flow_paragraph(pb_maker *maker, pb_flow_styles *styles, const pb_copy_block *block, pb_flow_place place);
/* The article's first paragraph, its first character over so many lines; false where no character can be set so. */
bool pb_flow_opening(pb_maker *maker, pb_flow_styles *styles, unsigned lines, const pb_copy_block *block, pb_flow_place place);
void pb_flow_enclose(pb_maker *maker, pb_flow_styles *styles, const pb_copy_block *block, size_t first);

/* lists.c: the items from blocks[0] on that make one list; returns how many. */
size_t pb_flow_list(pb_maker *maker, const pb_style *style, const pb_copy_block *blocks, size_t n, pb_flow_place place);

/* tables.c: the rows from blocks[0] on that make one table; returns how many. */
size_t pb_flow_table(pb_maker *maker, const pb_style *style, const pb_copy_block *blocks, size_t n, pb_flow_place place);

#endif
