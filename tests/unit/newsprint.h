/* The ICC profile of newsprint, as it was built, for tests that convert pictures. Include after cmocka.h. */
#ifndef NEWSPRINT_H
#define NEWSPRINT_H

#include "files.h"

static inline pb_str newsprint_icc(pb_arena *arena) {
  pb_str icc;
  assert_int_equal(pb_file_read(arena, NEWSPRINT_ICC, 1 << 24, &icc), PB_FILE_OK);
  return icc;
}

#endif
