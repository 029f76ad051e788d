/* A dictionary of Chinese: words of one to four characters, how common they are, and what they are. Its list is made of the
 * Debian package python3-jieba when the program is built (scripts/words). */
#ifndef PB_LEXICON_H
#define PB_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PB_WORD_MAX = 4 };

typedef enum {
  PB_WORD_OTHER,
  PB_WORD_NOUN,
  PB_WORD_NAME, /* of people */
  PB_WORD_PLACE,
  PB_WORD_VERB,
  PB_WORD_VERBAL, /* noun and verb: 服务 调查 */
  PB_WORD_QUALITY,
  PB_WORD_ADVERB,
  PB_WORD_PREPOSITION,
  PB_WORD_CONJUNCTION,
  PB_WORD_NUMERAL,
  PB_WORD_MEASURE,
  PB_WORD_AMOUNT, /* 一个 两次 */
  PB_WORD_TIME,
  PB_WORD_PRONOUN,
  PB_WORD_PARTICLE,
  PB_WORD_IDIOM,
  PB_WORD_SIDE, /* 上 里 以来 */
} pb_word_kind;

/* `rarity` is −4 log₂ of the word's share of all text: 30 for 的, 97 for the rarest. */
typedef struct {
  pb_word_kind kind;
  uint8_t rarity;
} pb_word;

bool pb_lexicon_find(const uint32_t *characters, size_t n, pb_word *word);

/* Words of each length, sorted by their characters, each followed by kind << 8 | rarity. */
extern const uint16_t PB_WORDS_1[], PB_WORDS_2[], PB_WORDS_3[], PB_WORDS_4[];
extern const size_t PB_WORDS_1_N, PB_WORDS_2_N, PB_WORDS_3_N, PB_WORDS_4_N;

#endif
