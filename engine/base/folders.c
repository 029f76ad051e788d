#include "folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"

static char *copy_of(const char *path) { return strcpy(pb_xmalloc(strlen(path) + 1), path); }

/* False: errno tells, of the making, not of the looking. */
static bool make_folder(const char *path, unsigned *made) {
  struct stat st;
  if (mkdir(path, 0777) == 0) {
    ++*made;
    return true;
  }
  int error = errno;
  if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return true;
  errno = error == EEXIST ? ENOTDIR : error;
  return false;
}

bool pb_folders_make(const char *path, unsigned *made) {
  char *part = copy_of(path);
  bool good = true;
  for (char *p = part + 1; good && *part && *p; p++) {
    if (*p != '/') continue;
    *p = 0;
    good = make_folder(part, made);
    *p = '/';
  }
  good = good && make_folder(part, made);
  free(part);
  return good;
}

void pb_folders_drop(const char *path, unsigned n) {
  int error = errno;
  char *part = copy_of(path);
  for (size_t end = strlen(part); n && end; n--) {
    while (end > 1 && part[end - 1] == '/') part[--end] = 0;
    if (rmdir(part) != 0) break;
    while (end && part[end - 1] != '/') part[--end] = 0;
  }
  free(part);
  errno = error;
}

bool pb_folders_may(const char *path) {
  struct stat st;
  char *part = copy_of(path);
  bool there = stat(part, &st) == 0;
  for (size_t end = strlen(part); !there && errno == ENOENT && end; there = stat(*part ? part : ".", &st) == 0) {
    while (end && part[end - 1] == '/') part[--end] = 0;
    while (end && part[end - 1] != '/') part[--end] = 0;
  }
  bool folder = there && S_ISDIR(st.st_mode), may = folder && access(*part ? part : ".", W_OK | X_OK) == 0;
  if (there && !folder) errno = ENOTDIR;
  free(part);
  return may;
}
