#include "normalise.h"

#include "language.h"
#include "letters.h"

static pb_normal normalise(pb_letters *letters, pb_pieces pieces, pb_str language) {
  letters->chinese = pb_language_sets_chinese(language);
  pb_letters_read(letters, pieces);
  pb_letters_keep_addresses(letters);
  pb_letters_signs(letters);
  pb_letters_quotes(letters);
  if (letters->chinese) pb_letters_marks(letters);
  pb_letters_pairs(letters);
  pb_letters_blanks(letters);
  return pb_letters_write(letters);
}

pb_normal pb_normalise(pb_arena *arena, pb_diags *diags, pb_pieces pieces, pb_str language) {
  return normalise(&(pb_letters){.arena = arena, .diags = diags}, pieces, language);
}

pb_normal pb_normalise_line(pb_arena *arena, pb_diags *diags, pb_pieces pieces, pb_str language) {
  return normalise(&(pb_letters){.arena = arena, .diags = diags, .line = true}, pieces, language);
}
