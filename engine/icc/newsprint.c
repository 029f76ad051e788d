/* newsprint FILE  computes an ICC output profile of coldset offset on newsprint, for papers whose printer gave none. Run once,
 * while paiban is built; the profile is data of the program like its layouts.
 *
 * The press is modelled from IFRA26, the characterisation data of newspaper presses that meet ISO 12647-3, which the ICC
 * registers (www.color.org): the colours of paper, of solids and of all their overprints, the gain of dots, 240 % of ink at most.
 * Between them colours mix by area (Neugebauer, Demichel) as eyes see dots too small to tell. The way back, from a colour to
 * inks, gives the grey part of each colour to black, on which newsprint is steady. Everything is relative to the paper, as ICC
 * wants it. */
#include <lcms2.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INKS = 4, PRIMARIES = 16, FORWARD_GRID = 9, BACK_GRID = 25, TONES = 101 };

static const double INK_LIMIT = 2.4, BLACK_MOST = 0.95, NEAR_GREY = 1.3;

/* A dot gains most, 26 %, a little below half tone, and more in the lights than in the darks: these two meet the tones of magenta,
 * yellow and black in the same data within 1 %, those of cyan within 2 %. */
static const double GAIN = 0.257, SKEW = 0.26;

/* CIE Lab, D50, on white backing, of what the inks make solid, by bits C M Y K; [0] is the paper. */
static const double SOLIDS[PRIMARIES][3] = {{85.2, 0.9, 5.2},   {59.1, -23.9, -27.1}, {55.5, 47.6, 0.7},  {42.4, 7.0, -22.7},
                                            {80.4, -1.4, 61.6}, {54.9, -34.3, 17.5},  {53.8, 44.8, 26.0}, {40.4, 0.1, 0.4},
                                            {36.8, 1.5, 4.5},   {34.2, -5.2, -4.3},   {33.9, 12.6, 3.4},  {31.8, 3.0, -5.2},
                                            {39.8, 0.1, 14.8},  {36.4, -10.2, 5.9},   {35.6, 13.9, 9.1},  {31.9, 0.2, 0.6}};
static const double D50[3] = {0.9642, 1.0, 0.8249};

typedef struct {
  double primaries[PRIMARIES][3]; /* XYZ relative to the paper; bits C M Y K */
  double black_for[TONES];        /* black that alone has lightness 0…100 */
  double grey_for[TONES][3];      /* the three colours that make a neutral of it without black */
  double floor;                   /* the darkest there is */
} press;

/* ---- Lab and XYZ ---- */

static double lab_f(double t) { return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116; }
static double lab_g(double f) { return f > 6.0 / 29 ? f * f * f : (116 * f - 16) * 27 / 24389; }

static void to_xyz(const double lab[3], double xyz[3]) {
  double fy = (lab[0] + 16) / 116;
  xyz[0] = D50[0] * lab_g(fy + lab[1] / 500);
  xyz[1] = D50[1] * lab_g(fy);
  xyz[2] = D50[2] * lab_g(fy - lab[2] / 200);
}

