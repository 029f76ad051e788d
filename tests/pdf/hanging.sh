#!/usr/bin/env bash
# A mark that hangs in a gutter of one em does not make columns run into one another when text is taken out.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

edition=$(dirname "$0")/../pages/punctuation
render "$edition" out --profile press --force || fail "render fails"
pdftotext -enc UTF-8 "$work/out.pdf" "$work/text"
python3 - "$edition/hang.md" "$work/text" <<'PY' || fail "columns run into one another"
import re, sys
body = open(sys.argv[1], encoding="utf-8").read().split("---\n", 2)[2].replace("*", "")
text = re.sub(r"\s", "", open(sys.argv[2], encoding="utf-8").read())
lost = [line for line in body.splitlines() if re.sub(r"\s", "", line) not in text]
for line in lost:
    print("not in order:", line)
sys.exit(len(lost) > 0)
PY
exit $failed
