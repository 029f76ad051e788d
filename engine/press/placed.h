/* A page of a PDF placed like a picture: a form XObject that stands where the picture's placeholder stood, made of the page's own
 * content and resources. */
#ifndef PB_PLACED_H
#define PB_PLACED_H

#include "pdfcopy.h"
#include "picture.h"

/* What the pages placed in one file have in common. Zero but for what is given. */
typedef struct {
  pb_arena *arena;
  pb_update *update;
  pb_deflater *deflater;
  bool transparency; /* the file may have some */
  PB_VEC(pb_copies) files;
} pb_placing;

typedef struct {
  const char *fault;  /* why it cannot be done, translated; NULL = it is done */
  size_t annotations; /* whose looks are printed with it: form fields, stamps, notes */
  size_t lost;        /* that would be printed if they had a look of their own */
} pb_placed;

/* Writes the page as object `id`, a form as large as the unit square, and whatever of its resources is not in the file already. */
pb_placed pb_placed_write(pb_placing *placing, const pb_picture *picture, unsigned id);

/* The same without writing. */
pb_placed pb_placed_check(const pb_picture *picture);

#endif
