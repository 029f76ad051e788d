/* Inks, colours and styles of a layout. */
#include <stddef.h>
#include <string.h>

#include "language.h"
#include "layoutparts.h"
#include "text.h"

const char *const PB_LINE_NAMES[] = {"none", "hair", "thin", "thick", "double", "wave", "dotted", NULL};

enum { LIKE_MAX = 16 };

bool pb_part_is_map(pb_reader *r, const pb_yaml *node, const char *name, size_t most) {
  if (!node || !pb_want_map(r, node, name)) return false;
  if (node->n <= most) return true;
  pb_reader_error(r, node->span, "wrong-count", _("“%s” has too many values: %zu"), name, node->n);
  return false;
}

/* ---- inks and colours ---- */

static void read_cmyk(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  uint16_t *cmyk = at;
  int32_t percent;
  if (!pb_want_list(r, node, key->name, 4, 4, _("[cyan, magenta, yellow, black] in percent, e.g. [0, 100, 100, 0]"))) return;
  for (size_t i = 0; i < 4; i++)
    if (pb_want_int(r, &node->items[i], key->name, 0, 100, &percent)) cmyk[i] = (uint16_t)(percent * 10);
}

static void read_ink(pb_reader *r, const pb_yaml *node, pb_ink *ink) {
  static const pb_key KEYS[] = {
      {.name = "cmyk", .read = read_cmyk, .at = offsetof(pb_ink, cmyk), .required = true},
      {.name = "spot", .read = pb_read_text, .at = offsetof(pb_ink, spot)},
  };
  if (node->kind == PB_YAML_LIST) read_cmyk(r, node, &KEYS[0], ink->cmyk);
  else PB_READ_MAP(r, node, _("ink"), KEYS, ink);
  ink->kind = ink->spot.n ? PB_INK_SPOT : PB_INK_PROCESS;
}

/* Text is printed with it. */
static void check_black(pb_reader *r, pb_ink *ink) {
  if (!ink->spot.n && ink->cmyk[3] == 1000) return;
  pb_reader_error(r, ink->span, "bad-value", _("“black” is printed from the black plate, full"));
  pb_reader_hint(r, _("leave it out, for it is always there, or give this colour another name"));
  *ink = (pb_ink){.name = PB_STR("black"), .cmyk = {0, 0, 0, 1000}, .span = ink->span};
}

void pb_inks_read(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
  bool given = pb_part_is_map(r, node, "inks", PB_INKS_MAX - 1);
  size_t n = 1;
  pb_ink *inks = PB_NEW_N(r->arena, pb_ink, (given ? node->n : 0) + 1);
  inks[0] = (pb_ink){.name = PB_STR("black"), .cmyk = {0, 0, 0, 1000}, .span = layout->span};
  for (size_t i = 0; given && i < node->n; i++) {
    const pb_yaml_entry *entry = &node->entries[i];
    pb_ink *ink = pb_str_is(entry->key, "black") ? &inks[0] : &inks[n++];
    ink->name = entry->key, ink->span = entry->span;
    read_ink(r, entry->value, ink);
    if (ink == &inks[0]) check_black(r, ink);
    if (!pb_str_is(entry->key, "white")) continue;
    pb_reader_error(r, entry->span, "bad-value", _("an ink cannot be called “white”: that is the paper"));
    pb_reader_hint(r, _("give it another name"));
  }
  layout->inks = inks, layout->ninks = n;
}

static bool find_ink(pb_reader *r, pb_str name, pb_span span, uint16_t *ink) {
  const char *names[PB_INKS_MAX];
  size_t n = r->layout ? r->layout->ninks : 0;
  for (size_t i = 0; i < n; i++) {
    if (pb_str_eq(r->layout->inks[i].name, name)) return *ink = (uint16_t)i, true;
    names[i] = r->layout->inks[i].name.s;
  }
  pb_unknown_name(r, span, "unknown-ink", _("ink"), name, names, n);
  return false;
}

