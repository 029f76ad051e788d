#include "colour.h"

#include <math.h>
#include <stdlib.h>

#include "utf8.h"

typedef enum { OTHER, HAN, MARK, LATIN } kind;

static kind kind_of(uint32_t c) {
  static const char *const MARKS = "，。、；：？！）》〉」』】〕（《〈「『【〔“”‘’";
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF)) return HAN;
  if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return LATIN;
  pb_str marks = pb_str_from(MARKS);
  for (size_t i = 0, size; i < marks.n; i += size)
    if (pb_utf8_at(marks, i, &size) == c) return MARK;
  return OTHER;
}

static kind first_of(const pb_story *story, const pb_cluster *c) {
  size_t size;
  return c->ntext ? kind_of(pb_utf8_at(story->text, c->text, &size)) : OTHER;
}

static kind last_of(const pb_story *story, const pb_cluster *c) {
  size_t at = c->text + c->ntext, size;
  if (!c->ntext) return OTHER;
  do at--;
  while (at > c->text && ((unsigned char)story->text.s[at] & 0xC0) == 0x80);
  return kind_of(pb_utf8_at(story->text, at, &size));
}

/* A pair of neighbours: what they are, and their distance in em: from origin to origin, after Latin from its end. */
typedef struct {
  kind left, right;
  double distance;
  double full, closed; /* the distance before the line is justified; its white closed as far as it may be */
} pair;

/* Pairs of a line; returns their number. */
static unsigned pairs_of(pb_arena *arena, const pb_story *story, const pb_line *line, pair **pairs) {
  uint32_t n = line->end - line->first;
  pb_len *gaps = PB_NEW_N(arena, pb_len, n + 1);
  *pairs = PB_NEW_N(arena, pair, n + 1);
  if (n == 0) return 0;
  pb_line_gaps(story, line, gaps);
  unsigned found = 0;
  for (uint32_t i = 0; i + 1 < n; i++) {
    const pb_cluster *c = &story->clusters[line->first + i];
    const pb_gap *gap = &story->gaps[line->first + i];
    pair p = {.left = last_of(story, c), .right = first_of(story, c + 1)};
    pb_len own = p.left == LATIN ? 0 : c->advance;
    p.distance = (double)(gaps[i] + own) / line->size;
    p.full = (double)(gap->natural + own) / line->size;
    p.closed = p.full - (double)gap->shrink / line->size;
    bool counts = p.right == HAN ? p.left != OTHER : p.right == LATIN && p.left == HAN;
    if (counts && p.distance < 2.2) (*pairs)[found++] = p;
  }
  return found;
}

static double nearer(double a, double b) { return fabs(a) < fabs(b) ? a : b; }

/* Han and marks. */
static double off(const pair *p) {
  return p->left == MARK ? nearer(p->distance - p->closed, p->distance - p->full) : p->distance - 1;
}

static void note(bench_distances *d, double distance) {
  d->sum += distance;
  d->squares += distance * distance;
  d->n++;
}

bench_colour bench_colour_of(pb_arena *arena, const pb_story *story, const pb_line *line) {
  pb_arena_mark mark = pb_arena_save(arena);
  pair *pairs;
  bench_colour colour = {.pairs = pairs_of(arena, story, line, &pairs)};
  for (unsigned i = 0; i < colour.pairs; i++) {
    if (pairs[i].left == LATIN) note(&colour.latin_han, pairs[i].distance);
    else if (pairs[i].right == LATIN) note(&colour.han_latin, pairs[i].distance);
    else colour.rest += off(&pairs[i]) * off(&pairs[i]);
  }
  pb_arena_restore(arena, mark);
  return colour;
}

static double around(const bench_distances *d, double usual) { return d->squares - 2 * usual * d->sum + d->n * usual * usual; }

double bench_square(const bench_colour *c, const bench_usual *usual) {
  return c->rest + around(&c->han_latin, usual->han_latin) + around(&c->latin_han, usual->latin_han);
}

double bench_deviation(const bench_colour *c, const bench_usual *usual) {
  double square = bench_square(c, usual);
  return c->pairs && square > 0 ? sqrt(square / c->pairs) : 0;
}

void bench_list_add(pb_arena *arena, const pb_story *story, const pb_line *line, bool set, bench_list *han_latin,
                    bench_list *latin_han) {
  pair *pairs;
  unsigned n = pairs_of(arena, story, line, &pairs);
  for (unsigned i = 0; i < n; i++) {
    double distance = set ? pairs[i].distance : pairs[i].full;
    if (pairs[i].left == LATIN) PB_PUSH(arena, *latin_han, distance);
    else if (pairs[i].right == LATIN) PB_PUSH(arena, *han_latin, distance);
  }
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

double bench_median(bench_list *d) {
  if (d->n == 0) return 0;
  qsort(d->at, d->n, sizeof *d->at, by_size);
  return (d->at[d->n / 2] + d->at[(d->n - 1) / 2]) / 2;
}
