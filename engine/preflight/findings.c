#include "findings.h"

#include <math.h>
#include <string.h>

#include "text.h"
#include "utf8.h"

/* How often an id was met, on the page and in the document. */
typedef struct {
  const char *id;
  pb_severity severity;
  size_t here;  /* on this page */
  size_t pages; /* with any */
} tally;

enum { PLACES_MAX = 256 };

typedef struct {
  const char *id;
  pb_box box;
} found_place;

struct pb_findings {
  pb_arena *arena;
  pb_diags *diags;
  pb_span at;
  pb_severity least;
  const char *const *only; /* NULL: all */
  pb_view view;
  PB_VEC(tally) tallies;
  bool told;                  /* the last one was */
  PB_VEC(found_place) places; /* on this page */
};

pb_findings *pb_findings_new(pb_arena *arena, pb_diags *diags, pb_span at, pb_severity least) {
  pb_findings *f = PB_NEW(arena, pb_findings);
  *f = (pb_findings){.arena = arena, .diags = diags, .at = at, .least = least};
  return f;
}

void pb_findings_only(pb_findings *f, const char *const *ids) { f->only = ids; }

static bool is_wanted(const pb_findings *f, pb_severity severity, const char *id) {
  if (severity < f->least) return false;
  for (size_t i = 0; f->only && f->only[i]; i++)
    if (strcmp(f->only[i], id) == 0) return true;
  return !f->only;
}

static tally *tally_of(pb_findings *f, pb_severity severity, const char *id) {
  for (size_t i = 0; i < f->tallies.n; i++)
    if (f->tallies.at[i].severity == severity && strcmp(f->tallies.at[i].id, id) == 0) return &f->tallies.at[i];
  PB_PUSH(f->arena, f->tallies, ((tally){.id = id, .severity = severity}));
  return &f->tallies.at[f->tallies.n - 1];
}

void pb_findings_begin(pb_findings *f, const pb_view *view) {
  pb_findings_end(f);
  f->view = *view;
}

void pb_findings_end(pb_findings *f) {
  pb_page_place page = {.page = f->view.number};
  for (size_t i = 0; i < f->tallies.n; i++) {
    tally *t = &f->tallies.at[i];
    if (t->here > PB_FINDINGS_SHOWN && t->pages <= PB_FINDINGS_PAGES) {
      pb_diag_on_page(f->diags, t->severity, f->at, page, t->id, _("and %zu more of these here"), t->here - PB_FINDINGS_SHOWN);
      pb_diag_sums_up(f->diags);
    }
    t->here = 0;
  }
  f->view = (pb_view){0};
  f->places.n = 0;
}

void pb_findings_close(pb_findings *f) {
  pb_findings_end(f);
  for (size_t i = 0; i < f->tallies.n; i++) {
    tally *t = &f->tallies.at[i];
    if (t->pages > PB_FINDINGS_PAGES) {
      pb_diag(f->diags, t->severity, f->at, t->id, _("and the same on %zu more pages"), t->pages - PB_FINDINGS_PAGES);
      pb_diag_sums_up(f->diags);
    }
  }
}

/* What a stranger's file says of itself may be long, no UTF-8, or mean something to a terminal. */
static const char *readable(char *message) {
  enum { MOST = 500 };
  size_t n = strlen(message);
  if (n > MOST) n = MOST;
  for (size_t at = 0, good; at < n; at = good + 1) {
    good = at + pb_utf8_check((pb_str){message + at, n - at});
    if (good < n) message[good] = '?';
  }
  for (size_t i = 0; i < n; i++)
    if ((unsigned char)message[i] < 0x20 || message[i] == 0x7F) message[i] = '?';
  message[n] = 0;
  return message;
}

void pb_find(pb_findings *f, pb_severity severity, const pb_box *where, const char *id, const char *format, ...) {
  f->told = false;
  if (!is_wanted(f, severity, id)) return;
  tally *t = tally_of(f, severity, id);
  if (where && severity == PB_ERROR && f->places.n < PLACES_MAX) PB_PUSH(f->arena, f->places, ((found_place){id, *where}));
  if (t->here++ == 0 && f->view.number) t->pages++;
  f->told = t->here <= PB_FINDINGS_SHOWN && t->pages <= PB_FINDINGS_PAGES;
  if (!f->told) return;
  va_list args;
  va_start(args, format);
  const char *message = readable(pb_vfmt(f->arena, format, args));
  va_end(args);
  pb_page_place place = {.page = f->view.number};
  if (where && place.page) place.rect = pb_view_rect(&f->view, *where);
  pb_diag_on_page(f->diags, severity, f->at, place, id, "%s", message);
}

void pb_find_hint(pb_findings *f, const char *format, ...) {
  if (!f->told) return;
  va_list args;
  va_start(args, format);
  const char *hint = readable(pb_vfmt(f->arena, format, args));
  va_end(args);
  pb_diag_hint(f->diags, "%s", hint);
}

bool pb_found_at(const pb_findings *f, const char *id, const pb_box *where) {
  for (size_t i = 0; i < f->places.n; i++) {
    const pb_box *b = &f->places.at[i].box;
    bool apart = b->x1 <= where->x0 || b->x0 >= where->x1 || b->y1 <= where->y0 || b->y0 >= where->y1;
    if (!apart && strcmp(f->places.at[i].id, id) == 0) return true;
  }
  return false;
}

/* ---- places ---- */

static pb_len length(double pt) {
  double most = pb_len_to_pt(PB_LEN_MAX);
  if (!(pt > -most)) return -PB_LEN_MAX; /* also what is no number */
  return pt < most ? pb_len_from_pt(pt) : PB_LEN_MAX;
}

pb_rect pb_view_rect(const pb_view *view, pb_box b) {
  const pb_box *t = &view->trim;
  double x = b.x0 - t->x0, y = t->y1 - b.y1, w = b.x1 - b.x0, h = b.y1 - b.y0, unit = view->unit > 0 ? view->unit : 1;
  switch (view->rotate) {
    case 90: x = b.y0 - t->y0, y = b.x0 - t->x0, w = b.y1 - b.y0, h = b.x1 - b.x0; break;
    case 180: x = t->x1 - b.x1, y = b.y0 - t->y0; break;
    case 270: x = t->y1 - b.y1, y = t->x1 - b.x1, w = b.y1 - b.y0, h = b.x1 - b.x0; break;
    default: break;
  }
  return (pb_rect){length(x * unit), length(y * unit), length(fmax(w, 0) * unit), length(fmax(h, 0) * unit)};
}