void pb_read_colour(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str text;
  if (!pb_want_text(r, node, key->name, &text)) return;
  size_t blank = 0;
  while (blank < text.n && text.s[blank] != ' ') blank++;
  pb_str name = pb_str_sub(text, 0, blank), tint = pb_str_trim(pb_str_sub(text, blank, text.n));
  pb_colour colour = {.tint = 1000};
  unsigned long percent = 100;
  if (pb_str_ends(tint, "%")) tint.n--;
  if (tint.n && !pb_str_uint(tint, 100, &percent)) {
    pb_reader_error(r, node->span, "bad-value", _("“%s” wants a colour, not “%.*s”"), key->name, PB_STR_ARG(text));
    pb_reader_hint(r, _("a colour is an ink's name with its percent (red, black 20%%), or white"));
    return;
  }
  colour.tint = (uint16_t)(percent * 10);
  if (pb_str_is(name, "white")) colour.tint = 0;
  else if (!find_ink(r, name, node->span, &colour.ink)) return;
  *(pb_colour *)at = colour;
}

/* ---- values of styles ---- */

static void read_already(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  (void)r, (void)node, (void)key, (void)at;
}

static void read_weight(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const char *const NAMES[] = {"thin", "light", "regular", "medium", "semibold", "bold", "heavy", "black", NULL};
  static const uint16_t WEIGHTS[] = {100, 300, 400, 500, 600, 700, 900, 900};
  uint16_t *out = at;
  unsigned name;
  if (node->kind == PB_YAML_TEXT && node->text.n && node->text.s[0] >= '0' && node->text.s[0] <= '9')
    pb_read_uint16(r, node, key, at);
  else if (pb_want_choice(r, node, key->name, NAMES, &name)) *out = WEIGHTS[name];
}

/* `1行` or `1`. */
void pb_read_rows(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_yaml number = *node;
  if (pb_str_ends(number.text, "行")) number.text = pb_str_trim(pb_str_sub(number.text, 0, number.text.n - strlen("行")));
  pb_read_uint16(r, &number, key, at);
}

/* `25` or `25%` of an em, into 1/1024 em. */
static void read_percent(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_yaml number = *node;
  int32_t percent;
  if (pb_str_ends(number.text, "%")) number.text.n--;
  if (pb_want_int(r, &number, key->name, key->min, key->max, &percent)) *(pb_len *)at = percent * 1024 / 100;
}

/* [numbers, dates, …], all or none. */
static void read_keep(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const char *const NAMES[] = {"numbers", "dates",     "times", "phones", "amounts",
                                      "models",  "addresses", "terms", "names",  NULL};
  unsigned *keep = at, sum = 0, one;
  if (node->kind == PB_YAML_TEXT && (pb_str_is(node->text, "all") || pb_str_is(node->text, "none"))) {
    *keep = pb_str_is(node->text, "all") ? PB_KEEP_ALL : 0;
    return;
  }
  if (!pb_want_list(r, node, key->name, 0, 9, _("[numbers, dates, …], all or none"))) return;
  for (size_t i = 0; i < node->n; i++) {
    if (!pb_want_choice(r, &node->items[i], key->name, NAMES, &one)) return;
    sum |= 1u << one;
  }
  *keep = sum;
}

static void read_scale(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_style *style = at;
  int32_t low, high;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[narrowest, widest] in percent, e.g. [80, 120]"))) return;
  if (!pb_want_int(r, &node->items[0], key->name, 50, 100, &low) || !pb_want_int(r, &node->items[1], key->name, 100, 200, &high))
    return;
  style->scale_min = (uint16_t)(low * 10), style->scale_max = (uint16_t)(high * 10);
}

