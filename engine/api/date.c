#include <stdlib.h>
#include <time.h>

#include "run.h"
#include "text.h"

static const unsigned long LAST_SECOND = 253402300799; /* of the year 9999: four digits */

const char *pb_document_date(pb_run *run) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  unsigned long seconds;
  struct tm tm;
  if (epoch && *epoch) {
    if (!pb_str_uint(pb_str_from(epoch), LAST_SECOND, &seconds)) {
      pb_usage_error(run, pb_fmt(run->arena, _("SOURCE_DATE_EPOCH is “%s”, which is no date"), epoch),
                     _("write the seconds since 1970, or unset it"));
      return NULL;
    }
    time_t t = (time_t)seconds;
    if (gmtime_r(&t, &tm))
      return pb_fmt(run->arena, "D:%04d%02d%02d%02d%02d%02d+00'00'", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                    tm.tm_min, tm.tm_sec);
  }
  const pb_issue *e = run->plan->issue;
  return pb_fmt(run->arena, "D:%04d%02d%02d000000+08'00'", e->year, e->month, e->day);
}

pb_str pb_date_for_slug(const pb_run *run, const char *date, bool now) {
  struct tm tm;
  time_t clock = time(NULL);
  if (now && localtime_r(&clock, &tm))
    return pb_str_from(
        pb_fmt(run->arena, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min));
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  pb_str d = pb_str_from(date); /* D:YYYYMMDDHHmm… */
  if (!epoch || !*epoch || d.n < 14) return (pb_str){0};
  return pb_str_from(pb_fmt(run->arena, "%.4s-%.2s-%.2s %.2s:%.2s", d.s + 2, d.s + 6, d.s + 8, d.s + 10, d.s + 12));
}
