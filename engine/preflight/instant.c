#include "instant.h"

/* ---- reading ---- */

typedef struct {
  const char *s;
  size_t n, at;
} cursor;

/* `count` digits; false, and nothing taken, if there are fewer or the value is not from `least` to `most`. */
static bool take(cursor *c, size_t count, int least, int most, int *out) {
  int value = 0;
  if (c->n - c->at < count) return false;
  for (size_t i = 0; i < count; i++) {
    char digit = c->s[c->at + i];
    if (digit < '0' || digit > '9') return false;
    value = value * 10 + (digit - '0');
  }
  if (value < least || value > most) return false;
  c->at += count;
  *out = value;
  return true;
}

static bool next_is(cursor *c, char sign) {
  if (c->at >= c->n || c->s[c->at] != sign) return false;
  c->at++;
  return true;
}

/* Days since 1970 of the Gregorian calendar. */
static int64_t days(int year, int month, int day) {
  int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void take_zone(cursor *c, char between, pb_instant *out) {
  int hours = 0, minutes = 0;
  if (next_is(c, 'Z')) {
    out->zone = true;
    return;
  }
  bool minus = c->at < c->n && c->s[c->at] == '-';
  if (!next_is(c, '+') && !next_is(c, '-')) return;
  if (!take(c, 2, 0, 23, &hours)) return;
  next_is(c, between);
  take(c, 2, 0, 59, &minutes);
  next_is(c, between);
  out->zone = true;
  out->seconds -= (minus ? -1 : 1) * (hours * 3600 + minutes * 60);
}

bool pb_instant_from_pdf(pb_str text, pb_instant *out) {
  cursor c = {text.s, text.n, 0};
  int year, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  *out = (pb_instant){0};
  if (next_is(&c, 'D') && !next_is(&c, ':')) return false;
  if (!take(&c, 4, 0, 9999, &year)) return false;
  out->exact = take(&c, 2, 1, 12, &month) && take(&c, 2, 1, 31, &day) && take(&c, 2, 0, 23, &hour) && take(&c, 2, 0, 59, &minute) &&
               take(&c, 2, 0, 59, &second);
  out->seconds = days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  take_zone(&c, '\'', out);
  if (c.at < c.n && c.s[c.at] == '\'') c.at++; /* after Z00'00' */
  return c.at == c.n || (out->zone && c.n - c.at <= 6);
}

bool pb_instant_from_iso(pb_str text, pb_instant *out) {
  cursor c = {text.s, text.n, 0};
  int year, month = 1, day = 1, hour = 0, minute = 0, second = 0, fraction;
  *out = (pb_instant){0};
  if (!take(&c, 4, 0, 9999, &year)) return false;
  bool date = next_is(&c, '-') && take(&c, 2, 1, 12, &month) && next_is(&c, '-') && take(&c, 2, 1, 31, &day);
  if (date && next_is(&c, 'T') && take(&c, 2, 0, 23, &hour) && next_is(&c, ':') && take(&c, 2, 0, 59, &minute))
    out->exact = next_is(&c, ':') && take(&c, 2, 0, 59, &second);
  if (next_is(&c, '.'))
    while (take(&c, 1, 0, 9, &fraction)) {
    }
  out->seconds = days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  take_zone(&c, ':', out);
  return c.at == c.n;
}

/* ---- comparing ---- */

bool pb_instant_agrees(pb_instant a, pb_instant b) {
  if (!a.exact || !b.exact || a.zone != b.zone) return true;
  return a.seconds == b.seconds;
}
