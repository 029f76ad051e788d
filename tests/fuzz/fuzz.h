/* What every fuzzer provides; libFuzzer calls it, and so does replay.c with the seeds, in the suite. */
#ifndef PB_FUZZ_H
#define PB_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
