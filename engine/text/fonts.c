/* Roles and families into faces. What is asked for and is not there is said, and something near it serves. */
#include "fonts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "face.h"
#include "hyphens.h"
#include "language.h"
#include "text.h"

enum { USUAL_CHARACTER = 0x6211 /* 我: in every font for Chinese */ };

/* Each role and those that stand in for it, nearest first. */
static const struct {
  const char *name, *traditional;
  int instead[PB_ROLES + 1]; /* ends with -1 */
} ROLES[PB_ROLES] = {
    [PB_ROLE_SONG] = {"song", "song zh-Hant", {PB_ROLE_SONG, PB_ROLE_HEI, PB_ROLE_KAI, -1}},
    [PB_ROLE_HEI] = {"hei", "hei zh-Hant", {PB_ROLE_HEI, PB_ROLE_SONG, PB_ROLE_KAI, -1}},
    [PB_ROLE_KAI] = {"kai", "kai zh-Hant", {PB_ROLE_KAI, PB_ROLE_SONG, PB_ROLE_HEI, -1}},
    [PB_ROLE_FANGSONG] = {"fangsong", "fangsong zh-Hant", {PB_ROLE_FANGSONG, PB_ROLE_KAI, PB_ROLE_SONG, PB_ROLE_HEI, -1}},
    [PB_ROLE_LATIN] = {"latin", "latin zh-Hant", {PB_ROLE_LATIN, PB_ROLE_SONG, PB_ROLE_HEI, PB_ROLE_KAI, -1}},
};

pb_fonts *pb_fonts_open(pb_diags *diags, pb_font_options options) {
  pb_arena *arena = pb_arena_new();
  pb_fonts *fonts = PB_NEW(arena, pb_fonts);
  fonts->arena = arena;
  fonts->diags = diags;
  fonts->cache = options.cache ? pb_fmt(arena, "%s", options.cache) : NULL;
  fonts->buffer = hb_buffer_create();
  pb_catalogue_open(fonts, options);
  return fonts;
}

void pb_fonts_close(pb_fonts *fonts) {
  if (!fonts) return;
  for (size_t i = 0; i < fonts->faces.n; i++) {
    pb_face *f = fonts->faces.at[i];
    if (f->mapped) munmap(f->mapped, f->mapped_size);
    pb_face_close(f);
  }
  for (size_t i = 0; i < fonts->blobs.n; i++) hb_blob_destroy(fonts->blobs.at[i]);
  for (size_t i = 0; i < fonts->files.n; i++) hb_blob_destroy(fonts->files.at[i]->blob);
  hb_buffer_destroy(fonts->buffer);
  pb_hyphens_close(fonts->hyphens);
  FcConfigDestroy(fonts->config);
  pb_arena_drop(fonts->arena);
}

struct pb_hyphens *pb_fonts_hyphens(pb_fonts *fonts) {
  if (!fonts->hyphens) fonts->hyphens = pb_hyphens_open();
  return fonts->hyphens;
}

static int role_of(pb_str font) {
  for (int i = 0; i < PB_ROLES; i++)
    if (pb_str_is(font, ROLES[i].name)) return i;
  return -1;
}

static pb_installed *one_role(pb_fonts *fonts, int role, unsigned weight, bool hant) {
  size_t n;
  pb_installed *found = NULL;
  if (hant) {
    const char *const *families = pb_catalogue_alias(fonts, ROLES[role].traditional, &n);
    found = pb_catalogue_family(fonts, families, n, weight);
  }
  if (found) return found;
  const char *const *families = pb_catalogue_alias(fonts, ROLES[role].name, &n);
  return pb_catalogue_family(fonts, families, n, weight);
}

pb_installed *pb_role_font(pb_fonts *fonts, int role, unsigned weight, bool hant, int *found_as) {
  for (const int *as = ROLES[role].instead; *as >= 0; as++) {
    pb_installed *found = one_role(fonts, *as, weight, hant);
    *found_as = *as;
    if (found) return found;
  }
  *found_as = -1;
  return pb_catalogue_any(fonts, USUAL_CHARACTER, weight);
}

static void tell_role(pb_fonts *fonts, int role, int found_as, const pb_face_info *info, pb_span at) {
  if (found_as == role || (role == PB_ROLE_LATIN && found_as >= 0) || fonts->roles_told & 1u << role) return;
  fonts->roles_told |= 1u << role;
  bool usual = role == PB_ROLE_FANGSONG && found_as == PB_ROLE_KAI;
  pb_diag(fonts->diags, usual ? PB_NOTE : PB_WARNING, at, "font-substitute", _("no font for “%s” is installed: %s serves"),
          ROLES[role].name, info->family);
  pb_diag_hint(fonts->diags, "%s", _("install one, or name a family in fonts.conf"));
}

