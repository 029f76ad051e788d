/* Objects of another PDF, copied into an update with all that they reach, each once and under a new number. Data of streams
 * is copied byte for byte; LZW alone, which no press standard allows, is deflated anew. What belongs to the other document and not
 * to how the page looks is left out: metadata, structure, layers, pages. */
#ifndef PB_PDFCOPY_H
#define PB_PDFCOPY_H

#include "optional.h"
#include "update.h"

typedef struct libdeflate_compressor pb_deflater;

/* Which objects of one file have been copied; lives as long as the update. */
typedef struct {
  const char *path;
  struct pb_copied *slots; /* a hash table */
  size_t nslots, n;
} pb_copies;

typedef struct {
  int id, generation;
  unsigned copy;
} pb_pending;

typedef struct {
  pb_arena *arena;
  qpdf_data qpdf;
  pb_copies *copies;
  pb_update *update; /* NULL: all is read, nothing written */
  pb_deflater *deflater;
  pb_optional layers;
  bool transparency;  /* groups are kept */
  unsigned resources; /* of the page: for forms that have none of their own */
  pb_bytes text;
  PB_VEC(pb_pending) pending;
  size_t done;
  size_t lost;       /* references to objects that are not in the file */
  const char *fault; /* translated; NULL = none */
} pb_pdfcopy;

void pb_pdfcopy_close(pb_pdfcopy *copy);

unsigned pb_pdfcopy_reserve(pb_pdfcopy *copy);

/* Adds a value as text; what it refers to gets numbers and waits. */
void pb_pdfcopy_put(pb_pdfcopy *copy, pb_bytes *out, qpdf_oh value);

/* The number of an object with this value: its copy, or where it stands within another one, an object of its own. */
unsigned pb_pdfcopy_number(pb_pdfcopy *copy, qpdf_oh value);

/* Writes all that waits, and what that waits for. False with `fault`. */
bool pb_pdfcopy_run(pb_pdfcopy *copy);

/* A stream's data, decoded, added to `out`; false with `fault` where it is damaged or of no size that a page has. */
bool pb_pdfcopy_decode(pb_pdfcopy *copy, qpdf_oh stream, pb_bytes *out);

/* Adds content to `out` with its layers flattened. False with `fault`. */
bool pb_pdfcopy_flatten(pb_pdfcopy *copy, qpdf_oh resources, const pb_bytes *content, pb_bytes *out);

/* Its data as they stand, owned by the caller (free), and the entries that say how they are coded, added to `entries`; LZW
 * deflated. NULL with `fault`. */
unsigned char *pb_pdfcopy_data(pb_pdfcopy *copy, qpdf_oh stream, pb_bytes *entries, size_t *n);

void pb_pdfcopy_object(pb_pdfcopy *copy, unsigned id, const pb_bytes *body);
void pb_pdfcopy_stream(pb_pdfcopy *copy, unsigned id, pb_bytes *entries, const void *data, size_t n);
void pb_pdfcopy_deflated(pb_pdfcopy *copy, unsigned id, pb_bytes *entries, const pb_bytes *data);

#endif
