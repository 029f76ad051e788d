/* A whole edition: issue.yaml is the input; paper, layout and copy are those of the seeds. A first byte of 'P' takes the
 * rest as the paper's file instead. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plan.h"

#include "fuzz.h"

static void put(const char *folder, const char *name, const void *bytes, size_t size) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  if (!file) abort();
  fwrite(bytes, 1, size, file);
  fclose(file);
}

static const char ISSUE[] =
    "paper: paper.yaml\ndate: 2026-03-01\nnumber: 1\nlayout: tabloid\npages:\n- page: 1\n  template: front\n";
static const char PAPER[] = "name: 河湾日报\n";
static const char ARTICLE[] = "---\nheadline: A\n---\n一二三。\n";

/* In memory, one a process. */
static const char *folder(void) {
  static char path[64];
  if (*path) return path;
  snprintf(path, sizeof path, "/dev/shm/paiban-fuzz-%ld", (long)getpid());
  mkdir(path, 0700);
  put(path, "a.md", ARTICLE, sizeof ARTICLE - 1);
  return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  const char *at = folder();
  if (size && bytes[0] == 'P') {
    put(at, "paper.yaml", bytes + 1, size - 1);
    put(at, "issue.yaml", ISSUE, sizeof ISSUE - 1);
  } else {
    put(at, "paper.yaml", PAPER, sizeof PAPER - 1);
    put(at, "issue.yaml", bytes, size);
  }
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  const char *data = getenv("PAIBAN_DATA");
  const pb_plan *plan = pb_plan_load(arena, diags, at, (pb_search){.house = NULL, .data = data ? data : "."});
  if (!plan && pb_diags_count(diags, PB_ERROR) == 0) __builtin_trap(); /* nothing, and nothing said */
  size_t n;
  pb_diags_sorted(diags, &n);
  pb_arena_drop(arena);
  return 0;
}
