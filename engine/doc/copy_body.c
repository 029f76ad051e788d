/* The blocks of the copy. Every line is one, so a line's first characters say all: no line can swallow the next. */
#include <string.h>

#include "copy.h"
#include "text.h"
#include "utf8.h"

enum { DEPTH_MAX = 8 };

typedef struct {
  pb_copy *copy;
  PB_VEC(pb_copy_block) blocks;
  bool verbatim;               /* between fences */
  size_t rows;                 /* of the table the line before belongs to */
  unsigned indents[DEPTH_MAX]; /* of the list items above, outermost first */
  size_t depth;                /* how many; 0 = the line before was no item */
  pb_enclosure in;             /* between fences of this kind */
  uint16_t fences;             /* so far */
  pb_span opened;              /* the fence that is open; source 0 = none */
  size_t first;                /* block of that fence */
  bool blank;                  /* the line before was */
  pb_str asker;                /* who speaks first */
  bool asks;                   /* who speaks now is the asker */
} body;

static void push_block(body *b, pb_copy_block block) {
  block.in = b->in;
  block.fence = b->in ? b->fences : 0;
  block.asks = b->in == PB_IN_QA && b->asks;
  PB_PUSH(b->copy->arena, b->blocks, block);
}

static void add_block(body *b, pb_copy_block block, pb_pieces text) {
  pb_pieces *cell = PB_NEW(b->copy->arena, pb_pieces);
  *cell = text;
  block.cells = cell;
  block.ncells = 1;
  push_block(b, block);
}

/* A block of the kind with the text [at, to) in it; nothing where that is blank. */
static void add_text(body *b, pb_copy_block block, const pb_copy_line *line, uint32_t at) {
  uint32_t to = line->to;
  pb_copy_trim(b->copy, &at, &to);
  block.span = pb_copy_span(b->copy, line->at, line->to);
  if (at < to) add_block(b, block, b->verbatim ? pb_copy_plain(b->copy, at, to) : pb_copy_inline(b->copy, at, to));
}

static bool blank_at(pb_str text, size_t at) {
  size_t size;
  return at >= text.n || pb_copy_is_blank(pb_utf8_at(text, at, &size));
}

static size_t run_of(pb_str text, char c) {
  size_t n = 0;
  while (n < text.n && text.s[n] == c) n++;
  return n;
}

/* ---- breaks and fences ---- */

static bool is_break(pb_str text) {
  size_t marks = 0;
  char mark = text.s[0];
  if (mark != '-' && mark != '*' && mark != '_') return false;
  for (size_t i = 0; i < text.n; i++) {
    if (text.s[i] == mark) marks++;
    else if (text.s[i] != ' ' && text.s[i] != '\t') return false;
  }
  return marks >= 3;
}

static bool is_code_fence(pb_str text) {
  size_t n = run_of(text, '`');
  if (n >= 3) return !memchr(text.s + n, '`', text.n - n);
  return run_of(text, '~') >= 3;
}

static void read_fence(body *b, const pb_copy_line *line) {
  b->verbatim = !b->verbatim;
  pb_diag(b->copy->diags, PB_WARNING, pb_copy_span(b->copy, line->at, line->to), "code",
          b->verbatim ? _("a code fence is left out; the lines after it are set as ordinary text, as typed")
                      : _("a code fence is left out"));
}

/* ---- subheads, quotations, lists ---- */

static bool read_subhead(body *b, const pb_copy_line *line, pb_str text) {
  size_t level = run_of(text, '#');
  pb_diags *diags = b->copy->diags;
  bool glued = level < text.n && !blank_at(text, level);
  if (level == 0 || level > 6 || (glued && level == 1)) return false; /* #话题 is text */
  pb_span span = pb_copy_span(b->copy, line->at, line->at + (uint32_t)level);
  if (glued) pb_diag(diags, PB_NOTE, span, "subhead", _("read as a subhead, though no blank follows the mark"));
  if (level == 1) {
    pb_diag(diags, PB_NOTE, span, "subhead", _("`#` in the copy is a subhead of the first level"));
    pb_diag_hint(diags, _("the headline stands in the head of the file; subheads are `##`"));
  }
  pb_copy_line inner = *line;
  size_t end = text.n;
  while (end > level && text.s[end - 1] == '#') end--;
  if (end < text.n && blank_at(text, end - 1)) inner.to = line->at + (uint32_t)end;
  add_text(b, (pb_copy_block){.kind = PB_SUBHEAD, .level = (unsigned)level}, &inner, line->at + (uint32_t)level);
  return true;
}

static bool read_quotation(body *b, const pb_copy_line *line) {
  uint32_t at = line->at, to = line->to;
  if (b->copy->text.s[at] != '>') return false;
  while (at < to && b->copy->text.s[at] == '>') {
    at++;
    pb_copy_trim(b->copy, &at, &to);
  }
  add_text(b, (pb_copy_block){.kind = PB_QUOTATION}, line, at);
  return true;
}

