#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "metadata.h"
#include "pdftext.h"

static const char *text_of(pb_bytes *bytes) {
  pb_bytes_add(bytes, "", 1);
  return (const char *)bytes->at;
}

static void dates(void **state) {
  (void)state;
  char iso[PB_ISO_DATE];
  assert_true(pb_metadata_iso_date("D:20260301093000+08'00'", iso));
  assert_string_equal(iso, "2026-03-01T09:30:00+08:00");
  assert_true(pb_metadata_iso_date("D:20260301093000-03'30'", iso));
  assert_string_equal(iso, "2026-03-01T09:30:00-03:30");
  assert_true(pb_metadata_iso_date("D:20260301093000Z", iso));
  assert_string_equal(iso, "2026-03-01T09:30:00Z");
  static const char *const BAD[] = {"",
                                    "D:",
                                    "20260301093000Z",
                                    "D:20260301093000",
                                    "D:20260301093000+08'00",
                                    "D:2026030109300Z",
                                    "D:20260301093000+08'00'x",
                                    "D:20260301093000Zx",
                                    "D:2026O301093000Z"};
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) assert_false(pb_metadata_iso_date(BAD[i], iso));
}

static void info_and_xmp_say_the_same(void **state) {
  (void)state;
  pb_metadata m = {PB_STR("报<&>𠮷"),         PB_STR("社"),       PB_STR("zh-Hans"),
                   "D:20260301000000+08'00'", PB_STR("press 01"), PB_STANDARD_NONE};
  pb_bytes info = {0}, xmp = {0}, again = {0};
  pb_metadata_info(&info, &m);
  assert_string_equal(text_of(&info),
                      "<</Title<FEFF62A5003C0026003ED842DFB7>/Creator(paiban)/Producer(paiban)"
                      "/CreationDate(D:20260301000000+08'00')/ModDate(D:20260301000000+08'00')/Trapped/False>>");
  pb_metadata_xmp(&xmp, &m);
  pb_metadata_xmp(&again, &m);
  assert_string_equal(text_of(&xmp), text_of(&again));
  assert_non_null(strstr((char *)xmp.at, "<rdf:li xml:lang=\"x-default\">报&lt;&amp;&gt;𠮷</rdf:li>"));
  assert_non_null(strstr((char *)xmp.at, "<xmp:CreateDate>2026-03-01T00:00:00+08:00</xmp:CreateDate>"));
  m.part = PB_STR("proof 01");
  pb_bytes proof = {0};
  pb_metadata_xmp(&proof, &m);
  assert_string_not_equal(text_of(&proof), (char *)xmp.at);
  pb_bytes_drop(&proof);
  const char *id = strstr((char *)xmp.at, "uuid:");
  assert_non_null(id);
  assert_int_equal(strspn(id + 5, "0123456789abcdef-"), 36);
  pb_bytes_drop(&info), pb_bytes_drop(&xmp), pb_bytes_drop(&again);
}

static void standards_name_themselves_where_they_must(void **state) {
  (void)state;
  static const struct {
    pb_standard standard;
    const char *info, *xmp; /* NULL: says nothing */
  } examples[] = {{PB_STANDARD_NONE, NULL, NULL},
                  {PB_STANDARD_X1A, "/GTS_PDFXVersion(PDF/X-1a:2003)", ">PDF/X-1a:2003</pdfx:GTS_PDFXVersion>"},
                  {PB_STANDARD_X4, NULL, ">PDF/X-4</pdfxid:GTS_PDFXVersion>"},
                  {PB_STANDARD_A2U, NULL, ">2</pdfaid:part>"}};
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    pb_metadata m = {PB_STR("报"), PB_STR(""), PB_STR(""), "D:20260301000000+08'00'", PB_STR("01"), examples[i].standard};
    pb_bytes info = {0}, xmp = {0};
    pb_metadata_info(&info, &m), pb_metadata_xmp(&xmp, &m);
    const char *i_says = strstr(text_of(&info), examples[i].info ? examples[i].info : "GTS_");
    const char *x_says = strstr(text_of(&xmp), examples[i].xmp ? examples[i].xmp : "GTS_");
    assert_int_equal(i_says != NULL, examples[i].info != NULL);
    assert_int_equal(x_says != NULL, examples[i].xmp != NULL);
    pb_bytes_drop(&info), pb_bytes_drop(&xmp);
  }
}

static void literals(void **state) {
  (void)state;
  pb_bytes out = {0};
  pb_pdf_literal(&out, PB_STR("a(b)\\c\n"));
  assert_string_equal(text_of(&out), "(a\\(b\\)\\\\c?)");
  pb_bytes_drop(&out);
}

static void lengths(void **state) {
  (void)state;
  static const struct {
    int64_t len;
    const char *text;
  } examples[] = {{0, "0"},      {1024, "1"},     {512, "0.5"},        {-1536, "-1.5"},
                  {1, "0.0009"}, {-1, "-0.0009"}, {20480000, "20000"}, {1024 * 10, "10"}};
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    pb_bytes out = {0};
    pb_pdf_len(&out, examples[i].len);
    assert_string_equal(text_of(&out), examples[i].text);
    pb_bytes_drop(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates),
      cmocka_unit_test(info_and_xmp_say_the_same),
      cmocka_unit_test(standards_name_themselves_where_they_must),
      cmocka_unit_test(literals),
      cmocka_unit_test(lengths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
