#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner.h"
#include "source.h"
#include "text.h"

enum { SUGGESTED_MAX = 100, DATA = 2, ROOTS }; /* roots: the edition, the house, the installed data */

typedef PB_VEC(const char *) name_list;

const char *pb_plan_near(pb_planner *p, pb_str text, const char *const *names, size_t n) {
  return ++p->suggested > SUGGESTED_MAX ? NULL : pb_str_nearest(text, names, n);
}

/* ---- folders ---- */

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Names of the files in root/folder with the ending, without it, sorted; hidden ones left out. */
static name_list list_folder(pb_arena *arena, const char *folder, const char *ending) {
  name_list names = {0};
  DIR *dir = opendir(folder);
  for (struct dirent *entry; dir && names.n < PB_ARTICLES_MAX && (entry = readdir(dir));) {
    pb_str name = pb_str_from(entry->d_name);
    if (name.s[0] == '.' || entry->d_type == DT_DIR || !pb_str_ends(name, ending)) continue;
    PB_PUSH(arena, names, pb_str_z(arena, pb_str_sub(name, 0, name.n - strlen(ending))));
  }
  if (dir) closedir(dir);
  if (names.n) qsort(names.at, names.n, sizeof *names.at, by_name);
  return names;
}

static void roots_of(const pb_planner *p, const char *roots[ROOTS]) {
  roots[0] = p->folder;
  roots[1] = p->search.house;
  roots[2] = p->search.data;
}

/* The first of the roots that has the file, in `*root`; its path, or NULL with `*error` telling why. A file that leads out
 * of its root ends the search: it was meant, and it is wrong. The installed data is not confined: it may be made of links,
 * and only plain names are looked for there. */
static const char *find_file(pb_planner *p, size_t nroots, pb_str name, const char **root, pb_file_error *error) {
  const char *roots[ROOTS], *real;
  roots_of(p, roots);
  *error = PB_FILE_MISSING;
  for (size_t i = 0; i < nroots && *error == PB_FILE_MISSING; i++) {
    if (!roots[i]) continue;
    if (i == DATA)
      *error = access(pb_fmt(p->arena, "%s/%.*s", roots[i], PB_STR_ARG(name)), R_OK) == 0 ? PB_FILE_OK : PB_FILE_MISSING;
    else *error = pb_file_inside(p->arena, roots[i], name, &real);
    *root = roots[i];
  }
  return *error == PB_FILE_OK ? pb_fmt(p->arena, "%s/%.*s", *root, PB_STR_ARG(name)) : NULL;
}

/* ---- layouts, term lists ---- */

/* Says that none of the roots has `folder`/NAME`ending`; suggests one of those they have. */
static void not_found(pb_planner *p, const pb_field *name, const char *folder, const char *ending, const char *id,
                      const char *message, const char *hint) {
  const char *roots[ROOTS];
  name_list all = {0};
  roots_of(p, roots);
  for (size_t i = 0; i < ROOTS; i++) {
    if (!roots[i]) continue;
    name_list some = list_folder(p->arena, pb_fmt(p->arena, "%s/%s", roots[i], folder), ending);
    for (size_t k = 0; k < some.n; k++) PB_PUSH(p->arena, all, some.at[k]);
  }
  const char *near = pb_plan_near(p, name->text, all.at, all.n);
  pb_diag(p->diags, PB_ERROR, name->span, id, message, PB_STR_ARG(name->text));
  if (near) pb_diag_hint(p->diags, _("did you mean “%s”?"), near);
  else pb_diag_hint(p->diags, "%s", hint);
}

static bool is_plain_name(pb_str name) {
  return name.n && name.s[0] != '.' && !memchr(name.s, '/', name.n) && !memchr(name.s, 0, name.n);
}

/* The file `folder`/NAME`ending` of the first root that has it; NULL with `*error`. */
static const char *find_named(pb_planner *p, pb_str name, const char *folder, const char *ending, pb_file_error *error) {
  const char *root;
  *error = PB_FILE_MISSING;
  if (!is_plain_name(name)) return NULL;
  return find_file(p, ROOTS, pb_str_from(pb_fmt(p->arena, "%s/%.*s%s", folder, PB_STR_ARG(name), ending)), &root, error);
}

static void add_list(pb_planner *p, pb_terms *terms, const pb_field *name) {
  pb_file_error error;
  const char *path = find_named(p, name->text, "layouts/terms", ".txt", &error);
  if (path) pb_terms_read(terms, p->diags, path, name->span);
  else if (error != PB_FILE_MISSING)
    pb_source_report(p->diags, name->span, pb_fmt(p->arena, "layouts/terms/%.*s.txt", PB_STR_ARG(name->text)), error);
  else
    not_found(p, name, "layouts/terms", ".txt", "unknown-terms", _("there is no list of terms “%.*s”"),
              _("lists are layouts/terms/NAME.txt in the issue's folder, the house folder or the installed data"));
}

/* The layout with the terms of the lists that it names. */
static const pb_layout *with_terms(pb_planner *p, const pb_layout *layout) {
  if (!layout || layout->nterm_lists == 0) return layout;
  pb_layout *own = PB_NEW(p->arena, pb_layout);
  pb_terms *terms = pb_terms_new(p->arena);
  *own = *layout;
  for (size_t i = 0; i < layout->nterm_lists; i++) add_list(p, terms, &layout->term_lists[i]);
  own->terms = terms;
  return own;
}

