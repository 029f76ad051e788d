/* Text as PDF strings. */
#ifndef PB_PDFTEXT_H
#define PB_PDFTEXT_H

#include "bytes.h"
#include "str.h"

/* A text string: UTF-16 with its mark, in hex. */
void pb_pdf_text(pb_bytes *out, pb_str text);

/* A string of ASCII, in brackets: for values that programs compare. What is not printable ASCII becomes `?`. */
void pb_pdf_literal(pb_bytes *out, pb_str text);

/* A length in 1/1024 pt as a decimal number with up to four places. */
void pb_pdf_len(pb_bytes *out, int64_t len);

/* A number as PDF writes it: up to ten places, no exponent. */
void pb_pdf_real(pb_bytes *out, double value);

#endif
