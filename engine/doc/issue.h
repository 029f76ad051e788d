/* An edition's folder as its desk wrote it: issue.yaml and paper.yaml, checked for form, nothing looked up yet
 * (that is plan's work). The formats: docs/formats.md. */
#ifndef PB_ISSUE_H
#define PB_ISSUE_H

#include "article.h"
#include "layout.h"
#include "picture.h"

/* papers/NAME.yaml: what is the same every day. */
typedef struct {
  pb_str name;         /* 河湾日报 */
  pb_str nameplate;    /* picture file of the nameplate; empty = set `name` in type */
  pb_str cn;           /* 国内统一连续出版物号 CN 00-0000 */
  pb_str postal;       /* 邮发代号 */
  pb_str sponsor;      /* 主管主办 line(s) */
  pb_str publisher;    /* 出版单位 */
  pb_str website, phone, address, price;
  pb_str page_format;  /* arabic (3) · two (03) · han (三) · prefix: A03 */
  pb_str page_prefix;
  pb_str jump_to, jump_from; /* （下转第%s版） （上接第%s版） */
  pb_str profile;      /* the press profile `press` means */
  pb_str language;     /* zh-Hans */
  pb_span span;
  const char *path;
} pb_paper;

/* A picture in a story's frame: `pictures: [{file:, at: [leg, row], size: [legs, rows], caption:, credit:}]`;
 * at is from the top left of the frame's text area (below the head); a negative row counts from the foot. */
typedef struct {
  pb_str file;
  int leg, row;
  uint16_t legs, rows; /* with its caption */
  pb_str caption, credit;
  pb_span span, caption_span;
} pb_placed_picture;

typedef enum {
  PB_PLACE_ARTICLES, /* one, or several in turn (简讯集纳); with `head` a topic (专题) */
  PB_PLACE_CONTINUE, /* {continue: ID} */
  PB_PLACE_AD,
  PB_PLACE_PICTURE,
  PB_PLACE_TEXT,     /* {lines: […]}: the ear, notices of the paper itself */
} pb_place_kind;

typedef struct {
  pb_str frame;
  pb_place_kind kind;
  pb_span span;
  const pb_str *articles; /* ids; with spans of the same length */
  const pb_span *article_spans;
  size_t narticles;
  pb_str head, kicker;    /* of a topic */
  pb_str file;            /* ad or picture */
  pb_str caption, credit;
  const pb_str *lines;    /* PB_PLACE_TEXT */
  const pb_span *line_spans;
  size_t nlines;
  const pb_placed_picture *pictures;
  size_t npictures;
} pb_place;

typedef struct {
  pb_str role, names;
} pb_person;

typedef struct {
  unsigned number;
  pb_str name;               /* 版名: 要闻 综合 … */
  pb_str template_name;
  pb_str layout;             /* empty = the issue's */
  const pb_str *inks;        /* what this page may print with; none = black alone */
  const pb_span *ink_spans;
  size_t ninks;
  const pb_person *people;   /* 责编 版式 校对 … */
  size_t npeople;
  const pb_frame *frames;    /* this day's own, added to or over the template's by name */
  size_t nframes;
  const pb_place *places;
  size_t nplaces;
  pb_span span, template_span;
} pb_issue_page;

typedef struct {
  const char *folder;
  const char *path;     /* folder/issue.yaml */
  pb_str paper_file, layout_name;
  pb_span paper_span, layout_span;
  int year, month, day; /* Gregorian */
  unsigned number;      /* 总第N期 */
  const pb_issue_page *pages;
  size_t npages;
  pb_span span;
} pb_issue;

/* `layout` is needed for the units and styles that the day's own frames name; it may be NULL (frames are then left out). */
const pb_issue *pb_issue_read(pb_arena *arena, pb_diags *diags, const char *folder);
const pb_paper *pb_paper_read(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at);

#endif