/* Length of a list mark with a blank after it: `-`, `*`, `+`, `12.`, `12)`; 0 = none. */
static size_t list_mark(pb_str text) {
  size_t digits = 0;
  while (digits < text.n && digits < 9 && text.s[digits] >= '0' && text.s[digits] <= '9') digits++;
  bool bullet = digits == 0 && strchr("-*+", text.s[0]);
  bool number = digits > 0 && digits < text.n && (text.s[digits] == '.' || text.s[digits] == ')');
  return (bullet || number) && digits + 1 < text.n && blank_at(text, digits + 1) ? digits + 1 : 0;
}

/* An item's depth is told by what stands farther out above it. */
static unsigned item_depth(body *b, unsigned indent) {
  while (b->depth > 0 && b->indents[b->depth - 1] >= indent) b->depth--;
  if (b->depth < DEPTH_MAX) b->indents[b->depth++] = indent;
  return (unsigned)b->depth - 1;
}

static bool read_item(body *b, const pb_copy_line *line, pb_str text) {
  size_t n = list_mark(text);
  if (n == 0) return false;
  pb_copy_block item = {.kind = PB_LIST_ITEM, .level = item_depth(b, line->indent)};
  item.label = n == 1 ? PB_STR("·") : pb_str_sub(text, 0, n);
  add_text(b, item, line, line->at + (uint32_t)n);
  return true;
}

/* ---- tables ---- */

static bool is_dashes(pb_str row) {
  size_t dashes = 0;
  for (size_t i = 0; i < row.n; i++) {
    dashes += row.s[i] == '-';
    if (!strchr("|-: \t", row.s[i])) return false;
  }
  return dashes > 0;
}

/* `:--` left, `:-:` centre, `--:` right. */
static const char *read_aligns(const body *b, pb_str row) {
  PB_VEC(char) aligns = {0};
  for (size_t at = 1, end; at < row.n; at = end + 1) {
    for (end = at; end < row.n && row.s[end] != '|';) end++;
    pb_str cell = pb_str_trim(pb_str_sub(row, at, end));
    bool left = pb_str_starts(cell, ":"), right = pb_str_ends(cell, ":");
    PB_PUSH(b->copy->arena, aligns, left && right ? 'c' : left ? 'l' : right ? 'r' : '-');
  }
  PB_PUSH(b->copy->arena, aligns, 0);
  return aligns.at;
}

static void read_dashes(body *b, const pb_copy_line *line) {
  if (b->rows == 1) {
    b->blocks.at[b->blocks.n - 1].header = true;
    b->blocks.at[b->blocks.n - 1].aligns = read_aligns(b, pb_copy_slice(b->copy, line->at, line->to));
    return;
  }
  pb_diag(b->copy->diags, PB_WARNING, pb_copy_span(b->copy, line->at, line->to), "table-dashes",
          _("this row of dashes is left out"));
  pb_diag_hint(b->copy->diags, _("it belongs straight under a table's first row, which it makes the header"));
}

static pb_pieces read_cell(body *b, uint32_t at, uint32_t to) {
  pb_copy_trim(b->copy, &at, &to);
  return at < to ? pb_copy_inline(b->copy, at, to) : (pb_pieces){0};
}

static void read_row(body *b, const pb_copy_line *line) {
  PB_VEC(pb_pieces) cells = {0};
  const char *s = b->copy->text.s;
  uint32_t start = line->at + 1;
  for (uint32_t at = start; at <= line->to && cells.n < PB_CELLS_MAX; at++) {
    if (at < line->to && (s[at] != '|' || s[at - 1] == '\\')) continue;
    if (at < line->to || start < line->to) PB_PUSH(b->copy->arena, cells, read_cell(b, start, at));
    start = at + 1;
  }
  pb_span span = pb_copy_span(b->copy, line->at, line->to);
  if (start < line->to) {
    pb_diag(b->copy->diags, PB_ERROR, span, "table-wide", _("more than %d cells in a row: the rest is left out"), PB_CELLS_MAX);
    pb_diag_hint(b->copy->diags, _("no column of a newspaper is as wide: make it two tables"));
  }
  pb_copy_block row = {.kind = PB_TABLE_ROW, .cells = cells.at, .ncells = cells.n, .span = span};
  if (cells.n) push_block(b, row);
  b->rows += cells.n > 0;
}

/* ---- fences and what stands between them ---- */

static void report_open(body *b) {
  pb_diag(b->copy->diags, PB_ERROR, b->opened, "block-open", _("the block that starts here has no end"));
  pb_diag_hint(b->copy->diags, _("put a line of `:::` after it"));
}

/* A stanza ends with a blank line. */
static void read_verse(body *b, const pb_copy_line *line) {
  if (b->in == PB_IN_VERSE && b->blank && b->blocks.n > b->first)
    push_block(b, (pb_copy_block){.kind = PB_BREAK, .span = b->opened});
  add_text(b, (pb_copy_block){.kind = PB_PARAGRAPH}, line, line->at);
}

