#include "sensewords.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "utf8.h"

/* ---- what is known of some words ---- */

static bool among(uint32_t c, const char *list) {
  pb_str s = pb_str_from(list);
  for (size_t i = 0, size; i < s.n; i += size)
    if (pb_utf8_at(s, i, &size) == c) return true;
  return false;
}

bool pb_sense_is_numeral(uint32_t c) { return among(c, "一二三四五六七八九十百千万亿两零〇几数半"); }

bool pb_sense_is_number(const pb_sense_text *t, size_t at) {
  if (t->kind[at] == PB_CLASS_DIGIT) return true;
  return t->kind[at] == PB_CLASS_HAN && pb_sense_is_numeral(t->c[at]) &&
         (at == 0 || t->own[at - 1] || pb_sense_is_numeral(t->c[at - 1]));
}

static const char NEVER_FIRST[] = "的地得了着过们吗呢吧啊呀嘛等者性化里中内间时处后前";
static const char NEVER_LAST[] =
    "不没未别勿莫非无在把将被让使令给向从对往朝按据由于以因为与和及或跟同并且而第各每该本此这那某"
    "很最更太极较也都就才又还再仍正已曾能会可要应须需必愿敢肯是有当所先";

bool pb_sense_never_first(uint32_t c) { return among(c, NEVER_FIRST); }
bool pb_sense_never_last(uint32_t c) { return among(c, NEVER_LAST); }
bool pb_sense_is_suffix(uint32_t c) { return among(c, "率级员家度型式版期费款证业类界队团户长工手生所厅局"); }
bool pb_sense_is_which(const pb_sense_text *t, size_t at) {
  return among(t->c[at], "上下") && at + 1 < t->n && among(t->c[at + 1], "月周季半");
}
bool pb_sense_stands_alone(uint32_t c) { return among(c, "的了着过吗呢吧啊们等后前里中上下内外"); }
bool pb_sense_begins(uint32_t c) { return pb_sense_never_last(c) || among(c, "我你他她它谁请看听全今"); }

/* A list's words stand between blanks. */
static bool listed(const pb_sense_text *t, size_t first, size_t end, const char *list) {
  char word[64] = " ";
  size_t n = 1;
  if (end - first > 8) return false;
  for (size_t i = first; i < end; i++) n += pb_utf8_put(t->c[i], word + n);
  word[n++] = ' ';
  return memmem(list, strlen(list), word, n) != NULL;
}

bool pb_sense_leans(const pb_sense_text *t, size_t first, size_t end) {
  static const char LEANING[] =
      " 进一步 不断 持续 全面 全力 大力 加快 正在 即将 已经 仍然 继续 深入 积极 切实 扎实 着力 稳步 有序 依法 严格 "
      "如何 怎样 怎么 为何 为什么 成为 作为 位于 关于 对于 由于 按照 根据 通过 经过 随着 围绕 针对 除了 以及 并且 或者 "
      "而且 不再 不能 不得 不要 可以 必须 应当 应该 需要 能够 将要 还要 没有 还是 就是 不是 有望 主要 各级 所有 首批 首个 首班 "
      "首届 首家 首条 首位 ";
  if (end - first == 2 && among(t->c[end - 1], "于向往至自给成到为入出")) return true;
  return listed(t, first, end, LEANING);
}

bool pb_sense_opens(const pb_sense_text *t, size_t first, size_t end) {
  static const char OPENING[] =
      " 将 把 被 在 对 向 从 由 为 与 让 使 给 已 正 仍 也 都 就 要 可 能 须 应 获 成 "
      "今日 今天 今起 今年 今晨 今晚 昨日 昨天 昨晨 昨晚 明日 明天 明起 明年 去年 本周 本月 近日 日前 下周 下月 年底 春节 "
      "首次 首批 首个 首班 首届 首家 首条 全市 全省 全国 全县 全区 我市 我省 我县 我国 正式 再次 不再 如何 怎样 怎么 为何 为什么 "
      "谁 什么 有望 成为 即将 正在 已经 全面 全力 加快 不断 持续 进一步 有序 必须 可以 不能 不得 不要 "
      "开启 启动 启用 举行 举办 召开 发布 印发 出台 实施 施行 开工 开建 竣工 完工 通车 开通 开放 开业 开幕 闭幕 亮相 揭牌 揭幕 "
      "完成 实现 推进 推动 打造 建设 建成 建立 加强 提升 增长 下降 上涨 回落 突破 达到 超过 荣获 夺冠 夺得 入选 走进 走上 走向 "
      "迎来 迎接 助力 赋能 服务 守护 征集 招募 免费 落户 落地 签约 投产 投运 投入 合龙 出海 出征 凯旋 调研 会见 强调 要求 "
      "惠及 方便 带动 激活 点亮 唱响 绘就 书写 谱写 跑出 按下 驶向 奔向 迈向 挺进 搬进 住进 用上 喝上 吃上 ";
  return listed(t, first, end, OPENING);
}

/* ---- ICU's words ---- */

static void ask_icu(const pb_story *s, uint32_t first, size_t n, bool *ends) {
  UErrorCode error = U_ZERO_ERROR;
  uint32_t from = s->clusters[first].text, to = s->clusters[first + n - 1].text + s->clusters[first + n - 1].ntext;
  UText *text = utext_openUTF8(NULL, s->text.s + from, (int64_t)(to - from), &error);
  UBreakIterator *breaks = ubrk_open(UBRK_WORD, "zh", NULL, 0, &error);
  if (U_SUCCESS(error)) ubrk_setUText(breaks, text, &error);
  for (size_t i = 0; i + 1 < n; i++)
    ends[i] = U_FAILURE(error) || ubrk_isBoundary(breaks, (int32_t)(s->clusters[first + i + 1].text - from));
  ends[n - 1] = true;
  if (breaks) ubrk_close(breaks);
  if (text) utext_close(text);
}

