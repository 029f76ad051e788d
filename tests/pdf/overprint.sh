#!/usr/bin/env bash
# Overprint on the plates: black type and fine rules leave what is under them, white, tints, colours and thick rules take it
# away; a photograph stays under the ink limit, and on a black page it is grey.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

edition=$work/edition
mkdir -p "$edition/layouts"
cp "$top/tests/errors/good/paper.yaml" "$edition"
cat >"$edition/layouts/plates.yaml" <<'YAML'
page: {trim: [100mm, 100mm], bleed: 3mm}
grid: {columns: 2, measure: 12字, gutter: 1字, body: 小五, line: 11.25pt, lines: 20}
inks: {red: [0, 100, 100, 0], cyan: [100, 0, 0, 0]}
styles:
  body: {font: song}
  white: {font: hei, weight: bold, colour: white}
  grey: {font: hei, weight: bold, colour: black 50%}
  red: {font: hei, weight: bold, colour: red}
templates:
  all:
    frames:
      black: {at: [1, 1], size: [1, 6], tint: cyan 40%, box: hair}
      white: {at: [2, 1], size: [1, 6], tint: cyan 40%, body: white}
      grey: {at: [1, 8], size: [1, 6], tint: cyan 40%, body: grey}
      red: {at: [2, 8], size: [1, 6], tint: cyan 40%, body: red, box: thick}
      photo: {at: [1, 15], size: [2, 6], kind: picture}
YAML
for name in one two three four; do
  printf -- '---\nheadline: 无\n---\n一二三四五六七八九十一二三四五六七八九十\n' >"$edition/$name.md"
  sed "s/无/有/" "$edition/$name.md" >"$edition/b$name.md"
done
{
  printf 'paper: paper.yaml\ndate: 2026-03-01\nlayout: plates\npages:\n'
  printf -- '- {page: 1, template: all, inks: [black, red, cyan], place: {black: one, white: two, grey: three, red: four, photo: {picture: p.png}}}\n'
  printf -- '- {page: 2, template: all, place: {black: bone, white: btwo, grey: bthree, red: bfour, photo: {picture: p.png}}}\n'
} >"$edition/issue.yaml"
python3 - "$edition/p.png" <<'PY'
import struct, sys, zlib
def chunk(name, data): return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
colours = [(0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255), (60, 30, 10), (10, 40, 80), (30, 30, 30), (255, 255, 255)]
row = b"\0" + b"".join(bytes(c) * 80 for c in colours)
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 640, 240, 8, 2, 0, 0, 0)) +
                              chunk(b"IDAT", zlib.compress(row * 240)) + chunk(b"IEND", b""))
PY
render "$edition" plates || fail "render fails"
gs -q -o "$work/%d.pam" -dSAFER -sDEVICE=pamcmyk32 -r144 "$work/plates.pdf" || fail "Ghostscript fails"
python3 - "$work" <<'PY' || failed=1
import sys
bad = 0


def want(good, what):
    global bad
    if not good:
        print(what)
        bad = 1


def page(number):
    data = open(f"{sys.argv[1]}/{number}.pam", "rb").read()
    head, pixels = data.split(b"ENDHDR\n", 1)
    fields = dict(line.split(b" ", 1) for line in head.split(b"\n") if b" " in line)
    return int(fields[b"WIDTH"]), pixels


def area(width, pixels, column, line, lines):
    """The inks within a frame, from the middle of its first line to that of its last, away from its sides."""
    left = (106 / 25.4 * 72 - 25 * 9) / 2 + (column - 1) * 13 * 9
    top = (106 / 25.4 * 72 - 20 * 11.25) / 2 + (line - 1) * 11.25
    rows = range(int(2 * top + 6), int(2 * (top + lines * 11.25)) - 6)
    for y in rows:
        start = 4 * (y * width + int(2 * left) + 6)
        row = pixels[start:start + 4 * (2 * 12 * 9 - 12)]
        yield from (row[i:i + 4] for i in range(0, len(row), 4))


width, pixels = page(1)
cyan = 102
black = list(area(width, pixels, 1, 1, 6))
want({p[0] for p in black} == {cyan}, "black type has knocked out the tint under it")
want(max(p[3] for p in black) == 255 and {p[1] + p[2] for p in black} == {0}, "black type is not on the black plate alone")
white = list(area(width, pixels, 2, 1, 6))
want(min(p[0] for p in white) == 0, "white type has not knocked out the tint")
grey = list(area(width, pixels, 1, 8, 6))
want(any(p[0] == 0 and 120 < p[3] < 136 for p in grey), "grey type has not knocked out the tint")
red = list(area(width, pixels, 2, 8, 6))
want(any(p[0] == 0 and p[1] == 255 and p[2] == 255 for p in red), "red type has not knocked out the tint")
most = max(sum(p) for p in area(width, pixels, 1, 15, 5))
want(400 < most <= 255 * 2.4, f"a photograph has {most / 2.55:.0f} % of ink")
# The box is a line about the frame: where it crosses the tint's edge, a hair line keeps the cyan, a thick one does not.
x = lambda column: int(2 * ((106 / 25.4 * 72 - 25 * 9) / 2 + (column - 1) * 13 * 9))
y = lambda line: int(2 * ((106 / 25.4 * 72 - 20 * 11.25) / 2 + (line - 0.5) * 11.25))
across = lambda column, line: [pixels[4 * (y(line) * width + i):][:4] for i in range(x(column) - 30, x(column) + 30)]
want(any(p[0] == cyan and p[3] > 0 for p in across(1, 4)), "a fine rule has knocked out the tint")
want(not any(p[0] > 0 and p[3] == 255 for p in across(2, 11)), "a thick rule has not knocked out the tint")
width, pixels = page(2)
want(not any(any(pixels[i::4]) for i in (0, 1, 2)), "the black page prints with other inks")
want(max(p[3] for p in area(width, pixels, 1, 15, 5)) == 255, "no grey photograph on the black page")
sys.exit(bad)
PY
exit $failed
