#include "structure.h"

#include <string.h>

#include "paint.h"
#include "pdftext.h"

/* What stands in an element, in order: tagged content, or an element within its text. */
typedef struct {
  size_t page; /* from the first */
  unsigned tag;
  size_t kid; /* element; 0 = content */
} content;

typedef struct {
  const char *type;
  const pb_tag_piece *piece; /* the first; NULL for table and row */
  size_t parent;             /* element */
  pb_str title;
  PB_VEC(content) contents;
  PB_VEC(size_t) kids;
} element;

enum { LEVELS = 8 /* of lists */ };

/* Where a story's tables, lists and quotations stand open. */
typedef struct {
  size_t article, table, row, quotation; /* elements; 0 = none yet (0 is the document) */
  uint32_t table_block, list_block, quotation_block;
  uint16_t table_row;
  size_t lists[LEVELS], items[LEVELS]; /* by depth, outermost first */
  uint32_t item_block[LEVELS];
} open_story;

typedef struct {
  const pb_sheets *sheets;
  PB_VEC(element) elements; /* 0 = the document */
  open_story *stories;
  size_t *element_of; /* by group; 0 = none yet */
  uint32_t *group_of; /* by piece: pieces that are one element have one group */
  unsigned root, first_id;
} tree;

/* ---- which pieces are one element ---- */

/* Text may run on from leg to leg; a picture, a caption or a jump line is whole where it stands. */
static bool runs_on(const pb_tag_piece *piece) {
  if (piece->kind == PB_PIECE_RUBY_BASE || piece->kind == PB_PIECE_RUBY_TEXT) return false;
  return piece->kind != PB_PIECE_FIGURE && piece->kind != PB_PIECE_CAPTION && piece->kind != PB_PIECE_JUMP;
}

static int compare(uint64_t a, uint64_t b) { return a < b ? -1 : a > b; }

static int by_element(const void *x, const void *y) {
  const pb_tag_piece *a = *(const pb_tag_piece *const *)x, *b = *(const pb_tag_piece *const *)y;
  int order = compare(a->story, b->story);
  if (!order) order = compare(a->kind, b->kind);
  if (!order) order = compare(a->block, b->block);
  if (!order) order = compare(a->cell, b->cell);
  if (!order && !runs_on(a)) order = compare((uintptr_t)a, (uintptr_t)b); /* one array: its order */
  return order;
}

static void group_pieces(tree *t) {
  const pb_edition *edition = t->sheets->edition;
  pb_arena *arena = t->sheets->arena;
  const pb_tag_piece **sorted = PB_NEW_N(arena, const pb_tag_piece *, edition->npieces);
  for (size_t i = 0; i < edition->npieces; i++) sorted[i] = &edition->pieces[i];
  if (edition->npieces) qsort(sorted, edition->npieces, sizeof *sorted, by_element);
  t->group_of = PB_NEW_N(arena, uint32_t, edition->npieces);
  t->element_of = PB_NEW_N(arena, size_t, edition->npieces);
  uint32_t group = 0;
  for (size_t i = 0; i < edition->npieces; i++) {
    if (i && by_element(&sorted[i - 1], &sorted[i]) != 0) group++;
    t->group_of[sorted[i] - edition->pieces] = group;
  }
}

/* ---- elements ---- */

static const char *type_of(const pb_tag_piece *piece) {
  switch (piece->kind) {
    case PB_PIECE_HEADLINE: return "H1";
    case PB_PIECE_SUBHEAD: return "H2";
    case PB_PIECE_CAPTION: return "Caption";
    case PB_PIECE_FIGURE: return "Figure";
    case PB_PIECE_RUBY_BASE: return "RB";
    case PB_PIECE_RUBY_TEXT: return "RT";
    case PB_PIECE_CELL: return piece->header ? "TH" : "TD";
    case PB_PIECE_TITLE: return "Caption";
    case PB_PIECE_LABEL: return "Lbl";
    case PB_PIECE_ITEM: return "LBody";
    case PB_PIECE_QUOTATION:
    case PB_PIECE_PARAGRAPH:
    case PB_PIECE_KICKER:
    case PB_PIECE_BYLINE:
    case PB_PIECE_JUMP: break;
  }
  return "P";
}

static size_t add_element(tree *t, size_t parent, const char *type, const pb_tag_piece *piece) {
  pb_arena *arena = t->sheets->arena;
  element one = {.type = type, .piece = piece, .parent = parent};
  size_t index = t->elements.n;
  PB_PUSH(arena, t->elements, one);
  if (index) PB_PUSH(arena, t->elements.at[parent].kids, index);
  return index;
}

static uint32_t first_block(const pb_tag_piece *piece) { return piece->block >= piece->row ? piece->block - piece->row : 0; }

