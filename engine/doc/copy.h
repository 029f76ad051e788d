/* Inside doc/: the parts of the copy's reader, which hand one another stretches of the source. */
#ifndef PB_COPY_H
#define PB_COPY_H

#include "article.h"

enum {
  PB_ARTICLE_MAX_BYTES = 2 * 1024 * 1024, /* some 700,000 characters: a book, not a story */
  PB_MARKS_MAX = 400,                     /* mark-up characters a line: beyond, the line is set as typed */
  PB_SCRIPT_MAX = 12,                     /* characters between ^ and ^ */
  PB_CELLS_MAX = 64,                      /* a table row */
};

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  uint32_t source;
  pb_str text; /* the whole source */
} pb_copy;

/* A line without the blanks around it: text[at, to). */
typedef struct {
  uint32_t at, to;
  uint32_t next;   /* where the next line starts */
  unsigned indent; /* width of the blanks before it, in half characters */
} pb_copy_line;

/* The line at `from`; false at the end of the text. Blanks are those of any width, zero-width and control characters. */
bool pb_copy_next_line(const pb_copy *copy, uint32_t from, pb_copy_line *line);

pb_span pb_copy_span(const pb_copy *copy, uint32_t at, uint32_t to);
pb_str pb_copy_slice(const pb_copy *copy, uint32_t at, uint32_t to);

/* Whether `c` may stand around a line without being part of it. */
bool pb_copy_is_blank(uint32_t c);
bool pb_copy_is_control(unsigned char c); /* C0 but for tab and line ends */

/* text[at, to) narrowed by the blanks at both ends. */
void pb_copy_trim(const pb_copy *copy, uint32_t *at, uint32_t *to);

/* Reads the head if there is one; returns where the body starts. */
uint32_t pb_copy_head(pb_copy *copy, pb_article *article);

void pb_copy_body(pb_copy *copy, uint32_t from, pb_article *article);

/* A stretch of a line between marks that CommonMark does not know: […]{NAME}, ~~…~~, ^…^. */
typedef struct {
  uint32_t open, at;  /* the mark-up before it: [open, at) */
  uint32_t to, close; /* and after it: [to, close) */
  unsigned marks;     /* pb_mark_up */
  const pb_annotation *ruby;
} pb_copy_mark;

typedef struct {
  const pb_copy_mark *at;
  size_t n;
} pb_copy_marks;

/* The marks of text[at, to). What looks like one and is none is said, and stays text. */
pb_copy_marks pb_copy_find_marks(pb_copy *copy, uint32_t at, uint32_t to);

/* The end of the mark-up that stands at `at`; `at` itself where none does. */
uint32_t pb_copy_mark_end(pb_copy_marks marks, uint32_t at);

/* What the byte at `at` is marked with; *ruby: the innermost annotation, or NULL. */
unsigned pb_copy_marks_at(pb_copy_marks marks, uint32_t at, const pb_annotation **ruby);

/* A fence: `::: NAME` and what follows the name, or `:::` alone. False if the line is none. */
typedef struct {
  bool closes;
  pb_enclosure in; /* PB_IN_COPY: no name that is known, which is said */
  uint32_t rest;   /* where what follows the name starts */
} pb_copy_fence;
bool pb_copy_read_fence(pb_copy *copy, const pb_copy_line *line, pb_copy_fence *fence);

/* The label that opens a line in `in`: 编者按：, 问：, 王局长：. Its end, the colon taken in, and in `*next` where the text goes
 * on; `at` where there is none. */
uint32_t pb_copy_lead(const pb_copy *copy, pb_enclosure in, uint32_t *at, uint32_t to, uint32_t *next);

/* The pieces of text[at, to) on one line: as typed, or with its mark-up read. */
pb_pieces pb_copy_plain(pb_copy *copy, uint32_t at, uint32_t to);
pb_pieces pb_copy_inline(pb_copy *copy, uint32_t at, uint32_t to);

/* A line of a head: as typed, stars too, but for the marks of pb_copy_find_marks; what a head has no room for is said. */
pb_pieces pb_copy_display(pb_copy *copy, uint32_t at, uint32_t to);

#endif
