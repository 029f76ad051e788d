#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "toy.h"
#include "variants.h"

static const char *const COPY[] = {
    "河湾新港今日正式开港，首班货轮驶向外海，市民沿江观看。上午九时，汽笛长鸣，第一艘货轮缓缓离开码头，驶向下游。",
    "岸上的人群挥手致意，船上的水手也向岸边招手，江面上一片欢腾，这一天，人们等了三年。江水滔滔东去，两岸青山相送。",
    "入夜，港区灯火通明，吊机仍在忙碌。调度室里，电话铃声此起彼伏，年轻的调度员目不转睛地盯着屏幕，核对每一个箱号。",
    "老船工坐在石阶上，点起一袋烟。他说，这条江他走了四十年，从没见过这么亮的夜，也没见过这么大的船，往后的日子有盼头。",
};
enum { PARAGRAPHS = 4, SLOTS = 240 };

static pb_slot *legs_of(pb_arena *arena, uint16_t rows) {
  pb_slot *slots = PB_NEW_N(arena, pb_slot, SLOTS);
  for (size_t i = 0; i < SLOTS; i++)
    slots[i] = (pb_slot){.measure = 13 * TOY_EM, .leg = (uint16_t)(i / rows), .run = (uint32_t)(i / rows)};
  return slots;
}

typedef struct {
  size_t n;     /* slots */
  bool several; /* in legs beside one another: where there is one alone, a row less below it is no fault */
} legs;

/* Faults of the story, a line over counting for many, when its paragraphs are set so; `*possible` is false where one cannot be. */
static unsigned faults(pb_set_probe *probe, const pb_story *story, const int8_t *looseness, const legs *l, bool fills, size_t *end,
                       bool *possible) {
  unsigned bad = 0;
  size_t slot = 0;
  *possible = true;
  for (uint32_t b = 0; b < story->nblocks; b++) {
    pb_set_step steps[PB_WAYS];
    pb_set_probe_block(probe, b, slot, steps);
    const pb_set_step *step = &steps[PB_WAY_BEST + (looseness ? looseness[b] : 0)];
    if (!step->possible) *possible = false;
    bad += step->widow + step->orphan + 100 * step->over;
    slot = step->end;
  }
  *end = slot;
  return bad + (l->several && (slot + 1 == l->n || (fills && slot < l->n)));
}

/* The fewest faults of all ways to set every paragraph best, shorter or longer. */
static unsigned fewest_faults(pb_set_probe *probe, const pb_story *story, const legs *l, bool fills) {
  unsigned best = UINT32_MAX;
  size_t end;
  int8_t looseness[8];
  unsigned all = 1;
  for (size_t b = 0; b < story->nblocks; b++) all *= 3;
  for (unsigned way = 0; way < all; way++) {
    bool possible;
    for (unsigned b = 0, w = way; b < story->nblocks; b++, w /= 3) looseness[b] = (int8_t)(w % 3) - 1;
    unsigned bad = faults(probe, story, looseness, l, fills, &end, &possible);
    if (possible && bad < best) best = bad;
  }
  return best;
}

static const char *random_paragraph(pb_arena *arena) {
  static const char *const SIGNS[] = {"江", "水", "，", "。", "“", "”", "（", "）"};
  int length = 12 + rand() % 90;
  char *copy = pb_alloc(arena, (size_t)length * 3 + 1), *to = copy;
  for (int i = 0; i < length; i++) to = stpcpy(to, SIGNS[rand() % 6 ? rand() % 2 : rand() % 8]);
  return copy;
}

/* Random stories in random legs: what is left of widows, orphans, lines over and legs one line short no choice of variants
 * could have avoided. Every choice is tried. */