static void to_lab(const double xyz[3], double lab[3]) {
  double x = lab_f(xyz[0] / D50[0]), y = lab_f(xyz[1] / D50[1]), z = lab_f(xyz[2] / D50[2]);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

/* ---- inks to colour ---- */

static void set_primaries(press *p) {
  double paper[3];
  to_xyz(SOLIDS[0], paper);
  for (int i = 0; i < PRIMARIES; i++) {
    to_xyz(SOLIDS[i], p->primaries[i]);
    for (int c = 0; c < 3; c++) p->primaries[i][c] *= D50[c] / paper[c];
  }
}

static double dot_of(double tone) { return fmin(1, tone + 4 * GAIN * tone * (1 - tone) * (1 + SKEW * (1 - 2 * tone))); }

static void colour_of(const press *p, const double inks[INKS], double lab[3]) {
  double area[INKS], xyz[3] = {0, 0, 0};
  for (int i = 0; i < INKS; i++) area[i] = dot_of(inks[i]);
  for (int i = 0; i < PRIMARIES; i++) {
    double share = 1;
    for (int k = 0; k < INKS; k++) share *= i >> k & 1 ? area[k] : 1 - area[k];
    for (int c = 0; c < 3; c++) xyz[c] += share * p->primaries[i][c];
  }
  to_lab(xyz, lab);
}

/* ---- colour to inks ---- */

static double held(double x) { return x < 0 ? 0 : x > 1 ? 1 : x; }

static double distance(const press *p, const double target[3], const double inks[INKS], double off[3]) {
  double lab[3], sum = 0;
  colour_of(p, inks, lab);
  for (int c = 0; c < 3; c++) off[c] = target[c] - lab[c], sum += off[c] * off[c];
  return sum;
}

static void slopes(const press *p, const double inks[INKS], double jacobian[3][3]) {
  static const double STEP = 1e-4;
  for (int k = 0; k < 3; k++) {
    double up[INKS], down[INKS], above[3], below[3];
    memcpy(up, inks, sizeof up), memcpy(down, inks, sizeof down);
    up[k] = held(inks[k] + STEP), down[k] = held(inks[k] - STEP);
    colour_of(p, up, above), colour_of(p, down, below);
    for (int c = 0; c < 3; c++) jacobian[c][k] = (above[c] - below[c]) / (up[k] - down[k]);
  }
}

/* Solves (JᵀJ + damping) step = Jᵀ off by Cramer's rule. */
static void damped_step(double j[3][3], const double off[3], double damping, double step[3]) {
  double a[3][3], b[3];
  for (int r = 0; r < 3; r++) {
    b[r] = 0;
    for (int c = 0; c < 3; c++) b[r] += j[c][r] * off[c];
    for (int k = 0; k < 3; k++) {
      a[r][k] = r == k ? damping : 0;
      for (int c = 0; c < 3; c++) a[r][k] += j[c][r] * j[c][k];
    }
  }
  double det = 0;
  for (int k = 0; k < 3; k++) {
    int m = (k + 1) % 3, n = (k + 2) % 3;
    det += a[0][k] * (a[1][m] * a[2][n] - a[1][n] * a[2][m]);
  }
  for (int k = 0; k < 3; k++) {
    double t[3][3], d = 0;
    memcpy(t, a, sizeof t);
    for (int r = 0; r < 3; r++) t[r][k] = b[r];
    for (int q = 0; q < 3; q++) {
      int m = (q + 1) % 3, n = (q + 2) % 3;
      d += t[0][q] * (t[1][m] * t[2][n] - t[1][n] * t[2][m]);
    }
    step[k] = d / det;
  }
}

/* A step that does not push an ink that is at its end beyond it. */
static void bounded_step(double j[3][3], const double off[3], double damping, const double inks[INKS], double step[3]) {
  damped_step(j, off, damping, step);
  bool again = false;
  for (int k = 0; k < 3; k++) {
    if ((inks[k] > 0 || step[k] >= 0) && (inks[k] < 1 || step[k] <= 0)) continue;
    for (int c = 0; c < 3; c++) j[c][k] = 0;
    again = true;
  }
  if (again) damped_step(j, off, damping, step);
}

/* The three colours that with the black in inks[3] come nearest to the target; the search starts from what `inks` holds. */
static void find_colours(const press *p, const double target[3], double inks[INKS]) {
  double off[3], damping = 10, best = distance(p, target, inks, off);
  for (int round = 0; round < 30 && best > 1e-4; round++) {
    double j[3][3], step[3], tried[INKS] = {0, 0, 0, inks[3]}, off_tried[3];
    slopes(p, inks, j);
    bounded_step(j, off, damping, inks, step);
    for (int k = 0; k < 3; k++) tried[k] = held(inks[k] + step[k]);
    double got = distance(p, target, tried, off_tried);
    damping *= got < best ? 0.25 : 8;
    if (got >= best) continue;
    memcpy(inks, tried, sizeof tried), memcpy(off, off_tried, sizeof off_tried);
    best = got;
  }
}

static double at_tone(const double *table, size_t stride, double lightness) {
  double t = lightness < 0 ? 0 : lightness > TONES - 1 ? TONES - 1 : lightness;
  int low = t < TONES - 2 ? (int)t : TONES - 2;
  return table[(size_t)low * stride] * (low + 1 - t) + table[(size_t)(low + 1) * stride] * (t - low);
}

static void set_tones(press *p) {
  const double darkest[INKS] = {0.59, 0.45, 0.41, BLACK_MOST};
  double dark[3];
  colour_of(p, darkest, dark);
  p->floor = dark[0];
  for (int i = 0; i < TONES; i++) {
    double low = 0, high = 1, target[3] = {i, 0, 0}, inks[INKS] = {0.4, 0.4, 0.4, 0};
    for (int round = 0; round < 40; round++) {
      double middle[INKS] = {0, 0, 0, (low + high) / 2}, lab[3];
      colour_of(p, middle, lab);
      if (lab[0] > i) low = middle[3];
      else high = middle[3];
    }
    p->black_for[i] = low;
    find_colours(p, target, inks);
    memcpy(p->grey_for[i], inks, sizeof p->grey_for[i]);
  }
}

/* How grey the colour is: the least of its three colours, as a share of what a neutral of its lightness takes. */
static double greyness(const press *p, double lightness, const double inks[INKS]) {
  double least = 1;
  for (int k = 0; k < 3; k++) {
    double neutral = at_tone(&p->grey_for[0][k], 3, lightness), share = inks[k] / (neutral > 0.02 ? neutral : 0.02);
    if (share < least) least = share;
  }
  return fmin(1, NEAR_GREY * least); /* what is nearly grey is grey: black alone is steady */
}

static void inks_for(const press *p, const double wanted[3], double inks[INKS]) {
  double bare[INKS] = {0.4, 0.4, 0.4, 0}, target[3] = {fmax(wanted[0], p->floor), wanted[1], wanted[2]};
  find_colours(p, target, bare);
  inks[3] = BLACK_MOST * at_tone(p->black_for, 1, target[0]) * pow(greyness(p, target[0], bare), 1.2);
  for (int k = 0; k < 3; k++) inks[k] = bare[k] * (1 - inks[3]); /* from far off the search would lose its way under black */
  find_colours(p, target, inks);
  double colours = inks[0] + inks[1] + inks[2], room = INK_LIMIT - inks[3];
  for (int k = 0; k < 3 && colours > room; k++) inks[k] *= room / colours;
}

/* ---- the profile ---- */

/* In profiles of version 2, 16 bits: lightness to 0xFF00, a and b from −128. */
static const double TOP = 0xFF00;

static cmsInt32Number sample_forward(const cmsUInt16Number in[], cmsUInt16Number out[], void *cargo) {
  double inks[INKS], lab[3];
  for (int i = 0; i < INKS; i++) inks[i] = in[i] / 65535.0;
  colour_of(cargo, inks, lab);
  out[0] = (cmsUInt16Number)lround(fmin(65535, fmax(0, lab[0] / 100 * TOP)));
  for (int i = 1; i < 3; i++) out[i] = (cmsUInt16Number)lround(fmin(65535, fmax(0, (lab[i] + 128) * 256)));
  return TRUE;
}

static void put_inks(const press *p, const double target[3], cmsUInt16Number out[]) {
  double inks[INKS];
  inks_for(p, target, inks);
  for (int i = 0; i < INKS; i++) out[i] = (cmsUInt16Number)lround(held(inks[i]) * 65535);
}

static void read_lab(const cmsUInt16Number in[], double lab[3]) {
  lab[0] = in[0] * 100 / TOP;
  for (int i = 1; i < 3; i++) lab[i] = in[i] / 256.0 - 128;
}

static cmsInt32Number sample_back(const cmsUInt16Number in[], cmsUInt16Number out[], void *cargo) {
  double lab[3];
  read_lab(in, lab);
  put_inks(cargo, lab, out);
  return TRUE;
}

/* Perceptual: all tones are drawn into what paper and ink have between them, and strong colours give way before weak ones. */
static cmsInt32Number sample_perceptual(const cmsUInt16Number in[], cmsUInt16Number out[], void *cargo) {
  const press *p = cargo;
  double lab[3];
  read_lab(in, lab);
  lab[0] = p->floor + lab[0] * (100 - p->floor) / 100;
  double soft = 1 / (1 + hypot(lab[1], lab[2]) / 160);
  lab[1] *= soft, lab[2] *= soft;
  put_inks(p, lab, out);
  return TRUE;
}

static cmsInt32Number sample_gamut(const cmsUInt16Number in[], cmsUInt16Number out[], void *cargo) {
  double lab[3], inks[INKS], off[3];
  read_lab(in, lab);
  inks_for(cargo, lab, inks);
  out[0] = distance(cargo, lab, inks, off) > 25 ? 65535 : 0;
  return TRUE;
}

typedef struct {
  cmsTagSignature tag, also;
  cmsUInt32Number grid, in, out;
  cmsSAMPLER16 sample;
} table;

static bool write_table(cmsHPROFILE profile, const table *t, press *p) {
  cmsPipeline *pipeline = cmsPipelineAlloc(NULL, t->in, t->out);
  cmsStage *stage = cmsStageAllocCLut16bit(NULL, t->grid, t->in, t->out, NULL);
  bool ok = pipeline && stage && cmsStageSampleCLut16bit(stage, t->sample, p, 0) &&
            cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, stage) && cmsWriteTag(profile, t->tag, pipeline) &&
            (!t->also || cmsLinkTag(profile, t->also, t->tag));
  cmsPipelineFree(pipeline);
  return ok;
}

