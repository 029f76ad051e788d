/* Head sets of a layout. */
#include <stddef.h>
#include <string.h>

#include "layoutparts.h"
#include "text.h"

typedef struct {
  pb_head_set set;
  pb_line_kind rule;
} head_reading;

static void read_style_name(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str name;
  int *out = at;
  if (!pb_want_text(r, node, key->name, &name)) return;
  int style = pb_layout_style(r->layout, pb_str_z(r->arena, name));
  if (style >= 0 || pb_str_is(name, "none")) {
    *out = style;
    return;
  }
  const char **names = PB_NEW_N(r->arena, const char *, r->layout->nstyles);
  for (size_t i = 0; i < r->layout->nstyles; i++) names[i] = r->layout->styles[i].name.s;
  pb_unknown_name(r, node->span, "unknown-style", _("style"), name, names, r->layout->nstyles);
}

static const char *const SIDE_NAMES[] = {"right", "left", NULL};

static pb_head_set read_head(pb_reader *r, const pb_yaml_entry *entry, const pb_layout *layout) {
#define AT(field) .at = offsetof(head_reading, field)
  static const pb_key KEYS[] = {
      {.name = "kicker", .read = read_style_name, AT(set.kicker)},
      {.name = "headline", .read = read_style_name, AT(set.headline)},
      {.name = "deck", .read = read_style_name, AT(set.deck)},
      {.name = "byline", .read = read_style_name, AT(set.byline)},
      {.name = "above", .read = pb_read_rows, AT(set.rows_above), .min = 0, .max = 50},
      {.name = "below", .read = pb_read_rows, AT(set.rows_below), .min = 0, .max = 50},
      {.name = "rule", .read = pb_read_choice, AT(rule), .names = PB_LINE_NAMES},
      {.name = "vertical", .read = pb_read_bool, AT(set.vertical)},
      {.name = "side", .read = pb_read_second, AT(set.left), .names = SIDE_NAMES},
      {.name = "rows", .read = pb_read_rows, AT(set.rows), .min = 4, .max = PB_LINES_MAX},
  };
#undef AT
  head_reading head = {.set = {.name = entry ? entry->key : PB_STR("plain"),
                               .span = entry ? entry->span : layout->span,
                               .kicker = pb_layout_style(layout, "kicker"),
                               .headline = pb_layout_style(layout, "headline"),
                               .deck = pb_layout_style(layout, "deck"),
                               .byline = pb_layout_style(layout, "byline"),
                               .rows_below = 1}};
  if (entry) PB_READ_MAP(r, entry->value, entry->key.s, KEYS, &head);
  head.set.rule_below_kind = (uint16_t)head.rule;
  return head.set;
}

/* Marks in heads stand close, unless their style says otherwise. */
static void tighten_heads(pb_reader *r, pb_layout *layout) {
  pb_style *styles = PB_NEW_N(r->arena, pb_style, layout->nstyles);
  memcpy(styles, layout->styles, layout->nstyles * sizeof *styles);
  const char *const named[] = {"topic-head", "brief-head", "continued"};
  for (size_t i = 0; i < layout->nheads + sizeof named / sizeof *named; i++) {
    const pb_head_set *h = i < layout->nheads ? &layout->heads[i] : NULL;
    int lines[4] = {-1, -1, -1, -1};
    if (h) lines[0] = h->kicker, lines[1] = h->headline, lines[2] = h->deck, lines[3] = h->byline;
    else lines[0] = pb_layout_style(layout, named[i - layout->nheads]);
    for (size_t k = 0; k < 4; k++)
      if (lines[k] >= 0 && styles[lines[k]].punctuation == PB_PUNCTUATION_AUTO)
        styles[lines[k]].punctuation = PB_PUNCTUATION_BANJIAO;
  }
  layout->styles = styles;
}

void pb_heads_read(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
  bool given = pb_part_is_map(r, node, "heads", PB_HEADS_MAX) && node->n;
  pb_head_set *heads = PB_NEW_N(r->arena, pb_head_set, given ? node->n : 1);
  layout->heads = heads, layout->nheads = given ? node->n : 1;
  for (size_t i = 0; i < layout->nheads; i++) heads[i] = read_head(r, given ? &node->entries[i] : NULL, layout);
  tighten_heads(r, layout);
}
