# Sourced by the tests here: paiban on the tests' fonts, a temporary folder, and words for what must hold.
# shellcheck shell=bash
set -u
export failed=0
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
paiban=${PAIBAN:-$top/build/dev/bin/paiban}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LANG=C.UTF-8 HOME=$work
unset LC_ALL LANGUAGE

mkdir "$work/fonts"
python3 - "$top/tests" "$work/fonts" <<'PY'
import os, sys
sys.path.insert(0, sys.argv[1])
from harness import FONTS
for font in FONTS:
    os.symlink(font, os.path.join(sys.argv[2], os.path.basename(font)))
PY

# render EDITION NAME [OPTION…]: $work/NAME.pdf
render() {
  local edition=$1 name=$2
  shift 2
  "$paiban" render "$edition" -o "$work/$name.pdf" -q --font-folder "$work/fonts" --cache "${PAIBAN_TEST_CACHE:-$work/cache}" "$@"
}

fail() { echo "$*"; failed=1; }

# x4_house FOLDER: a house whose printer gave an ICC profile for x4: Ghostscript's own for CMYK stands in for it.
x4_house() {
  mkdir -p "$1/layouts/press"
  cp /usr/share/color/icc/ghostscript/default_cmyk.icc "$1/layouts/press/press.icc"
  { cat "$top/layouts/press/x4.yaml"; echo "icc: press.icc"; } >"$1/layouts/press/x4.yaml"
}

# has TEXT PATTERN WHAT: TEXT has a line that matches
has() { grep -qE -- "$2" <<<"$1" || { fail "$3: no line matches $2 in:"; head -20 <<<"$1"; }; }
lacks() { ! grep -E -- "$2" <<<"$1" || fail "$3"; }

# The editions there are to test with: the sample where it stands, and the small one.
editions() {
  for edition in "$top/issues/2026-03-01" "$top/tests/errors/good"; do
    [ -f "$edition/issue.yaml" ] && echo "$edition"
  done
}
