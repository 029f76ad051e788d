/* Marks that stand with a line of text and open none: dots, lines under and through it. They are drawn from where the line's
 * clusters were set, so that they follow its spacing. CLREQ 3.4 (interlinear marks). */
#ifndef PB_NOTES_H
#define PB_NOTES_H

#include "emit.h"

/* The annotations that begin in clusters [first, end): story.rubies[at … end). `piece` is that of the first one's base, then
 * come that of the annotation itself, of the next base, …; 0: they are in no tag. */
typedef struct {
  size_t at, end;
  uint32_t piece;
} pb_noted_rubies;
pb_noted_rubies pb_notes_rubies(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end);

/* Of clusters [first, end), set as pb_emit_clusters sets them with the same arguments. Dots and lines are artifacts. */
void pb_notes_draw(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end, const pb_len *gaps, pb_emit_at at,
                   pb_noted_rubies rubies);

#endif
