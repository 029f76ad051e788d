/* Figures and what belongs to them. A number itself is never divided (opportunities.c); here breaks beside it are made
 * reluctant, each kind where the style keeps it. */
#include <string.h>

#include "itemise.h"
#include "utf8.h"

enum {
  PHONE_DIGITS = 7,   /* of a telephone number, at least */
  PHONE_GROUP = 3,    /* digits of each of its groups */
  MODEL_LETTERS = 5,  /* of a standard's or model's mark: GB 18030, ISO 9001 */
  ADDRESS_SHORT = 26, /* characters: an address that is not too long for a line of thirteen */
  NUMERALS_MAX = 4    /* of 第一百二十 */
};

static void be_reluctant(pb_unit *u, pb_reluctance reluctance) {
  if (u->reluctance < reluctance) u->reluctance = (uint8_t)reluctance;
}

static bool is_digit(const pb_units *units, size_t at) { return at < units->n && units->at[at].kind == PB_CLASS_DIGIT; }
static bool is_space(const pb_units *units, size_t at) { return at < units->n && (units->at[at].flags & PB_UNIT_SPACE); }
static uint32_t c_at(const pb_units *units, size_t at) { return at < units->n ? units->at[at].c : 0; }

static bool among(uint32_t c, const char *set) {
  char s[4];
  size_t n = pb_utf8_put(c, s);
  return c >= 0x80 && memmem(set, strlen(set), s, n);
}

static size_t number_end(const pb_units *units, size_t at) {
  while (is_digit(units, at)) at++;
  return at;
}

/* ---- measure words ---- */

typedef struct {
  const char *words; /* each with a blank after it */
  pb_keep keep;
  pb_reluctance reluctance;
} measures;

static const measures MEASURES[] = {
    {"年 月 日 ", PB_KEEP_DATES, PB_RELUCTANT_STRONG},
    {"小时 分钟 秒钟 时 点 分 秒 ", PB_KEEP_TIMES, PB_RELUCTANT_FIRM},
    {"平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 公斤 千克 毫克 毫升 公顷 海里 千瓦时 千瓦 兆瓦 摄氏度 美元 欧元 日元 "
     "港元 英镑 卢布 "
     "元 角 吨 克 斤 两 升 米 里 尺 寸 亩 度 瓦 ",
     PB_KEEP_AMOUNTS, PB_RELUCTANT_FIRM},
    {"个百分点 百分点 个月 周年 周岁 年代 世纪 人次 车次 架次 号楼 户次 标箱 人 名 位 个 只 条 件 台 辆 架 艘 座 栋 幢 间 所 家 户 "
     "口 倍 成 折 场 "
     "期 届 次 卷 册 页 版 篇 集 部 首 项 种 类 批 套 组 股 层 级 班 趟 杯 瓶 箱 袋 包 支 枝 根 张 份 双 对 副 枚 颗 粒 株 棵 头 "
     "匹 天 周 岁 代 号 路 "
     "线 款 门 步 环 局 分 票 席 楼 室 单元 ",
     PB_KEEP_NUMBERS, PB_RELUCTANT_FIRM},
};

/* The longest measure word at `at`: its characters, 0 = none. */
static size_t measure_at(const pb_units *units, size_t at, const measures **kind) {
  if (at >= units->n || units->at[at].kind != PB_CLASS_HAN) return 0;
  pb_str text = pb_str_sub(units->text, units->at[at].text, units->text.n);
  size_t longest = 0;
  for (size_t k = 0; k < sizeof MEASURES / sizeof *MEASURES; k++)
    for (const char *word = MEASURES[k].words, *end; (end = strchr(word, ' ')); word = end + 1) {
      size_t n = (size_t)(end - word);
      if (n <= longest || n > text.n || memcmp(word, text.s, n) != 0) continue;
      longest = n;
      *kind = &MEASURES[k];
    }
  return longest / strlen("年");
}

/* 3|月: the places from the number's last figure to the measure word's last character but one. Returns where that ends. */
static size_t keep_measure(pb_units *units, size_t number, unsigned keep) {
  size_t at = number;
  while (at < units->n && units->at[at].kind == PB_CLASS_UNIT) at++; /* % is held for good */
  size_t great = at, end = at;
  while (end < units->n && end - great < 4 && among(units->at[end].c, "十百千万亿余多来几")) end++;
  const measures *kind = NULL;
  size_t n = measure_at(units, end, &kind);
  if (n == 0 && end > great && (keep & PB_KEEP_NUMBERS)) be_reluctant(&units->at[great - 1], PB_RELUCTANT_FIRM);
  if (n == 0) return at;
  if (keep & (unsigned)kind->keep)
    for (size_t i = great - 1; i + 1 < end + n; i++) be_reluctant(&units->at[i], i < great ? kind->reluctance : PB_RELUCTANT_FIRM);
  return end + n;
}

