#include "classes.h"

#include <unicode/uchar.h>

#include "utf8.h"

typedef struct {
  uint32_t first, last;
  pb_class chinese; /* in Chinese text */
} range;

/* Sorted. Han proper is told apart before this table is asked; what it leaves out is decided by Unicode's properties. */
static const range TABLE[] = {
    {0x0021, 0x0023, PB_CLASS_LATIN},   {0x0024, 0x0025, PB_CLASS_UNIT},     {0x0026, 0x002E, PB_CLASS_LATIN},
    {0x002F, 0x002F, PB_CLASS_SOLIDUS}, {0x0030, 0x0039, PB_CLASS_DIGIT},    {0x003A, 0x007E, PB_CLASS_LATIN},
    {0x00A2, 0x00A5, PB_CLASS_UNIT},    {0x00B0, 0x00B0, PB_CLASS_UNIT},     {0x00B1, 0x00B1, PB_CLASS_LATIN},
    {0x00B7, 0x00B7, PB_CLASS_MIDDLE},  {0x00D7, 0x00D7, PB_CLASS_LATIN},    {0x00F7, 0x00F7, PB_CLASS_LATIN},
    {0x0300, 0x036F, PB_CLASS_LATIN},   {0x2010, 0x2011, PB_CLASS_LATIN},    {0x2013, 0x2015, PB_CLASS_CONNECT},
    {0x2018, 0x2018, PB_CLASS_OPEN},    {0x2019, 0x2019, PB_CLASS_CLOSE},    {0x201C, 0x201C, PB_CLASS_OPEN},
    {0x201D, 0x201D, PB_CLASS_CLOSE},   {0x2025, 0x2026, PB_CLASS_ELLIPSIS}, {0x2027, 0x2027, PB_CLASS_MIDDLE},
    {0x2030, 0x2033, PB_CLASS_UNIT},    {0x203B, 0x203B, PB_CLASS_SYMBOL},   {0x203C, 0x203C, PB_CLASS_EXCLAIM},
    {0x2047, 0x2049, PB_CLASS_EXCLAIM}, {0x20A0, 0x20CF, PB_CLASS_UNIT},     {0x2103, 0x2103, PB_CLASS_UNIT},
    {0x2109, 0x2109, PB_CLASS_UNIT},    {0x2116, 0x2116, PB_CLASS_UNIT},     {0x2150, 0x218F, PB_CLASS_SYMBOL},
    {0x2190, 0x22EE, PB_CLASS_SYMBOL},  {0x22EF, 0x22EF, PB_CLASS_ELLIPSIS}, {0x22F0, 0x23FF, PB_CLASS_SYMBOL},
    {0x2460, 0x27BF, PB_CLASS_SYMBOL},  {0x2E3A, 0x2E3B, PB_CLASS_DASH},     {0x2E80, 0x2FDF, PB_CLASS_HAN},
    {0x2FF0, 0x3000, PB_CLASS_SYMBOL},  {0x3001, 0x3001, PB_CLASS_COMMA},    {0x3002, 0x3002, PB_CLASS_STOP},
    {0x3003, 0x3004, PB_CLASS_SYMBOL},  {0x3005, 0x3007, PB_CLASS_HAN},      {0x3008, 0x3008, PB_CLASS_OPEN},
    {0x3009, 0x3009, PB_CLASS_CLOSE},   {0x300A, 0x300A, PB_CLASS_OPEN},     {0x300B, 0x300B, PB_CLASS_CLOSE},
    {0x300C, 0x300C, PB_CLASS_OPEN},    {0x300D, 0x300D, PB_CLASS_CLOSE},    {0x300E, 0x300E, PB_CLASS_OPEN},
    {0x300F, 0x300F, PB_CLASS_CLOSE},   {0x3010, 0x3010, PB_CLASS_OPEN},     {0x3011, 0x3011, PB_CLASS_CLOSE},
    {0x3012, 0x3013, PB_CLASS_SYMBOL},  {0x3014, 0x3014, PB_CLASS_OPEN},     {0x3015, 0x3015, PB_CLASS_CLOSE},
    {0x3016, 0x3016, PB_CLASS_OPEN},    {0x3017, 0x3017, PB_CLASS_CLOSE},    {0x3018, 0x3018, PB_CLASS_OPEN},
    {0x3019, 0x3019, PB_CLASS_CLOSE},   {0x301A, 0x301A, PB_CLASS_OPEN},     {0x301B, 0x301B, PB_CLASS_CLOSE},
    {0x301C, 0x301C, PB_CLASS_CONNECT}, {0x301D, 0x301D, PB_CLASS_OPEN},     {0x301E, 0x301F, PB_CLASS_CLOSE},
    {0x3020, 0x3020, PB_CLASS_SYMBOL},  {0x3021, 0x3029, PB_CLASS_HAN},      {0x3030, 0x3030, PB_CLASS_CONNECT},
    {0x3031, 0x3035, PB_CLASS_HAN},     {0x303B, 0x303C, PB_CLASS_HAN},      {0x3041, 0x3098, PB_CLASS_HAN},
    {0x309B, 0x309F, PB_CLASS_HAN},     {0x30A0, 0x30A0, PB_CLASS_CONNECT},  {0x30A1, 0x30FA, PB_CLASS_HAN},
    {0x30FB, 0x30FB, PB_CLASS_MIDDLE},  {0x30FC, 0x318F, PB_CLASS_HAN},      {0x31A0, 0x31FF, PB_CLASS_HAN},
    {0x3200, 0x3370, PB_CLASS_SYMBOL},  {0x3371, 0x337A, PB_CLASS_UNIT},     {0x337B, 0x337F, PB_CLASS_SYMBOL},
    {0x3380, 0x33DF, PB_CLASS_UNIT},    {0x33E0, 0x33FF, PB_CLASS_SYMBOL},   {0xA000, 0xA4CF, PB_CLASS_HAN},
    {0xAC00, 0xD7A3, PB_CLASS_HAN},     {0xFF01, 0xFF01, PB_CLASS_EXCLAIM},  {0xFF04, 0xFF05, PB_CLASS_UNIT},
    {0xFF08, 0xFF08, PB_CLASS_OPEN},    {0xFF09, 0xFF09, PB_CLASS_CLOSE},    {0xFF0C, 0xFF0C, PB_CLASS_COMMA},
    {0xFF0E, 0xFF0E, PB_CLASS_STOP},    {0xFF0F, 0xFF0F, PB_CLASS_SOLIDUS},  {0xFF1A, 0xFF1B, PB_CLASS_COLON},
    {0xFF1F, 0xFF1F, PB_CLASS_EXCLAIM}, {0xFF3B, 0xFF3B, PB_CLASS_OPEN},     {0xFF3D, 0xFF3D, PB_CLASS_CLOSE},
    {0xFF5B, 0xFF5B, PB_CLASS_OPEN},    {0xFF5D, 0xFF5D, PB_CLASS_CLOSE},    {0xFF5E, 0xFF5E, PB_CLASS_CONNECT},
    {0xFF5F, 0xFF5F, PB_CLASS_OPEN},    {0xFF60, 0xFF60, PB_CLASS_CLOSE},    {0xFFE0, 0xFFE1, PB_CLASS_UNIT},
    {0xFFE5, 0xFFE6, PB_CLASS_UNIT},    {0x17000, 0x18CFF, PB_CLASS_HAN},
};

