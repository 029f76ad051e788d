#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folders.h"
#include "text.h"

pb_file_error pb_file_read(pb_arena *arena, const char *path, size_t max, pb_str *out) {
  FILE *f = fopen(path, "rbe");
  if (!f) return errno == ENOENT || errno == ENOTDIR ? PB_FILE_MISSING : PB_FILE_UNREADABLE;
  struct stat st;
  pb_file_error error = PB_FILE_OK;
  if (fstat(fileno(f), &st) != 0) error = PB_FILE_UNREADABLE;
  else if (!S_ISREG(st.st_mode)) error = PB_FILE_NOT_PLAIN;
  else if ((uintmax_t)st.st_size > max) error = PB_FILE_TOO_BIG;
  if (error == PB_FILE_OK) {
    size_t size = (size_t)st.st_size;
    char *bytes = pb_alloc(arena, size + 1);
    if (fread(bytes, 1, size, f) != size) error = PB_FILE_UNREADABLE;
    else *out = (pb_str){bytes, size};
  }
  fclose(f);
  return error;
}

static bool is_inside(const char *folder, const char *path) {
  size_t n = strlen(folder);
  if (n && folder[n - 1] == '/') n--;
  return strncmp(folder, path, n) == 0 && path[n] == '/';
}

pb_file_error pb_file_inside(pb_arena *arena, const char *folder, pb_str name, const char **path) {
  if (name.n == 0) return PB_FILE_MISSING;
  if (memchr(name.s, 0, name.n)) return PB_FILE_OUTSIDE;
  const char *joined = name.s[0] == '/' ? pb_str_z(arena, name) : pb_fmt(arena, "%s/%.*s", folder, PB_STR_ARG(name));
  char *root = realpath(folder, NULL), *real = realpath(joined, NULL);
  pb_file_error error = PB_FILE_OK;
  if (!root || !real) error = errno == EACCES || errno == ELOOP ? PB_FILE_UNREADABLE : PB_FILE_MISSING;
  else if (!is_inside(root, real)) error = PB_FILE_OUTSIDE;
  else *path = pb_str_z(arena, pb_str_from(real));
  free(root);
  free(real);
  return error;
}

bool pb_folder_readable(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) return false;
  errno = ENOTDIR;
  return S_ISDIR(st.st_mode) && access(path, R_OK | X_OK) == 0;
}

const char *pb_file_error_text(pb_file_error error) {
  switch (error) {
    case PB_FILE_OK: return "";
    case PB_FILE_MISSING: return _("no such file");
    case PB_FILE_OUTSIDE: return _("outside the folder it must stay in");
    case PB_FILE_NOT_PLAIN: return _("not a plain file");
    case PB_FILE_TOO_BIG: return _("too big");
    case PB_FILE_UNREADABLE: break;
  }
  return _("cannot be read");
}

/* "%s.%s" of both, owned by the caller. */
static char *joined(const char *path, const char *suffix) {
  size_t n = strlen(path) + strlen(suffix) + 2;
  char *name = pb_xmalloc(n);
  snprintf(name, n, "%s.%s", path, suffix);
  return name;
}

/* What `path` names in the end, through links: a link stays one. NULL with errno: a device or a pipe, which a file must not
 * take the place of. */
static char *target_of(const char *path) {
  struct stat st;
  char *real = realpath(path, NULL);
  if (!real) return strcpy(pb_xmalloc(strlen(path) + 1), path);
  if (stat(real, &st) == 0 && S_ISREG(st.st_mode)) return real;
  errno = S_ISDIR(st.st_mode) ? EISDIR : EPERM;
  free(real);
  return NULL;
}

/* A file without a name in the folder of `path`: gone with the process, whatever ends it. -1 where there are none such. */
static int open_unnamed(const char *path, char **aside) {
  char *folder = strcpy(pb_xmalloc(strlen(path) + 2), path), *slash = strrchr(folder, '/');
  if (slash) slash[1] = 0;
  else strcpy(folder, ".");
  int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  free(folder);
  if (fd < 0) return -1;
  const size_t n = sizeof "/proc/self/fd/" + 3 * sizeof fd;
  *aside = pb_xmalloc(n);
  snprintf(*aside, n, "/proc/self/fd/%d", fd);
  if (access(*aside, F_OK) == 0) return fd;
  free(*aside);
  close(fd);
  return -1;
}

