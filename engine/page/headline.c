#include "headline.h"

#include "sense.h"
#include "text.h"
#include "turns.h"

enum {
  GENTLE = 930,  /* narrowing that no one sees: before it a size is not given up */
  LINES_MAX = 8, /* of a headline, turned lines counted */
  TURNS = 3,     /* of one typed line, unless its style says otherwise */
  SMALLER = 60,  /* what half the size costs is half of this; a turn between two words costs some 16 */
  LINE = 14,     /* and one line more, where the style turns early */
};

/* ---- size ---- */

static int64_t scale_for(const pb_style *style, size_t i, pb_len widest, pb_len measure) {
  int64_t width = (int64_t)widest * style->sizes[i] / style->sizes[0];
  return width <= measure || width <= 0 ? 1000 : (int64_t)measure * 1000 / width;
}

bool pb_headline_size(const pb_style *style, pb_len widest, pb_len measure, pb_len *size, uint16_t *scale) {
  uint16_t least = style->scale_min && style->scale_min < 1000 ? style->scale_min : 1000;
  uint16_t gentle = least > GENTLE ? least : GENTLE;
  int64_t fits = 0;
  size_t i = 0;
  for (; i < style->nsizes; i++) {
    fits = scale_for(style, i, widest, measure);
    if (fits >= gentle) break;
  }
  if (i == style->nsizes) i--;
  *size = style->sizes[i];
  *scale = (uint16_t)(fits >= least ? fits : least);
  return fits >= least;
}

/* ---- what there is to fit ---- */

/* A line as typed, whole, and a part of one, by bytes of its shaped text: those are the same at every size. */
typedef struct {
  pb_pieces pieces;
  pb_type type; /* at the largest size */
  uint8_t *sense;
} typed_line;

typedef struct {
  size_t typed;
  uint32_t from, to;
} headline_line;

/* In what lines: turns[j] of typed line j, at a size. */
typedef struct {
  size_t size;
  uint8_t turns[LINES_MAX];
  int64_t cost;
} choice;

typedef struct {
  pb_type_maker maker;
  const pb_style *style;
  pb_len measure;
  typed_line typed[LINES_MAX];
  size_t ntyped;
  headline_line lines[LINES_MAX];
  size_t n;
} headline_job;

static void add_typed(headline_job *job, pb_pieces pieces) {
  pb_type type = pb_type_pieces(job->maker, pieces, job->style, job->style->sizes[0]);
  if (pb_type_empty(&type) || job->ntyped == LINES_MAX) return;
  pb_arena *scratch = job->maker.build->scratch;
  uint8_t *sense = PB_NEW_N(scratch, uint8_t, type.line.end - type.line.first);
  pb_sense_turns(scratch, type.story, type.line.first, type.line.end, sense);
  job->typed[job->ntyped++] = (typed_line){pieces, type, sense};
}

static pb_type shape_part(const headline_job *job, const headline_line *line, pb_len size) {
  pb_type t = pb_type_pieces(job->maker, job->typed[line->typed].pieces, job->style, size);
  if (pb_type_empty(&t)) return t;
  uint32_t first = t.line.first, end = t.line.end;
  while (first < end && t.story->clusters[first].text < line->from) first++;
  while (end > first && t.story->clusters[end - 1].text >= line->to) end--;
  return pb_type_cut(&t, first, end);
}

/* ---- the choice of turns and size ---- */

static uint16_t least_scale(const pb_style *style) { return style->scale_min && style->scale_min < 1000 ? style->scale_min : 1000; }

/* The widest line, at the largest size, that size `i` can hold. */
static pb_len widest_at(const headline_job *job, size_t i) {
  uint16_t least = least_scale(job->style), scale = i + 1 < job->style->nsizes && least < GENTLE ? GENTLE : least;
  int64_t width = (int64_t)job->measure * job->style->sizes[0] / job->style->sizes[i] * 1000 / scale;
  return width > PB_LEN_MAX ? PB_LEN_MAX : (pb_len)width;
}

/* Typed line j in so many lines, none wider than `widest`. */
static int64_t part_cost(const headline_job *job, size_t j, size_t lines, pb_len widest, uint32_t at[PB_TURNS_MAX]) {
  const typed_line *typed = &job->typed[j];
  if (lines == 1) return typed->type.width <= widest ? 0 : PB_TURNS_NONE;
  pb_arena *scratch = job->maker.build->scratch;
  pb_arena_mark mark = pb_arena_save(scratch);
  pb_turns_job turns = {&typed->type, typed->sense, widest, job->style->shape};
  int64_t cost = pb_turns_find(scratch, &turns, lines, at);
  pb_arena_restore(scratch, mark);
  return cost;
}

