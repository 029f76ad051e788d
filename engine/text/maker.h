/* A story in the making. One maker serves one call of shape.h. Internal to text/. */
#ifndef PB_MAKER_H
#define PB_MAKER_H

#include "gaps.h"
#include "itemise.h"
#include "runs.h"
#include "shape.h"

struct UBreakIterator;

typedef struct {
  const pb_shaper *shaper;
  pb_arena *scratch;
  struct UBreakIterator *line_break; /* opened when first needed */
  pb_len position;                   /* natural width of all clusters so far */
  uint32_t end_at;                   /* source byte after the last text */
  bool full;                         /* too long for lengths: the rest is left out, and said */

  PB_VEC(char) text;
  PB_VEC(uint32_t) at;
  PB_VEC(pb_cluster) clusters;
  PB_VEC(pb_gap) gaps;
  PB_VEC(pb_len) width;
  PB_VEC(pb_glyph) glyphs;
  PB_VEC(pb_ruby) rubies;
  PB_VEC(pb_glyph) ruby_glyphs;
  bool ruby_over; /* some stand over the text since this was last cleared: its lines need room */
  PB_VEC(pb_flow) blocks;
  PB_VEC(pb_hyphen) hyphens;

  /* the text being shaped */
  const pb_style *style;
  pb_spacing spacing;
  pb_len type_size, rise; /* of the cluster being made: superscripts and subscripts are smaller, and off the baseline */
  bool chinese, traditional, line, vertical;
  pb_quotes quotes;
  pb_initial *initial; /* wanted of the next text: its style and lines are given; `end` 0 after = it has none */
  bool figures;        /* of one width each: tables, labels of lists */
  pb_face_id faces[4]; /* by pb_mark_up; PB_NO_FACE until asked for */
  bool known[4];
  pb_span span;
  uint32_t source;
  size_t base;        /* where the text starts in `text` */
  bool beside;        /* the last cluster belongs to the same stretch: a gap stands between */
  pb_edge last;       /* that cluster's right side */
  bool ends_sentence; /* it ends a sentence */
  bool space;         /* a word space follows it */
  pb_runs *runs;      /* of `runs_face` */
  pb_face_id runs_face;
} pb_maker;

/* maker.c */
void pb_maker_open(pb_maker *maker, const pb_shaper *shaper, size_t characters, size_t bytes);
pb_story *pb_maker_close(pb_maker *maker); /* the story, in the shaper's arena */

/* What quotation marks are set as: the style's, and of its own accord corner ones in vertical setting. */
pb_quotes pb_style_quotes(const pb_style *style, bool vertical);

void pb_maker_style(pb_maker *maker, const pb_style *style, pb_len size);

/* Begins a stretch of clusters that no gap joins to the one before. */
void pb_maker_start(pb_maker *maker);

/* A seam within a stretch: the next cluster stands `natural` after the last, never broken off, never stretched. */
void pb_maker_seam(pb_maker *maker, pb_len natural);

/* Ends a stretch: nothing follows its last cluster. */
void pb_maker_end(pb_maker *maker);

/* Normalises and shapes; clusters are added to the stretch. */
void pb_maker_text(pb_maker *maker, pb_pieces pieces, pb_span span);

/* Natural width of the clusters from `first` on. */
pb_len pb_maker_width(const pb_maker *maker, uint32_t first);

/* Takes all back that was added since `before` was a copy of it. */
void pb_maker_rewind(pb_maker *maker, const pb_maker *before);

/* The natural width of a text in the style; nothing is added. */
pb_len pb_maker_measure(pb_maker *maker, pb_pieces pieces, pb_span span);

/* initial.c: units [0, n) of a text whose first character is set over several lines. */
void pb_maker_initial(pb_maker *maker, pb_units *units);

/* clusters.c */
void pb_maker_units(pb_maker *maker, pb_units *units);

/* The memory of what was shaped with a face. */
pb_runs *pb_maker_runs(pb_maker *maker, pb_face_id face);

/* Adds a cluster (its glyphs are the last in maker.glyphs) and the gap before it. */
void pb_maker_add(pb_maker *maker, pb_cluster cluster, pb_edge edge);

/* What makes a cluster: 1/65536 em at the text's size; a glyph, its place as in pb_glyph; the cluster of the last `nglyphs`
 * glyphs; the memory of shaped stretches. */
pb_len pb_maker_scaled(const pb_maker *maker, int64_t parts);
void pb_maker_glyph(pb_maker *maker, uint32_t id, pb_len x, pb_len y);
pb_cluster pb_maker_cluster(const pb_maker *maker, const pb_unit *first, const pb_unit *last, size_t nglyphs);
pb_runs *pb_maker_runs(pb_maker *maker, pb_face_id face);

/* The width and the blank that a mark should have. */
pb_mark_form pb_maker_form(const pb_maker *maker, const pb_unit *unit);

/* upright.c */

/* Adds the cluster that begins at unit `at`, if it stands upright in a vertical line. Returns its units; 0 = it lies along
 * the line, and nothing was added. */
size_t pb_maker_upright(pb_maker *maker, const pb_units *units, size_t at);

/* The middle of a vertical line above the baseline, and how far letters that lie along it are raised to have it in theirs:
 * 1/65536 em. */
int32_t pb_maker_axis(const pb_maker *maker, pb_face_id face);
int32_t pb_maker_lift(const pb_maker *maker, pb_face_id face);

#endif
