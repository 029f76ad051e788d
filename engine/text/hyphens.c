#include "hyphens.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORD_BUFFER = PB_HYPHENS_WORD_MAX + 6 /* libhyphen asks for five more */ };

static const char FOLDER[] = "/usr/share/hyphen";

typedef struct {
  pb_str language;
  HyphenDict *words; /* NULL: there is none */
} dictionary;

struct pb_hyphens {
  pb_arena *arena;
  PB_VEC(dictionary) all;
};

pb_hyphens *pb_hyphens_open(void) {
  pb_arena *arena = pb_arena_new();
  pb_hyphens *h = PB_NEW(arena, pb_hyphens);
  h->arena = arena;
  return h;
}

void pb_hyphens_close(pb_hyphens *h) {
  if (!h) return;
  for (size_t i = 0; i < h->all.n; i++)
    if (h->all.at[i].words) hnj_hyphen_free(h->all.at[i].words);
  pb_arena_drop(h->arena);
}

/* en-GB: hyph_en_GB.dic; de: hyph_de_DE.dic, else hyph_de.dic; en: hyph_en_US.dic. */
static HyphenDict *load(pb_arena *arena, pb_str language) {
  char *tag = pb_str_z(arena, language), *country = strchr(tag, '-');
  if (country) *country++ = 0;
  else country = strcmp(tag, "en") == 0 ? "US" : pb_str_z(arena, language);
  char *upper = pb_str_z(arena, pb_str_from(country));
  for (char *p = upper; *p; p++) *p = (char)(*p & ~(*p >= 'a' && *p <= 'z' ? 0x20 : 0));
  const char *path = pb_fmt(arena, "%s/hyph_%s_%s.dic", FOLDER, tag, upper);
  if (access(path, R_OK) != 0) path = pb_fmt(arena, "%s/hyph_%s.dic", FOLDER, tag);
  return access(path, R_OK) == 0 ? hnj_hyphen_load(path) : NULL;
}

static HyphenDict *find(pb_hyphens *h, pb_str language, bool *first) {
  *first = false;
  for (size_t i = 0; i < h->all.n; i++)
    if (pb_str_eq(h->all.at[i].language, language)) return h->all.at[i].words;
  dictionary d = {pb_str_copy(h->arena, language), load(h->arena, language)};
  PB_PUSH(h->arena, h->all, d);
  *first = true;
  return d.words;
}

pb_hyphens_answer pb_hyphens_find(pb_hyphens *h, pb_str language, const char *word, size_t n, bool *points) {
  char found[WORD_BUFFER] = {0}, **rep = NULL;
  int *pos = NULL, *cut = NULL;
  bool first;
  HyphenDict *words = find(h, language, &first);
  if (!words) return first ? PB_HYPHENS_MISSING : PB_HYPHENS_NONE;
  bool good = n <= PB_HYPHENS_WORD_MAX && hnj_hyphen_hyphenate2(words, word, (int)n, found, NULL, &rep, &pos, &cut) == 0;
  for (size_t i = 0; i < n; i++) points[i] = good && (found[i] & 1) && !(rep && rep[i]);
  for (size_t i = 0; rep && i < n; i++) free(rep[i]);
  free(rep);
  free(pos);
  free(cut);
  return PB_HYPHENS_FOUND;
}
