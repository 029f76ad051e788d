/* The folder that outlives a run: cores of faces and what is known of font files. Whatever cannot be read or written there
 * is made again and not kept; nothing else changes. */
#ifndef PB_CACHE_H
#define PB_CACHE_H

#include "face.h"

/* A name in the cache's folder; only with fonts->cache. */
const char *pb_cache_path(const pb_fonts *fonts, const char *name);
bool pb_cache_make_folder(const pb_fonts *fonts); /* false if there is none and none can be made */

/* A prepared face kept under `key`, mapped; its pages stay until munmap(*mapped, *mapped_size). False if there is none, or
 * one that is damaged or not a face of `nmap` glyphs. */
bool pb_cache_load(const pb_fonts *fonts, const char *key, size_t nmap, pb_prepared *out, void **mapped, size_t *mapped_size);
void pb_cache_store(const pb_fonts *fonts, const char *key, const pb_prepared *face);

#endif
