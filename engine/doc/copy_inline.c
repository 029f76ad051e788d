/* Mark-up within a line, by cmark. CommonMark reads `**` beside a punctuation mark as no emphasis where a letter stands on
 * the other side, which Chinese copy does all the time: `他说**“重点”**是`. So cmark is given a prepared line, in which a
 * letter stands between each run of stars and its neighbours, and escapes and entities are one control character each
 * (the copy itself has none of these). Marks that CommonMark does not know are found before and not shown to it.
 * A table leads back from every byte to the source. */
#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "text.h"
#include "utf8.h"

enum { AS_TYPED = 1, ENTITY = 2, GUARD = 2 /* bytes of the no-break space that starts every prepared line */ };
#define INSERTED 0x80000000u /* in the way back: a byte that the source has not */
enum { ENTITY_MAX = 34 };

typedef struct {
  pb_copy *copy;
  pb_copy_marks marks; /* which cmark is not shown */
  char *prepared;
  uint32_t *source; /* of each prepared byte, and one past the last */
  size_t n;
  size_t cursor; /* all before it is emitted or was mark-up */
  unsigned strong, emphasis, image;
  uint32_t image_at;
  PB_VEC(pb_piece) pieces;
} line_reader;

static bool is_active(char c) { return c != 0 && strchr("*_[]`<&\\~^", c) != NULL; }

static size_t count_active(pb_str text) {
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) n += is_active(text.s[i]);
  return n;
}

static bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_alnum(c); }

/* ---- entities ---- */

/* `&name;`, `&#12;`, `&#x2F;` by form: its length, or 0. */
static size_t entity_length(pb_str text) {
  size_t i = 1;
  if (i < text.n && text.s[i] == '#') i++;
  size_t start = i;
  while (i < text.n && i < ENTITY_MAX && is_alnum(text.s[i])) i++;
  return i > start && i < text.n && text.s[i] == ';' ? i + 1 : 0;
}

/* What the entity stands for, by cmark's own table; empty where it is none or a control character. */
static pb_str decode_entity(pb_arena *arena, pb_str entity) {
  cmark_node *root = cmark_parse_document(entity.s, entity.n, CMARK_OPT_DEFAULT);
  cmark_node *paragraph = cmark_node_first_child(root), *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
  const char *literal = text ? cmark_node_get_literal(text) : NULL;
  pb_str found = pb_str_from(literal);
  bool good = found.n > 0 && !pb_str_eq(found, entity) && (unsigned char)found.s[0] >= 0x20;
  found = good ? pb_str_copy(arena, found) : PB_STR("");
  cmark_node_free(root);
  return found;
}

/* ---- preparing ---- */

static void put(line_reader *r, char c, uint32_t source) {
  r->source[r->n] = source;
  r->prepared[r->n++] = c;
}

/* Beside a run of stars cmark is shown a letter, whatever stands there but a blank. `_` has rules of its own, for which a
 * star is a mark like any other: it is shown a mark, and the stars a letter. */
static void put_neighbour(line_reader *r, uint32_t at, uint32_t c, bool before) {
  if (pb_copy_is_blank(c)) return;
  if (c == '_' && before) put(r, '.', at | INSERTED);
  put(r, 'x', at | INSERTED);
  if (c == '_' && !before) put(r, '.', at | INSERTED);
}

/* 3*4*5 is a product, not emphasis. */
static bool is_product(pb_str text, uint32_t at, uint32_t end, uint32_t from, uint32_t to) {
  return end == at + 1 && at > from && end < to && is_digit(text.s[at - 1]) && is_digit(text.s[end]);
}

static uint32_t prepare_stars(line_reader *r, uint32_t at, uint32_t from, uint32_t to) {
  pb_str text = pb_str_sub(r->copy->text, 0, to);
  uint32_t end = at;
  size_t size;
  while (end < to && text.s[end] == '*') end++;
  if (is_product(text, at, end, from, to)) {
    put(r, AS_TYPED, at);
    return end;
  }
  if (at > from) put_neighbour(r, at, pb_utf8_before(text, at, &size), true);
  for (uint32_t i = at; i < end; i++) put(r, '*', i);
  if (end < to) put_neighbour(r, end, pb_utf8_at(text, end, &size), false);
  return end;
}

static uint32_t prepare_one(line_reader *r, uint32_t at, uint32_t from, uint32_t to) {
  pb_copy *copy = r->copy;
  char c = copy->text.s[at];
  uint32_t after = c == '[' || c == ']' || c == '~' || c == '^' ? pb_copy_mark_end(r->marks, at) : at;
  if (after > at) return after;
  if (c == '*') return prepare_stars(r, at, from, to);
  if (pb_copy_is_control((unsigned char)c)) {
    pb_diag(copy->diags, PB_WARNING, pb_copy_span(copy, at, at + 1), "control-character", _("a control character is left out"));
    return at + 1;
  }
  if (c == '\\' && at + 1 < to && is_punctuation(copy->text.s[at + 1])) {
    put(r, AS_TYPED, at);
    return at + 2;
  }
  size_t entity = c == '&' ? entity_length(pb_copy_slice(copy, at, to)) : 0;
  if (entity && decode_entity(copy->arena, pb_copy_slice(copy, at, at + (uint32_t)entity)).n) {
    put(r, ENTITY, at);
    return at + (uint32_t)entity;
  }
  put(r, c, at);
  return at + 1;
}

