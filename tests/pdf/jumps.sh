#!/usr/bin/env bash
# Stories that jump across the same pages read whole and one after the other in the structure tree: each is one Art, and
# its copy stands in it without a break, jump lines and short titles left out.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

edition=$top/tests/pages/jumps
for profile in proof archive; do
  render "$edition" "$profile" --profile "$profile" || exit 1
  pdfinfo -enc UTF-8 -struct-text "$work/$profile.pdf" >"$work/tagged.txt" 2>/dev/null
  python3 - "$edition" "$work/tagged.txt" <<'PY' || fail "$profile: see above"
import glob, os, re, sys
lines = open(sys.argv[2], encoding="utf-8", errors="replace").read().splitlines()
stories, outside = [], 0
for line in lines:
    element = re.match(r"\s*([A-Za-z0-9]+)(?: |$)", line)
    text = re.match(r'\s*"(.*)"$', line)
    if element and element[1] == "Art":
        stories.append([])
    elif text and stories:
        stories[-1].append(text[1])
    elif text:
        outside += 1
bad = outside
if outside:
    print(f"{outside} texts outside any Art")
read = [re.sub(r"\s", "", "".join(s)) for s in stories]
files = sorted(glob.glob(os.path.join(sys.argv[1], "*.md")))
if len(read) != len(files):
    print(f"{len(read)} Art for {len(files)} stories")
    bad += 1
for path in files:
    head, body = (re.sub(r"\s", "", part) for part in open(path, encoding="utf-8").read().split("---", 2)[1:])
    title = re.search(r"headline:(.*)", head)[1]
    mine = [text[len(title):] for text in read if text.startswith(title)]
    if len(mine) != 1 or re.sub(r"（下转第.版）|[^。]{1,12}（上接第.版）", "", mine[0]) != body:
        print(f"{path}: not read whole in one story: {mine}")
        bad += 1
sys.exit(1 if bad else 0)
PY
done
exit $failed
