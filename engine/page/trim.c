#include "trim.h"

#include "utf8.h"

pb_mark_room pb_trim_room(const pb_build *b, const pb_story *story, uint32_t cluster) {
  const pb_cluster *c = &story->clusters[cluster];
  if (c->nglyphs != 1 || c->ntext == 0 || !b->fonts) return (pb_mark_room){0};
  if (!c->bare) return (pb_mark_room){0};
  size_t width;
  pb_mark_room room = pb_fonts_mark_room(b->fonts, c->face, pb_utf8_at(story->text, c->text, &width), c->upright);
  return width == c->ntext ? room : (pb_mark_room){0};
}

static uint32_t number_of(pb_build *b, const pb_trimmed_mark *mark) {
  for (size_t i = 0; i < b->trimmed.n; i++) {
    const pb_trimmed_mark *known = &b->trimmed.at[i];
    if (known->glyph == mark->glyph && known->face == mark->face && known->before == mark->before &&
        known->advance == mark->advance)
      return PB_TRIMMED | (uint32_t)i;
  }
  PB_PUSH(b->arena, b->trimmed, *mark);
  return PB_TRIMMED | (uint32_t)(b->trimmed.n - 1);
}

uint32_t pb_trim_glyph(pb_build *b, const pb_story *story, uint32_t cluster, pb_mark_room room, bool before, bool after) {
  const pb_cluster *c = &story->clusters[cluster];
  int16_t cut = before ? room.before : 0;
  pb_trimmed_mark mark = {.face = c->face, .glyph = story->glyphs[c->glyph].id, .before = cut};
  mark.advance = (int16_t)(room.advance - cut - (after ? room.after : 0));
  return number_of(b, &mark);
}

uint32_t pb_trim_blank(pb_build *b, pb_face_id face) {
  pb_trimmed_mark mark = {.face = face, .advance = 512};
  int32_t advance;
  return b->fonts && pb_fonts_nominal(b->fonts, face, ' ', &mark.glyph, &advance) ? number_of(b, &mark) : 0;
}
