#!/usr/bin/env bash
# What pages paint, one fault each, and what preflight says of it; and what is no fault.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir -p "$work/house/layouts/press"
{ sed 's/^name: .*/name: four/' "$top/layouts/press/x1a.yaml"; echo "spots: process"; } >"$work/house/layouts/press/four.yaml"
{ sed 's/^name: .*/name: listed/' "$top/layouts/press/x1a.yaml"; echo 'spot-inks: ["Pantone 485 C"]'; } >"$work/house/layouts/press/listed.yaml"
/usr/bin/python3 "$(dirname "$0")/painted.py" "$paiban" "$work" || failed=1
exit $failed
