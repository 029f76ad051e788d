/* Copy of any scripts and mark-up, in any style, through the real path (read, normalise, shape, set) into any slots: every
 * cluster is set once and in order or counted as overset; a line's white adds up to its measure exactly; nothing stands out
 * but a cluster wider than its line; no line ends where it must not while it could have ended elsewhere; numbers stay whole; and
 * the same again gives the same. */
#include "set.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "shape.h"
#include "utf8.h"

#define NOTO "/usr/share/fonts/opentype/noto"

enum { SLOTS_MAX = 96, BLOCKS_MAX = 512, TEXT_MAX = 1 << 16 };

/* What copy is made of. A byte of the input is one of these. */
/* clang-format off */
static const char *const TOKENS[] = {
    "河", "湾", "新港", "今日", "开港", "货轮", "码头工人", "一", "万", "亿", "年", "月", "日", "第", "版", "元", "々",
    "〇", "，", "。", "、", "；", "：", "！", "？", "“", "”", "‘", "’", "（", "）", "《", "》", "【", "】", "「", "」",
    "『", "』", "——", "……", "—", "…", "·", "～", "–", "/", "-", "％", "%", "℃", "‰", "￥", "$", "№", "㎡", "①", "㈱",
    "★", "→", "　", " ", " ", "\n", "\n\n", "**", "*", "# ", "## ", "> ", "- ", "1. ", "| ", " | ", "|---|---|\n",
    "---\n", "`", "<b>", "[a](b)", "\\", "&amp;", "!", ",", ".", ":", "?", "(", ")", "\"", "'", "...", "--", "~", "0",
    "1", "23", "4,567", "8.9", "2026", "14:30", "a", "I", "the", "Good morning", "state-owned", "iPhone 15", "Wi-Fi",
    "PM2.5", "GB", "km", "office", "AVAWA", "internationalisation", "https://www.hewan.example.cn/news/today?id=12345",
    "a@hewan.cn", "é", "e\u0301", "n\u0303\u0323", "Ω", "кора", "\u0301", "\u20e3", "\ufe0f", "\u200d", "\u200b",
    "\u00ad", "\u00a0", "\u2028", "\ufeff", "🚢", "👨‍👩‍👧", "🏳️‍🌈", "🇨🇳", "👍🏽", "𠀀", "葛\U000E0100", "䶮", "カ",
    "ガ", "ー", "っ", "ひらがな", "ｱ", "한국", "ᄒ", "العربية", "שלום", "ไทยแลนด์", "हिन्दी", "ﬁ", "Ａ", "９", "[",
    "]{dots}", "]{sub}", "]{ruby hé wān}", "]{ruby chóngqìng}", "]{ruby ㄓㄨˋ ㄧㄣ}", "\n::: note\n", "\n::: qa\n",
    "\n::: verse\n", "\n::: sign\n", "\n::: table 港口\n", "\n:::\n", "\n问：", "H~2~", "]{name}", "]{title}", "~~",
    "^", "~", "]{", "}", "{", "\ufffd", "\ue000", "\U0010FFFD", "︵", "⼀", "½", "x²",
    "cooperation", "Difficult", "（记者 王小明 沈荻）", "市委书记", "全国人大常委会", "010-6655 0000", "3∶2", "8时30分",
};
/* clang-format on */
enum { NTOKENS = sizeof TOKENS / sizeof *TOKENS };

static size_t read_slots(reader *r, pb_slot slots[SLOTS_MAX]) {
  size_t n = next(r) % SLOTS_MAX;
  uint32_t run = 0;
  uint16_t leg = 0, part = 0, row = 0;
  pb_len measure = 13 * 9 * PB_PT;
  for (size_t i = 0; i < n; i++) {
    unsigned turn = next(r);
    if (turn > 250) part++;
    if (turn > 235) leg++, row = 0;
    if (turn > 215) run++, row++;
    if (turn > 180) measure = (pb_len)(1 + next(r) % 30) * 9 * PB_PT + (pb_len)(next(r) % 3) * 1000;
    slots[i] = (pb_slot){.measure = measure, .run = run, .leg = leg, .part = part, .row = row++};
  }
  return n;
}

