/* Memory that lives and dies together. One arena holds a whole run, a second one is scratch.
 * Nothing is freed alone. Out of memory ends the process with a message: no caller checks. */
#ifndef PB_ARENA_H
#define PB_ARENA_H

#include <stddef.h>

typedef struct pb_arena pb_arena;

/* A place in an arena to fall back to. */
typedef struct {
  void *block;
  size_t used;
} pb_arena_mark;

pb_arena *pb_arena_new(void);
void pb_arena_drop(pb_arena *arena); /* NULL is allowed */

/* `size` zeroed bytes, aligned for any type. Never NULL; size 0 gives a valid pointer. */
void *pb_alloc(pb_arena *arena, size_t size);

/* `count` zeroed elements; a product that overflows ends the process. */
void *pb_alloc_n(pb_arena *arena, size_t count, size_t size);

pb_arena_mark pb_arena_save(pb_arena *arena);
void pb_arena_restore(pb_arena *arena, pb_arena_mark mark); /* all that was allocated since is gone; its memory serves again */

#define PB_NEW(arena, type) ((type *)pb_alloc((arena), sizeof(type)))
#define PB_NEW_N(arena, type, n) ((type *)pb_alloc_n((arena), (n), sizeof(type)))

/* A growing array: `PB_VEC(int) v = {0}; PB_PUSH(arena, v, 7);`. Old storage stays in the arena until it goes. */
#define PB_VEC(type) \
  struct {           \
    type *at;        \
    size_t n, cap;   \
  }
#define PB_PUSH(arena, vec, item)                                                                               \
  do {                                                                                                          \
    if ((vec).n == (vec).cap) (vec).at = pb_vec_grow((arena), (vec).at, (vec).n, &(vec).cap, sizeof *(vec).at); \
    (vec).at[(vec).n++] = (item);                                                                               \
  } while (0)
void *pb_vec_grow(pb_arena *arena, void *at, size_t n, size_t *cap, size_t size);

/* malloc and realloc that end the process instead of failing; free with free(). */
void *pb_xmalloc(size_t size);
void *pb_xrealloc(void *p, size_t size);

#endif
