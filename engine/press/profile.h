/* A press profile: what the finished PDF must be. Data in layouts/press/NAME.yaml. */
#ifndef PB_PROFILE_H
#define PB_PROFILE_H

#include "diag.h"
#include "str.h"

typedef struct {
  pb_str name;
  unsigned version_minor; /* PDF 1.N */
  bool links, outline, tags, threads;
  bool placeholders;  /* proof: a missing picture is marked instead of an error */
  unsigned ink_limit; /* % of all inks */
} pb_profile;

/* Reads layouts/press/NAME.yaml from the search path. NULL after a diagnostic. */
const pb_profile *pb_profile_read(pb_arena *arena, pb_diags *diags, const char *path);

#endif
