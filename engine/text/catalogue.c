/* What is installed, through fontconfig with a small configuration of our own: reading the system's whole configuration
 * costs ten times as much, and its substitution rules would answer with families nobody asked for. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "face.h"
#include "text.h"

static const char SYSTEM_FOLDERS[] =
    "<?xml version=\"1.0\"?><fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<dir prefix=\"xdg\">fonts</dir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "<cachedir>/var/cache/fontconfig</cachedir></fontconfig>";

enum { PREFERRED = 8 };

/* Preferences for where the configuration has none; fonts/fonts.conf says the same at more length. */
static const struct {
  const char *alias;
  const char *families[PREFERRED];
} PREFERENCES[] = {
    {"song", {"Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "SimSun", "AR PL UMing CN"}},
    {"song zh-Hant", {"Noto Serif CJK TC", "Source Han Serif TC", "AR PL UMing TW", "PMingLiU"}},
    {"hei", {"Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "SimHei", "WenQuanYi Zen Hei"}},
    {"hei zh-Hant", {"Noto Sans CJK TC", "Source Han Sans TC"}},
    {"kai", {"LXGW WenKai", "LXGW WenKai GB", "KaiTi", "AR PL UKai CN"}},
    {"kai zh-Hant", {"LXGW WenKai TC", "AR PL UKai TW"}},
    {"fangsong", {"FangSong", "FangSong_GB2312", "FZFangSong-Z02", "Zhuque Fangsong (technical preview)"}},
    {"latin", {"Noto Serif"}},
    {"rare", {"BabelStone Han", "HanaMinA", "HanaMinB"}},
};

static char *xml_text(pb_arena *arena, const char *text) {
  char *out = pb_alloc_n(arena, strlen(text) + 1, 6), *to = out;
  for (; *text; text++) {
    const char *as = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : NULL;
    if (as) to = stpcpy(to, as);
    else *to++ = *text;
  }
  return out;
}

static bool parse_memory(FcConfig *config, const char *xml) {
  return FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml, FcFalse);
}

static void parse_configuration(pb_fonts *fonts, pb_font_options options) {
  if (options.cache) /* first, so that fontconfig writes here and not into a cache that others share */
    parse_memory(fonts->config,
                 pb_fmt(fonts->arena, "<?xml version=\"1.0\"?><fontconfig><cachedir>%s/fontconfig</cachedir></fontconfig>",
                        xml_text(fonts->arena, options.cache)));
  char *config = options.config ? realpath(options.config, NULL) : NULL; /* fontconfig takes relative names from /etc/fonts */
  bool read = config && access(config, R_OK) == 0;
  if (read && !FcConfigParseAndLoad(fonts->config, (const FcChar8 *)config, FcFalse)) {
    pb_diag(fonts->diags, PB_WARNING, (pb_span){0}, "font-config", _("the font configuration %s cannot be read"), options.config);
    pb_diag_hint(fonts->diags, "%s", _("the built-in preferences are used"));
    read = false;
  }
  free(config);
  if (!read) parse_memory(fonts->config, SYSTEM_FOLDERS);
}

static int number(const FcPattern *pattern, const char *key, int otherwise) {
  int value;
  return FcPatternGetInteger(pattern, key, 0, &value) == FcResultMatch ? value : otherwise;
}

static bool is_true(const FcPattern *pattern, const char *key) {
  FcBool value = FcFalse;
  return FcPatternGetBool(pattern, key, 0, &value) == FcResultMatch && value == FcTrue;
}

static const char *string(const FcPattern *pattern, const char *key, int n) {
  FcChar8 *value;
  return FcPatternGetString(pattern, key, n, &value) == FcResultMatch ? (const char *)value : NULL;
}

static bool usable(const FcPattern *p) {
  const char *format = string(p, FC_FONTFORMAT, 0);
  bool outlines = format && (strcmp(format, "TrueType") == 0 || strcmp(format, "CFF") == 0);
  bool instance = number(p, FC_INDEX, 0) >> 16 != 0; /* of a variable font */
  return outlines && is_true(p, FC_SCALABLE) && !is_true(p, FC_VARIABLE) && !instance && !is_true(p, FC_COLOR) &&
         string(p, FC_FILE, 0);
}

static int compare_installed(const void *a, const void *b) {
  const pb_installed *x = a, *y = b;
  int order = strcmp(x->path, y->path);
  return order ? order : (x->index > y->index) - (x->index < y->index);
}

static pb_installed describe(FcPattern *p) {
  pb_installed one = {.pattern = p, .path = string(p, FC_FILE, 0), .index = (unsigned)number(p, FC_INDEX, 0) & 0xffff};
  FcCharSet *characters = NULL;
  if (FcPatternGetCharSet(p, FC_CHARSET, 0, &characters) == FcResultMatch) one.characters = characters;
  double weight = FC_WEIGHT_REGULAR;
  FcPatternGetDouble(p, FC_WEIGHT, 0, &weight);
  one.weight = (int)(FcWeightToOpenTypeDouble(weight) + 0.5);
  one.width = number(p, FC_WIDTH, FC_WIDTH_NORMAL);
  one.slanted = number(p, FC_SLANT, 0) != 0;
  one.face = PB_NO_FACE;
  return one;
}

void pb_catalogue_open(pb_fonts *fonts, pb_font_options options) {
  fonts->config = FcConfigCreate();
  parse_configuration(fonts, options);
  FcSetName which = options.font_folder ? FcSetApplication : FcSetSystem;
  char *folder = options.font_folder ? realpath(options.font_folder, NULL) : NULL;
  if (folder) FcConfigAppFontAddDir(fonts->config, (const FcChar8 *)folder);
  else if (!options.font_folder) FcConfigBuildFonts(fonts->config);
  free(folder);
  FcFontSet *set = FcConfigGetFonts(fonts->config, which);
  int n = set ? set->nfont : 0;
  fonts->installed = PB_NEW_N(fonts->arena, pb_installed, (size_t)n);
  for (int i = 0; i < n; i++)
    if (usable(set->fonts[i])) fonts->installed[fonts->ninstalled++] = describe(set->fonts[i]);
  qsort(fonts->installed, fonts->ninstalled, sizeof *fonts->installed, compare_installed);
}

static bool is_family(const FcPattern *p, const char *family) {
  const char *name;
  for (int i = 0; (name = string(p, FC_FAMILY, i)); i++)
    if (FcStrCmpIgnoreCase((const FcChar8 *)name, (const FcChar8 *)family) == 0) return true;
  return false;
}

/* Less is better: upright before slanted, normal width, then the nearest weight; between two as near, the one on the far
 * side of regular. */
static int distance(const pb_installed *one, unsigned weight) {
  int off = one->weight - (int)weight;
  bool towards_regular = weight >= 500 ? off < 0 : off > 0;
  return (one->slanted ? 1000000 : 0) + abs(one->width - FC_WIDTH_NORMAL) * 4000 + abs(off) * 2 + towards_regular;
}

pb_installed *pb_catalogue_family(pb_fonts *fonts, const char *const *families, size_t n, unsigned weight) {
  for (size_t f = 0; f < n; f++) {
    pb_installed *best = NULL;
    for (size_t i = 0; i < fonts->ninstalled; i++) {
      pb_installed *one = &fonts->installed[i];
      if (one->broken || !is_family(one->pattern, families[f])) continue;
      if (!best || distance(one, weight) < distance(best, weight)) best = one;
    }
    if (best) return best;
  }
  return NULL;
}

pb_installed *pb_catalogue_any(pb_fonts *fonts, uint32_t c, unsigned weight) {
  pb_installed *best = NULL;
  for (size_t i = 0; i < fonts->ninstalled; i++) {
    pb_installed *one = &fonts->installed[i];
    if (one->broken || !one->characters || !FcCharSetHasChar(one->characters, c)) continue;
    if (!best || distance(one, weight) < distance(best, weight)) best = one;
  }
  return best;
}

static pb_font_alias built_in_alias(const char *alias) {
  pb_font_alias answer = {.alias = alias};
  for (size_t i = 0; i < sizeof PREFERENCES / sizeof *PREFERENCES; i++) {
    if (strcmp(PREFERENCES[i].alias, alias) != 0) continue;
    answer.families = PREFERENCES[i].families;
    while (answer.n < PREFERRED && answer.families[answer.n]) answer.n++;
  }
  return answer;
}

/* fontconfig puts what is preferred for an alias before it. */
static pb_font_alias configured_alias(const pb_fonts *fonts, const char *alias) {
  FcPattern *p = FcPatternCreate();
  FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)alias);
  FcConfigSubstitute(fonts->config, p, FcMatchPattern);
  PB_VEC(const char *) found = {0};
  const char *name;
  for (int i = 0; (name = string(p, FC_FAMILY, i)) && strcmp(name, alias) != 0; i++)
    PB_PUSH(fonts->arena, found, pb_fmt(fonts->arena, "%s", name));
  FcPatternDestroy(p);
  return (pb_font_alias){alias, found.at, found.n};
}

const char *const *pb_catalogue_alias(pb_fonts *fonts, const char *alias, size_t *n) {
  for (size_t i = 0; i < fonts->aliases.n; i++) {
    const pb_font_alias *known = &fonts->aliases.at[i];
    if (strcmp(known->alias, alias) == 0) return *n = known->n, known->families;
  }
  pb_font_alias answer = configured_alias(fonts, alias);
  if (answer.n == 0) answer = built_in_alias(alias);
  PB_PUSH(fonts->arena, fonts->aliases, answer);
  *n = answer.n;
  return answer.families;
}

bool pb_catalogue_unusable(const pb_fonts *fonts, const char *family) {
  for (FcSetName which = FcSetSystem; which <= FcSetApplication; which++) {
    const FcFontSet *set = FcConfigGetFonts(fonts->config, which);
    for (int i = 0; set && i < set->nfont; i++)
      if (is_family(set->fonts[i], family) && !usable(set->fonts[i])) return true;
  }
  return false;
}
