#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "instant.h"
#include "xmp.h"

#define HEAD                                                                  \
  "<?xpacket begin='' id='W5M0'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF " \
  "xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
#define TAIL "</r:RDF></x:xmpmeta><?xpacket end='w'?>"

static void is(const pb_xmp *xmp, const char *space, const char *name, const char *wanted) {
  pb_str value = {"", 0};
  assert_int_equal(pb_xmp_get(xmp, space, name, &value), wanted != NULL);
  if (wanted) assert_true(pb_str_is(value, wanted));
}

/* As attributes, as elements, in alternatives; with the prefixes that the file chose. */
static void properties_in_all_forms(void **state) {
  (void)state;
  pb_arena *arena = pb_arena_new();
  pb_xmp xmp = pb_xmp_read(arena, PB_STR(HEAD "<r:Description r:about='' xmlns:p='http://ns.adobe.com/pdf/1.3/' p:Trapped='False' "
                                              "xmlns:dc='http://purl.org/dc/elements/1.1/'><!-- <dc:title>no</dc:title> -->"
                                              "<dc:title><r:Alt><r:li xml:lang='x-default'> 山 &amp; 水 &#x6CB3;</r:li>"
                                              "<r:li xml:lang='en'>b</r:li></r:Alt></dc:title><p:Producer/>"
                                              "</r:Description><r:Description xmlns='http://ns.adobe.com/xap/1.0/mm/'>"
                                              "<VersionID><![CDATA[1]]></VersionID></r:Description>" TAIL));
  assert_false(xmp.broken);
  is(&xmp, PB_XMP_PDF, "Trapped", "False");
  is(&xmp, PB_XMP_DC, "title", "山 & 水 河");
  is(&xmp, PB_XMP_PDF, "Producer", "");
  is(&xmp, PB_XMP_MM, "VersionID", "1");
  is(&xmp, PB_XMP_MM, "DocumentID", NULL);
  is(&xmp, PB_XMP_PDFX, "Trapped", NULL);
  pb_arena_drop(arena);
}

static void broken(void **state) {
  (void)state;
  static const char *const BAD[] = {
      "", "<a>", "<a></b>", "</a>", "<a b></a>", "<a b='c></a>", "<a", "<!-- never closed", "<a><b></a></b>"};
  pb_arena *arena = pb_arena_new();
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) assert_true(pb_xmp_read(arena, pb_str_from(BAD[i])).broken);
  assert_false(pb_xmp_read(arena, PB_STR("<a><b c = \"d\" /></a>")).broken);
  pb_arena_drop(arena);
}

static pb_instant pdf(const char *text) {
  pb_instant out;
  assert_true(pb_instant_from_pdf(pb_str_from(text), &out));
  return out;
}

static pb_instant iso(const char *text) {
  pb_instant out;
  assert_true(pb_instant_from_iso(pb_str_from(text), &out));
  return out;
}

static void instants(void **state) {
  (void)state;
  assert_int_equal(pdf("D:19700102000000Z").seconds, 86400);
  assert_int_equal(pdf("D:20260301080000+08'00'").seconds, iso("2026-03-01T00:00:00Z").seconds);
  assert_int_equal(iso("2000-02-29T12:00:00-05:30").seconds, iso("2000-02-29T17:30:00Z").seconds);
  assert_true(pb_instant_agrees(pdf("D:20260301000000+08'00'"), iso("2026-02-28T16:00:00+00:00")));
  assert_false(pb_instant_agrees(pdf("D:20260301000000+08'00'"), iso("2026-03-01T00:00:00Z")));
  assert_true(pb_instant_agrees(pdf("D:20260301"), iso("2026-03-01T07:30:00Z")));       /* a day has no minutes to differ in */
  assert_true(pb_instant_agrees(pdf("D:20260301073000"), iso("2026-03-01T08:30:00Z"))); /* nor a clock without a zone */
  pb_instant out;
  static const char *const NONE[] = {"", "yesterday", "D:", "D:202", "D:20261301000000Z", "2026-03-01T00:00:00Z"};
  for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) assert_false(pb_instant_from_pdf(pb_str_from(NONE[i]), &out));
  assert_false(pb_instant_from_iso(PB_STR("20260301"), &out));
  assert_false(pb_instant_from_iso(PB_STR("2026-03-01 00:00"), &out));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(properties_in_all_forms), cmocka_unit_test(broken),
                                     cmocka_unit_test(instants)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
