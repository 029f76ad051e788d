/* Reads a layout file: sheet and grid here, inks and styles in style.c, head sets in headset.c, frames in frame.c, arithmetic in
 * grid.c. */
#include "layout.h"

#include <stddef.h>
#include <string.h>

#include "layoutparts.h"
#include "text.h"

typedef struct {
  const pb_yaml *page, *grid, *area, *inks, *styles, *heads, *templates, *terms;
} layout_nodes;

typedef struct {
  const pb_yaml *line, *gutter;
} grid_nodes;

typedef struct {
  pb_layout layout;
  grid_nodes nodes;
} grid_reading;

/* ---- sheet ---- */

static void read_trim(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_layout *layout = at;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[width, height], e.g. [390mm, 540mm]"))) return;
  pb_want_length(r, &node->items[0], key->name, key->min, key->max, &layout->trim_width);
  pb_want_length(r, &node->items[1], key->name, key->min, key->max, &layout->trim_height);
}

static void read_sheet(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
  static const pb_key KEYS[] = {
      {.name = "trim", .read = read_trim, .min = 72, .max = 5000, .required = true},
      {.name = "bleed", .read = pb_read_length, .at = offsetof(pb_layout, bleed), .min = 0, .max = 144},
  };
  PB_READ_MAP(r, node, "page", KEYS, layout);
}

/* ---- grid ---- */

/* `13字` or `13`. */
static void read_characters(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_yaml number = *node;
  if (pb_str_ends(number.text, "字")) number.text = pb_str_trim(pb_str_sub(number.text, 0, number.text.n - strlen("字")));
  pb_read_uint16(r, &number, key, at);
}

static void read_grid(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
#define AT(field) .at = offsetof(grid_reading, field)
  static const pb_key KEYS[] = {
      {.name = "columns", .read = pb_read_uint16, AT(layout.columns), .min = 1, .max = PB_COLUMNS_MAX, .required = true},
      {.name = "measure", .read = read_characters, AT(layout.measure), .min = 5, .max = 200, .required = true},
      {.name = "gutter", .read = pb_read_node, AT(nodes.gutter)},
      {.name = "body", .read = pb_read_length, AT(layout.body), .min = 4, .max = 72},
      {.name = "line", .read = pb_read_node, AT(nodes.line), .required = true},
      {.name = "lines", .read = pb_read_uint16, AT(layout.lines), .min = 1, .max = PB_LINES_MAX, .required = true},
  };
#undef AT
  grid_reading grid = {.layout = *layout};
  PB_READ_MAP(r, node, "grid", KEYS, &grid);
  *layout = grid.layout;
  pb_len gutter = layout->body;
  r->base.em = layout->body;
  if (grid.nodes.line) pb_want_length(r, grid.nodes.line, "line", 4, 144, &layout->line);
  if (grid.nodes.gutter) pb_want_length(r, grid.nodes.gutter, "gutter", 0, 144, &gutter);
  r->base.line = layout->line;
  layout->gutter = (uint16_t)(((int64_t)gutter * 1000 + layout->body / 2) / layout->body);
}

/* ---- the type area ---- */

static int tenths_mm(pb_len len) { return (int)((int64_t)len * 254 / (72 * PB_PT)); }

static void check_area(pb_reader *r, const pb_layout *layout, pb_span span) {
  pb_rect trim = {0, 0, layout->trim_width, layout->trim_height};
  pb_rect area = {layout->area_x, layout->area_y, layout->area_width, layout->area_height};
  if (pb_rect_holds(trim, area)) return;
  int w = tenths_mm(area.w), h = tenths_mm(area.h), tw = tenths_mm(trim.w), th = tenths_mm(trim.h);
  pb_reader_error(r, span, "bad-area", _("the type area of %d.%d × %d.%d mm does not lie within the page of %d.%d × %d.%d mm"),
                  w / 10, w % 10, h / 10, h % 10, tw / 10, tw % 10, th / 10, th % 10);
  pb_reader_hint(r, _("take fewer lines or columns, or give “area” another place"));
}

static void read_area(pb_reader *r, const pb_yaml *node, pb_span grid, pb_layout *layout) {
  static const pb_key KEYS[] = {
      {.name = "x", .read = pb_read_length, .at = offsetof(pb_layout, area_x), .min = 0, .max = 5000},
      {.name = "y", .read = pb_read_length, .at = offsetof(pb_layout, area_y), .min = 0, .max = 5000},
  };
  layout->area_width = pb_grid_measure(layout, layout->columns);
  layout->area_height = layout->lines * layout->line;
  layout->area_x = (layout->trim_width - layout->area_width) / 2;
  layout->area_y = (layout->trim_height - layout->area_height) / 2;
  if (node) PB_READ_MAP(r, node, "area", KEYS, layout);
  check_area(r, layout, node ? node->span : grid);
}

