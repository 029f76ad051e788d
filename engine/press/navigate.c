#include "navigate.h"

#include <stdio.h>

#include "pdftext.h"

static bool in_range(const pb_sheets *s, size_t page) { return page >= s->first && page < s->end; }
static unsigned page_id(const pb_sheets *s, size_t page) { return s->ids[page - s->first]; }

/* From the page's top left corner, down, to the PDF's bottom left, up. */
static int64_t pdf_x(const pb_page *page, pb_len x) { return (int64_t)pb_page_edge(page) + x; }
static int64_t pdf_y(const pb_page *page, pb_len y) { return (int64_t)pb_page_edge(page) + page->height - y; }

static void put_rect(pb_bytes *out, const pb_page *page, pb_rect rect) {
  int64_t sides[] = {pdf_x(page, rect.x), pdf_y(page, rect.y) - rect.h, pdf_x(page, rect.x) + rect.w, pdf_y(page, rect.y)};
  pb_bytes_put(out, "[");
  for (size_t i = 0; i < 4; i++) {
    if (i) pb_bytes_put(out, " ");
    pb_pdf_len(out, sides[i]);
  }
  pb_bytes_put(out, "]");
}

static void put_destination(pb_bytes *out, const pb_sheets *s, size_t page, pb_len y) {
  pb_bytes_fmt(out, "/Dest[%u 0 R/XYZ null ", page_id(s, page));
  pb_pdf_len(out, pdf_y(&s->edition->pages[page], y));
  pb_bytes_put(out, " null]");
}

/* ---- outline: pages, and the stories that begin on each ---- */

typedef struct {
  unsigned id, parent, before, after, first, last;
  size_t count;
} outline_item;

static void put_item(pb_bytes *out, const outline_item *item) {
  pb_bytes_fmt(out, "/Parent %u 0 R", item->parent);
  if (item->before) pb_bytes_fmt(out, "/Prev %u 0 R", item->before);
  if (item->after) pb_bytes_fmt(out, "/Next %u 0 R", item->after);
  if (item->count) pb_bytes_fmt(out, "/First %u 0 R/Last %u 0 R/Count %zu", item->first, item->last, item->count);
  pb_bytes_put(out, ">>");
}

static size_t stories_on(const pb_edition *edition, size_t page) {
  size_t n = 0;
  for (size_t i = 0; i < edition->nstories; i++) n += edition->stories[i].first_page == page && edition->stories[i].title.n;
  return n;
}

static void write_stories(const pb_sheets *s, size_t page, const outline_item *parent, pb_bytes *out) {
  unsigned id = parent->first;
  for (size_t i = 0; i < s->edition->nstories; i++) {
    const pb_edition_story *story = &s->edition->stories[i];
    if (story->first_page != page || !story->title.n) continue;
    outline_item item = {.id = id, .parent = parent->id};
    item.before = id > parent->first ? id - 1 : 0;
    item.after = id < parent->last ? id + 1 : 0;
    out->n = 0;
    pb_bytes_put(out, "<</Title");
    pb_pdf_text(out, story->title);
    put_destination(out, s, page, story->y);
    put_item(out, &item);
    pb_update_object(s->update, id++, out);
  }
}

/* In the language of the paper, not of whoever runs the program: same edition, same bytes. */
static void put_page_title(pb_bytes *out, const pb_edition *edition, pb_str label) {
  char text[128];
  bool chinese = edition->language.n == 0 || pb_str_starts(edition->language, "zh");
  int n = snprintf(text, sizeof text, chinese ? "第%.*s版" : "Page %.*s", (int)(label.n > 64 ? 64 : label.n), label.s);
  pb_bytes_put(out, "/Title");
  pb_pdf_text(out, (pb_str){text, (size_t)n});
}

unsigned pb_outline_write(const pb_sheets *s) {
  size_t npages = s->end - s->first, total = npages;
  if (!npages) return 0;
  unsigned root = pb_update_reserve(s->update, 1), first = pb_update_reserve(s->update, (unsigned)npages);
  pb_bytes out = {0};
  for (size_t i = 0; i < npages; i++) {
    size_t n = stories_on(s->edition, s->first + i);
    outline_item item = {.id = first + (unsigned)i, .parent = root, .count = n};
    item.before = i ? item.id - 1 : 0;
    item.after = i + 1 < npages ? item.id + 1 : 0;
    item.first = n ? pb_update_reserve(s->update, (unsigned)n) : 0;
    item.last = item.first + (unsigned)n - 1;
    total += n;
    write_stories(s, s->first + i, &item, &out);
    out.n = 0;
    pb_bytes_put(&out, "<<");
    put_page_title(&out, s->edition, s->edition->pages[s->first + i].label);
    put_destination(&out, s, s->first + i, 0);
    put_item(&out, &item);
    pb_update_object(s->update, item.id, &out);
  }
  out.n = 0;
  pb_bytes_fmt(&out, "<</Type/Outlines/First %u 0 R/Last %u 0 R/Count %zu>>", first, first + (unsigned)npages - 1, total);
  pb_update_object(s->update, root, &out);
  pb_bytes_drop(&out);
  return root;
}

