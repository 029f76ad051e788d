#include "dump.h"

#include <inttypes.h>

/* ---- text ---- */

/* In double quotes; what would break the line, and the quotes themselves, by their numbers. */
static void put_text(FILE *out, pb_str text) {
  fputc('"', out);
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.s[i];
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) fprintf(out, "\\x%02X", c);
    else fputc(c, out);
  }
  fputc('"', out);
}

static void put_field(FILE *out, const char *name, pb_str text) {
  if (!text.n) return;
  fprintf(out, " %s=", name);
  put_text(out, text);
}

static void put_pieces(FILE *out, const char *name, pb_pieces pieces) {
  if (!pieces.n) return;
  fprintf(out, " %s=", name);
  for (size_t i = 0; i < pieces.n; i++) {
    if (i) fputc('+', out);
    put_text(out, pieces.pieces[i].text);
    if (pieces.pieces[i].marks) fprintf(out, "/%u", pieces.pieces[i].marks);
  }
}

static void put_head_text(FILE *out, const char *name, pb_head_text text) {
  for (size_t i = 0; i < text.n; i++) put_pieces(out, name, text.lines[i]);
}

static void put_rect(FILE *out, const char *name, pb_rect r) {
  fprintf(out, " %s=%" PRId32 ",%" PRId32 ",%" PRId32 ",%" PRId32, name, r.x, r.y, r.w, r.h);
}

/* ---- issue ---- */

static const char *const BLOCKS[] = {"paragraph", "subhead", "quotation", "list-item", "table-row", "break"};

static void dump_article(const pb_article *article, FILE *out) {
  fprintf(out, "article %s characters=%zu blocks=%zu", article->id, pb_article_characters(article), article->nblocks);
  put_head_text(out, "kicker", article->kicker);
  put_head_text(out, "headline", article->headline);
  put_head_text(out, "deck", article->deck);
  put_head_text(out, "byline", article->byline);
  put_pieces(out, "short", article->short_title);
  fputc('\n', out);
  for (size_t i = 0; i < article->nblocks; i++) {
    const pb_copy_block *block = &article->blocks[i];
    fprintf(out, "block %zu %s span=%" PRIu32 "-%" PRIu32, i, BLOCKS[block->kind], block->span.at, block->span.to);
    if (block->level) fprintf(out, " level=%u", block->level);
    if (block->header) fputs(" header", out);
    put_field(out, "label", block->label);
    for (size_t c = 0; c < block->ncells; c++) put_pieces(out, "text", block->cells[c]);
    fputc('\n', out);
  }
}

static void dump_place(const pb_place *place, FILE *out) {
  static const char *const KINDS[] = {"articles", "continue", "ad", "picture", "text"};
  fprintf(out, "place %.*s %s", PB_STR_ARG(place->frame.text), KINDS[place->kind]);
  for (size_t i = 0; i < place->narticles; i++) put_field(out, "article", place->articles[i].text);
  put_field(out, "head", place->head.text);
  put_field(out, "kicker", place->kicker.text);
  put_field(out, "file", place->file.text);
  put_field(out, "caption", place->caption.text);
  put_field(out, "credit", place->credit.text);
  for (size_t i = 0; i < place->nlines; i++) put_field(out, "line", place->lines[i].text);
  fputc('\n', out);
  for (size_t i = 0; i < place->npictures; i++) {
    const pb_placed_picture *p = &place->pictures[i];
    fprintf(out, "picture at=%d,%d size=%u,%u", p->leg, p->row, p->legs, p->rows);
    put_field(out, "file", p->file.text);
    put_field(out, "caption", p->caption.text);
    put_field(out, "credit", p->credit.text);
    fputc('\n', out);
  }
}

static void dump_issue_page(const pb_issue_page *page, FILE *out) {
  fprintf(out, page->last ? "pages %u-%u" : "page %u", page->number, page->last);
  put_field(out, "name", page->name.text);
  put_field(out, "template", page->template_name.text);
  put_field(out, "layout", page->layout.text);
  for (size_t i = 0; i < page->ninks; i++) put_field(out, "ink", page->inks[i].text);
  fputc('\n', out);
  for (size_t i = 0; i < page->npeople; i++) {
    fputs("person", out);
    put_field(out, "role", page->people[i].role);
    put_field(out, "names", page->people[i].names);
    fputc('\n', out);
  }
  for (size_t i = 0; i < page->nplaces; i++) dump_place(&page->places[i], out);
}

