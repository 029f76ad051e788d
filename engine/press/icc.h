/* ICC profiles as files. */
#ifndef PB_ICC_H
#define PB_ICC_H

#include "diag.h"
#include "str.h"

enum { PB_ICC_MAX_BYTES = 32 * 1024 * 1024 };

/* The bytes of an output profile in CMYK, the only kind that can describe a press. False after a diagnostic at `named_at`. */
bool pb_icc_read_output(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at, pb_str *bytes);

#endif
