/* XMP metadata (ISO 16684-1) as far as a check needs it: the properties of all rdf:Description, each with its first text. */
#ifndef PB_XMP_H
#define PB_XMP_H

#include <stdbool.h>

#include "arena.h"
#include "str.h"

typedef struct {
  pb_str space, name, value; /* namespace; value: entities resolved, blanks around it taken off */
} pb_xmp_property;

typedef struct {
  pb_xmp_property *at;
  size_t n;
  bool broken; /* it is not well-formed; what was read before is there */
} pb_xmp;

/* `xml` is borrowed. Depth, properties and attributes are bounded: past that it counts as broken. */
pb_xmp pb_xmp_read(pb_arena *arena, pb_str xml);

/* False: there is no such property. */
bool pb_xmp_get(const pb_xmp *xmp, const char *space, const char *name, pb_str *value);

#define PB_XMP_DC "http://purl.org/dc/elements/1.1/"
#define PB_XMP_BASIC "http://ns.adobe.com/xap/1.0/"
#define PB_XMP_MM "http://ns.adobe.com/xap/1.0/mm/"
#define PB_XMP_PDF "http://ns.adobe.com/pdf/1.3/"
#define PB_XMP_PDFX "http://ns.adobe.com/pdfx/1.3/"
#define PB_XMP_PDFXID "http://www.npes.org/pdfx/ns/id/"
#define PB_XMP_PDFAID "http://www.aiim.org/pdfa/ns/id/"

#endif
