/* A growing row of bytes, for streams that are made and thrown away page by page. */
#ifndef PB_BYTES_H
#define PB_BYTES_H

#include <stdlib.h>
#include <string.h>

#include "arena.h"

typedef struct {
  unsigned char *at; /* freed by pb_bytes_drop */
  size_t n, cap;
} pb_bytes;

/* Room for `more` bytes at the end; the caller adds to n what it wrote. */
static inline unsigned char *pb_bytes_room(pb_bytes *bytes, size_t more) {
  if (bytes->cap - bytes->n < more) {
    bytes->cap = (bytes->n + more) + (bytes->n + more) / 2;
    bytes->at = pb_xrealloc(bytes->at, bytes->cap);
  }
  return bytes->at + bytes->n;
}

static inline void pb_bytes_add(pb_bytes *bytes, const void *from, size_t n) {
  if (!n) return;
  memcpy(pb_bytes_room(bytes, n), from, n);
  bytes->n += n;
}

static inline void pb_bytes_put(pb_bytes *bytes, const char *z) { pb_bytes_add(bytes, z, strlen(z)); }

/* As printf. */
void pb_bytes_fmt(pb_bytes *bytes, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void pb_bytes_drop(pb_bytes *bytes) {
  free(bytes->at);
  *bytes = (pb_bytes){0};
}

#endif
