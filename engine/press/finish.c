#include "finish.h"

#include <errno.h>
#include <libdeflate.h>

#include "drawn.h"
#include "image.h"
#include "ink.h"
#include "kept.h"
#include "mapping.h"
#include "metadata.h"
#include "navigate.h"
#include "pdftext.h"
#include "text.h"

/* How hard page contents and pictures are deflated: 6 and 7 take a tenth and a quarter longer for 1 % fewer bytes. */
enum { DEFLATE_LEVEL = 5 };

/* Converted pictures kept for the next run: some days of a daily paper. */
static const uint64_t KEPT_MOST = (uint64_t)1 << 30;

typedef struct {
  const pb_finish_job *job;
  pb_drawn drawn;
  pb_update update;
  pb_deflater *deflater;
  pb_sheets sheets;
  pb_threads threads;
  pb_content_paint *paints;
  pb_spots spots;
  unsigned states, spaces; /* object numbers of what all pages share */
  unsigned (*images)[2];   /* object numbers by picture: grey, colour */
  pb_len *widest;          /* by picture: of its places in this file */
  pb_separator *separator;
  pb_placing placing;
  unsigned icc; /* object number of the ICC profile; 0 = none is written */
  bool broken;  /* a picture is */
  pb_bytes content, rewritten, packed, text;
} finisher;

/* ---- pages ---- */

/* The object of a picture as this page prints it; 0 if there is none such. A broken one is said once and has one object. */
static unsigned image_for(finisher *f, uint32_t number, const pb_page *page) {
  const pb_edition *edition = f->job->edition;
  if (number > edition->npictures || !edition->pictures[number - 1]) return 0;
  const pb_picture *picture = edition->pictures[number - 1];
  bool colour = picture->samples != PB_SAMPLES_GREY && pb_ink_full_colour(page);
  unsigned *ids = f->images[number - 1];
  pb_image_job job = {f->job->diags, &f->update,  f->deflater,   f->job->profile,
                      f->separator,  &f->placing, f->job->cache, f->widest[number - 1]};
  if (ids[colour]) return ids[colour];
  ids[colour] = pb_update_reserve(&f->update, 1);
  if (pb_image_write(&job, picture, colour, ids[colour])) return ids[colour];
  ids[!colour] = ids[colour];
  f->broken = true;
  return ids[colour];
}

static bool put_images(finisher *f, const pb_drawn_page *drawn, const pb_page *page) {
  if (!drawn->npictures) return true;
  pb_bytes_put(&f->text, "/XObject<<");
  for (size_t i = 0; i < drawn->npictures; i++) {
    unsigned id = image_for(f, drawn->pictures[i].number, page);
    if (!id) return false;
    pb_bytes_fmt(&f->text, "/%.*s %u 0 R", PB_STR_ARG(drawn->pictures[i].name), id);
  }
  pb_bytes_put(&f->text, ">>");
  return true;
}

/* `rect` is taken from the trim's top left. */
static void put_box(pb_bytes *out, const char *name, const pb_page *page, pb_rect rect) {
  pb_bytes_fmt(out, "/%s[", name);
  int64_t left = (int64_t)pb_page_edge(page) + rect.x, foot = (int64_t)pb_page_edge(page) + page->height - rect.y - rect.h;
  int64_t sides[] = {left, foot, left + rect.w, foot + rect.h};
  for (size_t i = 0; i < 4; i++) {
    if (i) pb_bytes_put(out, " ");
    pb_pdf_len(out, sides[i]);
  }
  pb_bytes_put(out, "]");
}

/* Half a spread bleeds over the fold as far as the profile says. */
static void put_boxes(pb_bytes *out, const pb_page *page) {
  pb_len edge = pb_page_edge(page), bleed = page->bleed;
  put_box(out, "MediaBox", page, (pb_rect){-edge, -edge, page->width + 2 * edge, page->height + 2 * edge});
  put_box(out, "BleedBox", page,
          page->shown.w ? page->shown : (pb_rect){-bleed, -bleed, page->width + 2 * bleed, page->height + 2 * bleed});
  put_box(out, "TrimBox", page, (pb_rect){0, 0, page->width, page->height});
}

