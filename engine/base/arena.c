#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

/* With the address sanitizer what was restored away is freed, so that it sees whoever still uses it. */
#if defined(__SANITIZE_ADDRESS__)
enum { KEEPS = false };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { KEEPS = false };
#else
enum { KEEPS = true };
#endif
#else
enum { KEEPS = true };
#endif

typedef struct block block;
struct block {
  block *before;
  size_t size, used;
  _Alignas(ALIGN) char bytes[];
};

struct pb_arena {
  block *top;
  block *spare; /* of BLOCK bytes: restored away, kept for what comes next */
};

static _Noreturn void die_of_memory(void) {
  fputs("paiban: out of memory\n", stderr);
  exit(3);
}

void *pb_xmalloc(size_t size) {
  void *p = malloc(size ? size : 1);
  if (!p) die_of_memory();
  return p;
}

void *pb_xrealloc(void *old, size_t size) {
  void *p = realloc(old, size ? size : 1);
  if (!p) die_of_memory();
  return p;
}

pb_arena *pb_arena_new(void) {
  pb_arena *a = pb_xmalloc(sizeof *a);
  *a = (pb_arena){0};
  return a;
}

static block *pop_block(pb_arena *a) {
  block *b = a->top;
  a->top = b->before;
  return b;
}

void pb_arena_drop(pb_arena *a) {
  if (!a) return;
  while (a->top) free(pop_block(a));
  for (block *b = a->spare, *before; b; b = before) {
    before = b->before;
    free(b);
  }
  free(a);
}

static block *new_block(pb_arena *a, size_t size) {
  block *b = size == BLOCK ? a->spare : NULL;
  if (b) {
    a->spare = b->before;
    return b;
  }
  return pb_xmalloc(sizeof *b + size);
}

static block *push_block(pb_arena *a, size_t least) {
  size_t size = least > BLOCK ? least : BLOCK;
  block *b = new_block(a, size);
  *b = (block){.before = a->top, .size = size};
  a->top = b;
  return b;
}

void *pb_alloc(pb_arena *a, size_t size) {
  if (size > SIZE_MAX - BLOCK) die_of_memory();
  size = (size + ALIGN - 1) / ALIGN * ALIGN;
  block *b = a->top;
  if (!b || b->size - b->used < size) b = push_block(a, size);
  void *p = b->bytes + b->used;
  b->used += size;
  return memset(p, 0, size);
}

void *pb_alloc_n(pb_arena *a, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) die_of_memory();
  return pb_alloc(a, count * size);
}

void *pb_vec_grow(pb_arena *a, void *at, size_t n, size_t *cap, size_t size) {
  *cap = n ? n * 2 : 8;
  void *more = pb_alloc_n(a, *cap, size);
  if (n) memcpy(more, at, n * size);
  return more;
}

pb_arena_mark pb_arena_save(pb_arena *a) { return (pb_arena_mark){.block = a->top, .used = a->top ? a->top->used : 0}; }

void pb_arena_restore(pb_arena *a, pb_arena_mark mark) {
  while (a->top && a->top != mark.block) {
    block *b = pop_block(a);
    if (KEEPS && b->size == BLOCK) {
      b->before = a->spare;
      a->spare = b;
    } else {
      free(b);
    }
  }
  if (a->top) a->top->used = mark.used;
}
