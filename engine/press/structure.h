/* The tree of tags: one article per story across all its pages, its headline, paragraphs, pictures and tables in reading
 * order, whatever page they stand on. */
#ifndef PB_STRUCTURE_H
#define PB_STRUCTURE_H

#include "edition.h"
#include "update.h"

/* The pages a file is made of. */
typedef struct {
  const pb_edition *edition;
  size_t first, end;   /* of the edition's pages */
  const unsigned *ids; /* object numbers, from `first` on */
  pb_update *update;
  pb_arena *arena;
} pb_sheets;

/* Writes the tree and gives its root's object number; 0 if no page has a tag. Page `first` + i has StructParents i and
 * its tags are numbered as pb_paint_tag_end walks them. */
unsigned pb_structure_write(const pb_sheets *sheets);

#endif
