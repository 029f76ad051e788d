#include "metadata.h"

#include <inttypes.h>
#include <stdio.h>

#include "pdftext.h"

static const char PROGRAM[] = "paiban";

bool pb_metadata_iso_date(const char *date, char out[PB_ISO_DATE]) {
  /* a digit for 9, else the sign itself; Z has no offset after it */
  static const char FORM[] = "D:99999999999999+99'99'";
  for (size_t i = 0; i < sizeof FORM - 1; i++) {
    if (i == 16 && date[i] == 'Z' && !date[17]) break;
    bool digit = date[i] >= '0' && date[i] <= '9', sign = i == 16 && date[i] == '-';
    if (FORM[i] == '9' ? !digit : date[i] != FORM[i] && !sign) return false;
  }
  const char *d = date + 2;
  bool utc = d[14] == 'Z';
  if (!utc && date[sizeof FORM - 1]) return false;
  int n = snprintf(out, PB_ISO_DATE, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", d, d + 4, d + 6, d + 8, d + 10, d + 12);
  if (utc) snprintf(out + n, (size_t)(PB_ISO_DATE - n), "Z");
  else snprintf(out + n, (size_t)(PB_ISO_DATE - n), "%.3s:%.2s", d + 14, d + 18);
  return true;
}

void pb_metadata_info(pb_bytes *out, const pb_metadata *m) {
  pb_bytes_put(out, "<</Title");
  pb_pdf_text(out, m->title);
  pb_bytes_fmt(out, "/Creator(%s)/Producer(%s)/CreationDate(%s)/ModDate(%s)/Trapped/False", PROGRAM, PROGRAM, m->date, m->date);
  if (m->standard == PB_STANDARD_X1A) pb_bytes_put(out, "/GTS_PDFXVersion(PDF/X-1a:2003)");
  pb_bytes_put(out, ">>");
}

/* ---- XMP ---- */

static void put_xml(pb_bytes *out, pb_str text) {
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.s[i];
    if (c == '<') pb_bytes_put(out, "&lt;");
    else if (c == '>') pb_bytes_put(out, "&gt;");
    else if (c == '&') pb_bytes_put(out, "&amp;");
    else if (c >= 0x20) pb_bytes_add(out, &c, 1);
  }
}

static void element(pb_bytes *out, const char *before, pb_str text, const char *after) {
  if (!text.n) return;
  pb_bytes_put(out, before);
  put_xml(out, text);
  pb_bytes_put(out, after);
}

static uint64_t hash(uint64_t from, pb_str text) {
  for (size_t i = 0; i < text.n; i++) from = (from ^ (unsigned char)text.s[i]) * 0x100000001B3u;
  return from;
}

/* A number for the document that is the same on every run: from its title, date and part (FNV-1a, twice). */
static void put_id(pb_bytes *out, const pb_metadata *m) {
  pb_str date = pb_str_from(m->date);
  uint64_t a = hash(hash(hash(0xCBF29CE484222325u, m->title), date), m->part),
           b = hash(hash(a ^ 0x9E3779B97F4A7C15u, date), m->title);
  pb_bytes_fmt(out, "uuid:%08" PRIx32 "-%04x-5%03x-8%03x-%012" PRIx64, (uint32_t)(a >> 32), (unsigned)(a >> 16 & 0xFFFF),
               (unsigned)(a & 0xFFF), (unsigned)(b >> 52), b & 0xFFFFFFFFFFFFu);
}

/* How each standard says its name: in a namespace of its own. */
static const char *const STANDARD_IDS[] = {
    [PB_STANDARD_NONE] = "",
    [PB_STANDARD_X1A] = "<pdfx:GTS_PDFXVersion xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\">PDF/X-1a:2003</pdfx:GTS_PDFXVersion>\n",
    [PB_STANDARD_X4] =
        "<pdfxid:GTS_PDFXVersion xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">PDF/X-4</pdfxid:GTS_PDFXVersion>\n",
    [PB_STANDARD_A2U] = ("<pdfaid:part xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">2</pdfaid:part>\n"
                         "<pdfaid:conformance xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">U</pdfaid:conformance>\n"),
};

void pb_metadata_xmp(pb_bytes *out, const pb_metadata *m) {
  char date[PB_ISO_DATE] = "";
  pb_metadata_iso_date(m->date, date);
  pb_bytes_put(out,
               "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\""
               " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
               " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"
               "<dc:format>application/pdf</dc:format>\n");
  element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", m->title, "</rdf:li></rdf:Alt></dc:title>\n");
  element(out, "<dc:publisher><rdf:Bag><rdf:li>", m->publisher, "</rdf:li></rdf:Bag></dc:publisher>\n");
  element(out, "<dc:language><rdf:Bag><rdf:li>", m->language, "</rdf:li></rdf:Bag></dc:language>\n");
  pb_bytes_fmt(out,
               "<xmp:CreatorTool>%s</xmp:CreatorTool>\n<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
               "<xmp:MetadataDate>%s</xmp:MetadataDate>\n<pdf:Producer>%s</pdf:Producer>\n<pdf:Trapped>False</pdf:Trapped>\n",
               PROGRAM, date, date, date, PROGRAM);
  pb_bytes_put(out, STANDARD_IDS[m->standard]);
  pb_bytes_put(out, "<xmpMM:DocumentID>");
  put_id(out, m);
  pb_bytes_put(out,
               "</xmpMM:DocumentID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n"
               "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
}
