#include "notes.h"

#include "utf8.h"

/* One line of text whose clusters stand at x[0 … n). */
typedef struct {
  pb_pen pen;
  const pb_story *story;
  uint32_t first, n;
  const pb_len *x;
  pb_emit_at at;
} noted_line;

/* Under the text: how much room each kind takes, 1/1024 em, from the em box down. Together they stay clear of the next line
 * where lines are 1¼ em apart. */
enum {
  EM_FOOT = 128,   /* below the baseline */
  LINE_ROOM = 77,  /* a straight line */
  LINE_WIDTH = 51, /* 0.45 pt at 9 pt */
  WAVE_ROOM = 174, /* a wave is four times as high as its stroke is wide */
  WAVE_WIDTH = 40,
  EM_HEAD = 901, /* above it */
  DOT_ROOM = 138,
  DOT_WIDTH = 123,
  LINE_INSET = 51,   /* at both ends of a name's or title's line: neighbours do not touch */
  RUBY_APART = 128,  /* between annotations: a quarter of their size */
  EM_MIDDLE = 389,   /* above the baseline */
  MIDDLE_RISE = 384, /* of a line through the text: the middle of a Chinese character */
};

typedef struct {
  unsigned mark, turn; /* neighbours that differ in `turn` have a line each */
  pb_line_kind kind;
  pb_len room, width, inset;
} line_form;

static const line_form UNDER[] = {
    {PB_NAME, PB_NAME_TURN, PB_LINE_THIN, LINE_ROOM, LINE_WIDTH, LINE_INSET},
    {PB_TITLE, PB_TITLE_TURN, PB_LINE_WAVE, WAVE_ROOM, WAVE_WIDTH, LINE_INSET},
    {PB_UNDERLINE, 0, PB_LINE_THIN, LINE_ROOM, LINE_WIDTH, 0},
};
enum { NUNDER = sizeof UNDER / sizeof *UNDER };
static const line_form THROUGH = {PB_STRIKE, 0, PB_LINE_THIN, 0, LINE_WIDTH, 0};

static pb_len of_em(const noted_line *l, pb_len parts) { return (pb_len)((int64_t)l->at.size * parts / 1024); }

static const pb_cluster *cluster(const noted_line *l, uint32_t i) { return &l->story->clusters[l->first + i]; }

static uint32_t character(const noted_line *l, uint32_t i) {
  size_t size;
  return cluster(l, i)->ntext ? pb_utf8_at(l->story->text, cluster(l, i)->text, &size) : 0;
}

static pb_len right_of(const noted_line *l, uint32_t i) {
  return l->x[i] + (pb_len)((int64_t)cluster(l, i)->advance * l->at.scale / 1000);
}

static void put(const noted_line *l, pb_line_kind kind, pb_len x0, pb_len x1, pb_len y, pb_len width) {
  pb_item item = {.kind = PB_ITEM_LINE, .paint = l->at.paint};
  if (l->n) item.span = pb_emit_span(l->story, l->first, l->first + l->n - 1);
  item.line.x0 = x0;
  item.line.x1 = x1;
  item.line.y0 = item.line.y1 = l->at.y + y;
  item.line.width = width;
  item.line.kind = kind;
  pb_pen_item(&l->pen, item);
}

/* The end of the stretch from cluster i on that one mark covers. */
static uint32_t stretch_end(const noted_line *l, uint32_t i, unsigned mark, unsigned turn) {
  unsigned now = cluster(l, i)->marks & turn;
  uint32_t end = i;
  while (end < l->n && (cluster(l, end)->marks & mark) && (cluster(l, end)->marks & turn) == now) end++;
  return end;
}

/* How far down the lines under [i, end) that stand nearer than UNDER[form] reach. */
static pb_len taken(const noted_line *l, uint32_t i, uint32_t end, size_t form) {
  unsigned marks = 0;
  pb_len room = EM_FOOT;
  for (; i < end; i++) marks |= cluster(l, i)->marks;
  for (size_t k = 0; k < form; k++) room += marks & UNDER[k].mark ? UNDER[k].room : 0;
  return room;
}

