/* The printing a file is made for: its output intent. */
#include <lcms2.h>

#include "checks.h"
#include "text.h"

enum { ICC_MOST = 32 * 1024 * 1024 };

/* What is wrong with the embedded profile, translated; NULL = nothing. */
static const char *profile_fault(pb_judgement *j, qpdf_oh stream, bool press) {
  pb_bytes bytes = {0};
  double components = 0;
  if (!pb_pdf_stream(&j->pdf, stream, ICC_MOST, &bytes)) {
    pb_bytes_drop(&bytes);
    return _("it cannot be read");
  }
  pb_pdf_number(&j->pdf, pb_pdf_get(&j->pdf, stream, "N"), &components);
  cmsHPROFILE profile = cmsOpenProfileFromMem(bytes.at, (cmsUInt32Number)bytes.n);
  const char *fault = profile ? NULL : _("it is no ICC profile");
  if (profile) {
    cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    if (press && cmsGetDeviceClass(profile) != cmsSigOutputClass) fault = _("it does not describe a printer or press");
    else if (cmsChannelsOf(space) != (cmsUInt32Number)components) fault = _("N is not its number of components");
    else if (press && space != cmsSigCmykData) fault = _("its colours are not CMYK");
    cmsCloseProfile(profile);
  }
  pb_bytes_drop(&bytes);
  return fault;
}

static void check_condition(pb_judgement *j, pb_str identifier) {
  pb_str wanted = j->profile->condition.identifier;
  if (!identifier.n) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-output-intent", _("its output intent does not name a printing condition"));
  } else if (pb_standard_is_x(j->profile->standard) && wanted.n && !pb_str_eq(identifier, wanted)) {
    pb_find(j->findings, PB_ERROR, NULL, "pdf-condition", _("it is made for the printing condition %.*s, not for %.*s"),
            PB_STR_ARG(identifier), PB_STR_ARG(wanted));
    pb_find_hint(j->findings, _("have it made for this press, or judge it by a profile whose condition is %.*s"),
                 PB_STR_ARG(identifier));
  }
}

static void check_intent(pb_judgement *j, qpdf_oh intent) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh profile = pb_pdf_get(pdf, intent, "DestOutputProfile");
  bool embedded = qpdf_oh_is_stream(pdf->qpdf, profile), x = pb_standard_is_x(j->profile->standard);
  check_condition(j, pb_pdf_text_of(pdf, j->arena, pb_pdf_get(pdf, intent, "OutputConditionIdentifier")));
  bool registered = pb_pdf_text_of(pdf, j->arena, pb_pdf_get(pdf, intent, "RegistryName")).n > 0;
  bool enough = embedded || (registered && j->profile->standard == PB_STANDARD_X1A);
  if (!enough)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-output-intent",
            j->profile->standard == PB_STANDARD_X1A ? _("its output intent has neither an ICC profile nor a registry")
                                                    : _("its output intent has no ICC profile"));
  const char *fault = embedded ? profile_fault(j, profile, x) : NULL;
  if (fault) pb_find(j->findings, PB_ERROR, NULL, "pdf-icc", _("the ICC profile of its output intent cannot be used: %s"), fault);
}

void pb_check_intents(pb_judgement *j) {
  pb_pdf *pdf = &j->pdf;
  if (j->profile->standard == PB_STANDARD_NONE) return;
  const char *subtype = j->profile->standard == PB_STANDARD_A2U ? "GTS_PDFA1" : "GTS_PDFX";
  qpdf_oh all = pb_pdf_get(pdf, qpdf_get_root(pdf->qpdf), "OutputIntents"), first = 0;
  int n = 0, count = pb_pdf_count(pdf, all);
  for (int i = 0; i < count && i < 64; i++) {
    qpdf_oh intent = qpdf_oh_get_array_item(pdf->qpdf, all, i);
    if (!pb_pdf_key_is(pdf, intent, "S", subtype)) continue;
    if (n++ == 0) first = intent;
  }
  bool x = pb_standard_is_x(j->profile->standard); /* PDF/A may do without, if all its colours are known by themselves */
  if (n == 0)
    pb_find(j->findings, x ? PB_ERROR : PB_WARNING, NULL, "pdf-output-intent",
            _("it has no output intent (%s): nothing says for which printing"), subtype);
  else check_intent(j, first);
  if (n > 1)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-output-intent", _("it has %d output intents of the kind %s; one is allowed"), n,
            subtype);
}
