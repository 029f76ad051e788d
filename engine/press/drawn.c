#include "drawn.h"

#include <libdeflate.h>

#include "text.h"

void pb_drawn_fault(pb_diags *diags, size_t page, const char *what, size_t at) {
  pb_diag(diags, PB_ERROR, (pb_span){0}, "finish-fault", _("page %zu as painted holds %s (byte %zu)"), page + 1, what, at);
  pb_diag_hint(diags, _("this is a fault of the program, not of the edition: please report it"));
}

bool pb_drawn_open(pb_drawn *d, pb_arena *arena, pb_diags *diags, const char *path) {
  *d = (pb_drawn){.arena = arena, .diags = diags, .path = path, .qpdf = qpdf_init()};
  if (!pb_mapping_read(&d->mapping, d->qpdf, path)) {
    pb_diag(diags, PB_ERROR, (pb_span){0}, "finish-read", _("the painted file cannot be read: %s"),
            qpdf_get_error_message_detail(d->qpdf, qpdf_get_error(d->qpdf)));
    qpdf_cleanup(&d->qpdf);
    pb_mapping_drop(&d->mapping);
    return false;
  }
  int pages = qpdf_get_num_pages(d->qpdf);
  d->npages = pages > 0 ? (size_t)pages : 0;
  d->ids = PB_NEW_N(arena, unsigned, d->npages);
  for (size_t i = 0; i < d->npages; i++) d->ids[i] = (unsigned)qpdf_oh_get_object_id(d->qpdf, qpdf_get_page_n(d->qpdf, i));
  d->size = qpdf_oh_get_uint_value_as_uint(d->qpdf, qpdf_oh_get_key(d->qpdf, qpdf_get_trailer(d->qpdf), "/Size"));
  d->pages = (unsigned)qpdf_oh_get_object_id(d->qpdf, qpdf_oh_get_key(d->qpdf, qpdf_get_root(d->qpdf), "/Pages"));
  d->inflater = libdeflate_alloc_decompressor();
  return true;
}

void pb_drawn_close(pb_drawn *d) {
  qpdf_cleanup(&d->qpdf);
  pb_mapping_drop(&d->mapping);
  if (d->inflater) libdeflate_free_decompressor(d->inflater);
}

static bool inflate_into(pb_inflater *inflater, const unsigned char *data, size_t n, pb_bytes *out) {
  enum { MOST = 1 << 30 };
  out->n = 0;
  for (size_t room = n * 6 + 4096; inflater && room < MOST; room *= 2) {
    unsigned char *at = pb_bytes_room(out, room);
    enum libdeflate_result result = libdeflate_zlib_decompress(inflater, data, n, at, out->cap, &out->n);
    if (result == LIBDEFLATE_SUCCESS) return true;
    out->n = 0;
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return false;
  }
  return false;
}

static bool read_content(pb_drawn *d, qpdf_oh page, pb_bytes *content) {
  qpdf_oh stream = qpdf_oh_get_key(d->qpdf, page, "/Contents");
  if (!qpdf_oh_is_stream(d->qpdf, stream)) return false;
  qpdf_oh filter = qpdf_oh_get_key(d->qpdf, qpdf_oh_get_dict(d->qpdf, stream), "/Filter");
  unsigned char *raw = NULL;
  size_t n = 0;
  bool ok = qpdf_oh_is_name_and_equals(d->qpdf, filter, "/FlateDecode") &&
            !(qpdf_oh_get_stream_data(d->qpdf, stream, qpdf_dl_none, NULL, &raw, &n) & QPDF_ERRORS) &&
            inflate_into(d->inflater, raw, n, content);
  free(raw);
  return ok;
}

/* The number in a placeholder; 0 = it is none. Cairo writes equal parts as grey. */
static uint32_t placeholder_number(pb_drawn *d, qpdf_oh image) {
  qpdf_oh dict = qpdf_oh_is_stream(d->qpdf, image) ? qpdf_oh_get_dict(d->qpdf, image) : 0;
  if (!dict || !qpdf_oh_is_name_and_equals(d->qpdf, qpdf_oh_get_key(d->qpdf, dict, "/Subtype"), "/Image")) return 0;
  if (qpdf_oh_has_key(d->qpdf, dict, "/SMask")) return 0;
  unsigned char *sample = NULL;
  size_t n = 0;
  uint32_t number = 0;
  if (!(qpdf_oh_get_stream_data(d->qpdf, image, qpdf_dl_generalized, NULL, &sample, &n) & QPDF_ERRORS)) {
    if (n == 3) number = (uint32_t)sample[0] << 16 | (uint32_t)sample[1] << 8 | sample[2];
    if (n == 1) number = sample[0] * 0x010101u;
  }
  free(sample);
  return number;
}

