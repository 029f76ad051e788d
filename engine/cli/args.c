#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

const cli_command_info CLI_COMMANDS[] = {
    {"render", CLI_RENDER, 1, 1 << 20, "ISSUE…", N_("set an edition and write its PDF"),
     N_("Reads the edition in the folder ISSUE, sets it and writes one PDF. While there are errors nothing is written, except\n"
        "with the profile proof, which marks them on the page, or with --force."),
     "  paiban render issues/2026-03-01 -o day.pdf\n"
     "  paiban render issues/2026-03-01 --profile proof --pages 1,3-4\n"
     "  paiban render issues/2026-03-01 --split --name '{date}-{page}.pdf' -o plates/\n"
     "  paiban render archive/* -o pdf/ -j 4\n"},
    {"check", CLI_CHECK, 1, 1 << 20, "ISSUE…", N_("do everything but the writing, and say what is wrong"),
     N_("Reads and sets the edition in the folder ISSUE: copy that does not fit or does not fill its frame, names that lead\n"
        "nowhere, missing pictures and glyphs, each with its place in the files."),
     "  paiban check issues/2026-03-01\n"
     "  paiban check issues/2026-03-01 --json\n"},
    {"dump", CLI_DUMP, 1, 1, "ISSUE", N_("show what a stage made of an edition"),
     N_("Prints what one stage made of the edition, one line an item, lengths in 1/1024 pt."),
     "  paiban dump issues/2026-03-01 --stage plan\n"},
    {"preflight", CLI_PREFLIGHT, 1, 1 << 20, "FILE…", N_("say what in a PDF the press cannot take"),
     N_("Judges the PDF in FILE, whoever made it, against a profile: what each page has that the press cannot print, or that the\n"
        "standard forbids, with its page, place and number."),
     "  paiban preflight day.pdf\n"
     "  paiban preflight ads/*.pdf --profile x4 --json\n"},
    {"plates", CLI_PLATES, 1, 1, "ISSUE|FILE", N_("make a picture of each plate, and say how much ink it takes"),
     N_("Makes the plates of the edition in the folder ISSUE, or of the PDF in FILE: a grey PNG each, ink dark on white. Prints "
        "how\n"
        "much of each page they cover, and the most ink in one place. Ghostscript must be installed."),
     "  paiban plates issues/2026-03-01 -o plates\n"
     "  paiban plates day.pdf --pages 1 --dpi 200\n"},
    {"fonts", CLI_FONTS, 0, 1, "[ISSUE]", N_("show which fonts serve, and which glyphs are missing"),
     N_("Lists the font file that serves each role or, with an edition, all fonts the edition is set in and the characters\n"
        "that none of them has."),
     "  paiban fonts\n"
     "  paiban fonts issues/2026-03-01\n"},
    {"new", CLI_NEW, 1, 1, "DIR", N_("write a small edition to start from"),
     N_("Makes the folder DIR and writes a small edition into it, to look at and to change. Never writes over anything."),
     "  paiban new my-paper\n"
     "  paiban render my-paper\n"},
    {0},
};

enum { LONG_ONLY = 256, CLI_SETTING = CLI_RENDER | CLI_CHECK | CLI_DUMP | CLI_FONTS | CLI_PLATES };

#define FIELD(name) offsetof(cli_args, name)

const cli_option CLI_OPTIONS[] = {
    {"output", "FILE|DIR", N_("where to write; a folder gets a file an edition (default: ISSUE.pdf; as a proof ISSUE-proof.pdf)"),
     'o', CLI_RENDER, FIELD(render.output)},
    {"output", "DIR", N_("the folder to write to (default: the current one)"), 'o', CLI_PLATES, FIELD(render.output)},
    {"profile", "NAME", N_("press (default: the one the paper names), proof, archive, or another profile's name"), 0, CLI_RENDER,
     FIELD(profile)},
    {"profile", "NAME", N_("x1a (default), proof, archive, or another profile's name"), 0, CLI_PREFLIGHT, FIELD(profile)},
    {"profile", "NAME", N_("press (default: the one the paper names, for a file x1a), proof, archive, or another profile's name"),
     0, CLI_PLATES, FIELD(profile)},
    {"pages", "LIST", N_("only these pages, as 1,3-4"), 0, CLI_RENDER | CLI_PLATES, FIELD(render.pages)},
    {"dpi", "N", N_("pixels an inch, 18 to 600 (default: 100)"), 0, CLI_PLATES, FIELD(dpi)},
    {"split", NULL, N_("one file a page, ISSUE-NN.pdf where neither --name nor the paper says otherwise"), 0, CLI_RENDER,
     FIELD(render.split)},
    {"name", "PATTERN", N_("name the files so, as {date}-{page}.pdf; fields: date page label name number paper issue zone profile"),
     0, CLI_RENDER, FIELD(render.name)},
    {"zone", "NAME", N_("set this zone of the edition; all: the edition and every zone (default: main, the edition itself)"), 0,
     CLI_RENDER | CLI_DUMP | CLI_PLATES, FIELD(options.zone)},
    {"force", NULL, N_("write in spite of errors"), 0, CLI_RENDER, FIELD(render.force)},
    {"stage", "STAGE", N_("issue, plan, story or pages (default)"), 0, CLI_DUMP, FIELD(stage)},
    {"jobs", "N", N_("with several editions or files: so many at a time (default: one a core)"), 'j',
     CLI_RENDER | CLI_CHECK | CLI_PREFLIGHT, FIELD(jobs)},
    {"json", NULL, N_("say everything in JSON on standard output, one object an edition or file"), 0, CLI_ALL & ~CLI_DUMP,
     FIELD(json)},
    {"quiet", NULL, N_("say errors only"), 'q', CLI_ALL, FIELD(quiet)},
    {"house", "DIR", N_("look here for layouts and profiles before the installed ones"), 0, CLI_ALL & ~CLI_NEW,
     FIELD(options.house)},
    {"cache", "DIR", N_("keep prepared fonts and converted pictures here; '' keeps none (default: ~/.cache/paiban)"), 0,
     CLI_SETTING, FIELD(options.cache)},
    {"font-folder", "DIR", N_("use the fonts in this folder and no others"), 0, CLI_SETTING, FIELD(options.font_folder)},
    {"lang", "zh|en", N_("language of messages (default: the locale's)"), 0, CLI_ALL, FIELD(language)},
    {"help", NULL, N_("this text"), 'h', CLI_ALL, FIELD(help)},
    {0},
};

