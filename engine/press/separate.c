#include "separate.h"

#include <lcms2.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

/* The way last used from RGB: pictures of one camera follow one another. */
typedef struct {
  uint8_t *icc; /* a copy: the picture it came with is closed long since */
  size_t nicc;
  unsigned to;
  cmsHTRANSFORM transform; /* NULL = none yet, or none needed */
  bool made;
} rgb_way;

struct pb_separator {
  const pb_profile *profile;
  cmsHPROFILE press;
  rgb_way last;
};

pb_separator *pb_separator_open(const pb_profile *profile) {
  pb_separator *c = pb_xmalloc(sizeof *c);
  *c = (pb_separator){.profile = profile};
  return c;
}

static void drop_last(pb_separator *c) {
  if (c->last.transform) cmsDeleteTransform(c->last.transform);
  free(c->last.icc);
  c->last = (rgb_way){0};
}

void pb_separator_close(pb_separator *c) {
  if (!c) return;
  drop_last(c);
  if (c->press) cmsCloseProfile(c->press);
  free(c);
}

/* ---- transforms ---- */

/* A picture's own profile where it is one of RGB. */
static cmsHPROFILE open_source(const uint8_t *icc, size_t n) {
  cmsHPROFILE own = icc ? cmsOpenProfileFromMem(icc, (cmsUInt32Number)n) : NULL;
  if (own && cmsGetColorSpace(own) == cmsSigRgbData) return own;
  if (own) cmsCloseProfile(own);
  return cmsCreate_sRGBProfile();
}

static cmsHPROFILE press_of(pb_separator *c) {
  pb_str icc = c->profile->convert;
  if (!c->press) c->press = cmsOpenProfileFromMem(icc.s, (cmsUInt32Number)icc.n);
  return c->press;
}

static cmsHTRANSFORM make_transform(pb_separator *c, const pb_separation *way) {
  bool perceptual = c->profile->intent == PB_INTENT_PERCEPTUAL;
  cmsUInt32Number intent = perceptual ? INTENT_PERCEPTUAL : INTENT_RELATIVE_COLORIMETRIC;
  cmsUInt32Number flags = perceptual ? 0 : cmsFLAGS_BLACKPOINTCOMPENSATION;
  cmsHPROFILE source = open_source(way->icc, way->nicc), to = way->to == 4 ? press_of(c) : cmsCreate_sRGBProfile();
  cmsHTRANSFORM transform =
      to ? cmsCreateTransform(source, TYPE_RGB_8, to, way->to == 4 ? TYPE_CMYK_8 : TYPE_RGB_8, intent, flags) : NULL;
  if (!transform) { /* the picture's profile is of no use */
    cmsCloseProfile(source);
    source = cmsCreate_sRGBProfile();
    transform = to ? cmsCreateTransform(source, TYPE_RGB_8, to, way->to == 4 ? TYPE_CMYK_8 : TYPE_RGB_8, intent, flags) : NULL;
  }
  cmsCloseProfile(source);
  if (way->to != 4) cmsCloseProfile(to);
  return transform;
}

static cmsHTRANSFORM transform_for(pb_separator *c, const pb_separation *way) {
  rgb_way *last = &c->last;
  bool same = last->made && last->nicc == way->nicc && last->to == way->to;
  if (same && (way->nicc == 0 || memcmp(last->icc, way->icc, way->nicc) == 0)) return last->transform;
  drop_last(c);
  *last = (rgb_way){.nicc = way->nicc, .to = way->to, .made = true};
  if (way->nicc) last->icc = memcpy(pb_xmalloc(way->nicc), way->icc, way->nicc);
  if (way->to == 4 || way->icc) last->transform = make_transform(c, way);
  return last->transform;
}

/* ---- rows ---- */

static void hold_ink(uint8_t *cmyk, size_t pixels, unsigned limit) {
  unsigned most = limit * 255 / 100;
  for (uint8_t *p = cmyk; p < cmyk + 4 * pixels; p += 4) {
    unsigned sum = (unsigned)p[0] + p[1] + p[2];
    if (sum + p[3] <= most) continue;
    for (unsigned i = 0; i < 3; i++) p[i] = (uint8_t)(p[i] * (most - p[3]) / sum);
  }
}

static uint8_t luma(unsigned r, unsigned g, unsigned b) { return (uint8_t)((299 * r + 587 * g + 114 * b + 500) / 1000); }

static void grey_from_rgb(const uint8_t *rgb, uint8_t *grey, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) grey[i] = luma(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
}

static void grey_from_cmyk(const uint8_t *cmyk, uint8_t *grey, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) {
    const uint8_t *p = cmyk + 4 * i;
    unsigned k = 255u - p[3];
    grey[i] = luma((255u - p[0]) * k / 255, (255u - p[1]) * k / 255, (255u - p[2]) * k / 255);
  }
}

static void row_from_rgb(pb_separator *c, const pb_separation *way, const uint8_t *in, uint8_t *out, size_t pixels) {
  cmsHTRANSFORM transform = transform_for(c, way);
  if (way->to == 4) {
    if (transform) cmsDoTransform(transform, in, out, (cmsUInt32Number)pixels);
    hold_ink(out, pixels, way->ink_limit);
    return;
  }
  uint8_t *screen = transform ? pb_xmalloc(pixels * 3) : NULL;
  if (transform) cmsDoTransform(transform, in, screen, (cmsUInt32Number)pixels);
  grey_from_rgb(screen ? screen : in, out, pixels);
  free(screen);
}

void pb_separate_row(pb_separator *c, const pb_separation *way, const uint8_t *in, uint8_t *out, size_t pixels) {
  if (way->from == 3) {
    row_from_rgb(c, way, in, out, pixels);
  } else if (way->from == 4 && way->to == 1) {
    grey_from_cmyk(in, out, pixels);
  } else {
    memcpy(out, in, pixels * way->to);
    if (way->to == 4) hold_ink(out, pixels, way->ink_limit);
  }
}

unsigned pb_most_ink(const uint8_t *cmyk, size_t pixels) {
  unsigned most = 0;
  for (const uint8_t *p = cmyk; p < cmyk + 4 * pixels; p += 4) {
    unsigned sum = (unsigned)p[0] + p[1] + p[2] + p[3];
    if (sum > most) most = sum;
  }
  return most;
}
