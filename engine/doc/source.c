#include "source.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include "text.h"
#include "utf8.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const char *shown;
  bool bom, gb18030;
  size_t nuls, returns;
} door;

/* GB18030 takes 1, 2 or 4 bytes a character, UTF-8 at most 1.5 times as many for the two-byte ones. */
static size_t converted_room(size_t n) { return n + n / 2 + 8; }

/* Converts as far as the bytes are GB18030; returns how many were good. UTF-16 is only the way between, a buffer at a time. */
static size_t convert(UConverter *gb, UConverter *utf8, pb_str bytes, char **to, const char *limit) {
  UChar between[1024], *read = between, *written = between;
  const char *from = bytes.s;
  UErrorCode error = U_ZERO_ERROR, ignored = U_ZERO_ERROR;
  ucnv_convertEx(utf8, gb, to, limit, &from, bytes.s + bytes.n, between, &read, &written, between + 1024, true, true, &error);
  if (U_SUCCESS(error)) return bytes.n;
  char broken[8];
  int8_t n = sizeof broken;
  ucnv_getInvalidChars(gb, broken, &n, &ignored);
  size_t good = (size_t)(from - bytes.s), back = U_SUCCESS(ignored) && n > 0 ? (size_t)n : 1;
  return good > back ? good - back : 0;
}

