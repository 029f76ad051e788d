/* Optional content (ISO 32000-1, 8.11): what the document's default configuration leaves unprinted. */
#ifndef PB_LAYERS_H
#define PB_LAYERS_H

#include "resources.h"

/* Of a group (OCG) or a membership dictionary (OCMD); anything else is on. */
bool pb_layer_is_off(pb_library *library, qpdf_oh content);

#endif