static const pb_layout *find_layout(pb_planner *p, const pb_field *name) {
  pb_file_error error;
  const char *path = find_named(p, name->text, "layouts", ".yaml", &error);
  if (path) return with_terms(p, pb_layout_read(p->arena, p->diags, path, name->span));
  if (error == PB_FILE_MISSING)
    not_found(p, name, "layouts", ".yaml", "unknown-layout", _("there is no layout “%.*s”"),
              _("layouts are layouts/NAME.yaml in the issue's folder, the house folder or the installed data"));
  else pb_source_report(p->diags, name->span, pb_fmt(p->arena, "layouts/%.*s.yaml", PB_STR_ARG(name->text)), error);
  return NULL;
}

const pb_layout *pb_plan_spread(pb_planner *p, const pb_layout *layout) {
  for (size_t i = 0; i < p->spreads.n; i++)
    if (p->spreads.at[i].page == layout) return p->spreads.at[i].spread;
  pb_layout *spread = PB_NEW(p->arena, pb_layout);
  *spread = pb_layout_spread(layout);
  PB_PUSH(p->arena, p->spreads, ((pb_found_spread){layout, spread}));
  return spread;
}

const pb_layout *pb_plan_layout(pb_planner *p, const pb_field *name) {
  if (name->text.n == 0) return NULL;
  for (size_t i = 0; i < p->layouts.n; i++)
    if (pb_str_eq(p->layouts.at[i].name, name->text)) return p->layouts.at[i].layout;
  pb_found_layout found = {name->text, find_layout(p, name)};
  PB_PUSH(p->arena, p->layouts, found);
  return found.layout;
}

/* ---- the paper ---- */

const pb_paper *pb_plan_paper(pb_planner *p) {
  const pb_field *name = &p->issue->paper;
  pb_file_error error;
  if (name->text.n == 0) return NULL;
  const char *path = find_file(p, 2, name->text, &p->paper_root, &error);
  if (path) return pb_paper_read(p->arena, p->diags, path, name->span);
  pb_source_report(p->diags, name->span, pb_str_z(p->arena, name->text), error);
  if (error == PB_FILE_MISSING)
    pb_diag_hint(p->diags, _("the paper's file is named from the issue's folder, or from the house folder"));
  return NULL;
}

/* ---- copy ---- */

static pb_copy_file *find_copy(const pb_planner *p, pb_str id) {
  for (size_t i = 0; i < p->files.n; i++)
    if (pb_str_is(id, p->files.at[i].id)) return &p->files.at[i];
  return NULL;
}

static void list_copy_in(pb_planner *p, const char *folder) {
  name_list names = list_folder(p->arena, pb_fmt(p->arena, "%s/%s", p->folder, folder), ".md");
  for (size_t i = 0; i < names.n; i++) {
    const char *path = pb_fmt(p->arena, "%s%s.md", folder, names.at[i]);
    const pb_copy_file *other = find_copy(p, pb_str_from(names.at[i]));
    if (names.at[i][0] == '_' || strcmp(names.at[i], "README") == 0) continue;
    if (!other) {
      PB_PUSH(p->arena, p->files, ((pb_copy_file){.id = names.at[i], .path = path}));
      PB_PUSH(p->arena, p->file_ids, names.at[i]);
      continue;
    }
    pb_diag(p->diags, PB_WARNING, p->issue->span, "two-copies", _("there are %s and %s: the first is taken"), other->path, path);
    pb_diag_hint(p->diags, _("take one away, or give it another name"));
  }
}

void pb_plan_list_copy(pb_planner *p) {
  list_copy_in(p, "");
  list_copy_in(p, "copy/");
}

bool pb_plan_has_copy(const pb_planner *p, pb_str id) { return find_copy(p, id) != NULL; }

void pb_plan_name_copy(pb_planner *p, pb_str id) {
  pb_copy_file *file = find_copy(p, id);
  if (file) file->named = true;
}

static bool has_wide_mark(pb_str id) {
  return memmem(id.s, id.n, "，", 3) || memmem(id.s, id.n, "、", 3) || memmem(id.s, id.n, "［", 3) || memmem(id.s, id.n, "【", 3);
}

const pb_article *pb_plan_article(pb_planner *p, const pb_field *id) {
  pb_copy_file *file = find_copy(p, id->text);
  if (file) {
    file->named = true;
    if (!file->read) file->article = pb_article_read(p->arena, p->diags, p->folder, pb_str_from(file->path), id->span);
    file->read = true;
    return file->article;
  }
  const char *near = pb_plan_near(p, id->text, p->file_ids.at, p->file_ids.n);
  pb_diag(p->diags, PB_ERROR, id->span, "unknown-article", _("there is no article “%.*s”"), PB_STR_ARG(id->text));
  if (near) pb_diag_hint(p->diags, _("did you mean “%s”?"), near);
  else if (has_wide_mark(id->text)) pb_diag_hint(p->diags, _("a list is written with plain brackets and commas: [one, two]"));
  else pb_diag_hint(p->diags, _("write it as %s/%.*s.md, or in the folder copy/ there"), p->folder, PB_STR_ARG(id->text));
  return NULL;
}

void pb_plan_unplaced(pb_planner *p) {
  for (size_t i = 0; i < p->files.n; i++) {
    const pb_copy_file *file = &p->files.at[i];
    if (file->named) continue;
    uint32_t source = pb_diags_add_source(p->diags, pb_fmt(p->arena, "%s/%s", p->folder, file->path), PB_STR(""));
    pb_diag(p->diags, PB_WARNING, (pb_span){source, 0, 0}, "never-placed", _("no page places this article"));
    pb_diag_hint(p->diags, _("name it in a page's `place:`, or let its file's name start with `_`"));
  }
}
