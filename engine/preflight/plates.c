#include "plates.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <tiffio.h>

#include "ghostscript.h"
#include "scratch.h"

/* Drawn finer by this, up to so many pixels an inch, as far as Ghostscript averages (8). */
enum { FINER = 4, FINE_DPI_MOST = 600 };

static const char *const PROCESS[] = {"Cyan", "Magenta", "Yellow", "Black"};
enum { NPROCESS = sizeof PROCESS / sizeof *PROCESS };

struct pb_platemaker {
  pb_scratch scratch;
  int pdf;
};

pb_platemaker *pb_platemaker_open(pb_arena *arena, int pdf) {
  pb_platemaker *maker = PB_NEW(arena, pb_platemaker);
  maker->pdf = pdf;
  return pb_scratch_open(&maker->scratch, arena) ? maker : NULL;
}

void pb_platemaker_close(pb_platemaker *maker) {
  if (maker) pb_scratch_drop(&maker->scratch);
}

/* ---- the files ---- */

static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

/* The ink that a file is for: what is in brackets in `p(NAME).tif`, where % and two digits stand for a byte. */
static bool ink_of(pb_arena *arena, const char *file, pb_str *name) {
  pb_str all = pb_str_from(file);
  if (!pb_str_starts(all, "p(") || !pb_str_ends(all, ").tif")) return false;
  pb_str in = pb_str_sub(all, 2, all.n - 5);
  char *out = pb_alloc(arena, in.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < in.n; i++) {
    bool coded = in.s[i] == '%' && i + 2 < in.n && hex(in.s[i + 1]) >= 0 && hex(in.s[i + 2]) >= 0;
    out[n++] = coded ? (char)(hex(in.s[i + 1]) << 4 | hex(in.s[i + 2])) : in.s[i];
    if (coded) i += 2;
  }
  *name = (pb_str){out, n};
  return n > 0;
}

static size_t process_rank(pb_str name) {
  size_t i = 0;
  while (i < NPROCESS && !pb_str_is(name, PROCESS[i])) i++;
  return i;
}

static int by_ink(const void *a, const void *b) {
  const pb_plate *x = a, *y = b;
  size_t left = process_rank(x->name), right = process_rank(y->name);
  if (left != right) return left < right ? -1 : 1;
  return pb_str_cmp(x->name, y->name);
}

static bool list_plates(const pb_platemaker *maker, pb_arena *arena, pb_plates *plates) {
  PB_VEC(pb_plate) found = {0};
  DIR *dir = opendir(maker->scratch.path);
  for (const struct dirent *entry; dir && (entry = readdir(dir));) {
    pb_plate plate = {.path = pb_fmt(arena, "%s/%s", maker->scratch.path, entry->d_name)};
    if (ink_of(arena, entry->d_name, &plate.name)) PB_PUSH(arena, found, plate);
  }
  if (dir) closedir(dir);
  if (found.n) qsort(found.at, found.n, sizeof *found.at, by_ink);
  plates->plates = found.at;
  plates->nplates = found.n;
  return found.n >= NPROCESS && process_rank(found.at[NPROCESS - 1].name) == NPROCESS - 1;
}

/* ---- a plate ---- */

struct pb_plate_reader {
  TIFF *tiff;
  uint32_t width, height, next;
  bool ink_is_0; /* as Ghostscript writes it: black where ink is */
};

/* libtiff's own messages go nowhere: what is wrong with the file is not the reader's to mend. */
static int hush(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)user, (void)module, (void)format, (void)arguments;
  return 1;
}

