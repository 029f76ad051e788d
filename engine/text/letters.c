#include "letters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "classes.h"
#include "text.h"
#include "utf8.h"

enum { SAID_MAX = 4 };

pb_side pb_side_of(uint32_t c) {
  if (pb_is_han(c)) return PB_SIDE_CHINESE;
  if (c >= '0' && c <= '9') return PB_SIDE_DIGIT;
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return PB_SIDE_LATIN;
  if (c == ' ' || c == 0x3000) return PB_SIDE_BLANK;
  if (c < 0x80 || (c >= 0x2018 && c <= 0x201D)) return PB_SIDE_OTHER;
  switch (pb_class_of(c, true)) {
    case PB_CLASS_LATIN: return PB_SIDE_LATIN;
    case PB_CLASS_DIGIT: return PB_SIDE_DIGIT;
    case PB_CLASS_UNIT:
    case PB_CLASS_OTHER: return PB_SIDE_OTHER;
    default: return PB_SIDE_CHINESE;
  }
}

pb_side pb_side_at(const pb_letters *l, size_t i) { return i < l->n ? pb_side_of(l->at[i].c) : PB_SIDE_NONE; }

void pb_letters_warn(pb_letters *l, size_t i, const char *id, const char *message, const char *hint) {
  if (l->said++ >= SAID_MAX) return;
  pb_span span = {l->source, l->at[i].at, l->at[i].at + l->at[i].len};
  char mark[5] = {0};
  pb_utf8_put(l->at[i].c, mark);
  pb_diag(l->diags, PB_WARNING, span, id, "%s: %s", message, mark);
  pb_diag_hint(l->diags, "%s", hint);
}

/* ---- reading: blanks made one, characters nobody sees dropped ---- */

static bool is_blank(uint32_t c) {
  return c == ' ' || c == 0x3000 || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3164;
}

static bool is_unseen(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xE0000 && c <= 0xE007F);
}

static void add(pb_letters *l, pb_letter letter) {
  if (is_blank(letter.c)) {
    letter.c = letter.c == 0x3000 ? 0x3000 : ' ';
    pb_letter *last = l->n ? &l->at[l->n - 1] : NULL;
    if (last && (last->c == ' ' || last->c == 0x3000)) {
      if (letter.c == 0x3000) last->c = 0x3000;
      return;
    }
  } else if (is_unseen(letter.c)) {
    return;
  } else {
    letter.c = pb_fold(letter.c);
  }
  l->at[l->n++] = letter;
  if (letter.c == 0xFFFD)
    pb_letters_warn(l, l->n - 1, "lost-character", _("a character was lost before this copy came here"),
                    _("type the one that stood here"));
}

/* The number of an annotation in the text's list; pieces of one annotated text need not follow one another. */
static uint32_t ruby_number(pb_letters *l, const pb_annotation *ruby) {
  for (size_t i = l->rubies.n; ruby && i-- > 0;)
    if (l->rubies.at[i] == ruby) return (uint32_t)i + 1;
  if (!ruby || l->rubies.n == PB_RUBIES_MAX) return 0;
  PB_PUSH(l->arena, l->rubies, ruby);
  return (uint32_t)l->rubies.n;
}

static void read_piece(pb_letters *l, const pb_piece *piece) {
  uint32_t marks = piece->marks | ruby_number(l, piece->ruby) << PB_RUBY_SHIFT;
  bool bytewise = piece->span.to - piece->span.at == piece->text.n;
  for (size_t i = 0, size; i < piece->text.n; i += size) {
    uint32_t c = pb_utf8_at(piece->text, i, &size);
    uint32_t at = piece->span.at + (bytewise ? (uint32_t)i : 0);
    add(l, (pb_letter){.c = c, .at = at, .len = (uint8_t)(bytewise ? size : 1), .marks = marks});
  }
}

/* ---- NFC: only stretches that are not composed yet are handed to ICU ---- */

