/* A list of terms, whatever stands in it, and where its terms are found in its own text. */
#include "terms.h"

#include "fuzz.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  pb_terms *terms = pb_terms_new(arena);
  pb_str text = {(const char *)bytes, size};
  pb_terms_add(terms, diags, "fuzz.txt", text);
  for (size_t at = 0, step; pb_utf8_check(text) == size && at < size; at += step) {
    size_t n = pb_terms_match(terms, text, at);
    if (at + n > size || pb_utf8_count(pb_str_sub(text, at, at + n)) > PB_TERM_MAX) __builtin_trap();
    (void)pb_utf8_at(text, at, &step);
  }
  pb_arena_drop(arena);
  return 0;
}
