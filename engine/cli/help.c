#include "cli.h"

void cli_help(FILE *out) {
  fprintf(out, "%s\n\n", _("Usage: paiban COMMAND [OPTION…] ARGUMENT…"));
  fprintf(out, "%s\n\n%s\n", _("Sets a newspaper edition from a folder of text files and writes a PDF for the press."),
          _("Commands:"));
  for (const cli_command_info *info = CLI_COMMANDS; info->name; info++) fprintf(out, "  %-11s%s\n", info->name, _(info->summary));
  fprintf(out, "\n%s\n", _("“paiban COMMAND --help” explains a command; “paiban --version” tells the version."));
  fprintf(out, "%s\n",
          _("Exit status: 0 clean or warnings only, 1 errors reported, 2 wrong usage, 3 a file cannot be read or written."));
}

static void help_option(const cli_option *option, FILE *out) {
  char left[64];
  int n = option->letter ? snprintf(left, sizeof left, "-%c, --%s", option->letter, option->name)
                         : snprintf(left, sizeof left, "    --%s", option->name);
  if (option->value) snprintf(left + n, sizeof left - (size_t)n, " %s", option->value);
  fprintf(out, "  %-24s%s\n", left, _(option->text));
}

void cli_help_command(const cli_command_info *info, FILE *out) {
  fprintf(out, _("Usage: paiban %s [OPTION…] %s"), info->name, info->arguments);
  fprintf(out, "\n\n%s\n\n%s\n", _(info->description), _("Options:"));
  for (const cli_option *option = CLI_OPTIONS; option->name; option++)
    if (option->commands & (int)info->command) help_option(option, out);
  fprintf(out, "\n%s\n%s", _("Examples:"), info->examples);
}
