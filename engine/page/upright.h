/* What stands upright in a vertical story, as glyphs of the edition's own: a vertical line is painted as a line that lies
 * sideways, and these stand up again in it. Like trimmed marks they are as long as the room they have. */
#ifndef PB_UPRIGHT_H
#define PB_UPRIGHT_H

#include "build.h"

/* An upright cluster and its blank sides, `before` and `after` if they are painted with it, in 1/1024 em. */
typedef struct {
  const pb_story *story;
  uint32_t cluster;
  pb_len size; /* what the story is shaped at */
  int before, after;
} pb_upright_job;

/* The number under which its glyph is placed, at the start of `before`. */
uint32_t pb_upright_number(pb_build *build, const pb_upright_job *job);

#endif
