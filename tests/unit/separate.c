#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <lcms2.h>

#include "newsprint.h"
#include "separate.h"

typedef struct {
  pb_arena *arena;
  pb_profile profile;
  pb_separator *separator;
} press;

static press open_press(pb_intent intent) {
  press p = {.arena = pb_arena_new()};
  p.profile = (pb_profile){.intent = intent, .convert = newsprint_icc(p.arena)};
  return p;
}

static void close_press(press *p) {
  pb_separator_close(p->separator);
  pb_arena_drop(p->arena);
}

static void separate(press *p, const pb_separation *way, const uint8_t *in, uint8_t *out, size_t pixels) {
  if (!p->separator) p->separator = pb_separator_open(&p->profile);
  pb_separate_row(p->separator, way, in, out, pixels);
}

static unsigned sum(const uint8_t *cmyk) { return 0u + cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3]; }

/* Every corner and 16 steps between, at three limits and by both intents. */
static void ink_stays_under_the_limit(void **state) {
  (void)state;
  static const unsigned LIMITS[] = {240, 200, 100};
  for (int intent = 0; intent < 2; intent++) {
    press p = open_press((pb_intent)intent);
    for (size_t l = 0; l < 3; l++)
      for (unsigned i = 0; i < 16 * 16 * 16; i++) {
        uint8_t rgb[] = {(uint8_t)(i % 16 * 17), (uint8_t)(i / 16 % 16 * 17), (uint8_t)(i / 256 * 17)}, cmyk[4];
        separate(&p, &(pb_separation){.from = 3, .to = 4, .ink_limit = LIMITS[l]}, rgb, cmyk, 1);
        if (sum(cmyk) * 100 > LIMITS[l] * 255)
          fail_msg("%u %u %u has %u of 255 in ink, limit %u %%", rgb[0], rgb[1], rgb[2], sum(cmyk), LIMITS[l]);
      }
    close_press(&p);
  }
}

/* Newsprint is steady in black alone: greys are black, and the darkest has at least 85 % of it. */
static void black_carries_the_dark(void **state) {
  (void)state;
  press p = open_press(PB_INTENT_PERCEPTUAL);
  pb_separation way = {.from = 3, .to = 4, .ink_limit = 240};
  uint8_t cmyk[4];
  separate(&p, &way, (const uint8_t[]){0, 0, 0}, cmyk, 1);
  assert_in_range(cmyk[3], 217, 255);
  separate(&p, &way, (const uint8_t[]){255, 255, 255}, cmyk, 1);
  assert_memory_equal(cmyk, ((const uint8_t[]){0, 0, 0, 0}), 4);
  separate(&p, &way, (const uint8_t[]){255, 0, 0}, cmyk, 1);
  assert_true(cmyk[0] < 8 && cmyk[1] > 150 && cmyk[2] > 200 && cmyk[3] < 8);
  for (unsigned grey = 40; grey < 250; grey += 30) {
    separate(&p, &way, (const uint8_t[]){(uint8_t)grey, (uint8_t)grey, (uint8_t)grey}, cmyk, 1);
    assert_true(cmyk[3] > cmyk[0] + cmyk[1] + cmyk[2]);
  }
  close_press(&p);
}