static int open_beside(const char *path, char **aside) {
  *aside = joined(path, "XXXXXX");
  int fd = mkstemp(*aside);
  mode_t mask = umask(0);
  umask(mask);
  if (fd >= 0) fchmod(fd, 0666 & ~mask);
  else free(*aside);
  return fd;
}

/* The file's folder, empty where that is the current one. Owned by the caller. */
static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  size_t n = slash ? (size_t)(slash - path) + (slash == path) : 0;
  char *folder = pb_xmalloc(n + 1);
  memcpy(folder, path, n);
  folder[n] = 0;
  return folder;
}

/* The file's name in the nearest folder above it that is there. Owned by the caller. */
static char *place_above(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  struct stat st;
  char *folder = folder_of(path);
  while (*folder && stat(folder, &st) != 0 && errno == ENOENT) {
    char *above = folder_of(folder);
    free(folder);
    folder = above;
  }
  char *place = pb_xmalloc(strlen(folder) + strlen(name) + 2);
  sprintf(place, "%s%s%s", folder, *folder ? "/" : "", name);
  free(folder);
  return place;
}

static bool open_outfile(pb_outfile *out, const char *path, bool deep) {
  *out = (pb_outfile){.path = target_of(path), .deep = deep};
  if (!out->path) return false;
  char *place = deep ? place_above(out->path) : strcpy(pb_xmalloc(strlen(out->path) + 1), out->path);
  int fd = open_unnamed(place, &out->aside);
  out->unnamed = fd >= 0;
  if (fd < 0) fd = open_beside(place, &out->aside);
  free(place);
  out->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
  if (out->file) return true;
  int error = errno;
  if (fd >= 0) close(fd), free(out->aside);
  free(out->path);
  *out = (pb_outfile){0};
  errno = error;
  return false;
}

bool pb_outfile_open(pb_outfile *out, const char *path) { return open_outfile(out, path, false); }
bool pb_outfile_open_deep(pb_outfile *out, const char *path) { return open_outfile(out, path, true); }

static bool make_folders(pb_outfile *out) {
  char *folder = folder_of(out->path);
  bool good = !*folder || pb_folders_make(folder, &out->made);
  free(folder);
  return good;
}

static void drop_folders(const pb_outfile *out) {
  char *folder = folder_of(out->path);
  pb_folders_drop(folder, out->made);
  free(folder);
}

/* A name for a file that has none; a link cannot take another's place, so it is not the last. */
static bool give_name(pb_outfile *out) {
  char number[32];
  for (unsigned i = 0; i < 1000; i++) {
    snprintf(number, sizeof number, "%ld-%u", (long)getpid(), i);
    char *name = joined(out->path, number);
    if (linkat(AT_FDCWD, out->aside, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
      free(out->aside);
      out->aside = name;
      out->unnamed = false;
      return true;
    }
    free(name);
    if (errno != EEXIST) return false;
  }
  return false;
}

static void drop_outfile(pb_outfile *out) {
  if (!out->unnamed && out->aside) unlink(out->aside);
  if (out->aside) drop_folders(out);
  free(out->path);
  free(out->aside);
  *out = (pb_outfile){0};
}

bool pb_outfile_settle(pb_outfile *out) {
  return !ferror(out->file) && fflush(out->file) == 0 && (!out->deep || make_folders(out)) && (!out->unnamed || give_name(out));
}

bool pb_outfile_commit(pb_outfile *out) {
  bool good = pb_outfile_settle(out);
  good = fclose(out->file) == 0 && good;
  good = good && rename(out->aside, out->path) == 0;
  int error = errno;
  if (good) free(out->aside), out->aside = NULL;
  drop_outfile(out);
  errno = error;
  return good;
}

void pb_outfile_abandon(pb_outfile *out) {
  if (!out->file) return;
  fclose(out->file);
  drop_outfile(out);
}
