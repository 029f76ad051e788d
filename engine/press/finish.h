/* Cairo's PDF into the press's: inks for keys, pictures for placeholders, boxes, overprint, metadata, structure, links,
 * threads. Through libqpdf; streams it changes are compressed with libdeflate. */
#ifndef PB_FINISH_H
#define PB_FINISH_H

#include "files.h"
#include "paint.h"
#include "profile.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const pb_edition *edition;
  size_t first, end; /* the pages that `painted` holds */
  const pb_painted *painted;
  const pb_profile *profile;
  const char *cache; /* where converted pictures are kept between runs; NULL = nowhere */
  bool force;        /* write although a picture is broken: a grey area stands for it */
  const char *date;  /* D:YYYYMMDDHHmmSS+08'00', the edition's or SOURCE_DATE_EPOCH */
} pb_finish_job;

/* Writes the PDF to out->aside; giving it its name is the caller's. False after a diagnostic. The painted file is added to
 * meanwhile and is afterwards as it was: one painting serves several profiles. */
bool pb_finish(const pb_finish_job *job, const pb_outfile *out);

#endif