static void dump_paper(const pb_paper *paper, FILE *out) {
  fputs("paper", out);
  put_field(out, "name", paper->name);
  put_field(out, "nameplate", paper->nameplate.text);
  put_field(out, "cn", paper->cn);
  put_field(out, "postal", paper->postal);
  put_field(out, "sponsor", paper->sponsor);
  put_field(out, "publisher", paper->publisher);
  fprintf(out, " page-format=%d", paper->page_format);
  put_field(out, "page-prefix", paper->page_prefix);
  put_field(out, "jump-to", paper->jump_to);
  put_field(out, "jump-from", paper->jump_from);
  put_field(out, "profile", paper->profile.text);
  put_field(out, "language", paper->language);
  fputc('\n', out);
}

/* Articles stand in the chains, where each has a place; one that none has is in no dump. */
void pb_dump_issue(const pb_plan *plan, FILE *out) {
  const pb_issue *issue = plan->issue;
  fprintf(out, "issue date=%04d-%02d-%02d number=%u pages=%zu", issue->year, issue->month, issue->day, issue->number,
          issue->npages);
  put_field(out, "paper", issue->paper.text);
  put_field(out, "layout", issue->layout.text);
  fputc('\n', out);
  if (plan->paper) dump_paper(plan->paper, out);
  for (size_t i = 0; i < issue->npages; i++) dump_issue_page(&issue->pages[i], out);
  for (size_t c = 0; c < plan->nchains; c++)
    for (size_t i = 0; i < plan->chains[c].narticles; i++) dump_article(plan->chains[c].articles[i], out);
}

/* ---- plan ---- */

static void dump_placement(const pb_placement *p, FILE *out) {
  static const char *const KINDS[] = {"story", "ad", "picture", "nameplate", "ear", "folio", "credits"};
  const pb_frame *frame = &p->frame;
  fprintf(out, "frame %.*s %s cells=%u,%u,%u,%u legs=%u", PB_STR_ARG(frame->name), KINDS[frame->kind], frame->column, frame->row,
          frame->columns, frame->rows, frame->legs);
  put_rect(out, "rect", p->rect);
  if (p->chain >= 0) fprintf(out, " chain=%d part=%u", p->chain, p->part);
  if (frame->box) fprintf(out, " box=%d", frame->box);
  if (frame->tint.tint) fprintf(out, " tint=%u/%u", frame->tint.ink, frame->tint.tint);
  if (frame->vertical) fputs(" vertical", out);
  if (p->picture) fprintf(out, " picture=%" PRIu32 "x%" PRIu32, p->picture->width, p->picture->height);
  fputc('\n', out);
  for (size_t i = 0; i < p->npictures; i++) {
    const pb_plan_picture *one = &p->pictures[i];
    fprintf(out, "picture at=%d,%d size=%u,%u", one->placed->leg, one->placed->row, one->placed->legs, one->placed->rows);
    if (one->picture) fprintf(out, " pixels=%" PRIu32 "x%" PRIu32, one->picture->width, one->picture->height);
    else fputs(" missing", out);
    fputc('\n', out);
  }
}

void pb_dump_plan(const pb_plan *plan, FILE *out) {
  for (size_t i = 0; i < plan->npages; i++) {
    const pb_plan_page *page = &plan->pages[i];
    fprintf(out, "page %zu label=", i);
    put_text(out, page->label);
    fprintf(out, " inks=%" PRIx64 " trim=%" PRId32 ",%" PRId32 "\n", page->inks, page->layout->trim_width,
            page->layout->trim_height);
    for (size_t k = 0; k < page->nplacements; k++) dump_placement(&page->placements[k], out);
  }
  for (size_t i = 0; i < plan->nchains; i++) {
    const pb_chain *chain = &plan->chains[i];
    fprintf(out, "chain %zu", i);
    for (size_t k = 0; k < chain->narticles; k++) fprintf(out, " article=%s", chain->articles[k]->id);
    for (size_t k = 0; k < chain->nparts; k++) fprintf(out, " part=%u/%u", chain->parts[k].page, chain->parts[k].placement);
    fputc('\n', out);
  }
}

/* ---- story ---- */

