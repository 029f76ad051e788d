/* Fonts for tests: Debian's, from folders named here, with a cache folder of the test's own. Include after cmocka.h. */
#ifndef FONT_BENCH_H
#define FONT_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fonts.h"

#define NOTO "/usr/share/fonts/opentype/noto"
#define KAI "/usr/share/fonts/truetype/lxgw-wenkai"
#define DEBIAN "/usr/share/fonts"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_fonts *fonts;
  char folder[32];
} bench;

static inline bench open_bench(const char *folder, const char *config) {
  bench b = {.arena = pb_arena_new(), .folder = "/tmp/paiban-fonts-XXXXXX"};
  assert_non_null(mkdtemp(b.folder));
  b.diags = pb_diags_new(b.arena);
  b.fonts = pb_fonts_open(b.diags, (pb_font_options){.config = config, .font_folder = folder, .cache = b.folder});
  return b;
}

static inline void close_bench(bench *b) {
  pb_fonts_close(b->fonts);
  pb_arena_drop(b->arena);
  char *command = NULL;
  assert_true(asprintf(&command, "rm -rf '%s'", b->folder) > 0);
  assert_int_equal(system(command), 0);
  free(command);
}

static inline size_t told(const bench *b, const char *id) {
  size_t n, found = 0;
  const pb_diagnostic *all = pb_diags_sorted(b->diags, &n);
  for (size_t i = 0; i < n; i++) found += strcmp(all[i].id, id) == 0;
  return found;
}

#endif
