/* Frames: a template's, and the day's own laid over them. */
#include <stddef.h>
#include <string.h>

#include "issue.h"
#include "layoutparts.h"
#include "text.h"

enum { LEG_LEAST = 5 /* 字: narrower is not set */ };

/* ---- values ---- */

/* `[column, line]`, from 1 in the file, from 0 here. */
static void read_at(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_frame *frame = at;
  int32_t column, row;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[column, line], both counted from 1, e.g. [3, 41]"))) return;
  if (pb_want_int(r, &node->items[0], key->name, 1, 2 * PB_COLUMNS_MAX, &column)) frame->column = (uint16_t)(column - 1);
  if (pb_want_int(r, &node->items[1], key->name, 1, PB_LINES_MAX, &row)) frame->row = (uint16_t)(row - 1);
}

static void read_size(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_frame *frame = at;
  int32_t columns, rows;
  if (!pb_want_list(r, node, key->name, 2, 2, _("[columns, lines], e.g. [4, 30]"))) return;
  if (pb_want_int(r, &node->items[0], key->name, 1, 2 * PB_COLUMNS_MAX, &columns)) frame->columns = (uint16_t)columns;
  if (pb_want_int(r, &node->items[1], key->name, 1, PB_LINES_MAX, &rows)) frame->rows = (uint16_t)rows;
}

/* `13字` or `13`. */
static bool want_characters(pb_reader *r, const pb_yaml *node, const char *name, int32_t *out) {
  pb_yaml number = *node;
  if (pb_str_ends(number.text, "字")) number.text = pb_str_trim(pb_str_sub(number.text, 0, number.text.n - strlen("字")));
  return pb_want_int(r, &number, name, LEG_LEAST, 500, out);
}

/* A number of legs, or a list of their widths. */
static void read_legs(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_frame *frame = at;
  int32_t value;
  if (node->kind == PB_YAML_TEXT) {
    if (!pb_want_int(r, node, key->name, 1, PB_LEGS_MAX, &value)) return;
    memset(frame->widths, 0, sizeof frame->widths);
    frame->legs = (uint16_t)value;
    return;
  }
  if (!pb_want_list(r, node, key->name, 1, PB_LEGS_MAX, _("4, or the width of each: [13字, 13字, 27字]"))) return;
  uint16_t widths[PB_LEGS_MAX] = {0};
  for (size_t i = 0; i < node->n; i++) {
    if (!want_characters(r, &node->items[i], key->name, &value)) return;
    widths[i] = (uint16_t)value;
  }
  memcpy(frame->widths, widths, sizeof widths);
  frame->legs = (uint16_t)node->n;
}

/* `[first, how many]`, or `all`. */
static void read_head_legs(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_frame *frame = at;
  int32_t first, count;
  if (node->kind == PB_YAML_TEXT && pb_str_is(node->text, "all")) {
    frame->head_leg = frame->head_legs = 0;
    return;
  }
  if (!pb_want_list(r, node, key->name, 2, 2, _("[first leg, number of legs], e.g. [1, 2], or all"))) return;
  if (!pb_want_int(r, &node->items[0], key->name, 1, PB_LEGS_MAX, &first)) return;
  if (!pb_want_int(r, &node->items[1], key->name, 1, PB_LEGS_MAX, &count)) return;
  frame->head_leg = (uint16_t)(first - 1), frame->head_legs = (uint16_t)count;
}

static void read_tint(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  if (node->kind == PB_YAML_TEXT && pb_str_is(node->text, "none")) *(pb_colour *)at = (pb_colour){0};
  else pb_read_colour(r, node, key, at);
}

static void read_head_name(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  const char *names[PB_HEADS_MAX];
  pb_str name;
  int *out = at;
  if (!pb_want_text(r, node, key->name, &name)) return;
  int head = pb_layout_head(r->layout, name);
  if (head >= 0) {
    *out = head;
    return;
  }
  for (size_t i = 0; i < r->layout->nheads; i++) names[i] = r->layout->heads[i].name.s;
  pb_unknown_name(r, node->span, "unknown-head", _("head set"), name, names, r->layout->nheads);
}

