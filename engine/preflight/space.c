#include "space.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8, TABLE_MAX = 256, SPOTS_MAX = 1024, NAME_MAX_BYTES = 256 };

typedef struct {
  pb_spaces *spaces;
  pb_pdf *pdf;
  qpdf_oh defaults;
  unsigned depth;
} space_reader;

static const pb_space *read_space(space_reader *r, qpdf_oh object);

static qpdf_oh item(pb_pdf *pdf, qpdf_oh array, int i) {
  return i < pb_pdf_count(pdf, array) ? qpdf_oh_get_array_item(pdf->qpdf, array, i) : qpdf_oh_new_null(pdf->qpdf);
}

/* Without its slash; "" if it is no name, or a long one. */
static const char *name_of(pb_pdf *pdf, qpdf_oh object, char out[NAME_MAX_BYTES]) {
  const char *value;
  size_t n;
  out[0] = 0;
  if (!qpdf_oh_get_value_as_name(pdf->qpdf, object, &value, &n) || n < 2 || n > NAME_MAX_BYTES) return out;
  memcpy(out, value + 1, n - 1);
  out[n - 1] = 0;
  return out;
}

static unsigned whole(pb_pdf *pdf, qpdf_oh object, unsigned most) {
  double value;
  if (!pb_pdf_number(pdf, object, &value) || !(value > 0)) return 0;
  return value < most ? (unsigned)value : most;
}

static const pb_space PLAIN[] = {
    [PB_SPACE_GREY] = {.kind = PB_SPACE_GREY, .n = 1},
    [PB_SPACE_CMYK] = {.kind = PB_SPACE_CMYK, .n = 4},
    [PB_SPACE_RGB] = {.kind = PB_SPACE_RGB, .n = 3},
    [PB_SPACE_CAL_GREY] = {.kind = PB_SPACE_CAL_GREY, .n = 1},
    [PB_SPACE_CAL_RGB] = {.kind = PB_SPACE_CAL_RGB, .n = 3},
    [PB_SPACE_LAB] = {.kind = PB_SPACE_LAB, .n = 3, .low = {0, -100, -100}, .high = {100, 100, 100}},
    [PB_SPACE_ICC] = {.kind = PB_SPACE_ICC, .n = 3, .icc_kind = PB_SPACE_RGB},
    [PB_SPACE_PATTERN] = {.kind = PB_SPACE_PATTERN, .n = 0},
    [PB_SPACE_UNKNOWN] = {.kind = PB_SPACE_UNKNOWN, .n = 1},
};

/* ---- device spaces, and what stands for them ---- */

static const pb_space *device(space_reader *r, pb_space_kind kind) {
  static const char *const DEFAULTS[] = {
      [PB_SPACE_GREY] = "DefaultGray", [PB_SPACE_CMYK] = "DefaultCMYK", [PB_SPACE_RGB] = "DefaultRGB"};
  const pb_space *plain = &PLAIN[kind];
  if (r->depth > 1 && r->depth > DEPTH_MAX) return plain;
  qpdf_oh object = pb_pdf_get(r->pdf, r->defaults, DEFAULTS[kind]);
  if (qpdf_oh_is_null(r->pdf->qpdf, object)) return plain;
  /* Device spaces within the default are meant as they stand. */
  space_reader inner = {r->spaces, r->pdf, qpdf_oh_new_null(r->pdf->qpdf), r->depth + 1};
  const pb_space *base = read_space(&inner, object);
  if (base->n != plain->n || base->kind == kind) return plain;
  pb_space *space = PB_NEW(r->spaces->arena, pb_space);
  *space = (pb_space){.kind = kind, .n = plain->n, .base = base, .by_default = true};
  return space;
}

static bool device_name(const char *name, pb_space_kind *kind) {
  static const struct {
    const char *name;
    pb_space_kind kind;
  } NAMES[] = {{"DeviceGray", PB_SPACE_GREY}, {"G", PB_SPACE_GREY},           {"DeviceCMYK", PB_SPACE_CMYK},
               {"CMYK", PB_SPACE_CMYK},       {"DeviceRGB", PB_SPACE_RGB},    {"RGB", PB_SPACE_RGB},
               {"CalCMYK", PB_SPACE_CMYK},    {"CalGray", PB_SPACE_CAL_GREY}, {"CalRGB", PB_SPACE_CAL_RGB}};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (strcmp(name, NAMES[i].name) == 0) return *kind = NAMES[i].kind, true;
  return false;
}

