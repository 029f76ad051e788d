/* What every fuzzer provides; libFuzzer calls it, and so does replay.c with the seeds, in the suite. */
#ifndef PB_FUZZ_H
#define PB_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* For fuzzers whose input is a row of choices: one byte each, 0 when none is left. */
typedef struct {
  const uint8_t *at;
  size_t left;
} reader;

static inline unsigned next(reader *r) {
  if (!r->left) return 0;
  r->left--;
  return *r->at++;
}

#endif
