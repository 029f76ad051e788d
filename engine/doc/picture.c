#include "picture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "picture_headers.h"
#include "picture_pdf.h"
#include "source.h"
#include "text.h"

enum { TAIL = 64 * 1024, MAGIC = 1024 };

typedef struct {
  pb_arena *arena;
  pb_diags *diags;
  const char *shown;
  pb_span span;
  FILE *file;
  size_t size;
} picture_file;

static bool refuse(const picture_file *p, const char *id, const char *why, const char *hint) {
  pb_diag(p->diags, PB_ERROR, p->span, id, "%s: %s", p->shown, why);
  pb_diag_hint(p->diags, "%s", hint);
  return false;
}

/* O_NONBLOCK: a named pipe must not hold up the edition. */
static bool open_plain(picture_file *p, const char *path) {
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  pb_file_error error = fd < 0 ? PB_FILE_UNREADABLE : PB_FILE_OK;
  if (error == PB_FILE_OK && fstat(fd, &st) != 0) error = PB_FILE_UNREADABLE;
  if (error == PB_FILE_OK && !S_ISREG(st.st_mode)) error = PB_FILE_NOT_PLAIN;
  if (error == PB_FILE_OK && !(p->file = fdopen(fd, "rb"))) error = PB_FILE_UNREADABLE;
  if (error != PB_FILE_OK) {
    if (fd >= 0) close(fd);
    pb_source_report(p->diags, p->span, p->shown, error);
    return false;
  }
  if ((uintmax_t)st.st_size > PB_PICTURE_MAX_BYTES)
    return refuse(p, "picture-size", pb_fmt(p->arena, _("a picture may have at most %d MB"), PB_PICTURE_MAX_BYTES / (1024 * 1024)),
                  _("save it smaller: a whole page needs no more"));
  p->size = (size_t)st.st_size;
  return true;
}

/* What a file of no use here is, by its first bytes. */
static const char *other_format(pb_str magic) {
  static const struct {
    size_t at;
    const char *magic, *name;
  } formats[] = {{0, "GIF8", "GIF"},  {0, "%!PS", "PostScript"}, {0, "8BPS", "PSD"}, {8, "WEBP", "WebP"},
                 {4, "ftyp", "HEIF"}, {0, "BM", "BMP"},          {0, "<", "SVG"}};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (pb_str_starts(pb_str_sub(magic, formats[i].at, magic.n), formats[i].magic)) return formats[i].name;
  return NULL;
}

