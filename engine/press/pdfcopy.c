#include "pdfcopy.h"

#include <libdeflate.h>
#include <stdio.h>
#include <zlib.h>

#include "str.h"
#include "text.h"

/* Most that one placed page may reach, be nested, and be decoded to: past it a file is made to do harm. */
enum { OBJECTS_MAX = 1000000, DEPTH_MAX = 100, DECODED_MAX = 256 * 1024 * 1024, RAW_MAX = 8 * 1024 * 1024 };

typedef struct pb_copied {
  int id;
  unsigned copy;
} copied;

static bool fail(pb_pdfcopy *c, const char *why) {
  if (!c->fault) c->fault = why;
  return false;
}

void pb_pdfcopy_close(pb_pdfcopy *c) { pb_bytes_drop(&c->text); }

unsigned pb_pdfcopy_reserve(pb_pdfcopy *c) { return c->update ? pb_update_reserve(c->update, 1) : 1; }

/* ---- what has been copied ---- */

static copied *slot_of(copied *slots, size_t n, int id) {
  size_t at = (size_t)id * 2654435761u % n;
  while (slots[at].id && slots[at].id != id) at = at + 1 == n ? 0 : at + 1;
  return &slots[at];
}

static void grow(pb_pdfcopy *c) {
  pb_copies *known = c->copies;
  size_t n = known->nslots ? known->nslots * 2 : 64;
  copied *slots = PB_NEW_N(c->arena, copied, n);
  for (size_t i = 0; i < known->nslots; i++)
    if (known->slots[i].id) *slot_of(slots, n, known->slots[i].id) = known->slots[i];
  known->slots = slots, known->nslots = n;
}

/* The number under which object `id` is copied, or will be. */
static unsigned number_of(pb_pdfcopy *c, int id, int generation) {
  if (c->copies->n * 2 >= c->copies->nslots) grow(c);
  copied *slot = slot_of(c->copies->slots, c->copies->nslots, id);
  if (slot->id) return slot->copy;
  *slot = (copied){id, pb_pdfcopy_reserve(c)};
  pb_pending pending = {id, generation, slot->copy};
  PB_PUSH(c->arena, c->pending, pending);
  if (++c->copies->n > OBJECTS_MAX) fail(c, _("it has more parts than a page can use"));
  return slot->copy;
}

/* ---- values ---- */

static void put_name(pb_bytes *out, const char *name) {
  pb_bytes_put(out, "/");
  for (const char *at = name + (*name == '/'); *at; at++) {
    bool plain = *at > ' ' && *at < 127 && !strchr("()<>[]{}/%#", *at);
    if (plain) pb_bytes_add(out, at, 1);
    else pb_bytes_fmt(out, "#%02X", (unsigned char)*at);
  }
}

static bool is_one_of(const char *key, const char *const *names) {
  while (*names && strcmp(key, *names) != 0) names++;
  return *names != NULL;
}

/* What a dictionary of a stream says of the document it came from, or of how it is stored, which is written anew. */
static bool left_out_of_stream(pb_pdfcopy *c, qpdf_oh dict, const char *key) {
  static const char *const NAMES[] = {
      "/Length",        "/Filter", "/DecodeParms",  "/DL",  "/Metadata",   "/PieceInfo", "/StructParent",
      "/StructParents", "/OC",     "/LastModified", "/OPI", "/Alternates", NULL};
  if (is_one_of(key, NAMES)) return true;
  if (c->transparency || strcmp(key, "/Group") != 0) return false;
  qpdf_oh group = qpdf_oh_get_key(c->qpdf, dict, key), kind = qpdf_oh_get_key_if_dict(c->qpdf, group, "/S");
  bool transparent = qpdf_oh_is_name_and_equals(c->qpdf, kind, "/Transparency");
  qpdf_oh_release(c->qpdf, kind);
  qpdf_oh_release(c->qpdf, group);
  return transparent;
}

