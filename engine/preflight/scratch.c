#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "str.h"

/* How often the keeper tries to remove a folder that a dying program still writes to, and how long it waits between. */
enum { TRIES = 50, WAIT_NS = 100 * 1000 * 1000 };

static void empty(int folder) {
  int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* an offset of its own */
  DIR *dir = again >= 0 ? fdopendir(again) : NULL;
  if (!dir) {
    if (again >= 0) close(again);
    return;
  }
  for (const struct dirent *entry; (entry = readdir(dir));) unlinkat(folder, entry->d_name, 0);
  closedir(dir);
}

/* The keeper: holds nothing of its maker but the two files it needs, and outlives the signals that end a foreground job. */
static _Noreturn void keep(int leash, int folder, const char *path) {
  static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
  for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) signal(SIGNALS[i], SIG_IGN);
  leash = fcntl(leash, F_DUPFD, 3);
  folder = fcntl(folder, F_DUPFD, 3);
  if (leash < 0 || folder < 0 || dup2(leash, 0) < 0 || dup2(folder, 1) < 0) _exit(1);
  close_range(2, ~0u, 0);
  char byte;
  while (read(0, &byte, 1) < 0 && errno == EINTR) continue;
  for (int i = 0; i < TRIES; i++) {
    empty(1);
    if (rmdir(path) == 0 || errno == ENOENT) _exit(0);
    nanosleep(&(struct timespec){.tv_nsec = WAIT_NS}, NULL);
  }
  _exit(1);
}

static bool start_keeper(pb_scratch *scratch) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  scratch->keeper = fork();
  if (scratch->keeper == 0) {
    close(ends[1]);
    keep(ends[0], scratch->folder, scratch->path);
  }
  close(ends[0]);
  if (scratch->keeper > 0) {
    scratch->leash = ends[1];
    return true;
  }
  close(ends[1]);
  return false;
}

/* $TMPDIR, made whole: the keeper and other programs may stand elsewhere. */
static char *parent_folder(pb_arena *arena) {
  const char *named = getenv("TMPDIR");
  char *real = realpath(named && *named ? named : "/tmp", NULL);
  if (!real) return NULL;
  char *path = pb_str_z(arena, pb_str_from(real));
  free(real);
  return path;
}

bool pb_scratch_open(pb_scratch *scratch, pb_arena *arena) {
  *scratch = (pb_scratch){.folder = -1, .leash = -1};
  const char *parent = parent_folder(arena);
  char *path = parent ? pb_fmt(arena, "%s/paiban-plates-XXXXXX", parent) : NULL;
  if (!path || !mkdtemp(path)) return false;
  scratch->path = path;
  scratch->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (scratch->folder >= 0 && start_keeper(scratch)) return true;
  int error = errno;
  if (scratch->folder >= 0) close(scratch->folder);
  rmdir(path);
  *scratch = (pb_scratch){.folder = -1, .leash = -1};
  errno = error;
  return false;
}

void pb_scratch_empty(const pb_scratch *scratch) { empty(scratch->folder); }

void pb_scratch_drop(pb_scratch *scratch) {
  if (!scratch->path) return;
  ssize_t told = write(scratch->leash, "", 1); /* others may hold this end too, as children do before they become programs */
  (void)told;
  close(scratch->leash);
  close(scratch->folder);
  while (waitpid(scratch->keeper, NULL, 0) < 0 && errno == EINTR) continue;
  *scratch = (pb_scratch){.folder = -1, .leash = -1};
}
