#!/usr/bin/env bash
# A page that declares black alone puts nothing on the other plates; text and K stand apart from C, M, Y.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

render "$top/tests/errors/good" good || exit 1
cover=$(gs -q -o - -dSAFER -sDEVICE=ink_cov "$work/good.pdf")
[ -n "$cover" ] || fail "Ghostscript measures no ink"
while read -r c m y k _; do
  awk -v c="$c" -v m="$m" -v y="$y" -v k="$k" 'BEGIN { exit !(c + m + y == 0 && k > 0.1) }' || fail "a black page has ink C $c M $m Y $y K $k"
done <<<"$cover"
exit $failed
