#!/usr/bin/env bash
# Vertical lines are read as lines by every program, from the top and from the right, band after band, with the rotated words and
# the figures side by side in their places; and all programs draw them alike.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

# A page of vertical lines alone, and one that has as many again in horizontal ones.
cp -r "$top/tests/pages/vertical" "$work/alone"
cp -r "$top/tests/pages/vertical" "$work/mixed"
sed -i 's/, box: pier/, box: pier, notice: notice/' "$work/mixed/issue.yaml"
sed -i 's/lines: 27/lines: 70/; s/120mm/320mm/; $a\      notice: {at: [1, 30], size: [4, 40]}' "$work/mixed/layouts/vertical.yaml"
{
  printf -- '---\nheadline: 告示\n---\n'
  for i in $(seq 34); do
    echo "第${i}号：江心洲渡口自3月15日起恢复通航，请先下后上，行人与自行车一律免费。"
  done
} >"$work/mixed/notice.md"

for name in alone-press alone-archive mixed-press mixed-archive; do
  edition=$work/${name%-*} profile=${name#*-} pdf=$work/$name.pdf
  render "$edition" "$name" --profile "$profile" --force || fail "$name: render fails"
  qpdf --check "$pdf" >"$work/log" 2>&1 || { fail "$name: qpdf --check"; cat "$work/log"; }
  qpdf --qdf --object-streams=disable "$pdf" "$work/qdf.pdf"
  ! grep -aq ActualText "$work/qdf.pdf" || fail "$name: text that only ActualText tells is lost on some readers"
  pdftotext -enc UTF-8 "$pdf" "$work/plain"
  pdftotext -raw -enc UTF-8 "$pdf" "$work/raw"
  mutool draw -q -F text -o "$work/mupdf" "$pdf" 2>/dev/null
  pdfinfo -enc UTF-8 -struct-text "$pdf" 2>/dev/null | sed -n 's/.*"\(.*\)".*/\1/p' >"$work/tagged"
  programs="plain raw mupdf"
  [ "$profile" = archive ] && programs="$programs tagged"
  # shellcheck disable=SC2086
  python3 - "$edition" "$work" $programs <<'PY' || failed=1
import re, sys
edition, work, *programs = sys.argv[1:]
bad = 0
for program in programs:
    text = re.sub(r"\s", "", open(f"{work}/{program}", encoding="utf-8", errors="replace").read())
    for name in ("lighthouse", "pier") + ("notice",) * ("mixed" in edition):
        body = open(f"{edition}/{name}.md", encoding="utf-8").read().split("---\n", 2)[2]
        if name != "notice":
            body = body.translate(str.maketrans("“”‘’", "「」『』"))
        for line in (re.sub(r"[\s*#]", "", row) for row in body.splitlines()):
            if line not in text and not re.search(re.escape(line[:4]) + ".*（下转第2版）", text):
                print(f"{edition}, {program}: {name}: not read whole: {line}")
                bad = 1
    order = [text.find(word) for word in ("本报讯3月12日", "『千帆竞渡』", "船上装着300箱", "HarbourHeritageTrust", "（下转第2版）")]
    if -1 in order or order != sorted(order):
        print(f"{edition}, {program}: not in order: {order}")
        bad = 1
sys.exit(bad)
PY
done

pdf=$work/alone-press.pdf
pdftoppm -r 150 -f 1 -l 1 -gray "$pdf" "$work/poppler"
mutool draw -q -r 150 -c gray -o "$work/mupdf.pgm" "$pdf" 1 2>/dev/null
gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pgmraw -r150 -dFirstPage=1 -dLastPage=1 -dTextAlphaBits=4 -dGraphicsAlphaBits=4 \
  -o "$work/gs.pgm" "$pdf"
python3 - "$work"/poppler*.pgm "$work/mupdf.pgm" "$work/gs.pgm" <<'PY' || failed=1
import re, sys

def read(path):
    data = open(path, "rb").read()
    head = re.match(rb"P5\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]

pictures = [read(path) for path in sys.argv[1:]]
width, height = min(p[0] for p in pictures), min(p[1] for p in pictures)
rows = [b"".join(p[2][y * p[0]:y * p[0] + width] for y in range(height)) for p in pictures]
BLOCK = 4  # pixels, so that the edges of characters, which each smooths in its own way, weigh little
def blocks(row):
    return [sum(sum(row[(y + i) * width + x:(y + i) * width + x + BLOCK]) for i in range(BLOCK)) / BLOCK ** 2
            for y in range(0, height - BLOCK, BLOCK) for x in range(0, width - BLOCK, BLOCK)]

rows = [blocks(row) for row in rows]
ink = sum(255 - byte for byte in rows[0]) / len(rows[0])
bad = 0
for name, row in zip(("MuPDF", "Ghostscript"), rows[1:]):
    apart = sum(abs(a - b) for a, b in zip(rows[0], row)) / len(row)
    if ink < 3 or apart > ink / 3:
        print(f"{name} and Poppler differ by {apart:.2f} of 255 on average, with {ink:.2f} of ink")
        bad = 1
sys.exit(bad)
PY
exit $failed
