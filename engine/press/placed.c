#include "placed.h"

#include <libdeflate.h>

#include "appearances.h"
#include "pdftext.h"
#include "picture_pdf.h"
#include "text.h"

typedef struct {
  pb_pdfcopy copy;
  const pb_picture *picture;
  qpdf_oh page; /* good until objects are copied */
  unsigned inner, resources;
  pb_appearances annotations;
} placer;

/* ---- the page's content ---- */

static qpdf_oh key_of(placer *p, qpdf_oh dict, const char *key) { return qpdf_oh_get_key(p->copy.qpdf, dict, key); }

static void put_box(pb_bytes *out, const pb_picture_page *page) {
  double sides[] = {page->left, page->foot, page->left + page->w, page->foot + page->h};
  pb_bytes_put(out, "/BBox[");
  for (size_t i = 0; i < 4; i++) {
    if (i) pb_bytes_put(out, " ");
    pb_pdf_real(out, sides[i]);
  }
  pb_bytes_put(out, "]");
}

/* Several streams are one content, divided anywhere between two tokens. */
static bool join_content(placer *p, qpdf_oh contents, pb_bytes *out) {
  int n = qpdf_oh_is_array(p->copy.qpdf, contents) ? qpdf_oh_get_array_n_items(p->copy.qpdf, contents) : 0;
  for (int i = 0; i < n; i++) {
    qpdf_oh part = qpdf_oh_get_array_item(p->copy.qpdf, contents, i);
    bool good = !qpdf_oh_is_stream(p->copy.qpdf, part) || pb_pdfcopy_decode(&p->copy, part, out);
    qpdf_oh_release(p->copy.qpdf, part);
    if (!good) return false;
    pb_bytes_put(out, "\n");
  }
  return true;
}

/* Several streams, or layers to flatten: the content is written anew. */
static bool write_joined(placer *p, qpdf_oh contents, qpdf_oh resources, pb_bytes *entries) {
  pb_bytes content = {0}, flat = {0};
  bool layers = pb_optional_concern(&p->copy.layers, resources);
  bool good = qpdf_oh_is_stream(p->copy.qpdf, contents) ? pb_pdfcopy_decode(&p->copy, contents, &content)
                                                        : join_content(p, contents, &content);
  good = good && (!layers || pb_pdfcopy_flatten(&p->copy, resources, &content, &flat));
  if (good) pb_pdfcopy_deflated(&p->copy, p->inner, entries, layers ? &flat : &content);
  pb_bytes_drop(&content);
  pb_bytes_drop(&flat);
  return good;
}

/* The page's content under its own resources. One stream goes over as it is. */
static bool write_inner(placer *p) {
  pb_bytes entries = {0};
  pb_bytes_put(&entries, "/Type/XObject/Subtype/Form");
  put_box(&entries, &p->picture->page);
  pb_bytes_fmt(&entries, "/Resources %u 0 R", p->resources);
  qpdf_oh contents = key_of(p, p->page, "/Contents"), resources = pb_pdf_file_inherited(p->copy.qpdf, p->page, "/Resources");
  bool good = true;
  if (qpdf_oh_is_stream(p->copy.qpdf, contents) && !pb_optional_concern(&p->copy.layers, resources)) {
    size_t n;
    unsigned char *data = pb_pdfcopy_data(&p->copy, contents, &entries, &n);
    good = data != NULL;
    if (good) pb_pdfcopy_stream(&p->copy, p->inner, &entries, data, n);
    free(data);
  } else {
    good = write_joined(p, contents, resources, &entries);
  }
  pb_bytes_drop(&entries);
  return good;
}

/* The number of the page's resources; what is no dictionary is an empty one. */
static unsigned find_resources(placer *p) {
  qpdf_oh resources = pb_pdf_file_inherited(p->copy.qpdf, p->page, "/Resources");
  if (!qpdf_oh_is_dictionary(p->copy.qpdf, resources)) resources = qpdf_oh_new_dictionary(p->copy.qpdf);
  return pb_pdfcopy_number(&p->copy, resources);
}

