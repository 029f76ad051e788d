/* A test's own arena as its state. Include after cmocka.h. */
#ifndef ARENA_TEST_H
#define ARENA_TEST_H

#include "arena.h"

static inline int set_up(void **state) {
  *state = pb_arena_new();
  return 0;
}

static inline int tear_down(void **state) {
  pb_arena_drop(*state);
  return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
