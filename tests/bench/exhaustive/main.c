/* optimum EDITION DATA CACHE [RATIO]
 *
 * Sets an edition as paiban does, and then by exhaustive search under the same rules and limits of spacing: is every paragraph's
 * way the cheapest there is; how even could the lines be at best; how many widows and orphans stand at leg ends that some choice
 * of paragraphs a line longer or shorter would have avoided. Prints figures; ends with 1 where paiban's way is not the cheapest,
 * one of those could have been avoided, or the lines as set are more than RATIO times as uneven as they could be. DATA holds
 * layouts and fonts (share/paiban), CACHE is a folder for cut-down faces. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "build.h"
#include "story.h"

/* Many lines, and how even they are. */
typedef struct {
  PB_VEC(bench_colour) lines;
  bench_list han_latin, latin_han;
  bench_usual usual;
  double unevenness, worst;
} figure;

typedef struct {
  pb_arena *arena;
  pb_fonts *fonts;
  pb_build *build; /* what the sets were made with */
  PB_VEC(pb_chain_set) sets;
  PB_VEC(bench_story *) stories;
  const bench_usual *usual; /* between Han and Latin; NULL: the median of the lines that are judged */
} edition;

/* ---- evenness ---- */

static void add_line(edition *e, figure *f, const pb_story *story, const pb_line *line) {
  PB_PUSH(e->arena, f->lines, bench_colour_of(e->arena, story, line));
  bench_list_add(e->arena, story, line, true, &f->han_latin, &f->latin_han);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Root mean square over all pairs; the same line by line, its 99th percentile. */
static void judge(edition *e, figure *f) {
  double square = 0, *each = PB_NEW_N(e->arena, double, f->lines.n + 1);
  size_t pairs = 0, n = 0;
  f->usual = e->usual ? *e->usual : (bench_usual){bench_median(&f->han_latin), bench_median(&f->latin_han)};
  for (size_t i = 0; i < f->lines.n; i++) {
    const bench_colour *c = &f->lines.at[i];
    square += bench_square(c, &f->usual), pairs += c->pairs;
    if (c->pairs >= BENCH_LINE_PAIRS) each[n++] = bench_deviation(c, &f->usual);
  }
  qsort(each, n, sizeof *each, by_size);
  f->unevenness = pairs ? sqrt(square / (double)pairs) : 0;
  f->worst = n ? each[(size_t)((double)n * .99)] : 0;
}

/* ---- the edition ---- */

static bool load(edition *e, char **argv) {
  pb_diags *diags = pb_diags_new(e->arena);
  const pb_plan *plan = pb_plan_load(e->arena, diags, argv[1], (pb_search){.data = argv[2]});
  const char *config = pb_fmt(e->arena, "%s/fonts/fonts.conf", argv[2]);
  e->fonts = pb_fonts_open(diags, (pb_font_options){.config = config, .cache = argv[3]});
  if (!plan || !e->fonts) return false;
  pb_fill_job job = {.arena = e->arena, .diags = diags, .fonts = e->fonts, .plan = plan};
  e->build = pb_build_new(&job);
  for (size_t i = 0; i < plan->nchains; i++)
    if (plan->chains[i].nparts && plan->chains[i].narticles)
      PB_PUSH(e->arena, e->sets, pb_chain_set_story(e->build, &plan->chains[i]));
  for (size_t i = 0; i < e->sets.n; i++) PB_PUSH(e->arena, e->stories, bench_story_new(e->arena, &e->sets.at[i]));
  return e->sets.n > 0;
}

/* Calls once for every paragraph that stands whole and whose lines are measured. */
typedef struct {
  edition *edition;
  bench_story *story;
  uint32_t block;
  bench_paragraph *paragraph;
  const pb_break_job *job;
} visit;

static bool visit_next(edition *e, size_t *story, uint32_t *block, visit *v) {
  for (; *story < e->sets.n; ++*story, *block = 0)
    for (const pb_story *s = e->sets.at[*story].story; *block < s->nblocks;) {
      uint32_t b = (*block)++;
      bench_story *at = e->stories.at[*story];
      if (e->sets.at[*story].set.over_lines || !bench_story_measures(at, b)) continue;
      *v = (visit){.edition = e, .story = at, .block = b};
      v->paragraph = bench_story_paragraph(at, b, &v->job);
      if (v->paragraph) return true;
    }
  return false;
}

/* ---- is it the cheapest? ---- */

static bool agrees(const pb_way *way, const bench_way *least, const pb_way *best) {
  if (way->n) return least->value == (double)way->cost;
  int64_t broken = best->cost / PB_COST_LOOSE;
  return least->value >= (double)((broken + 1) * PB_COST_LOOSE); /* there was none to be found */
}

static bool compare_costs(edition *e) {
  size_t story = 0, paragraphs = 0, ways = 0, dearer = 0;
  uint32_t block = 0;
  for (visit v; visit_next(e, &story, &block, &v); paragraphs++) {
    bench_way *all, none = {.value = HUGE_VAL};
    size_t n = bench_paragraph_ways(v.paragraph, &(bench_goal){.aim = BENCH_COST}, &all);
    const pb_ways *ours = pb_break_ways(e->arena, v.job);
    const pb_way *best = &ours->way[PB_WAY_BEST];
    for (size_t k = 1; k <= n; k++) dearer += all[k].value < (double)best->cost;
    for (int kind = 0; kind < PB_WAYS; kind++, ways++) {
      size_t lines = best->n + (size_t)kind - PB_WAY_BEST;
      dearer += !agrees(&ours->way[kind], lines && lines <= n ? &all[lines] : &none, best);
    }
  }
  printf("cost: %zu paragraphs, each as it comes, a line shorter, a line longer: of %zu ways %zu are not the cheapest\n",
         paragraphs, ways, dearer);
  return dearer == 0;
}

/* ---- how even could it be? ---- */

typedef enum { OURS, BEST } setter;

/* Every paragraph by itself. */
static figure alone(edition *e, setter who, const bench_goal *goal) {
  figure f = {0};
  size_t story = 0;
  uint32_t block = 0;
  for (visit v; visit_next(e, &story, &block, &v);) {
    const pb_way *ours = &pb_break_ways(e->arena, v.job)->way[PB_WAY_BEST];
    bench_way way = {.lines = ours->lines, .n = ours->n};
    if (who == BEST) way = bench_paragraph_best(v.paragraph, goal);
    for (size_t i = 0; i < way.n; i++) add_line(e, &f, v.job->story, &way.lines[i]);
  }
  judge(e, &f);
  return f;
}

/* Whole stories, their legs' ends as good as they can be. */
static figure together(edition *e, setter who, const bench_goal *goal) {
  figure f = {0};
  for (size_t i = 0; i < e->sets.n; i++) {
    bench_lines lines = {0};
    if (e->sets.at[i].set.over_lines) continue;
    if (who == BEST) bench_story_best(e->stories.at[i], goal, false, &lines);
    for (uint32_t b = 0; who == OURS && b < e->sets.at[i].story->nblocks; b++) {
      if (!bench_story_measures(e->stories.at[i], b)) continue;
      bench_lines own = bench_story_lines(e->stories.at[i], b);
      for (size_t k = 0; k < own.n; k++) PB_PUSH(e->arena, lines, own.at[k]);
    }
    for (size_t k = 0; k < lines.n; k++) add_line(e, &f, e->sets.at[i].story, &lines.at[k]);
  }
  judge(e, &f);
  return f;
}

typedef figure set_all(edition *e, setter who, const bench_goal *goal);

/* The least unevenness: squares over pairs, and both depend on the ways; so does what is usual. */
static void most_even(edition *e, set_all *set, bench_usual usual, figure *best) {
  for (double last = HUGE_VAL; best->unevenness < last - 1e-6;) {
    last = best->unevenness;
    figure f = set(e, BEST, &(bench_goal){BENCH_EVEN, last * last, usual});
    if (f.unevenness < last) *best = f, usual = f.usual;
  }
}

/* The least 99th percentile: the least limit beyond which no more than one line in a hundred need be. */
static void least_worst(edition *e, set_all *set, bench_usual usual, figure *best) {
  for (double low = 0, high = best->worst; high - low > 2e-4;) {
    double limit = (low + high) / 2;
    figure f = set(e, BEST, &(bench_goal){BENCH_WORST, limit, usual});
    if (f.worst < best->worst) *best = f;
    if (f.worst <= limit) high = limit;
    else low = limit;
  }
}

static double ratio(const char *name, double ours, double best) {
  double r = best > 0 ? ours / best : 1;
  printf("  %-12s ours %.4f, optimum %.4f, ratio %.3f\n", name, ours, best, r);
  return r;
}

/* The greater of the two ratios. */
static double compare_evenness(edition *e, const char *title, set_all *set) {
  static const double USUAL[] = {.25, .265, .28, .295, .31, .333}; /* tried as what is usual between Han and Latin */
  figure ours = set(e, OURS, NULL), even = ours, worst = ours;
  most_even(e, set, ours.usual, &even);
  for (size_t i = 0; !e->usual && i < sizeof USUAL / sizeof *USUAL; i++)
    most_even(e, set, (bench_usual){1 + USUAL[i], USUAL[i]}, &even);
  least_worst(e, set, ours.usual, &worst);
  least_worst(e, set, even.usual, &worst);
  printf("%s: %zu lines\n", title, ours.lines.n);
  double a = ratio("unevenness", ours.unevenness, even.unevenness), b = ratio("worst lines", ours.worst, worst.worst);
  printf("  where unevenness is least worst lines are %.4f; where they are least unevenness is %.4f\n", even.worst,
         worst.unevenness);
  return a > b ? a : b;
}

/* The house's distance between Han and Latin: what lines have before they are justified. */
static bench_usual house_distance(edition *e) {
  bench_list han_latin = {0}, latin_han = {0};
  for (size_t i = 0; i < e->sets.n; i++)
    for (size_t k = 0; k < e->sets.at[i].set.nlines; k++)
      bench_list_add(e->arena, e->sets.at[i].story, &e->sets.at[i].set.lines[k].line, false, &han_latin, &latin_han);
  return (bench_usual){bench_median(&han_latin), bench_median(&latin_han)};
}

/* ---- legs ---- */

static bool count_edges(edition *e) {
  bench_faults ours = {0}, least = {0}, edges = {0};
  size_t legs = 0, over = 0;
  for (size_t i = 0; i < e->sets.n; i++) {
    const pb_chain_set *set = &e->sets.at[i];
    legs += set->nslots ? set->slots[set->set.used ? set->set.used - 1 : 0].leg + 1u : 0;
    over += set->set.over_lines > 0;
    bench_faults a = bench_story_faults(e->stories.at[i]), b = bench_story_best(e->stories.at[i], NULL, false, NULL),
                 c = bench_story_best(e->stories.at[i], NULL, true, NULL);
    ours.widows += a.widows, ours.orphans += a.orphans, ours.ragged += a.ragged;
    least.widows += b.widows, least.orphans += b.orphans, least.ragged += b.ragged;
    edges.widows += c.widows, edges.orphans += c.orphans, edges.ragged += c.ragged;
  }
  printf("%zu stories (%zu do not fit), %zu legs: widows %u, orphans %u, last legs a line short %u\n", e->sets.n, over, legs,
         ours.widows, ours.orphans, ours.ragged);
  unsigned left = ours.widows + ours.orphans + ours.ragged, could = least.widows + least.orphans + least.ragged;
  printf("  of these could be avoided: %u; of widows and orphans, were short last legs no matter: %u\n", left - could,
         ours.widows + ours.orphans - edges.widows - edges.orphans);
  return left == could;
}

int main(int argc, char **argv) {
  if (argc < 4 || argc > 5) {
    fprintf(stderr, "usage: optimum EDITION DATA CACHE [RATIO]\n");
    return 2;
  }
  edition e = {.arena = pb_arena_new()};
  if (!load(&e, argv)) {
    fprintf(stderr, "%s: nothing to set\n", argv[1]);
    return 3;
  }
  bool good = count_edges(&e);
  good = compare_costs(&e) && good;
  bench_usual house = house_distance(&e);
  double most = 0;
  for (int turn = 0; turn < 2; turn++) {
    e.usual = turn ? &house : NULL;
    printf("Han and Latin as far apart as %s\n", turn ? "the house wants them" : "the page has them as a rule");
    compare_evenness(&e, "every paragraph by itself", alone);
    most = compare_evenness(&e, "as set, leg ends as good as can be", together);
  }
  if (argc > 4 && most > strtod(argv[4], NULL)) good = false;
  pb_arena_drop(e.build->scratch);
  pb_fonts_close(e.fonts);
  pb_arena_drop(e.arena);
  return good ? 0 : 1;
}
