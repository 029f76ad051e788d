/* What a character is to the setter: the class table of the house style, as data. */
#ifndef PB_CLASSES_H
#define PB_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

#include "layout.h"

typedef enum {
  PB_CLASS_HAN,     /* ideographs, kana: full width */
  PB_CLASS_OPEN,    /* “（《…: blank before */
  PB_CLASS_CLOSE,   /* ”）》…: blank after */
  PB_CLASS_COMMA,   /* ，、； and ： : blank after, gives early */
  PB_CLASS_STOP,    /* 。．: blank after, gives last */
  PB_CLASS_EXCLAIM, /* ！？: as stops; not in vertical setting */
  PB_CLASS_MIDDLE,  /* · : half width, no blank */
  PB_CLASS_DASH,    /* —— ⸺ one cluster of 2 em */
  PB_CLASS_ELLIPSIS,/* …… one cluster of 2 em */
  PB_CLASS_CONNECT, /* – ～ — single */
  PB_CLASS_SOLIDUS, /* / */
  PB_CLASS_DIGIT,   /* and what stands inside a number: 3.5 1,000 */
  PB_CLASS_LATIN,   /* letters of proportional scripts */
  PB_CLASS_UNIT,    /* ％ ℃ ‰ after, ￥ № $ before a number */
  PB_CLASS_SYMBOL,  /* full-width symbols: ○ ■ → */
  PB_CLASS_OTHER,
} pb_class;

pb_class pb_class_of(uint32_t c, bool chinese); /* `chinese`: quotes and dashes as Chinese marks */

bool pb_class_starts_no_line(pb_class c, uint32_t codepoint, pb_prohibition level);
bool pb_class_ends_no_line(pb_class c, uint32_t codepoint, pb_prohibition level);

#endif
