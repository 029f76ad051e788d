#include "platefile.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "files.h"
#include "utf8.h"

/* ---- names ---- */

enum { NAME_MAX_BYTES = 60 };

static const char *plain_name(pb_arena *arena, pb_str ink) {
  char *out = pb_alloc(arena, NAME_MAX_BYTES + 8);
  size_t n = 0;
  for (size_t at = 0, size; at < ink.n && n < NAME_MAX_BYTES; at += size) {
    uint32_t c = pb_utf8_at(ink, at, &size);
    if (u_isalnum((UChar32)c)) n += pb_utf8_put((uint32_t)u_tolower((UChar32)c), out + n);
    else if (n && out[n - 1] != '-') out[n++] = '-';
  }
  if (n && out[n - 1] == '-') n--;
  out[n] = 0;
  return n ? out : "spot";
}

const char *pb_plate_file_name(pb_arena *arena, const pb_plates *plates, size_t plate) {
  const char *name = plain_name(arena, plates->plates[plate].name);
  unsigned same = 1;
  for (size_t i = 0; i < plate; i++) same += strcmp(name, plain_name(arena, plates->plates[i].name)) == 0;
  return same == 1 ? name : pb_fmt(arena, "%s-%u", name, same);
}

/* ---- PNG ---- */

static void put_number(uint8_t *out, uint32_t value) {
  for (int i = 0; i < 4; i++) out[i] = (uint8_t)(value >> (24 - 8 * i));
}

static bool put_chunk(FILE *file, const char name[4], const uint8_t *data, size_t n) {
  uint8_t head[8], tail[4];
  put_number(head, (uint32_t)n);
  memcpy(head + 4, name, 4);
  put_number(tail, libdeflate_crc32(libdeflate_crc32(0, head + 4, 4), data, n));
  return fwrite(head, 1, 8, file) == 8 && fwrite(data, 1, n, file) == n && fwrite(tail, 1, 4, file) == 4;
}

/* `packed`: the rows, each after a byte 0, deflated. */
static bool put_png(FILE *file, const pb_plates *plates, unsigned dpi, const uint8_t *packed, size_t n) {
  static const uint8_t SIGNATURE[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  uint8_t head[13] = {[8] = 8}, size[9] = {[8] = 1}; /* 8 bits of grey; pixels a metre */
  put_number(head, plates->width);
  put_number(head + 4, plates->height);
  put_number(size, (dpi * 10000 + 127) / 254);
  put_number(size + 4, (dpi * 10000 + 127) / 254);
  return fwrite(SIGNATURE, 1, 8, file) == 8 && put_chunk(file, "IHDR", head, sizeof head) &&
         put_chunk(file, "pHYs", size, sizeof size) && put_chunk(file, "IDAT", packed, n) && put_chunk(file, "IEND", head, 0);
}

/* The rows as PNG wants them before they are deflated; NULL if they cannot be read. */
static uint8_t *read_rows(const pb_plates *plates, size_t plate, bool *empty) {
  size_t stride = (size_t)plates->width + 1;
  pb_plate_reader *reader = pb_plate_open(plates, plate);
  if (!reader) return NULL;
  uint8_t *rows = pb_xmalloc(stride * plates->height), any = 0;
  bool good = true;
  for (uint32_t y = 0; good && y < plates->height; y++) {
    uint8_t *row = rows + y * stride;
    row[0] = 0;
    good = pb_plate_row(reader, row + 1);
    for (uint32_t x = 1; x < stride; x++) {
      any |= row[x];
      row[x] = (uint8_t)(255 - row[x]);
    }
  }
  pb_plate_close(reader);
  *empty = !any;
  if (good) return rows;
  free(rows);
  return NULL;
}

static bool write_rows(const pb_plates *plates, unsigned dpi, const uint8_t *rows, const char *path) {
  pb_outfile out;
  if (!pb_outfile_open_deep(&out, path)) return false;
  size_t raw = ((size_t)plates->width + 1) * plates->height;
  struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(6);
  size_t room = deflater ? libdeflate_zlib_compress_bound(deflater, raw) : 0;
  uint8_t *packed = pb_xmalloc(room + 1);
  size_t n = deflater ? libdeflate_zlib_compress(deflater, rows, raw, packed, room) : 0;
  bool good = n > 0 && n <= INT32_MAX && put_png(out.file, plates, dpi, packed, n);
  free(packed);
  if (deflater) libdeflate_free_compressor(deflater);
  if (good) return pb_outfile_commit(&out);
  int error = errno;
  pb_outfile_abandon(&out);
  errno = error;
  return false;
}

pb_plate_state pb_plate_write(const pb_plates *plates, size_t plate, unsigned dpi, const char *path) {
  bool empty;
  uint8_t *rows = read_rows(plates, plate, &empty);
  if (!rows) return PB_PLATE_UNREADABLE;
  pb_plate_state state = empty ? PB_PLATE_EMPTY : write_rows(plates, dpi, rows, path) ? PB_PLATE_WRITTEN : PB_PLATE_UNWRITABLE;
  free(rows);
  return state;
}
