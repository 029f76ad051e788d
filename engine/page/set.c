/* How a story goes into its slots, block by block. */
#include "set.h"

#include "setter.h"
#include "utf8.h"

/* ---- slots ---- */

bool pb_setter_starts_leg(const pb_setter *s, size_t slot) {
  return slot == 0 || slot >= s->n || s->slots[slot].leg != s->slots[slot - 1].leg;
}

static bool same_run(const pb_setter *s, size_t slot, size_t rows) {
  return slot + rows <= s->n && s->slots[slot].run == s->slots[slot + rows - 1].run;
}

bool pb_setter_same_leg(const pb_setter *s, size_t slot, size_t rows) {
  return slot + rows <= s->n && s->slots[slot].leg == s->slots[slot + rows - 1].leg;
}

size_t pb_setter_place(const pb_setter *s, size_t slot, size_t rows) {
  while (slot < s->n && (!same_run(s, slot, rows) || (s->avoid >= slot && s->avoid < slot + rows))) slot++;
  return slot < s->n ? slot : s->n;
}

pb_len pb_setter_narrowest(const pb_setter *s, size_t slot, size_t rows) {
  if (s->n == 0) return 0;
  if (slot >= s->n) return s->slots[s->n - 1].measure;
  pb_len least = s->slots[slot].measure;
  for (size_t i = slot + 1; i < slot + rows && i < s->n; i++)
    if (s->slots[i].measure < least) least = s->slots[i].measure;
  return least;
}

bool pb_setter_may_place(const pb_setter *s, size_t slot) {
  return slot < s->n && (!s->trial || !s->trial->line_limit || s->lines.n < s->trial->line_limit);
}

void pb_setter_skip_to(pb_setter *s, size_t slot) {
  if (slot > s->slot && slot <= s->n) s->set.blanks += slot - s->slot;
  s->slot = slot;
  s->into = 0;
}

/* Where two slots of one run stand under one another, their distance is the row. */
static pb_len row_height(const pb_slot *slots, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (slots[i].run == slots[i - 1].run) return slots[i].y - slots[i - 1].y;
  return 0;
}

/* ---- where the lines of a block may stand ---- */

/* A line's band: from `into` below the top of `slot` on, over `rows` slots. */
typedef struct {
  size_t slot, rows;
  pb_len into;
} band;

/* What breaking needs to know of it, and the band of each line. */
typedef struct {
  const pb_len *measures;
  band *bands; /* NULL: single rows, one under another from `first` on. Slot s->n = past the end, as are lines after `n` */
  size_t n, first;
} standing;

typedef struct {
  pb_way way;
  standing stand;
} broken;

pb_len pb_setter_insets(const pb_flow *block) { return block->style->inset_left + block->style->inset_right; }

static bool has_leading(const pb_setter *s, const pb_flow *block) { return block->leading > 0 && s->row > 0; }

/* Rows that a height takes. */
static size_t rows_of(const pb_setter *s, pb_len height) { return s->row > 0 ? (size_t)((height + s->row - 1) / s->row) : 1; }

static band band_at(const pb_setter *s, const pb_flow *block, size_t slot, pb_len into) {
  if (!has_leading(s, block)) {
    if (into > 0) slot++;
    return (band){.slot = slot < s->n ? pb_setter_place(s, slot, block->rows) : s->n, .rows = block->rows};
  }
  band b = {.slot = slot, .into = into, .rows = rows_of(s, into + block->leading)};
  size_t at = slot < s->n ? pb_setter_place(s, slot, b.rows) : s->n;
  if (at == slot && at < s->n) return b;
  return (band){.slot = at, .rows = rows_of(s, block->leading)};
}

static band band_after(const pb_setter *s, const pb_flow *block, const band *b) {
  if (b->slot >= s->n) return *b;
  if (!has_leading(s, block)) return band_at(s, block, b->slot + b->rows, 0);
  pb_len end = b->into + block->leading;
  return band_at(s, block, b->slot + (size_t)(end / s->row), end % s->row);
}