static size_t table_of(tree *t, open_story *story, uint32_t block) {
  if (story->table && story->table_block == block) return story->table;
  story->table_block = block;
  story->row = 0;
  return story->table = add_element(t, story->article, "Table", NULL);
}

static size_t cell_parent(tree *t, open_story *story, const pb_tag_piece *piece) {
  table_of(t, story, first_block(piece));
  if (!story->row || story->table_row != piece->row) {
    story->row = add_element(t, story->table, "TR", NULL);
    story->table_row = piece->row;
  }
  return story->row;
}

/* The item of a list that a label or a text is of: a list within stands in the item above it. */
static size_t item_of(tree *t, open_story *story, const pb_tag_piece *piece) {
  unsigned level = piece->cell < LEVELS ? piece->cell : LEVELS - 1;
  if (!story->lists[0] || story->list_block != first_block(piece)) {
    memset(story->lists, 0, sizeof story->lists);
    memset(story->items, 0, sizeof story->items);
    story->list_block = first_block(piece);
  }
  if (story->items[level] && story->item_block[level] == piece->block) return story->items[level];
  for (unsigned i = 0; i <= level; i++) {
    size_t outer = i ? story->items[i - 1] : story->article;
    if (!story->lists[i]) story->lists[i] = add_element(t, outer, "L", NULL);
    if (i < level && !story->items[i]) story->items[i] = add_element(t, story->lists[i], "LI", NULL);
  }
  for (unsigned i = level + 1; i < LEVELS; i++) story->lists[i] = story->items[i] = 0;
  story->item_block[level] = piece->block;
  return story->items[level] = add_element(t, story->lists[level], "LI", NULL);
}

static size_t quotation_of(tree *t, open_story *story, const pb_tag_piece *piece) {
  if (story->quotation && story->quotation_block == first_block(piece)) return story->quotation;
  story->quotation_block = first_block(piece);
  return story->quotation = add_element(t, story->article, "BlockQuote", NULL);
}

static size_t parent_of(tree *t, open_story *story, const pb_tag_piece *piece) {
  switch (piece->kind) {
    case PB_PIECE_CELL: return cell_parent(t, story, piece);
    case PB_PIECE_TITLE: return table_of(t, story, piece->block + 1);
    case PB_PIECE_LABEL:
    case PB_PIECE_ITEM: return item_of(t, story, piece);
    case PB_PIECE_QUOTATION: return quotation_of(t, story, piece);
    default: return story->article;
  }
}

static size_t element_for(tree *t, uint32_t piece_number, size_t page);

/* Ruby, within the text it belongs to; its base is its first element. */
static size_t ruby_for(tree *t, uint32_t piece_number, size_t page) {
  const pb_tag_piece *piece = &t->sheets->edition->pieces[piece_number];
  if (piece->kind == PB_PIECE_RUBY_TEXT) return t->elements.at[element_for(t, piece_number - 1, page)].parent;
  size_t parent = element_for(t, piece->parent - 1, page);
  size_t ruby = add_element(t, parent, "Ruby", NULL);
  content one = {.page = page, .kid = ruby};
  PB_PUSH(t->sheets->arena, t->elements.at[parent].contents, one);
  return ruby;
}

static size_t element_for(tree *t, uint32_t piece_number, size_t page) {
  const pb_edition *edition = t->sheets->edition;
  const pb_tag_piece *piece = &edition->pieces[piece_number];
  size_t *known = &t->element_of[t->group_of[piece_number]];
  if (*known) return *known;
  open_story *story = &t->stories[piece->story];
  if (!story->article) {
    story->article = add_element(t, 0, "Art", NULL);
    t->elements.at[story->article].title = edition->stories[piece->story].title;
  }
  size_t parent = piece->parent ? ruby_for(t, piece_number, page) : parent_of(t, story, piece);
  return *known = add_element(t, parent, type_of(piece), piece);
}

static bool is_piece(const pb_edition *edition, uint32_t piece) {
  return piece && piece <= edition->npieces && edition->pieces[piece - 1].story < edition->nstories;
}

static void read_page(tree *t, size_t number) {
  const pb_edition *edition = t->sheets->edition;
  const pb_page *page = &edition->pages[t->sheets->first + number];
  unsigned tag = 0;
  for (size_t i = 0; i < page->nitems; i = pb_paint_tag_end(page, i)) {
    uint32_t piece = page->items[i].piece;
    if (!piece) continue;
    content one = {.page = number, .tag = tag++};
    if (!is_piece(edition, piece)) continue;
    size_t index = element_for(t, piece - 1, number);
    PB_PUSH(t->sheets->arena, t->elements.at[index].contents, one);
  }
}

