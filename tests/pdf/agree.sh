#!/usr/bin/env bash
# Ghostscript, MuPDF and Poppler show the same pages: the editions of issues/ for the press, the sample by both its standards.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

x4_house "$work/house"
for edition in "$top"/issues/*/; do
  [ -f "$edition/issue.yaml" ] || continue
  name=$(basename "$edition")
  standards=x1a
  [ "$name" = 2026-03-01 ] && standards="x1a x4"
  for standard in $standards; do
    render "$edition" "$name-$standard" --profile "$standard" --house "$work/house" ||
      { fail "$name: $standard does not render"; continue; }
    "$top/tests/pdf/agree.py" "$work/$name-$standard.pdf" || failed=1
  done
done

# A page that one program would show with another headline does not pass.
cp -r "$top/issues/starter" "$work/changed"
sed -i 's/白鹭又回来了/灯火亮过山岗/' "$work/changed/egrets.md"
render "$work/changed" changed --profile x1a || fail "the changed edition does not render"
! "$top/tests/pdf/agree.py" "$work/starter-x1a.pdf" --poppler "$work/changed.pdf" >/dev/null || fail "another headline is not seen"
exit $failed
