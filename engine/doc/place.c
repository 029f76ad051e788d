#include "place.h"

#include <stddef.h>

#include "text.h"

enum { PLACES_MAX = 200, PDF_PAGES_MAX = 9999, ARTICLES_MAX = 100, PICTURES_MAX = 50, TEXT_LINES_MAX = 200 };

/* The map of one frame as it is written. */
typedef struct {
  pb_fields articles, lines;
  pb_field follow, ad, picture, head, kicker, caption, credit;
  pb_crop crop;
  unsigned page;
  pb_fit fit;
  uint16_t position[2];
  const pb_yaml *pictures;
} place_map;

/* ---- pictures within a story's frame ---- */

static void read_leg_row(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_placed_picture *picture = at;
  int32_t leg, row;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[leg, line], counted from 1, e.g. [2, 1]; line -1 is the last"))) return;
  if (pb_want_int(r, &node->items[0], key->name, 1, PB_LEGS_MAX, &leg)) picture->leg = leg - 1;
  if (!pb_want_int(r, &node->items[1], key->name, -1000, 1000, &row)) return;
  if (row == 0) {
    pb_reader_error(r, node->items[1].span, "bad-number", _("lines are counted from 1, or from the foot from -1"));
    return;
  }
  picture->row = row > 0 ? row - 1 : row;
}

static void read_legs_rows(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_placed_picture *picture = at;
  int32_t legs, rows;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[legs, lines], the caption among them, e.g. [2, 14]"))) return;
  if (pb_want_int(r, &node->items[0], key->name, 1, PB_LEGS_MAX, &legs)) picture->legs = (uint16_t)legs;
  if (pb_want_int(r, &node->items[1], key->name, 1, 1000, &rows)) picture->rows = (uint16_t)rows;
}

/* `n` percents of a picture's sides, as 1/1000. */
static bool read_percents(pb_reader *r, const pb_yaml *node, const char *name, size_t n, const char *form, uint16_t *out) {
  int32_t percent;
  if (!pb_want_list(r, node, name, n, n, form)) return false;
  for (size_t i = 0; i < n; i++) {
    if (!pb_want_int(r, &node->items[i], name, 0, 100, &percent)) return false;
    out[i] = (uint16_t)(percent * 10);
  }
  return true;
}

static void read_focus(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_crop *crop = at;
  uint16_t point[2];
  if (!read_percents(r, node, key->name, 2, _("[from the left, from the top] in percent of the picture, e.g. [30, 40]"), point))
    return;
  crop->focused = true;
  crop->focus_x = point[0], crop->focus_y = point[1];
}

static void read_position(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  (void)read_percents(r, node, key->name, 2, _("[from the left, from the top] in percent of what is free, e.g. [50, 0]"), at);
}

static void read_crop(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_crop *crop = at;
  uint16_t part[4];
  if (!read_percents(r, node, key->name, 4, _("[left, top, width, height] in percent of the picture, e.g. [10, 0, 80, 90]"), part))
    return;
  if (part[2] == 0 || part[3] == 0 || part[0] + part[2] > 1000 || part[1] + part[3] > 1000) {
    pb_reader_error(r, node->span, "bad-number", _("this part of the picture is empty or leaves it"));
    pb_reader_hint(r, _("left and width, and top and height, add up to 100 at most"));
    return;
  }
  crop->x = part[0], crop->y = part[1], crop->w = part[2], crop->h = part[3];
}

