#!/usr/bin/env bash
# Each standard's file is clean in preflight's eyes, and what is made wrong in one way is found in one way.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

icc=/usr/share/color/icc/ghostscript/default_cmyk.icc
mkdir -p "$work/house/layouts/press"
{ cat "$top/layouts/press/x4.yaml"; echo "icc: $icc"; } >"$work/house/layouts/press/x4.yaml"

for edition in $(editions); do
  name=$(basename "$edition")
  for profile in x1a x4 archive proof; do
    render "$edition" "$name-$profile" --profile "$profile" --house "$work/house" || fail "$name: $profile does not render"
    said=$("$paiban" preflight "$work/$name-$profile.pdf" --profile "$profile" 2>&1) || fail "$name: $profile has errors"
    [ -z "$said" ] || fail "$name: $profile is not clean: $said"
  done
done

"$top/tests/pdf/preflight.py" "$paiban" "$work" good || failed=1
exit $failed