static pb_class by_properties(uint32_t c) {
  UChar32 u = (UChar32)c;
  switch (u_charType(u)) {
    case U_DECIMAL_DIGIT_NUMBER: return PB_CLASS_DIGIT;
    case U_CURRENCY_SYMBOL: return PB_CLASS_UNIT;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK: return PB_CLASS_LATIN;
    default: break;
  }
  int width = u_getIntPropertyValue(u, UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) return PB_CLASS_SYMBOL;
  return u_isalpha(u) ? PB_CLASS_LATIN : PB_CLASS_OTHER;
}

static pb_class in_chinese(uint32_t c) {
  size_t low = 0, high = sizeof TABLE / sizeof *TABLE;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c > TABLE[middle].last) low = middle + 1;
    else high = middle;
  }
  if (low < sizeof TABLE / sizeof *TABLE && c >= TABLE[low].first) return TABLE[low].chinese;
  return by_properties(c);
}

/* Marks that Chinese shares with proportional scripts. */
static bool shared(uint32_t c) { return c == 0xB7 || (c >= 0x2013 && c <= 0x201D) || c == 0x2025 || c == 0x2026 || c == 0x2027; }

pb_class pb_class_of(uint32_t c, bool chinese) {
  if (c >= 0x4E00 && c <= 0x9FFF) return PB_CLASS_HAN;
  if (!chinese && shared(c)) return PB_CLASS_LATIN;
  return pb_is_han(c) ? PB_CLASS_HAN : in_chinese(c);
}

static bool among(uint32_t c, const uint32_t *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (list[i] == c) return true;
  return false;
}
#define AMONG(c, ...) among(c, (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

/* Units that follow their number; the rest (¥ $ №) go before it. */
static bool follows(uint32_t c) {
  return (c >= 0x3371 && c <= 0x33DF) || AMONG(c, '%', 0xA2, 0xB0, 0x2030, 0x2031, 0x2032, 0x2033, 0x2103, 0x2109, 0xFF05, 0xFFE0);
}

/* 々 〻 ゝ ゞ ー ヽ ヾ */
static bool repeats(uint32_t c) { return AMONG(c, 0x3005, 0x303B, 0x309D, 0x309E, 0x30FC, 0x30FD, 0x30FE); }

/* ---- the table of marks ---- */

enum { NEVER = PB_PROHIBIT_STRICT + 1 };