static void draw_stretch(const noted_line *l, const line_form *form, uint32_t i, uint32_t end, pb_len y) {
  while (i < end && character(l, i) == 0x3000) i++;
  while (i < end && character(l, end - 1) == 0x3000) end--;
  if (i == end) return;
  pb_len inset = of_em(l, form->inset), x0 = l->x[i] + inset, x1 = right_of(l, end - 1) - inset;
  if (x1 > x0) put(l, form->kind, x0, x1, y, of_em(l, form->width));
}

static void draw_lines(const noted_line *l) {
  for (size_t k = 0; k <= NUNDER; k++) {
    const line_form *form = k < NUNDER ? &UNDER[k] : &THROUGH;
    for (uint32_t i = 0, end; i < l->n; i = end) {
      end = stretch_end(l, i, form->mark, form->turn);
      pb_len y = k < NUNDER ? of_em(l, taken(l, i, end, k) + form->room / 2) : -of_em(l, MIDDLE_RISE);
      if (end > i) draw_stretch(l, form, i, end, y);
      else end++;
    }
  }
}

/* Characters, not marks and blanks. */
static bool takes_dot(const noted_line *l, uint32_t i) {
  uint32_t c = character(l, i);
  switch (cluster(l, i)->kind) {
    case PB_CLASS_HAN: return true;
    case PB_CLASS_SYMBOL: return c != 0x3000;
    case PB_CLASS_DIGIT: return c >= '0' && c <= '9';
    case PB_CLASS_LATIN: return c >= 0xC0 ? c < 0x2010 || c > 0x2027 : (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    default: return false;
  }
}

static void draw_dots(const noted_line *l) {
  for (uint32_t i = 0, end; i < l->n; i = end) {
    end = stretch_end(l, i, PB_DOTS, 0);
    pb_len y = of_em(l, l->story->vertical ? -EM_HEAD - DOT_ROOM / 2 : taken(l, i, end, NUNDER) + DOT_ROOM / 2);
    for (uint32_t k = i; k < end; k++) {
      pb_len middle = l->x[k] + (right_of(l, k) - l->x[k]) / 2;
      if (takes_dot(l, k)) put(l, PB_LINE_DOTTED, middle, middle, y, of_em(l, DOT_WIDTH));
    }
    if (end == i) end++;
  }
}

/* ---- annotations ---- */

/* An annotation on its way to its place. */
typedef struct {
  const pb_ruby *ruby;
  pb_len x, width;
  uint32_t piece;
} placed_ruby;

static size_t first_ruby(const pb_story *story, uint32_t cluster) {
  size_t low = 0, high = story->nrubies;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (story->rubies[middle].first < cluster) low = middle + 1;
    else high = middle;
  }
  return low;
}

static placed_ruby over_base(const noted_line *l, const pb_ruby *ruby) {
  uint32_t first = ruby->first - l->first, end = ruby->end - l->first < l->n ? ruby->end - l->first : l->n;
  pb_len width = (pb_len)((int64_t)ruby->width * l->at.scale / 1000), right = right_of(l, end - 1);
  return (placed_ruby){.x = l->x[first] + (right - l->x[first] - width) / 2, .width = width};
}

/* Flush with the line where they would reach out of it; then as far apart as they must be. False if the line is too short. */
static bool part(const noted_line *l, placed_ruby *rubies, size_t n, pb_len apart) {
  pb_len left = l->x[0], right = right_of(l, l->n - 1);
  for (size_t i = 0; i < n; i++) {
    if (rubies[i].x < left) rubies[i].x = left;
    left = rubies[i].x + rubies[i].width + apart;
  }
  for (size_t i = n; i-- > 0;) {
    if (rubies[i].x + rubies[i].width > right) rubies[i].x = right - rubies[i].width;
    right = rubies[i].x - apart;
  }
  return n == 0 || rubies[0].x >= l->x[0];
}

/* To the page, a vertical line turned; upright glyphs go by the middles of their em boxes. */
static pb_placed_glyph turned(const noted_line *l, const pb_ruby *ruby, pb_placed_glyph g) {
  const pb_turn *turn = &l->pen.turn;
  if (!turn->on) return g;
  pb_placed_glyph page = {g.id, turn->right - g.y, turn->top + g.x};
  if (ruby->upright) page.x -= ruby->size / 2, page.y += (pb_len)((int64_t)ruby->size * EM_MIDDLE / 1024);
  return page;
}