/* ---- the form around it ---- */

/* From the page's units to the unit square, turned as the page asks to be shown. */
static void put_matrix(pb_bytes *out, const pb_picture_page *page) {
  double x = page->left, y = page->foot, w = page->w, h = page->h;
  double turned[4][6] = {{1 / w, 0, 0, 1 / h, -x / w, -y / h},
                         {0, -1 / w, 1 / h, 0, -y / h, (x + w) / w},
                         {-1 / w, 0, 0, -1 / h, (x + w) / w, (y + h) / h},
                         {0, 1 / w, -1 / h, 0, (y + h) / h, -x / w}};
  pb_bytes_put(out, "/Matrix[");
  for (size_t i = 0; i < 6; i++) {
    if (i) pb_bytes_put(out, " ");
    pb_pdf_real(out, turned[page->rotate / 90][i]);
  }
  pb_bytes_put(out, "]");
}

static bool names_space(placer *p, qpdf_oh space, const char *name) {
  return qpdf_oh_is_name_and_equals(p->copy.qpdf, space, name);
}

/* The number of components of an ICC profile's space; 0 = it is none. */
static int icc_components(placer *p, qpdf_oh space) {
  if (!qpdf_oh_is_array(p->copy.qpdf, space) || qpdf_oh_get_array_n_items(p->copy.qpdf, space) < 2) return 0;
  qpdf_oh kind = qpdf_oh_get_array_item(p->copy.qpdf, space, 0), profile = qpdf_oh_get_array_item(p->copy.qpdf, space, 1);
  int n = 0;
  if (names_space(p, kind, "/ICCBased") && qpdf_oh_is_stream(p->copy.qpdf, profile)) {
    qpdf_oh dict = qpdf_oh_get_dict(p->copy.qpdf, profile), count = key_of(p, dict, "/N");
    if (!qpdf_oh_get_value_as_int(p->copy.qpdf, count, &n)) n = 0;
    qpdf_oh_release(p->copy.qpdf, count);
    qpdf_oh_release(p->copy.qpdf, dict);
  }
  qpdf_oh_release(p->copy.qpdf, profile);
  qpdf_oh_release(p->copy.qpdf, kind);
  return n;
}

/* The page's group, where the file may have any. It blends in ink or grey: a press has no other colours, and black type that went
 * through RGB would come back in four. */
static void put_group(placer *p, pb_bytes *out) {
  qpdf_oh group = key_of(p, p->page, "/Group");
  if (p->copy.transparency && qpdf_oh_is_dictionary(p->copy.qpdf, group)) {
    qpdf_oh space = key_of(p, group, "/CS"), knockout = key_of(p, group, "/K");
    int n = icc_components(p, space);
    pb_bytes_put(out, "/Group<</S/Transparency/I true");
    if (qpdf_oh_is_bool(p->copy.qpdf, knockout) && qpdf_oh_get_bool_value(p->copy.qpdf, knockout)) pb_bytes_put(out, "/K true");
    pb_bytes_put(out, "/CS ");
    if (n == 1 || n == 4 || names_space(p, space, "/DeviceGray")) pb_pdfcopy_put(&p->copy, out, space);
    else pb_bytes_put(out, "/DeviceCMYK");
    pb_bytes_put(out, ">>");
    qpdf_oh_release(p->copy.qpdf, space);
    qpdf_oh_release(p->copy.qpdf, knockout);
  }
  qpdf_oh_release(p->copy.qpdf, group);
}

/* A page begins with everything as the format says, whatever the newspaper's page has set by then. Over it stand its annotations.
 */
static void put_content(placer *p, pb_bytes *out) {
  pb_bytes_put(out, "/s gs 1 w 0 J 0 j 10 M []0 d 0 g 0 G 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n/p Do");
  for (size_t i = 0; i < p->annotations.printed.n; i++) {
    pb_bytes_put(out, "\nq ");
    for (size_t k = 0; k < 6; k++) pb_pdf_real(out, p->annotations.printed.at[i].matrix[k]), pb_bytes_put(out, " ");
    pb_bytes_fmt(out, "cm /a%zu Do Q", i);
  }
}