/* What inks look like on newsprint: CIE Lab relative to the paper, by the profile's own tables. */
static void look(const press *p, const uint8_t *cmyk, double lab[3]) {
  cmsHPROFILE paper = cmsOpenProfileFromMem(p->profile.convert.s, (cmsUInt32Number)p->profile.convert.n);
  cmsHPROFILE seen = cmsCreateLab4Profile(NULL);
  cmsHTRANSFORM way = cmsCreateTransform(paper, TYPE_CMYK_8, seen, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
  cmsDoTransform(way, cmyk, lab, 1);
  cmsDeleteTransform(way);
  cmsCloseProfile(seen);
  cmsCloseProfile(paper);
}

/* Greys look grey, made of black with the three colours in balance: none of them takes the place of another. */
static void greys_are_neutral(void **state) {
  (void)state;
  for (int intent = 0; intent < 2; intent++) {
    press p = open_press((pb_intent)intent);
    for (unsigned grey = 0; grey <= 255; grey += 15) {
      uint8_t rgb[] = {(uint8_t)grey, (uint8_t)grey, (uint8_t)grey}, cmyk[4];
      double lab[3];
      separate(&p, &(pb_separation){.from = 3, .to = 4, .ink_limit = 240}, rgb, cmyk, 1);
      look(&p, cmyk, lab);
      if (lab[1] * lab[1] + lab[2] * lab[2] > 9) fail_msg("grey %u prints as a %.1f b %.1f", grey, lab[1], lab[2]);
      for (int i = 0; i < 3; i++) assert_true(cmyk[i] <= cmyk[(i + 1) % 3] + 38 && cmyk[i] < 0.6 * 255);
    }
    close_press(&p);
  }
}

/* The published figures of the press: paper and solids, and 26 % more dot at 40 %. */
static void the_press_is_the_registered_one(void **state) {
  (void)state;
  press p = open_press(PB_INTENT_RELATIVE);
  double paper[3], solid[3], tone[3];
  cmsCIEXYZ xyz[3];
  look(&p, (const uint8_t[]){0, 0, 0, 0}, paper);
  look(&p, (const uint8_t[]){0, 0, 0, 255}, solid);
  look(&p, (const uint8_t[]){0, 0, 0, 102}, tone);
  assert_true(paper[0] > 99.5 && solid[0] > 43 && solid[0] < 46);
  cmsLab2XYZ(NULL, &xyz[0], &(cmsCIELab){paper[0], paper[1], paper[2]});
  cmsLab2XYZ(NULL, &xyz[1], &(cmsCIELab){solid[0], solid[1], solid[2]});
  cmsLab2XYZ(NULL, &xyz[2], &(cmsCIELab){tone[0], tone[1], tone[2]});
  double dot = (xyz[0].Y - xyz[2].Y) / (xyz[0].Y - xyz[1].Y);
  if (dot < 0.65 || dot > 0.67) fail_msg("40 %% of black covers %.1f %%", dot * 100);
  close_press(&p);
}

/* The darker the picture, the darker the print, whatever the intent. */
static void tones_keep_their_order(void **state) {
  (void)state;
  for (int intent = 0; intent < 2; intent++) {
    press p = open_press((pb_intent)intent);
    uint8_t before[4] = {0}, cmyk[4];
    for (int grey = 255; grey >= 0; grey--) {
      uint8_t rgb[] = {(uint8_t)grey, (uint8_t)grey, (uint8_t)grey};
      separate(&p, &(pb_separation){.from = 3, .to = 4, .ink_limit = 240}, rgb, cmyk, 1);
      assert_true(cmyk[3] + 2 >= before[3]);
      memcpy(before, cmyk, 4);
    }
    close_press(&p);
  }
}

/* A picture says how its numbers look; one whose profile is of no use is taken as the web's. */
static void a_picture_s_own_profile_counts(void **state) {
  (void)state;
  press p = open_press(PB_INTENT_PERCEPTUAL);
  cmsCIExyY white;
  cmsWhitePointFromTemp(&white, 6504);
  cmsToneCurve *curve = cmsBuildGamma(NULL, 1.0), *curves[] = {curve, curve, curve};
  cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
  cmsHPROFILE linear = cmsCreateRGBProfile(&white, &primaries, curves);
  cmsUInt32Number n = 0;
  cmsSaveProfileToMem(linear, NULL, &n);
  uint8_t *icc = malloc(n), plain[4], own[4], broken[4], grey[1], grey_own[1];
  cmsSaveProfileToMem(linear, icc, &n);
  const uint8_t rgb[] = {100, 120, 80};
  separate(&p, &(pb_separation){.from = 3, .to = 4, .ink_limit = 240}, rgb, plain, 1);
  separate(&p, &(pb_separation){.icc = icc, .nicc = n, .from = 3, .to = 4, .ink_limit = 240}, rgb, own, 1);
  separate(&p, &(pb_separation){.icc = icc, .nicc = 100, .from = 3, .to = 4, .ink_limit = 240}, rgb, broken, 1);
  separate(&p, &(pb_separation){.from = 3, .to = 1, .ink_limit = 240}, rgb, grey, 1);
  separate(&p, &(pb_separation){.icc = icc, .nicc = n, .from = 3, .to = 1, .ink_limit = 240}, rgb, grey_own, 1);
  assert_true(sum(own) + 20 < sum(plain)); /* the same numbers are lighter */
  assert_memory_equal(broken, plain, 4);
  assert_true(grey_own[0] > grey[0] + 20);
  free(icc);
  cmsCloseProfile(linear);
  cmsFreeToneCurve(curve);
  close_press(&p);
}

static void greys(void **state) {
  (void)state;
  press p = open_press(PB_INTENT_RELATIVE);
  uint8_t grey[3];
  separate(&p, &(pb_separation){.from = 3, .to = 1}, (const uint8_t[]){0, 0, 0, 255, 255, 255, 0, 255, 0}, grey, 3);
  assert_memory_equal(grey, ((const uint8_t[]){0, 255, 150}), 3);
  separate(&p, &(pb_separation){.from = 4, .to = 1}, (const uint8_t[]){0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 128}, grey, 3);
  assert_memory_equal(grey, ((const uint8_t[]){0, 255, 127}), 3);
  separate(&p, &(pb_separation){.from = 1, .to = 1}, (const uint8_t[]){3, 2, 1}, grey, 3);
  assert_memory_equal(grey, ((const uint8_t[]){3, 2, 1}), 3);
  close_press(&p);
}

static void ink_as_it_came_is_held_too(void **state) {
  (void)state;
  press p = open_press(PB_INTENT_RELATIVE);
  uint8_t out[8];
  const uint8_t in[] = {255, 255, 255, 255, 10, 20, 30, 40};
  separate(&p, &(pb_separation){.from = 4, .to = 4, .ink_limit = 240}, in, out, 2);
  assert_int_equal(out[3], 255);
  assert_in_range(sum(out), 600, 612);
  assert_memory_equal(out + 4, in + 4, 4);
  assert_int_equal(pb_most_ink(in, 2), 1020);
  close_press(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ink_stays_under_the_limit),
      cmocka_unit_test(black_carries_the_dark),
      cmocka_unit_test(greys_are_neutral),
      cmocka_unit_test(the_press_is_the_registered_one),
      cmocka_unit_test(tones_keep_their_order),
      cmocka_unit_test(a_picture_s_own_profile_counts),
      cmocka_unit_test(greys),
      cmocka_unit_test(ink_as_it_came_is_held_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
