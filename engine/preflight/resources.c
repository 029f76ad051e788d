#include "resources.h"

#include <string.h>

#include "function.h"
#include "layers.h"
#include "picturedata.h"

enum { FONTS, XOBJECTS, PATTERNS, STATES, SPACES, SHADINGS, LAYERS };

pb_names *pb_names_get(pb_library *library, pb_arena *arena, pb_idmap *all, qpdf_oh resources) {
  uint64_t id = pb_pdf_id(library->pdf, resources);
  pb_names *frame = pb_idmap_get(all, id);
  if (frame) return frame;
  frame = PB_NEW(arena, pb_names);
  *frame = (pb_names){.library = library, .arena = arena, .dict = resources, .all = all};
  if (id) pb_idmap_put(arena, all, id, frame);
  return frame;
}

/* ---- remembering ---- */

typedef struct {
  const char *name;
  unsigned category;
  void *what;
} named;

static uint64_t hash_of(unsigned category, const char *name) {
  uint64_t hash = 0xCBF29CE484222325u ^ category;
  for (; *name; name++) hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
  return hash ? hash : 1;
}

static named *find(pb_names *frame, unsigned category, const char *name) {
  named *one = pb_idmap_get(&frame->named, hash_of(category, name));
  return one && one->category == category && strcmp(one->name, name) == 0 ? one : NULL;
}

static void *remember(pb_names *frame, unsigned category, const char *name, void *what) {
  uint64_t hash = hash_of(category, name);
  if (pb_idmap_get(&frame->named, hash)) return what;
  named *one = PB_NEW(frame->arena, named);
  *one = (named){pb_str_z(frame->arena, pb_str_from(name)), category, what};
  pb_idmap_put(frame->arena, &frame->named, hash, one);
  return what;
}

static qpdf_oh look_up(pb_names *frame, const char *category, const char *name) {
  pb_pdf *pdf = frame->library->pdf;
  return pb_pdf_get(pdf, pb_pdf_get(pdf, frame->dict, category), name);
}

static bool is_null(pb_names *frame, qpdf_oh object) { return qpdf_oh_is_null(frame->library->pdf->qpdf, object); }

/* ---- fonts ---- */

static pb_textfont *read_font(pb_names *frame, qpdf_oh object) {
  pb_library *library = frame->library;
  uint64_t id = pb_pdf_id(library->pdf, object);
  if (!pb_pdf_is_dict(library->pdf, object)) return NULL;
  pb_textfont *font = pb_idmap_get(&library->fonts, id);
  if (font) return font;
  font = pb_textfont_read(id ? library->arena : frame->arena, library->pdf, object);
  if (id) pb_idmap_put(library->arena, &library->fonts, id, font);
  return font;
}

pb_textfont *pb_names_font(pb_names *frame, const char *name) {
  named *known = find(frame, FONTS, name);
  if (known) return known->what;
  return remember(frame, FONTS, name, read_font(frame, look_up(frame, "Font", name)));
}

/* ---- graphics state ---- */

static bool read_number(pb_names *frame, qpdf_oh dict, const char *key, double *out) {
  return pb_pdf_number(frame->library->pdf, pb_pdf_get(frame->library->pdf, dict, key), out);
}

static bool read_flag(pb_names *frame, qpdf_oh dict, const char *key, bool *out) {
  QPDF_BOOL value;
  pb_pdf *pdf = frame->library->pdf;
  if (!qpdf_oh_get_value_as_bool(pdf->qpdf, pb_pdf_get(pdf, dict, key), &value)) return false;
  *out = value != QPDF_FALSE;
  return true;
}

/* BM: a name, or the first of an array that is known. Compatible is Normal. */
static bool is_blended(pb_pdf *pdf, qpdf_oh mode) {
  if (pb_pdf_count(pdf, mode) > 0) mode = qpdf_oh_get_array_item(pdf->qpdf, mode, 0);
  return qpdf_oh_is_name(pdf->qpdf, mode) && !pb_pdf_is_name(pdf, mode, "Normal") && !pb_pdf_is_name(pdf, mode, "Compatible");
}

/* TR Identity and TR2 Default change nothing; of TR2 and TR the former counts. */
static bool has_transfer(pb_pdf *pdf, qpdf_oh dict) {
  qpdf_oh two = pb_pdf_get(pdf, dict, "TR2"), one = pb_pdf_get(pdf, dict, "TR");
  if (!qpdf_oh_is_null(pdf->qpdf, two)) return !pb_pdf_is_name(pdf, two, "Default") && !pb_pdf_is_name(pdf, two, "Identity");
  return !qpdf_oh_is_null(pdf->qpdf, one) && !pb_pdf_is_name(pdf, one, "Identity");
}

static void read_overprint(pb_names *frame, qpdf_oh dict, pb_state *s) {
  double mode;
  if (read_flag(frame, dict, "OP", &s->op_stroke)) {
    s->op = s->op_stroke; /* op follows OP unless it is given */
    s->has |= PB_STATE_OP | PB_STATE_OP_STROKE;
  }
  if (read_flag(frame, dict, "op", &s->op)) s->has |= PB_STATE_OP;
  if (read_number(frame, dict, "OPM", &mode)) s->opm = mode == 1, s->has |= PB_STATE_OPM;
}

