/* Functions of one value (ISO 32000-1, 7.10): sampled, exponential, stitched. PostScript's are not computed. */
#ifndef PB_FUNCTION_H
#define PB_FUNCTION_H

#include "pdf.h"

/* The values at `t`; false if it cannot be told. `function` may be an array of functions of one value each. */
bool pb_function_at(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n);

#endif
