/* The tokens of PDF content streams (ISO 32000-1, 7.2 and 7.8), Cairo's or anyone's. Nothing is copied: a token is a
 * stretch of the stream. Any bytes are a row of tokens; each call takes at least one byte until the end. */
#ifndef PB_LEXER_H
#define PB_LEXER_H

#include <stdbool.h>
#include <stdint.h>

#include "bytes.h"
#include "str.h"

typedef enum {
  PB_TOKEN_END,
  PB_TOKEN_NUMBER,
  PB_TOKEN_NAME,    /* with its slash */
  PB_TOKEN_LITERAL, /* (…), with its parentheses */
  PB_TOKEN_HEX,     /* <…>, with its brackets */
  PB_TOKEN_ARRAY,   /* [ */
  PB_TOKEN_ARRAY_END,
  PB_TOKEN_DICT, /* << */
  PB_TOKEN_DICT_END,
  PB_TOKEN_WORD,   /* an operator, true, false, null */
  PB_TOKEN_GARBAGE /* a byte that begins nothing, or a string that does not end */
} pb_token_kind;

typedef struct {
  pb_token_kind kind;
  size_t at, end;
} pb_token;

typedef struct {
  const char *s;
  size_t n, at;
} pb_lexer;

pb_token pb_lexer_next(pb_lexer *lexer); /* blanks and comments are passed over */

/* The inside of an inline image: `lexer` stands behind ID. Its data, without the blank before it; the lexer stands behind
 * EI then. `length`: how many bytes it has where that is known (no filter), else 0, and EI is looked for. */
pb_token pb_lexer_inline_data(pb_lexer *lexer, size_t length);

/* A number as readers take it: signs and points out of place end it. Magnitudes over 1e9 are cut to that. */
double pb_token_number(const pb_lexer *lexer, pb_token token);

/* A name without its slash, its #xx read, with a closing NUL; false if longer than `room` allows or not a name. */
bool pb_token_name(const pb_lexer *lexer, pb_token token, char *out, size_t room);

/* Adds the bytes of a literal or hexadecimal string to `out`. */
void pb_token_string(const pb_lexer *lexer, pb_token token, pb_bytes *out);

/* A word of at most four characters as a number, for `switch`; 0 if longer. */
uint32_t pb_token_word(const pb_lexer *lexer, pb_token token);
#define PB_OP1(a) ((uint32_t)(unsigned char)(a))
#define PB_OP2(a, b) (PB_OP1(a) | PB_OP1(b) << 8)
#define PB_OP3(a, b, c) (PB_OP2(a, b) | PB_OP1(c) << 16)

#endif
