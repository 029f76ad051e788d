#include "cache.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

const char *pb_cache_path(pb_fonts *fonts, const char *name) { return pb_fmt(fonts->arena, "%s/faces/%s", fonts->cache, name); }

bool pb_cache_make_folder(pb_fonts *fonts) {
  char *path = pb_fmt(fonts->arena, "%s/faces", fonts->cache);
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made) return false;
  }
  return mkdir(path, 0777) == 0 || errno == EEXIST;
}
