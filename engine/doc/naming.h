/* Names of files by a pattern: text with fields in braces, `{date}-{page}.pdf`. docs/formats.md lists the fields. */
#ifndef PB_NAMING_H
#define PB_NAMING_H

#include "str.h"

/* What the fields stand for. Texts may be empty. */
typedef struct {
  int year, month, day;
  unsigned number; /* 总第N期; 0 = the edition has none */
  pb_str issue;    /* the edition's folder */
  pb_str paper, profile;
  pb_str zone;         /* empty: what is written is the edition's own, of no zone */
  unsigned page, last; /* of the file: numbers of its first and last page; page 0 = the file is the whole edition's */
  pb_str label, name;  /* of its page: the number as the paper prints it, 版名 */
} pb_naming;

/* What is wrong with a pattern or with the name that it makes. Both are translated. */
typedef struct {
  const char *problem, *hint; /* problem NULL: nothing is */
} pb_naming_fault;

/* Of the pattern alone: an unknown field, a form that its field does not have, a brace that is not closed, a folder. */
pb_naming_fault pb_naming_check(pb_arena *arena, pb_str pattern);

/* The name, with `.pdf` where the pattern does not end so. A name that would be hidden, lie in another folder or be longer than a
 * file's may be is a fault, whatever field it comes from; so is a field that has no value, and {page} {label} {name} where the
 * file is the whole edition's. */
pb_naming_fault pb_naming_make(pb_arena *arena, pb_str pattern, const pb_naming *naming, const char **name);

#endif