static pb_style read_style(reader *r) {
  static const char *const LANGUAGES[] = {"zh-Hans", "zh-Hans", "zh-Hans", "zh-Hant", "en"};
  unsigned a = next(r), b = next(r), c = next(r), d = next(r), e = next(r);
  pb_len size = (pb_len)(6 + a % 20) * PB_PT;
  return (pb_style){.name = PB_STR("body"),
                    .font = pb_str_from(b & 1 ? "song" : "hei"),
                    .weight = b & 2 ? 400 : 700,
                    .language = pb_str_from(LANGUAGES[b / 4 % 5]),
                    .sizes = {a & 0x40 ? size : 9 * PB_PT},
                    .nsizes = 1,
                    .align = (pb_align)(d % 8 < 5 ? d % 8 : 0),
                    .indent = (pb_len)(c % 4) * 9 * PB_PT,
                    .inset_left = c & 4 ? 9 * PB_PT : 0,
                    .inset_right = c & 8 ? 9 * PB_PT : 0,
                    .scale_min = 1000,
                    .scale_max = 1000,
                    .prohibition = (pb_prohibition)(c / 16 % 4),
                    .punctuation = (pb_punctuation)(d / 24 % 5),
                    .hang_stops = b / 60 % 2,
                    .han_latin = (pb_len)(d / 8 % 3) * 256,
                    .letter = d & 128 ? 50 : 0,
                    .tiers = PB_TIERS_DEFAULT,
                    .hyphenate = (a & 0x80) == 0,
                    .keep = e & 1 ? PB_KEEP_ALL : next(r),
                    .quotes = (pb_quotes)(e / 2 % 3),
                    .combine = (uint16_t)(e / 8 % (PB_COMBINE_MAX + 1)),
                    .upright = (pb_latin_upright)(e / 64 % 3),
                    .marks_whole = (d & 64) == 0};
}

static pb_str read_copy(reader *r, pb_arena *arena) {
  char *text = pb_alloc(arena, TEXT_MAX);
  size_t n = 0;
  while (r->left) {
    pb_str token = pb_str_from(TOKENS[next(r) % NTOKENS]);
    if (n + token.n > TEXT_MAX) break;
    memcpy(text + n, token.s, token.n);
    n += token.n;
  }
  return (pb_str){text, n};
}

/* ---- properties ---- */

static void require(bool holds) {
  if (!holds) __builtin_trap();
}

/* Clusters are the whole text but for word spaces, and no figure is parted from the next. */
static void check_story(const pb_story *s) {
  size_t text = 0;
  for (size_t i = 0; i < s->nclusters; i++) {
    const pb_cluster *c = &s->clusters[i];
    while (text < c->text) require(s->text.s[text++] == ' ');
    require(c->text == text && c->ntext > 0);
    require(s->width[i + 1] == s->width[i] + c->advance + s->gaps[i].natural);
    text += c->ntext;
  }
  require(text == s->text.n);
  for (uint32_t i = 0; i < s->nclusters; i++) require(s->clusters[i].brk != PB_BREAK_HYPHEN || pb_line_hyphen(s, i));
  for (size_t i = 0; i + 1 < s->nclusters; i++) {
    const pb_cluster *a = &s->clusters[i], *b = a + 1;
    bool figures = a->kind == PB_CLASS_DIGIT && b->kind == PB_CLASS_DIGIT && a->text + a->ntext == b->text;
    require(!figures || a->brk == PB_BREAK_NO || a->brk == PB_BREAK_MUST);
  }
}

static void check_white(pb_arena *arena, const pb_story *story, const pb_line *line) {
  pb_len *gaps = PB_NEW_N(arena, pb_len, line->end - line->first), sum = 0;
  pb_line_gaps(story, line, gaps);
  for (uint32_t i = line->first; i < line->end; i++) {
    bool hangs = i + 1 == line->end && story->clusters[i].hangs && gaps[i - line->first] == -story->clusters[i].advance;
    require(gaps[i - line->first] >= 0 || story->gaps[i].natural < 0 || hangs);
    sum += story->clusters[i].advance + gaps[i - line->first];
  }
  const pb_hyphen *hyphen = pb_line_hyphen(story, line->end - 1);
  if (hyphen) sum += hyphen->width;
  bool sticks_out = pb_line_cost(story, line) == PB_LINE_STICKS_OUT, stiff = true;
  for (uint32_t i = line->first; i + 1 < line->end; i++) stiff &= story->gaps[i].stretch_tier == PB_STRETCH_NONE;
  require(sticks_out ? line->end == line->first + 1 : sum <= line->measure);
  if (!sticks_out && !line->natural && !stiff) require(sum == line->measure);
}

/* A line that ends where it must not: no place before would have done. */
static void check_end(const pb_story *story, const pb_flow *block, const pb_line *line, uint32_t end) {
  if (line->end == end || story->clusters[line->end - 1].brk != PB_BREAK_NO) return;
  for (uint32_t at = line->first + 1; at < line->end; at++) {
    if (story->clusters[at - 1].brk == PB_BREAK_NO) continue;
    pb_line shorter = pb_line_make(story, block, line->first, at, line->measure, line->natural);
    require(pb_line_cost(story, &shorter) == PB_LINE_STICKS_OUT);
  }
}

static size_t characters(const pb_story *story, uint32_t first, uint32_t end) {
  size_t n = 0;
  for (uint32_t i = first; i < end; i++)
    n += pb_utf8_count(pb_str_sub(story->text, story->clusters[i].text, story->clusters[i].text + story->clusters[i].ntext));
  return n;
}

