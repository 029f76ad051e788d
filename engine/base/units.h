/* Lengths: whole numbers of 1/1024 pt, so that the same copy gives the same bytes on every run. */
#ifndef PB_UNITS_H
#define PB_UNITS_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

typedef int32_t pb_len; /* 1/1024 pt */

enum { PB_PT = 1024 };
#define PB_LEN_MAX ((pb_len)(20000 * PB_PT)) /* the longest length a file may give: 20,000 pt, some 7 m */

typedef struct {
  pb_len x, y, w, h; /* origin at the trim box's top left, y downwards */
} pb_rect;

/* What 字 and 行 mean where a length stands. 0 = not known there, and the unit is refused. */
typedef struct {
  pb_len em;   /* one 字 */
  pb_len line; /* one 行 */
} pb_unit_base;

typedef enum {
  PB_LEN_OK,
  PB_LEN_NO_NUMBER,
  PB_LEN_NO_UNIT,
  PB_LEN_UNKNOWN_UNIT,
  PB_LEN_UNIT_NOT_HERE,
  PB_LEN_TOO_BIG
} pb_len_error;

/* Reads `12mm`, `-3pt`, `13字`, `2行`, `小五`, `0`. Sizes by 号 follow the newspaper's table (小初 = 30 pt). */
pb_len_error pb_len_parse(pb_str text, pb_unit_base base, pb_len *out);

pb_len pb_len_from_pt(double pt); /* nearest, for what other libraries give */
double pb_len_to_pt(pb_len len);

/* Share number i (from 0) of `slack` dealt out in `n` whole parts that add up to it exactly. Negative slack too. */
pb_len pb_len_share(pb_len slack, uint32_t n, uint32_t i);

bool pb_rect_overlaps(pb_rect a, pb_rect b);
bool pb_rect_holds(pb_rect outer, pb_rect inner);
pb_rect pb_rect_common(pb_rect a, pb_rect b); /* what lies in both; no width or height where nothing does */

#endif
