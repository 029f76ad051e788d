/* A content stream: what finish makes of Cairo's operators, or of anything else. */
#include "content.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static const pb_content_paint PAINTS[] = {
      {"0 0 0 1 k", "0 0 0 1 K", true}, {"0 1 1 0 k", "0 1 1 0 K", false}, {"1 g", "1 G", false}};
  static const pb_str PICTURES[] = {{"x5", 2}, {"x7", 2}};
  pb_content_job job = {.paints = PAINTS, .npaints = 3, .pictures = PICTURES, .npictures = 2, .tags = size % 2};
  pb_bytes out = {0};
  pb_content_result result = {0};
  bool good = pb_content_rewrite(&job, (pb_str){(const char *)bytes, size}, &out, &result);
  if (!good && !result.fault) __builtin_trap();
  if (!good && result.fault_at > size) __builtin_trap();
  pb_bytes_drop(&out);
  return 0;
}
