#!/usr/bin/env bash
# A spot ink is a plate of its own (套红), or is printed from the four where the press has no such plate; black type over an area
# that then holds more than 140 % of other inks knocks out.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

edition=$work/edition
mkdir -p "$edition/layouts" "$work/house/layouts/press"
cp "$top/tests/errors/good/paper.yaml" "$edition"
cat >"$edition/layouts/spots.yaml" <<'YAML'
page: {trim: [100mm, 100mm]}
grid: {columns: 2, measure: 12字, gutter: 1字, body: 小五, line: 11.25pt, lines: 20}
inks: {red: {cmyk: [0, 100, 100, 0], spot: "PANTONE 485 C"}}
styles:
  body: {font: song}
  headline: {font: hei, weight: bold, size: 18pt, colour: red}
heads: {plain: {headline: headline}}
templates:
  all:
    frames:
      one: {at: [1, 1], size: [1, 20], head: plain}
      two: {at: [2, 1], size: [1, 20], tint: red, head: plain}
YAML
cat >"$edition/a.md" <<'MD'
---
headline: 红题
---
一二三四五六七八九十一二三四五六七八九十
MD
sed "s/红题/另一/" "$edition/a.md" >"$edition/b.md"
printf 'paper: paper.yaml\ndate: 2026-03-01\nlayout: spots\npages:\n- {page: 1, template: all, inks: [black, red], place: {one: a, two: b}}\n' \
  >"$edition/issue.yaml"
{ sed 's/^name: .*/name: four/' "$top/layouts/press/x1a.yaml"; echo "spots: process"; } >"$work/house/layouts/press/four.yaml"

# plates PDF: the plates' names, and whether the black plate's type has knocked out magenta
plates() {
  mkdir -p "$work/$1"
  gs -q -dSAFER -dNOPAUSE -dBATCH -sDEVICE=tiffsep -r100 -o "$work/$1/p%d.tif" "$work/$1.pdf" 2>/dev/null || fail "$1: Ghostscript"
  find "$work/$1" -name 'p1(*' -printf '%f\n' | sort
}

render "$edition" keep || fail "keep: does not render"
has "$(plates keep)" '^p1\(PANTONE 485 C\)\.tif$' "the red plate"
render "$edition" four --profile four --house "$work/house" --force || fail "four: does not render"
names=$(plates four)
lacks "$names" 'PANTONE' "four: a plate for the spot ink"
grep -aq Separation <(qpdf --qdf "$work/four.pdf" -) && fail "four: Separation"
cover=$(gs -q -o - -dSAFER -sDEVICE=inkcov "$work/four.pdf")
awk '$1 != 0 || $2 < 0.2 || $3 < 0.2 || $4 < 0.005 { exit 1 }' <<<"$cover" || fail "four: red is not magenta and yellow: $cover"

# Black type over the area: red of its own plate stays under it, magenta and yellow go.
gs -q -o "$work/four.pam" -dSAFER -sDEVICE=pamcmyk32 -r144 "$work/four.pdf" || fail "four: Ghostscript"
python3 - "$work/four.pam" <<'PY' || failed=1
import sys
head, pixels = open(sys.argv[1], "rb").read().split(b"ENDHDR\n", 1)
width = int(head.split(b"WIDTH ")[1].split(b"\n")[0])
inks = {pixels[4 * (y * width + x):][:4] for y in range(60, 500) for x in range(width // 2 + 10, width - 60)}
black = [p for p in inks if p[3] == 255]
if not black or any(p[1] or p[2] for p in black):
    sys.exit(f"black type over magenta and yellow does not knock out: {black[:4]}")
PY
exit $failed
