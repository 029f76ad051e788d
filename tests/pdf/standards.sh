#!/usr/bin/env bash
# Each standard's file says what the standard demands and holds nothing that it forbids, read object by object.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

x4_house "$work/house"
for edition in $(editions); do
  name=$(basename "$edition")
  for standard in x1a x4; do
    render "$edition" "$name-$standard" --profile "$standard" --house "$work/house" || fail "$name: $standard does not render"
    "$top/tests/pdf/standards.py" "$standard" "$work/$name-$standard.pdf" || failed=1
  done
done

# Without the printer's profile x4 is refused, with the way out, and nothing is written.
said=$(render "$top/tests/errors/good" refused --profile x4 2>&1)
has "$said" 'x4.yaml:[0-9]+:[0-9]+: error: PDF/X-4 carries .*\[missing-key\]' "x4 without icc"
has "$said" 'hint: .*icc: FILE' "x4 without icc: no hint"
[ ! -e "$work/refused.pdf" ] || fail "x4 without icc was written"
exit $failed
