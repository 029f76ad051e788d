#!/usr/bin/env bash
# Copy and paste: the text of a PDF is the copy's, character for character, blanks of Latin words too, wherever a line ends.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

ln -s /usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf "$work/fonts/"
cp -r "$top/tests/errors/good" "$work/edition"
cat >"$work/edition/park.md" <<'COPY'
---
headline: 标题……还有——“Open Water”
---
他说：“我们等了十年……”——话音未落，汽笛响了！
省略……之后还有很长的文字，一直到这一段的末尾也没有丢……
The ferry of Open Water and the port of New Haven meet on a Sunday morning in spring at last.
共有ABC Shipping Line和Open Water等12家公司、3.5万人参加，约占1/2、30%、5℃、¥20、第③项。
生僻字：㐂𠀀龘；《书名》、「引」、（一）100×200，甲·乙～丙。
COPY
for profile in press archive; do
  render "$work/edition" "$profile" --profile "$profile" || fail "$profile: render fails"
  qpdf --qdf --object-streams=disable "$work/$profile.pdf" "$work/plain.pdf"
  ! grep -aq ActualText "$work/plain.pdf" || fail "$profile: text that only ActualText tells is lost on some readers"
  pdfinfo -enc UTF-8 -struct-text "$work/$profile.pdf" >"$work/tagged" 2>/dev/null
  pdftotext -raw -enc UTF-8 "$work/$profile.pdf" "$work/plain"
  mutool draw -q -F text -o "$work/mupdf" "$work/$profile.pdf" 2>/dev/null
  python3 - "$work/edition/park.md" "$work" <<'PY' || fail "$profile: text is lost"
import re, sys
body = open(sys.argv[1], encoding="utf-8").read().split("---\n", 2)
lines = [body[1].split(": ", 1)[1].strip()] + body[2].splitlines()
bad = 0
for name in ("tagged", "plain", "mupdf"):
    text = open(f"{sys.argv[2]}/{name}", encoding="utf-8", errors="replace").read()
    if name == "tagged":
        text = "".join(re.findall(r'"(.*)"\n', text))
    else:
        text = re.sub(r"\s+", " ", text)
    han = r"[⺀-鿿豈-﫿\U00020000-\U0003ffff　-〿！-￮“”‘’…—]"
    for line in lines:
        # Between Han and Latin readers may see a blank: there it says nothing.
        want, have = (re.sub(rf"(?<={han}) +| +(?={han})", "", t) for t in (line, text))
        if want not in have:
            print(f"{name}: not found: {want}")
            bad = 1
sys.exit(bad)
PY
done
exit $failed
