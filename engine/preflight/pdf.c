#include "pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "filters.h"

enum { HEAD = 1024, READ_MOST = 64 * 1024 * 1024 };

/* ---- open ---- */

/* The first bytes of a plain file, and how many it has. False: errno tells. */
static bool read_head(pb_pdf *pdf, const char *path, long long *size) {
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  bool plain = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
  char *head = PB_NEW_N(pdf->arena, char, HEAD);
  ssize_t n = plain ? read(fd, head, HEAD) : -1;
  if (!plain) errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
  close(fd);
  if (n < 0) return false;
  *size = st.st_size;
  pdf->head = (pb_str){head, (size_t)n};
  return true;
}

static pb_pdf_state read_stranger(pb_pdf *pdf, const char *path, pb_str bytes, long long size, const char **why) {
  /* Small ones are read whole: a file that is cut short while it is mapped would end the process. */
  if (!bytes.s && size <= READ_MOST && pb_file_read(pdf->arena, path, READ_MOST, &bytes) != PB_FILE_OK) bytes = (pb_str){NULL, 0};
  QPDF_ERROR_CODE code =
      bytes.s ? qpdf_read_memory(pdf->qpdf, path ? path : "", bytes.s, bytes.n, NULL) : qpdf_read(pdf->qpdf, path, NULL);
  if (!(code & QPDF_ERRORS)) return PB_PDF_OPEN;
  qpdf_error error = qpdf_get_error(pdf->qpdf);
  *why = error ? pb_str_z(pdf->arena, pb_str_from(qpdf_get_error_message_detail(pdf->qpdf, error))) : "";
  return error && qpdf_get_error_code(pdf->qpdf, error) == qpdf_e_password ? PB_PDF_LOCKED : PB_PDF_NONE;
}

pb_pdf_state pb_pdf_open(pb_pdf *pdf, pb_arena *arena, const char *path, pb_str bytes, bool own, const char **why) {
  *pdf = (pb_pdf){.arena = arena};
  *why = "";
  long long size = (long long)bytes.n;
  if (bytes.s) pdf->head = pb_str_sub(bytes, 0, HEAD);
  else if (!read_head(pdf, path, &size)) return PB_PDF_NO_FILE;
  pdf->qpdf = qpdf_init();
  if (own && !bytes.s) {
    if (pb_mapping_read(&pdf->mapping, pdf->qpdf, path)) return PB_PDF_OPEN;
    *why = qpdf_get_error_message_detail(pdf->qpdf, qpdf_get_error(pdf->qpdf));
    return PB_PDF_NONE;
  }
  qpdf_set_suppress_warnings(pdf->qpdf, QPDF_TRUE);
  qpdf_silence_errors(pdf->qpdf);
  return read_stranger(pdf, path, bytes, size, why);
}

void pb_pdf_close(pb_pdf *pdf) {
  if (pdf->qpdf) qpdf_cleanup(&pdf->qpdf);
  pb_mapping_drop(&pdf->mapping);
}

const char *pb_pdf_next_warning(pb_pdf *pdf) {
  if (qpdf_has_error(pdf->qpdf)) return qpdf_get_error_message_detail(pdf->qpdf, qpdf_get_error(pdf->qpdf));
  if (!qpdf_more_warnings(pdf->qpdf)) return NULL;
  return qpdf_get_error_message_detail(pdf->qpdf, qpdf_next_warning(pdf->qpdf));
}

/* ---- objects ---- */

enum { KEY_MAX = 64 };

/* The key with its slash. */
static const char *slashed(char out[KEY_MAX], const char *key) {
  size_t n = strlen(key);
  if (n > KEY_MAX - 2) n = KEY_MAX - 2;
  out[0] = '/';
  memcpy(out + 1, key, n);
  out[n + 1] = 0;
  return out;
}

static qpdf_oh dict_of(pb_pdf *pdf, qpdf_oh object) {
  if (qpdf_oh_is_dictionary(pdf->qpdf, object)) return object;
  return qpdf_oh_is_stream(pdf->qpdf, object) ? qpdf_oh_get_dict(pdf->qpdf, object) : 0;
}

static qpdf_oh get_slashed(pb_pdf *pdf, qpdf_oh object, const char *key) {
  qpdf_oh dict = dict_of(pdf, object);
  return dict ? qpdf_oh_get_key(pdf->qpdf, dict, key) : qpdf_oh_new_null(pdf->qpdf);
}