static size_t from_gb18030(door *d, pb_str bytes, pb_str *out) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *gb = ucnv_open("gb18030", &error), *utf8 = ucnv_open("UTF-8", &error);
  if (gb) ucnv_setToUCallBack(gb, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  if (utf8) ucnv_setFromUCallBack(utf8, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  size_t room = converted_room(bytes.n), good = 0;
  char *text = pb_alloc(d->arena, room), *to = text;
  if (U_SUCCESS(error)) good = convert(gb, utf8, bytes, &to, text + room);
  if (gb) ucnv_close(gb);
  if (utf8) ucnv_close(utf8);
  *out = (pb_str){text, (size_t)(to - text)};
  return good;
}

static pb_str without_bom(door *d, pb_str text) {
  if (!pb_str_starts(text, "\xEF\xBB\xBF")) return text;
  d->bom = true;
  return pb_str_sub(text, 3, text.n);
}

static bool is_clean(pb_str text) { return !memchr(text.s, 0, text.n) && !memchr(text.s, '\r', text.n); }

/* Line ends become \n, NUL bytes go. */
static pb_str plain_lines(door *d, pb_str text) {
  if (text.n == 0 || is_clean(text)) return text;
  char *clean = pb_alloc(d->arena, text.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.s[i];
    if (c == 0) {
      d->nuls++;
    } else if (c == '\r') {
      d->returns++;
      if (i + 1 == text.n || text.s[i + 1] != '\n') clean[n++] = '\n';
    } else {
      clean[n++] = c;
    }
  }
  return (pb_str){clean, n};
}

static void say_conversions(const door *d, uint32_t source) {
  pb_span top = {source, 0, 0};
  if (d->gb18030) pb_diag(d->diags, PB_NOTE, top, "encoding", _("read as GB18030; save it as UTF-8 to be sure of every character"));
  if (d->bom) pb_diag(d->diags, PB_NOTE, top, "byte-order-mark", _("a byte order mark at the start is left out"));
  if (d->returns) pb_diag(d->diags, PB_NOTE, top, "line-ends", _("line ends of Windows or old Macintosh are read as plain ones"));
  if (!d->nuls) return;
  pb_diag(d->diags, PB_WARNING, top, "nul-bytes", PB_PLURAL("%zu NUL byte left out", "%zu NUL bytes left out", d->nuls), d->nuls);
  pb_diag_hint(d->diags, _("was it saved as UTF-16, or is it no text? Save it as UTF-8"));
}

/* The good part of the text is kept for the diagnostic alone, so that the bad byte has a line and a column. */
static bool refuse_bytes(door *d, pb_str good, unsigned char byte, uint32_t *source) {
  pb_str text = plain_lines(d, good);
  pb_str kept = pb_str_from(pb_fmt(d->arena, "%.*s\xEF\xBF\xBD", PB_STR_ARG(text)));
  *source = pb_diags_add_source(d->diags, d->shown, kept);
  pb_span span = {*source, (uint32_t)text.n, (uint32_t)text.n + 3};
  pb_diag(d->diags, PB_ERROR, span, "encoding", _("byte 0x%02X here is neither UTF-8 nor GB18030"), byte);
  pb_diag_hint(d->diags, _("open the file in the program it came from and save it as UTF-8"));
  return false;
}

static bool too_big(door *d, size_t n, uint32_t *source) {
  if (n <= PB_SOURCE_MAX_BYTES) return false;
  *source = pb_diags_add_source(d->diags, d->shown, PB_STR(""));
  pb_diag(d->diags, PB_ERROR, (pb_span){*source, 0, 0}, "too-big", _("a text file may have at most %d MB"),
          PB_SOURCE_MAX_BYTES / (1024 * 1024));
  pb_diag_hint(d->diags, _("is it the right file? Else divide it"));
  return true;
}

bool pb_source_decode(pb_arena *arena, pb_diags *diags, const char *shown, pb_str bytes, pb_source *out) {
  door d = {.arena = arena, .diags = diags, .shown = shown};
  *out = (pb_source){.text = PB_STR("")};
  if (too_big(&d, bytes.n, &out->source)) return false;
  pb_str text = bytes;
  size_t broken = pb_utf8_check(bytes);
  if (broken < bytes.n) {
    size_t good = from_gb18030(&d, bytes, &text);
    if (good < broken) return refuse_bytes(&d, pb_str_sub(bytes, 0, broken), (unsigned char)bytes.s[broken], &out->source);
    if (good < bytes.n) {
      from_gb18030(&d, pb_str_sub(bytes, 0, good), &text); /* the first time ended without the last bufferful */
      return refuse_bytes(&d, text, (unsigned char)bytes.s[good], &out->source);
    }
    d.gb18030 = true;
  }
  text = plain_lines(&d, without_bom(&d, text));
  out->source = pb_diags_add_source(diags, shown, text);
  out->text = text;
  say_conversions(&d, out->source);
  return true;
}

void pb_source_report(pb_diags *diags, pb_span span, const char *shown, pb_file_error error) {
  pb_diag(diags, PB_ERROR, span, error == PB_FILE_TOO_BIG ? "too-big" : "no-file", "%s: %s", shown, pb_file_error_text(error));
  switch (error) {
    case PB_FILE_OK: break;
    case PB_FILE_MISSING: pb_diag_hint(diags, _("put the file there, or correct its name")); break;
    case PB_FILE_OUTSIDE: pb_diag_hint(diags, _("copy the file into the folder, and name it from there")); break;
    case PB_FILE_NOT_PLAIN:
    case PB_FILE_UNREADABLE: pb_diag_hint(diags, _("it must be a plain file that may be read")); break;
    case PB_FILE_TOO_BIG: pb_diag_hint(diags, _("is it the right file? Else divide it")); break;
  }
}

bool pb_source_read(pb_arena *arena, pb_diags *diags, const char *path, const char *shown, pb_span named_at, pb_source *out) {
  pb_str bytes = PB_STR("");
  *out = (pb_source){.text = PB_STR("")};
  pb_file_error error = pb_file_read(arena, path, PB_SOURCE_MAX_BYTES, &bytes);
  if (error == PB_FILE_OK) return pb_source_decode(arena, diags, shown, bytes, out);
  out->source = pb_diags_add_source(diags, shown, PB_STR(""));
  pb_span span = named_at.source ? named_at : (pb_span){out->source, 0, 0};
  pb_source_report(diags, span, shown, error);
  return false;
}
