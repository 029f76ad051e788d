/* Copy on its way to the text that is set: one letter a code point, with the source byte it came from. The passes of
 * normalisation change letters in place; a letter whose `c` is 0 is gone. Internal to text/. */
#ifndef PB_LETTERS_H
#define PB_LETTERS_H

#include "normalise.h"

enum { PB_LETTER_KEEP = 1 /* in a web or mail address: no pass touches it */, PB_LETTER_TWICE = 2 /* written twice: … → …… */ };

typedef struct {
  uint32_t c, at;
  uint32_t marks; /* as in pb_normal */
  uint8_t len;    /* source bytes it stands for; 1 where all map to `at` */
  uint8_t flags;
} pb_letter;

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_letter *at;
  size_t n;
  uint32_t source, end; /* where the copy stops */
  bool chinese;         /* the language sets full-width marks */
  bool line;            /* display type: a blank between Han is meant */
  unsigned said;        /* diagnostics so far; a block says only a few */
  PB_VEC(const pb_annotation *) rubies;
} pb_letters;

/* What stands beside a mark, as far as marks care. */
typedef enum { PB_SIDE_NONE, PB_SIDE_CHINESE, PB_SIDE_LATIN, PB_SIDE_DIGIT, PB_SIDE_BLANK, PB_SIDE_OTHER } pb_side;
pb_side pb_side_of(uint32_t c);
pb_side pb_side_at(const pb_letters *letters, size_t i); /* PB_SIDE_NONE outside */

/* letters.c: in and out */
void pb_letters_read(pb_letters *letters, pb_pieces pieces);
pb_normal pb_letters_write(const pb_letters *letters);
void pb_letters_pack(pb_letters *letters); /* drops what is gone */
void pb_letters_warn(pb_letters *letters, size_t i, const char *id, const char *message, const char *hint);

/* the passes, in their order */
void pb_letters_keep_addresses(pb_letters *letters); /* addresses.c */
void pb_letters_signs(pb_letters *letters);          /* signs.c: dots, dashes, ranges, middle dots */
void pb_letters_quotes(pb_letters *letters);         /* quotes.c: " ' by nesting */
void pb_letters_marks(pb_letters *letters);          /* widen.c: half-width to full-width */
void pb_letters_pairs(pb_letters *letters);          /* quotes.c: reports what has no partner */
void pb_letters_blanks(pb_letters *letters);         /* blanks.c */

/* A folded code point (full-width letters, radicals, compatibility ideographs); `c` where nothing is to fold. */
uint32_t pb_fold(uint32_t c);

/* The code point at s[*i], from well-formed UTF-16 as ICU gives it; *i goes on. */
uint32_t pb_utf16_next(const uint16_t *s, int32_t *i);

/* The web or mail address within a run of printing ASCII; empty if there is none. */
pb_str pb_find_address(pb_str run);

#endif
