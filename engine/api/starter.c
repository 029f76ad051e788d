/* paiban_new: a copy of the installed starter edition. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "run.h"
#include "text.h"

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

static bool copy_file(pb_run *run, const char *from, const char *to) {
  pb_str bytes;
  pb_file_error error = pb_file_read(run->arena, from, STARTER_MAX_BYTES, &bytes);
  if (error != PB_FILE_OK) {
    errno = EIO;
    pb_io_error(run, pb_file_error_text(error), from);
    return false;
  }
  FILE *file = fopen(to, "wbxe");
  bool good = file && fwrite(bytes.s, 1, bytes.n, file) == bytes.n;
  if (file && fclose(file) != 0) good = false;
  if (!good) pb_io_error(run, _("cannot write"), to);
  return good;
}

static bool copy_folder(pb_run *run, const char *from, const char *to, int depth);

static bool copy_entry(pb_run *run, const char *from, const char *to, int depth) {
  struct stat st;
  if (stat(from, &st) == 0 && S_ISDIR(st.st_mode)) return depth >= DEPTH_MAX || copy_folder(run, from, to, depth + 1);
  if (!copy_file(run, from, to)) return false;
  if (run->options.on_written) run->options.on_written(run->options.user, to);
  return true;
}

static bool copy_folder(pb_run *run, const char *from, const char *to, int depth) {
  struct dirent **entries;
  int n = scandir(from, &entries, NULL, alphasort);
  if (n < 0) {
    pb_io_error(run, _("the starter edition is not installed"), from);
    return false;
  }
  bool good = pb_make_folders(run->arena, to);
  if (!good) pb_io_error(run, _("cannot make this folder"), to);
  for (int i = 0; i < n; i++) {
    const char *name = entries[i]->d_name;
    if (good && name[0] != '.')
      good = copy_entry(run, pb_fmt(run->arena, "%s/%s", from, name), pb_fmt(run->arena, "%s/%s", to, name), depth);
    free(entries[i]);
  }
  free(entries);
  return good;
}

paiban_status paiban_new(const char *folder, const paiban_options *options) {
  pb_run *run = pb_run_begin(folder, options);
  struct stat st;
  if (stat(folder, &st) == 0 && !(S_ISDIR(st.st_mode) && is_empty(folder))) {
    errno = EEXIST;
    pb_io_error(run, _("nothing is written over"), folder);
    pb_diag_hint(run->diags, _("name a folder that does not exist yet"));
  } else {
    copy_folder(run, pb_fmt(run->arena, "%s/starter", run->data), folder, 0);
  }
  return pb_run_end(run);
}
