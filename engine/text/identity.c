/* Font files: mapped once, and known by the hash of their contents. Hashing 26 MB takes tens of milliseconds, so the cache
 * folder keeps a list of files seen: hash, size, times and inode, path, a line each. A file that changed in any of these is
 * hashed again. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cache.h"
#include "face.h"
#include "files.h"
#include "hash.h"

enum { LIST_MAX = 1 << 20 };

static pb_font_file *known_file(pb_fonts *fonts, const char *path) {
  for (size_t i = 0; i < fonts->files.n; i++)
    if (strcmp(fonts->files.at[i]->path, path) == 0) return fonts->files.at[i];
  return NULL;
}

pb_font_file *pb_file_open(pb_fonts *fonts, const char *path) {
  pb_font_file *file = known_file(fonts, path);
  if (file) return file;
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
  if (!blob) return NULL;
  hb_blob_make_immutable(blob);
  file = PB_NEW(fonts->arena, pb_font_file);
  *file = (pb_font_file){.path = path, .blob = blob};
  PB_PUSH(fonts->arena, fonts->files, file);
  return file;
}

/* What a line of the list says after the hash; NULL if the file cannot be asked or its name would break the line. */
static const char *fingerprint(pb_arena *arena, const char *path) {
  struct stat st;
  if (strchr(path, '\n') || stat(path, &st) != 0) return NULL;
  return pb_fmt(arena, "%lld %lld.%09ld %lld.%09ld %llu %s", (long long)st.st_size, (long long)st.st_mtim.tv_sec,
                st.st_mtim.tv_nsec, (long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec, (unsigned long long)st.st_ino, path);
}

static bool next_line(pb_str *rest, pb_str *line) {
  if (rest->n == 0) return false;
  const char *end = memchr(rest->s, '\n', rest->n);
  size_t n = end ? (size_t)(end - rest->s) : rest->n;
  *line = (pb_str){rest->s, n};
  *rest = pb_str_sub(*rest, n + 1, rest->n);
  return true;
}

static bool is_hash(pb_str text) {
  if (text.n != PB_HASH_HEX - 1) return false;
  for (size_t i = 0; i < text.n; i++)
    if (!text.s[i] || !strchr("0123456789abcdef", text.s[i])) return false;
  return true;
}

static const char *listed_hash(pb_arena *arena, pb_str list, const char *print) {
  for (pb_str line; next_line(&list, &line);) {
    pb_str hash = pb_str_sub(line, 0, PB_HASH_HEX - 1);
    if (is_hash(hash) && line.n > PB_HASH_HEX && pb_str_is(pb_str_sub(line, PB_HASH_HEX, line.n), print))
      return pb_str_z(arena, hash);
  }
  return NULL;
}

/* The list again with this file's line; what was said of it before is dropped. */
static void write_list(pb_fonts *fonts, const char *name, pb_str list, const pb_font_file *file, const char *print) {
  pb_outfile out;
  if (!pb_cache_make_folder(fonts) || !pb_outfile_open(&out, name)) return;
  const char *ending = pb_fmt(fonts->arena, " %s", file->path);
  for (pb_str line; next_line(&list, &line);)
    if (is_hash(pb_str_sub(line, 0, PB_HASH_HEX - 1)) && !pb_str_ends(line, ending)) fprintf(out.file, "%.*s\n", PB_STR_ARG(line));
  fprintf(out.file, "%s %s\n", file->hash, print);
  pb_outfile_commit(&out);
}

static void identify(pb_fonts *fonts, pb_font_file *file) {
  const char *print = fonts->cache ? fingerprint(fonts->arena, file->path) : NULL;
  const char *name = print ? pb_cache_path(fonts, "files") : NULL;
  pb_str list = {0};
  if (name && pb_file_read(fonts->arena, name, LIST_MAX, &list) == PB_FILE_OK) file->hash = listed_hash(fonts->arena, list, print);
  if (file->hash) return;
  unsigned size;
  const char *bytes = hb_blob_get_data(file->blob, &size);
  char *hex = pb_alloc(fonts->arena, PB_HASH_HEX);
  pb_hash_hex(bytes, size, hex);
  file->hash = hex;
  if (name) write_list(fonts, name, list, file, print);
}

const char *pb_fonts_hash(pb_fonts *fonts, pb_face_id face) {
  if (face >= fonts->faces.n) return "";
  pb_font_file *file = fonts->faces.at[face]->file;
  if (!file->hash) identify(fonts, file);
  return file->hash;
}
