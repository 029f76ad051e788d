#include "filters.h"

#include <limits.h>

#define ZLIB_CONST
#include <zlib.h>

/* ---- Flate ---- */

static pb_filter_result inflate_all(pb_str in, size_t most, pb_bytes *out) {
  enum { STEP = 1 << 16 };
  z_stream z = {.next_in = (const unsigned char *)in.s, .avail_in = in.n > UINT_MAX ? UINT_MAX : (unsigned)in.n};
  if (inflateInit(&z) != Z_OK) return PB_FILTER_CUT;
  int state = Z_OK;
  while (state == Z_OK && out->n <= most) {
    z.next_out = pb_bytes_room(out, STEP);
    z.avail_out = STEP;
    state = inflate(&z, Z_NO_FLUSH);
    out->n += STEP - z.avail_out;
  }
  inflateEnd(&z);
  if (out->n > most) return PB_FILTER_TOO_BIG;
  return state == Z_STREAM_END ? PB_FILTER_WHOLE : PB_FILTER_CUT;
}

/* ---- LZW ---- */

enum { LZW_CODES = 4096, LZW_CLEAR = 256, LZW_END = 257 };

typedef struct {
  unsigned short before[LZW_CODES]; /* the code of all but the last byte */
  unsigned char last[LZW_CODES];
  unsigned short length[LZW_CODES];
  unsigned next, width;
} lzw_table;

static void lzw_clear(lzw_table *t) {
  for (unsigned i = 0; i < 256; i++) t->last[i] = (unsigned char)i, t->length[i] = 1;
  t->next = LZW_END + 1;
  t->width = 9;
}

static unsigned char lzw_put(const lzw_table *t, unsigned code, pb_bytes *out) {
  size_t n = t->length[code];
  unsigned char *at = pb_bytes_room(out, n);
  for (size_t i = n; i > 0; i--, code = t->before[code]) at[i - 1] = t->last[code];
  out->n += n;
  return at[0];
}

/* One code after another; false: broken, or the end. */
static bool lzw_take(lzw_table *t, unsigned code, unsigned *previous, pb_bytes *out) {
  bool fresh = code == t->next && *previous < LZW_CODES;
  if (code == LZW_CLEAR) {
    lzw_clear(t);
    *previous = LZW_CODES;
    return true;
  }
  if (code == LZW_END || (code >= t->next && !fresh)) return false;
  unsigned char first = lzw_put(t, fresh ? *previous : code, out);
  if (fresh) pb_bytes_add(out, &first, 1);
  if (*previous < LZW_CODES && t->next < LZW_CODES) {
    t->before[t->next] = (unsigned short)*previous;
    t->last[t->next] = first;
    t->length[t->next] = (unsigned short)(t->length[*previous] + 1);
    t->next++;
  }
  *previous = code;
  return true;
}

static pb_filter_result lzw_all(const pb_filter *filter, pb_str in, size_t most, pb_bytes *out) {
  lzw_table table;
  unsigned long bits = 0;
  unsigned held = 0, previous = LZW_CODES, code = LZW_CLEAR;
  memset(&table, 0, sizeof table);
  lzw_clear(&table);
  for (size_t i = 0; i < in.n && out->n <= most;) {
    for (; held < table.width && i < in.n; held += 8) bits = bits << 8 | (unsigned char)in.s[i++];
    if (held < table.width) break;
    code = (unsigned)(bits >> (held - table.width)) & ((1u << table.width) - 1);
    held -= table.width;
    if (!lzw_take(&table, code, &previous, out)) break;
    unsigned reach = table.next + (filter->early ? 1 : 0);
    table.width = reach >= 2048 ? 12 : reach >= 1024 ? 11 : reach >= 512 ? 10 : 9;
  }
  if (out->n > most) return PB_FILTER_TOO_BIG;
  return code == LZW_END ? PB_FILTER_WHOLE : PB_FILTER_CUT;
}

/* ---- run lengths, ASCII ---- */

static pb_filter_result runs_all(pb_str in, size_t most, pb_bytes *out) {
  for (size_t i = 0; i < in.n && out->n <= most;) {
    unsigned n = (unsigned char)in.s[i++];
    if (n == 128) return PB_FILTER_WHOLE;
    size_t copied = n < 128 ? n + 1 : 1, count = n < 128 ? 1 : 257 - n;
    if (copied > in.n - i) return PB_FILTER_CUT;
    for (size_t k = 0; k < count; k++) pb_bytes_add(out, in.s + i, copied);
    i += copied;
  }
  return out->n > most ? PB_FILTER_TOO_BIG : PB_FILTER_CUT;
}

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0; }