static bool write_text(cmsHPROFILE profile, cmsTagSignature tag, const char *text) {
  cmsMLU *mlu = cmsMLUalloc(NULL, 1);
  bool ok = mlu && cmsMLUsetASCII(mlu, "en", "US", text) && cmsWriteTag(profile, tag, mlu);
  cmsMLUfree(mlu);
  return ok;
}

static cmsHPROFILE make_profile(press *p) {
  static const table TABLES[] = {{cmsSigAToB0Tag, 0, FORWARD_GRID, INKS, 3, sample_forward},
                                 {cmsSigAToB1Tag, cmsSigAToB2Tag, FORWARD_GRID, INKS, 3, sample_forward},
                                 {cmsSigBToA0Tag, cmsSigBToA2Tag, BACK_GRID, 3, INKS, sample_perceptual},
                                 {cmsSigBToA1Tag, 0, BACK_GRID, 3, INKS, sample_back},
                                 {cmsSigGamutTag, 0, 17, 3, 1, sample_gamut}};
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);
  if (!profile) return NULL;
  cmsSetProfileVersion(profile, 2.4);
  cmsSetDeviceClass(profile, cmsSigOutputClass);
  cmsSetColorSpace(profile, cmsSigCmykData);
  cmsSetPCS(profile, cmsSigLabData);
  cmsCIEXYZ white;
  double paper[3];
  to_xyz(SOLIDS[0], paper);
  white = (cmsCIEXYZ){paper[0], paper[1], paper[2]};
  bool ok = write_text(profile, cmsSigProfileDescriptionTag, "Coldset newsprint, computed from IFRA26 (ISO 12647-3)") &&
            write_text(profile, cmsSigCopyrightTag, "No copyright, use freely") &&
            cmsWriteTag(profile, cmsSigMediaWhitePointTag, &white);
  for (size_t i = 0; ok && i < sizeof TABLES / sizeof *TABLES; i++) ok = write_table(profile, &TABLES[i], p);
  if (ok) return profile;
  cmsCloseProfile(profile);
  return NULL;
}

