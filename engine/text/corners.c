/* “ ” ‘ ’ and 「 」 『 』 for one another. */
#include <string.h>

#include "itemise.h"
#include "utf8.h"

static const uint32_t CURLY[] = {0x201C, 0x201D, 0x2018, 0x2019}, CORNER[] = {0x300C, 0x300D, 0x300E, 0x300F};
enum { QUOTES = sizeof CURLY / sizeof *CURLY, QUOTE_BYTES = 3 };

static uint32_t exchange(uint32_t c, const uint32_t *from, const uint32_t *to) {
  for (size_t i = 0; i < QUOTES; i++)
    if (c == from[i]) return to[i];
  return c;
}

static char *own_text(pb_arena *arena, pb_normal *normal) {
  char *text = memcpy(pb_alloc(arena, normal->text.n + 1), normal->text.s, normal->text.n);
  normal->text.s = text;
  return text;
}

void pb_normal_curl_quotes(pb_arena *arena, pb_normal *normal) {
  char *text = NULL;
  for (size_t i = 0, size; i < normal->text.n; i += size) {
    uint32_t c = pb_utf8_at(normal->text, i, &size), to = exchange(c, CORNER, CURLY);
    if (to == c) continue;
    if (!text) text = own_text(arena, normal);
    pb_utf8_put(to, text + i);
  }
}

void pb_units_corner_quotes(pb_arena *arena, pb_units *units, pb_normal *normal) {
  char *text = NULL;
  for (size_t i = 0; i < units->n; i++) {
    pb_unit *u = &units->at[i];
    uint32_t to = exchange(u->c, CURLY, CORNER);
    if (to == u->c || (u->kind != PB_CLASS_OPEN && u->kind != PB_CLASS_CLOSE) || u->size != QUOTE_BYTES) continue;
    if (!text) text = own_text(arena, normal);
    pb_utf8_put(u->c = to, text + u->text);
  }
  units->text = normal->text;
}
