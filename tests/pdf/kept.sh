#!/usr/bin/env bash
# Converted pictures are kept between runs: the file is the same with and without, whatever has happened to what was kept, and a
# picture that has changed is converted anew.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

cp -r "$top/issues/2026-03-01" "$work/edition"
again() { "$paiban" render "$work/edition" -o "$work/$1.pdf" -q --profile x1a --font-folder "$work/fonts" --cache "$2" || fail "$1"; }
same() { cmp -s "$work/$1.pdf" "$work/$2.pdf" || fail "$2 is not as $1"; }

again without ''
again first "$work/cache"
kept=$(find "$work/cache/pictures" -type f | wc -l)
[ "$kept" -gt 3 ] || fail "$kept pictures kept"
again second "$work/cache"
same without first
same without second
[ "$(find "$work/cache/pictures" -type f | wc -l)" = "$kept" ] || fail "pictures are converted twice"


# Damaged ones are made anew.
for file in "$work/cache/pictures"/*; do head -c 1000 "$file" >"$file.cut" && mv "$file.cut" "$file"; done
again damaged "$work/cache"
same without damaged
picture=$(find "$work/edition" -name '*.jpg' -o -name '*.png' -size +20k | head -1)
python3 - "$picture" <<'PY'
import sys
from pathlib import Path
path = Path(sys.argv[1])
data = path.read_bytes()
path.write_bytes(data + b"\0")
PY
again longer "$work/cache"
[ "$(find "$work/cache/pictures" -type f | wc -l)" -gt "$kept" ] || fail "a picture that has changed is not converted"
rm -rf "$work/cache/pictures" && : >"$work/cache/pictures"
again nowhere "$work/cache"
same longer nowhere
exit $failed