static const pb_space *by_name(space_reader *r, qpdf_oh object) {
  char name[NAME_MAX_BYTES];
  pb_space_kind kind;
  if (!*name_of(r->pdf, object, name)) return &PLAIN[PB_SPACE_UNKNOWN];
  if (strcmp(name, "Pattern") == 0) return &PLAIN[PB_SPACE_PATTERN];
  qpdf_oh own = pb_pdf_get(r->pdf, r->defaults, name);
  if (device_name(name, &kind))
    return kind == PB_SPACE_GREY || kind == PB_SPACE_CMYK || kind == PB_SPACE_RGB ? device(r, kind) : &PLAIN[kind];
  return qpdf_oh_is_null(r->pdf->qpdf, own) ? &PLAIN[PB_SPACE_UNKNOWN] : read_space(r, own);
}

/* ---- arrays ---- */

static const pb_space *read_icc(space_reader *r, qpdf_oh array) {
  qpdf_oh stream = item(r->pdf, array, 1);
  unsigned n = whole(r->pdf, pb_pdf_get(r->pdf, stream, "N"), 5);
  if (n != 1 && n != 3 && n != 4) return &PLAIN[PB_SPACE_UNKNOWN];
  pb_space *space = PB_NEW(r->spaces->arena, pb_space);
  *space = (pb_space){.kind = PB_SPACE_ICC, .n = n, .icc_kind = n == 1 ? PB_SPACE_GREY : n == 3 ? PB_SPACE_RGB : PB_SPACE_CMYK};
  return space;
}

static const pb_space *read_lab(space_reader *r, qpdf_oh array) {
  double range[4];
  pb_space *space = PB_NEW(r->spaces->arena, pb_space);
  *space = PLAIN[PB_SPACE_LAB];
  if (!pb_pdf_numbers(r->pdf, pb_pdf_get(r->pdf, item(r->pdf, array, 1), "Range"), range, 4)) return space;
  space->low[1] = range[0], space->high[1] = range[1];
  space->low[2] = range[2], space->high[2] = range[3];
  return space;
}

static void read_table(space_reader *r, qpdf_oh object, pb_space *space) {
  size_t room = (size_t)space->ntable * space->base->n, n = 0;
  space->table = pb_alloc(r->spaces->arena, room);
  const char *text = NULL;
  pb_bytes bytes = {0};
  if (qpdf_oh_is_stream(r->pdf->qpdf, object)) {
    if (pb_pdf_stream(r->pdf, object, 1 << 20, &bytes)) text = (const char *)bytes.at, n = bytes.n;
  } else if (!qpdf_oh_get_value_as_string(r->pdf->qpdf, object, &text, &n)) {
    text = NULL;
  }
  if (text) memcpy(space->table, text, n < room ? n : room);
  pb_bytes_drop(&bytes);
}

static const pb_space *read_indexed(space_reader *r, qpdf_oh array) {
  unsigned high = whole(r->pdf, item(r->pdf, array, 2), TABLE_MAX - 1);
  const pb_space *base = read_space(r, item(r->pdf, array, 1));
  if (base->kind == PB_SPACE_INDEXED || base->kind == PB_SPACE_PATTERN) return &PLAIN[PB_SPACE_UNKNOWN];
  pb_space *space = PB_NEW(r->spaces->arena, pb_space);
  *space = (pb_space){.kind = PB_SPACE_INDEXED, .n = 1, .base = base, .ntable = high + 1};
  read_table(r, item(r->pdf, array, 3), space);
  return space;
}

/* The number of a spot ink; a new one is added. */
static unsigned spot_of(space_reader *r, const char *name, const pb_space *alternate) {
  pb_spaces *s = r->spaces;
  for (unsigned i = 0; i < s->spots.n; i++)
    if (strcmp(s->spots.at[i].name, name) == 0) {
      s->spots.at[i].other_alternate |= pb_space_family(s->spots.at[i].alternate) != pb_space_family(alternate);
      return i;
    }
  if (s->spots.n == SPOTS_MAX) return SPOTS_MAX - 1;
  PB_PUSH(s->arena, s->spots, ((pb_spot){.name = pb_str_z(s->arena, pb_str_from(name)), .alternate = alternate}));
  return (unsigned)s->spots.n - 1;
}