static band band_of(const pb_setter *s, const standing *stand, size_t line) {
  if (line >= stand->n) return (band){.slot = s->n, .rows = 1};
  return stand->bands ? stand->bands[line] : (band){.slot = stand->first + line, .rows = 1};
}

/* Lines of one row and no leading of their own: any slot takes one. */
static standing stand_in_rows(pb_setter *s, const pb_flow *block, size_t slot) {
  pb_len inset = pb_setter_insets(block);
  if (!s->measures || s->inset != inset || s->least != block->size) {
    s->measures = PB_NEW_N(s->arena, pb_len, s->n + 1);
    s->inset = inset;
    s->least = block->size;
    for (size_t i = 0; i <= s->n; i++) {
      pb_len m = pb_setter_narrowest(s, i, 1) - inset;
      s->measures[i] = m > s->least ? m : s->least;
    }
  }
  if (slot > s->n) slot = s->n;
  return (standing){.measures = s->measures + slot, .n = s->n - slot + 1, .first = slot};
}

/* The drop initial of a block that is set from its start. */
static const pb_initial *initial_of(const pb_flow *block, uint32_t from) { return from == block->first ? block->initial : NULL; }

/* The lines beside an initial stand in one run. */
static band first_band(const pb_setter *s, const pb_flow *block, uint32_t from, size_t slot) {
  const pb_initial *initial = initial_of(block, from);
  pb_len into = slot == s->slot ? s->into : 0;
  if (initial && slot < s->n) slot = pb_setter_place(s, slot + (into > 0), (size_t)initial->lines * block->rows), into = 0;
  return band_at(s, block, slot, into);
}

/* The measure and band of every line the block can take before the slots end, and of one past the end: it serves on. */
static standing stand_for(pb_setter *s, const pb_flow *block, uint32_t from, size_t slot) {
  const pb_initial *initial = initial_of(block, from);
  band b = first_band(s, block, from, slot);
  if (block->rows == 1 && !initial && !has_leading(s, block) && s->avoid == SIZE_MAX) return stand_in_rows(s, block, b.slot);
  size_t left = b.slot < s->n ? s->n - b.slot : 0;
  size_t most = (has_leading(s, block) ? left * 2 : left / block->rows) + 2, n = 0;
  if (most > block->end - from + 1) most = block->end - from + 1; /* a line has a cluster at least */
  pb_len *measures = PB_NEW_N(s->arena, pb_len, most);
  band *bands = PB_NEW_N(s->arena, band, most);
  for (;; b = band_after(s, block, &b)) {
    pb_len m = pb_setter_narrowest(s, b.slot, b.rows) - pb_setter_insets(block);
    if (initial && n < initial->lines) m -= initial->width;
    measures[n] = m > block->size ? m : block->size;
    bands[n++] = b;
    if (n == most || b.slot >= s->n) return (standing){.measures = measures, .bands = bands, .n = n};
  }
}

static const pb_ways *ways_of(const pb_setter *s, uint32_t index, uint32_t from, const standing *stand) {
  const pb_flow *block = &s->story->blocks[index];
  const pb_initial *initial = initial_of(block, from);
  pb_break_job job = {.story = s->story,
                      .block = block,
                      .first = initial ? initial->end : from,
                      .end = block->end,
                      .measures = stand->measures,
                      .nmeasures = stand->n,
                      .indent = from == block->first && !initial ? block->style->indent : 0,
                      .memo = s->trial ? s->trial->memo : NULL};
  return pb_break_ways(s->arena, &job);
}

static broken break_block(pb_setter *s, uint32_t index, uint32_t from, size_t slot) {
  broken b = {.stand = stand_for(s, &s->story->blocks[index], from, slot)};
  int looseness = s->trial && s->trial->looseness ? s->trial->looseness[index] : 0;
  const pb_ways *ways = ways_of(s, index, from, &b.stand);
  b.way = ways->way[looseness < 0 ? PB_WAY_SHORTER : looseness > 0 ? PB_WAY_LONGER : PB_WAY_BEST];
  if (b.way.n == 0) b.way = ways->way[PB_WAY_BEST], s->missing |= looseness != 0;
  return b;
}