static bool composed(uint32_t c) {
  if (c < 0x300 || (c >= 0x3000 && c < 0x3099) || (c >= 0x4E00 && c <= 0x9FFF)) return true;
  return u_getIntPropertyValue((UChar32)c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass((UChar32)c) == 0;
}

static size_t loose_from(const pb_letters *l, size_t i) {
  while (i < l->n && composed(l->at[i].c)) i++;
  return i;
}

static int32_t put_utf16(UChar *s, uint32_t c) {
  if (c < 0x10000) {
    s[0] = (UChar)c;
    return 1;
  }
  s[0] = (UChar)(0xD7C0 + (c >> 10));
  s[1] = (UChar)(0xDC00 | (c & 0x3FF));
  return 2;
}

/* Letters [from, to) composed, appended to `out`; each maps to the first of them. */
static void compose(pb_letters *out, const pb_letters *l, size_t from, size_t to) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
  int32_t n = 0, room = (int32_t)(to - from) * 8, made;
  UChar *in = PB_NEW_N(l->arena, UChar, (to - from) * 2), *done = PB_NEW_N(l->arena, UChar, (size_t)room);
  for (size_t i = from; i < to; i++) n += put_utf16(in + n, l->at[i].c);
  made = unorm2_normalize(nfc, in, n, done, room, &error);
  if (U_FAILURE(error)) made = 0;
  for (int32_t i = 0; i < made;) {
    pb_letter letter = l->at[from];
    letter.c = pb_utf16_next(done, &i);
    letter.len = (uint8_t)(to - from == 1 ? letter.len : 1);
    out->at[out->n++] = letter;
  }
}

static void to_nfc(pb_letters *l) {
  size_t loose = loose_from(l, 0), done = 0;
  if (loose == l->n) return;
  pb_letters out = *l;
  out.at = PB_NEW_N(l->arena, pb_letter, l->n * 4); /* NFC makes at most three of one, and four UTF-16 units */
  out.n = 0;
  while (loose < l->n) {
    size_t from = loose > done ? loose - 1 : loose, to = loose + 1;
    while (to < l->n && !composed(l->at[to].c)) to++;
    memcpy(out.at + out.n, l->at + done, (from - done) * sizeof *l->at);
    out.n += from - done;
    compose(&out, l, from, to);
    done = to;
    loose = loose_from(l, to);
  }
  memcpy(out.at + out.n, l->at + done, (l->n - done) * sizeof *l->at);
  out.n += l->n - done;
  *l = out;
}

/* Hebrew, Arabic and their like, once a paragraph: their letters are joined, but run from the left. */
static void warn_of_leftward(pb_letters *l) {
  for (size_t i = 0; i < l->n; i++) {
    uint32_t c = l->at[i].c;
    if (c < 0x590 || (c >= 0x900 && c < 0xFB1D) || (c > 0xFDFF && c < 0xFE70) || c > 0xFEFC) continue;
    pb_letters_warn(l, i, "right-to-left", _("a script written from the right is set from the left"),
                    _("place these words as a picture"));
    return;
  }
}

void pb_letters_read(pb_letters *l, pb_pieces pieces) {
  size_t bytes = 0;
  for (size_t i = 0; i < pieces.n; i++) bytes += pieces.pieces[i].text.n;
  l->at = PB_NEW_N(l->arena, pb_letter, bytes);
  if (pieces.n) l->source = pieces.pieces[0].span.source, l->end = pieces.pieces[pieces.n - 1].span.to;
  for (size_t i = 0; i < pieces.n; i++) read_piece(l, &pieces.pieces[i]);
  to_nfc(l);
  warn_of_leftward(l);
}

void pb_letters_pack(pb_letters *l) {
  size_t n = 0;
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].c) l->at[n++] = l->at[i];
  l->n = n;
}

/* ---- writing ---- */

typedef struct {
  char *text;
  uint32_t *at;
  uint32_t *marks;
  size_t n;
} output;

static void put(output *out, const pb_letter *letter) {
  char *s = out->text + out->n;
  size_t n = pb_utf8_put(letter->c, s);
  for (size_t k = 0; k < n; k++) {
    out->at[out->n + k] = letter->at + (uint32_t)(k < letter->len ? k : letter->len - 1u);
    out->marks[out->n + k] = letter->marks;
  }
  out->n += n;
}

pb_normal pb_letters_write(const pb_letters *l) {
  size_t room = 0;
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].c) room += l->at[i].c < 0x80 ? 1 : (l->at[i].flags & PB_LETTER_TWICE) ? 6 : l->at[i].c < 0x10000 ? 3 : 4;
  output out = {PB_NEW_N(l->arena, char, room), PB_NEW_N(l->arena, uint32_t, room + 1), PB_NEW_N(l->arena, uint32_t, room), 0};
  for (size_t i = 0; i < l->n; i++) {
    if (!l->at[i].c) continue;
    put(&out, &l->at[i]);
    if (l->at[i].flags & PB_LETTER_TWICE) put(&out, &l->at[i]);
  }
  out.at[out.n] = l->end;
  return (pb_normal){.text = {out.text, out.n}, .at = out.at, .marks = out.marks, .rubies = l->rubies.at, .source = l->source};
}