static pb_colorant colorant(space_reader *r, qpdf_oh object, const pb_space *alternate) {
  static const char *const NAMES[] = {"Cyan", "Magenta", "Yellow", "Black", NULL, "All", "None"};
  char name[NAME_MAX_BYTES];
  name_of(r->pdf, object, name);
  for (unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (NAMES[i] && strcmp(name, NAMES[i]) == 0) return (pb_colorant){.plate = i, .name = NAMES[i]};
  unsigned spot = spot_of(r, name, alternate);
  return (pb_colorant){.plate = PB_PLATE_SPOT, .name = r->spaces->spots.at[spot].name, .spot = spot};
}

static const pb_space *read_spots(space_reader *r, qpdf_oh array, bool several) {
  qpdf_oh names = item(r->pdf, array, 1);
  size_t n = several ? (size_t)pb_pdf_count(r->pdf, names) : 1;
  if (n == 0 || n > PB_COMPONENTS_MAX) return &PLAIN[PB_SPACE_UNKNOWN];
  const pb_space *alternate = read_space(r, item(r->pdf, array, 2));
  pb_space *space = PB_NEW(r->spaces->arena, pb_space);
  *space = (pb_space){.kind = PB_SPACE_SPOTS, .n = (unsigned)n, .base = alternate};
  space->colorants = PB_NEW_N(r->spaces->arena, pb_colorant, n);
  for (size_t i = 0; i < n; i++) space->colorants[i] = colorant(r, several ? item(r->pdf, names, (int)i) : names, alternate);
  return space;
}

static const pb_space *read_pattern(space_reader *r, qpdf_oh array) {
  if ((size_t)pb_pdf_count(r->pdf, array) < 2) return &PLAIN[PB_SPACE_PATTERN];
  const pb_space *base = read_space(r, item(r->pdf, array, 1));
  pb_space *space = PB_NEW(r->spaces->arena, pb_space);
  *space = (pb_space){.kind = PB_SPACE_PATTERN, .n = base->n, .base = base};
  return space;
}

static const pb_space *by_array(space_reader *r, qpdf_oh array) {
  qpdf_oh first = item(r->pdf, array, 0);
  char name[NAME_MAX_BYTES];
  name_of(r->pdf, first, name);
  if (strcmp(name, "ICCBased") == 0) return read_icc(r, array);
  if (strcmp(name, "Indexed") == 0 || strcmp(name, "I") == 0) return read_indexed(r, array);
  if (strcmp(name, "Separation") == 0) return read_spots(r, array, false);
  if (strcmp(name, "DeviceN") == 0) return read_spots(r, array, true);
  if (strcmp(name, "Pattern") == 0) return read_pattern(r, array);
  if (strcmp(name, "Lab") == 0) return read_lab(r, array);
  return by_name(r, first);
}

static const pb_space *read_space(space_reader *r, qpdf_oh object) {
  uint64_t id = pb_pdf_id(r->pdf, object);
  const pb_space *space = pb_idmap_get(&r->spaces->known, id);
  if (space) return space;
  if (r->depth >= DEPTH_MAX) return &PLAIN[PB_SPACE_UNKNOWN];
  r->depth++;
  bool array = qpdf_oh_is_array(r->pdf->qpdf, object);
  space = array ? by_array(r, object) : by_name(r, object);
  r->depth--;
  if (id && array && !pb_idmap_get(&r->spaces->known, id))
    pb_idmap_put(r->spaces->arena, &r->spaces->known, id, (void *)(uintptr_t)space);
  return space;
}

const pb_space *pb_space_read(pb_spaces *spaces, pb_pdf *pdf, qpdf_oh object, qpdf_oh defaults) {
  space_reader r = {spaces, pdf, defaults, 0};
  return read_space(&r, object);
}

/* ---- what it comes to ---- */

pb_space_kind pb_space_family(const pb_space *s) {
  if (s->kind == PB_SPACE_INDEXED || s->by_default || (s->kind == PB_SPACE_PATTERN && s->base)) return pb_space_family(s->base);
  return s->kind;
}

bool pb_space_is_process(pb_space_kind kind) { return kind == PB_SPACE_GREY || kind == PB_SPACE_CMYK; }

const char *pb_space_kind_name(pb_space_kind kind) {
  static const char *const NAMES[] = {"DeviceGray", "DeviceCMYK", "DeviceRGB",  "CalGray", "CalRGB", "Lab",
                                      "ICCBased",   "Indexed",    "Separation", "Pattern", "?"};
  return NAMES[kind];
}

static float share(float value) { return value > 1 ? 1 : value > 0 ? value : 0; }

/* Grey taken out, as far as telling light from dark goes. */
static void guess_rgb(const float *c, pb_inks *inks) {
  float k = 1;
  for (int i = 0; i < 3; i++)
    if (1 - share(c[i]) < k) k = 1 - share(c[i]);
  for (int i = 0; i < 3; i++) inks->cmyk[i] = 1 - share(c[i]) - k;
  inks->cmyk[3] = k;
  inks->guessed = true;
}

static void add_colorants(const pb_space *space, const float *c, unsigned n, pb_inks *inks) {
  for (unsigned i = 0; i < n && i < space->n; i++) {
    const pb_colorant *colorant = &space->colorants[i];
    float tint = share(c[i]);
    if (tint <= 0 || colorant->plate == PB_PLATE_NONE) continue;
    if (colorant->plate == PB_PLATE_ALL) {
      inks->all = true;
      for (int p = 0; p < 4; p++) inks->cmyk[p] = tint;
    } else if (colorant->plate < PB_PLATE_SPOT) {
      inks->cmyk[colorant->plate] = tint;
    } else {
      inks->spots += tint;
      if (inks->nspots < 4) inks->spot[inks->nspots] = (unsigned short)colorant->spot;
      inks->nspots++;
    }
  }
}

static void add_indexed(const pb_space *space, const float *c, pb_inks *inks) {
  float values[PB_COMPONENTS_MAX] = {0};
  unsigned n = space->base->n, index = c[0] > 0 ? (unsigned)c[0] : 0;
  if (index >= space->ntable) index = space->ntable - 1;
  for (unsigned i = 0; i < n && i < PB_COMPONENTS_MAX; i++) values[i] = (float)space->table[index * n + i] / 255;
  pb_space_inks(space->base, values, n, inks);
}

void pb_space_inks(const pb_space *space, const float *c, unsigned n, pb_inks *inks) {
  *inks = (pb_inks){0};
  if (n < space->n) return;
  pb_space_kind kind = space->kind == PB_SPACE_ICC ? space->icc_kind : space->kind;
  switch (kind) {
    case PB_SPACE_GREY:
    case PB_SPACE_CAL_GREY: inks->cmyk[3] = 1 - share(c[0]); break;
    case PB_SPACE_CMYK:
      for (int i = 0; i < 4; i++) inks->cmyk[i] = share(c[i]);
      break;
    case PB_SPACE_RGB:
    case PB_SPACE_CAL_RGB: guess_rgb(c, inks); break;
    case PB_SPACE_LAB: inks->cmyk[3] = 1 - share(c[0] / 100); break;
    case PB_SPACE_INDEXED: add_indexed(space, c, inks); break;
    case PB_SPACE_SPOTS: add_colorants(space, c, n, inks); break;
    case PB_SPACE_PATTERN:
      if (space->base) pb_space_inks(space->base, c, n, inks);
      break;
    case PB_SPACE_ICC:
    case PB_SPACE_UNKNOWN: break;
  }
  inks->guessed |= space->by_default || (kind != PB_SPACE_SPOTS && kind != PB_SPACE_INDEXED && !pb_space_is_process(space->kind) &&
                                         kind != PB_SPACE_PATTERN);
}

unsigned pb_space_initial(const pb_space *space, float *c) {
  unsigned n = space->n > PB_COMPONENTS_MAX ? PB_COMPONENTS_MAX : space->n;
  for (unsigned i = 0; i < n; i++) c[i] = space->kind == PB_SPACE_SPOTS ? 1 : 0;
  if (space->kind == PB_SPACE_CMYK || (space->kind == PB_SPACE_ICC && n == 4)) c[3] = 1;
  return n;
}
