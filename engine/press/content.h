/* One pass over a page's content stream as Cairo wrote it: RGB keys become the paints' operators, overprint its graphics
 * states, tags ours; areas marked Private are left out. It knows the operators Cairo uses for opaque type, areas, rules and
 * pictures; anything else is a fault, so that nothing Cairo might do on its own (groups, shadings, soft masks) reaches a
 * press. */
#ifndef PB_CONTENT_H
#define PB_CONTENT_H

#include <stdbool.h>

#include "bytes.h"
#include "str.h"

typedef struct {
  const char *fill, *stroke; /* operators that set the colour */
  bool overprint;
} pb_content_paint;

typedef struct {
  const pb_content_paint *paints; /* of key n + 1 */
  size_t npaints;
  const pb_str *pictures; /* names of the XObjects that may be painted, without the slash */
  size_t npictures;
  bool tags; /* keep marks; else drop them */
} pb_content_job;

typedef struct {
  unsigned tags;     /* marked sequences of stories, numbered from 0 in the order they stand */
  const char *fault; /* NULL = none; English, for whoever mends the program */
  size_t fault_at;
} pb_content_result;

/* Adds the new stream to `out`. False after a fault. Overprint is switched by `/oN gs`, N = fill + 2 × stroke, and starts
 * off on each page. Cairo's own `gs` are left out: the caller has seen that they do nothing. Colours written as Cairo
 * writes them: three numbers of at most 8 decimals. */
bool pb_content_rewrite(const pb_content_job *job, pb_str content, pb_bytes *out, pb_content_result *result);

#endif
