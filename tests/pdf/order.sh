#!/usr/bin/env bash
# The text of a PDF reads in order: every line of the copy's body, blanks apart, is found whole in the tagged text.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

edition=$top/tests/errors/good
render "$edition" good --profile archive || exit 1
pdfinfo -enc UTF-8 -struct-text "$work/good.pdf" >"$work/tagged.txt" 2>/dev/null
python3 - "$edition" "$work/tagged.txt" <<'PY' || failed=1
import glob, re, sys
text = re.sub(r"\s", "", "".join(re.findall(r'"(.*)"', open(sys.argv[2], encoding="utf-8", errors="replace").read())))
lost = 0
for path in sorted(glob.glob(sys.argv[1] + "/*.md")):
    body = open(path, encoding="utf-8").read().split("---", 2)[2]
    for line in filter(None, (re.sub(r"[\s*#>]", "", row) for row in body.splitlines())):
        if line not in text:
            print(f"{path}: not read whole: {line[:40]}…")
            lost += 1
sys.exit(1 if lost else 0)
PY
exit $failed