/* ---- writing ---- */

static unsigned page_id(const tree *t, size_t page) { return t->sheets->ids[page]; }

static void put_contents(const tree *t, pb_bytes *out, const element *e) {
  size_t page = e->contents.at[0].page;
  pb_bytes_fmt(out, "/Pg %u 0 R/K", page_id(t, page));
  if (e->contents.n == 1 && !e->contents.at[0].kid) {
    pb_bytes_fmt(out, " %u", e->contents.at[0].tag);
    return;
  }
  pb_bytes_put(out, "[");
  for (size_t i = 0; i < e->contents.n; i++) {
    const content *c = &e->contents.at[i];
    if (c->kid) pb_bytes_fmt(out, "%u 0 R ", t->first_id + (unsigned)c->kid);
    else if (c->page == page) pb_bytes_fmt(out, "%u ", c->tag);
    else pb_bytes_fmt(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", page_id(t, c->page), c->tag);
  }
  pb_bytes_put(out, "]");
}

/* Thousands of these are written, read and written again: none has a word too many (Type may be left out). */
static void write_element(const tree *t, size_t index, pb_bytes *out) {
  const element *e = &t->elements.at[index];
  out->n = 0;
  pb_bytes_fmt(out, "<</S/%s/P %u 0 R", e->type, index ? t->first_id + (unsigned)e->parent : t->root);
  if (e->title.n) pb_bytes_put(out, "/T"), pb_pdf_text(out, e->title);
  if (e->piece && e->piece->kind == PB_PIECE_FIGURE && e->piece->alt.n) pb_bytes_put(out, "/Alt"), pb_pdf_text(out, e->piece->alt);
  if (e->piece && e->piece->kind == PB_PIECE_RUBY_TEXT) pb_bytes_put(out, "/ActualText"), pb_pdf_text(out, e->piece->alt);
  if (e->contents.n) put_contents(t, out, e);
  else {
    pb_bytes_put(out, "/K[");
    for (size_t i = 0; i < e->kids.n; i++) pb_bytes_fmt(out, "%u 0 R ", t->first_id + (unsigned)e->kids.at[i]);
    pb_bytes_put(out, "]");
  }
  pb_bytes_put(out, ">>");
  pb_update_object(t->sheets->update, t->first_id + (unsigned)index, out);
}

/* By tag, the element each belongs to. A tag without a story (a fault upstream) belongs to the document. */
static void write_parents(tree *t, size_t number, unsigned id, pb_bytes *out) {
  const pb_edition *edition = t->sheets->edition;
  const pb_page *page = &edition->pages[t->sheets->first + number];
  out->n = 0;
  pb_bytes_put(out, "[");
  for (size_t i = 0; i < page->nitems; i = pb_paint_tag_end(page, i)) {
    uint32_t piece = page->items[i].piece;
    if (!piece) continue;
    size_t index = is_piece(edition, piece) ? t->element_of[t->group_of[piece - 1]] : 0;
    pb_bytes_fmt(out, "%u 0 R ", t->first_id + (unsigned)index);
  }
  pb_bytes_put(out, "]");
  pb_update_object(t->sheets->update, id, out);
}

static void write_tree(tree *t) {
  pb_update *update = t->sheets->update;
  size_t npages = t->sheets->end - t->sheets->first;
  t->root = pb_update_reserve(update, 1);
  t->first_id = pb_update_reserve(update, (unsigned)t->elements.n);
  unsigned parents = pb_update_reserve(update, (unsigned)npages);
  pb_bytes out = {0};
  for (size_t i = 0; i < t->elements.n; i++) write_element(t, i, &out);
  for (size_t i = 0; i < npages; i++) write_parents(t, i, parents + (unsigned)i, &out);
  out.n = 0;
  pb_bytes_fmt(&out, "<</Type/StructTreeRoot/K %u 0 R/ParentTreeNextKey %zu/ParentTree<</Nums[", t->first_id, npages);
  for (size_t i = 0; i < npages; i++) pb_bytes_fmt(&out, "%zu %u 0 R ", i, parents + (unsigned)i);
  pb_bytes_put(&out, "]>>>>");
  pb_update_object(update, t->root, &out);
  pb_bytes_drop(&out);
}

unsigned pb_structure_write(const pb_sheets *sheets) {
  tree t = {.sheets = sheets, .stories = PB_NEW_N(sheets->arena, open_story, sheets->edition->nstories)};
  group_pieces(&t);
  add_element(&t, 0, "Document", NULL);
  for (size_t i = 0; i < sheets->end - sheets->first; i++) read_page(&t, i);
  if (t.elements.n == 1) return 0;
  write_tree(&t);
  return t.root;
}
