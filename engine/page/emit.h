/* From lines of clusters to items: the only maker of glyph runs. */
#ifndef PB_EMIT_H
#define PB_EMIT_H

#include "build.h"
#include "lines.h"

typedef struct {
  pb_len x, y; /* left edge, on the baseline */
  pb_len size;
  uint16_t scale; /* of the width, 1/1000 */
  pb_paint paint;
} pb_emit_at;

/* Clusters [first, end) of a story; gaps[i] is the white after cluster first + i as it is set, scaling done (the last: what
 * the end mark keeps of its blank). Neighbours of one face make one run; a word space inside the line is painted as its
 * glyph; a mark is trimmed where it has less white than its full glyph is wide. */
void pb_emit_clusters(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end, const pb_len *gaps, pb_emit_at at);

/* Where clusters [first, last] stand in the copy; none if the story has no source. */
pb_span pb_emit_span(const pb_story *story, uint32_t first, uint32_t last);

/* A justified line. */
void pb_emit_line(const pb_pen *pen, const pb_story *story, const pb_line *line, pb_emit_at at);

/* One whose clusters up to `label` belong to another piece: `first` is the pen of those. */
void pb_emit_labelled(const pb_pen *first, const pb_pen *pen, const pb_story *story, const pb_line *line, uint32_t label,
                      pb_emit_at at);

/* Blank text between a line and the one above it, `distance` higher, where they stand more than one and a half em apart. It takes
 * no room and is no part of the text. Programs that find text by its place see lines that far apart as blocks by themselves,
 * and those of legs side by side as the rows of a table, which they read across. `cluster` is in the line, and has its face. */
void pb_emit_between(const pb_pen *pen, const pb_story *story, uint32_t cluster, pb_emit_at line, pb_len distance);

void pb_emit_fill(const pb_pen *pen, pb_rect rect, pb_colour colour, pb_span span);
void pb_emit_rule(const pb_pen *pen, pb_len x0, pb_len y0, pb_len x1, pb_len y1, pb_line_kind kind, pb_colour colour, pb_span span);
void pb_emit_box(const pb_pen *pen, pb_rect rect, pb_line_kind kind, pb_colour colour, pb_span span); /* kind NONE: nothing */

/* `rect` is the whole picture, `clip` what shows of it. */
void pb_emit_picture(const pb_pen *pen, const pb_picture *picture, pb_rect rect, pb_rect clip, pb_span span);

/* A picture's place where there is no picture: a box with crossed diagonals, on proofs only. */
void pb_emit_missing(const pb_pen *pen, pb_rect rect, pb_span span);

#endif
