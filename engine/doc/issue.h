/* An edition's folder as its desk wrote it: issue.yaml and paper.yaml, checked for form, nothing looked up yet
 * (that is plan's work). The formats: docs/formats.md. */
#ifndef PB_ISSUE_H
#define PB_ISSUE_H

#include "article.h"
#include "layout.h"
#include "picture.h"

typedef enum { PB_PAGE_ARABIC /* 3 */, PB_PAGE_TWO /* 03 */, PB_PAGE_HAN /* 三 */, PB_PAGE_PREFIX /* A03 */ } pb_page_format;

/* papers/NAME.yaml: what is the same every day. */
typedef struct {
  pb_str name;        /* 河湾日报 */
  pb_field nameplate; /* picture file of the nameplate; empty = set `name` in type */
  pb_str cn;          /* 国内统一连续出版物号 CN 00-0000 */
  pb_str postal;      /* 邮发代号 */
  pb_str sponsor;     /* 主管主办 line(s) */
  pb_str publisher;   /* 出版单位 */
  pb_str website, phone, address, price;
  pb_page_format page_format;
  pb_str page_prefix;        /* A; empty but for PB_PAGE_PREFIX */
  pb_str jump_to, jump_from; /* （下转第%s版） （上接第%s版）: exactly one %s, no other % */
  pb_field profile;          /* the press profile `press` means; empty = none named */
  bool binds_right;          /* the fold is at the right of odd pages */
  pb_field page_file;        /* pattern for the names of the files of pages, naming.h; empty = none */
  pb_str language;           /* zh-Hans */
  pb_span span;
  const char *path;
} pb_paper;

/* What of a picture must show, in 1/1000 of its sides from the top left. All zero: all of it, from its middle. */
typedef struct {
  uint16_t x, y, w, h; /* nothing outside shows; w 0 = the whole picture */
  bool focused;
  uint16_t focus_x, focus_y; /* stands as near the middle of the place as the edges let it */
} pb_crop;

/* A picture in a story's frame: `pictures: [{file:, at: [leg, row], size: [legs, rows], caption:, credit:}]`, from the
 * top left of the frame's text area (below the head). The file counts from 1, these fields from 0; a negative row is as
 * in the file: -1 = the picture's foot stands on the frame's last row, -2 = on the one above. */
typedef struct {
  pb_field file;
  unsigned page; /* of a PDF, from 1; 0 = not given */
  int leg, row;
  uint16_t legs, rows; /* with its caption */
  pb_field caption, credit;
  pb_crop crop;
  pb_span span; /* the whole entry */
} pb_placed_picture;

typedef enum {
  PB_PLACE_ARTICLES, /* one, or several in turn (简讯集纳); with `head` a topic (专题) */
  PB_PLACE_CONTINUE, /* {continue: ID} */
  PB_PLACE_AD,
  PB_PLACE_PICTURE,
  PB_PLACE_TEXT, /* {lines: […]}: the ear, notices of the paper itself */
} pb_place_kind;

/* How a ready-made page stands in its frame. */
typedef enum {
  PB_FIT_SCALE, /* as large as the frame lets it */
  PB_FIT_EXACT, /* in its own size */
} pb_fit;

typedef struct {
  pb_field frame; /* its name, and where `place` names it */
  pb_place_kind kind;
  pb_span span;             /* the value */
  const pb_field *articles; /* ids: of ARTICLES one or more, of CONTINUE one */
  size_t narticles;
  pb_field head, kicker;        /* of a topic */
  pb_field file;                /* ad or picture */
  unsigned page;                /* of a PDF, from 1; 0 = not given */
  pb_fit fit;                   /* of PB_PLACE_AD, as is the next */
  uint16_t from_left, from_top; /* where in its frame what is smaller stands, in 1/1000 of what is free; 500 = in the middle */
  pb_field caption, credit;     /* of PB_PLACE_PICTURE, as is the next */
  pb_crop crop;
  const pb_field *lines; /* PB_PLACE_TEXT */
  size_t nlines;
  const pb_placed_picture *pictures; /* in the story's frame */
  size_t npictures;
} pb_place;

typedef struct {
  pb_str role, names;
} pb_person;

typedef struct {
  unsigned number;        /* 1…999, each once in an issue; pages stand in the file's order */
  unsigned last;          /* of a spread: its second page, number + 1; 0 = a page alone */
  pb_field name;          /* 版名: 要闻 综合 … */
  pb_field template_name; /* empty: the page has only frames of its own */
  pb_field layout;        /* empty = the issue's */
  const pb_field *inks;   /* what this page may print with; none = black alone */
  size_t ninks;
  const pb_person *people; /* 责编 版式 校对 … in the file's order */
  size_t npeople;
  const struct pb_yaml *frames; /* this day's own, unread as they need the layout: pb_page_frames; may be NULL */
  const pb_place *places;       /* each frame once */
  size_t nplaces;
  const struct pb_yaml *node; /* its entry, for zones that change it */
  pb_span span;               /* of the page's number; in a zone of the number there */
} pb_issue_page;

/* The edition with other pages in the place of some. */
typedef struct {
  pb_field name;
  const pb_issue_page *pages; /* as many as the issue's, in their order */
  const bool *own;            /* by page: the zone's */
} pb_issue_zone;

typedef struct {
  const char *folder;
  const char *path;       /* folder/issue.yaml */
  pb_field paper, layout; /* paper: a path in the issue's folder or house; layout: a name */
  int year, month, day;   /* Gregorian, a real date; year 0 = not given, already reported */
  unsigned number;        /* 总第N期; 0 = not given */
  const pb_issue_page *pages;
  size_t npages;
  const pb_issue_zone *zones;
  size_t nzones;
  pb_span span;
} pb_issue;

/* Both return NULL after diagnostics when there is nothing to go on with; else all that could be read. */
const pb_issue *pb_issue_read(pb_arena *arena, pb_diags *diags, const char *folder);
const pb_paper *pb_paper_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at);

/* True if the page lies at the left of the fold between it and the one that faces it. */
bool pb_paper_is_left(const pb_paper *paper, unsigned number);

/* The same from text in memory: tests and fuzzers. */
const pb_issue *pb_issue_parse(pb_arena *arena, pb_diags *diags, const char *folder, pb_str bytes);
const pb_paper *pb_paper_parse(pb_arena *arena, pb_diags *diags, const char *path, pb_str bytes);

/* The frames of a page: its template's, then the day's own; a day's frame of a template's name changes only the keys it
 * gives, and `NAME: none` takes the template's away. An unknown template, ink, style or head is reported. Each frame alone is
 * sound (not empty, legs wide enough to set); overlaps and frames off the grid are for the plan to find. */
const pb_frame *pb_page_frames(pb_arena *arena, pb_diags *diags, const pb_issue_page *page, const pb_layout *layout, size_t *n);

#endif