static void read_inset(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_style *style = at;
  pb_len left, right;
  if (node->kind == PB_YAML_TEXT) {
    if (pb_want_length(r, node, key->name, key->min, key->max, &left)) style->inset_left = style->inset_right = left;
    return;
  }
  if (!pb_want_list(r, node, key->name, 2, 2, _("[left, right], e.g. [1字, 0]"))) return;
  bool both = pb_want_length(r, &node->items[0], key->name, key->min, key->max, &left);
  both &= pb_want_length(r, &node->items[1], key->name, key->min, key->max, &right);
  if (both) style->inset_left = left, style->inset_right = right;
}

static void read_sizes(pb_reader *r, const pb_yaml *node, pb_style *style) {
  const pb_yaml *items = node->kind == PB_YAML_LIST ? node->items : node;
  size_t n = node->kind == PB_YAML_LIST ? node->n : 1, good = 0;
  if (node->kind == PB_YAML_LIST &&
      !pb_want_list(r, node, "size", 1, PB_SIZES_MAX, _("[largest, …, smallest], e.g. [36pt, 32pt, 28pt]")))
    return;
  pb_len sizes[PB_SIZES_MAX];
  for (size_t i = 0; i < n; i++) {
    if (!pb_want_length(r, &items[i], "size", 3, 500, &sizes[good])) continue;
    if (good && sizes[good] >= sizes[good - 1]) {
      pb_reader_error(r, items[i].span, "bad-value", _("sizes go from the largest to the smallest"));
      continue;
    }
    good++;
  }
  for (size_t i = 0; i < good; i++) style->sizes[i] = sizes[i];
  if (good) style->nsizes = good;
}

/* ---- tiers ---- */

/* A percentage with at most two decimals, in 1/100. */
static bool read_hundredths(pb_str text, int32_t *out) {
  const char *dot = memchr(text.s, '.', text.n);
  size_t whole = dot ? (size_t)(dot - text.s) : text.n, decimals = dot ? text.n - whole - 1 : 0;
  unsigned long n, part = 0;
  if (!pb_str_uint(pb_str_sub(text, 0, whole), 1000, &n) || decimals > 2) return false;
  if (dot && !pb_str_uint(pb_str_sub(text, whole + 1, text.n), 99, &part)) return false;
  *out = (int32_t)(n * 100 + (decimals == 1 ? part * 10 : part));
  return true;
}

static void read_tier(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str text;
  int32_t value;
  if (!pb_want_text(r, node, key->name, &text)) return;
  if (pb_str_is(text, "no")) {
    *(pb_len *)at = PB_TIER_FIXED;
    return;
  }
  if (pb_str_ends(text, "%")) text.n--;
  if (read_hundredths(text, &value) && value >= key->min * 100 && value <= key->max * 100) {
    *(pb_len *)at = (value * 1024 + 5000) / 10000;
    return;
  }
  pb_reader_error(r, node->span, "bad-number", _("“%s” wants a percentage from %d to %d, or no, not “%.*s”"), key->name,
                  (int)key->min, (int)key->max, PB_STR_ARG(text));
}

#define AT(field) .at = offsetof(pb_tiers, field)
static void read_shrink(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const pb_key KEYS[] = {
      {.name = "space", .read = read_tier, AT(shrink[PB_SHRINK_SPACE]), .min = 0, .max = 100},
      {.name = "middle", .read = read_tier, AT(shrink[PB_SHRINK_MIDDLE]), .min = 0, .max = 50},
      {.name = "bracket", .read = read_tier, AT(shrink[PB_SHRINK_BRACKET]), .min = 0, .max = 50},
      {.name = "comma", .read = read_tier, AT(shrink[PB_SHRINK_COMMA]), .min = 0, .max = 50},
      {.name = "latin", .read = read_tier, AT(shrink[PB_SHRINK_LATIN]), .min = 0, .max = 100},
      {.name = "stop", .read = read_tier, AT(shrink[PB_SHRINK_STOP]), .min = 0, .max = 50},
  };
  PB_READ_MAP(r, node, key->name, KEYS, at);
}

