/* paiban_new: a copy of the installed starter edition, whole or not at all. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "folders.h"
#include "run.h"
#include "text.h"

typedef struct {
  const char *path;
  bool folder;
} made_path;

typedef struct {
  pb_run *run;
  PB_VEC(made_path) made; /* in order; what was there before is not among them */
} starter;

enum { STARTER_MAX_BYTES = 16 * 1024 * 1024, DEPTH_MAX = 4 };

static bool is_empty(const char *folder) {
  DIR *dir = opendir(folder);
  if (!dir) return false;
  size_t n = 0;
  for (const struct dirent *entry; (entry = readdir(dir));)
    n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  closedir(dir);
  return n == 0;
}

static bool copy_file(starter *s, const char *from, const char *to) {
  pb_run *run = s->run;
  pb_str bytes;
  pb_file_error error = pb_file_read(run->arena, from, STARTER_MAX_BYTES, &bytes);
  if (error != PB_FILE_OK) {
    errno = EIO;
    pb_io_error(run, pb_file_error_text(error), from);
    return false;
  }
  FILE *file = fopen(to, "wbxe");
  if (file) PB_PUSH(run->arena, s->made, ((made_path){to, false}));
  bool good = file && fwrite(bytes.s, 1, bytes.n, file) == bytes.n;
  if (file && fclose(file) != 0) good = false;
  if (!good) pb_io_error(run, _("cannot write"), to);
  return good;
}

/* `path` and the folders above it that are not there yet. */
static bool make_folders(starter *s, const char *path) {
  pb_arena *arena = s->run->arena;
  for (const char *end = path; *end; end++) {
    if (end == path || (end[1] && *end != '/')) continue;
    const char *part = pb_fmt(arena, "%.*s", (int)(end - path) + (*end != '/'), path);
    if (access(part, F_OK) != 0) PB_PUSH(arena, s->made, ((made_path){part, true}));
  }
  unsigned made = 0;
  return pb_folders_make(path, &made);
}

static bool copy_folder(starter *s, const char *from, const char *to, int depth);

static bool copy_entry(starter *s, const char *from, const char *to, int depth) {
  struct stat st;
  if (stat(from, &st) == 0 && S_ISDIR(st.st_mode)) return depth >= DEPTH_MAX || copy_folder(s, from, to, depth + 1);
  return copy_file(s, from, to);
}

static bool copy_folder(starter *s, const char *from, const char *to, int depth) {
  pb_run *run = s->run;
  struct dirent **entries;
  int n = scandir(from, &entries, NULL, alphasort);
  if (n < 0) {
    pb_io_error(run, _("the starter edition is not installed"), from);
    return false;
  }
  bool good = make_folders(s, to);
  if (!good) pb_io_error(run, _("cannot make this folder"), to);
  for (int i = 0; i < n; i++) {
    const char *name = entries[i]->d_name;
    if (good && name[0] != '.')
      good = copy_entry(s, pb_fmt(run->arena, "%s/%s", from, name), pb_fmt(run->arena, "%s/%s", to, name), depth);
    free(entries[i]);
  }
  free(entries);
  return good;
}

static void tell_written(const starter *s) {
  const paiban_options *options = &s->run->options;
  for (size_t i = 0; options->on_written && i < s->made.n; i++)
    if (!s->made.at[i].folder) options->on_written(options->user, s->made.at[i].path);
}

static void take_away(const starter *s) {
  for (size_t i = s->made.n; i-- > 0;) {
    if (s->made.at[i].folder) rmdir(s->made.at[i].path);
    else unlink(s->made.at[i].path);
  }
}

paiban_status paiban_new(const char *folder, const paiban_options *options) {
  pb_run *run = pb_run_begin(folder, options);
  struct stat st;
  if (stat(folder, &st) == 0 && !(S_ISDIR(st.st_mode) && is_empty(folder))) {
    errno = EEXIST;
    pb_io_error(run, _("nothing is written over"), folder);
    pb_diag_hint(run->diags, _("name a folder that does not exist yet"));
  } else {
    starter s = {.run = run};
    if (copy_folder(&s, pb_fmt(run->arena, "%s/starter", run->data), folder, 0)) tell_written(&s);
    else take_away(&s);
  }
  return pb_run_end(run);
}
