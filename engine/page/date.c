#include "date.h"

#include <unicode/ucal.h>

/* Days since 1970-01-01 of a Gregorian day. */
static int64_t days_of(int year, int month, int day) {
  int64_t y = month > 2 ? year : year - 1;
  int64_t from_march = (month + 9) % 12;
  int64_t leaps = (y >= 0 ? y / 4 - y / 100 + y / 400 : 0);
  return 365 * y + leaps + (153 * from_march + 2) / 5 + day - 1 - 719468;
}

bool pb_lunar_from(int year, int month, int day, pb_lunar *out) {
  static const UChar beijing[] = {'G', 'M', 'T', '+', '8', 0};
  UErrorCode error = U_ZERO_ERROR;
  UCalendar *c = ucal_open(beijing, -1, "zh@calendar=chinese", UCAL_DEFAULT, &error);
  if (U_FAILURE(error)) return false;
  const double hour = 3600e3;
  ucal_setMillis(c, (double)days_of(year, month, day) * 24 * hour + 4 * hour, &error); /* noon in Beijing */
  out->cycle = ucal_get(c, UCAL_YEAR, &error);
  out->month = ucal_get(c, UCAL_MONTH, &error) + 1;
  out->day = ucal_get(c, UCAL_DATE, &error);
  out->leap = ucal_get(c, UCAL_IS_LEAP_MONTH, &error) != 0;
  ucal_close(c);
  return U_SUCCESS(error) && out->cycle >= 1 && out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= 30;
}

pb_str pb_lunar_text(pb_arena *arena, pb_lunar l) {
  static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"};
  static const char *const months[] = {"正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"};
  static const char *const digits[] = {"十", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const char *const tens[] = {"初", "十", "廿"};
  const char *first = tens[(l.day - 1) / 10 % 3], *second = digits[l.day % 10];
  if (l.day == 20) first = "二";
  if (l.day == 30) first = "三";
  return pb_str_from(pb_fmt(arena, "%s%s年%s%s月%s%s", stems[(l.cycle - 1) % 10], branches[(l.cycle - 1) % 12], l.leap ? "闰" : "",
                            months[l.month - 1], first, second));
}

const char *pb_weekday_text(int year, int month, int day) {
  static const char *const names[] = {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};
  int64_t d = (days_of(year, month, day) + 4) % 7;
  return names[d < 0 ? d + 7 : d];
}

pb_str pb_date_text(pb_arena *arena, int year, int month, int day) {
  return pb_str_from(pb_fmt(arena, "%d年%d月%d日", year, month, day));
}
