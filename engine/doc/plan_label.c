#include "planner.h"

/* 1…999 as read aloud: 三 十 十二 二十 一百零三 一百一十. */
static pb_str han_number(pb_arena *arena, unsigned n) {
  static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  unsigned hundreds = n / 100 % 10, tens = n / 10 % 10, ones = n % 10;
  const char *text = hundreds ? pb_fmt(arena, "%s百", digits[hundreds]) : "";
  if (tens == 1 && !hundreds) text = "十";
  else if (tens) text = pb_fmt(arena, "%s%s十", text, digits[tens]);
  else if (hundreds && ones) text = pb_fmt(arena, "%s零", text);
  return pb_str_from(ones ? pb_fmt(arena, "%s%s", text, digits[ones]) : text);
}

pb_str pb_plan_label(pb_arena *arena, const pb_paper *paper, unsigned number) {
  switch (paper->page_format) {
    case PB_PAGE_TWO: return pb_str_from(pb_fmt(arena, "%02u", number));
    case PB_PAGE_HAN: return han_number(arena, number);
    case PB_PAGE_PREFIX: return pb_str_from(pb_fmt(arena, "%.*s%02u", PB_STR_ARG(paper->page_prefix), number));
    case PB_PAGE_ARABIC: break;
  }
  return pb_str_from(pb_fmt(arena, "%u", number));
}

pb_str pb_plan_label_both(pb_arena *arena, const pb_paper *paper, unsigned first, unsigned last) {
  pb_str a = pb_plan_label(arena, paper, first), b = pb_plan_label(arena, paper, last);
  if (paper->page_format == PB_PAGE_PREFIX) b = pb_str_sub(b, paper->page_prefix.n, b.n);
  const char *between = paper->page_format == PB_PAGE_HAN ? "、" : "-";
  return pb_str_from(pb_fmt(arena, "%.*s%s%.*s", PB_STR_ARG(a), between, PB_STR_ARG(b)));
}