/* Once a family and weight, and only if it can be seen: 100 is one step of nine. */
static void tell_weight(pb_fonts *fonts, const pb_face_info *info, unsigned weight, pb_span at) {
  if (abs((int)info->weight - (int)weight) < 100) return;
  const char *key = pb_fmt(fonts->arena, "%u %s", weight, info->family);
  for (size_t i = 0; i < fonts->weights_told.n; i++)
    if (strcmp(fonts->weights_told.at[i], key) == 0) return;
  PB_PUSH(fonts->arena, fonts->weights_told, key);
  pb_diag(fonts->diags, PB_NOTE, at, "font-weight", _("%s has no weight %u: %u serves"), info->family, weight, info->weight);
}

static void tell_missing(pb_fonts *fonts, const char *family, const pb_face_info *info, pb_span at) {
  if (pb_catalogue_unusable(fonts, family)) {
    pb_diag(fonts->diags, PB_ERROR, at, "font-missing", _("the font “%s” is installed, but not in a form that can be printed"),
            family);
    pb_diag_hint(fonts->diags, "%s",
                 _("variable, bitmap, colour and Type 1 fonts are passed over: install its static OpenType files"));
    return;
  }
  pb_diag(fonts->diags, PB_ERROR, at, "font-missing", _("the font “%s” is not installed: %s serves"), family, info->family);
  pb_diag_hint(fonts->diags, "%s", _("give a role (song hei kai fangsong latin) or a family that `fc-list : family` names"));
}

static pb_installed *look_up(pb_fonts *fonts, pb_font_answer *answer, int *role, int *found_as) {
  *role = role_of(answer->font);
  if (*role >= 0) return pb_role_font(fonts, *role, answer->weight, answer->hant, found_as);
  const char *family = pb_str_z(fonts->arena, answer->font);
  pb_installed *found = pb_catalogue_family(fonts, &family, 1, answer->weight);
  answer->missing = !found;
  return found ? found : pb_role_font(fonts, PB_ROLE_SONG, answer->weight, answer->hant, found_as);
}

static pb_font_answer *find(pb_fonts *fonts, pb_str font, unsigned weight, bool hant, pb_span at) {
  for (size_t i = 0; i < fonts->answers.n; i++) {
    pb_font_answer *a = &fonts->answers.at[i];
    if (a->weight == weight && a->hant == hant && pb_str_eq(a->font, font)) return a;
  }
  pb_font_answer answer = {.font = pb_str_copy(fonts->arena, font), .weight = weight, .hant = hant, .face = PB_NO_FACE};
  int role = -1, found_as = -1;
  pb_installed *found;
  while (answer.face == PB_NO_FACE && (found = look_up(fonts, &answer, &role, &found_as)))
    answer.face = pb_face_open(fonts, found, hant);
  if (answer.face != PB_NO_FACE) {
    const pb_face_info *info = pb_fonts_info(fonts, answer.face);
    if (role >= 0) tell_role(fonts, role, found_as, info, at);
    if (!answer.missing) tell_weight(fonts, info, weight, at);
  }
  PB_PUSH(fonts->arena, fonts->answers, answer);
  return &fonts->answers.at[fonts->answers.n - 1];
}

pb_face_id pb_fonts_find(pb_fonts *fonts, pb_str font, unsigned weight, pb_str language, pb_span at) {
  if (weight == 0) weight = 400;
  if (weight > 1000) weight = 1000;
  const pb_font_answer *answer = find(fonts, font, weight, pb_language_is_traditional(language), at);
  if (answer->face == PB_NO_FACE) {
    pb_diag(fonts->diags, PB_ERROR, at, "no-font", "%s", _("no font with Chinese characters is installed"));
    pb_diag_hint(fonts->diags, "%s", _("install fonts-noto-cjk, fonts-noto-cjk-extra and fonts-lxgw-wenkai"));
    return PB_NO_FACE;
  }
  if (answer->missing) tell_missing(fonts, pb_str_z(fonts->arena, font), pb_fonts_info(fonts, answer->face), at);
  return answer->face;
}

bool pb_fonts_serve_chinese(pb_fonts *fonts) { return pb_catalogue_any(fonts, USUAL_CHARACTER, 400) != NULL; }

size_t pb_fonts_count(const pb_fonts *fonts) { return fonts->faces.n; }

const pb_face_info *pb_fonts_info(const pb_fonts *fonts, pb_face_id face) {
  return face < fonts->faces.n ? &fonts->faces.at[face]->info : NULL;
}

hb_font_t *pb_fonts_hb(const pb_fonts *fonts, pb_face_id face) {
  return face < fonts->faces.n ? fonts->faces.at[face]->font : hb_font_get_empty();
}
