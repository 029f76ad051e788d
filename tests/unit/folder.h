/* A folder of a test's own, with an arena and diagnostics; gone when the test is. Include after cmocka.h. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdlib.h>
#include <string.h>

#include "diag.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  char folder[32];
} place;

static inline int set_up(void **state) {
  place *p = calloc(1, sizeof *p);
  p->arena = pb_arena_new();
  p->diags = pb_diags_new(p->arena);
  strcpy(p->folder, "/tmp/paiban-test-XXXXXX");
  *state = p;
  return mkdtemp(p->folder) ? 0 : 1;
}

static inline int tear_down(void **state) {
  place *p = *state;
  int failed = system(pb_fmt(p->arena, "rm -rf %s", p->folder));
  pb_arena_drop(p->arena);
  free(p);
  return failed;
}

#endif