qpdf_oh pb_pdf_get(pb_pdf *pdf, qpdf_oh object, const char *key) {
  char name[KEY_MAX];
  if (strlen(key) < KEY_MAX - 1) return get_slashed(pdf, object, slashed(name, key));
  return get_slashed(pdf, object, pb_fmt(pdf->arena, "/%s", key));
}

bool pb_pdf_has(pb_pdf *pdf, qpdf_oh object, const char *key) { return !qpdf_oh_is_null(pdf->qpdf, pb_pdf_get(pdf, object, key)); }

bool pb_pdf_is_dict(pb_pdf *pdf, qpdf_oh object) { return dict_of(pdf, object) != 0; }

bool pb_pdf_is_name(pb_pdf *pdf, qpdf_oh object, const char *name) {
  char buffer[KEY_MAX];
  return qpdf_oh_is_name_and_equals(pdf->qpdf, object, slashed(buffer, name));
}

bool pb_pdf_key_is(pb_pdf *pdf, qpdf_oh object, const char *key, const char *name) {
  return pb_pdf_is_name(pdf, pb_pdf_get(pdf, object, key), name);
}

bool pb_pdf_key_true(pb_pdf *pdf, qpdf_oh object, const char *key) {
  QPDF_BOOL value = QPDF_FALSE;
  return qpdf_oh_get_value_as_bool(pdf->qpdf, pb_pdf_get(pdf, object, key), &value) && value;
}

int pb_pdf_count(pb_pdf *pdf, qpdf_oh array) {
  return qpdf_oh_is_array(pdf->qpdf, array) ? qpdf_oh_get_array_n_items(pdf->qpdf, array) : 0;
}

pb_str pb_pdf_name_of(pb_pdf *pdf, pb_arena *arena, qpdf_oh object) {
  const char *value;
  size_t n;
  if (!qpdf_oh_get_value_as_name(pdf->qpdf, object, &value, &n) || n < 1) return (pb_str){"", 0};
  return pb_str_copy(arena, (pb_str){value + 1, n - 1});
}

pb_str pb_pdf_text_of(pb_pdf *pdf, pb_arena *arena, qpdf_oh object) {
  const char *value;
  size_t n;
  if (!qpdf_oh_get_value_as_utf8(pdf->qpdf, object, &value, &n)) return (pb_str){"", 0};
  return pb_str_copy(arena, (pb_str){value, n});
}

bool pb_pdf_number(pb_pdf *pdf, qpdf_oh object, double *out) {
  return qpdf_oh_get_value_as_number(pdf->qpdf, object, out) && isfinite(*out);
}

bool pb_pdf_numbers(pb_pdf *pdf, qpdf_oh array, double *out, int n) {
  if (pb_pdf_count(pdf, array) < n) return false;
  for (int i = 0; i < n; i++)
    if (!pb_pdf_number(pdf, qpdf_oh_get_array_item(pdf->qpdf, array, i), &out[i])) return false;
  return true;
}

const char **pb_pdf_keys(pb_pdf *pdf, pb_arena *arena, qpdf_oh object, size_t *n) {
  PB_VEC(const char *) keys = {0};
  qpdf_oh dict = dict_of(pdf, object);
  if (dict) qpdf_oh_begin_dict_key_iter(pdf->qpdf, dict);
  while (dict && qpdf_oh_dict_more_keys(pdf->qpdf)) {
    const char *key = qpdf_oh_dict_next_key(pdf->qpdf);
    const char *copy = pb_str_z(arena, pb_str_from(*key ? key + 1 : key));
    PB_PUSH(arena, keys, copy);
  }
  *n = keys.n;
  return keys.at;
}

uint64_t pb_pdf_id(pb_pdf *pdf, qpdf_oh object) {
  if (!qpdf_oh_is_indirect(pdf->qpdf, object)) return 0;
  unsigned id = (unsigned)qpdf_oh_get_object_id(pdf->qpdf, object),
           generation = (unsigned)qpdf_oh_get_generation(pdf->qpdf, object);
  return (uint64_t)generation << 32 | id;
}

