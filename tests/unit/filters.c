#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "filters.h"

#define NONE .predictor = 1, .colours = 1, .bits = 8, .columns = 1, .early = 1

/* What comes out; strings so that failures can be read. */
static void gives(pb_filter filter, pb_str in, pb_filter_result wanted, pb_str out) {
  pb_bytes bytes = {0};
  assert_int_equal(pb_filter_undo(&filter, in, 1 << 20, &bytes), wanted);
  assert_int_equal(bytes.n, out.n);
  if (out.n) assert_memory_equal(bytes.at, out.s, out.n);
  pb_bytes_drop(&bytes);
}

static void ascii(void **state) {
  (void)state;
  pb_filter hex = {.name = PB_STR("ASCIIHexDecode"), NONE}, base85 = {.name = PB_STR("ASCII85Decode"), NONE};
  gives(hex, PB_STR("48 65\n6C6c 6F>rest"), PB_FILTER_WHOLE, PB_STR("Hello"));
  gives(hex, PB_STR("485>"), PB_FILTER_WHOLE, PB_STR("HP"));
  gives(hex, PB_STR("48x"), PB_FILTER_CUT, PB_STR("H"));
  gives(hex, PB_STR("48"), PB_FILTER_CUT, PB_STR("H"));
  gives(base85, PB_STR("87cURD]i,\"Ebo80~>"), PB_FILTER_WHOLE, PB_STR("Hello World!"));
  gives(base85, PB_STR("z~>"), PB_FILTER_WHOLE, PB_STR("\0\0\0\0"));
  gives(base85, PB_STR("87cURDZ~>"), PB_FILTER_WHOLE, PB_STR("Hello"));
  gives(base85, PB_STR("87cUR"), PB_FILTER_CUT, PB_STR("Hell"));
}

/* The example of ISO 32000-1, 7.4.4.2. */
static void lzw(void **state) {
  (void)state;
  pb_filter filter = {.name = PB_STR("LZWDecode"), NONE};
  gives(filter, PB_STR("\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01"), PB_FILTER_WHOLE, PB_STR("-----A---B"));
  gives(filter, PB_STR("\x80\x0B\x60\x50"), PB_FILTER_CUT, PB_STR("---"));
}

static void runs(void **state) {
  (void)state;
  pb_filter filter = {.name = PB_STR("RunLengthDecode"), NONE};
  gives(filter, PB_STR("\x02xyz\xFE-\x80"), PB_FILTER_WHOLE, PB_STR("xyz---"));
  gives(filter, PB_STR("\x02xy"), PB_FILTER_CUT, PB_STR(""));
}

static void flate(void **state) {
  (void)state;
  pb_filter filter = {.name = PB_STR("FlateDecode"), NONE};
  pb_str hello = {"\x78\x9C\xF3\x48\xCD\xC9\xC9\x07\x00\x05\x8C\x01\xF5", 13};
  gives(filter, hello, PB_FILTER_WHOLE, PB_STR("Hello"));
  gives(filter, pb_str_sub(hello, 0, 8), PB_FILTER_CUT, PB_STR("Hello"));
  gives(filter, PB_STR("nonsense"), PB_FILTER_CUT, PB_STR(""));
  gives(filter, PB_STR(""), PB_FILTER_WHOLE, PB_STR(""));
  gives((pb_filter){.name = PB_STR("DCTDecode"), NONE}, PB_STR("x"), PB_FILTER_OTHER, PB_STR(""));
}

/* Two rows of three: the first by its left neighbours, the second by what is above. Stored, not compressed. */
static void predictors(void **state) {
  (void)state;
  pb_filter png = {.name = PB_STR("FlateDecode"), .predictor = 15, .colours = 1, .bits = 8, .columns = 3, .early = 1};
  static const char STORED[] =
      "\x78\x01\x01\x08\x00\xF7\xFF"
      "\1\x0A\1\1"
      "\2\1\1\1"
      "\x00\x6F\x00\x13";
  gives(png, (pb_str){STORED, sizeof STORED - 1}, PB_FILTER_WHOLE, PB_STR("\x0A\x0B\x0C\x0B\x0C\x0D"));
}

/* A run of a thousand from two bytes is stopped where it is said. */
static void bounded(void **state) {
  (void)state;
  char runs_of_128[200];
  for (size_t i = 0; i < sizeof runs_of_128; i += 2) runs_of_128[i] = (char)0x81, runs_of_128[i + 1] = 'x';
  pb_filter filter = {.name = PB_STR("RunLengthDecode"), NONE};
  pb_bytes bytes = {0};
  assert_int_equal(pb_filter_undo(&filter, (pb_str){runs_of_128, sizeof runs_of_128}, 1000, &bytes), PB_FILTER_TOO_BIG);
  assert_true(bytes.n > 1000 && bytes.n < 1200);
  pb_bytes_drop(&bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(ascii), cmocka_unit_test(lzw),        cmocka_unit_test(runs),
                                     cmocka_unit_test(flate), cmocka_unit_test(predictors), cmocka_unit_test(bounded)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