/* Where a line may stand after the one before it: below it, but for cells of a row, a signature on the text's last line, and
 * lines of a note that are off the grid. */
static void check_place(const pb_story *story, const pb_set_line *before, const pb_set_line *line) {
  const pb_flow *block = &story->blocks[line->block];
  require(line->cell > 0 || line->slot >= before->slot);
  if (line->cell > 0 || block->ncells || block->leading || story->blocks[before->block].leading) return;
  if (block->kind == PB_FLOW_SIGN && line->slot == before->slot)
    require(line->indent >= before->indent + before->line.width + 2 * block->size);
  else require(line->slot >= before->slot + (story->blocks[before->block].ncells ? 0 : before->rows));
}

static void check_set(pb_arena *arena, const pb_story *story, const pb_set *set, uint32_t from, const pb_slot *slots,
                      size_t nslots) {
  uint32_t at = from;
  size_t set_characters = 0;
  for (size_t i = 0; i < set->nlines; i++) {
    const pb_set_line *l = &set->lines[i];
    const pb_flow *block = &story->blocks[l->block];
    require(l->line.first >= at && l->line.end > l->line.first && l->line.first >= block->first && l->line.end <= block->end);
    set_characters += characters(story, l->line.first, l->line.end);
    at = l->line.end;
    require(l->rows > 0 && l->slot + l->rows <= nslots);
    if (i) check_place(story, l - 1, l);
    for (unsigned row = 1; row < l->rows; row++) require(slots[l->slot + row].run == slots[l->slot].run);
    check_white(arena, story, &l->line);
    check_end(story, block, &l->line, block->ncells ? block->cells[l->cell].end : block->end);
  }
  require(set->used <= nslots && at <= story->nclusters);
  require(set_characters + set->over_characters == characters(story, from, (uint32_t)story->nclusters));
}

static bool same(const pb_set *a, const pb_set *b) {
  if (a->nlines != b->nlines || a->used != b->used || a->blanks != b->blanks || a->cost != b->cost) return false;
  if (a->over_lines != b->over_lines || a->over_characters != b->over_characters) return false;
  for (size_t i = 0; i < a->nlines; i++) {
    const pb_set_line *x = &a->lines[i], *y = &b->lines[i];
    if (x->line.first != y->line.first || x->line.end != y->line.end || x->slot != y->slot || x->indent != y->indent) return false;
  }
  return true;
}

/* ---- the target ---- */

/* Opened once: the fonts and what they say. */
static pb_fonts *fonts_once(void) {
  static pb_fonts *fonts;
  if (!fonts) {
    const char *folder = getenv("PAIBAN_FUZZ_FONTS");
    fonts = pb_fonts_open(pb_diags_new(pb_arena_new()), (pb_font_options){.font_folder = folder ? folder : NOTO});
  }
  return fonts;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  reader r = {bytes, size};
  pb_arena *arena = pb_arena_new();
  pb_slot slots[SLOTS_MAX];
  size_t n = read_slots(&r, slots);
  pb_style style = read_style(&r);
  int8_t looseness[BLOCKS_MAX];
  for (size_t i = 0, step = next(&r); i < BLOCKS_MAX; i++) looseness[i] = (int8_t)((i * step / 7) % 3 - 1);
  unsigned limit = next(&r);
  bool down = next(&r) % 3 == 0;
  pb_diags *diags = pb_diags_new(arena);
  const pb_article *article = pb_article_parse(arena, diags, "fuzz.md", read_copy(&r, arena));
  pb_terms *terms = pb_terms_new(arena);
  pb_terms_add(terms, diags, "fuzz.txt", PB_STR("市委书记\n全国人大常委会\nGood morning\n码头工人\n"));
  pb_layout layout = {.line = 12 * PB_PT, .terms = terms};
  pb_shaper shaper = {.arena = arena, .diags = diags, .fonts = fonts_once(), .layout = &layout, .vertical = down};
  const pb_story *story = pb_shape_article(&shaper, article, &style);
  check_story(story);
  pb_trial trial = {.looseness = story->nblocks <= BLOCKS_MAX ? looseness : NULL, .line_limit = limit > 200 ? limit - 200 : 0};
  pb_set set = pb_set_story(arena, story, &trial, (pb_cursor){0}, slots, n);
  check_set(arena, story, &set, 0, slots, n);
  pb_set rest = pb_set_story(arena, story, &trial, set.stop, slots, n / 2); /* it goes on elsewhere */
  check_set(arena, story, &rest, set.stop.cluster, slots, n / 2);
  pb_arena *scratch = pb_arena_new();
  trial.memo = pb_break_memo_new(arena, scratch, story);
  for (int again = 0; again < 2; again++) {
    pb_set other = pb_set_story(arena, story, &trial, (pb_cursor){0}, slots, n);
    require(same(&set, &other));
  }
  pb_arena_drop(scratch);
  pb_arena_drop(arena);
  return 0;
}