static void read_stretch(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const pb_key KEYS[] = {
      {.name = "space", .read = read_tier, AT(stretch[PB_STRETCH_SPACE]), .min = 0, .max = 200},
      {.name = "latin", .read = read_tier, AT(stretch[PB_STRETCH_LATIN]), .min = 0, .max = 200},
      {.name = "han", .read = read_tier, AT(stretch[PB_STRETCH_HAN]), .min = 0, .max = 100},
  };
  PB_READ_MAP(r, node, key->name, KEYS, at);
}
#undef AT

static void read_tiers(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const pb_key KEYS[] = {{.name = "shrink", .read = read_shrink}, {.name = "stretch", .read = read_stretch}};
  PB_READ_MAP(r, node, key->name, KEYS, at);
}

static void read_marks_give(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  static const char *const NAMES[] = {"equal", "whole", NULL};
  unsigned choice;
  if (pb_want_choice(r, node, key->name, NAMES, &choice)) *(bool *)at = choice == 1;
}

void pb_read_second(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  unsigned choice;
  if (pb_want_choice(r, node, key->name, key->names, &choice)) *(bool *)at = choice == 1;
}

/* `[most per character, share of the measure]`. */
static void read_spread(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_style *style = at;
  int32_t most, share;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[most between characters, share of the measure] in percent, e.g. [50, 70]")))
    return;
  if (!pb_want_int(r, &node->items[0], key->name, 0, 200, &most) || !pb_want_int(r, &node->items[1], key->name, 0, 100, &share))
    return;
  style->spread = most * 1024 / 100, style->spread_to = (uint16_t)(share * 10);
}

#define AT(field) .at = offsetof(pb_style, field)
static const char *const SHAPE_NAMES[] = {"balanced", "long-short", "short-long", "free", NULL};
static const char *const TURN_NAMES[] = {"late", "early", NULL};
static const char *const ALIGN_NAMES[] = {"justify", "left", "centre", "right", "fill", NULL};
static const char *const PROHIBITION_NAMES[] = {"none", "basic", "gb", "strict", NULL};
static const char *const PUNCTUATION_NAMES[] = {"auto", "quanjiao", "kaiming", "banjiao", "plain", NULL};
static const char *const QUOTES_NAMES[] = {"auto", "curly", "corner", NULL};
static const char *const UPRIGHT_NAMES[] = {"none", "letters", "acronyms", NULL};
static const char *const INITIAL_NAMES[] = {"0", "-", "2", "3", NULL}; /* by the number; 1 is none */
static const pb_key STYLE_KEYS[] = {
    {.name = "like", .read = read_already},
    {.name = "size", .read = read_already},
    {.name = "font", .read = pb_read_text, AT(font)},
    {.name = "weight", .read = read_weight, AT(weight), .min = 100, .max = 900},
    {.name = "language", .read = pb_read_language, AT(language)},
    {.name = "line", .read = pb_read_length, AT(line), .min = 0, .max = 600},
    {.name = "align", .read = pb_read_choice, AT(align), .names = ALIGN_NAMES},
    {.name = "indent", .read = pb_read_length, AT(indent), .min = 0, .max = 500},
    {.name = "inset", .read = read_inset, .min = 0, .max = 500},
    {.name = "scale", .read = read_scale},
    {.name = "before", .read = pb_read_rows, AT(rows_before), .min = 0, .max = 50},
    {.name = "after", .read = pb_read_rows, AT(rows_after), .min = 0, .max = 50},
    {.name = "colour", .read = pb_read_colour, AT(colour)},
    {.name = "initial", .read = pb_read_choice, AT(initial), .names = INITIAL_NAMES},
    {.name = "hang", .read = pb_read_bool, AT(hang)},
    {.name = "box", .read = pb_read_choice, AT(box), .names = PB_LINE_NAMES},
    {.name = "rule-above", .read = pb_read_choice, AT(rule_above), .names = PB_LINE_NAMES},
    {.name = "rule-below", .read = pb_read_choice, AT(rule_below), .names = PB_LINE_NAMES},
    {.name = "rule-header", .read = pb_read_choice, AT(rule_header), .names = PB_LINE_NAMES},
    {.name = "prohibition", .read = pb_read_choice, AT(prohibition), .names = PROHIBITION_NAMES},
    {.name = "punctuation", .read = pb_read_choice, AT(punctuation), .names = PUNCTUATION_NAMES},
    {.name = "quotes", .read = pb_read_choice, AT(quotes), .names = QUOTES_NAMES},
    {.name = "hang-stops", .read = pb_read_bool, AT(hang_stops)},
    {.name = "squeeze", .instead = "punctuation: quanjiao (yes), punctuation: plain (no)"},
    {.name = "keep", .read = read_keep, AT(keep)},
    {.name = "hyphenate", .read = pb_read_bool, AT(hyphenate)},
    {.name = "han-latin", .read = read_percent, AT(han_latin), .min = 0, .max = 100},
    {.name = "lines", .read = pb_read_uint16, AT(lines), .min = 1, .max = PB_HEAD_LINES_MAX},
    {.name = "shape", .read = pb_read_choice, AT(shape), .names = SHAPE_NAMES},
    {.name = "turn", .read = pb_read_second, AT(turn_early), .names = TURN_NAMES},
    {.name = "spread", .read = read_spread},
    {.name = "letter", .read = read_percent, AT(letter), .min = -20, .max = 200},
    {.name = "combine", .read = pb_read_uint16, AT(combine), .min = 0, .max = PB_COMBINE_MAX},
    {.name = "upright", .read = pb_read_choice, AT(upright), .names = UPRIGHT_NAMES},
    {.name = "tiers", .read = read_tiers, AT(tiers)},
    {.name = "marks-give", .read = read_marks_give, AT(marks_whole)},
};
#undef AT

