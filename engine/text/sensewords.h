/* The words of a line, and what is known of some of them. Internal to sense.c. */
#ifndef PB_SENSEWORDS_H
#define PB_SENSEWORDS_H

#include "lexicon.h"
#include "story.h"

/* A stretch of clusters: by cluster its first character, its class, and whether a word ends after it in the dictionary's
 * eyes and in ICU's. */
typedef struct {
  size_t n;
  const uint32_t *c;
  const uint8_t *kind;
  const bool *own, *icu;
  const uint8_t *word; /* pb_word_kind of the word that ends here */
} pb_sense_text;

pb_sense_text pb_sense_words(pb_arena *scratch, const pb_story *story, uint32_t first, uint32_t end);

/* The words on either side of the boundary after `at`. */
typedef struct {
  size_t left, left_end, right, right_end;
} pb_sense_pair;
pb_sense_pair pb_sense_pair_at(const pb_sense_text *text, size_t at);

bool pb_sense_is_numeral(uint32_t c);                          /* 一 … 亿 两 几 */
bool pb_sense_is_number(const pb_sense_text *text, size_t at); /* a numeral or a figure ends at `at` */
bool pb_sense_is_surname(uint32_t c);
bool pb_sense_never_first(uint32_t c);                                    /* as a word of its own: 的 了 着 们 … */
bool pb_sense_never_last(uint32_t c);                                     /* 在 把 将 和 不 第 … */
bool pb_sense_is_suffix(uint32_t c);                                      /* after a longer word: 率 级 员 … */
bool pb_sense_is_which(const pb_sense_text *text, size_t at);             /* 上 下 before 月 周 季度 */
bool pb_sense_stands_alone(uint32_t c);                                   /* may end a line alone: 的 了 吗 … */
bool pb_sense_begins(uint32_t c);                                         /* may begin one alone: 将 在 为 也 … */
bool pb_sense_leans(const pb_sense_text *text, size_t first, size_t end); /* on what follows: 进一步, 驶向 */
bool pb_sense_opens(const pb_sense_text *text, size_t first, size_t end); /* a phrase: 将, 首次, 启动 */

#endif
