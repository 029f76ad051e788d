#include "hash.h"

#include <string.h>

enum { BLOCK = 128, ROUNDS = 12 };

static const uint64_t START[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

/* Which words of the block each round takes, in order. Rounds 10 and 11 take those of 0 and 1. */
static const uint8_t ORDER[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

static uint64_t turn(uint64_t x, unsigned by) { return x >> by | x << (64 - by); }

static uint64_t word(const uint8_t *b) {
  uint64_t w = 0;
  for (unsigned i = 0; i < 8; i++) w |= (uint64_t)b[i] << 8 * i;
  return w;
}

static inline void mix(uint64_t v[16], unsigned a, unsigned b, unsigned c, unsigned d, uint64_t x, uint64_t y) {
  v[a] += v[b] + x;
  v[d] = turn(v[d] ^ v[a], 32);
  v[c] += v[d];
  v[b] = turn(v[b] ^ v[c], 24);
  v[a] += v[b] + y;
  v[d] = turn(v[d] ^ v[a], 16);
  v[c] += v[d];
  v[b] = turn(v[b] ^ v[c], 63);
}

static void compress(uint64_t h[8], const uint8_t block[BLOCK], uint64_t total, int last) {
  uint64_t m[16], v[16];
  for (unsigned i = 0; i < 16; i++) m[i] = word(block + 8 * i);
  memcpy(v, h, 8 * sizeof *v);
  memcpy(v + 8, START, sizeof START);
  v[12] ^= total;
  if (last) v[14] = ~v[14];
  for (unsigned r = 0; r < ROUNDS; r++) {
    const uint8_t *o = ORDER[r % 10];
    mix(v, 0, 4, 8, 12, m[o[0]], m[o[1]]);
    mix(v, 1, 5, 9, 13, m[o[2]], m[o[3]]);
    mix(v, 2, 6, 10, 14, m[o[4]], m[o[5]]);
    mix(v, 3, 7, 11, 15, m[o[6]], m[o[7]]);
    mix(v, 0, 5, 10, 15, m[o[8]], m[o[9]]);
    mix(v, 1, 6, 11, 12, m[o[10]], m[o[11]]);
    mix(v, 2, 7, 8, 13, m[o[12]], m[o[13]]);
    mix(v, 3, 4, 9, 14, m[o[14]], m[o[15]]);
  }
  for (unsigned i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];
}

void pb_hash_hex(const void *bytes, size_t size, char out[PB_HASH_HEX]) {
  uint64_t h[8];
  memcpy(h, START, sizeof START);
  h[0] ^= 0x01010000 ^ PB_HASH_SIZE;
  const uint8_t *b = bytes;
  size_t at = 0;
  for (; size - at > BLOCK; at += BLOCK) compress(h, b + at, at + BLOCK, 0);
  uint8_t tail[BLOCK] = {0};
  if (size > at) memcpy(tail, b + at, size - at);
  compress(h, tail, size, 1);
  for (unsigned i = 0; i < PB_HASH_SIZE; i++) {
    unsigned byte = (unsigned)(h[i / 8] >> 8 * (i % 8)) & 0xff;
    out[2 * i] = "0123456789abcdef"[byte >> 4];
    out[2 * i + 1] = "0123456789abcdef"[byte & 15];
  }
  out[2 * PB_HASH_SIZE] = 0;
}

/* Four lanes, so that the multiplications overlap. */
uint64_t pb_quick_sum(const void *bytes, size_t size) {
  const uint64_t odd = 0x9e3779b97f4a7c15;
  uint64_t lane[4] = {1, 2, 3, 4};
  const uint8_t *b = bytes;
  size_t at = 0;
  for (; size - at >= 32; at += 32) {
    uint64_t w[4];
    memcpy(w, b + at, sizeof w);
    for (unsigned i = 0; i < 4; i++) lane[i] = (lane[i] ^ w[i]) * odd;
    for (unsigned i = 0; i < 4; i++) lane[i] ^= lane[i] >> 29;
  }
  for (; at < size; at++) lane[0] = (lane[0] ^ b[at]) * odd;
  uint64_t sum = size;
  for (unsigned i = 0; i < 4; i++) sum = (turn(sum, 23) ^ lane[i]) * odd;
  return sum ^ sum >> 32;
}
