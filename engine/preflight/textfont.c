#include "textfont.h"

#include <stdlib.h>
#include <string.h>

#include "lexer.h"

enum { RUNS_MAX = 100000, WIDTHS_MAX = 70000 };

static qpdf_oh first_of(pb_pdf *pdf, qpdf_oh array) {
  return pb_pdf_count(pdf, array) > 0 ? qpdf_oh_get_array_item(pdf->qpdf, array, 0) : qpdf_oh_new_null(pdf->qpdf);
}

/* An array as text: thousands of widths are read faster that way than one by one. */
static pb_lexer text_of(pb_pdf *pdf, qpdf_oh array) {
  if (pb_pdf_count(pdf, array) == 0) return (pb_lexer){"", 0, 0};
  const char *text = qpdf_oh_unparse_resolved(pdf->qpdf, array);
  return (pb_lexer){text, strlen(text), 0};
}

static float number_or(pb_pdf *pdf, qpdf_oh object, double otherwise) {
  double value;
  return (float)(pb_pdf_number(pdf, object, &value) && fabs(value) < 1e6 ? value : otherwise);
}

/* ---- simple fonts ---- */

static void read_simple(pb_arena *arena, pb_pdf *pdf, qpdf_oh dict, pb_textfont *font) {
  double first = number_or(pdf, pb_pdf_get(pdf, dict, "FirstChar"), 0);
  float *widths = PB_NEW_N(arena, float, 256);
  font->width = number_or(pdf, pb_pdf_get(pdf, pb_pdf_get(pdf, dict, "FontDescriptor"), "MissingWidth"), font->type3 ? 0 : 500);
  for (int i = 0; i < 256; i++) widths[i] = font->width;
  pb_lexer l = text_of(pdf, pb_pdf_get(pdf, dict, "Widths"));
  int code = first >= 0 && first < 256 ? (int)first : 0;
  for (pb_token t = pb_lexer_next(&l); t.kind != PB_TOKEN_END && code < 256; t = pb_lexer_next(&l))
    if (t.kind == PB_TOKEN_NUMBER) widths[code++] = (float)pb_token_number(&l, t);
  font->runs = PB_NEW(arena, pb_width_run);
  font->runs[0] = (pb_width_run){0, 255, widths, 0};
  font->nruns = 1;
}

/* ---- composite fonts ---- */

typedef PB_VEC(pb_width_run) runs;

/* `from [w …]`: the lexer stands behind the bracket. */
static void read_each(pb_arena *arena, pb_lexer *l, unsigned from, runs *to) {
  PB_VEC(float) widths = {0};
  pb_token t;
  while ((t = pb_lexer_next(l)).kind == PB_TOKEN_NUMBER)
    if (widths.n < WIDTHS_MAX) PB_PUSH(arena, widths, (float)pb_token_number(l, t));
  if (widths.n) PB_PUSH(arena, *to, ((pb_width_run){from, from + (unsigned)widths.n - 1, widths.at, 0}));
}

static int by_code(const void *a, const void *b) {
  const pb_width_run *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

/* W (ISO 32000-1, 9.7.4.3): `from [w …]` and `from to w` in any order. */
static void read_widths(pb_arena *arena, pb_pdf *pdf, qpdf_oh array, pb_textfont *font) {
  runs found = {0};
  double numbers[3];
  unsigned n = 0;
  pb_lexer l = text_of(pdf, array);
  pb_lexer_next(&l);
  for (pb_token t = pb_lexer_next(&l); t.kind != PB_TOKEN_END && found.n < RUNS_MAX; t = pb_lexer_next(&l)) {
    if (t.kind == PB_TOKEN_NUMBER) {
      numbers[n++] = fmin(fmax(pb_token_number(&l, t), -1e6), 1e6);
      if (n < 3) continue;
      if (numbers[0] >= 0 && numbers[1] >= numbers[0])
        PB_PUSH(arena, found, ((pb_width_run){(unsigned)numbers[0], (unsigned)numbers[1], NULL, (float)numbers[2]}));
    } else if (t.kind == PB_TOKEN_ARRAY && n == 1 && numbers[0] >= 0) {
      read_each(arena, &l, (unsigned)numbers[0], &found);
    }
    n = 0;
  }
  if (found.n) qsort(found.at, found.n, sizeof *found.at, by_code);
  font->runs = found.at;
  font->nruns = found.n;
}

static pb_codes codes_of(pb_pdf *pdf, qpdf_oh encoding, bool *vertical) {
  const char *value = "";
  size_t n = 0;
  if (!qpdf_oh_get_value_as_name(pdf->qpdf, encoding, &value, &n)) {
    *vertical = number_or(pdf, pb_pdf_get(pdf, encoding, "WMode"), 0) != 0;
    return PB_CODES_TWO;
  }
  *vertical = n > 2 && strcmp(value + n - 2, "-V") == 0;
  bool mixed =
      strstr(value, "GBK") || strstr(value, "-EUC") || strstr(value, "RKSJ") || strstr(value, "B5") || strstr(value, "GBpc");
  return mixed ? PB_CODES_MIXED : PB_CODES_TWO;
}

pb_textfont *pb_textfont_read(pb_arena *arena, pb_pdf *pdf, qpdf_oh dict) {
  pb_textfont *font = PB_NEW(arena, pb_textfont);
  font->matrix = (pb_matrix){0.001, 0, 0, 0.001, 0, 0};
  font->id = pb_pdf_id(pdf, dict);
  if (pb_pdf_key_is(pdf, dict, "Subtype", "Type0")) {
    qpdf_oh descendant = first_of(pdf, pb_pdf_get(pdf, dict, "DescendantFonts"));
    font->codes = codes_of(pdf, pb_pdf_get(pdf, dict, "Encoding"), &font->vertical);
    font->width = number_or(pdf, pb_pdf_get(pdf, descendant, "DW"), 1000);
    if (font->codes == PB_CODES_TWO) read_widths(arena, pdf, pb_pdf_get(pdf, descendant, "W"), font);
    return font;
  }
  font->type3 = pb_pdf_key_is(pdf, dict, "Subtype", "Type3");
  double m[6];
  if (font->type3 && pb_pdf_numbers(pdf, pb_pdf_get(pdf, dict, "FontMatrix"), m, 6))
    font->matrix = (pb_matrix){m[0], m[1], m[2], m[3], m[4], m[5]};
  read_simple(arena, pdf, dict, font);
  return font;
}

/* ---- strings ---- */

static double width_of(const pb_textfont *font, unsigned code, const pb_width_run **last) {
  const pb_width_run *run = *last;
  if (!run || code < run->from || code > run->to) {
    size_t low = 0, high = font->nruns;
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (font->runs[middle].from <= code) low = middle + 1;
      else high = middle;
    }
    if (low == 0 || font->runs[low - 1].to < code) return font->width;
    run = *last = &font->runs[low - 1];
  }
  return run->each ? run->each[code - run->from] : run->width;
}

pb_extent pb_textfont_extent(const pb_textfont *font, const unsigned char *s, size_t n) {
  pb_extent extent = {0};
  const pb_width_run *last = NULL;
  for (size_t i = 0; i < n; extent.codes++) {
    bool two = (font->codes == PB_CODES_TWO || (font->codes == PB_CODES_MIXED && s[i] > 0x80)) && i + 1 < n;
    unsigned code = two ? (unsigned)s[i] << 8 | s[i + 1] : s[i];
    i += two ? 2 : 1;
    if (!two && code == ' ') extent.blanks++;
    extent.width += font->codes == PB_CODES_MIXED && !two ? font->width / 2 : width_of(font, code, &last);
  }
  return extent;
}
