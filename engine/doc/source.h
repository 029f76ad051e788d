/* Text files at the door: read whole, told apart by encoding, made valid UTF-8, registered for diagnostics. */
#ifndef PB_SOURCE_H
#define PB_SOURCE_H

#include "diag.h"
#include "files.h"

enum { PB_SOURCE_MAX_BYTES = 16 * 1024 * 1024 };

typedef struct {
  uint32_t source; /* for spans */
  pb_str text;     /* valid UTF-8 with \n line ends, no BOM, no NUL */
} pb_source;

/* Reads `path`. `shown` is the path diagnostics print. GB18030, a BOM and CRLF are converted and said (a note each);
 * bytes that are neither UTF-8 nor GB18030 are an error at their place. False after an error: the text is then empty. */
bool pb_source_read(pb_arena *arena, pb_diags *diags, const char *path, const char *shown, pb_span named_at, pb_source *out);

/* The same for bytes in memory (tests, fuzzers). */
bool pb_source_decode(pb_arena *arena, pb_diags *diags, const char *shown, pb_str bytes, pb_source *out);

/* Reports that a file cannot be had, as the error "no-file" or "too-big", with what to do. */
void pb_source_report(pb_diags *diags, pb_span span, const char *shown, pb_file_error error);

#endif