/* ---- lines that stand, lines left over ---- */

pb_len pb_setter_shift(const pb_line *line, pb_align align) {
  pb_len slack = line->measure - line->width;
  if (slack <= 0) return 0;
  return align == PB_ALIGN_CENTRE ? slack / 2 : align == PB_ALIGN_RIGHT ? slack : 0;
}

void pb_setter_count_over(pb_setter *s, const pb_line *line, uint32_t lines) {
  s->set.over_lines += lines;
  for (uint32_t i = line->first; i < line->end; i++) {
    const pb_cluster *c = &s->story->clusters[i];
    s->set.over_characters += (uint32_t)pb_utf8_count(pb_str_sub(s->story->text, c->text, c->text + c->ntext));
  }
}

void pb_setter_stop_at(pb_setter *s, uint32_t block, uint32_t cluster) {
  if (s->set.over_lines == 0) s->set.stop = (pb_cursor){block, cluster};
}

void pb_setter_put_line(pb_setter *s, pb_set_line line) {
  PB_PUSH(s->arena, s->lines, line);
  if (line.slot + line.rows > s->set.used) s->set.used = line.slot + line.rows;
}

/* Verse stands in the middle by its longest line, in half characters. */
static pb_len centring(const pb_flow *block, pb_len measure) {
  pb_len half = block->size / 2, room = measure - block->centre_on - block->style->inset_right;
  pb_len hang = block->style->indent < 0 ? -block->style->indent : 0;
  room -= block->style->inset_left - hang;
  return block->centre_on && room > 0 ? room / 2 / half * half : 0;
}

static void put_line_of(pb_setter *s, uint32_t index, const pb_line *line, const band *at, pb_len beside) {
  const pb_flow *block = &s->story->blocks[index];
  pb_len indent = block->style->inset_left + beside + pb_setter_shift(line, block->style->align);
  if (line->first == block->first) indent += block->style->indent;
  indent += centring(block, pb_setter_narrowest(s, at->slot, at->rows));
  pb_set_line one = {.line = *line, .block = index, .slot = (uint32_t)at->slot, .rows = (uint16_t)at->rows, .indent = indent};
  if (has_leading(s, block)) one.y = at->into, one.height = block->leading;
  pb_setter_skip_to(s, at->slot);
  pb_setter_put_line(s, one);
  s->slot = at->slot + at->rows;
  if (!has_leading(s, block)) return;
  pb_len end = at->into + block->leading;
  s->slot = at->slot + (size_t)(end / s->row);
  s->into = end % s->row;
}

/* The initial stands before its lines; returns it where one stands. */
static const pb_initial *put_initial(pb_setter *s, uint32_t index, const broken *b) {
  const pb_flow *block = &s->story->blocks[index];
  if (!block->initial || !b->way.n || b->way.lines[0].first != block->initial->end) return NULL;
  size_t slot = band_of(s, &b->stand, 0).slot;
  pb_line line = pb_line_make(s->story, block, block->first, block->initial->end, block->initial->width, true);
  line.size = block->initial->size;
  if (!pb_setter_may_place(s, slot) || s->set.over_lines) {
    pb_setter_stop_at(s, index, block->first);
    pb_setter_count_over(s, &line, 0);
    return NULL;
  }
  pb_setter_skip_to(s, slot);
  pb_setter_put_line(s, (pb_set_line){.line = line,
                                      .block = index,
                                      .slot = (uint32_t)slot,
                                      .rows = (uint16_t)(block->initial->lines * block->rows),
                                      .indent = block->style->inset_left});
  return block->initial;
}