/* ---- labels and links ---- */

void pb_labels_put(pb_bytes *out, const pb_sheets *s) {
  pb_bytes_put(out, "/PageLabels<</Nums[");
  for (size_t i = s->first; i < s->end; i++) {
    pb_bytes_fmt(out, "%zu<</P", i - s->first);
    pb_pdf_text(out, s->edition->pages[i].label);
    pb_bytes_put(out, ">>");
  }
  pb_bytes_put(out, "]>>");
}

void pb_links_put(pb_bytes *out, const pb_sheets *s, size_t page) {
  bool any = false;
  for (size_t i = 0; i < s->edition->nlinks; i++) {
    const pb_link *link = &s->edition->links[i];
    if (link->page != s->first + page || !in_range(s, link->to_page)) continue;
    pb_bytes_put(out, any ? "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect"
                          : "/Annots[<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
    put_rect(out, &s->edition->pages[link->page], link->rect);
    put_destination(out, s, link->to_page, link->to_y);
    pb_bytes_put(out, ">>");
    any = true;
  }
  if (any) pb_bytes_put(out, "]");
}

/* ---- threads ---- */

static const pb_leg_rect *leg_of(const pb_sheets *s, const pb_bead *bead) {
  return &s->edition->stories[bead->story].legs[bead->leg];
}

pb_threads pb_threads_plan(const pb_sheets *s) {
  PB_VEC(pb_bead) beads = {0};
  PB_VEC(unsigned) threads = {0};
  for (size_t i = 0; i < s->edition->nstories; i++) {
    const pb_edition_story *story = &s->edition->stories[i];
    unsigned thread = 0;
    for (size_t leg = 0; leg < story->nlegs; leg++) {
      if (!in_range(s, story->legs[leg].page)) continue;
      if (!thread) thread = pb_update_reserve(s->update, 1);
      pb_bead bead = {(uint32_t)i, (uint32_t)leg};
      PB_PUSH(s->arena, beads, bead);
      PB_PUSH(s->arena, threads, thread);
    }
  }
  return (pb_threads){beads.at, beads.n, threads.at, pb_update_reserve(s->update, (unsigned)beads.n)};
}

void pb_threads_put_page(pb_bytes *out, const pb_sheets *s, const pb_threads *t, size_t page) {
  bool any = false;
  for (size_t i = 0; i < t->n; i++) {
    if (leg_of(s, &t->beads[i])->page != s->first + page) continue;
    pb_bytes_fmt(out, any ? " %u 0 R" : "/B[%u 0 R", t->first + (unsigned)i);
    any = true;
  }
  if (any) pb_bytes_put(out, "]");
}

void pb_threads_put(pb_bytes *out, const pb_threads *t) {
  if (!t->n) return;
  pb_bytes_put(out, "/Threads[");
  for (size_t i = 0; i < t->n; i++)
    if (!i || t->threads[i] != t->threads[i - 1]) pb_bytes_fmt(out, "%u 0 R ", t->threads[i]);
  pb_bytes_put(out, "]");
}

/* The beads of a thread hang together in a ring. */
static void write_thread(const pb_sheets *s, const pb_threads *t, size_t from, size_t end, pb_bytes *out) {
  out->n = 0;
  pb_bytes_fmt(out, "<</Type/Thread/F %u 0 R/I<</Title", t->first + (unsigned)from);
  pb_pdf_text(out, s->edition->stories[t->beads[from].story].title);
  pb_bytes_put(out, ">>>>");
  pb_update_object(s->update, t->threads[from], out);
  for (size_t i = from; i < end; i++) {
    const pb_leg_rect *leg = leg_of(s, &t->beads[i]);
    size_t before = i > from ? i - 1 : end - 1, after = i + 1 < end ? i + 1 : from;
    out->n = 0;
    pb_bytes_fmt(out, "<</Type/Bead/T %u 0 R/V %u 0 R/N %u 0 R/P %u 0 R/R", t->threads[i], t->first + (unsigned)before,
                 t->first + (unsigned)after, page_id(s, leg->page));
    put_rect(out, &s->edition->pages[leg->page], leg->rect);
    pb_bytes_put(out, ">>");
    pb_update_object(s->update, t->first + (unsigned)i, out);
  }
}

void pb_threads_write(const pb_sheets *s, const pb_threads *t) {
  pb_bytes out = {0};
  for (size_t from = 0, end; from < t->n; from = end) {
    for (end = from + 1; end < t->n && t->threads[end] == t->threads[from];) end++;
    write_thread(s, t, from, end, &out);
  }
  pb_bytes_drop(&out);
}
