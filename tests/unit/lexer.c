#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lexer.h"

static pb_lexer lexer_of(const char *z) { return (pb_lexer){z, strlen(z), 0}; }

/* The kinds of all tokens, a letter each. */
static const char *kinds_of(pb_lexer *l, char out[64]) {
  static const char LETTERS[] = ".0/(<[]{}wx";
  size_t n = 0;
  for (pb_token t; n < 63 && (t = pb_lexer_next(l)).kind != PB_TOKEN_END;) out[n++] = LETTERS[t.kind];
  out[n] = 0;
  return out;
}

static void tokens_are_told_apart(void **state) {
  (void)state;
  static const struct {
    const char *in, *kinds;
  } CASES[] = {
      {"", ""},
      {" \t\r\n\f", ""},
      {"0 0 1 rg", "000w"},
      {"/F1 12 Tf(a)Tj", "/0w(w"},
      {"[<00>-28.5(b)]TJ", "[<0(]w"},
      {"/P<</MCID 0>>BDC", "/{/0}w"},
      {"q% all ( of it\nQ", "ww"},
      {"q%", "w"},
      {"(a(b)c\\)\\()x", "(w"},
      {"f*W*'\"", "w"}, /* regular characters run on */
      {"(never ends", "x"},
      {"<00", "x"},
      {"}{)>", "xxxx"},
      {"-.5+3.25.1 --4", "00"},
      {"/#20/", "//"},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    char out[64];
    pb_lexer l = lexer_of(CASES[i].in);
    assert_string_equal(kinds_of(&l, out), CASES[i].kinds);
    assert_int_equal(l.at, l.n);
  }
}

static void numbers_are_read_as_readers_do(void **state) {
  (void)state;
  static const struct {
    const char *in;
    double value;
  } CASES[] = {{"0", 0},
               {"12", 12},
               {"-3.25", -3.25},
               {".5", .5},
               {"5.", 5},
               {"+7", 7},
               {"--4", -4},
               {"1.2.3", 1.2},
               {"4-5", 4},
               {"-", 0},
               {"1e3", 1},
               {"0.00392157", 0.00392157},
               {"99999999999999999999", 1e9}};
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    pb_lexer l = lexer_of(CASES[i].in);
    double value = pb_token_number(&l, pb_lexer_next(&l));
    assert_true(value - CASES[i].value <= 1e-9 && CASES[i].value - value <= 1e-9);
  }
}

static void strings_and_names_are_undone(void **state) {
  (void)state;
  static const struct {
    const char *in, *out;
  } CASES[] = {{"(a\\(b\\)\\\\)", "a(b)\\"},
               {"(\\101\\7z\\n)", "A\007z\n"},
               {"(a\\\nb\\\r\nc)", "abc"},
               {"<41 4 2>", "AB"},
               {"<4>", "@"},
               {"()", ""}};
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    pb_bytes out = {0};
    pb_lexer l = lexer_of(CASES[i].in);
    pb_token_string(&l, pb_lexer_next(&l), &out);
    pb_bytes_add(&out, "", 1);
    assert_string_equal(out.at, CASES[i].out);
    pb_bytes_drop(&out);
  }
  char name[8];
  pb_lexer l = lexer_of("/A#42 /toolong7 /n#00 (s)");
  assert_true(pb_token_name(&l, pb_lexer_next(&l), name, sizeof name));
  assert_string_equal(name, "AB");
  assert_false(pb_token_name(&l, pb_lexer_next(&l), name, sizeof name));
  assert_false(pb_token_name(&l, pb_lexer_next(&l), name, sizeof name));
  assert_false(pb_token_name(&l, pb_lexer_next(&l), name, sizeof name));
}

/* By its length where that is known and EI stands there, else by the EI that a stream could go on after. */
static void pictures_in_the_line_end_where_they_end(void **state) {
  (void)state;
  static const struct {
    const char *in;
    size_t length, data;
    const char *rest;
  } CASES[] = {
      {" abc EI Q", 3, 3, " Q"},
      {" a EI Q", 9, 1, " Q"},              /* the length is wrong */
      {" a EI\x01\x02 EI\nQ", 0, 6, "\nQ"}, /* samples that look like an end */
      {"\nabc\nEI", 0, 3, ""},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    pb_lexer l = lexer_of(CASES[i].in);
    pb_token t = pb_lexer_inline_data(&l, CASES[i].length);
    assert_int_equal(t.end - t.at, CASES[i].data);
    assert_string_equal(l.s + l.at, CASES[i].rest);
    assert_int_equal(t.kind, PB_TOKEN_LITERAL);
  }
  pb_lexer l = lexer_of(" no end");
  assert_int_equal(pb_lexer_inline_data(&l, 0).kind, PB_TOKEN_GARBAGE);
  assert_int_equal(l.at, l.n);
}

static void words_become_numbers(void **state) {
  (void)state;
  pb_lexer l = lexer_of("BDC rg longer T*");
  assert_int_equal(pb_token_word(&l, pb_lexer_next(&l)), PB_OP3('B', 'D', 'C'));
  assert_int_equal(pb_token_word(&l, pb_lexer_next(&l)), PB_OP2('r', 'g'));
  assert_int_equal(pb_token_word(&l, pb_lexer_next(&l)), 0);
  assert_int_equal(pb_token_word(&l, pb_lexer_next(&l)), PB_OP2('T', '*'));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tokens_are_told_apart),        cmocka_unit_test(numbers_are_read_as_readers_do),
      cmocka_unit_test(strings_and_names_are_undone), cmocka_unit_test(pictures_in_the_line_end_where_they_end),
      cmocka_unit_test(words_become_numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
