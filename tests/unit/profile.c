#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <lcms2.h>
#include <unistd.h>

#include "profile.h"

static const pb_profile *read_text(pb_arena *arena, pb_diags *diags, const char *text) {
  char path[] = "/tmp/paiban-profile-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  FILE *file = fdopen(fd, "w");
  fputs(text, file);
  fclose(file);
  const pb_profile *profile = pb_profile_read(arena, diags, pb_fmt(arena, "%s", path), NEWSPRINT_ICC);
  remove(path);
  return profile;
}

static void profiles_are_read(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  const pb_profile *p = read_text(arena, diags, "name: 报\nversion: 1.4\nlinks: yes\nthreads: no\nink-limit: 220\n");
  assert_non_null(p);
  assert_true(pb_str_is(p->name, "报"));
  assert_int_equal(p->version_minor, 4);
  assert_true(p->links);
  assert_false(p->threads || p->tags || p->placeholders);
  assert_int_equal(p->ink_limit, 220);
  assert_int_equal(pb_diags_count(diags, PB_NOTE), 0);
  pb_arena_drop(arena);
}

static void shipped_profiles_are_sound(void **state) {
  (void)state;
  static const char *const NAMES[] = {"x1a", "proof", "archive"};
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  for (size_t i = 0; i < 3; i++) {
    const pb_profile *p = pb_profile_read(arena, diags, pb_fmt(arena, "layouts/press/%s.yaml", NAMES[i]), NEWSPRINT_ICC);
    assert_non_null(p);
    assert_true(pb_str_is(p->name, NAMES[i]));
    assert_int_equal(p->links, i > 0);
    assert_int_equal(p->placeholders, i == 1);
  }
  pb_arena_drop(arena);
}

/* A press that the standard x4 may name: inks to Lab by a table of one step. */
static const char *make_icc(pb_arena *arena, cmsProfileClassSignature class, cmsColorSpaceSignature space) {
  const char *path = pb_fmt(arena, "/tmp/paiban-icc-%d-%x.icc", (int)getpid(), (unsigned)space);
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);
  cmsSetDeviceClass(profile, class);
  cmsSetColorSpace(profile, space);
  cmsSetPCS(profile, cmsSigLabData);
  unsigned channels = cmsChannelsOf(space);
  cmsPipeline *pipeline = cmsPipelineAlloc(NULL, channels, 3);
  assert_true(cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, cmsStageAllocCLut16bit(NULL, 2, channels, 3, NULL)));
  assert_true(cmsWriteTag(profile, cmsSigAToB0Tag, pipeline));
  assert_true(cmsSaveProfileToFile(profile, path));
  cmsPipelineFree(pipeline);
  cmsCloseProfile(profile);
  return path;
}

static const pb_profile *read_x4(pb_arena *arena, pb_diags *diags, const char *icc) {
  return read_text(arena, diags,
                   pb_fmt(arena, "name: x\nstandard: x4\ncondition: {identifier: IFRA26, registry: http://x}\nicc: %s\n", icc));
}

static void x4_takes_a_press_s_icc_profile_and_no_other(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_diags *diags = pb_diags_new(arena);
  const char *press = make_icc(arena, cmsSigOutputClass, cmsSigCmykData),
             *screen = make_icc(arena, cmsSigDisplayClass, cmsSigRgbData);
  const pb_profile *p = read_x4(arena, diags, press);
  assert_non_null(p);
  assert_int_equal(p->standard, PB_STANDARD_X4);
  assert_int_equal(p->version_minor, 6);
  assert_true(pb_str_is(p->condition.identifier, "IFRA26"));
  assert_true(p->icc.n > 128);
  assert_null(read_x4(arena, diags, screen));
  remove(press);
  remove(screen);
  pb_arena_drop(arena);
}

static void bad_profiles_are_refused(void **state) {
  (void)state;
  static const char *const BAD[] = {"",
                                    "- a\n",
                                    "links: yes\n",
                                    "name: x\nversion: 2.0\n",
                                    "name: x\nlinkz: yes\n",
                                    "name: x\nstandard: x4\n",
                                    "name: x\nstandard: x4\ncondition: {identifier: IFRA26}\n",
                                    "name: x\nstandard: x4\ncondition: {identifier: IFRA26}\nicc: none.icc\n",
                                    "name: x\nstandard: x4\ncondition: {identifier: IFRA26}\nicc: /etc/hostname\n",
                                    "name: x\nstandard: x4\ncondition: {identifier: IFRA26}\nicc: ../../etc/hostname\n",
                                    "name: x\nstandard: x1a\n",
                                    "name: x\nstandard: x1a\ncondition: {info: IFRA26}\n",
                                    "name: x\nstandard: x1a\ncondition: {identifier: IFRA26}\nversion: 1.5\n",
                                    "name: x\nstandard: x1a\ncondition: {identifier: IFRA26}\nlinks: yes\n",
                                    "name: x\nstandard: x9\n",
                                    "name: x\nname: y\n",
                                    "name: x\nlinks: 3\n",
                                    "name: x\nink-limit: 900\n",
                                    "name: [x]\n"};
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    pb_arena *arena = pb_arena_new();
    pb_diags *diags = pb_diags_new(arena);
    if (read_text(arena, diags, BAD[i])) fail_msg("passed: %s", BAD[i]);
    assert_true(pb_diags_count(diags, PB_ERROR) > 0);
    pb_arena_drop(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(profiles_are_read),
      cmocka_unit_test(shipped_profiles_are_sound),
      cmocka_unit_test(x4_takes_a_press_s_icc_profile_and_no_other),
      cmocka_unit_test(bad_profiles_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
