#include "pdftext.h"

#include <stdio.h>

#include "units.h"
#include "utf8.h"

void pb_pdf_text(pb_bytes *out, pb_str text) {
  pb_bytes_put(out, "<FEFF");
  for (size_t at = 0, size; at < text.n; at += size) {
    uint32_t c = pb_utf8_at(text, at, &size);
    if (c < 0x10000) pb_bytes_fmt(out, "%04X", c);
    else pb_bytes_fmt(out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
  }
  pb_bytes_put(out, ">");
}

void pb_pdf_len(pb_bytes *out, int64_t len) {
  int64_t parts = (len < 0 ? -len : len) * 10000 / PB_PT;
  char text[32];
  int n = snprintf(text, sizeof text, "%s%lld.%04d", len < 0 && parts ? "-" : "", (long long)(parts / 10000), (int)(parts % 10000));
  while (n > 0 && text[n - 1] == '0') n--;
  if (n > 0 && text[n - 1] == '.') n--;
  pb_bytes_add(out, text, (size_t)n);
}

void pb_pdf_literal(pb_bytes *out, pb_str text) {
  pb_bytes_put(out, "(");
  for (size_t i = 0; i < text.n; i++) {
    char c = text.s[i];
    if (c == '(' || c == ')' || c == '\\') pb_bytes_put(out, "\\");
    pb_bytes_fmt(out, "%c", c >= ' ' && c < 0x7F ? c : '?');
  }
  pb_bytes_put(out, ")");
}

void pb_pdf_real(pb_bytes *out, double value) {
  char text[400];
  int n = snprintf(text, sizeof text, "%.10f", value);
  if (n <= 0 || n >= (int)sizeof text) return;
  while (n > 1 && text[n - 1] == '0') n--;
  if (text[n - 1] == '.') n--;
  bool nothing = n == 2 && text[0] == '-' && text[1] == '0';
  pb_bytes_add(out, nothing ? text + 1 : text, nothing ? 1 : (size_t)n);
}
