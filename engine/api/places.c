#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folders.h"
#include "run.h"

#ifndef PAIBAN_DATADIR
#error "PAIBAN_DATADIR is where the data is installed"
#endif

static bool is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* PREFIX/share/paiban for the program PREFIX/bin/NAME. */
static const char *beside_program(pb_arena *arena) {
  char exe[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  if (n <= 0) return NULL;
  exe[n] = 0;
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(exe, '/');
    if (!slash) return NULL;
    *slash = 0;
  }
  const char *path = pb_fmt(arena, "%s/share/paiban", exe);
  return is_folder(path) ? path : NULL;
}

const char *pb_data_folder(pb_arena *arena, const char *given) {
  if (given) return given;
  const char *named = getenv("PAIBAN_DATA");
  if (named && *named) return pb_str_z(arena, pb_str_from(named));
  const char *beside = beside_program(arena);
  return beside ? beside : PAIBAN_DATADIR;
}

const char *pb_cache_folder(pb_arena *arena, const char *given) {
  const char *path = given, *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (given && !*given) return NULL;
  if (!path && xdg && xdg[0] == '/') path = pb_fmt(arena, "%s/paiban", xdg);
  if (!path && home && home[0] == '/') path = pb_fmt(arena, "%s/.cache/paiban", home);
  unsigned made = 0;
  return path && pb_folders_make(path, &made) && access(path, W_OK) == 0 ? path : NULL;
}

const char *pb_folder_name(pb_arena *arena, const char *path) {
  char *real = realpath(path, NULL);
  const char *from = real ? real : path, *slash = strrchr(from, '/');
  const char *name = pb_str_z(arena, pb_str_from(slash && slash[1] ? slash + 1 : from));
  free(real);
  return strcmp(name, "/") == 0 ? "edition" : name;
}

const char *pb_find_data(const pb_run *run, const char *sub, pb_str name) {
  if (name.n == 0 || name.s[0] == '.' || memchr(name.s, '/', name.n) || memchr(name.s, 0, name.n)) return NULL;
  const char *roots[] = {run->folder, run->options.house, run->data};
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
    if (!roots[i]) continue;
    const char *path = pb_fmt(run->arena, "%s/%s/%.*s.yaml", roots[i], sub, PB_STR_ARG(name));
    if (access(path, F_OK) == 0) return path;
  }
  return NULL;
}