/* What leads out of the page: into its document, its structure or its layers. */
static bool leads_away(pb_pdfcopy *c, qpdf_oh value) {
  static const char *const TYPES[] = {"/Page", "/Pages", "/Catalog", "/StructTreeRoot", "/StructElem", "/OCG", "/OCMD"};
  if (!qpdf_oh_is_dictionary(c->qpdf, value)) return false;
  qpdf_oh type = qpdf_oh_get_key(c->qpdf, value, "/Type");
  bool away = false;
  for (size_t i = 0; !away && i < sizeof TYPES / sizeof *TYPES; i++) away = qpdf_oh_is_name_and_equals(c->qpdf, type, TYPES[i]);
  qpdf_oh_release(c->qpdf, type);
  return away;
}

static void put_direct(pb_pdfcopy *c, pb_bytes *out, qpdf_oh value, unsigned depth);

static void put_value(pb_pdfcopy *c, pb_bytes *out, qpdf_oh value, unsigned depth) {
  int id = qpdf_oh_get_object_id(c->qpdf, value);
  if (leads_away(c, value)) {
    pb_bytes_put(out, "null");
  } else if (id <= 0) {
    put_direct(c, out, value, depth);
  } else if (qpdf_oh_is_null(c->qpdf, value)) {
    c->lost++;
    pb_bytes_put(out, "null");
  } else {
    pb_bytes_fmt(out, "%u 0 R", number_of(c, id, qpdf_oh_get_generation(c->qpdf, value)));
  }
}

/* The keys of a dictionary; libqpdf goes through one dictionary at a time. */
static const char **list_keys(pb_pdfcopy *c, qpdf_oh dict) {
  PB_VEC(const char *) keys = {0};
  qpdf_oh_begin_dict_key_iter(c->qpdf, dict);
  while (qpdf_oh_dict_more_keys(c->qpdf)) {
    const char *key = pb_str_z(c->arena, pb_str_from(qpdf_oh_dict_next_key(c->qpdf)));
    PB_PUSH(c->arena, keys, key);
  }
  const char *end = NULL;
  PB_PUSH(c->arena, keys, end);
  return keys.at;
}

static void put_entries(pb_pdfcopy *c, pb_bytes *out, qpdf_oh dict, bool of_stream, unsigned depth) {
  pb_arena *scratch = pb_arena_new(), *kept = c->arena;
  c->arena = scratch;
  const char **keys = list_keys(c, dict);
  c->arena = kept;
  for (size_t i = 0; keys[i]; i++) {
    if (of_stream && left_out_of_stream(c, dict, keys[i])) continue;
    qpdf_oh value = qpdf_oh_get_key(c->qpdf, dict, keys[i]);
    put_name(out, keys[i]);
    pb_bytes_put(out, " ");
    put_value(c, out, value, depth);
    qpdf_oh_release(c->qpdf, value);
  }
  pb_arena_drop(scratch);
}

static void put_array(pb_pdfcopy *c, pb_bytes *out, qpdf_oh array, unsigned depth) {
  pb_bytes_put(out, "[");
  for (int i = 0, n = qpdf_oh_get_array_n_items(c->qpdf, array); i < n; i++) {
    qpdf_oh item = qpdf_oh_get_array_item(c->qpdf, array, i);
    if (i) pb_bytes_put(out, " ");
    put_value(c, out, item, depth);
    qpdf_oh_release(c->qpdf, item);
  }
  pb_bytes_put(out, "]");
}

static void put_direct(pb_pdfcopy *c, pb_bytes *out, qpdf_oh value, unsigned depth) {
  if (depth > DEPTH_MAX) {
    fail(c, _("its parts are nested too deep"));
    return;
  }
  switch (qpdf_oh_get_type_code(c->qpdf, value)) {
    case ot_boolean:
    case ot_integer:
    case ot_real:
    case ot_name: pb_bytes_put(out, qpdf_oh_unparse_resolved(c->qpdf, value)); return;
    case ot_string: pb_bytes_put(out, qpdf_oh_unparse_binary(c->qpdf, value)); return;
    case ot_array: put_array(c, out, value, depth + 1); return;
    case ot_dictionary:
      pb_bytes_put(out, "<<");
      put_entries(c, out, value, false, depth + 1);
      pb_bytes_put(out, ">>");
      return;
    default: pb_bytes_put(out, "null"); return;
  }
}

