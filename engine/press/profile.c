#include "profile.h"

#include <stddef.h>

#include "schema.h"
#include "text.h"

/* 1.4 to 1.7: transparency's first, and the last of these. */
static void read_version(pb_reader *r, const pb_yaml *node, const pb_key *key, void *at) {
  pb_str text;
  if (!pb_want_text(r, node, key->name, &text)) return;
  if (text.n == 3 && pb_str_starts(text, "1.") && text.s[2] >= '4' && text.s[2] <= '7') {
    *(unsigned *)at = (unsigned)(text.s[2] - '0');
    return;
  }
  pb_reader_error(r, node->span, "bad-value", _("“%s” wants a version of PDF"), key->name);
  pb_reader_hint(r, _("write 1.4, 1.5, 1.6 or 1.7"));
}

const pb_profile *pb_profile_read(pb_arena *arena, pb_diags *diags, const char *path) {
#define AT(field) .at = offsetof(pb_profile, field)
  static const pb_key KEYS[] = {
      {.name = "name", .read = pb_read_text, AT(name), .required = true},
      {.name = "version", .read = read_version, AT(version_minor)},
      {.name = "links", .read = pb_read_bool, AT(links)},
      {.name = "outline", .read = pb_read_bool, AT(outline)},
      {.name = "tags", .read = pb_read_bool, AT(tags)},
      {.name = "threads", .read = pb_read_bool, AT(threads)},
      {.name = "placeholders", .read = pb_read_bool, AT(placeholders)},
      {.name = "ink-limit", .read = pb_read_uint, AT(ink_limit), .min = 100, .max = 400},
  };
#undef AT
  pb_reader r = {.arena = arena, .diags = diags};
  pb_profile *profile = PB_NEW(arena, pb_profile);
  *profile = (pb_profile){.version_minor = 6, .ink_limit = 240};
  size_t before = pb_diags_count(diags, PB_ERROR);
  const pb_yaml *root = pb_yaml_read(arena, diags, path, (pb_span){0});
  bool ok = root && PB_READ_MAP(&r, root, _("a press profile"), KEYS, profile) && pb_diags_count(diags, PB_ERROR) == before;
  return ok ? profile : NULL;
}
