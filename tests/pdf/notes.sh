#!/usr/bin/env bash
# Annotations and marks leave the text as it is: each paragraph is found whole in what is read by its place on the page, in the
# order of the page and in the tagged text, and none of its annotations is. They print on the black plate alone.
# shellcheck source=tests/pdf/lib.sh
. "$(dirname "$0")/lib.sh"

for edition in ruby marks marks-vertical; do
  for profile in press archive; do
    pdf=$work/$edition-$profile.pdf
    render "$top/tests/pages/$edition" "$edition-$profile" --profile "$profile" --force || fail "$edition: render fails"
    rm -f "$work/tagged"
    pdftotext -enc UTF-8 "$pdf" "$work/text"
    pdftotext -raw -enc UTF-8 "$pdf" "$work/raw"
    [ "$profile" = press ] || pdfinfo -enc UTF-8 -struct-text "$pdf" 2>/dev/null | sed -n 's/^ *"\(.*\)"$/\1/p' >"$work/tagged"
    python3 - "$top/tests/pages/$edition/${edition%-vertical}.md" "$work/text" "$work/raw" "$work/tagged" <<'PY' || fail "$edition, $profile: the text is disturbed"
import os, re, sys
body = open(sys.argv[1], encoding="utf-8").read().split("---\n", 2)[2]
notes = re.findall(r"\{(?:ruby|注音) ([^}]*)\}", body)
plain = re.sub(r"\{[^}]*\}|[\[\]^*]|~~", "", body)
wrong = 0
for name in filter(os.path.exists, sys.argv[2:]):
    text = re.sub(r"\s", "", open(name, encoding="utf-8").read())
    for line in filter(None, (re.sub(r"\s", "", row) for row in plain.splitlines())):
        if line not in text:
            print("not in", os.path.basename(name) + ":", line)
            wrong += 1
    for syllable in {s for note in notes for s in note.split() if not re.search(r"[\u4e00-\u9fff]", s)}:
        if syllable in text:
            print("in the text:", syllable)
            wrong += 1
sys.exit(wrong > 0)
PY
  done
  ink=$(gs -q -o - -dSAFER -sDEVICE=ink_cov "$work/$edition-press.pdf")
  awk '$1 + $2 + $3 > 0 || $4 == 0 { exit 1 }' <<<"$ink" || fail "$edition has other ink than black: $ink"
done

# In the tags each annotation is said, beside what it stands over.
python3 - "$top/tests/pages/ruby/ruby.md" <(qpdf --json=2 --json-key=qpdf "$work/ruby-archive.pdf") <<'PY' || fail "Ruby tags are not those of the copy"
import json, re, sys
copy = open(sys.argv[1], encoding="utf-8").read()
objects = json.load(open(sys.argv[2], encoding="utf-8"))["qpdf"][1]
values = {name[4:]: o["value"] for name, o in objects.items() if isinstance(o.get("value"), dict)}
kinds = {name: v.get("/S") for name, v in values.items()}
said = sorted(v["/ActualText"][2:] for name, v in values.items() if kinds[name] == "/RT")
wanted = []
for base, note in re.findall(r"\[([^][]*)\]\{(?:ruby|注音) ([^}]*)\}", copy):
    han = re.findall(r"[\u4e00-\u9fff]", base)
    wanted += note.split() if len(note.split()) == len(han) else [note]
rubies = [v for name, v in values.items() if kinds[name] == "/Ruby"]
whole = all([kinds[kid] for kid in r["/K"]] == ["/RB", "/RT"] and kinds[r["/P"]] == "/P" for r in rubies)
if said != sorted(wanted) or len(rubies) != len(wanted) or not whole:
    print(said, sorted(wanted), len(rubies), whole)
    sys.exit(1)
PY
exit $failed
