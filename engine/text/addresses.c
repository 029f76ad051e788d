#include <string.h>

#include "letters.h"

/* Web and mail addresses: their marks are theirs. */

static bool is_word(char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9'); }
static bool is_name(char c) { return is_word(c) || c == '.' || c == '-' || c == '_' || c == '+'; }

static size_t name_before(pb_str s, size_t at) {
  while (at > 0 && is_name(s.s[at - 1])) at--;
  return at;
}

static size_t name_after(pb_str s, size_t at) {
  while (at < s.n && is_name(s.s[at])) at++;
  return at;
}

/* The end of an address that begins at `from`: without the marks of the sentence around it. */
static size_t url_end(pb_str s, size_t from) {
  size_t to = from;
  while (to < s.n && !strchr("\"<>\\^`{|}", s.s[to])) to++;
  while (to > from && strchr(".,;:!?)]'", s.s[to - 1])) to--;
  return to;
}

static pb_str web(pb_str s) {
  const char *colon = memmem(s.s, s.n, "://", 3), *www = memmem(s.s, s.n, "www.", 4);
  size_t from = s.n;
  if (colon) from = name_before(s, (size_t)(colon - s.s));
  if (www && (size_t)(www - s.s) < from) from = (size_t)(www - s.s);
  return pb_str_sub(s, from, url_end(s, from));
}

static pb_str mail(pb_str s) {
  const char *at = memchr(s.s, '@', s.n);
  if (!at) return (pb_str){0};
  size_t middle = (size_t)(at - s.s), from = name_before(s, middle), to = name_after(s, middle + 1);
  while (to > middle && s.s[to - 1] == '.') to--;
  bool dotted = to > middle + 1 && memchr(at, '.', to - middle);
  return from < middle && dotted ? pb_str_sub(s, from, to) : (pb_str){0};
}

/* people.cn/a/b: names joined by full stops, the last of at least two small letters. */
static pb_str bare(pb_str s) {
  size_t from = 0;
  while (from < s.n && !is_word(s.s[from])) from++;
  size_t to = name_after(s, from), dot, letters = 0;
  while (to > from && s.s[to - 1] == '.') to--;
  for (dot = to; dot > from && s.s[dot - 1] != '.'; dot--) letters += s.s[dot - 1] >= 'a' && s.s[dot - 1] <= 'z';
  if (dot < from + 3 || letters < 2 || letters != to - dot) return (pb_str){0};
  return pb_str_sub(s, from, to < s.n && s.s[to] == '/' ? url_end(s, from) : to);
}

pb_str pb_find_address(pb_str run) {
  pb_str found = web(run);
  if (found.n == 0) found = mail(run);
  return found.n ? found : bare(run);
}

static bool prints(uint32_t c) { return c > ' ' && c < 0x7F; }

void pb_letters_keep_addresses(pb_letters *l) {
  for (size_t i = 0, end; i < l->n; i = end + 1) {
    bool dotted = false;
    for (end = i; end < l->n && prints(l->at[end].c); end++) dotted |= l->at[end].c == '.';
    if (!dotted || end - i < 4) continue;
    char *s = PB_NEW_N(l->arena, char, end - i);
    for (size_t k = i; k < end; k++) s[k - i] = (char)l->at[k].c;
    pb_str found = pb_find_address((pb_str){s, end - i});
    for (size_t k = 0; k < found.n; k++) l->at[i + (size_t)(found.s - s) + k].flags |= PB_LETTER_KEEP;
  }
}
