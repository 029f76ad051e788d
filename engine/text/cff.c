#include "cff.h"

#include <math.h>

#include "arena.h"

/* ---- charstrings ---- */

enum { OP_RLINETO = 5, OP_ENDCHAR = 14, OP_RMOVETO = 21, OP_RRCURVETO = 8 };
enum { SHORT_INTEGER = 28, FARTHEST = 16000 };

/* The two forms of small integers that charstrings and dictionaries share, and the three-byte one. */
static void put_integer(pb_octets *out, int32_t v) {
  if (v >= -107 && v <= 107) {
    pb_octets_number(out, (uint32_t)(v + 139), 1);
  } else if (v >= 108 && v <= 1131) {
    pb_octets_number(out, (uint32_t)(v - 108) + (247u << 8), 2);
  } else if (v >= -1131 && v <= -108) {
    pb_octets_number(out, (uint32_t)(-v - 108) + (251u << 8), 2);
  } else {
    pb_octets_number(out, SHORT_INTEGER, 1);
    pb_octets_number(out, (uint32_t)v, 2);
  }
}

/* Whole units, as in any font: FreeType would cut off what stands behind the point. Distances of two points within the limit
 * fit 16 bits; what is no number becomes the limit too. */
static int32_t to_unit(double units) {
  double kept = units < FARTHEST ? units : FARTHEST;
  if (!(kept > -FARTHEST)) kept = -FARTHEST;
  return (int32_t)lrint(kept);
}

static void note_box(pb_cff *cff) {
  if (!cff->inked) cff->low_x = cff->high_x = cff->x, cff->low_y = cff->high_y = cff->y;
  cff->inked = true;
  if (cff->x < cff->low_x) cff->low_x = cff->x;
  if (cff->y < cff->low_y) cff->low_y = cff->y;
  if (cff->x > cff->high_x) cff->high_x = cff->x;
  if (cff->y > cff->high_y) cff->high_y = cff->y;
}

/* From rounded place to rounded place, so that errors do not add up. */
static void go(pb_cff *cff, pb_cff_point to) {
  int32_t x = to_unit(to.x), y = to_unit(to.y);
  put_integer(&cff->code, x - cff->x);
  put_integer(&cff->code, y - cff->y);
  cff->x = x;
  cff->y = y;
  note_box(cff);
}

void pb_cff_begin(pb_cff *cff, int advance) {
  cff->code.arena = cff->arena;
  cff->x = cff->y = 0;
  put_integer(&cff->code, advance); /* the first operator takes it: nominalWidthX is 0 */
}

void pb_cff_move(pb_cff *cff, pb_cff_point to) {
  go(cff, to);
  pb_octets_number(&cff->code, OP_RMOVETO, 1);
}

void pb_cff_line(pb_cff *cff, pb_cff_point to) {
  go(cff, to);
  pb_octets_number(&cff->code, OP_RLINETO, 1);
}

void pb_cff_curve(pb_cff *cff, pb_cff_point one, pb_cff_point two, pb_cff_point to) {
  go(cff, one);
  go(cff, two);
  go(cff, to);
  pb_octets_number(&cff->code, OP_RRCURVETO, 1);
}

void pb_cff_end(pb_cff *cff) {
  pb_octets_number(&cff->code, OP_ENDCHAR, 1);
  PB_PUSH(cff->arena, cff->ends, (uint32_t)cff->code.bytes.n);
}

/* ---- the font ---- */

/* Operators; those above 255 take two bytes. */
enum {
  TOP_FONTBBOX = 5,
  TOP_CHARSET = 15,
  TOP_CHARSTRINGS = 17,
  TOP_ROS = 12 << 8 | 30,
  TOP_CIDCOUNT = 12 << 8 | 34,
  TOP_FDARRAY = 12 << 8 | 36,
  TOP_FDSELECT = 12 << 8 | 37,
  FONT_PRIVATE = 18,
  PRIVATE_NOMINAL_WIDTH = 21
};
enum { LONG_INTEGER = 29, STANDARD_STRINGS = 391, OFFSET_SIZE = 4, INDEX_HEAD_OF_ONE = 3 + 2 * OFFSET_SIZE };

static void put_operator(pb_octets *out, uint32_t op) { pb_octets_number(out, op, op > UINT8_MAX ? 2 : 1); }

static void index_head(pb_octets *out, size_t n) {
  pb_octets_number(out, (uint32_t)n, 2);
  if (!n) return;
  pb_octets_number(out, OFFSET_SIZE, 1);
  pb_octets_number(out, 1, OFFSET_SIZE);
}

static void index_of_one(pb_octets *out, const uint8_t *bytes, size_t n) {
  index_head(out, 1);
  pb_octets_number(out, (uint32_t)n + 1, OFFSET_SIZE);
  pb_octets_add(out, bytes, n);
}