static bool write_page(finisher *f, size_t index, const pb_drawn_page *drawn, unsigned content) {
  const pb_page *page = &f->job->edition->pages[f->sheets.first + index];
  const pb_profile *profile = f->job->profile;
  pb_bytes *out = &f->text;
  out->n = 0;
  pb_bytes_fmt(out, "<</Type/Page/Parent %.*s", PB_STR_ARG(drawn->parent));
  put_boxes(out, page);
  pb_bytes_fmt(out, "/Contents %u 0 R/Resources<</ExtGState %u 0 R", content, f->states);
  if (f->spots.n || profile->soft_proof) pb_bytes_fmt(out, "/ColorSpace %u 0 R", f->spaces);
  if (drawn->fonts.n) pb_bytes_fmt(out, "/Font %.*s", PB_STR_ARG(drawn->fonts));
  if (!put_images(f, drawn, page)) {
    pb_drawn_fault(f->job->diags, index, "a picture that is not in the edition", 0);
    return false;
  }
  pb_bytes_put(out, ">>");
  if (profile->tags) pb_bytes_fmt(out, "/StructParents %zu%s", index, profile->version_minor >= 5 ? "/Tabs/S" : "");
  if (profile->links) pb_links_put(out, &f->sheets, index);
  if (profile->threads) pb_threads_put_page(out, &f->sheets, &f->threads, index);
  pb_bytes_put(out, ">>");
  pb_update_object(&f->update, drawn->id, out);
  return true;
}

static bool write_content(finisher *f, size_t index, const pb_drawn_page *drawn, unsigned id) {
  pb_str *names = PB_NEW_N(f->sheets.arena, pb_str, drawn->npictures);
  for (size_t i = 0; i < drawn->npictures; i++) names[i] = drawn->pictures[i].name;
  pb_content_job job = {f->paints, f->job->painted->keys.npaints, names, drawn->npictures, f->job->profile->tags};
  pb_content_result result;
  f->rewritten.n = 0;
  if (!pb_content_rewrite(&job, (pb_str){(const char *)f->content.at, f->content.n}, &f->rewritten, &result)) {
    pb_drawn_fault(f->job->diags, index, result.fault, result.fault_at);
    return false;
  }
  f->packed.n = 0;
  size_t room = libdeflate_zlib_compress_bound(f->deflater, f->rewritten.n);
  unsigned char *packed = pb_bytes_room(&f->packed, room);
  size_t n = libdeflate_zlib_compress(f->deflater, f->rewritten.at, f->rewritten.n, packed, room);
  pb_update_stream(&f->update, id, "/Filter/FlateDecode", packed, n);
  return true;
}

/* A fault of the program ends it at once; broken pictures are all said first. */
static bool write_pages(finisher *f) {
  for (size_t i = 0; i < f->drawn.npages; i++) {
    pb_drawn_page page;
    unsigned content = pb_update_reserve(&f->update, 1);
    if (!pb_drawn_page_at(&f->drawn, i, &page, &f->content)) return false;
    if (!write_content(f, i, &page, content) || !write_page(f, i, &page, content)) return false;
  }
  return !f->broken || f->job->profile->placeholders || f->job->force;
}

/* ---- the document ---- */

/* A day has a file for the press, one for the archive, one a page: each is a document of its own. */
static pb_str part_of(finisher *f) {
  pb_bytes text = {0};
  pb_bytes_add(&text, f->job->profile->name.s, f->job->profile->name.n);
  for (size_t i = f->sheets.first; i < f->sheets.end; i++)
    pb_bytes_fmt(&text, " %.*s", PB_STR_ARG(f->job->edition->pages[i].label));
  if (f->job->edition->zone.n) pb_bytes_fmt(&text, " %.*s", PB_STR_ARG(f->job->edition->zone));
  pb_str part = pb_str_copy(f->sheets.arena, (pb_str){(const char *)text.at, text.n});
  pb_bytes_drop(&text);
  return part;
}

static unsigned write_metadata(finisher *f, unsigned *info) {
  const pb_edition *edition = f->job->edition;
  pb_metadata metadata = {edition->title, edition->publisher, edition->language,
                          f->job->date,   part_of(f),         f->job->profile->standard};
  *info = pb_update_reserve(&f->update, 2);
  f->text.n = 0;
  pb_metadata_info(&f->text, &metadata);
  pb_update_object(&f->update, *info, &f->text);
  f->text.n = 0;
  pb_metadata_xmp(&f->text, &metadata);
  pb_update_stream(&f->update, *info + 1, "/Type/Metadata/Subtype/XML", f->text.at, f->text.n);
  return *info + 1;
}

static void write_shared(finisher *f) {
  pb_bytes *out = &f->text;
  out->n = 0;
  pb_bytes_put(out, "<<");
  for (unsigned i = 0; i < 4; i++)
    pb_bytes_fmt(out, "/o%u<</Type/ExtGState/op %s/OP %s/OPM 1>>", i, i & 1 ? "true" : "false", i & 2 ? "true" : "false");
  pb_bytes_put(out, ">>");
  pb_update_object(&f->update, f->states, out);
  if (!f->spots.n && !f->job->profile->soft_proof) return;
  out->n = 0;
  pb_ink_spaces(out, &f->spots, f->job->profile->soft_proof ? f->icc : 0);
  pb_update_object(&f->update, f->spaces, out);
}

