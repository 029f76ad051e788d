#include "article.h"

#include <string.h>

#include "copy.h"
#include "source.h"
#include "text.h"
#include "utf8.h"

static const char *id_of(pb_arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  pb_str name = pb_str_from(slash ? slash + 1 : path);
  return pb_str_z(arena, pb_str_ends(name, ".md") ? pb_str_sub(name, 0, name.n - 3) : name);
}

static void check_whole(pb_copy *copy, const pb_article *article) {
  if (article->headline.n == 0) {
    pb_diag(copy->diags, PB_WARNING, article->span, "no-headline", _("this article has no headline"));
    pb_diag_hint(copy->diags, _("start the file with `---`, `headline: …`, `---`"));
  }
  if (article->nblocks == 0) pb_diag(copy->diags, PB_WARNING, article->span, "empty-copy", _("this article has no text"));
}

static void parse(pb_arena *arena, pb_diags *diags, const pb_source *source, pb_article *article) {
  pb_copy copy = {arena, diags, source->source, source->text};
  pb_copy_line first = {0};
  if (source->text.n > PB_ARTICLE_MAX_BYTES) {
    pb_diag(diags, PB_ERROR, article->span, "too-big", _("an article may have at most %d MB"),
            PB_ARTICLE_MAX_BYTES / (1024 * 1024));
    pb_diag_hint(diags, _("is it the right file? Else divide it"));
    return;
  }
  if (pb_copy_next_line(&copy, 0, &first)) article->span = pb_copy_span(&copy, first.at, first.to);
  pb_copy_body(&copy, pb_copy_head(&copy, article), article);
  check_whole(&copy, article);
}

static pb_article *empty_article(pb_arena *arena, const char *path) {
  pb_article *article = PB_NEW(arena, pb_article);
  article->path = path;
  article->id = id_of(arena, path);
  article->initial = -1;
  return article;
}

const pb_article *pb_article_parse(pb_arena *arena, pb_diags *diags, const char *path, pb_str bytes) {
  pb_article *article = empty_article(arena, path);
  pb_source source;
  bool good = pb_source_decode(arena, diags, path, bytes, &source);
  article->span = (pb_span){source.source, 0, 0};
  if (good) parse(arena, diags, &source, article);
  return article;
}

const pb_article *pb_article_read(pb_arena *arena, pb_diags *diags, const char *folder, pb_str name, pb_span named_at) {
  const char *shown = pb_fmt(arena, "%s/%.*s", folder, PB_STR_ARG(name)), *path = NULL;
  pb_article *article = empty_article(arena, shown);
  pb_file_error error = pb_file_inside(arena, folder, name, &path);
  if (error != PB_FILE_OK) {
    pb_source_report(diags, named_at, shown, error);
    return article;
  }
  pb_source source;
  bool good = pb_source_read(arena, diags, path, shown, named_at, &source);
  article->span = (pb_span){source.source, 0, 0};
  if (good) parse(arena, diags, &source, article);
  return article;
}

static size_t count_pieces(const pb_pieces *pieces) {
  size_t n = 0;
  for (size_t i = 0; i < pieces->n; i++) {
    pb_str text = pieces->pieces[i].text;
    for (size_t at = 0, size; at < text.n; at += size) n += !pb_copy_is_blank(pb_utf8_at(text, at, &size));
  }
  return n;
}

size_t pb_article_characters(const pb_article *article) {
  size_t n = 0;
  for (size_t i = 0; i < article->nblocks; i++) {
    n += count_pieces(&article->blocks[i].lead);
    for (size_t k = 0; k < article->blocks[i].ncells; k++) n += count_pieces(&article->blocks[i].cells[k]);
  }
  return n;
}