static pb_filter_result hex_all(pb_str in, pb_bytes *out) {
  int half = -1;
  for (size_t i = 0; i < in.n; i++) {
    char c = in.s[i];
    if (is_blank(c)) continue;
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (c == '>' && half >= 0) pb_bytes_add(out, &(unsigned char){(unsigned char)(half << 4)}, 1);
    if (c == '>') return PB_FILTER_WHOLE;
    if (digit < 0) return PB_FILTER_CUT;
    if (half >= 0) pb_bytes_add(out, &(unsigned char){(unsigned char)(half << 4 | digit)}, 1);
    half = half >= 0 ? -1 : digit;
  }
  return PB_FILTER_CUT;
}

static void put_base85(pb_bytes *out, unsigned long value, unsigned n) {
  for (unsigned i = 0; i < n; i++) pb_bytes_add(out, &(unsigned char){(unsigned char)(value >> (24 - 8 * i))}, 1);
}

static pb_filter_result base85_all(pb_str in, pb_bytes *out) {
  unsigned long value = 0;
  unsigned n = 0;
  for (size_t i = 0; i < in.n; i++) {
    char c = in.s[i];
    if (is_blank(c)) continue;
    if (c == 'z' && n == 0) {
      put_base85(out, 0, 4);
    } else if (c >= '!' && c <= 'u') {
      value = value * 85 + (unsigned long)(c - '!');
      if (++n < 5) continue;
      put_base85(out, value, 4);
      value = n = 0;
    } else {
      for (unsigned k = n; n > 1 && k < 5; k++) value = value * 85 + 84;
      if (n > 1) put_base85(out, value, n - 1);
      return c == '~' && n != 1 ? PB_FILTER_WHOLE : PB_FILTER_CUT;
    }
  }
  return PB_FILTER_CUT;
}

/* ---- predictors ---- */

static unsigned char paeth(int a, int b, int c) {
  int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
  return (unsigned char)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

static void unpredict_row(unsigned kind, unsigned char *row, const unsigned char *above, size_t n, size_t step) {
  for (size_t i = 0; i < n; i++) {
    int left = i >= step ? row[i - step] : 0, up = above ? above[i] : 0, corner = above && i >= step ? above[i - step] : 0;
    int add = kind == 1 ? left : kind == 2 ? up : kind == 3 ? (left + up) / 2 : kind == 4 ? paeth(left, up, corner) : 0;
    row[i] = (unsigned char)(row[i] + add);
  }
}

/* PNG's: each row begins with the kind of its prediction. The rows move together in place. */
static void unpredict_png(pb_bytes *out, size_t row, size_t step) {
  size_t rows = (out->n + row) / (row + 1), n = 0;
  for (size_t r = 0; r < rows; r++) {
    size_t from = r * (row + 1), length = out->n - from - 1 < row ? out->n - from - 1 : row;
    unsigned kind = out->at[from];
    memmove(out->at + n, out->at + from + 1, length);
    unpredict_row(kind, out->at + n, r ? out->at + n - row : NULL, length, step);
    n += length;
  }
  out->n = n;
}

static bool unpredict(const pb_filter *f, pb_bytes *out) {
  if (f->predictor <= 1 || !out->n) return true;
  if (f->colours < 1 || f->colours > 32 || f->bits < 1 || f->bits > 16 || f->columns < 1 || f->columns > 1 << 24) return false;
  size_t row = ((size_t)f->colours * (size_t)f->bits * (size_t)f->columns + 7) / 8;
  size_t step = ((size_t)f->colours * (size_t)f->bits + 7) / 8;
  if (f->predictor >= 10) unpredict_png(out, row, step);
  else if (f->predictor == 2 && f->bits == 8)
    for (size_t at = 0; at < out->n; at += row) unpredict_row(1, out->at + at, NULL, out->n - at < row ? out->n - at : row, step);
  return true;
}

/* ---- all of them ---- */

pb_filter_result pb_filter_undo(const pb_filter *filter, pb_str in, size_t most, pb_bytes *out) {
  pb_filter_result result;
  pb_str name = filter->name;
  out->n = 0;
  if (!in.n) return PB_FILTER_WHOLE; /* some writers leave the filter on where there is nothing */
  if (pb_str_is(name, "ASCIIHexDecode") || pb_str_is(name, "AHx")) return hex_all(in, out);
  if (pb_str_is(name, "ASCII85Decode") || pb_str_is(name, "A85")) return base85_all(in, out);
  if (pb_str_is(name, "RunLengthDecode") || pb_str_is(name, "RL")) return runs_all(in, most, out);
  if (pb_str_is(name, "FlateDecode") || pb_str_is(name, "Fl")) result = inflate_all(in, most, out);
  else if (pb_str_is(name, "LZWDecode") || pb_str_is(name, "LZW")) result = lzw_all(filter, in, most, out);
  else return PB_FILTER_OTHER;
  return unpredict(filter, out) ? result : PB_FILTER_CUT;
}
