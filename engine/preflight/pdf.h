/* A PDF that anyone may have made, read through libqpdf: silently, repaired where it can be, without trust in what it says of
 * itself. Handles of objects live until pb_pdf_release, which is called after each page. */
#ifndef PB_PDF_H
#define PB_PDF_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "bytes.h"
#include "mapping.h"
#include "str.h"

typedef struct {
  pb_arena *arena;
  qpdf_data qpdf;
  pb_mapping mapping;
  pb_str head; /* the file's first bytes, up to 1 KiB */
} pb_pdf;

typedef enum { PB_PDF_OPEN, PB_PDF_NO_FILE, PB_PDF_LOCKED, PB_PDF_NONE } pb_pdf_state;

/* Opens `path`, or `bytes` (borrowed) where bytes.s is set. `own`: finish wrote it, and it needs no repair. PB_PDF_NO_FILE:
 * errno tells; PB_PDF_LOCKED: a password is wanted; PB_PDF_NONE: no PDF, or one damaged beyond repair, `*why` says how in
 * English. Close it in every case. */
pb_pdf_state pb_pdf_open(pb_pdf *pdf, pb_arena *arena, const char *path, pb_str bytes, bool own, const char **why);
void pb_pdf_close(pb_pdf *pdf);

static inline void pb_pdf_release(pb_pdf *pdf) { qpdf_oh_release_all(pdf->qpdf); }

/* What libqpdf had to mend since the last call, in English; NULL = nothing more. Valid until the next. */
const char *pb_pdf_next_warning(pb_pdf *pdf);

/* Key of a dictionary or of a stream's dictionary, without the slash; the null object where there is neither. */
qpdf_oh pb_pdf_get(pb_pdf *pdf, qpdf_oh object, const char *key);
bool pb_pdf_has(pb_pdf *pdf, qpdf_oh object, const char *key);                      /* and not null */
bool pb_pdf_is_dict(pb_pdf *pdf, qpdf_oh object);                                   /* a dictionary, or a stream, which has one */
bool pb_pdf_is_name(pb_pdf *pdf, qpdf_oh object, const char *name);                 /* without the slash */
bool pb_pdf_key_is(pb_pdf *pdf, qpdf_oh object, const char *key, const char *name); /* its value is this name */
bool pb_pdf_key_true(pb_pdf *pdf, qpdf_oh object, const char *key);
int pb_pdf_count(pb_pdf *pdf, qpdf_oh array); /* 0 if it is none */

/* Copies in `arena`. A name comes without its slash, text as UTF-8; empty if the object is no name, no string. */
pb_str pb_pdf_name_of(pb_pdf *pdf, pb_arena *arena, qpdf_oh object);
pb_str pb_pdf_text_of(pb_pdf *pdf, pb_arena *arena, qpdf_oh object);
bool pb_pdf_number(pb_pdf *pdf, qpdf_oh object, double *out); /* finite; false if it is no number */
/* The first `n` numbers of an array; false if there are fewer, or others. */
bool pb_pdf_numbers(pb_pdf *pdf, qpdf_oh array, double *out, int n);
/* Keys of a dictionary, without their slash, in byte order. */
const char **pb_pdf_keys(pb_pdf *pdf, pb_arena *arena, qpdf_oh object, size_t *n);
/* Object and generation as one number; 0 = it stands where it is used, without a number of its own. */
uint64_t pb_pdf_id(pb_pdf *pdf, qpdf_oh object);
qpdf_oh pb_pdf_by_id(pb_pdf *pdf, uint64_t id);

typedef enum {
  PB_STREAM_WHOLE,
  PB_STREAM_CUT,     /* broken, or no stream: `out` has what came before the break */
  PB_STREAM_TOO_BIG, /* more than `most` bytes: `out` has the first of them */
  PB_STREAM_PICTURE, /* the last filter is a picture's and was left on */
} pb_stream_state;

/* A stream's data, all its filters taken off but that of a picture, in place of what `out` held. `left` (may be NULL): the
 * name of that one, in the file's arena. */
pb_stream_state pb_pdf_decode(pb_pdf *pdf, qpdf_oh stream, size_t most, pb_bytes *out, pb_str *left);
bool pb_pdf_stream(pb_pdf *pdf, qpdf_oh stream, size_t most, pb_bytes *out); /* true: whole */

#endif
