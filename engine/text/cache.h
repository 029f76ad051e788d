/* The folder that outlives a run: cores of faces and what is known of font files. Whatever cannot be read or written there
 * is made again and not kept; nothing else changes. */
#ifndef PB_CACHE_H
#define PB_CACHE_H

#include "face.h"

/* A name in the cache's folder; only with fonts->cache. */
const char *pb_cache_path(pb_fonts *fonts, const char *name);
bool pb_cache_make_folder(pb_fonts *fonts); /* false if there is none and none can be made */

#endif
