/* layouts/NAME.yaml, whatever stands in it. */
#include "layout.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  const pb_layout *layout = pb_layout_parse(arena, diags, "fuzz.yaml", (pb_str){(const char *)bytes, size});
  if (!layout && pb_diags_count(diags, PB_ERROR) == 0) __builtin_trap(); /* nothing, and nothing said */
  for (size_t t = 0; layout && t < layout->ntemplates; t++)
    for (size_t f = 0; f < layout->templates[t].nframes; f++) {
      pb_leg legs[PB_LEGS_MAX];
      if (pb_grid_legs(layout, &layout->templates[t].frames[f], legs) > PB_LEGS_MAX) __builtin_trap();
    }
  size_t n;
  pb_diags_sorted(diags, &n);
  pb_arena_drop(arena);
  return 0;
}