static void read_body(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  const char **names = PB_NEW_N(r->arena, const char *, r->layout->nstyles);
  pb_str name;
  if (!pb_want_text(r, node, key->name, &name)) return;
  for (size_t i = 0; i < r->layout->nstyles; i++) {
    names[i] = r->layout->styles[i].name.s;
    if (pb_str_eq(name, r->layout->styles[i].name)) {
      *(int *)at = (int)i;
      return;
    }
  }
  pb_unknown_name(r, node->span, "unknown-style", _("style"), name, names, r->layout->nstyles);
}

#define AT(field) .at = offsetof(pb_frame, field)
static const char *const KIND_NAMES[] = {"story", "ad", "picture", "nameplate", "ear", "folio", "credits", NULL};
static const char *const REMAINDER_NAMES[] = {"gutter", "first", "last", NULL};
static const pb_key FRAME_KEYS[] = {
    {.name = "at", .read = read_at},
    {.name = "size", .read = read_size},
    {.name = "kind", .read = pb_read_choice, AT(kind), .names = KIND_NAMES},
    {.name = "legs", .read = read_legs},
    {.name = "remainder", .read = pb_read_choice, AT(remainder), .names = REMAINDER_NAMES},
    {.name = "box", .read = pb_read_choice, AT(box), .names = PB_LINE_NAMES},
    {.name = "tint", .read = read_tint, AT(tint)},
    {.name = "leg-rule", .read = pb_read_choice, AT(leg_rule), .names = PB_LINE_NAMES},
    {.name = "rule-above", .read = pb_read_choice, AT(rule_above), .names = PB_LINE_NAMES},
    {.name = "rule-below", .read = pb_read_choice, AT(rule_below), .names = PB_LINE_NAMES},
    {.name = "head", .read = read_head_name, AT(head)},
    {.name = "head-legs", .read = read_head_legs},
    {.name = "body", .read = read_body, AT(body)},
    {.name = "vertical", .read = pb_read_bool, AT(vertical)},
};
#undef AT

/* ---- checks of one frame ---- */

/* What legs share: the frame's width; of a vertical frame its height, as high as type in its rows. */
static pb_len room_of(const pb_layout *layout, const pb_frame *frame) {
  if (frame->vertical) return frame->rows * layout->line - (layout->line - layout->body);
  return pb_grid_rect(layout, frame->column, 0, frame->columns, 1).w;
}

static void check_widths(pb_reader *r, pb_frame *frame, pb_span span) {
  const pb_layout *layout = r->layout;
  int64_t room = (int64_t)room_of(layout, frame) * 1000, body = layout->body;
  int64_t taken = (int64_t)(frame->legs - 1) * body * layout->gutter;
  for (size_t i = 0; i < frame->legs; i++) taken += frame->widths[i] * body * 1000;
  if (taken <= room) return;
  pb_reader_error(r, span, "bad-frame", _("the legs of frame “%.*s” take %d字 with their gutters, and it has %d字"),
                  PB_STR_ARG(frame->name), (int)((taken + body * 1000 - 1) / body / 1000), (int)(room / body / 1000));
  pb_reader_hint(r, "%s", frame->vertical ? _("give it lower bands, or more lines") : _("give it narrower legs, or more columns"));
  memset(frame->widths, 0, sizeof frame->widths);
  frame->legs = 0;
}

static unsigned most_legs(const pb_layout *layout, const pb_frame *frame) {
  int64_t body = layout->body, gutter = body * layout->gutter / 1000;
  int64_t n = (room_of(layout, frame) + gutter) / (LEG_LEAST * body + gutter);
  return n < 1 ? 1 : n > PB_LEGS_MAX ? PB_LEGS_MAX : (unsigned)n;
}

/* Copy keeps off the fold: its legs stand on either side, and each has the room that it asks for. */
static void check_fold(pb_reader *r, pb_frame *frame, pb_span span) {
  pb_leg legs[PB_LEGS_MAX];
  size_t n = pb_grid_legs(r->layout, frame, legs);
  pb_rect rect = pb_grid_rect(r->layout, frame->column, 0, frame->columns, 1);
  pb_len fold = pb_layout_fold(r->layout) - rect.x, least = LEG_LEAST * r->layout->body;
  bool clear = !frame->vertical && legs[n - 1].x + legs[n - 1].width <= rect.w;
  for (size_t i = 0; i < n && clear; i++)
    clear = legs[i].width >= least && (legs[i].x >= fold || legs[i].x + legs[i].width <= fold);
  if (clear) return;
  if (frame->vertical)
    pb_reader_error(r, span, "bad-frame", _("the vertical frame “%.*s” lies across the fold"), PB_STR_ARG(frame->name));
  else
    pb_reader_error(r, span, "bad-frame", _("the legs of frame “%.*s” do not fit on either side of the fold"),
                    PB_STR_ARG(frame->name));
  pb_reader_hint(r, frame->vertical ? _("make it two frames, one on each page")
                                    : _("give it two legs or more, none wider than what it has on its page"));
  memset(frame->widths, 0, sizeof frame->widths);
  frame->legs = 0;
}

