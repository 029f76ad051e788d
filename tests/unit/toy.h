/* A story without fonts: Han and marks of one em, letters of half an em, for tests of breaking and setting. */
#ifndef PB_TEST_TOY_H
#define PB_TEST_TOY_H

#include <string.h>

#include "story.h"
#include "utf8.h"

enum { TOY_EM = 9 * PB_PT };

static const pb_style TOY_STYLE = {.align = PB_ALIGN_JUSTIFY, .sizes = {TOY_EM}, .nsizes = 1, .tiers = PB_TIERS_DEFAULT};

static pb_class toy_class(uint32_t c) {
  switch (c) {
    case 0x3001:
    case 0xFF0C: return PB_CLASS_COMMA;
    case 0x3002: return PB_CLASS_STOP;
    case 0x201C:
    case 0x300A:
    case 0xFF08: return PB_CLASS_OPEN;
    case 0x201D:
    case 0x300B:
    case 0xFF09: return PB_CLASS_CLOSE;
    default: return c < 0x80 ? PB_CLASS_LATIN : PB_CLASS_HAN;
  }
}

static bool toy_closes(pb_class c) { return c == PB_CLASS_COMMA || c == PB_CLASS_STOP || c == PB_CLASS_CLOSE; }

static void toy_gap(pb_gap *gap, pb_class left, pb_class right) {
  bool close = toy_closes(left), close_next = toy_closes(right);
  bool word = left == PB_CLASS_LATIN && right == PB_CLASS_LATIN;
  bool blank = (close && !close_next) || (right == PB_CLASS_OPEN && left != PB_CLASS_OPEN);
  *gap = (pb_gap){.stretch_tier = word ? PB_STRETCH_NONE : PB_STRETCH_HAN};
  if (!blank) return;
  gap->natural = TOY_EM / 2;
  if (close && right == PB_CLASS_OPEN) return;
  gap->shrink = TOY_EM / 2;
  gap->mark_blank = true;
  gap->shrink_tier = left == PB_CLASS_COMMA ? PB_SHRINK_COMMA : left == PB_CLASS_STOP ? PB_SHRINK_STOP : PB_SHRINK_BRACKET;
}

/* One block a string; `\n` in it is a forced break after the cluster before. */
static pb_story toy_story(pb_arena *arena, const char *const *paragraphs, size_t n) {
  size_t bytes = 0;
  for (size_t i = 0; i < n; i++) bytes += strlen(paragraphs[i]);
  pb_cluster *clusters = PB_NEW_N(arena, pb_cluster, bytes);
  pb_gap *gaps = PB_NEW_N(arena, pb_gap, bytes);
  pb_len *width = PB_NEW_N(arena, pb_len, bytes + 1);
  pb_flow *blocks = PB_NEW_N(arena, pb_flow, n);
  char *text = pb_alloc(arena, bytes + 1);
  size_t k = 0, at = 0;
  for (size_t b = 0; b < n; b++) {
    pb_str p = pb_str_from(paragraphs[b]);
    blocks[b] = (pb_flow){.style = &TOY_STYLE, .size = TOY_EM, .first = (uint32_t)k, .rows = 1, .block = (uint16_t)(b + 1)};
    for (size_t i = 0, size; i < p.n; i += size) {
      uint32_t c = pb_utf8_at(p, i, &size);
      if (c == '\n') {
        clusters[k - 1].brk = PB_BREAK_MUST;
        continue;
      }
      pb_class class = toy_class(c);
      bool han = c >= 0x80, mark = toy_closes(class) || class == PB_CLASS_OPEN;
      clusters[k] = (pb_cluster){.advance = mark || !han ? TOY_EM / 2 : TOY_EM,
                                 .text = (uint32_t)at,
                                 .ntext = (uint8_t)size,
                                 .kind = (uint8_t) class,
                                 .brk = PB_BREAK_MAY,
                                 .end_blank = mark && class != PB_CLASS_OPEN ? 512 : 0};
      if (k > blocks[b].first) {
        toy_gap(&gaps[k - 1], clusters[k - 1].kind, class);
        bool word = clusters[k - 1].kind == PB_CLASS_LATIN && class == PB_CLASS_LATIN;
        if (word || toy_closes(class) || clusters[k - 1].kind == PB_CLASS_OPEN) clusters[k - 1].brk = PB_BREAK_NO;
      }
      memcpy(text + at, p.s + i, size);
      at += size;
      k++;
    }
    blocks[b].end = (uint32_t)k;
  }
  for (size_t i = 0; i < k; i++) width[i + 1] = width[i] + clusters[i].advance + gaps[i].natural;
  return (pb_story){
      .text = {text, at}, .clusters = clusters, .gaps = gaps, .width = width, .nclusters = k, .blocks = blocks, .nblocks = n};
}

#endif
