/* Cairo's PDF, looked into: its pages' content, fonts and placeholders. */
#ifndef PB_DRAWN_H
#define PB_DRAWN_H

#include "bytes.h"
#include "diag.h"
#include "mapping.h"

typedef struct libdeflate_decompressor pb_inflater;

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const char *path;
  qpdf_data qpdf;
  pb_mapping mapping;
  pb_inflater *inflater;
  size_t npages;
  unsigned *ids;  /* of the pages */
  unsigned size;  /* the trailer's */
  unsigned pages; /* object number of the page tree */
} pb_drawn;

/* A placeholder's name in the page's resources (no slash) and the number painted into it. */
typedef struct {
  pb_str name;
  uint32_t number;
} pb_drawn_picture;

typedef struct {
  unsigned id;
  pb_str parent; /* reference, as text */
  pb_str fonts;  /* dictionary, as text; empty = none */
  pb_drawn_picture *pictures;
  size_t npictures;
} pb_drawn_page;

/* False after a diagnostic; nothing is open then. */
bool pb_drawn_open(pb_drawn *drawn, pb_arena *arena, pb_diags *diags, const char *path);
void pb_drawn_close(pb_drawn *drawn);

/* Page `n` and its content, inflated, in place of what `content` held. False after a diagnostic: also where the page has
 * anything that paint does not ask Cairo for. */
bool pb_drawn_page_at(pb_drawn *drawn, size_t n, pb_drawn_page *page, pb_bytes *content);

/* The diagnostic for what must not happen. */
void pb_drawn_fault(pb_diags *diags, size_t page, const char *what, size_t at);

#endif
