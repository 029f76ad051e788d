#!/usr/bin/env bash
# The sample edition for both press standards, and with its red as a spot ink, in other people's programs: sound, its fonts
# embedded, its boxes one within the other, its plates as they must be.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

x4_house "$work/house"
mkdir -p "$work/spot/layouts"
sed 's/^  red: .*/  red: {cmyk: [0, 100, 100, 0], spot: PANTONE 485 C}/' "$top/layouts/broadsheet.yaml" \
  >"$work/spot/layouts/broadsheet.yaml"
render "$top/issues/2026-03-01" x1a --profile x1a || fail "x1a does not render"
render "$top/issues/2026-03-01" x4 --profile x4 --house "$work/house" || fail "x4 does not render"
render "$top/issues/2026-03-01" spot --profile x1a --house "$work/spot" || fail "spot does not render"

for name in x1a x4 spot; do
  pdf=$work/$name.pdf
  qpdf --check "$pdf" >"$work/log" 2>&1 || { fail "$name: qpdf --check"; cat "$work/log"; }
  lacks "$(pdffonts "$pdf" | tail -n +3 | awk '{print $(NF-4)}')" no "$name: a font is not embedded"
  # x0 y0 x1 y1 of each box of each page
  pdfinfo -box -l 99 "$pdf" 2>&1 | awk -v name="$name" '
    function within(a, b) {
      return box[a,1] >= box[b,1] && box[a,2] >= box[b,2] && box[a,3] <= box[b,3] && box[a,4] <= box[b,4] }
    /^Page +[0-9]+ +[A-Z][a-z]+Box:/ { for (i = 1; i <= 4; i++) box[$3,i] = $(i + 3)
      if ($3 == "ArtBox:") { pages++
        if (!within("TrimBox:", "BleedBox:") || !within("BleedBox:", "MediaBox:") || !within("TrimBox:", "CropBox:"))
          bad = bad " " $2 } }
    END { if (pages != 4 || bad) { print name ": boxes of", pages, "pages, wrong:" bad; exit 1 } }' || failed=1
done
"$top/tests/pdf/separations.py" "$work/x1a.pdf" || failed=1
"$top/tests/pdf/separations.py" "$work/x4.pdf" || failed=1
"$top/tests/pdf/separations.py" "$work/spot.pdf" "PANTONE 485 C" || failed=1

# Too much ink is seen: the same without the limit.
{ sed 's/^ink-limit: .*/ink-limit: 400/; s/^name: .*/name: wet/' "$top/layouts/press/x1a.yaml"; echo "icc: press.icc"; } \
  >"$work/house/layouts/press/wet.yaml"
render "$top/issues/2026-03-01" wet --profile wet --house "$work/house" --force --pages 4 || fail "wet does not render"
! "$top/tests/pdf/separations.py" "$work/wet.pdf" >/dev/null || fail "ink over the limit is not seen"
exit $failed
