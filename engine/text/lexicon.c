#include "lexicon.h"

static int compare(const uint32_t *characters, const uint16_t *word, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (characters[i] != word[i]) return characters[i] < word[i] ? -1 : 1;
  return 0;
}

bool pb_lexicon_find(const uint32_t *characters, size_t n, pb_word *word) {
  if (n < 1 || n > PB_WORD_MAX) return false;
  const uint16_t *const words[] = {PB_WORDS_1, PB_WORDS_2, PB_WORDS_3, PB_WORDS_4};
  size_t low = 0, high = (const size_t[]){PB_WORDS_1_N, PB_WORDS_2_N, PB_WORDS_3_N, PB_WORDS_4_N}[n - 1];
  while (low < high) {
    size_t middle = (low + high) / 2;
    const uint16_t *at = words[n - 1] + middle * (n + 1);
    int order = compare(characters, at, n);
    if (order == 0) {
      *word = (pb_word){(pb_word_kind)(at[n] >> 8), (uint8_t)at[n]};
      return true;
    }
    if (order > 0) low = middle + 1;
    else high = middle;
  }
  return false;
}
