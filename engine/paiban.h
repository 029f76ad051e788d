/* libpaiban sets a newspaper edition, a folder of text files, and writes a PDF for the press.
 *
 *   static void say(void *user, const paiban_diagnostic *d) { printf("%s:%u: %s\n", d->path, d->line, d->message); }
 *   paiban_options options = {.on_diagnostic = say};
 *   paiban_status status = paiban_render("issues/2026-03-01", &options, &(paiban_render_options){.output = "day.pdf"});
 *
 * Every call is a run of its own and keeps nothing. Calls in different threads do not disturb one another, but for
 * paiban_set_language. Strings are UTF-8; what callbacks are given lives until they return. Out of memory ends the process
 * with a message and exit status 3: who renders many editions should give each a process of its own, as the command does.
 * While the major version is 0, a minor version may change the interface (and then changes the soname). */
#ifndef PAIBAN_H
#define PAIBAN_H

#include <stdbool.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PAIBAN_VERSION_MAJOR 0
#define PAIBAN_VERSION_MINOR 1
#define PAIBAN_VERSION_PATCH 0
#define PAIBAN_VERSION "0.1.0"

#define PAIBAN_API __attribute__((visibility("default")))

/* What a run came to. The numbers are the command's exit codes. */
typedef enum {
  PAIBAN_OK = 0,     /* clean, or warnings only */
  PAIBAN_ERRORS = 1, /* errors were reported */
  PAIBAN_USAGE = 2,  /* an argument makes no sense; reported too */
  PAIBAN_IO = 3,     /* a file could not be read or written; reported too */
} paiban_status;

typedef enum { PAIBAN_NOTE, PAIBAN_WARNING, PAIBAN_ERROR } paiban_severity;

/* One thing that is wrong. `id` is English and stable; `message` and `hint` are in the language chosen. */
typedef struct {
  paiban_severity severity;
  const char *id;        /* "overset" */
  const char *path;      /* of the file it is about, as the caller would name it; NULL: of none */
  unsigned line, column; /* from 1, columns in characters; 0, 0: the file as a whole */
  const char *message;
  const char *hint;           /* what to do; may be NULL */
  unsigned page;              /* of a PDF, from 1; 0: none */
  double x, y, width, height; /* mm from the trim's top left, as the page is looked at; width and height 0: all of the page */
} paiban_diagnostic;

/* The stages of a run, in order. */
typedef enum { PAIBAN_LOADING, PAIBAN_SETTING, PAIBAN_PAINTING, PAIBAN_FINISHING, PAIBAN_PLATING } paiban_stage;

/* What all calls take. All zero is a good start, and so is NULL for the whole. */
typedef struct {
  const char *house; /* a folder of the house's own layouts and profiles, looked into before the installed ones */
  /* Which of the edition's zones (render, dump, plates): NULL or "main": the edition itself, "all" (not dump): both. check: all. */
  const char *zone;
  const char *data;        /* the installed data; NULL: $PAIBAN_DATA, else share/paiban beside the program, else as built */
  const char *cache;       /* prepared fonts and converted pictures; NULL: $XDG_CACHE_HOME/paiban or ~/.cache/paiban; "": nowhere */
  const char *font_folder; /* only the fonts in this folder exist; NULL: the system's */
  void *user;              /* handed to the callbacks */
  /* Called for each diagnostic at the end of a run, sorted by file and place. */
  void (*on_diagnostic)(void *user, const paiban_diagnostic *diagnostic);
  /* Called as a stage begins or gets on: `done` of `total` documents, or pages that are made into plates. */
  void (*on_progress)(void *user, paiban_stage stage, unsigned done, unsigned total);
  /* Called for each file that stands written. */
  void (*on_written)(void *user, const char *path);
} paiban_options;

typedef struct {
  const char *output;  /* a file, or an existing folder or a name that ends in / for FOLDER/ISSUE.pdf. NULL: ISSUE.pdf. Where the
                          profile is not the press's, ISSUE-PROFILE.pdf. Files of the edition, and what is no PDF, are spared */
  const char *profile; /* "press" (or NULL): the one the paper names; "proof", "archive", or a profile's own name */
  const char *pages;   /* page numbers, "1,3-4"; NULL: all */
  const char *name;    /* the files' names, "{date}-{page}.pdf": docs/formats.md; `output` is then a folder. NULL: as said */
  bool split;          /* one file a page, ISSUE-NN.pdf where no pattern says otherwise; `output` is then a folder */
  bool force;          /* write in spite of errors */
} paiban_render_options;

