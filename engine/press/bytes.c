#include "bytes.h"

#include <stdarg.h>
#include <stdio.h>

void pb_bytes_fmt(pb_bytes *bytes, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  size_t room = 256;
  int n = vsnprintf((char *)pb_bytes_room(bytes, room), room, format, args);
  va_end(args);
  if (n >= 0 && (size_t)n >= room) vsnprintf((char *)pb_bytes_room(bytes, (size_t)n + 1), (size_t)n + 1, format, again);
  va_end(again);
  if (n > 0) bytes->n += (size_t)n;
}
