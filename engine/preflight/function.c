#include "function.h"

#include <math.h>

enum { DEPTH_MAX = 4, STITCHED_MAX = 256, SAMPLES_MAX = 1 << 20 };

static bool function_at(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n, unsigned depth);

static double between(double v, double low, double high, double to_low, double to_high) {
  return high > low ? to_low + (v - low) * (to_high - to_low) / (high - low) : to_low;
}

static double held(double v, double low, double high) { return fmin(fmax(v, low), high); }

static bool pair(pb_pdf *pdf, qpdf_oh array, int i, double out[2]) {
  if (pb_pdf_count(pdf, array) < 2 * i + 2) return false;
  return pb_pdf_number(pdf, qpdf_oh_get_array_item(pdf->qpdf, array, 2 * i), &out[0]) &&
         pb_pdf_number(pdf, qpdf_oh_get_array_item(pdf->qpdf, array, 2 * i + 1), &out[1]);
}

static double item_or(pb_pdf *pdf, qpdf_oh array, unsigned i, double otherwise) {
  double value = otherwise;
  if (pb_pdf_count(pdf, array) > (int)i) pb_pdf_number(pdf, qpdf_oh_get_array_item(pdf->qpdf, array, (int)i), &value);
  return value;
}

/* ---- the types ---- */

static bool exponential(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n) {
  qpdf_oh first = pb_pdf_get(pdf, function, "C0"), last = pb_pdf_get(pdf, function, "C1");
  double exponent = 1;
  pb_pdf_number(pdf, pb_pdf_get(pdf, function, "N"), &exponent);
  double share = pow(fmax(t, 0), held(exponent, 0, 1000));
  for (unsigned i = 0; i < n; i++) {
    double low = item_or(pdf, first, i, 0), high = item_or(pdf, last, i, 1);
    out[i] = (float)held(low + share * (high - low), -1e6, 1e6);
  }
  return true;
}

/* The nearest of the samples: colours are looked at in steps anyway. */
static bool sampled(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n) {
  double domain[2], size = 0, bits = 0, encode[2], range[2], decode[2];
  qpdf_oh ranges = pb_pdf_get(pdf, function, "Range"), decodes = pb_pdf_get(pdf, function, "Decode");
  if (!pair(pdf, pb_pdf_get(pdf, function, "Domain"), 0, domain)) return false;
  size = item_or(pdf, pb_pdf_get(pdf, function, "Size"), 0, 0);
  pb_pdf_number(pdf, pb_pdf_get(pdf, function, "BitsPerSample"), &bits);
  if (!(size >= 1 && size < SAMPLES_MAX) || bits != 8 || pb_pdf_count(pdf, pb_pdf_get(pdf, function, "Size")) != 1) return false;
  if (!pair(pdf, pb_pdf_get(pdf, function, "Encode"), 0, encode)) encode[0] = 0, encode[1] = size - 1;
  double at = held(between(held(t, domain[0], domain[1]), domain[0], domain[1], encode[0], encode[1]), 0, size - 1);
  size_t from = (size_t)lround(at) * n;
  pb_bytes samples = {0};
  bool good = pb_pdf_stream(pdf, function, SAMPLES_MAX, &samples) && from + n <= samples.n;
  for (unsigned i = 0; good && i < n; i++) {
    good = pair(pdf, ranges, (int)i, range);
    if (!pair(pdf, decodes, (int)i, decode)) decode[0] = range[0], decode[1] = range[1];
    if (good) out[i] = (float)held(between(samples.at[from + i], 0, 255, decode[0], decode[1]), range[0], range[1]);
  }
  pb_bytes_drop(&samples);
  return good;
}

static bool stitched(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n, unsigned depth) {
  qpdf_oh functions = pb_pdf_get(pdf, function, "Functions"), bounds = pb_pdf_get(pdf, function, "Bounds");
  double domain[2], encode[2];
  int count = pb_pdf_count(pdf, functions), i = 0;
  if (count < 1 || count > STITCHED_MAX || !pair(pdf, pb_pdf_get(pdf, function, "Domain"), 0, domain)) return false;
  double low = domain[0], high = domain[1];
  t = held(t, low, high);
  for (; i + 1 < count; i++) {
    double bound = item_or(pdf, bounds, (unsigned)i, domain[1]);
    if (t < bound) {
      high = bound;
      break;
    }
    low = bound;
  }
  if (!pair(pdf, pb_pdf_get(pdf, function, "Encode"), i, encode)) encode[0] = 0, encode[1] = 1;
  return function_at(pdf, qpdf_oh_get_array_item(pdf->qpdf, functions, i), between(t, low, high, encode[0], encode[1]), out, n,
                     depth + 1);
}

static bool function_at(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n, unsigned depth) {
  double type = -1;
  int count = pb_pdf_count(pdf, function);
  if (depth > DEPTH_MAX) return false;
  if (count > 0) {
    if ((unsigned)count < n || depth) return false;
    for (unsigned i = 0; i < n; i++)
      if (!function_at(pdf, qpdf_oh_get_array_item(pdf->qpdf, function, (int)i), t, &out[i], 1, depth + 1)) return false;
    return true;
  }
  pb_pdf_number(pdf, pb_pdf_get(pdf, function, "FunctionType"), &type);
  if (type == 2) return exponential(pdf, function, t, out, n);
  if (type == 3) return stitched(pdf, function, t, out, n, depth);
  return type == 0 && sampled(pdf, function, t, out, n);
}

bool pb_function_at(pb_pdf *pdf, qpdf_oh function, double t, float *out, unsigned n) {
  return function_at(pdf, function, t, out, n, 0);
}
