#include "picturedata.h"

#include <string.h>

static pb_coding coding_by_name(pb_pdf *pdf, qpdf_oh name, bool *lzw) {
  static const struct {
    const char *name;
    pb_coding coding;
  } CODINGS[] = {{"FlateDecode", PB_CODING_FLATE},
                 {"Fl", PB_CODING_FLATE},
                 {"LZWDecode", PB_CODING_FLATE},
                 {"LZW", PB_CODING_FLATE},
                 {"RunLengthDecode", PB_CODING_FLATE},
                 {"RL", PB_CODING_FLATE},
                 {"ASCII85Decode", PB_CODING_FLATE},
                 {"A85", PB_CODING_FLATE},
                 {"ASCIIHexDecode", PB_CODING_FLATE},
                 {"AHx", PB_CODING_FLATE},
                 {"DCTDecode", PB_CODING_DCT},
                 {"DCT", PB_CODING_DCT},
                 {"JPXDecode", PB_CODING_JPX},
                 {"CCITTFaxDecode", PB_CODING_FAX},
                 {"CCF", PB_CODING_FAX},
                 {"JBIG2Decode", PB_CODING_FAX}};
  *lzw |= pb_pdf_is_name(pdf, name, "LZWDecode") || pb_pdf_is_name(pdf, name, "LZW");
  for (size_t i = 0; i < sizeof CODINGS / sizeof *CODINGS; i++)
    if (pb_pdf_is_name(pdf, name, CODINGS[i].name)) return CODINGS[i].coding;
  return PB_CODING_OTHER;
}

pb_coding pb_coding_of(pb_pdf *pdf, qpdf_oh filter, bool *lzw) {
  enum { FILTERS_MAX = 8 };
  int n = pb_pdf_count(pdf, filter);
  if (qpdf_oh_is_name(pdf->qpdf, filter)) return coding_by_name(pdf, filter, lzw);
  pb_coding coding = PB_CODING_RAW;
  for (int i = 0; i < n && i < FILTERS_MAX; i++) {
    pb_coding one = coding_by_name(pdf, qpdf_oh_get_array_item(pdf->qpdf, filter, i), lzw);
    coding = one > coding ? one : coding;
  }
  return coding;
}

static qpdf_oh either(pb_pdf *pdf, qpdf_oh dict, const char *key, const char *brief) {
  qpdf_oh value = pb_pdf_get(pdf, dict, key);
  return qpdf_oh_is_null(pdf->qpdf, value) ? pb_pdf_get(pdf, dict, brief) : value;
}

static unsigned count_of(pb_pdf *pdf, qpdf_oh number) {
  double value;
  return pb_pdf_number(pdf, number, &value) && value > 0 && value < 1e6 ? (unsigned)value : 0;
}

static bool is_true(pb_pdf *pdf, qpdf_oh object) {
  QPDF_BOOL value = QPDF_FALSE;
  return qpdf_oh_get_value_as_bool(pdf->qpdf, object, &value) && value;
}

static void read_decode(pb_pdf *pdf, qpdf_oh decode, pb_picture_data *p) {
  int n = pb_pdf_count(pdf, decode);
  if (n < 2) return;
  p->has_decode = pb_pdf_numbers(pdf, decode, p->decode, n > 8 ? 8 : n);
  p->inverted = p->has_decode && p->decode[0] > p->decode[1];
}

const pb_picture_data *pb_picture_data_read(pb_names *frame, qpdf_oh stream) {
  pb_library *l = frame->library;
  pb_pdf *pdf = l->pdf;
  pb_picture_data *p = PB_NEW(frame->arena, pb_picture_data);
  qpdf_oh space = either(pdf, stream, "ColorSpace", "CS");
  p->id = pb_pdf_id(pdf, stream);
  p->stream = stream;
  p->width = count_of(pdf, either(pdf, stream, "Width", "W"));
  p->height = count_of(pdf, either(pdf, stream, "Height", "H"));
  p->bits = count_of(pdf, either(pdf, stream, "BitsPerComponent", "BPC"));
  p->stencil = is_true(pdf, either(pdf, stream, "ImageMask", "IM"));
  p->soft_mask = pb_pdf_has(pdf, stream, "SMask");
  p->coding = pb_coding_of(pdf, either(pdf, stream, "Filter", "F"), &p->lzw);
  read_decode(pdf, either(pdf, stream, "Decode", "D"), p);
  if (p->stencil) p->bits = 1;
  if (!p->stencil && !qpdf_oh_is_null(pdf->qpdf, space))
    p->space = pb_space_read(&l->spaces, pdf, space, pb_pdf_get(pdf, frame->dict, "ColorSpace"));
  return p;
}