/* 3月|1日, 8时|30分 */
static void keep_parts(pb_units *units, size_t end, unsigned keep) {
  uint32_t c = c_at(units, end - 1);
  bool date = c == 0x6708, time = c == 0x65F6 || c == 0x70B9;
  if (!is_digit(units, end)) return;
  if ((date && (keep & PB_KEEP_DATES)) || (time && (keep & PB_KEEP_TIMES))) be_reluctant(&units->at[end - 1], PB_RELUCTANT_SLIGHT);
}

/* ---- other figures ---- */

/* The end of a telephone number: groups with - or a blank between them; `at` itself if it is none. */
static size_t phone_end(const pb_units *units, size_t at) {
  size_t end = at, digits = 0, groups = 0;
  for (size_t next = at;; groups++) {
    size_t to = next;
    while (to < units->n && units->at[to].c - '0' < 10u) to++;
    if (to - next < PHONE_GROUP) break;
    digits += to - next;
    end = to;
    if (c_at(units, to) != '-' && !is_space(units, to)) {
      groups++;
      break;
    }
    next = to + 1;
  }
  return groups > 1 && digits >= PHONE_DIGITS ? end : at;
}

static void keep_phone(pb_units *units, size_t at, size_t end) {
  for (size_t i = at; i + 1 < end; i++) {
    if (units->at[i].c == '-') units->at[i].brk = PB_BREAK_MAY; /* a long one parts at the last */
    be_reluctant(&units->at[i], PB_RELUCTANT_STRONG);
  }
}

static bool is_letter(uint32_t c) { return (c | 0x20) - 'a' < 26u; }

/* GB| 18030, iPhone| 15 */
static void keep_model(pb_units *units, size_t at) {
  if (at < 2 || !is_space(units, at - 1) || !is_letter(units->at[at - 2].c)) return;
  size_t first = at - 1;
  bool capitals = true;
  while (first > 0 && is_letter(units->at[first - 1].c)) capitals &= units->at[--first].c < 'a';
  bool mark = capitals && at - 1 - first <= MODEL_LETTERS;
  be_reluctant(&units->at[at - 2], mark ? PB_RELUCTANT_STRONG : PB_RELUCTANT_FIRM);
}

static size_t keep_figure(pb_units *units, size_t at, unsigned keep) {
  size_t phone = phone_end(units, at), end = number_end(units, at);
  if (keep & PB_KEEP_MODELS) keep_model(units, at);
  if (phone > end) {
    if (keep & PB_KEEP_PHONES) keep_phone(units, at, phone);
    return phone;
  }
  end = keep_measure(units, end, keep);
  keep_parts(units, end, keep);
  bool range = end < units->n && units->at[end].kind == PB_CLASS_CONNECT && is_digit(units, end + 1);
  if (range && (keep & PB_KEEP_NUMBERS)) be_reluctant(&units->at[end], PB_RELUCTANT_FIRM);
  return end;
}

/* 第|3, 第|一|百|届 */
static void keep_ordinal(pb_units *units, size_t at) {
  size_t end = at + 1;
  while (end < units->n && end - at <= NUMERALS_MAX && among(units->at[end].c, "一二三四五六七八九十百〇零")) end++;
  const measures *kind;
  if (end > at + 1) end += measure_at(units, end, &kind);
  else if (!is_digit(units, end)) return;
  be_reluctant(&units->at[at], PB_RELUCTANT_FIRM);
  for (size_t i = at; i + 1 < end; i++) be_reluctant(&units->at[i], PB_RELUCTANT_FIRM);
}

/* ---- addresses ---- */

/* Long addresses part after their marks, most willingly after a solidus. */
static size_t keep_address(pb_units *units, size_t at) {
  size_t end = at;
  while (end < units->n && (units->at[end].flags & PB_UNIT_ADDRESS)) end++;
  for (size_t i = at; i + 1 < end; i++) {
    bool slight = end - at > ADDRESS_SHORT && units->at[i].c == '/';
    be_reluctant(&units->at[i], slight ? PB_RELUCTANT_SLIGHT : PB_RELUCTANT_FIRM);
  }
  return end;
}

void pb_units_keep_figures(pb_units *units, unsigned keep) {
  for (size_t i = 0; i < units->n;) {
    const pb_unit *u = &units->at[i];
    if (u->flags & PB_UNIT_ADDRESS) {
      if (keep & PB_KEEP_ADDRESSES) i = keep_address(units, i);
      else i++;
      continue;
    }
    if (u->c == 0x7B2C && (keep & PB_KEEP_NUMBERS)) keep_ordinal(units, i);
    i = u->kind == PB_CLASS_DIGIT ? keep_figure(units, i, keep) : i + 1;
  }
}
