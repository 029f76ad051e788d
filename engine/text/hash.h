/* BLAKE2b (RFC 7693) with a digest of 128 bits: tells one font file from another by what is in it.
 * `b2sum -l 128 FILE` gives the same. */
#ifndef PB_HASH_H
#define PB_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { PB_HASH_SIZE = 16, PB_HASH_HEX = 2 * PB_HASH_SIZE + 1 };

/* The digest of `size` bytes in lower-case hex, NUL-terminated. */
void pb_hash_hex(const void *bytes, size_t size, char out[PB_HASH_HEX]);

/* A quick sum to find damage with, not to tell contents apart. */
uint64_t pb_quick_sum(const void *bytes, size_t size);

#endif