unsigned pb_pdfcopy_number(pb_pdfcopy *c, qpdf_oh value) {
  int id = qpdf_oh_get_object_id(c->qpdf, value);
  if (id > 0) return number_of(c, id, qpdf_oh_get_generation(c->qpdf, value));
  unsigned copy = pb_pdfcopy_reserve(c);
  pb_bytes text = {0};
  put_direct(c, &text, value, 0);
  pb_pdfcopy_object(c, copy, &text);
  pb_bytes_drop(&text);
  return copy;
}

void pb_pdfcopy_put(pb_pdfcopy *c, pb_bytes *out, qpdf_oh value) { put_value(c, out, value, 0); }

/* ---- data ---- */

/* How large deflated data are when inflated, without keeping them; SIZE_MAX where they are damaged or past the limit. */
static size_t inflated_size(const unsigned char *data, size_t n, size_t most) {
  unsigned char chunk[32 * 1024];
  z_stream z = {.next_in = (z_const Bytef *)data};
  if (inflateInit(&z) != Z_OK) return SIZE_MAX;
  int state = Z_OK;
  for (size_t left = n; state == Z_OK && z.total_out <= most;) {
    if (z.avail_in == 0) z.avail_in = (uInt)(left > 1 << 20 ? 1 << 20 : left), left -= z.avail_in;
    z.next_out = chunk, z.avail_out = sizeof chunk;
    state = inflate(&z, Z_NO_FLUSH);
  }
  size_t size = state == Z_STREAM_END && z.total_out <= most ? z.total_out : SIZE_MAX;
  inflateEnd(&z);
  return size;
}

typedef struct {
  bool lzw, flate; /* among its filters */
  int n;           /* filters */
} filters;

static void add_filter(pb_pdfcopy *c, qpdf_oh name, filters *coding) {
  coding->n++;
  if (qpdf_oh_is_name_and_equals(c->qpdf, name, "/LZWDecode")) coding->lzw = true;
  if (qpdf_oh_is_name_and_equals(c->qpdf, name, "/FlateDecode")) coding->flate = true;
}

static filters coding_of(pb_pdfcopy *c, qpdf_oh dict) {
  filters coding = {0};
  qpdf_oh filter = qpdf_oh_get_key(c->qpdf, dict, "/Filter");
  if (qpdf_oh_is_name(c->qpdf, filter)) add_filter(c, filter, &coding);
  for (int i = 0, n = qpdf_oh_is_array(c->qpdf, filter) ? qpdf_oh_get_array_n_items(c->qpdf, filter) : 0; i < n; i++) {
    qpdf_oh name = qpdf_oh_get_array_item(c->qpdf, filter, i);
    add_filter(c, name, &coding);
    qpdf_oh_release(c->qpdf, name);
  }
  qpdf_oh_release(c->qpdf, filter);
  return coding;
}

static unsigned char *read_data(pb_pdfcopy *c, qpdf_oh stream, enum qpdf_stream_decode_level_e level, bool *filtered, size_t *n) {
  unsigned char *data = NULL;
  QPDF_BOOL done = QPDF_FALSE;
  *n = 0;
  if (!(qpdf_oh_get_stream_data(c->qpdf, stream, level, &done, &data, n) & QPDF_ERRORS)) {
    *filtered = done;
    return data ? data : pb_xmalloc(1);
  }
  free(data);
  fail(c, _("its data are damaged"));
  return NULL;
}