/* The header's date is when it was made: a fixed one, so that the same release gives the same bytes. */
static void set_date(unsigned char *bytes) {
  static const unsigned char DATE[12] = {0x07, 0xEA, 0, 1, 0, 1};
  memcpy(bytes + 24, DATE, sizeof DATE);
}

static bool save(cmsHPROFILE profile, const char *path) {
  cmsUInt32Number n = 0;
  if (!cmsSaveProfileToMem(profile, NULL, &n)) return false;
  unsigned char *bytes = malloc(n);
  bool ok = bytes && cmsSaveProfileToMem(profile, bytes, &n);
  if (ok) set_date(bytes);
  FILE *file = ok ? fopen(path, "wbe") : NULL;
  ok = file && fwrite(bytes, 1, n, file) == n;
  if (file && fclose(file) != 0) ok = false;
  free(bytes);
  return ok;
}

int main(int argc, char **argv) {
  press p;
  if (argc != 2) return fprintf(stderr, "usage: newsprint FILE\n"), 2;
  set_primaries(&p);
  set_tones(&p);
  cmsHPROFILE profile = make_profile(&p);
  bool ok = profile && save(profile, argv[1]);
  if (profile) cmsCloseProfile(profile);
  if (!ok) fprintf(stderr, "newsprint: cannot write %s\n", argv[1]);
  return ok ? 0 : 3;
}
