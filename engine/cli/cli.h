/* The command line's own parts. Knows the engine by paiban.h only. */
#ifndef CLI_H
#define CLI_H

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "paiban.h"

#define _(text) dgettext("paiban", text)
#define N_(text) text /* marks a text of a table for translation */

/* ---- args.c ---- */

typedef enum {
  CLI_RENDER = 1,
  CLI_CHECK = 2,
  CLI_DUMP = 4,
  CLI_FONTS = 8,
  CLI_NEW = 16,
  CLI_PREFLIGHT = 32,
  CLI_PLATES = 64,
  CLI_ALL = 127
} cli_command;

typedef struct {
  cli_command command;
  char *const *issues; /* or the folder of new, or the files of preflight and plates; borrowed from argv */
  int nissues;
  paiban_options options;
  paiban_render_options render;
  const char *profile, *stage, *language;
  unsigned jobs; /* processes of a batch */
  unsigned dpi;
  bool json, quiet, help;
} cli_args;

typedef struct {
  const char *name;
  cli_command command;
  int least, most; /* how many arguments */
  const char *arguments, *summary, *description, *examples;
} cli_command_info;

typedef struct {
  const char *name, *value, *text; /* value: NULL if it takes none */
  char letter;                     /* 0: long only */
  int commands;                    /* or-ed cli_command */
  size_t field;                    /* of cli_args, that it sets */
} cli_option;

extern const cli_command_info CLI_COMMANDS[]; /* ended by name NULL */
extern const cli_option CLI_OPTIONS[];        /* ended by name NULL */

/* Reads argv. False after saying what is wrong. */
bool cli_parse(int argc, char **argv, cli_args *args);
/* The command called `name`, NULL if there is none. */
const cli_command_info *cli_find_command(const char *name);
const cli_command_info *cli_command_of(const cli_args *args);

/* ---- help.c ---- */

void cli_help(FILE *out);
void cli_help_command(const cli_command_info *info, FILE *out);

/* ---- report.c: what a run says ---- */

typedef struct cli_report cli_report;

cli_report *cli_report_new(const cli_args *args, const char *issue);
/* The library's options with this report as their listener. */
paiban_options cli_report_options(cli_report *report);
void cli_report_font(void *user, const paiban_font *font);
void cli_report_plates(void *user, const paiban_plated_page *page);
/* Prints what is left to print (with --json, everything) and frees it. */
void cli_report_end(cli_report *report, paiban_status status);

/* ---- table.c ---- */

struct json_t;
void cli_print_plates(const struct json_t *pages); /* as in docs/json.md */

/* ---- batch.c ---- */

/* Runs `one` on every issue, each in a process of its own, at most args->jobs at once; what they print comes out whole and
 * in the order of the arguments. Returns the worst status; a process that died counts as PAIBAN_IO. */
paiban_status cli_batch(const cli_args *args, paiban_status (*one)(const cli_args *args, const char *issue));

/* ---- run.c ---- */

int cli_run(int argc, char **argv);

#endif
