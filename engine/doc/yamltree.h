/* YAML as the structured files use it: one document of maps, lists and texts, every node with its place. What makes files
 * hard to read or dangerous is refused with a diagnostic: duplicate keys, anchors and aliases, tags, further documents,
 * control characters, nesting beyond reason. (Not called yaml.h: that is libyaml's.) */
#ifndef PB_YAMLTREE_H
#define PB_YAMLTREE_H

#include "source.h"

enum {
  PB_YAML_MAX_BYTES = 1024 * 1024,
  PB_YAML_MAX_DEPTH = 24,
  PB_YAML_MAX_NODES = 100000,
  PB_PROBLEMS_MAX = 100 /* told of one file */
};

typedef enum {
  PB_YAML_TEXT, /* also numbers, yes and no: what they mean is for their reader to say */
  PB_YAML_LIST,
  PB_YAML_MAP,
  PB_YAML_BAD, /* already reported; readers pass over it in silence */
} pb_yaml_kind;

typedef struct pb_yaml pb_yaml;

typedef struct {
  pb_str key;
  pb_span span; /* of the key */
  const pb_yaml *value;
} pb_yaml_entry;

struct pb_yaml {
  pb_yaml_kind kind;
  pb_span span;                 /* in bytes of the source's text; of a value that is not there: its key's */
  pb_str text;                  /* of PB_YAML_TEXT, without quotes and escapes, valid UTF-8; empty where nothing is written */
  const pb_yaml *items;         /* of PB_YAML_LIST */
  const pb_yaml_entry *entries; /* of PB_YAML_MAP, in the file's order, each key once */
  size_t n;                     /* items or entries */
};

/* The tree of a source, or NULL after a diagnostic (also for an empty file). Texts live in `arena`. */
const pb_yaml *pb_yaml_parse(pb_arena *arena, pb_diags *diags, const pb_source *source);

/* Reads and parses a file in one go; `named_at` is where another file names it. */
const pb_yaml *pb_yaml_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at);

/* Parses bytes in memory (tests, fuzzers). */
const pb_yaml *pb_yaml_decode(pb_arena *arena, pb_diags *diags, const char *shown, pb_str bytes);

const pb_yaml_entry *pb_yaml_find(const pb_yaml *map, const char *key); /* NULL: not there, or no map */

#endif
