#include <string.h>

#include "copy.h"
#include "text.h"

typedef enum { KICKER, HEADLINE, DECK, BYLINE, SHORT, INITIAL, FIELDS } head_field;

static const char *const NAMES[] = {
    "kicker", "headline", "deck",   "byline", "short", "引题", "肩题",    "眉题", "主题",
    "标题",   "副题",     "副标题", "署名",   "作者",  "短题", "initial", "首字",
};
static const head_field NAMED[] = {
    KICKER,   HEADLINE, DECK, BYLINE, SHORT,  KICKER, KICKER,  KICKER,  HEADLINE,
    HEADLINE, DECK,     DECK, BYLINE, BYLINE, SHORT,  INITIAL, INITIAL,
};
enum { NNAMES = sizeof NAMES / sizeof *NAMES };
_Static_assert(NNAMES == sizeof NAMED / sizeof *NAMED, "a field for every name");

typedef struct {
  pb_copy *copy;
  PB_VEC(pb_pieces) lines[FIELDS];
  bool seen[FIELDS];
  int open; /* the field whose `- ` lines follow; -1 = none, FIELDS = an unknown key's */
} head;

static bool is_fence(pb_str line) {
  if (line.n < 3) return false;
  for (size_t i = 0; i < line.n; i++)
    if (line.s[i] != '-') return false;
  return true;
}

/* Where the first colon of either width stands in the line, or its end. */
static uint32_t find_colon(const pb_copy *copy, const pb_copy_line *line, uint32_t *size) {
  for (uint32_t i = line->at; i < line->to; i++) {
    *size = copy->text.s[i] == ':' ? 1 : pb_str_starts(pb_copy_slice(copy, i, line->to), "：") ? 3 : 0;
    if (*size) return i;
  }
  *size = 0;
  return line->to;
}

static int find_field(pb_str name) {
  for (size_t i = 0; i < NNAMES; i++)
    if (pb_str_is(name, NAMES[i])) return (int)NAMED[i];
  return FIELDS;
}

static void unknown_key(const head *h, pb_str name, pb_span span) {
  pb_diags *diags = h->copy->diags;
  const char *near = pb_str_nearest(name, NAMES, NNAMES);
  pb_diag(diags, PB_ERROR, span, "unknown-key", _("unknown key `%.*s`"), PB_STR_ARG(name));
  if (near) pb_diag_hint(diags, _("did you mean `%s`?"), near);
  else pb_diag_hint(diags, _("a head has kicker, headline, deck, byline and short (引题 主题 副题 署名 短题)"));
}

static void add_line(head *h, int field, uint32_t at, uint32_t to) {
  pb_copy_trim(h->copy, &at, &to);
  if (at < to && field < FIELDS)
    PB_PUSH(h->copy->arena, h->lines[field], field == INITIAL ? pb_copy_plain(h->copy, at, to) : pb_copy_display(h->copy, at, to));
}

static void read_key(head *h, const pb_copy_line *line, uint32_t colon, uint32_t size) {
  pb_copy *copy = h->copy;
  uint32_t at = line->at, to = colon;
  pb_copy_trim(copy, &at, &to);
  pb_span span = pb_copy_span(copy, at, to);
  pb_str name = pb_copy_slice(copy, at, to);
  if (size == 3)
    pb_diag(copy->diags, PB_NOTE, pb_copy_span(copy, colon, colon + 3), "full-width-colon", _("a full-width colon is read as `:`"));
  h->open = find_field(name);
  if (h->open == FIELDS) {
    unknown_key(h, name, span);
  } else if (h->seen[h->open]) {
    pb_diag(copy->diags, PB_ERROR, span, "duplicate-key", _("`%.*s` is given twice"), PB_STR_ARG(name));
    pb_diag_hint(copy->diags, _("keep one; several lines are `- ` lines under one key"));
    h->open = FIELDS;
  } else {
    h->seen[h->open] = true;
  }
  add_line(h, h->open, colon + size, line->to);
}

/* `- text`, the blank of any width. */
static bool read_item(head *h, const pb_copy_line *line) {
  uint32_t at = line->at + 1, to = line->to;
  if (h->open < 0 || line->at == line->to || h->copy->text.s[line->at] != '-') return false;
  pb_copy_trim(h->copy, &at, &to);
  if (at == line->at + 1 && at < to) return false;
  add_line(h, h->open, at, to);
  return true;
}