static void read_pictures(pb_reader *r, const pb_yaml *node, pb_place *place) {
#define AT(field) .at = offsetof(pb_placed_picture, field)
  static const pb_key KEYS[] = {
      {.name = "file", .read = pb_read_field, AT(file), .required = true},
      {.name = "at", .read = read_leg_row, .required = true},
      {.name = "size", .read = read_legs_rows, .required = true},
      {.name = "caption", .read = pb_read_field, AT(caption)},
      {.name = "credit", .read = pb_read_field, AT(credit)},
      {.name = "crop", .read = read_crop, AT(crop)},
      {.name = "focus", .read = read_focus, AT(crop)},
      {.name = "page", .read = pb_read_uint, AT(page), .min = 1, .max = PDF_PAGES_MAX},
  };
#undef AT
  if (!pb_want_list(r, node, "pictures", 1, PICTURES_MAX, _("[{file: …, at: [leg, line], size: [legs, lines], caption: …}]")))
    return;
  pb_placed_picture *pictures = PB_NEW_N(r->arena, pb_placed_picture, node->n);
  size_t n = 0;
  for (size_t i = 0; i < node->n; i++) {
    pb_placed_picture *one = &pictures[n];
    *one = (pb_placed_picture){.span = node->items[i].span};
    if (PB_READ_MAP(r, &node->items[i], _("a picture"), KEYS, one) && one->file.text.n && one->legs && one->rows) n++;
  }
  place->pictures = pictures, place->npictures = n;
}

/* ---- articles ---- */

/* An ending .md is told once, and the article found all the same. */
static void place_articles(pb_reader *r, pb_place *place, pb_fields ids) {
  pb_field *names = PB_NEW_N(r->arena, pb_field, ids.n);
  for (size_t i = 0; i < ids.n; i++) {
    names[i] = ids.at[i];
    if (!pb_str_ends(names[i].text, ".md")) continue;
    names[i].text.n -= 3;
    pb_reader_error(r, names[i].span, "bad-value", _("an article is named without its ending .md"));
    pb_reader_hint(r, _("write “%.*s”"), PB_STR_ARG(names[i].text));
  }
  place->articles = names, place->narticles = ids.n;
}

/* ---- the map of a frame ---- */

enum { ALSO_MAX = 5 };

/* Which keys belong to what; the first word of each row makes the place what it is. */
static const struct {
  const char *key;
  pb_place_kind kind;
  const char *also[ALSO_MAX];
} USES[] = {
    {"article", PB_PLACE_ARTICLES, {"pictures", "head", "kicker"}},
    {"articles", PB_PLACE_ARTICLES, {"pictures", "head", "kicker"}},
    {"continue", PB_PLACE_CONTINUE, {"pictures"}},
    {"ad", PB_PLACE_AD, {"page", "fit", "position"}},
    {"picture", PB_PLACE_PICTURE, {"caption", "credit", "crop", "focus", "page"}},
    {"lines", PB_PLACE_TEXT, {0}},
};
enum { USES_N = sizeof USES / sizeof *USES };

static bool belongs(size_t use, pb_str key) {
  if (pb_str_is(key, USES[use].key)) return true;
  for (size_t i = 0; i < ALSO_MAX && USES[use].also[i]; i++)
    if (pb_str_is(key, USES[use].also[i])) return true;
  return false;
}

/* Unknown keys are reported by the table. */
static bool belongs_somewhere(pb_str key) {
  for (size_t use = 0; use < USES_N; use++)
    if (belongs(use, key)) return true;
  return false;
}

/* The row of USES that the map is; USES_N after an error. */
static size_t find_use(pb_reader *r, const pb_yaml_entry *entry) {
  size_t use = 0;
  while (use < USES_N && !pb_yaml_find(entry->value, USES[use].key)) use++;
  if (use == USES_N) {
    pb_reader_error(r, entry->span, "bad-place", _("nothing is placed in frame “%.*s”"), PB_STR_ARG(entry->key));
    pb_reader_hint(r, _("give it one of: article, articles, continue, ad, picture, lines"));
    return use;
  }
  for (size_t i = 0; i < entry->value->n; i++) {
    const pb_yaml_entry *one = &entry->value->entries[i];
    if (belongs_somewhere(one->key) && !belongs(use, one->key))
      pb_reader_error(r, one->span, "bad-place", _("“%.*s” has no meaning beside “%s”"), PB_STR_ARG(one->key), USES[use].key);
  }
  return use;
}

