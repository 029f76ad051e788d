#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "content.h"

/* Key 1 is black and overprints, key 2 is white, key 3 a spot ink, key 65793 (1 1 1 of 255) is not there. */
static const pb_content_paint PAINTS[] = {
    {"0 0 0 1 k", "0 0 0 1 K", true}, {"0 0 0 0 k", "0 0 0 0 K", false}, {"/S0 cs .6 scn", "/S0 CS .6 SCN", false}};
static const pb_str PICTURES[] = {{"x5", 2}};

typedef struct {
  const char *in, *out;
  unsigned tags;
} example;

static const example GOOD[] = {
    {"", "", 0},
    {"1 0 0 -1 0 400 cm\nq\n20 30 4 5 re f\nQ\n", "1 0 0 -1 0 400 cm\nq\n20 30 4 5 re f\nQ\n", 0},
    {"0 0 0.00392157 rg BT", "/o1 gs 0 0 0 1 k BT", 0},
    {"0 0 0.00392157 rg /a0 gs\nf", "/o1 gs 0 0 0 1 k \nf", 0},
    {"0 0 0.00784314 rg f 0 0 0.0117647 RG S", "0 0 0 0 k f /S0 CS .6 SCN S", 0},
    /* overprint is switched once, by fill and stroke, and comes back with the state */
    {"0 0 0.00392157 rg f 0 0 0.00392157 rg f", "/o1 gs 0 0 0 1 k f 0 0 0 1 k f", 0},
    {"0 0 0.00392157 rg 0 0 0.00392157 RG B 0 0 0.00784314 rg b", "/o1 gs 0 0 0 1 k /o3 gs 0 0 0 1 K B /o2 gs 0 0 0 0 k b", 0},
    {"q 0 0 0.00392157 rg f Q 0 0 0.00392157 rg f", "q /o1 gs 0 0 0 1 k f Q /o1 gs 0 0 0 1 k f", 0},
    {"0 0 0.00392157 rg q 0 0 0.00784314 rg f Q f", "/o1 gs 0 0 0 1 k q /o0 gs 0 0 0 0 k f Q f", 0},
    /* pictures knock out */
    {"q 1 0 0 1 0 0 cm /a0 gs /x5 Do Q", "q 1 0 0 1 0 0 cm  /x5 Do Q", 0},
    {"0 0 0.00392157 rg f /x5 Do f", "/o1 gs 0 0 0 1 k f /o0 gs /x5 Do f", 0},
    /* tags: stories' are numbered anew, furniture's are artifacts, replacement text stays */
    {"/NonStruct << /MCID 0 >> BDC f EMC /P << /MCID 1 >> BDC f EMC", "/Artifact BMC f EMC /P <</MCID 0>> BDC f EMC", 1},
    {"/P << /MCID 7 >> BDC /Span << /ActualText <feff4e00> >> BDC f EMC EMC /P << /MCID 9 >> BDC EMC",
     "/P <</MCID 0>> BDC /Span << /ActualText <feff4e00> >> BDC f EMC EMC /P <</MCID 1>> BDC EMC", 2},
    /* an area that is no part of the page */
    {"q /Private << /MCID 0 >> BDC 0 0 0 rg /a0 gs 0 0 9 9 re f EMC /P << /MCID 1 >> BDC f EMC Q", "q  /P <</MCID 0>> BDC f EMC Q",
     1},
    {"f % words\n f", "f % words\n f", 0},
    /* strings hide whatever is in them */
    {"[<0001>-28(a]b\\)0 0 1 rg)]TJ (0 0 1 rg (x) \\\\) Tj", "[<0001>-28(a]b\\)0 0 1 rg)]TJ (0 0 1 rg (x) \\\\) Tj", 0},
};

static const char *const BAD[] = {
    "0 0 1 rg",     /* no paint's key */
    "0 0 0 rg",     /* key 0 */
    "0 0 0.002 rg", /* between two keys */
    "0.00392157 0.00392157 0.00392157 rg",
    "0 0 rg",
    "0 0 -1 rg",
    "0 0 1e3 rg",
    "0 0 99999999999999999999999 rg",
    "0 g", /* colours of its own */
    "0 0 0 1 k",
    "/Pattern cs",
    "/x6 Do", /* a form */
    "/sh0 sh",
    "BI /W 1 ID x EI",
    "Q",
    "q /P << /MCID 0 >> BDC Q",
    "EMC",
    "/H1 << /MCID 0 >> BDC EMC",
    "/P BMC EMC",
    "/Private << /MCID 0 >> BDC f",
    "/Private << /MCID 0 >> BDC q f Q EMC",
    "/Private << /MCID 0 >> BDC 0 0 9 9 re W n EMC",
    "/Private << /MCID 0 >> BDC /P << /MCID 1 >> BDC f EMC EMC",
    "(no end",
    "(no end\\",
    "<0001",
    "[<00> 1",
    "/P << /MCID 0 BDC",
    "1 2 3",
    ") f",
    "nonsense f",
};

static bool rewrite(const char *in, bool tags, pb_bytes *out, pb_content_result *result) {
  pb_content_job job = {.paints = PAINTS, .npaints = 3, .pictures = PICTURES, .npictures = 1, .tags = tags};
  return pb_content_rewrite(&job, pb_str_from(in), out, result);
}

static void keys_become_inks(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
    pb_bytes out = {0};
    pb_content_result result;
    if (!rewrite(GOOD[i].in, true, &out, &result)) fail_msg("%s: %s", GOOD[i].in, result.fault);
    pb_bytes_add(&out, "", 1);
    assert_string_equal(out.at, GOOD[i].out);
    assert_int_equal(result.tags, GOOD[i].tags);
    pb_bytes_drop(&out);
  }
}

static void without_tags_no_marks_are_left(void **state) {
  (void)state;
  pb_bytes out = {0};
  pb_content_result result;
  assert_true(rewrite("/NonStruct << /MCID 0 >> BDC f EMC /P << /MCID 1 >> BDC /Span << /A (EMC) >> BDC f EMC EMC n", false, &out,
                      &result));
  pb_bytes_add(&out, "", 1);
  assert_string_equal(out.at, " f   /Span << /A (EMC) >> BDC f EMC  n");
  pb_bytes_drop(&out);
}

static void what_paint_never_asks_for_is_a_fault(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    pb_bytes out = {0};
    pb_content_result result;
    if (rewrite(BAD[i], true, &out, &result)) fail_msg("passed: %s", BAD[i]);
    assert_non_null(result.fault);
    assert_in_range(result.fault_at, 0, strlen(BAD[i]));
    pb_bytes_drop(&out);
  }
}

static void depth_is_limited(void **state) {
  (void)state;
  static char deep[4000], marks[4000];
  for (size_t i = 0; i < sizeof deep - 2; i += 2) memcpy(deep + i, "q ", 2);
  for (size_t i = 0; i + 13 < sizeof marks; i += 12) memcpy(marks + i, "/Span<<>>BDC", 12);
  pb_bytes out = {0};
  pb_content_result result;
  assert_false(rewrite(deep, true, &out, &result));
  assert_false(rewrite(marks, true, &out, &result));
  pb_bytes_drop(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_become_inks),
      cmocka_unit_test(without_tags_no_marks_are_left),
      cmocka_unit_test(what_paint_never_asks_for_is_a_fault),
      cmocka_unit_test(depth_is_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
