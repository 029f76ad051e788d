#include "runs.h"

#include <string.h>

#include "utf8.h"

enum { KEY_MAX = 31, SLOTS_MAX = 1 << 16, PAGE = 256, PAGES = 0x110000 / PAGE };
typedef enum { UNKNOWN, PLAIN, CHANGED } plainness;

typedef struct {
  uint64_t hash;         /* 0 = free */
  char key[KEY_MAX + 1]; /* kind, text */
  pb_run run;
  uint8_t size;
} slot;

struct pb_runs {
  pb_runs *next; /* the same font in another language */
  pb_arena *arena;
  hb_font_t *font; /* owns this */
  hb_language_t language;
  hb_buffer_t *buffer;
  slot *slots; /* malloc */
  size_t nslots, used;
  pb_arena *words;       /* glyphs of the slots */
  int32_t widest_figure; /* 0 = not yet asked for */
  uint8_t *plain[PAGES];
  PB_VEC(pb_run_glyph) last; /* of a run too long to keep */
};

static void drop(void *data) {
  for (pb_runs *r = data, *next; r; r = next) {
    next = r->next;
    pb_arena_drop(r->words);
    hb_buffer_destroy(r->buffer);
    pb_arena_drop(r->arena);
  }
}

static pb_runs *runs_new(hb_font_t *font, hb_language_t language, pb_runs *next) {
  pb_arena *arena = pb_arena_new();
  pb_runs *r = PB_NEW(arena, pb_runs);
  r->next = next;
  r->arena = arena;
  r->words = pb_arena_new();
  r->font = font;
  r->language = language;
  r->buffer = hb_buffer_create();
  r->nslots = 512;
  r->slots = PB_NEW_N(arena, slot, r->nslots);
  return r;
}

pb_runs *pb_runs_of(hb_font_t *font, pb_str language) {
  static hb_user_data_key_t key; /* its address is the key; it holds nothing */
  hb_language_t wanted = language.n ? hb_language_from_string(language.s, (int)language.n) : hb_language_from_string("zh-Hans", -1);
  pb_runs *first = hb_font_get_user_data(font, &key);
  for (pb_runs *r = first; r; r = r->next)
    if (r->language == wanted) return r;
  if (!first) {
    first = runs_new(font, wanted, NULL);
    hb_font_set_user_data(font, &key, first, drop, true);
    return first;
  }
  first->next = runs_new(font, wanted, first->next); /* the first stays: it is what the font knows */
  return first->next;
}

/* ---- shaping ---- */

static void set_script(hb_buffer_t *buffer, pb_run_kind kind) {
  hb_buffer_set_direction(buffer, kind == PB_RUN_VERTICAL ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
  if (kind == PB_RUN_HAN || kind == PB_RUN_VERTICAL) {
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    return;
  }
  hb_buffer_guess_segment_properties(buffer);
  if (hb_buffer_get_script(buffer) == HB_SCRIPT_INVALID) hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
}

/* Scripts written from the right come out backwards in a line from the left. */
static void put_in_order(hb_buffer_t *buffer) {
  unsigned n;
  hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
  if (n > 1 && info[0].cluster > info[n - 1].cluster) hb_buffer_reverse_clusters(buffer);
}

static void shape(pb_runs *r, pb_str text, pb_run_kind kind) {
  static const hb_feature_t FEATURES[] = {{HB_TAG('p', 'w', 'i', 'd'), 1, 0, (unsigned)-1},
                                          {HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1},
                                          {HB_TAG('h', 'w', 'i', 'd'), 1, 0, (unsigned)-1}};
  hb_buffer_clear_contents(r->buffer);
  hb_buffer_set_language(r->buffer, r->language);
  hb_buffer_add_utf8(r->buffer, text.s, (int)text.n, 0, (int)text.n);
  set_script(r->buffer, kind);
  bool half = kind == PB_RUN_HALF;
  hb_shape(r->font, r->buffer, half ? &FEATURES[2] : FEATURES, half || kind == PB_RUN_LATIN ? 1 : kind == PB_RUN_FIGURES ? 2 : 0);
  put_in_order(r->buffer);
}

static pb_run copy_glyphs(pb_runs *r, pb_run_glyph *to, pb_run_kind kind) {
  unsigned n;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(r->buffer, &n);
  const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(r->buffer, &n);
  for (unsigned i = 0; i < n; i++) {
    bool unsafe = hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK;
    to[i] = (pb_run_glyph){info[i].codepoint, at[i].x_advance, at[i].x_offset, at[i].y_offset, info[i].cluster, unsafe};
    if (kind == PB_RUN_VERTICAL) to[i].advance = -at[i].y_advance, to[i].x = -at[i].y_offset, to[i].y = at[i].x_offset;
  }
  return (pb_run){to, n};
}

/* ---- memory ---- */

static uint64_t hash_of(const char *key, size_t n) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)key[i]) * 1099511628211u;
  return h ? h : 1;
}