/* ---- term lists ---- */

static void read_terms(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
  static const pb_key KEY = {.name = "terms", .min = 1, .max = PB_TERM_LISTS_MAX};
  pb_fields names = {0};
  if (node->kind == PB_YAML_TEXT && pb_str_is(node->text, "none")) return;
  pb_read_fields(r, node, &KEY, &names);
  layout->term_lists = names.at, layout->nterm_lists = names.n;
}

/* ---- the whole ---- */

/* What stands in while the rest of a faulty file is read: the broadsheet. */
static pb_layout stand_in(const char *path, pb_span span) {
  return (pb_layout){.path = path,
                     .span = span,
                     .trim_width = 390 * PB_PT * 72 / 254 * 10,
                     .trim_height = 540 * PB_PT * 72 / 254 * 10,
                     .columns = 8,
                     .lines = 122,
                     .measure = 13,
                     .gutter = 1000,
                     .body = 9 * PB_PT,
                     .line = 11 * PB_PT + 256};
}

/* False if the layout cannot be used. */
static bool read_parts(pb_reader *r, const layout_nodes *nodes, pb_layout *layout) {
  unsigned said = r->said;
  if (nodes->page) read_sheet(r, nodes->page, layout);
  if (nodes->grid) read_grid(r, nodes->grid, layout);
  bool sound = r->said == said && nodes->page && nodes->grid;
  if (sound) read_area(r, nodes->area, nodes->grid->span, layout);
  r->layout = layout;
  pb_inks_read(r, nodes->inks, layout);
  bool body = pb_styles_read(r, nodes->styles, layout);
  pb_heads_read(r, nodes->heads, layout);
  pb_templates_read(r, nodes->templates, layout);
  if (nodes->terms) read_terms(r, nodes->terms, layout);
  return sound && body;
}

static const pb_layout *read_layout(pb_arena *arena, pb_diags *diags, const char *path, const pb_yaml *root) {
#define AT(field) .at = offsetof(layout_nodes, field)
  static const pb_key KEYS[] = {
      {.name = "page", .read = pb_read_node, AT(page), .required = true},
      {.name = "grid", .read = pb_read_node, AT(grid), .required = true},
      {.name = "area", .read = pb_read_node, AT(area)},
      {.name = "inks", .read = pb_read_node, AT(inks)},
      {.name = "styles", .read = pb_read_node, AT(styles), .required = true},
      {.name = "heads", .read = pb_read_node, AT(heads)},
      {.name = "templates", .read = pb_read_node, AT(templates)},
      {.name = "terms", .read = pb_read_node, AT(terms)},
  };
#undef AT
  pb_reader r = {.arena = arena, .diags = diags};
  layout_nodes nodes = {0};
  if (!root || !PB_READ_MAP(&r, root, _("a layout"), KEYS, &nodes)) return NULL;
  pb_layout *layout = PB_NEW(arena, pb_layout);
  *layout = stand_in(path, (pb_span){root->span.source, 0, 0});
  return read_parts(&r, &nodes, layout) ? layout : NULL;
}

const pb_layout *pb_layout_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at) {
  return read_layout(arena, diags, path, pb_yaml_read(arena, diags, path, named_at));
}

const pb_layout *pb_layout_parse(pb_arena *arena, pb_diags *diags, const char *path, pb_str bytes) {
  return read_layout(arena, diags, path, pb_yaml_decode(arena, diags, path, bytes));
}

/* ---- spreads ---- */

pb_layout pb_layout_spread(const pb_layout *page) {
  pb_layout spread = *page;
  spread.fold_column = page->columns;
  spread.fold_gap = page->trim_width - page->area_width;
  spread.trim_width = 2 * page->trim_width;
  spread.columns = (uint16_t)(2 * page->columns);
  spread.area_width = page->trim_width + page->area_width;
  return spread;
}

pb_len pb_layout_fold(const pb_layout *layout) { return layout->fold_column ? layout->trim_width / 2 : 0; }

/* ---- names ---- */

int pb_layout_head(const pb_layout *layout, pb_str name) {
  for (size_t i = 0; i < layout->nheads; i++)
    if (pb_str_eq(layout->heads[i].name, name)) return (int)i;
  return -1;
}

const pb_template *pb_layout_template(const pb_layout *layout, pb_str name) {
  for (size_t i = 0; i < layout->ntemplates; i++)
    if (pb_str_eq(layout->templates[i].name, name)) return &layout->templates[i];
  return NULL;
}