static void put_outer(placer *p, pb_bytes *entries, pb_bytes *content) {
  pb_bytes_put(entries, "/Type/XObject/Subtype/Form");
  put_box(entries, &p->picture->page);
  put_matrix(entries, &p->picture->page);
  put_group(p, entries);
  pb_bytes_fmt(entries, "/Resources<</ExtGState<</s<</Type/ExtGState/op false/OP false/OPM 0>>>>/XObject<</p %u 0 R", p->inner);
  for (size_t i = 0; i < p->annotations.printed.n; i++) {
    pb_bytes_fmt(entries, "/a%zu ", i);
    pb_pdfcopy_put(&p->copy, entries, p->annotations.printed.at[i].look);
  }
  pb_bytes_put(entries, ">>>>");
  put_content(p, content);
}

/* Last of all: where something that it needs cannot be copied, a grey area takes its number. */
static bool write_outer(placer *p, unsigned id, bool repaired) {
  pb_bytes entries = {0}, content = {0};
  put_outer(p, &entries, &content);
  bool good = pb_pdfcopy_run(&p->copy);
  if (good && repaired && p->copy.lost) {
    p->copy.fault = _("it is damaged, and parts of it are lost");
    good = false;
  }
  if (good) pb_pdfcopy_stream(&p->copy, id, &entries, content.at, content.n);
  pb_bytes_drop(&entries);
  pb_bytes_drop(&content);
  return good;
}

/* ---- */

static bool place(placer *p, unsigned id, bool repaired) {
  p->page = pb_pdf_file_page(p->copy.qpdf, p->picture->page.number);
  if (!p->page) {
    p->copy.fault = _("its page is gone");
    return false;
  }
  p->copy.layers = pb_optional_read(p->copy.arena, p->copy.qpdf);
  p->annotations = pb_appearances_read(p->copy.arena, &p->copy.layers, p->page);
  p->inner = pb_pdfcopy_reserve(&p->copy);
  p->copy.resources = p->resources = find_resources(p);
  return write_inner(p) && write_outer(p, id, repaired);
}

static const char *run(placer *p, const char *path, unsigned id) {
  pb_pdf_fault fault;
  bool repaired;
  p->copy.qpdf = pb_pdf_file_open(path, &fault, &repaired);
  if (!p->copy.qpdf) return fault.why;
  bool good = place(p, id, repaired);
  pb_pdf_file_close(&p->copy.qpdf);
  pb_pdfcopy_close(&p->copy);
  if (good) return NULL;
  *p->copy.copies = (pb_copies){.path = path}; /* some of it was never written */
  return p->copy.fault ? p->copy.fault : _("it is damaged");
}

static pb_copies *copies_of(pb_placing *placing, const char *path) {
  for (size_t i = 0; i < placing->files.n; i++)
    if (strcmp(placing->files.at[i].path, path) == 0) return &placing->files.at[i];
  pb_copies one = {.path = path};
  PB_PUSH(placing->arena, placing->files, one);
  return &placing->files.at[placing->files.n - 1];
}

pb_placed pb_placed_write(pb_placing *placing, const pb_picture *picture, unsigned id) {
  placer p = {.picture = picture,
              .copy = {.arena = placing->arena,
                       .copies = copies_of(placing, picture->path),
                       .update = placing->update,
                       .deflater = placing->deflater,
                       .transparency = placing->transparency}};
  pb_placed placed = {.fault = run(&p, picture->path, id)};
  placed.annotations = p.annotations.printed.n, placed.lost = p.annotations.lost;
  return placed;
}

pb_placed pb_placed_check(const pb_picture *picture) {
  pb_placing placing = {.arena = pb_arena_new(), .deflater = libdeflate_alloc_compressor(1), .transparency = true};
  pb_placed placed = pb_placed_write(&placing, picture, 0);
  libdeflate_free_compressor(placing.deflater);
  pb_arena_drop(placing.arena);
  return placed;
}