/* PDF/X-1a need not carry the profile, and without the printer's own none is told; PDF/A must show its inks everywhere. */
static void write_icc(finisher *f) {
  const pb_profile *profile = f->job->profile;
  pb_str icc = profile->standard == PB_STANDARD_A2U || profile->soft_proof ? profile->convert : profile->icc;
  if (!icc.n) return;
  f->icc = pb_update_reserve(&f->update, 1);
  pb_update_stream(&f->update, f->icc, "/N 4", icc.s, icc.n);
}

/* The printing that the file is made for, and its profile where there is one; 0 if the profile names none. */
static unsigned write_output_intent(finisher *f) {
  const pb_profile *profile = f->job->profile;
  const pb_condition *condition = &profile->condition;
  if (!condition->identifier.n) return 0;
  unsigned id = pb_update_reserve(&f->update, 1);
  pb_bytes *out = &f->text;
  out->n = 0;
  pb_bytes_fmt(out, "<</Type/OutputIntent/S/%s/OutputConditionIdentifier",
               profile->standard == PB_STANDARD_A2U ? "GTS_PDFA1" : "GTS_PDFX");
  pb_pdf_literal(out, condition->identifier);
  if (condition->registry.n) pb_bytes_put(out, "/RegistryName"), pb_pdf_literal(out, condition->registry);
  pb_bytes_put(out, "/Info"), pb_pdf_text(out, condition->info.n ? condition->info : condition->identifier);
  if (f->icc) pb_bytes_fmt(out, "/DestOutputProfile %u 0 R", f->icc);
  pb_bytes_put(out, ">>");
  pb_update_object(&f->update, id, out);
  return id;
}

static unsigned write_catalog(finisher *f, unsigned metadata) {
  const pb_profile *profile = f->job->profile;
  unsigned intent = write_output_intent(f);
  unsigned outline = profile->outline ? pb_outline_write(&f->sheets) : 0;
  unsigned structure = profile->tags ? pb_structure_write(&f->sheets) : 0;
  if (profile->threads) pb_threads_write(&f->sheets, &f->threads);
  unsigned id = pb_update_reserve(&f->update, 1);
  pb_str language = f->job->edition->language;
  pb_bytes *out = &f->text;
  out->n = 0;
  pb_bytes_fmt(out, "<</Type/Catalog/Pages %u 0 R/Metadata %u 0 R", f->drawn.pages, metadata);
  if (language.n) pb_bytes_put(out, "/Lang"), pb_pdf_text(out, language);
  if (intent) pb_bytes_fmt(out, "/OutputIntents[%u 0 R]", intent);
  if (outline) pb_bytes_fmt(out, "/Outlines %u 0 R", outline);
  if (structure) pb_bytes_fmt(out, "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R", structure);
  if (profile->threads) pb_threads_put(out, &f->threads);
  pb_labels_put(out, &f->sheets);
  pb_bytes_fmt(out, "/ViewerPreferences<</DisplayDocTitle true%s>>>>", f->job->edition->binds_right ? "/Direction/R2L" : "");
  pb_update_object(&f->update, id, out);
  return id;
}

static bool amend(finisher *f) {
  f->states = pb_update_reserve(&f->update, 2);
  f->spaces = f->states + 1;
  f->paints = pb_ink_paints(f->sheets.arena, &f->job->painted->keys, &f->spots);
  if (f->job->profile->threads) f->threads = pb_threads_plan(&f->sheets);
  write_icc(f);
  if (!write_pages(f)) return false;
  write_shared(f);
  unsigned info, metadata = write_metadata(f, &info), root = write_catalog(f, metadata);
  if (pb_update_finish(&f->update, root, info)) return true;
  pb_diag(f->job->diags, PB_ERROR, (pb_span){0}, "finish-write", _("%s cannot be written: %s"), f->job->painted->path,
          strerror(errno));
  return false;
}

/* ---- the file ---- */

static bool fail_qpdf(const finisher *f, qpdf_data qpdf, const char *path) {
  pb_diag(f->job->diags, PB_ERROR, (pb_span){0}, "finish-write", _("%s cannot be written: %s"), path,
          qpdf_has_error(qpdf) ? qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf)) : "");
  return false;
}

/* qpdf does not notice that a disk is full: what it could not write is missing somewhere, and then the table that the end
 * tells of does not stand in its place. */