qpdf_oh pb_pdf_by_id(pb_pdf *pdf, uint64_t id) { return qpdf_get_object_by_id(pdf->qpdf, (int)(id & 0x7FFFFFFF), (int)(id >> 32)); }

/* ---- streams ---- */

enum { FILTERS_MAX = 8 };

/* The single entry, or entry `i` of an array. */
static qpdf_oh nth(pb_pdf *pdf, qpdf_oh one_or_more, int i) {
  if (qpdf_oh_is_array(pdf->qpdf, one_or_more))
    return i < pb_pdf_count(pdf, one_or_more) ? qpdf_oh_get_array_item(pdf->qpdf, one_or_more, i) : qpdf_oh_new_null(pdf->qpdf);
  return i == 0 ? one_or_more : qpdf_oh_new_null(pdf->qpdf);
}

static int whole(pb_pdf *pdf, qpdf_oh parameters, const char *key, int otherwise) {
  double value = otherwise;
  pb_pdf_number(pdf, pb_pdf_get(pdf, parameters, key), &value);
  return value >= 0 && value < 1 << 26 ? (int)value : -1;
}

/* False: there is no such filter. */
static bool filter_at(pb_pdf *pdf, qpdf_oh stream, int i, pb_filter *filter) {
  qpdf_oh name = nth(pdf, pb_pdf_get(pdf, stream, "Filter"), i), parameters = nth(pdf, pb_pdf_get(pdf, stream, "DecodeParms"), i);
  if (!qpdf_oh_is_name(pdf->qpdf, name)) return false;
  *filter = (pb_filter){.name = pb_pdf_name_of(pdf, pdf->arena, name),
                        .predictor = whole(pdf, parameters, "Predictor", 1),
                        .colours = whole(pdf, parameters, "Colors", 1),
                        .bits = whole(pdf, parameters, "BitsPerComponent", 8),
                        .columns = whole(pdf, parameters, "Columns", 1),
                        .early = whole(pdf, parameters, "EarlyChange", 1)};
  return true;
}

static bool read_raw(pb_pdf *pdf, qpdf_oh stream, pb_bytes *out) {
  unsigned char *data = NULL;
  size_t n = 0;
  QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(pdf->qpdf, stream, qpdf_dl_none, NULL, &data, &n);
  bool ok = !(code & QPDF_ERRORS);
  free(out->at);
  *out = ok ? (pb_bytes){data, n, n} : (pb_bytes){0};
  if (!ok) free(data);
  return ok;
}

static pb_stream_state undo(pb_pdf *pdf, qpdf_oh stream, size_t most, pb_bytes *out, pb_str *left) {
  pb_bytes next = {0};
  pb_filter filter;
  pb_stream_state state = PB_STREAM_WHOLE;
  for (int i = 0; state == PB_STREAM_WHOLE && i < FILTERS_MAX && filter_at(pdf, stream, i, &filter); i++) {
    pb_filter_result result = pb_filter_undo(&filter, (pb_str){(const char *)out->at, out->n}, most, &next);
    if (result == PB_FILTER_OTHER) {
      state = filter_at(pdf, stream, i + 1, &(pb_filter){0}) ? PB_STREAM_CUT : PB_STREAM_PICTURE;
      if (left) *left = filter.name;
      break;
    }
    state = result == PB_FILTER_CUT ? PB_STREAM_CUT : result == PB_FILTER_TOO_BIG ? PB_STREAM_TOO_BIG : PB_STREAM_WHOLE;
    pb_bytes swap = *out;
    *out = next;
    next = swap;
  }
  pb_bytes_drop(&next);
  return state;
}

pb_stream_state pb_pdf_decode(pb_pdf *pdf, qpdf_oh stream, size_t most, pb_bytes *out, pb_str *left) {
  out->n = 0;
  if (!qpdf_oh_is_stream(pdf->qpdf, stream) || !read_raw(pdf, stream, out)) return PB_STREAM_CUT;
  pb_stream_state state = undo(pdf, stream, most, out, left);
  if (state != PB_STREAM_WHOLE || out->n <= most) return state;
  out->n = most;
  return PB_STREAM_TOO_BIG;
}

bool pb_pdf_stream(pb_pdf *pdf, qpdf_oh stream, size_t most, pb_bytes *out) {
  return pb_pdf_decode(pdf, stream, most, out, NULL) == PB_STREAM_WHOLE;
}