typedef struct {
  pb_mark_form simplified[2], traditional[2]; /* horizontal, vertical */
  uint8_t not_first, not_last;                /* the level from which a line does not begin, does not end with it */
} mark;

/* clang-format off */
#define WHOLE  {2, PB_BLANK_NONE}
#define HALF   {1, PB_BLANK_NONE}
#define DOUBLE {4, PB_BLANK_NONE}
#define BEFORE {2, PB_BLANK_BEFORE}
#define AFTER  {2, PB_BLANK_AFTER}
#define AROUND {2, PB_BLANK_AROUND}
static const mark MARKS[PB_CLASS_OTHER + 1] = {
                                  /* zh-Hans           zh-Hant            not first           not last
                                     horiz.  vertical  horiz.  vertical   in a line from      from */
    [PB_CLASS_OPEN] =     /* “（《 */ {{BEFORE, BEFORE}, {BEFORE, BEFORE}, NEVER,              PB_PROHIBIT_BASIC},
    [PB_CLASS_CLOSE] =    /* ”）》 */ {{AFTER,  AFTER},  {AFTER,  AFTER},  PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_COMMA] =    /* ，、 */  {{AFTER,  AFTER},  {AROUND, AROUND}, PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_COLON] =    /* ：； */  {{AFTER,  WHOLE},  {AROUND, WHOLE},  PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_STOP] =     /* 。． */  {{AFTER,  AFTER},  {AROUND, AROUND}, PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_EXCLAIM] =  /* ！？ */  {{AFTER,  WHOLE},  {WHOLE,  WHOLE},  PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_MIDDLE] =   /* · */     {{HALF,   HALF},   {AROUND, AROUND}, PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_DASH] =     /* —— */    {{DOUBLE, DOUBLE}, {DOUBLE, DOUBLE}, PB_PROHIBIT_STRICT, NEVER},
    [PB_CLASS_ELLIPSIS] = /* …… */    {{DOUBLE, DOUBLE}, {DOUBLE, DOUBLE}, PB_PROHIBIT_STRICT, NEVER},
    [PB_CLASS_CONNECT] =  /* ～ — */  {{WHOLE,  WHOLE},  {WHOLE,  WHOLE},  PB_PROHIBIT_BASIC,  NEVER},
    [PB_CLASS_SOLIDUS] =  /* / */     {{HALF,   HALF},   {HALF,   HALF},   PB_PROHIBIT_GB,     PB_PROHIBIT_GB},
    [PB_CLASS_HAN] =      /* 々 */    {{WHOLE,  WHOLE},  {WHOLE,  WHOLE},  NEVER,              NEVER},
    [PB_CLASS_SYMBOL] =   /* ○ */     {{WHOLE,  WHOLE},  {WHOLE,  WHOLE},  NEVER,              NEVER},
    [PB_CLASS_DIGIT] =                {{{0}},            {{0}},            NEVER,              NEVER},
    [PB_CLASS_LATIN] =                {{{0}},            {{0}},            NEVER,              NEVER},
    [PB_CLASS_UNIT] =                 {{{0}},            {{0}},            NEVER,              NEVER},
    [PB_CLASS_OTHER] =                {{{0}},            {{0}},            NEVER,              NEVER},
};
/* clang-format on */

pb_mark_form pb_class_form(pb_class c, bool traditional, bool vertical) {
  return traditional ? MARKS[c].traditional[vertical] : MARKS[c].simplified[vertical];
}

bool pb_class_adjusts(pb_class c, bool traditional, bool vertical) {
  return pb_class_form(c, traditional, vertical).blank != PB_BLANK_NONE;
}

bool pb_class_closes(pb_class c) {
  return c == PB_CLASS_CLOSE || c == PB_CLASS_COMMA || c == PB_CLASS_COLON || c == PB_CLASS_STOP || c == PB_CLASS_EXCLAIM;
}

bool pb_class_starts_no_line(pb_class class, uint32_t c, pb_prohibition level) {
  if (level == PB_PROHIBIT_NONE) return false;
  if (level >= MARKS[class].not_first || c == 0x3000) return true;
  switch (class) {
    case PB_CLASS_HAN: return level >= PB_PROHIBIT_STRICT && repeats(c);
    case PB_CLASS_UNIT: return follows(c);
    case PB_CLASS_LATIN: return AMONG(c, ')', ']', '}', ',', '.', ';', ':', '!', '?', 0x2019, 0x201D, 0x2026);
    default: return false;
  }
}

bool pb_class_ends_no_line(pb_class class, uint32_t c, pb_prohibition level) {
  if (level == PB_PROHIBIT_NONE) return false;
  if (level >= MARKS[class].not_last) return true;
  if (class == PB_CLASS_UNIT) return !follows(c);
  return class == PB_CLASS_LATIN && AMONG(c, '(', '[', '{', 0x2018, 0x201C);
}
