#include "faces.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <stdlib.h>
#include FT_FREETYPE_H

#include "text.h"

struct pb_faces {
  pb_face_pair *at;
  size_t n;
};

/* Cairo keeps faces in a cache of its own beyond our closing, so each has a FreeType library to itself that goes with it. */
typedef struct {
  FT_Library library;
  FT_Face face;
} owned_face;

static void drop_owned(void *data) {
  owned_face *owned = data;
  if (owned->face) FT_Done_Face(owned->face);
  if (owned->library) FT_Done_FreeType(owned->library);
  free(owned);
}

/* A Cairo face over bytes in memory, or over a file where `data` is NULL. NULL if FreeType refuses it. */
static cairo_font_face_t *open_face(const pb_prepared *prepared, const pb_face_info *info) {
  static const cairo_user_data_key_t KEY;
  owned_face *owned = pb_xmalloc(sizeof *owned);
  *owned = (owned_face){0};
  FT_Error error = FT_Init_FreeType(&owned->library);
  if (!error && prepared) error = FT_New_Memory_Face(owned->library, prepared->data, (FT_Long)prepared->size, 0, &owned->face);
  else if (!error) error = FT_New_Face(owned->library, info->path, (FT_Long)info->index, &owned->face);
  if (error) {
    drop_owned(owned);
    return NULL;
  }
  cairo_font_face_t *cairo = cairo_ft_font_face_create_for_ft_face(owned->face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data(cairo, &KEY, owned, drop_owned) != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy(cairo);
    drop_owned(owned);
    return NULL;
  }
  return cairo;
}

/* Which glyphs of a face the core lacks. */
typedef struct {
  bool used;
  const pb_prepared *core;
  uint8_t *seen; /* by glyph number */
  size_t nseen;
  PB_VEC(uint32_t) missing;
} face_need;

static bool in_core(const face_need *need, uint32_t glyph) {
  return !need->core || !glyph || (glyph < need->core->nmap && need->core->map[glyph]);
}

static void note_missing(pb_arena *arena, face_need *need, uint32_t glyph) {
  if (!glyph || glyph > UINT16_MAX || need->seen[glyph]) return;
  need->seen[glyph] = 1;
  PB_PUSH(arena, need->missing, glyph);
}

/* A cluster is drawn with one face: where one glyph is outside the core, all of it goes to the second. */
static void note_run(pb_arena *arena, face_need *need, const pb_item *item) {
  size_t at = 0;
  bool all = true;
  for (size_t i = 0; i < item->run.nglyphs && all; i++) all = in_core(need, item->run.glyphs[i].id);
  if (all) return;
  if (!need->seen) need->seen = pb_alloc(arena, (size_t)UINT16_MAX + 1);
  for (size_t c = 0; c < item->run.nclusters; c++) {
    size_t end = at + item->run.clusters[c].nglyphs;
    if (end > item->run.nglyphs) end = item->run.nglyphs;
    bool inside = true;
    for (size_t i = at; i < end; i++) inside = inside && in_core(need, item->run.glyphs[i].id);
    for (size_t i = at; !inside && i < end; i++) note_missing(arena, need, item->run.glyphs[i].id);
    at = end;
  }
}

static void note_pages(pb_arena *arena, pb_fonts *fonts, const pb_edition *edition, size_t first, size_t end, face_need *needs,
                       size_t n) {
  for (size_t p = first; p < end; p++) {
    const pb_page *page = &edition->pages[p];
    for (size_t i = 0; i < page->nitems; i++) {
      const pb_item *item = &page->items[i];
      if (item->kind != PB_ITEM_GLYPHS || item->run.face >= n) continue;
      face_need *need = &needs[item->run.face];
      if (!need->used) need->core = pb_prepare_core(fonts, item->run.face);
      need->used = true;
      note_run(arena, need, item);
    }
  }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static bool open_one(pb_drawn_face *face, const pb_prepared *prepared, const pb_face_info *info) {
  *face = (pb_drawn_face){.cairo = open_face(prepared, info)};
  if (prepared) face->map = prepared->map, face->nmap = prepared->nmap;
  return face->cairo != NULL;
}

static bool open_pair(pb_diags *diags, pb_fonts *fonts, pb_face_id id, face_need *need, pb_face_pair *pair) {
  const pb_face_info *info = pb_fonts_info(fonts, id);
  bool ok = open_one(&pair->core, need->core, info);
  if (ok && need->missing.n) {
    /* The order of first use must not show in the file: pages may be painted one by one. */
    qsort(need->missing.at, need->missing.n, sizeof *need->missing.at, by_number);
    const pb_prepared *extra = pb_prepare_extra(fonts, id, need->missing.at, need->missing.n);
    if (!extra) return false;
    ok = open_one(&pair->extra, extra, info);
  }
  if (!ok) pb_diag(diags, PB_ERROR, (pb_span){0}, "font-unusable", _("%s cannot be drawn with"), info->path);
  return ok;
}

pb_faces *pb_faces_open(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t first, size_t end) {
  pb_faces *faces = PB_NEW(arena, pb_faces);
  faces->n = pb_fonts_count(fonts);
  faces->at = PB_NEW_N(arena, pb_face_pair, faces->n);
  face_need *needs = PB_NEW_N(arena, face_need, faces->n);
  note_pages(arena, fonts, edition, first, end, needs, faces->n);
  bool ok = true;
  for (size_t i = 0; i < faces->n; i++)
    if (needs[i].used) ok = open_pair(diags, fonts, (pb_face_id)i, &needs[i], &faces->at[i]) && ok;
  if (ok) return faces;
  pb_faces_close(faces);
  return NULL;
}

void pb_faces_close(pb_faces *faces) {
  if (!faces) return;
  for (size_t i = 0; i < faces->n; i++) {
    if (faces->at[i].core.cairo) cairo_font_face_destroy(faces->at[i].core.cairo);
    if (faces->at[i].extra.cairo) cairo_font_face_destroy(faces->at[i].extra.cairo);
  }
  faces->n = 0;
}

const pb_face_pair *pb_faces_of(const pb_faces *faces, pb_face_id face) { return face < faces->n ? &faces->at[face] : NULL; }
