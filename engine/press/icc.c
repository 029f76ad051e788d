#include "icc.h"

#include <lcms2.h>

#include "files.h"
#include "text.h"

/* What is wrong with it; NULL = nothing. */
static const char *fault_of(pb_str bytes) {
  cmsHPROFILE profile = cmsOpenProfileFromMem(bytes.s, (cmsUInt32Number)bytes.n);
  if (!profile) return _("it is no ICC profile");
  bool output = cmsGetDeviceClass(profile) == cmsSigOutputClass, cmyk = cmsGetColorSpace(profile) == cmsSigCmykData;
  cmsCloseProfile(profile);
  if (!output) return _("it does not describe a printer or press");
  return cmyk ? NULL : _("its colours are not CMYK");
}

bool pb_icc_read_output(pb_arena *arena, pb_diags *diags, const char *path, pb_span named_at, pb_str *bytes) {
  pb_file_error error = pb_file_read(arena, path, PB_ICC_MAX_BYTES, bytes);
  const char *fault = error == PB_FILE_OK ? fault_of(*bytes) : pb_file_error_text(error);
  if (!fault) return true;
  pb_diag(diags, PB_ERROR, named_at, "icc", _("the ICC profile %s cannot be used: %s"), path, fault);
  pb_diag_hint(diags, _("name the file that the printer gave: an output profile in CMYK, beside this file or with its whole path"));
  return false;
}