static void check_legs(pb_reader *r, pb_frame *frame, pb_span span) {
  if (frame->kind == PB_FRAME_STORY && pb_grid_folds(r->layout, frame)) {
    check_fold(r, frame, span);
    return;
  }
  if (frame->widths[0]) {
    check_widths(r, frame, span);
    return;
  }
  unsigned most = most_legs(r->layout, frame);
  if (frame->legs <= most) return;
  pb_reader_error(r, span, "bad-frame",
                  frame->vertical ? _("the %d bands of frame “%.*s” would be lower than %d字")
                                  : _("the %d legs of frame “%.*s” would be narrower than %d字"),
                  (int)frame->legs, PB_STR_ARG(frame->name), LEG_LEAST);
  if (frame->vertical) pb_reader_hint(r, _("give it at most %u, or more lines"), most);
  else pb_reader_hint(r, _("give it at most %u legs, or more columns"), most);
  frame->legs = 0;
}

/* Over a vertical frame the head stands above all of it. */
static void check_head_legs(pb_reader *r, pb_frame *frame, pb_span span) {
  if (frame->vertical && frame->head_legs) {
    pb_reader_error(r, span, "bad-frame", _("the head of the vertical frame “%.*s” stands above all of it"),
                    PB_STR_ARG(frame->name));
    pb_reader_hint(r, _("take `head-legs` away"));
    frame->head_leg = frame->head_legs = 0;
  }
  unsigned legs = frame->legs ? frame->legs : frame->columns;
  if (frame->head_leg + frame->head_legs <= legs) return;
  pb_reader_error(r, span, "bad-frame", _("the head of frame “%.*s” stands over legs %d to %d, and there are %u"),
                  PB_STR_ARG(frame->name), frame->head_leg + 1, frame->head_leg + frame->head_legs, legs);
  frame->head_leg = frame->head_legs = 0;
}

/* ---- frames ---- */

static pb_span place_of(const pb_yaml_entry *entry, const char *key) {
  const pb_yaml_entry *at = pb_yaml_find(entry->value, key);
  return at ? at->value->span : entry->span;
}

/* True if the frame can be used. */
static bool read_frame(pb_reader *r, const pb_yaml_entry *entry, bool known, pb_frame *frame) {
  if (!PB_READ_MAP(r, entry->value, entry->key.s, FRAME_KEYS, frame)) return known;
  frame->name = entry->key, frame->span = entry->span;
  static const char *const NEEDED[] = {"at", "size"};
  for (size_t i = 0; i < 2 && !known; i++)
    if (!pb_yaml_find(entry->value, NEEDED[i]))
      pb_reader_error(r, entry->span, "missing-key", _("frame “%.*s”: the key “%s” is missing"), PB_STR_ARG(entry->key), NEEDED[i]);
  if (frame->columns == 0 || frame->rows == 0) return false;
  check_legs(r, frame, place_of(entry, "legs"));
  check_head_legs(r, frame, place_of(entry, "head-legs"));
  return true;
}

static size_t find_frame(const pb_frame *frames, size_t n, pb_str name) {
  size_t i = 0;
  while (i < n && !pb_str_eq(frames[i].name, name)) i++;
  return i;
}

static bool is_none(const pb_yaml *node) { return node->kind == PB_YAML_TEXT && pb_str_is(node->text, "none"); }

static void take_away(pb_reader *r, const pb_yaml_entry *entry, pb_frame *frames, size_t *n, size_t i) {
  if (i < *n) {
    memmove(frames + i, frames + i + 1, (*n - i - 1) * sizeof *frames);
    --*n;
    return;
  }
  const char **names = PB_NEW_N(r->arena, const char *, *n);
  for (size_t k = 0; k < *n; k++) names[k] = frames[k].name.s;
  pb_unknown_name(r, entry->span, "unknown-frame", _("frame"), entry->key, names, *n);
}

