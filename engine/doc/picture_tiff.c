#include "picture_tiff.h"

#include <stdarg.h>
#include <unistd.h>

#include "text.h"

static bool say(char why[PB_HEADER_MESSAGE], const char *text) {
  snprintf(why, PB_HEADER_MESSAGE, "%s", text);
  return false;
}

static int hush(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)user, (void)module, (void)format, (void)arguments;
  return 1;
}

TIFF *pb_tiff_open(FILE *file) {
  int fd = dup(fileno(file));
  if (fd < 0) return NULL;
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  TIFFOpenOptionsSetErrorHandlerExtR(options, hush, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR(options, hush, NULL);
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, PB_PICTURE_MAX_BYTES);
  TIFF *tiff = lseek(fd, 0, SEEK_SET) == 0 ? TIFFFdOpenExt(fd, "", "rm", options) : NULL;
  TIFFOpenOptionsFree(options);
  if (!tiff) close(fd);
  return tiff;
}

static bool take_kind(TIFF *tiff, pb_tiff_form *f, char why[PB_HEADER_MESSAGE]) {
  uint16_t photometric = 0, inks = INKSET_CMYK, compression = 0;
  if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric)) return say(why, _("it does not say what its colours are"));
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &compression);
  f->white_is_0 = photometric == PHOTOMETRIC_MINISWHITE;
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK: f->kind = PB_SAMPLES_GREY; return true;
    case PHOTOMETRIC_RGB: f->kind = PB_SAMPLES_RGB; return true;
    case PHOTOMETRIC_PALETTE:
      f->kind = PB_SAMPLES_RGB;
      return f->bits == 8 && TIFFGetField(tiff, TIFFTAG_COLORMAP, &f->palette[0], &f->palette[1], &f->palette[2])
                 ? true
                 : say(why, _("only palettes of 256 colours can be printed"));
    case PHOTOMETRIC_SEPARATED:
      TIFFGetFieldDefaulted(tiff, TIFFTAG_INKSET, &inks);
      f->kind = PB_SAMPLES_CMYK;
      return inks == INKSET_CMYK ? true : say(why, _("its inks are not CMYK"));
    case PHOTOMETRIC_YCBCR:
      f->kind = PB_SAMPLES_RGB;
      return compression == COMPRESSION_JPEG && TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB)
                 ? true
                 : say(why, _("YCbCr can be printed only where it is compressed as JPEG"));
    default: return say(why, _("neither grey nor RGB nor CMYK"));
  }
}

static bool take_samples(TIFF *tiff, pb_tiff_form *f, char why[PB_HEADER_MESSAGE]) {
  uint16_t format = SAMPLEFORMAT_UINT, nextra = 0, *extra = NULL;
  unsigned colours = f->palette[0] || f->kind == PB_SAMPLES_GREY ? 1 : f->kind == PB_SAMPLES_RGB ? 3 : 4;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &nextra, &extra);
  bool bits = f->bits == 8 || f->bits == 16 || (f->bits == 1 && colours == 1 && f->samples == 1);
  if (!bits || format != SAMPLEFORMAT_UINT)
    return say(why, _("only samples of 8 or 16 bits, or line art of 1 bit, can be printed"));
  if (f->samples < colours || f->samples > colours + 4) return say(why, _("it does not have the samples that its colours need"));
  f->alpha = f->samples > colours && nextra && extra && extra[0] != EXTRASAMPLE_UNSPECIFIED;
  return true;
}

bool pb_tiff_read_form(TIFF *tiff, pb_tiff_form *f, char why[PB_HEADER_MESSAGE]) {
  uint16_t planar = PLANARCONFIG_CONTIG;
  *f = (pb_tiff_form){.orientation = 1};
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &f->width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &f->height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &f->bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &f->samples);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &f->orientation);
  if (f->orientation < 1 || f->orientation > 8) f->orientation = 1;
  f->planes = planar == PLANARCONFIG_SEPARATE && f->samples > 1;
  f->tiled = TIFFIsTiled(tiff);
  if (f->width == 0 || f->height == 0) return say(why, _("it has no size"));
  return take_kind(tiff, f, why) && take_samples(tiff, f, why);
}