/* ---- styles ---- */

static pb_style plain_style(const pb_layout *layout) {
  return (pb_style){.span = layout->span,
                    .font = PB_STR("song"),
                    .weight = 400,
                    .language = PB_STR("zh-Hans"),
                    .sizes = {layout->body},
                    .nsizes = 1,
                    .scale_min = 1000,
                    .scale_max = 1000,
                    .colour = {0, 1000},
                    .rule_above = PB_LINE_USUAL,
                    .rule_below = PB_LINE_USUAL,
                    .rule_header = PB_LINE_USUAL,
                    .prohibition = PB_PROHIBIT_GB,
                    .keep = PB_KEEP_ALL,
                    .hyphenate = true,
                    .han_latin = 256,
                    .combine = 2,
                    .upright = PB_LATIN_LETTERS,
                    .tiers = PB_TIERS_DEFAULT,
                    .marks_whole = true};
}

static const pb_yaml_entry *parent_of(pb_reader *r, const pb_yaml *styles, const pb_yaml_entry *style) {
  const pb_yaml_entry *like = pb_yaml_find(style->value, "like");
  pb_str name;
  if (!like || !pb_want_text(r, like->value, "like", &name)) return NULL;
  const char **names = PB_NEW_N(r->arena, const char *, styles->n);
  for (size_t i = 0; i < styles->n; i++) {
    if (pb_str_eq(styles->entries[i].key, name)) return &styles->entries[i];
    names[i] = styles->entries[i].key.s;
  }
  pb_unknown_name(r, like->value->span, "unknown-style", _("style"), name, names, styles->n);
  return NULL;
}

/* The style and those it is like, itself first; returns how many. */
static size_t ancestry(pb_reader *r, const pb_yaml *styles, const pb_yaml_entry *style, const pb_yaml_entry *chain[LIKE_MAX]) {
  size_t n = 0;
  pb_reader quiet = *r;
  quiet.quiet = true;
  for (const pb_yaml_entry *one = style; one; one = parent_of(n == 1 ? r : &quiet, styles, one)) {
    if (n == LIKE_MAX) {
      pb_reader_error(r, style->span, "like-cycle", _("the style “%.*s” is like itself, or has more than %d styles above it"),
                      PB_STR_ARG(style->key), LIKE_MAX);
      return 1;
    }
    chain[n++] = one;
  }
  return n;
}