const pb_frame *pb_frames_read(pb_reader *r, const pb_yaml *node, const pb_frame *given, size_t ngiven, size_t *n) {
  *n = ngiven;
  if (!pb_part_is_map(r, node, "frames", PB_FRAMES_MAX)) return given;
  pb_frame *frames = PB_NEW_N(r->arena, pb_frame, ngiven + node->n);
  if (ngiven) memcpy(frames, given, ngiven * sizeof *frames);
  for (size_t i = 0; i < node->n; i++) {
    const pb_yaml_entry *entry = &node->entries[i];
    size_t k = find_frame(frames, *n, entry->key);
    if (is_none(entry->value)) {
      take_away(r, entry, frames, n, k);
      continue;
    }
    bool known = k < *n;
    pb_frame frame = known ? frames[k] : (pb_frame){.head = -1, .body = -1};
    if (!read_frame(r, entry, known, &frame)) continue;
    frames[k] = frame;
    *n += !known;
  }
  return frames;
}

/* ---- templates ---- */

typedef struct {
  const pb_yaml *frames;
  bool spread;
} template_map;

void pb_templates_read(pb_reader *r, const pb_yaml *node, pb_layout *layout) {
#define AT(field) .at = offsetof(template_map, field)
  static const pb_key KEYS[] = {{.name = "frames", .read = pb_read_node, AT(frames), .required = true},
                                {.name = "spread", .read = pb_read_bool, AT(spread)}};
#undef AT
  if (!pb_part_is_map(r, node, "templates", PB_TEMPLATES_MAX)) return;
  pb_template *templates = PB_NEW_N(r->arena, pb_template, node->n);
  const pb_layout spread = pb_layout_spread(layout);
  for (size_t i = 0; i < node->n; i++) {
    template_map map = {0};
    PB_READ_MAP(r, node->entries[i].value, node->entries[i].key.s, KEYS, &map);
    templates[i] = (pb_template){.name = node->entries[i].key, .span = node->entries[i].span, .spread = map.spread};
    r->layout = map.spread ? &spread : layout;
    if (map.frames) templates[i].frames = pb_frames_read(r, map.frames, NULL, 0, &templates[i].nframes);
  }
  r->layout = layout;
  layout->templates = templates, layout->ntemplates = node->n;
}

static const pb_template *check_spread(pb_reader *r, const pb_issue_page *page, const pb_template *found) {
  bool spread = page->last > 0;
  if (!found || found->spread == spread) return found;
  pb_reader_error(r, page->template_name.span, "not-a-spread",
                  spread ? _("the template “%.*s” is a page's, and pages %u and %u are a spread")
                         : _("the template “%.*s” is a spread's, and page %u is a page alone"),
                  PB_STR_ARG(found->name), page->number, page->last);
  pb_reader_hint(r, spread ? _("name a template that has `spread: yes`, or make them two pages")
                           : _("write `pages: [4, 5]` for two facing pages, or name another template"));
  return NULL;
}

static const pb_template *template_of(pb_reader *r, const pb_issue_page *page) {
  const char *names[PB_TEMPLATES_MAX];
  if (page->template_name.text.n == 0) return NULL;
  const pb_template *found = pb_layout_template(r->layout, page->template_name.text);
  for (size_t i = 0; i < r->layout->ntemplates; i++) names[i] = r->layout->templates[i].name.s;
  if (!found)
    pb_unknown_name(r, page->template_name.span, "unknown-template", _("template"), page->template_name.text, names,
                    r->layout->ntemplates);
  return check_spread(r, page, found);
}

const pb_frame *pb_page_frames(pb_arena *arena, pb_diags *diags, const pb_issue_page *page, const pb_layout *layout, size_t *n) {
  pb_reader r = {.arena = arena, .diags = diags, .base = {layout->body, layout->line}, .layout = layout};
  const pb_template *base = template_of(&r, page);
  *n = base ? base->nframes : 0;
  const pb_frame *frames = base ? base->frames : NULL;
  return page->frames ? pb_frames_read(&r, page->frames, frames, *n, n) : frames;
}
