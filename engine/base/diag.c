#include "diag.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "utf8.h"

struct pb_diags {
  pb_arena *arena;
  PB_VEC(pb_diagnostic) list;
  PB_VEC(pb_source_text) sources;
  const char *about; /* what messages begin with; NULL = nothing */
  bool repeated;     /* the last one was known already, and its hint with it */
};

pb_diags *pb_diags_new(pb_arena *arena) {
  pb_diags *d = PB_NEW(arena, pb_diags);
  d->arena = arena;
  return d;
}

uint32_t pb_diags_add_source(pb_diags *d, const char *path, pb_str text) {
  PB_PUSH(d->arena, d->sources, ((pb_source_text){path, text}));
  return (uint32_t)d->sources.n;
}

const pb_source_text *pb_diags_source(const pb_diags *d, uint32_t source) {
  return source && source <= d->sources.n ? &d->sources.at[source - 1] : NULL;
}

static bool known(const pb_diags *d, const pb_diagnostic *one) {
  for (size_t i = d->list.n; i > 0; i--) {
    const pb_diagnostic *o = &d->list.at[i - 1];
    if (o->span.source == one->span.source && o->span.at == one->span.at && strcmp(o->id, one->id) == 0 &&
        memcmp(&o->place, &one->place, sizeof o->place) == 0 && strcmp(o->plain, one->plain) == 0)
      return true;
  }
  return false;
}

/* Past the limit one last error says so: hostile input may not cost time and memory by being wrong everywhere. */
static bool is_full(pb_diags *d) {
  if (d->list.n < PB_DIAGS_MAX) return false;
  d->repeated = true;
  if (d->list.n == PB_DIAGS_MAX) {
    const char *message = pb_fmt(d->arena, _("more than %d problems: the rest is not listed"), PB_DIAGS_MAX);
    PB_PUSH(d->arena, d->list, ((pb_diagnostic){.severity = PB_ERROR, .id = "too-many", .message = message, .plain = message}));
  }
  return true;
}

static void add(pb_diags *d, pb_diagnostic one, const char *format, va_list args) {
  if (is_full(d)) return;
  one.plain = one.message = pb_vfmt(d->arena, format, args);
  d->repeated = known(d, &one);
  if (d->about && !d->repeated) one.message = pb_fmt(d->arena, "%s: %s", d->about, one.plain);
  if (!d->repeated) PB_PUSH(d->arena, d->list, one);
}

void pb_diag(pb_diags *d, pb_severity severity, pb_span span, const char *id, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add(d, (pb_diagnostic){.severity = severity, .id = id, .span = span}, format, args);
  va_end(args);
}

void pb_diag_on_page(pb_diags *d, pb_severity severity, pb_span span, pb_page_place place, const char *id, const char *format,
                     ...) {
  va_list args;
  va_start(args, format);
  add(d, (pb_diagnostic){.severity = severity, .id = id, .span = span, .place = place}, format, args);
  va_end(args);
}

void pb_diags_about(pb_diags *d, const char *what) { d->about = what; }

void pb_diag_hint(pb_diags *d, const char *format, ...) {
  if (d->list.n == 0 || d->repeated) return;
  va_list args;
  va_start(args, format);
  char *hint = pb_vfmt(d->arena, format, args);
  va_end(args);
  d->list.at[d->list.n - 1].hint = hint;
}

void pb_diag_sums_up(pb_diags *d) {
  if (d->list.n && !d->repeated) d->list.at[d->list.n - 1].sums_up = true;
}

size_t pb_diags_count(const pb_diags *d, pb_severity severity) {
  size_t n = 0;
  for (size_t i = 0; i < d->list.n; i++) n += d->list.at[i].severity == severity;
  return n;
}

static unsigned page_of(const pb_diagnostic *d) { return d->sums_up && !d->place.page ? UINT_MAX : d->place.page; }

static int by_place(const void *a, const void *b) {
  const pb_diagnostic *x = a, *y = b;
  if (x->span.source != y->span.source) return x->span.source < y->span.source ? -1 : 1;
  if (x->span.at != y->span.at) return x->span.at < y->span.at ? -1 : 1;
  unsigned p = page_of(x), q = page_of(y);
  if (p != q) return p < q ? -1 : 1;
  if (x->severity != y->severity) return x->severity > y->severity ? -1 : 1;
  int order = strcmp(x->id, y->id);
  if (!order && x->sums_up != y->sums_up) return y->sums_up ? -1 : 1;
  if (!order && x->place.rect.y != y->place.rect.y) return x->place.rect.y < y->place.rect.y ? -1 : 1;
  if (!order && x->place.rect.x != y->place.rect.x) return x->place.rect.x < y->place.rect.x ? -1 : 1;
  return order ? order : strcmp(x->message, y->message);
}

const pb_diagnostic *pb_diags_sorted(pb_diags *d, size_t *n) {
  *n = d->list.n;
  if (*n) qsort(d->list.at, *n, sizeof *d->list.at, by_place);
  return d->list.at;
}

void pb_span_place(const pb_diags *d, pb_span span, unsigned *line, unsigned *column) {
  const pb_source_text *source = pb_diags_source(d, span.source);
  size_t start = 0, at = source && span.at <= source->text.n ? span.at : 0;
  *line = *column = 1;
  if (!source) return;
  for (size_t i = 0; i < at; i++)
    if (source->text.s[i] == '\n') ++*line, start = i + 1;
  *column = 1 + (unsigned)pb_utf8_count((pb_str){source->text.s + start, at - start});
}

static const char *severity_text(pb_severity s) { return s == PB_ERROR ? _("error") : s == PB_WARNING ? _("warning") : _("note"); }

void pb_diags_print(pb_diags *d, FILE *out) {
  size_t n;
  const pb_diagnostic *list = pb_diags_sorted(d, &n);
  for (size_t i = 0; i < n; i++) {
    const pb_source_text *source = pb_diags_source(d, list[i].span.source);
    unsigned line, column;
    pb_span_place(d, list[i].span, &line, &column);
    if (source && source->text.n) fprintf(out, "%s:%u:%u: ", source->path, line, column);
    else fprintf(out, "%s: ", source ? source->path : "paiban");
    if (list[i].place.page) fprintf(out, _("page %u"), list[i].place.page), fputs(": ", out);
    fprintf(out, "%s: %s [%s]\n", severity_text(list[i].severity), list[i].message, list[i].id);
    if (list[i].hint) fprintf(out, _("  hint: %s\n"), list[i].hint);
  }
}
