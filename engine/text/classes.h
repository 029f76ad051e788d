/* What a character is to the setter: the class table of the house style, as data. */
#ifndef PB_CLASSES_H
#define PB_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

#include "layout.h"

typedef enum {
  PB_CLASS_HAN,      /* ideographs, kana: full width */
  PB_CLASS_OPEN,     /* “（《… */
  PB_CLASS_CLOSE,    /* ”）》… */
  PB_CLASS_COMMA,    /* ，、 give early */
  PB_CLASS_COLON,    /* ：； as commas, but not in vertical setting */
  PB_CLASS_STOP,     /* 。． give last */
  PB_CLASS_EXCLAIM,  /* ！？ as stops, but not in vertical setting, nor in zh-Hant */
  PB_CLASS_MIDDLE,   /* · */
  PB_CLASS_DASH,     /* —— ⸺ one cluster of 2 em */
  PB_CLASS_ELLIPSIS, /* …… one cluster of 2 em */
  PB_CLASS_CONNECT,  /* – ～ — single */
  PB_CLASS_SOLIDUS,  /* / */
  PB_CLASS_DIGIT,    /* and what stands inside a number: 3.5 1,000 */
  PB_CLASS_LATIN,    /* letters of proportional scripts */
  PB_CLASS_UNIT,     /* ％ ℃ ‰ after, ￥ № $ before a number */
  PB_CLASS_SYMBOL,   /* full-width symbols: ○ ■ → */
  PB_CLASS_OTHER,
} pb_class;

pb_class pb_class_of(uint32_t c, bool chinese); /* `chinese`: quotes and dashes as Chinese marks */

/* Where the blank half of a mark's em stands that the setter may take: none; all before the ink or all after it; a quarter on
 * either side. */
typedef enum { PB_BLANK_NONE, PB_BLANK_BEFORE, PB_BLANK_AFTER, PB_BLANK_AROUND } pb_blank;

/* One script and one direction of setting. */
typedef struct {
  uint8_t halves; /* the width, in half ems; 0: the font's own */
  pb_blank blank;
} pb_mark_form;

pb_mark_form pb_class_form(pb_class c, bool traditional, bool vertical);

/* Does the class give half its em where the rules ask for it? */
bool pb_class_adjusts(pb_class c, bool traditional, bool vertical);

/* Stops, commas and closing brackets: two of them stand close. */
bool pb_class_closes(pb_class c);

bool pb_class_starts_no_line(pb_class c, uint32_t codepoint, pb_prohibition level);
bool pb_class_ends_no_line(pb_class c, uint32_t codepoint, pb_prohibition level);

#endif
