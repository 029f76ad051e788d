/* Paragraphs between fences: labels that open them, notes in their rules, verse, signatures. */
#include "flows.h"

/* Spare white before the text where the label has no colon of its own. */
static pb_len white_after(const pb_maker *m, pb_len size) {
  return m->last.after ? (pb_len)((int64_t)size * m->last.after / 1024) : size;
}

static void hang_by(pb_style *own, pb_len hang) {
  own->inset_left += hang;
  own->indent = -hang;
}

/* The label in a face of its own, then the text: after it, or beside it where the style lets labels hang. */
static void add_led(pb_maker *m, const pb_style *style, const pb_style *label, const pb_copy_block *block, pb_flow_place place) {
  pb_style *own = PB_NEW(m->shaper->arena, pb_style);
  *own = *style;
  pb_flow flow = pb_flow_begin(m, PB_FLOW_PARAGRAPH, own, place);
  pb_maker_style(m, label, flow.size);
  pb_maker_text(m, block->lead, place.span);
  pb_len width = pb_maker_width(m, flow.first), white = white_after(m, flow.size), half = flow.size / 2;
  pb_len hang = (width + white + half - 1) / half * half;
  pb_maker_seam(m, style->hang ? hang - width : white);
  if (style->hang) hang_by(own, hang);
  pb_maker_style(m, own, flow.size);
  pb_maker_text(m, block->cells[0], place.span);
  pb_flow_end(m, flow);
}

static void add_plain(pb_maker *m, pb_flow_kind kind, const pb_style *style, const pb_copy_block *block, pb_flow_place place) {
  pb_flow flow = pb_flow_begin(m, kind, style, place);
  pb_maker_text(m, block->cells[0], place.span);
  pb_flow_end(m, flow);
}

/* A line of verse is never justified; what does not fit hangs two characters in. */
static const pb_style *verse_style(const pb_maker *m, const pb_style *style) {
  pb_style *own = PB_NEW(m->shaper->arena, pb_style);
  *own = *style;
  own->indent = 0;
  own->align = PB_ALIGN_LEFT;
  hang_by(own, 2 * pb_style_size(style));
  return own;
}

void pb_flow_paragraph(pb_maker *m, pb_flow_styles *styles, const pb_copy_block *block, pb_flow_place place) {
  const pb_shaper *shaper = m->shaper;
  const pb_style *style = styles->body, *label = NULL;
  switch (block->in) {
    case PB_IN_NOTE:
      style = pb_flow_style(styles, shaper, PB_ROLE_NOTE);
      label = pb_flow_style(styles, shaper, PB_ROLE_NOTE_LABEL);
      break;
    case PB_IN_QA:
      style = pb_flow_style(styles, shaper, block->asks ? PB_ROLE_QUESTION : PB_ROLE_ANSWER);
      label = pb_flow_style(styles, shaper, PB_ROLE_SPEAKER);
      break;
    case PB_IN_VERSE:
      add_plain(m, PB_FLOW_VERSE, verse_style(m, pb_flow_style(styles, shaper, PB_ROLE_VERSE)), block, place);
      return;
    case PB_IN_SIGN:
      m->line = true; /* a blank between two names is meant */
      add_plain(m, PB_FLOW_SIGN, pb_flow_style(styles, shaper, PB_ROLE_SIGN), block, place);
      m->line = false;
      return;
    default: break;
  }
  if (block->lead.n) add_led(m, style, label, block, place);
  else add_plain(m, PB_FLOW_PARAGRAPH, style, block, place);
}

bool pb_flow_opening(pb_maker *m, pb_flow_styles *styles, unsigned lines, const pb_copy_block *block, pb_flow_place place) {
  pb_initial *initial = PB_NEW(m->shaper->arena, pb_initial);
  *initial = (pb_initial){.style = pb_flow_style(styles, m->shaper, PB_ROLE_INITIAL), .lines = (uint8_t)lines};
  pb_flow flow = pb_flow_begin(m, PB_FLOW_PARAGRAPH, styles->body, place);
  initial->rows = flow.rows;
  m->initial = initial;
  pb_maker before = *m;
  pb_maker_text(m, block->cells[0], place.span);
  if (m->ruby_over) { /* its lines take more rows, and it is larger */
    pb_flow annotated = flow;
    pb_flow_rows_over(m->shaper->layout, &annotated);
    initial->rows = annotated.rows;
    pb_maker_rewind(m, &before);
    pb_maker_text(m, block->cells[0], place.span);
  }
  m->initial = NULL;
  bool set = initial->end > flow.first;
  if (set) flow.initial = initial;
  pb_flow_end(m, flow);
  return set;
}

