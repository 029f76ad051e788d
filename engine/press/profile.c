#include "profile.h"

#include <stddef.h>
#include <string.h>

#include "files.h"
#include "icc.h"
#include "schema.h"
#include "text.h"

enum { MARKS_OFFSET = 8707 /* 3 mm */ };

/* 1.4 to 1.7: transparency's first, and the last of these. */
static void read_version(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str text;
  if (!pb_want_text(r, node, key->name, &text)) return;
  if (text.n == 3 && pb_str_starts(text, "1.") && text.s[2] >= '4' && text.s[2] <= '7') {
    *(unsigned *)at = (unsigned)(text.s[2] - '0');
    return;
  }
  pb_reader_error(r, node->span, "bad-value", _("“%s” wants a version of PDF"), key->name);
  pb_reader_hint(r, _("write 1.4, 1.5, 1.6 or 1.7"));
}

/* Width and height. */
static void read_trim(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_profile *profile = at;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[width, height], e.g. [390mm, 540mm]"))) return;
  pb_want_length(r, &node->items[0], key->name, key->min, key->max, &profile->trim_width);
  pb_want_length(r, &node->items[1], key->name, key->min, key->max, &profile->trim_height);
}

/* ---- standards ---- */

/* What a standard fixes, or asks of a profile. */
typedef struct {
  unsigned version_minor;
  bool condition, icc; /* must be there */
  bool links;          /* may be there: PDF/X keeps annotations out of the trim */
} standard_rules;

static const standard_rules RULES[] = {
    [PB_STANDARD_NONE] = {.version_minor = 0, .links = true},
    [PB_STANDARD_X1A] = {.version_minor = 4, .condition = true},
    [PB_STANDARD_X4] = {.version_minor = 6, .condition = true, .icc = true},
    [PB_STANDARD_A2U] = {.version_minor = 7, .condition = true, .links = true}, /* carries `convert` */
};

static void check_version(pb_reader *r, const pb_yaml *root, pb_profile *p, const char *standard) {
  unsigned fixed = RULES[p->standard].version_minor;
  if (!fixed) return;
  const pb_yaml_entry *given = pb_yaml_find(root, "version");
  if (given && p->version_minor != fixed) {
    pb_reader_error(r, given->span, "bad-value", _("the standard %s is written as PDF 1.%u"), standard, fixed);
    pb_reader_hint(r, _("leave “version” out"));
  }
  p->version_minor = fixed;
}

static void check_standard(pb_reader *r, const pb_yaml *root, pb_profile *p, bool judging) {
  static const char *const SHOWN[] = {"", "PDF/X-1a:2003", "PDF/X-4", "PDF/A-2u"};
  const standard_rules *rules = &RULES[p->standard];
  const char *standard = SHOWN[p->standard];
  const pb_yaml_entry *named = pb_yaml_find(root, "standard"), *links = pb_yaml_find(root, "links");
  pb_span span = named ? named->span : root->span;
  check_version(r, root, p, standard);
  if (rules->condition && p->condition.identifier.n == 0) {
    pb_reader_error(r, span, "missing-key", _("%s must name the printing it is made for"), standard);
    pb_reader_hint(r, _("write for instance condition: {identifier: IFRA26, registry: http://www.color.org}"));
  }
  if (rules->icc && !judging && !pb_yaml_find(root, "icc")) {
    pb_reader_error(r, span, "missing-key", _("%s carries the press's ICC profile, and none is named"), standard);
    pb_reader_hint(r, _("ask the printer for it, and write icc: FILE; without one use a profile of the standard x1a"));
  }
  if (!rules->links && p->links && links) {
    pb_reader_error(r, links->span, "bad-value", _("%s allows no links on the page"), standard);
    pb_reader_hint(r, _("write links: no; the profiles proof and archive have them"));
  }
}

/* ---- the file ---- */

static void read_condition(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
#define AT(field) .at = offsetof(pb_condition, field)
  static const pb_key KEYS[] = {
      {.name = "identifier", .read = pb_read_text, AT(identifier), .required = true},
      {.name = "info", .read = pb_read_text, AT(info)},
      {.name = "registry", .read = pb_read_text, AT(registry)},
  };
#undef AT
  PB_READ_MAP(r, node, key->name, KEYS, at);
}

/* Beside the profile, or a whole path: printers' profiles are installed where other programs find them too. */
static void read_icc(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str name;
  if (!pb_want_text(r, node, key->name, &name)) return;
  const char *own = pb_diags_source(r->diags, node->span.source)->path, *slash = strrchr(own, '/'), *path = NULL;
  const char *folder = slash ? pb_fmt(r->arena, "%.*s", (int)(slash - own), own) : ".";
  pb_file_error error = PB_FILE_OK;
  if (name.s[0] == '/') path = pb_str_z(r->arena, name);
  else error = pb_file_inside(r->arena, folder, name, &path);
  if (error != PB_FILE_OK) {
    pb_reader_error(r, node->span, "icc", _("the ICC profile %.*s cannot be used: %s"), PB_STR_ARG(name),
                    pb_file_error_text(error));
    pb_reader_hint(r, _("name the file that the printer gave: an output profile in CMYK, beside this file or with its whole path"));
    return;
  }
  pb_icc_read_output(r->arena, r->diags, path, node->span, at);
}

