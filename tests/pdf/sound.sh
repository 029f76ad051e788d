#!/usr/bin/env bash
# Other people's programs read what paiban writes: no complaint from qpdf, MuPDF, Poppler and Ghostscript; fonts embedded.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

for edition in $(editions); do
  for profile in press proof archive; do
    name=$(basename "$edition")-$profile
    pdf=$work/$name.pdf
    render "$edition" "$name" --profile "$profile" || { fail "$name: render fails"; continue; }
    qpdf --check "$pdf" >"$work/log" 2>&1 || { fail "$name: qpdf --check"; cat "$work/log"; }
    mutool draw -o /dev/null -F trace "$pdf" >"$work/log" 2>&1 || fail "$name: mutool draw"
    lacks "$(grep -v 'ICC support' "$work/log")" '^(warning|error)' "$name: mutool warns"
    info=$(pdfinfo -box "$pdf" 2>&1)
    has "$info" '^TrimBox' "$name: boxes"
    lacks "$info" 'Error|Warning' "$name: pdfinfo complains"
    fonts=$(pdffonts "$pdf" 2>&1 | tail -n +3)
    [ -n "$fonts" ] || fail "$name: no fonts"
    lacks "$(awk '{print $(NF-4), $(NF-2)}' <<<"$fonts")" no "$name: a font is not embedded or has no Unicode map: $fonts"
    gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=nullpage "$pdf" >"$work/log" 2>&1 || fail "$name: Ghostscript"
    [ ! -s "$work/log" ] || { fail "$name: Ghostscript says:"; head -5 "$work/log"; }
  done
done
exit $failed