static void put_lines(pb_setter *s, uint32_t index, const broken *b) {
  const pb_initial *initial = put_initial(s, index, b);
  size_t initial_end = initial ? s->slot + (size_t)initial->lines * s->story->blocks[index].rows : 0;
  for (size_t i = 0; i < b->way.n; i++) {
    const pb_line *line = &b->way.lines[i];
    band at = band_of(s, &b->stand, i);
    if (pb_setter_may_place(s, at.slot) && !s->set.over_lines) {
      put_line_of(s, index, line, &at, initial && i < initial->lines ? initial->width : 0);
      continue;
    }
    pb_setter_stop_at(s, index, line->first);
    pb_setter_count_over(s, line, s->story->blocks[index].rows);
    s->slot = s->n;
    s->into = 0;
  }
  if (initial_end > s->slot) s->slot = initial_end;
  s->set.cost += b->way.cost;
}

/* ---- keeps ---- */

/* Rows that must stand in one leg from a head's start: its own and the first of what it heads. */
static size_t kept_rows(const pb_setter *s, uint32_t index, size_t lines) {
  const pb_flow *block = &s->story->blocks[index];
  size_t rows = lines * block->rows;
  if (!block->keep_next || index + 1 >= s->story->nblocks) return rows;
  const pb_flow *next = block + 1;
  rows += (size_t)(block->rows_after > next->rows_before ? block->rows_after : next->rows_before) + next->pad_before;
  if (next->initial) return rows + (size_t)next->initial->lines * next->rows;
  if (next->keep_next || next->ncells) return rows + next->rows + next->keep_next;
  int64_t width = s->story->width[next->end] - s->story->width[next->first] + next->style->indent;
  pb_len measure = pb_setter_narrowest(s, s->slot, 1) - pb_setter_insets(next);
  bool short_one = measure > 0 && width <= (int64_t)measure * (block->keep_next - 1);
  return rows + (short_one ? 1 : (size_t)block->keep_next * next->rows);
}

/* Moves a head whose text would not stand with it to the next leg that has room; leaves it where none has. */
static size_t keep_together(const pb_setter *s, size_t slot, size_t rows) {
  for (size_t at = slot; at < s->n; at++) {
    bool starts = at == slot || pb_setter_starts_leg(s, at);
    if (starts && pb_setter_same_leg(s, at, rows) && pb_setter_place(s, at, 1) == at) return at;
  }
  return slot;
}

static void put_head(pb_setter *s, uint32_t index, uint32_t from) {
  broken b = break_block(s, index, from, s->slot);
  size_t slot = keep_together(s, s->slot, kept_rows(s, index, b.way.n));
  if (slot != s->slot) b = break_block(s, index, from, slot);
  put_lines(s, index, &b);
}

/* Rows that must stand in the leg of the block's last line, below it: a signature, the rule of a note. */
static size_t rows_below(const pb_setter *s, uint32_t index) {
  const pb_flow *blocks = s->story->blocks;
  size_t rows = blocks[index].pad_after;
  for (uint32_t i = index + 1; i < s->story->nblocks && blocks[i].kind == PB_FLOW_SIGN; i++)
    if (pb_flow_follows(&blocks[i], &blocks[i - 1])) rows += blocks[i].rows;
  return rows;
}

static void put_text(pb_setter *s, uint32_t index, uint32_t from) {
  broken b = break_block(s, index, from, s->slot);
  size_t below = rows_below(s, index);
  band last = below && b.way.n ? band_of(s, &b.stand, b.way.n - 1) : (band){.slot = s->n};
  if (last.slot < s->n) {
    s->avoid = pb_setter_same_leg(s, last.slot, last.rows + below) ? SIZE_MAX : last.slot + last.rows - 1;
    if (s->avoid != SIZE_MAX) b = break_block(s, index, from, s->slot);
    s->avoid = SIZE_MAX;
  }
  put_lines(s, index, &b);
}

/* A signature on the last line of what it signs, two characters of white between; false where it has no room there. */
static bool put_beside(pb_setter *s, uint32_t index) {
  const pb_flow *block = &s->story->blocks[index];
  bool alone = index + 1 >= s->story->nblocks || block[1].kind != PB_FLOW_SIGN;
  if (index == 0 || !alone || s->lines.n == 0 || s->set.over_lines || block->style->align != PB_ALIGN_RIGHT) return false;
  const pb_set_line *last = &s->lines.at[s->lines.n - 1];
  if (last->block + 1 != index || !last->line.natural || last->height || last->rows != block->rows) return false;
  pb_len measure = s->slots[last->slot].measure, room = measure - last->indent - last->line.width - block->style->inset_right;
  pb_line line = pb_line_make(s->story, block, block->first, block->end, measure, true);
  if (line.width + 2 * block->size > room) return false;
  pb_len indent = measure - block->style->inset_right - line.width;
  pb_setter_put_line(s, (pb_set_line){.line = line, .block = index, .slot = last->slot, .rows = last->rows, .indent = indent});
  return true;
}

