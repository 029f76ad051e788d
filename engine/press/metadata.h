/* What the file says of itself, once for Info and once as XMP, from one source. */
#ifndef PB_METADATA_H
#define PB_METADATA_H

#include <stdbool.h>

#include "bytes.h"
#include "profile.h"

typedef struct {
  pb_str title, publisher, language;
  const char *date; /* D:YYYYMMDDHHmmSS+08'00' */
  pb_str part;      /* which of the day's files it is; shows in DocumentID alone */
  pb_standard standard;
} pb_metadata;

/* The date as XMP writes it, 2026-03-01T00:00:00+08:00, with its NUL; false if it is none. */
enum { PB_ISO_DATE = 26 };
bool pb_metadata_iso_date(const char *date, char out[PB_ISO_DATE]);

void pb_metadata_info(pb_bytes *out, const pb_metadata *metadata); /* the dictionary */
void pb_metadata_xmp(pb_bytes *out, const pb_metadata *metadata);  /* the packet */

#endif