/* Sets the edition in `folder` and writes its PDF. Files appear whole or not at all. With errors, only the profile proof
 * (or `force`) writes. */
PAIBAN_API paiban_status paiban_render(const char *folder, const paiban_options *options, const paiban_render_options *render);

/* All of it but the writing. */
PAIBAN_API paiban_status paiban_check(const char *folder, const paiban_options *options);

typedef struct {
  const char *profile; /* what it must be: "x1a" (or NULL, or "press"), "x4", "archive", "proof", or a profile's own name */
} paiban_preflight_options;

/* Judges a PDF, whoever made it, against a profile: what it finds are diagnostics, with page and place. PAIBAN_IO where there is
 * no file to read; a file that is no PDF, or a damaged one, has errors. */
PAIBAN_API paiban_status paiban_preflight(const char *path, const paiban_options *options,
                                          const paiban_preflight_options *preflight);

/* One plate of a page. */
typedef struct {
  const char *ink;  /* "Cyan", "Magenta", "Yellow", "Black", or the spot ink's own name */
  double coverage;  /* % of the trim, solid = 100 */
  const char *path; /* of its picture; NULL: it has no ink on it, and none is written */
} paiban_plate;

typedef struct {
  unsigned page;              /* its number in the edition, or in the file from 1 */
  const char *zone;           /* of the edition; NULL: the edition itself, or a file */
  const paiban_plate *plates; /* the four process inks, then spot inks by name */
  unsigned nplates;
  double coverage; /* of all plates together, % */
  double most;     /* the most ink in one place, % of all inks together; black text left out where there is more than the limit */
  double over;     /* mm² in places that have more than the profile's ink limit */
} paiban_plated_page;

typedef struct {
  const char *output;  /* a folder, which is made. NULL: the current one */
  const char *profile; /* an edition is rendered with it, and its ink limit counts; as in paiban_render_options */
  const char *pages;   /* page numbers, "1,3-4"; NULL: all */
  unsigned dpi;        /* of the pictures, 18 to 600; 0: 100 */
  void (*on_page)(void *user, const paiban_plated_page *page); /* called as each page is done; `user` as in paiban_options */
} paiban_plates_options;

/* Makes the plates of an edition, if `path` is a folder, or of a PDF: a grey PNG each, ink dark on white, NAME-pNN-INK.png, whole
 * or not at all; and how much ink they take. Runs Ghostscript, which must be installed ("gs" in PATH). */
PAIBAN_API paiban_status paiban_plates(const char *path, const paiban_options *options, const paiban_plates_options *plates);

/* What a stage made, as text, one line an item: stage "issue", "plan", "story" or "pages". PAIBAN_IO without a
 * diagnostic: `out` could not be written, ferror() says so too. */
PAIBAN_API paiban_status paiban_dump(const char *folder, const paiban_options *options, const char *stage, FILE *out);

/* A font in use. */
typedef struct {
  const char *role;   /* song, hei … ; NULL for a fallback found by coverage */
  const char *family; /* "" when nothing serves */
  const char *path;
  unsigned index;   /* in a collection */
  unsigned weight;  /* 100…900 */
  const char *hash; /* of the file: what `b2sum -l 128` prints */
} paiban_font;

/* Which font serves which role: of the installation (`folder` NULL), or all that the edition uses, its missing glyphs being
 * diagnostics. `on_font` is given `options->user`. */
PAIBAN_API paiban_status paiban_fonts(const char *folder, const paiban_options *options,
                                      void (*on_font)(void *user, const paiban_font *font));

/* Writes a small edition to start from into `folder`, which is made. Nothing that exists is written over. */
PAIBAN_API paiban_status paiban_new(const char *folder, const paiban_options *options);

/* The language of messages, for the whole process: "zh", "en" or NULL for that of the locale. Sets LC_MESSAGES and, where
 * the language's locale is not installed, LANGUAGE; no other category. Call it before anything else, or never: messages
 * are English then. `data` as in paiban_options. False: a language there is no catalogue for. */
PAIBAN_API bool paiban_set_language(const char *language, const char *data);

PAIBAN_API const char *paiban_version(void); /* "0.1.0": of the library that runs */

#ifdef __cplusplus
}
#endif

#endif
