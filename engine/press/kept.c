#include "kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <lcms2.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "hash.h"

/* In the byte order of the machine that wrote it: the magic tells. Then come the entries and the data. */
enum { MAGIC = 0x704b6531, MOST_ENTRIES = 4096 };
typedef struct {
  uint32_t magic, entries;
  uint64_t data, sum; /* sum: of entries and data */
} header;

/* ---- names ---- */

static pb_str build_of_notes(const char *notes, size_t size) {
  for (size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
    ElfW(Nhdr) note;
    memcpy(&note, notes + at, sizeof note);
    size_t name = (note.n_namesz + 3u) & ~3u, body = (note.n_descsz + 3u) & ~3u;
    at += sizeof note + name;
    if (note.n_type == NT_GNU_BUILD_ID && at + note.n_descsz <= size) return (pb_str){notes + at, note.n_descsz};
    at += body;
  }
  return (pb_str){NULL, 0};
}

/* The linker's sum of this very program: another build may convert otherwise. */
static int find_build(struct dl_phdr_info *info, size_t size, void *out) {
  (void)size;
  uintptr_t here = (uintptr_t)&pb_kept_path;
  pb_str build = {NULL, 0};
  bool mine = false;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    uintptr_t from = info->dlpi_addr + part->p_vaddr;
    if (part->p_type == PT_LOAD && here >= from && here < from + part->p_memsz) mine = true;
    if (part->p_type == PT_NOTE && !build.n) build = build_of_notes((const char *)from, part->p_memsz);
  }
  if (mine) *(pb_str *)out = build;
  return mine;
}

/* The file's contents as a hash; NULL if it cannot be read. */
static const char *hash_of(pb_arena *arena, const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat st;
  bool plain = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size <= PB_PICTURE_MAX_BYTES;
  void *at = plain ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  if (fd >= 0) close(fd);
  if (at == MAP_FAILED) return NULL;
  char hex[PB_HASH_HEX];
  pb_hash_hex(at, (size_t)st.st_size, hex);
  munmap(at, (size_t)st.st_size);
  return pb_fmt(arena, "%s", hex);
}

static const char *folder_of(pb_arena *arena, const char *cache) {
  const char *folder = pb_fmt(arena, "%s/pictures", cache);
  return mkdir(folder, 0777) == 0 || errno == EEXIST ? folder : NULL;
}

const char *pb_kept_path(pb_arena *arena, const char *cache, const pb_kept_way *way) {
  pb_str build = {NULL, 0};
  const char *folder = cache ? folder_of(arena, cache) : NULL, *file = folder ? hash_of(arena, way->picture->path) : NULL;
  if (!file || !dl_iterate_phdr(find_build, &build) || !build.n) return NULL;
  char program[PB_HASH_HEX], press[PB_HASH_HEX] = "", name[PB_HASH_HEX];
  pb_hash_hex(build.s, build.n, program);
  if (way->colour) pb_hash_hex(way->profile->convert.s, way->profile->convert.n, press);
  const char *all = pb_fmt(arena, "%s %d %s %s %d %u %u %d", program, cmsGetEncodedCMMversion(), file, press,
                           (int)way->profile->intent, way->profile->ink_limit, way->width, way->colour);
  pb_hash_hex(all, strlen(all), name);
  return pb_fmt(arena, "%s/%s", folder, name);
}

/* ---- files ---- */

static bool is_sound(const char *bytes, size_t size, header *h) {
  if (size < sizeof *h) return false;
  memcpy(h, bytes, sizeof *h);
  size_t rest = size - sizeof *h;
  return h->magic == MAGIC && h->entries < MOST_ENTRIES && h->entries <= rest && h->data == rest - h->entries &&
         h->sum == pb_quick_sum(bytes + sizeof *h, rest);
}

bool pb_kept_load(const char *path, pb_update *update, unsigned id) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat st;
  size_t size = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
  char *at = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  header h;
  bool sound = at != MAP_FAILED && is_sound(at, size, &h);
  if (sound) {
    char entries[MOST_ENTRIES];
    memcpy(entries, at + sizeof h, h.entries);
    entries[h.entries] = 0;
    pb_update_stream(update, id, entries, at + sizeof h + h.entries, h.data);
    (void)futimens(fd, NULL); /* used */
  }
  if (at != MAP_FAILED) munmap(at, size);
  if (fd >= 0) close(fd);
  return sound;
}

void pb_kept_store(const char *path, const char *entries, const void *data, size_t n) {
  pb_outfile out;
  size_t nentries = strlen(entries);
  if (nentries >= MOST_ENTRIES || !pb_outfile_open(&out, path)) return;
  char *body = pb_xmalloc(nentries + n);
  memcpy(body, entries, nentries);
  memcpy(body + nentries, data, n);
  header h = {MAGIC, (uint32_t)nentries, n, pb_quick_sum(body, nentries + n)};
  bool written = fwrite(&h, sizeof h, 1, out.file) == 1 && fwrite(body, 1, nentries + n, out.file) == nentries + n;
  free(body);
  if (written) pb_outfile_commit(&out);
  else pb_outfile_abandon(&out);
}

/* ---- room ---- */

typedef struct {
  const char *name;
  int64_t used;
  uint64_t size;
} kept_file;

typedef PB_VEC(kept_file) kept_files;

static int by_use(const void *a, const void *b) {
  const kept_file *x = a, *y = b;
  return (x->used > y->used) - (x->used < y->used);
}

void pb_kept_trim(pb_arena *scratch, const char *cache, uint64_t most) {
  DIR *folder = opendir(pb_fmt(scratch, "%s/pictures", cache));
  kept_files files = {0};
  uint64_t all = 0;
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    struct stat st;
    if (fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode)) continue;
    kept_file file = {pb_fmt(scratch, "%s", entry->d_name), st.st_mtim.tv_sec, (uint64_t)st.st_size};
    PB_PUSH(scratch, files, file);
    all += file.size;
  }
  if (all > most) qsort(files.at, files.n, sizeof *files.at, by_use);
  for (size_t i = 0; i < files.n && all > most; i++) {
    if (unlinkat(dirfd(folder), files.at[i].name, 0) == 0) all -= files.at[i].size;
  }
  if (folder) closedir(folder);
}