static bool fill_place(pb_reader *r, const place_map *map, pb_place *place) {
  pb_field *one = PB_NEW(r->arena, pb_field);
  place->head = map->head, place->kicker = map->kicker;
  place->caption = map->caption, place->credit = map->credit;
  place->crop = map->crop;
  place->page = map->page, place->fit = map->fit;
  place->from_left = map->position[0], place->from_top = map->position[1];
  place->lines = map->lines.at, place->nlines = map->lines.n;
  if (map->pictures) read_pictures(r, map->pictures, place);
  if (place->kind == PB_PLACE_ARTICLES) place_articles(r, place, map->articles);
  if (place->kind == PB_PLACE_CONTINUE) place_articles(r, place, (pb_fields){one, (*one = map->follow).text.n != 0});
  if (place->kind == PB_PLACE_AD) place->file = map->ad;
  if (place->kind == PB_PLACE_PICTURE) place->file = map->picture;
  return place->narticles || place->file.text.n || place->nlines;
}

/* A text that must say something: an empty one is an error here. */
static void read_said(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_field *field = at;
  if (pb_want_text(r, node, key->name, &field->text)) field->span = node->span;
}

static const char *const FITS[] = {"scale", "exact", NULL};

static bool read_place_map(pb_reader *r, const pb_yaml_entry *entry, pb_place *place) {
#define AT(field) .at = offsetof(place_map, field)
  static const pb_key KEYS[] = {
      {.name = "article", .read = pb_read_fields, AT(articles), .min = 1, .max = 1},
      {.name = "articles", .read = pb_read_fields, AT(articles), .min = 1, .max = ARTICLES_MAX},
      {.name = "continue", .read = read_said, AT(follow)},
      {.name = "ad", .read = read_said, AT(ad)},
      {.name = "picture", .read = read_said, AT(picture)},
      {.name = "lines", .read = pb_read_fields, AT(lines), .min = 1, .max = TEXT_LINES_MAX},
      {.name = "pictures", .read = pb_read_node, AT(pictures)},
      {.name = "head", .read = pb_read_field, AT(head)},
      {.name = "kicker", .read = pb_read_field, AT(kicker)},
      {.name = "caption", .read = pb_read_field, AT(caption)},
      {.name = "credit", .read = pb_read_field, AT(credit)},
      {.name = "crop", .read = read_crop, AT(crop)},
      {.name = "focus", .read = read_focus, AT(crop)},
      {.name = "page", .read = pb_read_uint, AT(page), .min = 1, .max = PDF_PAGES_MAX},
      {.name = "fit", .read = pb_read_choice, AT(fit), .names = FITS},
      {.name = "position", .read = read_position, AT(position)},
  };
#undef AT
  place_map map = {.position = {500, 500}};
  PB_READ_MAP(r, entry->value, entry->key.s, KEYS, &map);
  size_t use = find_use(r, entry);
  if (use == USES_N) return false;
  place->kind = USES[use].kind;
  return fill_place(r, &map, place);
}

static bool read_place(pb_reader *r, const pb_yaml_entry *entry, pb_place *place) {
  *place = (pb_place){.frame = {entry->key, entry->span}, .span = entry->value->span, .kind = PB_PLACE_ARTICLES};
  if (entry->value->kind == PB_YAML_BAD) return false;
  if (entry->value->kind == PB_YAML_MAP) return read_place_map(r, entry, place);
  pb_fields ids = {0};
  pb_key key = {.name = entry->key.s, .min = 1, .max = ARTICLES_MAX};
  pb_read_fields(r, entry->value, &key, &ids);
  place_articles(r, place, ids);
  return ids.n > 0;
}

void pb_places_read(pb_reader *r, const pb_yaml *node, pb_issue_page *page) {
  if (!pb_want_map(r, node, "place")) return;
  if (node->n > PLACES_MAX) {
    pb_reader_error(r, node->span, "wrong-count", _("“%s” has too many values: %zu"), "place", node->n);
    return;
  }
  pb_place *places = PB_NEW_N(r->arena, pb_place, node->n);
  size_t n = 0;
  for (size_t i = 0; i < node->n; i++) n += read_place(r, &node->entries[i], &places[n]);
  page->places = places, page->nplaces = n;
}
