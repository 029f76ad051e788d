#include "update.h"

#include <errno.h>
#include <unistd.h>

#include "str.h"

bool pb_update_table(FILE *file, long long *table) {
  enum { TAIL = 256 };
  char tail[TAIL + 1];
  long long size = fseeko(file, 0, SEEK_END) == 0 ? ftello(file) : -1;
  if (size < 0 || fseeko(file, size > TAIL ? size - TAIL : 0, SEEK_SET) != 0) return false;
  size_t n = fread(tail, 1, TAIL, file);
  tail[n] = 0;
  const char *found = NULL, WORD[] = "startxref\n";
  for (const char *at = tail; (at = memmem(at, n - (size_t)(at - tail), WORD, sizeof WORD - 1)) != NULL;)
    found = at += sizeof WORD - 1;
  size_t digits = found ? strspn(found, "0123456789") : 0;
  unsigned long value = 0;
  if (!digits || !pb_str_uint((pb_str){found, digits}, 1UL << 40, &value) || (long long)value >= size) {
    errno = EBADMSG;
    return false;
  }
  *table = (long long)value;
  return true;
}

bool pb_update_open(pb_update *u, pb_arena *arena, const char *path, unsigned size) {
  *u = (pb_update){.arena = arena, .next = size};
  u->file = fopen(path, "r+be");
  if (!u->file) return false;
  bool ok = fseeko(u->file, 0, SEEK_END) == 0 && (u->start = ftello(u->file)) >= 0 && pb_update_table(u->file, &u->previous) &&
            fseeko(u->file, u->start, SEEK_SET) == 0;
  if (!ok) {
    int error = errno;
    fclose(u->file);
    errno = error;
    return false;
  }
  u->at = u->start;
  return true;
}

unsigned pb_update_reserve(pb_update *u, unsigned count) {
  unsigned first = u->next;
  u->next += count;
  return first;
}

static void put(pb_update *u, const void *bytes, size_t n) { u->at += (long long)fwrite(bytes, 1, n, u->file); }

static void begin(pb_update *u, unsigned id) {
  pb_update_entry entry = {id, u->at};
  PB_PUSH(u->arena, u->entries, entry);
  char head[32];
  put(u, head, (size_t)snprintf(head, sizeof head, "%u 0 obj\n", id));
}

void pb_update_object(pb_update *u, unsigned id, const pb_bytes *body) {
  begin(u, id);
  put(u, body->at, body->n);
  put(u, "\nendobj\n", 8);
}

void pb_update_stream(pb_update *u, unsigned id, const char *entries, const void *data, size_t n) {
  begin(u, id);
  put(u, "<<", 2);
  put(u, entries, strlen(entries));
  char length[64];
  put(u, length, (size_t)snprintf(length, sizeof length, "/Length %zu>>\nstream\n", n));
  put(u, data, n);
  put(u, "\nendstream\nendobj\n", 18);
}

static int by_id(const void *a, const void *b) {
  unsigned x = ((const pb_update_entry *)a)->id, y = ((const pb_update_entry *)b)->id;
  return x < y ? -1 : x > y;
}

bool pb_update_finish(pb_update *u, unsigned root, unsigned info) {
  pb_bytes text = {0};
  long long table = u->at;
  qsort(u->entries.at, u->entries.n, sizeof *u->entries.at, by_id);
  pb_bytes_put(&text, "xref\n");
  for (size_t from = 0, end; from < u->entries.n; from = end) {
    for (end = from + 1; end < u->entries.n && u->entries.at[end].id == u->entries.at[end - 1].id + 1;) end++;
    pb_bytes_fmt(&text, "%u %zu\n", u->entries.at[from].id, end - from);
    for (size_t i = from; i < end; i++) pb_bytes_fmt(&text, "%010lld 00000 n \n", u->entries.at[i].at);
  }
  pb_bytes_fmt(&text, "trailer\n<</Size %u/Prev %lld/Root %u 0 R/Info %u 0 R>>\nstartxref\n%lld\n%%%%EOF\n", u->next, u->previous,
               root, info, table);
  put(u, text.at, text.n);
  pb_bytes_drop(&text);
  return fflush(u->file) == 0 && !ferror(u->file);
}

void pb_update_undo(pb_update *u) {
  fflush(u->file);
  if (ftruncate(fileno(u->file), u->start) != 0) errno = 0; /* a temporary file keeps what it has: no harm */
  fclose(u->file);
}