static void read_transparency(pb_names *frame, qpdf_oh dict, pb_state *s) {
  pb_pdf *pdf = frame->library->pdf;
  qpdf_oh mode = pb_pdf_get(pdf, dict, "BM"), mask = pb_pdf_get(pdf, dict, "SMask");
  if (read_number(frame, dict, "ca", &s->alpha)) s->has |= PB_STATE_CA;
  if (read_number(frame, dict, "CA", &s->alpha_stroke)) s->has |= PB_STATE_CA_STROKE;
  if (!is_null(frame, mode)) s->blend = is_blended(pdf, mode), s->has |= PB_STATE_BLEND;
  if (!is_null(frame, mask)) s->mask = !pb_pdf_is_name(pdf, mask, "None"), s->has |= PB_STATE_MASK;
}

static void read_state_font(pb_names *frame, qpdf_oh font, pb_state *s) {
  pb_pdf *pdf = frame->library->pdf;
  if (pb_pdf_count(pdf, font) < 2) return;
  if (!pb_pdf_number(pdf, qpdf_oh_get_array_item(pdf->qpdf, font, 1), &s->font_size)) return;
  s->font = read_font(frame, qpdf_oh_get_array_item(pdf->qpdf, font, 0));
  s->has |= PB_STATE_FONT;
}

static pb_state *read_state(pb_names *frame, qpdf_oh dict) {
  pb_pdf *pdf = frame->library->pdf;
  if (!pb_pdf_is_dict(pdf, dict)) return NULL;
  pb_state *s = PB_NEW(frame->arena, pb_state);
  if (read_number(frame, dict, "LW", &s->width)) s->has |= PB_STATE_WIDTH;
  read_overprint(frame, dict, s);
  read_transparency(frame, dict, s);
  read_state_font(frame, pb_pdf_get(pdf, dict, "Font"), s);
  if (pb_pdf_has(pdf, dict, "TR") || pb_pdf_has(pdf, dict, "TR2"))
    s->transfer = has_transfer(pdf, dict), s->has |= PB_STATE_TRANSFER;
  if (pb_pdf_has(pdf, dict, "HT")) s->halftone = !pb_pdf_key_is(pdf, dict, "HT", "Default"), s->has |= PB_STATE_HALFTONE;
  return s;
}

const pb_state *pb_names_state(pb_names *frame, const char *name) {
  named *known = find(frame, STATES, name);
  if (known) return known->what;
  return remember(frame, STATES, name, read_state(frame, look_up(frame, "ExtGState", name)));
}

/* ---- colour ---- */

static qpdf_oh spaces_of(pb_names *frame) { return pb_pdf_get(frame->library->pdf, frame->dict, "ColorSpace"); }

const pb_space *pb_names_space(pb_names *frame, const char *name) {
  named *known = find(frame, SPACES, name);
  if (known) return known->what;
  pb_library *l = frame->library;
  qpdf_oh object = qpdf_oh_new_name(l->pdf->qpdf, pb_fmt(frame->arena, "/%s", name));
  return remember(frame, SPACES, name, (void *)(uintptr_t)pb_space_read(&l->spaces, l->pdf, object, spaces_of(frame)));
}

/* The inks of a function's colours, in steps. */
static double most_ink(pb_pdf *pdf, qpdf_oh shading, const pb_space *space) {
  enum { STEPS = 16 };
  double domain[2] = {0, 1}, most = 0;
  float c[PB_COMPONENTS_MAX];
  qpdf_oh function = pb_pdf_get(pdf, shading, "Function");
  pb_pdf_numbers(pdf, pb_pdf_get(pdf, shading, "Domain"), domain, 2);
  for (unsigned i = 0; i <= STEPS && space->n <= PB_COMPONENTS_MAX; i++) {
    pb_inks inks;
    if (!pb_function_at(pdf, function, domain[0] + (domain[1] - domain[0]) * i / STEPS, c, space->n)) return 0;
    pb_space_inks(space, c, space->n, &inks);
    if (inks.guessed || inks.all) return 0;
    most = fmax(most, (double)pb_inks_sum(&inks));
  }
  return most;
}

static const pb_shading *read_shading(pb_names *frame, qpdf_oh object) {
  enum { SHADINGS_MAX = 5000 };
  pb_library *l = frame->library;
  double type = 0;
  if (!pb_pdf_is_dict(l->pdf, object)) return NULL;
  pb_shading *shading = PB_NEW(frame->arena, pb_shading);
  shading->space = pb_space_read(&l->spaces, l->pdf, pb_pdf_get(l->pdf, object, "ColorSpace"), spaces_of(frame));
  read_number(frame, object, "ShadingType", &type);
  if (type > 1 && l->nshadings++ < SHADINGS_MAX) shading->most = most_ink(l->pdf, object, shading->space);
  return shading;
}