/* Deals out `turns` turns among the typed lines from j on, at the least cost. */
static int64_t deal(const headline_job *job, size_t j, size_t turns, pb_len widest, uint8_t dealt[LINES_MAX]) {
  if (j == job->ntyped) return turns == 0 ? 0 : PB_TURNS_NONE;
  int64_t best = PB_TURNS_NONE;
  for (size_t own = 0; own <= turns && own <= PB_TURNS_MAX; own++) {
    uint32_t at[PB_TURNS_MAX];
    uint8_t rest[LINES_MAX];
    int64_t cost = part_cost(job, j, own + 1, widest, at);
    int64_t others = cost == PB_TURNS_NONE ? cost : deal(job, j + 1, turns - own, widest, rest);
    if (others == PB_TURNS_NONE || cost + others >= best) continue;
    best = cost + others;
    for (size_t i = j + 1; i < job->ntyped; i++) dealt[i] = rest[i];
    dealt[j] = (uint8_t)own;
  }
  return best;
}

/* The best size for so many turns in all. */
static void try_turns(const headline_job *job, size_t turns, choice *best) {
  for (size_t i = 0; i < job->style->nsizes; i++) {
    choice one = {.size = i};
    one.cost = deal(job, 0, turns, widest_at(job, i), one.turns);
    if (one.cost == PB_TURNS_NONE) continue;
    one.cost += (int64_t)turns * LINE + SMALLER - (int64_t)SMALLER * job->style->sizes[i] / job->style->sizes[0];
    if (one.cost < best->cost) *best = one;
  }
}

static size_t turns_allowed(const headline_job *job) {
  size_t n = job->ntyped, lines = job->style->lines, allowed = n == 1 ? TURNS - 1 : n;
  if (lines) allowed = lines > n ? lines - n : 0;
  return n + allowed <= LINES_MAX ? allowed : LINES_MAX - n;
}

static void set_lines(headline_job *job, const choice *chosen, pb_len widest) {
  for (size_t j = 0; j < job->ntyped; j++) {
    uint32_t at[PB_TURNS_MAX], from = 0;
    part_cost(job, j, chosen->turns[j] + 1u, widest, at);
    for (size_t k = 0; k < chosen->turns[j]; k++) {
      uint32_t byte = job->typed[j].type.story->clusters[at[k]].text;
      job->lines[job->n++] = (headline_line){j, from, byte};
      from = byte;
    }
    job->lines[job->n++] = (headline_line){j, from, UINT32_MAX};
  }
}

/* A line is turned where no size holds it, or as soon as that makes it larger, as its style has it; lines that were typed
 * apart are left so as long as they can be. False if nothing fits: the lines are then as short as they can be. */
static bool choose_lines(headline_job *job) {
  choice best = {.cost = PB_TURNS_NONE};
  bool early = job->style->turn_early && job->ntyped == 1;
  size_t allowed = turns_allowed(job);
  for (size_t turns = 0; turns <= allowed && (early || best.cost == PB_TURNS_NONE); turns++) try_turns(job, turns, &best);
  bool fits = best.cost != PB_TURNS_NONE;
  for (size_t turns = allowed + 1; turns > 0 && best.cost == PB_TURNS_NONE; turns--) {
    best.size = job->style->nsizes - 1;
    best.cost = deal(job, 0, turns - 1, PB_LEN_MAX, best.turns);
  }
  set_lines(job, &best, fits ? widest_at(job, best.size) : PB_LEN_MAX);
  return fits;
}

/* ---- the lines ---- */

static pb_len widest_of(const headline_job *job, size_t *which) {
  pb_len widest = 0;
  for (size_t i = 0; i < job->n; i++) {
    pb_type t = shape_part(job, &job->lines[i], job->style->sizes[0]);
    if (t.width <= widest) continue;
    widest = t.width;
    *which = i;
  }
  return widest;
}

/* 撑满 first widens the characters, as far as the style lets it and the longest line can; the rest is spread. */
static uint16_t widened(const pb_style *style, pb_len widest, pb_len measure, pb_len size) {
  int64_t width = (int64_t)widest * size / style->sizes[0], scale = width > 0 ? (int64_t)measure * 1000 / width : 1000;
  if (scale > style->scale_max) scale = style->scale_max;
  return (uint16_t)(scale > 1000 ? scale : 1000);
}

