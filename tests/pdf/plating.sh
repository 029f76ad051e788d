#!/usr/bin/env bash
# Plates as the command makes them: of the sample, with its red on a plate of its own and printed from the four, and what is said
# of pages that others made with too much ink.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

# plates PATH [OPTION…]: $work/plates/…, and JSON
plates() { "$paiban" plates "$@" -o "$work/plates" --json --font-folder "$work/fonts" --cache "${PAIBAN_TEST_CACHE:-$work/cache}"; }

cp -r "$top/issues/2026-03-01" "$work/spot"
mkdir -p "$work/spot/layouts/press"
sed 's/^  red: .*/  red: {cmyk: [0, 100, 100, 0], spot: 套红}/' "$top/layouts/broadsheet.yaml" >"$work/spot/layouts/broadsheet.yaml"
sed 's/^name: x1a/name: four\nspots: process/' "$top/layouts/press/x1a.yaml" >"$work/spot/layouts/press/four.yaml"
plates "$work/spot" --pages 1-2,4 --dpi 72 >"$work/spot.json" || fail "the sample makes no plates"
plates "$work/spot" --pages 1 --profile four >"$work/four.json" || fail "the red plate is not printed from the four"

/usr/bin/python3 "$(dirname "$0")/plating.py" "$work" || failed=1
for name in rotate0 rotate90 rotate180 rotate270; do
  plates "$work/$name.pdf" >"$work/$name.json" || fail "$name: no plates"
  "$paiban" preflight "$work/$name.pdf" --json >"$work/$name.found"
done
/usr/bin/python3 "$(dirname "$0")/plating.py" "$work" found || failed=1
has "$(PATH=$work "$paiban" preflight "$work/rotate0.pdf" 2>&1)" 'note: total ink is not measured: .*\[plates-program\]' "without Ghostscript"
exit $failed