/* ---- the dictionary's words ---- */

/* Rarities of what is in no dictionary. Two known words have some 150 together, three characters 190. */
enum { UNKNOWN = 110, NAME = 160, PLACE = 150, NUMERAL = 60 };

bool pb_sense_is_surname(uint32_t c) {
  return among(
      c,
      "王李张刘陈杨周黄孙吴徐赵林胡朱梁郭高何马郑罗宋唐谢叶韩任潘于冯蒋董吕邓许曹曾袁汪程田彭钟蔡魏沈方卢余杜丁"
      "苏贾姚姜陆戴傅夏廖萧石江范谭邹崔薛邱康史侯邵熊秦雷孟庞白毛郝钱段俞洪汤顾贺龚尹万龙赖章孔武邢颜梅阮黎常倪施乔"
      "樊严齐陶温文易闫芦牛尚安管殷霍翟葛庄伍申曲焦项代鲁季覃毕麦耿舒聂盛童祝柳单骆纪欧房左凌韦景詹莫郎路宁关翁容柯鲍蒲苗牟裴");
}

static bool is_place_end(uint32_t c) { return among(c, "省市区县镇乡村路街巷港河江湖山岛桥站局厅委院所校厂湾"); }

static bool any(const uint32_t *c, size_t n, bool is(uint32_t)) {
  for (size_t i = 0; i < n; i++)
    if (is(c[i])) return true;
  return false;
}

static bool all_numerals(const uint32_t *c, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!pb_sense_is_numeral(c[i])) return false;
  return true;
}

/* n characters as one word; false if they are none. */
static bool is_word(const uint32_t *c, size_t n, pb_word *word) {
  if (all_numerals(c, n)) *word = (pb_word){PB_WORD_NUMERAL, NUMERAL};
  else if (pb_lexicon_find(c, n, word)) return true;
  else if (n == 1) *word = (pb_word){PB_WORD_OTHER, UNKNOWN};
  else if (n > 3 || any(c, n, pb_sense_never_first) || any(c, n, pb_sense_never_last)) return false;
  else if (n == 3 && is_place_end(c[2])) *word = (pb_word){PB_WORD_PLACE, PLACE};
  else if (pb_sense_is_surname(c[0])) *word = (pb_word){PB_WORD_NAME, (uint8_t)(n == 3 ? NAME : NAME - 30)};
  else return false;
  return true;
}

enum { NUMERAL_LONGEST = 8 };

/* Han: the row of words that together are least rare. `ends` is false; it becomes true where one ends. */
static void part_words(pb_arena *scratch, const uint32_t *c, size_t n, bool *ends, uint8_t *kinds) {
  int *cost = PB_NEW_N(scratch, int, n + 1);
  size_t *length = PB_NEW_N(scratch, size_t, n + 1);
  uint8_t *kind = PB_NEW_N(scratch, uint8_t, n + 1);
  for (size_t to = 1; to <= n; to++)
    for (size_t len = 1; len <= to && len <= NUMERAL_LONGEST; len++) {
      pb_word word;
      if (!is_word(c + to - len, len, &word) || (length[to] && cost[to - len] + word.rarity >= cost[to])) continue;
      cost[to] = cost[to - len] + word.rarity;
      length[to] = len;
      kind[to] = (uint8_t)word.kind;
    }
  for (size_t at = n; at > 0; at -= length[at]) {
    ends[at - 1] = true;
    kinds[at - 1] = kind[at];
  }
}

static void own_words(pb_arena *scratch, const pb_sense_text *t, bool *ends, uint8_t *kinds) {
  for (size_t i = 0, end; i < t->n; i = end) {
    end = i + 1;
    if (t->kind[i] == PB_CLASS_HAN) {
      while (end < t->n && t->kind[end] == PB_CLASS_HAN) end++;
      part_words(scratch, t->c + i, end - i, ends + i, kinds + i);
    } else {
      while (end < t->n && t->kind[end] == t->kind[i] && t->kind[i] >= PB_CLASS_DIGIT && t->c[end] != 0x3000) end++;
      ends[end - 1] = true;
      kinds[end - 1] = t->kind[i] == PB_CLASS_DIGIT ? PB_WORD_NUMERAL : PB_WORD_OTHER;
    }
  }
}

pb_sense_text pb_sense_words(pb_arena *scratch, const pb_story *s, uint32_t first, uint32_t end) {
  size_t n = end - first;
  uint32_t *c = PB_NEW_N(scratch, uint32_t, n);
  uint8_t *kind = PB_NEW_N(scratch, uint8_t, n);
  uint8_t *word = PB_NEW_N(scratch, uint8_t, n);
  bool *own = PB_NEW_N(scratch, bool, n), *icu = PB_NEW_N(scratch, bool, n);
  for (size_t i = 0, size; i < n; i++) {
    c[i] = pb_utf8_at(s->text, s->clusters[first + i].text, &size);
    kind[i] = s->clusters[first + i].kind;
  }
  pb_sense_text t = {n, c, kind, own, icu, word};
  own_words(scratch, &t, own, word);
  ask_icu(s, first, n, icu);
  return t;
}

pb_sense_pair pb_sense_pair_at(const pb_sense_text *t, size_t at) {
  pb_sense_pair p = {.left = at, .left_end = at + 1, .right = at + 1, .right_end = at + 2};
  while (p.left > 0 && !t->own[p.left - 1]) p.left--;
  while (p.right_end < t->n && !t->own[p.right_end - 1]) p.right_end++;
  return p;
}