/* Whether the raw data may be decoded: sound and of a size that a page has. */
static bool may_decode(pb_pdfcopy *c, filters coding, const unsigned char *raw, size_t n) {
  if (n == 0) return true;
  if (coding.n == 1 && coding.flate) {
    if (inflated_size(raw, n, DECODED_MAX) == SIZE_MAX) return fail(c, _("its data are damaged"));
  } else if (coding.n && n > RAW_MAX) {
    return fail(c, _("its data are larger than a page can use"));
  }
  return true;
}

bool pb_pdfcopy_decode(pb_pdfcopy *c, qpdf_oh stream, pb_bytes *out) {
  size_t n;
  bool filtered;
  qpdf_oh dict = qpdf_oh_get_dict(c->qpdf, stream);
  filters coding = coding_of(c, dict);
  qpdf_oh_release(c->qpdf, dict);
  unsigned char *data = read_data(c, stream, qpdf_dl_none, &filtered, &n);
  bool good = data && may_decode(c, coding, data, n);
  if (good && coding.n) {
    free(data);
    data = read_data(c, stream, qpdf_dl_generalized, &filtered, &n);
    good = data && (filtered || fail(c, _("its data are coded in a way that cannot be read")));
  }
  if (good) pb_bytes_add(out, data, n);
  free(data);
  return good;
}

static void put_coding(pb_pdfcopy *c, pb_bytes *entries, qpdf_oh dict) {
  static const char *const KEYS[] = {"/Filter", "/DecodeParms"};
  for (size_t i = 0; i < 2; i++) {
    qpdf_oh value = qpdf_oh_get_key(c->qpdf, dict, KEYS[i]);
    if (!qpdf_oh_is_null(c->qpdf, value)) {
      pb_bytes_put(entries, KEYS[i]);
      pb_bytes_put(entries, " ");
      put_value(c, entries, value, 0);
    }
    qpdf_oh_release(c->qpdf, value);
  }
}

static unsigned char *deflate_data(pb_pdfcopy *c, const unsigned char *data, size_t *n) {
  size_t room = libdeflate_zlib_compress_bound(c->deflater, *n);
  unsigned char *packed = pb_xmalloc(room);
  *n = libdeflate_zlib_compress(c->deflater, data, *n, packed, room);
  return packed;
}

/* LZW made into deflate; NULL where something else lies beneath that only its reader can decode. */
static unsigned char *recode_lzw(pb_pdfcopy *c, qpdf_oh stream, pb_bytes *entries, size_t *n) {
  bool filtered;
  unsigned char *data = read_data(c, stream, qpdf_dl_generalized, &filtered, n), *packed = NULL;
  if (data && filtered) {
    packed = deflate_data(c, data, n);
    pb_bytes_put(entries, "/Filter/FlateDecode");
  }
  free(data);
  return packed;
}

unsigned char *pb_pdfcopy_data(pb_pdfcopy *c, qpdf_oh stream, pb_bytes *entries, size_t *n) {
  qpdf_oh dict = qpdf_oh_get_dict(c->qpdf, stream);
  filters coding = coding_of(c, dict);
  bool filtered, external = qpdf_oh_has_key(c->qpdf, dict, "/F");
  unsigned char *data = external ? NULL : read_data(c, stream, qpdf_dl_none, &filtered, n), *recoded;
  if (external) fail(c, _("parts of it are in another file"));
  bool good = data && (coding.n != 1 || may_decode(c, coding, data, *n));
  if (good && coding.lzw && (recoded = recode_lzw(c, stream, entries, n))) {
    free(data);
    data = recoded;
  } else if (good) {
    put_coding(c, entries, dict);
  }
  qpdf_oh_release(c->qpdf, dict);
  if (good) return data;
  free(data);
  return NULL;
}

/* ---- objects ---- */

void pb_pdfcopy_object(pb_pdfcopy *c, unsigned id, const pb_bytes *body) {
  if (c->update) pb_update_object(c->update, id, body);
}

