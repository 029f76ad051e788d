#include "ink.h"

/* ---- operators ---- */

/* value/scale with up to six decimals, none of them a closing nought. */
static void put_share(pb_bytes *out, uint32_t value, uint32_t scale) {
  char digits[] = ".000000";
  uint32_t rest = value % scale, whole = value / scale;
  size_t n = 0;
  for (size_t i = 1; i <= 6 && rest; i++) {
    rest *= 10;
    digits[i] = (char)('0' + rest / scale);
    rest %= scale;
    if (digits[i] != '0') n = i;
  }
  if (n == 0) pb_bytes_fmt(out, "%u", whole);
  else pb_bytes_fmt(out, "%.0u%.*s", whole, (int)n + 1, digits);
}

static size_t spot_index(pb_arena *arena, pb_spots *spots, const pb_ink *ink) {
  for (size_t i = 0; i < spots->n; i++)
    if (pb_str_eq(spots->at[i]->spot, ink->spot)) return i;
  PB_PUSH(arena, *spots, ink);
  return spots->n - 1;
}

static const char *text_of(pb_arena *arena, pb_bytes *bytes) {
  const char *z = pb_str_z(arena, (pb_str){(const char *)bytes->at, bytes->n});
  bytes->n = 0;
  return z;
}

static void put_process(pb_bytes *out, const pb_ink *ink, uint16_t tint) {
  for (unsigned i = 0; i < 4; i++) {
    put_share(out, (uint32_t)ink->cmyk[i] * tint, 1000000);
    pb_bytes_put(out, " ");
  }
}

pb_content_paint *pb_ink_paints(pb_arena *arena, const pb_paint_keys *keys, pb_spots *spots) {
  pb_content_paint *paints = PB_NEW_N(arena, pb_content_paint, keys->npaints);
  pb_bytes text = {0};
  for (size_t i = 0; i < keys->npaints; i++) {
    static const pb_ink BLACK = {.kind = PB_INK_PROCESS, .cmyk = {0, 0, 0, 1000}};
    const pb_paint *paint = &keys->paints[i];
    const pb_layout *layout = keys->layouts[i];
    const pb_ink *ink = layout && paint->ink < layout->ninks ? &layout->inks[paint->ink] : &BLACK;
    uint16_t tint = paint->tint > 1000 ? 1000 : paint->tint;
    /* White is the paper: it must take away what is under it, whatever was asked. */
    paints[i].overprint = paint->overprint && tint > 0;
    for (unsigned stroke = 0; stroke < 2; stroke++) {
      if (ink->kind == PB_INK_SPOT && tint > 0) {
        pb_bytes_fmt(&text, stroke ? "/S%zu CS " : "/S%zu cs ", spot_index(arena, spots, ink));
        put_share(&text, tint, 1000);
        pb_bytes_put(&text, stroke ? " SCN" : " scn");
      } else {
        put_process(&text, ink, tint);
        pb_bytes_put(&text, stroke ? "K" : "k");
      }
      *(stroke ? &paints[i].stroke : &paints[i].fill) = text_of(arena, &text);
    }
  }
  pb_bytes_drop(&text);
  return paints;
}

void pb_pdf_name(pb_bytes *out, pb_str name) {
  pb_bytes_put(out, "/");
  for (size_t i = 0; i < name.n; i++) {
    unsigned char c = (unsigned char)name.s[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (plain) pb_bytes_add(out, &c, 1);
    else pb_bytes_fmt(out, "#%02X", c);
  }
}

void pb_ink_spaces(pb_bytes *out, const pb_spots *spots, unsigned icc) {
  pb_bytes_put(out, "<<");
  if (icc) pb_bytes_fmt(out, "/DefaultCMYK[/ICCBased %u 0 R]", icc);
  for (size_t i = 0; i < spots->n; i++) {
    pb_bytes_fmt(out, "/S%zu[/Separation", i);
    pb_pdf_name(out, spots->at[i]->spot);
    pb_bytes_put(out, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[");
    put_process(out, spots->at[i], 1000);
    pb_bytes_put(out, "]>>]");
  }
  pb_bytes_put(out, ">>");
}

bool pb_ink_full_colour(const pb_page *page) {
  unsigned found = 0;
  for (size_t i = 0; page->layout && i < page->layout->ninks && i < 64; i++) {
    const pb_ink *ink = &page->layout->inks[i];
    if (!(page->inks >> i & 1) || ink->kind != PB_INK_PROCESS) continue;
    for (unsigned c = 0; c < 3; c++)
      if (ink->cmyk[c]) found |= 1u << c;
  }
  return found == 7;
}
