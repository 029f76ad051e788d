#include "language.h"

#include <string.h>
#include <strings.h>

/* The tag itself, or the tag with more after it: zh-HK and zh-HK-x-paper, not zh-HKX. */
static bool begins_with(pb_str language, const char *tag) {
  size_t n = strlen(tag);
  return language.n >= n && strncasecmp(language.s, tag, n) == 0 && (language.n == n || language.s[n] == '-');
}

bool pb_language_sets_chinese(pb_str language) {
  return language.n == 0 || begins_with(language, "zh") || begins_with(language, "ja");
}

bool pb_language_is_traditional(pb_str language) {
  static const char *const TAGS[] = {"zh-Hant", "zh-TW", "zh-HK", "zh-MO"};
  for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++)
    if (begins_with(language, TAGS[i])) return true;
  return false;
}
