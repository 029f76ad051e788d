"""plating.py FOLDER: judges what plating.sh made of the sample in FOLDER, and makes pages there that have too much ink.
plating.py FOLDER found: judges what paiban said of those pages."""
import json, os, sys

import pikepdf
from PIL import Image

folder, problems = sys.argv[1], []
MM = 72 / 25.4


def want(good, what):
    if not good:
        problems.append(what)


def load(name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)


def coverage(page):
    return {plate["ink"]: plate["coverage"] for plate in page["plates"]}


def judge_sample():
    said = {name: load(f"{name}.json") for name in ("spot", "four")}
    for page in said["spot"]["pages"] + said["four"]["pages"]:
        want(page["over"] == 0 and page["most"] <= 241, f"page {page['page']} takes {page['most']} % of ink")
        for plate in page["plates"]:
            want((plate["file"] is None) == (plate["coverage"] == 0), f"{plate}: a picture of nothing, or none of something")
            if plate["file"]:
                darkest, lightest = Image.open(plate["file"]).convert("L").getextrema()
                want(lightest == 255 and darkest < 128, f"{plate['file']} is not ink on white")
    inks = {page["page"]: coverage(page) for page in said["spot"]["pages"]}
    want(sorted(inks) == [1, 2, 4], f"pages {list(inks)}")
    want(inks[1]["套红"] > 0.1 and inks[1]["Cyan"] == inks[1]["Magenta"] == inks[1]["Yellow"] == 0, f"page 1: {inks[1]}")
    want("套红" not in inks[2] and [c for c in inks[2] if inks[2][c]] == ["Black"], f"page 2: {inks[2]}")
    want(min(inks[4].values()) > 1, f"page 4 is not in four colours: {inks[4]}")
    want("spot-p01-套红.png" in map(os.path.basename, said["spot"]["files"]), "no picture of the red plate")
    (four,) = (coverage(page) for page in said["four"]["pages"])
    want("套红" not in four and four["Cyan"] == 0 and four["Magenta"] == four["Yellow"] > 0.1, f"from the four: {four}")


# What takes too much ink on a page of 200 × 100 mm, in mm from its top left.
TOLD = ([20, 10, 30, 20], [120, 60, 40, 10], [60, 80, 30, 15])


def area(x, y, w, h):
    return f"{x * MM:.3f} {(100 - y - h) * MM:.3f} {w * MM:.3f} {h * MM:.3f} re f"


def make(rotate):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(220 * MM, 120 * MM))
    page.TrimBox = [v * MM for v in (10, 10, 210, 110)]
    page.Rotate = rotate
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    state = pikepdf.Dictionary(OP=True, op=True, OPM=1)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), ExtGState=pikepdf.Dictionary(O=state))
    text = lambda colour, x, y: f"{colour} k BT /F 60 Tf {x * MM:.3f} {(100 - y) * MM:.3f} Td (HHHH) Tj ET"
    content = [f"1 0 0 1 {10 * MM:.3f} {10 * MM:.3f} cm",
               ".8 .8 .8 .6 k", area(20, 10, 30, 20),
               ".8 .8 .8 0 k", area(60, 35, 50, 10),  # as much as is allowed
               ".6 .6 .6 0 k", area(60, 10, 50, 20), "/O gs", text("0 0 0 1", 60, 28),  # black text: left out
               "1 1 1 0 k", area(20, 60, 3, 3), area(20, 70, 80, 0.5),  # too small, too narrow
               ".9 .9 .9 0 k", area(120, 60, 40, 10), "0 0 0 1 k", area(125, 62, 30, 6),  # black that is no text
               *(f"{colour} k {area(60, 80, 30, 15)}" for colour in (".9 0 0 0", "0 .9 0 0", "0 0 .9 0")),  # one over another
               "1 1 1 1 k", area(-10, 40, 8, 20)]  # outside the trim
    page.Contents = pdf.make_stream("\n".join(content).encode())
    pdf.save(os.path.join(folder, f"rotate{rotate}.pdf"))


def turned(rotate, x, y, w, h):
    return {0: (x, y, w, h), 90: (100 - y - h, x, h, w), 180: (200 - x - w, 100 - y - h, w, h), 270: (y, 200 - x - w, h, w)}[rotate]


def judge_found(rotate):
    (page,) = load(f"rotate{rotate}.json")["pages"]
    wanted = sum(w * h for _, _, w, h in TOLD)
    want(abs(page["over"] - wanted) < 40, f"{rotate}: {page['over']} mm² over the limit, not {wanted}")
    want(abs(page["most"] - 370) < 2, f"{rotate}: {page['most']} % is the most")
    found = [d for d in load(f"rotate{rotate}.found")["diagnostics"] if d["id"] == "ink-limit" and d["severity"] == "error"]
    for d in found:
        x, y, w, h = d["rectangle"]
        within = [p for p in (turned(rotate, *t) for t in TOLD)
                  if x > p[0] - 0.8 and y > p[1] - 0.8 and x + w < p[0] + p[2] + 0.8 and y + h < p[1] + p[3] + 0.8]
        want(within, f"{rotate}: told, though nothing is wrong: {d}")
    for x, y, w, h in TOLD:
        place = turned(rotate, x, y, w, h)
        near = [d for d in found if all(abs(a - b) < 0.8 for a, b in zip(d["rectangle"], place))]
        want(len(near) == 1 and near[0]["severity"] == "error" and near[0]["page"] == 1, f"{rotate}: {place} is not told: {found}")


if len(sys.argv) == 2:
    judge_sample()
    for rotate in (0, 90, 180, 270):
        make(rotate)
else:
    for rotate in (0, 90, 180, 270):
        judge_found(rotate)
print("\n".join(problems))
sys.exit(len(problems) > 0)
