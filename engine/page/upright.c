#include "upright.h"

static int16_t of_em(pb_len len, pb_len size) {
  int64_t n = (int64_t)len * 1024, half = size / 2;
  return (int16_t)((n + (n < 0 ? -half : half)) / size);
}

static uint64_t hash_of(const pb_upright_glyph *g) {
  uint64_t h = 14695981039346656037u;
  const uint64_t own[] = {g->face, g->percent, (uint64_t)g->advance};
  for (size_t i = 0; i < 3; i++) h = (h ^ own[i]) * 1099511628211u;
  for (size_t i = 0; i < g->nparts; i++) {
    const pb_upright_part *part = &g->parts[i];
    h = (h ^ (part->glyph | (uint64_t)(uint16_t)part->x << 32 | (uint64_t)(uint16_t)part->y << 48)) * 1099511628211u;
  }
  return h ^ h >> 29;
}

static bool same(const pb_upright_glyph *a, const pb_upright_glyph *b) {
  if (a->face != b->face || a->percent != b->percent || a->advance != b->advance || a->nparts != b->nparts) return false;
  for (size_t i = 0; i < a->nparts; i++)
    if (a->parts[i].glyph != b->parts[i].glyph || a->parts[i].x != b->parts[i].x || a->parts[i].y != b->parts[i].y) return false;
  return true;
}

/* Where the glyph's number stands or would stand. */
static size_t slot_of(const pb_build *b, const pb_upright_glyph *g) {
  size_t mask = b->nupright_slots - 1, at = (size_t)hash_of(g) & mask;
  while (b->upright_slots[at] && !same(&b->upright.at[b->upright_slots[at] - 1], g)) at = (at + 1) & mask;
  return at;
}

static void make_room(pb_build *b) {
  if (b->upright.n * 2 < b->nupright_slots) return;
  b->nupright_slots = b->nupright_slots ? b->nupright_slots * 2 : 1024;
  b->upright_slots = PB_NEW_N(b->arena, uint32_t, b->nupright_slots);
  for (size_t i = 0; i < b->upright.n; i++) b->upright_slots[slot_of(b, &b->upright.at[i])] = (uint32_t)(i + 1);
}

uint32_t pb_upright_number(pb_build *b, const pb_upright_job *job) {
  enum { MOST = 32 };
  pb_upright_part parts[MOST];
  const pb_cluster *c = &job->story->clusters[job->cluster];
  pb_upright_glyph glyph = {.face = c->face, .percent = c->upright, .parts = parts};
  glyph.advance = (int16_t)(of_em(c->advance, job->size) + job->before + job->after);
  for (unsigned i = 0; i < c->nglyphs && i < MOST; i++) {
    const pb_glyph *g = &job->story->glyphs[c->glyph + i];
    int16_t x = (int16_t)(of_em(g->x, job->size) + job->before);
    parts[glyph.nparts++] = (pb_upright_part){g->id, x, of_em(-g->y, job->size)};
  }
  make_room(b);
  size_t at = slot_of(b, &glyph);
  if (!b->upright_slots[at]) {
    pb_upright_part *kept = PB_NEW_N(b->arena, pb_upright_part, glyph.nparts);
    for (size_t i = 0; i < glyph.nparts; i++) kept[i] = parts[i];
    glyph.parts = kept;
    PB_PUSH(b->arena, b->upright, glyph);
    b->upright_slots[at] = (uint32_t)b->upright.n;
  }
  return PB_UPRIGHT | (b->upright_slots[at] - 1);
}
