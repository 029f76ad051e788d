/* `::: NAME` … `:::`: lines that are set in a way of their own, and the labels that open such lines. */
#include "copy.h"
#include "text.h"
#include "utf8.h"

static const char *const NAMES[] = {"note", "qa", "verse", "sign", "table", "编者按", "问答", "诗", "署名", "表"};
static const pb_enclosure NAMED[] = {PB_IN_NOTE, PB_IN_QA, PB_IN_VERSE, PB_IN_SIGN, PB_IN_TABLE,
                                     PB_IN_NOTE, PB_IN_QA, PB_IN_VERSE, PB_IN_SIGN, PB_IN_TABLE};
enum { NNAMES = sizeof NAMES / sizeof *NAMES, FENCE = 3 /* colons */, NOTE_LABEL_MAX = 6, SPEAKER_MAX = 12 /* characters */ };
_Static_assert(NNAMES == sizeof NAMED / sizeof *NAMED, "an enclosure for every name");

/* Bytes of the colon of either width at `at`, or 0. */
static uint32_t colon_at(const pb_copy *copy, uint32_t at, uint32_t to) {
  if (at >= to) return 0;
  if (copy->text.s[at] == ':') return 1;
  return pb_str_starts(pb_copy_slice(copy, at, to), "：") ? 3 : 0;
}

static pb_enclosure find_enclosure(const pb_copy *copy, pb_str name, pb_span span) {
  for (size_t i = 0; i < NNAMES; i++)
    if (pb_str_is(name, NAMES[i])) return NAMED[i];
  const char *near = pb_str_nearest(name, NAMES, NNAMES);
  pb_diag(copy->diags, PB_ERROR, span, "unknown-block", _("no block is called `%.*s`"), PB_STR_ARG(name));
  if (near) pb_diag_hint(copy->diags, _("did you mean `%s`?"), near);
  else pb_diag_hint(copy->diags, _("there are note, qa, verse, sign and table (编者按 问答 诗 署名 表)"));
  return PB_IN_COPY;
}

bool pb_copy_read_fence(pb_copy *copy, const pb_copy_line *line, pb_copy_fence *fence) {
  uint32_t at = line->at, to = line->to, n, colons = 0;
  for (; (n = colon_at(copy, at, to)); at += n) colons++;
  if (colons < FENCE) return false;
  pb_copy_trim(copy, &at, &to);
  *fence = (pb_copy_fence){.closes = at == to, .rest = to};
  if (fence->closes) return true;
  size_t size;
  for (uint32_t end = at; end < to && !pb_copy_is_blank(pb_utf8_at(copy->text, end, &size)); end += (uint32_t)size)
    fence->rest = end + (uint32_t)size;
  fence->in = find_enclosure(copy, pb_copy_slice(copy, at, fence->rest), pb_copy_span(copy, at, fence->rest));
  return true;
}

/* ---- labels ---- */

/* What no name has in it: stops, quotation marks, figures' signs. */
static bool ends_name(uint32_t c) {
  const pb_str marks = PB_STR("，。；！？“”‘’《》、…—\"'/.,;!?@<>|*");
  for (size_t i = 0, size; i < marks.n; i += size)
    if (pb_utf8_at(marks, i, &size) == c) return true;
  return false;
}

/* 编者按 may stand before its text with nothing but a blank between. */
static uint32_t spaced_label(const pb_copy *copy, uint32_t at, uint32_t to) {
  static const char *const LABELS[] = {"编者按", "编者的话", "开栏的话", "编后", "按语"};
  pb_str text = pb_copy_slice(copy, at, to);
  for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++) {
    pb_str label = pb_str_from(LABELS[i]);
    size_t size;
    if (pb_str_starts(text, LABELS[i]) && label.n < text.n && pb_copy_is_blank(pb_utf8_at(text, label.n, &size)))
      return at + (uint32_t)label.n;
  }
  return at;
}

static uint32_t named_label(const pb_copy *copy, uint32_t at, uint32_t to, unsigned most) {
  uint32_t end = at, n;
  for (unsigned characters = 0; end < to && characters <= most; characters++) {
    if ((n = colon_at(copy, end, to))) return characters ? end + n : at;
    size_t size;
    if (ends_name(pb_utf8_at(copy->text, end, &size))) return at;
    end += (uint32_t)size;
  }
  return at;
}

uint32_t pb_copy_lead(const pb_copy *copy, pb_enclosure in, uint32_t *at, uint32_t to, uint32_t *next) {
  uint32_t start = *at, end;
  bool stars = pb_str_starts(pb_copy_slice(copy, start, to), "**"); /* **问：** is as good */
  if (stars) start += 2;
  end = in == PB_IN_NOTE ? spaced_label(copy, start, to) : start;
  if (end == start) end = named_label(copy, start, to, in == PB_IN_NOTE ? NOTE_LABEL_MAX : SPEAKER_MAX);
  bool closed = !stars || pb_str_starts(pb_copy_slice(copy, end, to), "**");
  if (end == start || !closed) return *at;
  *at = start;
  *next = stars ? end + 2 : end;
  return end;
}
