/* Any bytes as a PDF, judged by each standard in turn. */
#include "preflight.h"

#include <string.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  pb_profile profile = {
      .standard = (pb_standard)(size % 4), .condition = {.identifier = PB_STR("IFRA26")}, .tags = true, .ink_limit = 240};
  pb_preflight_job job = {.arena = arena,
                          .diags = diags,
                          .at = {.source = pb_diags_add_source(diags, "fuzz.pdf", PB_STR(""))},
                          .path = "fuzz.pdf",
                          .bytes = {size ? (const char *)bytes : "", size},
                          .profile = &profile,
                          .placed = size % 3 == 0};
  if (!pb_preflight(&job)) __builtin_trap();
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(diags, &n);
  for (size_t i = 0; i < n; i++) {
    if (!list[i].message[0] || (strncmp(list[i].id, "pdf-", 4) != 0 && strcmp(list[i].id, "too-many") != 0)) __builtin_trap();
    if (list[i].place.rect.w < 0 || list[i].place.rect.h < 0) __builtin_trap();
  }
  pb_arena_drop(arena);
  return 0;
}
