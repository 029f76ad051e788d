#include "mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAPPED_MOST = 64 * 1024 * 1024 };

static pb_mapping map_file(const char *path) {
  pb_mapping mapping = {0};
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return mapping;
  if (fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= MAPPED_MOST) {
    mapping.n = (size_t)st.st_size;
    mapping.at = mmap(NULL, mapping.n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (mapping.at == MAP_FAILED) mapping.at = NULL;
  }
  close(fd);
  return mapping;
}

bool pb_mapping_read(pb_mapping *mapping, qpdf_data qpdf, const char *path) {
  qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
  qpdf_silence_errors(qpdf);
  qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
  *mapping = map_file(path);
  QPDF_ERROR_CODE code = mapping->at ? qpdf_read_memory(qpdf, path, mapping->at, mapping->n, NULL) : qpdf_read(qpdf, path, NULL);
  return !(code & QPDF_ERRORS);
}

void pb_mapping_drop(pb_mapping *mapping) {
  if (mapping->at) munmap(mapping->at, mapping->n);
  mapping->at = NULL;
}