/* Where a prepared byte stands in the source; an inserted one, where the next does. */
static uint32_t place(const line_reader *r, size_t at) { return r->source[at] & ~INSERTED; }

static void prepare(line_reader *r, uint32_t from, uint32_t to) {
  size_t room = GUARD + 5 * (size_t)(to - from) + 1;
  r->prepared = pb_alloc(r->copy->arena, room);
  r->source = PB_NEW_N(r->copy->arena, uint32_t, room);
  put(r, '\xC2', from);
  put(r, '\xA0', from);
  for (uint32_t at = from; at < to;) at = prepare_one(r, at, from, to);
  r->source[r->n] = to;
  r->cursor = GUARD;
}

/* ---- pieces ---- */

/* The piece of source [at, to). */
static pb_piece piece_of(const line_reader *r, pb_str text, uint32_t at, uint32_t to) {
  pb_piece piece = {.text = text, .span = pb_copy_span(r->copy, at, to)};
  piece.marks = pb_copy_marks_at(r->marks, at, &piece.ruby);
  piece.marks |= (r->strong ? (unsigned)PB_STRONG : 0) | (r->emphasis ? (unsigned)PB_EMPHASIS : 0);
  return piece;
}

/* Whether `next` goes straight on from the piece. */
static bool joins(const pb_piece *piece, const pb_piece *next) {
  return piece->marks == next->marks && piece->ruby == next->ruby && piece->text.s + piece->text.n == next->text.s &&
         piece->span.at + piece->text.n == next->span.at;
}

/* A stretch of source as it stands; joined to the piece before where it goes straight on. */
static void add_source(line_reader *r, uint32_t at, uint32_t to) {
  pb_piece piece = piece_of(r, pb_copy_slice(r->copy, at, to), at, to);
  if (r->pieces.n && joins(&r->pieces.at[r->pieces.n - 1], &piece)) {
    pb_piece *last = &r->pieces.at[r->pieces.n - 1];
    last->text.n += to - at;
    last->span.to = to;
    return;
  }
  PB_PUSH(r->copy->arena, r->pieces, piece);
}

static void add_escape(line_reader *r, uint32_t at) {
  if (r->copy->text.s[at] != '\\') {
    add_source(r, at, at + 1);
    return;
  }
  pb_str text = pb_copy_slice(r->copy, at + 1, at + 2);
  PB_PUSH(r->copy->arena, r->pieces, piece_of(r, text, at, at + 2));
}

static void add_entity(line_reader *r, uint32_t at) {
  pb_str rest = pb_copy_slice(r->copy, at, at + ENTITY_MAX + 1);
  uint32_t to = at + (uint32_t)entity_length(rest);
  pb_str text = decode_entity(r->copy->arena, pb_copy_slice(r->copy, at, to));
  PB_PUSH(r->copy->arena, r->pieces, piece_of(r, text, at, to));
}

static void emit(line_reader *r, size_t from, size_t to) {
  for (size_t i = from < GUARD ? GUARD : from; i < to;) {
    if (r->source[i] & INSERTED) i++;
    else if (r->prepared[i] == AS_TYPED) add_escape(r, r->source[i++]);
    else if (r->prepared[i] == ENTITY) add_entity(r, r->source[i++]);
    else {
      size_t start = i++;
      while (i < to && (unsigned char)r->prepared[i] > ENTITY && r->source[i] == r->source[i - 1] + 1) i++;
      add_source(r, r->source[start], r->source[i - 1] + 1);
    }
  }
}

/* ---- walking cmark's tree ---- */

static size_t column(const line_reader *r, int column) {
  size_t at = column > 0 ? (size_t)column - 1 : 0;
  return at < r->n ? at : r->n;
}

static pb_span node_span(const line_reader *r, cmark_node *node) {
  size_t at = column(r, cmark_node_get_start_column(node)), to = column(r, cmark_node_get_end_column(node) + 1);
  return pb_copy_span(r->copy, place(r, at), place(r, to > at ? to : at));
}

/* Where a node's literal stands in the prepared line. cmark's columns are off after half-used runs of stars, so they are
 * believed only where the bytes agree; else it is the next place that reads so. */
