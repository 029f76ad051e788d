#!/usr/bin/env bash
# What only the objects of a PDF tell: tags and their ParentTree, threads, outline, boxes, labels, Info and XMP, /ID.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

for edition in $(editions); do
  for profile in press proof archive; do
    name=$(basename "$edition")-$profile
    render "$edition" "$name" --profile "$profile" || { fail "$name: render fails"; continue; }
    "$top/tests/pdf/structure.py" "$work/$name.pdf" || fail "$name: see above"
  done
done
# One page alone: no tag, bead or link may lead to a page that is not there.
"$paiban" render "$top/tests/errors/good" -o "$work/pages" -q --split --profile archive --font-folder "$work/fonts" \
  --cache "${PAIBAN_TEST_CACHE:-$work/cache}" || fail "--split fails"
for page in "$work"/pages/*.pdf; do
  "$top/tests/pdf/structure.py" "$page" || fail "$page: see above"
done
exit $failed
