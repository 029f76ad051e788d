/* Objects met before, so that what many pages share is looked at once. */
#ifndef PB_SEEN_H
#define PB_SEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

typedef struct pb_seen pb_seen;

pb_seen *pb_seen_new(pb_arena *arena);
/* True the first time. `id` (pb_pdf_id) is not 0. */
bool pb_seen_add(pb_seen *seen, uint64_t id);

#endif
