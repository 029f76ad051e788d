/* Maps of a structured file read by tables: for each key its name, the reader of its value, and where the value goes.
 * Every unknown key, mistyped value, bad unit and missing key is reported at its place with what to do; reading goes on
 * after each, and a field whose value is bad keeps what it had. */
#ifndef PB_SCHEMA_H
#define PB_SCHEMA_H

#include "layout.h"
#include "yamltree.h"

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  pb_unit_base base;       /* what 字 and 行 mean */
  const pb_layout *layout; /* whose inks, styles and head sets may be named; NULL where none may */
  bool quiet;              /* report nothing: these values were read before */
  unsigned said;           /* problems so far; after PB_PROBLEMS_MAX only that there are more */
} pb_reader;

typedef struct pb_key pb_key;
typedef void pb_read(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at);

struct pb_key {
  const char *name;
  pb_read *read;
  size_t at;                /* offset in the struct that the map is read into */
  int32_t min, max;         /* numbers: range; lengths: range in pt; lists: how many (max 0: any number) */
  const char *const *names; /* choices, in the order of the enum, NULL at the end */
  bool required;
  const char *instead; /* a key that is no more, and what says the same; it is unknown, with this hint */
};

/* `name` is what the map is called in messages; `keys` has `n` ≤ PB_KEYS_MAX entries. False if `node` is no map; `out` keeps
 * its values where keys are not given. */
enum { PB_KEYS_MAX = 48 };
bool pb_read_map(pb_reader *r, const pb_yaml *node, const char *name, const pb_key *keys, size_t n, void *out);
#define PB_READ_MAP(r, node, name, keys, out) pb_read_map((r), (node), (name), (keys), sizeof(keys) / sizeof *(keys), (out))

/* ---- readers for tables; `at` points to the type named ---- */

pb_read pb_read_text;     /* pb_str: one line; nothing written = empty */
pb_read pb_read_lines;    /* pb_str: one line, or a list of lines joined by \n */
pb_read pb_read_field;    /* pb_field */
pb_read pb_read_fields;   /* pb_fields: a list of texts, or one alone; between min and max */
pb_read pb_read_uint16;   /* uint16_t from min to max */
pb_read pb_read_uint;     /* unsigned from min to max */
pb_read pb_read_length;   /* pb_len from min to max pt */
pb_read pb_read_choice;   /* an enum of the size of unsigned: one of names */
pb_read pb_read_bool;     /* bool: yes or no */
pb_read pb_read_language; /* pb_str: zh-Hans, zh-Hant, en */
pb_read pb_read_node;     /* const pb_yaml *: for the caller to read */

typedef struct {
  const pb_field *at;
  size_t n;
} pb_fields;

/* ---- pieces for readers of one's own; each reports what is wrong and returns false ---- */

bool pb_want_text(pb_reader *r, const pb_yaml *node, const char *name, pb_str *out); /* one line, not empty */
bool pb_want_int(pb_reader *r, const pb_yaml *node, const char *name, int32_t min, int32_t max, int32_t *out);
bool pb_want_length(pb_reader *r, const pb_yaml *node, const char *name, int32_t min_pt, int32_t max_pt, pb_len *out);
bool pb_want_choice(pb_reader *r, const pb_yaml *node, const char *name, const char *const *names, unsigned *out);
/* A list of min…max items; `form` shows how it is written, e.g. "[column, line]". */
bool pb_want_list(pb_reader *r, const pb_yaml *node, const char *name, size_t min, size_t max, const char *form);
bool pb_want_map(pb_reader *r, const pb_yaml *node, const char *name);

/* As much of `text` as a message shows, in the reader's arena. */
const char *pb_reader_shown(pb_reader *r, pb_str text);

/* Reports that `text` is none of the `n` names, with the nearest or, of few, all of them. */
void pb_unknown_name(pb_reader *r, pb_span span, const char *id, const char *what, pb_str text, const char *const *names, size_t n);
/* The nearest of the `n` names to `text`, or of few all of them, as a hint to what has been reported. */
void pb_hint_names(pb_reader *r, pb_str text, const char *const *names, size_t n);

/* An error of the file read; a hint belongs to the error before it. */
void pb_reader_error(pb_reader *r, pb_span span, const char *id, const char *format, ...) __attribute__((format(printf, 4, 5)));
void pb_reader_hint(pb_reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
