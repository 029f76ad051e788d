#include "units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The newspaper's table of sizes by 号, in 1/1000 pt (小初 is 30 pt there, not 36). */
static const struct {
  const char *name;
  int32_t millipoints;
} HAO[] = {
    {"特号", 54000}, {"初号", 42000}, {"小初", 30000}, {"一号", 27500}, {"小一", 24000}, {"二号", 21000},
    {"小二", 18000}, {"三号", 15750}, {"小三", 15000}, {"四号", 14000}, {"小四", 12000}, {"五号", 10500},
    {"小五", 9000},  {"六号", 7875},  {"小六", 6500},  {"七号", 5250},  {"八号", 5000},
};

static pb_len_error store(double len, pb_len *out) {
  if (!(fabs(len) <= PB_LEN_MAX)) return PB_LEN_TOO_BIG;
  *out = (pb_len)llround(len);
  return PB_LEN_OK;
}

static bool hao_size(pb_str text, pb_len *out) {
  for (size_t i = 0; i < sizeof HAO / sizeof *HAO; i++)
    if (pb_str_is(text, HAO[i].name)) {
      *out = (pb_len)((int64_t)HAO[i].millipoints * PB_PT / 1000);
      return true;
    }
  return false;
}

/* Length of the plain decimal number at the start of `text`: no exponent, no hexadecimal, no locale. */
static size_t number_length(pb_str text) {
  size_t i = 0, digits = 0, dots = 0;
  if (i < text.n && (text.s[i] == '-' || text.s[i] == '+')) i++;
  for (; i < text.n && i < 32; i++) {
    if (text.s[i] == '.' && !dots++) continue;
    if (text.s[i] < '0' || text.s[i] > '9') break;
    digits++;
  }
  return digits ? i : 0;
}

static double read_number(pb_str text) {
  double value = 0, scale = 1;
  bool negative = false, fraction = false;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.s[i];
    if (c == '-') negative = true;
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    value = value * 10 + (c - '0');
    if (fraction) scale *= 10;
  }
  return (negative ? -value : value) / scale;
}

pb_len_error pb_len_parse(pb_str text, pb_unit_base base, pb_len *out) {
  text = pb_str_trim(text);
  if (hao_size(text, out)) return PB_LEN_OK;
  size_t n = number_length(text);
  if (n == 0) return PB_LEN_NO_NUMBER;
  double number = read_number(pb_str_sub(text, 0, n));
  pb_str unit = pb_str_trim(pb_str_sub(text, n, text.n));
  if (unit.n == 0) return number == 0 ? store(0, out) : PB_LEN_NO_UNIT;
  if (pb_str_is(unit, "pt")) return store(number * PB_PT, out);
  if (pb_str_is(unit, "mm")) return store(number * PB_PT * 72 / 25.4, out);
  bool em = pb_str_is(unit, "字"), line = pb_str_is(unit, "行");
  if (!em && !line) return PB_LEN_UNKNOWN_UNIT;
  pb_len one = em ? base.em : base.line;
  return one ? store(number * one, out) : PB_LEN_UNIT_NOT_HERE;
}

pb_len pb_len_from_pt(double pt) { return (pb_len)llround(pt * PB_PT); }
double pb_len_to_pt(pb_len len) { return (double)len / PB_PT; }

pb_len pb_len_share(pb_len slack, uint32_t n, uint32_t i) {
  int64_t s = slack, parts = n;
  return parts ? (pb_len)(s * (i + 1) / parts - s * i / parts) : 0;
}

bool pb_rect_overlaps(pb_rect a, pb_rect b) { return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h; }

bool pb_rect_holds(pb_rect o, pb_rect i) { return i.x >= o.x && i.y >= o.y && i.x + i.w <= o.x + o.w && i.y + i.h <= o.y + o.h; }

pb_rect pb_rect_common(pb_rect a, pb_rect b) {
  pb_len left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
  pb_len right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w, foot = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
  return (pb_rect){left, top, right > left ? right - left : 0, foot > top ? foot - top : 0};
}
