"""printmarks.py FOLDER  the boxes and plates that printmarks.sh made there"""
import os, re, subprocess, sys

import pikepdf
from PIL import Image, ImageChops

folder, problems = sys.argv[1], []
MM = 72 / 25.4
SCALE = 5  # pixels a mm, at 127 dpi
BLEED, OFFSET, ROOM = 2, 3, 7
EDGE = BLEED + OFFSET + ROOM
INNER = BLEED + OFFSET
PLATES = {1: ["black", "套红"], 2: ["black"], 3: ["cyan", "magenta", "yellow", "black"]}  # of the file: the edition's 1, 2 and 4


def want(good, what):
    if not good:
        problems.append(what)


def judge_boxes(name, offset, edge):
    pdf = pikepdf.open(os.path.join(folder, name))
    for page in pdf.pages:
        media, bleed, trim = ([float(v) / MM for v in page[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox"))
        want("/CropBox" not in page and "/Annots" not in page, f"{name}: a CropBox, or annotations")
        for i, sign in ((0, 1), (1, 1), (2, -1), (3, -1)):
            want(abs((trim[i] - media[i]) * sign - edge) < 0.01 and abs((trim[i] - bleed[i]) * sign - BLEED) < 0.01,
                 f"{name}: boxes {media} {bleed} {trim}")


def ink(path):
    return ImageChops.invert(Image.open(path).convert("L"))


def near(plate, x, y, reach=0.5):
    """The most ink within a square about a point, mm from the trim's top left."""
    x, y = (x + EDGE) * SCALE, (y + EDGE) * SCALE
    return plate.crop((int(x - reach * SCALE), int(y - reach * SCALE), int(x + reach * SCALE) + 1, int(y + reach * SCALE) + 1)).getextrema()[1]


def judge_plate(page, name, plate, w, h):
    what = f"page {page}, {name}: "
    for x in (0, w):
        for y in (0, h):
            dx, dy = (-1 if x == 0 else 1), (-1 if y == 0 else 1)
            want(near(plate, x + dx * (INNER + 2), y) > 40 and near(plate, x, y + dy * (INNER + 2)) > 40, what + "no crop mark")
    for x, y in ((w / 2, -INNER - 3), (w / 2, h + INNER + 3), (-INNER - 3, h / 2 + 12), (w + INNER + 3, h / 2 + 12)):
        want(near(plate, x, y) > 40 and near(plate, x + 1, y + 1, 0.3) == 0, what + f"no registration mark at {x}, {y}")
    want(near(plate, -INNER - 1, h / 2) > 40 and near(plate, w + INNER + 1, h / 2) > 40, what + "no fold mark")
    want(near(plate, -INNER - 2.5, h / 2, 0.2) == 0, what + "the fold mark is not dashed")
    want(plate.crop((0, 0, plate.width, int((EDGE - INNER) * SCALE))).crop((int((EDGE + 6) * SCALE), 0, int((EDGE + 60) * SCALE), 999)).getextrema()[1] > 90,
         what + "no slug")
    # Nothing between the bleed and the marks.
    outer, inner = int((EDGE - INNER) * SCALE) + 2, int((EDGE - BLEED) * SCALE) - 2
    for box in ((outer, outer, plate.width - outer, inner), (outer, plate.height - inner, plate.width - outer, plate.height - outer),
                (outer, outer, inner, plate.height - outer), (plate.width - inner, outer, plate.width - outer, plate.height - outer)):
        want(plate.crop(box).getbbox() is None, what + f"ink between the page and its marks: {plate.crop(box).getbbox()}")


def judge_page(page, names):
    pdf = pikepdf.open(os.path.join(folder, "x1a.pdf"))
    size = pdf.pages[page - 1].TrimBox
    w, h = (float(size[2]) - float(size[0])) / MM, (float(size[3]) - float(size[1])) / MM
    made = sorted(n for n in os.listdir(os.path.join(folder, "plates")) if n.startswith(f"x1a-marks-p{page:02}"))
    want(made == sorted(f"x1a-marks-p{page:02}-{name}.png" for name in names), f"page {page}: plates {made}")
    marked = {name: ink(os.path.join(folder, "plates", f"x1a-marks-p{page:02}-{name}.png")) for name in names}
    for name, plate in marked.items():
        judge_plate(page, name, plate, w, h)
    # The steps of the bar, plate after plate in patches of 5 mm, then the overprints.
    for i, name in enumerate(names):
        for k, step in enumerate((100, 75, 50, 25)):
            x, y = 6 + 5 * (4 * i + k) + 2.5, h + INNER + 2.5
            want(abs(near(marked[name], x, y, 1) - 2.55 * step) < 4, f"page {page}, {name}: no step of {step} %")
            others = [near(marked[other], x, y, 1) for other in names if other != name]
            want(not any(others), f"page {page}: {name}'s step of {step} % prints on other plates")
    overprints = {1: [("black", "套红")], 3: [("cyan", "magenta"), ("cyan", "yellow"), ("magenta", "yellow"), ("cyan", "magenta", "yellow")]}
    for i, inks in enumerate(overprints.get(page, ())):
        x = 6 + 5 * (4 * len(names) + i) + 2.5
        got = tuple(name for name in names if near(marked[name], x, h + INNER + 2.5, 1) > 250)
        want(got == inks, f"page {page}: the overprint of {inks} prints on {got}")
    # Each plate's name stands on that plate alone.
    slug = (int((EDGE + w / 2 + 5) * SCALE), 0, int((EDGE + w - 5) * SCALE), int((EDGE - INNER) * SCALE))
    boxes = [marked[name].crop(slug).getbbox() for name in names]
    want(all(boxes) and all(a[2] < b[0] for a, b in zip(boxes, boxes[1:])), f"page {page}: names of plates {boxes}")
    # The page itself is the same without marks: the same points fall on other pixels, so it is compared coarsely.
    for name in names:
        plain = ink(os.path.join(folder, "plates", f"x1a-p{page:02}-{name}.png"))
        size = (int(w), int(h))
        a = plain.crop((BLEED * SCALE, BLEED * SCALE, int((BLEED + w) * SCALE), int((BLEED + h) * SCALE))).resize(size, Image.BOX)
        b = marked[name].crop((EDGE * SCALE, EDGE * SCALE, int((EDGE + w) * SCALE), int((EDGE + h) * SCALE))).resize(size, Image.BOX)
        difference = ImageChops.difference(a, b).histogram()
        mean = sum(i * n for i, n in enumerate(difference)) / (size[0] * size[1])
        want(mean < 2, f"page {page}, {name}: the page is another one, {mean:.2f} levels off")


judge_boxes("x1a-marks.pdf", OFFSET, EDGE)
judge_boxes("far.pdf", 5, BLEED + 5 + ROOM)
for number, inks in PLATES.items():
    judge_page(number, inks)
text = subprocess.run(["pdftotext", "-enc", "UTF-8", "-f", "1", "-l", "1", "-raw", os.path.join(folder, "x1a-marks.pdf"), "-"],
                      capture_output=True, text=True).stdout
for part in ("河湾日报 2026-03-01", "01 ?版", "套红"):
    want(re.search(part, text), f"the slug does not tell {part}")
want(not re.search("00:00", text), "the slug tells a time that nobody knows")
print("\n".join(problems))
sys.exit(len(problems) > 0)