/* Opens short lines: the longest until it takes its share of the measure; the others as far, and on to its length where
 * they lack no more than a character. */
static void spread(const headline_job *job, pb_type *lines) {
  const pb_style *style = job->style;
  if (style->spread <= 0 || job->n == 0) return;
  size_t longest = 0;
  for (size_t i = 1; i < job->n; i++)
    if (lines[i].width > lines[longest].width) longest = i;
  pb_len em = lines[longest].size, most = (pb_len)((int64_t)em * style->spread / 1024);
  pb_len target = (pb_len)((int64_t)job->measure * style->spread_to / 1000);
  pb_type_open(&lines[longest], target - lines[longest].width, most);
  for (size_t i = 0; i < job->n; i++) {
    if (i == longest) continue;
    pb_type_open(&lines[i], PB_LEN_MAX / 1024, lines[longest].open);
    pb_len lacks = lines[longest].width - lines[i].width;
    if (style->shape != PB_SHAPE_BALANCED || lacks <= 0 || lacks > em * 5 / 4) continue;
    pb_type whole = lines[i];
    whole.open = 0;
    pb_type_open(&lines[i], lines[longest].width - pb_type_cut(&whole, whole.line.first, whole.line.end).width, most);
  }
}

static void make_lines(const headline_job *job, pb_len size, uint16_t scale, pb_type *lines) {
  for (size_t i = 0; i < job->n; i++) {
    lines[i] = shape_part(job, &job->lines[i], size);
    pb_type_narrow(&lines[i], job->measure, 1);
    if (lines[i].scale <= scale && scale <= 1000) continue;
    lines[i].scale = scale; /* one for all lines, so that they look alike */
    lines[i] = pb_type_cut(&lines[i], lines[i].line.first, lines[i].line.end);
  }
  spread(job, lines);
}

static bool fit(headline_job *job, const pb_pieces *typed, size_t ntyped, pb_type **lines) {
  *lines = NULL;
  const pb_style *style = job->style;
  if (style->nsizes == 0 || style->sizes[0] <= 0 || job->measure <= 0) return true;
  for (size_t i = 0; i < ntyped; i++) add_typed(job, typed[i]);
  if (job->ntyped == 0) return true;
  pb_len size;
  uint16_t scale;
  size_t which = 0;
  bool fits = choose_lines(job);
  pb_len widest = widest_of(job, &which);
  pb_headline_size(style, widest, job->measure, &size, &scale);
  if (style->align == PB_ALIGN_FILL && scale == 1000) scale = widened(style, widest, job->measure, size);
  *lines = PB_NEW_N(job->maker.build->arena, pb_type, job->n);
  make_lines(job, size, scale, *lines);
  return fits;
}

static void report_too_long(const headline_job *job, const pb_type *lines) {
  size_t which = 0;
  (void)widest_of(job, &which);
  pb_len size = lines[which].size;
  uint16_t scale = least_scale(job->style);
  unsigned room = (unsigned)((int64_t)job->measure * 1000 / scale / size);
  pb_span span = job->typed[job->lines[which].typed].pieces.pieces[0].span;
  pb_diag(job->maker.build->diags, PB_ERROR, span, "headline-too-long",
          _("the headline's line has %u characters; at %.1f pt and %u %% there is room for %u"),
          lines[which].line.end - lines[which].line.first, pb_len_to_pt(size), scale / 10u, room);
  pb_diag_hint(job->maker.build->diags, _("shorten it, type it as more lines, or give the style a smaller size"));
}

size_t pb_headline_fit(pb_type_maker maker, const pb_pieces *typed, size_t ntyped, const pb_style *style, pb_len measure,
                       pb_type **lines) {
  headline_job job = {.maker = maker, .style = style, .measure = measure};
  if (!fit(&job, typed, ntyped, lines)) report_too_long(&job, *lines);
  return job.n;
}

bool pb_headline_try(pb_type_maker maker, const pb_pieces *typed, size_t ntyped, const pb_style *style, pb_len measure,
                     pb_type **lines, size_t *n) {
  headline_job job = {.maker = maker, .style = style, .measure = measure};
  bool fits = fit(&job, typed, ntyped, lines);
  *n = job.n;
  return fits;
}
