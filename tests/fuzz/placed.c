/* A PDF from anywhere: its header is read, and its page copied as far as a placed one is. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "picture.h"
#include "placed.h"

#include "fuzz.h"

/* In memory, one a process. */
static const char *folder(void) {
  static char path[64];
  if (*path) return path;
  snprintf(path, sizeof path, "/dev/shm/paiban-placed-%ld", (long)getpid());
  mkdir(path, 0700);
  return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  char path[96];
  snprintf(path, sizeof path, "%s/a.pdf", folder());
  FILE *file = fopen(path, "wb");
  if (!file) abort();
  fwrite(bytes, 1, size, file);
  fclose(file);
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  const pb_picture *picture = pb_picture_read(arena, diags, folder(), PB_STR("a.pdf"), 0, (pb_span){0});
  if (!picture && pb_diags_count(diags, PB_ERROR) == 0) __builtin_trap(); /* nothing, and nothing said */
  if (picture && picture->format == PB_PICTURE_PDF) (void)pb_placed_check(picture);
  pb_arena_drop(arena);
  remove(path);
  return 0;
}