static void read_line(head *h, const pb_copy_line *line) {
  uint32_t size, colon = find_colon(h->copy, line, &size);
  if (line->at == line->to || read_item(h, line)) return;
  if (size) {
    read_key(h, line, colon, size);
    return;
  }
  pb_diag(h->copy->diags, PB_ERROR, pb_copy_span(h->copy, line->at, line->to), "head-line", _("not a line of a head"));
  pb_diag_hint(h->copy->diags,
               _("write `key: text`, or `- text` for one more line of the key above; a line of `---` ends the head"));
}

/* A head that nothing closes ends before the first line that cannot be part of one, so that the copy is still read. */
static uint32_t open_head_end(const pb_copy *copy, uint32_t from) {
  pb_copy_line line;
  uint32_t size;
  while (pb_copy_next_line(copy, from, &line)) {
    pb_str text = pb_copy_slice(copy, line.at, line.to);
    uint32_t colon = find_colon(copy, &line, &size), at = line.at;
    pb_copy_trim(copy, &at, &colon);
    if (text.n == 0 || (!pb_str_starts(text, "- ") && find_field(pb_copy_slice(copy, at, colon)) == FIELDS)) break;
    from = line.next;
  }
  return from;
}

/* Where the head's lines end, and in `body` where the copy goes on. */
static uint32_t head_end(const pb_copy *copy, const pb_copy_line *first, uint32_t *body) {
  pb_copy_line line;
  for (uint32_t at = first->next; pb_copy_next_line(copy, at, &line); at = line.next)
    if (is_fence(pb_copy_slice(copy, line.at, line.to))) {
      *body = line.next;
      return at;
    }
  pb_diag(copy->diags, PB_ERROR, pb_copy_span(copy, first->at, first->to), "head-open", _("the head that starts here has no end"));
  pb_diag_hint(copy->diags, _("put a line of `---` between the head and the copy"));
  return *body = open_head_end(copy, first->next);
}

static pb_head_text lines_of(const head *h, head_field field) { return (pb_head_text){h->lines[field].at, h->lines[field].n}; }

/* A short title given in several lines is joined by a blank of one 字. */
static pb_pieces joined(head *h, head_field field) {
  PB_VEC(pb_piece) all = {0};
  pb_copy *copy = h->copy;
  if (h->lines[field].n == 0) return (pb_pieces){0};
  if (h->lines[field].n == 1) return h->lines[field].at[0];
  for (size_t i = 0; i < h->lines[field].n; i++) {
    pb_pieces line = h->lines[field].at[i];
    pb_span start = line.n ? line.pieces[0].span : (pb_span){0};
    start.to = start.at;
    if (i) PB_PUSH(copy->arena, all, ((pb_piece){.text = PB_STR("\u3000"), .span = start}));
    for (size_t k = 0; k < line.n; k++) PB_PUSH(copy->arena, all, line.pieces[k]);
  }
  pb_diag(copy->diags, PB_WARNING, all.at[0].span, "one-line-head", _("a short title has one line: these are joined"));
  return (pb_pieces){all.at, all.n};
}

static int read_initial(const head *h, pb_span *span) {
  if (h->lines[INITIAL].n == 0) return -1;
  pb_piece piece = h->lines[INITIAL].at[0].pieces[0];
  unsigned long lines;
  *span = piece.span;
  if (pb_str_uint(piece.text, 3, &lines) && lines != 1) return (int)lines;
  pb_diag(h->copy->diags, PB_ERROR, piece.span, "bad-value", _("an initial stands over 2 or 3 lines; 0 is none"));
  pb_diag_hint(h->copy->diags, _("write `initial: 2`"));
  return -1;
}

uint32_t pb_copy_head(pb_copy *copy, pb_article *article) {
  head h = {.copy = copy, .open = -1};
  pb_copy_line line;
  uint32_t from = 0, body = 0;
  while (pb_copy_next_line(copy, from, &line) && line.at == line.to) from = line.next;
  if (!pb_copy_next_line(copy, from, &line) || !is_fence(pb_copy_slice(copy, line.at, line.to))) return 0;
  uint32_t end = head_end(copy, &line, &body);
  for (from = line.next; from < end && pb_copy_next_line(copy, from, &line); from = line.next) read_line(&h, &line);
  article->kicker = lines_of(&h, KICKER);
  article->headline = lines_of(&h, HEADLINE);
  article->deck = lines_of(&h, DECK);
  article->byline = lines_of(&h, BYLINE);
  article->short_title = joined(&h, SHORT);
  article->initial = read_initial(&h, &article->initial_span);
  return body;
}
