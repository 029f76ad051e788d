/* Pictures as they were written, kept between runs: one whose file, size on the page and press are the same is not converted
 * again. Whatever cannot be read or kept is made anew; nothing else changes. */
#ifndef PB_KEPT_H
#define PB_KEPT_H

#include "picture.h"
#include "profile.h"
#include "update.h"

/* What a picture is turned into: all that its samples depend on beside the file and the program. */
typedef struct {
  const pb_picture *picture;
  const pb_profile *profile;
  uint32_t width; /* samples wanted; 0 = all */
  bool colour;
} pb_kept_way;

/* The file under `cache` in which it is or would be kept; NULL where nothing is: no cache, a picture that cannot be read. */
const char *pb_kept_path(pb_arena *arena, const char *cache, const pb_kept_way *way);

/* Writes what is kept as object `id`; false if there is none, or one that is damaged. */
bool pb_kept_load(const char *path, pb_update *update, unsigned id);

/* Keeps a stream: its dictionary's entries, as pb_update_stream takes them, and data. */
void pb_kept_store(const char *path, const char *entries, const void *data, size_t n);

/* Takes away those longest unused where all together are more than `most` bytes. */
void pb_kept_trim(pb_arena *scratch, const char *cache, uint64_t most);

#endif