static TIFF *open_quietly(const char *path) {
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (!options) return NULL;
  TIFFOpenOptionsSetErrorHandlerExtR(options, hush, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR(options, hush, NULL);
  TIFF *tiff = TIFFOpenExt(path, "r", options);
  TIFFOpenOptionsFree(options);
  return tiff;
}

/* One sample of 8 bits a pixel, in whole rows. */
static bool is_plate(pb_plate_reader *r) {
  uint16_t bits = 0, samples = 0, photometric = 0;
  TIFFGetFieldDefaulted(r->tiff, TIFFTAG_BITSPERSAMPLE, &bits);
  TIFFGetFieldDefaulted(r->tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
  if (!TIFFGetField(r->tiff, TIFFTAG_PHOTOMETRIC, &photometric) || bits != 8 || samples != 1 || TIFFIsTiled(r->tiff)) return false;
  if (!TIFFGetField(r->tiff, TIFFTAG_IMAGEWIDTH, &r->width) || !TIFFGetField(r->tiff, TIFFTAG_IMAGELENGTH, &r->height))
    return false;
  r->ink_is_0 = photometric == PHOTOMETRIC_MINISBLACK;
  if ((uint64_t)r->width * r->height > PB_PLATES_PIXELS_MAX) return false;
  return r->width && r->height && TIFFScanlineSize(r->tiff) == (tmsize_t)r->width;
}

static pb_plate_reader *open_plate(const char *path) {
  pb_plate_reader *r = pb_xmalloc(sizeof *r);
  *r = (pb_plate_reader){.tiff = open_quietly(path)};
  if (r->tiff && is_plate(r)) return r;
  pb_plate_close(r);
  return NULL;
}

pb_plate_reader *pb_plate_open(const pb_plates *plates, size_t plate) {
  pb_plate_reader *r = open_plate(plates->plates[plate].path);
  if (!r || (r->width == plates->width && r->height == plates->height)) return r;
  pb_plate_close(r);
  return NULL;
}

bool pb_plate_row(pb_plate_reader *r, uint8_t *ink) {
  if (r->next >= r->height || TIFFReadScanline(r->tiff, ink, r->next, 0) != 1) return false;
  r->next++;
  if (!r->ink_is_0) return true;
  for (uint32_t x = 0; x < r->width; x++) ink[x] = (uint8_t)(255 - ink[x]);
  return true;
}

void pb_plate_close(pb_plate_reader *r) {
  if (!r) return;
  if (r->tiff) TIFFClose(r->tiff);
  free(r);
}

/* ---- a page ---- */

static pb_gs_outcome separate(const pb_platemaker *maker, pb_arena *arena, const pb_plates_job *job, pb_str *said) {
  unsigned finer = job->dpi * FINER <= FINE_DPI_MOST ? FINER : job->dpi < FINE_DPI_MOST ? FINE_DPI_MOST / job->dpi : 1;
  const char *options[] = {"-sDEVICE=tiffsep",
                           "-dOverprint=/enable",
                           "-sOutputFile=p.tif",
                           pb_fmt(arena, "-r%u", job->dpi * finer),
                           pb_fmt(arena, "-dDownScaleFactor=%u", finer),
                           pb_fmt(arena, "-dFirstPage=%zu", job->page),
                           pb_fmt(arena, "-dLastPage=%zu", job->page),
                           job->no_text ? "-dFILTERTEXT" : NULL,
                           NULL};
  return pb_ghostscript(arena, &(pb_gs_job){maker->pdf, maker->scratch.path, options, PB_PLATES_SECONDS}, said);
}

pb_plates_state pb_plates_make(pb_platemaker *maker, pb_arena *arena, const pb_plates_job *job, pb_plates *plates) {
  *plates = (pb_plates){0};
  pb_scratch_empty(&maker->scratch);
  pb_gs_outcome outcome = separate(maker, arena, job, &plates->said);
  if (outcome == PB_GS_MISSING) return PB_PLATES_NO_PROGRAM;
  if (outcome == PB_GS_SLOW) return PB_PLATES_SLOW;
  if (outcome == PB_GS_FAILED || !list_plates(maker, arena, plates)) return PB_PLATES_FAILED;
  pb_plate_reader *first = open_plate(plates->plates[0].path);
  if (!first) return PB_PLATES_FAILED;
  plates->width = first->width;
  plates->height = first->height;
  pb_plate_close(first);
  return PB_PLATES_MADE;
}
