#!/usr/bin/env bash
# tests/pdf/handmade.sh PROGRAM  The hand-made edition of tests/unit/finish.c (PROGRAM) before other people's programs.
set -u
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LANG=C.UTF-8
failed=0
fail() { echo "$*"; failed=1; }
has() { grep -qE -- "$2" <<<"$1" || fail "$3: no line matches $2"; }

"$program" "$work" || exit 1
for name in press proof; do
  pdf=$work/$name.pdf
  qpdf --check "$pdf" >"$work/log" 2>&1 || { fail "$name: qpdf --check"; cat "$work/log"; }
  mutool draw -o /dev/null -F trace "$pdf" >"$work/log" 2>&1 || fail "$name: mutool draw"
  ! grep -aE '^(warning: [^I]|error)' "$work/log" || fail "$name: MuPDF complains"
  gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=nullpage "$pdf" >"$work/log" 2>&1
  [ ! -s "$work/log" ] || { fail "$name: Ghostscript complains"; cat "$work/log"; }
  [ "$(pdffonts "$pdf" | tail -n +3 | awk '{print $(NF-4), $(NF-2)}' | sort -u)" = "yes yes" ] || fail "$name: fonts"
  info=$(pdfinfo "$pdf" 2>&1)
  has "$info" '^Title: +河湾日报 2026-03-01$' "$name: title"
  has "$info" '^Tagged: +yes' "$name: tags"
done

# Two stories that jump across the same pages read whole and one after the other.
order=$(pdfinfo -struct-text "$work/press.pdf" 2>/dev/null | tr -d ' \n"')
has "$order" 'H1.block.河湾新港今日开港P.block.本报讯　今天上午，河湾新港在汽笛声中开港。首班货轮驶向外海，港区一片欢腾。' "first story"
has "$order" '两会开幕P.block.代表们步入会场，一年的账，一笔一笔摆上了台面。P.block.第二段是新的一段。Table.block.TR' "second story"
has "$order" 'TRTD区县TD产值TRTD东区TD１２$' "table"

# Page 2 prints black alone; body type is on the black plate alone on page 1 too.
ink=$(gs -q -o - -dSAFER -sDEVICE=ink_cov "$work/press.pdf")
awk 'NR == 2 && ($1 + $2 + $3 > 0 || $4 == 0) { exit 1 }' <<<"$ink" || fail "a black page has other ink: $ink"
awk 'NR == 1 && ($1 == 0 || $2 == 0) { exit 1 }' <<<"$ink" || fail "a colour page has no colour: $ink"
exit $failed
