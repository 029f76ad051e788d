/* hb-subset at work. Layout tables go because Cairo never shapes, hints because a page is printed at no known resolution,
 * cmap because Cairo would look every glyph up in it. Names stay: they are the font's names in the PDF. */
#include "prepare.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include "cache.h"
#include "core.h"
#include "face.h"
#include "text.h"

static hb_subset_input_t *cut_input(const hb_set_t *glyphs) {
  static const hb_tag_t DROPPED[] = {
      HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
      HB_TAG('J', 'S', 'T', 'F'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'o', 'r', 'x'),
      HB_TAG('m', 'o', 'r', 't'), HB_TAG('k', 'e', 'r', 'x'), HB_TAG('f', 'e', 'a', 't'), HB_TAG('c', 'm', 'a', 'p'),
      HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'), HB_TAG('D', 'S', 'I', 'G'),
      HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
      HB_TAG('P', 'C', 'L', 'T'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('S', 'V', 'G', ' '),
      HB_TAG('E', 'B', 'D', 'T'), HB_TAG('E', 'B', 'L', 'C'), HB_TAG('E', 'B', 'S', 'C'),
  };
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input) return NULL;
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++) hb_set_add(drop, DROPPED[i]);
  hb_set_union(hb_subset_input_glyph_set(input), glyphs);
  return input;
}

static void fill_map(const hb_map_t *to, const hb_set_t *glyphs, uint16_t *map, size_t nmap) {
  for (hb_codepoint_t old = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &old);) {
    hb_codepoint_t now = hb_map_get(to, old);
    if (old < nmap && now != HB_MAP_VALUE_INVALID) map[old] = (uint16_t)now;
  }
}

/* The face with `glyphs` alone, in memory that `fonts` keeps. */
static bool cut(pb_fonts *fonts, const pb_face *f, const hb_set_t *glyphs, pb_prepared *out) {
  size_t nmap = hb_face_get_glyph_count(f->face);
  hb_subset_input_t *input = cut_input(glyphs);
  hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(f->face, input) : NULL;
  hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
  hb_blob_t *blob = face ? hb_face_reference_blob(face) : hb_blob_get_empty();
  unsigned size;
  const char *data = hb_blob_get_data(blob, &size);
  bool good = size > 0 && nmap <= UINT16_MAX + 1u;
  if (good) {
    uint16_t *map = PB_NEW_N(fonts->arena, uint16_t, nmap);
    fill_map(hb_subset_plan_old_to_new_glyph_mapping(plan), glyphs, map, nmap);
    *out = (pb_prepared){.data = (const unsigned char *)data, .size = size, .map = map, .nmap = nmap};
    PB_PUSH(fonts->arena, fonts->blobs, blob);
  } else {
    hb_blob_destroy(blob);
  }
  hb_face_destroy(face);
  hb_subset_plan_destroy(plan);
  hb_subset_input_destroy(input);
  return good;
}

static void tell_failure(pb_fonts *fonts, const pb_face *f) {
  pb_diag(fonts->diags, PB_ERROR, (pb_span){0}, "font-damaged", _("%s cannot be cut down for printing: is %s damaged?"),
          f->info.family, f->info.path);
  pb_diag_hint(fonts->diags, "%s", _("install the font again"));
}

static const char *core_key(pb_fonts *fonts, pb_face_id face) {
  return pb_fmt(fonts->arena, "%s-%u-core%d-hb%s", pb_fonts_hash(fonts, face), fonts->faces.at[face]->info.index, PB_CORE_VERSION,
                hb_version_string());
}

static bool cut_core(pb_fonts *fonts, const pb_face *f, pb_prepared *out) {
  hb_set_t *glyphs = hb_set_create();
  pb_core_glyphs(f->font, glyphs);
  bool good = cut(fonts, f, glyphs, out);
  hb_set_destroy(glyphs);
  return good;
}

const pb_prepared *pb_prepare_core(pb_fonts *fonts, pb_face_id face) {
  if (face >= fonts->faces.n) return NULL;
  pb_face *f = fonts->faces.at[face];
  if (f->core || f->core_failed) return f->core;
  pb_prepared *core = PB_NEW(fonts->arena, pb_prepared);
  const char *key = fonts->cache ? core_key(fonts, face) : NULL;
  bool kept = key && pb_cache_load(fonts, key, hb_face_get_glyph_count(f->face), core, &f->mapped, &f->mapped_size);
  if (!kept && !cut_core(fonts, f, core)) {
    f->core_failed = true;
    tell_failure(fonts, f);
    return NULL;
  }
  if (key && !kept) pb_cache_store(fonts, key, core);
  return f->core = core;
}

const pb_prepared *pb_prepare_extra(pb_fonts *fonts, pb_face_id face, const uint32_t *glyphs, size_t n) {
  if (face >= fonts->faces.n) return NULL;
  const pb_face *f = fonts->faces.at[face];
  pb_prepared *extra = PB_NEW(fonts->arena, pb_prepared);
  hb_set_t *wanted = hb_set_create();
  hb_set_add(wanted, 0);
  for (size_t i = 0; i < n; i++)
    if (glyphs[i] < hb_face_get_glyph_count(f->face)) hb_set_add(wanted, glyphs[i]);
  bool good = cut(fonts, f, wanted, extra);
  hb_set_destroy(wanted);
  if (!good) tell_failure(fonts, f);
  return good ? extra : NULL;
}