static const char *face_name(const pb_fonts *fonts, pb_face_id face) {
  return face < pb_fonts_count(fonts) ? pb_fonts_info(fonts, face)->postscript_name : "none";
}

static void dump_cluster(const pb_story *story, const pb_fonts *fonts, uint32_t at, FILE *out) {
  const pb_cluster *c = &story->clusters[at];
  const pb_gap *gap = &story->gaps[at];
  fprintf(out, "cluster %" PRIu32 " ", at);
  put_text(out, pb_str_sub(story->text, c->text, c->text + c->ntext));
  fprintf(out, " class=%u break=%u advance=%" PRId32 " end-blank=%d gap=%" PRId32 " shrink=%" PRId32 "/%u stretch=%" PRId32 "/%u",
          c->kind, c->brk, c->advance, c->end_blank, gap->natural, gap->shrink, gap->shrink_tier, gap->stretch, gap->stretch_tier);
  if (c->marks) fprintf(out, " marks=%u", c->marks);
  if (c->upright) fprintf(out, " upright=%u", c->upright);
  if (c->sentence) fputs(" sentence", out);
  if (gap->space) fputs(" space", out);
  fprintf(out, " %s", face_name(fonts, c->face));
  for (uint32_t g = c->glyph; g < c->glyph + c->nglyphs && g < story->nglyphs; g++)
    fprintf(out, " %" PRIu32 "@%" PRId32 ",%" PRId32, story->glyphs[g].id, story->glyphs[g].x, story->glyphs[g].y);
  fputc('\n', out);
}

void pb_dump_story(const pb_story *story, const pb_fonts *fonts, FILE *out) {
  static const char *const KINDS[] = {"paragraph", "head",      "subhead", "row",   "blank",
                                      "item",      "quotation", "verse",   "title", "sign"};
  fprintf(out, "story blocks=%zu clusters=%zu glyphs=%zu\n", story->nblocks, story->nclusters, story->nglyphs);
  for (size_t b = 0; b < story->nblocks; b++) {
    const pb_flow *block = &story->blocks[b];
    fprintf(out, "flow %zu %s article=%u block=%u size=%" PRId32 " rows=%u before=%u after=%u keep=%u", b, KINDS[block->kind],
            block->article, block->block, block->size, block->rows, block->rows_before, block->rows_after, block->keep_next);
    if (block->style) put_field(out, "style", block->style->name);
    if (block->table_header) fputs(" header", out);
    for (size_t i = 0; i < block->ncells; i++) {
      const pb_cell *cell = &block->cells[i];
      fprintf(out, " cell=%" PRIu32 "-%" PRIu32, cell->first, cell->end);
      if (cell->point >= 0) fprintf(out, "@%" PRId32, cell->point);
    }
    fputc('\n', out);
    for (uint32_t c = block->first; c < block->end && c < story->nclusters; c++) dump_cluster(story, fonts, c, out);
  }
}

/* ---- pages ---- */

/* The place that all glyphs of a line have in common, then those along it. */
static void dump_places(const pb_item *item, FILE *out) {
  bool down = item->run.sideways;
  pb_len common = down ? item->run.glyphs[0].x : item->run.glyphs[0].y;
  fprintf(out, " %c=%" PRId32 " %c=", down ? 'x' : 'y', common, down ? 'y' : 'x');
  for (size_t i = 0; i < item->run.nglyphs; i++) {
    const pb_placed_glyph *g = &item->run.glyphs[i];
    pb_len along = down ? g->y : g->x, across = down ? g->x : g->y;
    fprintf(out, i ? ",%" PRId32 : "%" PRId32, along);
    if (across != common) fprintf(out, "/%" PRId32, across);
  }
}

static void dump_run(const pb_item *item, const pb_fonts *fonts, FILE *out) {
  fprintf(out, "run %s size=%" PRId32, face_name(fonts, item->run.face), item->run.size);
  if (item->run.scale && item->run.scale != 1000) fprintf(out, " scale=%u", item->run.scale);
  if (item->run.outline) fputs(" outline", out);
  if (item->run.sideways) fputs(" sideways", out);
  if (item->run.nglyphs) dump_places(item, out);
  fputc(' ', out);
  put_text(out, item->run.text);
  size_t trimmed = 0, upright = 0;
  for (size_t i = 0; i < item->run.nglyphs; i++) {
    trimmed += (item->run.glyphs[i].id & PB_TRIMMED) != 0;
    upright += (item->run.glyphs[i].id & PB_OWN_GLYPH) == PB_UPRIGHT;
  }
  if (trimmed) fprintf(out, " trimmed=%zu", trimmed);
  if (upright) fprintf(out, " upright=%zu", upright);
}

