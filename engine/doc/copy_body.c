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
} body;

static void add_block(body *b, pb_copy_block block, pb_pieces text) {
  pb_pieces *cell = PB_NEW(b->copy->arena, pb_pieces);
  *cell = text;
  block.cells = cell;
  block.ncells = 1;
  PB_PUSH(b->copy->arena, b->blocks, block);
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

static void read_dashes(body *b, const pb_copy_line *line) {
  if (b->rows == 1) {
    b->blocks.at[b->blocks.n - 1].header = true;
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
  if (cells.n) PB_PUSH(b->copy->arena, b->blocks, row);
  b->rows += cells.n > 0;
}

/* ---- lines ---- */

static bool read_marked(body *b, const pb_copy_line *line, pb_str text) {
  if (is_break(text)) {
    PB_PUSH(b->copy->arena, b->blocks, ((pb_copy_block){.kind = PB_BREAK, .span = pb_copy_span(b->copy, line->at, line->to)}));
    return true;
  }
  return read_subhead(b, line, text) || read_quotation(b, line);
}

static void read_line(body *b, const pb_copy_line *line) {
  pb_str text = pb_copy_slice(b->copy, line->at, line->to);
  bool table = text.n && text.s[0] == '|' && !b->verbatim;
  if (!table) b->rows = 0;
  if (text.n == 0) return;
  if (is_code_fence(text)) {
    read_fence(b, line);
    b->depth = 0;
    return;
  }
  if (table && text.n > 1) {
    is_dashes(text) ? read_dashes(b, line) : read_row(b, line);
    b->depth = 0;
    return;
  }
  if (!b->verbatim && !is_break(text) && read_item(b, line, text)) return;
  b->depth = 0;
  if (b->verbatim || !read_marked(b, line, text)) add_text(b, (pb_copy_block){.kind = PB_PARAGRAPH}, line, line->at);
}

void pb_copy_body(pb_copy *copy, uint32_t from, pb_article *article) {
  body b = {.copy = copy};
  pb_copy_line line;
  for (; pb_copy_next_line(copy, from, &line); from = line.next) read_line(&b, &line);
  article->blocks = b.blocks.at;
  article->nblocks = b.blocks.n;
}
