/* Inside doc/ and press/: PDF files from elsewhere, read by libqpdf, and the page of one that is to be placed. */
#ifndef PB_PICTURE_PDF_H
#define PB_PICTURE_PDF_H

#include <qpdf/qpdf-c.h>

#include "picture.h"

/* What is wrong: an id of docs/diagnostics.md, why and what to do, translated. id NULL = nothing. */
typedef struct {
  const char *id, *why, *hint;
} pb_pdf_fault;

/* Opens `path`, silently; what is damaged is repaired as far as can be, and `*repaired` then. NULL with a fault where it cannot be
 * read, has no page or is encrypted (even if no password is asked for: the press may not have it so, and who locked it has not said
 * that it may be opened). */
qpdf_data pb_pdf_file_open(const char *path, pb_pdf_fault *fault, bool *repaired);
void pb_pdf_file_close(qpdf_data *qpdf);

/* Page `number` from 1; 0 where there is none. */
qpdf_oh pb_pdf_file_page(qpdf_data qpdf, unsigned number);

/* The page's own value of `key`, or the one that it inherits (Resources, MediaBox, CropBox, Rotate). A new handle: null where there
 * is none. */
qpdf_oh pb_pdf_file_inherited(qpdf_data qpdf, qpdf_oh page, const char *key);

/* Reads page `number` (0 = the first) of the file into width, height and page. False after a fault that refuses it; true with a
 * fault where it can be placed but there is something to tell. */
bool pb_pdf_header(pb_arena *arena, pb_picture *picture, unsigned number, pb_pdf_fault *fault);

#endif