void pb_pdfcopy_stream(pb_pdfcopy *c, unsigned id, pb_bytes *entries, const void *data, size_t n) {
  pb_bytes_add(entries, "", 1);
  if (c->update) pb_update_stream(c->update, id, (const char *)entries->at, data, n);
}

void pb_pdfcopy_deflated(pb_pdfcopy *c, unsigned id, pb_bytes *entries, const pb_bytes *data) {
  size_t n = data->n;
  unsigned char *packed = deflate_data(c, data->at, &n);
  pb_bytes_put(entries, "/Filter/FlateDecode");
  pb_pdfcopy_stream(c, id, entries, packed, n);
  free(packed);
}

/* A form without resources of its own uses those of the page it is on, which is no longer the page it was made for. */
static void put_resources(pb_pdfcopy *c, qpdf_oh dict) {
  qpdf_oh kind = qpdf_oh_get_key(c->qpdf, dict, "/Subtype");
  if (c->resources && qpdf_oh_is_name_and_equals(c->qpdf, kind, "/Form") && !qpdf_oh_has_key(c->qpdf, dict, "/Resources"))
    pb_bytes_fmt(&c->text, "/Resources %u 0 R", c->resources);
  qpdf_oh_release(c->qpdf, kind);
}

bool pb_pdfcopy_flatten(pb_pdfcopy *c, qpdf_oh resources, const pb_bytes *content, pb_bytes *out) {
  if (!pb_optional_flatten(&c->layers, resources, (pb_str){(const char *)content->at, content->n}, out))
    return fail(c, _("its layers cannot be read"));
  return true;
}

/* A form or pattern with layers in it. */
static void write_flattened(pb_pdfcopy *c, unsigned id, qpdf_oh stream, qpdf_oh resources) {
  pb_bytes content = {0}, flat = {0};
  if (pb_pdfcopy_decode(c, stream, &content) && pb_pdfcopy_flatten(c, resources, &content, &flat))
    pb_pdfcopy_deflated(c, id, &c->text, &flat);
  pb_bytes_drop(&content);
  pb_bytes_drop(&flat);
}

/* What stands on a layer that is off is nothing. */
static bool write_hidden(pb_pdfcopy *c, unsigned id, qpdf_oh dict) {
  if (pb_optional_show(&c->layers, qpdf_oh_get_key(c->qpdf, dict, "/OC"))) return false;
  pb_bytes_put(&c->text, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>");
  pb_pdfcopy_stream(c, id, &c->text, "", 0);
  return true;
}

static void write_stream(pb_pdfcopy *c, unsigned id, qpdf_oh stream) {
  qpdf_oh dict = qpdf_oh_get_dict(c->qpdf, stream), resources = qpdf_oh_get_key(c->qpdf, dict, "/Resources");
  size_t n;
  if (write_hidden(c, id, dict)) return;
  put_entries(c, &c->text, dict, true, 0);
  put_resources(c, dict);
  if (pb_optional_concern(&c->layers, resources)) {
    write_flattened(c, id, stream, resources);
    return;
  }
  unsigned char *data = pb_pdfcopy_data(c, stream, &c->text, &n);
  if (data) pb_pdfcopy_stream(c, id, &c->text, data, n);
  free(data);
}

bool pb_pdfcopy_run(pb_pdfcopy *c) {
  for (; !c->fault && c->done < c->pending.n; c->done++) {
    pb_pending next = c->pending.at[c->done];
    qpdf_oh value = qpdf_get_object_by_id(c->qpdf, next.id, next.generation);
    c->text.n = 0;
    if (qpdf_oh_is_stream(c->qpdf, value)) {
      write_stream(c, next.copy, value);
    } else {
      put_direct(c, &c->text, value, 0);
      pb_pdfcopy_object(c, next.copy, &c->text);
    }
    qpdf_oh_release_all(c->qpdf);
  }
  if (qpdf_has_error(c->qpdf)) fail(c, _("parts of it cannot be read"));
  return !c->fault;
}
