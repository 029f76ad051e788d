/* An article: head, CommonMark, encodings. Every piece must lie inside its source. */
#include "article.h"
#include "fuzz.h"

static void check_pieces(const pb_diags *diags, pb_pieces pieces) {
  for (size_t i = 0; i < pieces.n; i++) {
    const pb_source_text *source = pb_diags_source(diags, pieces.pieces[i].span.source);
    if (!source || pieces.pieces[i].span.to > source->text.n || pieces.pieces[i].span.at > pieces.pieces[i].span.to)
      __builtin_trap();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  const pb_article *article = pb_article_parse(arena, diags, "fuzz.md", (pb_str){(const char *)bytes, size});
  for (size_t i = 0; i < article->nblocks; i++)
    for (size_t c = 0; c < article->blocks[i].ncells; c++) check_pieces(diags, article->blocks[i].cells[c]);
  (void)pb_article_characters(article);
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(diags, &n);
  for (size_t i = 0; i < n; i++) {
    unsigned line, column;
    pb_span_place(diags, list[i].span, &line, &column);
  }
  pb_arena_drop(arena);
  return 0;
}