static void what_faults_stay_cannot_be_avoided(void **state) {
  (void)state;
  pb_arena *scratch = pb_arena_new();
  unsigned before = 0, after = 0;
  srand(5);
  for (int round = 0; round < 300; round++) {
    pb_arena *arena = pb_arena_new();
    const char *copy[6];
    size_t paragraphs = 1 + (size_t)rand() % 6;
    for (size_t i = 0; i < paragraphs; i++) copy[i] = random_paragraph(arena);
    pb_story story = toy_story(arena, copy, paragraphs);
    pb_slot *slots = legs_of(arena, (uint16_t)(3 + rand() % 9));
    for (size_t i = (size_t)rand() % 60; rand() % 2 && i < SLOTS; i++) slots[i].measure = 9 * TOY_EM;
    pb_break_memo *memo = pb_break_memo_new(arena, scratch, &story);
    size_t lines = pb_set_story(arena, &story, &(pb_trial){.memo = memo}, (pb_cursor){0}, slots, SLOTS).nlines;
    size_t n = lines + (size_t)rand() % 4 - (lines > 2);
    pb_set_probe *probe = pb_set_probe_new(arena, &story, memo, slots, n);
    legs l = {n, n > 0 && slots[n - 1].leg > 0};
    bool possible;
    size_t end;
    unsigned plain = faults(probe, &story, NULL, &l, false, &end, &possible);
    bool fills = end + 1 == n;
    pb_variants v = pb_choose_variants(arena, scratch, &(pb_variants_job){&story, memo, slots, n, NULL, 0});
    unsigned mended = faults(probe, &story, v.looseness, &l, fills && v.looseness, &end, &possible);
    assert_true(possible);
    assert_int_equal(mended, pb_leg_faults_count(&v.faults) + 99 * v.faults.over);
    assert_int_equal(mended, fewest_faults(probe, &story, &l, fills));
    assert_int_equal(plain == 0, v.looseness == NULL);
    before += plain % 100, after += mended % 100; /* without lines over */
    pb_arena_drop(arena);
  }
  assert_true(before >= 300 && after * 3 <= before * 2);
  pb_arena_drop(scratch);
}

/* ---- jumps ---- */

enum { LEGS = 3, FEET_MOST = 8 }; /* legs of each part but the last */

/* The story goes on in another part after every three legs; the jump line stands beside the last line of half of them. */
static size_t feet_of(pb_slot *slots, size_t n, pb_jump_foot *feet) {
  size_t nfeet = 0;
  for (size_t i = 0; i < n; i++) {
    slots[i].part = slots[i].leg / LEGS;
    if (i == 0 || slots[i].part == slots[i - 1].part || nfeet == FEET_MOST) continue;
    feet[nfeet++] = (pb_jump_foot){.slot = i - 1, .beside = rand() % 2, .room = (4 + rand() % 6) * TOY_EM};
  }
  return nfeet;
}

typedef struct {
  unsigned lost;  /* jump lines without a place */
  unsigned stubs; /* before a jump a paragraph's first line alone, or after it its last */
} jumps;

static const pb_set_line *line_in(const pb_set *set, size_t slot) {
  for (size_t i = 0; i < set->nlines; i++)
    if (set->lines[i].slot == slot) return &set->lines[i];
  return NULL;
}

static jumps jumps_of(const pb_story *story, const pb_set *set, const pb_jump_foot *feet, size_t nfeet) {
  jumps j = {0};
  for (size_t i = 0; i < nfeet; i++) {
    const pb_set_line *last = line_in(set, feet[i].slot), *next = line_in(set, feet[i].slot + 1);
    if (!last) continue;
    const pb_flow *block = &story->blocks[last->block];
    bool ends = last->line.end == block->end;
    j.lost += feet[i].beside && !(ends && last->line.width <= feet[i].room);
    if (ends || !next) continue;
    j.stubs += last->line.first == block->first;
    j.stubs += next->line.end == block->end;
  }
  return j;
}

/* Jump lines without a place, then lines over, widows and orphans, of the best of all choices. */
typedef struct {
  pb_set_probe *probe;
  const pb_story *story;
  pb_break_memo *memo;
  const pb_slot *slots;
  legs l;
  bool fills;
  const pb_jump_foot *feet;
  size_t nfeet;
} jump_case;

static unsigned all_faults(const jump_case *c, const int8_t *looseness, bool *possible, jumps *found) {
  pb_arena *arena = pb_arena_new();
  size_t end;
  unsigned bad = faults(c->probe, c->story, looseness, &c->l, c->fills, &end, possible);
  pb_trial trial = {.looseness = looseness, .memo = c->memo};
  pb_set set = pb_set_story(arena, c->story, &trial, (pb_cursor){0}, c->slots, c->l.n);
  *found = jumps_of(c->story, &set, c->feet, c->nfeet);
  pb_arena_drop(arena);
  return bad + 100 * found->lost;
}