/* ---- what stands together ---- */

/* Only the first has rows free above it, and only the last below. */
static void join_rows(pb_flow *blocks, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (i) blocks[i].rows_before = 0;
    if (i + 1 < n) blocks[i].rows_after = 0;
  }
}

/* A note's text stands one character inside its box. */
static void inset_in_box(pb_maker *m, pb_flow *block, const pb_style *note) {
  pb_style *own = PB_NEW(m->shaper->arena, pb_style);
  *own = *block->style;
  pb_len em = pb_style_size(note);
  own->inset_left += note->inset_left < em ? em : 0;
  own->inset_right += note->inset_right < em ? em : 0;
  block->style = own;
}

static void enclose_note(pb_maker *m, const pb_style *note, pb_flow *blocks, size_t n) {
  pb_len row = m->shaper->layout ? m->shaper->layout->line : 0;
  uint16_t group = 1;
  for (size_t i = 0; m->blocks.at + i < blocks; i++)
    if (m->blocks.at[i].group >= group) group = (uint16_t)(m->blocks.at[i].group + 1);
  join_rows(blocks, n);
  for (size_t i = 0; i < n; i++) {
    blocks[i].group = group;
    blocks[i].rules = note;
    if (row > 0 && note->line > blocks[i].size && note->line % row && !blocks[i].ncells && !blocks[i].keep_next &&
        !blocks[i].rows_over)
      blocks[i].leading = note->line;
    if (note->box) inset_in_box(m, &blocks[i], note);
  }
  blocks[0].pad_before = note->box || note->rule_above;
  blocks[n - 1].pad_after = note->box || note->rule_below;
  blocks[0].rows_before = note->rows_before;
  blocks[n - 1].rows_after = note->rows_after;
}

static void enclose_verse(pb_maker *m, const pb_style *verse, pb_flow *blocks, size_t n) {
  pb_len longest = 0;
  for (size_t i = 0; i < n; i++) {
    if (blocks[i].kind != PB_FLOW_VERSE) continue;
    if (i && blocks[i - 1].kind == PB_FLOW_VERSE) blocks[i].block = blocks[i - 1].block; /* a stanza is one paragraph */
    pb_len width = m->width.at[blocks[i].end - 1] + m->clusters.at[blocks[i].end - 1].advance - m->width.at[blocks[i].first];
    if (width > longest) longest = width;
  }
  join_rows(blocks, n);
  for (size_t i = 0; i < n && verse->align == PB_ALIGN_CENTRE; i++) blocks[i].centre_on = longest;
}

/* Where names hang, a paragraph without one stands as its speaker's others do. */
static void enclose_qa(pb_maker *m, pb_flow *blocks, size_t n) {
  for (size_t i = 1; i < n; i++) {
    if (blocks[i].kind != PB_FLOW_PARAGRAPH || !blocks[i].style->hang || blocks[i].style->indent < 0) continue;
    pb_style *own = PB_NEW(m->shaper->arena, pb_style);
    *own = *blocks[i].style;
    own->inset_left = blocks[i - 1].style->inset_left;
    own->indent = 0;
    blocks[i].style = own;
  }
}

void pb_flow_enclose(pb_maker *m, pb_flow_styles *styles, const pb_copy_block *block, size_t first) {
  pb_flow *blocks = m->blocks.at + first;
  size_t n = m->blocks.n - first;
  if (n == 0) return;
  if (block->in == PB_IN_NOTE) enclose_note(m, pb_flow_style(styles, m->shaper, PB_ROLE_NOTE), blocks, n);
  if (block->in == PB_IN_VERSE) enclose_verse(m, pb_flow_style(styles, m->shaper, PB_ROLE_VERSE), blocks, n);
  if (block->in == PB_IN_QA) enclose_qa(m, blocks, n);
  if (block->in == PB_IN_SIGN) join_rows(blocks, n);
}
