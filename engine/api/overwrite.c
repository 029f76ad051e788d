/* What a render must not write over: what the edition is made of, and what is no PDF. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "output.h"
#include "text.h"

static bool is_same(const struct stat *file, const char *path) {
  struct stat st;
  return path && stat(path, &st) == 0 && st.st_dev == file->st_dev && st.st_ino == file->st_ino;
}

static bool is_source(const pb_run *run, const struct stat *file) {
  const pb_source_text *source;
  for (uint32_t i = 1; (source = pb_diags_source(run->diags, i)); i++)
    if (is_same(file, source->path)) return true;
  return false;
}

static bool is_placed(const pb_placement *placement, const struct stat *file) {
  if (placement->picture && is_same(file, placement->picture->path)) return true;
  for (size_t i = 0; i < placement->npictures; i++)
    if (placement->pictures[i].picture && is_same(file, placement->pictures[i].picture->path)) return true;
  return false;
}

static bool is_picture(const pb_plan *plan, const struct stat *file) {
  for (size_t i = 0; i < plan->npages; i++)
    for (size_t k = 0; k < plan->pages[i].nplacements; k++)
      if (is_placed(&plan->pages[i].placements[k], file)) return true;
  return false;
}

static bool is_read(const pb_run *run, const struct stat *file) {
  bool read = is_source(run, file);
  for (size_t i = 0; i < run->nzoned && !read; i++) read = is_picture(run->zoned[i].plan, file);
  return read;
}

/* An empty file is nothing to lose; what cannot be read may be anything. */
static bool is_pdf(const char *path) {
  char head[4];
  FILE *file = fopen(path, "rbe");
  size_t n = file ? fread(head, 1, sizeof head, file) : 1;
  if (file) fclose(file);
  return n == 0 || (n == sizeof head && memcmp(head, "%PDF", n) == 0);
}

/* Of what is no plain file the writing itself tells. */
static bool may_take_place(pb_run *run, const char *path) {
  struct stat st;
  if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return true;
  const char *problem = NULL;
  if (is_read(run, &st)) problem = _("%s is part of the edition: it is not written over");
  else if (!is_pdf(path)) problem = _("%s is there and is no PDF: it is not written over");
  if (problem) pb_usage_error(run, pb_fmt(run->arena, problem, path), _("name another file with -o"));
  return !problem;
}

bool pb_documents_spare(pb_run *run, const pb_documents *documents) {
  bool good = true;
  for (size_t i = 0; i < documents->n; i++) good = may_take_place(run, documents->at[i].path) && good;
  return good;
}
