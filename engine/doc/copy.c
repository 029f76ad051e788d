#include "copy.h"

#include "text.h"
#include "utf8.h"

bool pb_copy_is_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F; }

bool pb_copy_is_blank(uint32_t c) {
  if (c < 0x80) return c == ' ' || c == '\t' || pb_copy_is_control((unsigned char)c);
  return c == 0xA0 || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

pb_span pb_copy_span(const pb_copy *copy, uint32_t at, uint32_t to) { return (pb_span){copy->source, at, to}; }

pb_str pb_copy_slice(const pb_copy *copy, uint32_t at, uint32_t to) { return pb_str_sub(copy->text, at, to); }

void pb_copy_trim(const pb_copy *copy, uint32_t *at, uint32_t *to) {
  size_t size;
  while (*at < *to && pb_copy_is_blank(pb_utf8_at(copy->text, *at, &size))) *at += (uint32_t)size;
  while (*to > *at && pb_copy_is_blank(pb_utf8_before(copy->text, *to, &size))) *to -= (uint32_t)size;
}

/* Word processors end lines with more than \n: the length of what ends one here, or 0. */
static uint32_t line_end(pb_str text, uint32_t at) {
  char c = text.s[at];
  if (c == '\n' || c == '\v' || c == '\f') return 1;
  pb_str here = pb_str_sub(text, at, at + 3);
  return c == '\xE2' && (pb_str_is(here, "\xE2\x80\xA8") || pb_str_is(here, "\xE2\x80\xA9")) ? 3 : 0;
}

static unsigned blank_width(pb_str text, uint32_t at, uint32_t to) {
  unsigned width = 0;
  while (at < to && width < 1000) {
    size_t size;
    uint32_t c = pb_utf8_at(text, at, &size);
    width += c == '\t' ? 4 : c == 0x3000 ? 2 : c == ' ' || c == 0xA0 ? 1 : 0;
    at += (uint32_t)size;
  }
  return width;
}

bool pb_copy_next_line(const pb_copy *copy, uint32_t from, pb_copy_line *line) {
  uint32_t end = from, n = 0, all = (uint32_t)copy->text.n;
  if (from >= all) return false;
  while (end < all && !(n = line_end(copy->text, end))) end++;
  *line = (pb_copy_line){.at = from, .to = end, .next = end + n};
  pb_copy_trim(copy, &line->at, &line->to);
  line->indent = blank_width(copy->text, from, line->at);
  return true;
}

/* Control characters split the text and go: no font has them and no reader wants them. */
pb_pieces pb_copy_plain(pb_copy *copy, uint32_t at, uint32_t to) {
  PB_VEC(pb_piece) pieces = {0};
  uint32_t start = at;
  for (uint32_t i = at; i <= to; i++) {
    bool control = i < to && pb_copy_is_control((unsigned char)copy->text.s[i]);
    if (i < to && !control) continue;
    if (i > start)
      PB_PUSH(copy->arena, pieces, ((pb_piece){.text = pb_copy_slice(copy, start, i), .span = pb_copy_span(copy, start, i)}));
    if (control)
      pb_diag(copy->diags, PB_WARNING, pb_copy_span(copy, i, i + 1), "control-character", _("a control character is left out"));
    start = i + 1;
  }
  return (pb_pieces){pieces.at, pieces.n};
}
