#!/usr/bin/env bash
# A spread: one page of double width, or two plates that show what it shows, each with the boxes of a page, cut at the fold.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

cp -r "$top/tests/pages/spread" "$work/day"
sed -i 's/bleed: 0/bleed: 3mm/' "$work/day/layouts/small.yaml"
mkdir "$work/day/layouts/press"
printf 'name: whole\nspreads: whole\n' >"$work/day/layouts/press/whole.yaml"
printf 'name: halves\nspreads: halves\nfold-bleed: 2mm\ntags: yes\nlinks: yes\nthreads: yes\noutline: yes\n' >"$work/day/layouts/press/halves.yaml"

render "$work/day" press --force
render "$work/day" halves --profile halves --force
mkdir "$work/set" "$work/two"
"$paiban" render "$work/day" -o "$work/set" --split -q --force --font-folder "$work/fonts" --cache "$work/cache" 2>/dev/null
"$paiban" render "$work/day" -o "$work/two" --split -q --force --profile whole --font-folder "$work/fonts" --cache "$work/cache" 2>/dev/null
[ "$(cd "$work/set" && echo *)" = "day-01.pdf day-02.pdf day-03.pdf day-04.pdf" ] || fail "plates: $(ls "$work/set")"
[ "$(cd "$work/two" && echo *)" = "day-01-whole.pdf day-02-03-whole.pdf day-04-whole.pdf" ] || fail "whole spreads: $(ls "$work/two")"