static bool is_given(const pb_yaml_entry *const *chain, size_t n, const char *key) {
  for (size_t i = 0; i < n; i++)
    if (pb_yaml_find(chain[i]->value, key)) return true;
  return false;
}

/* What a style has from others is read again here: 字 in it means this style's own size. */
static pb_style read_style(pb_reader *r, const pb_yaml *styles, const pb_yaml_entry *entry, const pb_layout *layout) {
  const pb_yaml_entry *chain[LIKE_MAX];
  pb_style style = plain_style(layout);
  size_t n = ancestry(r, styles, entry, chain);
  pb_reader quiet = *r;
  quiet.quiet = true;
  for (size_t i = n; i > 0; i--) {
    const pb_yaml_entry *size = pb_yaml_find(chain[i - 1]->value, "size");
    if (size) read_sizes(i == 1 ? r : &quiet, size->value, &style);
  }
  pb_unit_base body = r->base;
  r->base.em = quiet.base.em = style.sizes[0];
  for (size_t i = n; i > 0; i--) PB_READ_MAP(i == 1 ? r : &quiet, chain[i - 1]->value, chain[i - 1]->key.s, STYLE_KEYS, &style);
  r->base = body;
  style.name = entry->key, style.span = entry->span;
  if (style.font.n == 0) style.font = PB_STR("song");
  if (style.language.n == 0) style.language = PB_STR("zh-Hans");
  /* Marks in the middle of their em have two sides, which give alike. */
  if (pb_language_is_traditional(style.language) && !is_given(chain, n, "marks-give")) style.marks_whole = false;
  return style;
}

/* Those within the copy (subhead, quotation, table, item, brief-head) are made from the frame's own body: text/styles. */
static const char *const WELL_KNOWN[] = {"caption", "credit",   "jump", "folio",  "credits",    "ear",
                                         "kicker",  "headline", "deck", "byline", "topic-head", "nameplate"};
enum { WELL_KNOWN_N = sizeof WELL_KNOWN / sizeof *WELL_KNOWN };

int pb_layout_style(const pb_layout *layout, const char *name) {
  for (size_t i = 0; i < layout->nstyles; i++)
    if (pb_str_is(layout->styles[i].name, name)) return (int)i;
  return -1;
}

static void add_well_known(pb_layout *layout, pb_style *styles) {
  for (size_t i = 0; i < WELL_KNOWN_N; i++) {
    if (pb_layout_style(layout, WELL_KNOWN[i]) >= 0) continue;
    pb_style *style = &styles[layout->nstyles++];
    *style = styles[0];
    style->name = pb_str_from(WELL_KNOWN[i]), style->indent = 0;
  }
}

bool pb_styles_read(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
  bool given = pb_part_is_map(r, node, "styles", PB_STYLES_MAX);
  const pb_yaml_entry *body = given ? pb_yaml_find(node, "body") : NULL;
  pb_style *styles = PB_NEW_N(r->arena, pb_style, (given ? node->n : 0) + 1 + WELL_KNOWN_N);
  styles[0] = plain_style(layout);
  styles[0].name = PB_STR("body");
  layout->styles = styles, layout->nstyles = 1;
  if (body) styles[0] = read_style(r, node, body, layout);
  else if (given) pb_reader_error(r, node->span, "missing-key", _("the style “body” is missing"));
  for (size_t i = 0; given && i < node->n; i++)
    if (&node->entries[i] != body) styles[layout->nstyles++] = read_style(r, node, &node->entries[i], layout);
  add_well_known(layout, styles);
  return body != NULL;
}