static bool tell_format(picture_file *p, pb_picture_format *format) {
  char bytes[MAGIC];
  pb_str magic = {bytes, fread(bytes, 1, MAGIC, p->file)};
  rewind(p->file);
  static const struct {
    const char *magic;
    size_t n;
    pb_picture_format format;
  } known[] = {{"\xFF\xD8\xFF", 3, PB_PICTURE_JPEG}, {"\x89PNG\r\n", 6, PB_PICTURE_PNG}, {"II*\0", 4, PB_PICTURE_TIFF},
               {"MM\0*", 4, PB_PICTURE_TIFF},        {"II+\0", 4, PB_PICTURE_TIFF},      {"MM\0+", 4, PB_PICTURE_TIFF}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (magic.n >= known[i].n && memcmp(magic.s, known[i].magic, known[i].n) == 0) {
      *format = known[i].format;
      return true;
    }
  if (memmem(magic.s, magic.n, "%PDF-", 5)) { /* it may stand behind what a mail program put before it */
    *format = PB_PICTURE_PDF;
    return true;
  }
  const char *hint = _("save it as JPEG, PNG, TIFF or PDF"), *other = other_format(magic);
  if (magic.n == 0) return refuse(p, "picture-format", _("the file is empty"), hint);
  if (other) return refuse(p, "picture-format", pb_fmt(p->arena, _("a picture of kind %s cannot be placed"), other), hint);
  return refuse(p, "picture-format", _("this is no picture that can be read"), hint);
}

/* Whether the mark of the format's end stands near the end of the file, past its header. */
static bool has_end(picture_file *p, size_t header, pb_str mark) {
  size_t from = p->size > TAIL ? p->size - TAIL : 0;
  if (from < header) from = header;
  char *tail = pb_xmalloc(TAIL);
  size_t n = fseek(p->file, (long)from, SEEK_SET) == 0 ? fread(tail, 1, TAIL, p->file) : 0;
  bool found = n && memmem(tail, n, mark.s, mark.n);
  free(tail);
  return found;
}

static bool check_size(const picture_file *p, const pb_picture *picture) {
  uint64_t pixels = (uint64_t)picture->width * picture->height;
  if (picture->width <= PB_PICTURE_MAX_SIDE && picture->height <= PB_PICTURE_MAX_SIDE && pixels <= PB_PICTURE_MAX_PIXELS)
    return true;
  const char *why = pb_fmt(p->arena, _("%u × %u pixels are more than a page can use"), picture->width, picture->height);
  return refuse(p, "picture-size", why,
                pb_fmt(p->arena, _("save it smaller: at most %d pixels a side, %d million in all"), PB_PICTURE_MAX_SIDE,
                       PB_PICTURE_MAX_PIXELS / 1000000));
}

static bool read_header(picture_file *p, pb_picture *picture) {
  char why[PB_HEADER_MESSAGE] = "";
  size_t header = 0;
  const char *hint = _("open it in a picture program and save it again");
  bool (*const READERS[])(FILE *, pb_picture *, size_t *, char *) = {pb_jpeg_header, pb_png_header, pb_tiff_header};
  if (!READERS[picture->format](p->file, picture, &header, why))
    return refuse(p, "picture-broken", pb_fmt(p->arena, _("the picture cannot be read: %s"), why), hint);
  if (!check_size(p, picture)) return false;
  if (picture->orientation > 4) { /* the file's rows are the columns */
    uint32_t width = picture->width;
    picture->width = picture->height;
    picture->height = width;
  }
  if (picture->format == PB_PICTURE_TIFF) return true; /* its directory is often the last thing in it */
  if (has_end(p, header, picture->format == PB_PICTURE_JPEG ? PB_STR("\xFF\xD9") : PB_STR("IEND"))) return true;
  return refuse(p, "picture-broken", _("the picture is cut short: its end is missing"),
                _("copy the file again from where it came"));
}

static bool read_page(const picture_file *p, pb_picture *picture, unsigned page) {
  pb_pdf_fault fault = {0};
  if (!pb_pdf_header(p->arena, picture, page, &fault)) return refuse(p, fault.id, fault.why, fault.hint);
  if (!fault.id) return true;
  pb_diag(p->diags, PB_WARNING, p->span, fault.id, "%s: %s", p->shown, fault.why);
  pb_diag_hint(p->diags, "%s", fault.hint);
  return true;
}

static bool read_picture(picture_file *p, pb_picture *picture, unsigned page) {
  if (!open_plain(p, picture->path) || !tell_format(p, &picture->format)) return false;
  if (picture->format == PB_PICTURE_PDF) return read_page(p, picture, page);
  if (page > 1) return refuse(p, "pdf-page", _("only a PDF has pages to choose from"), _("take `page` out"));
  return read_header(p, picture);
}

const pb_picture *pb_picture_read(pb_arena *arena, pb_diags *diags, const char *folder, pb_str name, unsigned page,
                                  pb_span named_at) {
  picture_file p = {.arena = arena, .diags = diags, .span = named_at, .shown = pb_fmt(arena, "%.*s", PB_STR_ARG(name))};
  pb_picture *picture = PB_NEW(arena, pb_picture);
  picture->span = named_at;
  picture->name = p.shown;
  pb_file_error error = pb_file_inside(arena, folder, name, &picture->path);
  if (error != PB_FILE_OK) {
    pb_source_report(diags, named_at, p.shown, error);
    return NULL;
  }
  bool good = read_picture(&p, picture, page);
  if (p.file) fclose(p.file);
  return good ? picture : NULL;
}