const pb_shading *pb_names_shading(pb_names *frame, const char *name) {
  named *known = find(frame, SHADINGS, name);
  if (known) return known->what;
  const pb_shading *shading = read_shading(frame, look_up(frame, "Shading", name));
  remember(frame, SHADINGS, name, (void *)(uintptr_t)shading);
  return shading;
}

static pb_matrix matrix_of(pb_pdf *pdf, qpdf_oh dict) {
  double m[6];
  if (!pb_pdf_numbers(pdf, pb_pdf_get(pdf, dict, "Matrix"), m, 6)) return PB_MATRIX_SAME;
  return (pb_matrix){pb_held(m[0]), pb_held(m[1]), pb_held(m[2]), pb_held(m[3]), pb_held(m[4]), pb_held(m[5])};
}

static pb_box box_of(pb_pdf *pdf, qpdf_oh dict) {
  double b[4];
  pb_box box = PB_BOX_NONE;
  if (!pb_pdf_numbers(pdf, pb_pdf_get(pdf, dict, "BBox"), b, 4)) return (pb_box){-1e9, -1e9, 1e9, 1e9};
  pb_box_add(&box, pb_held(b[0]), pb_held(b[1]));
  pb_box_add(&box, pb_held(b[2]), pb_held(b[3]));
  return box;
}

/* A form's or pattern's own resources; NULL if it has none. */
static pb_names *frame_of(pb_names *frame, qpdf_oh stream) {
  pb_pdf *pdf = frame->library->pdf;
  qpdf_oh resources = pb_pdf_get(pdf, stream, "Resources");
  return pb_pdf_is_dict(pdf, resources) ? pb_names_get(frame->library, frame->arena, frame->all, resources) : NULL;
}

static pb_pattern *read_pattern(pb_names *frame, qpdf_oh object) {
  pb_pdf *pdf = frame->library->pdf;
  double type = 0, paint = 0;
  if (!pb_pdf_is_dict(pdf, object)) return NULL;
  pb_pattern *p = PB_NEW(frame->arena, pb_pattern);
  read_number(frame, object, "PatternType", &type);
  read_number(frame, object, "PaintType", &paint);
  *p = (pb_pattern){.matrix = matrix_of(pdf, object), .stream = object};
  if (type == 1 && qpdf_oh_is_stream(pdf->qpdf, object)) {
    p->tiling = true;
    p->coloured = paint != 2;
    p->box = box_of(pdf, object);
    p->frame = frame_of(frame, object);
  } else {
    p->shading = read_shading(frame, pb_pdf_get(pdf, object, "Shading"));
  }
  return p;
}

pb_pattern *pb_names_pattern(pb_names *frame, const char *name) {
  named *known = find(frame, PATTERNS, name);
  if (known) return known->what;
  return remember(frame, PATTERNS, name, read_pattern(frame, look_up(frame, "Pattern", name)));
}

/* ---- XObjects ---- */

static void read_form(pb_names *frame, pb_xobject *x) {
  pb_library *l = frame->library;
  qpdf_oh group = pb_pdf_get(l->pdf, x->stream, "Group");
  x->kind = PB_XOBJECT_FORM;
  x->matrix = matrix_of(l->pdf, x->stream);
  x->box = box_of(l->pdf, x->stream);
  x->frame = frame_of(frame, x->stream);
  x->group = pb_pdf_key_is(l->pdf, group, "S", "Transparency");
  x->blend_space = PB_SPACE_UNKNOWN;
  if (x->group && pb_pdf_has(l->pdf, group, "CS"))
    x->blend_space =
        pb_space_family(pb_space_read(&l->spaces, l->pdf, pb_pdf_get(l->pdf, group, "CS"), spaces_of(x->frame ? x->frame : frame)));
}

static pb_xobject *read_xobject(pb_names *frame, qpdf_oh object) {
  pb_pdf *pdf = frame->library->pdf;
  if (!qpdf_oh_is_stream(pdf->qpdf, object)) return NULL;
  pb_xobject *x = PB_NEW(frame->arena, pb_xobject);
  *x = (pb_xobject){.kind = PB_XOBJECT_OTHER, .stream = object, .id = pb_pdf_id(pdf, object)};
  x->off = pb_layer_is_off(frame->library, pb_pdf_get(pdf, object, "OC"));
  if (pb_pdf_key_is(pdf, object, "Subtype", "Form")) {
    read_form(frame, x);
  } else if (pb_pdf_key_is(pdf, object, "Subtype", "Image")) {
    x->kind = PB_XOBJECT_PICTURE;
    x->picture = pb_picture_data_read(frame, object);
  }
  return x;
}

pb_xobject *pb_names_xobject(pb_names *frame, const char *name) {
  named *known = find(frame, XOBJECTS, name);
  if (known) return known->what;
  return remember(frame, XOBJECTS, name, read_xobject(frame, look_up(frame, "XObject", name)));
}

bool pb_names_is_off(pb_names *frame, const char *name) {
  static char off, on;
  named *known = find(frame, LAYERS, name);
  if (known) return known->what == &off;
  bool is = pb_layer_is_off(frame->library, look_up(frame, "Properties", name));
  remember(frame, LAYERS, name, is ? &off : &on);
  return is;
}