static unsigned fewest_of_all(const jump_case *c) {
  unsigned best = UINT32_MAX, all = 1;
  int8_t looseness[8];
  for (size_t b = 0; b < c->story->nblocks; b++) all *= 3;
  for (unsigned way = 0; way < all; way++) {
    for (unsigned b = 0, w = way; b < c->story->nblocks; b++, w /= 3) looseness[b] = (int8_t)(w % 3) - 1;
    bool possible;
    jumps found;
    unsigned bad = all_faults(c, looseness, &possible, &found);
    if (possible && bad < best) best = bad;
  }
  return best;
}

/* Random stories over several parts: stubs at jumps are cured wherever a choice of variants can, and none of the choices takes
 * a jump line its place. */
static void stubs_at_jumps_are_cured(void **state) {
  (void)state;
  pb_arena *scratch = pb_arena_new();
  jumps before = {0}, after = {0};
  srand(17);
  for (int round = 0; round < 300; round++) {
    pb_arena *arena = pb_arena_new();
    const char *copy[5];
    size_t paragraphs = 2 + (size_t)rand() % 4;
    for (size_t i = 0; i < paragraphs; i++) copy[i] = random_paragraph(arena);
    pb_story story = toy_story(arena, copy, paragraphs);
    pb_slot *slots = legs_of(arena, (uint16_t)(2 + rand() % 3));
    pb_break_memo *memo = pb_break_memo_new(arena, scratch, &story);
    size_t n = pb_set_story(arena, &story, &(pb_trial){.memo = memo}, (pb_cursor){0}, slots, SLOTS).nlines;
    pb_jump_foot feet[FEET_MOST];
    jump_case c = {.probe = pb_set_probe_new(arena, &story, memo, slots, n), .story = &story, .memo = memo, .slots = slots};
    c.feet = feet, c.nfeet = feet_of(slots, n, feet);
    c.l = (legs){n, false};
    for (size_t i = 0; i < n; i++) c.l.several |= slots[i].part == slots[n - 1].part && slots[i].leg != slots[n - 1].leg;
    bool possible;
    jumps plain, mended;
    all_faults(&c, NULL, &possible, &plain);
    pb_variants v = pb_choose_variants(arena, scratch, &(pb_variants_job){&story, memo, slots, n, feet, c.nfeet});
    unsigned bad = all_faults(&c, v.looseness, &possible, &mended);
    assert_true(possible);
    if (v.looseness) assert_int_equal(bad, fewest_of_all(&c));
    assert_true(mended.lost <= plain.lost);
    before.stubs += plain.stubs, after.stubs += mended.stubs;
    pb_arena_drop(arena);
  }
  assert_true(before.stubs >= 150 && after.stubs * 10 <= before.stubs * 9);
  pb_arena_drop(scratch);
}

static void remembered_breaks_are_the_same(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new(), *scratch = pb_arena_new();
  pb_story story = toy_story(arena, COPY, PARAGRAPHS);
  pb_break_memo *memo = pb_break_memo_new(arena, scratch, &story);
  for (int round = 0; round < 3; round++)
    for (uint16_t n = 1; n < 30; n++) {
      pb_slot *slots = legs_of(arena, 9);
      for (uint16_t i = 0; i < n; i++) slots[i].measure = (8 + n % 7) * TOY_EM;
      pb_set plain = pb_set_story(arena, &story, NULL, (pb_cursor){0}, slots, n * 2);
      pb_set known = pb_set_story(arena, &story, &(pb_trial){.memo = memo}, (pb_cursor){0}, slots, n * 2);
      assert_int_equal(plain.nlines, known.nlines);
      assert_int_equal(plain.over_lines, known.over_lines);
      assert_int_equal(plain.cost, known.cost);
      for (size_t i = 0; i < plain.nlines; i++) assert_int_equal(plain.lines[i].line.end, known.lines[i].line.end);
    }
  pb_arena_drop(arena);
  pb_arena_drop(scratch);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_faults_stay_cannot_be_avoided),
                                     cmocka_unit_test(stubs_at_jumps_are_cured), cmocka_unit_test(remembered_breaks_are_the_same)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