static void draw_ruby(noted_line *l, const placed_ruby *placed) {
  const pb_ruby *ruby = placed->ruby;
  pb_placed_glyph *glyphs = PB_NEW_N(l->pen.build->arena, pb_placed_glyph, ruby->nglyphs);
  for (uint32_t i = 0; i < ruby->nglyphs; i++) {
    const pb_glyph *g = &l->story->ruby_glyphs[ruby->glyph + i];
    pb_len x = placed->x + (pb_len)((int64_t)g->x * l->at.scale / 1000);
    glyphs[i] = turned(l, ruby, (pb_placed_glyph){g->id, x, l->at.y + g->y});
  }
  pb_item item = {.kind = PB_ITEM_GLYPHS, .paint = l->at.paint, .span = ruby->span};
  item.run.face = ruby->face;
  item.run.outline = true;
  item.run.sideways = l->pen.turn.on && !ruby->upright;
  item.run.scale = (uint16_t)(l->at.scale * ruby->scale / 1000);
  item.run.size = ruby->size;
  item.run.glyphs = glyphs;
  item.run.nglyphs = ruby->nglyphs;
  item.run.text = ruby->text;
  l->pen.piece = placed->piece;
  pb_pen_item(&l->pen, item);
}

static void draw_rubies(noted_line *l, pb_noted_rubies rubies) {
  size_t n = 0;
  placed_ruby *over = PB_NEW_N(l->pen.build->scratch, placed_ruby, rubies.end - rubies.at);
  for (size_t i = rubies.at; i < rubies.end; i++) {
    const pb_ruby *ruby = &l->story->rubies[i];
    placed_ruby placed = ruby->box ? (placed_ruby){.x = l->x[ruby->first - l->first], .width = ruby->box} : over_base(l, ruby);
    placed.ruby = ruby;
    placed.piece = rubies.piece ? rubies.piece + 2 * (uint32_t)(i - rubies.at) + 1 : 0;
    if (ruby->box) draw_ruby(l, &placed);
    else over[n++] = placed;
  }
  for (pb_len apart = of_em(l, RUBY_APART); !part(l, over, n, apart) && apart > 0;) apart = apart > 16 ? apart / 2 : 0;
  for (size_t i = 0; i < n; i++) draw_ruby(l, &over[i]);
}

static uint32_t add_pieces(const pb_pen *pen, const pb_ruby *ruby) {
  const pb_tag_piece *parent = &pen->build->pieces.at[pen->piece - 1];
  pb_tag_piece piece = {.kind = PB_PIECE_RUBY_BASE, .story = parent->story, .page = parent->page, .part = parent->part};
  piece.block = pb_build_block(pen->build, parent->story);
  piece.parent = pen->piece;
  uint32_t base = pb_build_add_piece(pen->build, piece);
  piece.kind = PB_PIECE_RUBY_TEXT;
  piece.alt = ruby->text;
  pb_build_add_piece(pen->build, piece);
  return base;
}

pb_noted_rubies pb_notes_rubies(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end) {
  pb_noted_rubies rubies = {.at = first_ruby(story, first), .end = first_ruby(story, end)};
  for (size_t i = rubies.at; pen->piece && i < rubies.end; i++) {
    uint32_t piece = add_pieces(pen, &story->rubies[i]);
    if (i == rubies.at) rubies.piece = piece;
  }
  return rubies;
}

static bool any_mark(const pb_story *story, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (story->clusters[i].marks & (PB_DOTS | PB_NAME | PB_TITLE | PB_UNDERLINE | PB_STRIKE)) return true;
  return false;
}

void pb_notes_draw(const pb_pen *pen, const pb_story *story, uint32_t first, uint32_t end, const pb_len *gaps, pb_emit_at at,
                   pb_noted_rubies rubies) {
  if (rubies.at == rubies.end && !any_mark(story, first, end)) return;
  pb_arena *scratch = pen->build->scratch;
  pb_arena_mark mark = pb_arena_save(scratch);
  pb_len *x = PB_NEW_N(scratch, pb_len, end - first), pen_x = at.x;
  noted_line l = {*pen, story, first, end - first, x, at};
  l.pen.piece = 0;
  for (uint32_t i = 0; i < l.n; i++) {
    x[i] = pen_x;
    pen_x = right_of(&l, i) + gaps[i];
  }
  draw_lines(&l);
  draw_dots(&l);
  if (rubies.at < rubies.end) draw_rubies(&l, rubies);
  pb_arena_restore(scratch, mark);
}
