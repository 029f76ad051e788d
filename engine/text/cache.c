#include "cache.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "hash.h"

/* A kept face: this, the glyph map, the font. In the byte order of the machine that wrote it: the magic tells. */
enum { MAGIC = 0x70624631, KEY_SIZE = 128, ALIGN = 16 };
typedef struct {
  uint32_t magic, header_size;
  char key[KEY_SIZE];
  uint64_t nmap, map_size, size; /* map_size: bytes, up to the font */
  uint64_t body_sum;             /* of map and font */
  uint64_t header_sum;           /* of all above */
} header;

const char *pb_cache_path(const pb_fonts *fonts, const char *name) {
  return pb_fmt(fonts->arena, "%s/faces/%s", fonts->cache, name);
}

bool pb_cache_make_folder(const pb_fonts *fonts) {
  char *path = pb_fmt(fonts->arena, "%s/faces", fonts->cache);
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made) return false;
  }
  return mkdir(path, 0777) == 0 || errno == EEXIST;
}

static uint64_t padded(uint64_t size) { return (size + ALIGN - 1) / ALIGN * ALIGN; }

static header header_of(const char *key, const pb_prepared *face) {
  header h = {.magic = MAGIC, .header_size = sizeof(header), .nmap = face->nmap, .size = face->size};
  size_t n = strlen(key);
  memcpy(h.key, key, n < KEY_SIZE ? n : KEY_SIZE);
  h.map_size = padded(face->nmap * sizeof *face->map);
  return h;
}

static uint64_t sum_header(const header *h) { return pb_quick_sum(h, offsetof(header, header_sum)); }

static bool is_sound(const char *bytes, size_t size, const char *key, size_t nmap) {
  header h;
  if (size < sizeof h) return false;
  memcpy(&h, bytes, sizeof h);
  header expected = header_of(key, &(pb_prepared){.nmap = nmap, .size = (size_t)h.size});
  expected.body_sum = h.body_sum;
  expected.header_sum = h.header_sum;
  if (memcmp(&h, &expected, sizeof h) != 0 || h.header_sum != sum_header(&h)) return false;
  if (h.map_size > size - sizeof h || h.size != size - sizeof h - h.map_size) return false;
  return h.body_sum == pb_quick_sum(bytes + sizeof h, size - sizeof h);
}

bool pb_cache_load(const pb_fonts *fonts, const char *key, size_t nmap, pb_prepared *out, void **mapped, size_t *mapped_size) {
  int fd = open(pb_cache_path(fonts, key), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  struct stat st;
  size_t size = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
  void *at = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (at == MAP_FAILED) return false;
  if (!is_sound(at, size, key, nmap)) return munmap(at, size), false;
  size_t map_size = (size_t)padded(nmap * sizeof *out->map);
  *out = (pb_prepared){.data = (const unsigned char *)at + sizeof(header) + map_size,
                       .size = size - sizeof(header) - map_size,
                       .map = (const uint16_t *)((const char *)at + sizeof(header)),
                       .nmap = nmap};
  *mapped = at;
  *mapped_size = size;
  return true;
}

void pb_cache_store(const pb_fonts *fonts, const char *key, const pb_prepared *face) {
  pb_outfile out;
  if (strlen(key) >= KEY_SIZE || !pb_cache_make_folder(fonts) || !pb_outfile_open(&out, pb_cache_path(fonts, key))) return;
  header h = header_of(key, face);
  size_t size = (size_t)h.map_size + face->size;
  pb_arena_mark mark = pb_arena_save(fonts->arena);
  char *body = pb_alloc(fonts->arena, size);
  memcpy(body, face->map, face->nmap * sizeof *face->map);
  memcpy(body + h.map_size, face->data, face->size);
  h.body_sum = pb_quick_sum(body, size);
  h.header_sum = sum_header(&h);
  bool written = fwrite(&h, sizeof h, 1, out.file) == 1 && fwrite(body, 1, size, out.file) == size;
  pb_arena_restore(fonts->arena, mark);
  if (written) pb_outfile_commit(&out);
  else pb_outfile_abandon(&out);
}