static const char *read_pictures(pb_drawn *d, qpdf_oh objects, pb_drawn_page *page) {
  PB_VEC(pb_drawn_picture) found = {0};
  if (!qpdf_oh_is_dictionary(d->qpdf, objects)) return NULL;
  qpdf_oh_begin_dict_key_iter(d->qpdf, objects);
  while (qpdf_oh_dict_more_keys(d->qpdf)) {
    const char *key = qpdf_oh_dict_next_key(d->qpdf);
    pb_drawn_picture one = {.name = pb_str_copy(d->arena, pb_str_from(key + 1))};
    one.number = placeholder_number(d, qpdf_oh_get_key(d->qpdf, objects, pb_fmt(d->arena, "/%.*s", PB_STR_ARG(one.name))));
    if (!one.number) return "a form or a picture that is no placeholder";
    PB_PUSH(d->arena, found, one);
  }
  page->pictures = found.at;
  page->npictures = found.n;
  return NULL;
}

/* Cairo's graphics states may say that nothing is transparent, no more. */
static bool harmless_states(pb_drawn *d, qpdf_oh states) {
  if (!qpdf_oh_is_dictionary(d->qpdf, states)) return true;
  PB_VEC(const char *) names = {0};
  qpdf_oh_begin_dict_key_iter(d->qpdf, states);
  while (qpdf_oh_dict_more_keys(d->qpdf)) {
    const char *name = pb_str_z(d->arena, pb_str_from(qpdf_oh_dict_next_key(d->qpdf)));
    PB_PUSH(d->arena, names, name);
  }
  for (size_t i = 0; i < names.n; i++) {
    const char *text = qpdf_oh_unparse_resolved(d->qpdf, qpdf_oh_get_key(d->qpdf, states, names.at[i]));
    if (!strstr(text, "/CA 1 ") || !strstr(text, "/ca 1 ") || strlen(text) > strlen("<< /CA 1 /ca 1 >>")) return false;
  }
  return true;
}

static const char *read_resources(pb_drawn *d, qpdf_oh resources, pb_drawn_page *page) {
  static const char *const NONE[] = {"/Shading", "/Pattern", "/Properties"};
  for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
    if (qpdf_oh_has_key(d->qpdf, resources, NONE[i])) return "a shading or a pattern";
  if (!harmless_states(d, qpdf_oh_get_key(d->qpdf, resources, "/ExtGState"))) return "transparency";
  qpdf_oh fonts = qpdf_oh_get_key(d->qpdf, resources, "/Font");
  if (qpdf_oh_is_dictionary(d->qpdf, fonts)) {
    const char *text = qpdf_oh_unparse_resolved(d->qpdf, fonts);
    page->fonts = pb_str_copy(d->arena, pb_str_from(text));
  }
  return read_pictures(d, qpdf_oh_get_key(d->qpdf, resources, "/XObject"), page);
}

bool pb_drawn_page_at(pb_drawn *d, size_t n, pb_drawn_page *page, pb_bytes *content) {
  *page = (pb_drawn_page){0};
  qpdf_oh oh = qpdf_get_page_n(d->qpdf, n);
  page->id = (unsigned)qpdf_oh_get_object_id(d->qpdf, oh);
  const char *parent = qpdf_oh_unparse(d->qpdf, qpdf_oh_get_key(d->qpdf, oh, "/Parent"));
  page->parent = pb_str_copy(d->arena, pb_str_from(parent));
  const char *what = read_content(d, oh, content) ? NULL : "no content that can be read";
  if (!what) what = read_resources(d, qpdf_oh_get_key(d->qpdf, oh, "/Resources"), page);
  qpdf_oh_release_all(d->qpdf);
  if (!what && qpdf_has_error(d->qpdf)) what = qpdf_get_error_message_detail(d->qpdf, qpdf_get_error(d->qpdf));
  if (what) pb_drawn_fault(d->diags, n, what, 0);
  return !what;
}