static void dump_line(const pb_item *item, FILE *out) {
  static const char *const KINDS[] = {"none", "hair", "thin", "thick", "double", "wave", "dotted"};
  fprintf(out, "line %s %" PRId32 ",%" PRId32 " %" PRId32 ",%" PRId32 " width=%" PRId32, KINDS[item->line.kind], item->line.x0,
          item->line.y0, item->line.x1, item->line.y1, item->line.width);
}

static void dump_item(const pb_item *item, const pb_fonts *fonts, FILE *out) {
  switch (item->kind) {
    case PB_ITEM_GLYPHS: dump_run(item, fonts, out); break;
    case PB_ITEM_FILL:
      fputs("fill", out);
      put_rect(out, "rect", item->fill);
      break;
    case PB_ITEM_LINE: dump_line(item, out); break;
    case PB_ITEM_PICTURE:
      fprintf(out, "picture %" PRIu32, item->picture.picture);
      put_rect(out, "rect", item->picture.rect);
      put_rect(out, "clip", item->picture.clip);
      break;
  }
  if (item->kind != PB_ITEM_PICTURE)
    fprintf(out, " paint=%u/%u%s", item->paint.ink, item->paint.tint, item->paint.overprint ? "/over" : "");
  if (item->piece) fprintf(out, " piece=%" PRIu32, item->piece);
  fputc('\n', out);
}

static void dump_pieces(const pb_edition *edition, FILE *out) {
  static const char *const KINDS[] = {"paragraph", "headline", "subhead", "kicker",    "byline", "caption",   "figure",   "cell",
                                      "title",     "label",    "item",    "quotation", "jump",   "ruby-base", "ruby-text"};
  for (size_t i = 0; i < edition->npieces; i++) {
    const pb_tag_piece *p = &edition->pieces[i];
    fprintf(out, "piece %zu %s story=%" PRIu32 " block=%" PRIu32 " page=%u part=%u", i + 1, KINDS[p->kind], p->story, p->block,
            p->page, p->part);
    if (p->kind == PB_PIECE_CELL) fprintf(out, " row=%u cell=%u", p->row, p->cell);
    if (p->parent) fprintf(out, " parent=%" PRIu32, p->parent);
    put_field(out, "alt", p->alt);
    fputc('\n', out);
  }
}

static void dump_stories(const pb_edition *edition, FILE *out) {
  for (size_t i = 0; i < edition->nstories; i++) {
    const pb_edition_story *story = &edition->stories[i];
    fprintf(out, "story %zu page=%u y=%" PRId32 " title=", i, story->first_page, story->y);
    put_text(out, story->title);
    for (size_t k = 0; k < story->nlegs; k++) {
      char name[16];
      snprintf(name, sizeof name, "leg%u", story->legs[k].page);
      put_rect(out, name, story->legs[k].rect);
    }
    fputc('\n', out);
  }
}

void pb_dump_pages(const pb_edition *edition, const pb_fonts *fonts, FILE *out) {
  fputs("edition title=", out);
  put_text(out, edition->title);
  fprintf(out, " pages=%zu\n", edition->npages);
  for (size_t i = 0; i < edition->npages; i++) {
    const pb_page *page = &edition->pages[i];
    fprintf(out, "page %zu label=", i);
    put_text(out, page->label);
    fprintf(out, " trim=%" PRId32 ",%" PRId32 " bleed=%" PRId32 " inks=%" PRIx64, page->width, page->height, page->bleed,
            page->inks);
    if (page->fold) fprintf(out, " fold=%" PRId32, page->fold);
    fputc('\n', out);
    for (size_t k = 0; k < page->nitems; k++) dump_item(&page->items[k], fonts, out);
  }
  dump_pieces(edition, out);
  dump_stories(edition, out);
  for (size_t i = 0; i < edition->nlinks; i++) {
    const pb_link *link = &edition->links[i];
    fprintf(out, "link page=%u to=%u to-y=%" PRId32, link->page, link->to_page, link->to_y);
    put_rect(out, "rect", link->rect);
    fputc('\n', out);
  }
}
