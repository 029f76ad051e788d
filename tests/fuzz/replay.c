/* Runs a fuzzer's target over files, without libFuzzer: the seeds and what was once found stay fixed. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

enum { FILE_MAX = 1 << 24 };

int main(int argc, char **argv) {
  uint8_t *bytes = malloc(FILE_MAX);
  for (int i = 1; bytes && i < argc; i++) {
    FILE *file = fopen(argv[i], "rb");
    if (!file) {
      perror(argv[i]);
      free(bytes);
      return 1;
    }
    size_t size = fread(bytes, 1, FILE_MAX, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, size);
  }
  free(bytes);
  printf("%d inputs\n", argc - 1);
  return 0;
}