/* ---- the story ---- */

static void leave_rows(pb_setter *s, uint16_t rows) {
  if (s->into > 0) pb_setter_skip_to(s, s->slot + 1);
  for (uint16_t i = 0; i < rows && s->slot < s->n && !pb_setter_starts_leg(s, s->slot); i++) pb_setter_skip_to(s, s->slot + 1);
}

static uint16_t rows_between(const pb_story *story, uint32_t index, uint32_t first) {
  uint16_t before = story->blocks[index].rows_before, after = index > first ? story->blocks[index - 1].rows_after : 0;
  return index == first ? 0 : before > after ? before : after;
}

/* The row of the rule over a note stays at a leg's head too, and two lines stand below it. */
static void leave_pad(pb_setter *s, const pb_flow *block) {
  if (!block->pad_before) return;
  size_t slot = pb_setter_place(s, s->slot, (size_t)block->pad_before + 2 * (size_t)block->rows);
  if (slot < s->n) pb_setter_skip_to(s, slot + block->pad_before);
}

static void close_pad(pb_setter *s, const pb_flow *block) {
  if (!block->pad_after || s->slot >= s->n) return;
  size_t slot = s->slot + (s->into > 0);
  for (uint16_t i = 0; i < block->pad_after && slot < s->n && !pb_setter_starts_leg(s, slot); i++) slot++;
  s->slot = slot;
  s->into = 0;
  if (!s->set.over_lines) s->set.used = slot;
}

static void put_block(pb_setter *s, uint32_t index, pb_cursor from) {
  const pb_flow *block = &s->story->blocks[index];
  uint32_t first = index == from.block && from.cluster > block->first ? from.cluster : block->first;
  bool on = block->leading && index > from.block && pb_flow_follows(block, block - 1) && block[-1].leading;
  if (block->kind == PB_FLOW_SIGN && index > from.block && put_beside(s, index)) return;
  if (!on) leave_rows(s, rows_between(s->story, index, from.block));
  if (first == block->first) leave_pad(s, block);
  if (block->kind == PB_FLOW_BLANK || first >= block->end) {
    leave_rows(s, block->kind == PB_FLOW_BLANK ? block->rows : 0);
  } else if (block->ncells) {
    pb_setter_put_row(s, index);
  } else if (block->keep_next) {
    put_head(s, index, first);
  } else {
    put_text(s, index, first);
  }
  close_pad(s, block);
}

static pb_setter setter_new(pb_arena *arena, const pb_story *story, const pb_trial *trial, const pb_slot *slots, size_t n) {
  return (pb_setter){
      .arena = arena, .story = story, .trial = trial, .slots = slots, .n = n, .row = row_height(slots, n), .avoid = SIZE_MAX};
}

pb_set pb_set_story(pb_arena *arena, const pb_story *story, const pb_trial *trial, pb_cursor from, const pb_slot *slots, size_t n) {
  pb_setter s = setter_new(arena, story, trial, slots, n);
  s.set.stop = (pb_cursor){(uint32_t)story->nblocks, (uint32_t)story->nclusters};
  for (uint32_t i = from.block; i < story->nblocks; i++) put_block(&s, i, from);
  s.set.lines = s.lines.at;
  s.set.nlines = s.lines.n;
  return s.set;
}

/* ---- steps ---- */

struct pb_set_probe {
  pb_setter s;
  pb_trial trial;
  int8_t *looseness; /* all 0 but for the block that is tried */
};

