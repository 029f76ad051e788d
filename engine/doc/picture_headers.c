#include "picture_headers.h"

#include <setjmp.h>
#include <string.h>

#include <jpeglib.h>
#include <libexif/exif-data.h>
#include <png.h>

#include "text.h"
#include "picture_tiff.h"

static bool say(char why[PB_HEADER_MESSAGE], const char *text) {
  snprintf(why, PB_HEADER_MESSAGE, "%s", text);
  return false;
}

/* ---- EXIF ---- */

/* The orientation in a block of EXIF data, its "Exif" head included; 0 = it says none. */
static uint8_t orientation_in(const unsigned char *exif, unsigned n) {
  ExifData *data = exif_data_new_from_data(exif, n);
  ExifEntry *entry = data ? exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : NULL;
  unsigned value = 0;
  if (entry && entry->format == EXIF_FORMAT_SHORT && entry->components == 1)
    value = exif_get_short(entry->data, exif_data_get_byte_order(data));
  if (data) exif_data_unref(data);
  return (uint8_t)(value <= 8 ? value : 0);
}

/* ---- JPEG ---- */

typedef struct {
  struct jpeg_error_mgr errors; /* first: libjpeg hands back its address */
  struct jpeg_decompress_struct jpeg;
  jmp_buf out;
  char why[JMSG_LENGTH_MAX];
} jpeg_reader;

static _Noreturn void jpeg_fails(j_common_ptr jpeg) {
  jpeg_reader *r = (jpeg_reader *)jpeg->err;
  jpeg->err->format_message(jpeg, r->why);
  longjmp(r->out, 1);
}

static void jpeg_warns(j_common_ptr jpeg, int level) { (void)jpeg, (void)level; }

static bool read_jpeg(jpeg_reader *r, FILE *file) {
  if (setjmp(r->out)) return false; /* NOLINT(cert-err52-cpp): libjpeg knows no other way */
  jpeg_create_decompress(&r->jpeg);
  jpeg_stdio_src(&r->jpeg, file);
  jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
  return jpeg_read_header(&r->jpeg, TRUE) == JPEG_HEADER_OK;
}

static uint8_t jpeg_orientation(const struct jpeg_decompress_struct *jpeg) {
  for (const struct jpeg_marker_struct *m = jpeg->marker_list; m; m = m->next)
    if (m->data_length > 6 && memcmp(m->data, "Exif\0", 6) == 0) return orientation_in(m->data, m->data_length);
  return 0;
}

static bool take_jpeg(const jpeg_reader *r, pb_picture *picture, char why[PB_HEADER_MESSAGE]) {
  int n = r->jpeg.num_components;
  if (r->jpeg.data_precision != 8) return say(why, _("only JPEG of 8 bits can be printed"));
  if (r->jpeg.arith_code) return say(why, _("JPEG with arithmetic coding cannot be printed"));
  if (n != 1 && n != 3 && n != 4) return say(why, _("neither grey nor RGB nor CMYK"));
  picture->samples = n == 1 ? PB_SAMPLES_GREY : n == 3 ? PB_SAMPLES_RGB : PB_SAMPLES_CMYK;
  picture->width = r->jpeg.image_width;
  picture->height = r->jpeg.image_height;
  picture->bits = 8;
  picture->orientation = jpeg_orientation(&r->jpeg);
  picture->adobe_inverted = n == 4 && r->jpeg.saw_Adobe_marker;
  return true;
}

bool pb_jpeg_header(FILE *file, pb_picture *picture, size_t *header, char why[PB_HEADER_MESSAGE]) {
  jpeg_reader r = {.jpeg.err = jpeg_std_error(&r.errors)};
  r.errors.error_exit = jpeg_fails;
  r.errors.emit_message = jpeg_warns;
  bool good = read_jpeg(&r, file);
  long at = ftell(file);
  if (good) *header = at < 0 ? 0 : (size_t)at - r.jpeg.src->bytes_in_buffer;
  else say(why, r.why);
  good = good && take_jpeg(&r, picture, why);
  jpeg_destroy_decompress(&r.jpeg);
  return good;
}

/* ---- PNG ---- */

static _Noreturn void png_fails(png_structp png, png_const_charp message) {
  say(png_get_error_ptr(png), message);
  png_longjmp(png, 1);
}

static void png_warns(png_structp png, png_const_charp message) { (void)png, (void)message; }

static bool read_png(png_structp png, png_infop info, FILE *file) {
  static const png_byte unread[] = "iCCP\0zTXt\0iTXt\0tEXt"; /* may be large, say nothing of the samples */
  if (setjmp(png_jmpbuf(png))) return false;                 /* NOLINT(cert-err52-cpp): nor does libpng */
  png_init_io(png, file);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* our own limits have better words */
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, unread, 4);
  png_read_info(png, info);
  return true;
}

static void take_png(png_structp png, png_infop info, pb_picture *picture) {
  int kind = png_get_color_type(png, info);
  picture->samples = kind & PNG_COLOR_MASK_COLOR ? PB_SAMPLES_RGB : PB_SAMPLES_GREY;
  picture->width = png_get_image_width(png, info);
  picture->height = png_get_image_height(png, info);
  picture->bits = kind == PNG_COLOR_TYPE_PALETTE ? 8 : png_get_bit_depth(png, info);
  picture->alpha = kind & PNG_COLOR_MASK_ALPHA || png_get_valid(png, info, PNG_INFO_tRNS);
  png_uint_32 n = 0;
  png_bytep exif = NULL;
  if (!png_get_eXIf_1(png, info, &n, &exif) || n > 0xFFFF) return;
  unsigned char whole[0xFFFF + 6] = "Exif\0"; /* PNG leaves out the head that libexif looks for */
  memcpy(whole + 6, exif, n);
  picture->orientation = orientation_in(whole, n + 6);
}

bool pb_png_header(FILE *file, pb_picture *picture, size_t *header, char why[PB_HEADER_MESSAGE]) {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, why, png_fails, png_warns);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  bool good = info ? read_png(png, info, file) : say(why, "libpng");
  *header = 33; /* signature and IHDR */
  if (good) take_png(png, info, picture);
  png_destroy_read_struct(&png, &info, NULL);
  return good;
}

/* ---- TIFF ---- */

bool pb_tiff_header(FILE *file, pb_picture *picture, size_t *header, char why[PB_HEADER_MESSAGE]) {
  pb_tiff_form form;
  *header = 0;
  TIFF *tiff = pb_tiff_open(file);
  bool good = tiff ? pb_tiff_read_form(tiff, &form, why) : say(why, _("its directory cannot be read"));
  if (good) {
    picture->samples = form.kind;
    picture->width = form.width;
    picture->height = form.height;
    picture->bits = (uint8_t)form.bits;
    picture->alpha = form.alpha;
    picture->orientation = (uint8_t)form.orientation;
  }
  if (tiff) TIFFClose(tiff);
  return good;
}
