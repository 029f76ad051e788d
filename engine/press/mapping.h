/* A PDF file handed to libqpdf. */
#ifndef PB_MAPPING_H
#define PB_MAPPING_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  void *at; /* NULL: the file is read by libqpdf itself */
  size_t n;
} pb_mapping;

/* Makes `qpdf` read `path`, silently and without repairing it: it is our own. Files of up to 64 MiB are mapped, as libqpdf
 * asks the kernel anew for every object; larger ones (pictures) are read piece by piece. False: the error is in `qpdf`. */
bool pb_mapping_read(pb_mapping *mapping, qpdf_data qpdf, const char *path);
void pb_mapping_drop(pb_mapping *mapping); /* after qpdf_cleanup */

#endif
