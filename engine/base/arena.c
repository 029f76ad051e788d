#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

typedef struct block block;
struct block {
  block *before;
  size_t size, used;
  _Alignas(ALIGN) char bytes[];
};

struct pb_arena {
  block *top;
  size_t bytes;
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

static void pop_block(pb_arena *a) {
  block *b = a->top;
  a->top = b->before;
  a->bytes -= sizeof *b + b->size;
  free(b);
}

void pb_arena_drop(pb_arena *a) {
  if (!a) return;
  while (a->top) pop_block(a);
  free(a);
}

static block *push_block(pb_arena *a, size_t least) {
  size_t size = least > BLOCK ? least : BLOCK;
  block *b = pb_xmalloc(sizeof *b + size);
  *b = (block){.before = a->top, .size = size};
  a->top = b;
  a->bytes += sizeof *b + size;
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
  while (a->top && a->top != mark.block) pop_block(a);
  if (a->top) a->top->used = mark.used;
}

size_t pb_arena_bytes(const pb_arena *a) { return a->bytes; }