static bool locate(line_reader *r, cmark_node *node, size_t *at, size_t *to) {
  pb_str literal = pb_str_from(cmark_node_get_literal(node));
  if (literal.n == 0 || literal.n > r->n) return false;
  *at = column(r, cmark_node_get_start_column(node));
  bool first = *at == 0 && r->cursor == GUARD;
  if ((*at < r->cursor && !first) || *at + literal.n > r->n || memcmp(r->prepared + *at, literal.s, literal.n) != 0) {
    const char *found = memmem(r->prepared + r->cursor, r->n - r->cursor, literal.s, literal.n);
    if (!found) return false;
    *at = (size_t)(found - r->prepared);
  }
  *to = r->cursor = *at + literal.n;
  return true;
}

/* Two stars that mark nothing are most likely a slip; one, or a row of them, stands for what is left unsaid. */
static void note_stars(line_reader *r, size_t from, size_t to) {
  for (size_t i = from; i < to;) {
    size_t end = i;
    while (end < to && r->prepared[end] == '*') end++;
    if (end - i == 2)
      pb_diag(r->copy->diags, PB_NOTE, pb_copy_span(r->copy, place(r, i), place(r, i) + 2), "stars",
              _("`**` has no partner here and is set as typed"));
    i = end > i ? end : i + 1;
  }
}

static void text_node(line_reader *r, cmark_node *node) {
  size_t at, to;
  if (!locate(r, node, &at, &to)) return;
  if (r->image) return;
  cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_TEXT) note_stars(r, at, to);
  pb_span span = pb_copy_span(r->copy, place(r, at < GUARD ? GUARD : at), place(r, to));
  if (type == CMARK_NODE_CODE)
    pb_diag(r->copy->diags, PB_WARNING, span, "code", _("text between back quotes is set as ordinary text"));
  if (type == CMARK_NODE_HTML_INLINE) {
    pb_diag(r->copy->diags, PB_WARNING, span, "html", _("HTML is set as typed"));
    pb_diag_hint(r->copy->diags, _("take the tag out; `**…**` makes text bold"));
  }
  emit(r, at, to);
}

static bool says_itself(cmark_node *link) {
  cmark_node *text = cmark_node_first_child(link);
  const char *shown = text ? cmark_node_get_literal(text) : NULL;
  return shown && strcmp(shown, cmark_node_get_url(link)) == 0;
}

static void leave_link(line_reader *r, cmark_node *link) {
  size_t end = column(r, cmark_node_get_end_column(link) + 1);
  if (end > r->cursor) r->cursor = end;
  if (r->image || says_itself(link)) return;
  pb_diag(r->copy->diags, PB_WARNING, node_span(r, link), "link", _("the link's target `%s` is left out"),
          cmark_node_get_url(link));
  pb_diag_hint(r->copy->diags, _("write the address into the copy if readers shall have it"));
}

static void image(line_reader *r, cmark_node *node, bool enter) {
  if (!enter) {
    size_t end = column(r, cmark_node_get_end_column(node) + 1);
    if (end > r->cursor) r->cursor = end;
    r->image--;
    return;
  }
  if (r->image++) return;
  pb_diag(r->copy->diags, PB_ERROR, node_span(r, node), "picture-in-copy", _("a picture cannot stand in the copy"));
  pb_diag_hint(r->copy->diags, _("name it under `pictures:` where issue.yaml places this article"));
}

static void visit(line_reader *r, cmark_node *node, bool enter) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_STRONG: enter ? r->strong++ : r->strong--; break;
    case CMARK_NODE_EMPH: enter ? r->emphasis++ : r->emphasis--; break;
    case CMARK_NODE_IMAGE: image(r, node, enter); break;
    case CMARK_NODE_LINK:
      if (!enter) leave_link(r, node);
      break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE: text_node(r, node); break;
    default: break;
  }
}

static pb_pieces read_markup(pb_copy *copy, uint32_t at, uint32_t to) {
  line_reader r = {.copy = copy, .marks = pb_copy_find_marks(copy, at, to)};
  prepare(&r, at, to);
  cmark_node *root = cmark_parse_document(r.prepared, r.n, CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new(root);
  for (cmark_event_type e = cmark_iter_next(iter); e != CMARK_EVENT_DONE; e = cmark_iter_next(iter))
    visit(&r, cmark_iter_get_node(iter), e == CMARK_EVENT_ENTER);
  cmark_iter_free(iter);
  cmark_node_free(root);
  return (pb_pieces){r.pieces.at, r.pieces.n};
}

pb_pieces pb_copy_inline(pb_copy *copy, uint32_t at, uint32_t to) {
  size_t active = count_active(pb_copy_slice(copy, at, to));
  if (active == 0) return pb_copy_plain(copy, at, to);
  if (active <= PB_MARKS_MAX) return read_markup(copy, at, to);
  pb_diag(copy->diags, PB_WARNING, pb_copy_span(copy, at, to), "too-much-markup",
          _("more than %d mark-up characters in one line: it is set as typed"), PB_MARKS_MAX);
  return pb_copy_plain(copy, at, to);
}