const cli_command_info *cli_find_command(const char *name) {
  for (const cli_command_info *info = CLI_COMMANDS; info->name; info++)
    if (strcmp(info->name, name) == 0) return info;
  return NULL;
}

const cli_command_info *cli_command_of(const cli_args *args) {
  const cli_command_info *info = CLI_COMMANDS;
  while (info->command != args->command) info++;
  return info;
}

static bool wrong(const cli_command_info *info, const char *message, const char *about) {
  fprintf(stderr, "paiban %s: ", info->name);
  fprintf(stderr, message, about);
  fprintf(stderr, "\n");
  fprintf(stderr, _("“paiban %s --help” explains."), info->name);
  fprintf(stderr, "\n");
  return false;
}

/* Options whose value is a number, and from where to where. */
typedef struct {
  const char *name;
  unsigned least, most;
} range;

static const range *range_of(const cli_option *option) {
  static const range RANGES[] = {{"jobs", 1, 1024}, {"dpi", 18, 600}, {0}};
  const range *r = RANGES;
  while (r->name && strcmp(r->name, option->name) != 0) r++;
  return r->name ? r : NULL;
}

static bool take_number(const range *allowed, const char *value, unsigned *number) {
  char *end;
  errno = 0;
  unsigned long n = strtoul(value, &end, 10);
  if (errno || *end || end == value || *value == '-' || n < allowed->least || n > allowed->most) return false;
  *number = (unsigned)n;
  return true;
}

static bool take(cli_args *args, const cli_option *option, const char *value) {
  char *field = (char *)args + option->field;
  if (range_of(option)) return take_number(range_of(option), value, (unsigned *)(void *)field);
  if (option->value) memcpy(field, &value, sizeof value);
  else memcpy(field, &(bool){true}, sizeof(bool));
  return true;
}

enum { OPTIONS_MAX = 32 };

/* getopt's tables for the options that `command` takes: what they return is 1 + the index in CLI_OPTIONS, plus LONG_ONLY. */
static void make_tables(cli_command command, struct option longs[OPTIONS_MAX], char shorts[OPTIONS_MAX]) {
  size_t n = 0, m = 0;
  shorts[m++] = ':';
  for (int i = 0; CLI_OPTIONS[i].name; i++) {
    const cli_option *option = &CLI_OPTIONS[i];
    if (!(option->commands & (int)command)) continue;
    longs[n++] = (struct option){option->name, option->value ? required_argument : no_argument, NULL, LONG_ONLY + i};
    if (!option->letter) continue;
    shorts[m++] = option->letter;
    if (option->value) shorts[m++] = ':';
  }
  longs[n] = (struct option){0};
  shorts[m] = 0;
}

static const cli_option *option_of(int got) {
  if (got >= LONG_ONLY) return &CLI_OPTIONS[got - LONG_ONLY];
  const cli_option *option = CLI_OPTIONS;
  while (option->name && option->letter != got) option++;
  return option;
}

static bool parse_options(const cli_command_info *info, int argc, char **argv, cli_args *args) {
  struct option longs[OPTIONS_MAX];
  char shorts[OPTIONS_MAX];
  make_tables(info->command, longs, shorts);
  opterr = 0;
  optind = 0;
  for (int got; (got = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
    const char *typed = argv[optind - 1];
    if (got == ':') return wrong(info, _("%s needs a value"), typed);
    if (got == '?') return wrong(info, _("there is no option %s"), typed);
    if (!take(args, option_of(got), optarg)) return wrong(info, _("“%s” is no number that is possible here"), optarg);
  }
  return true;
}

bool cli_parse(int argc, char **argv, cli_args *args) {
  const cli_command_info *info = cli_find_command(argv[0]);
  *args = (cli_args){.command = info->command};
  if (!parse_options(info, argc, argv, args)) return false;
  args->issues = argv + optind;
  args->nissues = argc - optind;
  if (args->help) return true;
  if (args->nissues < info->least) return wrong(info, _("%s is missing"), info->arguments);
  if (args->nissues > info->most) return wrong(info, _("“%s” is one argument too many"), argv[optind + info->most]);
  return true;
}
