#include "files.h"
#include "hash.h"
#include "run.h"

enum { FONT_MAX_BYTES = 512 * 1024 * 1024 };

static const char *file_hash(pb_run *run, const char *path) {
  pb_arena *scratch = pb_arena_new();
  pb_str bytes;
  char *hash = pb_alloc(run->arena, PB_HASH_HEX);
  if (pb_file_read(scratch, path, FONT_MAX_BYTES, &bytes) == PB_FILE_OK) pb_hash_hex(bytes.s, bytes.n, hash);
  pb_arena_drop(scratch);
  return hash;
}

static void list(pb_run *run, const char *role, pb_face_id face, void (*on_font)(void *, const paiban_font *)) {
  const pb_face_info *info = face == PB_NO_FACE ? NULL : pb_fonts_info(run->fonts, face);
  paiban_font font = {.role = role, .family = "", .path = "", .hash = ""};
  if (info) {
    font = (paiban_font){.role = role, .family = info->family, .path = info->path, .index = info->index, .weight = info->weight};
    font.hash = file_hash(run, info->path);
  }
  on_font(run->options.user, &font);
}

void pb_list_roles(pb_run *run, void (*on_font)(void *user, const paiban_font *font)) {
  static const struct {
    const char *role;
    unsigned weight;
  } ROLES[] = {{"song", 400}, {"song", 700}, {"hei", 400}, {"hei", 700}, {"kai", 400}, {"fangsong", 400}, {"latin", 400}};
  for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
    pb_face_id face = pb_fonts_find(run->fonts, pb_str_from(ROLES[i].role), ROLES[i].weight, PB_STR("zh-Hans"), (pb_span){0});
    list(run, ROLES[i].role, face, on_font);
  }
}

void pb_list_faces(pb_run *run, void (*on_font)(void *user, const paiban_font *font)) {
  size_t n = pb_fonts_count(run->fonts);
  for (size_t i = 0; i < n; i++) list(run, NULL, (pb_face_id)i, on_font);
}
