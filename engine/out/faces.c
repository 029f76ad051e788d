#include "faces.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <stdlib.h>
#include FT_FREETYPE_H

#include "text.h"

struct pb_faces {
  pb_face_set *at;
  size_t n;
  const pb_fonts *fonts;
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

/* What the pages to be painted use. */
typedef struct {
  pb_arena *arena;
  pb_fonts *fonts;
  const pb_edition *edition;
  face_need *needs; /* by face */
  size_t n;
  uint16_t *trimmed; /* of edition.trimmed: 1 where used, then its glyph in its face */
  uint16_t *upright; /* the same of edition.upright */
} survey;

static bool in_core(const face_need *need, uint32_t glyph) {
  return !need->core || !glyph || (glyph < need->core->nmap && need->core->map[glyph]);
}

static void note_missing(pb_arena *arena, face_need *need, uint32_t glyph) {
  if (!glyph || glyph > UINT16_MAX || need->seen[glyph]) return;
  need->seen[glyph] = 1;
  PB_PUSH(arena, need->missing, glyph);
}

/* True if the core will do, but for glyphs of the edition's own, which are noted. */
static bool core_does(const survey *s, const face_need *need, const pb_item *item) {
  bool all = true;
  for (size_t i = 0; i < item->run.nglyphs; i++) {
    uint32_t id = item->run.glyphs[i].id, index = id & ~PB_OWN_GLYPH;
    if (!(id & PB_OWN_GLYPH)) all = all && in_core(need, id);
    else if (id & PB_TRIMMED && index < s->edition->ntrimmed) s->trimmed[index] = 1;
    else if (id & PB_UPRIGHT && index < s->edition->nupright) s->upright[index] = 1;
  }
  return all;
}

/* A cluster is drawn with one face: where one glyph is outside the core, all of it goes to the second. */
static void note_run(const survey *s, face_need *need, const pb_item *item) {
  if (core_does(s, need, item)) return;
  if (!need->seen) need->seen = pb_alloc(s->arena, (size_t)UINT16_MAX + 1);
  size_t at = 0;
  for (size_t c = 0; c < item->run.nclusters; c++) {
    size_t end = at + item->run.clusters[c].nglyphs;
    if (end > item->run.nglyphs) end = item->run.nglyphs;
    bool inside = true;
    for (size_t i = at; i < end; i++) inside = inside && in_core(need, item->run.glyphs[i].id);
    for (size_t i = at; !inside && i < end; i++) note_missing(s->arena, need, item->run.glyphs[i].id);
    at = end;
  }
}

static void note_pages(const survey *s, size_t first, size_t end) {
  for (size_t p = first; p < end; p++) {
    const pb_page *page = &s->edition->pages[p];
    for (size_t i = 0; i < page->nitems; i++) {
      const pb_item *item = &page->items[i];
      if (item->kind != PB_ITEM_GLYPHS || item->run.outline || item->run.face >= s->n) continue;
      face_need *need = &s->needs[item->run.face];
      if (!need->used) need->core = pb_prepare_core(s->fonts, item->run.face);
      need->used = true;
      note_run(s, need, item);
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

static bool open_extra(const survey *s, pb_face_id id, const pb_face_info *info, pb_drawn_face *face) {
  face_need *need = &s->needs[id];
  if (!need->missing.n) return true;
  /* The order of first use must not show in the file: pages may be painted one by one. */
  qsort(need->missing.at, need->missing.n, sizeof *need->missing.at, by_number);
  const pb_prepared *extra = pb_prepare_extra(s->fonts, id, need->missing.at, need->missing.n);
  return extra && open_one(face, extra, info);
}

static bool open_marks(const survey *s, pb_face_id id, const pb_face_info *info, pb_drawn_face *face) {
  const pb_edition *edition = s->edition;
  PB_VEC(pb_trimmed_mark) marks = {0};
  for (size_t i = 0; i < edition->ntrimmed; i++) {
    if (edition->trimmed[i].face != id || !s->trimmed[i]) continue;
    PB_PUSH(s->arena, marks, edition->trimmed[i]);
    s->trimmed[i] = (uint16_t)marks.n;
  }
  if (!marks.n) return true;
  const pb_prepared *prepared = pb_prepare_marks(s->fonts, id, marks.at, marks.n);
  if (!prepared || !open_one(face, prepared, info)) return false;
  *face = (pb_drawn_face){.cairo = face->cairo, .kind = PB_TRIMMED, .map = s->trimmed, .nmap = edition->ntrimmed};
  return true;
}

static bool open_upright(const survey *s, pb_face_id id, const pb_face_info *info, pb_drawn_face *face) {
  const pb_edition *edition = s->edition;
  PB_VEC(pb_upright_glyph) glyphs = {0};
  for (size_t i = 0; i < edition->nupright; i++) {
    if (edition->upright[i].face != id || !s->upright[i]) continue;
    PB_PUSH(s->arena, glyphs, edition->upright[i]);
    s->upright[i] = (uint16_t)glyphs.n;
  }
  if (!glyphs.n) return true;
  const pb_prepared *prepared = pb_prepare_upright(s->fonts, id, glyphs.at, glyphs.n);
  if (!prepared || !open_one(face, prepared, info)) return false;
  *face = (pb_drawn_face){.cairo = face->cairo, .kind = PB_UPRIGHT, .map = s->upright, .nmap = edition->nupright};
  return true;
}

static bool open_set(pb_diags *diags, const survey *s, pb_face_id id, pb_face_set *set) {
  const pb_face_info *info = pb_fonts_info(s->fonts, id);
  bool ok = open_one(&set->of[PB_DRAWN_CORE], s->needs[id].core, info) && open_extra(s, id, info, &set->of[PB_DRAWN_EXTRA]) &&
            open_marks(s, id, info, &set->of[PB_DRAWN_MARKS]) && open_upright(s, id, info, &set->of[PB_DRAWN_UPRIGHT]);
  if (!ok) pb_diag(diags, PB_ERROR, (pb_span){0}, "font-unusable", _("%s cannot be drawn with"), info->path);
  return ok;
}

pb_faces *pb_faces_open(pb_arena *arena, pb_diags *diags, pb_fonts *fonts, const pb_edition *edition, size_t first, size_t end) {
  pb_faces *faces = PB_NEW(arena, pb_faces);
  faces->fonts = fonts;
  faces->n = pb_fonts_count(fonts);
  faces->at = PB_NEW_N(arena, pb_face_set, faces->n);
  survey s = {.arena = arena, .fonts = fonts, .edition = edition, .n = faces->n};
  s.needs = PB_NEW_N(arena, face_need, faces->n);
  s.trimmed = PB_NEW_N(arena, uint16_t, edition->ntrimmed);
  s.upright = PB_NEW_N(arena, uint16_t, edition->nupright);
  note_pages(&s, first, end);
  bool ok = true;
  for (size_t i = 0; i < faces->n; i++)
    if (s.needs[i].used) ok = open_set(diags, &s, (pb_face_id)i, &faces->at[i]) && ok;
  if (ok) return faces;
  pb_faces_close(faces);
  return NULL;
}

void pb_faces_close(pb_faces *faces) {
  if (!faces) return;
  for (size_t i = 0; i < faces->n; i++)
    for (size_t k = 0; k < PB_DRAWN_FACES; k++)
      if (faces->at[i].of[k].cairo) cairo_font_face_destroy(faces->at[i].of[k].cairo);
  faces->n = 0;
}

hb_font_t *pb_faces_hb(const pb_faces *faces, pb_face_id face) { return face < faces->n ? pb_fonts_hb(faces->fonts, face) : NULL; }

const pb_face_set *pb_faces_of(const pb_faces *faces, pb_face_id face) { return face < faces->n ? &faces->at[face] : NULL; }
