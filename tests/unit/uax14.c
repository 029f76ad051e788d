/* Unicode's own test of line breaking, run through our opportunities. What departs from it is listed, with the reason, in
 * tests/spec/uax14.md: nothing else may, and what is listed must. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#include "itemise.h"
#include "utf8.h"

#define DATA "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define LISTED "tests/spec/uax14.md"

enum { CHARACTERS = 256, ROWS = 64, PATTERNS = 8, NAME = 16 };

/* One line of the data: characters, and after each whether a line may end there. */
typedef struct {
  uint32_t c[CHARACTERS];
  bool brk[CHARACTERS];
  size_t n;
} sample;

/* A row of the list: departures that have one reason, and how many there are in Chinese and in English. A departure is QU÷ID
 * where we may end a line and Unicode does not, QU×ID the other way round, QU_÷ID with a blank between; * is any class. */
typedef struct {
  char patterns[PATTERNS][NAME];
  size_t n;
  unsigned listed[2], found[2];
} row;

typedef struct {
  row at[ROWS];
  size_t n;
} list;

/* | `QU÷ID` `QU_÷ID` | 4 | 2 | why | */
static void read_row(const char *line, row *r) {
  const char *p = line;
  for (const char *end; (p = strchr(p, '`')) && (end = strchr(p + 1, '`')); p = end + 1) {
    assert_true(r->n < PATTERNS && end - p <= NAME);
    memcpy(r->patterns[r->n++], p + 1, (size_t)(end - p - 1));
    if (end[1] == ' ' && end[2] == '|') {
      assert_int_equal(sscanf(end + 3, "%u | %u |", &r->listed[0], &r->listed[1]), 2);
      return;
    }
  }
  fail_msg("%s: cannot read %s", LISTED, line);
}

static list read_list(void) {
  list all = {0};
  FILE *file = fopen(LISTED, "r");
  assert_non_null(file);
  char line[1024];
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "| `", 3) != 0) continue;
    assert_true(all.n < ROWS);
    read_row(line, &all.at[all.n++]);
  }
  fclose(file);
  return all;
}

static bool matches(const char *pattern, const char *left, const char *sign, const char *right) {
  const char *at = strstr(pattern, sign);
  if (!at) return false;
  size_t n = (size_t)(at - pattern);
  bool fits = *pattern == '*' || (strlen(left) == n && memcmp(pattern, left, n) == 0);
  return fits && (at[strlen(sign)] == '*' || strcmp(at + strlen(sign), right) == 0);
}

/* `× 0023 ÷ 0020 ÷ # …`: signs and code points in turn. */
static sample read_sample(const char *line) {
  sample s = {0};
  for (const char *p = line; *p && *p != '#' && *p != '\n';) {
    bool may = strncmp(p, "÷", 2) == 0;
    if (may || strncmp(p, "×", 2) == 0) {
      if (s.n) s.brk[s.n - 1] = may;
      p += 2;
    } else if (*p == ' ' || *p == '\t') {
      p++;
    } else {
      char *end;
      assert_true(s.n < CHARACTERS);
      s.c[s.n++] = (uint32_t)strtoul(p, &end, 16);
      p = end;
    }
  }
  return s;
}

/* Normalising has made 〈 of U+2329, which is only another number for it. */
static size_t put(uint32_t c, char *to) { return pb_utf8_put(c == 0x2329 ? 0x3008 : c, to); }

/* Whether we may end a line after each character. After a blank, what the unit before it says. */
static void ask(pb_arena *arena, const sample *s, bool chinese, UBreakIterator *icu, bool brk[CHARACTERS]) {
  char bytes[CHARACTERS * 4];
  uint32_t marks[CHARACTERS * 4] = {0};
  size_t n = 0;
  for (size_t i = 0; i < s->n; i++) n += put(s->c[i], bytes + n);
  pb_normal normal = {.text = {bytes, n}, .marks = marks};
  pb_units units = pb_itemise(arena, &normal, chinese);
  assert_int_equal(units.n, s->n);
  pb_units_find_breaks(&units, PB_PROHIBIT_GB, icu);
  for (size_t i = 0; i < s->n; i++) {
    bool blank = units.at[i].flags & PB_UNIT_SPACE, before_blank = i + 1 < s->n && (units.at[i + 1].flags & PB_UNIT_SPACE);
    size_t decides = blank && i ? i - 1 : i;
    brk[i] = !before_blank && units.at[decides].brk == PB_BREAK_MAY;
  }
}

static const char *class_name(uint32_t c) {
  return u_getPropertyValueName(UCHAR_LINE_BREAK, u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK), U_SHORT_PROPERTY_NAME);
}

static bool is_joined(uint32_t c) { return strcmp(class_name(c), "CM") == 0 || strcmp(class_name(c), "ZWJ") == 0; }

/* Counts the departure after `at`, or says that no row has it. */
static bool note(list *all, const sample *s, size_t at, bool ours, bool chinese) {
  size_t base = at;
  bool blank = at > 0 && s->c[at] == ' ';
  if (blank) base--;
  while (base > 0 && is_joined(s->c[base])) base--;
  char left[NAME];
  snprintf(left, sizeof left, "%s%s", class_name(s->c[base]), blank ? "_" : "");
  const char *sign = ours ? "÷" : "×", *right = class_name(s->c[at + 1]);
  for (size_t i = 0; i < all->n; i++)
    for (size_t k = 0; k < all->at[i].n; k++)
      if (matches(all->at[i].patterns[k], left, sign, right)) {
        all->at[i].found[chinese ? 0 : 1]++;
        return true;
      }
  print_message("%s does not list %s%s%s, in %s\n", LISTED, left, sign, right, chinese ? "Chinese" : "English");
  return false;
}

static unsigned run_data(list *all, bool chinese) {
  FILE *file = fopen(DATA, "r");
  assert_non_null(file);
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *icu = ubrk_open(UBRK_LINE, chinese ? "zh" : "en", NULL, 0, &error);
  assert_true(U_SUCCESS(error));
  pb_arena *arena = pb_arena_new();
  char line[8192];
  unsigned samples = 0, unlisted = 0;
  while (fgets(line, sizeof line, file)) {
    if (*line == '#') continue;
    sample s = read_sample(line);
    bool brk[CHARACTERS];
    ask(arena, &s, chinese, icu, brk);
    for (size_t i = 0; i + 1 < s.n; i++)
      if (brk[i] != s.brk[i] && !note(all, &s, i, brk[i], chinese)) unlisted++;
    samples++;
  }
  assert_true(samples > 7000);
  fclose(file);
  ubrk_close(icu);
  pb_arena_drop(arena);
  return unlisted;
}

static void departures_are_the_listed_ones(void **state) {
  (void)state;
  list all = read_list();
  assert_true(all.n > 0);
  unsigned wrong = run_data(&all, true) + run_data(&all, false);
  for (size_t i = 0; i < all.n; i++) {
    const row *r = &all.at[i];
    if (r->found[0] == r->listed[0] && r->found[1] == r->listed[1]) continue;
    print_message("%s: %s…: %u and %u are listed, there are %u and %u\n", LISTED, r->patterns[0], r->listed[0], r->listed[1],
                  r->found[0], r->found[1]);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(departures_are_the_listed_ones)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