static bool is_whole(const char *path) {
  FILE *file = fopen(path, "rbe");
  char head[32];
  long long table;
  bool found = file && pb_update_table(file, &table) && fseeko(file, table, SEEK_SET) == 0;
  head[found ? fread(head, 1, sizeof head - 1, file) : 0] = 0;
  if (file) fclose(file);
  size_t digits = strspn(head, "0123456789");
  return strncmp(head, "xref", 4) == 0 || (digits && strncmp(head + digits, " 0 obj", 6) == 0);
}

static bool fail_short(const finisher *f, const char *path) {
  pb_diag(f->job->diags, PB_ERROR, (pb_span){0}, "finish-write", _("%s cannot be written whole"), path);
  pb_diag_hint(f->job->diags, _("is there room left where it goes?"));
  return false;
}

/* All streams are final: qpdf only gathers what is still referred to. It deflates object streams, nothing else. */
static bool rewrite_file(const finisher *f, qpdf_data qpdf, pb_mapping *mapping, const char *aside, const char *path) {
  unsigned minor = f->job->profile->version_minor;
  char version[] = "1.0";
  version[2] = (char)('0' + minor % 10);
  if (!pb_mapping_read(mapping, qpdf, f->job->painted->path)) return fail_qpdf(f, qpdf, path);
  if (qpdf_init_write(qpdf, aside) & QPDF_ERRORS) return fail_qpdf(f, qpdf, path);
  qpdf_set_stream_data_mode(qpdf, qpdf_s_compress);
  qpdf_set_decode_level(qpdf, qpdf_dl_none);
  qpdf_set_object_stream_mode(qpdf, minor >= 5 ? qpdf_o_generate : qpdf_o_disable);
  qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
  qpdf_force_pdf_version(qpdf, version);
  return !(qpdf_write(qpdf) & QPDF_ERRORS) || fail_qpdf(f, qpdf, path);
}

static bool write_file(const finisher *f, const pb_outfile *out) {
  qpdf_data qpdf = qpdf_init();
  pb_mapping mapping = {0};
  bool ok = rewrite_file(f, qpdf, &mapping, out->aside, out->path);
  qpdf_cleanup(&qpdf); /* closes the file */
  pb_mapping_drop(&mapping);
  return ok && (is_whole(out->aside) || fail_short(f, out->path));
}

static bool add_and_write(finisher *f, const pb_outfile *out) {
  const char *painted = f->job->painted->path;
  if (!pb_update_open(&f->update, f->sheets.arena, painted, f->drawn.size)) {
    pb_diag(f->job->diags, PB_ERROR, (pb_span){0}, "finish-write", _("%s cannot be written: %s"), painted, strerror(errno));
    return false;
  }
  f->deflater = libdeflate_alloc_compressor(DEFLATE_LEVEL);
  f->placing = (pb_placing){.arena = f->sheets.arena,
                            .update = &f->update,
                            .deflater = f->deflater,
                            .transparency = f->job->profile->standard != PB_STANDARD_X1A};
  bool ok = f->deflater && amend(f) && write_file(f, out);
  if (f->deflater) libdeflate_free_compressor(f->deflater);
  pb_update_undo(&f->update);
  return ok;
}

static bool check_job(const pb_finish_job *job, const pb_drawn *drawn) {
  char iso[PB_ISO_DATE];
  if (drawn->npages != job->end - job->first) pb_drawn_fault(job->diags, 0, "another number of pages", 0);
  else if (!pb_metadata_iso_date(job->date, iso)) pb_drawn_fault(job->diags, 0, "no date", 0);
  else return true;
  return false;
}

bool pb_finish(const pb_finish_job *job, const pb_outfile *out) {
  pb_arena *arena = pb_arena_new();
  finisher f = {.job = job};
  bool ok = pb_drawn_open(&f.drawn, arena, job->diags, job->painted->path);
  if (ok) {
    f.sheets = (pb_sheets){job->edition, job->first, job->end, f.drawn.ids, &f.update, arena};
    f.images = pb_alloc_n(arena, job->edition->npictures, sizeof *f.images);
    f.widest = pb_image_widest(arena, job->edition, job->first, job->end);
    f.separator = pb_separator_open(job->profile);
    ok = check_job(job, &f.drawn) && add_and_write(&f, out);
    if (job->cache) pb_kept_trim(arena, job->cache, KEPT_MOST);
    pb_drawn_close(&f.drawn);
    pb_separator_close(f.separator);
  }
  pb_bytes_drop(&f.content);
  pb_bytes_drop(&f.rewritten);
  pb_bytes_drop(&f.packed);
  pb_bytes_drop(&f.text);
  pb_arena_drop(arena);
  return ok;
}
