/* What stands in the frames of a page: the map `place`. Within doc/ only. */
#ifndef PB_PLACE_H
#define PB_PLACE_H

#include "issue.h"
#include "schema.h"

/* Reads `place` into the page: frame name to article, list of articles, or a map that says more. */
void pb_places_read(pb_reader *r, const pb_yaml *node, pb_issue_page *page);

#endif
