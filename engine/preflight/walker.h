/* The interpreter's inside, shared by the walk_… files. */
#ifndef PB_WALKER_H
#define PB_WALKER_H

#include "lexer.h"
#include "walk.h"

enum { WALK_STATES_MAX = 1024, WALK_DEPTH_MAX = 24, WALK_POINTS_MAX = 200000, WALK_OPERANDS_MAX = 65536 };

typedef struct {
  pb_token_kind kind;
  size_t at, end;
  double number;
} pb_operand;

typedef struct {
  const pb_walk_job *job;
  pb_walk_faults *faults;
  pb_lexer lexer; /* of the stream that is read now */
  pb_names *frame;
  pb_idmap frames; /* of the page, by object */
  pb_operand *operands;
  size_t noperands, operand_room;
  pb_graphics *states; /* states[depth] is the one now */
  size_t depth, base, room;
  size_t surplus; /* q beyond what is kept */
  pb_path path;
  double start_x, start_y, x, y; /* in user space */
  bool clips;                    /* the path clips when it is painted */
  pb_matrix text, line;          /* text matrices */
  size_t marks, hidden_at;       /* marked content open; the mark that hides, counted from 1, 0 = none */
  bool off;                      /* within an object whose layer is off */
  unsigned nested;               /* forms, patterns and glyphs being gone through */
  const pb_box *tile;            /* within a pattern: the area that it fills */
  unsigned lenient;              /* BX without EX */
  pb_matrix origin;              /* what the stream began with: patterns stand in it */
  bool fixed_colour;             /* within an uncoloured pattern or glyph: colour operators do nothing */
  pb_bytes string;
  pb_tones tones;
} pb_walker;

static inline pb_graphics *pb_now(pb_walker *w) { return &w->states[w->depth]; }
static inline double pb_number_at(const pb_walker *w, size_t i) { return w->operands[i].number; }

/* Are the last operands `n` numbers? Those before them are let go. */
bool pb_walk_wants(pb_walker *w, size_t n);
/* The last operand as a name; "" and a fault if it is none. */
const char *pb_walk_name(pb_walker *w, char out[128]);
void pb_walk_missing(pb_walker *w, const char *name);
void pb_walk_stream(pb_walker *w, pb_lexer lexer, pb_names *frame); /* runs it in a state of its own */
void pb_walk_show(pb_walker *w, pb_painted *painted); /* completes it and calls the visitor, if there is anything left of it */

/* Operators: true if it was one of theirs. */
bool pb_walk_state_operator(pb_walker *w, uint32_t op);
bool pb_walk_path_operator(pb_walker *w, uint32_t op);
bool pb_walk_colour_operator(pb_walker *w, uint32_t op);
bool pb_walk_text_operator(pb_walker *w, uint32_t op);
bool pb_walk_object_operator(pb_walker *w, uint32_t op);

void pb_walk_begin_colour(pb_walker *w);                                                /* black, as a page begins */
void pb_walk_tile(pb_walker *w, const pb_tone *tone, pb_box area);                      /* a coloured tile, once */
void pb_walk_glyphs(pb_walker *w, pb_textfont *font, const unsigned char *s, size_t n); /* of Type 3, each once */

#endif
