#include "flows.h"

pb_len pb_style_size(const pb_style *style) { return style->nsizes && style->sizes[0] > 0 ? style->sizes[0] : 9 * PB_PT; }

uint16_t pb_style_rows(const pb_layout *layout, const pb_style *style, pb_len size) {
  pb_len row = layout ? layout->line : 0, line = style->line > size ? style->line : size;
  if (row <= 0) return 1;
  int64_t rows = ((int64_t)line + row - 1) / row;
  return (uint16_t)(rows < 1 ? 1 : rows > 1000 ? 1000 : rows);
}

/* Type, half its size above, and a little clear of the line before. */
enum { RUBY_LINE = 1690 /* 1/1024 em */ };

void pb_flow_rows_over(const pb_layout *layout, pb_flow *flow) {
  pb_len row = layout ? layout->line : 0;
  int64_t need = (int64_t)flow->size * RUBY_LINE / 1024, rows = row > 0 ? (need + row - 1) / row : 1;
  if (rows <= flow->rows) return;
  flow->rows_over = (uint16_t)(rows - flow->rows);
  flow->rows = (uint16_t)rows;
}

static void make_subhead(pb_style *s) {
  s->font = PB_STR("hei");
  s->weight = 700;
  s->align = PB_ALIGN_CENTRE;
  s->rows_before = 1;
  s->rows_after = 0;
}

static void make_quotation(pb_style *s, pb_len size) {
  s->font = PB_STR("kai");
  s->weight = 400;
  s->inset_left += size;
}

static void make_note(pb_style *s) {
  s->font = PB_STR("kai");
  s->weight = 400;
}

/* Of these only font and weight count: they are set within lines of another style. */
static void make_label(pb_style *s) {
  s->font = PB_STR("hei");
  s->weight = 700;
}

static void make_verse(pb_style *s) {
  s->font = PB_STR("kai");
  s->align = PB_ALIGN_CENTRE;
}

static void make_sign(pb_style *s, pb_len size) {
  s->font = PB_STR("kai");
  s->align = PB_ALIGN_RIGHT;
  s->inset_right += size;
}

/* Made from the body where the layout has no style of that name. */
static const pb_style *derive(const pb_shaper *shaper, const pb_style *body, pb_flow_role role, const char *name) {
  pb_style *s = PB_NEW(shaper->arena, pb_style);
  *s = *body;
  s->name = pb_str_from(name);
  bool indented = role == PB_ROLE_QUOTATION || role == PB_ROLE_NOTE || role == PB_ROLE_QUESTION || role == PB_ROLE_ANSWER;
  if (!indented) s->indent = 0;
  switch (role) {
    case PB_ROLE_SUBHEAD: make_subhead(s); break;
    case PB_ROLE_QUOTATION: make_quotation(s, pb_style_size(body)); break;
    case PB_ROLE_TABLE:
      s->align = PB_ALIGN_LEFT;
      s->sizes[0] = pb_style_size(body);
      s->sizes[1] = pb_style_size(body) * 7 / 8; /* 小五 to 六号 */
      s->nsizes = 2;
      break;
    case PB_ROLE_BRIEF_HEAD:
      make_subhead(s);
      s->align = PB_ALIGN_LEFT;
      if (s->punctuation == PB_PUNCTUATION_AUTO) s->punctuation = PB_PUNCTUATION_BANJIAO;
      break;
    case PB_ROLE_BRIEF_LINE:
      s->font = PB_STR("kai");
      s->align = PB_ALIGN_LEFT;
      break;
    case PB_ROLE_NOTE: make_note(s); break;
    case PB_ROLE_NOTE_LABEL:
    case PB_ROLE_SPEAKER: make_label(s); break;
    case PB_ROLE_QUESTION: s->font = PB_STR("kai"); break;
    case PB_ROLE_VERSE: make_verse(s); break;
    case PB_ROLE_SIGN: make_sign(s, pb_style_size(body)); break;
    case PB_ROLE_TABLE_TITLE:
      make_label(s);
      s->align = PB_ALIGN_CENTRE;
      break;
    default: break;
  }
  return s;
}

static void settle(pb_line_kind *rule, pb_line_kind usual) {
  if (*rule == PB_LINE_USUAL) *rule = usual;
}

/* Rules that the layout does not speak of are those that are usual. */
static const pb_style *with_rules(pb_arena *arena, const pb_style *style, pb_flow_role role) {
  bool table = role == PB_ROLE_TABLE;
  if (!table && role != PB_ROLE_NOTE) return style;
  pb_style *s = PB_NEW(arena, pb_style);
  *s = *style;
  settle(&s->rule_above, table ? PB_LINE_THIN : PB_LINE_HAIR);
  settle(&s->rule_below, table ? PB_LINE_THIN : PB_LINE_HAIR);
  settle(&s->rule_header, PB_LINE_HAIR);
  return s;
}

const pb_style *pb_flow_style(pb_flow_styles *styles, const pb_shaper *shaper, pb_flow_role role) {
  static const char *const NAMES[] = {"subhead",    "quotation", "table",      "item",        "brief-head",
                                      "brief-line", "note",      "note-label", "question",    "answer",
                                      "speaker",    "verse",     "sign",       "table-title", "initial"};
  _Static_assert(sizeof NAMES / sizeof *NAMES == PB_FLOW_ROLES, "a name for every role");
  const pb_layout *layout = shaper->layout;
  if (styles->styles[role]) return styles->styles[role];
  const pb_style *found = NULL;
  for (size_t i = 0; layout && i < layout->nstyles && !found; i++)
    if (pb_str_is(layout->styles[i].name, NAMES[role])) found = &layout->styles[i];
  if (!found) found = derive(shaper, styles->body, role, NAMES[role]);
  return styles->styles[role] = with_rules(shaper->arena, found, role);
}
