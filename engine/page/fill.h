/* Fills the plan's pages: heads, pictures, furniture, and every story into its slots, jumps and all. */
#ifndef PB_FILL_H
#define PB_FILL_H

#include "edition.h"
#include "shape.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_fonts *fonts;
  const pb_plan *plan;
  bool proof; /* marks overset and underset on the page */
} pb_fill_job;

const pb_edition *pb_fill(const pb_fill_job *job);

#endif
