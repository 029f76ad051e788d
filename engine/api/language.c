#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "text.h"

/* Without an installed locale of that language, gettext still reads LANGUAGE, as long as the locale is not plain "C". */
static void speak_chinese(bool asked) {
  const char *languages = getenv("LANGUAGE");
  if (asked || !languages || !*languages) setenv("LANGUAGE", "zh_CN", 1);
  if (!setlocale(LC_MESSAGES, "zh_CN.UTF-8")) setlocale(LC_MESSAGES, "C.UTF-8");
}

static const char *language_of_environment(void) {
  const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return value;
  }
  return "C";
}

bool paiban_set_language(const char *language, const char *data) {
  pb_arena *arena = pb_arena_new();
  bindtextdomain(PB_TEXT_DOMAIN, pb_fmt(arena, "%s/locale", pb_data_folder(arena, data)));
  pb_arena_drop(arena);
  bind_textdomain_codeset(PB_TEXT_DOMAIN, "UTF-8");
  bind_textdomain_codeset("libc", "UTF-8"); /* strerror, which would follow LC_CTYPE else */
  if (language && strcmp(language, "zh") == 0) {
    speak_chinese(true);
  } else if (language && strcmp(language, "en") == 0) {
    setlocale(LC_MESSAGES, "C");
  } else if (language) {
    return false;
  } else if (!setlocale(LC_MESSAGES, "") && strncmp(language_of_environment(), "zh", 2) == 0) {
    speak_chinese(false);
  }
  return true;
}