pb_set_probe *pb_set_probe_new(pb_arena *arena, const pb_story *story, pb_break_memo *memo, const pb_slot *slots, size_t n) {
  pb_set_probe *probe = PB_NEW(arena, pb_set_probe);
  probe->looseness = PB_NEW_N(arena, int8_t, story->nblocks);
  probe->trial = (pb_trial){.looseness = probe->looseness, .memo = memo};
  probe->s = setter_new(arena, story, &probe->trial, slots, n);
  return probe;
}

static bool parted(const pb_setter *s, size_t slot, size_t next) {
  return slot < s->n && next < s->n && s->slots[slot].leg != s->slots[next].leg;
}

static bool is_followed(const pb_story *story, uint32_t index) {
  const pb_flow *block = &story->blocks[index];
  return index + 1 < story->nblocks && pb_flow_follows(block + 1, block);
}

/* Text of single rows with nothing that must stand with it: a step is known from its ways alone. */
static bool is_simple(const pb_setter *s, uint32_t index) {
  const pb_flow *b = &s->story->blocks[index];
  bool plain = pb_flow_is_text(b->kind) && b->kind != PB_FLOW_SIGN && !b->ncells && !b->keep_next && b->rows == 1;
  return plain && !b->initial && !b->pad_before && !b->pad_after && !has_leading(s, b) && b->first < b->end &&
         !is_followed(s->story, index);
}

static pb_set_step simple_step(const pb_setter *s, const pb_way *way, size_t first) {
  pb_set_step step = {.possible = way->n != 0, .way = *way, .cost = way->cost, .first = first, .end = first + way->n};
  if (step.end > s->n) step.over = (uint32_t)(step.end - s->n), step.end = s->n;
  if (way->n < 2) return step;
  step.orphan = parted(s, first, first + 1);
  step.widow = parted(s, first + way->n - 2, first + way->n - 1);
  return step;
}

/* Any block, with those that follow it. */
static pb_set_step set_step(pb_set_probe *probe, uint32_t index, size_t slot, int8_t looseness) {
  pb_setter *s = &probe->s;
  pb_set_step step = {.first = PB_NO_SLOT};
  s->slot = slot, s->into = 0, s->lines.n = 0, s->set = (pb_set){0}, s->missing = false;
  probe->looseness[index] = looseness;
  put_block(s, index, (pb_cursor){0});
  probe->looseness[index] = 0;
  size_t own = s->lines.n;
  bool whole = s->set.over_lines == 0;
  for (uint32_t i = index; is_followed(s->story, i); i++) put_block(s, i + 1, (pb_cursor){0});
  step.possible = !s->missing;
  step.end = s->slot + (s->into > 0), step.cost = s->set.cost, step.over = s->set.over_lines;
  if (!pb_flow_is_text(s->story->blocks[index].kind) || own < 2) return step;
  step.orphan = parted(s, s->lines.at[0].slot, s->lines.at[1].slot);
  step.widow = whole && parted(s, s->lines.at[own - 2].slot, s->lines.at[own - 1].slot);
  return step;
}

void pb_set_probe_block(pb_set_probe *probe, uint32_t index, size_t slot, pb_set_step steps[PB_WAYS]) {
  pb_setter *s = &probe->s;
  const pb_flow *block = &s->story->blocks[index];
  for (int kind = 0; kind < PB_WAYS; kind++) steps[kind] = (pb_set_step){.end = slot, .possible = kind == PB_WAY_BEST};
  if (index && pb_flow_follows(block, block - 1)) return;
  if (!is_simple(s, index)) {
    int most = pb_flow_is_text(block->kind) ? 1 : 0;
    for (int v = -most; v <= most; v++) steps[PB_WAY_BEST + v] = set_step(probe, index, slot, (int8_t)v);
    return;
  }
  s->slot = slot, s->into = 0;
  leave_rows(s, rows_between(s->story, index, 0));
  standing stand = stand_for(s, block, block->first, s->slot);
  const pb_ways *ways = ways_of(s, index, block->first, &stand);
  for (int kind = 0; kind < PB_WAYS; kind++) steps[kind] = simple_step(s, &ways->way[kind], stand.first);
}