static void strings(pb_octets *out) {
  index_head(out, 2);
  pb_octets_number(out, 1 + 5, OFFSET_SIZE);
  pb_octets_number(out, 1 + 5 + 8, OFFSET_SIZE);
  pb_octets_text(out, PB_STR("AdobeIdentity"));
}

/* Glyph n is CID n, format 2. */
static void charset(const pb_cff *cff, pb_octets *out) {
  pb_octets_number(out, 2, 1);
  if (cff->ends.n < 2) return;
  pb_octets_number(out, 1, 2);
  pb_octets_number(out, (uint32_t)cff->ends.n - 2, 2);
}

/* All glyphs are of the first font dictionary, format 3. */
static void fd_select(const pb_cff *cff, pb_octets *out) {
  pb_octets_number(out, 3, 1);
  pb_octets_number(out, 1, 2);
  pb_octets_number(out, 0, 3);
  pb_octets_number(out, (uint32_t)cff->ends.n, 2);
}

static void charstrings(const pb_cff *cff, pb_octets *out) {
  index_head(out, cff->ends.n);
  for (size_t i = 0; i < cff->ends.n; i++) pb_octets_number(out, cff->ends.at[i] + 1, OFFSET_SIZE);
  pb_octets_add(out, cff->code.bytes.at, cff->code.bytes.n);
}

/* Offsets always take five bytes, so that the dictionary's length does not hang on them. */
static void put_offset(pb_octets *out, size_t v) {
  pb_octets_number(out, LONG_INTEGER, 1);
  pb_octets_number(out, (uint32_t)v, 4);
}

typedef struct {
  size_t charset, fd_select, charstrings, fd_array;
} offsets;

static void top_dict(const pb_cff *cff, offsets at, pb_octets *out) {
  const int32_t identity[] = {STANDARD_STRINGS, STANDARD_STRINGS + 1, 0};
  const int32_t bounds[] = {cff->low_x, cff->low_y, cff->high_x, cff->high_y};
  const size_t places[] = {at.charset, at.fd_select, at.charstrings, at.fd_array};
  static const uint32_t FOUND_THERE[] = {TOP_CHARSET, TOP_FDSELECT, TOP_CHARSTRINGS, TOP_FDARRAY};
  for (int i = 0; i < 3; i++) put_integer(out, identity[i]);
  put_operator(out, TOP_ROS);
  for (int i = 0; i < 4; i++) put_integer(out, bounds[i]);
  put_operator(out, TOP_FONTBBOX);
  put_integer(out, (int32_t)cff->ends.n);
  put_operator(out, TOP_CIDCOUNT);
  for (int i = 0; i < 4; i++) {
    put_offset(out, places[i]);
    put_operator(out, FOUND_THERE[i]);
  }
}

/* The one font dictionary, which stands at `at`, and its private one after it. */
static void fd_array(const pb_cff *cff, size_t at, pb_octets *out) {
  enum { SIZE = 5 + 5 + 1 };
  pb_octets dict = {.arena = cff->arena}, hidden = {.arena = cff->arena};
  put_integer(&hidden, 0);
  put_operator(&hidden, PRIVATE_NOMINAL_WIDTH);
  put_offset(&dict, hidden.bytes.n);
  put_offset(&dict, at + INDEX_HEAD_OF_ONE + SIZE);
  put_operator(&dict, FONT_PRIVATE);
  index_of_one(out, dict.bytes.at, dict.bytes.n);
  pb_octets_add(out, hidden.bytes.at, hidden.bytes.n);
}

/* Header, name, top dictionary, strings, global subroutines: what stands before the parts that are found by offset. */
static void front(const pb_cff *cff, pb_str name, offsets at, pb_octets *out) {
  pb_octets dict = {.arena = cff->arena};
  top_dict(cff, at, &dict);
  pb_octets_number(out, 0x01000400u + OFFSET_SIZE, 4); /* version 1.0, a header of four bytes */
  index_of_one(out, (const uint8_t *)name.s, name.n);
  index_of_one(out, dict.bytes.at, dict.bytes.n);
  strings(out);
  index_head(out, 0);
}

void pb_cff_write(const pb_cff *cff, pb_str name, pb_octets *out) {
  pb_octets measure = {.arena = cff->arena}, tail = {.arena = cff->arena};
  front(cff, name, (offsets){0}, &measure);
  size_t before = measure.bytes.n;
  offsets at = {.charset = before};
  charset(cff, &tail);
  at.fd_select = before + tail.bytes.n;
  fd_select(cff, &tail);
  at.charstrings = before + tail.bytes.n;
  charstrings(cff, &tail);
  at.fd_array = before + tail.bytes.n;
  fd_array(cff, at.fd_array, &tail);
  front(cff, name, at, out);
  pb_octets_add(out, tail.bytes.at, tail.bytes.n);
}
