/* Inside of fonts: what the parts of pb_fonts share. Nothing outside text/ includes this. */
#ifndef PB_FACE_H
#define PB_FACE_H

#include <fontconfig/fontconfig.h>
#include <hb.h>

#include "arena.h"
#include "fonts.h"
#include "prepare.h"

/* ---- what is installed (catalogue.c) ---- */

typedef struct {
  FcPattern *pattern; /* borrowed from the configuration */
  const FcCharSet *characters;
  const char *path;
  unsigned index;
  int weight, width; /* 100…900; per cent of the normal width */
  bool slanted;
  bool broken;     /* it would not open */
  pb_face_id face; /* PB_NO_FACE until opened */
} pb_installed;

/* ---- an open font file, shared by the faces of a collection (identity.c) ---- */

typedef struct {
  const char *path;
  hb_blob_t *blob;  /* mapped */
  const char *hash; /* hex; NULL until asked for */
} pb_font_file;

/* ---- an open face (face.c) ---- */

enum { PB_PAGE_SIZE = 256, PB_PAGES = 0x110000 / PB_PAGE_SIZE };
enum { PB_GLYPH_UNKNOWN = 0, PB_FALLBACK_UNKNOWN = 0, PB_FALLBACK_NONE = 1, PB_FALLBACK_FIRST = 2 };
#define PB_GLYPH_NONE UINT32_MAX

/* What is known of 256 neighbouring characters. */
typedef struct {
  uint32_t glyph[PB_PAGE_SIZE]; /* PB_GLYPH_UNKNOWN until asked for, PB_GLYPH_NONE if the face lacks it */
  int32_t advance[PB_PAGE_SIZE];
  uint16_t fallback[PB_PAGE_SIZE]; /* PB_FALLBACK_…, or face + PB_FALLBACK_FIRST */
  pb_mark_room *room[2];           /* horizontal, vertical; room.advance 0 = not yet measured */
} pb_char_page;

typedef struct {
  pb_face_info info;
  pb_font_file *file;
  hb_face_t *face;
  hb_font_t *font;
  bool hant;        /* asked for by traditional copy */
  int8_t halves[2]; /* has halt, has vhal: -1 = not looked up yet */
  pb_char_page *pages[PB_PAGES];
  pb_prepared *core; /* NULL until prepared */
  void *mapped;      /* the cache file under it, or NULL */
  size_t mapped_size;
  bool core_failed;
} pb_face;

/* What the configuration prefers for an alias. */
typedef struct {
  const char *alias;
  const char *const *families;
  size_t n;
} pb_font_alias;

/* An answer of pb_fonts_find. */
typedef struct {
  pb_str font;
  unsigned weight;
  bool hant, missing; /* missing: the family asked for is not installed */
  pb_face_id face;
} pb_font_answer;

struct pb_fonts {
  pb_arena *arena;
  pb_diags *diags;
  const char *cache; /* or NULL */
  FcConfig *config;
  pb_installed *installed; /* sorted by path and index */
  size_t ninstalled;
  PB_VEC(pb_font_file *) files;
  PB_VEC(pb_face *) faces;
  PB_VEC(pb_font_alias) aliases;
  PB_VEC(pb_font_answer) answers;
  PB_VEC(hb_blob_t *) blobs; /* of prepared faces held in memory */
  unsigned roles_told;       /* bits: a role for which another serves */
  PB_VEC(const char *) weights_told;
  uint8_t *told; /* one bit a character: its fallback has been reported */
  hb_buffer_t *buffer;
  struct pb_hyphens *hyphens; /* NULL until asked for */
};

/* Reads the configuration and lists what is installed. */
void pb_catalogue_open(pb_fonts *fonts, pb_font_options options);

/* The installed font of the first of `families` that is there, with the nearest weight; NULL if there is none. */
pb_installed *pb_catalogue_family(pb_fonts *fonts, const char *const *families, size_t n, unsigned weight);

/* The best installed font of any family that has `c`. */
pb_installed *pb_catalogue_any(pb_fonts *fonts, uint32_t c, unsigned weight);

/* Family names that the configuration prefers for an alias; n may be 0. */
const char *const *pb_catalogue_alias(pb_fonts *fonts, const char *alias, size_t *n);

/* True if a font of that family is installed but of a kind that cannot be used (variable, bitmap, colour, Type 1). */
bool pb_catalogue_unusable(const pb_fonts *fonts, const char *family);

/* Opens it, once. PB_NO_FACE if its file is broken or variable: then `broken` is set and the catalogue passes over it. */
pb_face_id pb_face_open(pb_fonts *fonts, pb_installed *installed, bool hant);
void pb_face_close(pb_face *face);
pb_char_page *pb_face_page(const pb_fonts *fonts, pb_face *face, uint32_t c);
bool pb_face_has_feature(const pb_face *face, hb_tag_t table, hb_tag_t feature);

/* The installed font for a role or for those that stand in for it, without a word; NULL if there is none. */
enum { PB_ROLE_SONG, PB_ROLE_HEI, PB_ROLE_KAI, PB_ROLE_FANGSONG, PB_ROLE_LATIN, PB_ROLES };
pb_installed *pb_role_font(pb_fonts *fonts, int role, unsigned weight, bool hant, int *found_as);

/* The file's blob; NULL if it cannot be mapped. */
pb_font_file *pb_file_open(pb_fonts *fonts, const char *path);

#endif
