#!/usr/bin/env bash
# Crop, fold and registration marks, the colour bar and the slug line stand outside the trim and the bleed, on every plate of a
# page and on no other, and leave the page as it is.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

# The sample's front page with a red plate and a bleed.
mkdir "$work/edition"
cp -r "$top/issues/2026-03-01/." "$work/edition"
mkdir -p "$work/edition/layouts/press"
sed -e 's/^  red: .*/  red: {cmyk: [0, 100, 100, 0], spot: 套红}/' -e 's/bleed: 0/bleed: 2mm/' "$top/layouts/broadsheet.yaml" \
  >"$work/edition/layouts/broadsheet.yaml"
{ sed 's/^name: .*/name: far/' "$top/layouts/press/x1a.yaml"; echo 'marks: {crop: yes, slug: yes, offset: 5mm, time: now}'; } \
  >"$work/edition/layouts/press/far.yaml"

for profile in x1a x1a-marks; do
  render "$work/edition" "$profile" --profile "$profile" --pages 1-2,4 || fail "$profile: render fails"
  qpdf --check "$work/$profile.pdf" >"$work/log" 2>&1 || { fail "$profile: qpdf --check"; cat "$work/log"; }
  "$paiban" preflight "$work/$profile.pdf" >"$work/log" 2>&1 || fail "$profile: preflight"
  [ ! -s "$work/log" ] || { fail "$profile: preflight says:"; cat "$work/log"; }
  "$paiban" plates "$work/$profile.pdf" -o "$work/plates" --dpi 127 -q >"$work/log" || fail "$profile: no plates"
done
render "$work/edition" again --profile x1a-marks --pages 1-2,4 || fail "render fails"
cmp "$work/again.pdf" "$work/x1a-marks.pdf" || fail "not the same bytes"
SOURCE_DATE_EPOCH=1700000000 render "$work/edition" dated --profile x1a-marks --pages 1 || fail "render fails"
has "$(pdftotext -enc UTF-8 "$work/dated.pdf" -)" '2023-11-14 22:13' "the slug does not tell SOURCE_DATE_EPOCH"
render "$work/edition" far --profile far --pages 2 || fail "render fails"
has "$(pdftotext -enc UTF-8 "$work/far.pdf" -)" "$(date +%Y-%m-%d) [0-9]{2}:[0-9]{2}" "the slug does not tell when it was made"
printf 'name: bad\nmarks: {crop: yes, trim: yes}\n' >"$work/edition/layouts/press/bad.yaml"
has "$(render "$work/edition" bad --profile bad 2>&1)" 'bad.yaml:2:.*unknown-key' "an unknown mark"

/usr/bin/python3 "$(dirname "$0")/printmarks.py" "$work" || failed=1
exit $failed