/* Who speaks first asks; 问 and 答 say it themselves. */
static void judge_speaker(body *b, pb_str lead) {
  bool answers = pb_str_starts(lead, "答") && lead.n <= strlen("答：");
  if (b->asker.n == 0 && !answers) b->asker = lead;
  b->asks = !answers && pb_str_eq(lead, b->asker);
}

/* A paragraph that a label may open: a speaker's, or the first of an editor's note. */
static void read_spoken(body *b, const pb_copy_line *line) {
  uint32_t at = line->at, next = at, to = line->to;
  bool may = b->in == PB_IN_QA || b->blocks.n == b->first;
  uint32_t end = may ? pb_copy_lead(b->copy, b->in, &at, to, &next) : at;
  pb_copy_block block = {.kind = PB_PARAGRAPH};
  pb_copy_trim(b->copy, &next, &to);
  if (end > at && next < to) {
    block.lead = pb_copy_plain(b->copy, at, end);
    if (b->in == PB_IN_QA) judge_speaker(b, pb_copy_slice(b->copy, at, end));
  }
  add_text(b, block, line, block.lead.n ? next : line->at);
}

static void read_paragraph(body *b, const pb_copy_line *line) {
  if (b->verbatim) add_text(b, (pb_copy_block){.kind = PB_PARAGRAPH}, line, line->at);
  else if (b->in == PB_IN_QA || b->in == PB_IN_NOTE) read_spoken(b, line);
  else read_verse(b, line);
}

static void open_enclosure(body *b, const pb_copy_line *line, const pb_copy_fence *fence) {
  if (b->opened.source) report_open(b);
  b->in = fence->in;
  if (b->fences < UINT16_MAX) b->fences++;
  b->opened = pb_copy_span(b->copy, line->at, line->to);
  b->first = b->blocks.n;
  b->asks = false;
  b->asker = (pb_str){0};
  pb_copy_line rest = *line;
  rest.at = fence->rest;
  pb_copy_trim(b->copy, &rest.at, &rest.to);
  if (rest.at == rest.to || !fence->in) return;
  if (fence->in == PB_IN_TABLE) add_text(b, (pb_copy_block){.kind = PB_TABLE_TITLE}, &rest, rest.at);
  else read_paragraph(b, &rest);
}

static bool read_enclosure(body *b, const pb_copy_line *line) {
  pb_copy_fence fence;
  if (!pb_copy_read_fence(b->copy, line, &fence)) return false;
  b->depth = b->rows = 0;
  if (!fence.closes) {
    open_enclosure(b, line, &fence);
    return true;
  }
  if (b->opened.source == 0) {
    pb_diag(b->copy->diags, PB_WARNING, pb_copy_span(b->copy, line->at, line->to), "block-unopened",
            _("this ends a block that nothing began"));
    pb_diag_hint(b->copy->diags, _("a block begins with `::: note`, `::: qa`, `::: verse`, `::: sign` or `::: table`"));
  }
  b->in = PB_IN_COPY;
  b->opened = (pb_span){0};
  return true;
}

/* ---- lines ---- */

static bool read_marked(body *b, const pb_copy_line *line, pb_str text) {
  if (is_break(text)) {
    push_block(b, (pb_copy_block){.kind = PB_BREAK, .span = pb_copy_span(b->copy, line->at, line->to)});
    return true;
  }
  return read_subhead(b, line, text) || read_quotation(b, line);
}

/* Lines that are what they are whatever they begin with. */
static bool takes_any(const body *b) { return b->in == PB_IN_VERSE || b->in == PB_IN_SIGN; }

static void read_text_line(body *b, const pb_copy_line *line, pb_str text) {
  bool table = text.s[0] == '|' && !b->verbatim && !takes_any(b);
  if (!table) b->rows = 0;
  if (is_code_fence(text)) {
    read_fence(b, line);
  } else if (!b->verbatim && read_enclosure(b, line)) {
    return;
  } else if (table && text.n > 1) {
    is_dashes(text) ? read_dashes(b, line) : read_row(b, line);
  } else if (b->verbatim || takes_any(b)) {
    read_paragraph(b, line);
  } else {
    if (!is_break(text) && read_item(b, line, text)) return;
    if (!read_marked(b, line, text)) read_paragraph(b, line);
  }
  b->depth = 0;
}

static void read_line(body *b, const pb_copy_line *line) {
  pb_str text = pb_copy_slice(b->copy, line->at, line->to);
  if (text.n) read_text_line(b, line, text);
  else b->rows = 0;
  b->blank = text.n == 0;
}

void pb_copy_body(pb_copy *copy, uint32_t from, pb_article *article) {
  body b = {.copy = copy};
  pb_copy_line line;
  for (; pb_copy_next_line(copy, from, &line); from = line.next) read_line(&b, &line);
  if (b.opened.source) report_open(&b);
  article->blocks = b.blocks.at;
  article->nblocks = b.blocks.n;
}
