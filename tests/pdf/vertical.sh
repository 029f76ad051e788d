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

# The same with lines more than one and a half em apart, which programs that go by places see as blocks by themselves.
for name in alone mixed; do
  cp -r "$work/$name" "$work/$name wide"
  sed -i 's/line: 11.25pt/line: 15.75pt/; s/[13]20mm/500mm/; s/size: \[1, 18\]/size: [2, 18]/' "$work/$name wide/layouts/vertical.yaml"
done

for name in alone-press alone-archive mixed-press mixed-archive "alone wide-press" "mixed wide-press" "mixed wide-archive"; do
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

"$top/tests/pdf/agree.py" "$work/alone-press.pdf" || failed=1
exit $failed
