#!/usr/bin/env bash
# Narrow columns an em apart come out of programs that take text by the boxes of glyphs column by column, though lines begin
# and end with marks: those are glyphs half an em wide, in a font of their own.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir -p "$work/edition/layouts"
cat >"$work/edition/layouts/narrow.yaml" <<'YAML'
page: {trim: [110mm, 150mm], bleed: 0}
grid: {columns: 3, measure: 9字, gutter: 1字, body: 小五, line: 11.25pt, lines: 34}
styles:
  body: {font: song, size: 小五, indent: 2字, align: justify, prohibition: gb}
  kai: {font: kai, size: 小五, indent: 2字, align: justify, prohibition: gb}
  headline: {font: hei, weight: bold, size: [21pt, 18pt], indent: 0, align: centre, scale: [80, 100]}
heads:
  head: {kicker: none, headline: headline, deck: none, byline: none, below: 1}
templates:
  only:
    frames:
      top: {at: [1, 1], size: [2, 32]}
      side: {at: [3, 1], size: [1, 32], body: kai}
YAML
printf 'name: 河湾日报\n' >"$work/edition/paper.yaml"
cat >"$work/edition/issue.yaml" <<'YAML'
paper: paper.yaml
date: 2026-03-01
layout: narrow
pages:
- page: 1
  template: only
  place: {top: ferry, side: lamp}
YAML
cat >"$work/edition/ferry.md" <<'COPY'
---
headline: 渡口的话
---
“等船的人多，话也多。”何婶说，“从前下雨，都挤在檐下（檐窄），《水位》牌子看不清。”
“牌子换过三回，”老周接过话，“头一回是木的，字（红漆）掉了，‘警戒’二字只剩‘戒’；第二回是铁的，锈得快；这回是石的，”他笑，“掉不了，也搬不走。”
石牌立在阶前（第四级），写着“水位”“风力”“末班船”，旁边一行小字：“看不清，问船家。”船家姓葛，人称“葛半江”，说江上的事，他知道一半。
“另一半呢？”有人问。“另一半，”他说，“江知道。”
COPY
cat >"$work/edition/lamp.md" <<'COPY'
---
headline: 灯
---
“灯亮了，船就来。”这是（渡口的）老话；如今灯换成电的，“话还是那句，”何婶说，“船也还来。”
COPY

# The same with lines more than an em and a half apart, which such programs see as blocks by themselves.
cp -r "$work/edition" "$work/wide"
sed -i 's/line: 11.25pt/line: 14.5pt/; s/150mm/200mm/' "$work/wide/layouts/narrow.yaml"

for profile in press archive wide; do
  pdf=$work/$profile.pdf edition=$work/edition of=$profile
  [ "$profile" = wide ] && edition=$work/wide of=press
  render "$edition" "$profile" --profile "$of" --force || fail "$profile: render fails"
  fonts=$(pdffonts "$pdf" 2>&1)
  for font in NotoSerifCJKsc-Regular LXGWWenKai-Regular; do
    has "$fonts" "^[A-Z]{6}\+$font-Marks +CID Type 0C +Identity-H +yes yes yes " "$profile: the marks of $font"
  done
  lacks "$fonts" '-Marks .*WinAnsi' "$profile: some marks go their own way"
  pdftotext -enc UTF-8 "$pdf" "$work/text"
  for page in "$work/edition"/*.md; do
    python3 - "$page" "$work/text" <<'PY' || fail "$profile: columns run into one another"
import re, sys
body = open(sys.argv[1], encoding="utf-8").read().split("---\n", 2)[2]
text = re.sub(r"\s", "", open(sys.argv[2], encoding="utf-8").read())
lost = [line for line in body.splitlines() if re.sub(r"\s", "", line) not in text]
for line in lost:
    print("not in order:", line)
sys.exit(len(lost) > 0)
PY
  done
done

# A column is 81 pt wide, the next begins 90 pt on: no box ends beyond its column.
pdftotext -bbox "$work/press.pdf" "$work/boxes"
python3 - "$work/boxes" <<'PY' || fail "boxes stick out of their columns"
import re, sys
words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>',
                   open(sys.argv[1], encoding="utf-8").read())
body = [(float(a), float(c), text) for a, b, c, d, text in words if float(d) - float(b) < 15]
left = min(a for a, c, text in body)
out = [text for a, c, text in body if c - left - (a - left + 0.01) // 90 * 90 > 81.01]  # Cairo writes hundredths of a point
if out:
    print(out)
sys.exit(len(out) > 0 or len(body) < 30)
PY
exit $failed
