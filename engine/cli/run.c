#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli.h"

static paiban_status run_one(const cli_args *args, const char *issue) {
  cli_report *report = cli_report_new(args, issue);
  paiban_options options = cli_report_options(report);
  paiban_status status = PAIBAN_OK;
  paiban_render_options render = args->render;
  render.profile = args->profile;
  switch (args->command) {
    case CLI_RENDER: status = paiban_render(issue, &options, &render); break;
    case CLI_PREFLIGHT: status = paiban_preflight(issue, &options, &(paiban_preflight_options){args->profile}); break;
    case CLI_PLATES:
      status = paiban_plates(issue, &options,
                             &(paiban_plates_options){render.output, args->profile, render.pages, args->dpi, cli_report_plates});
      break;
    case CLI_CHECK: status = paiban_check(issue, &options); break;
    case CLI_DUMP: status = paiban_dump(issue, &options, args->stage ? args->stage : "pages", stdout); break;
    case CLI_FONTS: status = paiban_fonts(issue, &options, cli_report_font); break;
    case CLI_NEW: status = paiban_new(issue, &options); break;
    case CLI_ALL: break;
  }
  cli_report_end(report, status);
  return status;
}

/* Several editions go to one folder, or each file would replace the last. */
static char *folder_name(const char *output) {
  size_t n = strlen(output);
  char *folder = malloc(n + 2);
  if (!folder) exit(PAIBAN_IO);
  snprintf(folder, n + 2, "%s%s", output, n && output[n - 1] == '/' ? "" : "/");
  return folder;
}

typedef struct {
  char *name; /* of its file */
  const char *issue;
} named;

static int by_name(const void *a, const void *b) { return strcmp(((const named *)a)->name, ((const named *)b)->name); }

/* The last part of the folder's real path. The caller frees it. */
static char *file_name(const char *issue) {
  char *path = realpath(issue, NULL), *slash;
  if (!path) path = strdup(issue);
  if (!path) exit(PAIBAN_IO);
  slash = strrchr(path, '/');
  if (slash) memmove(path, slash + 1, strlen(slash + 1) + 1);
  return path;
}

/* Two editions of one name would be one file: said before anything is written. */
static bool names_differ(const cli_args *args) {
  size_t n = (size_t)args->nissues;
  bool differ = true;
  named *all = malloc(n * sizeof *all);
  if (!all) exit(PAIBAN_IO);
  for (size_t i = 0; i < n; i++) all[i] = (named){file_name(args->issues[i]), args->issues[i]};
  qsort(all, n, sizeof *all, by_name);
  for (size_t i = 1; i < n && differ; i++) {
    differ = strcmp(all[i - 1].name, all[i].name) != 0;
    if (differ) continue;
    fprintf(stderr, _("paiban render: %s and %s would be written to the same file"), all[i - 1].issue, all[i].issue);
    fprintf(stderr, "\n");
  }
  for (size_t i = 0; i < n; i++) free(all[i].name);
  free(all);
  return differ;
}

/* Each edition is a process of its own and cannot see the names of the others. */
static bool pattern_tells_apart(const cli_args *args) {
  const char *pattern = args->render.name;
  if (!pattern || strstr(pattern, "{issue") || strstr(pattern, "{date")) return true;
  fprintf(stderr, "paiban render: %s\n", _("with several editions --name needs {issue} or {date}"));
  return false;
}

/* One file cannot hold them all: `-o day.pdf` is not meant as a folder. */
static bool goes_to_folder(const char *output) {
  struct stat st;
  size_t n = output ? strlen(output) : 0, end = strlen(".pdf");
  if (n < end || strcasecmp(output + n - end, ".pdf") != 0 || (stat(output, &st) == 0 && S_ISDIR(st.st_mode))) return true;
  fprintf(stderr, "paiban render: ");
  fprintf(stderr, _("the files need a folder, and %s is the name of a file"), output);
  fprintf(stderr, "\n");
  return false;
}

static bool can_render_all(const cli_args *args) {
  return names_differ(args) && pattern_tells_apart(args) && goes_to_folder(args->render.output);
}

static paiban_status run_command(cli_args *args) {
  if (args->nissues <= 1) return run_one(args, args->nissues ? args->issues[0] : NULL);
  if (args->command == CLI_RENDER && !can_render_all(args)) return PAIBAN_USAGE;
  char *folder = args->render.output ? folder_name(args->render.output) : NULL;
  args->render.output = folder;
  paiban_status status = cli_batch(args, run_one);
  free(folder);
  return status;
}

/* Before anything else is said: the language asked for anywhere on the line. */
static bool choose_language(int argc, char **argv) {
  const char *language = NULL;
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (strcmp(argv[i], "--json") == 0) return paiban_set_language("en", NULL); /* programs read English */
    if (strncmp(argv[i], "--lang=", 7) == 0) language = argv[i] + 7;
    else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) language = argv[++i];
  }
  if (paiban_set_language(language, NULL)) return true;
  fprintf(stderr, "paiban: no messages in “%s”; there are zh and en\n", language);
  return false;
}

static int no_command(const char *name) {
  fprintf(stderr, _("paiban: there is no command “%s”"), name);
  fprintf(stderr, "\n\n");
  cli_help(stderr);
  return PAIBAN_USAGE;
}

static int run_named(int argc, char **argv) {
  if (!cli_find_command(argv[0])) return no_command(argv[0]);
  cli_args args;
  if (!cli_parse(argc, argv, &args)) return PAIBAN_USAGE;
  if (args.help) {
    cli_help_command(cli_command_of(&args), stdout);
    return PAIBAN_OK;
  }
  return (int)run_command(&args);
}

static bool is_help(const char *word) {
  return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

/* --lang may stand before the command, too. */
static int skip_language(int argc, char **argv, int at) {
  while (at < argc && strncmp(argv[at], "--lang", 6) == 0) at += argv[at][6] == '=' ? 1 : 2;
  return at;
}

/* Of all commands or, in “paiban help render”, of one. */
static int help(int argc, char **argv) {
  int at = skip_language(argc, argv, 1);
  const cli_command_info *info = at < argc ? cli_find_command(argv[at]) : NULL;
  if (at < argc && !info) return no_command(argv[at]);
  if (info) cli_help_command(info, stdout);
  else cli_help(stdout);
  return PAIBAN_OK;
}

static int run(int argc, char **argv) {
  if (argc < 1) {
    cli_help(stderr);
    return PAIBAN_USAGE;
  }
  if (is_help(argv[0])) return help(argc, argv);
  if (strcmp(argv[0], "--version") == 0) {
    printf("paiban %s\n", paiban_version());
    return PAIBAN_OK;
  }
  return run_named(argc, argv);
}

int cli_run(int argc, char **argv) {
  if (!choose_language(argc, argv)) return PAIBAN_USAGE;
  int at = skip_language(argc, argv, 1);
  int status = at < argc ? run(argc - at, argv + at) : run(0, NULL);
  if (fflush(stdout) == 0 && !ferror(stdout)) return status; /* what was printed must have arrived */
  fprintf(stderr, "paiban: %s\n", _("standard output cannot be written"));
  return PAIBAN_IO;
}
