/* Dates as a Chinese newspaper prints them. Independent of locale and clock. */
#ifndef PB_DATE_H
#define PB_DATE_H

#include <stdbool.h>

#include "arena.h"
#include "str.h"

typedef struct {
  int cycle; /* year of the sixty, from 1: 43 = 丙午 */
  int month; /* from 1 */
  int day;   /* from 1 */
  bool leap; /* 闰 */
} pb_lunar;

/* 农历 of a Gregorian day, by ICU's calendar; false where ICU cannot tell. */
bool pb_lunar_from(int year, int month, int day, pb_lunar *out);

pb_str pb_lunar_text(pb_arena *arena, pb_lunar lunar);              /* 丙午年正月十三 */
const char *pb_weekday_text(int year, int month, int day);          /* 星期日 */
pb_str pb_date_text(pb_arena *arena, int year, int month, int day); /* 2026年3月1日 */

#endif