static void read_marks(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
#define AT(field) .at = offsetof(pb_print_marks, field)
  static const char *const TIMES[] = {"document", "now", NULL};
  static const pb_key KEYS[] = {
      {.name = "crop", .read = pb_read_bool, AT(crop)},
      {.name = "fold", .read = pb_read_bool, AT(fold)},
      {.name = "registration", .read = pb_read_bool, AT(registration)},
      {.name = "bar", .read = pb_read_bool, AT(bar)},
      {.name = "slug", .read = pb_read_bool, AT(slug)},
      {.name = "time", .read = pb_read_choice, AT(time), .names = TIMES},
      {.name = "offset", .read = pb_read_length, AT(offset), .min = 0, .max = 72},
  };
#undef AT
  PB_READ_MAP(r, node, key->name, KEYS, at);
}

const pb_profile *pb_profile_read(pb_arena *arena, pb_diags *diags, const char *path, const char *newsprint) {
#define AT(field) .at = offsetof(pb_profile, field)
  static const char *const STANDARDS[] = {"none", "x1a", "x4", "a2u", NULL};
  static const char *const SPREADS[] = {"auto", "whole", "halves", NULL};
  static const char *const INTENTS[] = {"perceptual", "relative", NULL};
  static const char *const SPOTS[] = {"keep", "process", NULL};
  static const pb_key KEYS[] = {
      {.name = "name", .read = pb_read_text, AT(name), .required = true},
      {.name = "standard", .read = pb_read_choice, AT(standard), .names = STANDARDS},
      {.name = "version", .read = read_version, AT(version_minor)},
      {.name = "condition", .read = read_condition, AT(condition)},
      {.name = "icc", .read = read_icc, AT(icc)},
      {.name = "intent", .read = pb_read_choice, AT(intent), .names = INTENTS},
      {.name = "picture-ppi", .read = pb_read_uint, AT(picture_ppi), .min = 72, .max = 2400},
      {.name = "picture-warn", .read = pb_read_uint, AT(picture_warn), .min = 0, .max = 2400},
      {.name = "picture-error", .read = pb_read_uint, AT(picture_error), .min = 0, .max = 2400},
      {.name = "line-art-warn", .read = pb_read_uint, AT(line_art_warn), .min = 0, .max = 4800},
      {.name = "line-art-error", .read = pb_read_uint, AT(line_art_error), .min = 0, .max = 4800},
      {.name = "type-colour", .read = pb_read_length, AT(type_colour), .min = 0, .max = 72},
      {.name = "type-reversed", .read = pb_read_length, AT(type_reversed), .min = 0, .max = 72},
      {.name = "line-colour", .read = pb_read_length, AT(line_colour), .min = 0, .max = 12},
      {.name = "type-least", .read = pb_read_length, AT(type_least), .min = 0, .max = 72},
      {.name = "line-least", .read = pb_read_length, AT(line_least), .min = 0, .max = 12},
      {.name = "black-type", .read = pb_read_length, AT(black_type), .min = 0, .max = 1000},
      {.name = "black-line", .read = pb_read_length, AT(black_line), .min = 0, .max = 72},
      {.name = "picture-most", .read = pb_read_uint, AT(picture_most), .min = 72, .max = 10000},
      {.name = "spot-inks", .read = pb_read_fields, AT(spot_inks), .min = 1, .max = 32},
      {.name = "spots", .read = pb_read_choice, AT(spots), .names = SPOTS},
      {.name = "soft-proof", .read = pb_read_bool, AT(soft_proof)},
      {.name = "links", .read = pb_read_bool, AT(links)},
      {.name = "outline", .read = pb_read_bool, AT(outline)},
      {.name = "tags", .read = pb_read_bool, AT(tags)},
      {.name = "threads", .read = pb_read_bool, AT(threads)},
      {.name = "spreads", .read = pb_read_choice, AT(spreads), .names = SPREADS},
      {.name = "fold-bleed", .read = pb_read_length, AT(fold_bleed), .min = 0, .max = 144},
      {.name = "placeholders", .read = pb_read_bool, AT(placeholders)},
      {.name = "pages", .read = pb_read_uint, AT(pages), .min = 1, .max = 9999},
      {.name = "trim", .read = read_trim, .min = 36, .max = 14400},
      {.name = "marks", .read = read_marks, AT(marks)},
      {.name = "ink-limit", .read = pb_read_uint, AT(ink_limit), .min = 100, .max = 400},
  };
#undef AT
  pb_reader r = {.arena = arena, .diags = diags};
  pb_profile *profile = PB_NEW(arena, pb_profile);
  *profile = (pb_profile){.version_minor = 6,
                          .picture_ppi = 200,
                          .picture_warn = 200,
                          .picture_error = 120,
                          .line_art_warn = 600,
                          .line_art_error = 300,
                          .type_colour = 9 * PB_PT,
                          .type_reversed = 8 * PB_PT,
                          .line_colour = PB_PT,
                          .type_least = 4 * PB_PT,
                          .line_least = PB_PT / 4,
                          .black_type = 24 * PB_PT,
                          .black_line = 2 * PB_PT,
                          .picture_most = 450,
                          .ink_limit = 240,
                          .marks = {.offset = MARKS_OFFSET}};
  size_t before = pb_diags_count(diags, PB_ERROR);
  const pb_yaml *root = pb_yaml_read(arena, diags, path, (pb_span){0});
  if (!root || !PB_READ_MAP(&r, root, _("a press profile"), KEYS, profile)) return NULL;
  check_standard(&r, root, profile, !newsprint);
  profile->convert = profile->icc;
  if (!profile->icc.n && newsprint) pb_icc_read_output(arena, diags, newsprint, (pb_span){0}, &profile->convert);
  return pb_diags_count(diags, PB_ERROR) == before ? profile : NULL;
}
