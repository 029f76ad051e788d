/* What tests of readers share: an arena, diagnostics, and what was said as text. Include after cmocka.h. */
#ifndef DESK_H
#define DESK_H

#include <string.h>

#include "diag.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
} desk;

static inline int set_up(void **state) {
  pb_arena *arena = pb_arena_new();
  desk *d = PB_NEW(arena, desk);
  *d = (desk){arena, pb_diags_new(arena)};
  *state = d;
  return 0;
}

static inline int tear_down(void **state) {
  pb_arena_drop(((desk *)*state)->arena);
  return 0;
}

/* `line:column id`, one a line, of all errors and warnings. */
static inline const char *problems(desk *d) {
  size_t n;
  const pb_diagnostic *all = pb_diags_sorted(d->diags, &n);
  const char *text = "";
  for (size_t i = 0; i < n; i++) {
    unsigned line, column;
    pb_span_place(d->diags, all[i].span, &line, &column);
    if (all[i].severity != PB_NOTE) text = pb_fmt(d->arena, "%s%u:%u %s\n", text, line, column, all[i].id);
  }
  return text;
}

static inline const char *hint_of(desk *d, const char *id) {
  size_t n;
  const pb_diagnostic *all = pb_diags_sorted(d->diags, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(all[i].id, id) == 0) return all[i].hint;
  return NULL;
}

#endif
