#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "files.h"
#include "folder.h"
#include "kept.h"

static const char *in_folder(const place *p, const char *name) { return pb_fmt(p->arena, "%s/%s", p->folder, name); }

static void write_bytes(const char *path, const char *bytes, size_t n) {
  FILE *file = fopen(path, "wbe");
  assert_int_equal(fwrite(bytes, 1, n, file), n);
  assert_int_equal(fclose(file), 0);
}

static pb_str bytes_of(const place *p, const char *path) {
  pb_str bytes;
  assert_int_equal(pb_file_read(p->arena, path, 1 << 20, &bytes), PB_FILE_OK);
  return bytes;
}

static const char *path_for(const place *p, pb_kept_way way) { return pb_kept_path(p->arena, p->folder, &way); }

/* Whatever changes the samples changes the name; the same again has the same. */
static void a_name_for_every_way(void **state) {
  place *p = *state;
  pb_picture picture = {.path = in_folder(p, "p.jpg"), .width = 10, .height = 10};
  pb_profile press = {.ink_limit = 240, .convert = PB_STR("one press")}, other = press, limit = press;
  other.convert = PB_STR("another");
  limit.ink_limit = 220;
  write_bytes(picture.path, "first", 5);
  pb_kept_way way = {&picture, &press, 100, true};
  const char *names[] = {path_for(p, way),
                         path_for(p, (pb_kept_way){&picture, &press, 101, true}),
                         path_for(p, (pb_kept_way){&picture, &press, 100, false}),
                         path_for(p, (pb_kept_way){&picture, &other, 100, true}),
                         path_for(p, (pb_kept_way){&picture, &limit, 100, true}),
                         NULL};
  assert_string_equal(path_for(p, way), names[0]);
  write_bytes(picture.path, "other", 5);
  names[5] = path_for(p, way);
  for (size_t i = 0; i < 6; i++)
    for (size_t j = 0; j < i; j++) assert_string_not_equal(names[i], names[j]);
  assert_null(pb_kept_path(p->arena, NULL, &way));
  picture.path = in_folder(p, "gone.jpg");
  assert_null(path_for(p, way));
}

/* What was kept is written as it was; what is damaged counts as not there. */
static void kept_is_written_or_not_there(void **state) {
  place *p = *state;
  const char *kept = in_folder(p, "kept"), *pdf = in_folder(p, "out.pdf");
  const char head[] = "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1>>\nstartxref\n9\n%%EOF\n";
  write_bytes(pdf, head, sizeof head - 1);
  pb_kept_store(kept, "/Width 4", "data\0data", 9);
  pb_str good = bytes_of(p, kept);
  pb_update update = {0};
  assert_true(pb_update_open(&update, p->arena, pdf, 1));
  assert_true(pb_kept_load(kept, &update, pb_update_reserve(&update, 1)));
  assert_false(pb_kept_load(in_folder(p, "none"), &update, 2));
  for (size_t i = 0; i < good.n; i++) {
    char *bad = pb_alloc(p->arena, good.n);
    memcpy(bad, good.s, good.n);
    bad[i] ^= 0x40;
    write_bytes(kept, bad, good.n);
    assert_false(pb_kept_load(kept, &update, 2));
    write_bytes(kept, good.s, i);
    assert_false(pb_kept_load(kept, &update, 2));
  }
  assert_int_equal(fflush(update.file), 0);
  pb_str file = bytes_of(p, pdf);
  const char *at = memmem(file.s, file.n, "stream\n", 7);
  assert_non_null(at);
  assert_memory_equal(at + 7, "data\0data", 9);
  assert_non_null(memmem(file.s, file.n, "/Width 4", 8));
  pb_update_undo(&update);
}

/* Those longest unused go first, and no more than must. */
static void room_is_made_by_age(void **state) {
  place *p = *state;
  assert_int_equal(mkdir(in_folder(p, "pictures"), 0777), 0);
  for (int i = 0; i < 5; i++) {
    const char *path = in_folder(p, pb_fmt(p->arena, "pictures/%d", i));
    write_bytes(path, "0123456789", 10);
    struct timespec times[] = {{1000 + (i + 3) % 5, 0}, {1000 + (i + 3) % 5, 0}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
  }
  pb_kept_trim(p->arena, p->folder, 50);
  pb_kept_trim(p->arena, p->folder, 31);
  for (int i = 0; i < 5; i++) { /* ages: 3 4 0 1 2 */
    bool there = access(in_folder(p, pb_fmt(p->arena, "pictures/%d", i)), F_OK) == 0;
    assert_int_equal(there, i != 2 && i != 3);
  }
  pb_kept_trim(p->arena, in_folder(p, "nowhere"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_name_for_every_way, set_up, tear_down),
      cmocka_unit_test_setup_teardown(kept_is_written_or_not_there, set_up, tear_down),
      cmocka_unit_test_setup_teardown(room_is_made_by_age, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