# Sheet and labels.
boxes() { pdfinfo -box -f "$2" -l "$2" "$1" | grep -E "(Media|Bleed|Trim)Box" | sed 's/Page *[0-9]* //; s/ \+/ /g'; }
[ "$(boxes "$work/press.pdf" 2)" = "MediaBox: 0.00 0.00 1150.87 442.20
BleedBox: 0.00 0.00 1150.87 442.20
TrimBox: 8.50 8.50 1142.36 433.70" ] || fail "spread: $(boxes "$work/press.pdf" 2)"
[ "$(boxes "$work/halves.pdf" 2)" = "MediaBox: 0.00 0.00 583.94 442.20
BleedBox: 0.00 0.00 581.10 442.20
TrimBox: 8.50 8.50 575.43 433.70" ] || fail "left half: $(boxes "$work/halves.pdf" 2)"
[ "$(boxes "$work/halves.pdf" 3)" = "MediaBox: 0.00 0.00 583.94 442.20
BleedBox: 2.83 0.00 583.94 442.20
TrimBox: 8.50 8.50 575.43 433.70" ] || fail "right half: $(boxes "$work/halves.pdf" 3)"
[ "$(boxes "$work/set/day-03.pdf" 1)" = "MediaBox: 0.00 0.00 583.94 442.20
BleedBox: 8.50 0.00 583.94 442.20
TrimBox: 8.50 8.50 575.43 433.70" ] || fail "right plate: $(boxes "$work/set/day-03.pdf" 1)"
for file in "$work"/*.pdf "$work"/*/*.pdf; do
  qpdf --check "$file" >/dev/null 2>&1 || fail "$file is damaged"
done

/usr/bin/python3 - "$work" <<'PY' || fail "see above"
import os, subprocess, sys
import pikepdf
from PIL import Image, ImageChops

work = sys.argv[1]
bad = []


def say(*words):
    bad.append(words)
    print(*words)


def labels(name):
    with pikepdf.open(os.path.join(work, name)) as pdf:
        return [str(item.P) for item in list(pdf.Root.PageLabels.Nums)[1::2]]


for name, wanted in (("press.pdf", ["01", "02-03", "04"]), ("halves.pdf", ["01", "02", "03", "04"]), ("set/day-03.pdf", ["03"])):
    if labels(name) != wanted:
        say(name, "is labelled", labels(name))


def picture(name, page):
    """The trim, at five dots a millimetre."""
    out = os.path.join(work, "page")
    subprocess.run(["pdftoppm", "-r", "127", "-gray", "-f", str(page), "-l", str(page), "-singlefile", os.path.join(work, name), out],
                   check=True)
    whole = Image.open(out + ".pgm")
    whole.load()
    return whole.crop((15, 15, whole.width - 15, whole.height - 15))


def mean(a, b):
    histogram = ImageChops.difference(a, b.crop((0, 0, a.width, a.height))).histogram()
    return sum(i * n for i, n in enumerate(histogram)) / 255 / (a.width * a.height)


spread = picture("press.pdf", 2)
half = spread.width // 2
for name, page, at in (("set/day-02.pdf", 1, 0), ("set/day-03.pdf", 1, half), ("halves.pdf", 2, 0), ("halves.pdf", 3, half)):
    shown = picture(name, page)
    part = spread.crop((at, 0, at + half, spread.height))
    if (shown.width, mean(part, shown) > 0.001) != (1000, False) or mean(part, Image.new("L", part.size, 255)) < 0.02:
        say(name, page, "does not show its half of the spread:", mean(part, shown))


def text(name, page):
    done = subprocess.run(["pdftotext", "-raw", "-f", str(page), "-l", str(page), os.path.join(work, name), "-"], capture_output=True,
                          text=True, check=True)
    return sorted(done.stdout.replace("\f", "").split())


whole = "".join(text("press.pdf", 2))
parts = "".join(text("set/day-02.pdf", 1) + text("set/day-03.pdf", 1))
if sorted(whole) != sorted(parts):
    say("the plates have other text than the spread", set(whole) ^ set(parts), len(whole), len(parts))

# Jumps: what starts on page 1 goes on on the right page, what starts on the left one goes on on page 4.
with pikepdf.open(os.path.join(work, "halves.pdf")) as pdf:
    numbers = {page.obj.objgen: i + 1 for i, page in enumerate(pdf.pages)}
    links = sorted((i + 1, numbers[link.Dest[0].objgen]) for i, page in enumerate(pdf.pages) for link in page.obj.get("/Annots", []))
    if links != [(1, 2), (1, 3), (2, 1), (2, 4), (3, 1), (3, 4), (4, 2), (4, 2)]:
        say("links lead from page to page", links)
    beads = [sum(1 for _ in page.obj.get("/B", [])) for page in pdf.pages]
    if beads[1] < 5 or beads[2] < 5:
        say("beads:", beads)
    for page in pdf.pages:
        trim = [float(x) for x in page.trimbox]
        for bead in page.obj.get("/B", []):
            r = [float(x) for x in bead.R]
            if r[0] < trim[0] or r[2] > trim[2]:
                say("a bead leaves its page", r)
sys.exit(bool(bad))
PY

words=$(pdftotext -f 1 -l 1 "$work/press.pdf" - | tr -d ' ')
has "$words" "下转第03版" "the jump to the right page"
has "$words" "下转第02-03版" "the jump to what lies across the fold"
words=$(pdftotext -f 3 -l 3 "$work/press.pdf" - | tr -d ' ')
has "$words" "上接第02版" "the way back to the left page"
has "$words" "上接第02-03版" "the way back to what lies across the fold"

# What is tagged on a spread is tagged on its halves, too.
for name in whole halves; do
  sed -i '/^tags/d' "$work/day/layouts/press/$name.yaml"
  echo 'tags: yes' >>"$work/day/layouts/press/$name.yaml"
  render "$work/day" "tagged-$name" --profile "$name" --force
  pdfinfo -enc UTF-8 -struct-text "$work/tagged-$name.pdf" 2>/dev/null | sed -n 's/^ *"\(.*\)"$/\1/p' | grep -o . | sort >"$work/$name.txt"
done
[ -s "$work/whole.txt" ] || fail "a spread without tags"
cmp "$work/whole.txt" "$work/halves.txt" || fail "the tags of a spread and of its halves differ"

# Printer's marks stand round a plate as round a page.
printf 'name: marked\nspreads: halves\nmarks: {crop: yes, fold: yes, registration: yes, offset: 3mm}\n' >"$work/day/layouts/press/marked.yaml"
render "$work/day" marked --profile marked --force
for page in 1 2 3; do
  pdftoppm -r 127 -gray -x 0 -y 200 -W 40 -H 500 -f "$page" -l "$page" -singlefile "$work/marked.pdf" "$work/marks-$page"
done
cmp "$work/marks-1.pgm" "$work/marks-2.pgm" || fail "the marks of a left half are others than a page's"
cmp "$work/marks-1.pgm" "$work/marks-3.pgm" || fail "the marks of a right half are others than a page's"

# Bound at the right, the first page is the one at the right.
echo 'binding: right' >>"$work/day/paper.yaml"
mkdir "$work/turned"
"$paiban" render "$work/day" -o "$work/turned" --split -q --force --font-folder "$work/fonts" --cache "$work/cache" 2>/dev/null
has "$(pdftotext -raw "$work/turned/day-02.pdf" -)" "^绳子" "what stands at the right is on page 2"
has "$(pdftotext -raw "$work/turned/day-03.pdf" -)" "风筝与线轴" "what stands at the left is on page 3"
qpdf --qdf --object-streams=disable "$work/turned/day-02.pdf" - | grep -aq "/Direction /R2L" || fail "it is not turned from the left"

said=$("$paiban" check "$top/issues/liudu-2026-03-08" --font-folder "$work/fonts" --cache "${PAIBAN_TEST_CACHE:-$work/cache}" 2>&1)
lacks "$said" "error|warning" "the sample's spread is not clean"
exit "$failed"