static slot *find(const pb_runs *r, uint64_t hash, const char *key, uint8_t size) {
  size_t i = hash & (r->nslots - 1);
  while (r->slots[i].hash && (r->slots[i].hash != hash || r->slots[i].size != size || memcmp(r->slots[i].key, key, size) != 0))
    i = (i + 1) & (r->nslots - 1);
  return &r->slots[i];
}

static void make_room(pb_runs *r) {
  if (r->used * 2 < r->nslots) return;
  slot *old = r->slots;
  size_t n = r->nslots;
  if (n >= SLOTS_MAX) { /* copy that never repeats: begin anew */
    memset(old, 0, n * sizeof *old);
    r->used = 0;
    pb_arena_drop(r->words);
    r->words = pb_arena_new();
    return;
  }
  r->nslots = n * 2;
  r->slots = PB_NEW_N(r->arena, slot, r->nslots);
  for (size_t i = 0; i < n; i++)
    if (old[i].hash) *find(r, old[i].hash, old[i].key, old[i].size) = old[i];
}

static pb_run shape_long(pb_runs *r, pb_str text, pb_run_kind kind) {
  shape(r, text, kind);
  unsigned n = hb_buffer_get_length(r->buffer);
  if (n > r->last.cap) r->last.at = PB_NEW_N(r->arena, pb_run_glyph, n), r->last.cap = n;
  return copy_glyphs(r, r->last.at, kind);
}

pb_run pb_runs_shape(pb_runs *r, pb_str text, pb_run_kind kind) {
  if (text.n >= KEY_MAX) return shape_long(r, text, kind);
  char key[KEY_MAX + 1];
  key[0] = (char)kind;
  memcpy(key + 1, text.s, text.n);
  uint8_t size = (uint8_t)(text.n + 1);
  uint64_t hash = hash_of(key, size);
  slot *s = find(r, hash, key, size);
  if (s->hash) return s->run;
  make_room(r);
  s = find(r, hash, key, size);
  shape(r, text, kind);
  s->run = copy_glyphs(r, PB_NEW_N(r->words, pb_run_glyph, hb_buffer_get_length(r->buffer)), kind);
  s->hash = hash;
  s->size = size;
  memcpy(s->key, key, size);
  r->used++;
  return s->run;
}

bool pb_runs_plain(pb_runs *r, uint32_t c, uint32_t glyph, int32_t advance) {
  uint8_t **page = &r->plain[c / PAGE];
  if (!*page) *page = PB_NEW_N(r->arena, uint8_t, PAGE);
  uint8_t *known = &(*page)[c % PAGE];
  if (*known == UNKNOWN) {
    char text[4];
    shape(r, (pb_str){text, pb_utf8_put(c, text)}, PB_RUN_HAN);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(r->buffer, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(r->buffer, &n);
    bool plain = n == 1 && info->codepoint == glyph && at->x_advance == advance && at->x_offset == 0 && at->y_offset == 0;
    *known = plain ? PLAIN : CHANGED;
  }
  return *known == PLAIN;
}

int32_t pb_runs_widest_figure(pb_runs *r) {
  if (r->widest_figure) return r->widest_figure;
  int32_t widest = 1;
  const pb_str figures = PB_STR("0123456789");
  for (size_t i = 0; i < figures.n; i++) {
    pb_run run = pb_runs_shape(r, pb_str_sub(figures, i, i + 1), PB_RUN_FIGURES);
    if (run.n == 1 && run.glyphs[0].advance > widest) widest = run.glyphs[0].advance;
  }
  return r->widest_figure = widest;
}
